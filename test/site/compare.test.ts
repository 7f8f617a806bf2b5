import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { loadPolicySet } from '../../src/policy/load.ts';
import { faultsOf } from './axe.ts';
import { test } from './lasting-page.ts';

const { policies, vocabulary } = loadPolicySet('policies').set!;

const row = (page: Page, id: string): Locator => page.locator(`.matrix tr[data-row="${id}"]`);
const due = (page: Page, dimension: string, policy: string): Locator => page.locator(`tr[data-due="${dimension}"] td[data-key="${policy}"]`);

/** Ticks these documents and no others, those wanted first, so that there are always two. */
async function show(page: Page, ...names: string[]): Promise<void> {
  const boxes = page.locator('.chooser__one').filter({ has: page.locator('input[name="policy"]') });
  const all = (await boxes.allInnerTexts()).map((text) => text.trim());
  for (const name of names) await page.getByLabel(name, { exact: true }).check();
  for (const name of all) if (!names.includes(name)) await page.getByLabel(name, { exact: true }).uncheck();
}

// ---- the table ------------------------------------------------------------------------------------------------

test('with two documents chosen, each row says whether those two are the same, and only the differences can be kept', async ({ page }) => {
  await page.goto('/compare/');
  await show(page, 'WST', 'West Midlands');
  await expect(page.locator('[data-part="table"] .matrix__head')).toHaveText([/^West Midlands/, /^WST/]);
  await expect(row(page, 'meeting-limit').locator('.matrix__agreement')).toHaveText('Same');
  await expect(row(page, 'report-limit').locator('.matrix__agreement')).toContainText('Different');
  await expect(row(page, 'minutes').locator('.matrix__agreement')).toHaveText('Cannot be said: not in the extract of West Midlands');
  await page.getByLabel('Differences only').check();
  await expect(row(page, 'meeting-limit')).toHaveCount(0);
  await expect(row(page, 'minutes')).toHaveCount(0);
  await expect(row(page, 'report-limit')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test('a row is found by its words, the number of rows is said, and the box keeps the focus', async ({ page }) => {
  await page.goto('/compare/');
  const box = page.getByLabel('Find a row');
  await box.fill('quorum');
  await expect(row(page, 'quorum')).toBeVisible();
  await expect(row(page, 'meeting-limit')).toHaveCount(0);
  await expect(page.locator('[data-part="counted"]')).toHaveText(/^\d+ of \d+ rows$/);
  await expect(box).toBeFocused();
});

test('the last two documents cannot be taken out, and the page says why', async ({ page }) => {
  await page.goto('/compare/');
  await show(page, 'WST', 'West Midlands');
  await page.getByLabel('WST', { exact: true }).click();
  await expect(page.locator('.chooser__notice')).toContainText('needs two');
  await expect(page.getByLabel('WST', { exact: true })).toBeChecked();
});

test('what is shown can be linked, and the link brings it back', async ({ page }) => {
  await page.goto('/compare/');
  await show(page, 'KSCP', 'Pan Bedfordshire', 'National baseline');
  await page.getByLabel('Differences only').check();
  await page.getByLabel('Find a row').fill('quorum');
  await expect(row(page, 'quorum')).toBeVisible();
  // The row is there before the table is narrowed to it: the link tells when that has happened.
  await expect(page.locator('[data-part="link"]')).toHaveAttribute('href', /^#v=1&policies=kscp,pan-bedfordshire,national&only=different&rows=/);
  const link = await page.locator('[data-part="link"]').getAttribute('href');
  expect(link).not.toContain('find');
  await page.goto('/privacy/');
  await page.goto(`/compare/${link}`);
  await expect(page.locator('[data-part="table"] .matrix__head')).toHaveCount(3);
  await expect(row(page, 'quorum')).toBeVisible();
  await expect(row(page, 'meeting-limit')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show every row' }).click();
  await expect(row(page, 'meeting-limit')).toBeVisible();
});

test('a link takes the columns that it names, and the baseline, and no others', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''));
  await page.goto('/compare/#policies=wst,west-midlands');
  await expect(page.locator('[data-part="table"] .matrix__head')).toHaveCount(2);
  await expect(page.locator('.lane')).toHaveCount(3);
  const columns = asked.filter((name) => /^(?:herefordshire|kscp|pan-bedfordshire|wst|west-midlands|national)\./.test(name)).map((name) => name.split('.')[0]);
  expect([...new Set(columns)].sort()).toEqual(['national', 'west-midlands', 'wst']);
});

test('what is shown can be taken away as CSV and as JSON', async ({ page }) => {
  await page.goto('/compare/');
  await show(page, 'WST', 'West Midlands');
  await page.getByLabel('Find a row').fill('rapid review meeting');
  await expect(row(page, 'document-form')).toHaveCount(0);
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const csv = await saved('CSV');
  expect(csv.split('\r\n')[0]).toBe('\uFEFFRow,Stage,Same,West Midlands,West Midlands: in doubt,West Midlands: where,WST,WST: in doubt,WST: where');
  expect(csv).toContain('\r\nRapid review meeting,Rapid review meeting,Same,between 7 and 13 working days after the referral was received,,4.4.2,');
  expect(csv).not.toContain('Form of the document');
  const json = JSON.parse(await saved('JSON'));
  expect(Object.keys(json)).toEqual(['policies', 'rows', 'differences', 'tests']);
  expect(json.policies).toEqual(['west-midlands', 'wst']);
  expect(json.rows.find(({ dimension }: { dimension: string }) => dimension === 'meeting-limit').same).toBe(true);
  expect(json.rows.map(({ dimension }: { dimension: string }) => dimension)).not.toContain('document-form');
});

test('the head and the first column stay in sight', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/compare/');
  await row(page, 'report-limit').scrollIntoViewIfNeeded();
  await expect(page.locator('[data-part="table"] .matrix__head').first()).toBeInViewport();
  expect(await row(page, 'report-limit').locator('.matrix__row').evaluate((cell) => getComputedStyle(cell).position)).toBe('sticky');
});

test('on a phone a row is a card, with the name of each document in it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/compare/');
  const card = row(page, 'meeting-limit');
  for (const name of ['Herefordshire', 'KSCP', 'Pan Bedfordshire', 'West Midlands', 'WST', 'National baseline']) {
    await expect(card.locator('.matrix__policy', { hasText: name }).first()).toBeVisible();
  }
  await expect(page.locator('.lane').first().locator('.lane__facts')).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

// ---- one case through all ----------------------------------------------------------------------------------------

test('the one case ends on Wednesday 15, Friday 17 and Tuesday 21 April, each by a document’s own limit', async ({ page }) => {
  await page.goto('/compare/');
  const ends = async (policy: string, words: string) => due(page, 'report-limit', policy).locator('.due__limit', { hasText: words }).locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
  expect(await ends('west-midlands', '15 working days of becoming aware')).toEqual(['2026-04-15']);
  expect(await ends('wst', 'Within 2 days of the Rapid Review Meeting')).toEqual(['2026-04-17']);
  expect(await ends('herefordshire', 'within the 15 day timescale')).toEqual(['2026-04-17']);
  expect(await ends('kscp', '15 working days from notification')).toContain('2026-04-17');
  expect(await ends('national', 'within 15 working days')).toEqual(['2026-04-15', '2026-04-21']);
  const lane = (policy: string) => page.locator(`[data-lane="${policy}"] .lane__answer`);
  await expect(lane('west-midlands')).toContainText('Wed 15 April');
  await expect(lane('west-midlands')).toContainText('late');
  await expect(lane('wst')).toContainText('Fri 17 April');
  await expect(lane('national')).toContainText('Wed 15 April to Tue 21 April');
  await expect(page.locator('tr[data-due="report-limit"] .matrix__agreement')).toContainText('working days apart');
});

test('another date moves every lane, and a date that cannot be is said beside its box', async ({ page }) => {
  await page.goto('/compare/#policies=wst,west-midlands');
  await page.getByText('The dates of the case').click();
  const group = page.getByRole('group', { name: 'The referral was received', exact: true });
  // Wednesday 15 July 2026, and two working days after it.
  for (const [name, value] of [['Day', '15'], ['Month', 'july'], ['Year', '2026']] as const) await group.getByLabel(name).fill(value);
  await expect(due(page, 'scoping-sent', 'wst').locator('time')).toHaveAttribute('datetime', '2026-07-17');
  await group.getByLabel('Day').fill('32');
  await page.getByRole('group', { name: 'The local authority became aware', exact: true }).getByLabel('Day').focus();
  await expect(group.locator('.govuk-error-message')).toBeVisible();
  await expect(page.locator('.govuk-error-summary')).toContainText('The referral was received');
  await page.getByRole('button', { name: 'Show the dates' }).click();
  await expect(page.locator('.govuk-error-summary')).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);
});

