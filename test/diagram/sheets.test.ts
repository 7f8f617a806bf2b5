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
    const sheets = chartSheets(graph, layout(2000, [box(980, 60)]));
    expect([...sheets.matchAll(/viewBox="-0.5 ([\d.-]+) 600 (\d+)"/g)].map(([, top, height]) => [Number(top), Number(height)])).toEqual([[-0.5, 971], [970.5, 1029]]);
  });

  test('is cut at the clear height nearest to its middle, by boxes and labels alike', () => {
    expect(cutOf(layout(2000, []))).toBe(1000);
    expect(cutOf(layout(2000, [box(980, 100)]))).toBe(971);
    expect(cutOf(layout(2000, [box(940, 100)], [{ path: '', label: box(1060, 20) }]))).toBe(1049);
  });

  test('is never cut through a box, where there is any way between them', () => {
    const stack = fc.array(fc.tuple(fc.integer({ min: 20, max: 60 }), fc.integer({ min: 20, max: 120 })), { minLength: 2, maxLength: 20 });
    fc.assert(fc.property(stack, (rows) => {
      const nodes = rows.reduce<{ y: number; height: number }[]>((all, [gap, height]) => [...all, { y: (all.at(-1)?.y ?? 0) + (all.at(-1)?.height ?? 0) + gap, height }], []);
      const cut = cutOf(layout(nodes.at(-1)!.y + nodes.at(-1)!.height + 20, nodes.map(({ y, height }) => box(y, height))));
      for (const { y, height } of nodes) expect(cut <= y || cut >= y + height).toBe(true);
    }));
  });
});
