/**
 * One case on one axis: for each policy the stretches in which its steps may or must be done, and where it starts to
 * count. What is drawn, not how.
 */
import { addCalendarDays } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { timetable } from '../engine/schedule.ts';
import type { TimetableStep, Truth } from '../engine/types.ts';
import { headOf, type RowHead } from './cells.ts';
import type { OneCase } from './one-case.ts';
import type { Dimension, Id, IsoDate, PolicySet } from '../policy/model.ts';

export interface LaneMark extends RowHead, StepSpan {}

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

export interface Lane {
  policy: Id;
  /** What of the case this policy counts from in what is drawn. */
  starts: { event: Id; date: IsoDate }[];
  marks: LaneMark[];
  /** Rows that have no date here: no limit, no number, or a start without a date. */
  undated: (RowHead & { why: 'no-limit' | 'no-number' | 'waiting' })[];
}

export interface Lanes {
  /** The first and the last day of the axis. */
  from: IsoDate;
  to: IsoDate;
  /** The rows that are drawn: those that at least half of the policies, and two of them, can date. */
  rows: RowHead[];
  lanes: Lane[];
}

/**
 * The lanes of a case, in the order of the policies asked for; null where no date can be worked out.
 * @throws RangeError for a policy that is not in the set
 * @example caseLanes(set, ['wst', 'west-midlands'], { on: { 'referral-received': '2026-03-25' }, facts: {} })
 */
export function caseLanes(set: PolicySet, policyIds: readonly Id[], given: OneCase, calendar: WorkingDayCalendar = englandAndWales): Lanes | null {
  const { on, facts, conventions } = given;
  const timetables = policyIds.map((id) => ({ id, steps: timetable(set, id, { on, facts, ...(conventions ? { conventions } : {}) }, calendar).steps }));
  const dated = set.vocabulary.dimensions.flatMap((dimension) => {
    const found = timetables.map(({ id, steps }) => stepsOf(set, id, dimension, steps).flatMap((step) => {
      const span = spanOf(step);
      return span === null ? [] : [{ ...headOf(dimension, set.vocabulary), ...span }];
    }));
    const isShown = found.filter((marks) => marks.length > 0).length >= Math.max(2, Math.ceil(policyIds.length / 2));
    return isShown ? [{ dimension, found }] : [];
  });
  const every = dated.flatMap(({ found }) => found.flat());
  if (every.length === 0) return null;
  const days = [...Object.values(on), ...every.flatMap(({ from, outer, late }) => [from, outer, ...(late === null ? [] : [late])])].sort();
  const lanes = timetables.map(({ id, steps }, place) => {
    const marks = dated.flatMap(({ found }) => found[place] ?? []);
    const undated = dated.filter(({ found }) => (found[place] ?? []).length === 0)
      .map(({ dimension }) => ({ ...headOf(dimension, set.vocabulary), why: whyUndated(stepsOf(set, id, dimension, steps)) }));
    return { policy: id, starts: startsOf(marks, steps, on), marks, undated };
  });
  return { from: days[0]!, to: addCalendarDays(days.at(-1)!, 1), rows: dated.map(({ dimension }) => headOf(dimension, set.vocabulary)), lanes };
}

function stepsOf(set: PolicySet, policyId: Id, { select }: Dimension, steps: TimetableStep[]): TimetableStep[] {
  if (select.by !== 'does' || select.show !== 'limits') return [];
  const doing = set.policies.find(({ id }) => id === policyId)!.steps.filter(({ does }) => does.some((task) => select.tasks.includes(task)));
  return steps.filter(({ id, applies }) => applies !== 'no' && doing.some((step) => step.id === id));
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

function whyUndated(steps: TimetableStep[]): 'no-limit' | 'no-number' | 'waiting' {
  const states = steps.flatMap(({ limits }) => limits.flatMap(({ readings }) => readings.map(({ state }) => state)));
  if (states.includes('waiting')) return 'waiting';
  return states.includes('unquantified') ? 'no-number' : 'no-limit';
}

function startsOf(marks: LaneMark[], steps: TimetableStep[], on: Record<Id, IsoDate>): Lane['starts'] {
  const drawn = new Set(marks.map(({ step }) => step));
  const starts = steps.filter(({ id }) => drawn.has(id)).flatMap(({ limits }) => limits.flatMap(({ readings }) => readings.flatMap(({ from, stands }) => (from && stands ? [from.id] : []))));
  return [...new Set(starts)].filter((event) => Object.hasOwn(on, event)).map((event) => ({ event, date: on[event]! })).sort((one, other) => one.date.localeCompare(other.date));
}
