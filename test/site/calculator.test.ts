import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test as onNewPage, type Locator, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { openFolds } from './folds.ts';
import { test } from './lasting-page.ts';

const entryOf = (page: Page, title: string): Locator => page.locator('.beside__local .entry').filter({ has: page.getByRole('link', { name: title, exact: true }) });

async function typeDate(page: Page, group: string, [day, month, year]: [string, string, string]): Promise<void> {
  const fieldset = page.getByRole('group', { name: group, exact: true });
  await fieldset.getByLabel('Day').fill(day);
  await fieldset.getByLabel('Month').fill(month);
  await fieldset.getByLabel('Year').fill(year);
}

const REFERRAL = 'The referral was received';

for (const timezoneId of ['Europe/London', 'America/New_York', 'Pacific/Auckland']) {
  test.describe(`in ${timezoneId}`, () => {
    test.use({ timezoneId });

    test('a referral on 27 March 2026 under West Midlands gives the template by Tuesday 31 March and the meeting from Thursday 9 to Friday 17 April', async ({ page }) => {
      await page.goto('/calculator/');
      await page.getByLabel('Policy').selectOption('west-midlands');
      await typeDate(page, REFERRAL, ['27', '3', '2026']);
      await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
      const meeting = entryOf(page, 'Hold the rapid review meeting');
      await expect(meeting.locator('.entry__when time')).toHaveCount(2);
      await expect(meeting.locator('.entry__when time').nth(0)).toHaveText('Thursday 9 April 2026');
      await expect(meeting.locator('.entry__when time').nth(1)).toHaveText('Friday 17 April 2026');
    });
  });
}

test('the days skipped are named in the ledger of the meeting: Good Friday and Easter Monday', async ({ page }) => {
  await page.goto('/calculator/#v=1&policy=west-midlands&referral-received=2026-03-27');
  const meeting = entryOf(page, 'Hold the rapid review meeting');
  await meeting.getByText('How Friday 17 April 2026 was reached').click();
  const cell = (date: string) => meeting.locator('.ledger td').filter({ has: page.locator(`time[datetime="${date}"]`) });
  await expect(cell('2026-04-03')).toContainText('Good Friday');
  await expect(cell('2026-04-06')).toContainText('Easter Monday');
  await expect(cell('2026-04-04')).toContainText('skipped');
  await expect(cell('2026-03-27')).toContainText('referral');
  await expect(cell('2026-04-09')).toContainText('counted 7');
  await expect(cell('2026-04-17')).toContainText('counted 13');
});

test('the report of West Midlands without a meeting date is projected from Monday 13 to Tuesday 21 April, never one due date', async ({ page }) => {
  await page.goto('/calculator/#v=1&policy=west-midlands&referral-received=2026-03-27');
  const report = entryOf(page, 'Send the report to the national Panel');
  await expect(report).toContainText('Projected');
  await expect(report).toContainText('Monday 13 April 2026');
  await expect(report).toContainText('Tuesday 21 April 2026');
  await expect(report).not.toContainText('Due by');
});

test('a meeting on Thursday 16 April 2026 under WST gives a report by Saturday 18 or Monday 20, to be worked to Friday 17', async ({ page }) => {
  await page.goto('/calculator/#policy=wst&rapid-review-meeting=2026-04-16');
  const report = entryOf(page, 'Send the report to the national Panel');
  await expect(report.locator('.entry__when')).toContainText('Work to');
  await expect(report.locator('.entry__when time')).toHaveAttribute('datetime', '2026-04-17');
  await expect(report.locator('.entry__readings')).toContainText('Saturday 18 April 2026');
  await expect(report.locator('.entry__readings')).toContainText('Monday 20 April 2026');
  await page.getByLabel('Policy').selectOption('west-midlands');
  await expect(report.locator('.entry__when time')).toHaveAttribute('datetime', '2026-04-20');
  await expect(report).not.toContainText('Saturday 18 April 2026');
});

test('a circumstance that is not known leaves a test undetermined and named, and never makes it not met', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&child-seriously-harmed=yes&harm-in-area=yes');
  const local = page.locator('.beside__local .verdict').filter({ hasText: 'notify to the national Panel' });
  const national = page.locator('.beside__national .verdict').filter({ hasText: 'section 16C' }).first();
  await expect(local).toContainText('Met:');
  await expect(national).toContainText('Cannot be said yet');
  await expect(national).toContainText('Is it known or suspected that the child has been abused or neglected?');
  await expect(national).not.toContainText('Not met:');
  const abuse = page.getByRole('group', { name: /abused or neglected/ });
  await abuse.getByRole('radio', { name: 'No', exact: true }).check();
  await expect(national).toContainText('Not met:');
  await abuse.getByRole('radio', { name: 'Not known' }).check();
  await expect(national).toContainText('Cannot be said yet');
});

