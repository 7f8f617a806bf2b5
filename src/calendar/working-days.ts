/**
 * Working days: Monday to Friday, except the bank holidays of the calendar.
 *
 * Every answer comes from a table of the days from the calendar's first to its last. Nothing outside it is guessed:
 * a weekday there may be a bank holiday that nobody has proclaimed yet, so a count that needs one has no date.
 * Saturdays and Sundays are known for ever.
 */

import table from './bank-holidays.json' with { type: 'json' };
import {
  addCalendarDays, dayNumber, formatDate, fromDayNumber, NOT_A_DATE, readDayNumber, weekdayOfDayNumber, type IsoDate,
} from './iso-date.ts';
import { addMonths } from './months.ts';

/** What is counted. */
type Unit = 'working-day' | 'calendar-day' | 'hour' | 'month';
/** Whether the day after the start is day 1, or the start itself. */
type DayOne = 'day-after' | 'trigger-day';
/** Whether a start on a non-working day stands as it is, or is taken to be the next working day. */
type NonWorkingStart = 'stands' | 'deemed-next';

export interface BankHoliday { date: IsoDate; title: string; notes?: string | undefined }

export interface CountRequest {
  start: IsoDate;
  /** A whole number of units; 0 is the start itself, a negative number counts back. */
  days: number;
  unit: Unit;
  /** Absent: `day-after`. */
  dayOne?: DayOne | undefined;
  /** Absent: `stands`. Only working days heed it. */
  nonWorkingStart?: NonWorkingStart | undefined;
}

interface NumberedDayRequest {
  start: IsoDate;
  /** The number the document gives the day: 6 for "Day 6". */
  day: number;
  unit: Unit;
  /** `trigger-day`: the start is Day 1. `day-after`: the start is Day 0. */
  dayOne: DayOne;
}

interface SkippedDay { date: IsoDate; reason: string }

/** The end of a count and the days that lead to it; both lists run in the direction of the count. */
export interface Counted { end: IsoDate; counted: IsoDate[]; skipped: SkippedDay[] }

/** Why a count has no date, as a sentence in `reason`. */
export interface CountError { error: 'beyond-calendar' | 'bad-request'; reason: string }

/** What a count gives: its end and its days, or why it has none. */
export type CountResult = Counted | CountError;

export interface WorkingDayCalendar {
  /** The first day whose bank holidays are known. */
  readonly from: IsoDate;
  /** The last day whose bank holidays are known. */
  readonly to: IsoDate;

  /**
   * Whether people are at work that day; null for a weekday outside the table, which is not known.
   *
   * @throws RangeError if it is not a date that exists.
   * @example englandAndWales.isWorkingDay('2020-05-04') // true: the holiday was moved to Friday 8 May
   */
  isWorkingDay(date: IsoDate): boolean | null;

  /**
   * The bank holiday's name; null on any other day, and outside the table.
   *
   * @throws RangeError if it is not a date that exists.
   * @example englandAndWales.holidayName('2026-04-03') // 'Good Friday'
   */
  holidayName(date: IsoDate): string | null;

  /**
   * The working day `n` working days after the start, or before it where `n` is negative; 0 gives the start itself.
   * The day after the start is day 1, and a start on a non-working day stands. Null where a day outside the table
   * would be needed.
   *
   * @throws RangeError if the start is not a date that exists or `n` is not whole.
   * @example englandAndWales.addWorkingDays('2026-03-27', 5) // '2026-04-07'
   */
  addWorkingDays(start: IsoDate, n: number): IsoDate | null;

  /**
   * The day itself if it is a working day, else the last working day before it; null where the table does not say.
   *
   * @throws RangeError if it is not a date that exists.
   * @example englandAndWales.lastWorkingDayOnOrBefore('2026-04-18') // '2026-04-17'
   */
  lastWorkingDayOnOrBefore(date: IsoDate): IsoDate | null;

  /**
   * The day itself if it is a working day, else the first working day after it; null where the table does not say.
   *
   * @throws RangeError if it is not a date that exists.
   * @example englandAndWales.firstWorkingDayOnOrAfter('2026-04-03') // '2026-04-07'
   */
  firstWorkingDayOnOrAfter(date: IsoDate): IsoDate | null;

