/**
 * The days that everything before a step may take, as a network of bounds.
 *
 * Two kinds of bound: a step is no later than a limit allows, and no sooner than what comes before it. Which steps, which
 * limits and which order there are depends on the decisions taken and on how each doubt is read.
 */
import { dayNumber, fromDayNumber } from '../calendar/iso-date.ts';
import { arrowsInto, type Arrow } from '../engine/conditions.ts';
import { limitAsRead, type Assignment } from '../policy/readings.ts';
import { idsOfStart, singleStarts } from '../policy/starts.ts';
import { isInForce } from '../engine/in-force.ts';
import { stepsBefore } from './order.ts';
import type { LimitEnd } from '../engine/limit-days.ts';
import type { Scheduler } from '../engine/schedule.ts';
import type { WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Id, InForce, IsoDate, Limit, Outcome, Policy, Start, Step } from '../policy/model.ts';

/** `of` is no later than `end` of the latest day among `from`; days are day numbers. Null: past the table, or not in force. */
export interface Upper { of: Id; from: Id[]; limit: Limit; end: (day: number) => number | null }

/** `of` is no sooner than `begin` of the day of `from`. `last` undoes it: the latest day of `from` that lets `of` be on a day. */
export interface Lower { of: Id; from: Id; limit: Limit | null; begin: (day: number) => number | null; last: (day: number) => number | null }

export interface Network {
  target: Id;
  /** The target and everything before it. An event that one step brings about goes by that step's id. */
  nodes: Id[];
  uppers: Upper[];
  lowers: Lower[];
}

/**
 * The network of the target and what comes before it, under one assignment of readings.
 * @param scheduler of a case in which the decisions on the way are taken
 */
export function networkTo(scheduler: Scheduler, assignment: Assignment, target: Id): Network {
  return new Builder(scheduler, assignment, target).build();
}

class Builder {
  private readonly scheduler: Scheduler;
  private readonly assignment: Assignment;
  private readonly target: Id;
  private readonly nodes = new Set<Id>();
  private readonly uppers: Upper[] = [];
  private readonly lowers: Lower[] = [];

  constructor(scheduler: Scheduler, assignment: Assignment, target: Id) {
    this.scheduler = scheduler;
    this.assignment = assignment;
    this.target = target;
  }

  build(): Network {
    this.visit(this.target);
    for (const node of this.nodes) if (!this.step(node)) this.putAfterWhatItFollows(node);
    return { target: this.target, nodes: [...this.nodes], uppers: this.uppers, lowers: this.lowers };
  }

  private applies(step: Step): boolean { return step.id === this.target || this.scheduler.appliesTo(step) === 'yes'; }

  private step(id: Id): Step | undefined { return stepsById(this.scheduler.policy).get(id); }

  /** An event and the one step that brings it about are one node. */
  private name(id: Id): Id {
    if (this.step(id)) return id;
    const markers = this.scheduler.policy.steps.filter((step) => this.marksOf(step).includes(id) && this.applies(step));
    return markers.length === 1 ? markers[0]!.id : id;
  }

  private marksOf(step: Step): readonly Id[] { return this.assignment.read(step, ['marks']).marks; }

  private visit(node: Id): void {
    if (this.nodes.has(node)) return;
    this.nodes.add(node);
    const step = this.step(node);
    if (!step) return;
    for (const arrow of arrowsInto(this.scheduler.policy).get(node) ?? []) {
      if (this.isDrawn(arrow)) this.order(arrow.from, node);
    }
    for (const event of this.assignment.read(step, ['trigger']).trigger) this.order(this.name(event), node);
    for (const limit of this.limitsOf(step)) this.addLimit(step, limit);
    for (const other of [node, ...this.marksOf(step)].flatMap((id) => pointingBackTo(this.scheduler.policy).get(id) ?? [])) {
      if (other.id === node || !this.applies(other)) continue;
      for (const limit of this.limitsOf(other)) this.addBackwards(other, limit, node);
    }
  }

  /** No arrow leads to an event that no step brings about, and it does not happen before the steps that are over by then. */
  private putAfterWhatItFollows(event: Id): void {
    const { policy, vocabulary } = this.scheduler;
    const before = [...stepsBefore(event, policy, vocabulary)].filter((step) => this.nodes.has(step) && !this.isBoundBy(step, event));
    for (const step of before) this.order(step, event);
  }

