import { spawnSync } from 'node:child_process';
import { expect, type Page } from '@playwright/test';
import { findingAnchor, KINDS, WEIGHTS, type Finding } from '../../src/findings/finding.ts';
import { faultsOf } from './axe.ts';
import { test } from './lasting-page.ts';

// All in one worker, which then works the findings out once.
test.describe.configure({ mode: 'default' });

const workedOut = new Map<string, Finding[]>();

/** The findings as at the day that the page says, as the command line gives them. */
async function builtFindings(page: Page): Promise<Finding[]> {
  const asAt = (await page.locator('p', { hasText: 'As at' }).locator('time').getAttribute('datetime'))!;
  const known = workedOut.get(asAt);
  if (known) return known;
  const { stdout } = spawnSync(process.execPath, ['--no-warnings', 'src/cli/rulebook.ts', 'findings', '--as-at', asAt, '--json'], { encoding: 'utf8', maxBuffer: 1e8 });
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  workedOut.set(asAt, findings);
  return findings;
}

const shown = (page: Page) => page.locator('.finding:visible');

test('every finding is there with its statement, example and question, most serious first, without script', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto('/findings/');
  const findings = await builtFindings(page);
  expect(await shown(page).evaluateAll((found) => found.map(({ id }) => id))).toEqual(findings.map(({ id }) => id));
  await expect(page.locator('[data-part="finder"]')).toBeHidden();
  for (const { id, statement, example, ask } of [findings[0]!, findings.at(-1)!]) {
    const finding = page.locator(`#${id}`);
    await expect(finding).toContainText(statement);
    await expect(finding).toContainText(example.text);
    await expect(finding).toContainText(ask);
  }
  await context.close();
});

test('a choice of document, weight and kind keeps what it says, and a link to what it hid shows it again', async ({ page }) => {
  await page.goto('/findings/');
  const findings = await builtFindings(page);
  const counted = page.locator('[data-part="counted"]');
  await expect(counted).toHaveText(`All ${findings.length} findings`);
  await page.getByLabel('Document').selectOption('kscp');
  const own = findings.filter(({ policy }) => policy === 'kscp');
  await expect(shown(page)).toHaveCount(own.length);
  await expect(counted).toHaveText(`${own.length} of ${findings.length} findings`);
  await expect(page.getByRole('heading', { name: 'WST', exact: true })).toBeHidden();
  await page.getByLabel('Weight').selectOption('confusing');
  await page.getByLabel('Kind').selectOption('recommends-then-decides');
  await expect(shown(page)).toHaveCount(1);
  await expect(shown(page)).toContainText('Rapid Review Group');
  await expect(page.getByRole('heading', { name: WEIGHTS.housekeeping })).toHaveCount(0);
  await page.evaluate(() => { location.hash = '#wst-document-undated-document'; });
  await expect(page.locator('#wst-document-undated-document')).toBeVisible();
  await expect(shown(page)).toHaveCount(findings.length);
});

