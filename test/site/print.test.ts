import { expect, type Page } from '@playwright/test';
import { test } from './lasting-page.ts';
import { sheetsOf, type Sheet } from './sheets.ts';

const CASES: Record<string, string> = {
  'west-midlands': '/calculator/#v=1&policy=west-midlands&referral-received=2026-03-27&incident-known=2026-03-26&case:as-at=2026-03-30',
  herefordshire: '/calculator/#v=1&policy=herefordshire&referral-received=2026-03-27&incident-known=2026-03-26&intention-notified=2026-03-26&case:as-at=2026-03-30',
};

/** Prints a page as its reader would, on A4 or as the page itself asks. */
async function printed(page: Page): Promise<Sheet[]> {
  return sheetsOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }));
}

/** The page that is printed must hold no sheet with little on it, but for the last. */
function expectFilled(sheets: Sheet[], what: string): void {
  for (const [place, { filling }] of sheets.slice(0, -1).entries()) expect(filling, `sheet ${place + 1} of ${what}`).toBeGreaterThan(1 / 3);
}

function wordsOf(sheets: Sheet[]): string {
  return sheets.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ');
}

for (const [policy, most] of [['west-midlands', 6], ['herefordshire', 11]] as const) {
  test(`the timetable of ${policy} prints on ${most} sheets, the national part after the local one and never beside it`, async ({ page }) => {
    await page.goto(CASES[policy]!);
    await expect(page.locator('.span')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    const [local, national, whole] = await Promise.all(['.beside__local', '.beside__national', '.beside'].map((part) => page.locator(part).evaluateAll((parts) => {
      const boxes = parts.map((one) => one.getBoundingClientRect());
      return { top: Math.min(...boxes.map(({ top }) => top)), bottom: Math.max(...boxes.map(({ bottom }) => bottom)), width: Math.min(...boxes.map(({ width }) => width)) };
    })));
    expect(national!.top).toBeGreaterThanOrEqual(local!.bottom);
    expect([local!.width, national!.width]).toEqual([whole!.width, whole!.width]);
    const sheets = await printed(page);
    expect(sheets.length).toBeLessThanOrEqual(most);
    expectFilled(sheets, policy);
    const words = wordsOf(sheets);
    expect(words.indexOf('National beside, not merged')).toBeGreaterThan(words.indexOf('When is everything due?'));
    expect(words).toMatch(/Date done\s*Initials/);
  });
}

test('on paper a verdict has the questions that lack an answer, and nothing tells of what only a screen can do', async ({ page }) => {
  await page.goto(CASES['west-midlands']!);
  await expect(page.locator('.span')).toBeVisible();
  const screen = await page.locator('main').innerText();
  for (const words of ['Nothing you enter leaves this page', 'Type no names', 'Done or planned?', 'Add another date']) expect(screen).toContain(words);
  const words = wordsOf(await printed(page));
  expect(words).toContain('5 answers are missing.');
  for (const question of ['The child died', 'The child was seriously harmed', 'It happened in the area', 'It happened outside England', 'The child normally lives in the area']) {
    expect(words).toContain(`${question}: not known`);
  }
  for (const instruction of ['Nothing you enter leaves this page', 'Type no names', 'Done or planned?', 'Add another date', 'How Tuesday 31 March 2026 was reached']) expect(words).not.toContain(instruction);
});

test('the agenda of all findings prints on 38 sheets, and each finding stands whole on one', async ({ page }) => {
  await page.goto('/findings/');
  const sheets = await printed(page);
  expect(sheets.length).toBeLessThanOrEqual(38);
  expectFilled(sheets, 'the findings');
  const headings = await page.locator('main :is(h2, h3, h4)').allInnerTexts();
  for (const { lines } of sheets) {
    expect(headings).not.toContain(lines.at(-1)!.text.replace(/^\d+\. /, ''));
    expect(lines[0]!.text).not.toBe('Agreed:');
  }
  // The line for what was agreed is the last of each finding; the last sheet ends with the stamp of the print.
  for (const { lines } of sheets.slice(0, -1)) expect(lines.at(-1)!.text).toBe('Agreed:');
  await page.emulateMedia({ media: 'print' });
  const drawings = await page.locator('.counts').evaluateAll((all) => all.map((one) => getComputedStyle(one).breakInside));
  expect(new Set(drawings)).toEqual(new Set(['avoid']));
});

test('the comparison prints with the names of the documents on each sheet of a table, and no row is parted from its name', async ({ page }) => {
  // A4 on its side, at 96 pixels an inch.
  const side = { width: 1017, height: 665 };
  await page.setViewportSize(side);
  await page.goto('/compare/');
  await page.emulateMedia({ media: 'print' });
  const rows = await page.locator('.matrix tbody tr').evaluateAll((all) => all.map((row) => {
    const head = row.closest('table')!.tHead!.getBoundingClientRect().height;
    return { name: row.firstElementChild!.textContent, room: head + row.getBoundingClientRect().height, inside: getComputedStyle(row).breakInside };
  }));
  expect(rows.length).toBeGreaterThan(30);
  for (const { name, room, inside } of rows) {
    expect(room, name).toBeLessThan(side.height);
    expect(inside, name).toBe('avoid');
  }
  const sheets = await printed(page);
  expect(sheets.length).toBeLessThanOrEqual(30);
  expectFilled(sheets, 'the comparison');
  const stages = await page.locator('.matrix__stage').allInnerTexts();
  const table = sheets.slice(1, sheets.findIndex(({ lines }) => lines.some(({ text }) => text.startsWith('Silence is never'))) + 1);
  expect(table.length).toBeGreaterThan(10);
  for (const { lines } of table) {
    const head = lines.slice(0, 3).map(({ text }) => text).join(' ');
    for (const name of ['Herefordshire', 'KSCP', 'Pan Bedfordshire', 'West Midlands', 'WST', 'National baseline']) expect(head).toContain(name);
    expect(stages).not.toContain(lines.at(-1)!.text);
  }
});

test('a comparison of two documents prints upright, on eight sheets', async ({ page }) => {
  await page.goto('/compare/#v=1&policies=wst,west-midlands');
  await expect(page.locator('[data-part="table"] .matrix__head')).toHaveCount(2);
  await expect(page.locator('[data-part="case"] .lane')).toHaveCount(3);
  await expect(page.locator('[data-part="pair-named"]')).toContainText('West Midlands and WST');
  await expect(page.locator('[data-part="counts"] .counts')).toHaveCount(1);
  const sheets = await printed(page);
  expect(sheets.length).toBeLessThanOrEqual(8);
  expectFilled(sheets, 'two documents');
});

test('the home page prints on three full sheets, and each lane has the name of its document in one line', async ({ page }) => {
  await page.goto('/');
  const sheets = await printed(page);
  expect(sheets.length).toBe(3);
  for (const { filling } of sheets) expect(filling).toBeGreaterThan(0.6);
  const lines = sheets.flatMap(({ lines: own }) => own.map(({ text }) => text));
  for (const name of ['Herefordshire', 'KSCP', 'Pan Bedfordshire', 'West Midlands', 'WST', 'National baseline']) {
    expect(lines.filter((line) => line.startsWith(`${name} `) && line.includes('Report to the Panel')), name).toHaveLength(1);
  }
});

for (const [policy, most] of [['herefordshire', 21], ['kscp', 18], ['national', 8], ['pan-bedfordshire', 23], ['west-midlands', 15], ['wst', 16]] as const) {
  test(`the procedure of ${policy} prints on ${most} sheets, its flowchart under its heading`, async ({ page }) => {
    await page.goto(`/procedures/${policy}/`);
    const sheets = await printed(page);
    expect(sheets.length).toBeLessThanOrEqual(most);
    const [chart] = sheets.filter(({ lines }) => lines.some(({ text }) => text === 'The flowchart'));
    const under = chart!.lines.slice(chart!.lines.findIndex(({ text }) => text === 'The flowchart') + 1);
    expect(under.length).toBeGreaterThan(8);
    expect(chart!.filling).toBeGreaterThan(0.8);
  });
}

/** The size in points in which most of the words of a sheet are set. */
function usualSize({ lines }: Sheet): number {
  const words = new Map<number, number>();
  for (const { text, size } of lines) words.set(size, (words.get(size) ?? 0) + text.length);
  return [...words].sort(([, one], [, other]) => other - one)[0]![0];
}

// What the two longest documents say of their meetings has no room to be larger.
for (const [policy, least] of [['herefordshire', 8.2], ['kscp', 6.7], ['national', 8.7], ['pan-bedfordshire', 6.9], ['west-midlands', 8.7], ['wst', 8.7]] as const) {
  test(`the sheets of ${policy} for the meeting and for the returns are one side each, as large as they can be and with room to write`, async ({ page }) => {
    await page.addInitScript(() => { window.print = () => {}; });
    await page.goto(`/calculator/#v=1&policy=${policy}&referral-received=2026-03-27&intention-notified=2026-03-27&incident-known=2026-03-26&case:as-at=2026-04-08`);
    for (const name of ['Meeting sheet, one A4', 'Returns sheet']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Print this sheet' }).click();
      await expect(page.locator('html')).toHaveAttribute('data-printing', 'sheet');
      const sheets = await printed(page);
      expect(sheets.length, name).toBe(1);
      if (name !== 'Returns sheet') expect(usualSize(sheets[0]!)).toBeGreaterThanOrEqual(least);
    }
    // The print is over: so the page is as it was, and has to be told once more.
    await page.evaluate(() => { document.documentElement.dataset['printing'] = 'sheet'; });
    await page.setViewportSize({ width: 688, height: 994 });
    await page.emulateMedia({ media: 'print' });
    for (const column of await page.locator('.sheet__table thead th').all()) expect((await column.boundingBox())!.width).toBeGreaterThan(115);
  });
}

test('the meeting sheet leaves a condition of many lines to the timetable, and stays one side', async ({ page }) => {
  await page.addInitScript(() => { window.print = () => {}; });
  await page.goto('/calculator/#v=1&policy=kscp&incident-known=2026-03-26');
  await page.getByRole('button', { name: 'Meeting sheet, one A4' }).click();
  await page.getByRole('button', { name: 'Print this sheet' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printing', 'sheet');
  const sheets = await printed(page);
  expect(sheets.length).toBe(1);
  expect(wordsOf(sheets)).toContain('Only if certain things hold, which the timetable has.');
});

test('the sheet for the chair is set in at least 9.5 points where there is room, and in less only for KSCP and Pan Bedfordshire', async ({ page }) => {
  for (const [pair, least] of [
    ['herefordshire/wst', 10.4], ['west-midlands/wst', 10.4], ['wst/national', 10.4], ['herefordshire/pan-bedfordshire', 9.4], ['kscp/wst', 9.4],
    ['west-midlands/national', 9.4], ['pan-bedfordshire/west-midlands', 8.4], ['kscp/west-midlands', 7.9], ['kscp/pan-bedfordshire', 7.7],
  ] as const) {
    await page.goto(`/compare/${pair}/`);
    const sheets = await printed(page);
    expect(sheets.length, pair).toBe(1);
    expect(usualSize(sheets[0]!), pair).toBeGreaterThanOrEqual(least);
  }
});

for (const [path, most] of [['/glossary/', 18], ['/learn/course/what-starts-the-clock/', 6], ['/learn/practice/wst/', 6], ['/learn/cases/stages-two-clocks/', 11], ['/search/', 1], ['/about/', 2], ['/data/', 3], ['/privacy/', 2]] as const) {
  test(`${path} prints on no more than ${most} A4, and none but the last has little on it`, async ({ page }) => {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    const sheets = await printed(page);
    expect(sheets.length).toBeLessThanOrEqual(most);
    expectFilled(sheets, path);
  });
}

test('a printed question has the letters that its answers go by, and a printed case all its stages', async ({ page }) => {
  await page.goto('/learn/cases/stages-two-clocks/');
  await expect(page.locator('.question .govuk-radios').first()).toBeVisible();
  const words = wordsOf(await printed(page));
  for (const part of ['A Monday 5 October 2026', 'D Monday 12 October 2026', 'Right: B and C', 'Stage 2', 'Stage 3']) expect(words).toContain(part);
});
