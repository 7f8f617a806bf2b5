import { expect } from '@playwright/test';
import { test } from './lasting-page.ts';

const PAGES = ['/', '/compare/', '/calculator/', '/findings/', '/procedures/wst/', '/learn/practice/kscp/', '/learn/trainers/', '/learn/drill/', '/learn/cases/stages-looked-after/', '/search/'];
/** What is counted as good is a tenth; a page that is still is far below it. */
const STILL = 0.01;

for (const width of [412, 1280]) {
  test(`nothing on a page ${width} pixels wide moves when its scripts come`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 823 });
    await page.addInitScript(() => {
      const moved: number[] = [];
      Object.assign(globalThis, { moved });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) moved.push((entry as PerformanceEntry & { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // Scripts that come late come after what they could move has been painted.
    await page.route('**/_astro/*.js', async (route) => {
      await new Promise((done) => { setTimeout(done, 300); });
      await route.continue();
    });
    for (const path of PAGES) {
      await page.goto(path, { waitUntil: 'networkidle' });
      const sum = await page.evaluate(() => (globalThis as unknown as { moved: number[] }).moved.reduce((total, value) => total + value, 0));
      expect(sum, path).toBeLessThan(STILL);
    }
  });
}

test('nothing moves by itself for someone who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const path of PAGES) {
    await page.goto(path);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element, part);
      const isStill = animationName === 'none' && /^(?:0s(?:, )?)+$/.test(transitionDuration) && scrollBehavior === 'auto';
      return isStill ? [] : [`${element.tagName}.${element.className}${part ?? ''}`];
    })));
    expect(moving, path).toEqual([]);
  }
});
