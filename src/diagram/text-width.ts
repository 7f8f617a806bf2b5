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
  return pixels(unitsOf(text));
}

/**
 * A text as lines, as few as fit in a width and as even as they can be, broken at spaces only. A word wider than the
 * width stands on a line of its own.
 *
 * @param width in pixels
 * @example evenLines('Send the scoping template and letter', 150) // ['Send the scoping', 'template and letter']
 */
export function evenLines(text: string, width: number): readonly string[] {
  const key = `${width} ${text}`;
  let lines = brokenBefore.get(key);
  if (lines === undefined) brokenBefore.set(key, lines = brokenEvenly(text, width));
  return lines;
}

/** Each form of a chart has the same labels, and so have many charts. */
const brokenBefore = new Map<string, readonly string[]>();

function brokenEvenly(text: string, width: number): string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const units = words.map(unitsOf);
  const gaps = words.map((word, place) => unitsOf(`${word} ${words[place + 1] ?? ''}`) - units[place]! - (units[place + 1] ?? 0));
  const count = starts(units, gaps, width).length;
  const candidates = new Set<number>();
  for (let first = 0; first < words.length; first += 1) {
    for (let last = first, sum = units[first]!; pixels(sum) <= width; last += 1, sum += gaps[last - 1]! + units[last]!) {
      candidates.add(pixels(sum));
      if (last === words.length - 1) break;
    }
  }
  const narrowest = [...candidates].sort((a, b) => a - b).find((candidate) => starts(units, gaps, candidate).length <= count);
  const lines = starts(units, gaps, narrowest ?? width);
  return lines.map((start, line) => words.slice(start, lines[line + 1]).join(' '));
}

/** Greedy filling: each line takes words while they fit. Gives the place of each line's first word. */
function starts(units: readonly number[], gaps: readonly number[], width: number): number[] {
  const first = [0];
  for (let place = 1, sum = units[0]!; place < units.length; place += 1) {
    sum += gaps[place - 1]! + units[place]!;
    if (pixels(sum) <= width) continue;
    first.push(place);
    sum = units[place]!;
  }
  return first;
}

/** A text's width in the typeface's own units: whole numbers, so that widths add up whatever their order. */
function unitsOf(text: string): number {
  let units = 0;
  let before: Readonly<Record<string, number>> | undefined;
  for (const letter of text) {
    units += (advances[letter] ?? UNKNOWN) + (before?.[letter] ?? 0);
    before = kerning[letter];
  }
  return units;
}

const pixels = (units: number): number => (units * CHART_TYPE) / widths.unitsPerEm;
