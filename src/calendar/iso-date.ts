/**
 * Calendar dates as ISO strings, and the integer arithmetic under them.
 *
 * A date here is a day of the Gregorian calendar with no time of day and no time zone, so nothing in this file builds a
 * `Date`, except to ask what day it is in London. The years are 0001 to 9999.
 */

/** A calendar date, `2026-03-27`. */
export type IsoDate = string;

/** Monday is 1, Sunday is 7, as ISO 8601 numbers them. */
type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** What `readDayNumber` gives for a text that is no date. A small integer, so that the fast path never meets a float. */
export const NOT_A_DATE = -0x3fffffff;

const EPOCH = 719_162;
const FIRST_DAY = -EPOCH;
const LAST_DAY = 2_932_896;
const HYPHEN = 45;
const ZERO = 48;

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;
/** The names of the months, January first. */
export const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const;
/** The names of the days of the week, Monday first. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * Reads an ISO date strictly: four figures, two, two, with hyphens, and a day that exists. Anything else is null.
 *
 * @example parseIsoDate('2028-02-29') // '2028-02-29'
 * @example parseIsoDate('2027-02-29') // null
 */
export function parseIsoDate(text: string): IsoDate | null {
  return readDayNumber(text) === NOT_A_DATE ? null : text;
}

/**
 * The day's number: 1 January 1970 is 0, and each later day is one more.
 *
 * @throws RangeError if the text is not a date that exists.
 * @example dayNumber('1970-01-02') // 1
 */
export function dayNumber(date: IsoDate): number {
  const day = readDayNumber(date);
  if (day === NOT_A_DATE) throw new RangeError(`Not a date that exists, written YYYY-MM-DD: ${String(date)}`);
  return day;
}

/**
 * The date of a day's number; undoes `dayNumber`.
 *
 * @throws RangeError if the number is not whole or falls outside the years 0001 to 9999.
 * @example fromDayNumber(0) // '1970-01-01'
 */
export function fromDayNumber(day: number): IsoDate {
  const { year, month, dayOfMonth } = splitDayNumber(day);
  return `${fourFigures(year)}-${twoFigures(month)}-${twoFigures(dayOfMonth)}`;
}

/**
 * `dayNumber` for the inner loops: gives `NOT_A_DATE` instead of throwing.
 *
 * @example readDayNumber('27 March') === NOT_A_DATE // true
 */
export function readDayNumber(text: string): number {
  if (typeof text !== 'string' || text.length !== 10) return NOT_A_DATE;
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return NOT_A_DATE;

  const y1 = text.charCodeAt(0) - ZERO;
  const y2 = text.charCodeAt(1) - ZERO;
  const y3 = text.charCodeAt(2) - ZERO;
  const y4 = text.charCodeAt(3) - ZERO;
  const m1 = text.charCodeAt(5) - ZERO;
  const m2 = text.charCodeAt(6) - ZERO;
  const d1 = text.charCodeAt(8) - ZERO;
  const d2 = text.charCodeAt(9) - ZERO;
  // One sign test for eight characters: any that is not a figure makes either itself or its complement negative.
  const belowZero = y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2;
  const aboveNine = (9 - y1) | (9 - y2) | (9 - y3) | (9 - y4) | (9 - m1) | (9 - m2) | (9 - d1) | (9 - d2);
  if ((belowZero | aboveNine) < 0) return NOT_A_DATE;

  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const dayOfMonth = d1 * 10 + d2;
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return NOT_A_DATE;
  return joinDayNumber(year, month, dayOfMonth);
}

/**
 * The date `days` calendar days later, or earlier where `days` is negative.
 *
 * @throws RangeError if the date does not exist, `days` is not whole, or the answer leaves the years 0001 to 9999.
 * @example addCalendarDays('2026-02-28', 1) // '2026-03-01'
 */
export function addCalendarDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/**
 * A move by months, by whatever library `move` asks: its answer where question and answer are dates of this calendar.
 *
 * @throws RangeError if the date does not exist, `months` is not whole, or the answer leaves the years 0001 to 9999.
 * @example movedByMonths('2026-08-31', 6, () => '2027-02-28') // '2027-02-28'
 */
