/** What the comparison does once someone has begun: draws the chosen columns, and works out what follows beneath them. */
import { columns as columnModules, frame as frameModule, words as wordsModule } from 'rulebook:comparison';
import { policies as policyModules } from 'rulebook:policies';
import { isSame } from '../../compare/agreement.ts';
import { comparisonTable } from '../../compare/comparison-table.ts';
import { csvText } from '../../export/csv.ts';
import { readComparisonLink, writeComparisonLink } from '../../export/comparison-link.ts';
import type { Id, Policy, PolicySet } from '../../policy/model.ts';
import { download } from '../download.ts';
import { h, redraw } from '../draw/node.ts';
import { unpacked } from '../packed.ts';
import { caseOf, drawCaseForm, readCaseForm, type CaseState } from './case-form.ts';
import { drawChooser, FEWEST_CHOSEN, firstChoice, MOST_CHOSEN, MOST_TICKED, type Choice } from './chooser.ts';
import { statusIn, type Column, type Frame } from './columns.ts';
import { EXAMPLE_CASE } from './example-case.ts';
import { drawMatrix, rowsShown, WHOLE, type MatrixRow, type MatrixView } from './matrix.ts';
import { namesOf } from './names.ts';
import { drawPairForm, pairText, readPairForm, type PairState } from './pair-form.ts';

type Part = 'pair-named' | 'chooser' | 'table' | 'case-form' | 'case' | 'pair-form' | 'days' | 'counts' | 'link' | 'chair' | 'status';

interface ComparisonDesk {
  /** Brings what the first change of columns will need. */
  prepare(): Promise<void>;
  changed(form: string, target: EventTarget | null): Promise<void>;
  /** Everything that a form holds, with all that is wrong in it. */
  submit(form: string): Promise<void>;
  act(action: string): Promise<void>;
  readAddress(): Promise<void>;
}

/**
 * Takes over a comparison drawn at build.
 *
 * @param host the element, with `data-choices` (every document as `{ id, title, isNational }`), `data-procedures`,
 *   `data-calculator` and `data-compare` (the addresses of those pages)
 */
export async function openDesk(host: HTMLElement): Promise<ComparisonDesk> {
  return new Desk(host, (await frameModule()).default);
}

class Desk implements ComparisonDesk {
  private readonly host: HTMLElement;
  private readonly frame: Frame;
  private readonly choices: Choice[];
  private readonly columns = new Map<Id, Column>();
  private readonly policies = new Map<Id, Policy>();
  private chosen: Id[];
  private view: MatrixView = WHOLE;
  private notice: string | null = null;
  private case: CaseState = caseOf(EXAMPLE_CASE);
  private pair: PairState;
  private turn = 0;
  private workTurn = 0;
  /** Whether the case was sent: then every error is said, the one being typed too. */
  private isSent = false;

  constructor(host: HTMLElement, frame: Frame) {
    this.host = host;
    this.frame = frame;
    this.choices = JSON.parse(host.dataset['choices'] ?? '[]') as Choice[];
    this.chosen = firstChoice(this.choices);
    const drawn = (id: string) => host.querySelector<HTMLSelectElement>(id)?.value ?? '';
    this.pair = { a: drawn('#pair-a'), b: drawn('#pair-b'), year: drawn('#pair-year'), lag: {} };
  }

  async prepare(): Promise<void> {
    await this.columnsOf(this.chosen);
  }

  async changed(form: string, target: EventTarget | null): Promise<void> {
    const element = this.host.querySelector<HTMLFormElement>(`form[data-form="${form}"]`);
    if (element === null) return;
    const entries = new FormData(element);
    if (form === 'chooser') return this.choose(entries, target);
    if (form === 'case') {
      this.case = readCaseForm(entries, this.case, Object.keys(this.case.dates).concat(eventsIn(entries)));
      return this.drawCase();
    }
    this.pair = readPairForm(entries, this.pair);
    this.drawActions();
    return this.drawPair();
  }

  async submit(form: string): Promise<void> {
    this.isSent = form === 'case';
    await this.changed(form, null);
    this.isSent = false;
    const summary = this.part('case-form').querySelector<HTMLElement>('.govuk-error-summary');
    if (form === 'case' && summary !== null) return summary.focus();
    this.part(form === 'case' ? 'case' : form === 'pair' ? 'days' : 'table').scrollIntoView({ block: 'start' });
  }

