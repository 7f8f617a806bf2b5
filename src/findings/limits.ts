/** What limits count, and the dates they come to in a case. */
import type { Counted } from '../calendar/working-days.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { isInForce } from '../engine/in-force.ts';
import { LimitDays, type LimitEnd } from '../engine/limit-days.ts';
import { DEFAULT_CONVENTIONS, Scheduler } from '../engine/schedule.ts';
import type { TimetableStep } from '../engine/types.ts';
import { limitText } from '../engine/words.ts';
import type { Id, IsoDate, Limit, Start, Step } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import type { ExampleCase } from './finding.ts';
import { stepOf, stepsDoing, type Inquiry } from './inquiry.ts';

/** Whether a limit gives a day: a number of days, a numbered day, or before, after or with something. */
export const isDated = ({ amount }: Limit): boolean => amount?.kind === 'numbered' || (amount?.kind === 'span' && !amount.approximate);

/** Whether it counts days, and does not only order. */
export const isCounted = (limit: Limit): boolean => isDated(limit) && largestCount(limit) > 0;

/** What is to have a date for a start to have one: of the earlier of several, one is enough. */
export function idsNeeded(start: Start | null): Id[] {
  const ids = idsOfStart(start);
  return start !== null && 'first' in start ? ids.slice(0, 1) : ids;
}

/** Starts on days of their own, two working days apart. */
export const daysApart = (starts: readonly Id[], first: IsoDate, { calendar }: Pick<Inquiry, 'calendar'>): Record<Id, IsoDate> =>
  Object.fromEntries(starts.map((id, place) => [id, calendar.addWorkingDays(first, 2 * place) ?? first]));

/** The larger of the numbers in it; 0 where it only orders. */
export function largestCount({ amount }: Limit): number {
  if (amount?.kind === 'numbered') return Math.max(amount.first ?? 0, amount.last ?? 0);
  return amount?.kind === 'span' ? Math.max(amount.min ?? 0, amount.max ?? 0) : 0;
}

/** A step in the timetable of a case. */
export function stepIn({ set, vocabulary, calendar }: Inquiry, given: ExampleCase, step: Id): TimetableStep | undefined {
  const policy = set.policies.find(({ id }) => id === given.policy);
  const found = policy && stepOf(policy, step);
  return found && new Scheduler(policy, vocabulary, given, calendar).stepEntry(found);
}

/** The last day that a limit comes to in a case, as first read; null where it comes to none. */
export function endIn(inquiry: Inquiry, given: ExampleCase, step: Id, address: string): IsoDate | null {
  return readingsIn(inquiry, given, step, address).find(({ latest }) => latest !== null)?.latest ?? null;
}

/** The last days that a limit comes to in a case, one of each reading that stands and comes to one. */
export function endsIn(inquiry: Inquiry, given: ExampleCase, step: Id, address: string): IsoDate[] {
  return readingsIn(inquiry, given, step, address).flatMap(({ latest, refutedBy }) => (refutedBy === null ? latest ?? [] : []));
}

function readingsIn(inquiry: Inquiry, given: ExampleCase, step: Id, address: string): TimetableStep['limits'][number]['readings'] {
  const readings = stepIn(inquiry, given, step)?.limits.find((limit) => limit.address === address)?.readings ?? [];
  return readings.filter(({ under }) => Object.entries(under).every(([doubt, reading]) => (given.readings[doubt] ?? reading) === reading));
}

/**
 * One end of a limit, as read, from a start, by what a document states and else by the timetable's own conventions.
 *
 * @returns null where that end is open or cannot be counted
 * @example endFrom(limit, '2026-03-27', 'latest', inquiry)?.end // '2026-04-07', of "within 5 working days"
 */
export function endFrom(limit: Limit, start: IsoDate, end: LimitEnd, { calendar }: Pick<Inquiry, 'calendar'>): Counted | null {
  const result = new LimitDays(calendar, DEFAULT_CONVENTIONS).end(limit, start, end);
  return result !== null && 'end' in result ? result : null;
}

/** A limit of the baseline. */
export interface NationalLimit {
  step: Step;
  limit: Limit;
  /** The limit in words, and whether the baseline has another reading of it. */
  words: string;
}

/** The baseline's counted limits for the same task, as first read. */
export function nationalLimits(step: Step, { baseline, asAt, vocabulary }: Inquiry): NationalLimit[] {
  if (!baseline) return [];
  return stepsDoing(baseline, step.does).flatMap((one) => standingLimits(baseline, one).flatMap(({ limit, readings }) => {
    const isOneOfTwo = readings.length > 1 ? ' (one of two readings of it)' : '';
    return isInForce(limit.inForce, asAt) ? readings.filter((read) => isCounted(read.limit)).map((read) => ({ step: one, limit: read.limit, words: `${limitText(read.limit, { policy: baseline, vocabulary })}${isOneOfTwo}` })) : [];
  }));
}
