import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { foldTree, judge, type JudgeInput } from '../../src/engine/criteria.ts';
import type { Answer, CriterionVerdict, Reason, Truth, Verdict } from '../../src/engine/types.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet, Tree } from '../../src/policy/model.ts';
import { criterionOf, FACTS, factLeaves, holds, outcomeOf, place, setWith, someAnswersTo, stepOf, treeOver, wholeCases } from './random-policies.ts';

vi.setConfig({ testTimeout: 60_000 });

const published = loadPolicySet('policies').set!;

async function verdictOn(set: PolicySet, policy: string, criterion: string, input: JudgeInput): Promise<CriterionVerdict> {
  return (await judge(set, policy, input)).criteria.find(({ id }) => id === criterion)!;
}
const onTree = (tree: Tree, facts: Record<string, Answer>) => verdictOn(setWith({ criteria: [criterionOf('t', tree)] }), 'p', 't', { facts });

const abused = 'abuse-or-neglect-known-or-suspected';

describe('the duty to notify', () => {
  const duty = (facts: Record<string, Answer>) => verdictOn(published, 'national', 'statutory-notification', { facts });

  it('is met by a death in the area with abuse suspected, whatever else is not known', async () => {
    expect(await duty({ 'child-died': 'yes', 'harm-in-area': 'yes', [abused]: 'yes' })).toMatchObject({ verdict: 'met', missing: [] });
  });

  it('cannot be said of a death in the area while nobody has said whether abuse is suspected', async () => {
    const verdict = await duty({ 'child-died': 'yes', 'harm-in-area': 'yes' });
    expect(verdict).toMatchObject({ verdict: 'undetermined', missing: [abused], decide: { met: [{ [abused]: 'yes' }], 'not-met': [{ [abused]: 'no' }] } });
    expect(verdict.explanation).toContain(published.vocabulary.facts[abused]!.ask);
  });

  it('is not met where abuse is neither known nor suspected, and no answer can turn that', async () => {
    expect(await duty({ [abused]: 'no' })).toMatchObject({ verdict: 'not-met', missing: [], decide: { met: [] } });
  });

  it('is undetermined where nothing is known: unknown is not no', async () => {
    const verdict = await duty({});
    expect(verdict.verdict).toBe('undetermined');
    expect(verdict.missing).toHaveLength(6);
    // One answer settles it as not met; to be met it takes three, or four with the harm outside England.
    expect(verdict.decide['not-met'][0]).toEqual({ [abused]: 'no' });
    expect(verdict.decide.met.map((answers) => Object.keys(answers).length)).toEqual([3, 3, 4, 4]);
  });

  it('gives its place at each leaf of the reasons', async () => {
    const { reasons } = await duty({ 'child-died': 'yes' });
    const leaves = leavesOf(reasons!);
    expect(leaves.map(({ id }) => id)).toContain(abused);
    for (const { cite } of leaves) expect(cite).toEqual([{ at: 'section 16C(1)', of: 'children-act-2004', unverified: null }]);
  });
});

describe('a test that a document names and does not list', () => {
  it('is undetermined on any answers, and asks for none', async () => {
    const facts = Object.fromEntries(Object.keys(published.vocabulary.facts).map((fact) => [fact, 'yes' as const]));
    for (const given of [{}, facts]) {
      expect(await verdictOn(published, 'wst', 'notification-criteria', { facts: given }))
        .toMatchObject({ listed: false, verdict: 'undetermined', missing: [], decide: { met: [], 'not-met': [] }, reasons: null });
    }
  });

  it('leaves a test that rests on it open, unless the rest settles that', async () => {
    const set = setWith({ criteria: [criterionOf('named', null), criterionOf('t', { any: [{ criterion: 'named' }, { fact: 'a' }] })] });
    const about = (facts: Record<string, Answer>) => verdictOn(set, 'p', 't', { facts });
    expect(await about({ a: 'yes' })).toMatchObject({ verdict: 'met', listed: true });
    expect(await about({ a: 'no' })).toMatchObject({ verdict: 'undetermined', missing: [], decide: { met: [], 'not-met': [] } });
    expect(await about({})).toMatchObject({ verdict: 'undetermined', missing: ['a'], decide: { met: [{ a: 'yes' }], 'not-met': [] } });
    expect((await about({})).explanation).toBe('Cannot be said yet. Not known: “Is it a?”. It rests on the test “The test named”, which the document names and does not list.');
    expect((await about({ a: 'no' })).explanation).toBe('Cannot be said yet. It rests on the test “The test named”, which the document names and does not list.');
  });
});

