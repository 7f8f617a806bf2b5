/** What the calculator does once someone has begun: reads the form, asks the engine, draws form and answer again. */
import { charts } from 'rulebook:charts';
import { policies, vocabularies } from 'rulebook:policies';
import { todayInLondon, type IsoDate } from '../../calendar/iso-date.ts';
import { fetchMonths, MonthsNotFetched } from '../../calendar/months-on-demand.ts';
import type { Picture } from '../../diagram/picture.ts';
import { judge } from '../../engine/criteria.ts';
import { dayOfCase } from '../../engine/input.ts';
import { possibleOutcomes } from '../../policy/decisions.ts';
import { doubtsOf } from '../../policy/doubts.ts';
import { timetable } from '../../engine/schedule.ts';
import type { Answer as FactAnswer, Timetable, TimetableInput } from '../../engine/types.ts';
import { fitLink, readLink, writeLink } from '../../export/fragment.ts';
import type { Id, Policy, PolicySet } from '../../policy/model.ts';
import { unfold } from '../draw/marks.ts';
import { h, redraw, type Drawing, type Drawn } from '../draw/node.ts';
import { unpacked, unpackedVocabulary } from '../packed.ts';
import { announcement, drawAnswer, type Answer, type Worked } from './answer.ts';
import { BY, drawBackwards, stepsToAskFor } from './backwards.ts';
import { blankCase, partsOf, readCase, type CaseError, type CaseState, type Reach, type RulesInUse } from './case.ts';
import { drawErrors, drawForm } from './form.ts';
import { drawSpan } from './span.ts';
import { drawTakeAway, type TakeAwayView } from './take-away.ts';
import type { SheetKind } from './carry.ts';

export interface CalculatorDesk {
  changed(target: EventTarget | null): Promise<void>;
  left(target: EventTarget | null, to: EventTarget | null): Promise<void>;
  submit(): Promise<void>;
  /** What a button in the answer asks for. */
  act(action: string): Promise<void>;
  readAddress(): Promise<void>;
}

type Part = 'form' | 'answer' | 'errors' | 'status' | 'span' | 'chart' | 'backwards' | 'take-away' | 'sheet';
const PARTS: readonly Part[] = ['form', 'answer', 'errors', 'status', 'span', 'chart', 'backwards', 'take-away', 'sheet'];
/** The fold of the flowchart. */
const CHART = 'case-chart';

/**
 * Takes over a calculator drawn at build.
 *
 * @param host the element, with `data-from` and `data-to` (the days whose bank holidays are known), `data-national`
 *   (the baseline's id), `data-procedures` (the address under which the procedure pages stand) and `data-edition`
 *   (the version of the rules)
 */
export function openDesk(host: HTMLElement): CalculatorDesk {
  const parts = Object.fromEntries(PARTS.map((name) => [name, host.querySelector<HTMLElement>(`[data-part="${name}"]`)!])) as Record<Part, HTMLElement>;
  return new Desk(host, parts);
}

/** An answer with the rules and the question it belongs to. */
interface Shown { answer: Answer; rules: RulesInUse; input: TimetableInput }

class Desk implements CalculatorDesk {
  private readonly host: HTMLElement;
  private readonly parts: Record<Part, HTMLElement>;
  private readonly reach: Reach;
  private readonly choices: Pick<Policy, 'id' | 'title'>[];
  private readonly loaded = new Map<Id, Policy>();
  private readonly pictures = new Map<Id, Picture>();
  private state: CaseState;
  private rules: RulesInUse | null = null;
  private latest: Shown | null = null;
  /** Dates whose errors are shown: those that someone has left, or all of them once the form was sent. */
  private readonly shown = new Set<Id>();
  /** What a link held that could not be used. */
  private notices: string[] = [];
  private takeAway: TakeAwayView = { everyReading: false, said: '', byHand: null };
  private sheet: SheetKind | null = null;
  private caseChart: typeof import('./case-chart.ts') | null = null;
  private chartMarks = '';
  private turn = 0;

