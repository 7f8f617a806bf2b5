import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('with two documents chosen, each row says whether those two are the same', async ({ page }) => {
  await page.goto('/compare/');
  for (const name of ['Herefordshire', 'KSCP', 'Pan Bedfordshire', 'National baseline']) await page.getByLabel(name, { exact: true }).uncheck();
  const row = (id: string) => page.locator(`tr[data-row="${id}"]`);
  await expect(row('meeting-limit').locator('.matrix__agreement')).toHaveText('Same');
  await expect(row('report-limit').locator('.matrix__agreement')).toContainText('Different');
  await page.getByLabel('Differences only').check();
  await expect(row('meeting-limit')).toBeHidden();
  await expect(row('report-limit')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('a row is found by its words, and the number of rows is said', async ({ page }) => {
  await page.goto('/compare/');
  await page.getByLabel('Find a row').fill('quorum');
  await expect(page.locator('tr[data-row="quorum"]')).toBeVisible();
  await expect(page.locator('tr[data-row="meeting-limit"]')).toBeHidden();
  await expect(page.locator('[data-part="counted"]')).toHaveText(/^\d+ of \d+ rows$/);
});
