/**
 * The days that everything before a step may take, as a network of bounds.
 *
 * Two kinds of bound, both monotone: a step is no later than a limit allows, and no sooner than what comes before it.
 * The sets of days that keep all of them are closed under taking the later day of each step, so there is one latest
 * set, and it is found by lowering each day until no bound is broken. In it every step with a limit has taken all its
 * time, and a step without one is done as soon as what leads to it.
 */
import { dayNumber, fromDayNumber } from '../calendar/iso-date.ts';
import { arrowsInto, type Arrow } from '../engine/conditions.ts';
import { limitAsRead, type Assignment } from '../engine/readings.ts';
import type { Scheduler } from '../engine/schedule.ts';
import type { Id, Limit, Outcome, Policy, Start, Step } from '../policy/model.ts';

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

/** Where the network is pinned to the calendar. */
export interface Pins {
  /** The day of everything that nothing comes before. */
  day: number;
  /** One start that comes so many working days after what it follows, and so do the starts that are later by nature. */
  lag?: { of: Id; days: number } | null;
  /** One step held on one day. */
  held?: { of: Id; day: number } | null;
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
    return { target: this.target, nodes: [...this.nodes], uppers: this.uppers, lowers: this.lowers };
  }

  private applies(step: Step): boolean { return step.id === this.target || this.scheduler.appliesTo(step) === 'yes'; }

  private step(id: Id): Step | undefined { return this.scheduler.policy.steps.find((step) => step.id === id); }

  /** An event and the one step that brings it about are one node. */
  private name(id: Id): Id {
    if (this.step(id)) return id;
    const markers = this.scheduler.policy.steps.filter((step) => step.marks.includes(id) && this.applies(step));
    return markers.length === 1 ? markers[0]!.id : id;
  }

  private visit(node: Id): void {
    if (this.nodes.has(node)) return;
    this.nodes.add(node);
    const step = this.step(node);
    if (!step) return;
    for (const arrow of arrowsInto(this.scheduler.policy).get(node) ?? []) {
      if (this.isDrawn(arrow)) this.order(arrow.from, node);
    }
    for (const event of step.trigger) this.order(this.name(event), node);
    for (const limit of this.limitsOf(step)) this.addLimit(step, limit);
    for (const other of [node, ...step.marks].flatMap((id) => pointingBackTo(this.scheduler.policy).get(id) ?? [])) {
      if (other.id === node || !this.applies(other)) continue;
      for (const limit of this.limitsOf(other)) this.addBackwards(other, limit, node);
    }
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
      const end = this.counted(step, limit, closes);
      const groups = isFirst ? starts.map((start) => [start]) : [starts];
      for (const group of groups) this.uppers.push({ of: step.id, from: group, limit, end });
    }
    for (const start of starts) {
      const isPlain = opens === null || (opens === 0 && amount.kind === 'span');
      // Of several starts, the first to happen is not known, so that only "the last of" opens a window.
      if (isPlain ? isFirst && starts.length > 1 : isFirst && !isLast && starts.length > 1) this.visit(start);
      else if (isPlain) this.order(start, step.id, limit);
      else this.opens(start, step.id, limit, this.counted(step, limit, opens));
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
      const back = this.counted(other, limit, min, -1);
      this.lowers.push({ of: node, from: other.id, limit, begin: earliestWhere(back), last: back });
      this.visit(other.id);
    }
    if (max !== null && max > 0) {
      const end = latestForwardWhere(this.counted(other, limit, max, -1));
      this.uppers.push({ of: node, from: [other.id], limit, end });
    }
  }

  private startsIn(start: Start): Id[] {
    if ('event' in start) return [this.name(start.event)];
    if ('step' in start) return [start.step];
    return ('first' in start ? start.first : start.last).flatMap((one) => this.startsIn(one));
  }

  /** A count by the limit's own unit and conventions, as day numbers, remembered. */
  private counted(step: Step, limit: Limit, amount: number, direction: 1 | -1 = 1): (day: number) => number | null {
    const ends = new Map<number, number | null>();
    const isNumbered = limit.amount?.kind === 'numbered';
    return (day) => {
      let end = ends.get(day);
      if (end !== undefined) return end;
      const start = fromDayNumber(day);
      const inForce = [step.inForce, limit.inForce].every((period) => !period || ((period.from ?? start) <= start && start <= (period.to ?? start)));
      const date = !inForce ? null : amount === 0 && !isNumbered ? start
        : isNumbered ? this.scheduler.endOfNumbered(limit, start, amount) : this.scheduler.endOfCount(limit, start, amount, direction);
      end = date === null ? null : dayNumber(date);
      ends.set(day, end);
      return end;
    };
  }
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
    const starts = read.flatMap(({ amount, from }) => (from && amount && 'way' in amount && amount.way === 'before' ? idsIn(from) : []));
    for (const id of new Set(starts)) found.set(id, [...(found.get(id) ?? []), step]);
  }
  pointers.set(policy, found);
  return found;
}

