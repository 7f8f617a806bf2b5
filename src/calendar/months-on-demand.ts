/**
 * Months for a browser: luxon is fetched by the first case that has a limit in months, and by no other. The build of the
 * pages puts this in the place of `months.ts`; everywhere else that one is used as it is.
 */

import type { IsoDate } from './iso-date.ts';

/** Thrown by a count in months before they have been fetched: fetch them and count again. */
export class MonthsNotFetched extends Error {
  override readonly name = 'MonthsNotFetched';
}

let months: typeof import('./months.ts') | null = null;

/**
 * `addMonths` of `months.ts`, once that has been fetched.
 *
 * @throws MonthsNotFetched before then, and what `addMonths` itself throws.
 * @example await fetchMonths(); addMonths('2026-08-31', 6) // '2027-02-28'
 */
export function addMonths(date: IsoDate, count: number): IsoDate {
  if (months === null) throw new MonthsNotFetched();
  return months.addMonths(date, count);
}

/** Fetches what counts in months. */
export async function fetchMonths(): Promise<void> {
  months ??= await import('./months.ts');
}
