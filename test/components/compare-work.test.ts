import { expect, it } from 'vitest';
import { yearComparedOn } from '../../src/compare/comparison.ts';
import { YEARS } from '../../src/components/compare/work.ts';

it('the comparison offers the years of the table of bank holidays, as the command takes them', () => {
  expect([YEARS[0], YEARS.at(-1), YEARS.length]).toEqual(['2012', '2028', 17]);
});

it('the comparison begins with the year of a day, or the nearest that there is', () => {
  expect(['2026-11-30', '2027-01-01', '2031-05-05', '2009-05-05'].map(yearComparedOn)).toEqual([2026, 2027, 2028, 2012]);
});
