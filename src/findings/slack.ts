/**
 * How much time is left for a step when everything before it took all the time that the document gives it.
 *
 * Searched over real days: every way to the step, every reading that stands, every limit of the step, starts in an
 * ordinary week and before bank holidays, and, where a count starts from something that no rule bounds, with that start
 * some working days late.
 */
import { dayNumber, fromDayNumber } from '../calendar/iso-date.ts';
import { underEachAssignment } from '../policy/readings.ts';
import { Scheduler } from '../engine/schedule.ts';
import type { Id, IsoDate, Limit, Step } from '../policy/model.ts';
import type { Inquiry } from './inquiry.ts';
import { networkTo, type Network, type Upper } from './network.ts';
import { countsWorkingDays, latestDays, lowersOf, reachOf, uppersOf, type Ground, type Pins, type Days } from './solver.ts';
import { waysTo, type Way } from './ways.ts';

/**
 * A start that no rule bounds is tried so many working days late and no later: a week, which is what the national
 * baseline gives between becoming aware and telling others. A longer wait would break any limit, and say nothing of it.
 */
export const MOST_LAG = 5;

/** One network of a step, with what had to be taken to draw it. */
export interface Variant {
  way: Way;
  under: Record<string, Id>;
  /** Every way and assignment that draws the same network, this one among them. */
  drawnBy: { way: Way; under: Record<string, Id> }[];
  network: Network;
  scheduler: Scheduler;
}

/** A limit of a step, set against the latest that what comes before it may be. */
export interface Squeeze {
  step: Step;
  variant: Variant;
  /** The day of whatever nothing comes before. */
  day: IsoDate;
  lag: { of: Id; days: number } | null;
  upper: Upper;
  /** The day of everything before the step, as a day number. */
  days: Days;
  deadline: IsoDate;
  /** The day on which the step can then be. */
  reached: IsoDate;
  /** Whether the order of the steps forces that day on it, or another limit of its own allows it. */
  by: 'order' | 'limit';
  /** What that day follows from: the step before it, or the start of its other limit. */
  after: Id;
  /** Its other limit, where that allows the day. */
  other: Upper | null;
}

/** What the solver must know of this policy's calendar and events: the vocabulary lists events in the order in which they happen. */
export function groundOf(inquiry: Inquiry): Ground {
  let ground = grounds.get(inquiry);
  if (!ground) grounds.set(inquiry, ground = groundIn(inquiry));
  return ground;
}

const grounds = new WeakMap<Inquiry, Ground>();

function groundIn({ policy, vocabulary, calendar }: Inquiry): Ground {
  const events = Object.keys(vocabulary.events);
  const position = new Map<Id, number | null>();
  for (const event of events) position.set(event, events.indexOf(event));
  for (const { id, marks } of policy.steps) position.set(id, marks.length === 0 ? null : Math.min(...marks.map((event) => events.indexOf(event))));
  return {
    position: (node) => position.get(node) ?? null,
    isEvent: (node) => Object.hasOwn(vocabulary.events, node),
    advance: (day, workingDays) => {
      const date = calendar.addWorkingDays(fromDayNumber(day), workingDays);
      return date === null ? null : dayNumber(date);
    },
  };
}

/** Steps that some reading gives a limit of their own that ends, and is more than "on that same day". */
export function limitedSteps({ policy }: Inquiry): Step[] {
  return policy.steps.filter((step) => {
    const limits = [step.limits, ...(step.doubt?.readings ?? []).map(({ changes }) => changes.limits ?? [])].flat();
    const read = limits.flatMap((limit) => [limit, ...(limit.doubt?.readings ?? []).map(({ changes }) => ({ ...limit, ...changes }))]);
    return read.some((limit) => !isSameDay(limit) && (limit.amount?.kind === 'numbered' || (limit.amount?.kind === 'span' && limit.amount.max !== null)));
  });
}

/** Every network of a step: each way to it, under each assignment that the document does not refute. One network once. */
export function variantsOf(inquiry: Inquiry, step: Step): Variant[] {
  return variantsUnder(inquiry, step, {});
}

/** What has been drawn for an inquiry: the networks by step and readings chosen, the cases they stand on by what is decided. */
const drawn = new WeakMap<Inquiry, { variants: Map<string, Variant[]>; schedulers: Map<string, Scheduler> }>();

/** The networks of a step under readings that someone chose, also such as the document refutes. */
export function variantsUnder(inquiry: Inquiry, step: Step, chosen: Record<string, Id>): Variant[] {
  let known = drawn.get(inquiry);
  if (!known) drawn.set(inquiry, known = { variants: new Map(), schedulers: new Map() });
  const key = JSON.stringify([step.id, chosen]);
  let found = known.variants.get(key);
  if (!found) known.variants.set(key, found = draw(inquiry, step, chosen, known.schedulers));
  return found;
}

