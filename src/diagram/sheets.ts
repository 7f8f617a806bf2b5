import type { Graph } from './graph.ts';
import type { Layout } from './layout.ts';
import { chartBodyId } from './svg.ts';

/** Height for width of the room for a chart on an upright A4 sheet. */
const UPRIGHT = 1.36;
const MOST_SHEETS = 3;
/** A chart that needs no more room across than this, in its own pixels, has words of 7 points or more on a sheet. */
const READABLE = 950;
/** One sheet more is worth it only where the chart becomes larger by more than a tenth. */
const WORTH_A_SHEET = 0.9;
/** Least room, in pixels, between a cut and a box. */
const CLEAR = 8;

/**
 * A chart as it is printed: on as few sheets as leave its words large enough to read, cut between its boxes and never
 * through one. Each sheet shows its part of the chart that stands on the page, so nothing is there twice.
 *
 * @example chartSheets(graph, layout) // '<div class="chart__sheets" aria-hidden="true"><svg …'
 */
export function chartSheets(graph: Graph, layout: Layout): string {
  const { width } = layout;
  const edges = edgesOf(layout);
  const sheets = edges.slice(1).map((bottom, index) => {
    const top = edges[index]!;
    return `<svg class="chart-drawing chart-drawing--sheet" width="${width}" viewBox="-0.5 ${top - 0.5} ${width} ${bottom - top}"><use href="#${chartBodyId(graph.policy)}"/></svg>`;
  });
  return `<div class="chart__sheets" aria-hidden="true">${sheets.join('')}</div>`;
}

/** Where each sheet begins, and the last ends. */
function edgesOf(layout: Layout): number[] {
  let best = [0, layout.height];
  for (let count = 2; count <= MOST_SHEETS && widthNeeded(best, layout) > READABLE; count += 1) {
    const cut = edgesOfSheets(layout, count);
    if (widthNeeded(cut, layout) < WORTH_A_SHEET * widthNeeded(best, layout)) best = cut;
  }
  return best;
}

function edgesOfSheets(layout: Layout, count: number): number[] {
  return [0, ...Array.from({ length: count - 1 }, (_, place) => cutOf(layout, (layout.height * (place + 1)) / count)), layout.height];
}

/** How wide a sheet would have to be for the chart in its own size: the less, the larger it is printed. */
function widthNeeded(edges: readonly number[], { width }: Layout): number {
  return Math.max(width, ...edges.slice(1).map((bottom, index) => (bottom - edges[index]!) / UPRIGHT));
}

/**
 * Where to cut a chart: the height nearest to the one wanted at which no box and no label is met; that one itself where
 * there is none.
 *
 * @example cutOf(layout, layout.height / 2) // 1184
 */
export function cutOf({ height, nodes, arrows }: Layout, wanted: number): number {
  const boxes = [...nodes, ...arrows.map(({ label }) => label).filter((label) => label !== null)];
  const from = Math.round(wanted);
  const heights = Array.from({ length: Math.round(height / 2) }, (_, off) => [from - off, from + off]).flat();
  return heights.find((y) => y > 0 && y < height && boxes.every((box) => y < box.y - CLEAR || y > box.y + box.height + CLEAR)) ?? from;
}
