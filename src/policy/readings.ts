/**
 * Assignments: one reading for each doubt that something rests on.
 *
 * Work that may meet a doubt is given an `Assignment` and asks it for the thing as read. `underEachAssignment` runs the
 * work once for every combination of the readings it met, and only of those: a date that rests on no doubt has one
 * assignment, the empty one.
 */
import { differIn } from './doubts.ts';
import type { Clock, Counting, Doubt, Id, Limit, Place, Policy, Reading, Step } from './model.ts';

/** A reading taken for some doubts: the doubt's address, and the reading's id. */
export type Choices = Readonly<Record<string, Id>>;

/** A thing that may carry a doubt about itself. */
interface Doubtful<T> { doubt: Doubt<T> | null }

export interface UnderAssignment<T> {
  /** The readings taken, by the doubt's address. Those that someone chose are among them. */
  under: Record<string, Id>;
  /** The readings themselves, for their reasons. */
  taken: Reading<unknown>[];
  /** Why the document rules this assignment out; null where it stands, or where someone chose the reading all the same. */
  refutedBy: string | null;
  result: T;
}

/**
 * Runs `work` under every combination of readings of the doubts it meets.
 * @param chosen readings that someone chose, by address; a doubt among them has that reading only
 * @example underEachAssignment({}, (assignment) => assignment.read(clock, ['unit']).unit)
 */
export function underEachAssignment<T>(chosen: Choices, work: (assignment: Assignment) => T): UnderAssignment<T>[] {
  const results: UnderAssignment<T>[] = [];
  const open: Choices[] = [{}];
  for (let fixed = open.shift(); fixed; fixed = open.shift()) {
    const assignment = new Assignment(chosen, fixed);
    const result = work(assignment);
    open.unshift(...assignment.alternatives);
    results.push({ under: assignment.under, taken: assignment.taken, refutedBy: assignment.refutedBy, result });
  }
  return results;
}

/**
 * One reading for each doubt that some work meets: those chosen, those fixed, and of every other the first.
 *
 * It notes which it took, whether the document rules one of them out, and which combinations are still to be run:
 * `underEachAssignment` runs them. On its own it is one way of reading.
 *
 * @example new Assignment({ 'original-notification': 'unit-working' }, {}).read(clock, ['unit']).unit // 'working-day'
 */
export class Assignment {
  readonly under: Record<string, Id> = {};
  readonly taken: Reading<unknown>[] = [];
  /** Assignments still to be run: each differs from this one in the last doubt it names. */
  readonly alternatives: Choices[] = [];
  refutedBy: string | null = null;
  private readonly chosen: Choices;
  private readonly fixed: Choices;

  constructor(chosen: Choices, fixed: Choices) {
    this.chosen = chosen;
    this.fixed = fixed;
  }

  /**
   * The thing as read under this assignment. A doubt that touches none of `keys` is left alone.
   *
   * @param keys the keys that matter to the caller
   * @example assignment.read(step, ['actor']).actor
   */
  read<T extends Doubtful<T>>(thing: T, keys: readonly (keyof T)[]): T {
    const reading = this.readingOf(thing, keys);
    return reading ? thingAsRead(thing, reading) : thing;
  }

  /** The reading taken of a thing's doubt; null where it is in no doubt that touches `keys`. */
  readingOf<T extends Doubtful<T>>(thing: T, keys: readonly (keyof T)[]): Reading<T> | null {
    const doubt = thing.doubt;
    if (!doubt || !doubt.readings.some((reading) => keys.some((key) => key in reading.changes))) return null;
    return this.take(doubt);
  }

  private take<T>(doubt: Doubt<T>): Reading<T> {
    const { address, readings } = doubt;
    const settled = [this.under, this.fixed, this.chosen].find((choices) => Object.hasOwn(choices, address))?.[address];
    const reading = readings.find(({ id }) => id === settled) ?? readings[0]!;
    if (Object.hasOwn(this.under, address)) return reading;
    const isChosen = Object.hasOwn(this.chosen, address);
    if (!isChosen && !Object.hasOwn(this.fixed, address)) {
      for (const other of readings.slice(1)) this.alternatives.push({ ...this.fixed, ...this.under, [address]: other.id });
    }
    this.under[address] = reading.id;
    this.taken.push(reading as Reading<unknown>);
    if (reading.refutedBy !== null && !isChosen) this.refutedBy ??= reading.refutedBy;
    return reading;
  }
}

const COUNTING = ['from', 'unit', 'dayOne', 'nonWorkingStart'] as const;
const LIMIT_KEYS = [...COUNTING, 'amount', 'clock', 'when', 'inForce'] as const;

/**
 * A limit as read under an assignment: its clock's counting, as the clock is read; over it the keys the limit gives
 * itself; over those the keys of the limit's own reading. A doubt that moves no date is left alone, and so is a clock's
 * doubt about what the limit says itself.
 *
 * @param also keys that matter to the caller though they move no date, such as its words
 * @example limitAsRead(policy, limit, new Assignment({ 'original-notification': 'unit-working' }, {})).unit // 'working-day'
 */