  async act(action: string): Promise<void> {
    if (action === 'all-rows') {
      this.view = { ...this.view, rows: null };
      await this.drawTable();
    } else if (action === 'blank-case') {
      this.case = caseOf({});
      await this.drawCase();
    } else if (action === 'csv' || action === 'json') await this.takeAway(action);
  }

  /** Shows what a link names; what it does not name stays as it is. */
  async readAddress(): Promise<void> {
    const linked = readComparisonLink(location.hash);
    if (linked === null) return;
    const known = linked.policies.filter((id) => this.choices.some((choice) => choice.id === id));
    if (known.length >= FEWEST_CHOSEN) this.chosen = this.inOrder(known);
    this.view = { onlyDifferent: linked.onlyDifferent, sought: '', rows: linked.rows };
    const [a, b] = linked.pair ?? [];
    if (a !== undefined && b !== undefined && a !== b && [a, b].every((id) => this.choices.some((choice) => choice.id === id))) this.pair = { ...this.pair, a, b };
    else this.keepPair();
    await this.drawTable();
    await Promise.all([this.drawCase(), this.drawPair()]);
  }

  // ---- the table ------------------------------------------------------------------------------------------------

  private async choose(entries: FormData, target: EventTarget | null): Promise<void> {
    this.view = { ...this.view, onlyDifferent: entries.has('different'), sought: String(entries.get('find') ?? '') };
    const added = String(entries.get('add-policy') ?? '');
    const ticked = [...entries.getAll('policy').map(String), ...(added === '' ? [] : [added])];
    const locals = ticked.filter((id) => this.choices.some((choice) => choice.id === id && !choice.isNational));
    const isChange = target instanceof HTMLInputElement ? target.name === 'policy' : target instanceof HTMLSelectElement;
    this.notice = null;
    if (locals.length > MOST_CHOSEN) this.notice = 'Five documents at most, beside the baseline. Take one out first.';
    else if (ticked.length < FEWEST_CHOSEN) this.notice = 'A comparison needs two. Choose another first.';
    else this.chosen = this.inOrder(ticked);
    this.keepPair();
    await this.drawTable();
    if (isChange && this.notice === null) await Promise.all([this.drawCase(), this.drawPair()]);
  }

  private inOrder(ids: readonly Id[]): Id[] {
    return this.choices.filter(({ id }) => ids.includes(id)).map(({ id }) => id);
  }

  /** The two that are laid side by side are among those shown. */
  private keepPair(): void {
    if (this.chosen.includes(this.pair.a) && this.chosen.includes(this.pair.b)) return;
    const [a = '', b = ''] = this.chosen;
    this.pair = { ...this.pair, a, b };
  }

