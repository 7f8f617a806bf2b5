/**
 * Random trees and small policies for the engine's properties, built as the loader would leave them, and a slow, plain
 * reading of a condition to hold the engine against.
 */
import fc from 'fast-check';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import type { Answer, Conventions } from '../../src/engine/types.ts';
import type { Amount, Clock, Criterion, Doubt, IsoDate, Limit, Outcome, Policy, PolicySet, Start, Step, Tree, Unit, Vocabulary } from '../../src/policy/model.ts';

export const FACTS = ['a', 'b', 'c', 'd'] as const;
/** `marked` is what the first step of a random policy brings about. */
export const EVENTS = ['start', 'other', 'marked'] as const;

// ---- things with nothing in them but what a test gives -----------------------------------------------------

export const place = (at: string) => ({ at, of: null, unverified: null });

export function criterionOf(id: string, when: Tree | null, doubt: Doubt<Criterion> | null = null): Criterion {
  return { id, title: `The test ${id}`, note: null, for: 'test', cite: [place(`section ${id}`)], when, inForce: null, doubt };
}

export function stepOf(id: string, given: Partial<Step> = {}): Step {
  return {
    id, does: ['work'], stage: 'work', title: `Step ${id}`, note: null, cite: [place('1')], actor: null, with: null, consults: null, recommends: null,
    finalSay: null, tells: [], modality: null, trigger: [], marks: [], when: null, each: null, needs: [], produces: [], records: [], limits: [],
    quorum: null, next: null, test: null, outcomes: [], inForce: null, doubt: null, ...given,
  };
}

export const outcomeOf = (outcome: string, next: string[] = ['end'], doubt: Doubt<Outcome> | null = null): Outcome =>
  ({ outcome, title: null, cite: [], tells: [], next, backTo: null, doubt });

export function limitOf(step: string, given: Partial<Limit>): Limit {
  return {
    id: null, address: `${step}/limit`, asWritten: null, cite: [], amount: null, clock: null, ownKeys: ['from', 'unit', 'dayOne', 'nonWorkingStart'], when: null,
    inForce: null, modality: null, doubt: null, from: null, unit: null, dayOne: null, nonWorkingStart: null, ...given,
  };
}

const VOCABULARY: Vocabulary = {
  stages: [{ id: 'work', title: 'Work', meaning: null }],
  tasks: { work: { id: 'work', title: 'Work', meaning: null, stage: 'work' } },
  tests: { test: { id: 'test', title: 'Test', meaning: null } },
  actors: {},
  events: Object.fromEntries(EVENTS.map((id) => [id, { id, title: `The ${id}`, meaning: null, main: false }])),
  facts: Object.fromEntries(FACTS.map((id) => [id, { id, title: `Fact ${id}`, meaning: null, ask: `Is it ${id}?`, judgement: false, area: null, about: null, happened: null }])),
  documents: {}, outcomes: {}, guidance: {}, dimensions: [],
};

/** A set of one policy, `p`. */
export function setWith(given: Partial<Pick<Policy, 'clocks' | 'criteria' | 'steps'>>): PolicySet {
  const policy: Policy = {
    id: 'p', title: 'P', kind: 'local-procedure', area: null, calendar: 'england-and-wales', supersedes: null, inForce: null, note: null,
    source: {
      title: 'P', form: 'text', citedBy: 'section', dated: null, version: null, reviewBy: null, publisher: null, url: null, retrieved: null, checkedBy: null,
      extent: 'whole', missing: [], places: null, covers: [],
    },
    follows: [], silent: [], words: [], definitions: [], aims: [], contacts: [], clocks: [], criteria: [], steps: [], ...given,
  };
  return { vocabulary: VOCABULARY, policies: [policy] };
}

// ---- random trees -------------------------------------------------------------------------------------------

/** Trees of `all`, `any` and `not` over the leaves given, never empty, up to three deep. */
export function treeOver(leaves: readonly Tree[]): fc.Arbitrary<Tree> {
  const leaf = fc.constantFrom(...leaves);
  const deeper = (part: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> => {
    const parts = fc.array(part, { minLength: 1, maxLength: 3 });
    return fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 2, arbitrary: parts.map((all): Tree => ({ all })) },
      { weight: 2, arbitrary: parts.map((any): Tree => ({ any })) },
      { weight: 1, arbitrary: part.map((not): Tree => ({ not })) },
    );
  };
  return deeper(deeper(deeper(leaf)));
}

export const factLeaves: readonly Tree[] = FACTS.map((fact): Tree => ({ fact }));

/** Answers to some of these facts; the others nobody has given. */
export const someAnswersTo = (facts: readonly string[]): fc.Arbitrary<Record<string, Answer>> =>
  fc.tuple(...facts.map((fact) => fc.constantFrom<Answer | null>('yes', 'no', 'unknown', null, null).map((answer) => [fact, answer] as const)))
    .map((answers) => Object.fromEntries(answers.filter((pair): pair is readonly [string, Answer] => pair[1] !== null)));