test('when home and harm are in two areas, the duty is that of the area where it happened, and both have their dates', async ({ page }) => {
  await page.goto('/compare/#policies=wst,herefordshire');
  await page.getByText('Circumstances', { exact: true }).click();
  const yes = (question: string) => page.getByRole('group', { name: question }).getByRole('radio', { name: 'Yes', exact: true });
  await yes('Has a child died?').check();
  await yes('Is it known or suspected that the child has been abused or neglected?').check();
  await page.getByText('When home and harm are in two areas').click();
  await page.getByLabel('Where the child normally lives').selectOption('wst');
  await page.getByLabel('Where it happened').selectOption('herefordshire');
  const duty = page.locator('[data-key="duty-statutory-notification"] td');
  await expect(duty).toHaveText([/^\s*Not met$/, /^\s*Met$/]);
  await expect(page.locator('.duties thead th')).toHaveText(['National test', /^WST.*lives/, /^Herefordshire.*happened/]);
  await expect(due(page, 'report-limit', 'wst').locator('time').first()).toBeVisible();
  await expect(due(page, 'report-limit', 'herefordshire').locator('time').first()).toBeVisible();
  await page.getByLabel('Where it happened').selectOption('outside');
  await expect(duty).toHaveText([/^\s*Met$/]);
  expect(await faultsOf(page)).toEqual([]);
});