  constructor(host: HTMLElement, parts: Record<Part, HTMLElement>) {
    this.host = host;
    this.parts = parts;
    this.reach = { from: host.dataset['from'] ?? '', to: host.dataset['to'] ?? '' };
    const options = [...parts.form.querySelectorAll<HTMLOptionElement>('#policy option')];
    this.choices = options.map(({ value, text }) => ({ id: value, title: text }));
    this.state = { ...blankCase(options.find(({ defaultSelected }) => defaultSelected)?.value ?? options[0]?.value ?? ''), asAt: partsOf(this.today()) };
    host.addEventListener('toggle', ({ target }) => {
      const { open, lastElementChild: content, dataset: { key } } = target as HTMLDetailsElement;
      if (!open || this.latest === null) return;
      if (key !== CHART) {
        if (content?.hasChildNodes() === false) this.drawAnswer(this.latest);
      } else if (this.chartMarks === '') this.work().catch(() => {});
    }, true);
    this.readForm();
  }

  async changed(target: EventTarget | null): Promise<void> {
    this.notices = [];
    this.takeAway = { ...this.takeAway, said: '', byHand: null };
    if (target instanceof HTMLSelectElement && target.id === 'add-date') {
      const added = target.value;
      target.value = '';
      if (added !== '') await this.addDate(added);
      return;
    }
    this.readForm();
    await this.work();
  }

  async left(target: EventTarget | null, to: EventTarget | null): Promise<void> {
    const group = target instanceof Element ? target.closest<HTMLElement>('[data-date]') : null;
    if (group === null || (to instanceof Node && group.contains(to))) return;
    const id = (group.dataset['date'] ?? '').replace(/^date-/, '');
    if (this.shown.has(id)) return;
    this.shown.add(id);
    await this.work();
  }

  async act(action: string): Promise<void> {
    const [verb, id = ''] = action.split(':');
    switch (verb) {
      case 'leave-out-lateness':
        this.state = { ...this.state, asAt: { day: '', month: '', year: '' } };
        break;
      case 'give-date': return this.addDate(id);
      case 'calendar-file': case 'csv': case 'copy-text': case 'copy-link': case 'print': case 'print-sheet':
        await this.carryAway(verb);
        break;
      case 'meeting-sheet': case 'returns-sheet':
        this.sheet = verb;
        await this.work();
        this.parts.sheet.querySelector<HTMLElement>('#sheet-title')?.focus();
        return;
      case 'close-sheet': {
        const was = this.sheet;
        this.sheet = null;
        await this.work();
        this.parts['take-away'].querySelector<HTMLElement>(`[data-action="${was}"]`)?.focus();
        return;
      }
    }
    await this.work();
  }

  async submit(): Promise<void> {
    this.readForm();
    const { errors } = await this.work(true);
    if (errors.length > 0) {
      this.parts.errors.querySelector<HTMLElement>('.govuk-error-summary')?.focus();
      return;
    }
    this.parts.answer.focus();
    this.parts.answer.scrollIntoView({ block: 'start' });
  }

  /** Takes the case of a link into the form; what the link does not name is blank. */
  async readAddress(): Promise<void> {
    const { case: linked, problems } = readLink(location.hash);
    this.notices = [...problems];
    if (linked !== null) {
      const isHere = this.choices.some(({ id }) => id === linked.policy);
      if (linked.policy !== null && !isHere) this.notices.push('The link names a policy that is not here, so its dates are worked out by the one chosen below.');
      this.state = {
        ...blankCase(isHere ? linked.policy! : this.state.policy),
        dates: Object.fromEntries(Object.entries(linked.on).map(([id, date]) => [id, partsOf(date)])),
        facts: linked.facts,
        decided: linked.decided,
        readings: linked.readings,
        dayOne: linked.conventions.dayOne ?? 'day-after',
        nonWorkingStart: linked.conventions.nonWorkingStart ?? 'stands',
        asAt: partsOf(linked.asAt ?? this.today()),
        caseKey: linked.caseKey ?? null,
      };
      this.shown.clear();
      this.takeAway = { ...this.takeAway, said: '', byHand: null };
      await this.useRules();
      const { policy, vocabulary: words } = this.rules!;
      const { unknown } = fitLink(linked, { policy, vocabulary: words, switches: doubtsOf(policy) });
      if (isHere && unknown.length > 0) {
        this.notices.push(`${unknown.length === 1 ? 'One part of the link means' : `${unknown.length} parts of the link mean`} nothing in ${policy.title}, and ${unknown.length === 1 ? 'was' : 'were'} left out.`);
      }
    }
    await this.work(true);
  }