// ---- what a condition means, worked out one whole case at a time --------------------------------------------

/** A case in which everything is known: a value for each fact, unlisted test, decision and doubt. */
export type WholeCase = Record<string, string>;

/** Every whole case over these variables that agrees with what is known. */
export function wholeCases(values: Record<string, readonly string[]>, known: Record<string, string | undefined> = {}): WholeCase[] {
  return Object.entries(values).reduce<WholeCase[]>((cases, [variable, all]) => {
    const left = all.filter((value) => known[variable] === undefined || known[variable] === 'unknown' || known[variable] === value);
    return cases.flatMap((one) => left.map((value) => ({ ...one, [variable]: value })));
  }, [{}]);
}

/** Whether a tree holds in a whole case. Listed tests are read through `tests`; the others are variables. */
export function holds(tree: Tree, one: WholeCase, tests: Record<string, Tree> = {}): boolean {
  if ('all' in tree) return tree.all.every((part) => holds(part, one, tests));
  if ('any' in tree) return tree.any.some((part) => holds(part, one, tests));
  if ('not' in tree) return !holds(tree.not, one, tests);
  if ('fact' in tree) return one[tree.fact] === 'yes';
  if ('step' in tree) return one[tree.step] === tree.outcome;
  const listed = tests[tree.criterion];
  return listed ? holds(listed, one, tests) : one[tree.criterion] === 'yes';
}

// ---- random policies ----------------------------------------------------------------------------------------

const someUnits = fc.constantFrom<Unit>('working-day', 'working-day', 'calendar-day');
const span = (written: Extract<Amount, { kind: 'span' }>['written'], way: 'after' | 'before', min: number | null, max: number | null): Amount =>
  ({ kind: 'span', written, way, min, max, approximate: written === 'about' });

/** Amounts that count on from their start. */
const someForwardAmount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 4, arbitrary: fc.nat(20).map((n) => span('within', 'after', 0, n)) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 10 }), fc.nat(8)).map(([min, more]) => span('between', 'after', min, min + more)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10 }).map((n) => span('exactly', 'after', n, n)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10 }).map((n) => span('atLeast', 'after', n, null)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 10 }).map((n) => span('about', 'after', null, n)) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(6)).map(([first, more]): Amount => ({ kind: 'numbered', first, last: first + more })) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 15 }).map((last): Amount => ({ kind: 'numbered', first: null, last })) },
);

/** Amounts that count back from their start. */
const someBackwardAmount: fc.Arbitrary<Amount> = fc.oneof(
  fc.integer({ min: 1, max: 12 }).map((n) => span('within', 'before', 0, n)),
  fc.integer({ min: 1, max: 12 }).map((n) => span('atLeast', 'before', n, null)),
  fc.constant(span('before', 'before', 0, null)),
);

export const someConventions: fc.Arbitrary<Conventions> = fc.record({
  dayOne: fc.constantFrom('day-after', 'trigger-day'), nonWorkingStart: fc.constantFrom('stands', 'deemed-next'),
});

/** Days well inside the bank-holiday table. */
export const someDate: fc.Arbitrary<IsoDate> = fc.nat(3650).map((days) => addCalendarDays('2014-01-01', days));

export type Direction = 'forward' | 'backward' | 'either';

/**
 * Sets of one policy `p` with three steps, `s0` to `s2`, each of one or two limits; a limit may be in doubt about its
 * amount, its unit or its start, by itself or by a clock that it shares, and a reading may be refuted.
 * @param direction which way the limits count; backward ones run from events alone
 */
export function somePolicy(direction: Direction): fc.Arbitrary<PolicySet> {
  const forward = someForwardAmount;
  const amount = direction === 'forward' ? forward : direction === 'backward' ? someBackwardAmount : fc.oneof({ weight: 3, arbitrary: forward }, { weight: 1, arbitrary: someBackwardAmount });
  const onlyEvents = direction === 'backward';
  return fc.tuple(someClock, someStep(0, amount, onlyEvents), someStep(1, amount, onlyEvents), someStep(2, amount, onlyEvents))
    .map(([clock, ...steps]) => Object.defineProperty(setWith({ clocks: [clock], steps }), fc.toStringMethod, { value: () => summary(clock, steps), enumerable: false }));
}

/** What a failing example shows: no more than the limits. */
function summary(clock: Clock, steps: readonly Step[]): string {
  const readings = (doubt: Doubt<Clock> | Doubt<Limit> | null) => (doubt ? ` READ ${doubt.readings.map(({ id, refutedBy, changes }) => `${id}${refutedBy === null ? '' : ' refuted'} ${JSON.stringify(changes)}`).join(' OR ')}` : '');
  const counting = ({ from, unit, dayOne, nonWorkingStart }: Clock | Limit) => JSON.stringify([from, unit, dayOne, nonWorkingStart]);
  return [
    `clock ${counting(clock)}${readings(clock.doubt)}`,
    ...steps.flatMap(({ limits }) => limits.map((limit) => `${limit.address} ${JSON.stringify(limit.amount)} ${limit.clock ?? counting(limit)}${readings(limit.doubt)}`)),
  ].map((line) => `\n  ${line}`).join('');
}