for (const [typed, message, boxes] of [
  [['31', '4', '2026'], 'The date the referral was received must be a real date: April has 30 days', ['day', 'month', 'year']],
  [['29', '2', '2027'], 'The date the referral was received must be a real date: February 2027 has 28 days', ['day', 'month', 'year']],
  [['27', '3', '26'], 'The date the referral was received year must include 4 numbers', ['year']],
  [['27', '', '2026'], 'The date the referral was received must include a month', ['month']],
  [['2', '1', '2029'], /The date the referral was received must be between 1 January 2012 and 31 December 2028/, ['day', 'month', 'year']],
] as [[string, string, string], string | RegExp, string[]][]) {
  test(`${typed.join(' ')} is refused beside its field and in the summary`, async ({ page }) => {
    await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27');
    await expect(page.locator('.beside__local .entry').first()).toBeVisible();
    await typeDate(page, REFERRAL, typed);
    await page.getByRole('button', { name: 'Work out the dates' }).click();
    const summary = page.getByRole('alert');
    await expect(summary).toContainText('There is a problem');
    await expect(summary).toContainText(message);
    await expect(page.locator('.govuk-error-summary')).toBeFocused();
    const group = page.getByRole('group', { name: REFERRAL, exact: true });
    await expect(group.locator('.govuk-error-message')).toContainText(message);
    for (const part of ['day', 'month', 'year']) {
      const box = group.getByLabel(part.charAt(0).toUpperCase() + part.slice(1));
      if (boxes.includes(part)) await expect(box).toHaveClass(/govuk-input--error/);
      else await expect(box).not.toHaveClass(/govuk-input--error/);
    }
    // Nothing on the page rests on the date that was there before.
    await expect(page.locator('.calculator__answer')).not.toContainText('31 March 2026');
    await summary.getByRole('link').click();
    await expect(group.getByLabel(boxes.length === 3 ? 'Day' : boxes[0]!.replace(/^./, (first) => first.toUpperCase()))).toBeFocused();
    expect(await faultsOf(page)).toEqual([]);
  });
}

test('an error shows when someone leaves a date, not while they type it', async ({ page }) => {
  await page.goto('/calculator/');
  const group = page.getByRole('group', { name: REFERRAL, exact: true });
  await group.getByLabel('Day').fill('27');
  await group.getByLabel('Month').focus();
  await expect(group.locator('.govuk-error-message')).toHaveCount(0);
  await page.getByLabel('Policy').focus();
  await expect(group.locator('.govuk-error-message')).toContainText('must include a month and year');
});

