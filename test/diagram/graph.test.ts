import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphAsText, isStep, policyGraph, type Graph } from '../../src/diagram/graph.ts';
import { arrowsInto } from '../../src/engine/conditions.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Clock, Doubt, Outcome, Policy, PolicySet, Reading, Step } from '../../src/policy/model.ts';
import { setOf } from '../engine/sets.ts';
import { criterionOf, limitOf, outcomeOf, place, setWith, somePolicy, stepOf } from '../engine/random-policies.ts';

const published = loadPolicySet('policies').set!;
const invented = loadPolicySet('test/fixtures/sixth').set!;
const everyPolicy = [published, invented].flatMap((set) => set.policies.map((policy) => ({ id: policy.id, policy, set })));

const graphOf = ({ policies, vocabulary }: PolicySet, change: (policy: Policy) => Policy = (policy) => policy): Graph =>
  policyGraph(change(policies[0]!), vocabulary);
const edgesOf = (graph: Graph) => graph.edges.map(({ from, to, label, kind }) => [from, to, label, kind]);
const kindOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)?.kind;
const rowsOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)!.rows.slice(1);

function reading<T>(id: string, changes: Partial<T>, refutedBy: string | null = null): Reading<T> {
  return { id, because: `Because of ${id}`, cite: [place('1')], refutedBy, changes };
}
function doubt<T>(address: string, readings: Reading<T>[]): Doubt<T> {
  return { kind: 'ambiguous', address, readings };
}

describe('what leads where', () => {
  test('a step begins at the event that sets it off, and ends at an end of its own', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { trigger: ['start'], next: ['two'] }), stepOf('two', { next: ['end'] })] }));
    expect(edgesOf(graph)).toEqual([['start:start', 'one', null, 'next'], ['one', 'two', null, 'next'], ['two', 'end:two', null, 'next']]);
    expect(graph.nodes.map(({ id, kind }) => [id, kind])).toEqual([['start:start', 'start'], ['one', 'step'], ['two', 'step'], ['end:two', 'end']]);
    expect(graph.nodes[0]!.rows).toEqual(['The start']);
  });

  test('a limit with a unit of its own says it, and no doubt of its clock about the unit is drawn', () => {
    const clock = { id: 'days', from: { event: 'start' }, unit: null, dayOne: 'day-after' as const, nonWorkingStart: null, asWritten: null, cite: [], doubt: doubt<Clock>('days', [reading('w', { unit: 'working-day' }), reading('c', { unit: 'calendar-day' })]) };
    const numbered = { amount: { kind: 'numbered' as const, first: 9, last: 11 }, clock: 'days', from: clock.from };
    const graph = graphOf(setWith({ steps: [stepOf('own', { limits: [limitOf('own', { ...numbered, unit: 'working-day', ownKeys: ['unit'] })] }), stepOf('left', { limits: [limitOf('left', { ...numbered, unit: null, ownKeys: [] })] })] }), (policy) => ({ ...policy, clocks: [clock] }));
    expect(rowsOf(graph, 'own')).toEqual(['Day 9 to 11, in working days']);
    expect(rowsOf(graph, 'left')).toEqual(['Day 9 to 11 (unit in doubt)']);
    expect(graph.nodes.filter(({ inDoubt }) => inDoubt).map(({ id }) => id)).toEqual(['left']);
  });

  test('one event that sets off two steps is one start', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { trigger: ['start'] }), stepOf('two', { trigger: ['start'] })] }));
    expect(graph.nodes.filter(({ kind }) => kind === 'start')).toHaveLength(1);
    expect(edgesOf(graph)).toEqual([['start:start', 'one', null, 'next'], ['start:start', 'two', null, 'next']]);
  });

  test('a step follows the step that brings its trigger about', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { marks: ['marked'] }), stepOf('two', { trigger: ['marked'] })] }));
    expect(edgesOf(graph)).toEqual([['one', 'two', null, 'next']]);
  });

  test('a trigger says nothing of a step to which another leads', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { next: ['two'] }), stepOf('two', { trigger: ['other'] })] }));
    expect(edgesOf(graph)).toEqual([['one', 'two', null, 'next']]);
  });

  test('a step is not set off by what comes after it', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { trigger: ['marked'], next: ['two'] }), stepOf('two', { marks: ['marked'] })] }));
    expect(edgesOf(graph)).toEqual([['start:marked', 'one', null, 'next'], ['one', 'two', null, 'next']]);
  });

  test('a step to which nothing leads and that leads nowhere stands apart', () => {
    const graph = graphOf(setWith({ steps: [stepOf('one', { next: ['two'] }), stepOf('two'), stepOf('log')] }));
    expect(graph.nodes.filter(({ apart }) => apart).map(({ id }) => id)).toEqual(['log']);
  });

  test('a loop goes back, and is no way to the step for the first time', () => {
    const back: Outcome = { ...outcomeOf('sent-back'), title: 'Sent back', next: null, backTo: 'one' };
    const steps = [stepOf('one', { trigger: ['start'], next: ['check'] }), stepOf('check', { outcomes: [outcomeOf('met', ['end']), { ...outcomeOf('not-met'), next: null, backTo: 'one' }, back] })];
    expect(edgesOf(graphOf(setWith({ steps })))).toEqual([
      ['start:start', 'one', null, 'next'], ['one', 'check', null, 'next'], ['check', 'end:check', 'met', 'outcome'],
      ['check', 'one', 'not-met', 'loop'], ['check', 'one', 'Sent back', 'loop'],
    ]);
  });
});

