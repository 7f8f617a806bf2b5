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
import type { WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Id, IsoDate, Limit, Outcome, Policy, Start, Step } from '../policy/model.ts';

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
    const isNumbered = limit.amount?.kind === 'numbered';
    const { unit, dayOne, nonWorkingStart, inForce } = limit;
    const ends = rememberedEnds(this.scheduler.calendar, JSON.stringify([isNumbered, amount, direction, unit, dayOne, nonWorkingStart, inForce, step.inForce]));
    return (day) => {
      let end = ends.get(day);
      if (end === undefined) ends.set(day, end = this.endOf(step, limit, amount, direction, fromDayNumber(day)));
      return end;
    };
  }

  private endOf(step: Step, limit: Limit, amount: number, direction: 1 | -1, start: IsoDate): number | null {
    const inForce = [step.inForce, limit.inForce].every((period) => !period || ((period.from ?? start) <= start && start <= (period.to ?? start)));
    if (!inForce) return null;
    const isNumbered = limit.amount?.kind === 'numbered';
    const end = isNumbered ? this.scheduler.endOfNumbered(limit, start, amount) : amount === 0 ? start : this.scheduler.endOfCount(limit, start, amount, direction);
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

/** A step without a limit is looked for up to so many days after the first. */
export const LATEST = 35;

// ---- solving -----------------------------------------------------------------------------------------------

/** What the solver must know of the calendar and of the order of events. */
export interface Ground {
  /** The day so many working days later; null past the table. */
  advance: (day: number, workingDays: number) => number | null;
  /** Where an event, or the step that brings it about, stands in the order in which events happen; null for other steps. */
  position: (node: Id) => number | null;
}

/** The day of each node that has one, as a day number. A map is one. */
export interface Days extends Iterable<[Id, number]> {
  get(node: Id): number | undefined;
  has(node: Id): boolean;
  values(): Iterable<number>;
}

/** The days that the solver found, read where they lie: most are thrown away unread. */
class DayTable implements Days {
  private readonly rules: Compiled;
  private readonly days: readonly number[];
  private readonly leftOut: number;

  constructor(rules: Compiled, days: readonly number[], leftOut: number) {
    this.rules = rules;
    this.days = days;
    this.leftOut = leftOut;
  }

  get(node: Id): number | undefined {
    const place = this.rules.place.get(node);
    const day = place === undefined || place === this.leftOut ? Infinity : this.days[place]!;
    return day === Infinity ? undefined : day;
  }

  has(node: Id): boolean { return this.get(node) !== undefined; }

  values(): number[] { return [...this].map(([, day]) => day); }

  *[Symbol.iterator](): Generator<[Id, number]> {
    for (const node of this.rules.nodes) {
      const day = this.get(node);
      if (day !== undefined) yield [node, day];
    }
  }
}

/** A network by the places of its nodes, each after those it is counted from or comes after: what the solver runs on. */
interface Compiled {
  nodes: Id[];
  place: Map<Id, number>;
  target: number;
  uppers: { from: number[]; end: Upper['end'] }[][];
  lowers: { from: number; begin: Lower['begin']; last: Lower['last'] }[][];
}

const compilations = new WeakMap<Network, Compiled>();

function compiled(network: Network): Compiled {
  let found = compilations.get(network);
  if (!found) compilations.set(network, found = compile(network));
  return found;
}

function compile(network: Network): Compiled {
  const before = new Map<Id, Id[]>(network.nodes.map((node) => [node, []]));
  for (const { of, from } of network.uppers) before.get(of)!.push(...from);
  for (const { of, from } of network.lowers) before.get(of)!.push(from);
  const nodes: Id[] = [];
  const seen = new Set<Id>();
  const visit = (node: Id): void => {
    if (seen.has(node)) return;
    seen.add(node);
    before.get(node)!.forEach(visit);
    nodes.push(node);
  };
  network.nodes.forEach(visit);
  const place = new Map(nodes.map((node, index) => [node, index]));
  const uppers: Compiled['uppers'] = nodes.map(() => []);
  const lowers: Compiled['lowers'] = nodes.map(() => []);
  for (const { of, from, end } of network.uppers) uppers[place.get(of)!]!.push({ from: from.map((one) => place.get(one)!), end });
  for (const { of, from, begin, last } of network.lowers) lowers[place.get(of)!]!.push({ from: place.get(from)!, begin, last });
  return { nodes, place, target: place.get(network.target)!, uppers, lowers };
}

const upperBounds = new WeakMap<Network, Map<Id, Upper[]>>();
const lowerBounds = new WeakMap<Network, Map<Id, Lower[]>>();

/** The limits that bound a node from above. */
export function uppersOf(network: Network, node: Id): Upper[] {
  let bounds = upperBounds.get(network);
  if (!bounds) upperBounds.set(network, bounds = grouped(network.uppers));
  return bounds.get(node) ?? [];
}

/** What a node may not come before. */
export function lowersOf(network: Network, node: Id): Lower[] {
  let bounds = lowerBounds.get(network);
  if (!bounds) lowerBounds.set(network, bounds = grouped(network.lowers));
  return bounds.get(node) ?? [];
}

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
export function latestDays(network: Network, pins: Pins, ground: Ground): Days | null {
  const rules = compiled(network);
  const days = lowered(rules, pins, ground, rules.target, true);
  return days && new DayTable(rules, days, rules.target);
}

/**
 * Whether everything before the target, and the target itself unless it is left out, can be done on some days at all; a
 * step without a limit as late as anybody likes, up to `LATEST`. False too where a bound lies past the table.
 */
export function canBeDone(network: Network, pins: Pins, ground: Ground, leftOut: 'target' | null = null): boolean {
  const rules = compiled(network);
  return lowered(rules, pins, ground, leftOut === null ? -1 : rules.target, false) !== null;
}

/**
 * The day of each node by its own limits alone, each start on its own last day: what a document gives a step, whether or
 * not the steps after it leave it that. A node without a limit is done as soon as what leads to it. Null past the table.
 */
export function givenDays(network: Network, pins: Pins, ground: Ground): Days | null {
  const rules = compiled(network);
  const days = inOrder(rules, pins, ground, true);
  return days && new DayTable(rules, days, -1);
}

/** The earliest day of each node if everything is done as soon as it may be, whatever its limits. Null past the table. */
export function earliestDays(network: Network, pins: Pins, ground: Ground): Days | null {
  const rules = compiled(network);
  const days = inOrder(rules, pins, ground, false);
  return days && new DayTable(rules, days, -1);
}

/**
 * Whether a limit of the target could be broken at all: what is before it on its own last day, whether or not that fits
 * together, and each start as soon as it may be. Quick, and never false where a limit can be broken.
 */
export function mayBreak(network: Network, pins: Pins, ground: Ground): boolean {
  const rules = compiled(network);
  const { target } = rules;
  const given = inOrder(rules, pins, ground, true);
  const earliest = given && inOrder(rules, pins, ground, false);
  if (!given || !earliest) return false;
  let latest = -Infinity;
  let soonest = Infinity;
  for (const { from, begin } of rules.lowers[target]!) if (given[from] !== Infinity) latest = Math.max(latest, begin(given[from]!) ?? -Infinity);
  for (const { from, end } of rules.uppers[target]!) {
    const [late, early] = [startOf(from, given), startOf(from, earliest)];
    if (late !== Infinity) latest = Math.max(latest, end(late) ?? -Infinity);
    if (early !== Infinity) soonest = Math.min(soonest, end(early) ?? Infinity);
  }
  return latest > soonest;
}

/** Lowers every day until no bound is broken. `soon`: nodes without a limit are done as soon as what leads to them. */
function lowered(rules: Compiled, pins: Pins, ground: Ground, leftOut: number, soon: boolean): number[] | null {
  const { nodes, place, uppers, lowers } = rules;
  const held = pins.held ? place.get(pins.held.of) : undefined;
  const days: number[] = [];
  const isFixed = nodes.map((_, node) => node === held || (uppers[node]!.length === 0 && lowers[node]!.length === 0));
  for (const [node, id] of nodes.entries()) {
    const free = soon || uppers[node]!.length > 0 ? Infinity : pins.day + LATEST;
    const day = node === held ? pins.held!.day : isFixed[node] ? shifted(id, pins, ground, pins.day, true) : free;
    if (day === null) return null;
    days.push(day);
  }
  const lowest = pins.day - FAR;
  for (let changed = true; changed;) {
    changed = false;
    for (let node = 0; node < nodes.length; node += 1) {
      if (node === leftOut) continue;
      const bound = boundOf(node);
      if (bound === null) return null;
      if (bound >= days[node]!) continue;
      if (isFixed[node] || bound < lowest) return null;
      days[node] = bound;
      changed = true;
    }
    for (let node = nodes.length - 1; node >= 0; node -= 1) {
      const day = days[node]!;
      if (node === leftOut || day === Infinity) continue;
      for (const { from, begin, last } of lowers[node]!) {
        const before = days[from]!;
        if (before !== Infinity && (begin(before) ?? Infinity) <= day) continue;
        const cap = last(day);
        if (cap === null || isFixed[from] || cap < lowest) return null;
        if (cap >= before) continue;
        days[from] = cap;
        changed = true;
      }
    }
  }
  // A node without a limit is held on a day only if what leads to it can bring it there.
  if (soon && held !== undefined && uppers[held]!.length === 0 && lowers[held]!.length > 0) {
    const reached = latestBegin(lowers[held]!, days);
    if (reached === null || shifted(nodes[held]!, pins, ground, reached, false) !== pins.held!.day) return null;
  }
  return days;

  function boundOf(node: number): number | null {
    if (uppers[node]!.length > 0) return soonestEnd(uppers[node]!, days);
    if (!soon || isFixed[node]) return Infinity;
    const day = latestBegin(lowers[node]!, days);
    return day === null || day === Infinity ? day : shifted(nodes[node]!, pins, ground, day, false);
  }
}

/** A day for each node, worked out after those of everything it is counted from or comes after; infinite where nothing gives one. */
function inOrder({ nodes, uppers, lowers }: Compiled, pins: Pins, ground: Ground, byLimits: boolean): number[] | null {
  const days: number[] = nodes.map(() => Infinity);
  for (let node = 0; node < nodes.length; node += 1) {
    const [own, before] = [uppers[node]!, lowers[node]!];
    let day: number | null = byLimits && own.length > 0 ? soonestEnd(own, days) : Infinity;
    if (day === Infinity) {
      day = before.length === 0 ? pins.day : latestBegin(before, days);
      const lags = byLimits || own.length === 0;
      if (day !== null && Number.isFinite(day) && lags) day = shifted(nodes[node]!, pins, ground, day, before.length === 0);
    }
    if (day === null) return null;
    days[node] = day;
  }
  return days;
}

function startOf(from: readonly number[], days: readonly number[]): number {
  let start = -Infinity;
  for (const one of from) start = Math.max(start, days[one]!);
  return start;
}

/** The tightest of some limits; infinite where none of their starts has a day. Null past the table. */
function soonestEnd(uppers: Compiled['uppers'][number], days: readonly number[]): number | null {
  let bound = Infinity;
  for (const { from, end } of uppers) {
    const start = startOf(from, days);
    if (start === Infinity) continue;
    const day = end(start);
    if (day === null) return null;
    bound = Math.min(bound, day);
  }
  return bound;
}

/** The first day that everything before allows. Null past the table. */
function latestBegin(lowers: Compiled['lowers'][number], days: readonly number[]): number | null {
  let day = -Infinity;
  for (const { from, begin } of lowers) {
    const before = days[from]!;
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

function grouped<T extends { of: Id }>(bounds: readonly T[]): Map<Id, T[]> {
  const groups = new Map<Id, T[]>();
  for (const bound of bounds) {
    const group = groups.get(bound.of);
    if (group) group.push(bound);
    else groups.set(bound.of, [bound]);
  }
  return groups;
}
