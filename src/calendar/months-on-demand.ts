/**
 * Months for a browser: counted by its own `Temporal` where it has one, and else by luxon, which is fetched by the first
 * case that has a limit in months, and by no other. The build of the pages puts this in the place of `months.ts`;
 * everywhere else that one is used as it is.
 */

import { movedByMonths, type IsoDate } from './iso-date.ts';

/** Thrown by a count in months before what counts them has been fetched: fetch it and count again. */
export class MonthsNotFetched extends Error {
  override readonly name = 'MonthsNotFetched';
}

let luxonMonths: typeof import('./months.ts') | null = null;

/**
 * What `addMonths` of `months.ts` gives, once something can count months here.
 *
 * @throws MonthsNotFetched before then, and what that `addMonths` throws.
 * @example await fetchMonths(); addMonths('2026-08-31', 6) // '2027-02-28'
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  if (luxonMonths !== null) return luxonMonths.addMonths(date, months);
  if (!hasTemporal()) throw new MonthsNotFetched();
  return movedByMonths(date, months, () => Temporal.PlainDate.from(date).add({ months }).toString());
}

/** Fetches what counts in months, where the browser cannot do it by itself. */
export async function fetchMonths(): Promise<void> {
  if (!hasTemporal()) luxonMonths ??= await import('./months.ts');
}

function hasTemporal(): boolean {
  return typeof Temporal === 'object';
}
