import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { DIST } from './built-pages.ts';
import { complaintsOf } from './complaints.ts';
import { serve, type Served } from './served.ts';

test.use({ serviceWorkers: 'allow' });
// Each test has the whole site stored, and most of them twice.
test.describe.configure({ timeout: 120_000 });

const WORKER = 'service-worker.js';
const stored = (page: Page) => page.locator('[data-part="stored"]');
const offer = (page: Page) => page.locator('[data-part="offer"]');
const kept = readList(DIST);
const LATER = '9.0.0-newer';
/** How long a busy machine may take over storing the site, in milliseconds. */
const STORED = 40_000;

let folder = '';
let site: Served;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rulebook-offline-'));
  cpSync(DIST, folder, { recursive: true });
  site = await serve(folder);
});

test.afterEach(async () => {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The version and the files that a worker lists. */
function readList(of: string): { version: string; files: Record<string, string> } {
  const [, version, files] = /^const VERSION="([^"]+)",FILES=(\{.*\}),LATER=\[\];\n/.exec(readFileSync(join(of, WORKER), 'utf8'))!;
  return { version: version!, files: JSON.parse(files!) };
}

/** Makes the site a newer one: with another version, and what else is to be different in its lists. */
function publishNewer(change: (files: Record<string, string>) => void = () => {}, later: string[] = []): void {
  const { files } = readList(folder);
  change(files);
  const file = join(folder, WORKER);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^.*\n/, `const VERSION=${JSON.stringify(LATER)},FILES=${JSON.stringify(files)},LATER=${JSON.stringify(later)};\n`));
}

function checksum(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('base64');
}

async function openUntilStored(page: Page, path: string): Promise<void> {
  await page.goto(site.address + path);
  await expect(stored(page)).toContainText(`Version ${kept.version} of this site`, { timeout: STORED });
}

/** Everything that this site has in the browser's caches, with the checksum of what is there. */
function cached(page: Page): Promise<Record<string, Record<string, string>>> {
  return page.evaluate(async () => {
    const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
    const found: Record<string, Record<string, string>> = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      found[name] = {};
      for (const { url } of await cache.keys()) {
        const body = await (await cache.match(url))!.arrayBuffer();
        found[name][url] = base64(await crypto.subtle.digest('SHA-256', body));
      }
    }
    return found;
  });
}

async function typeReferral(page: Page, [day, month, year]: [string, string, string]): Promise<void> {
  const group = page.getByRole('group', { name: 'The referral was received', exact: true });
  for (const [name, value] of [['Day', day], ['Month', month], ['Year', year]] as const) await group.getByLabel(name).fill(value);
}

const dayToSendScoping = (page: Page) => page.locator('.beside__local .entry').filter({ has: page.getByRole('link', { name: 'Send the scoping template and letter', exact: true }) }).locator('.entry__when time');

async function cutNetwork(context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await site.stop();
}

test('every page, script, style, picture and chart is kept under its checksum, and what is given away as data is not', () => {
  const names = readdirSync(DIST, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(DIST.length + 1));
  const reading = names.filter((name) => /\.(?:html|js|css|svg|woff2)$/.test(name) && name !== WORKER);
  expect(Object.keys(kept.files).sort()).toEqual(reading.map((name) => name.replace(/(^|\/)index\.html$/, '$1')).sort());
  for (const name of reading) expect(kept.files[name.replace(/(^|\/)index\.html$/, '$1')], name).toBe(checksum(join(DIST, name)));
});

