import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { csvText } from '../../src/export/csv.ts';

const read = (text: string): string[][] => Papa.parse<string[]>(text.replace(/\r\n$/, ''), { delimiter: ',', newline: '\r\n' }).data;

describe('rows as comma-separated text', () => {
  test('end with CRLF and put quotation marks only where they are needed', () => {
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

  test('give each cell back to another reader of CSV, with an apostrophe before what would be a formula and none elsewhere', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.stringMatching(/^[=+@\t\r\n",' a-]{0,8}$/));
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 8 }), (rows) => {
      const expected = rows.map((row) => row.map((text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text)));
      expect(read(csvText(rows))).toEqual(expected);
    }), { numRuns: 500 });
  });
});