describe('a decision', () => {
  const decision = (outcomes: Outcome[], given: Partial<Step> = {}) => setWith({
    criteria: [criterionOf('harm', { fact: 'a' })], steps: [stepOf('decide', { test: 'harm', outcomes, ...given }), stepOf('act', { next: ['end'] })],
  });

  test('has a labelled edge for every branch, by the word of the document where it has one', () => {
    const graph = graphOf(decision([{ ...outcomeOf('met', ['act']), title: 'Yes' }, outcomeOf('not-met', ['end'])]));
    expect(kindOf(graph, 'decide')).toBe('decision');
    expect(edgesOf(graph).slice(0, 2)).toEqual([['decide', 'act', 'Yes', 'outcome'], ['decide', 'end:decide', 'not-met', 'outcome']]);
  });

  test('that says only what follows when a test is met leaves a branch out', () => {
    const graph = graphOf(decision([outcomeOf('met', ['act'])]));
    expect(edgesOf(graph)[1]).toEqual(['decide', 'not-stated:decide', 'Not met', 'left-out']);
    expect(graph.nodes.find(({ id }) => id === 'not-stated:decide')!.rows).toEqual(['Not stated']);
  });

  test('that gives an outcome no path leaves that branch out', () => {
    const graph = graphOf(decision([outcomeOf('met', ['act']), { ...outcomeOf('not-met'), next: null }]));
    expect(edgesOf(graph)[1]).toEqual(['decide', 'not-stated:decide', 'not-met', 'left-out']);
  });

  test('with one outcome of another kind leaves everything else out', () => {
    const graph = graphOf(decision([outcomeOf('recommended', ['act'])]));
    expect(edgesOf(graph)[1]).toEqual(['decide', 'not-stated:decide', 'Otherwise', 'left-out']);
  });

  test('between several kinds of review leaves nothing out', () => {
    const graph = graphOf(decision([outcomeOf('practice-review', ['act']), outcomeOf('learning-review', ['act'])]));
    expect(graph.edges.some(({ kind }) => kind === 'left-out')).toBe(false);
  });

  test('of an extract leaves a branch out that may stand elsewhere: not in the extract, unless the extract holds that stage whole', () => {
    const set = decision([outcomeOf('met', ['act'])]);
    const extract = (covers: string[]) => graphOf(set, (policy) => ({ ...policy, source: { ...policy.source, extent: 'extract', covers } }));
    expect(extract([]).nodes.find(({ kind }) => kind === 'not-stated')!.rows).toEqual(['Not in the extract']);
    expect(extract(['work']).nodes.find(({ kind }) => kind === 'not-stated')!.rows).toEqual(['Not stated']);
  });

  test('asks the question of its test, or which of its outcomes it is to be', () => {
    const outcomes = [outcomeOf('met', ['act']), outcomeOf('not-met', ['end'])];
    expect(rowsOf(graphOf(decision(outcomes)), 'decide')).toEqual(['Are the criteria met?']);
    expect(rowsOf(graphOf(decision([{ ...outcomeOf('a'), title: 'Accepted' }, { ...outcomeOf('b'), title: 'Sent back' }])), 'decide')).toEqual(['Accepted or sent back?']);
    expect(rowsOf(graphOf(decision(['a', 'b', 'c'].map((id) => outcomeOf(id)))), 'decide')).toEqual(['Which of these?']);
    const set = decision(outcomes);
    const asking = { ...set, vocabulary: { ...set.vocabulary, tests: { test: { id: 'test', title: 'Must the Panel be told?', meaning: null } } } };
    expect(rowsOf(graphOf(asking), 'decide')).toEqual(['Must the Panel be told?']);
  });
});

