import { describe, expect, test } from 'vitest';
import { h } from '../../src/components/draw/node.ts';
import { pointsFor, type Sizes } from '../../src/components/draw/paper.ts';

const SIZES: Sizes = [{ points: 10, upTo: 5 }, { points: 8, upTo: 9 }, { points: 7, upTo: Infinity }];

describe('the size of the words on one sheet', () => {
  test('is the largest that has room for all of them', () => {
    expect(pointsFor(h('p', {}, 'abcde'), SIZES)).toBe(10);
    expect(pointsFor([h('p', {}, 'abc', h('b', {}, 'def')), null, 'ghi'], SIZES)).toBe(8);
    expect(pointsFor(h('p', {}, 'abcdefghij'), SIZES)).toBe(7);
  });

  test('does not count what is not printed', () => {
    expect(pointsFor([h('p', {}, 'abc'), h('p', { class: 'note not-printed' }, 'Print this sheet')], SIZES)).toBe(10);
  });
});