function draw({ policy, vocabulary, calendar }: Inquiry, step: Step, chosen: Record<string, Id>, schedulers: Map<string, Scheduler>): Variant[] {
  const all = waysTo(policy, step.id).flatMap((way) => {
    const { decided, facts } = way;
    const readings = { ...chosen, ...way.readings };
    const key = JSON.stringify([decided, facts, readings]);
    let scheduler = schedulers.get(key);
    if (!scheduler) schedulers.set(key, scheduler = new Scheduler(policy, vocabulary, { on: {}, decided, facts, readings }, calendar));
    const standing = scheduler;
    return underEachAssignment(readings, (assignment) => networkTo(standing, assignment, step.id))
      .filter(({ refutedBy }) => refutedBy === null)
      .map(({ under, result }): Variant => ({ way, under, drawnBy: [{ way, under }], network: result, scheduler: standing }));
  });
  const once = new Map<string, Variant>();
  for (const variant of all) {
    const key = drawingOf(variant.network);
    const same = once.get(key);
    if (same) same.drawnBy.push(...variant.drawnBy);
    else once.set(key, variant);
  }
  return [...once.values()];
}

/**
 * The starts that stand for all starts of a network: one where it counts in working days alone, else those of an ordinary
 * week, and the ones before bank holidays.
 */
export function startsFor({ network }: Variant, { week, beforeHolidays }: Inquiry): { ordinary: IsoDate[]; special: IsoDate[] } {
  return countsWorkingDays(network) ? { ordinary: week.slice(0, 1), special: [] } : { ordinary: week, special: beforeHolidays };
}

/** A network as text: two with the same text have the same days. */
function drawingOf({ nodes, uppers, lowers }: Network): string {
  let text = [...nodes].sort().join(' ');
  for (const { of, from, limit } of uppers) text += `\n${of} by ${from.join(' ')} ${countOf(limit)}`;
  for (const { of, from, limit } of lowers) text += `\n${of} from ${from} ${limit ? countOf(limit) : ''}`;
  return text;
}

const counts = new WeakMap<Limit, string>();

/** How a limit as read counts, as text. */
function countOf(limit: Limit): string {
  let text = counts.get(limit);
  if (text === undefined) {
    const { address, amount, unit, dayOne, nonWorkingStart } = limit;
    counts.set(limit, text = JSON.stringify([address, amount, unit, dayOne, nonWorkingStart]));
  }
  return text;
}

/**
 * Each limit of the step that can be broken from one start, with the days on which it is broken by most.
 * @param address looks at the limit of this address alone; null at all of them
 */
export function squeezesFrom(step: Step, variant: Variant, day: IsoDate, lag: Squeeze['lag'], ground: Ground, address: string | null = null): Squeeze[] {
  const { network } = variant;
  const own = uppersOf(network, step.id).filter(({ limit }) => address === null || limit.address === address);
  if (own.length === 0) return [];
  const pins: Pins = { day: dayNumber(day), lag };
  const { reach, breakable, soonest } = reachOf(network, pins, ground);
  if (!own.some((upper) => breakable.has(upper))) return [];
  const days = latestDays(network, pins, ground);
  if (days === null) return [];
  return own.flatMap((upper) => {
    if (!breakable.has(upper)) return [];
    const worst = worstOf(upper, days);
    return worst ? [worst] : [];
  });

  function worstOf(upper: Upper, latest: Days): Squeeze | null {
    const pinched = pinchOf(step, network, upper);
    let worst: Pinch | null = null;
    // The sooner the start, the sooner the step is reached too: so late, and no later.
    let atMost = reach;
    const consider = (when: Days | null): void => {
      const found = when && pinched(when);
      if (!found) return;
      atMost = Math.min(atMost, found.reached);
      if (marginOf(found) < (worst ? marginOf(worst) : 0)) worst = found;
    };
    consider(latest);
    // A start that follows from something else may also come sooner, and then the limit ends sooner too.
    const [start] = upper.from;
    const isRoot = start === undefined || (uppersOf(network, start).length === 0 && lowersOf(network, start).length === 0);
    if (!isRoot && upper.from.length === 1) {
      for (const held of soonerStarts(start, soonest, latest)) {
        const deadline = upper.end(held);
        if (deadline === null || deadline - atMost >= (worst ? marginOf(worst) : 0)) continue;
        consider(latestDays(network, { ...pins, held: { of: start, day: held } }, ground));
      }
    }
    return worst && squeezeOf(worst);
  }

  function squeezeOf({ deadline, reached, ...rest }: Pinch): Squeeze {
    return { step, variant, day, lag, deadline: fromDayNumber(deadline), reached: fromDayNumber(reached), ...rest };
  }
}

/** A squeeze in day numbers, while it is looked for. */
interface Pinch extends Pick<Squeeze, 'upper' | 'days' | 'by' | 'after' | 'other'> { deadline: number; reached: number }

