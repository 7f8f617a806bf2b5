/**
 * Days that a step's own limits allow, and on which a later step is no longer sure to be in time: followed to the letter,
 * the document can make someone late. Only what has a firm last day is set against them, counted from a date given.
 */
import { addCalendarDays } from '../calendar/iso-date.ts';
import type { Id, IsoDate, Limit } from '../policy/model.ts';
import { underEachAssignment } from '../policy/readings.ts';
import { arrowsInto } from './conditions.ts';
import { lateIfLaterSentence } from './explain.ts';
import type { Scheduler } from './schedule.ts';
import type { LateIfLater, StartDate, TimetableStep, Truth } from './types.ts';
import { sooner } from './windows.ts';

/** What is ahead of a step. */
interface Ahead {
  /** The step itself. */
  id: Id;
  /** The step that could be late. */
  late: Id;
  /** Whether that applies at all. */
  applies: Truth;
  /** Its last day. */
  firm: IsoDate;
  /** Whether another reading gives it another day. */
  isInDoubt: boolean;
  /** The limit that allows a later one; null where the order alone is broken. */
  allows: Limit | null;
}

/**
 * For each step that is still to come and has a last day, the last of its days after which a later step could be late.
 *
 * @param steps every step of the timetable
 * @example lateIfLater(scheduler, steps).get('rapid-review-meeting')?.after // '2026-04-16', of a window to 2026-04-17
 */
export function lateIfLater(scheduler: Scheduler, steps: readonly TimetableStep[]): Map<Id, LateIfLater> {
  // A decision that is taken is not to come any more, whatever its day was.
  const open = steps.filter(({ done, planned, outcome, state }) => done === null && (outcome === null || planned !== null) && (state === 'due' || state === 'projected'));
  const aheads = open.flatMap((late) => aheadOf(scheduler, late));
  return new Map(open.flatMap((step): [Id, LateIfLater][] => {
    if (step.safe?.latest == null) return [];
    // What ends soonest, whatever the order in which the document lists its steps.
    const [soonest] = aheads.filter(({ id }) => id === step.id).flatMap((ahead) => allowance(scheduler, step, ahead) ?? [])
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    if (soonest === undefined) return [];
    const { after, late, told } = soonest;
    return [[step.id, { after, step: late, explanation: lateIfLaterSentence(scheduler, told) }]];
  }));
}

function aheadOf(scheduler: Scheduler, step: TimetableStep): Ahead[] {
  const binding = step.limits.filter(({ applies }) => applies === 'yes').flatMap(({ readings }) => readings.filter(({ stands, latest, approximate }) => stands && latest !== null && !approximate));
  const [firm] = binding.filter(({ from }) => isFirm(scheduler, from)).map(({ latest }) => latest!).sort();
  if (firm === undefined) return [];
  const isInDoubt = step.limits.some(({ readings }) => readings.some(({ latest }) => latest === firm) && readings.some(({ stands, latest }) => stands && latest !== firm));
  const mayWait = binding.some(({ from, latest }) => !isFirm(scheduler, from) && latest! > firm);
  const byOrder = stepsBefore(scheduler, step.id).map((id) => ({ id, late: step.id, applies: step.applies, firm, isInDoubt, allows: null }));
  return mayWait ? [...byLimit(scheduler, step, isInDoubt), ...byOrder] : byOrder;
}

/** Under each reading, the limits that run from a step still to come, beside the soonest firm day of the others. */
function byLimit(scheduler: Scheduler, { id: late, applies }: TimetableStep, isInDoubt: boolean): Ahead[] {
  const rule = scheduler.step(late)!;
  const readings = underEachAssignment(scheduler.known.chosen, (assignment) => assignment.read(rule, ['limits']).limits.map((limit) => scheduler.work(rule, limit, assignment, 'spread')));
  return readings.filter(({ refutedBy }) => refutedBy === null).flatMap(({ result }) => {
    const binding = result.filter((limit) => limit.binds && limit.applies === 'yes');
    const [firm] = binding.flatMap(({ from, window }) => (isFirm(scheduler, from) ? window.latest ?? [] : [])).sort();
    if (firm === undefined) return [];
    return binding.flatMap(({ limit, from, window }) => {
      const id = from === null ? null : stepOf(scheduler, from.id);
      const isOver = window.latest !== null && window.latest > firm && limit.amount?.kind === 'span' && limit.amount.way === 'after';
      return id !== null && isOver ? [{ id, late, applies, firm, isInDoubt, allows: limit }] : [];
    });
  });
}

/** Whether a start has happened, or is the date of an event: a step that is only planned may still be moved. */
const isFirm = (scheduler: Scheduler, from: StartDate | null): boolean =>
  from?.basis === 'given' && (scheduler.asAt === null || from.date <= scheduler.asAt || stepOf(scheduler, from.id) === null);

/** The step that a start is, or that alone brings it about. */
function stepOf(scheduler: Scheduler, id: Id): Id | null {
  if (scheduler.step(id)) return id;
  const [marker, ...others] = scheduler.policy.steps.filter((step) => scheduler.surelyMarks(step).includes(id));
  return marker && others.length === 0 ? marker.id : null;
}

/** What leads to a step, and may be done. */
function stepsBefore(scheduler: Scheduler, id: Id): Id[] {
  const into = arrowsInto(scheduler.policy);
  const before = new Set([id]);
  // A set goes on to what is added to it while it is walked.
  for (const one of before) {
    for (const { from, readings } of into.get(one) ?? []) {
      const step = scheduler.step(from);
      if (readings === null && step && scheduler.appliesTo(step) !== 'no') before.add(from);
    }
  }
  before.delete(id);
  return [...before];
}

/** The last day of a step that leaves time for what is ahead of it, and what to say of it; null where every day does. */
function allowance(scheduler: Scheduler, { planned, safe, outer, workTo, state, applies }: TimetableStep, { late, firm, allows, ...ahead }: Ahead) {
  const until = (day: IsoDate): IsoDate | null => (allows === null ? day : scheduler.endOfLimit(allows, day, 'latest'));
  const isLate = (day: IsoDate): boolean => (until(day) ?? firm) > firm;
  const day = planned ?? workTo ?? safe!.latest!;
  // What is late already is told as that.
  if (!isLate(day) || (planned === null && scheduler.asAt !== null && day < scheduler.asAt)) return null;
  // A projected step moves with what it counts from.
  const first = planned !== null ? null : state === 'projected' ? outer?.earliest ?? null : safe!.earliest;
  let after = scheduler.calendar.lastWorkingDayOnOrBefore(sooner(day, firm));
  while (after !== null && (first === null || after >= first) && isLate(after)) after = scheduler.calendar.lastWorkingDayOnOrBefore(addCalendarDays(after, -1));
  if (first !== null && after !== null && after < first) after = null;
  // Of several starts another may decide, however soon this one is.
  if (allows?.from && ('first' in allows.from || 'last' in allows.from)) after = null;
  if (after !== null && scheduler.asAt !== null && after < scheduler.asAt) after = null;
  const told = { planned, day, after, step: late, firm, isInDoubt: ahead.isInDoubt, isOpen: applies === 'yes' && ahead.applies === 'unknown', allowed: allows === null ? null : until(day) };
  return { after, late, key: [after ?? '', firm, late].join(), told };
}
