/** Examples and findings keep to the order in which things can happen. */
import { describe, expect, it } from 'vitest';
import { ancestorsOf } from '../../src/engine/conditions.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { setOf } from './small-sets.ts';

const AS_AT = '2026-06-01';
const foundIn = (body: string, kind: string) => findingsOf(setOf({ small: { body } }), null, { asAt: AS_AT }).filter((one) => one.kind === kind);
const step = (id: string, rest: string) => `  - { id: ${id}, title: ${id}, cite: "1", actor: council, ${rest} }\n`;
const within = (days: number, from: string) => `limits: { asWritten: in time, within: ${days}, unit: working-day, from: ${from} }`;
const exactly = (days: number, from: string) => `limits: { asWritten: to the day, exactly: ${days}, unit: working-day, from: ${from} }`;

describe('the example of a start that is in doubt', () => {
  // Deciding is due 3 working days after it happened on Monday 5 January: on Thursday 8. Two working days on is Monday 12.
  const settle = (other: string) => `limits: { asWritten: within a further two, within: 2, unit: working-day, doubt: not-stated, readings: [{ id: x, from: decide, because: X }, { id: y, from: ${other}, because: Y }] }`;
  const decide = (next: string) => step('decide', `does: decide-review, trigger: happened, ${within(3, 'happened')}, outcomes: [{ outcome: review, next: ${next} }, { outcome: no-review, next: ${next} }]`);

  it('puts a step after the decision that it follows', () => {
    const [finding] = foundIn(`steps:\n${decide('[report, disagree]')}${step('report', 'does: report, next: end')}${step('disagree', 'does: tell, when: died, next: end')}${step('settle', `does: meet, when: died, ${settle('disagree')}`)}`, 'start-not-stated');
    expect(finding?.example.case?.on).toEqual({ decide: '2026-01-08', disagree: '2026-01-12' });
  });

  it('puts an event that no step brings about after what is over when it happens', () => {
    const [finding] = foundIn(`steps:\n${decide('report')}${step('report', 'does: report, marks: known, next: end')}${step('settle', `does: meet, when: died, ${settle('received')}`)}`, 'start-not-stated');
    expect(finding?.example.case?.on).toEqual({ decide: '2026-01-08', received: '2026-01-12' });
  });

  it('puts no event after what it sets off', () => {
    const [finding] = foundIn(`steps:\n${step('call', `does: tell, trigger: received, next: form`)}${step('form', 'does: collect, marks: known, limits: { asWritten: within one, within: 1, unit: working-day, doubt: ambiguous, readings: [{ id: x, from: received, because: X }, { id: y, from: call, because: Y }] }')}`, 'start-not-stated');
    const { received, call } = finding!.example.case!.on;
    expect(received! < call!).toBe(true);
  });
});

describe('a step counted from an event that no step brings about', () => {
  const two = (limits: string) => `steps:\n${step('one', `does: collect, trigger: happened, ${exactly(5, 'happened')}, next: two`)}${step('two', `does: report, ${limits}, next: end`)}`;

  it('has a day, since the event can happen later than the first of all', () => {
    expect(foundIn(two(within(2, 'received')), 'window-no-date-meets')).toEqual([]);
  });

  it('has none where no later day of the event leaves one', () => {
    const both = `limits: [{ id: a, asWritten: in time, within: 2, unit: working-day, from: happened }, { id: b, asWritten: later, atLeast: 1, unit: working-day, from: received }]`;
    expect(foundIn(two(both), 'window-no-date-meets')).toHaveLength(1);
    expect(foundIn(two(within(2, 'happened')), 'window-no-date-meets')).toHaveLength(1);
  });

  it('is not late by what is over when the event happens', () => {
    const marked = `steps:\n${step('one', `does: collect, trigger: happened, marks: known, ${within(5, 'happened')}, next: two`)}${step('two', `does: report, ${within(2, 'received')}, next: end`)}`;
    expect(foundIn(marked, 'negative-slack')).toEqual([]);
  });
});

describe('every example of the published documents', () => {
  const { set } = loadPolicySet('policies');
  it.each(set!.policies.map((policy) => [policy.id, policy] as const))('of %s has no step before one that the path puts before it', (id, policy) => {
    const nodeOf = (node: string) => policy.steps.find((one) => one.id === node || one.marks.includes(node))?.id ?? node;
    const wrong = findingsOf(set!, id, { asAt: AS_AT }).filter((one) => one.example.case?.policy === id && one.kind !== 'before-need').flatMap((one) => {
      const days = Object.entries(one.example.case!.on);
      return days.flatMap(([later, day]) => days.filter(([earlier, before]) => before > day && nodeOf(earlier) !== nodeOf(later) && ancestorsOf(policy, nodeOf(later)).includes(nodeOf(earlier)))
        .map(([earlier]) => `${one.id}: ${later} on ${day} before ${earlier}`));
    });
    expect(wrong).toEqual([]);
  });
});
