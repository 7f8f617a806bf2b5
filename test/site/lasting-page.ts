import { test as base, type Page } from '@playwright/test';

let lasting: Page | undefined;

/**
 * Tests whose `page` is one for all of them that a worker runs, for those that only read what they open: the browser
 * then compiles once what each of them would have it compile anew, which for axe and Mermaid is much of their time.
 *
 * Such a test opens an address of its own first. Between two tests the size of the window is set back, and what listened
 * to the console, the errors and the requests is taken away; anything else that a test sets up would stay for the next.
 *
 * @example import { test } from './lasting-page.ts'
 */
export const test = base.extend({
  page: async ({ browser, baseURL, locale, timezoneId, serviceWorkers, viewport }, use) => {
    lasting ??= await browser.newPage({
      serviceWorkers, viewport,
      ...(baseURL === undefined ? {} : { baseURL }), ...(locale === undefined ? {} : { locale }), ...(timezoneId === undefined ? {} : { timezoneId }),
    });
    if (viewport) await lasting.setViewportSize(viewport);
    await use(lasting);
    for (const event of ['console', 'pageerror', 'request'] as const) lasting.removeAllListeners(event);
  },
});
