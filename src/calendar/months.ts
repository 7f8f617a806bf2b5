/**
 * Months, apart from the other dates because they bring luxon: a form that only reads a date does without it.
 */

import { DateTime } from 'luxon';
import { dayNumber, parseIsoDate, type IsoDate } from './iso-date.ts';

/**
 * The same day of the month `months` later (earlier where negative), or the last day of a month that is too short.
 *
 * @throws RangeError if the date does not exist, `months` is not whole, or the answer leaves the years 0001 to 9999.
 * @example addMonths('2026-08-31', 6) // '2027-02-28'
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  dayNumber(date);
  if (!Number.isInteger(months)) throw new RangeError(`Not a whole number of months: ${months}`);
  const end = parseIsoDate(DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toISODate() ?? '');
  if (end === null) throw new RangeError(`${months} months from ${date} leaves the years 0001 to 9999`);
  return end;
}
