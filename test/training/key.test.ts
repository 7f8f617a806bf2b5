/** The key of every question, worked out again: by the slow counter where days are counted, and straight off the model elsewhere. */
import { describe, expect, it, vi } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { formatDate } from '../../src/calendar/iso-date.ts';
import { modalityText, startClause, startText, whoText } from '../../src/engine/words.ts';
import type { Amount, Clock, Doubt, Limit, Policy, Reading, Start, Step, Tree } from '../../src/policy/model.ts';
import type { Question } from '../../src/training/question.ts';
import { slowCounter } from '../calendar/slow-counter.ts';
import { policyCalled, rulesOf, set, twoHundred } from './papers.ts';

vi.setConfig({ testTimeout: 120_000 });

const slow = slowCounter(table);
const ids = set.policies.map(({ id }) => id);

// ---- readings, spelt out in full ---------------------------------------------------------------------------------

type Choice = Record<string, string>;
type Plain = Omit<Limit, 'doubt'>;

const standing = <T>(doubt: Doubt<T> | null): Reading<T>[] => doubt?.readings.filter(({ refutedBy }) => refutedBy === null) ?? [];

/** Every choice of readings for the doubts that a step's limits can rest on. */
function choices(policy: Policy, step: Step): Choice[] {
  const limits = [...step.limits, ...(step.doubt?.readings.flatMap(({ changes }) => changes.limits ?? []) ?? [])];
  const clocks = limits.flatMap(({ clock, doubt }) => [clock, ...(doubt?.readings.map(({ changes }) => changes.clock ?? null) ?? [])]);
  const doubts = [step.doubt, ...limits.map(({ doubt }) => doubt), ...policy.clocks.filter(({ id }) => clocks.includes(id)).map(({ doubt }) => doubt)].filter((doubt) => doubt !== null);
  return doubts.reduce<Choice[]>((all, doubt) => all.flatMap((one) => standing(doubt as Doubt<unknown>).map(({ id }) => ({ ...one, [doubt.address]: id }))), [{}]);
}

function laid<T extends { doubt: Doubt<T> | null }>(thing: T, choice: Choice): T {
  const reading = thing.doubt?.readings.find(({ id }) => id === choice[thing.doubt!.address]);
  return reading ? { ...thing, ...reading.changes } : thing;
}

function limitsUnder(policy: Policy, step: Step, choice: Choice): Plain[] {
  return laid(step, choice).limits.map((limit) => {
    const read = laid(limit, choice);
    const clock: Clock | undefined = policy.clocks.find(({ id }) => id === read.clock);
    if (!clock) return read;
    const counted = laid(clock, choice);
    const of = <K extends 'from' | 'unit' | 'dayOne' | 'nonWorkingStart'>(key: K): Limit[K] => (read.ownKeys.includes(key) ? read[key] : counted[key] as Limit[K]);
    return { ...read, from: of('from'), unit: of('unit'), dayOne: of('dayOne'), nonWorkingStart: of('nonWorkingStart') };
  });
}

// ---- days, counted one at a time ----------------------------------------------------------------------------------

function startDay(start: Start, on: Record<string, string>, policy: Policy): string | null {
  if ('event' in start) return on[start.event] ?? policy.steps.filter(({ marks }) => marks.includes(start.event)).map(({ id }) => on[id]).find((day) => day !== undefined) ?? null;
  if ('step' in start) {
    const marks = policy.steps.find(({ id }) => id === start.step)?.marks ?? [];
    return on[start.step] ?? marks.map((event) => on[event]).find((day) => day !== undefined) ?? null;
  }
  const days = ('first' in start ? start.first : start.last).map((one) => startDay(one, on, policy));
  if (days.some((day) => day === null)) return null;
  const sorted = days.map(String).sort();
  return ('first' in start ? sorted[0] : sorted.at(-1)) ?? null;
}

const byDays = (start: string, days: number): string => {
  let day = start;
  for (let passed = 0; passed < Math.abs(days); passed += 1) day = days < 0 ? slow.previous(day) : slow.next(day);
  return day;
};

function countedDay(limit: Plain, start: string, amount: number, dayOne: 'day-after' | 'trigger-day'): string {
  if (limit.unit === 'working-day') return slow.count({ start, days: amount, dayOne, nonWorkingStart: limit.nonWorkingStart ?? 'stands' })!.end;
  if (limit.unit === 'hour') return byDays(start, Math.sign(amount) * Math.ceil(Math.abs(amount) / 24));
  if (limit.unit === 'month') return monthsOn(start, amount);
  return dayOne === 'trigger-day' && amount !== 0 ? byDays(start, amount - Math.sign(amount)) : byDays(start, amount);
}

