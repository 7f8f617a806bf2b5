import type { Picture } from './picture.ts';

/** Where a case stands at a step. */
export type CaseMark = 'done' | 'next' | 'late' | 'not-on-this-path';

/** The word for each, which stands on the box: its colour and edge only repeat it. */
export const MARK_WORDS: Record<CaseMark, string> = { 'done': 'Done', 'next': 'Next', 'late': 'Late', 'not-on-this-path': 'Not on this path' };

/**
 * A chart with the steps of one case marked. The chart itself is left as it was, so that it can be marked again.
 *
 * @param marks by step id; a step without one is drawn as it is
 * @example markedChart(picture, { 'send-scoping': 'done', 'return-scoping': 'next' })
 */
export function markedChart(picture: Picture, marks: Readonly<Record<string, CaseMark>>): Picture {
  const node = picture.attributes['data-node'];
  const mark = node === undefined ? undefined : marks[String(node)];
  if (mark !== undefined) return markedNode(picture, mark);
  return { ...picture, children: picture.children.map((child) => (typeof child === 'string' ? child : markedChart(child, marks))) };
}

const WIDTHS: Record<CaseMark, number> = { 'done': 40, 'next': 38, 'late': 36, 'not-on-this-path': 98 };
const HEIGHT = 17;
/** A longer word stands on the lower edge: on the upper one it would cover the head of the arrow in the middle. */
const MOST_AT_TOP = 60;

function markedNode(picture: Picture, mark: CaseMark): Picture {
  const { x, y } = cornerOf(picture, WIDTHS[mark] > MOST_AT_TOP);
  const flag: Picture = {
    tag: 'g', attributes: { class: 'case-mark' }, children: [
      { tag: 'rect', attributes: { class: 'case-mark__back', x: x - 6, y: y - 14, width: WIDTHS[mark], height: HEIGHT }, children: [] },
      { tag: 'text', attributes: { class: 'case-mark__word', x, y: y - 1 }, children: [`${MARK_WORDS[mark]} `] },
    ],
  };
  return { ...picture, attributes: { ...picture.attributes, 'data-case': mark }, children: [...picture.children, flag] };
}

/** The top left corner of a node's box, or of the level top of a decision; with `isLower` the bottom left one. */
function cornerOf({ children }: Picture, isLower: boolean): { x: number; y: number } {
  const shape = children.find((child): child is Picture => typeof child !== 'string' && child.attributes['class'] === 'label-container')!;
  const { x, y, height, points } = shape.attributes;
  if (points === undefined) return { x: Number(x), y: Number(y) + (isLower ? Number(height) + HEIGHT / 2 : 0) };
  const corners = String(points).split(' ').map((point) => point.split(',').map(Number));
  const [left, top] = corners[0]!;
  return { x: left!, y: isLower ? Math.max(...corners.map(([, one]) => one!)) + HEIGHT / 2 : top! };
}
