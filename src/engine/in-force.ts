import type { InForce, IsoDate } from '../policy/model.ts';

/**
 * Whether something holds on a day. What has no period holds always; its first and its last day belong to it.
 *
 * @example isInForce({ from: '2018-06-29', to: null }, '2018-06-28') // false
 */
export function isInForce(period: InForce | null, day: IsoDate): boolean {
  return period === null || ((period.from ?? day) <= day && day <= (period.to ?? day));
}