  private async drawTable(): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    const columns = await this.columnsOf(this.chosen);
    if (turn !== this.turn) return;
    const rows = rowsShown(this.frame, columns, this.view);
    redraw(this.part('chooser'), drawChooser(this.choices, this.chosen, this.view, { shown: rows.length, all: this.frame.rows.length }, this.notice));
    redraw(this.part('table'), [drawMatrix(this.frame, columns, rows, this.data('procedures'))]);
    this.drawActions(rows);
  }

  private drawActions(rows?: readonly MatrixRow[]): void {
    const isNarrowed = this.view.rows !== null || this.view.sought.trim() !== '';
    const shown = rows?.map(({ head }) => head.dimension);
    const link = this.host.querySelector<HTMLAnchorElement>('[data-part="link"]');
    if (link !== null && shown !== undefined) {
      link.href = writeComparisonLink({ policies: this.chosen, onlyDifferent: this.view.onlyDifferent, rows: isNarrowed ? shown : null, pair: [this.pair.a, this.pair.b] });
    }
    const chair = this.host.querySelectorAll<HTMLAnchorElement>('[data-part="chair"]');
    const [a, b] = this.inOrder([this.pair.a, this.pair.b]);
    for (const one of chair) {
      one.href = `${this.data('compare')}${a}/${b}/`;
      one.hidden = this.choices.length > MOST_TICKED || a === undefined || b === undefined;
    }
  }

  private async columnsOf(ids: readonly Id[]): Promise<Column[]> {
    return Promise.all(ids.map(async (id) => {
      const known = this.columns.get(id);
      if (known) return known;
      const load = Object.hasOwn(columnModules, id) ? columnModules[id] : undefined;
      if (load === undefined) throw new Error(`There is no document called ${id}`);
      const column = (await load()).default;
      this.columns.set(id, column);
      return column;
    }));
  }

  // ---- what is worked out ------------------------------------------------------------------------------------------

  private async drawCase(): Promise<void> {
    this.workTurn += 1;
    const { workTurn: turn, isSent } = this;
    const [{ workCase, eventsOf, factsOf, withBaseline }, { drawCase }, set] = await Promise.all([import('./work.ts'), import('./case-answer.ts'), this.setOf(this.withNational(this.chosen))]);
    const ids = withBaseline(set, this.chosen);
    const [{ drawn, errors }, columns] = await Promise.all([workCase(set, ids, this.case, this.data('calculator')), this.columnsOf(ids)]);
    if (turn !== this.workTurn) return;
    const isTyping = isSent ? null : (document.activeElement?.closest('[data-date]') ?? null);
    const shown = errors.filter(({ event }) => isTyping === null || isTyping.id !== `case-${event}`);
    redraw(this.part('case-form'), drawCaseForm(this.case, eventsOf(set, ids), factsOf(set, ids), this.choices, set.vocabulary, shown));
    redraw(this.part('case'), drawCase(drawn, namesOf(set, this.data('procedures')), statusIn(this.frame, columns)));
  }

  private async drawPair(): Promise<void> {
    const { pair } = this;
    const ids = [pair.a, pair.b];
    const [{ workPair, YEARS }, { drawDays }, { drawCounts }, set] = await Promise.all([import('./work.ts'), import('./days.ts'), import('./counts.ts'), this.setOf(ids)]);
    if (pair !== this.pair) return;
    const names = namesOf(set, this.data('procedures'));
    const isPair = pair.a !== pair.b;
    const { differences, tests, starts } = isPair ? workPair(set, pair) : { differences: [], tests: [], starts: [] };
    redraw(this.part('pair-form'), drawPairForm(pair, this.choices, YEARS, starts, set.vocabulary, names));
    redraw(this.part('pair-named'), [pairText(pair, names, set.vocabulary)]);
    const same = h('p', {}, 'Choose two different documents.');
    redraw(this.part('days'), isPair ? drawDays(differences, names) : [same]);
    redraw(this.part('counts'), isPair ? drawCounts(tests, names) : [same]);
  }

  private withNational(ids: readonly Id[]): Id[] {
    return this.choices.filter(({ id, isNational }) => isNational || ids.includes(id)).map(({ id }) => id);
  }

  /** The rules of these documents, each taken when it is first needed. */
  private async setOf(ids: readonly Id[]): Promise<PolicySet> {
    const [{ default: words }] = await Promise.all([wordsModule(), ...ids.map(async (id) => {
      const load = Object.hasOwn(policyModules, id) ? policyModules[id] : undefined;
      if (load !== undefined && !this.policies.has(id)) this.policies.set(id, unpacked((await load()).default));
    })]);
    const { stages, dimensions, tasks, tests, guidance } = this.frame;
    const policies = this.choices.flatMap(({ id }) => (ids.includes(id) ? (this.policies.get(id) ?? []) : []));
    return { policies, vocabulary: { ...words, stages: stages.map((stage) => ({ ...stage, meaning: null })), dimensions, tasks, tests, guidance } };
  }

  // ---- taken away ----------------------------------------------------------------------------------------------------

  private async takeAway(kind: 'csv' | 'json'): Promise<void> {
    const columns = await this.columnsOf(this.chosen);
    const shown = rowsShown(this.frame, columns, this.view);
    const rows = shown.map(({ head, cells }) => ({ ...head, same: isSame(cells), cells }));
    if (kind === 'csv') {
      const titled = { policies: this.choices, vocabulary: { stages: this.frame.stages, guidance: this.frame.guidance } };
      // The mark at the beginning lets a spreadsheet know that what follows is not in its own old alphabet.
      return download('comparison.csv', 'text/csv', csvText(comparisonTable(rows, titled), { byteOrderMark: true }));
    }
    const [{ compare, plainRow }, set] = await Promise.all([import('../../compare/comparison.ts'), this.setOf(this.chosen)]);
    const { differences, tests } = compare(set, this.chosen, { from: `${this.pair.year}-01-01` });
    download('comparison.json', 'application/json', `${JSON.stringify({ policies: this.chosen, rows: rows.map(plainRow), differences, tests }, null, 2)}\n`);
  }

  private part(name: Part): HTMLElement {
    return this.host.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }

  private data(name: string): string {
    return this.host.dataset[name] ?? '';
  }
}

/** The events whose boxes the form has. */
function eventsIn(entries: FormData): Id[] {
  return [...entries.keys()].flatMap((name) => /^case-(.+)-day$/.exec(name)?.[1] ?? []);
}