test('opened once, the site works with the network cut: pages, charts, comparison, calculator with its calendar file, course, search', async ({ page, context }) => {
  await openUntilStored(page, '/');
  await cutNetwork(context);
  const complaints = complaintsOf(page);

  await page.goto(`${site.address}/`);
  await expect(stored(page)).toContainText('is shown here');
  await page.getByRole('link', { name: 'Procedures', exact: true }).first().click();
  await page.goto(`${site.address}/procedures/wst/`);
  await expect(page.locator('.step').first()).toBeVisible();
  await expect(page.locator('.chart__frame [data-node]').first()).toBeVisible();
  expect(await page.evaluate(() => document.fonts.check('16px "Source Sans 3 Variable"'))).toBe(true);
  expect((await page.goto(`${site.address}/charts/wst.svg`))!.status()).toBe(200);

  await page.goto(`${site.address}/compare/`);
  await page.getByLabel('Find a row').fill('quorum');
  await expect(page.locator('.matrix tr[data-row="meeting-limit"]')).toHaveCount(0);
  await expect(page.locator('.matrix tr[data-row="quorum"]')).toBeVisible();

  await page.goto(`${site.address}/calculator/`);
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeReferral(page, ['27', '3', '2026']);
  await expect(dayToSendScoping(page)).toHaveAttribute('datetime', '2026-03-31');
  const [calendar] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /calendar/i }).first().click()]);
  const entries = readFileSync((await calendar.path())!, 'utf8');
  expect(entries).toContain('BEGIN:VCALENDAR');
  expect(entries).toContain('20260331');

  await page.goto(`${site.address}/learn/practice/wst/#paper=4&count=5`);
  await expect(page.getByRole('heading', { name: 'WST, paper 4' })).toBeVisible();
  await page.goto(`${site.address}/learn/course/counting-working-days/`);
  await expect(page.locator('.ledger').first()).toBeVisible();
  await page.goto(`${site.address}/findings/`);
  await page.getByLabel('Document').selectOption('kscp');
  await expect(page.locator('[data-part="counted"]')).toContainText(' of ');
  await page.goto(`${site.address}/about/`);
  await page.locator('#header-search').fill('quorum');
  await expect(page.locator('.header__found a').first()).toBeVisible();
  await page.goto(`${site.address}/search/#q=quorum`);
  await expect(page.locator('[data-part="results"] a').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('with the network cut, an address without a page has the page that says so, and one of a file that is not kept does not', async ({ page, context }) => {
  await openUntilStored(page, '/privacy/');
  await cutNetwork(context);
  const answer = await page.goto(`${site.address}/procedures/nowhere/`);
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  // An address as people type it, and as a host would mend it.
  await page.goto(`${site.address}/procedures/wst`);
  expect(page.url()).toBe(`${site.address}/procedures/wst/`);
  await page.goto(`${site.address}/procedures/wst/index.html`);
  await expect(page.locator('.step').first()).toBeVisible();
  // There is such a file, only not here.
  await expect(page.goto(`${site.address}/api/v1/index.json`)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
});

test('nothing entered is in a request or in what is kept: that holds the site’s own files and nothing else', async ({ page, context }) => {
  await openUntilStored(page, '/calculator/');
  expect(site.asked.filter((url) => url.includes('?'))).toEqual([]);
  const before = site.asked.length;
  await page.goto(`${site.address}/calculator/?referral-received=2019-02-14&who=someone`);
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeReferral(page, ['14', '2', '2019']);
  await page.getByRole('group', { name: /Has a child died/ }).getByRole('radio', { name: 'Yes', exact: true }).check();
  await expect(dayToSendScoping(page)).toHaveAttribute('datetime', '2019-02-18');
  for (const what of ['CSV', /calendar/i]) await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: what }).first().click()]);
  // All is answered from what is kept: no more than the worker itself may be looked at again.
  expect([...new Set(site.asked.slice(before))].filter((url) => url !== `/${WORKER}`)).toEqual([]);

  const own = Object.entries(kept.files).map(([path, sum]) => [`${site.address}/${path}?${sum}`, sum]).sort();
  const all = await cached(page);
  expect(Object.keys(all)).toEqual([`rulebook / ${kept.version}`]);
  expect(Object.entries(Object.values(all)[0]!).sort()).toEqual(own);
  expect(await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length])).toEqual([0, 0, '', 0]);
  expect(await context.cookies()).toEqual([]);
});

