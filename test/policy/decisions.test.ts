import { describe, expect, it } from 'vitest';
import { leftOutBranch, outcomeTitle, possibleOutcomes } from '../../src/policy/decisions.ts';
import type { Outcome } from '../../src/policy/model.ts';

const decision = (...names: string[]) => ({ outcomes: names.map((outcome): Outcome => ({ outcome, title: null, cite: [], tells: [], next: null, backTo: null, doubt: null })) });
const terms = { outcomes: { 'not-met': { id: 'not-met', title: 'Criteria not met', meaning: null } } };

describe('the branch that a decision leaves out', () => {
  it.each([
    [['met'], 'not-met'],
    [['met', 'deferred'], 'not-met'],
    [['rapid-review'], 'not-met'],
    [['not-met'], 'met'],
    [['met', 'not-met'], null],
    [['practice-review', 'no-practice-review'], null],
    [[], null],
  ])('of %j is %s', (listed, leftOut) => {
    expect(leftOutBranch(decision(...listed))).toBe(leftOut);
    expect(possibleOutcomes(decision(...listed))).toEqual(leftOut === null ? listed : [...listed, leftOut]);
  });

  it('is named as the vocabulary has it, or "Otherwise" beside what is no outcome of a test', () => {
    expect(outcomeTitle(decision('met'), 'not-met', terms)).toBe('Criteria not met');
    expect(outcomeTitle(decision('not-met'), 'met', terms)).toBe('Met');
    expect(outcomeTitle(decision('rapid-review'), 'not-met', terms)).toBe('Otherwise');
  });

  it('has no title of its own, and a listed outcome keeps its own', () => {
    const yes = { outcomes: [{ ...decision('met').outcomes[0]!, title: 'Yes' }] };
    expect([outcomeTitle(yes, 'met', terms), outcomeTitle(yes, 'not-met', terms)]).toEqual(['Yes', 'Criteria not met']);
    expect(outcomeTitle(decision('deferred', 'met'), 'deferred', terms)).toBe('deferred');
  });
});
