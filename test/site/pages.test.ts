import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { faultsOf } from './axe.ts';
import { builtPages, DIST } from './built-pages.ts';
import { complaintsOf } from './complaints.ts';
import { openFolds } from './folds.ts';
import { test } from './lasting-page.ts';

const pages = builtPages();
const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The pages are minified, and a void element or an omitted quote is as good as any other.
    'doctype-style': 'off',
    'void-style': 'off',
    'attr-quotes': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'long-title': 'off',
    // A grey fold or a list without bullets is the site's own style.
    'no-inline-style': 'error',
    'no-raw-characters': 'error',
  },
});

test('there are pages to look at', () => {
  expect(pages.map(({ address }) => address)).toEqual(expect.arrayContaining([
    '/', '/404.html', '/procedures/', '/procedures/west-midlands/', '/procedures/wst/', '/compare/', '/calculator/', '/about/', '/data/',
    '/accessibility/', '/privacy/',
  ]));
});

/** The page that is open as it came, and may be looked at further. */
let untouched: string | null = null;

for (const { address, file } of pages) {
  test.describe(address, () => {
    // One after another, so that what one test has opened the next need not open again.
    test.describe.configure({ mode: 'default' });
    test.use({ startsEmpty: false });

    test('is valid HTML', async () => {
      const { results } = await validator.validateString(readFileSync(file, 'utf8'), file);
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column, selector }) => `${ruleId} ${line}:${column} ${message} ${selector ?? ''}`))).toEqual([]);
    });

    test('asks nothing of another origin, breaks no security policy and leads nowhere that there is not', async ({ page, baseURL }) => {
      // What the page before this one still says is not this one's.
      await page.goto('about:blank');
      const complaints = complaintsOf(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(address);
      await page.waitForLoadState('load');
      // A missing page answers 404, which the console reports; nothing else may.
      expect(complaints.filter((text) => !(address === '/404.html' && text.includes('404')))).toEqual([]);
      expect(asked.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
      const links = await page.locator('a[href]').evaluateAll((found) => found.map((link) => new URL(link.getAttribute('href')!, location.href).href));
      expect([...new Set(links)].filter(leadsNowhere)).toEqual([]);
      untouched = address;
    });

    test('has no fault that axe can find, and does not run off the side of a screen 320 pixels wide', async ({ page }) => {
      if (untouched !== address) await page.goto(address);
      untouched = null;
      await openFolds(page);
      expect(await faultsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  });
}

const texts = new Map(pages.map(({ address, file }) => [address, readFileSync(file, 'utf8')]));

/** Whether a link of the site names a page that was not built, or a part that its page does not have. */
function leadsNowhere(link: string): boolean {
  const { pathname, hash, protocol } = new URL(link);
  if (protocol !== 'http:') return true;
  const anchor = decodeURIComponent(hash.slice(1));
  const text = texts.get(pathname);
  if (text === undefined) return !existsSync(join(DIST, pathname));
  return anchor !== '' && !anchor.includes('=') && !text.includes(`id="${anchor}"`);
}

test('printed, every page has a heading and what it is about', async ({ page }) => {
  for (const { address } of pages) {
    await page.goto(address);
    const words = () => page.evaluate(() => document.querySelector('main')!.innerText.length);
    const shown = await words();
    await page.emulateMedia({ media: 'print' });
    await expect(page.locator('main').locator('h1, h2').filter({ visible: true }).first(), address).toBeVisible();
    // Forms, long tables and what only a screen can use stay away.
    expect(await words(), address).toBeGreaterThan(shown / 10);
    await page.emulateMedia({ media: null });
  }
});

test('the typeface that a page has fetched ahead is the one it is set in, and is fetched once', async ({ page }) => {
  await page.goto('/about/');
  const { ahead, fetched, drawn } = await page.evaluate(async () => {
    await document.fonts.ready;
    return {
      ahead: [...document.querySelectorAll<HTMLLinkElement>('link[rel="preload"]')].map(({ href }) => href),
      fetched: performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.woff2')),
      drawn: [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', '')),
    };
  });
  expect(ahead).toHaveLength(1);
  expect(fetched).toEqual(ahead);
  expect(drawn).toEqual([(await page.locator('body').evaluate((body) => getComputedStyle(body).fontFamily)).split(',')[0]!.replaceAll('"', '')]);
});

test('without script every page has its content, and the calculator says what it needs', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto('/procedures/wst/');
  await expect(page.locator('.step').first()).toBeVisible();
  await page.goto('/compare/');
  await expect(page.locator('tr[data-row]').first()).toBeVisible();
  await expect(page.locator('[data-part="chooser"]')).toBeHidden();
  await page.goto('/calculator/');
  await expect(page.locator('noscript p')).toContainText('Working out dates needs JavaScript');
  await context.close();
});
