import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evenLines, textWidth } from '../../src/diagram/text-width.ts';

describe('the width of a text', () => {
  test('is the sum of its letters, drawn together where the typeface does so', () => {
    // At 13 pixels: A 543 and V 515 thousandths of 13, less their kerning.
    expect(textWidth('A')).toBeCloseTo(7.059, 3);
    expect(textWidth('V')).toBeCloseTo(6.695, 3);
    expect(textWidth('AV')).toBeLessThan(textWidth('A') + textWidth('V'));
    expect(textWidth('00')).toBeCloseTo(2 * 0.497 * 13, 3);
    expect(textWidth('')).toBe(0);
  });

  test('leaves room for a letter that is not in the table', () => {
    expect(textWidth('中')).toBeGreaterThan(textWidth('n'));
  });
});

describe('a text in even lines', () => {
  test('is one line where it fits', () => {
    expect(evenLines('Secure the records', 200)).toEqual(['Secure the records']);
    expect(evenLines('', 200)).toEqual([]);
  });

  test('has no last word alone where it can be otherwise', () => {
    expect(evenLines('Send the scoping template and letter', 190)).toEqual(['Send the scoping', 'template and letter']);
  });

  test('gives a word that is too wide a line of its own', () => {
    expect(evenLines('a Donaudampfschifffahrtsgesellschaft b', 60)).toEqual(['a', 'Donaudampfschifffahrtsgesellschaft', 'b']);
  });

  const words = fc.array(fc.stringMatching(/^[A-Za-z0-9,.()]{1,14}$/), { minLength: 1, maxLength: 12 });
  test('loses no word, breaks no width that can be kept, and takes no more lines than filling one after the other would', () => {
    fc.assert(fc.property(words, fc.integer({ min: 30, max: 240 }), (parts, width) => {
      const lines = evenLines(parts.join(' '), width);
      expect(lines.join(' ')).toBe(parts.join(' '));
      for (const line of lines) expect(textWidth(line) <= width || !line.includes(' ')).toBe(true);
      let [count, line] = [1, parts[0]!];
      for (const part of parts.slice(1)) {
        if (textWidth(`${line} ${part}`) <= width) line = `${line} ${part}`;
        else [count, line] = [count + 1, part];
      }
      expect(lines).toHaveLength(count);
    }));
  });

  test('is never less even than filling one line after the other', () => {
    fc.assert(fc.property(words, fc.integer({ min: 110, max: 240 }), (parts, width) => {
      const widest = (lines: readonly string[]) => Math.max(...lines.map(textWidth));
      const filled = parts.reduce<string[]>((lines, part) => (lines.length > 0 && textWidth(`${lines.at(-1)} ${part}`) <= width
        ? [...lines.slice(0, -1), `${lines.at(-1)} ${part}`] : [...lines, part]), []);
      expect(widest(evenLines(parts.join(' '), width))).toBeLessThanOrEqual(widest(filled) + 1e-9);
    }));
  });
});