describe('a test in doubt', () => {
  const doubted = (refutedBy: string | null = null) => setWith({
    criteria: [criterionOf('t', { fact: 'a' }, {
      kind: 'ambiguous', address: 't',
      readings: [
        { id: 'alone', because: 'one', cite: [], refutedBy: null, changes: {} },
        { id: 'both', because: 'two', cite: [place('2')], refutedBy, changes: { when: { all: [{ fact: 'a' }, { fact: 'b' }] } } },
      ],
    })],
  });

  it('has the verdict on which its readings agree, and shows the verdict under each', async () => {
    expect(await verdictOn(doubted(), 'p', 't', { facts: { a: 'no' } })).toMatchObject({ verdict: 'not-met', missing: [] });
    const split = await verdictOn(doubted(), 'p', 't', { facts: { a: 'yes', b: 'no' } });
    expect(split).toMatchObject({ verdict: 'undetermined', missing: [], decide: { met: [], 'not-met': [] } });
    expect(split.readings).toEqual([{ under: { t: 'alone' }, verdict: 'met', refutedBy: null }, { under: { t: 'both' }, verdict: 'not-met', refutedBy: null }]);
    expect(split.explanation).toContain('readings');
  });

  it('is never settled where one of its readings does not list it', async () => {
    const set = setWith({ criteria: [criterionOf('t', null, {
      kind: 'ambiguous', address: 't',
      readings: [{ id: 'named', because: 'one', cite: [], refutedBy: null, changes: {} }, { id: 'listed', because: 'two', cite: [], refutedBy: null, changes: { when: { fact: 'a' } } }],
    })] });
    const verdict = await verdictOn(set, 'p', 't', { facts: { a: 'yes' } });
    expect(verdict).toMatchObject({ listed: true, verdict: 'undetermined', missing: [], decide: { met: [], 'not-met': [] } });
    expect(verdict.readings.map((reading) => reading.verdict)).toEqual(['undetermined', 'met']);
    expect(verdict.explanation).toBe('Cannot be said: under one reading the document names this test and does not list it.');
  });

  it('is settled by answers that settle every reading', async () => {
    expect((await verdictOn(doubted(), 'p', 't', { facts: {} })).decide).toEqual({ met: [{ a: 'yes', b: 'yes' }], 'not-met': [{ a: 'no' }] });
  });

  it('is read as someone chose', async () => {
    expect(await verdictOn(doubted(), 'p', 't', { facts: { a: 'yes', b: 'no' }, readings: { t: 'both' } })).toMatchObject({ verdict: 'not-met', readings: [] });
  });

  it('does not count a reading that the document refutes', async () => {
    expect(await verdictOn(doubted('the next line'), 'p', 't', { facts: { a: 'yes', b: 'no' } })).toMatchObject({ verdict: 'met', missing: [] });
  });
});