  /** Whether a step counts from or comes after an event, itself or through others: then it is not before it. */
  private isBoundBy(step: Id, event: Id): boolean {
    const seen = new Set<Id>([step]);
    for (const node of seen) {
      if (node === event) return true;
      for (const { of, from } of this.lowers) if (of === node) seen.add(from);
      for (const { of, from } of this.uppers) if (of === node) from.forEach((one) => seen.add(one));
    }
    return false;
  }

  private limitsOf(step: Step): Limit[] {
    return this.assignment.read(step, ['limits']).limits
      .map((limit) => limitAsRead(this.scheduler.policy, limit, this.assignment))
      .filter((limit) => this.scheduler.limitApplies(limit) === 'yes');
  }

  private isDrawn(arrow: Arrow): boolean {
    const source = this.step(arrow.from);
    if (!source || !this.applies(source)) return false;
    if (arrow.outcome !== null && this.scheduler.known.decided[arrow.from] !== arrow.outcome) return false;
    if (!arrow.readings) return true;
    const outcome = source.outcomes.find((one) => one.outcome === arrow.outcome);
    const reading = outcome ? this.assignment.readingOf<Outcome>(outcome, ['next']) : this.assignment.readingOf<Step>(source, ['next']);
    return reading !== null && arrow.readings.ids.includes(reading.id);
  }

  private order(from: Id, of: Id, limit: Limit | null = null): void {
    if (from === of) return;
    this.lowers.push({ of, from, limit, begin: same, last: same });
    this.visit(from);
  }

  private addLimit(step: Step, limit: Limit): void {
    const { amount, from } = limit;
    if (!amount || amount.kind === 'none' || !from) return;
    if (amount.kind === 'unquantified') {
      if (amount.way !== 'before') for (const start of this.startsIn(from)) this.order(start, step.id, limit);
      return;
    }
    if (amount.kind === 'span' && amount.way === 'before') return;
    const [opens, closes] = amount.kind === 'numbered' ? [amount.first, amount.last] : [amount.min, amount.max];
    const starts = this.startsIn(from);
    if (starts.includes(step.id)) return;
    const isLast = 'last' in from;
    const isFirst = 'first' in from;
    if (closes !== null && !(amount.kind === 'span' && amount.approximate)) {
      const end = this.counted(step, limit, 'latest');
      const groups = isFirst ? starts.map((start) => [start]) : [starts];
      for (const group of groups) this.uppers.push({ of: step.id, from: group, limit, end });
    }
    for (const start of starts) {
      const isPlain = opens === null || (opens === 0 && amount.kind === 'span');
      // Of several starts, the first to happen is not known, so that only "the last of" opens a window.
      if (isPlain ? isFirst && starts.length > 1 : isFirst && !isLast && starts.length > 1) this.visit(start);
      else if (isPlain) this.order(start, step.id, limit);
      else this.opens(start, step.id, limit, this.counted(step, limit, 'earliest'));
    }
  }

  private opens(from: Id, of: Id, limit: Limit, begin: (day: number) => number | null): void {
    this.lowers.push({ of, from, limit, begin, last: latestWhere(begin) });
    this.visit(from);
  }

  /** A limit of another step that puts it before this one. */
  private addBackwards(other: Step, limit: Limit, node: Id): void {
    const { amount, from } = limit;
    if (!amount || !from || !this.startsIn(from).includes(node)) return;
    if (amount.kind === 'unquantified' && amount.way === 'before') this.order(other.id, node, limit);
    if (amount.kind !== 'span' || amount.way !== 'before') return;
    const { min, max } = amount;
    if (min === null || min === 0) this.order(other.id, node, limit);
    else {
      const back = this.counted(other, limit, 'latest');
      this.lowers.push({ of: node, from: other.id, limit, begin: earliestWhere(back), last: back });
      this.visit(other.id);
    }
    if (max !== null && max > 0) {
      const end = latestForwardWhere(this.counted(other, limit, 'earliest'));
      this.uppers.push({ of: node, from: [other.id], limit, end });
    }
  }

  private startsIn(start: Start): Id[] {
    return singleStarts(start).map((one) => ('event' in one ? this.name(one.event) : one.step));
  }