function idsIn(start: Start): Id[] {
  if ('event' in start) return [start.event];
  if ('step' in start) return [start.step];
  return ('first' in start ? start.first : start.last).flatMap(idsIn);
}

const same = (day: number): number => day;

/** Nothing is looked for further away than this. */
const FAR = 400;

/** The latest day whose count ends no later than a bound; the count never ends before its start. */
function latestWhere(end: (day: number) => number | null): (bound: number) => number | null {
  return (bound) => {
    for (let day = bound; day > bound - FAR; day -= 1) {
      const found = end(day);
      if (found !== null && found <= bound) return day;
    }
    return null;
  };
}

/** The earliest day from which counting back does not go before a bound. */
function earliestWhere(back: (day: number) => number | null): (bound: number) => number | null {
  return (bound) => {
    for (let day = bound; day < bound + FAR; day += 1) {
      const found = back(day);
      if (found !== null && found >= bound) return day;
    }
    return null;
  };
}

/** The latest day from which counting back reaches a day, or one before it. */
function latestForwardWhere(back: (day: number) => number | null): (bound: number) => number | null {
  return (bound) => {
    let latest: number | null = null;
    for (let day = bound; day < bound + FAR; day += 1) {
      const found = back(day);
      if (found === null || found > bound) return latest;
      latest = day;
    }
    return latest;
  };
}

// ---- solving -----------------------------------------------------------------------------------------------

/** What the solver must know of the calendar and of the order of events. */
export interface Ground {
  /** The day so many working days later; null past the table. */
  advance: (day: number, workingDays: number) => number | null;
  /** Where an event, or the step that brings it about, stands in the order in which events happen; null for other steps. */
  position: (node: Id) => number | null;
}

/** The bounds on each node, gathered once for a network. */
interface Bounds { uppers: Map<Id, Upper[]>; lowers: Map<Id, Lower[]> }
const gathered = new WeakMap<Network, Bounds>();

function boundsOf(network: Network): Bounds {
  let bounds = gathered.get(network);
  if (!bounds) gathered.set(network, bounds = { uppers: grouped(network.uppers), lowers: grouped(network.lowers) });
  return bounds;
}

/** The limits that bound a node from above. */
export const uppersOf = (network: Network, node: Id): Upper[] => boundsOf(network).uppers.get(node) ?? [];

/** What a node may not come before. */
export const lowersOf = (network: Network, node: Id): Lower[] => boundsOf(network).lowers.get(node) ?? [];

/** Nodes from which some limit counts and that have none themselves, not even "promptly": how late they are, no rule says. */
export const looseStarts = (network: Network): Id[] => network.nodes.filter((node) =>
  node !== network.target && uppersOf(network, node).length === 0 && network.uppers.some(({ from }) => from.includes(node))
  && !lowersOf(network, node).some(({ limit }) => limit?.amount?.kind === 'unquantified'));

const countedAlike = new WeakMap<Network, boolean>();

/**
 * Whether every count in the network is in working days: then what happens from one working day happens from each, and
 * one start stands for all.
 */
export function countsWorkingDays(network: Network): boolean {
  let alike = countedAlike.get(network);
  if (alike === undefined) {
    alike = [...network.uppers, ...network.lowers].every(({ limit }) => !limit || limit.unit === 'working-day' || isUncounted(limit));
    countedAlike.set(network, alike);
  }
  return alike;
}

/** Whether a limit only says before, after or on the same day. */
const isUncounted = ({ amount }: Limit): boolean =>
  amount?.kind === 'unquantified' || (amount?.kind === 'span' && (amount.min ?? 0) === 0 && (amount.max ?? 0) === 0);

/**
 * The latest days of everything before the target that keep every bound between them; null where there are none, or
 * where a bound lies past the table.
 */
export function latestDays(network: Network, pins: Pins, ground: Ground): Map<Id, number> | null {
  return lowered(network, pins, ground, network.target, true);
}

/**
 * Whether everything before the target, and the target itself unless it is left out, can be done on some days at all; a
 * step without a limit as late as anybody likes. False too where a bound lies past the table.
 */
export function canBeDone(network: Network, pins: Pins, ground: Ground, leftOut: Id | null = null): boolean {
  return lowered(network, pins, ground, leftOut, false) !== null;
}