describe('a test with a period', () => {
  const died: Tree = { fact: 'child-died' };
  const inForce = { from: '2018-06-29', to: '2026-03-17' };
  const set = setWith({ criteria: [{ ...criterionOf('t', died), inForce }, criterionOf('outer', { any: [{ criterion: 't' }, { fact: 'harm-in-area' }] })] });
  const on = (day: string | null, facts: JudgeInput['facts'] = { 'child-died': 'yes' }) => Promise.all(['t', 'outer'].map((id) => verdictOn(set, 'p', id, { facts, on: day })));

  it('has its verdict on its first and its last day, and where no day is given', async () => {
    for (const day of ['2018-06-29', '2026-03-17', null]) expect((await on(day)).map(({ verdict }) => verdict), String(day)).toEqual(['met', 'met']);
  });

  it('has none outside it, though it is listed, and says so; nor has a test that asks it, unless something else settles that', async () => {
    for (const day of ['2018-06-28', '2026-03-18']) {
      const [test, outer] = await on(day);
      expect(test).toMatchObject({ listed: true, verdict: 'undetermined', missing: [], decide: { met: [], 'not-met': [] } });
      expect(test!.explanation).toMatch(/^Cannot be said: this test was not in force on \w+day \d+ \w+ \d{4}\.$/);
      expect(outer!.verdict).toBe('undetermined');
      expect((await on(day, { 'harm-in-area': 'yes' }))[1]!.verdict).toBe('met');
    }
  });
});