test('what is typed while the calculator is still being fetched is neither lost nor overwritten', async ({ page }) => {
  await page.route('**/_astro/*.js', async (route) => {
    await new Promise((done) => { setTimeout(done, 300); });
    await route.continue();
  });
  await page.goto('/calculator/#policy=west-midlands&incident-known=2026-03-26');
  await typeDate(page, REFERRAL, ['27', '3', '2026']);
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
  const aware = page.getByRole('group', { name: /became aware/ });
  await expect(aware.getByLabel('Day')).toHaveValue('26');
  await page.goto('/');
  await page.goto('/calculator/');
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeDate(page, REFERRAL, ['27', '3', '2026']);
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

test('where its scripts cannot be fetched, the calculator says so and leaves no answer standing', async ({ page }) => {
  await page.goto('/calculator/');
  await page.route('**/_astro/*.js', (route) => route.abort());
  await typeDate(page, REFERRAL, ['27', '3', '2026']);
  await expect(page.getByRole('alert')).toContainText('The dates could not be worked out');
  await expect(page.locator('.calculator__answer .entry')).toHaveCount(0);
});

test('the name of a month is accepted', async ({ page }) => {
  await page.goto('/calculator/');
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeDate(page, REFERRAL, ['27', 'Mar', '2026']);
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

test('the home page leads from a partnership and a date to the dated timetable', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Partnership').selectOption('west-midlands');
  await typeDate(page, 'Date of the referral', ['27', '3', '2026']);
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page).toHaveURL(/\/calculator\/#v=1&policy=west-midlands&referral-received=2026-03-27$/);
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

test('the home page asks for the date that a document counts from, and shows dates for it', async ({ page }) => {
  await page.goto('/');
  // Herefordshire numbers its days from the day on which the intention to notify is received; the Act's guidance from awareness.
  await typeDate(page, 'Date when the intention to notify was received', ['27', '3', '2026']);
  await page.getByLabel('Partnership').selectOption('national');
  await expect(page.getByRole('group', { name: 'Date when the local authority became aware', exact: true }).getByLabel('Day')).toHaveValue('27');
  await page.getByLabel('Partnership').selectOption('herefordshire');
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page).toHaveURL(/\/calculator\/#v=1&policy=herefordshire&intention-notified=2026-03-27$/);
  // Day 7 to 8, in working days, with Friday 27 March as Day 1: Wednesday 8 and Thursday 9 April, after Good Friday and Easter Monday.
  await expect(entryOf(page, 'Hold the rapid review meeting').locator('.entry__when time').last()).toHaveAttribute('datetime', '2026-04-09');
});

test('the home page refuses a missing date in the pattern', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the date when the intention to notify was received');
  await page.getByLabel('Partnership').selectOption('west-midlands');
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the date of the referral');
  await expect(page).toHaveURL(/\/$/);
});

const CASE = '#v=1&policy=west-midlands&referral-received=2026-03-27&incident-known=2026-03-26&child-died=no&case:as-at=2026-03-30';

/** Fills every text box, ticks every last radio, and chooses the last of every list, in every form. */
async function fillEverything(page: Page): Promise<void> {
  await openFolds(page);
  for (const id of await page.locator('select:not(#policy):not(#add-date)').evaluateAll((fields) => fields.map(({ id: own }) => own))) {
    await page.locator(`[id="${id}"]`).selectOption({ index: 1 });
  }
  for (const part of ['day', 'month', 'year']) {
    for (const id of await page.locator(`input[type="text"][id$="-${part}"]`).evaluateAll((fields) => fields.map(({ id: own }) => own))) {
      await page.locator(`[id="${id}"]`).fill({ day: '27', month: 'March', year: '2026' }[part]!);
    }
  }
  for (const id of await page.locator('.choice__input[value="yes"]').evaluateAll((fields) => fields.map(({ id: own }) => own))) {
    await page.locator(`[id="${id}"]`).check();
  }
}

test('with every field filled and everything taken away, only the site’s own scripts are asked for, and nothing is stored or sent', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset['printed'] = 'yes'; }; });
  await page.goto('/calculator/');
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeDate(page, REFERRAL, ['27', '3', '2026']);
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  await fillEverything(page);
  await page.getByLabel('In the calendar file, an entry for each reading').check();
  for (const name of ['Calendar file', 'CSV']) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
    expect(download.suggestedFilename()).toMatch(/^west-midlands-dates\.(ics|csv)$/);
  }
  for (const name of ['Copy as text', 'Copy a link', 'Print the timetable', 'Meeting sheet, one A4', 'Returns sheet', 'Print this sheet']) {
    await page.getByRole('button', { name, exact: true }).click();
  }
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes');
  await page.waitForLoadState('networkidle');
  // A file that the page itself made is no request: it comes from the page and goes to the downloads.
  const sent = asked.filter((url) => !url.startsWith(`blob:${baseURL}/`));
  expect(sent.filter((url) => !url.startsWith(`${baseURL}/_astro/`) || !url.endsWith('.js'))).toEqual([]);
  expect(sent.join(' ')).not.toMatch(/2026|27/);
  expect(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length])).toEqual([0, 0, '', 0]);
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat());
  expect(kept.filter((url) => url.includes('?') || url.includes('#') || /2026/.test(url))).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
});

test('the link that is copied brings the same case back, and is no part of the address until someone follows it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/calculator/${CASE}`);
  await expect(entryOf(page, 'Send the scoping template and letter')).toBeVisible();
  await page.getByRole('button', { name: 'Copy a link' }).click();
  await expect(page.getByRole('status')).toContainText('The link is copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
});

