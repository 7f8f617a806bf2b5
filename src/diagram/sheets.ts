import type { Graph } from './graph.ts';
import type { Layout } from './layout.ts';
import { chartBodyId } from './svg.ts';

/** Height for width of the room for a chart on an upright A4 sheet. */
const UPRIGHT = 1.36;
/** Least room, in pixels, between a cut and a box. */
const CLEAR = 8;

/**
 * A chart as it is printed: on one sheet where it fits, else on two, cut between its boxes and never through one. Each
 * sheet shows its part of the chart that stands on the page, so nothing is there twice.
 *
 * @example chartSheets(graph, layout) // '<div class="chart__sheets" aria-hidden="true"><svg …'
 */
export function chartSheets(graph: Graph, layout: Layout): string {
  const { width, height } = layout;
  const edges = height / width <= UPRIGHT ? [0, height] : [0, cutOf(layout), height];
  const sheets = edges.slice(1).map((bottom, index) => {
    const top = edges[index]!;
    return `<svg class="chart-drawing chart-drawing--sheet" width="${width}" viewBox="-0.5 ${top - 0.5} ${width} ${bottom - top}"><use href="#${chartBodyId(graph.policy)}"/></svg>`;
  });
  return `<div class="chart__sheets" aria-hidden="true">${sheets.join('')}</div>`;
}

/**
 * Where to cut a chart in two: the height nearest to its middle at which no box and no label is met; the middle itself
 * where there is none.
 *
 * @example cutOf(layout) // 1184
 */
export function cutOf({ height, nodes, arrows }: Layout): number {
  const boxes = [...nodes, ...arrows.map(({ label }) => label).filter((label) => label !== null)];
  const middle = Math.round(height / 2);
  const heights = Array.from({ length: middle }, (_, off) => [middle - off, middle + off]).flat();
  return heights.find((y) => boxes.every((box) => y < box.y - CLEAR || y > box.y + box.height + CLEAR)) ?? middle;
}