test('no label of the drawing is clipped and none lies on another', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('/compare/');
  const crossed = await page.locator('.lane__drawing--wide').evaluateAll((drawings) => drawings.flatMap((drawing) => {
    const frame = drawing.getBoundingClientRect();
    const boxes = [...drawing.querySelectorAll('text')].map((text) => ({ words: text.textContent ?? '', box: text.getBoundingClientRect() }));
    const clipped = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    const over = boxes.filter((one, place) => boxes.slice(place + 1).some(({ box }) => one.box.left < box.right && box.left < one.box.right && one.box.top + 2 < box.bottom && box.top + 2 < one.box.bottom));
    return [...clipped, ...over].map(({ words }) => words);
  }));
  expect(crossed).toEqual([]);
});

// ---- two documents, day by day and case by case ---------------------------------------------------------------------

async function choosePair(page: Page, one: string, other: string): Promise<void> {
  await page.getByLabel('One document').selectOption(one);
  await page.getByLabel('The other', { exact: true }).selectOption(other);
}

test('“2 days” and “2 working days” are different, with a day on which they are, and the window of 7 to 13 is the same', async ({ page }) => {
  await page.goto('/compare/');
  await choosePair(page, 'wst', 'west-midlands');
  await page.getByLabel('Start days of').selectOption('2026');
  const report = page.locator('[data-key="report-to-panel/limit report-to-panel/after-meeting"]');
  await expect(report).toHaveAttribute('data-class', 'different');
  await expect(report).toContainText('Different on 165 of 365 start days, by up to 2 working days');
  await expect(report.locator('.difference__example time').first()).toHaveAttribute('datetime', '2026-01-02');
  await expect(page.locator('.difference[data-row="meeting-limit"]')).toHaveAttribute('data-class', 'same');
  await expect(report).toContainText('Agrees if WST is read so');
});

