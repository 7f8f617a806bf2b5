import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { faultsOf } from './axe.ts';
import { builtPages, DIST } from './built-pages.ts';
import { complaintsOf } from './complaints.ts';
import { test } from './lasting-page.ts';

const HOSTILE = ['<img src=x onerror="alert(1)">', '"><script>alert(1)</script>', '__proto__', 'javascript:alert(1)', '%E0%A4%A', '\\', '\u202Eright', '😀', '&#x3c;b&#x3e;', '${7*7} {{7*7}}'];

const field = (page: Page) => page.locator('#header-search');
const found = (page: Page) => page.locator('.header__found');
const sought = (page: Page) => page.getByRole('searchbox', { name: 'What to look for' });
const said = (page: Page) => page.locator('.search__said');

/** A script with the scripts that it imports, as they are sent. */
function sizeOf(file: string, counted = new Set<string>()): number {
  if (counted.has(file)) return 0;
  counted.add(file);
  const text = readFileSync(join(DIST, '_astro', file), 'utf8');
  const imported = [...text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)].map(([, name]) => name!);
  return gzipSync(text).length + imported.reduce((sum, name) => sum + sizeOf(name, counted), 0);
}

test('everything that can be found leads to a page and a part of it that there is', async () => {
  const asAt = /As at <time datetime="([^"]+)"/.exec(readFileSync(join(DIST, 'findings', 'index.html'), 'utf8'))![1]!;
  // The findings are those of the day that the site was built.
  process.env['SOURCE_DATE_EPOCH'] = String(Date.parse(asAt) / 1000);
  const [{ rules }, { builtFindings }, { searchEntries }] = await Promise.all([
    import('../../src/components/rules.ts'), import('../../src/components/findings/built.ts'), import('../../src/components/search/entries.ts'),
  ]);
  const texts = new Map(builtPages().map(({ address, file }) => [address, readFileSync(file, 'utf8')]));
  const entries = searchEntries(rules(), builtFindings().findings);
  expect(entries.length).toBeGreaterThan(500);
  expect(entries.filter(({ path }) => {
    const [address = '', part] = path.split('#');
    const text = texts.get(address);
    return text === undefined || (part !== undefined && !text.includes(`id="${part}"`));
  }).map(({ path }) => path)).toEqual([]);
});

test('every page has the link, and the script of the field is at most 1.5 kB until someone comes to it', () => {
  const scripts = new Set<string>();
  for (const { address, file } of builtPages()) {
    const html = readFileSync(file, 'utf8');
    expect(html, address).toMatch(/<a[^>]+href="?\/search\/"?/);
    const [, script] = /src="\/_astro\/(HeaderSearch[^"]+\.js)"/.exec(html) ?? [];
    if (address !== '/search/') scripts.add(script ?? `none on ${address}`);
  }
  expect(scripts.size).toBe(1);
  expect(sizeOf([...scripts][0]!)).toBeLessThanOrEqual(1500);
});

