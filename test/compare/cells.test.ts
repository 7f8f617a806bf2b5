import { describe, expect, it } from 'vitest';
import { compareRows } from '../../src/compare/cells.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { set } = loadPolicySet('policies');
const rows = compareRows(set!, ['west-midlands', 'wst']);
const row = (dimension: string) => rows.find((one) => one.dimension === dimension)!;
const [west, wst] = [0, 1] as const;

describe('the comparison of West Midlands and WST', () => {
  it('has a row for every dimension of the vocabulary, in its order', () => {
    expect(rows.map(({ dimension }) => dimension)).toEqual(set!.vocabulary.dimensions.map(({ id }) => id));
  });

  it('says that the meeting window of 7 to 13 working days is the same', () => {
    expect(row('meeting-limit').same).toBe(true);
    expect(row('meeting-limit').cells[west]!.cites.map(({ at }) => at)).toContain('4.4.2');
  });

  it('says that the report differs: WST leaves the unit open and has no overall limit', () => {
    expect(row('report-limit').same).toBe(false);
    expect(row('report-limit').cells[wst]!.inDoubt).toBe(true);
    expect(row('report-limit').cells[wst]!.text).toContain('within 2 calendar or working days after the step');
  });

  it('never takes silence for no: neither gives a limit for the notification, and both say so', () => {
    for (const cell of row('notification-limit').cells) {
      expect(cell.status).toBe('not-stated');
      expect(cell.text).toBe('');
    }
  });

  it('says that a test which WST names and does not list is not listed', () => {
    expect(row('practice-review-test').cells[wst]!.text).toMatch(/^Named, not listed/);
  });

  it('keeps the older word and says what it is called now', () => {
    expect(row('quorum').cells[west]!.text).toMatch(/CCG \(now .*integrated care board/i);
  });

  it('gives a place for every cell that states something, unless it is the document as a whole', () => {
    for (const { dimension, cells } of rows) {
      for (const { status, parts } of cells) {
        if (status !== 'stated' || dimension.startsWith('document-')) continue;
        for (const { cites } of parts) expect(cites.length, dimension).toBeGreaterThan(0);
      }
    }
  });
});
