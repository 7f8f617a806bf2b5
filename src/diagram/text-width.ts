import widths from './source-sans-3-widths.json' with { type: 'json' };

/** The size of a chart's type, in pixels. */
export const CHART_TYPE = 13;

const advances: Readonly<Record<string, number>> = widths.advances;
const kerning: Readonly<Record<string, Readonly<Record<string, number>>>> = widths.kerning;
// Wider than most letters, so that a character missing from the table gets too much room and never too little.
const UNKNOWN = 700;

/**
 * The width of a line of text in pixels, in the chart's typeface at the chart's size. From a table of advance widths and
 * kerning, because there is no browser at build to measure with.
 *
 * @example textWidth('Day 6') // 32.2
 */
export function textWidth(text: string): number {
  const letters = [...text];
  const units = letters.reduce((sum, letter, index) => {
    const before = letters[index - 1];
    return sum + (advances[letter] ?? UNKNOWN) + (before === undefined ? 0 : kerning[before]?.[letter] ?? 0);
  }, 0);
  return (units * CHART_TYPE) / widths.unitsPerEm;
}

/**
 * A text as lines, as few as fit in a width and as even as they can be, broken at spaces only. A word wider than the
 * width stands on a line of its own.
 *
 * @param width in pixels
 * @example evenLines('Send the scoping template and letter', 150) // ['Send the scoping', 'template and letter']
 */
export function evenLines(text: string, width: number): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const count = filled(words, width).length;
  const candidates = [...new Set(words.flatMap((_, start) => words.slice(start).map((_, length) => textWidth(words.slice(start, start + length + 1).join(' ')))))];
  const narrowest = candidates.filter((candidate) => candidate <= width).sort((a, b) => a - b)
    .find((candidate) => filled(words, candidate).length <= count);
  return filled(words, narrowest ?? width);
}

/** Greedy filling: each line takes words while they fit. */
function filled(words: string[], width: number): string[] {
  return words.reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    return last !== undefined && textWidth(longer) <= width ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}