function monthsOn(start: string, months: number): string {
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** The first and last day of a limit; null for an open end, undefined where its start has no day. */
function span(limit: Plain, on: Record<string, string>, policy: Policy): { first: string | null; last: string | null } | undefined {
  const amount: Amount | null = limit.amount;
  if (amount === null || amount.kind === 'none' || amount.kind === 'unquantified') return { first: null, last: null };
  const start = limit.from && startDay(limit.from, on, policy);
  if (!start) return undefined;
  if (limit.inForce && ((limit.inForce.from ?? start) > start || (limit.inForce.to ?? start) < start)) return { first: null, last: null };
  if (amount.kind === 'numbered') {
    const day = (number: number | null) => {
      if (number === null) return null;
      const dayOne = limit.dayOne ?? 'trigger-day';
      return countedDay({ ...limit, nonWorkingStart: 'stands' }, start, number, dayOne);
    };
    return { first: day(amount.first), last: day(amount.last) };
  }
  const sign = amount.way === 'before' ? -1 : 1;
  const end = (number: number | null) => (number === null ? null : number === 0 ? start : countedDay(limit, start, sign * number, limit.dayOne ?? 'day-after'));
  return sign === 1 ? { first: end(amount.min), last: end(amount.max) } : { first: end(amount.max), last: end(amount.min) };
}

const earliest = (days: (string | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;
const latest = (days: (string | null)[]) => days.filter((day) => day !== null).sort().at(-1) ?? null;

/** Whether a limit's own condition is ruled out by what the question says was decided. */
function isRuledOut(when: Tree | null, decided: Record<string, string>): boolean {
  if (when === null || !('step' in when)) return false;
  return decided[when.step] !== undefined && decided[when.step] !== when.outcome;
}

/** Every last (or first) day of a step under the readings that stand; undefined where one hangs on a day not given. */
function endsOfStep(question: Question, end: 'first' | 'last', only: string | null): Set<string | null> | undefined {
  const policy = policyCalled(question.policy);
  const { on, decided, readings } = question.rests;
  const step = policy.steps.find(({ id }) => id === question.rests.step)!;
  const found = new Set<string | null>();
  for (const choice of choices(policy, step)) {
    if (Object.entries(readings).some(([address, reading]) => choice[address] !== undefined && choice[address] !== reading)) continue;
    const limits = limitsUnder(policy, step, choice).filter(({ address, when }) => (only === null || address === only) && !isRuledOut(when, decided));
    const spans = limits.map((limit) => (limit.from && 'step' in limit.from && limit.from.step === step.id ? { first: null, last: null } : span(limit, on, policy)));
    const known = spans.filter((one) => one !== undefined);
    // A mere order before or after a step that has no day says no day of its own.
    const unknown = limits.filter((_, place) => spans[place] === undefined);
    if (unknown.some(({ amount }) => !(amount?.kind === 'span' && ['before', 'after'].includes(amount.written)))) return undefined;
    found.add(end === 'last' ? earliest(known.map(({ last }) => last)) : latest(known.map(({ first }) => first)));
  }
  return found;
}

const said = (day: string | null, end: 'first' | 'last'): string => (day === null ? `It has no ${end} day` : formatDate(day));

describe.each(ids)('the key of %s', (id) => {
  const questions = twoHundred(id);

  it('is the slow counter’s for the first and the last day of a step', () => {
    let checked = 0;
    for (const question of questions) {
      const end = question.stem.startsWith('date/last/') || question.stem.startsWith('date/alone/') ? 'last' : question.stem.startsWith('date/first/') ? 'first' : null;
      if (end === null) continue;
      const days = endsOfStep(question, end, question.rests.address);
      if (days === undefined) throw new Error(`a day is missing: ${question.prompt}`);
      const right = question.options.filter(({ correct }) => correct).map(({ text }) => text);
      const wrong = question.options.filter(({ correct }) => !correct).map(({ text }) => text);
      const expected = [...days].map((day) => said(day, end));
      if (days.size <= 4) expect(new Set(right), question.prompt).toEqual(new Set(expected));
      else for (const text of right) expect(expected, question.prompt).toContain(text);
      for (const text of wrong) expect(expected, question.prompt).not.toContain(text);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(0);
  });

  it('is the slow counter’s for what was done in time', () => {
    for (const question of questions.filter(({ stem }) => stem.startsWith('date/in-time/'))) {
      const { step, on } = question.rests;
      const { [step!]: done, ...others } = on;
      const days = endsOfStep({ ...question, rests: { ...question.rests, on: others } }, 'last', null);
      const late = [...days!].map((day) => done! > day!);
      const verdict = late.every(Boolean) ? 'Late' : late.some(Boolean) ? 'In time under one reading, late under another' : 'In time';
      expect(question.options.filter(({ correct }) => correct).map(({ text }) => text), question.prompt).toEqual([verdict]);
    }
  });

  it('is the model’s for who does a step, what it must, where it starts and what follows', () => {
    const rules = rulesOf(id);
    const stepOf = (question: Question) => rules.policy.steps.find((step) => step.id === question.rests.step)!;
    for (const question of questions) {
      const right = new Set(question.options.filter(({ correct }) => correct).map(({ text }) => text));
      if (question.stem.startsWith('who/does/')) {
        const step = stepOf(question);
        const actors = readingsOf(step).map(({ actor }) => whoText(actor, rules) ?? 'The document does not say');
        expect(right, question.prompt).toEqual(new Set(actors));
      }
      if (question.kind === 'modality') expect(right).toEqual(new Set([modalityText(stepOf(question).modality)]));
      if (question.kind === 'start') {
        const step = stepOf(question);
        const starts = choices(rules.policy, step).flatMap((choice) => limitsUnder(rules.policy, step, choice))
          .filter(({ address, from, amount }) => address === question.rests.address && from !== null && amount !== null && (amount.kind === 'numbered' || (amount.kind === 'span' && (amount.max ?? amount.min ?? 0) > 0)))
          .map(({ from }) => ('step' in from! ? startText(from, rules) : startClause(from!, rules)));
        expect(new Set([...right].map((text) => text.replace('The day of “', 'the step “').replace('The day ', ''))), question.prompt).toEqual(new Set(starts));
      }
      if (/^next\/[^/]+$/.test(question.stem)) {
        const step = stepOf(question);
        const after = readingsOf(step).flatMap(({ next }) => next ?? ['?']).map((target) => (target === 'end' ? 'The path ends there' : target === '?' ? 'The document does not say' : `“${rules.policy.steps.find((one) => one.id === target)!.title}”`));
        if (new Set(after).size <= 4) expect(right, question.prompt).toEqual(new Set(after));
        for (const { text, correct } of question.options) expect(after.includes(text), question.prompt).toBe(correct);
      }
    }
  });

  it('is the truth table’s for the verdict on a test', () => {
    for (const question of questions.filter(({ kind, stem }) => kind === 'verdict' && /\/(?:met|not-met|undetermined)$/.test(stem))) {
      const policy = policyCalled(id);
      const criterion = policy.criteria.find((one) => one.id === question.rests.criterion)!;
      const truths = wholeCases(question.rests.facts).map((facts) => holds(criterion.when!, facts, policy));
      const verdict = truths.every(Boolean) ? 'Met' : truths.some(Boolean) ? 'Cannot be said yet' : 'Not met';
      expect(question.options.filter(({ correct }) => correct).map(({ text }) => text), question.prompt).toEqual([verdict]);
    }
  });

  it('is the truth table’s for the answer that is missing', () => {
    for (const question of questions.filter(({ stem }) => stem.endsWith('/missing'))) {
      const policy = policyCalled(id);
      const { when } = policy.criteria.find((one) => one.id === question.rests.criterion)!;
      const cases = wholeCases(question.rests.facts);
      const turns = Object.entries(question.rests.facts).filter(([fact, answer]) => answer === 'unknown' && cases.some((one) => holds(when!, { ...one, [fact]: 'yes' }, policy) !== holds(when!, { ...one, [fact]: 'no' }, policy)));
      const asked = turns.map(([fact]) => set.vocabulary.facts[fact]!.ask);
      expect(new Set(question.options.filter(({ correct }) => correct).map(({ text }) => text)), question.prompt).toEqual(new Set(asked));
    }
  });

  it('says that a meeting can decide only when every seat that must be filled is', () => {
    const rules = rulesOf(id);
    for (const question of questions.filter(({ stem }) => /^room\/(?:full|without)/.test(stem))) {
      const [, empty] = /^room\/without\/([^/]+)\//.exec(question.stem) ?? [];
      const right = question.options.filter(({ correct }) => correct).map(({ text }) => text);
      expect(right).toHaveLength(1);
      if (empty === undefined) expect(right[0]).toMatch(/^Yes(?:, it can)?$/);
      else if (empty === 'chair') expect(right[0]).toBe('No, one seat is empty: the chair');
      else {
        const name = whoText({ way: 'together', actors: [empty] }, { policy: rules.policy, vocabulary: { ...set.vocabulary, actors: {} } })!;
        const called = rules.policy.words.find((word) => word.id === empty)?.called[0] ?? set.vocabulary.actors[empty]?.title ?? name;
        expect(right[0]!.toLowerCase()).toBe(`no, one seat is empty: ${called}`.toLowerCase());
        expect(question.prompt.toLowerCase()).not.toContain(` ${called.toLowerCase()},`);
      }
    }
  });
});

// ---- plain truth ------------------------------------------------------------------------------------------------------

function readingsOf(step: Step): Step[] {
  const readings = standing(step.doubt);
  return readings.length === 0 ? [step] : readings.map(({ changes }) => ({ ...step, ...changes }));
}

function wholeCases(facts: Record<string, string>): Record<string, string>[] {
  return Object.entries(facts).reduce<Record<string, string>[]>((cases, [fact, answer]) =>
    cases.flatMap((one) => (answer === 'unknown' ? ['yes', 'no'] : [answer]).map((value) => ({ ...one, [fact]: value }))), [{}]);
}

function holds(tree: Tree, facts: Record<string, string>, policy: Policy): boolean {
  if ('all' in tree) return tree.all.every((part) => holds(part, facts, policy));
  if ('any' in tree) return tree.any.some((part) => holds(part, facts, policy));
  if ('not' in tree) return !holds(tree.not, facts, policy);
  if ('fact' in tree) return facts[tree.fact] === 'yes';
  if ('criterion' in tree) return holds(policy.criteria.find(({ id }) => id === tree.criterion)!.when!, facts, policy);
  throw new Error('an outcome in a test');
}
