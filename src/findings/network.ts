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
export interface Upper { of: Id; from: Id[]; limit: Limit; end: DayByDay }

/** `of` is no sooner than `begin` of the day of `from`. `last` undoes it: the latest day of `from` that lets `of` be on a day. */
export interface Lower { of: Id; from: Id; limit: Limit | null; begin: DayByDay; last: DayByDay }

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
    const markers = (markersOf(this.scheduler.policy).get(id) ?? []).filter((step) => this.marksOf(step).includes(id) && this.applies(step));
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

  private opens(from: Id, of: Id, limit: Limit, begin: DayByDay): void {
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

  /** An end of a limit by its start, as day numbers, remembered: one function for all networks of a calendar. */
  private counted(step: Step, limit: Limit, which: LimitEnd): DayByDay {
    const { inForce } = this.assignment.read(step, ['inForce']);
    const ways = entryOf(entryOf(counts, this.scheduler.calendar, () => new WeakMap<Limit, Map<string, DayByDay>>()), limit, () => new Map<string, DayByDay>());
    return entryOf(ways, inForce === null ? which : JSON.stringify([which, inForce]), () => remembering((day) => this.endOf([inForce, limit.inForce], limit, which, fromDayNumber(day))));
  }

  private endOf(periods: readonly (InForce | null)[], limit: Limit, which: LimitEnd, start: IsoDate): number | null {
    if (!periods.every((period) => isInForce(period, start))) return null;
    const end = this.scheduler.endOfLimit(limit, start, which);
    return end === null ? null : dayNumber(end);
  }
}

/** A day that follows from another, both as day numbers; null where none does. */
type DayByDay = (day: number) => number | null;

const counts = new WeakMap<WorkingDayCalendar, WeakMap<Limit, Map<string, DayByDay>>>();

/** What stands in a map under a key, made when it is first asked for. */
function entryOf<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  let found = map.get(key);
  if (found === undefined) map.set(key, found = make());
  return found;
}

const byId = new WeakMap<Policy, ReadonlyMap<Id, Step>>();

const stepsById = (policy: Policy): ReadonlyMap<Id, Step> => entryOf(byId, policy, () => new Map(policy.steps.map((step) => [step.id, step])));

const markers = new WeakMap<Policy, ReadonlyMap<Id, Step[]>>();

/** The steps that bring an event about however they are read, or may. */
const markersOf = (policy: Policy): ReadonlyMap<Id, Step[]> => entryOf(markers, policy, () =>
  stepsByWhat(policy, ({ marks, doubt }) => [marks, ...(doubt?.readings ?? []).map(({ changes }) => changes.marks ?? [])].flat()));

const pointers = new WeakMap<Policy, ReadonlyMap<Id, Step[]>>();

/** The steps that have a limit which, however read, may count back from a step or event, or be ordered before it. */
const pointingBackTo = (policy: Policy): ReadonlyMap<Id, Step[]> => entryOf(pointers, policy, () => stepsByWhat(policy, (step) => {
  const limits = [step.limits, ...(step.doubt?.readings ?? []).map(({ changes }) => changes.limits ?? [])].flat();
  const read = limits.flatMap((limit) => [limit, ...(limit.doubt?.readings ?? []).map(({ changes }) => ({ ...limit, ...changes }))]);
  return read.flatMap(({ amount, from }) => (from && amount && 'way' in amount && amount.way === 'before' ? idsOfStart(from) : []));
}));

/** The steps of a policy by each of some ids that they have. */
function stepsByWhat(policy: Policy, idsOf: (step: Step) => readonly Id[]): ReadonlyMap<Id, Step[]> {
  const found = new Map<Id, Step[]>();
  for (const step of policy.steps) for (const id of new Set(idsOf(step))) entryOf(found, id, () => []).push(step);
  return found;
}

const same = (day: number): number => day;

/** Nothing is looked for further away than this. */
export const FAR = 400;

/** The latest day whose count ends no later than a bound; the count never ends before its start. */
const latestWhere = undoing((end) => (bound) => {
  for (let day = bound; day > bound - FAR; day -= 1) {
    const found = end(day);
    if (found !== null && found <= bound) return day;
  }
  return null;
});

/** The earliest day from which counting back does not go before a bound. */
const earliestWhere = undoing((back) => (bound) => {
  for (let day = bound; day < bound + FAR; day += 1) {
    const found = back(day);
    if (found !== null && found >= bound) return day;
  }
  return null;
});

/** The latest day from which counting back reaches a day, or one before it. */
const latestForwardWhere = undoing((back) => (bound) => {
  let latest: number | null = null;
  for (let day = bound; day < bound + FAR; day += 1) {
    const found = back(day);
    if (found === null || found > bound) return latest;
    latest = day;
  }
  return latest;
});

/** A way of undoing a count, each count undone by one function that remembers. */
function undoing(undo: (count: DayByDay) => DayByDay): (count: DayByDay) => DayByDay {
  const undone = new WeakMap<DayByDay, DayByDay>();
  return (count) => entryOf(undone, count, () => remembering(undo(count)));
}

/** The same, looked for once for each day. */
function remembering(find: DayByDay): DayByDay {
  const known = new Map<number, number | null>();
  return (day) => entryOf(known, day, () => find(day));
}
