/** What the calculator does once someone has begun: reads the form, asks the engine, draws form and answer again. */
import { policies, vocabulary } from 'rulebook:policies';
import { todayInLondon } from '../../calendar/iso-date.ts';
import { fetchMonths, MonthsNotFetched } from '../../calendar/months-on-demand.ts';
import { judge } from '../../engine/criteria.ts';
import { switchesOf } from '../../engine/input.ts';
import { timetable } from '../../engine/schedule.ts';
import type { Answer as FactAnswer, TimetableInput } from '../../engine/types.ts';
import { readLink, writeLink } from '../../export/fragment.ts';
import type { Id, Policy, PolicySet } from '../../policy/model.ts';
import { h, redraw } from '../draw/node.ts';
import { announcement, drawAnswer, type Worked } from './answer.ts';
import { blankCase, partsOf, readCase, type CaseError, type CaseState, type Reach, type RulesInUse } from './case.ts';
import { drawErrors, drawForm } from './form.ts';

export interface CalculatorDesk {
  changed(target: EventTarget | null): Promise<void>;
  left(target: EventTarget | null, to: EventTarget | null): Promise<void>;
  submit(): Promise<void>;
  /** What a button in the answer asks for. */
  act(action: string): Promise<void>;
  readAddress(): Promise<void>;
}

interface Parts { form: Element; answer: HTMLElement; errors: HTMLElement; status: HTMLElement }

/**
 * Takes over a calculator drawn at build.
 *
 * @param host the element, with `data-from` and `data-to` (the days whose bank holidays are known), `data-national`
 *   (the baseline's id) and `data-procedures` (the address under which the procedure pages stand)
 */
export async function openDesk(host: HTMLElement): Promise<CalculatorDesk> {
  const part = (name: string) => host.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const parts: Parts = { form: part('form'), answer: part('answer'), errors: part('errors'), status: part('status') };
  const desk = new Desk(host, parts);
  await desk.takeOver();
  return desk;
}

class Desk implements CalculatorDesk {
  private readonly host: HTMLElement;
  private readonly parts: Parts;
  private readonly reach: Reach;
  private readonly choices: Pick<Policy, 'id' | 'title'>[];
  private readonly loaded = new Map<Id, Policy>();
  private state: CaseState;
  private rules: RulesInUse | null = null;
  /** Dates whose errors are shown: those that someone has left, or all of them once the form was sent. */
  private readonly shown = new Set<Id>();
  /** What a link held that could not be used. */
  private notices: string[] = [];
  private turn = 0;

  constructor(host: HTMLElement, parts: Parts) {
    this.host = host;
    this.parts = parts;
    this.reach = { from: host.dataset['from'] ?? '', to: host.dataset['to'] ?? '' };
    const options = [...parts.form.querySelectorAll<HTMLOptionElement>('#policy option')];
    this.choices = options.map(({ value, text }) => ({ id: value, title: text }));
    this.state = { ...blankCase(options.find(({ defaultSelected }) => defaultSelected)?.value ?? options[0]?.value ?? ''), asAt: partsOf(todayInLondon(new Date())) };
  }

  async takeOver(): Promise<void> {
    this.readForm();
    await this.useRules();
  }

  async changed(target: EventTarget | null): Promise<void> {
    this.notices = [];
    if (target instanceof HTMLSelectElement && target.id === 'add-date') {
      const added = target.value;
      if (added === '') return;
      target.value = '';
      this.readForm();
      this.state.dates[added] = { day: '', month: '', year: '' };
      await this.work();
      document.getElementById(`date-${added}-day`)?.focus();
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
    if (action === 'leave-out-lateness') this.state = { ...this.state, asAt: { day: '', month: '', year: '' } };
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
    this.notices = problems;
    if (linked !== null) {
      const policy = this.choices.some(({ id }) => id === linked.policy) ? (linked.policy ?? this.state.policy) : this.state.policy;
      this.state = {
        ...blankCase(policy),
        dates: Object.fromEntries(Object.entries(linked.on).map(([id, date]) => [id, partsOf(date)])),
        facts: linked.facts,
        decided: linked.decided,
        readings: linked.readings,
        dayOne: linked.conventions.dayOne ?? 'day-after',
        nonWorkingStart: linked.conventions.nonWorkingStart ?? 'stands',
        asAt: partsOf(todayInLondon(new Date())),
      };
      this.shown.clear();
    }
    await this.work(true);
  }

  /** The address of the case as it stands, made only when someone asks for it. */
  link(): string {
    const { input } = readCase(this.state, this.rules!, this.reach);
    const { on, facts = {}, decided = {}, readings = {}, conventions = {} } = input;
    return writeLink({ policy: this.state.policy, on, facts, decided, readings, conventions });
  }

  private async work(showAll = false): Promise<{ errors: CaseError[] }> {
    this.turn += 1;
    const { turn } = this;
    await this.useRules();
    if (turn !== this.turn) return { errors: [] };
    const rules = this.rules!;
    this.keepWhatFits(rules);
    const { input, errors } = readCase(this.state, rules, this.reach);
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
    if (turn !== this.turn) return { errors };
    const procedures = this.host.dataset['procedures'] ?? '/procedures/';
    redraw(this.parts.answer, drawAnswer({ local, national }, rules, (policy) => `${procedures}${policy}/`));
    this.parts.status.textContent = announcement(local.timetable);
    return { errors };
  }

  private async useRules(): Promise<void> {
    if (this.rules?.policy.id === this.state.policy) return;
    const wanted = this.state.policy;
    const baseline = this.host.dataset['national'] ?? '';
    const [words, policy, national] = await Promise.all([vocabulary(), this.policy(wanted), baseline === '' ? null : this.policy(baseline)]);
    if (policy === null) throw new Error(`There is no policy called ${wanted}`);
    this.rules = { vocabulary: words.default, policy, national: national?.id === policy.id ? null : national };
  }

  private async policy(id: Id): Promise<Policy | null> {
    const load = Object.hasOwn(policies, id) ? policies[id] : undefined;
    if (load === undefined) return null;
    const policy = this.loaded.get(id) ?? (await load()).default;
    this.loaded.set(id, policy);
    return policy;
  }

  /** A decision or a reading of another policy means nothing in this one. */
  private keepWhatFits({ policy, vocabulary: words }: RulesInUse): void {
    const steps = new Map(policy.steps.map((step) => [step.id, step]));
    const switches = new Map(switchesOf(policy).map((one) => [one.address, one]));
    const keep = <T>(record: Record<string, T>, fits: (id: string, value: T) => boolean) =>
      Object.fromEntries(Object.entries(record).filter(([id, value]) => fits(id, value)));
    this.state = {
      ...this.state,
      dates: keep(this.state.dates, (id) => Object.hasOwn(words.events, id) || steps.has(id)),
      facts: keep(this.state.facts, (id) => Object.hasOwn(words.facts, id)),
      decided: keep(this.state.decided, (id, outcome) => steps.get(id)?.outcomes.some((one) => one.outcome === outcome) ?? false),
      readings: keep(this.state.readings, (address, reading) => switches.get(address)?.readings.some(({ id }) => id === reading) ?? false),
    };
  }

  private readForm(): void {
    const form = this.parts.form.closest('form');
    if (form === null) return;
    const entries = new FormData(form);
    const text = (name: string) => String(entries.get(name) ?? '');
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

async function worked(set: PolicySet, policy: Id, input: TimetableInput): Promise<Worked> {
  const { facts = {}, readings = {}, decided = {} } = input;
  const judgement = await judge(set, policy, { facts, readings, decided });
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
