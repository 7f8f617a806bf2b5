/**
 * The days of a network: the latest that hold together, those that each limit gives by itself, the earliest.
 *
 * Every bound says "no later than" or "no sooner than", and moves only one way with what it is counted from. So the latest
 * set of days is found by lowering each day until no bound is broken, whatever the order in which they are lowered.
 */
import type { Id, Limit } from '../policy/model.ts';
import { FAR, type Lower, type Network, type Upper } from './network.ts';

/** Where the network is pinned to the calendar. */
export interface Pins {
  /** The day of everything that nothing comes before; of the first of it, where the question is whether there are days at all. */
  day: number;
  /** One start that comes so many working days after what it follows, and so do the starts that are later by nature. */
  lag?: { of: Id; days: number } | null;
  /** One step held on one day. */
  held?: { of: Id; day: number } | null;
}

/** A step without a limit is looked for up to so many days after the first. */
export const LATEST = 35;

/** What the solver must know of the calendar and of the order of events. */
export interface Ground {
  /** The day so many working days later; null past the table. */
  advance: (day: number, workingDays: number) => number | null;
  /** Where an event, or the step that brings it about, stands in the order in which events happen; null for other steps. */
  position: (node: Id) => number | null;
  /** Whether it is an event, and no step. */
  isEvent: (node: Id) => boolean;
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
  /** Whether each node does come after all that bounds it, as it cannot where they bound one another in a ring. */
  isOrdered: boolean;
  /** Whether nothing bounds a node: then it is on the first day. */
  isRoot: boolean[];
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
  const isRoot = nodes.map((_, node) => uppers[node]!.length === 0 && lowers[node]!.length === 0);
  const isOrdered = nodes.every((_, node) => uppers[node]!.every(({ from }) => from.every((one) => one < node)) && lowers[node]!.every(({ from }) => from < node));
  return { nodes, place, target: place.get(network.target)!, isOrdered, isRoot, uppers, lowers };
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
 * step without a limit as late as anybody likes, up to `LATEST`, and an event that is not the first on whatever later day. False too where a bound lies past the table.
 */
export function canBeDone(network: Network, pins: Pins, ground: Ground, leftOut: 'target' | null = null): boolean {
  const rules = compiled(network);
  return lowered(rules, pins, ground, leftOut === null ? -1 : rules.target, false) !== null;
}

/**
 * Whether every bound holds if everything is done as soon as it may be. Then it can be done; if not, it may be all the same.
 */
export function holdsAtTheSoonest(network: Network, pins: Pins, ground: Ground): boolean {
  const rules = compiled(network);
  const days = inOrder(rules, pins, ground, false);
  if (days === null) return false;
  return rules.uppers.every((own, node) => {
    if (own.length === 0) return rules.isRoot[node] || days[node]! <= pins.day + LATEST;
    const bound = soonestEnd(own, days);
    return bound !== null && days[node]! <= bound;
  });
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
 * The latest day that the target can be on, with what is before it on its own last day, whether or not that fits together;
 * and its limits that can end before then, each start as soon as it may be, with those soonest days. Quick, and never too
 * soon or too few.
 */
export function reachOf(network: Network, pins: Pins, ground: Ground): { reach: number; breakable: ReadonlySet<Upper>; soonest: Days | null } {
  const rules = compiled(network);
  const { target } = rules;
  const breakable = new Set<Upper>();
  let reach = -Infinity;
  const given = inOrder(rules, pins, ground, true);
  if (!given) return { reach, breakable, soonest: null };
  for (const { from, begin } of rules.lowers[target]!) if (given[from] !== Infinity) reach = Math.max(reach, begin(given[from]!) ?? -Infinity);
  for (const { from, end } of rules.uppers[target]!) {
    const late = startOf(from, given);
    if (late !== Infinity) reach = Math.max(reach, end(late) ?? -Infinity);
  }
  const earliest = inOrder(rules, pins, ground, false);
  if (!earliest) return { reach, breakable, soonest: null };
  for (const [place, { from, end }] of rules.uppers[target]!.entries()) {
    const early = startOf(from, earliest);
    if (early !== Infinity && (end(early) ?? Infinity) < reach) breakable.add(uppersOf(network, network.target)[place]!);
  }
  return { reach, breakable, soonest: new DayTable(rules, earliest, -1) };
}

/** Lowers every day until no bound is broken. `soon`: nodes without a limit are done as soon as what leads to them. */
function lowered(rules: Compiled, pins: Pins, ground: Ground, leftOut: number, soon: boolean): number[] | null {
  const { nodes, place, isOrdered, isRoot, uppers, lowers } = rules;
  const held = pins.held ? place.get(pins.held.of) : undefined;
  const isFree = soon ? [] : laterRoots(rules, ground);
  const isFixed = (node: number): boolean => node === held || (isRoot[node]! && !isFree[node]);
  const days: number[] = [];
  for (let node = 0; node < nodes.length; node += 1) {
    const free = soon || uppers[node]!.length > 0 ? Infinity : pins.day + LATEST;
    const day = node === held ? pins.held!.day : isFree[node] ? Infinity : isRoot[node] ? shifted(nodes[node]!, pins, ground, pins.day, true) : free;
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
      if (isFixed(node) || bound < lowest) return null;
      days[node] = bound;
      // In order, what a node is bound by has been lowered before it, and only a day lowered below asks for another round.
      if (!isOrdered) changed = true;
    }
    for (let node = nodes.length - 1; node >= 0; node -= 1) {
      const day = days[node]!;
      if (node === leftOut || day === Infinity) continue;
      for (const { from, begin, last } of lowers[node]!) {
        const before = days[from]!;
        if (before !== Infinity && (begin(before) ?? Infinity) <= day) continue;
        const cap = last(day);
        if (cap === null || isFixed(from) || cap < (isFree[from] ? pins.day : lowest)) return null;
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
    if (!soon || isFixed(node)) return Infinity;
    const day = latestBegin(lowers[node]!, days);
    return day === null || day === Infinity ? day : shifted(nodes[node]!, pins, ground, day, false);
  }
}

/**
 * Which nodes are events that nothing comes before and that are not the first to happen. They may happen on any later day,
 * so that no day suits a step only where none does on whatever day they happen.
 */
function laterRoots({ nodes, isRoot }: Compiled, { position, isEvent }: Ground): boolean[] {
  const first = Math.min(...nodes.map((node, place) => (isRoot[place] ? position(node) ?? -1 : Infinity)));
  return nodes.map((node, place) => isRoot[place]! && isEvent(node) && position(node)! > first);
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
