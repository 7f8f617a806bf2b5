/** What does not fit together in a case: dates that contradict each other or the rules, and steps without a day that suits every reading. */
import type { Id, IsoDate, Step } from '../policy/model.ts';
import { arrowsInto } from './conditions.ts';
import { problemSentence } from './explain.ts';
import type { Scheduler } from './schedule.ts';
import { eventsOf } from './step-readings.ts';
import type { LimitEntry, Problem, Truth } from './types.ts';

/** Gathers the problems of one case, each once. */
export class Problems {
  readonly list: Problem[] = [];
  private readonly scheduler: Scheduler;
  private readonly conflicts: { step: Id; doubts: string[]; text: string }[] = [];

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
  }

  /** @param about the steps and events it is about: the same kind about the same is said once */
  report(kind: Problem['kind'], about: Id[], detail: { dates?: IsoDate[]; texts?: string[] }): void {
    if (this.list.some((problem) => problem.kind === kind && problem.about.join() === about.join())) return;
    this.list.push({ kind, about, message: problemSentence(this.scheduler, kind, about, detail) });
  }

  /** A step that has no day that suits every reading. */
  conflict(step: Step, limits: readonly LimitEntry[], text: string): void {
    this.conflicts.push({ step: step.id, doubts: this.doubtsIn(limits), text });
  }

  /** One doubt leaves many steps without a day: that is one thing to decide. */
  ofConflicts(): void {
    const byDoubt = new Map<string, typeof this.conflicts>();
    for (const conflict of this.conflicts) {
      const key = conflict.doubts.length === 0 ? `step ${conflict.step}` : conflict.doubts.join();
      byDoubt.set(key, [...(byDoubt.get(key) ?? []), conflict]);
    }
    for (const conflicts of byDoubt.values()) {
      this.report('no-day-suits', conflicts.map(({ step }) => step), { texts: conflicts.map(({ text }) => text) });
    }
  }

  /** An event has a date, and more than one step may have brought it about: nobody has said which. */
  ofUnplaced(markers: ReadonlyMap<Id, readonly Step[]>): void {
    for (const [event, steps] of markers) {
      const date = this.scheduler.input.on[event];
      const open = steps.filter((step) => this.scheduler.appliesTo(step) !== 'no' && this.scheduler.surelyMarks(step).includes(event));
      if (date === undefined || open.length < 2 || open.some(({ id }) => this.scheduler.dateOf(id) !== null)) continue;
      this.report('which-step', [event, ...open.map(({ id }) => id)], { dates: [date] });
    }
  }

  /** The date of a step against its limits and its path. */
  ofDate(step: Step, date: IsoDate, limits: readonly LimitEntry[], planned: boolean, applies: Truth): void {
    if (applies === 'no') this.report('not-on-this-path', [step.id], { dates: [date] });
    for (const { readings } of limits) {
      for (const reading of readings) {
        const { from, earliest, latest, stands, approximate, state } = reading;
        if (!stands || from?.basis !== 'given' || state === 'not-in-force' || state === 'not-applicable') continue;
        if (date < from.date && !this.scheduler.countingBack.has(reading)) this.report('before-start', [step.id, from.id], { dates: [date, from.date] });
        else if (earliest !== null && date < earliest) this.report('too-early', [step.id, from.id], { dates: [date, earliest] });
        if (!planned || latest === null || date <= latest || approximate) continue;
        const isInTimeElsewhere = readings.some((other) => other.stands && (other.latest === null || date <= other.latest));
        this.report('planned-late', [step.id], { dates: [date, latest], texts: isInTimeElsewhere ? ['under one reading '] : [] });
      }
    }
  }

  /** Steps whose dates contradict the order of the path. */
  ofOrder(): void {
    for (const [to, arrows] of arrowsInto(this.scheduler.policy)) {
      const date = this.scheduler.dateOf(to);
      if (date === null) continue;
      for (const { from, readings } of arrows) {
        const before = this.scheduler.dateOf(from);
        if (readings === null && before !== null && before > date) this.report('out-of-order', [to, from], { dates: [date, before] });
      }
    }
    for (const step of this.scheduler.policy.steps) {
      const date = this.scheduler.dateOf(step.id);
      for (const event of eventsOf(step, 'trigger', this.scheduler.known.chosen).sure) {
        const before = this.scheduler.dateOf(event);
        if (date !== null && before !== null && before > date) this.report('before-start', [step.id, event], { dates: [date, before] });
      }
    }
  }

  private doubtsIn(limits: readonly LimitEntry[]): string[] {
    const readings = limits.flatMap((limit) => limit.readings).filter(({ stands }) => stands);
    return [...new Set(readings.flatMap(({ under }) => Object.keys(under)))].filter((address) => !Object.hasOwn(this.scheduler.known.chosen, address)).sort();
  }
}
