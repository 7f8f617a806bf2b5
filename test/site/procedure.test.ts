import { expect, test } from '@playwright/test';

test('chosen, a role keeps only the steps that fall to it, its groups’ among them', async ({ page }) => {
  await page.goto('/procedures/west-midlands/');
  const all = await page.locator('.step:visible').count();
  await page.getByLabel('Show what falls to').selectOption({ label: 'Local authority' });
  await expect(page.locator('#step-notify-panel')).toBeVisible();
  await expect(page.locator('#step-rapid-review-meeting')).toBeVisible();
  await expect(page.locator('#step-secure-records')).toBeHidden();
  const shown = await page.locator('.step:visible').count();
  expect(shown).toBeLessThan(all);
  await expect(page.locator('[data-part="counted"]')).toHaveText(`${shown} steps`);
  await page.getByLabel('Show what falls to').selectOption('');
  await expect(page.locator('.step:visible')).toHaveCount(all);
});

test('a chart that is wider than the screen opens where it begins', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 700 });
  await page.goto('/procedures/wst/');
  await expect(async () => {
    const [first, frame] = [await page.locator('.chart__frame .node').first().boundingBox(), await page.locator('.chart__frame').boundingBox()];
    expect(first!.x).toBeGreaterThanOrEqual(frame!.x);
    expect(first!.x + first!.width).toBeLessThanOrEqual(frame!.x + frame!.width);
  }).toPass();
});

test('a box of the chart leads to its step, and the step back to its box', async ({ page }) => {
  await page.goto('/procedures/wst/');
  await page.locator('.chart__frame a[href="#step-send-scoping"]').click();
  await expect(page.locator('#step-send-scoping')).toBeInViewport();
  await page.locator('#step-send-scoping').getByRole('link', { name: /^Chart/ }).click();
  await expect(page.locator('.chart__frame a[href="#step-send-scoping"]')).toBeInViewport();
});

test('printed, a page opens what is folded and names itself and its rules', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('/procedures/wst/');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.locator('.footer__address')).toHaveText('Rapid Review Rulebook, page /procedures/wst/');
  await expect(page.locator('.footer__note')).toContainText(/Rules version \d+\.\d+\.\d+ \([0-9a-f]{8}\)/);
});