test('the text that is copied has the dates, the national ones under their own heading', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/calculator/${CASE}`);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('status')).toContainText('copied as text');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('Tuesday 31 March 2026');
  expect(text.indexOf('BESIDE AND NOT MERGED')).toBeGreaterThan(text.indexOf('WEST MIDLANDS'));
});

test('where the clipboard is refused, the text stands there to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => { Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } }); });
  await page.goto(`/calculator/${CASE}`);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByLabel('Copy this')).toHaveValue(/Tuesday 31 March 2026/);
});

test('a second calendar file of a case moves the entries of the first', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  const file = async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar file' }).click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8').replaceAll('\r\n ', '');
  };
  const starts = (text: string) => new Map([...text.matchAll(/BEGIN:VEVENT.*?END:VEVENT/gs)].map(([entry]) => [/UID:(\S+)/.exec(entry)![1]!, /DTSTART;VALUE=DATE:(\d+)/.exec(entry)![1]!]));
  const first = starts(await file());
  await page.getByRole('group', { name: REFERRAL, exact: true }).getByLabel('Day').fill('30');
  const second = starts(await file());
  expect([...second.keys()].sort()).toEqual([...first.keys()].sort());
  const uid = [...first.keys()].find((one) => one.includes('west-midlands.send-scoping@'))!;
  expect([first.get(uid), second.get(uid)]).toEqual(['20260331', '20260401']);
});

test('a site without https makes a calendar file too, though browsers keep some functions from it', async ({ page }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(Crypto.prototype, 'randomUUID'); });
  await page.goto(`/calculator/${CASE}`);
  expect(await page.evaluate(() => typeof crypto.randomUUID)).toBe('undefined');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Calendar file', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe('west-midlands-dates.ics');
});

test('nothing is made of a case with a date that cannot be used', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  await typeDate(page, REFERRAL, ['31', '4', '2026']);
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByRole('status')).toContainText('mend the dates above first');
  await expect(page.locator('.span')).not.toContainText('31 March');
});

test('asked backwards, West Midlands needs the meeting by 15 April for a report by 17 April 2026', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&count:day-one=day-after');
  await page.getByLabel('What must happen').selectOption('report-to-panel');
  await typeDate(page, 'By this day', ['17', '4', '2026']);
  const line = page.locator('[data-key="latest-rapid-review-meeting"]');
  await expect(line).toContainText('Wednesday 15 April 2026');
  await expect(line).toContainText('With none of that time left: Friday 17 April 2026');
  await typeDate(page, 'By this day', ['31', '4', '2026']);
  await page.getByLabel('Policy').focus();
  await expect(page.getByRole('group', { name: 'By this day' })).toContainText('must be a real date');
  await expect(page.locator('.latest__line')).toHaveCount(0);
});

test('the flowchart shows what is done, what is next and what is off the path, and follows the case', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  await page.getByText('The flowchart, with this case marked').click();
  const box = (step: string) => page.locator(`.chart__frame [data-node="${step}"]`);
  await expect(box('send-scoping')).toHaveAttribute('data-case', 'next');
  await entryOf(page, 'Send the scoping template and letter').getByRole('button', { name: /Done or planned/ }).click();
  await expect(page.getByRole('group', { name: 'Send the scoping template and letter', exact: true }).getByLabel('Day')).toBeFocused();
  await typeDate(page, 'Send the scoping template and letter', ['30', '3', '2026']);
  await expect(box('send-scoping')).toHaveAttribute('data-case', 'done');
});

test('back and forward leave fields and answer in step, and a second click on a button makes nothing twice', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27');
  const day = page.getByRole('group', { name: REFERRAL, exact: true }).getByLabel('Day');
  const sent = entryOf(page, 'Send the scoping template and letter').locator('.entry__when time');
  await expect(sent).toHaveAttribute('datetime', '2026-03-31');
  await page.evaluate(() => { location.hash = '#policy=west-midlands&referral-received=2026-03-30'; });
  await expect(sent).toHaveAttribute('datetime', '2026-04-01');
  await expect(day).toHaveValue('30');
  await page.goBack();
  await expect(sent).toHaveAttribute('datetime', '2026-03-31');
  await expect(day).toHaveValue('27');
  await page.goForward();
  await expect(sent).toHaveAttribute('datetime', '2026-04-01');
  await expect(day).toHaveValue('30');
  await page.goto('/about/');
  await page.goBack();
  await expect(day).toHaveValue('30');
  await expect(sent).toHaveAttribute('datetime', '2026-04-01');
  await page.getByRole('button', { name: 'Meeting sheet, one A4' }).dblclick();
  await expect(page.locator('.sheet')).toHaveCount(1);
});

test('fields that a browser restores are read before they stand beside another answer', async ({ page }) => {
  await page.goto('/calculator/');
  await page.locator('#date-referral-received-day').evaluate((box: HTMLInputElement) => { box.value = '27'; });
  await page.locator('#date-referral-received-month').evaluate((box: HTMLInputElement) => { box.value = '3'; });
  await page.locator('#date-referral-received-year').evaluate((box: HTMLInputElement) => { box.value = '2026'; });
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow')));
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

test('dates out of order are said, and the rest is still worked out', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27&rapid-review-meeting=2026-03-20&case:as-at=2026-03-30');
  await expect(page.getByRole('heading', { name: 'These do not fit together' })).toBeVisible();
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

test('a link with parts that mean nothing here says so, and takes the rest', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27&refferal-received=2026-03-20');
  await expect(page.getByRole('alert')).toContainText('One part of the link means nothing in West Midlands');
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
});

for (const policy of ['herefordshire', 'kscp', 'national', 'pan-bedfordshire', 'west-midlands', 'wst']) {
  test(`under ${policy}, with everything opened, nothing runs off the side at 320 pixels, axe finds no fault, and the meeting has one sheet`, async ({ page }) => {
    test.slow();
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await page.addInitScript(() => { window.print = () => {}; });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`/calculator/#policy=${policy}&referral-received=2026-03-27&intention-notified=2026-03-27&incident-known=2026-03-26&case:as-at=2026-04-08`);
    await expect(page.locator('.span')).toBeVisible();
    await page.getByLabel('What must happen').selectOption({ index: 3 });
    await typeDate(page, 'By this day', ['24', '4', '2026']);
    for (const name of ['Meeting sheet, one A4', 'Returns sheet', 'Meeting sheet, one A4']) await page.getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { name: /^The meeting/ })).toBeFocused();
    await openFolds(page);
    await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Print this sheet' }).click();
    // The button answers in its own time; only then is the sheet alone on the paper.
    await expect(page.locator('html')).toHaveAttribute('data-printing', 'sheet');
    expect((await page.pdf({ format: 'A4' })).toString('latin1')).toMatch(/\/Count 1\b/);
    expect(thrown).toEqual([]);
  });
}

