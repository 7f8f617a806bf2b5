import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { JSDOM } from 'jsdom';
import { graphAsText, policyGraph, type ToldEdge } from '../../src/diagram/graph.ts';
import { chartNodeId } from '../../src/diagram/svg.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { DIST } from './built-pages.ts';
import { test } from './lasting-page.ts';

const { policies, vocabulary } = loadPolicySet('policies').set!;
const KB = 1000;
/** The room for print on an A4 sheet, at 96 pixels an inch. */
const SHEET = { width: 688, height: 994 };

for (const policy of policies) {
  test.describe(policy.id, () => {
    const html = readFileSync(join(DIST, 'procedures', policy.id, 'index.html'), 'utf8');
    const chart = /<svg[^>]*class="chart-drawing flowchart"[\s\S]*?<\/svg>/.exec(html)![0];
    const graph = policyGraph(policy, vocabulary);

    test('its page holds the nodes, the edges and the labels of its graph, in the chart and in the steps', () => {
      const { document } = new JSDOM(html).window;
      const drawn = [...document.querySelectorAll('.chart__frame [data-node]')];
      expect(drawn.map((node) => node.getAttribute('data-node')).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      const lines = [...document.querySelectorAll('.chart__frame .flowchart-link')].map((line) => `${line.getAttribute('data-from')} ${line.getAttribute('data-to')}`);
      expect([...new Set(lines)].sort()).toEqual([...new Set(graph.edges.map(({ from, to }) => `${from} ${to}`))].sort());
      const told = graphAsText(graph);
      expect([...document.querySelectorAll('.step')].map(({ id }) => id).sort()).toEqual(told.map(({ anchor }) => anchor).sort());
      for (const step of told) {
        const entry = document.getElementById(step.anchor)!;
        expect(entry.querySelector('.step__title')!.textContent).toBe(step.rows[0]);
        expect(edgesIn(entry, 'follows')).toEqual(edgesOf(step.follows));
        expect(edgesIn(entry, 'after')).toEqual(edgesOf(step.after));
        // From the box to the step, and back.
        const node = document.getElementById(chartNodeId(policy.id, step.stepId))!;
        expect(node.getAttribute('href')).toBe(`#${step.anchor}`);
        expect(entry.querySelector('.step__chart')!.getAttribute('href')).toBe(`#${node.id}`);
      }
    });

    test('its page is small: at most 45 kB of HTML and style, and 10 kB of chart', () => {
      const styles = [...html.matchAll(/href="(\/_astro\/[^"]+\.css)"/g)].map(([, path]) => gzipped(readFileSync(join(DIST, path!))));
      expect(styles.length).toBeGreaterThan(0);
      expect(gzipped(html.replace(chart, '')) + styles.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45 * KB);
      expect(gzipped(chart)).toBeLessThanOrEqual(10 * KB);
    });

    test('it can be taken away as it was written, as it was read, and as a chart', () => {
      const { policy: read } = JSON.parse(readFileSync(join(DIST, 'api', 'v1', 'policies', `${policy.id}.json`), 'utf8')) as { policy: unknown };
      expect(read).toEqual(JSON.parse(JSON.stringify(policy)));
      expect(readFileSync(join(DIST, 'api', 'v1', 'policies', `${policy.id}.yaml`), 'utf8')).toBe(readFileSync(join('policies', `${policy.id}.yaml`), 'utf8'));
      for (const file of [`charts/${policy.id}.svg`, `charts/${policy.id}.mmd`]) expect(html).toContain(`href="/${file}"`);
    });

    test('printed without script it opens what is folded, runs off no edge, and has its chart on three sheets at most', async ({ browser, baseURL }) => {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: SHEET, ...(baseURL === undefined ? {} : { baseURL }) });
      const page = await context.newPage();
      await page.emulateMedia({ media: 'print' });
      await page.goto(`/procedures/${policy.id}/`);
      await expect(page.locator('.step:visible')).toHaveCount(policy.steps.length);
      for (const fold of await page.locator('main details').all()) expect((await fold.boundingBox())!.height).toBeGreaterThan(60);
      expect(await runningOff(page)).toEqual([]);
      const sheets = await page.locator('.chart-drawing--sheet').all();
      expect([1, 2, 3]).toContain(sheets.length);
      for (const sheet of sheets) {
        const box = (await sheet.boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(SHEET.width);
        expect(box.height).toBeLessThanOrEqual(SHEET.height);
      }
      await context.close();
    });
  });
}

