/** A limit worked out under one assignment of readings, and what several of them come to together. */
import type { Id, IsoDate, Limit } from '../policy/model.ts';
import type { SkippedDay, StartDate, StepState, Truth, Window } from './types.ts';
import { hull, intersection } from './windows.ts';

/** @example scheduler.work(step, limit, assignment, 'safe').window // { earliest: '2026-03-27', latest: '2026-03-31' } */
export interface WorkedLimit {
  limit: Limit;
  state: StepState;
  waitingFor: Id[];
  from: StartDate | null;
  /** The days it allows. */
  window: Window;
  /** What is shown as its dates: for a projected limit, the date from either end of its start. */
  shown: Window;
  counted: IsoDate[];
  skipped: SkippedDay[];
  reason: string | null;
  /** Of a limit past the table: a day before which its last day cannot be; null where there is none. */
  notBefore: IsoDate | null;
  /** The days on which its start must fall for it to be in force, where it may fall on others too; else null. */
  inForceOn: Window | null;
  /** Whether it is out of force on the last safe day of its start, and was taken from the nearest day on which it is in force. */
  isAside: boolean;
  applies: Truth;
  binds: boolean;
}

/**
 * The days that limits allow together. Of those that are in force on some days of their start only, those of one period
 * hold together, and those of different periods each in its turn.
 */
export function windowOfAll(limits: readonly WorkedLimit[]): Window {
  const byPeriod = new Map<string, WorkedLimit[]>();
  for (const limit of limits.filter(({ inForceOn }) => inForceOn !== null)) {
    const period = JSON.stringify(limit.inForceOn);
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), limit]);
  }
  const periods = [...byPeriod.values()];
  const inTurn = periods.some((held) => !held.some(({ isAside }) => isAside)) ? periods.filter((held) => !held.some(({ isAside }) => isAside)) : periods;
  return intersection(
    ...limits.filter(({ inForceOn }) => inForceOn === null).map(({ window }) => window),
    hull(inTurn.map((held) => intersection(...held.map(({ window }) => window)))),
  );
}

/** Whether some limit has no day for the table's end, and might end before what the others give as the last. */
export function isPastTable(limits: readonly WorkedLimit[], latest: IsoDate | null): boolean {
  return limits.some(({ state, limit: { amount }, notBefore }) => state === 'beyond-calendar'
    && (latest === null || ((notBefore === null || notBefore < latest) && !(amount?.kind === 'span' && amount.approximate))));
}
