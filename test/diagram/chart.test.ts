import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chartOf, type Chart } from '../../src/diagram/chart.ts';
import { graphAsText, isStep } from '../../src/diagram/graph.ts';
import { drawable } from '../../src/diagram/mermaid-text.ts';
import { chartNodeId } from '../../src/diagram/svg.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const published = loadPolicySet('policies').set!;
const invented = loadPolicySet('test/fixtures/sixth').set!;
const everyPolicy = [published, invented].flatMap(({ policies, vocabulary }) => policies.map((policy) => ({ id: policy.id, policy, vocabulary })));

const words = (element: Element) => [...element.querySelectorAll('tspan')].map((line) => line.textContent!.trim()).join(' ');

describe.each(everyPolicy)('the chart of $id', ({ policy, vocabulary }) => {
  let chart: Chart;
  let svg: Element;
  beforeAll(async () => {
    chart = await chartOf(policy, vocabulary, null);
    svg = new JSDOM(chart.svg).window.document.querySelector('svg')!;
  });

  test('holds the same nodes, edges and labels as the graph and the list of steps', () => {
    const drawn = [...svg.querySelectorAll('[data-node]')].map((node) => [node.getAttribute('data-node'), words(node)]);
    expect(drawn).toEqual(chart.graph.nodes.map(({ id, rows }) => [id, rows.map(drawable).join(' ')]));

    const lines = [...svg.querySelectorAll('.flowchart-link')].map((line) => `${line.getAttribute('data-from')} ${line.getAttribute('data-to')}`);
    expect(new Set(lines)).toEqual(new Set(chart.graph.edges.map(({ from, to }) => `${from} ${to}`)));
    const labels = [...svg.querySelectorAll('.edgeLabel')].flatMap((label) =>
      words(label).split(', or ').map((text) => `${label.getAttribute('data-from')} ${label.getAttribute('data-to')}: ${text}`));
    const labelled = chart.graph.edges.filter(({ label }) => label !== null);
    expect(labels.sort()).toEqual(labelled.flatMap(({ from, to, label }) => drawable(label!).split(', or ').map((text) => `${from} ${to}: ${text}`)).sort());

    const told = graphAsText(chart.graph);
    expect(told.map(({ stepId }) => stepId)).toEqual(policy.steps.map(({ id }) => id));
    expect(told.map(({ rows }) => rows)).toEqual(chart.graph.nodes.filter(isStep).map(({ rows }) => rows));
    const toldEdges = told.flatMap(({ stepId, follows, after }) => [
      ...follows.map(({ node, label, kind }) => [stepId, node, label, kind].join('|')), ...after.map(({ node, label, kind }) => [node, stepId, label, kind].join('|')),
    ]);
    expect(new Set(toldEdges)).toEqual(new Set(chart.graph.edges.map(({ from, to, label, kind }) => [from, to, label, kind].join('|'))));
  });

  test('leads from each step to its place in the list, in the order in which they are read', () => {
    const links = [...svg.querySelectorAll('a')].filter((link) => !link.classList.contains('node--not-stated'));
    expect(links.map((link) => link.getAttribute('href'))).toEqual(policy.steps.map(({ id }) => `#step-${id}`));
    expect(links.map((link) => link.id)).toEqual(policy.steps.map(({ id }) => chartNodeId(policy.id, id)));
    expect([...svg.querySelectorAll('a')].every((link) => /^#step-/.test(link.getAttribute('href')!))).toBe(true);
  });

  test('can be shown under a policy that forbids inline styles and scripts, beside other charts', () => {
    expect(svg.querySelectorAll('style, script, foreignObject, image, use')).toHaveLength(0);
    expect([...svg.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => name === 'style' || name.startsWith('on'))).toEqual([]);
    const ids = [...svg.querySelectorAll('[id]')].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith(`chart-${policy.id}-`))).toBe(true);
    const used = new Set([...svg.querySelectorAll('[marker-end]')].map((line) => line.getAttribute('marker-end')));
    expect([...used]).toEqual([...svg.querySelectorAll('marker')].map(({ id }) => `url(#${id})`));
  });

  test('has a name, its size, and no empty group or needless digit', () => {
    expect(svg.getAttribute('role')).toBe('group');
    expect(svg.getAttribute('aria-label')).toBe(`Flowchart: ${policy.title}`);
    expect([svg.getAttribute('width'), svg.getAttribute('height')]).toEqual([String(chart.width), String(chart.height)]);
    expect(chart.svg).not.toMatch(/\d\.\d\d/);
    expect([...svg.querySelectorAll('g')].filter(({ children }) => children.length === 0)).toEqual([]);
  });

  test('reads its lines apart, with a space between one and the next', () => {
    for (const label of svg.querySelectorAll('text')) expect(label.textContent).toBe([...label.children].map((line) => line.textContent!.trim()).join(' '));
  });

  test('fits a page, lays no box over another and lets no words out of their box', () => {
    expect(chart.width).toBeLessThanOrEqual(1100);
    const boxes = [...svg.querySelectorAll('.node')].map((node) => boxOf(node.querySelector('.label-container')!));
    const over = boxes.flatMap((box, index) => boxes.slice(index + 1).filter((other) =>
      box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom));
    expect(over).toEqual([]);
    for (const node of svg.querySelectorAll('.node')) {
      const { top, bottom } = boxOf(node.querySelector('.label-container')!);
      const lines = [...node.querySelectorAll('tspan')].map((line) => Number(line.getAttribute('y')));
      expect(Math.min(...lines) - 11).toBeGreaterThan(top);
      expect(Math.max(...lines) + 3).toBeLessThan(bottom);
    }
    for (const { left, right, top, bottom } of boxes) {
      expect(Math.min(left, top)).toBeGreaterThan(0);
      expect(right).toBeLessThan(chart.width);
      expect(bottom).toBeLessThan(chart.height);
    }
  });

  test('stands alone as a file: one picture with a title, dressed by itself, and well formed', () => {
    const alone = new JSDOM(chart.standalone, { contentType: 'image/svg+xml' }).window.document.documentElement;
    expect(alone.querySelector('title')!.textContent).toBe(`Flowchart: ${policy.title}`);
    expect(alone.getAttribute('role')).toBe('img');
    expect(alone.querySelectorAll('a, style')).toHaveLength(0);
    expect([...alone.querySelectorAll('.label-container, .flowchart-link')].every((shape) => shape.hasAttribute('stroke') && shape.hasAttribute('fill'))).toBe(true);
    expect([...alone.querySelectorAll('tspan')].every((line) => line.hasAttribute('fill'))).toBe(true);
  });
});

