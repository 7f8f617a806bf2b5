import { expect } from '@playwright/test';
import { faultsOf } from './axe.ts';
import { complaintsOf } from './complaints.ts';
import { test } from './lasting-page.ts';

const PARTS = [
  { part: 'the comparison', path: '/compare/', button: 'CSV', says: 'What works the forms here' },
  { part: 'the drill', path: '/learn/drill/', button: 'Type the days', says: 'The drill' },
  { part: 'practice', path: '/learn/practice/wst/', button: 'Another paper', says: 'The questions' },
];

for (const { part, path, button, says } of PARTS) {
  test(`where its scripts cannot be fetched, ${part} says so once, and nothing is thrown`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.goto(path);
    await page.route('**/_astro/*.js', (route) => route.abort());
    for (const _ of [1, 2]) await page.getByRole('button', { name: button, exact: true }).first().click();
    const said = page.getByRole('alert');
    await expect(said).toHaveText(`${says} could not be loaded. Check your connection and load the page again.`);
    await expect(said).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    // The browser itself reports what it could not fetch.
    expect(complaints.filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([]);
  });
}