  /**
   * How many working days lie after `a`, up to and including `b`. If `b` is before `a`, it is minus the number before
   * `a`, down to and including `b`; so it undoes `addWorkingDays` both ways. Null past the table.
   *
   * @throws RangeError if either is not a date that exists.
   * @example englandAndWales.workingDaysFrom('2026-03-27', '2026-04-07') // 5
   */
  workingDaysFrom(a: IsoDate, b: IsoDate): number | null;

  /**
   * Counts from a start, and lists each day counted and each day skipped with the reason.
   *
   * Working days: the day after the start is day 1 and a start on a non-working day stands, unless `dayOne` makes the
   * start day 1 or `nonWorkingStart` moves it to the next working day first. Counting back mirrors this, except that
   * a start deemed to be the next working day is that day in either direction. 0 is the start, as deemed.
   *
   * `counted` and `skipped` together hold every day after the start up to the end (with `trigger-day`, from the start);
   * counting back, every day before the start down to the end, and the lists descend. Back from a deemed start they
   * begin at the deemed day and also hold the days between it and the start.
   *
   * Calendar days, hours and months need no table and take the start as it stands. Without a clock time, 24 hours is
   * the next calendar day and part of a day is a whole one. Months end on the same day of the month, or on the last
   * day of a shorter one, and list no days. `dayOne` means nothing to hours and months.
   *
   * Gives `beyond-calendar` where a working day outside the table would be needed and `bad-request` for a date that
   * does not exist, a count that is not whole, or an unknown word.
   *
   * @example
   * englandAndWales.count({ start: '2026-04-02', days: 1, unit: 'working-day' })
   * // { end: '2026-04-07', counted: ['2026-04-07'], skipped: [{ date: '2026-04-03', reason: 'Good Friday' }, …] }
   */
  count(request: CountRequest): CountResult;

  /**
   * The date of "Day n" in a document's own numbering, and the numbered days up to it.
   *
   * With `trigger-day` the start is Day 1, or the next working day is if the start is not one, and there is no Day 0.
   * With `day-after` the start is Day 0 whatever day it is, and Day 1 is the next day of the unit. Errors as `count`.
   *
   * @example englandAndWales.numberedDay({ start: '2026-04-01', day: 6, unit: 'working-day', dayOne: 'trigger-day' })
   * // { end: '2026-04-10', counted: ['2026-04-01', '2026-04-02', '2026-04-07', …], skipped: […] }
   */
  numberedDay(request: NumberedDayRequest): CountResult;
}

/** Why the day a start is deemed received is not itself counted, where the day after is day 1. */
export const DEEMED_RECEIVED = 'The day the start is deemed received';

/** More than this in one count is a slip of the keyboard, and its list of days would fill the memory. */
const MOST_UNITS = 100_000;
const HOURS_IN_A_DAY = 24;

const UNITS: readonly string[] = ['working-day', 'calendar-day', 'hour', 'month'];
const DAY_ONES: readonly string[] = ['day-after', 'trigger-day'];
const NON_WORKING_STARTS: readonly string[] = ['stands', 'deemed-next'];

/**
 * A calendar of working days over the days from `from` to `to`, for which `holidays` is the whole list.
 *
 * @throws RangeError if a date does not exist, the days run backwards, or a holiday is outside them or given twice.
 * @example createWorkingDayCalendar({ holidays: [], from: '2026-01-01', to: '2026-12-31' })
 */