test('the flowchart of the case is there each time that it is opened, also after the case has changed meanwhile', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  const fold = page.getByText('The flowchart, with this case marked');
  await fold.click();
  await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
  await fold.click();
  await page.getByRole('group', { name: REFERRAL, exact: true }).getByLabel('Day').fill('26');
  await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-30');
  await fold.click();
  await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
});

test('the days of a date are drawn once its fold is opened, and those of the others are not', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  await expect(page.locator('.ledger')).toHaveCount(0);
  await entryOf(page, 'Send the scoping template and letter').getByText('How Tuesday 31 March 2026 was reached').click();
  await expect(page.locator('.ledger')).toHaveCount(1);
  await expect(page.locator('.ledger')).toContainText('Mon');
  await expect(page.locator('.ledger time[datetime="2026-03-31"]')).toBeVisible();
});

test('by keyboard alone: from the first field to the dates, a ledger, a copied link and back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/calculator/');
  await page.getByLabel('Policy').focus();
  await page.keyboard.type('West');
  for (const part of ['27', '3', '2026']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(part);
  }
  await expect(page.getByRole('status')).toContainText('Next: ');
  const reached = async (isThere: () => Promise<boolean>) => {
    for (let step = 0; step < 200; step += 1) {
      if (await isThere()) return true;
      await page.keyboard.press('Tab');
    }
    return false;
  };
  const isOn = (text: string) => () => page.evaluate((wanted) => document.activeElement?.textContent?.trim().startsWith(wanted) ?? false, text);
  expect(await reached(isOn('How '))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.locator('details[open] .ledger').first()).toBeVisible();
  expect(await reached(isOn('Copy a link'))).toBe(true);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('The link is copied');
  await expect(page.getByRole('button', { name: 'Copy a link' })).toBeFocused();
});

test('in forced colours every state still has its word', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27&incident-known=2026-03-26&child-died=no&case:as-at=2026-04-08');
  await expect(entryOf(page, 'Send the scoping template and letter')).toContainText('Late by 4 working days');
  await expect(page.locator('.verdict--not-met').first()).toContainText('Not met');
  await expect(page.locator('.choice__input:checked').first()).toHaveCount(1);
});

