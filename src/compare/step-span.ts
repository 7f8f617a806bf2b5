/** One step on an axis of days: from when to when it may or must be done. Apart from the rows, so that one case alone needs no table. */
import type { TimetableStep, Truth } from '../engine/types.ts';
import type { Id, IsoDate } from '../policy/model.ts';

/** The stretch in which a step may or must be done. */
export interface StepSpan {
  step: Id;
  /**
   * - `stretch`: from its start to its last day.
   * - `window`: it opens later than it starts to count.
   * - `projected`: it counts from something that has not happened yet.
   * - `day`: only its last day is known, or it has but one.
   * - `given`: the day on which it was done, or is planned.
   */
  kind: 'stretch' | 'window' | 'projected' | 'day' | 'given';
  from: IsoDate;
  /** The last day that suits every reading; where none does, the soonest of their last days. */
  to: IsoDate;
  /** The last day under any reading. */
  outer: IsoDate;
  /** The day up to which one limit allows what another has already made late; null where none does. */
  late: IsoDate | null;
  /** Whether a reading or two leave no day in common. */
  isConflict: boolean;
  applies: Truth;
  /** The words of the limit that gives the last day. */
  asWritten: string | null;
}

/**
 * The stretch of one step of a timetable; null where it has no last day.
 * @example spanOf(timetable.steps[2]) // { step: 'rapid-review-meeting', kind: 'window', from: '2026-04-09', to: '2026-04-17', … }
 */
export function spanOf({ id, limits, safe, outer, conflict, applies }: TimetableStep): StepSpan | null {
  const readings = limits.flatMap((limit) => limit.readings.filter(({ stands, state }) => stands && state !== 'not-in-force').map((reading) => ({ limit, reading })));
  const lasts = readings.flatMap(({ reading }) => reading.latest ?? []).sort();
  const to = safe?.latest ?? (conflict === null ? undefined : lasts[0]);
  if (to === undefined) return null;
  const binding = readings.find(({ reading }) => reading.latest === to) ?? readings[0]!;
  const last = outer?.latest ?? (conflict === null ? to : lasts.at(-1)!);
  // A limit that counts from something still to come shows from when on the step may be reached.
  const projected = readings.filter(({ limit, reading }) => reading.from?.basis === 'projected' && reading.earliest !== null && (reading === binding.reading || limit !== binding.limit))
    .map(({ reading }) => reading.earliest!).sort();
  const opens = projected[0] ?? binding.reading.earliest;
  const from = opens === null || opens > to ? to : opens;
  const opensLater = binding.reading.from !== null && from > binding.reading.from.date;
  const kind = projected.length > 0 ? 'projected' : from === to ? 'day' : opensLater ? 'window' : 'stretch';
  return {
    step: id, kind, from, to, outer: last, late: latestAllowed(limits.filter((limit) => limit !== binding.limit), last),
    isConflict: conflict !== null, applies, asWritten: binding.limit.asWritten,
  };
}

/** Where the last day is past, and another limit that surely applies still counts on: from the last permitted day of what it follows. */
function latestAllowed(limits: TimetableStep['limits'], last: IsoDate): IsoDate | null {
  const ends = limits.filter(({ applies }) => applies === 'yes').flatMap(({ readings }) => readings
    .filter(({ stands, latest, from }) => stands && latest !== null && from?.basis === 'projected' && latest > from.date)
    .map(({ latest }) => latest!)).sort();
  const beyond = ends.at(-1);
  return beyond !== undefined && beyond > last ? beyond : null;
}