function lowered(network: Network, pins: Pins, ground: Ground, leftOut: Id | null, soon: boolean): Map<Id, number> | null {
  const { uppers, lowers } = boundsOf(network);
  const nodes = network.nodes.filter((node) => node !== leftOut);
  const fixed = new Set<Id>();
  const days = new Map<Id, number>();
  for (const node of nodes) {
    let day: number | null = Infinity;
    if (pins.held?.of === node) day = pins.held.day;
    else if (!uppers.has(node) && !lowers.has(node)) day = shifted(node, pins, ground, pins.day, true);
    if (day === null) return null;
    if (day !== Infinity) fixed.add(node);
    days.set(node, day);
  }
  const lowest = pins.day - FAR;
  for (let changed = true; changed;) {
    changed = false;
    for (const node of nodes) {
      const bound = boundOf(node);
      if (bound === null) return null;
      if (bound >= days.get(node)!) continue;
      if (fixed.has(node) || bound < lowest) return null;
      days.set(node, bound);
      changed = true;
    }
    for (const { of, from, begin, last } of network.lowers) {
      if (of === leftOut) continue;
      const [day, before] = [days.get(of)!, days.get(from)!];
      if (day === Infinity || (before !== Infinity && (begin(before) ?? Infinity) <= day)) continue;
      const cap = last(day);
      if (cap === null || fixed.has(from) || cap < lowest) return null;
      if (cap >= before) continue;
      days.set(from, cap);
      changed = true;
    }
  }
  return days;

  function boundOf(node: Id): number | null {
    const own = uppers.get(node);
    if (own) return soonestEnd(own, days);
    if (!soon || fixed.has(node)) return Infinity;
    const day = latestBegin(lowers.get(node) ?? [], days);
    return day === null || day === Infinity ? day : shifted(node, pins, ground, day, false);
  }
}

/** The tightest of some limits; infinite where none of their starts has a day. Null past the table. */
function soonestEnd(uppers: readonly Upper[], days: ReadonlyMap<Id, number>): number | null {
  let bound = Infinity;
  for (const { from, end } of uppers) {
    const start = Math.max(...from.map((one) => days.get(one) ?? Infinity));
    if (start === Infinity) continue;
    const day = end(start);
    if (day === null) return null;
    bound = Math.min(bound, day);
  }
  return bound;
}

/** The first day that everything before allows. Null past the table. */
function latestBegin(lowers: readonly Lower[], days: ReadonlyMap<Id, number>): number | null {
  let day = -Infinity;
  for (const { from, begin } of lowers) {
    const before = days.get(from) ?? Infinity;
    if (before === Infinity) return Infinity;
    const found = begin(before);
    if (found === null) return null;
    day = Math.max(day, found);
  }
  return day;
}

/** A day moved by the lag: the start that lags comes so long after its own day, and a later start no sooner than that. */
function shifted(node: Id, { day: first, lag }: Pins, { advance, position }: Ground, day: number, isRoot: boolean): number | null {
  if (!lag || lag.days === 0) return day;
  if (node === lag.of) return advance(day, lag.days);
  const [own, lagging] = [position(node), position(lag.of)];
  if (own === null || lagging === null || own <= lagging) return day;
  const floor = advance(first, lag.days);
  return floor === null ? null : isRoot ? floor : Math.max(day, floor);
}

/**
 * The day of each node by its own limits alone, each start on its own last day: what a document gives a step, whether or
 * not the steps after it leave it that. A node without a limit is done as soon as what leads to it. Null past the table.
 */
export function givenDays(network: Network, pins: Pins, ground: Ground): Map<Id, number> | null {
  return inOrder(network, (node, days) => {
    const uppers = uppersOf(network, node);
    if (uppers.length > 0) {
      const end = soonestEnd(uppers, days);
      if (end !== Infinity) return end;
    }
    return unhurried(network, node, days, pins, ground);
  });
}

/** The earliest day of each node if everything is done as soon as it may be, whatever its limits. Null past the table. */
export function earliestDays(network: Network, pins: Pins, ground: Ground): Map<Id, number> | null {
  return inOrder(network, (node, days) =>
    (uppersOf(network, node).length === 0 ? unhurried(network, node, days, pins, ground) : latestBegin(lowersOf(network, node), days)));
}

function unhurried(network: Network, node: Id, days: ReadonlyMap<Id, number>, pins: Pins, ground: Ground): number | null {
  const lowers = lowersOf(network, node);
  const day = lowers.length === 0 ? pins.day : latestBegin(lowers, days);
  return day === null || !Number.isFinite(day) ? day : shifted(node, pins, ground, day, lowers.length === 0);
}

/** A day for each node, worked out after those of everything it is counted from or comes after. */
function inOrder(network: Network, dayOf: (node: Id, days: ReadonlyMap<Id, number>) => number | null): Map<Id, number> | null {
  const days = new Map<Id, number>();
  const underway = new Set<Id>();
  const visit = (node: Id): boolean => {
    if (days.has(node) || underway.has(node)) return true;
    underway.add(node);
    const before = [...uppersOf(network, node).flatMap(({ from }) => from), ...lowersOf(network, node).map(({ from }) => from)];
    if (!before.every(visit)) return false;
    const day = dayOf(node, days);
    if (day === null) return false;
    if (Number.isFinite(day)) days.set(node, day);
    return true;
  };
  return network.nodes.every(visit) ? days : null;
}

function grouped<T extends { of: Id }>(bounds: readonly T[]): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const bound of bounds) {
    const group = groups.get(bound.of);
    if (group) group.push(bound);
    else groups.set(bound.of, [bound]);
  }
  return groups;
}
