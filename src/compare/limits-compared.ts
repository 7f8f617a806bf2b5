/**
 * Limits as they are compared: what a row finds of a policy, each limit under every reading, each reading with the start
 * it counts from and with the days it allows once that start has a date.
 */
import { standingLimits } from '../policy/step-limits.ts';
import { isInForce } from '../engine/in-force.ts';
import type { LimitDays } from '../engine/limit-days.ts';
import type { Window } from '../engine/types.ts';
import { limitSays, startSays } from './sameness.ts';
import type { Id, InForce, IsoDate, Limit, Place, Policy, Selector, Step } from '../policy/model.ts';
import { clockInWordsOf, limitPlaces } from '../policy/readings.ts';

/** A limit under one reading of every doubt it rests on. */
export interface ReadLimit {
  under: Record<string, Id>;
  /** Why this reading; null where nothing is in doubt. */
  because: string | null;
  limit: Limit;
  /** What it counts from, as `startSays` names it; null where it counts from nothing. */
  start: string | null;
  /** What it says without words: equal exactly where the rules mean the same. */
  says: string;
  /** When it holds: its step's period and its own. */
  inForce: InForce[];
}

/**
 * A limit of a row, under its readings that stand. Limits of one step that follow one another in time, each in force
 * for a period of its own, are one limit.
 */
export interface ComparedLimit { policy: Policy; step: Step; address: string; asWritten: string | null; cite: Place[]; readings: ReadLimit[] }

/**
 * The limits that a row shows of a policy.
 * @example comparedLimits(['report-to-panel'], policy)
 */
export function comparedLimits(tasks: Extract<Selector, { by: 'does' }>['tasks'], policy: Policy): ComparedLimit[] {
  const steps = policy.steps.filter(({ does }) => does.some((task) => tasks.includes(task)));
  return steps.flatMap((step) => joinedInTime(limitsOf(policy, step)))
    .filter(({ readings }) => readings.some(({ limit }) => limit.amount !== null && limit.amount.kind !== 'none'));
}

function limitsOf(policy: Policy, step: Step): ComparedLimit[] {
  return standingLimits(policy, step).map(({ limit: written, readings }) => ({
    policy, step, address: written.address, cite: limitPlaces(policy, written, step),
    asWritten: written.asWritten ?? clockInWordsOf(policy, written)?.asWritten ?? null,
    readings: readings.map(({ limit, under, taken }) => ({
      under, limit,
      because: taken.length === 0 ? null : taken.map(({ because }) => because).join(' '),
      start: limit.from && startSays(limit.from, policy),
      says: JSON.stringify(limitSays(limit, policy)),
      inForce: [step.inForce, limit.inForce].filter((period) => period !== null),
    })),
  }));
}

/** Limits that are each in force for a time of their own, as one. */
function joinedInTime(limits: ComparedLimit[]): ComparedLimit[] {
  const isPeriod = ({ readings }: ComparedLimit) => readings.every(({ limit }) => limit.inForce !== null);
  const [first, ...others] = limits.filter(isPeriod);
  if (!first || others.length === 0) return limits;
  const cite = [...first.cite, ...others.flatMap((one) => one.cite)];
  const joined = { ...first, cite, readings: [first, ...others].flatMap(({ readings }) => readings) };
  return [joined, ...limits.filter((one) => !isPeriod(one))];
}

/**
 * The days that a limit allows under one reading, from a start.
 *
 * @param start the date of what it counts from
 * @returns null where it gives no days: no number, no limit, or not in force on that day
 * @example daysAllowed(reading, '2026-03-27', new LimitDays(englandAndWales, DEFAULT_CONVENTIONS)) // { earliest: '2026-03-27', latest: '2026-04-07' }
 */
export function daysAllowed({ limit, inForce }: Pick<ReadLimit, 'limit' | 'inForce'>, start: IsoDate, days: LimitDays): Window | 'beyond-calendar' | null {
  return inForce.every((period) => isInForce(period, start)) ? days.window(limit, start) : null;
}