test('each sheet of a print has the page’s address and the version of the rules at its foot', async ({ page }) => {
  await page.goto('/procedures/wst/');
  const [text, rules] = await page.evaluate(() => [
    getComputedStyle(document.documentElement).getPropertyValue('--foot'),
    [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.cssText.startsWith('@page')).map((rule) => rule.cssText),
  ] as const);
  expect(text).toMatch(/^"Rapid Review Rulebook, page \/procedures\/wst\/\. Rules version \d+\.\d+\.\d+ \([0-9a-f]{8}\)\."$/);
  expect(rules.join(' ')).toMatch(/@bottom-left \{[^}]*content: var\(--foot\)/);
});

test('chosen, a role keeps only the steps that fall to it, its groups’ among them', async ({ page }) => {
  await page.goto('/procedures/west-midlands/');
  const all = await page.locator('.step:visible').count();
  await page.getByLabel('Show what falls to').selectOption({ label: 'Local authority' });
  await expect(page.locator('#step-notify-panel')).toBeVisible();
  await expect(page.locator('#step-rapid-review-meeting')).toBeVisible();
  await expect(page.locator('#step-secure-records')).toBeHidden();
  const shown = await page.locator('.step:visible').count();
  expect(shown).toBeLessThan(all);
  await expect(page.locator('[data-part="counted"]')).toHaveText(`${shown} steps`);
  await page.getByLabel('Show what falls to').selectOption('');
  await expect(page.locator('.step:visible')).toHaveCount(all);
});

test('a link to a step that a chosen role hides shows all the steps again', async ({ page }) => {
  await page.goto('/procedures/west-midlands/');
  await page.getByLabel('Show what falls to').selectOption({ label: 'Local authority' });
  await expect(page.locator('#step-secure-records')).toBeHidden();
  await page.locator('.chart__frame a[href="#step-secure-records"]').click();
  await expect(page.locator('#step-secure-records')).toBeInViewport();
  await expect(page.getByLabel('Show what falls to')).toHaveValue('');
});

test('a chart that is wider than the screen opens where it begins, and moves by the keys', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto('/procedures/wst/');
  const frame = page.getByRole('region', { name: /Flowchart/ });
  await expect(async () => {
    const [first, around] = [await page.locator('.chart__frame .node').first().boundingBox(), await frame.boundingBox()];
    expect(first!.x).toBeGreaterThanOrEqual(around!.x);
    expect(first!.x + first!.width).toBeLessThanOrEqual(around!.x + around!.width);
  }).toPass();
  const before = await frame.evaluate((element) => element.scrollLeft);
  await frame.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(async () => expect(await frame.evaluate((element) => element.scrollLeft)).not.toBe(before)).toPass();
});

test('a box of the chart leads to its step, and the step back to its box', async ({ page }) => {
  await page.goto('/procedures/wst/');
  await page.locator('.chart__frame a[href="#step-send-scoping"]').click();
  await expect(page.locator('#step-send-scoping')).toBeInViewport();
  await page.locator('#step-send-scoping').getByRole('link', { name: /^Chart/ }).click();
  await expect(page.locator('.chart__frame a[href="#step-send-scoping"]')).toBeInViewport();
});

test('in forced colours every box and every line of the chart keeps an edge in the colour of text', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/procedures/pan-bedfordshire/');
  const [text, edges] = await page.evaluate(() => {
    const paint = (selector: string) => [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element).stroke);
    return [getComputedStyle(document.body).color, [...new Set([...paint('.chart__frame .label-container'), ...paint('.chart__frame .flowchart-link')])]] as const;
  });
  expect(edges).toEqual([text]);
});

test('printed, a page leaves out what only a screen can use and names itself and its rules', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/procedures/wst/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'On this page' })).toBeHidden();
  await expect(page.locator('.footer__address')).toHaveText('Rapid Review Rulebook, page /procedures/wst/');
  await expect(page.locator('.footer__note')).toContainText(/Rules version \d+\.\d+\.\d+ \([0-9a-f]{8}\)/);
});

function edgesOf(edges: ToldEdge[]): string[] {
  return edges.map(({ label, node }) => `${label ?? ''} > ${node}`).sort();
}

function edgesIn(entry: Element, which: string): string[] {
  return [...entry.querySelectorAll(`[data-edges="${which}"] .edges__one`)]
    .map((one) => `${one.closest('.edges')!.querySelector('.edges__label')?.textContent ?? ''} > ${one.getAttribute('data-node')}`).sort();
}

function gzipped(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

/** What is laid out past the right edge of the sheet, or cut by its own box. */
function runningOff(page: Page): Promise<string[]> {
  return page.evaluate((width) => [...document.querySelectorAll<HTMLElement>('main *')]
    .filter((element) => element.closest('.chart__frame, .govuk-visually-hidden, svg') === null)
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const cut = getComputedStyle(element).overflow !== 'visible' && element.scrollHeight > element.clientHeight + 1;
      return box.width > 0 && (box.right > width + 1 || cut);
    })
    .map((element) => `${element.tagName} ${element.className}`), SHEET.width);
}
