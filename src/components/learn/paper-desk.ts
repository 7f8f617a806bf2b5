/** What the choice of a paper does once someone has begun: reads the form, draws the paper, and gives it to take away. */
import { frame as frameModule, policies as policyModules } from 'rulebook:training';
import { fetchMonths } from '../../calendar/months-on-demand.ts';
import { csvText } from '../../export/csv.ts';
import { giftOf } from '../../training/gift.ts';
import { paperTable } from '../../training/paper-table.ts';
import { paperText } from '../../training/paper-text.ts';
import type { Id, Policy, PolicySet } from '../../policy/model.ts';
import { documentsBeside, drawPaper as drawQuestions, type Paper } from '../../training/paper.ts';
import { KINDS } from '../../training/question.ts';
import { download } from '../download.ts';
import { redraw } from '../draw/node.ts';
import { drawPaper, drawPaperForm } from './draw-paper.ts';
import type { TrainingFrame } from './modules.ts';
import { LAST_PAPER, MOST_QUESTIONS, readPaperLink, VIEWS, whole, writePaperLink, type PaperChoice, type PaperView } from './paper-link.ts';

interface PaperDesk {
  draw(): Promise<void>;
  act(action: string): Promise<void>;
  readAddress(): Promise<void>;
}

/**
 * Takes over a paper drawn at build.
 *
 * @param host the element, with `data-policy`, `data-paper`, `data-count` and `data-view` (the paper it shows), `data-choose`
 *   (whether the document can be chosen), `data-views` (the views to choose among, parted by spaces) and `data-practice` (the
 *   address under which the practice pages stand)
 */
export async function openDesk(host: HTMLElement): Promise<PaperDesk> {
  const [{ default: frame }] = await Promise.all([frameModule(), fetchMonths()]);
  return new Desk(host, frame);
}

class Desk implements PaperDesk {
  private readonly host: HTMLElement;
  private readonly frame: TrainingFrame;
  private readonly views: PaperView[];
  private readonly policies = new Map<Id, Policy>();
  private choice: PaperChoice;
  private turn = 0;

  constructor(host: HTMLElement, frame: TrainingFrame) {
    this.host = host;
    this.frame = frame;
    this.views = VIEWS.filter((view) => this.data('views').split(' ').includes(view));
    this.choice = {
      policy: this.data('policy'), paper: Number(this.data('paper')), count: Number(this.data('count')), kinds: [],
      view: VIEWS.find((view) => view === this.data('view')) ?? 'practice',
    };
  }

  async draw(): Promise<void> {
    const entries = new FormData(this.form());
    const text = (name: string) => String(entries.get(name) ?? '');
    const kinds = KINDS.filter((kind) => entries.getAll('kind').includes(kind));
    const paper = whole(text('paper'), LAST_PAPER);
    this.choice = {
      policy: this.frame.heads.find(({ id }) => id === text('policy'))?.id ?? this.choice.policy,
      paper: paper ?? this.choice.paper,
      count: Math.min(whole(text('count'), LAST_PAPER) ?? this.choice.count, MOST_QUESTIONS),
      kinds: kinds.length === KINDS.length ? [] : kinds,
      view: VIEWS.find((view) => view === text('view')) ?? this.choice.view,
    };
    await this.show(paper === null ? 'Enter a paper number from 1 to 999999' : null);
    if (paper === null) this.host.querySelector<HTMLElement>('#paper')?.focus();
  }

  async readAddress(): Promise<void> {
    const link = readPaperLink(location.hash, this.choice, this.data('choose') === '' ? [] : this.frame.heads.map(({ id }) => id));
    this.choice = { ...link, view: this.views.length === 0 || this.views.includes(link.view) ? link.view : this.choice.view };
    if (this.views.length === 0) this.choice.view = 'practice';
    await this.show(null);
  }

  async act(action: string): Promise<void> {
    if (action === 'another') {
      this.choice = { ...this.choice, paper: 1 + Math.floor(Math.random() * LAST_PAPER) };
      await this.show(null);
    } else if (action === 'copy-link') await this.copyLink();
    else if (action === 'gift' || action === 'csv' || action === 'text' || action === 'key') await this.takeAway(action);
  }

  private async show(error: string | null): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    redraw(this.part('form'), drawPaperForm(this.choice, this.data('choose') === '' ? [] : this.frame.heads, this.views, error));
    if (error !== null) return;
    const set = await this.rules();
    // Someone may have asked for another paper while the rules of this one were fetched.
    if (turn !== this.turn) return;
    const paper = this.paper(set);
    const list = this.part('paper');
    // A question that someone has answered is drawn anew, so that no answer stands beneath another paper.
    list.replaceChildren();
    redraw(list, drawPaper(paper, set, this.choice.view));
    const short = paper.questions.length < this.choice.count ? ` The rules hold no more questions of this kind than these ${paper.questions.length}.` : '';
    this.part('status').textContent = `Paper ${this.choice.paper} with ${paper.questions.length} questions is drawn.${short}`;
  }

  /** The rules of the document chosen, and of those that stand beside it. */
  private async rules(): Promise<PolicySet> {
    const { heads, vocabulary } = this.frame;
    const wanted = new Set([this.choice.policy, ...documentsBeside(heads, this.choice.policy)]);
    await Promise.all([...wanted].map(async (id) => {
      const load = Object.hasOwn(policyModules, id) ? policyModules[id] : undefined;
      if (load !== undefined && !this.policies.has(id)) this.policies.set(id, (await load()).default);
    }));
    return { vocabulary, policies: heads.flatMap(({ id }) => (wanted.has(id) ? (this.policies.get(id) ?? []) : [])) };
  }

  private paper(set: PolicySet): Paper {
    const { policy, paper, count, kinds } = this.choice;
    return drawQuestions(set, policy, { seed: paper, count, ...(kinds.length > 0 ? { kinds } : {}) });
  }

  private async copyLink(): Promise<void> {
    const page = new URL(`${this.data('practice')}${this.choice.policy}/`, location.href);
    const link = `${page.href}${writePaperLink({ ...this.choice, view: 'practice' }, false)}`;
    const shown = this.part('link');
    shown.textContent = link;
    try {
      await navigator.clipboard.writeText(link);
      this.part('status').textContent = 'The link is copied.';
    } catch {
      this.part('status').textContent = 'The link stands below, to be copied by hand.';
    }
  }

  private async takeAway(kind: 'gift' | 'csv' | 'text' | 'key'): Promise<void> {
    const set = await this.rules();
    const paper = this.paper(set);
    const title = set.policies.find(({ id }) => id === paper.policy)?.title ?? paper.policy;
    const name = `${paper.policy}-paper-${paper.seed}`;
    if (kind === 'gift') download(`${name}.gift.txt`, 'text/plain', giftOf(paper, title, set.vocabulary));
    // The mark at the beginning lets a spreadsheet know that what follows is not in its own old alphabet.
    else if (kind === 'csv') download(`${name}.csv`, 'text/csv', csvText(paperTable(paper, set.vocabulary), { byteOrderMark: true }));
    else download(`${name}${kind === 'key' ? '-answers' : ''}.txt`, 'text/plain', `${paperText(paper, title, set.vocabulary, kind === 'key')}\n`);
  }

  private form(): HTMLFormElement {
    return this.host.querySelector<HTMLFormElement>('form[data-form="paper"]')!;
  }

  private part(name: 'form' | 'paper' | 'status' | 'link'): HTMLElement {
    return this.host.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  private data(name: string): string {
    return this.host.dataset[name] ?? '';
  }
}
