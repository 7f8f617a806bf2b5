/** Where a limit ends: the one place in which an amount, a start and a way of counting become days. */
import type { CountResult, WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Amount, IsoDate, Limit } from '../policy/model.ts';
import type { Conventions, Window } from './types.ts';

/** Which end of the days that a limit allows. */
export type LimitEnd = 'earliest' | 'latest';

/** Both ends, each with the days counted to reach it or why it has none; a null end is open. */
export type LimitEnds = Record<LimitEnd, CountResult | null>;

/** An amount that gives days. */
export type DatedAmount = Exclude<Amount, { kind: 'none' | 'unquantified' }>;

/** What of a limit, as read, its days rest on. */
type CountedLimit = Pick<Limit, 'amount' | 'unit' | 'dayOne' | 'nonWorkingStart'>;

/** The days of limits by one calendar and one set of conventions. What was counted once is remembered. */
export class LimitDays {
  private readonly calendar: WorkingDayCalendar;
  private readonly conventions: Conventions;
  private readonly counts = new Map<string, CountResult>();

  /** @param conventions how to count where a limit does not say */
  constructor(calendar: WorkingDayCalendar, conventions: Conventions) {
    this.calendar = calendar;
    this.conventions = conventions;
  }

  /**
   * Both ends of the days that a limit allows from one start. Whether it is in force then is not asked.
   *
   * @param limit as read: its clock's counting is its own
   * @returns null where it gives no days: no amount, no limit, or "promptly"; an end that needs a working day outside the
   *   table is a `CountError`
   * @example new LimitDays(englandAndWales, DEFAULT_CONVENTIONS).ends(limit, '2026-03-27')?.latest // { end: '2026-04-07', counted: […], skipped: […] }, of "within 5 working days"
   */
  ends(limit: CountedLimit, start: IsoDate): LimitEnds | null {
    const { amount } = limit;
    if (amount === null || amount.kind === 'none' || amount.kind === 'unquantified') return null;
    return { earliest: this.endOf(limit, amount, start, 'earliest'), latest: this.endOf(limit, amount, start, 'latest') };
  }

  /**
   * One end of the days that a limit allows from one start.
   *
   * @returns null where that end is open or the limit gives no days; else as `ends` has it
   * @example new LimitDays(englandAndWales, DEFAULT_CONVENTIONS).end(limit, '2026-03-27', 'latest')
   */
  end(limit: CountedLimit, start: IsoDate, end: LimitEnd): CountResult | null {
    const { amount } = limit;
    return amount === null || amount.kind === 'none' || amount.kind === 'unquantified' ? null : this.endOf(limit, amount, start, end);
  }

  /**
   * The days that a limit allows from one start, without the count that led to them.
   *
   * @returns null where it gives no days; `beyond-calendar` where either end cannot be counted
   * @example new LimitDays(englandAndWales, DEFAULT_CONVENTIONS).window(limit, '2026-03-27') // { earliest: '2026-03-27', latest: '2026-04-07' }
   */
  window(limit: CountedLimit, start: IsoDate): Window | 'beyond-calendar' | null {
    const ends = this.ends(limit, start);
    if (ends === null) return null;
    const [earliest, latest] = [ends.earliest, ends.latest];
    if ((earliest !== null && 'error' in earliest) || (latest !== null && 'error' in latest)) return 'beyond-calendar';
    return { earliest: earliest?.end ?? null, latest: latest?.end ?? null };
  }

  private endOf(limit: CountedLimit, amount: DatedAmount, start: IsoDate, end: LimitEnd): CountResult | null {
    if (amount.kind === 'numbered') return this.numbered(limit, start, end === 'earliest' ? amount.first : amount.last);
    const isBack = amount.way === 'before';
    const isNear = (end === 'earliest') !== isBack;
    const units = isNear ? amount.min : amount.max;
    if (units === null) return null;
    // A window that opens at once opens on the start itself, whatever day that is; one exact day is no window.
    if (isNear && units === 0 && amount.written !== 'exactly') return { end: start, counted: [], skipped: [] };
    return this.counted(limit, start, isBack ? -units : units);
  }

  private counted(limit: CountedLimit, start: IsoDate, days: number): CountResult {
    const unit = limit.unit ?? 'calendar-day';
    const dayOne = limit.dayOne ?? this.conventions.dayOne;
    const nonWorkingStart = limit.nonWorkingStart ?? this.conventions.nonWorkingStart;
    return this.once(`${start} ${days} ${unit} ${dayOne} ${nonWorkingStart}`, () => this.calendar.count({ start, days, unit, dayOne, nonWorkingStart }));
  }

  private numbered(limit: CountedLimit, start: IsoDate, day: number | null): CountResult | null {
    if (day === null) return null;
    const unit = limit.unit === 'working-day' ? 'working-day' : 'calendar-day';
    const dayOne = limit.dayOne ?? 'trigger-day';
    // A document that says when a receipt counts moves its own Day 0 and Day 1; the assumption moves neither.
    const isDeemed = unit === 'working-day' && limit.nonWorkingStart === 'deemed-next';
    return this.once(`${start} Day ${day} ${unit} ${dayOne} ${isDeemed}`, () => {
      const received = isDeemed ? this.calendar.count({ start, days: 0, unit, nonWorkingStart: 'deemed-next' }) : { end: start };
      return 'error' in received ? received : this.calendar.numberedDay({ start: received.end, day, unit, dayOne });
    });
  }

  /** The same count is met under many readings. */
  private once(key: string, count: () => CountResult): CountResult {
    const found = this.counts.get(key);
    if (found) return found;
    const result = count();
    this.counts.set(key, result);
    return result;
  }
}

/** No end on either side. */
export const OPEN_ENDS: LimitEnds = { earliest: null, latest: null };

/** The date of an end; null where it is open or cannot be told. */
export const dateOfEnd = (end: LimitEnds[LimitEnd]): IsoDate | null => (end !== null && 'end' in end ? end.end : null);

/**
 * The end that a projected limit is about: of "within 2 days" the second day, of "day 7 to 13" the seventh.
 * The first day of a limit that only ends is its start, and says nothing about when it is due.
 */
export function endThatMatters(amount: DatedAmount, near: LimitEnds, backwards: boolean): LimitEnds[LimitEnd] {
  if (backwards) return near.latest ?? near.earliest;
  const opensLater = amount.kind === 'numbered' ? amount.first !== null : amount.min !== null && amount.min > 0;
  return opensLater || near.latest === null ? near.earliest : near.latest;
}

/** Whether an amount counts forward from its start, and its days begin there. */
export function opensAtOnce(amount: Limit['amount']): boolean {
  return amount?.kind === 'numbered' ? amount.first === null : amount?.kind === 'span' && amount.way === 'after' && (amount.min ?? 0) === 0 && amount.max !== 0;
}
