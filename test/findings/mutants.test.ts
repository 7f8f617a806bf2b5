/** For each kind of finding a small document with that fault, which is found, and its twin without it, which is not. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import { KINDS, type FindingKind } from '../../src/findings/finding.ts';
import { national, oneStep, setOf, twoSteps, type Given } from './small-sets.ts';

interface Pair { kind: FindingKind; faulty: Given | string; sound: Given | string; others?: Record<string, Given>; about?: string }

const working = (amount: string, from: string) => `{ ${amount}, unit: working-day, from: ${from} }`;
const NEXT_END = 'next: end';
const decides = (outcomes: string) => `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: council, trigger: happened, test: judgement, outcomes: ${outcomes} }
  - { id: two, does: report, title: Two, cite: "2", actor: council, when: one/review, next: end }
`;
const head = (head: Record<string, string>): Given => ({ body: oneStep(`does: report, ${NEXT_END}`), head });
const source = (fields: string) => head({ source: `{ title: Paper, form: text, citedBy: section, extent: whole, ${fields} }` });
const words = (entries: string): string => `words:\n${entries}${oneStep(`does: report, ${NEXT_END}`)}`;
const notifyWithin5 = national(`steps:
  - { id: notify, does: notify, title: Notify, cite: "1", actor: council, modality: must, trigger: known, limits: ${working('within: 5', 'known')}, next: end }
`);
const reportWithin15 = national(`steps:
  - { id: report, does: report, title: Report, cite: "1", actor: council, trigger: known, limits: ${working('within: 15', 'known')}, next: end }
`);
const tellMust = national(`steps:
  - { id: tell, does: tell, title: Tell, cite: "1", actor: council, modality: must, trigger: known, next: end }
`);
const nationalTest = (tree: string) => national(`criteria:
  - { id: test, title: National, for: notify, cite: "1", when: ${tree} }
${oneStep(`does: tell, ${NEXT_END}`)}`);
const localTest = (tree: string) => `criteria:
  - { id: test, title: Local, for: notify, cite: "1", when: ${tree} }
${oneStep(`does: tell, ${NEXT_END}`)}`;
const twoTests = (first: string, second: string, question = 'tell') => `criteria:
  - { id: first, title: First, for: notify, cite: "1", when: ${first} }
  - { id: second, title: Second, for: ${question}, cite: "2", when: ${second} }
${oneStep(`does: tell, ${NEXT_END}`)}`;
const collects: Given = { body: oneStep(`does: collect, ${NEXT_END}`) };

const PAIRS: Pair[] = [
  {
    kind: 'negative-slack', about: 'a step before it may take longer than its own limit',
    faulty: twoSteps(working('within: 5', 'happened'), working('within: 3', 'happened')),
    sound: twoSteps(working('within: 3', 'happened'), working('within: 5', 'happened')),
  },
  {
    kind: 'negative-slack', about: 'two limits of one step part once a start lags by a day',
    faulty: `steps:
  - { id: start, does: collect, title: Start, cite: "1", actor: council, trigger: happened, marks: received, next: one }
  - { id: one, does: meet, title: One, cite: "1", actor: council, limits: ${working('within: 13', 'received')}, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: [{ id: a, within: 2, unit: working-day, from: one }, { id: b, within: 15, unit: working-day, from: known }], next: end }
`,
    sound: `steps:
  - { id: start, does: collect, title: Start, cite: "1", actor: council, trigger: happened, marks: received, next: one }
  - { id: one, does: meet, title: One, cite: "1", actor: council, limits: ${working('within: 13', 'received')}, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: [{ id: a, within: 2, unit: working-day, from: one }, { id: b, within: 30, unit: working-day, from: known }], next: end }
`,
  },
  ...(['decision-after-deadline'] as const).map((kind): Pair => {
    const document = (days: number) => `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: council, trigger: happened, test: judgement, limits: ${working('within: 10', 'happened')}, outcomes: [{ outcome: review, next: two }, { outcome: no-review, next: end }] }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: ${working(`within: ${days}`, 'happened')}, next: end }
`;
    return { kind, faulty: document(5), sound: document(15) };
  }),
  {
    kind: 'day-and-duration',
    faulty: twoSteps(working('within: 5', 'happened'), '{ day: 4, unit: working-day, from: happened, dayOne: trigger-day }'),
    sound: twoSteps(working('within: 5', 'happened'), '{ day: 8, unit: working-day, from: happened, dayOne: trigger-day }'),
  },
  {
    kind: 'window-no-date-meets',
    faulty: oneStep(`does: report, limits: [{ id: a, atLeast: 5, unit: working-day, from: happened }, { id: b, within: 3, unit: working-day, from: happened }], ${NEXT_END}`),
    sound: oneStep(`does: report, limits: [{ id: a, atLeast: 5, unit: working-day, from: happened }, { id: b, within: 8, unit: working-day, from: happened }], ${NEXT_END}`),
  },
  {
    kind: 'later-than-baseline', others: { national: reportWithin15 },
    faulty: twoSteps(working('within: 10', 'known'), working('within: 10', 'one')),
    sound: twoSteps(working('within: 10', 'known'), working('within: 3', 'one')),
  },
  { kind: 'duty-missing', others: { national: tellMust }, faulty: oneStep(`does: collect, ${NEXT_END}`), sound: oneStep(`does: tell, ${NEXT_END}`) },
  {
    kind: 'other-body-duty', others: { national: tellMust },
    faulty: `steps:\n  - { id: one, does: tell, title: One, cite: "1", actor: police, trigger: happened, next: end }\n`,
    sound: `steps:\n  - { id: one, does: tell, title: One, cite: "1", actor: council, trigger: happened, next: end }\n`,
  },
  { kind: 'test-narrower', others: { national: nationalTest('{ any: [died, harmed] }') }, faulty: localTest('died'), sound: localTest('{ any: [harmed, died] }') },
  { kind: 'test-wider', others: { national: nationalTest('{ all: [died, cared-for] }') }, faulty: localTest('died'), sound: localTest('{ all: [cared-for, died] }') },
  { kind: 'no-not-met', faulty: decides('[{ outcome: review, next: two }]'), sound: decides('[{ outcome: review, next: two }, { outcome: no-review, next: end }]') },
  {
    kind: 'limit-missing', about: 'the baseline has one', others: { national: notifyWithin5 },
    faulty: oneStep(`does: notify, ${NEXT_END}`), sound: oneStep(`does: notify, limits: ${working('within: 5', 'known')}, ${NEXT_END}`),
  },
  {
    kind: 'limit-missing', about: 'the baseline has an overall one', others: { national: reportWithin15 },
    faulty: twoSteps(working('within: 5', 'happened'), working('within: 2', 'one')), sound: twoSteps(working('within: 5', 'happened'), working('within: 7', 'happened')),
  },
  {
    kind: 'limit-missing', about: 'two other documents have one',
    others: { x: { body: oneStep(`does: collect, limits: ${working('within: 5', 'happened')}, ${NEXT_END}`) }, y: { body: oneStep(`does: collect, limits: ${working('within: 3', 'happened')}, ${NEXT_END}`) } },
    faulty: oneStep(`does: collect, ${NEXT_END}`), sound: oneStep(`does: collect, limits: ${working('within: 5', 'happened')}, ${NEXT_END}`),
  },
  {
    kind: 'limit-conditional', others: { national: reportWithin15 },
    faulty: decides('[{ outcome: review, next: two }, { outcome: no-review, next: end }]').replace('when: one/review,', `when: one/review, limits: ${working('within: 15', 'known')},`),
    sound: decides('[{ outcome: review, next: two }, { outcome: no-review, next: two }]').replace('when: one/review,', `limits: ${working('within: 15', 'known')},`),
  },
  {
    kind: 'unit-not-stated',
    faulty: oneStep(`does: report, limits: { within: 5, from: happened, doubt: not-stated, readings: [{ id: a, unit: working-day, because: It may }, { id: b, unit: calendar-day, because: It may }] }, ${NEXT_END}`),
    sound: oneStep(`does: report, limits: ${working('within: 5', 'happened')}, ${NEXT_END}`),
  },
  {
    kind: 'start-not-stated',
    faulty: oneStep(`does: report, limits: { within: 5, unit: working-day, doubt: not-stated, readings: [{ id: a, from: happened, because: It may }, { id: b, from: known, because: It may }] }, ${NEXT_END}`),
    sound: oneStep(`does: report, limits: ${working('within: 5', 'happened')}, ${NEXT_END}`),
  },
  { kind: 'actor-not-stated', faulty: oneStep(`does: report, ${NEXT_END}`).replace('actor: council, ', ''), sound: oneStep(`does: report, ${NEXT_END}`) },
  {
    kind: 'before-need', about: 'nothing puts what it needs before it',
    faulty: `steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, produces: notice, next: end }
  - { id: two, does: report, title: Two, cite: "2", actor: council, trigger: happened, needs: notice, next: end }
`,
    sound: `steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, produces: notice, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, needs: notice, next: end }
`,
  },
  {
    kind: 'before-need', about: 'the baseline needs something first, and a path leads past it',
    others: { national: national(`steps:
  - { id: tell, does: tell, title: Tell, cite: "1", actor: council, trigger: known, produces: notice, next: meet }
  - { id: meet, does: meet, title: Meet, cite: "1", actor: council, needs: notice, quorum: { must: council }, next: end }
`) },
    faulty: `steps:
  - { id: call, does: collect, title: Call, cite: "1", actor: council, trigger: happened, next: two }
  - { id: one, does: tell, title: One, cite: "1", actor: council, trigger: happened, when: died, next: two }
  - { id: two, does: meet, title: Two, cite: "2", actor: council, quorum: { must: council }, next: end }
`,
    sound: `steps:
  - { id: call, does: collect, title: Call, cite: "1", actor: council, trigger: happened, next: one }
  - { id: one, does: tell, title: One, cite: "1", actor: council, next: two }
  - { id: two, does: meet, title: Two, cite: "2", actor: council, quorum: { must: council }, next: end }
`,
  },
  {
    kind: 'before-need', about: 'a window opens before what it needs is due',
    faulty: twoSteps(working('within: 5', 'happened'), working('between: [3, 9]', 'happened')), sound: twoSteps(working('within: 5', 'happened'), working('between: [7, 9]', 'happened')),
  },
  {
    kind: 'no-slack', about: 'due on the day on which what comes before may end',
    faulty: twoSteps(working('within: 5', 'happened'), '{ day: 6, unit: working-day, from: happened, dayOne: trigger-day }'),
    sound: twoSteps(working('within: 5', 'happened'), '{ day: 7, unit: working-day, from: happened, dayOne: trigger-day }'),
  },
  {
    kind: 'no-slack', about: 'allowed from the day on which what it needs is due',
    faulty: twoSteps(working('within: 5', 'happened'), working('between: [5, 9]', 'happened')), sound: twoSteps(working('within: 5', 'happened'), working('between: [6, 9]', 'happened')),
  },
  { kind: 'ends-on-day-off', faulty: oneStep(`does: report, limits: { within: 24, unit: hour, from: happened }, ${NEXT_END}`), sound: oneStep(`does: report, limits: ${working('within: 1', 'happened')}, ${NEXT_END}`) },
  {
    kind: 'limit-differs', others: { national: notifyWithin5 },
    faulty: oneStep(`does: notify, limits: ${working('within: 5', 'happened')}, ${NEXT_END}`), sound: oneStep(`does: notify, limits: ${working('within: 5', 'known')}, ${NEXT_END}`),
  },
  { kind: 'tests-differ', faulty: twoTests('died', '{ all: [died, cared-for] }'), sound: twoTests('died', 'cared-for') },
  { kind: 'one-test-two-questions', faulty: twoTests('{ any: [died, harmed] }', '{ any: [harmed, died] }', 'review'), sound: twoTests('died', 'harmed', 'review') },
  {
    kind: 'test-not-listed',
    faulty: `criteria:\n  - { id: test, title: The criteria, for: notify, cite: "1" }\n${oneStep(`does: tell, ${NEXT_END}`)}`,
    sound: localTest('died'),
  },
  {
    kind: 'recommends-then-decides', about: 'a group is said to decide in another place',
    faulty: decides('[{ outcome: review, next: two }, { outcome: no-review, next: end }]').replace('actor: council, trigger: happened, test', 'recommends: group, doubt: conflicting, readings: [{ id: a, actor: chair, because: One, cite: "1" }, { id: b, actor: group, because: Other, cite: "2" }], trigger: happened, test'),
    sound: decides('[{ outcome: review, next: two }, { outcome: no-review, next: end }]').replace('actor: council, trigger: happened, test', 'actor: chair, recommends: group, trigger: happened, test'),
  },
  {
    kind: 'recommends-then-decides', about: 'a group does both, and to whom it recommends is not said',
    faulty: `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: group, trigger: happened, test: judgement, outcomes: [{ outcome: review, next: two }, { outcome: no-review, next: two }] }
  - { id: two, does: recommend-review, title: Two, cite: "2", actor: group, next: end }
`,
    sound: `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: chair, trigger: happened, test: judgement, outcomes: [{ outcome: review, next: two }, { outcome: no-review, next: two }] }
  - { id: two, does: recommend-review, title: Two, cite: "2", actor: group, next: end }
`,
  },
  {
    kind: 'two-readings',
    faulty: oneStep(`does: report, doubt: ambiguous, readings: [{ id: a, tells: police, because: It may }, { id: b, tells: [police, group], because: It may }], ${NEXT_END}`),
    sound: oneStep(`does: report, tells: police, ${NEXT_END}`),
  },
  { kind: 'quorum-undefined', about: 'no quorum', faulty: oneStep(`does: meet, ${NEXT_END}`), sound: oneStep(`does: meet, quorum: { must: council }, ${NEXT_END}`) },
  {
    kind: 'quorum-undefined', about: 'a chair in doubt',
    faulty: oneStep(`does: meet, quorum: { must: council, doubt: not-stated, readings: [{ id: a, chair: chair, because: It may }, { id: b, chair: deputy, because: It may }] }, ${NEXT_END}`),
    sound: oneStep(`does: meet, quorum: { must: council, chair: chair }, ${NEXT_END}`),
  },
  { kind: 'members-differ', faulty: words('  - { id: partners, called: Partners, members: [council, police], cite: "1" }\n'), sound: words('  - { id: partners, called: Partners, members: [police, council, health-trust], cite: "1" }\n') },
  { kind: 'outcome-without-path', faulty: decides('[{ outcome: review, next: two }, { outcome: no-review }]'), sound: decides('[{ outcome: review, next: two }, { outcome: no-review, next: end }]') },
  { kind: 'path-without-outcome', about: 'a route that leads nowhere', faulty: oneStep('does: collect'), sound: oneStep(`does: collect, ${NEXT_END}`) },
  ...(['path-without-outcome'] as const).map((kind): Pair => {
    const document = (second: string) => `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: council, trigger: happened, test: judgement, outcomes: [{ outcome: review, next: [three, four] }, { outcome: no-review, next: two }] }
  - { id: two, does: decide-review, title: Two, cite: "2", actor: council, test: judgement, outcomes: [{ outcome: lesson, next: three }, { outcome: no-review, next: four }] }
  - { id: three, does: collect, title: Three, cite: "3", actor: council, when: { any: [one/review, two/lesson] }, next: end }
  - { id: four, does: report, title: Four, cite: "4", actor: council, when: ${second}, next: end }
`;
    return { kind, about: 'paths between which no outcome chooses', faulty: document('{ any: [one/review, two/no-review] }'), sound: document('two/no-review') };
  }),
  { kind: 'step-missing', others: { x: collects, y: collects, z: collects }, faulty: oneStep(`does: report, ${NEXT_END}`), sound: oneStep(`does: collect, ${NEXT_END}`) },
  {
    kind: 'checked-then-changed',
    faulty: `steps:
  - { id: one, does: check-report, title: One, cite: "1", actor: council, trigger: happened, needs: report, next: two }
  - { id: two, does: collect, title: Two, cite: "2", actor: council, produces: report, next: end }
`,
    sound: `steps:
  - { id: two, does: collect, title: Two, cite: "2", actor: council, trigger: happened, produces: report, next: one }
  - { id: one, does: check-report, title: One, cite: "1", actor: council, needs: report, next: end }
`,
  },
  { kind: 'one-word-two-things', faulty: words('  - { id: council, called: the body, cite: "1" }\n  - { id: police, called: The body, cite: "2" }\n'), sound: words('  - { id: council, called: the body, cite: "1" }\n  - { id: police, called: the force, cite: "2" }\n') },
  { kind: 'two-words-one-thing', about: 'several names', faulty: words('  - { id: council, called: [Town council, Town hall], cite: "1" }\n'), sound: words('  - { id: council, called: [Town council, Council, TC], cite: "1" }\n') },
  {
    kind: 'two-words-one-thing', about: 'an old name beside the new', faulty: words('  - { id: health-trust, called: Trust, cite: "1" }\n  - { id: health-board, called: Board, cite: "1" }\n'),
    sound: words('  - { id: health-board, called: Board, cite: "1" }\n'),
  },
  { kind: 'superseded-guidance', faulty: head({ follows: '[{ guidance: rules-2018, cite: "1" }]' }), sound: head({ follows: '[{ guidance: rules-2023, cite: "1" }]' }) },
  { kind: 'superseded-body', faulty: words('  - { id: health-trust, called: Trust, cite: "1" }\n'), sound: words('  - { id: health-board, called: Board, cite: "1" }\n') },
  { kind: 'superseded-word', faulty: words('  - { id: old-report, called: Old report, cite: "1" }\n'), sound: words('  - { id: report, called: Report, cite: "1" }\n') },
  { kind: 'review-date-passed', faulty: source('dated: 2020-01, reviewBy: 2026-05'), sound: source('dated: 2020-01, reviewBy: 2026-06') },
  { kind: 'missing-appendix', faulty: source('dated: 2020-01, missing: Appendix A'), sound: source('dated: 2020-01') },
  { kind: 'document-undated', faulty: source('dated: not-stated'), sound: source('dated: 2020-01') },
  { kind: 'area-not-stated', faulty: head({ area: '' }), sound: head({}) },
  { kind: 'abbreviation-unexplained', faulty: words('  - { id: council, called: TCX, cite: "1" }\n'), sound: words('  - { id: council, called: [Town Council Executive, TCE], cite: "1" }\n') },
];

const given = (one: Given | string): Given => (typeof one === 'string' ? { body: one } : one);
const kindsIn = (one: Given | string, others: Record<string, Given>): FindingKind[] =>
  findingsOf(setOf({ ...others, p: given(one) }), 'p', { asAt: '2026-06-01' }).map(({ kind }) => kind);

describe('each kind of fault', () => {
  it.each(PAIRS)('$kind is found where it is ($about)', ({ kind, faulty, others = {} }) => {
    expect(kindsIn(faulty, others)).toContain(kind);
  });

  it.each(PAIRS)('$kind is not found where it is not ($about)', ({ kind, sound, others = {} }) => {
    expect(kindsIn(sound, others)).not.toContain(kind);
  });

  it('has a mutant', () => {
    expect(new Set(PAIRS.map(({ kind }) => kind))).toEqual(new Set(Object.keys(KINDS)));
  });
});

it('of a step that answers two duties of one body, done or decided on by another, each is found once, with both duties', () => {
  const duties = national(`steps:
  - { id: notify, does: notify, title: Notify the Panel, cite: "1", actor: council, modality: must, trigger: known, next: tell }
  - { id: tell, does: tell, title: Tell the inspectorate, cite: "1", actor: council, modality: must, next: end }
`);
  const local = `steps:
  - { id: one, does: decide-review, title: One, cite: "1", actor: police, trigger: happened, outcomes: [{ outcome: review, next: two }, { outcome: no-review, next: end }] }
  - { id: two, does: [notify, tell], title: Two, cite: "2", actor: police, when: one/review, next: end }
`;
  const found = findingsOf(setOf({ national: duties, p: given(local) }), 'p', { asAt: '2026-06-01' });
  const others = found.filter(({ kind }) => kind === 'other-body-duty');
  expect(others.map(({ id }) => id).sort()).toEqual(['p-other-body-duty-one-decides', 'p-other-body-duty-two']);
  for (const one of others) expect(JSON.stringify(one)).toContain('notify the Panel and tell the inspectorate');
  expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
});