describe('a doubt', () => {
  test('about what follows is drawn, and what every reading has is not in doubt', () => {
    const steps = [stepOf('one', { doubt: doubt<Step>('one', [reading('both', { next: ['two', 'three'] }), reading('alone', { next: ['two'] })]) }), stepOf('two'), stepOf('three')];
    const graph = graphOf(setWith({ steps }));
    expect(graph.edges).toEqual([
      { from: 'one', to: 'two', label: null, kind: 'next', inDoubt: false },
      { from: 'one', to: 'three', label: 'in doubt', kind: 'next', inDoubt: true },
    ]);
    expect(rowsOf(graph, 'one')).toEqual(['in doubt: what follows']);
  });

  test('about an outcome says so beside its name', () => {
    const met: Outcome = { ...outcomeOf('met'), next: null, doubt: doubt<Outcome>('decide/met', [reading('on', { next: ['two'] }), reading('off', { next: ['end'] })]) };
    const graph = graphOf(setWith({ steps: [stepOf('decide', { outcomes: [met, outcomeOf('not-met')] }), stepOf('two')] }));
    expect(edgesOf(graph).slice(0, 2)).toEqual([['decide', 'two', 'met (in doubt)', 'outcome'], ['decide', 'end:decide', 'met (in doubt)', 'outcome']]);
    expect(graph.nodes[0]!.inDoubt).toBe(true);
  });

  test('that the document itself refutes but for one reading is no doubt', () => {
    const steps = [stepOf('one', { doubt: doubt<Step>('one', [reading('on', { next: ['two'] }), reading('off', { next: ['end'] }, 'Box 2 says so')]) }), stepOf('two')];
    const graph = graphOf(setWith({ steps }));
    expect(graph.edges).toEqual([{ from: 'one', to: 'two', label: null, kind: 'next', inDoubt: false }]);
    expect(graph.nodes[0]!.inDoubt).toBe(false);
  });
});

