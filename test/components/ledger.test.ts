import { describe, expect, test } from 'vitest';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { ledger } from '../../src/components/draw/ledger.ts';
import { markup } from '../../src/components/draw/node.ts';

/** The rows of a ledger as words, a cell each. */
function rowsOf(start: string, days: number, startName = 'referral'): string[][] {
  const count = englandAndWales.count({ start, days, unit: 'working-day' });
  if ('error' in count) throw new Error(count.reason);
  const html = markup(ledger({ start, startName, counted: count.counted, skipped: count.skipped, end: count.end }));
  const body = html.slice(html.indexOf('<tbody>'));
  return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell!.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()));
}

describe('a ledger', () => {
  test('has a week a row, Monday first, with each day counted by its number and each day skipped by its name', () => {
    expect(rowsOf('2026-04-01', 3)).toEqual([
      ['30 Mar', '31', '1 Apr referral', '2 counted 1', '3 Good Friday', '4 skipped', '5 skipped'],
      ['6 Apr Easter Monday', '7 counted 2', '8 counted 3', '9', '10', '11', '12'],
    ]);
  });

  test('begins with the week of a start on a Sunday', () => {
    const [first, second] = rowsOf('2026-03-29', 1);
    expect(first!.at(-1)).toBe('29 Mar referral');
    expect(second![0]).toBe('30 Mar counted 1');
  });

  test('folds the middle of a count over more than eight weeks, and says what is in the fold', () => {
    const rows = rowsOf('2026-03-02', 60);
    expect(rows.length).toBe(7);
    expect(rows[3]).toEqual([expect.stringMatching(/^Mon 23 March to Sun 10 May: days 15 to 46, weekends skipped, and Good Friday \(Fri 3 April\), Easter Monday \(Mon 6 April\) and Early May bank holiday \(Mon 4 May\)$/)]);
  });
});
