import type { Page } from '@playwright/test';

/** Opens all that is folded in a page, and waits until it stands there: the days of a date are drawn once someone asks for them. */
export async function openFolds(page: Page): Promise<void> {
  await page.locator('details').evaluateAll((folds) => folds.forEach((fold) => { (fold as HTMLDetailsElement).open = true; }));
  await page.waitForFunction(() => [...document.querySelectorAll('details > .govuk-details__text')].every((content) => content.hasChildNodes()));
}
