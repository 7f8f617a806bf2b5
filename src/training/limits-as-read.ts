/** The limits of a step in words under each reading, and the day that one of them ends on from a start, counted by itself. */
import type { Counted, WorkingDayCalendar } from '../calendar/working-days.ts';
import { clockInWordsOf, limitPlaces } from '../policy/readings.ts';
import { limitsOfStep, type ReadLimit as LimitUnderReading } from '../policy/step-limits.ts';
import { LimitDays } from '../engine/limit-days.ts';
import { DEFAULT_CONVENTIONS } from '../engine/schedule.ts';
import { limitText, type Speech } from '../engine/words.ts';
import type { Conventions } from '../engine/types.ts';
import type { Id, IsoDate, Limit, Place, Policy, Start, Step, Tree } from '../policy/model.ts';

/** A limit under one reading, with the reasons of that reading and where they stand. */
export interface ReadLimit extends Omit<LimitUnderReading, 'written' | 'taken'> { because: string; cite: Place[] }

/** A limit of a step, with its readings; one that is in no doubt has one reading. */
export interface StepLimit {
  address: string;
  asWritten: string | null;
  cite: Place[];
  readings: ReadLimit[];
}

/**
 * Every limit of a step in its words, under every reading, the refuted ones among them.
 *
 * @example limitsInWords(wst, returnScoping)[0]?.readings.length // 2: from the referral, or from sending
 */
export function limitsInWords(policy: Policy, step: Step): StepLimit[] {
  return limitsOfStep(policy, step).map(({ limit: written, readings }) => {
    return {
      address: written.address,
      asWritten: [written, ...readings.map(({ limit }) => limit)].map(({ asWritten }) => asWritten).find((words) => words !== null) ?? clockInWordsOf(policy, written)?.asWritten ?? null,
      cite: limitPlaces(policy, written, step),
      readings: readings.map(({ limit, under, taken, refutedBy }): ReadLimit => ({
        limit, under, refutedBy, because: taken.map(({ because }) => because).join(' '), cite: taken.flatMap(({ cite }) => cite),
      })),
    };
  });
}

/**
 * A limit in plain words with the unit of its days. Elsewhere numbered days go without one where they are working days;
 * whoever is to count them here has nothing beside the question that says so.
 *
 * @example limitInFull(limit, rules) // 'by Day 15, in working days, counted from the day the intention to notify was received'
 */
export function limitInFull(limit: Limit, speech: Speech): string {
  if (limit.amount?.kind !== 'numbered') return limitText(limit, speech);
  return limit.unit === null ? `${limitText(limit, speech)}, in days of a kind that is not stated` : limitText({ ...limit, ownKeys: [...limit.ownKeys, 'unit'] }, speech);
}

/** Whether a limit counts days, and more than the same day. */
export function countsDays({ amount, from }: Pick<Limit, 'amount' | 'from'>): boolean {
  if (from === null || amount === null) return false;
  if (amount.kind === 'numbered') return true;
  return amount.kind === 'span' && !amount.approximate && (amount.max ?? amount.min ?? 0) > 0;
}

/** The day of a start among the days given; null where one that it needs is not. */
export function dayOfStart(start: Start, on: Readonly<Record<Id, IsoDate>>): IsoDate | null {
  if ('event' in start) return on[start.event] ?? null;
  if ('step' in start) return on[start.step] ?? null;
  const isFirst = 'first' in start;
  const days = (isFirst ? start.first : start.last).map((one) => dayOfStart(one, on));
  if (days.some((day) => day === null)) return null;
  const sorted = days.filter((day) => day !== null).sort();
  return (isFirst ? sorted[0] : sorted.at(-1)) ?? null;
}

export type End = 'first' | 'last';

/**
 * The first or last day of a limit, counted from a start.
 *
 * @param conventions how to count where the limit does not say
 * @returns null where that end is open, or cannot be counted
 * @example endOfLimit(limit, '2026-03-27', 'last', englandAndWales)?.end // '2026-04-07', of 5 working days
 */
export function endOfLimit(
  limit: Limit, start: IsoDate, end: End, calendar: WorkingDayCalendar, conventions: Conventions = DEFAULT_CONVENTIONS,
): Counted | null {
  const result = new LimitDays(calendar, conventions).end(limit, start, end === 'first' ? 'earliest' : 'latest');
  return result !== null && 'end' in result ? result : null;
}

/**
 * Answers and outcomes under which a condition holds, the plainest that will do; null where none is found.
 *
 * @example premiseOf({ step: 'choose-meeting', outcome: 'not-arranged' }) // { facts: {}, decided: { 'choose-meeting': 'not-arranged' } }
 */
export function premiseOf(tree: Tree | null): { facts: Record<Id, 'yes' | 'no'>; decided: Record<Id, Id> } | null {
  if (tree === null) return { facts: {}, decided: {} };
  if ('fact' in tree) return { facts: { [tree.fact]: 'yes' }, decided: {} };
  if ('step' in tree) return { facts: {}, decided: { [tree.step]: tree.outcome } };
  if ('not' in tree) return 'fact' in tree.not ? { facts: { [tree.not.fact]: 'no' }, decided: {} } : null;
  if ('any' in tree) return tree.any.map(premiseOf).find((premise) => premise !== null) ?? null;
  if ('all' in tree) {
    const premises = tree.all.map(premiseOf);
    if (premises.some((premise) => premise === null)) return null;
    return { facts: Object.assign({}, ...premises.map((one) => one!.facts)), decided: Object.assign({}, ...premises.map((one) => one!.decided)) };
  }
  return null;
}