describe('over random tests', () => {
  // The test t may use another listed test, a test that is only named, and what was decided at a step.
  const leaves: Tree[] = [...factLeaves, ...factLeaves, { criterion: 'inner' }, { criterion: 'named' }, { step: 'decide', outcome: 'x' }];
  const values = {
    ...Object.fromEntries(FACTS.map((fact) => [fact, ['yes', 'no']])), named: ['yes', 'no'], decide: ['x', 'y', 'z'],
  };
  const someTests = fc.record({ t: treeOver(leaves), inner: treeOver(factLeaves) });
  const someAnswers = someAnswersTo(FACTS);
  const someDecided = fc.constantFrom<Record<string, string>>({}, {}, { decide: 'x' }, { decide: 'y' });
  const decision = stepOf('decide', { test: 'judgement', outcomes: [outcomeOf('x'), outcomeOf('y'), outcomeOf('z')] });
  const setOfTests = ({ t, inner }: { t: Tree; inner: Tree }) =>
    setWith({ criteria: [criterionOf('t', t), criterionOf('inner', inner), criterionOf('named', null)], steps: [decision] });

  /** The verdict by asking every whole case that is still possible. */
  const slowVerdict = ({ t, inner }: { t: Tree; inner: Tree }, facts: Record<string, Answer>, decided: Record<string, string>): Verdict => {
    const truths = wholeCases(values, { ...facts, ...decided }).map((one) => holds(t, one, { inner }));
    return truths.every(Boolean) ? 'met' : truths.some(Boolean) ? 'undetermined' : 'not-met';
  };

  it('the verdict is met or not met where every case still possible agrees, and undetermined elsewhere', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, someDecided, async (tests, facts, decided) => {
      expect((await verdictOn(setOfTests(tests), 'p', 't', { facts, decided })).verdict).toBe(slowVerdict(tests, facts, decided));
    }), { numRuns: 1500 });
  });

  it('a further answer never turns a verdict that is decided', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, fc.constantFrom(...FACTS), fc.constantFrom<Answer>('yes', 'no'), async (tests, facts, fact, answer) => {
      fc.pre((facts[fact] ?? 'unknown') === 'unknown');
      const { verdict } = await verdictOn(setOfTests(tests), 'p', 't', { facts });
      fc.pre(verdict !== 'undetermined');
      expect((await verdictOn(setOfTests(tests), 'p', 't', { facts: { ...facts, [fact]: answer } })).verdict).toBe(verdict);
    }), { numRuns: 400 });
  });

  it('`decide` holds every set of answers that settles the verdict and can spare none of its answers, and no other', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, someDecided, async (tests, facts, decided) => {
      const { decide } = await verdictOn(setOfTests(tests), 'p', 't', { facts, decided });
      const unknown = FACTS.filter((fact) => (facts[fact] ?? 'unknown') === 'unknown');
      const sets = wholeCases(Object.fromEntries(unknown.map((fact) => [fact, ['yes', 'no', 'unknown']])))
        .map((answers) => Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== 'unknown')) as Record<string, 'yes' | 'no'>);
      for (const wanted of ['met', 'not-met'] as const) {
        const settles = (answers: Record<string, Answer>) => slowVerdict(tests, { ...facts, ...answers }, decided) === wanted;
        const smallest = sets.filter((answers) => settles(answers) && Object.keys(answers).every((fact) => !settles(without(answers, fact))));
        expect(decide[wanted].map(inOrder).sort(), wanted).toEqual(smallest.map(inOrder).sort());
      }
    }), { numRuns: 600 });
  });

  it('`missing` holds the unknown facts that still matter in some case, and no other', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, someDecided, async (tests, facts, decided) => {
      const { missing } = await verdictOn(setOfTests(tests), 'p', 't', { facts, decided });
      const cases = wholeCases(values, { ...facts, ...decided });
      const matters = (fact: string) => (facts[fact] ?? 'unknown') === 'unknown'
        && cases.some((one) => holds(tests.t, { ...one, [fact]: 'yes' }, tests) !== holds(tests.t, { ...one, [fact]: 'no' }, tests));
      expect([...missing].sort()).toEqual(FACTS.filter(matters));
    }), { numRuns: 600 });
  });

  it('`why` holds every set of the answers given that settles the verdict alone, and can spare none', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, someDecided, async (tests, facts, decided) => {
      const { why, verdict } = await verdictOn(setOfTests(tests), 'p', 't', { facts, decided });
      const given = FACTS.flatMap((fact) => (facts[fact] === 'yes' || facts[fact] === 'no' ? [[fact, facts[fact]] as const] : []));
      const sets = given.reduce<Record<string, 'yes' | 'no'>[]>((all, [fact, answer]) => [...all, ...all.map((one) => ({ ...one, [fact]: answer }))], [{}]);
      const settles = (answers: Record<string, Answer>) => slowVerdict(tests, answers, decided) === verdict;
      const smallest = verdict === 'undetermined' ? [] : sets.filter((answers) => settles(answers) && Object.keys(answers).every((fact) => !settles(without(answers, fact))));
      expect(why.map(inOrder).sort()).toEqual(smallest.map(inOrder).sort());
    }), { numRuns: 400 });
  });

  it('`nearest` holds every change of fewest answers that turns the verdict, and no other', async () => {
    await fc.assert(fc.asyncProperty(someTests, someAnswers, someDecided, async (tests, facts, decided) => {
      const { nearest, verdict } = await verdictOn(setOfTests(tests), 'p', 't', { facts, decided });
      const changes = FACTS.reduce<Record<string, 'yes' | 'no'>[]>((all, fact) => all.flatMap((one) => [
        one, ...(['yes', 'no'] as const).filter((answer) => facts[fact] !== answer).map((answer) => ({ ...one, [fact]: answer })),
      ]), [{}]);
      const contrary = verdict === 'met' ? 'not-met' : 'met';
      const turning = verdict === 'undetermined' ? [] : changes.filter((change) => slowVerdict(tests, { ...facts, ...change }, decided) === contrary);
      const fewest = Math.min(...turning.map((change) => Object.keys(change).length));
      expect(nearest.map(inOrder).sort()).toEqual(turning.filter((change) => Object.keys(change).length === fewest).map(inOrder).sort());
    }), { numRuns: 400 });
  });

  it('json-rules-engine and the bare fold give one truth at every branch of the reasons', async () => {
    await fc.assert(fc.asyncProperty(treeOver([...factLeaves, { criterion: 'named' }]), someAnswers, async (tree, facts) => {
      const answerOf = (leaf: Tree): Truth => ('fact' in leaf ? (facts[leaf.fact] ?? 'unknown') : 'unknown');
      const { reasons } = await verdictOn(setOfTests({ t: tree, inner: { fact: 'a' } }), 'p', 't', { facts });
      const agree = (reason: Reason, part: Tree): void => {
        expect(reason.truth).toBe(foldTree(part, answerOf));
        const parts = 'all' in part ? part.all : 'any' in part ? part.any : 'not' in part ? [part.not] : [];
        expect(reason.reasons).toHaveLength(parts.length);
        parts.forEach((one, index) => agree(reason.reasons[index]!, one));
      };
      agree(reasons!, tree);
    }), { numRuns: 600 });
  });

  it('the bare fold says yes or no only where every case still possible agrees', () => {
    fc.assert(fc.property(treeOver(factLeaves), someAnswers, (tree, facts) => {
      const truth = foldTree(tree, (leaf) => ('fact' in leaf ? (facts[leaf.fact] ?? 'unknown') : 'unknown'));
      fc.pre(truth !== 'unknown');
      for (const one of wholeCases(values, facts)) expect(holds(tree, one)).toBe(truth === 'yes');
    }), { numRuns: 600 });
  });

  it('of two readings, the verdict is the one that every case gives under both', async () => {
    await fc.assert(fc.asyncProperty(treeOver(factLeaves), treeOver(factLeaves), someAnswers, async (one, other, facts) => {
      const set = setWith({ criteria: [criterionOf('t', null, {
        kind: 'ambiguous', address: 't', readings: [one, other].map((when, index) => ({ id: `r${index}`, because: '', cite: [], refutedBy: null, changes: { when } })),
      })] });
      const slow = [one, other].map((tree) => slowVerdict({ t: tree, inner: tree }, facts, {}));
      const { verdict, readings, missing, decide } = await verdictOn(set, 'p', 't', { facts });
      expect(readings.map((reading) => reading.verdict)).toEqual(slow);
      expect(verdict).toBe(slow[0] === slow[1] ? slow[0] : 'undetermined');
      // A fact is missing where its answer belongs to something that would settle both readings.
      expect([...missing].sort()).toEqual(verdict === 'undetermined' ? [...new Set([...decide.met, ...decide['not-met']].flatMap((answers) => Object.keys(answers)))].sort() : []);
    }), { numRuns: 400 });
  });
});

