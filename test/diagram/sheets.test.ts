import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../../src/diagram/graph.ts';
import type { Layout } from '../../src/diagram/layout.ts';
import { chartSheets, cutOf } from '../../src/diagram/sheets.ts';

const graph: Graph = { policy: 'p', title: 'P', nodes: [], edges: [] };
const box = (y: number, height: number) => ({ x: 0, y, width: 100, height });
const layout = (height: number, nodes: Layout['nodes'], arrows: Layout['arrows'] = []): Layout => ({ width: 600, height, nodes, arrows });

describe('a chart on paper', () => {
  test('is one sheet where it is no longer than a page', () => {
    expect(chartSheets(graph, layout(800, []))).toContain('viewBox="-0.5 -0.5 600 800"');
    expect(chartSheets(graph, layout(800, [])).match(/<svg/g)).toHaveLength(1);
  });

  test('is two sheets where it is longer, which together show all of it once', () => {
    const sheets = chartSheets(graph, layout(1700, [box(830, 60)]));
    expect([...sheets.matchAll(/viewBox="-0.5 ([\d.-]+) 600 (\d+)"/g)].map(([, top, height]) => [Number(top), Number(height)])).toEqual([[-0.5, 821], [820.5, 879]]);
  });

  test('is as few sheets as leave its words large enough to read, and no more than make them larger', () => {
    const parts = (width: number, height: number) => chartSheets(graph, { ...layout(height, []), width }).match(/<svg/g)!.length;
    // As high as 1.36 times 950, a sheet has 950 pixels across, in which 13 pixels are 7 points.
    expect([1290, 1300, 2580, 2600, 9000].map((height) => parts(600, height))).toEqual([1, 2, 2, 3, 3]);
    // The width alone makes these small: cutting helps until the parts are no higher than it.
    expect([1200, 2000, 4000].map((height) => parts(1000, height))).toEqual([1, 2, 3]);
  });

  test('is cut at the clear height nearest to the one wanted, by boxes and labels alike', () => {
    expect(cutOf(layout(2000, []), 1000)).toBe(1000);
    expect(cutOf(layout(2000, [box(980, 100)]), 1000)).toBe(971);
    expect(cutOf(layout(2000, [box(940, 100)], [{ path: '', label: box(1060, 20) }]), 1000)).toBe(1049);
  });

  test('is never cut through a box, where there is any way between them', () => {
    const stack = fc.array(fc.tuple(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 20, max: 120 })), { minLength: 2, maxLength: 20 });
    fc.assert(fc.property(stack, fc.constantFrom(1 / 3, 1 / 2, 2 / 3), (rows, share) => {
      const nodes = rows.reduce<{ y: number; height: number }[]>((all, [gap, height]) => [...all, { y: (all.at(-1)?.y ?? 0) + (all.at(-1)?.height ?? 0) + gap, height }], []);
      const height = nodes.at(-1)!.y + nodes.at(-1)!.height + 20;
      const cut = cutOf(layout(height, nodes.map((node) => box(node.y, node.height))), height * share);
      for (const node of nodes) expect(cut <= node.y || cut >= node.y + node.height).toBe(true);
    }));
  });
});
