import { existsSync } from 'node:fs';
import type { Benchmark, Figure } from '../bench.ts';
import { DIST } from './built-pages.ts';
import { onceKept, onSite } from './opened.ts';

export const siteBenchmarks: Benchmark[] = [
  { name: 'site: the calculator, from a change to the answer', run: answers },
];

const MOST_MS = 50;
/** Under each of them many dates stand in the answer. */
const CASES = ['west-midlands', 'wst', 'herefordshire', 'pan-bedfordshire', 'kscp', 'national'];
const DAYS = ['25', '24', '23', '25', '24', '23', '25', '24', '23'];

/** With the flowchart of the case open, which follows each change too. */
async function answers(): Promise<Figure[]> {
  if (!existsSync(DIST)) throw new Error('There is no built site: run "npm run build" first');
  return onSite(DIST, async (page, address) => {
    const figures: Figure[] = [];
    for (const id of CASES) {
      await page.goto('about:blank');
      await page.goto(`${address}/calculator/#policy=${id}&referral-received=2026-03-27&intention-notified=2026-03-27&incident-known=2026-03-26&child-died=no&case:as-at=2026-03-30`);
      await onceKept(page);
      await page.getByText('The flowchart, with this case marked').click();
      await page.locator('.chart__frame [data-node]').first().waitFor();
      const times = (await page.evaluate(timed, DAYS)).sort((a, b) => a - b);
      figures.push({ what: `${id}, the middle of ${times.length}`, value: times[Math.floor(times.length / 2)]!, unit: 'ms', atMost: MOST_MS });
    }
    return figures;
  });
}

/** In the page: how long each change of the day that the authority became aware takes until its dates are other ones. */
async function timed(days: string[]): Promise<number[]> {
  const box = document.querySelector<HTMLInputElement>('#date-incident-known-day')!;
  const dates = () => [...document.querySelectorAll('[data-part="answer"] time')].map((time) => time.getAttribute('datetime')).join();
  const taken: number[] = [];
  for (const day of days) {
    const before = dates();
    box.value = day;
    const start = performance.now();
    box.dispatchEvent(new Event('input', { bubbles: true }));
    while (dates() === before) {
      if (performance.now() - start > 10_000) throw new Error(`No date changed for the ${day}th`);
      await new Promise((done) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => done(null); port2.postMessage(null); });
    }
    taken.push(performance.now() - start);
  }
  return taken;
}
