import { expect, test } from 'vitest';
import { addMonths, fetchMonths, MonthsNotFetched } from '../../src/calendar/months-on-demand.ts';

test('months cannot be counted before they are fetched, and then end on the same day or on the last of a shorter month', async () => {
  expect(() => addMonths('2026-08-31', 6)).toThrow(MonthsNotFetched);
  await fetchMonths();
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  expect(addMonths('2026-04-30', 6)).toBe('2026-10-30');
});
