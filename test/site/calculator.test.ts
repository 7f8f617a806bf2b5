import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
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

test('the home page refuses a missing date in the pattern', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter the date of the referral');
  await expect(page).toHaveURL(/\/$/);
});

test('filling in the calculator asks only for the site’s own scripts, and stores and sends nothing', async ({ page, context, baseURL }) => {
  await page.goto('/calculator/');
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeDate(page, REFERRAL, ['27', '3', '2026']);
  await page.getByRole('group', { name: 'Has a child died?' }).getByRole('radio', { name: 'Yes' }).check();
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => !url.startsWith(`${baseURL}/_astro/`) || !url.endsWith('.js'))).toEqual([]);
  expect(asked.join(' ')).not.toMatch(/2026|27/);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
  expect(await context.cookies()).toEqual([]);
  expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
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
  await page.locator('details').evaluateAll((folds) => folds.forEach((fold) => { (fold as HTMLDetailsElement).open = true; }));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
});

test('the answer does not run off the side at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/calculator/#policy=herefordshire&referral-received=2026-03-27&intention-notified=2026-03-27&incident-known=2026-03-26');
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  await page.locator('details').evaluateAll((folds) => folds.forEach((fold) => { (fold as HTMLDetailsElement).open = true; }));
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

test('six months are counted, and what counts them is fetched for the case that needs it alone', async ({ page, baseURL }) => {
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
