/**
 * How the comparison of many documents answers a change of columns: a built site is opened in a browser, as someone with
 * a mouse would use it, and each change is timed from the click to the table that shows it.
 */
import type { Page } from '@playwright/test';
import { onceKept, onSite } from './site/opened.ts';

export interface ColumnChanges {
  /** Milliseconds of each change, in the order in which they were made. */
  changes: Change[];
  /** How many documents had any script of theirs fetched, how many were shown at some time, and how many there are. */
  fetched: number;
  shown: number;
  documents: number;
}

export interface Change { id: string; isAdded: boolean; milliseconds: number }

const ROUNDS = 5;

/**
 * Takes one column out and puts another in, some times over.
 *
 * @param folder a built site whose comparison has more documents than can be ticked
 * @example (await changeColumns('dist')).changes[0] // { id: 'area-007', isAdded: false, milliseconds: 9.8 }
 */
export async function changeColumns(folder: string): Promise<ColumnChanges> {
  return onSite(folder, async (page, address) => {
    const scripts = new Set<string>();
    page.on('request', (request) => { if (request.url().endsWith('.js')) scripts.add(request.url()); });
    await page.goto(`${address}/compare/`);
    await page.locator('form[data-form="chooser"]').hover();
    await page.waitForLoadState('networkidle');
    await onceKept(page);
    const ids = await page.evaluate(() => (JSON.parse(document.querySelector<HTMLElement>('rulebook-comparison')!.dataset['choices']!) as { id: string }[]).map(({ id }) => id));
    const first = await page.locator('form[data-form="chooser"] input[name="policy"]:checked').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
    const changes: Change[] = [];
    for (let round = 0; round < ROUNDS; round += 1) changes.push(await timed(page, null), await timed(page, round));
    const asked = [...scripts].map((url) => url.replace(/^.*\//, '').replace(/\.[^.]+\.js$/, ''));
    return { changes, fetched: ids.filter((id) => asked.includes(id)).length, shown: new Set([...first, ...changes.map(({ id }) => id)]).size, documents: ids.length };
  });
}

/**
 * One change, from the event that a browser sends to the first picture with the table that it asked for.
 * @param place which of the documents not shown is put in; null takes one out
 */
async function timed(page: Page, place: number | null): Promise<Change> {
  return page.evaluate(async (added) => {
    const form = document.querySelector<HTMLFormElement>('form[data-form="chooser"]')!;
    const table = document.querySelector<HTMLElement>('[data-part="table"]')!;
    const heads = () => table.querySelectorAll('thead th').length;
    const before = heads();
    let id: string;
    const start = performance.now();
    if (added !== null) {
      const list = form.querySelector<HTMLSelectElement>('select[name="add-policy"]')!;
      id = [...list.options].map(({ value }) => value).filter((value) => value !== '')[added]!;
      list.value = id;
      list.dispatchEvent(new Event('input', { bubbles: true }));
    } else {
      const box = [...form.querySelectorAll<HTMLInputElement>('input[name="policy"]:checked')].at(-2)!;
      id = box.value;
      box.click();
    }
    while (heads() === before) {
      if (performance.now() - start > 10_000) throw new Error(`The table did not change when ${id} was ${added === null ? 'taken out' : 'added'}`);
      await new Promise(requestAnimationFrame);
    }
    const milliseconds = performance.now() - start;
    // What is worked out beneath the table is another answer: the next change begins when it stands.
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    return { id, isAdded: added !== null, milliseconds };
  }, place);
}