export function movedByMonths(date: IsoDate, months: number, move: () => string | null): IsoDate {
  dayNumber(date);
  if (!Number.isInteger(months)) throw new RangeError(`Not a whole number of months: ${months}`);
  const end = parseIsoDate(move() ?? '');
  if (end === null) throw new RangeError(`${months} months from ${date} leaves the years 0001 to 9999`);
  return end;
}

/**
 * How many calendar days `to` is after `from`: 0 on the same day, negative if `to` comes first.
 *
 * @throws RangeError if either is not a date that exists.
 * @example calendarDaysBetween('2026-03-27', '2026-04-01') // 5
 */
export function calendarDaysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

/**
 * The day of the week: Monday 1 to Sunday 7.
 *
 * @throws RangeError if it is not a date that exists.
 * @example weekdayOf('2026-04-17') // 5
 */
export function weekdayOf(date: IsoDate): Weekday {
  return weekdayOfDayNumber(dayNumber(date));
}

/**
 * The day of the week of a day's number: Monday 1 to Sunday 7.
 *
 * @example weekdayOfDayNumber(0) // 4, for 1 January 1970 was a Thursday
 */
export function weekdayOfDayNumber(day: number): Weekday {
  return ((((day + 3) % 7) + 7) % 7 + 1) as Weekday;
}

/**
 * A date in full, the same in every locale and time zone.
 *
 * @throws RangeError if it is not a date that exists.
 * @example formatDate('2026-04-17') // 'Friday 17 April 2026'
 */
export function formatDate(date: IsoDate): string {
  const { weekday, dayOfMonth, month, year } = named(date);
  return `${weekday} ${dayOfMonth} ${month} ${year}`;
}

/**
 * A date without its year, for places where the year is plain.
 *
 * @throws RangeError if it is not a date that exists.
 * @example formatShortDate('2026-04-07') // 'Tue 7 April'
 */
export function formatShortDate(date: IsoDate): string {
  const { weekday, dayOfMonth, month } = named(date);
  return `${weekday.slice(0, 3)} ${dayOfMonth} ${month}`;
}

/**
 * A day without month or year, for a ledger whose heading has them.
 *
 * @throws RangeError if it is not a date that exists.
 * @example formatShortDay('2026-04-07') // 'Tue 7'
 */
export function formatShortDay(date: IsoDate): string {
  const { weekday, dayOfMonth } = named(date);
  return `${weekday.slice(0, 3)} ${dayOfMonth}`;
}

/**
 * A date as precise as a document gives it, without its weekday; any other text as it is.
 *
 * @example formatPartialDate('2022-06') // 'June 2022'
 * @example formatPartialDate('12 months after issue') // '12 months after issue'
 */
