/** One step on an axis of days: from when to when it may or must be done. Apart from the rows, so that one case alone needs no table. */
import { lastDaysOf } from '../engine/windows.ts';
import type { TimetableStep, Truth } from '../engine/types.ts';
import type { Id, IsoDate } from '../policy/model.ts';

/** The stretch in which a step may or must be done. */
export interface StepSpan {
  step: Id;
  /**
   * - `stretch`: from its start to its last day.
   * - `window`: it opens later than it starts to count.
   * - `projected`: it opens with something that has not happened yet.
   * - `day`: only its last day is known, or it has but one.
   * - `given`: the day on which it was done, or is planned.
   */
  kind: 'stretch' | 'window' | 'projected' | 'day' | 'given';
  from: IsoDate;
  /** The last day that suits every reading; where none does, the soonest of their last days. */
  to: IsoDate;
  /** The latest last day that any reading gives, whether or not another gives none. */
  outer: IsoDate;
  /** The day up to which one limit allows what another has already made late; null where none does. */
  late: IsoDate | null;
  /** Why another reading of that limit gives no last day: it has no limit, or waits for a start; null where every reading gives one. */
  otherwise: 'waiting' | 'no-limit' | null;
  /** Whether a reading or two leave no day in common. */
  isConflict: boolean;
  /** Whether readings give last days between `to` and `outer` too, so that these are not the only two. */
  isRange: boolean;
  /** Whether its last day counts from something that has not happened yet. */
  isProjected: boolean;
  applies: Truth;
  /** The words of the limit that gives the last day. */
  asWritten: string | null;
}

/**
 * The stretch of one step of a timetable; null where it has no last day.
 * @example spanOf(timetable.steps[2]) // { step: 'rapid-review-meeting', kind: 'window', from: '2026-04-09', to: '2026-04-17', … }
 */
export function spanOf(step: TimetableStep): StepSpan | null {
  const { id, limits, conflict, applies } = step;
  const readings = limits.flatMap((limit) => limit.readings.filter(({ stands, state }) => stands && state !== 'not-in-force').map((reading) => ({ limit, reading })));
  const { soonest: to, last } = lastDays(step);
  if (to === null || last === null) return null;
  const binding = readings.find(({ reading }) => reading.latest === to) ?? readings[0]!;
  // A limit that counts from something still to come shows from when on the step may be reached.
  const projected = readings.filter(({ limit, reading }) => reading.from?.basis === 'projected' && reading.earliest !== null && (reading === binding.reading || limit !== binding.limit))
    .map(({ reading }) => reading.earliest!).sort();
  const opens = projected[0] ?? binding.reading.earliest;
  const from = opens === null || opens > to ? to : opens;
  const opensLater = binding.reading.from !== null && from > binding.reading.from.date;
  const kind = projected.length > 0 ? 'projected' : from === to ? 'day' : opensLater ? 'window' : 'stretch';
  return {
    step: id, kind, from, to, outer: last, late: latestAllowed(limits.filter((limit) => limit !== binding.limit), last),
    otherwise: otherwiseOf(binding.limit), isConflict: conflict !== null,
    isRange: lastDaysOf(limits).some((day) => day > to && day < last), isProjected: step.state === 'projected', applies, asWritten: binding.limit.asWritten,
  };
}

function otherwiseOf({ readings }: TimetableStep['limits'][number]): StepSpan['otherwise'] {
  const states = readings.filter(({ stands, latest }) => stands && latest === null).map(({ state }) => state);
  if (states.includes('waiting')) return 'waiting';
  return states.includes('no-limit') || states.includes('unquantified') ? 'no-limit' : null;
}

/**
 * From the soonest last day of a step to the latest, over the readings that give one. A reading under which the step has
 * no date or no limit takes neither away: the readings beside it may still hold.
 *
 * @returns `soonest`: the last day that suits every reading, or the soonest of their last days where none suits all;
 * both null where no reading gives a last day
 * @example lastDays(step) // { soonest: '2026-04-14', last: '2026-04-17' }
 */
export function lastDays({ limits, safe, outer, conflict }: TimetableStep): { soonest: IsoDate | null; last: IsoDate | null } {
  // Where no day suits every reading, the last days of the readings still say from when to when it may be due.
  const every = conflict === null ? [] : lastDaysOf(limits);
  const soonest = safe?.latest ?? every[0] ?? null;
  if (outer?.latest) return { soonest, last: outer.latest };
  if (soonest === null) return { soonest, last: null };
  return { soonest, last: [soonest, every.at(-1) ?? lastTogether(limits) ?? soonest].sort().at(-1)! };
}

/**
 * The latest last day of the limits taken together, reading by reading: under one reading the tightest of them binds,
 * and those that surely apply go before those that may.
 */
function lastTogether(limits: TimetableStep['limits']): IsoDate | null {
  type Together = { under: Record<string, Id>; certain: IsoDate[]; open: IsoDate[] };
  const fits = ({ under }: Together, reading: Record<string, Id>) => Object.entries(reading).every(([doubt, chosen]) => (under[doubt] ?? chosen) === chosen);
  let all: Together[] = [];
  for (const { applies, readings } of limits) {
    const standing = readings.filter(({ stands }) => stands);
    const laid = (onto: Together, { under, latest, approximate }: (typeof standing)[number]): Together => {
      const ends = latest === null || approximate || applies === 'no' ? [] : [latest];
      return { under: { ...onto.under, ...under }, certain: applies === 'yes' ? [...onto.certain, ...ends] : onto.certain, open: applies === 'yes' ? onto.open : [...onto.open, ...ends] };
    };
    const alone = standing.filter(({ under }) => !all.some((one) => fits(one, under))).map((reading) => laid({ under: {}, certain: [], open: [] }, reading));
    const grown = all.flatMap((one) => {
      const fitting = standing.filter(({ under }) => fits(one, under));
      return fitting.length === 0 ? [one] : fitting.map((reading) => laid(one, reading));
    });
    all = [...grown, ...alone];
  }
  return all.flatMap(({ certain, open }) => (certain.length > 0 ? certain : open).toSorted().slice(0, 1)).sort().at(-1) ?? null;
}

/** Where the last day is past, and another limit that surely applies still counts on: from the last permitted day of what it follows. */
function latestAllowed(limits: TimetableStep['limits'], last: IsoDate): IsoDate | null {
  const ends = limits.filter(({ applies }) => applies === 'yes').flatMap(({ readings }) => readings
    .filter(({ stands, latest, from }) => stands && latest !== null && from?.basis === 'projected' && latest > from.date)
    .map(({ latest }) => latest!)).sort();
  const beyond = ends.at(-1);
  return beyond !== undefined && beyond > last ? beyond : null;
}
