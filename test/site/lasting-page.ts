import { test as base, type Page } from '@playwright/test';

/** What a test does to a page, beyond looking at addresses, and what nobody can take back: such a page is the test's own. */
const CHANGES = ['addInitScript', 'addScriptTag', 'route', 'emulateMedia', 'exposeFunction', 'setContent', 'setExtraHTTPHeaders', 'pdf', 'close'] as const;
const HEARD = ['console', 'pageerror', 'request', 'response', 'requestfailed', 'requestfinished', 'download', 'dialog', 'popup', 'worker'] as const;

interface Lasting { page: Page; made: string; isChanged: boolean }
let lasting: Lasting | null = null;

/**
 * Tests whose `page` is one for all of them that a worker runs: to start a page anew, with all its scripts to compile, is
 * most of what a short test takes.
 *
 * Each test finds the page empty, with the size of its window as it was, and nobody listening. A page that a test has set
 * up for itself (a route, a script that goes first, another medium, a time zone, anything of its context) is closed after it.
 *
 * `startsEmpty: false` leaves open what the test before opened, and `keepsChanges: true` keeps the page whatever was done to
 * it: for tests of one file, in one worker, that are made for that.
 *
 * @example import { test } from './lasting-page.ts'
 */
export const test = base.extend<{ startsEmpty: boolean; keepsChanges: boolean }>({
  startsEmpty: [true, { option: true }],
  keepsChanges: [false, { option: true }],
  context: async ({ page }, use) => {
    if (lasting !== null) lasting.isChanged = true;
    await use(page.context());
  },
  page: async ({ browser, contextOptions, baseURL, locale, timezoneId, serviceWorkers, viewport, javaScriptEnabled, startsEmpty, keepsChanges }, use) => {
    const options = {
      ...contextOptions, serviceWorkers, viewport, javaScriptEnabled,
      ...(baseURL === undefined ? {} : { baseURL }), ...(locale === undefined ? {} : { locale }), ...(timezoneId === undefined ? {} : { timezoneId }),
    };
    const made = JSON.stringify(options);
    if (lasting !== null && (lasting.made !== made || lasting.page.isClosed())) await close(lasting);
    lasting ??= noticingChanges(await (await browser.newContext(options)).newPage(), made);
    const { page } = lasting;
    if (viewport) await page.setViewportSize(viewport);
    if (startsEmpty) await page.goto('about:blank');
    await use(page);
    for (const event of HEARD) page.removeAllListeners(event);
    if (lasting.isChanged && !keepsChanges) await close(lasting);
  },
});

function noticingChanges(page: Page, made: string): Lasting {
  const noticed: Lasting = { page, made, isChanged: false };
  for (const name of CHANGES) {
    const original = page[name].bind(page) as (...given: unknown[]) => unknown;
    Object.defineProperty(page, name, { value: (...given: unknown[]) => {
      noticed.isChanged = true;
      return original(...given);
    } });
  }
  return noticed;
}

async function close({ page }: Lasting): Promise<void> {
  lasting = null;
  await page.context().close();
}