test('limits that start elsewhere are compared once the lag is given, and not before', async ({ page }) => {
  await page.goto('/compare/');
  await choosePair(page, 'west-midlands', 'herefordshire');
  const overall = page.locator('[data-key="report-to-panel/overall report-to-panel/overall"]');
  await expect(overall).toHaveAttribute('data-class', 'not-comparable');
  await page.getByText('Limits that start elsewhere').click();
  await page.getByLabel('The day the local authority became aware').fill('0');
  await page.getByLabel('The day the intention to notify was received').fill('1');
  await expect(overall).toHaveAttribute('data-class', 'same-date');
  await page.getByLabel('The day the intention to notify was received').fill('3');
  await expect(overall).toHaveAttribute('data-class', 'different');
  await page.getByLabel('The day the intention to notify was received').fill('some');
  await expect(page.getByText('Enter a whole number of working days')).toBeVisible();
  await expect(overall).toHaveAttribute('data-class', 'not-comparable');
});

test('KSCP’s list and Pan Bedfordshire’s test are told apart by a looked-after child and by one in a regulated setting', async ({ page }) => {
  await page.goto('/compare/');
  await choosePair(page, 'kscp', 'pan-bedfordshire');
  const tests = page.locator('[data-tests="kscp/notifiable-incident pan-bedfordshire/serious-incident"]');
  await expect(tests.locator('.cases__case')).toHaveCount(2);
  await expect(tests).toContainText('the child was looked after; abuse or neglect is not known or suspected');
  await expect(tests).toContainText('the child was in a regulated setting or service; abuse or neglect is not known or suspected');
  await expect(tests.locator('tbody').last()).toContainText('No case.');
  await expect(page.locator('[data-part="chair"]')).toHaveAttribute('href', '/compare/kscp/pan-bedfordshire/');
});

// ---- without script, and on paper --------------------------------------------------------------------------------------

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the whole table is there, with a case, the days and the cases of two documents, and every other two a page away', async ({ page }) => {
    await page.goto('/compare/');
    await expect(page.locator('[data-part="table"] .matrix__head')).toHaveCount(policies.length);
    await expect(page.locator('[data-part="table"] tr[data-row]')).toHaveCount(vocabulary.dimensions.length);
    await expect(page.locator('.lane')).toHaveCount(policies.length);
    await expect(page.locator('.difference').first()).toBeVisible();
    await expect(page.locator('.cases').first()).toBeVisible();
    await expect(page.locator('form:visible')).toHaveCount(0);
    await page.getByRole('link', { name: 'West Midlands and WST', exact: true }).click();
    await expect(page.locator('.difference').first()).toContainText(/Different on \d{3} of 36[56] start days/);
  });
});

test('the sheet for the chair is one side of A4, for any two', async ({ page }) => {
  await page.goto('/compare/');
  const sheets = await page.locator('.pairs a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(sheets).toHaveLength((policies.length * (policies.length - 1)) / 2);
  for (const sheet of sheets) {
    await page.goto(sheet);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 }), sheet).toBeVisible();
    const parts = page.locator('.chair:not(.not-printed)');
    expect(await parts.count(), sheet).toBeGreaterThan(1);
    for (const part of await parts.all()) await expect(part, sheet).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect((pdf.match(/\/Type\s*\/Page[^s]/g) ?? []).length, sheet).toBe(1);
  }
});

test('in forced colours the lanes, their labels and their key are in the reader’s own colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  for (const path of ['/', '/compare/']) {
    await page.goto(path);
    const [text, ground, painted] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      const of = (selector: string, property: 'fill' | 'stroke') => [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[property]);
      return [color, backgroundColor, {
        labels: of('.lane__label, .lane__day, .lane__month', 'fill'), halos: of('.lane__label', 'stroke'), bars: of('.lane__bar--last, .lane__bar--stretch', 'fill'), edges: of('.lane__bar--doubt, .lane__bar--projected', 'stroke'),
      }] as const;
    });
    expect(text).not.toBe(ground);
    expect(new Set([...painted.labels, ...painted.bars, ...painted.edges])).toEqual(new Set([text]));
    expect(new Set(painted.halos)).toEqual(new Set([ground]));
  }
});
