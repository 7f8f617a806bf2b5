/** What the drill does once someone has begun: asks for days, marks them, and shows how they are counted. */
import { readDateParts, type DateParts, type DatePartsError } from '../../calendar/iso-date.ts';
import { englandAndWales } from '../../calendar/working-days.ts';
import { drawDrill, markCount, type CountTask, type Marked } from '../../training/drill.ts';
import { redraw } from '../draw/node.ts';
import { drawAsked } from './draw-drill.ts';

interface DrillDesk {
  act(action: string): void;
  check(form: HTMLFormElement): void;
}

/** Takes over a drill drawn at build. @param host the element, with `data-drill` (its number), `data-count`, and `data-level` of its headings */
export function openDesk(host: HTMLElement): DrillDesk {
  return new Desk(host);
}

interface Reply { typed: DateParts; error: DatePartsError | null; marked: Marked | null }

const BLANK: DateParts = { day: '', month: '', year: '' };
const LAST_DRILL = 999_999;

class Desk implements DrillDesk {
  private readonly host: HTMLElement;
  private readonly count: number;
  private tasks: CountTask[];
  private replies: Reply[] = [];

  constructor(host: HTMLElement) {
    this.host = host;
    this.count = Number(host.dataset['count'] ?? 5);
    this.tasks = drawDrill(Number(host.dataset['drill'] ?? 1), this.count);
  }

  act(action: string): void {
    if (action === 'another') this.tasks = drawDrill(1 + Math.floor(Math.random() * LAST_DRILL), this.count);
    else if (action !== 'begin') return;
    this.replies = this.tasks.map(() => ({ typed: BLANK, error: null, marked: null }));
    this.draw(true);
    this.host.querySelector<HTMLElement>('form input')?.focus();
  }

  check(form: HTMLFormElement): void {
    const place = Number(form.dataset['task']) - 1;
    const task = this.tasks[place];
    if (task === undefined) return;
    const entries = new FormData(form);
    const box = (part: keyof DateParts) => String(entries.get(`task-${place + 1}-${part}`) ?? '');
    const typed = { day: box('day'), month: box('month'), year: box('year') };
    const { from, to } = englandAndWales;
    const read = readDateParts(typed, 'The day', { from, to });
    if ('error' in read) this.replies[place] = { typed, error: read.error, marked: null };
    else if (read.date === null) this.replies[place] = { typed, error: { field: 'all', message: 'Enter the day' }, marked: null };
    else this.replies[place] = { typed, error: null, marked: markCount(task, read.date) };
    this.draw(false);
    if (this.replies[place]?.error) form.querySelector<HTMLElement>('.govuk-input--error')?.focus();
  }

  private draw(afresh: boolean): void {
    const list = this.host.querySelector<HTMLElement>('[data-part="tasks"]');
    if (list === null) return;
    if (afresh) list.replaceChildren();
    redraw(list, this.tasks.map((task, place) => {
      const { typed, error, marked } = this.replies[place] ?? { typed: BLANK, error: null, marked: null };
      return drawAsked(task, place + 1, typed, error, marked, this.host.dataset['level'] === '2' ? 2 : 3);
    }));
    if (afresh) this.host.querySelector('[data-part="status"]')?.replaceChildren(`${this.tasks.length} counts to do.`);
  }
}