  private today(): IsoDate {
    return todayInLondon(new Date());
  }

  /** A field for a date that the form does not ask for, with the cursor in it. */
  private async addDate(id: Id): Promise<void> {
    this.readForm();
    const marks = this.rules?.policy.steps.find((step) => step.id === id)?.marks ?? [];
    const boxOf = (one: Id) => document.getElementById(`date-${one}-day`);
    // A step and the event it brings about are one date: it may be asked for by either name.
    const asked = [id, ...marks].find((one) => boxOf(one) !== null);
    if (asked === undefined) {
      this.state.dates[id] = { day: '', month: '', year: '' };
      await this.work();
    }
    boxOf(asked ?? id)?.focus();
  }

  /** The fragment of the case as it stands, made only when someone asks for it. */
  private link({ input }: Shown): string {
    const { on, facts = {}, decided = {}, readings = {}, conventions = {}, asAt } = input;
    const isToday = asAt == null || asAt === this.today();
    return writeLink({
      policy: this.state.policy, on, facts, decided, readings, conventions,
      ...(isToday ? {} : { asAt }), ...(this.state.caseKey === null ? {} : { caseKey: this.state.caseKey }),
    });
  }

  private async carryAway(what: 'calendar-file' | 'csv' | 'copy-text' | 'copy-link' | 'print' | 'print-sheet'): Promise<void> {
    this.readForm();
    const { errors } = await this.work(true);
    const shown = this.latest;
    if (shown === null) return;
    if (errors.length > 0) return this.say('Nothing was made: mend the dates above first.');
    if (what === 'print') return print();
    if (what === 'print-sheet') return this.printSheet();
    if (what === 'copy-link') return this.copy(`${location.origin}${location.pathname}${this.link(shown)}`, 'The link is copied. Whoever has it can read the dates and answers in it.');
    if (what === 'calendar-file') this.state.caseKey ??= newCaseKey();
    const { carry } = await import('./carry.ts');
    const { said, toCopy } = await carry(what, shown.answer, shown.rules, {
      today: this.today(), edition: this.host.dataset['edition'] ?? '', caseKey: this.state.caseKey ?? '', everyReading: this.takeAway.everyReading,
    });
    return toCopy === null ? this.say(said) : this.copy(toCopy, said);
  }

  private say(said: string): void {
    this.takeAway = { ...this.takeAway, said, byHand: null };
  }

