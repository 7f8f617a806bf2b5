/** No doubt of a document is lost on the way to its findings, and none is laid on a limit that it does not move. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import type { Finding, FindingKind } from '../../src/findings/finding.ts';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { setOf } from './small-sets.ts';

const DOUBT_KINDS: FindingKind[] = ['two-readings', 'recommends-then-decides', 'quorum-undefined', 'unit-not-stated', 'start-not-stated'];

const findingsIn = (body: string): Finding[] => findingsOf(setOf({ p: { body } }), 'p', { asAt: '2026-06-01' });

const CLOCK_IN_DOUBT = `clocks:
  - id: days
    asWritten: The day it happened is Day 0
    cite: "1"
    from: happened
    dayOne: day-after
    doubt: ambiguous
    readings:
      - { id: working, unit: working-day, because: Elsewhere they are working days. }
      - { id: calendar, unit: calendar-day, because: It says days. }
`;

it('counts among the limits of a clock in doubt only those that leave to it what is in doubt', () => {
  const [found] = findingsIn(`${CLOCK_IN_DOUBT}steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, limits: { asWritten: Day 1, days: { to: 1 }, clock: days }, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: { asWritten: working days 9 to 11, days: [9, 11], unit: working-day, clock: days }, next: end }
`).filter(({ kind }) => kind === 'unit-not-stated');
  expect(found!.statement).toBe('“The day it happened is Day 0” does not say whether its days are working days or calendar days.');
  // Day 1 after Friday 2 January 2026: Monday 5 January in working days, Saturday 3 January in calendar days.
  expect(found!.example.text).toContain('“One”, “Day 1”, is due by');
});

describe('a doubt is told by one finding at the least', () => {
  const decision = (more: string) => `steps:
  - id: one
    does: decide-review
    title: One
    cite: "1"
    trigger: happened
    test: judgement
    ${more}
    outcomes: [{ outcome: review, next: end }, { outcome: no-review, next: end }]
`;
  const inDoubt = (first: string, second: string) => `doubt: ambiguous
    readings: [{ id: a, ${first}, because: So it says }, { id: b, ${second}, because: So it says elsewhere }]`;
  const timed = (keys: string) => `steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, next: end, limits: ${keys} }
`;
  const readings = (first: string, second: string) => `doubt: ambiguous, readings: [{ id: a, ${first}, because: So it says }, { id: b, ${second}, because: Or so }]`;
  const clocks = `clocks:
  - { id: from-knowing, from: known, unit: working-day, cite: "1" }
  - { id: from-receipt, from: received, unit: working-day, cite: "2" }
`;
  const told = (body: string, address: string) => findingsIn(body).filter(({ rules, kind }) => rules.includes(address) && DOUBT_KINDS.includes(kind)).map(({ kind }) => kind);

  it.each([
    ['who decides, where another group recommends', decision(`recommends: group\n    ${inDoubt('actor: council', 'actor: partners')}`), 'one', ['two-readings']],
    ['who decides, where one of them recommends', decision(`recommends: group\n    ${inDoubt('actor: council', 'actor: group')}`), 'one', ['recommends-then-decides']],
    ['who decides another thing, where one of them recommends', decision(`recommends: group\n    ${inDoubt('actor: council', 'actor: group')}`).replace('decide-review', 'notify'), 'one', ['two-readings']],
    ['whose word is final', decision(`actor: partners\n    ${inDoubt('finalSay: council', 'finalSay: police')}`), 'one', ['two-readings']],
    ['who recommends', decision(`actor: council\n    ${inDoubt('recommends: group', 'recommends: police')}`), 'one', ['two-readings']],
    ['who must be there', decision(`actor: council\n    quorum: { must: council, doubt: ambiguous, readings: [{ id: a, must: [council], because: one }, { id: b, must: [council, police], because: two }] }`), 'one/quorum', ['two-readings']],
    ['whether there must be a chair', decision(`actor: council\n    quorum: { must: council, doubt: ambiguous, readings: [{ id: a, chair: chair, because: one }, { id: b, may: [police], because: two }] }`), 'one/quorum', ['two-readings']],
    ['who chairs', decision(`actor: council\n    quorum: { must: council, doubt: ambiguous, readings: [{ id: a, chair: chair, because: one }, { id: b, chair: deputy, because: two }] }`), 'one/quorum', ['quorum-undefined']],
    ['by which clock', clocks + timed(`{ within: 5, ${readings('clock: from-knowing', 'clock: from-receipt')} }`), 'one/limit', ['two-readings']],
    ['whether the first day counts', timed(`{ within: 5, unit: working-day, from: happened, ${readings('dayOne: trigger-day', 'dayOne: day-after')} }`), 'one/limit', ['two-readings']],
    ['a unit that one reading alone gives', timed(`{ within: 5, unit: working-day, from: happened, ${readings('unit: calendar-day', 'modality: may')} }`), 'one/limit', ['two-readings']],
    ['the days of a limit that only a reading of the step has', decision(`actor: council\n    ${inDoubt(`limits: { within: 5, from: happened, ${readings('unit: working-day', 'unit: calendar-day')} }`, 'modality: may')}`), 'one/limit', ['unit-not-stated']],
  ])('%s', (_, body, address, kinds) => {
    expect(told(body, address)).toEqual(kinds);
  });

  it('by what moves a date first', () => {
    // Five days after Monday 5 January 2026: Saturday 10 in calendar days, Monday 12 in working days.
    const [found] = findingsIn(timed(`{ within: 5, unit: working-day, from: happened, ${readings('unit: calendar-day', 'modality: may')} }`)).filter(({ kind }) => kind === 'two-readings');
    expect([found!.weight, found!.ask]).toEqual(['late-or-unnotified', 'The time for “One”: are the days working days or calendar days?']);
    expect(found!.example.text).toBe('It happened on Monday 5 January 2026. “One”: by reading 1 it is due by Saturday 10 January 2026 and by reading 2 it is due by Monday 12 January 2026.');
  });

  it('with a question that its author can be asked', () => {
    const asks = (body: string) => findingsIn(body).filter(({ kind }) => kind === 'two-readings').map(({ ask }) => ask);
    expect(asks(decision(`actor: council\n    ${inDoubt('when: died', 'when: harmed')}`))).toEqual(['“One”: in which cases does it apply?']);
    expect(asks(decision(inDoubt('actor: council', 'actor: partners')))).toEqual(['“One”: who does it?']);
    expect(asks(timed(`{ unit: working-day, from: happened, ${readings('within: 5', 'none: true')} }`))).toEqual(['The time for “One”: is it a limit?']);
    expect(asks(timed(`{ unit: working-day, from: happened, ${readings('within: 5', 'within: 10')} }`))).toEqual(['The time for “One”: how long is it?']);
    expect(asks(decision(`actor: council\n    ${inDoubt('each: Return', 'modality: may')}`))).toEqual(['“One”: is it a duty or a choice?']);
  });

  it('with the days by each clock, where it is the clock that is in doubt', () => {
    const found = findingsIn(clocks + timed(`{ within: 5, ${readings('clock: from-knowing', 'clock: from-receipt')} }`)).find(({ kind }) => kind === 'two-readings')!;
    expect(found.weight).toBe('late-or-unnotified');
    expect(found.statement).toContain('from which event it is counted');
    // Five working days after Monday 5 January 2026, and after Wednesday 7 January.
    expect(found.example.text).toBe('It became known on Monday 5 January 2026. It was received on Wednesday 7 January 2026. “One”: by reading 1 it is due by Monday 12 January 2026 and by reading 2 it is due by Wednesday 14 January 2026.');
  });
});

it.each(['policies', 'test/fixtures/sixth'])('each doubt of the documents in %s that has two readings left is told', (directory) => {
  const { set } = loadPolicySet(directory);
  for (const policy of set!.policies) {
    const told = new Set(findingsOf(set!, policy.id, { asAt: '2026-06-01' }).filter(({ kind }) => DOUBT_KINDS.includes(kind)).flatMap(({ rules }) => rules));
    const open = doubtsOf(policy).filter(({ readings }) => readings.filter(({ refutedBy }) => refutedBy === null).length > 1);
    expect(open.map(({ address }) => address).filter((address) => !told.has(address)), policy.id).toEqual([]);
  }
});

it('a reading that the document rules out answers nothing that its other readings leave open', () => {
  const refuted = (keys: string, other: string) => `doubt: ambiguous, readings: [{ id: a, ${keys}, because: So it seems, refutedBy: The order of the document }, { id: b, ${other}, because: Or so }]`;
  const kindsIn = (body: string) => findingsIn(body).map(({ kind, rules }) => `${kind} ${rules[0]}`);
  const step = (keys: string) => `steps:\n  - { id: one, does: collect, title: One, cite: "1", trigger: happened, ${keys} }\n  - { id: two, does: report, title: Two, cite: "2", actor: council, trigger: known, next: end }\n`;
  expect(kindsIn(step(`next: end, ${refuted('actor: council', 'modality: may')}`))).toContain('actor-not-stated one');
  expect(kindsIn(step(`actor: council, ${refuted('next: two', 'modality: may')}`))).toContain('path-without-outcome one');
  expect(kindsIn(step(`actor: council, test: judgement, outcomes: [{ outcome: met, next: two }, { outcome: not-met, ${refuted('next: two', 'title: No')} }]`))).toContain('outcome-without-path one/not-met');
});