export function limitAsRead(policy: Pick<Policy, 'clocks'>, limit: Limit, assignment: Assignment, also: readonly (keyof Limit)[] = []): Limit {
  const read = limit.doubt === null ? limit : ownAsRead(limit, assignment.readingOf(limit, [...LIMIT_KEYS, ...also]));
  const clock = read.clock === null ? undefined : policy.clocks.find(({ id }) => id === read.clock);
  if (!clock) return read;
  const left = leftToItsClock(read);
  const counted = clockAsRead(clock, left, assignment);
  return once(byItsClock, read, counted, () => ({ ...read, ...Object.fromEntries(left.map((key) => [key, counted[key]])) }));
}

/**
 * The doubts of the clocks that a limit may count by, as far as they reach it: what it says itself, no clock's doubt moves.
 *
 * @param keys what the doubt must be about
 * @example clockDoubtsOf(policy, limit, ['unit']) // [] where the limit has a unit of its own
 */
export function clockDoubtsOf(policy: Pick<Policy, 'clocks'>, limit: Limit, keys: readonly (keyof Counting)[] = COUNTING): Doubt<Clock>[] {
  const ways = limit.doubt === null ? [limit] : limit.doubt.readings.map(({ changes }) => laidOver(limit, changes));
  return policy.clocks.flatMap(({ id, doubt }) => {
    const reaches = doubt !== null && ways.some((way) => way.clock === id && leftToItsClock(way).some((key) => keys.includes(key) && inDoubt(doubt).includes(key)));
    return reaches ? [doubt] : [];
  });
}

/**
 * The clock whose words are a limit's, because it repeats them or has none of its own: they stand at the clock's place.
 * Null of a limit with other words, of one on a later day than the clock's words number ("Day 6" by "Day 1, the day of
 * receipt"), or where there are none: it then stands at its own place, else at its step's.
 *
 * @example clockInWordsOf(policy, limit)?.cite
 */
export function clockInWordsOf(policy: Pick<Policy, 'clocks'>, { asWritten, clock, amount, doubt }: Limit): Clock | null {
  const found = policy.clocks.find(({ id }) => id === clock);
  const words = [asWritten, ...(doubt?.readings.map(({ changes }) => changes.asWritten ?? null) ?? [])].filter((one) => one !== null);
  if (found === undefined || found.asWritten === null || words.some((one) => one !== found.asWritten)) return null;
  return words.length === 0 && [amount, ...(doubt?.readings.map(({ changes }) => changes.amount ?? null) ?? [])].some(isLaterDay) ? null : found;
}

/** What words there are for the first of numbered days, a later day or a window of them has no part in. */
const isLaterDay = (amount: Limit['amount']): boolean => amount?.kind === 'numbered' && (amount.first !== amount.last || (amount.last ?? 0) > 1);

/**
 * Where a limit stands: at its own place, else where its clock's words stand that are its own too, else at its step's.
 *
 * @example limitPlaces(policy, limit, step)[0]?.at // 'Day 1, paragraph 1'
 */
export function limitPlaces(policy: Pick<Policy, 'clocks'>, limit: Limit, step: Pick<Step, 'cite'>): Place[] {
  return [limit.cite, clockInWordsOf(policy, limit)?.cite ?? [], step.cite].find((places) => places.length > 0) ?? [];
}

const leftToItsClock = ({ ownKeys }: Limit): (keyof Counting)[] => COUNTING.filter((key) => !ownKeys.includes(key));

/** In which of its keys a clock is in doubt, worked out once: every date asks for it. */
function inDoubt(doubt: Doubt<Clock>): readonly (keyof Counting)[] {
  const found = keysInDoubt.get(doubt);
  if (found) return found;
  const keys = COUNTING.filter((key) => differIn(doubt, key));
  keysInDoubt.set(doubt, keys);
  return keys;
}

const keysInDoubt = new WeakMap<Doubt<Clock>, readonly (keyof Counting)[]>();

/** Where the clock's readings agree in all that is asked of it, no reading is taken. */
function clockAsRead(clock: Clock, keys: readonly (keyof Counting)[], assignment: Assignment): Clock {
  const { doubt } = clock;
  if (doubt === null || inDoubt(doubt).some((key) => keys.includes(key))) return assignment.read(clock, keys);
  return thingAsRead(clock, doubt.readings[0]!);
}

/** What has been made of two things, by the one and then the other. What is read alike is then one object, and is compared quickly. */
type Made<T> = WeakMap<object, WeakMap<object, T>>;

function once<T>(made: Made<T>, one: object, other: object, make: () => T): T {
  let ofOne = made.get(one);
  if (!ofOne) made.set(one, ofOne = new WeakMap());
  let found = ofOne.get(other);
  if (found === undefined) ofOne.set(other, found = make());
  return found;
}

const things: Made<unknown> = new WeakMap();
const limits: Made<Limit> = new WeakMap();
const byItsClock: Made<Limit> = new WeakMap();

const thingAsRead = <T extends Doubtful<T>>(thing: T, reading: Reading<T>): T =>
  once(things as Made<T>, thing, reading, () => ({ ...thing, ...reading.changes, doubt: null }));

const NO_READING = { changes: {} };

const ownAsRead = (limit: Limit, reading: Reading<Limit> | null): Limit => {
  const { changes } = reading ?? NO_READING;
  return once(limits, limit, reading ?? NO_READING, () => laidOver(limit, changes));
};

/** What a reading gives is the limit's own from then on, and no clock moves it. */
function laidOver(limit: Limit, changes: Partial<Limit>): Limit {
  return { ...limit, ...changes, ownKeys: COUNTING.filter((key) => limit.ownKeys.includes(key) || key in changes), doubt: null };
}
