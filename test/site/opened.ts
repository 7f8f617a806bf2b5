import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { serve } from './served.ts';

/**
 * What is done with a page of a built site, outside the tests: the site is served and a browser started for it alone.
 *
 * @param folder the built site
 * @param use what is done, given an empty page and where the site is, without a slash at its end
 * @returns what `use` gives
 * @throws what `use` throws, once the browser and the server have ended
 * @example await onSite('dist', async (page, address) => { await page.goto(`${address}/`); return page.title(); })
 */
export async function onSite<T>(folder: string, use: (page: Page, address: string) => Promise<T>): Promise<T> {
  const { address, stop } = await serve(folder);
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } as Record<string, string> });
  try {
    return await use(await browser.newPage(), address);
  } finally {
    await browser.close();
    await stop();
  }
}

/**
 * Waits until the browser has kept the site for use without a network, as it does once, on the first visit: what is timed
 * meanwhile shares the processor with that.
 */
export async function onceKept(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
}
