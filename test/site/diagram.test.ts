import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import { JSDOM } from 'jsdom';
import { drawFlowchart } from '../../src/diagram/draw.ts';
import { policyGraph } from '../../src/diagram/graph.ts';
import { mermaidText } from '../../src/diagram/mermaid-text.ts';
import { CHART_TYPE, textWidth } from '../../src/diagram/text-width.ts';
import widths from '../../src/diagram/source-sans-3-widths.json' with { type: 'json' };
import { loadPolicySet } from '../../src/policy/load.ts';
import { test } from './lasting-page.ts';

/** How far, in pixels, a node or the end of an arrow may lie from where a browser puts it. */
const TOLERANCE = 10;
const require = createRequire(import.meta.url);
const { set } = loadPolicySet('policies');

// All in one worker, which then reads Mermaid once for the build's way of drawing and once for the browser's.
test.describe.configure({ mode: 'default' });
test.use({ startsEmpty: false, keepsChanges: true });

for (const policy of set!.policies) {
  test(`Mermaid in a browser draws the flowchart of ${policy.id} as the build does`, async ({ page }) => {
    const text = mermaidText(policyGraph(policy, set!.vocabulary));
    const built = placesIn((await drawFlowchart(text)).svg);
    await openWithFont(page);
    if (!(await page.evaluate(() => 'mermaid' in window))) await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });
    // No settings but Mermaid's own: the text alone has to say how it is drawn.
    const theirs = placesIn(await page.evaluate(async (given) => {
      const { mermaid } = window as unknown as { mermaid: { render(id: string, text: string): Promise<{ svg: string }> } };
      return (await mermaid.render('chart', given)).svg;
    }, text));

    expect([...theirs.nodes.keys()].sort()).toEqual([...built.nodes.keys()].sort());
    expect(theirs.arrows.map(({ id }) => id)).toEqual(built.arrows.map(({ id }) => id));
    expect(theirs.labels).toEqual(built.labels);
    const far = [
      ...[...built.nodes].map(([id, place]) => ({ what: id, off: distance(place, theirs.nodes.get(id)!) })),
      ...built.arrows.flatMap(({ id, first, last }, index) => [
        { what: `the start of ${id}`, off: distance(first, theirs.arrows[index]!.first) },
        { what: `the end of ${id}`, off: distance(last, theirs.arrows[index]!.last) },
      ]),
    ].filter(({ off }) => off > TOLERANCE);
    expect(far).toEqual([]);
  });
}

test('the table of widths is what a browser measures in the typeface of the charts', async ({ page }) => {
  await openWithFont(page);
  const letters = Object.keys(widths.advances);
  const words = set!.policies.flatMap(({ steps }) => steps.map(({ title }) => title));
  const measured = await page.evaluate(({ texts, size }) => {
    const pen = document.createElement('canvas').getContext('2d')!;
    return texts.map(([text, scale]) => {
      pen.font = `400 ${scale * size}px "Source Sans 3 Variable"`;
      return pen.measureText(text).width / scale;
    });
  }, { texts: [...letters, ...words].map((text) => [text, 50] as const), size: CHART_TYPE });
  const wrong = [...letters, ...words].filter((text, index) => Math.abs(textWidth(text) - measured[index]!) > 0.25);
  expect(measured.length).toBeGreaterThan(200);
  expect(wrong).toEqual([]);
});

async function openWithFont(page: Page): Promise<void> {
  const font = readFileSync(require.resolve('@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2')).toString('base64');
  // Nothing of the chart before, nor of its Mermaid, is left on a page newly opened.
  await page.goto('about:blank');
  await page.setContent(`<!doctype html><title>A chart</title><style>@font-face { font-family: 'Source Sans 3 Variable'; font-weight: 200 900;
    src: url(data:font/woff2;base64,${font}) }</style>`);
  const loaded = await page.evaluate(async () => (await document.fonts.load('13px "Source Sans 3 Variable"')).length);
  expect(loaded).toBe(1);
}

interface Point { x: number; y: number }

function placesIn(svg: string): { nodes: Map<string, Point>; arrows: { id: string; first: Point; last: Point }[]; labels: string[] } {
  const { document } = new JSDOM(svg).window;
  return {
    nodes: new Map([...document.querySelectorAll('g.node')].map((node) => [node.id.replace(/^.*?flowchart-/, ''), translation(node)])),
    arrows: [...document.querySelectorAll('.edgePaths > path')].map((path) => {
      const points = (path.getAttribute('d')!.match(/-?[\d.]+,-?[\d.]+/g) ?? []).map((pair) => pair.split(',').map(Number));
      return { id: path.getAttribute('data-id')!, first: { x: points[0]![0]!, y: points[0]![1]! }, last: { x: points.at(-1)![0]!, y: points.at(-1)![1]! } };
    }),
    labels: [...document.querySelectorAll('.text-outer-tspan')].map((line) => line.textContent ?? '').sort(),
  };
}

function translation(element: Element): Point {
  const [, x, y] = /translate\(\s*([-\d.e]+)[\s,]+([-\d.e]+)/.exec(element.getAttribute('transform') ?? '')!;
  return { x: Number(x), y: Number(y) };
}

function distance(one: Point, other: Point): number {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
}
