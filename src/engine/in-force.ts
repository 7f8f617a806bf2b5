import type { InForce, IsoDate } from '../policy/model.ts';
import type { Window } from './types.ts';

/**
 * Whether something holds on a day. What has no period holds always; its first and its last day belong to it.
 *
 * @example isInForce({ from: '2018-06-29', to: null }, '2018-06-28') // false
 */
export function isInForce(period: InForce | null, day: IsoDate): boolean {
  return period === null || ((period.from ?? day) <= day && day <= (period.to ?? day));
}

/**
 * The days on which all of several periods hold; either end is open where none of them bounds it.
 *
 * @example daysInForce([{ from: '2018-06-29', to: null }, { from: null, to: '2020-03-31' }]) // { earliest: '2018-06-29', latest: '2020-03-31' }
 */
export function daysInForce(periods: readonly (InForce | null)[]): Window {
  return {
    earliest: periods.flatMap((period) => period?.from ?? []).sort().at(-1) ?? null,
    latest: periods.flatMap((period) => period?.to ?? []).sort()[0] ?? null,
  };
}