/** Days that the limit leaves after the day on which the step can be; negative where it has ended before. */
const marginOf = ({ deadline, reached }: Pinch): number => deadline - reached;

function soonerStarts(start: Id, soonest: Days | null, days: Days): number[] {
  const latest = days.get(start);
  const earliest = soonest?.get(start);
  if (latest === undefined || earliest === undefined || latest === Infinity) return [];
  return Array.from({ length: Math.max(0, Math.min(latest - earliest, 60)) }, (_, index) => latest - 1 - index);
}

/** What a limit of the step comes to on some days of everything before. */
function pinchOf(step: Step, network: Network, upper: Upper): (days: Days) => Pinch | null {
  const lowers = lowersOf(network, step.id);
  const others = uppersOf(network, step.id).filter((one) => one.limit.address !== upper.limit.address);
  const isChained = others.some(({ from }) => from.some((start) => uppersOf(network, start).length > 0));
  return (days) => {
    const endOf = ({ from, end }: Upper): number | null => {
      const start = Math.max(...from.map((one) => days.get(one) ?? Infinity));
      return start === Infinity ? null : end(start);
    };
    const deadline = endOf(upper);
    if (deadline === null) return null;
    let reached = -Infinity;
    let after: Id | null = null;
    for (const lower of lowers) {
      const before = days.get(lower.from) ?? Infinity;
      const found = before === Infinity ? null : lower.begin(before);
      if (found !== null && found > reached) [reached, after] = [found, lower.from];
    }
    if (after === null) return null;
    const byOrder: Pinch = { upper, days, deadline, reached, by: 'order', after, other: null };
    if (!isChained) return byOrder;
    const [tightest] = others.map((one) => ({ one, end: endOf(one) })).filter(({ end }) => end !== null).sort((a, b) => a.end! - b.end!);
    if (!tightest || tightest.end! < reached) return byOrder;
    return { ...byOrder, reached: tightest.end!, by: 'limit', after: tightest.one.from[0]!, other: tightest.one };
  };
}

/** A link of what a day follows from. */
export interface Link { node: Id; day: IsoDate; upper: Upper | null; from: Id | null }

/** How a day came about, from the first start to the node: what each is counted from, or comes after. */
export function chainTo(node: Id, { network }: Pick<Variant, 'network'>, days: Days, seen: Id[] = []): Link[] {
  const day = days.get(node);
  if (day === undefined || day === Infinity || seen.includes(node)) return [];
  const uppers = uppersOf(network, node);
  const before = (from: Id): Link[] => chainTo(from, { network }, days, [...seen, node]);
  const link = { node, day: fromDayNumber(day) };
  const tight = uppers.map((upper) => ({ upper, from: latestOf(upper.from, days) }))
    .filter(({ upper, from }) => from !== null && days.get(from) !== undefined && upper.end(days.get(from)!) === day)[0];
  if (tight?.from) return [...before(tight.from), { ...link, upper: tight.upper, from: tight.from }];
  const lowers = lowersOf(network, node)
    .map((lower) => ({ lower, at: days.get(lower.from) })).filter(({ at }) => at !== undefined && at !== Infinity)
    .sort((one, other) => (other.lower.begin(other.at!) ?? 0) - (one.lower.begin(one.at!) ?? 0));
  const [first] = lowers;
  return first ? [...before(first.lower.from), { ...link, upper: null, from: first.lower.from }] : [{ ...link, upper: null, from: null }];
}

const latestOf = (ids: readonly Id[], days: Days): Id | null =>
  [...ids].sort((one, other) => (days.get(other) ?? 0) - (days.get(one) ?? 0))[0] ?? null;

/** The rule that a limit is: two steps under one heading have the same rule. */
export const ruleOf = (limit: Limit): string => JSON.stringify([limit.clock, limit.asWritten, limit.amount, limit.from]);

/** Whether a limit only says "on that same day". */
export const isSameDay = ({ amount }: Limit): boolean => amount?.kind === 'span' && amount.way === 'after' && amount.min === 0 && amount.max === 0;

/**
 * The readings that matter to what was found in one network: those whose doubt has another reading under which, all else
 * alike, it is not found.
 */
export function dependsOn({ under, drawnBy }: Variant, notFoundIn: readonly Variant[]): Record<string, Id> {
  const without = notFoundIn.flatMap((variant) => variant.drawnBy);
  const matters = new Set(drawnBy.flatMap((one) => without.filter(({ way }) => way === one.way).flatMap((other) => {
    const differing = Object.keys(one.under).filter((address) => address in other.under && other.under[address] !== one.under[address]);
    return differing.length === 1 ? differing : [];
  })));
  return Object.fromEntries(Object.entries(under).filter(([address]) => matters.has(address)));
}