  private async copy(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.say(said);
    } catch {
      this.takeAway = { ...this.takeAway, said: 'Your browser did not let this page copy. Copy it by hand:', byHand: text };
    }
  }

  private printSheet(): void {
    const { documentElement: root } = document;
    root.dataset['printing'] = 'sheet';
    addEventListener('afterprint', () => { delete root.dataset['printing']; }, { once: true });
    print();
  }

  private async work(showAll = false): Promise<{ errors: CaseError[] }> {
    this.turn += 1;
    const { turn } = this;
    await this.useRules();
    if (turn !== this.turn) return { errors: [] };
    const rules = this.rules!;
    this.keepWhatFits(rules);
    const { input, by, errors } = readCase(this.state, rules, this.reach);
    if (showAll) for (const { id } of errors) this.shown.add(id);
    const shown = errors.filter(({ id }) => this.shown.has(id));
    redraw(this.parts.form, drawForm(this.state, rules, this.choices, shown));
    const summary = drawErrors(shown);
    const notices = this.notices.map((text) => h('p', { class: 'callout', role: 'alert' }, text));
    redraw(this.parts.errors, [...(summary === null ? [] : [summary]), ...notices]);
    const set: PolicySet = { vocabulary: rules.vocabulary, policies: [...this.loaded.values()] };
    const [local, national] = await Promise.all([
      worked(set, rules.policy.id, input),
      rules.national === null ? null : worked(set, rules.national.id, input),
    ]);
    const sheet = this.sheet === null ? null : (await import('./carry.ts')).sheetOf(this.sheet, { local, national }, rules);
    if (this.isChartOpen()) await this.fetchChart(rules.policy.id);
    const backwards = await backwardsOf(set, rules.policy.id, input, this.state.backwards.step, by);
    if (turn !== this.turn) return { errors };
    const answer = { local, national };
    this.latest = { answer, rules, input };
    const chart = this.chart(local.timetable);
    this.drawAnswer(this.latest);
    const span = drawSpan([
      { policy: rules.policy, timetable: local.timetable },
      ...(rules.national === null || national === null ? [] : [{ policy: rules.national, timetable: national.timetable }]),
    ], rules.vocabulary, this.procedureOf);
    redraw(this.parts.span, span === null ? [] : [span]);
    if (chart === null || chart.marks !== this.chartMarks) {
      const isNew = this.chartMarks === '';
      this.chartMarks = chart?.marks ?? '';
      redraw(this.parts.chart, [unfold(CHART, 'The flowchart, with this case marked', chart?.draw(this.procedureOf(rules.policy.id)) ?? h('p', {}, 'The chart is being fetched.'))]);
      if (isNew) this.caseChart?.showNext(this.parts.chart, local.timetable);
    }
    this.parts.backwards.classList.toggle('not-printed', backwards === null);
    redraw(this.parts.backwards, drawBackwards(this.state.backwards, backwards, rules.policy, shown));
    redraw(this.parts['take-away'], drawTakeAway(this.takeAway));
    redraw(this.parts.sheet, sheet === null ? [] : [sheet]);
    const said = this.takeAway.said === '' ? announcement(local.timetable) : this.takeAway.said;
    if (this.parts.status.textContent !== said) this.parts.status.textContent = said;
    return { errors };
  }

  private readonly procedureOf = (policy: Id) => `${this.host.dataset['procedures'] ?? '/procedures/'}${policy}/`;

  private drawAnswer({ answer, rules }: Shown): void {
    const open = new Set([...this.parts.answer.querySelectorAll<HTMLElement>('details[open]')].map(({ dataset }) => dataset['key']));
    redraw(this.parts.answer, drawAnswer(answer, rules, this.procedureOf, (fold) => open.has(fold)));
  }

  private isChartOpen(): boolean {
    return this.parts.chart.querySelector('details')?.open === true;
  }

  /** The chart and what marks it, once its fold was opened. What is here already is not waited for: the page would be laid out meanwhile. */
  private async fetchChart(policy: Id): Promise<void> {
    const load = Object.hasOwn(charts, policy) ? charts[policy] : undefined;
    const [caseChart, picture] = await Promise.all([this.caseChart ?? import('./case-chart.ts'), this.pictures.get(policy) ?? load?.().then((module) => module.default)]);
    this.caseChart = caseChart;
    if (picture !== undefined) this.pictures.set(policy, picture);
  }

  /** The chart of the case, and what tells it from another: drawing it anew takes longest. */
  private chart(worked: Timetable): { marks: string; draw: (procedure: string) => Drawn } | null {
    const { caseChart } = this;
    const picture = this.pictures.get(worked.policy);
    if (!this.isChartOpen() || caseChart === null || picture === undefined) return null;
    return { marks: JSON.stringify([worked.policy, caseChart.caseMarks(worked)]), draw: (procedure) => caseChart.drawCaseChart(picture, worked, procedure) };
  }

  private async useRules(): Promise<void> {
    if (this.rules?.policy.id === this.state.policy) return;
    const wanted = this.state.policy;
    const baseline = this.host.dataset['national'] ?? '';
    const [words, policy, national] = await Promise.all([Object.hasOwn(vocabularies, wanted) ? vocabularies[wanted]?.() : undefined, this.policy(wanted), baseline === '' ? null : this.policy(baseline)]);
    if (policy === null || words === undefined) throw new Error(`There is no policy called ${wanted}`);
    this.rules = { vocabulary: unpackedVocabulary(words.default), policy, national: national?.id === policy.id ? null : national };
  }

  private async policy(id: Id): Promise<Policy | null> {
    const load = Object.hasOwn(policies, id) ? policies[id] : undefined;
    if (load === undefined) return null;
    const policy = this.loaded.get(id) ?? unpacked((await load()).default);
    this.loaded.set(id, policy);
    return policy;
  }

  /** A decision or a reading of another policy means nothing in this one. */
  private keepWhatFits({ policy, vocabulary: words }: RulesInUse): void {
    const steps = new Map(policy.steps.map((step) => [step.id, step]));
    const switches = new Map(doubtsOf(policy).map((one) => [one.address, one]));
    const keep = <T>(record: Record<string, T>, fits: (id: string, value: T) => boolean) =>
      Object.fromEntries(Object.entries(record).filter(([id, value]) => fits(id, value)));
    this.state = {
      ...this.state,
      dates: keep(this.state.dates, (id) => Object.hasOwn(words.events, id) || steps.has(id)),
      facts: keep(this.state.facts, (id) => Object.hasOwn(words.facts, id)),
      decided: keep(this.state.decided, (id, outcome) => possibleOutcomes(steps.get(id) ?? { outcomes: [] }).includes(outcome)),
      readings: keep(this.state.readings, (address, reading) => switches.get(address)?.readings.some(({ id }) => id === reading) ?? false),
      backwards: stepsToAskFor(policy).some(({ id }) => id === this.state.backwards.step) ? this.state.backwards : { ...this.state.backwards, step: '' },
    };
  }

  private readOtherForms(): void {
    const formOf = (part: 'backwards' | 'take-away') => this.parts[part].querySelector('form');
    const asked = formOf('backwards');
    if (asked !== null) {
      const entries = new FormData(asked);
      const text = (name: string) => String(entries.get(name) ?? '');
      this.state.backwards = { step: text('by-step'), by: { day: text(`${BY}-day`), month: text(`${BY}-month`), year: text(`${BY}-year`) } };
    }
    const wanted = formOf('take-away');
    if (wanted !== null) this.takeAway = { ...this.takeAway, everyReading: new FormData(wanted).has('every-reading') };
  }

  private readForm(): void {
    const form = this.parts.form.closest('form');
    if (form === null) return;
    const entries = new FormData(form);
    const text = (name: string) => String(entries.get(name) ?? '');
    this.readOtherForms();
    const state: CaseState = {
      ...this.state,
      policy: text('policy') || this.state.policy,
      dayOne: text('day-one') === 'trigger-day' ? 'trigger-day' : 'day-after',
      nonWorkingStart: text('non-working-start') === 'deemed-next' ? 'deemed-next' : 'stands',
      dates: { ...this.state.dates }, facts: {}, decided: {}, readings: {},
    };
    for (const [name] of entries) {
      const value = text(name);
      const box = /^(?:date-(?<id>.+)|(?<asAt>as-at))-(?<part>day|month|year)$/.exec(name)?.groups;
      if (box?.['part'] !== undefined) {
        const key = box['part'] as 'day' | 'month' | 'year';
        if (box['asAt'] !== undefined) state.asAt = { ...state.asAt, [key]: value };
        else if (box['id'] !== undefined) state.dates[box['id']] = { ...(state.dates[box['id']] ?? { day: '', month: '', year: '' }), [key]: value };
      } else if (name.startsWith('fact-')) state.facts[name.slice(5)] = value as FactAnswer;
      else if (name.startsWith('decided-') && value !== '') state.decided[name.slice(8)] = value;
      else if (name.startsWith('reading-') && value !== '') state.readings[name.slice(8)] = value;
    }
    this.state = state;
  }
}

async function backwardsOf(set: PolicySet, id: Id, input: TimetableInput, step: Id, by: IsoDate | null): Promise<Drawing[] | null> {
  const policy = set.policies.find((one) => one.id === id);
  if (by === null || policy === undefined || !policy.steps.some((one) => one.id === step)) return null;
  const { drawLatest, latest } = await import('./backwards-answer.ts');
  const of = (bare: boolean) => withMonths(() => latest(set, id, { ...input, step, by, bare }));
  return drawLatest(by, { whole: await of(false), bare: await of(true) }, policy, input.on);
}

function newCaseKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function worked(set: PolicySet, policy: Id, input: TimetableInput): Promise<Worked> {
  const { facts = {}, readings = {}, decided = {} } = input;
  const judgement = await judge(set, policy, { facts, readings, decided, on: dayOfCase(input) });
  return { timetable: await withMonths(() => timetable(set, policy, input)), judgement };
}

/** What counts in months is fetched for the first case that needs it. */
async function withMonths<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof MonthsNotFetched)) throw error;
    await fetchMonths();
    return work();
  }
}