describe('the rows of a step', () => {
  const within = (max: number, unit: 'working-day' | 'calendar-day' | null = 'working-day') => ({
    amount: { kind: 'span', written: 'within', way: 'after', min: 0, max, approximate: false } as const, unit, from: { event: 'start' },
  });
  const rows = (given: Partial<Step>, more: Partial<Policy> = {}) => rowsOf(graphOf(setWith({ steps: [stepOf('one', given)], ...more })), 'one');

  test('say its limits in few words', () => {
    const amounts: [Parameters<typeof limitOf>[1], string][] = [
      [within(2), 'within 2 working days'],
      [within(1), 'within 1 working day'],
      [{ ...within(13), amount: { kind: 'span', written: 'between', way: 'after', min: 7, max: 13, approximate: false } }, '7 to 13 working days'],
      [{ ...within(5), amount: { kind: 'span', written: 'exactly', way: 'after', min: 5, max: 5, approximate: false } }, 'at 5 working days'],
      [{ ...within(2), amount: { kind: 'span', written: 'atLeast', way: 'before', min: 2, max: null, approximate: false } }, 'at least 2 working days before'],
      [{ ...within(10), amount: { kind: 'span', written: 'about', way: 'after', min: null, max: 10, approximate: true } }, 'about 10 working days'],
      [{ amount: { kind: 'numbered', first: 7, last: 8 } }, 'Day 7 to 8'],
      [{ amount: { kind: 'numbered', first: null, last: 15 } }, 'by Day 15'],
      [{ amount: { kind: 'numbered', first: 6, last: 6 } }, 'Day 6'],
      [{ amount: { kind: 'span', written: 'sameDayAs', way: 'after', min: 0, max: 0, approximate: false } }, 'the same day'],
      [{ asWritten: 'Ahead of the meeting', amount: { kind: 'span', written: 'before', way: 'before', min: 0, max: null, approximate: false } }, 'ahead of the meeting'],
      [{ asWritten: 'promptly', amount: { kind: 'unquantified', way: 'after' } }, 'promptly'],
    ];
    expect(amounts.map(([given]) => rows({ limits: [limitOf('one', given)] }))).toEqual(amounts.map(([, words]) => [words]));
  });

  test('say from where each of two limits counts that start elsewhere', () => {
    const limits = [limitOf('one', { ...within(2), address: 'one/a' }), limitOf('one', { ...within(15), address: 'one/b', from: { event: 'other' } })];
    expect(rows({ limits })).toEqual(['within 2 working days from when the start', 'within 15 working days from when the other']);
  });

  test('say which part of a limit is in doubt', () => {
    const limit = (readings: Reading<ReturnType<typeof limitOf>>[], given = within(2)) => rows({ limits: [limitOf('one', { ...given, doubt: doubt('one/limit', readings) })] });
    expect(limit([reading('a', { from: { event: 'start' } }), reading('b', { from: { event: 'other' } })])).toEqual(['within 2 working days (start in doubt)']);
    expect(limit([reading('a', { unit: 'working-day' }), reading('b', { unit: 'calendar-day' })])).toEqual(['within 2 days (unit in doubt)']);
    // Hours or months are never days, and days beside them keep their kind.
    expect(limit([reading('a', { amount: within(72).amount, unit: 'hour' }), reading('b', { amount: within(5).amount, unit: 'working-day' }), reading('c', { amount: { kind: 'none' } })])).toEqual(['within 72 hours or within 5 working days or no limit (unit in doubt)']);
    expect(limit([reading('a', { amount: within(1).amount, unit: 'month' }), reading('b', { amount: within(30).amount, unit: 'calendar-day' })])).toEqual(['within 1 month or within 30 calendar days (unit in doubt)']);
    expect(limit([reading('a', {}), reading('b', { amount: { kind: 'none' } })])).toEqual(['within 2 working days or no limit (in doubt)']);
    expect(limit([reading('a', { unit: 'working-day' }), reading('b', { unit: 'calendar-day' }, 'the order')])).toEqual(['within 2 working days']);
  });

  test('say what a step depends on', () => {
    expect(rows({ when: { fact: 'a' } })).toEqual(['if fact a']);
    expect(rows({ when: { not: { fact: 'a' } } })).toEqual(['unless fact a']);
    expect(rows({ when: { all: [{ fact: 'a' }, { any: [{ fact: 'b' }, { fact: 'c' }] }] } })).toEqual(['if fact a and (fact b or fact c)']);
    expect(rows({ when: { criterion: 'harm' } }, { criteria: [criterionOf('harm', { fact: 'a' })] })).toEqual(['if the test is met: the test harm']);
    const graph = graphOf(setWith({ steps: [stepOf('decide', { outcomes: [{ ...outcomeOf('met', ['one']), title: 'Yes' }, outcomeOf('not-met')] }), stepOf('one', { when: { step: 'decide', outcome: 'met' } })] }));
    expect(rowsOf(graph, 'one')).toEqual(['if “Yes”']);
    expect(kindOf(graph, 'one')).toBe('overlay');
  });
});

