import { describe, expect, it } from 'vitest';
import { firstDayOf, hasPassed, isPartialDate, lastDayOf } from '../../src/policy/partial-date.ts';

describe('a date as precise as a document gives it', () => {
  it.each([
    ['2023', '2023-01-01', '2023-12-31'],
    ['2023-06', '2023-06-01', '2023-06-30'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2023-06-17', '2023-06-17', '2023-06-17'],
  ])('%s lasts from %s to %s', (date, first, last) => {
    expect(isPartialDate(date)).toBe(true);
    expect([firstDayOf(date), lastDayOf(date)]).toEqual([first, last]);
  });

  it.each(['12 months after issue', 'June 2022', '2023-13', '2023-02-29', '2023-6', '0000', '20230617', ''])('"%s" is none, and has no days', (words) => {
    expect(isPartialDate(words)).toBe(false);
    expect([firstDayOf(words), lastDayOf(words)]).toEqual([null, null]);
  });

  it('has passed on the day after its last', () => {
    expect([hasPassed('2023-06', '2023-06-30'), hasPassed('2023-06', '2023-07-01')]).toEqual([false, true]);
    expect([hasPassed('2023', '2023-12-31'), hasPassed('2023', '2024-01-01')]).toEqual([false, true]);
    expect(hasPassed('12 months after issue', '2999-01-01')).toBe(false);
  });
});
