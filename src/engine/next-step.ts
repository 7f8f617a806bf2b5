/** What is next in a case. */
import type { Id, IsoDate } from '../policy/model.ts';
import { arrowsInto } from './conditions.ts';
import { nextSentence } from './explain.ts';
import type { Scheduler } from './schedule.ts';
import { eventsOf } from './step-readings.ts';
import type { NextStep, Timetable, TimetableStep } from './types.ts';
import { lastDaysOf } from './windows.ts';

/**
 * What presses: the step to do next, and what is due on its day or sooner, or has passed its own.
 *
 * @param scheduler of the case, with what is done in it
 */
export function nextSteps(scheduler: Scheduler, steps: readonly TimetableStep[]): Pick<Timetable, 'next' | 'also'> {
  const open = steps.filter((step) => !['done', 'not-applicable', 'not-in-force'].includes(step.state) && step.planned === null
    && !Object.hasOwn(scheduler.known.decided, step.id) && !isPartOfDone(scheduler, step.id));
  const dated = open.flatMap((step) => {
    const by = lastDayOf(step);
    return by === null || (step.state !== 'due' && step.state !== 'projected') ? [] : [{ step, by }];
  });
  const [first, ...others] = dated.sort((one, other) =>
    Number(one.step.state === 'projected') - Number(other.step.state === 'projected')
    || Number(one.step.applies !== 'yes') - Number(other.step.applies !== 'yes')
    || one.by.localeCompare(other.by));
  const told = ({ step, by }: { step: TimetableStep; by: IsoDate | null }): NextStep =>
    ({ id: step.id, title: step.title, state: step.state, by, explanation: nextSentence(scheduler, step, by) });
  if (!first) {
    const undated = open.filter(({ id }) => !isFollowed(scheduler, id));
    const step = undated.find((one) => one.applies === 'yes' && isReached(scheduler, one.id)) ?? undated[0];
    return { next: step ? told({ step, by: null }) : null, also: [] };
  }
  const isPast = ({ by }: { by: IsoDate }): boolean => scheduler.asAt !== null && by < scheduler.asAt;
  // A projected day moves with what it is counted from, and cannot be late before that has its own.
  const sooner = others.filter((one) => one.step.state === 'due' && (one.by <= first.by || isPast(one)));
  const ahead = isPast(first) ? others.find((one) => !isPast(one)) : undefined;
  const also = [...sooner, ...(ahead ? [ahead] : [])].sort((one, other) => one.by.localeCompare(other.by));
  return { next: told(first), also: also.map(told) };
}

/** Whether a step is due only on the day of one that is done, as what a meeting does is: then it is not still to come. */
function isPartOfDone(scheduler: Scheduler, id: Id): boolean {
  const { limits } = scheduler.step(id)!;
  return limits.length > 0 && limits.every(({ amount, from, doubt }) => doubt === null && amount?.kind === 'span' && amount.way === 'after' && amount.max === 0
    && from !== null && 'step' in from && scheduler.isDone(from.step));
}

/** Whether a step that comes right after this one is done. */
function isFollowed(scheduler: Scheduler, id: Id): boolean {
  return [...arrowsInto(scheduler.policy)].some(([to, arrows]) => scheduler.isDone(to) && arrows.some(({ from }) => from === id));
}

/** Whether what leads to a step has happened: a step before it, or the event that sets it off. */
function isReached(scheduler: Scheduler, id: Id): boolean {
  const trigger = eventsOf(scheduler.step(id)!, 'trigger', scheduler.known.chosen).possible;
  const before = (arrowsInto(scheduler.policy).get(id) ?? []).map(({ from }) => from);
  return [...trigger, ...before].some((one) => scheduler.isDone(one) || Object.hasOwn(scheduler.known.decided, one));
}

/** The day to work to; where no day suits every reading the soonest that one of them gives. */
function lastDayOf({ workTo, safe, conflict, limits, lateIfLater }: TimetableStep): IsoDate | null {
  if (conflict === null) return lateIfLater?.after ?? workTo ?? safe?.latest ?? null;
  return lastDaysOf(limits)[0] ?? null;
}
