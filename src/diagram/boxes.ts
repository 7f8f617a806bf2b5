import { textWidth } from './text-width.ts';

export interface Box { x: number; y: number; width: number; height: number }

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };
/** The typeface's ascent and descent, which a browser rounds to whole pixels, and Mermaid's distance between two lines, in ems. */
const ASCENT = 1.024;
const DESCENT = 0.4;
const LINE_PITCH = 1.1;
const NOT_DRAWN = new Set(['defs', 'style', 'marker', 'title', 'desc', 'filter', 'linearGradient']);

/**
 * The box around an SVG element in its own coordinates, worked out from its attributes: what a browser's `getBBox` gives,
 * for the few elements of which Mermaid builds a flowchart.
 *
 * A text's width is rounded to even whole pixels and its height to quarters, so that every sum and half of them is exact:
 * Mermaid looks for the point where a line meets a box, and finds another where the two differ in the last digit. Not to
 * whole pixels, because in a tall chart the differences from a browser's heights would add up.
 *
 * @param size the size of the type, in pixels
 * @example boxOf(rect, 13) // { x: -60, y: -16, width: 120, height: 32 }
 */
export function boxOf(element: Element, size: number): Box {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  switch (element.tagName) {
    case 'text': return boxOfText(element, size);
    case 'rect': return { x: number('x'), y: number('y'), width: number('width'), height: number('height') };
    case 'circle': return { x: number('cx') - number('r'), y: number('cy') - number('r'), width: 2 * number('r'), height: 2 * number('r') };
    case 'polygon': return boxAround(numbersOf(element.getAttribute('points') ?? '').flatMap(toPairs));
    case 'path': return boxAround(pointsOfPath(element.getAttribute('d') ?? ''));
    default: return boxOfGroup(element, size);
  }
}

function boxOfText(element: Element, size: number): Box {
  const lines = [...element.querySelectorAll('tspan.text-outer-tspan')];
  if (lines.length === 0) return NOWHERE;
  const width = even(Math.max(...lines.map((line) => textWidth(line.textContent ?? ''))));
  return { x: -width / 2, y: 0, width, height: quarter(Math.round(ASCENT * size) + Math.round(DESCENT * size) + LINE_PITCH * size * (lines.length - 1)) };
}

function boxOfGroup(element: Element, size: number): Box {
  const inner = [...element.children].filter(({ tagName }) => !NOT_DRAWN.has(tagName))
    .map((child) => moved(boxOf(child, size), child.getAttribute('transform') ?? ''))
    .filter(({ width, height }) => width > 0 || height > 0);
  return boxAround(inner.flatMap(({ x, y, width, height }) => [[x, y], [x + width, y + height]]));
}

/** The points of a path of straight lines, curves and arcs; a curve's control points among them. */
export function pointsOfPath(d: string): [number, number][] {
  return [...d.matchAll(/([MLCQA])([^MLCQAZ]*)/gi)].flatMap(([, command, parameters]) => {
    const numbers = numbersOf(parameters!);
    return command!.toUpperCase() === 'A' ? [[numbers.at(-2)!, numbers.at(-1)!] satisfies [number, number]] : numbers.flatMap(toPairs);
  });
}

function moved(box: Box, transform: string): Box {
  const [, x, y] = /translate\(\s*([-\d.e]+)[\s,]+([-\d.e]+)/.exec(transform) ?? [null, '0', '0'];
  return { ...box, x: box.x + Number(x), y: box.y + Number(y) };
}

function boxAround(points: number[][]): Box {
  if (points.length === 0) return NOWHERE;
  const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function numbersOf(text: string): number[] {
  return (text.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
}

function toPairs(number: number, index: number, all: number[]): [number, number][] {
  return index % 2 === 0 && index + 1 < all.length ? [[number, all[index + 1]!]] : [];
}

function even(length: number): number {
  return Math.round(length / 2) * 2;
}

function quarter(length: number): number {
  return Math.round(length * 4) / 4;
}