export function createWorkingDayCalendar(days: {
  holidays: readonly BankHoliday[];
  from: IsoDate;
  to: IsoDate;
}): WorkingDayCalendar {
  const { from, to } = days;
  const firstDay = dayNumber(from);
  const lastDay = dayNumber(to);
  if (firstDay > lastDay) throw new RangeError(`The calendar would end (${to}) before it begins (${from})`);
  const nameOf = holidayNames(days.holidays, firstDay, lastDay);

  // Rank and select: `before[i]` working days precede the table's day i, and the k-th working day is `dates[k]`.
  const size = lastDay - firstDay + 1;
  const before = new Int32Array(size + 1);
  const dates: IsoDate[] = [];
  const everyDate: IsoDate[] = [];
  for (let index = 0; index < size; index += 1) {
    before[index] = dates.length;
    const day = firstDay + index;
    const date = fromDayNumber(day);
    everyDate.push(date);
    if (!isWeekend(day) && !nameOf.has(day)) dates.push(date);
  }
  before[size] = dates.length;

  // Weekends beyond either end are known too, so the table reaches to the first weekday that is not.
  const unknownBefore = nearestWeekday(firstDay - 1, -1);
  const unknownAfter = nearestWeekday(lastDay + 1, 1);

  /** How many of the table's working days are on or before the day; null where that is not known. */
  function rank(day: number): number | null {
    if (day < unknownBefore || day >= unknownAfter) return null;
    return before[Math.min(Math.max(day - firstDay + 1, 0), size)] ?? null;
  }

  function dateOf(day: number): IsoDate {
    return everyDate[day - firstDay] ?? fromDayNumber(day);
  }

  function isWorking(day: number): boolean | null {
    if (isWeekend(day)) return false;
    if (day < firstDay || day > lastDay) return null;
    return !nameOf.has(day);
  }

  function addWorkingDays(start: IsoDate, n: number): IsoDate | null {
    const day = readDayNumber(start);
    if (day === NOT_A_DATE) dayNumber(start);
    if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of working days: ${n}`);
    if (n === 0) return start;
    const passed = rank(n > 0 ? day : day - 1);
    if (passed === null) return null;
    const place = n > 0 ? passed + n - 1 : passed + n;
    return place >= 0 && place < dates.length ? (dates[place] ?? null) : null;
  }

  function lastWorkingDayOnOrBefore(date: IsoDate): IsoDate | null {
    const passed = rank(dayNumber(date));
    return passed === null ? null : (dates[passed - 1] ?? null);
  }

  function firstWorkingDayOnOrAfter(date: IsoDate): IsoDate | null {
    const passed = rank(dayNumber(date) - 1);
    return passed === null ? null : (dates[passed] ?? null);
  }

  function workingDaysFrom(a: IsoDate, b: IsoDate): number | null {
    const [first, last] = [dayNumber(a), dayNumber(b)];
    if (first === last) return 0;
    const passed = rank(last > first ? first : first - 1);
    const reached = rank(last > first ? last : last - 1);
    return passed === null || reached === null ? null : reached - passed;
  }

  function count(request: CountRequest): CountResult {
    const fault = faultOf(request);
    if (fault !== null) return { error: 'bad-request', reason: fault };
    const { start, days: units, unit, dayOne = 'day-after', nonWorkingStart = 'stands' } = request;
    try {
      if (unit === 'working-day') return countWorkingDays(dayNumber(start), units, dayOne, nonWorkingStart);
      if (unit === 'month') return { end: addMonths(start, units), counted: [], skipped: [] };
      if (unit === 'hour') return countCalendarDays(start, wholeDays(units), 'day-after');
      return countCalendarDays(start, units, dayOne);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { error: 'bad-request', reason: 'The count leaves the years 0001 to 9999.' };
    }
  }

  function countWorkingDays(
    start: number, units: number, dayOne: DayOne, nonWorkingStart: NonWorkingStart,
  ): CountResult {
    const deemed = nonWorkingStart === 'deemed-next' ? firstWorkingFrom(start) : { day: start };
    if ('error' in deemed) return deemed;
    const moved = deemed.day !== start;
    const startIsDayOne = dayOne === 'trigger-day' && units !== 0;
    const step = units < 0 ? -1 : 1;
    const wanted = Math.abs(units);

    let first = startIsDayOne ? start : start + step;
    // The days between a start and the day it is deemed to be belong to the count, however soon it ends.
    let passAtLeast = first - step;
    if (moved && units >= 0) passAtLeast = deemed.day;
    if (moved && units < 0) [first, passAtLeast] = [deemed.day, start];

    const counted: IsoDate[] = [];
    const skipped: SkippedDay[] = [];
    for (let day = first; counted.length < wanted || (passAtLeast - day) * step >= 0; day += step) {
      const working = isWorking(day);
      if (working === null) return beyond(day);
      const date = dateOf(day);
      if (!working) skipped.push({ date, reason: whyNotWorking(day) });
      else if (moved && day === deemed.day && !startIsDayOne) skipped.push({ date, reason: DEEMED_RECEIVED });
      else counted.push(date);
    }
    return { end: counted.at(-1) ?? dateOf(deemed.day), counted, skipped };
  }

  function numberedDay(request: NumberedDayRequest): CountResult {
    const { start, day, unit, dayOne } = request;
    if (unit !== 'working-day' && unit !== 'calendar-day') {
      return { error: 'bad-request', reason: 'A numbered day is a working day or a calendar day.' };
    }
    if (day < 0) return { error: 'bad-request', reason: `There is no Day ${day}.` };
    if (day === 0 && dayOne === 'trigger-day') {
      return { error: 'bad-request', reason: 'There is no Day 0 where the start is Day 1.' };
    }
    return count({ start, days: day, unit, dayOne, nonWorkingStart: 'stands' });
  }

  function firstWorkingFrom(day: number): { day: number } | CountError {
    let next = day;
    while (isWorking(next) === false) next += 1;
    return isWorking(next) === null ? beyond(next) : { day: next };
  }

  function whyNotWorking(day: number): string {
    const weekday = weekdayOfDayNumber(day);
    if (weekday === 6) return 'Saturday';
    if (weekday === 7) return 'Sunday';
    return nameOf.get(day) ?? '';
  }

  function beyond(day: number): CountError {
    const needed = formatDate(fromDayNumber(day));
    return {
      error: 'beyond-calendar',
      reason: `Bank holidays are known from ${formatDate(from)} to ${formatDate(to)}, so it is not known whether `
        + `${needed} is a working day.`,
    };
  }

  return {
    from,
    to,
    isWorkingDay: (date) => isWorking(dayNumber(date)),
    holidayName: (date) => nameOf.get(dayNumber(date)) ?? null,
    addWorkingDays,
    lastWorkingDayOnOrBefore,
    firstWorkingDayOnOrAfter,
    workingDaysFrom,
    count,
    numberedDay,
  };
}

/**
 * The working days of England and Wales, from the list of bank holidays in `bank-holidays.json`, which says where the
 * list comes from and which days it covers.
 *
 * @example englandAndWales.to // '2028-12-31'
 */
export const englandAndWales: WorkingDayCalendar = createWorkingDayCalendar(table);

function holidayNames(holidays: readonly BankHoliday[], firstDay: number, lastDay: number): Map<number, string> {
  const names = new Map<number, string>();
  for (const { date, title } of holidays) {
    const day = dayNumber(date);
    if (day < firstDay || day > lastDay) throw new RangeError(`${title}, ${date}, is outside the calendar`);
    if (names.has(day)) throw new RangeError(`${title}, ${date}, is in the list of holidays twice`);
    names.set(day, title);
  }
  return names;
}

function isWeekend(day: number): boolean {
  return weekdayOfDayNumber(day) >= 6;
}

function nearestWeekday(day: number, step: 1 | -1): number {
  let near = day;
  while (isWeekend(near)) near += step;
  return near;
}

function wholeDays(hours: number): number {
  return Math.sign(hours) * Math.ceil(Math.abs(hours) / HOURS_IN_A_DAY);
}

function countCalendarDays(start: IsoDate, units: number, dayOne: DayOne): Counted {
  const step = units < 0 ? -1 : 1;
  const first = dayOne === 'trigger-day' ? 0 : step;
  const counted = Array.from({ length: Math.abs(units) }, (_, index) => addCalendarDays(start, first + index * step));
  return { end: counted.at(-1) ?? start, counted, skipped: [] };
}

/** Requests also come from outside, as lines of JSON, so nothing about them is taken on trust. */
function faultOf(request: CountRequest): string | null {
  if (typeof request !== 'object' || request === null) return 'A count is an object with a start, days and a unit.';
  const { start, days, unit, dayOne, nonWorkingStart } = request;
  if (readDayNumber(start) === NOT_A_DATE) return 'The start is not a date that exists, written YYYY-MM-DD.';
  if (!Number.isInteger(days)) return 'The number to count (`days`) is not a whole number.';
  if (Math.abs(days) > MOST_UNITS) return `The number to count (\`days\`) is more than ${MOST_UNITS}.`;
  if (!UNITS.includes(unit)) return `The unit is not one of ${UNITS.join(', ')}.`;
  if (dayOne !== undefined && !DAY_ONES.includes(dayOne)) return `dayOne is not one of ${DAY_ONES.join(', ')}.`;
  if (nonWorkingStart !== undefined && !NON_WORKING_STARTS.includes(nonWorkingStart)) {
    return `nonWorkingStart is not one of ${NON_WORKING_STARTS.join(', ')}.`;
  }
  return null;
}
