import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { conditionText, openCondition, stepConditions, truthOf, type Known, type OpenCondition } from '../../src/engine/conditions.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { ConditionText } from '../../src/engine/types.ts';
import type { Policy, Step, Tree } from '../../src/policy/model.ts';
import { criterionOf, FACTS, factLeaves, holds, outcomeOf, setWith, someAnswersTo, stepOf, treeOver, wholeCases, type WholeCase } from './random-policies.ts';
import { setOf } from './sets.ts';

vi.setConfig({ testTimeout: 60_000 });

const NOTHING_KNOWN: Known = { facts: {}, decided: {}, chosen: {} };

/** Whether an open condition holds in a case where everything is known. */
const openHolds = (condition: OpenCondition, one: WholeCase): boolean =>
  condition.some((alternative) => alternative.every((requirement) => {
    const [, variable = '', value] = /^\w+:(.*)=([^=]*)$/.exec(requirement) ?? [];
    return one[variable] === value;
  }));

function textHolds(text: ConditionText, one: WholeCase): boolean {
  if (typeof text === 'string') {
    const [id = '', outcome] = text.split('/');
    return one[id] === (outcome ?? 'yes');
  }
  if ('all' in text) return text.all.every((part) => textHolds(part, one));
  if ('any' in text) return text.any.some((part) => textHolds(part, one));
  if ('not' in text) return !textHolds(text.not, one);
  const [address = '', reading] = text.reading.split('=');
  return one[address] === reading;
}