test.describe('the field of the header', () => {
  test('takes script files of the site and nothing else, and those when someone comes to it', async ({ page, baseURL }) => {
    const complaints = complaintsOf(page);
    const asked: { url: string; type: string }[] = [];
    page.on('request', (request) => asked.push({ url: request.url(), type: request.resourceType() }));
    await page.goto('/privacy/', { waitUntil: 'networkidle' });
    const before = asked.length;
    await field(page).focus();
    await page.keyboard.type('late return');
    await expect(found(page).getByRole('link').first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    const after = asked.slice(before);
    expect(after.length).toBeGreaterThan(0);
    expect(after.filter(({ url, type }) => type !== 'script' || !url.startsWith(`${baseURL}/_astro/`) || !url.endsWith('.js'))).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie, location.hash])).toEqual([0, 0, '', '']);
    expect(complaints).toEqual([]);
  });

  test('is used with the keyboard alone: arrows, Enter, Escape and Tab', async ({ page }) => {
    await page.goto('/about/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link').last().focus();
    await page.keyboard.press('Tab');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('scoping ret');
    await expect(found(page).getByRole('link').first()).toBeVisible();
    await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ results\. The down arrow goes to the best of them\.$/);
    const links = found(page).getByRole('link');
    await page.keyboard.press('ArrowDown');
    await expect(links.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(links.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(links.last()).toBeFocused();
    await expect(links.last()).toHaveText('All results');
    await page.keyboard.press('Escape');
    await expect(field(page)).toBeFocused();
    await expect(found(page)).toBeHidden();
    await expect(field(page)).toHaveValue('scoping ret');
    await page.keyboard.press('ArrowDown');
    await expect(links.first()).toBeFocused();
    // Out of the last link the list closes behind.
    for (let stop = await links.count(); stop > 0; stop -= 1) await page.keyboard.press('Tab');
    await expect(found(page)).toBeHidden();
    await field(page).focus();
    await expect(links.first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/procedures\/[a-z-]+\/#step-/);
    // The address has changed before the page that it leads to is laid out.
    await expect.poll(() => page.evaluate(() => document.querySelector(location.hash)?.getBoundingClientRect().top)).toBeLessThan(400);
  });

  test('leads to the search page with what was typed, also before the search is there', async ({ page }) => {
    await page.route('**/field-desk*.js', (route) => route.abort());
    await page.goto('/about/');
    await field(page).fill('quorum');
    await field(page).press('Enter');
    await expect(page).toHaveURL(/\/search\/#q=quorum$/);
    await expect(said(page)).toContainText('results for “quorum”');
    await expect(sought(page)).toHaveValue('quorum');
  });

  test('has no fault that axe can find while its list is open, and marks the words', async ({ page }) => {
    await page.goto('/about/');
    await field(page).fill('scoping');
    await expect(found(page).locator('mark').first()).toHaveText(/scoping/i);
    expect(await faultsOf(page)).toEqual([]);
    await field(page).fill('zeppelin');
    await expect(found(page)).toHaveText('Nothing found');
    expect(await faultsOf(page)).toEqual([]);
    await field(page).fill('');
    await expect(found(page)).toBeHidden();
  });

  test('is a link where the screen is narrow, beside the name of the site', async ({ page }) => {
    await page.goto('/procedures/wst/');
    await expect(field(page)).toBeVisible();
    for (const width of [1099, 760, 360, 320]) {
      await page.setViewportSize({ width, height: 700 });
      await expect(field(page)).toBeHidden();
      const link = page.getByRole('banner').getByRole('link', { name: 'Search' });
      await expect(link).toHaveCount(1);
      const [name, jobs, box] = [await page.locator('.header__name').boundingBox(), await page.locator('.header__jobs').boundingBox(), await link.boundingBox()];
      expect(box!.x).toBeGreaterThanOrEqual(name!.x + name!.width);
      expect(box!.x + box!.width).toBeLessThanOrEqual(width);
      // Beside the name and above the jobs, or beside them; never among them.
      expect(box!.y + box!.height <= jobs!.y + 1 || box!.x >= jobs!.x + jobs!.width || box!.x + box!.width <= jobs!.x).toBe(true);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  test('moves nothing when it comes, nor does that of the search page, and keeps the header on one line from 1100 pixels', async ({ page }) => {
    // Scripts that come late come after what they could move.
    await page.route('**/_astro/*.js', async (route) => {
      await new Promise((done) => { setTimeout(done, 300); });
      await route.continue();
    });
    for (const [path, width] of [['/about/', 1100], ['/about/', 1280], ['/search/', 1280], ['/search/', 360]] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      await expect(page.getByRole('searchbox')).toBeVisible();
      const shift = await page.evaluate(() => new Promise<number>((done) => {
        new PerformanceObserver((list) => done(list.getEntries().reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0))).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(0), 300);
      }));
      expect(shift, `${path} at ${width}`).toBeLessThan(0.01);
      if (width >= 1100) expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThan(90);
    }
  });
});

test.describe('the search page', () => {
  test('shows what the address asks for, by kind with counts, each with its document and where it leads', async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto('/search/#q=scoping');
    await expect(said(page)).toHaveText(/^\d+ results for “scoping”: .+ steps and \d+ findings\.$/);
    const steps = page.getByRole('region', { name: /^Steps \d+$/ });
    const all = Number(/\d+/.exec((await steps.getByRole('heading').textContent())!)![0]);
    await expect(steps.getByRole('listitem')).toHaveCount(6);
    const step = steps.getByRole('listitem').filter({ hasText: 'WST' }).first();
    await expect(step.locator('mark').first()).toHaveText(/scoping/i);
    await expect(step.getByRole('link')).toHaveAttribute('href', /^\/procedures\/wst\/#step-/);
    await steps.getByRole('button', { name: `Show all ${all} steps` }).press('Enter');
    await expect(steps.getByRole('listitem')).toHaveCount(all);
    await expect(steps.getByRole('listitem').nth(6).getByRole('link')).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Where things are' })).toBeHidden();
    expect(complaints).toEqual([]);
  });

  test('goes back and forward between searches, and back to one from what was found', async ({ page }) => {
    await page.goto('/search/');
    await sought(page).fill('quorum');
    await sought(page).press('Enter');
    await expect(page).toHaveURL(/#q=quorum$/);
    await sought(page).fill('local authority');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL(/#q=local\+authority$/);
    await page.goBack();
    await expect(sought(page)).toHaveValue('quorum');
    await expect(said(page)).toContainText('“quorum”');
    await page.goForward();
    await expect(said(page)).toContainText('“local authority”');
    await sought(page).fill('care leaver');
    await expect(said(page)).toContainText('“care leaver”');
    await expect(page).toHaveURL(/#q=local\+authority$/);
    await page.getByRole('region', { name: /^Terms/ }).getByRole('link').first().click();
    await expect(page).toHaveURL(/\/glossary\/#/);
    await page.goBack();
    await expect(page).toHaveURL(/\/search\/#q=care\+leaver$/);
    await expect(sought(page)).toHaveValue('care leaver');
    await expect(page.getByRole('region', { name: /^Terms/ })).toBeVisible();
    await page.goBack();
    await expect(sought(page)).toHaveValue('quorum');
  });

  test('keeps what was found when another part of the page is led to', async ({ page }) => {
    await page.goto('/search/#q=quorum');
    await expect(said(page)).toContainText('“quorum”');
    await page.locator('.govuk-skip-link').focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#main$/);
    await expect(sought(page)).toHaveValue('quorum');
    await expect(page.locator('.found').first()).toBeVisible();
  });

  test('says so when it finds nothing, and says where things are', async ({ page }) => {
    await page.goto('/search/');
    await sought(page).fill('zeppelin');
    await expect(said(page)).toHaveText('Nothing found for “zeppelin”.');
    await expect(page.getByText('Try fewer words')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Where things are' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    await sought(page).fill('quorum zeppelin');
    await expect(said(page)).toContainText('Nothing has all the words of “quorum zeppelin”.');
    await sought(page).fill('notifcation');
    await expect(said(page)).toContainText('in just this spelling');
    await sought(page).fill('');
    await expect(said(page)).toHaveText('');
    await expect(page.getByText('Try fewer words')).toBeHidden();
  });

  test('takes whatever is typed or linked as text, throws nothing, and asks for nothing but scripts', async ({ page }) => {
    const complaints = complaintsOf(page);
    const asked: string[] = [];
    await page.goto('/search/');
    // The search answers once its scripts are there.
    await sought(page).fill('a');
    await expect(said(page)).toContainText('“a”');
    page.on('request', (request) => asked.push(request.url()));
    for (const typed of HOSTILE) {
      await sought(page).fill(typed);
      await expect(said(page)).toContainText(`“${typed}”`);
    }
    await sought(page).fill('scoping '.repeat(2000));
    await expect(said(page)).toContainText('That is too long to look for');
    await expect(page.locator('.found')).toHaveCount(0);
    for (const fragment of ['#q=%E0%A4%A', '#q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', `#q=${'x'.repeat(20_000)}`, '#q=a&q=b', '#=', '#q', '#%', '#q=%00']) {
      await page.evaluate((hash) => { location.hash = hash; }, fragment);
      await page.waitForTimeout(50);
    }
    expect(await page.locator('[data-part="results"] img').count()).toBe(0);
    expect(asked.filter((url) => url.startsWith('http'))).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
    expect(complaints).toEqual([]);
  });

  test('says so where the search cannot be fetched, and says where things are', async ({ page }) => {
    await page.route('**/page-desk*.js', (route) => route.abort());
    await page.goto('/search/#q=quorum');
    await expect(said(page)).toHaveText('The search could not be loaded. Check your connection and load the page again.');
    await expect(page.getByRole('heading', { name: 'Where things are' })).toBeVisible();
  });

  test('is valid HTML and has no fault that axe can find with results, also at 320 pixels and in forced colours', async ({ page }) => {
    await page.goto('/search/#q=scoping');
    await expect(page.locator('.found').first()).toBeVisible();
    const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] });
    const { results } = await validator.validateString(await page.locator('[data-part="results"]').innerHTML());
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.locator('mark').first().evaluate((mark) => getComputedStyle(mark).fontWeight)).toBe('600');
  });
});

test('without script there is a link to the search, which says that it needs script and where things are', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto('/about/');
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\/$/);
  await expect(page.locator('noscript p')).toContainText('Searching needs JavaScript');
  await expect(page.getByRole('search')).toHaveCount(0);
  const places = page.locator('.places a');
  expect(await places.allTextContents()).toEqual(expect.arrayContaining(['Glossary', 'Procedures', 'Findings', 'WST']));
  for (const href of await places.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))) {
    expect(existsSync(join(DIST, href, 'index.html')), href).toBe(true);
  }
  await context.close();
});
