/** How large the words are that must go on one side of A4. */
import type { Children } from './node.ts';

/** As many characters as one side has room for at a size in points, the largest first; the last has room for the rest. */
export type Sizes = readonly { points: number; upTo: number }[];

/**
 * The largest size at which the content still fits. What is not printed takes no room.
 *
 * @example pointsFor(h('p', {}, 'A short text'), [{ points: 10, upTo: 2300 }, { points: 7, upTo: Infinity }]) // 10
 */
export function pointsFor(content: Children, sizes: Sizes): number {
  const length = lengthOf(content);
  return sizes.find(({ upTo }) => length <= upTo)!.points;
}

function lengthOf(content: Children): number {
  if (Array.isArray(content)) return content.reduce((sum: number, part) => sum + lengthOf(part), 0);
  if (typeof content === 'string') return content.length;
  return content && !`${content.attributes['class'] ?? ''}`.split(' ').includes('not-printed') ? lengthOf(content.children) : 0;
}
