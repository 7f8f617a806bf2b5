/** Dates as precise as a document gives them: 2022, 2022-06 or 2022-06-17. */
import type { IsoDate } from './model.ts';

/** How such a date is written, whether or not its day exists. */
export const PARTIAL_DATE = /^[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * Whether a text is a year, a month or a day that exists.
 *
 * @example isPartialDate('2023-02-29') // false
 */
export function isPartialDate(written: string): boolean {
  return PARTIAL_DATE.test(written) && (written.length < 10 || Number(written.slice(8)) <= daysIn(written));
}

/**
 * The first day of a date; null of words, such as "12 months after issue".
 *
 * @example firstDayOf('2023-06') // '2023-06-01'
 */
export function firstDayOf(date: string): IsoDate | null {
  return isPartialDate(date) ? `${date}${'-01-01'.slice(date.length - 4)}` : null;
}

/**
 * The last day of a date; null of words.
 *
 * @example lastDayOf('2023-06') // '2023-06-30'
 */
export function lastDayOf(date: string): IsoDate | null {
  if (!isPartialDate(date)) return null;
  if (date.length === 10) return date;
  const month = date.length === 4 ? `${date}-12` : date;
  return `${month}-${daysIn(month)}`;
}

/**
 * Whether all of a date has passed by a day: a month or a year when its last day has. Words never have.
 *
 * @example hasPassed('2023-06', '2023-06-30') // false
 */
export function hasPassed(date: string, asAt: IsoDate): boolean {
  const last = lastDayOf(date);
  return last !== null && last < asAt;
}

function daysIn(date: string): number {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
