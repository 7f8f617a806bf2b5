import { expect, test } from 'vitest';
import { agreement } from '../../src/components/agreement.ts';

const cell = (name: string, key: string, status = 'stated') => ({ name, key, status });

test('cells that say the same are the same', () => {
  expect(agreement([cell('A', 'x'), cell('B', 'x')])).toEqual({ same: true, text: '' });
});

test('those who agree among cells that differ are named', () => {
  expect(agreement([cell('A', 'x'), cell('B', 'y'), cell('C', 'x')])).toEqual({ same: false, text: 'A and C agree' });
});

test('sharing a silence is not agreeing', () => {
  expect(agreement([cell('A', 'x'), cell('B', 'not-stated', 'not-stated'), cell('C', 'not-stated', 'not-stated')])).toEqual({ same: false, text: '' });
});

test('where every document is silent, the row says so', () => {
  expect(agreement([cell('A', 'not-stated', 'not-stated'), cell('B', 'not-stated', 'not-stated')])).toEqual({ same: true, text: 'none states it' });
});