export function formatPartialDate(date: string): string {
  if (parseIsoDate(date) !== null) return withoutWeekday(date);
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${name} ${year}`;
}

/**
 * The date in London at a moment: from the last Sunday of March to the last of October its day begins at 23:00 UTC.
 *
 * @throws RangeError if the moment is an invalid Date.
 * @example todayInLondon(new Date('2026-06-30T23:30:00Z')) // '2026-07-01'
 */
export function todayInLondon(now: Date): IsoDate {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London', year: 'numeric', month: 'numeric', day: 'numeric',
  }).formatToParts(now);
  const figure = (type: 'year' | 'month' | 'day'): number => Number(parts.find((part) => part.type === type)?.value);
  return `${fourFigures(figure('year'))}-${twoFigures(figure('month'))}-${twoFigures(figure('day'))}`;
}

/** What was typed into the three boxes of a date input. */
export interface DateParts { day: string; month: string; year: string }

/** What is wrong with a typed date, and the box to mark: `all` where more than one is wrong or none can be blamed. */
export interface DatePartsError { field: 'day' | 'month' | 'year' | 'all'; message: string }

/**
 * Reads the three boxes of a GOV.UK date input. All blank is no date (null), which is no error here: whether a date is
 * required is the form's business. The month may be a number, a name or its beginning ("sept"), in any case. The
 * messages follow the patterns of the GOV.UK Design System's date input.
 *
 * @param label What the date is, as a sentence begins: "Referral received".
 * @param table The first and last day for which bank holidays are known; a date outside it is then an error of its own.
 * @example readDateParts({ day: '27', month: 'Mar', year: '2026' }, 'Referral received') // { date: '2026-03-27' }
 * @example readDateParts({ day: '27', month: '3', year: '' }, 'Referral received')
 * // { error: { field: 'year', message: 'Referral received must include a year' } }
 */
export function readDateParts(
  parts: DateParts,
  label: string,
  table: { from: IsoDate; to: IsoDate } | null = null,
): { date: IsoDate | null } | { error: DatePartsError } {
  const typed = { day: parts.day.trim(), month: parts.month.trim(), year: parts.year.trim() };
  const missing = (['day', 'month', 'year'] as const).filter((field) => typed[field] === '');
  const [firstMissing] = missing;
  if (missing.length === 3) return { date: null };
  if (firstMissing !== undefined) {
    return refuse(missing.length === 1 ? firstMissing : 'all', `${label} must include a ${missing.join(' and ')}`);
  }

  const dayOfMonth = /^[0-9]{1,2}$/.test(typed.day) ? Number(typed.day) : 0;
  const month = readMonth(typed.month);
  const fourNumbers = /^[0-9]{4}$/.test(typed.year);
  const year = fourNumbers ? Number(typed.year) : 0;
  const badDay = dayOfMonth < 1 || dayOfMonth > 31;
  const badMonth = month === 0;
  if (badDay && badMonth) return refuse('all', `${label} must be a real date`);
  if (badDay) return refuse('day', `${label} must be a real date: the day must be a number from 1 to 31`);
  if (badMonth) {
    return refuse('month', `${label} must be a real date: the month must be a number from 1 to 12 or the name of a month`);
  }
  if (!fourNumbers) return refuse('year', `${label} year must include 4 numbers`);
  if (year === 0) return refuse('year', `${label} must be a real date: there is no year 0000`);

  const days = daysInMonth(year, month);
  if (dayOfMonth > days) {
    const name = month === 2 ? `February ${typed.year}` : MONTHS[month - 1];
    return refuse('all', `${label} must be a real date: ${name} has ${days} days`);
  }
  const date = fromDayNumber(joinDayNumber(year, month, dayOfMonth));
  if (table !== null && (date < table.from || date > table.to)) {
    const [from, to] = [withoutWeekday(table.from), withoutWeekday(table.to)];
    return refuse('all', `${label} must be between ${from} and ${to}, the dates whose bank holidays are known here`);
  }
  return { date };
}

function refuse(field: DatePartsError['field'], message: string): { error: DatePartsError } {
  return { error: { field, message } };
}

function readMonth(text: string): number {
  if (/^[0-9]{1,2}$/.test(text)) {
    const month = Number(text);
    return month <= 12 ? month : 0;
  }
  const name = text.toLowerCase();
  if (name.length < 3) return 0;
  return MONTHS.findIndex((month) => month.toLowerCase().startsWith(name)) + 1;
}

function named(date: IsoDate): { weekday: string; dayOfMonth: number; month: string; year: number } {
  const day = dayNumber(date);
  const { year, month, dayOfMonth } = splitDayNumber(day);
  return { weekday: WEEKDAYS[weekdayOfDayNumber(day) - 1] ?? '', dayOfMonth, month: MONTHS[month - 1] ?? '', year };
}

function withoutWeekday(date: IsoDate): string {
  const { dayOfMonth, month, year } = named(date);
  return `${dayOfMonth} ${month} ${year}`;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

function daysBeforeYear(year: number): number {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - EPOCH;
}

function joinDayNumber(year: number, month: number, dayOfMonth: number): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return daysBeforeYear(year) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + dayOfMonth - 1;
}

function splitDayNumber(day: number): { year: number; month: number; dayOfMonth: number } {
  if (!Number.isInteger(day) || day < FIRST_DAY || day > LAST_DAY) {
    throw new RangeError(`Not the number of a day in the years 0001 to 9999: ${day}`);
  }
  // By the average length of a year the guess is right, or one year short in the first days of a year; leap years
  // never run a whole day ahead of the average, so it is never one too many.
  let year = Math.floor((day + EPOCH) / 365.2425) + 1;
  if (day >= daysBeforeYear(year + 1)) year += 1;
  let rest = day - daysBeforeYear(year);
  let month = 1;
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month);
    month += 1;
  }
  return { year, month, dayOfMonth: rest + 1 };
}

function twoFigures(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

function fourFigures(value: number): string {
  return `${value}`.padStart(4, '0');
}