test('the dates of an example lead into the calculator, which says what the finding says', async ({ page }) => {
  await page.goto('/findings/');
  const finding = page.locator('.finding[data-policy="west-midlands"][data-kind="negative-slack"]');
  await expect(finding).toContainText('1 working day after the local authority became aware');
  await finding.getByRole('link', { name: 'These dates in the calculator' }).click();
  await expect(page).toHaveURL(/\/calculator\/#v=1&policy=west-midlands&.*incident-known=/);
  const report = page.locator('.beside__local .entry').filter({ has: page.getByRole('link', { name: 'Send the report to the national Panel', exact: true }) });
  await expect(report).toContainText(/late/i);
});

test('a branch that the document leaves out is chosen where the example leads, and can be taken in the form', async ({ page }) => {
  await page.goto('/findings/');
  const finding = page.locator('.finding[data-policy="herefordshire"][data-kind="no-not-met"]');
  await finding.getByRole('link', { name: 'in the calculator' }).click();
  await expect(page).toHaveURL(/decided:decide-notification=not-met/);
  const decision = page.locator('#decided-decide-notification');
  await expect(decision).toHaveValue('not-met');
  await expect(decision.locator('option:checked')).toHaveText('Criteria not met');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/calculator/#policy=kscp&decided:decide-rapid-review=not-met');
  await expect(page.locator('#decided-decide-rapid-review option:checked')).toHaveText('Otherwise');
});

test('an address that ends in no anchor leads nowhere and breaks nothing', async ({ page }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  for (const path of ['/findings/', '/procedures/wst/']) {
    await page.goto(path);
    await page.evaluate(() => new Promise((resolve) => {
      window.addEventListener('hashchange', () => setTimeout(resolve), { once: true });
      location.hash = '#%E0%A4%A';
    }));
  }
  expect(errors).toEqual([]);
});

test('two counts that collide are drawn on one calendar, with what is too late in words', async ({ page }) => {
  await page.goto('/findings/');
  const counts = page.locator('.finding[data-policy="west-midlands"][data-kind="negative-slack"] .counts');
  const rows = counts.locator('.counts__row:visible');
  await expect(rows).toHaveCount(2);
  await expect(rows.locator('.counts__number--end')).toHaveText('15');
  await expect(rows.locator('.counts__number--late')).toHaveText('2');
  await expect(counts).toContainText('too late');
  // No box of a row lies over another.
  const apart = async () => {
    const boxes = await rows.locator('.counts__box').evaluateAll((found) => found.map((box) => { const { left, right, top } = box.getBoundingClientRect(); return { left, right, top }; }));
    for (const one of boxes) expect(boxes.filter((other) => other !== one && other.top === one.top && other.left < one.right && one.left < other.right)).toEqual([]);
    return boxes;
  };
  const wide = await apart();
  // On a phone a week is a row, with the same numbers, none of them smaller or cut off.
  await page.setViewportSize({ width: 320, height: 800 });
  await expect(rows).not.toHaveCount(2);
  await expect(rows.locator('.counts__number--end')).toHaveText('15');
  const narrow = await apart();
  expect(narrow).toHaveLength(wide.length);
  for (const { right } of narrow) expect(right).toBeLessThanOrEqual(320);
});

test('the table of findings is a file with a row each, safe to open', async ({ page, request }) => {
  await page.goto('/findings/');
  const findings = await builtFindings(page);
  const href = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  const response = await request.get(href!);
  expect(response.ok()).toBe(true);
  const rows = (await response.text()).replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(rows[0]).toBe('Document,Weight,Kind,Finding,Example,Places,Question to the author,Case for the calculator,Id');
  expect(rows).toHaveLength(findings.length + 1);
  for (const row of rows) expect(row).not.toMatch(/(?:^|,)"?[=+@]/);
});

test('on paper it is an agenda: no form, each finding with a line for what was agreed', async ({ page }) => {
  await page.goto('/findings/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('[data-part="finder"]')).toBeHidden();
  const first = page.locator('.finding').first();
  await expect(first.locator('.finding__agreed')).toBeVisible();
  await expect(first.getByText('in the calculator')).toBeHidden();
  expect(await first.locator('.finding__kind').evaluate((kind) => getComputedStyle(kind, '::before').content)).toContain('counter(finding)');
});

test('what was chosen is what axe looks at, at 320 pixels too', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('/findings/');
  await page.getByLabel('Document').selectOption('west-midlands');
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('a procedure page lists what its document should mend, and leads to each example', async ({ page }) => {
  await page.goto('/findings/');
  const own = (await builtFindings(page)).filter(({ policy }) => policy === 'wst');
  await page.goto('/procedures/wst/');
  const part = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What to mend' }) });
  await expect(part.locator('li')).toHaveCount(own.length);
  for (const finding of own) await expect(page.locator(`#${findingAnchor(finding)}`)).toContainText(finding.statement);
  await part.getByRole('link', { name: KINDS['area-not-stated'] }).click();
  await expect(page).toHaveURL(/\/findings\/#wst-area-not-stated-document$/);
  await expect(page.locator('#wst-area-not-stated-document')).toBeInViewport();
});

test('the home page has the finding that matters most, with its two counts', async ({ page }) => {
  await page.goto('/');
  const telling = page.locator('.telling');
  await expect(telling.getByRole('heading')).toHaveText('Followed to the letter, this guidance can make you late');
  await expect(telling).toContainText('West Midlands');
  await expect(telling.locator('.counts__number--late').first()).toBeVisible();
  await telling.getByRole('link').click();
  await expect(page.locator('.finding:target')).toBeInViewport();
});
