import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { builtPages } from './built-pages.ts';
import { complaintsOf } from './complaints.ts';
import { test } from './lasting-page.ts';

const pages = builtPages();

/** What a request for data brings, made by the page itself: the status, or `refused`. */
const asks = (page: Page) => page.evaluate(() => fetch('/robots.txt').then(({ status }) => status, () => 'refused'));

/** Everything the page complains of, and each breach of its policy, also where the console would not tell. */
async function watch(page: Page): Promise<string[]> {
  const complaints = complaintsOf(page);
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(`Refused by ${violatedDirective}: ${blockedURI}`));
    window.print = () => { dispatchEvent(new Event('beforeprint')); dispatchEvent(new Event('afterprint')); };
  });
  return complaints;
}

async function typeDate(page: Page, group: string, [day, month, year]: [string, string, string]): Promise<void> {
  const fields = page.getByRole('group', { name: group, exact: true });
  for (const [name, value] of [['Day', day], ['Month', month], ['Year', year]] as const) await fields.getByLabel(name).fill(value);
}

// ---- the policy ------------------------------------------------------------------------------------------------

test('every page has the one policy, and no other', () => {
  const policies = pages.map(({ file }) => /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'none');
  // Each page names the checksums of its own scripts and styles besides.
  const bare = policies.map((policy) => policy.replace(/ 'sha256-[^']*'/g, '').split(';').map((part) => part.trim()).filter(Boolean).sort().join('; '));
  expect([...new Set(bare)]).toEqual([
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'none'; img-src 'self'; object-src 'none'; "
    + "require-trusted-types-for 'script'; script-src 'self'; style-src 'self'; trusted-types rulebook-worker; worker-src 'self'",
  ]);
});

test('no page has a script or a style in its text', () => {
  for (const { address, file } of pages) {
    const html = readFileSync(file, 'utf8');
    expect(html.match(/<script(?![^>]*\ssrc=)[^>]*>/g), address).toBeNull();
    expect(html.match(/<style[\s>]|\sstyle=|\son[a-z]+=/g), address).toBeNull();
  }
});

// ---- the seal --------------------------------------------------------------------------------------------------

for (const [what, doIt] of [
  ['a touch anywhere', (page: Page) => page.mouse.click(5, 300)],
  ['a key', (page: Page) => page.keyboard.press('Shift')],
  ['a field that is reached', (page: Page) => page.evaluate(() => document.querySelector<HTMLElement>('main input')!.focus())],
  ['text that the browser or a tool fills in', (page: Page) => page.evaluate(() => document.querySelector('main input')!.dispatchEvent(new Event('input', { bubbles: true })))],
  ['a case that comes into the address', (page: Page) => page.evaluate(() => { location.hash = '#policy=wst&referral-received=2026-03-27'; return new Promise(requestAnimationFrame); })],
] as [string, (page: Page) => Promise<unknown>][]) {
  test(`from ${what} on, the browser refuses the calculator every request for data`, async ({ page }) => {
    await page.goto('/calculator/');
    expect(await asks(page)).toBe(200);
    await doIt(page);
    expect(await asks(page)).toBe('refused');
    expect(await page.evaluate(() => new Promise((done) => {
      const request = new XMLHttpRequest();
      request.onload = () => done('answered');
      request.onerror = () => done('refused');
      request.open('GET', '/robots.txt');
      request.send();
    }))).toBe('refused');
    // Taken away again, the element leaves the seal behind.
    await page.evaluate(() => { for (const meta of document.querySelectorAll('meta[http-equiv]')) meta.remove(); });
    expect(await asks(page)).toBe('refused');
  });
}

test('a page with a case in its link, and one that the browser brings back, are sealed before anyone touches them', async ({ page }) => {
  await page.goto('/calculator/#policy=wst&referral-received=2026-03-27');
  expect(await asks(page)).toBe('refused');
  await page.goto('/privacy/');
  expect(await asks(page)).toBe(200);
  await page.reload();
  expect(await asks(page)).toBe('refused');
});

test('the seal comes before any script that reads what is entered', () => {
  for (const { address, file } of pages) {
    const [first] = readFileSync(file, 'utf8').match(/<script[^>]*>/g) ?? [];
    expect(first, address).toMatch(/src="\/_astro\/Page\./);
  }
});

test('of text a page can make the address of its worker, and of no other script', async ({ page }) => {
  // The worker's own address is made by then, for what keeps workers away in these tests says so.
  await Promise.all([page.waitForEvent('console', (message) => message.text().includes('registration blocked')), page.goto('/calculator/')]);
  const tried = await page.evaluate(() => {
    const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } };
    const attempt = (work: () => unknown) => { try { work(); return 'done'; } catch { return 'refused'; } };
    return [
      attempt(() => trustedTypes.createPolicy('another', {})),
      attempt(() => trustedTypes.createPolicy('rulebook-worker', {})),
      attempt(() => { document.createElement('script').src = '/mark.svg'; }),
      attempt(() => { document.body.innerHTML = '<p>'; }),
    ];
  });
  expect(tried).toEqual(['refused', 'refused', 'refused', 'refused']);
});

// ---- no breach, and nothing thrown, anywhere ----------------------------------------------------------------------

