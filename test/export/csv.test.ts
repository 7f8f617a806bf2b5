import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvText } from '../../src/export/csv.ts';

const read = (text: string): string[][] => Papa.parse<string[]>(text.replace(/\r\n$/, ''), { delimiter: ',', newline: '\r\n' }).data;

/** With what a spreadsheet takes a cell for a formula, or trims it down to one: the list of those who write on CSV injection. */
const BEGINNINGS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

describe('rows as comma-separated text', () => {
  test('end with CRLF and put quotation marks only where they are needed', () => {
    expect(csvText([['a\rb']])).toBe('"a\rb"\r\n');
    expect(csvText([['Step', 'Who'], ['Send, then file', 'the "lead"'], ['two\nlines', null], [-2, 0.5]])).toBe(
      'Step,Who\r\n"Send, then file","the ""lead"""\r\n"two\nlines",\r\n-2,0.5\r\n');
  });

  test('begin with a byte order mark only where that is asked for', () => {
    expect(csvText([['é']], { byteOrderMark: true })).toBe('\uFEFFé\r\n');
    expect(csvText([['é']])).toBe('é\r\n');
    expect(csvText([])).toBe('');
  });

  test.each(['=1+1', '+44 20', '-5', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=HYPERLINK("http://example.org","x")'])('hold %j as text and no formula', (text) => {
    const [[cell]] = read(csvText([[text]])) as [[string]];
    expect(cell).toBe(`'${text}`);
  });

  test.each(['5 = 5', 'a-b', ' =1', '’=', 'day@end', '', "'quoted"])('leave %j as it is', (text) => {
    expect(read(csvText([[text, 'x']]))).toEqual([[text, 'x']]);
  });

  test('refuse a number that is none', () => {
    expect(() => csvText([[Number.NaN]])).toThrow(RangeError);
  });

  test('give each cell back to another reader of CSV: as it was, or with one apostrophe before what would be a formula', () => {
    const cell = fc.tuple(fc.constantFrom('', "'", '"', ',', ' ', ...BEGINNINGS), fc.string({ unit: 'grapheme', maxLength: 12 })).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const found = read(csvText(rows));
      expect(found.map((row) => row.length)).toEqual(rows.map(() => 2));
      rows.flat().forEach((text, place) => {
        const held = found.flat()[place]!;
        if (BEGINNINGS.includes(text.charAt(0))) expect([held.charAt(0), held.slice(1)]).toEqual(["'", text]);
        else expect(held).toBe(text);
      });
    }), { numRuns: 500 });
  });
});