const someEventStart: fc.Arbitrary<Start> = fc.constantFrom<Start>({ event: 'start' }, { event: 'start' }, { event: 'other' });

function someStart(index: number, onlyEvents: boolean): fc.Arbitrary<Start> {
  if (onlyEvents || index === 0) return someEventStart;
  const before = fc.nat(index - 1).map((earlier): Start => (earlier === 0 ? { event: 'marked' } : { step: `s${earlier}` }));
  const byStep = fc.nat(index - 1).map((earlier): Start => ({ step: `s${earlier}` }));
  const one = fc.oneof({ weight: 2, arbitrary: someEventStart }, { weight: 2, arbitrary: byStep }, { weight: 1, arbitrary: before });
  const several = fc.array(one, { minLength: 2, maxLength: 2 });
  return fc.oneof({ weight: 6, arbitrary: one }, { weight: 1, arbitrary: several.map((first) => ({ first })) }, { weight: 1, arbitrary: several.map((last) => ({ last })) });
}

const someClock: fc.Arbitrary<Clock> = fc.tuple(
  someEventStart, someUnits, fc.constantFrom('day-after', 'trigger-day'), fc.array(fc.tuple(someUnits, someEventStart), { minLength: 2, maxLength: 3 }), fc.nat(2), fc.boolean(),
).map(([from, unit, dayOne, others, kind, isRefuted]) => ({
  id: 'k', asWritten: 'in days', cite: [place('1')], from, unit, dayOne, nonWorkingStart: null,
  doubt: kind === 0 ? null : doubtOf<Clock>('k', others.map(([otherUnit, otherFrom]) => (kind === 1 ? { unit: otherUnit } : { from: otherFrom })), isRefuted),
}));

function someStep(index: number, amount: fc.Arbitrary<Amount>, onlyEvents: boolean): fc.Arbitrary<Step> {
  const limits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 2 })
    .chain((places) => fc.tuple(...places.map((_, place) => someLimit(`s${index}`, `s${index}/l${place}`, amount, someStart(index, onlyEvents)))));
  return limits.map((all) => stepOf(`s${index}`, { limits: all, marks: index === 0 && !onlyEvents ? ['marked'] : [] }));
}

function someLimit(step: string, address: string, someAmount: fc.Arbitrary<Amount>, start: fc.Arbitrary<Start>): fc.Arbitrary<Limit> {
  return fc.record({
    amounts: fc.array(someAmount, { minLength: 2, maxLength: 2 }), starts: fc.array(start, { minLength: 2, maxLength: 2 }), unit: someUnits,
    dayOne: fc.constantFrom(null, null, 'day-after' as const, 'trigger-day' as const), nonWorkingStart: fc.constantFrom(null, null, 'stands' as const, 'deemed-next' as const),
    isByClock: fc.boolean(), doubt: fc.constantFrom('none', 'none', 'none', 'amount', 'unit', 'from'), isRefuted: fc.boolean(),
  }).map(({ amounts: [amount, otherAmount], starts: [from, otherFrom], unit, dayOne, nonWorkingStart, isByClock, doubt, isRefuted }) => {
    const id = address.split('/')[1]!;
    const isNumbered = [amount, otherAmount].some((one) => one!.kind === 'numbered');
    if (isByClock) return limitOf(step, { id, address, asWritten: `limit ${address}`, amount: amount!, clock: 'k', ownKeys: [] });
    const changes: Record<string, Partial<Limit>[]> = {
      amount: [{ amount: amount! }, { amount: otherAmount! }], unit: [{ unit: 'working-day' }, { unit: 'calendar-day' }], from: [{ from: from! }, { from: otherFrom! }],
    };
    return limitOf(step, {
      id, address, asWritten: `limit ${address}`, amount: amount!, from: from!, unit, dayOne: isNumbered ? (dayOne ?? 'trigger-day') : dayOne, nonWorkingStart,
      doubt: doubt === 'none' ? null : doubtOf<Limit>(address, changes[doubt]!, isRefuted),
    });
  });
}

function doubtOf<T>(address: string, changes: Partial<T>[], isLastRefuted: boolean): Doubt<T> {
  return {
    kind: 'ambiguous', address,
    readings: changes.map((one, index) => ({
      id: `r${index}`, because: `Reading ${index}`, cite: [], refutedBy: isLastRefuted && index === changes.length - 1 ? 'The order of the document' : null, changes: one,
    })),
  };
}