describe.each(everyPolicy)('the graph of $id', ({ policy, set }) => {
  const graph = policyGraph(policy, set.vocabulary);

  test('has each step once, in the order in which they are read', () => {
    expect(graph.nodes.filter(isStep).map(({ id }) => id)).toEqual(policy.steps.map(({ id }) => id));
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(graph.nodes.length);
  });

  test('has the very arrows by which the timetable is worked out', () => {
    const steps = new Set(policy.steps.map(({ id }) => id));
    const worked = [...arrowsInto(policy)].flatMap(([to, arrows]) => arrows.map(({ from, readings }) => `${from} ${to} ${readings === null ? 'sure' : 'in doubt'}`));
    const triggered = new Set(policy.steps.filter(({ trigger }) => trigger.length > 0).map(({ id }) => id));
    const drawn = graph.edges.filter(({ from, to, kind }) => steps.has(from) && steps.has(to) && kind !== 'loop')
      .map(({ from, to, inDoubt }) => `${from} ${to} ${inDoubt ? 'in doubt' : 'sure'}`);
    expect(drawn.filter((arrow) => !worked.includes(arrow) && !triggered.has(arrow.split(' ')[1]!))).toEqual([]);
    expect(worked.filter((arrow) => !drawn.includes(arrow))).toEqual([]);
  });

  test('says "in doubt" in words wherever it marks a node as doubtful, and nowhere else', () => {
    expect(graph.nodes.filter(({ inDoubt, rows }) => inDoubt !== rows.some((row) => row.includes('in doubt'))).map(({ id }) => id)).toEqual([]);
    expect(graph.edges.filter(({ inDoubt, label }) => inDoubt !== (label?.includes('in doubt') ?? false))).toEqual([]);
  });

  test('has a branch for each outcome and a label on each branch', () => {
    for (const step of policy.steps) for (const { outcome, title } of step.outcomes) {
      const name = title ?? set.vocabulary.outcomes[outcome]!.title;
      const branches = graph.edges.filter(({ from, label }) => from === step.id && (label === name || label === `${name} (in doubt)`));
      expect(branches, `${step.id}/${outcome}`).not.toEqual([]);
    }
    expect(graph.edges.filter(({ kind, label }) => kind !== 'next' && (label === null || label === ''))).toEqual([]);
  });
});

test('in any policy each edge joins two nodes, and the list of steps tells each of them from both its ends', () => {
  fc.assert(fc.property(somePolicy('either'), (set) => {
    const graph = policyGraph(set.policies[0]!, set.vocabulary);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    expect(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to))).toBe(true);
    const told = graphAsText(graph);
    const steps = new Set(told.map(({ stepId }) => stepId));
    const follows = told.flatMap(({ stepId, follows: edges }) => edges.map(({ node, label, kind }) => [stepId, node, label, kind].join('|')));
    const after = told.flatMap(({ stepId, after: edges }) => edges.map(({ node, label, kind }) => [node, stepId, label, kind].join('|')));
    const all = edgesOf(graph).map((edge) => edge.join('|'));
    expect(follows.sort()).toEqual(all.filter((_, index) => steps.has(graph.edges[index]!.from)).sort());
    expect(after.sort()).toEqual(all.filter((_, index) => steps.has(graph.edges[index]!.to)).sort());
  }));
});

test('a condition on a fact without a title is told by the answer to its question', () => {
  const [denied, asserted] = ['{ not: a }', 'a'].map((when) => {
    const set = setOf(`steps:\n  - { id: s, does: work, title: S, trigger: start, when: ${when} }\n`);
    return policyGraph(set.policies[0]!, set.vocabulary).nodes.find(({ id }) => id === 's')!.rows;
  });
  expect(denied).toContain('if the answer to “A?” is no');
  expect(asserted).toContain('if the answer to “A?” is yes');
});
