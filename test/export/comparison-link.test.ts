import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readComparisonLink, writeComparisonLink } from '../../src/export/comparison-link.ts';

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}$/);
const some = (least: number) => fc.uniqueArray(id, { minLength: least, maxLength: 6 });

describe('the link of a comparison', () => {
  it('brings back what was shown', () => {
    const pair = fc.uniqueArray(id, { minLength: 2, maxLength: 2 }).map(([one, other]): [string, string] => [one!, other!]);
    fc.assert(fc.property(fc.record({ policies: some(1), onlyDifferent: fc.boolean(), rows: fc.option(some(1)), pair: fc.option(pair) }), (shown) => {
      expect(readComparisonLink(writeComparisonLink(shown))).toEqual(shown);
    }));
  });

  it('is none where the address points to a part of the page', () => {
    expect(readComparisonLink('#row-quorum')).toBeNull();
    expect(readComparisonLink('')).toBeNull();
    expect(readComparisonLink('#x=1')).toBeNull();
  });

  it('is none of a version that is not known', () => {
    expect(readComparisonLink('#v=2&policies=wst')).toBeNull();
  });

  it('leaves out what is no id, and a pair of one', () => {
    expect(readComparisonLink('#policies=wst,<b>,,wst,kscp&pair=wst')).toEqual({ policies: ['wst', 'kscp'], onlyDifferent: false, rows: null, pair: null });
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.string(), (text) => { readComparisonLink(`#policies=${text}`); readComparisonLink(text); }));
  });
});