describe('what json-rules-engine would get wrong alone', () => {
  it('a `not` of an unknown is unknown', async () => {
    expect((await onTree({ not: { fact: 'a' } }, {})).verdict).toBe('undetermined');
    expect((await onTree({ not: { fact: 'a' } }, { a: 'unknown' })).verdict).toBe('undetermined');
  });

  it('a lone fact is a whole test', async () => {
    expect((await onTree({ fact: 'a' }, { a: 'yes' })).verdict).toBe('met');
    expect((await onTree({ fact: 'a' }, { a: 'no' })).verdict).toBe('not-met');
  });

  it('a fact that is asked twice counts in both places', async () => {
    const either: Tree = { any: [{ all: [{ fact: 'a' }, { fact: 'b' }] }, { all: [{ not: { fact: 'a' } }, { fact: 'c' }] }] };
    expect(await onTree(either, { b: 'yes', c: 'yes' })).toMatchObject({ verdict: 'met', missing: [] });
    expect(await onTree(either, { b: 'yes', c: 'no' })).toMatchObject({ verdict: 'undetermined', missing: ['a'] });
  });
});

function leavesOf(reason: Reason): Reason[] {
  return reason.reasons.length === 0 ? [reason] : reason.reasons.flatMap(leavesOf);
}

const inOrder = (answers: Record<string, string>): string => Object.entries(answers).sort(([one], [other]) => one.localeCompare(other)).map((pair) => pair.join('=')).join(' ');

const without = (answers: Record<string, Answer>, fact: string): Record<string, Answer> => Object.fromEntries(Object.entries(answers).filter(([one]) => one !== fact));