describe('what is left of a condition', () => {
  // Facts, a listed test, a test that is only named, a decision of three outcomes, and a test read in two ways.
  const facts = FACTS.slice(0, 3);
  const values = { ...Object.fromEntries(facts.map((fact) => [fact, ['yes', 'no']])), named: ['yes', 'no'], decide: ['x', 'y', 'z'], doubted: ['r1', 'r2'] };
  const someFacts = factLeaves.slice(0, 3);
  const leaves: Tree[] = [
    ...someFacts, { criterion: 'inner' }, { criterion: 'named' }, { criterion: 'doubted' }, { step: 'decide', outcome: 'x' }, { step: 'decide', outcome: 'y' },
  ];
  const someTrees = fc.record({ tree: treeOver(leaves), inner: treeOver(someFacts), r1: treeOver(someFacts), r2: treeOver(someFacts) });
  type Trees = { tree: Tree; inner: Tree; r1: Tree; r2: Tree };
  const someKnown: fc.Arbitrary<Known> = fc.record({
    facts: someAnswersTo(facts),
    decided: fc.constantFrom<Record<string, string>>({}, {}, { decide: 'x' }, { decide: 'z' }),
    chosen: fc.constantFrom<Record<string, string>>({}, {}, { doubted: 'r2' }),
  });
  const policyOf = ({ inner, r1, r2 }: Trees): Policy => setWith({
    criteria: [
      criterionOf('inner', inner), criterionOf('named', null),
      criterionOf('doubted', null, {
        kind: 'ambiguous', address: 'doubted',
        readings: [{ id: 'r1', because: '', cite: [], refutedBy: null, changes: { when: r1 } }, { id: 'r2', because: '', cite: [], refutedBy: null, changes: { when: r2 } }],
      }),
    ],
    steps: [stepOf('decide', { test: 'judgement', outcomes: [outcomeOf('x'), outcomeOf('y'), outcomeOf('z')] })],
  }).policies[0]!;
  const casesLeft = ({ facts: answers, decided, chosen }: Known) => wholeCases(values, { ...answers, ...decided, ...chosen });
  const treeHolds = ({ tree, inner, r1, r2 }: Trees, one: WholeCase) => holds(tree, one, { inner, doubted: one['doubted'] === 'r1' ? r1 : r2 });

  it('holds in just the cases in which the condition holds, and so do its words', () => {
    fc.assert(fc.property(someTrees, someKnown, (trees, known) => {
      const left = openCondition(trees.tree, policyOf(trees), known);
      const words = conditionText(left);
      const cases = casesLeft(known);
      for (const one of cases) {
        expect(openHolds(left, one)).toBe(treeHolds(trees, one));
        if (words !== null) expect(textHolds(words, one)).toBe(treeHolds(trees, one));
      }
      expect(words === null).toBe(cases.every((one) => treeHolds(trees, one)) || !cases.some((one) => treeHolds(trees, one)));
    }), { numRuns: 1500 });
  });

  it('is certain where every case left agrees, and only there', () => {
    fc.assert(fc.property(someTrees, someKnown, (trees, known) => {
      const truths = casesLeft(known).map((one) => treeHolds(trees, one));
      expect(truthOf(openCondition(trees.tree, policyOf(trees), known))).toBe(truths.every(Boolean) ? 'yes' : truths.some(Boolean) ? 'unknown' : 'no');
    }), { numRuns: 1500 });
  });

  it('names nothing that is known already', () => {
    fc.assert(fc.property(someTrees, someKnown, (trees, known) => {
      const settled = Object.entries({ ...known.facts, ...known.decided, ...known.chosen }).filter(([, value]) => value !== 'unknown').map(([id]) => id);
      for (const requirement of openCondition(trees.tree, policyOf(trees), known).flat()) expect(settled).not.toContain(/:(.*)=/.exec(requirement)![1]);
    }), { numRuns: 500 });
  });

  it('is in its simplest form: every shortest alternative, and no other', () => {
    fc.assert(fc.property(someTrees, (trees) => {
      const cases = wholeCases(values).map((one) => ({ one, isHeld: treeHolds(trees, one) }));
      const absent = '';
      const terms = wholeCases(Object.fromEntries(Object.entries(values).map(([variable, all]) => [variable, [absent, ...all]])))
        .map((term) => Object.entries(term).filter(([, value]) => value !== absent));
      const suffices = (term: [string, string][]) => cases.every(({ one, isHeld }) => isHeld || term.some(([variable, value]) => one[variable] !== value));
      const shortest = terms.filter((term) => suffices(term) && term.every((spared) => !suffices(term.filter((part) => part !== spared))));
      const kinds: Record<string, string> = { named: 'criterion', decide: 'step', doubted: 'reading' };
      const written = shortest.map((term) => term.map(([variable, value]) => `${kinds[variable] ?? 'fact'}:${variable}=${value}`).sort().join(' '));
      expect(openCondition(trees.tree, policyOf(trees), NOTHING_KNOWN).map((term) => [...term].sort().join(' ')).sort()).toEqual(written.sort());
    }), { numRuns: 150 });
  });

  it('stays short where a test has many branches', () => {
    const wide: Tree = { all: Array.from({ length: 9 }, (): Tree => ({ any: [...factLeaves, { not: { fact: 'a' } }] })) };
    expect(openCondition({ all: [wide, { fact: 'a' }] }, setWith({}).policies[0]!, NOTHING_KNOWN)).toEqual([['fact:a=yes']]);
  });
});

describe('a condition in words', () => {
  const words = (tree: Tree) => conditionText(openCondition(tree, setWith({}).policies[0]!, NOTHING_KNOWN));

  it('is one word where it hangs on one thing', () => {
    expect(words({ all: [{ fact: 'a' }, { any: [{ fact: 'a' }, { fact: 'b' }] }] })).toBe('a');
    expect(words({ not: { fact: 'a' } })).toEqual({ not: 'a' });
  });

  it('takes out of the alternatives what they share', () => {
    expect(words({ any: [{ all: [{ fact: 'a' }, { fact: 'b' }] }, { all: [{ fact: 'a' }, { fact: 'c' }] }] })).toEqual({ all: ['a', { any: ['b', 'c'] }] });
  });

  it('is nothing where it is certain either way', () => {
    expect(words({ any: [{ fact: 'a' }, { not: { fact: 'a' } }] })).toBeNull();
    expect(words({ all: [{ fact: 'a' }, { not: { fact: 'a' } }] })).toBeNull();
  });
});

