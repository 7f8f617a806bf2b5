import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/export/csv.ts';

describe('comma-separated values', () => {
  it('end each line in CR LF, the last one too', () => {
    expect(csvText([['a', 'b'], ['c', 'd']])).toBe('a,b\r\nc,d\r\n');
  });

  it('quote a field with a comma, a quote or a line end, and double the quote', () => {
    expect(csvText([['one, two', 'say "yes"', 'two\nlines', 'plain']])).toBe('"one, two","say ""yes""","two\nlines",plain\r\n');
  });

  it.each(['=1+1', '+44', '-1', '@SUM(A1)', '\tx'])('keep %j from being run as a formula', (text) => {
    expect(csvText([[text]])).toBe(`'${text}\r\n`);
  });

  it('keep a field that begins with a carriage return from being run, and quote it', () => {
    expect(csvText([['\r=1']])).toBe(`"'\r=1"\r\n`);
  });

  it('give back every field, less the apostrophe, to a reader of RFC 4180', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '=', '-', ' ', '’') }), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      const read = readCsv(csvText(rows));
      expect(read).toEqual(rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text))));
    }));
  });
});

/** A reader written from the grammar alone, a character at a time. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, value, quoted] = [[] as string[], '', false];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') value += character;
      else if (text[at + 1] === '"') { value += '"'; at += 1; } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') { row.push(value); value = ''; } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, value]);
      [row, value] = [[], ''];
      at += 1;
    } else value += character;
  }
  return rows;
}