describe('the cache of charts', () => {
  const cache = mkdtempSync(join(tmpdir(), 'charts-'));
  afterAll(() => { rmSync(cache, { recursive: true }); });
  const { vocabulary, policies } = published;
  const policy = policies.find(({ id }) => id === 'national')!;
  const kept = () => readdirSync(cache).map((name) => join(cache, name));

  test('keeps what was drawn, and gives the same chart from it without drawing', async () => {
    const first = await chartOf(policy, vocabulary, cache);
    expect(kept()).toHaveLength(1);
    const [file] = kept();
    expect((await chartOf(policy, vocabulary, cache)).svg).toBe(first.svg);
    const layout = JSON.parse(readFileSync(file!, 'utf8')) as { width: number };
    writeFileSync(file!, JSON.stringify({ ...layout, width: 1234 }));
    expect((await chartOf(policy, vocabulary, cache)).width).toBe(1234);
  });

  test('draws again what changed, and what is no longer whole in the cache', async () => {
    const before = kept().length;
    const [step, ...rest] = policy.steps;
    const changed = await chartOf({ ...policy, steps: [{ ...step!, title: 'Something else' }, ...rest] }, vocabulary, cache);
    expect(kept()).toHaveLength(before + 1);
    expect(changed.svg).toContain('Something else');
    for (const file of kept()) writeFileSync(file, '{"width": 12');
    expect((await chartOf(policy, vocabulary, cache)).width).toBeGreaterThan(400);
  });
});

function boxOf(shape: Element): { left: number; right: number; top: number; bottom: number } {
  const number = (name: string) => Number(shape.getAttribute(name));
  if (shape.tagName === 'rect') return { left: number('x'), right: number('x') + number('width'), top: number('y'), bottom: number('y') + number('height') };
  const points = shape.getAttribute('points')!.split(' ').map((pair) => pair.split(',').map(Number));
  const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
