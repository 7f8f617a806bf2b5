/**
 * Limits as they are compared: what a row finds of a policy, each limit under every reading, each reading with the start
 * it counts from and with the days it allows once that start has a date.
 */
import type { CountResult, WorkingDayCalendar } from '../calendar/working-days.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { isInForce } from '../engine/in-force.ts';
import { DEFAULT_CONVENTIONS } from '../engine/schedule.ts';
import type { Conventions, Window } from '../engine/types.ts';
import { limitSays, startSays } from './sameness.ts';
import type { Id, InForce, IsoDate, Limit, Place, Policy, Selector, Step } from '../policy/model.ts';
import { limitPlaces } from '../policy/readings.ts';

/** A limit under one reading of every doubt it rests on. */
export interface ReadLimit {
  under: Record<string, Id>;
  /** Why this reading; null where nothing is in doubt. */
  because: string | null;
  limit: Limit;
  /** What it counts from, as `startSays` names it; null where it counts from nothing. */
  start: string | null;
  /** What it says without words: equal exactly where the rules mean the same. */
  says: string;
  inForce: InForce | null;
}

/**
 * A limit of a row, under its readings that stand. Limits of one step that follow one another in time, each in force
 * for a period of its own, are one limit.
 */
export interface ComparedLimit { policy: Policy; step: Step; address: string; asWritten: string | null; cite: Place[]; readings: ReadLimit[] }

/**
 * The limits that a row shows of a policy.
 * @example comparedLimits(['report-to-panel'], policy)
 */
export function comparedLimits(tasks: Extract<Selector, { by: 'does' }>['tasks'], policy: Policy): ComparedLimit[] {
  const steps = policy.steps.filter(({ does }) => does.some((task) => tasks.includes(task)));
  return steps.flatMap((step) => joinedInTime(limitsOf(policy, step)))
    .filter(({ readings }) => readings.some(({ limit }) => limit.amount !== null && limit.amount.kind !== 'none'));
}

function limitsOf(policy: Policy, step: Step): ComparedLimit[] {
  return standingLimits(policy, step).map(({ limit: written, readings }) => ({
    policy, step, address: written.address, cite: limitPlaces(policy, written, step),
    asWritten: written.asWritten ?? policy.clocks.find(({ id }) => id === written.clock)?.asWritten ?? null,
    readings: readings.map(({ limit, under, taken }) => ({
      under, limit,
      because: taken.length === 0 ? null : taken.map(({ because }) => because).join(' '),
      start: limit.from && startSays(limit.from, policy),
      says: JSON.stringify(limitSays(limit, policy)),
      inForce: limit.inForce ?? step.inForce,
    })),
  }));
}

/** Limits that are each in force for a time of their own, as one. */
function joinedInTime(limits: ComparedLimit[]): ComparedLimit[] {
  const isPeriod = ({ readings }: ComparedLimit) => readings.every(({ limit }) => limit.inForce !== null);
  const [first, ...others] = limits.filter(isPeriod);
  if (!first || others.length === 0) return limits;
  const cite = [...first.cite, ...others.flatMap((one) => one.cite)];
  const joined = { ...first, cite, readings: [first, ...others].flatMap(({ readings }) => readings) };
  return [joined, ...limits.filter((one) => !isPeriod(one))];
}

/** Works out what limits allow, and remembers what it has counted. */
export class LimitDays {
  readonly conventions: Conventions;
  private readonly calendar: WorkingDayCalendar;
  private readonly counts = new Map<string, IsoDate | null>();

  constructor(calendar: WorkingDayCalendar, conventions: Conventions = DEFAULT_CONVENTIONS) {
    this.calendar = calendar;
    this.conventions = conventions;
  }

  /**
   * The days that a limit allows.
   * @param start the date of what it counts from
   * @returns null where it gives no days: no number, no limit, not in force on that day, or past the calendar
   */
  window({ limit, inForce }: Pick<ReadLimit, 'limit' | 'inForce'>, start: IsoDate): Window | 'beyond-calendar' | null {
    if (!isInForce(inForce, start)) return null;
    const { amount } = limit;
    if (amount === null || amount.kind === 'none' || amount.kind === 'unquantified') return null;
    if (amount.kind === 'numbered') return asWindow(this.numbered(limit, start, amount.first), this.numbered(limit, start, amount.last));
    const [near, far] = [amount.min, amount.max].map((number) => (number === 0 ? start : this.counted(limit, start, number, amount.way === 'before' ? -1 : 1)));
    return amount.way === 'before' ? asWindow(far, near) : asWindow(near, far);
  }

  private counted(limit: Limit, start: IsoDate, number: number | null, direction: 1 | -1): IsoDate | null | undefined {
    if (number === null) return null;
    const unit = limit.unit ?? 'calendar-day';
    const dayOne = limit.dayOne ?? this.conventions.dayOne;
    const nonWorkingStart = limit.nonWorkingStart ?? this.conventions.nonWorkingStart;
    return this.once(`${unit} ${number * direction} ${dayOne} ${nonWorkingStart} ${start}`, () =>
      this.calendar.count({ start, days: number * direction, unit, dayOne, nonWorkingStart }));
  }

  private numbered(limit: Limit, start: IsoDate, day: number | null): IsoDate | null | undefined {
    if (day === null) return null;
    const unit = limit.unit === 'working-day' ? 'working-day' : 'calendar-day';
    const dayOne = limit.dayOne ?? 'trigger-day';
    const isDeemed = unit === 'working-day' && limit.nonWorkingStart === 'deemed-next';
    const received = (isDeemed ? this.calendar.firstWorkingDayOnOrAfter(start) : null) ?? start;
    return this.once(`Day ${day} ${unit} ${dayOne} ${received}`, () => this.calendar.numberedDay({ start: received, day, unit, dayOne }));
  }

  /** Undefined: past the calendar. */
  private once(name: string, count: () => CountResult): IsoDate | undefined {
    const known = this.counts.get(name);
    if (known !== undefined) return known ?? undefined;
    const result = count();
    const end = 'end' in result ? result.end : null;
    this.counts.set(name, end);
    return end ?? undefined;
  }
}

function asWindow(earliest: IsoDate | null | undefined, latest: IsoDate | null | undefined): Window | 'beyond-calendar' {
  return earliest === undefined || latest === undefined ? 'beyond-calendar' : { earliest, latest };
}
