/**
 * One case on one axis: for each policy the stretches in which its steps may or must be done, and where it starts to
 * count. What is drawn, not how.
 */
import { addCalendarDays } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { timetable } from '../engine/schedule.ts';
import type { TimetableStep } from '../engine/types.ts';
import { headOf, type RowHead } from './cells.ts';
import type { OneCase } from './one-case.ts';
import { spanOf, type StepSpan } from './step-span.ts';
import type { Dimension, Id, IsoDate, PolicySet } from '../policy/model.ts';

export interface LaneMark extends RowHead, StepSpan {}

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