test('a newer version is made ready from what has changed, offered, and taken over only when the reader presses', async ({ page }) => {
  const complaints = complaintsOf(page);
  await openUntilStored(page, '/privacy/');
  const privacy = join(folder, 'privacy', 'index.html');
  writeFileSync(privacy, readFileSync(privacy, 'utf8').replace('<h1>Privacy</h1>', '<h1>Privacy, newly written</h1>'));
  publishNewer((files) => { files['privacy/'] = checksum(privacy); });
  site.asked.length = 0;

  await page.goto(`${site.address}/calculator/`);
  await page.getByLabel('Policy').selectOption('west-midlands');
  await typeReferral(page, ['27', '3', '2026']);
  await expect(offer(page)).toContainText('A newer version of this site is ready.', { timeout: STORED });
  expect([...new Set(site.asked)].sort()).toEqual(['/privacy/', `/${WORKER}`]);
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  // Nothing is lost, and the page goes on with the scripts it was opened with.
  await expect(dayToSendScoping(page)).toHaveAttribute('datetime', '2026-03-31');
  await offer(page).getByRole('button', { name: 'Not now' }).click();
  await expect(offer(page).getByRole('button')).toHaveCount(0);
  await expect(page.locator('#main')).toBeFocused();
  await typeReferral(page, ['30', '3', '2026']);
  await expect(dayToSendScoping(page)).toHaveAttribute('datetime', '2026-04-01');

  await page.goto(`${site.address}/privacy/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
  await expect(stored(page)).toContainText(`Version ${kept.version} of this site is shown here`);
  await offer(page).getByRole('button', { name: 'Use the newer version' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy, newly written');
  await expect(stored(page)).toContainText(`Version ${LATER} of this site is shown here`);
  await expect(offer(page).getByRole('button')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('a page open beside the one that takes a newer version over keeps the scripts of its own, and the older files go when both are closed', async ({ page, context }) => {
  await openUntilStored(page, '/privacy/');
  const beside = await context.newPage();
  const complaints = complaintsOf(beside);
  await beside.goto(`${site.address}/calculator/`);
  await expect(stored(beside)).toContainText('is shown here');

  // In the newer site all that the calculator fetches at the first touch has another name.
  const older = Object.keys(kept.files).filter((path) => /^_astro\/.*\.js$/.test(path) && !/Page\.astro|index\.astro/.test(path));
  for (const path of older) renameSync(join(folder, path), join(folder, `${path}.newer.js`));
  publishNewer((files) => {
    for (const path of older) {
      files[`${path}.newer.js`] = files[path]!;
      delete files[path];
    }
  });
  await page.goto(`${site.address}/about/`);
  await offer(page).getByRole('button', { name: 'Use the newer version' }).click({ timeout: STORED });
  await expect(stored(page)).toContainText(`Version ${LATER} of this site is shown here`);

  await expect(offer(beside)).toContainText('A newer version of this site is ready.');
  await beside.getByLabel('Policy').selectOption('west-midlands');
  await typeReferral(beside, ['27', '3', '2026']);
  await expect(dayToSendScoping(beside)).toHaveAttribute('datetime', '2026-03-31');
  expect(complaints).toEqual([]);
  await offer(beside).getByRole('button', { name: 'Use the newer version' }).click();
  await expect(stored(beside)).toContainText(`Version ${LATER} of this site is shown here`);

  expect(Object.keys(await cached(page)).sort()).toEqual([`rulebook / ${kept.version}`, `rulebook / ${LATER}`].sort());
  await page.close();
  await beside.close();
  const fresh = await context.newPage();
  await fresh.goto(`${site.address}/about/`);
  await expect(async () => expect(Object.keys(await cached(fresh))).toEqual([`rulebook / ${LATER}`])).toPass();
});

test('a newer site of which only a part is in place is not taken', async ({ page }) => {
  await openUntilStored(page, '/privacy/');
  publishNewer((files) => { files['privacy/'] = 'A'.repeat(43).concat('='); });
  await page.goto(`${site.address}/about/`);
  await expect(async () => expect(site.asked.filter((url) => url === '/privacy/').length).toBeGreaterThan(2)).toPass({ timeout: STORED });
  await page.goto(`${site.address}/privacy/`);
  await expect(stored(page)).toContainText(`Version ${kept.version} of this site is shown here`);
  await expect(offer(page).getByRole('button')).toHaveCount(0);
});

test('where documents are many, one is kept once it is opened, and the page says so', async ({ page, context }) => {
  publishNewer(() => {}, ['procedures/wst/', 'procedures/kscp/']);
  await page.goto(`${site.address}/about/`);
  await expect(stored(page)).toContainText('without a network, but for documents that you have not opened.', { timeout: STORED });
  expect(site.asked.filter((url) => /wst|kscp/.test(url) && url.startsWith('/procedures/'))).toEqual([]);
  await page.goto(`${site.address}/procedures/wst/`);
  await expect(page.locator('.step').first()).toBeVisible();
  await cutNetwork(context);
  await page.goto(`${site.address}/about/`);
  await page.goto(`${site.address}/procedures/wst/`);
  await expect(page.locator('.step').first()).toBeVisible();
  await expect(page.goto(`${site.address}/procedures/kscp/`)).rejects.toThrow(/ERR_/);
});

test('what the browser has let go of is fetched and kept again', async ({ page, context }) => {
  await openUntilStored(page, '/about/');
  await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
  await page.goto(`${site.address}/privacy/`);
  await cutNetwork(context);
  await page.goto(`${site.address}/privacy/`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Privacy');
});

for (const [where, script] of [
  ['that has no service workers', 'delete Navigator.prototype.serviceWorker'],
  ['that will have none here', 'ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException("", "SecurityError"))'],
  ['that knows nothing of Trusted Types', 'delete globalThis.trustedTypes; ServiceWorkerContainer.prototype.register = () => Promise.reject(new TypeError(""))'],
] as const) {
  test(`in a browser ${where} the site works as before, says nothing of it and complains of nothing`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.addInitScript(script);
    await page.goto(`${site.address}/calculator/#policy=west-midlands&referral-received=2026-03-27`);
    await expect(dayToSendScoping(page)).toHaveAttribute('datetime', '2026-03-31');
    await page.waitForTimeout(500);
    await expect(stored(page)).toBeEmpty();
    await expect(offer(page).getByRole('button')).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}