test('no page, opened and with all that is on it pressed and chosen, breaks its policy or complains', async ({ page }) => {
  test.setTimeout(240_000);
  const complaints = await watch(page);
  for (const { address } of pages) {
    await page.goto(address);
    await page.evaluate(async () => {
      const aMoment = () => new Promise((done) => { setTimeout(done, 30); });
      const all = <E extends HTMLElement>(selector: string) => [...document.querySelectorAll<E>(selector)].filter((element) => element.isConnected && element.offsetParent !== null);
      for (const fold of all('summary')) fold.click();
      for (const choice of all<HTMLSelectElement>('select')) {
        choice.selectedIndex = choice.options.length - 1;
        for (const kind of ['input', 'change']) choice.dispatchEvent(new Event(kind, { bubbles: true }));
      }
      for (const box of all<HTMLInputElement>('input')) {
        if (box.type === 'radio' || box.type === 'checkbox') box.click();
        else {
          box.value = '3';
          for (const kind of ['input', 'change']) box.dispatchEvent(new Event(kind, { bubbles: true }));
        }
      }
      await aMoment();
      for (const button of all<HTMLButtonElement>('button')) if (button.isConnected) button.click();
      await aMoment();
    });
    // A missing page answers 404, which the console reports.
    expect(complaints.splice(0).filter((text) => !(address === '/404.html' && text.includes('404'))), address).toEqual([]);
  }
});

test('a whole case with everything taken away of it, a comparison, a paper, a drill and a search break no policy and complain of nothing', async ({ page, context }) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const complaints = await watch(page);

  await page.goto('/');
  await page.getByLabel('Partnership').selectOption('west-midlands');
  await typeDate(page, 'Date of the referral', ['27', '3', '2026']);
  await page.getByRole('button', { name: 'Show the timetable' }).click();
  await expect(page.locator('.beside__local .entry').first()).toBeVisible();
  for (const group of await page.locator('.choice, fieldset').filter({ has: page.getByRole('radio', { name: 'Yes', exact: true }) }).all()) {
    await group.getByRole('radio', { name: 'Yes', exact: true }).first().check();
  }
  await page.getByText('The flowchart, with this case marked').click();
  await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
  await page.getByLabel('What must happen').selectOption({ index: 3 });
  await typeDate(page, 'By this day', ['24', '4', '2026']);
  const actions = await page.locator('.take-away [data-action]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-action')!));
  expect(actions.length).toBeGreaterThan(5);
  for (const action of actions) {
    const pressed = page.locator(`.take-away [data-action="${action}"]`).click();
    if (action === 'csv' || action === 'calendar-file') await Promise.all([page.waitForEvent('download'), pressed]);
    else await pressed;
  }
  await page.getByRole('button', { name: 'Print this sheet' }).click();

  await page.goto('/compare/');
  await page.getByText('The dates of the case').click();
  await typeDate(page, 'The referral was received', ['15', '7', '2026']);
  await page.getByLabel('Differences only').check();
  await page.getByLabel('Find a row').fill('meeting');
  for (const name of ['CSV', 'JSON']) await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
  await page.getByLabel('One document').selectOption('kscp');
  await page.getByLabel('The other', { exact: true }).selectOption('pan-bedfordshire');
  await expect(page.locator('.cases__case').first()).toBeVisible();

  await page.goto('/procedures/west-midlands/');
  await page.getByLabel('Show what falls to').selectOption({ label: 'Local authority' });
  await page.goto('/findings/');
  await page.getByLabel('Document').selectOption('kscp');

  await page.goto('/learn/practice/wst/#paper=4&count=5');
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Check the answer' }).first().click();
  await page.goto('/learn/trainers/#paper=31&count=8&policy=kscp&view=questions');
  await expect(page.getByRole('heading', { name: 'KSCP, paper 31' })).toBeVisible();
  for (const name of ['Moodle (GIFT)', 'Spreadsheet (CSV)']) await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  await page.goto('/learn/drill/');
  await page.getByRole('button', { name: 'Type the days' }).click();
  await page.getByRole('button', { name: 'Check the day' }).first().click();
  await page.goto('/learn/cases/stages-looked-after/');
  await page.getByRole('button', { name: 'Go on to stage 2' }).click();

  await page.locator('#header-search').fill('quorum');
  await expect(page.locator('.header__found a').first()).toBeVisible();
  await page.goto('/search/#q=meeting');
  await expect(page.locator('[data-part="results"] a').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

// ---- on paper ----------------------------------------------------------------------------------------------------

test('every print has the day on which it is made, at the foot of each sheet and of the page, and the screen has none', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-06-30T23:30:00Z') });
  for (const address of ['/', '/procedures/wst/', '/compare/west-midlands/wst/', '/findings/', '/learn/trainers/', '/calculator/', '/privacy/']) {
    await page.goto(address);
    const foot = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--foot'));
    const line = page.locator('.footer__address');
    expect(await foot()).not.toContain('Printed');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    // In London it is an hour later than in Greenwich, and so the next day.
    expect(await foot(), address).toMatch(/^"Rapid Review Rulebook, page \S+ Rules version .* Printed on Wednesday 1 July 2026\."$/);
    await expect(line).toBeVisible();
    await expect(line).toHaveText(`Rapid Review Rulebook, page ${address}. Printed on Wednesday 1 July 2026.`);
    await page.emulateMedia({ media: null });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(line).not.toContainText('Printed');
    expect(await foot()).not.toContain('Printed');
  }
});

test('the day is there when the browser makes the sheets', async ({ page }) => {
  await page.goto('/privacy/');
  await page.evaluate(() => addEventListener('beforeprint', () => { document.title = getComputedStyle(document.documentElement).getPropertyValue('--foot'); }));
  await page.pdf({ format: 'A4' });
  expect(await page.title()).toMatch(/Printed on \w+day \d+ \w+ \d{4}\."$/);
});