describe('whether a step applies', () => {
  it('is certain again where branches rejoin, and open between', () => {
    const set = setOf(`steps:
  - { id: d, does: work, title: D, cite: "1", trigger: start, test: judgement, outcomes: [{ outcome: met, next: m }, { outcome: not-met, next: n }] }
  - { id: m, does: work, title: M, cite: "1", next: z }
  - { id: n, does: work, title: N, cite: "1", next: z }
  - { id: z, does: work, title: Z, cite: "1", next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps.map(({ id, applies, onlyIf }) => [id, applies, onlyIf]))
      .toEqual([['d', 'yes', null], ['m', 'unknown', 'd/met'], ['n', 'unknown', 'd/not-met'], ['z', 'yes', null]]);
  });

  it('is still open after a rejoining that leaves one outcome out', () => {
    const set = setOf(`steps:
  - { id: d, does: work, title: D, cite: "1", trigger: start, test: judgement, outcomes: [{ outcome: met, next: z }, { outcome: not-met, next: z }, { outcome: deferred, next: end }] }
  - { id: z, does: work, title: Z, cite: "1", next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps[1]).toMatchObject({ applies: 'unknown', onlyIf: { any: ['d/met', 'd/not-met'] } });
  });

  it('is open after a test without a branch for not met: the document only leaves that out', () => {
    const set = setOf(`criteria: [{ id: k, title: K, for: test, cite: "1" }]
steps:
  - { id: d, does: work, title: D, cite: "1", trigger: start, test: k, outcomes: [{ outcome: met, next: z }] }
  - { id: z, does: work, title: Z, cite: "1", next: y }
  - { id: y, does: work, title: Y, cite: "1", when: { not: d/met }, next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps[1]).toMatchObject({ applies: 'unknown', onlyIf: 'd/met' });
    expect(timetable(set, 'p', { on: {}, decided: { d: 'not-met' } }).steps[1]).toMatchObject({ applies: 'no', state: 'not-applicable' });
  });

  it('is open where the one outcome that a document gives has not been decided, and where its contrary is asked for', () => {
    const set = setOf(`steps:
  - { id: d, does: work, title: D, cite: "1", trigger: start, outcomes: [{ outcome: met, next: end }] }
  - { id: z, does: work, title: Z, cite: "1", trigger: start, when: { not: d/met }, next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps[1]).toMatchObject({ applies: 'unknown', onlyIf: 'd/not-met' });
    expect(timetable(set, 'p', { on: {}, decided: { d: 'met' } }).steps[1]).toMatchObject({ applies: 'no' });
  });

  it('does not wait for a decision that is not on the path taken', () => {
    const set = setOf(`steps:
  - { id: d, does: work, title: D, cite: "1", trigger: start, test: judgement, outcomes: [{ outcome: met, next: e }, { outcome: not-met, next: z }] }
  - { id: e, does: work, title: E, cite: "1", test: judgement, outcomes: [{ outcome: met, next: z }, { outcome: not-met, next: z }] }
  - { id: z, does: work, title: Z, cite: "1", when: { not: e/met }, next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps[2]).toMatchObject({ applies: 'unknown', onlyIf: { any: ['e/not-met', 'd/not-met'] } });
    expect(timetable(set, 'p', { on: {}, decided: { d: 'not-met' } }).steps[2]).toMatchObject({ applies: 'yes', onlyIf: null });
  });

  it('does not hang on an arrow that only one reading draws: that is a doubt about order', () => {
    const set = setOf(`steps:
  - id: d
    does: work
    title: D
    cite: "1"
    trigger: start
    doubt: not-stated
    readings:
      - { id: by-m, next: m, because: one }
      - { id: by-n, next: n, because: two }
  - { id: m, does: work, title: M, cite: "1", next: n }
  - { id: n, does: work, title: N, cite: "1", next: end }
`);
    expect(timetable(set, 'p', { on: {} }).steps.map(({ applies }) => applies)).toEqual(['yes', 'yes', 'yes']);
    expect(timetable(set, 'p', { on: {}, readings: { d: 'by-n' } }).steps.map(({ applies }) => applies)).toEqual(['yes', 'no', 'yes']);
  });

  it('goes on past an optional step that is the only way on, and ends at an exception that stands beside another way', () => {
    const steps = [
      stepOf('refer', { next: ['ask'] }), stepOf('ask', { when: { fact: 'f0' }, next: ['report'] }), stepOf('report', { next: ['exception', 'close'] }),
      stepOf('exception', { when: { fact: 'f0' }, next: ['follow-up'] }), stepOf('follow-up', {}), stepOf('close', {}),
    ];
    const policy = setWith({ steps }).policies[0]!;
    const applies = (answer: 'yes' | 'no' | 'unknown') => [...stepConditions(policy, { ...NOTHING_KNOWN, facts: { f0: answer } })].map(([id, condition]) => `${id}: ${truthOf(condition)}`);
    expect(applies('no')).toEqual(['refer: yes', 'ask: no', 'report: yes', 'exception: no', 'follow-up: no', 'close: yes']);
    expect(applies('unknown')).toEqual(['refer: yes', 'ask: unknown', 'report: yes', 'exception: unknown', 'follow-up: unknown', 'close: yes']);
    expect(applies('yes').every((line) => line.endsWith('yes'))).toBe(true);
  });

  it('agrees with walking the path in every case, over random paths', () => {
    const ids = ['s0', 's1', 's2', 's3', 's4', 's5'];
    const isDecision = (index: number) => index % 2 === 0;
    const onwards = (index: number) => fc.uniqueArray(fc.constantFrom(...ids.slice(index + 1), 'end'), { minLength: 1, maxLength: 2 });
    const someStep = (index: number): fc.Arbitrary<Step> => {
      const before = ids.slice(0, index).filter((_, place) => isDecision(place)).flatMap((step): Tree[] => [{ step, outcome: 'x' }, { step, outcome: 'y' }]);
      const when = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: treeOver([...factLeaves.slice(0, 2), ...before]) });
      const step = (id: string, given: Partial<Step>) => stepOf(id, given);
      return isDecision(index)
        ? fc.tuple(when, onwards(index), onwards(index)).map(([condition, x, y]) => step(ids[index]!, { when: condition, test: 'judgement', outcomes: [outcomeOf('x', x), outcomeOf('y', y)] }))
        : fc.tuple(when, onwards(index)).map(([condition, next]) => step(ids[index]!, { when: condition, next }));
    };
    const values = { ...Object.fromEntries(FACTS.slice(0, 2).map((fact) => [fact, ['yes', 'no']])), ...Object.fromEntries(ids.filter((_, index) => isDecision(index)).map((id) => [id, ['x', 'y']])) };

    fc.assert(fc.property(fc.tuple(...ids.map((_, index) => someStep(index))), fc.constantFrom<Record<string, string>>({}, { s0: 'x' }, { s2: 'y' }), (steps, decided) => {
      const policy = setWith({ steps }).policies[0]!;
      const conditions = stepConditions(policy, { ...NOTHING_KNOWN, decided });
      for (const one of wholeCases(values, decided)) {
        const walked = walk(steps, one);
        for (const { id } of steps) expect(openHolds(conditions.get(id)!, one), id).toBe(walked.has(id));
      }
    }), { numRuns: 400 });
  });
});

/**
 * The steps that are done where everything is known: from those that nothing leads to, along the arrows taken, and past a
 * step that does not apply where it was the only way on.
 */
function walk(steps: readonly Step[], one: WholeCase): Set<string> {
  const ledTo = new Set(steps.flatMap((step) => [...(step.next ?? []), ...step.outcomes.flatMap(({ next }) => next ?? [])]));
  const reached = new Set(steps.filter(({ id }) => !ledTo.has(id)).map(({ id }) => id));
  const onlyWayOn = new Set<string>();
  const done = new Set<string>();
  for (const step of steps) {
    if (!reached.has(step.id)) continue;
    const applies = !step.when || holdsAlong(step.when, one, done);
    if (applies) done.add(step.id);
    else if (step.outcomes.length > 0 || !onlyWayOn.has(step.id)) continue;
    for (const ways of [step.next ?? [], ...step.outcomes.filter(({ outcome }) => one[step.id] === outcome).map(({ next }) => next ?? [])]) {
      for (const next of ways) reached.add(next);
      if (ways.length === 1) onlyWayOn.add(ways[0]!);
    }
  }
  return done;
}

/** A condition on the way: an outcome counts only where its decision was reached. */
function holdsAlong(tree: Tree, one: WholeCase, done: ReadonlySet<string>): boolean {
  const reached = Object.fromEntries(Object.entries(one).filter(([variable]) => !/^s\d$/.test(variable) || done.has(variable)));
  return holds(tree, reached);
}