for (const [later, earlier] of [['rapid-review-meeting', 'referral-received'], ['send-scoping', 'referral-received'], ['report-to-panel', 'rapid-review-meeting'], ['notification-sent', 'incident-known']] as const) {
  test(`${later} before ${earlier} is said, and throws nothing`, async ({ page }) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    await page.goto(`/calculator/#policy=west-midlands&${later}=2026-03-20&${earlier}=2026-03-27`);
    await expect(page.getByRole('heading', { name: 'These do not fit together' })).toBeVisible();
    expect(thrown).toEqual([]);
  });
}

/** A pause in the page, for someone to stop typing, would be hundreds. */
const FEW_TURNS = 20;

// How long an answer takes is measured by a benchmark: a test of it would fail where the machine has other work.
test('an answer follows a change at once, without a pause, with the chart open', async ({ page }) => {
  await page.goto(`/calculator/${CASE}`);
  await page.getByText('The flowchart, with this case marked').click();
  await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
  const answers = await page.evaluate(async (mostTurns) => {
    const box = document.querySelector<HTMLInputElement>('#date-referral-received-day')!;
    const due = () => document.querySelector('[data-key="entry-send-scoping"] time')!.getAttribute('datetime');
    const found: (string | null)[] = [];
    for (const day of ['26', '30', '27']) {
      const before = due();
      box.value = day;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      for (let turn = 0; turn < mostTurns && due() === before; turn += 1) {
        await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = done; port2.postMessage(null); });
      }
      found.push(due());
    }
    return found;
  }, FEW_TURNS);
  // Two working days on, over no bank holiday: from Thursday 26, Monday 30 and Friday 27 March.
  expect(answers).toEqual(['2026-03-30', '2026-04-01', '2026-03-31']);
});

// What a browser has already it does not fetch again.
onNewPage.describe('the weight of the scripts, gzipped', () => {
  const POLICIES = readdirSync(join(import.meta.dirname, '..', '..', 'policies')).flatMap((name) => (/^(?!vocabulary)(.+)\.yaml$/.exec(name) ?? []).slice(1));
  expect(POLICIES).toContain('wst');

  onNewPage('is at most 12 kB before the first interaction', async ({ page }) => {
    const bytes = weighScripts(page);
    await page.goto('/calculator/');
    await page.waitForLoadState('networkidle');
    expect(await bytes()).toBeGreaterThan(0);
    expect(await bytes()).toBeLessThanOrEqual(12_000);
  });

  for (const policy of POLICIES) {
    onNewPage(`is at most 70 kB with the whole answer under ${policy}, months among its limits`, async ({ page }) => {
      const bytes = weighScripts(page);
      await page.goto(`/calculator/#policy=${policy}&referral-received=2026-03-27&practice-review-decided=2026-04-30`);
      await expect(page.locator('.span')).toBeVisible();
      await expect(page.locator('[data-part="answer"]')).toContainText('Friday 30 October 2026');
      await page.waitForLoadState('networkidle');
      expect(await bytes()).toBeLessThanOrEqual(70_000);
    });
  }
});

/** What the scripts that a page has asked for weigh, gzipped. */
function weighScripts(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) sizes.set(response.url(), response.body().then((body) => gzipSync(body).length));
  });
  return async () => (await Promise.all(sizes.values())).reduce((total, size) => total + size, 0);
}

test('a print has the inputs, the day, and room for the date done and initials, and one sheet fits the meeting', async ({ page }) => {
  await page.addInitScript(() => { window.print = () => {}; });
  await page.goto(`/calculator/${CASE}`);
  await page.emulateMedia({ media: 'print' });
  const entry = entryOf(page, 'Send the scoping template and letter');
  await expect(entry.getByText('Date done')).toBeVisible();
  await expect(entry.getByText('Initials')).toBeVisible();
  await expect(page.locator('.print-only').filter({ hasText: 'Dates given' })).toContainText('Friday 27 March 2026');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('.footer__address')).toContainText(/Printed on \w+day \d+ \w+ \d{4}/);
  await expect(page.locator('.take-away')).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.getByRole('button', { name: 'Meeting sheet, one A4' }).click();
  await page.getByRole('button', { name: 'Print this sheet' }).click();
  const sheet = await page.pdf({ format: 'A4' });
  expect(sheet.toString('latin1')).toMatch(/\/Count 1\b/);
});