  /** An end of a limit by its start, as day numbers, remembered. */
  private counted(step: Step, limit: Limit, which: LimitEnd): (day: number) => number | null {
    const { amount, unit, dayOne, nonWorkingStart } = limit;
    const periods = [this.assignment.read(step, ['inForce']).inForce, limit.inForce];
    const ends = rememberedEnds(this.scheduler.calendar, JSON.stringify([amount, which, unit, dayOne, nonWorkingStart, periods]));
    return (day) => {
      let end = ends.get(day);
      if (end === undefined) ends.set(day, end = this.endOf(periods, limit, which, fromDayNumber(day)));
      return end;
    };
  }

  private endOf(periods: readonly (InForce | null)[], limit: Limit, which: LimitEnd, start: IsoDate): number | null {
    if (!periods.every((period) => isInForce(period, start))) return null;
    const end = this.scheduler.endOfLimit(limit, start, which);
    return end === null ? null : dayNumber(end);
  }
}

const remembered = new WeakMap<WorkingDayCalendar, Map<string, Map<number, number | null>>>();

/** The ends of one way of counting, by the day number of the start, for all networks of a calendar. */
function rememberedEnds(calendar: WorkingDayCalendar, counting: string): Map<number, number | null> {
  let ways = remembered.get(calendar);
  if (!ways) remembered.set(calendar, ways = new Map());
  let ends = ways.get(counting);
  if (!ends) ways.set(counting, ends = new Map());
  return ends;
}

const byId = new WeakMap<Policy, ReadonlyMap<Id, Step>>();

function stepsById(policy: Policy): ReadonlyMap<Id, Step> {
  let steps = byId.get(policy);
  if (!steps) byId.set(policy, steps = new Map(policy.steps.map((step) => [step.id, step])));
  return steps;
}

const pointers = new WeakMap<Policy, Map<Id, Step[]>>();

/** The steps that have a limit which, however read, may count back from a step or event, or be ordered before it. */
function pointingBackTo(policy: Policy): Map<Id, Step[]> {
  const known = pointers.get(policy);
  if (known) return known;
  const found = new Map<Id, Step[]>();
  for (const step of policy.steps) {
    const limits = [step.limits, ...(step.doubt?.readings ?? []).map(({ changes }) => changes.limits ?? [])].flat();
    const read = limits.flatMap((limit) => [limit, ...(limit.doubt?.readings ?? []).map(({ changes }) => ({ ...limit, ...changes }))]);
    const starts = read.flatMap(({ amount, from }) => (from && amount && 'way' in amount && amount.way === 'before' ? idsOfStart(from) : []));
    for (const id of new Set(starts)) found.set(id, [...(found.get(id) ?? []), step]);
  }
  pointers.set(policy, found);
  return found;
}

const same = (day: number): number => day;

/** Nothing is looked for further away than this. */
export const FAR = 400;

/** The latest day whose count ends no later than a bound; the count never ends before its start. */
function latestWhere(end: (day: number) => number | null): (bound: number) => number | null {
  return remembering((bound) => {
    for (let day = bound; day > bound - FAR; day -= 1) {
      const found = end(day);
      if (found !== null && found <= bound) return day;
    }
    return null;
  });
}

/** The earliest day from which counting back does not go before a bound. */
function earliestWhere(back: (day: number) => number | null): (bound: number) => number | null {
  return remembering((bound) => {
    for (let day = bound; day < bound + FAR; day += 1) {
      const found = back(day);
      if (found !== null && found >= bound) return day;
    }
    return null;
  });
}

/** The latest day from which counting back reaches a day, or one before it. */
function latestForwardWhere(back: (day: number) => number | null): (bound: number) => number | null {
  return remembering((bound) => {
    let latest: number | null = null;
    for (let day = bound; day < bound + FAR; day += 1) {
      const found = back(day);
      if (found === null || found > bound) return latest;
      latest = day;
    }
    return latest;
  });
}

/** The same, looked for once for each bound. */
function remembering(find: (bound: number) => number | null): (bound: number) => number | null {
  const known = new Map<number, number | null>();
  return (bound) => {
    let found = known.get(bound);
    if (found === undefined) known.set(bound, found = find(bound));
    return found;
  };
}
