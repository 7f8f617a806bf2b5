/**
 * Months, apart from the other dates because they bring luxon: a form that only reads a date does without it.
 */

import { DateTime } from 'luxon';
import { movedByMonths, type IsoDate } from './iso-date.ts';

/**
 * The same day of the month `months` later (earlier where negative), or the last day of a month that is too short.
 *
 * @throws RangeError if the date does not exist, `months` is not whole, or the answer leaves the years 0001 to 9999.
 * @example addMonths('2026-08-31', 6) // '2027-02-28'
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return movedByMonths(date, months, () => DateTime.fromISO(date, { zone: 'utc' }).plus({ months }).toISODate());
}