for (const [name, fragment] of [
  ['a broken escape', '#v=1&policy=%E0%A4%A&referral-received=%'],
  ['markup', '#v=1&policy=<img src=x onerror=alert(1)>&referral-received="><script>alert(1)</script>'],
  ['names that every object has', '#v=1&policy=constructor&__proto__=2026-03-27&toString=2026-03-27&reading:constructor=valueOf'],
  ['a version of tomorrow', '#v=2&policy=wst&referral-received=2026-03-27'],
  ['two million characters', `#v=1&policy=${'a'.repeat(2_000_000)}`],
] as [string, string][]) {
  test(`a link with ${name} does no harm`, async ({ page }) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(String(error)));
    page.on('dialog', (dialog) => thrown.push(dialog.message()));
    await page.goto('/calculator/');
    await page.evaluate((hash) => { location.hash = hash; }, fragment);
    await page.waitForTimeout(500);
    expect(thrown).toEqual([]);
    await expect(page.locator('.beside__local .entry__when time')).toHaveCount(0);
    await page.getByLabel('Policy').selectOption('west-midlands');
    await typeDate(page, REFERRAL, ['27', '3', '2026']);
    await expect(entryOf(page, 'Send the scoping template and letter').locator('.entry__when time')).toHaveAttribute('datetime', '2026-03-31');
  });
}

test('the answer has no fault that axe can find, and what is next is announced', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27&incident-known=2026-03-26&child-died=no');
  await expect(page.getByRole('status')).toContainText('Send the scoping template and letter by Tuesday 31 March 2026');
  await openFolds(page);
  expect(await faultsOf(page)).toEqual([]);
});

test('the answer does not run off the side at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/calculator/#policy=herefordshire&referral-received=2026-03-27&intention-notified=2026-03-27&incident-known=2026-03-26');
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  await openFolds(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('an opened ledger stays open, and focus stays in its field, while the answer changes', async ({ page }) => {
  await page.goto('/calculator/#policy=west-midlands&referral-received=2026-03-27');
  const meeting = entryOf(page, 'Hold the rapid review meeting');
  await meeting.getByText('How Friday 17 April 2026 was reached').click();
  const day = page.getByRole('group', { name: REFERRAL, exact: true }).getByLabel('Day');
  await day.fill('26');
  await expect(meeting).toContainText('How Thursday 16 April 2026 was reached');
  await expect(meeting.locator('details')).toHaveAttribute('open', '');
  await expect(day).toBeFocused();
});

test('six months are counted, and a browser that cannot do it fetches what does, for the case that needs it alone', async ({ page, baseURL }) => {
  await page.addInitScript(() => { Reflect.deleteProperty(globalThis, 'Temporal'); });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/calculator/#policy=wst&referral-received=2026-03-27');
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  expect(asked.filter((url) => url.includes('/months'))).toEqual([]);
  await page.evaluate(() => { location.hash = '#policy=wst&practice-review-decided=2026-04-30'; });
  const publish = page.locator('.beside__national .entry').filter({ hasText: 'Publish the practice review' });
  await expect(publish.locator('.entry__when time')).toHaveAttribute('datetime', '2026-10-30');
  expect(asked.filter((url) => url.startsWith(`${baseURL}/_astro/months`))).toHaveLength(1);
});

test('six months are counted without fetching anything, where the browser can do it', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/calculator/#policy=wst&practice-review-decided=2026-04-30');
  const publish = page.locator('.beside__national .entry').filter({ hasText: 'Publish the practice review' });
  await expect(publish.locator('.entry__when time')).toHaveAttribute('datetime', '2026-10-30');
  expect(asked.filter((url) => url.includes('/months'))).toEqual([]);
});

test('the flowchart opens on the step that is next', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`/calculator/${CASE}`);
  await page.getByText('The flowchart, with this case marked').click();
  const next = page.locator('.chart__frame [data-case="next"]');
  await expect(next).toBeVisible();
  const [node, frame] = [await next.boundingBox(), await page.locator('[data-part="chart"] .chart__frame').boundingBox()];
  expect(node!.x).toBeGreaterThanOrEqual(frame!.x);
  expect(node!.x + node!.width).toBeLessThanOrEqual(frame!.x + frame!.width);
});
