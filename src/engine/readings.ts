/**
 * Assignments: one reading for each doubt that something rests on.
 *
 * Work that may meet a doubt is given an `Assignment` and asks it for the thing as read. `underEachAssignment` runs the
 * work once for every combination of the readings it met, and only of those: a date that rests on no doubt has one
 * assignment, the empty one.
 */
import type { Counting, Doubt, Id, Limit, Policy, Reading } from '../policy/model.ts';

/** A thing that may carry a doubt about itself. */
export interface Doubtful<T> { doubt: Doubt<T> | null }

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
export function underEachAssignment<T>(chosen: Record<string, Id>, work: (assignment: Assignment) => T): UnderAssignment<T>[] {
  const results: UnderAssignment<T>[] = [];
  const open: Record<string, Id>[] = [{}];
  for (let fixed = open.shift(); fixed; fixed = open.shift()) {
    const assignment = new Assignment(chosen, fixed);
    const result = work(assignment);
    open.unshift(...assignment.alternatives);
    results.push({ under: assignment.under, taken: assignment.taken, refutedBy: assignment.refutedBy, result });
  }
  return results;
}

export class Assignment {
  readonly under: Record<string, Id> = {};
  readonly taken: Reading<unknown>[] = [];
  /** Assignments still to be run: each differs from this one in the last doubt it names. */
  readonly alternatives: Record<string, Id>[] = [];
  refutedBy: string | null = null;
  private readonly chosen: Record<string, Id>;
  private readonly fixed: Record<string, Id>;

  constructor(chosen: Record<string, Id>, fixed: Record<string, Id>) {
    this.chosen = chosen;
    this.fixed = fixed;
  }

  /**
   * The thing as read under this assignment. A doubt that touches none of `keys` is left alone.
   * @param keys the keys that matter to the caller
   */
  read<T extends Doubtful<T>>(thing: T, keys: readonly (keyof T)[]): T {
    const reading = this.readingOf(thing, keys);
    return reading ? { ...thing, ...reading.changes, doubt: null } : thing;
  }

  /** The reading taken of a thing's doubt; null where it is in no doubt that touches `keys`. */
  readingOf<T extends Doubtful<T>>(thing: T, keys: readonly (keyof T)[]): Reading<T> | null {
    const doubt = thing.doubt;
    if (!doubt || !doubt.readings.some((reading) => keys.some((key) => key in reading.changes))) return null;
    return this.take(doubt);
  }

  private take<T>(doubt: Doubt<T>): Reading<T> {
    const { address, readings } = doubt;
    const settled = this.under[address] ?? this.fixed[address] ?? this.chosen[address];
    const reading = readings.find(({ id }) => id === settled) ?? readings[0]!;
    if (address in this.under) return reading;
    if (!(address in this.fixed) && !(address in this.chosen)) {
      for (const other of readings.slice(1)) this.alternatives.push({ ...this.fixed, ...this.under, [address]: other.id });
    }
    this.under[address] = reading.id;
    this.taken.push(reading as Reading<unknown>);
    if (reading.refutedBy !== null && !(address in this.chosen)) this.refutedBy ??= reading.refutedBy;
    return reading;
  }
}

const COUNTING = ['from', 'unit', 'dayOne', 'nonWorkingStart'] as const;
const LIMIT_KEYS = [...COUNTING, 'amount', 'clock', 'ownKeys', 'when', 'inForce'] as const;

/**
 * A limit as read under an assignment: its clock's counting, as the clock is read; over it the keys the limit gives
 * itself; over those the keys of the limit's own reading.
 */
export function limitAsRead(policy: Policy, limit: Limit, assignment: Assignment): Limit {
  const read = limit.doubt === null ? limit : { ...limit, ...assignment.readingOf(limit, LIMIT_KEYS)?.changes, doubt: null };
  const clock = read.clock === null ? undefined : policy.clocks.find(({ id }) => id === read.clock);
  if (!clock) return read;
  const counted = assignment.read(clock, COUNTING);
  const from = <K extends keyof Counting>(key: K): Counting[K] => (read.ownKeys.includes(key) ? read : counted)[key];
  return { ...read, from: from('from'), unit: from('unit'), dayOne: from('dayOne'), nonWorkingStart: from('nonWorkingStart') };
}
