import { describe, expect, it } from 'vitest';
import { timetable } from '../../src/engine/schedule.ts';
import {
  caseText, checkedNote, checkedText, conditionPhrase, eachText, leafText, nationalPolicy, openConditionText, periodText, readingsText, startClause, unreadGuidance,
  unreadNote,
} from '../../src/engine/words.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Guidance, Start } from '../../src/policy/model.ts';
import { setOf } from './sets.ts';

describe('a condition that is still open', () => {
  const onlyIf = (first: string, second: string): string => {
    const set = setOf(`criteria:
  - { id: t, title: T, cite: "1", doubt: ambiguous, readings: [{ id: one, when: ${first}, because: So it says. }, { id: other, when: ${second}, because: Or so }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, when: t }
`);
    return openConditionText(timetable(set, 'p', { on: {} }).steps[0]!.onlyIf!, { policy: set.policies[0]!, vocabulary: set.vocabulary });
  };

  const [a, b, c] = ['A', 'B', 'C'].map((fact) => `the answer to “${fact}?” is yes`);

  it('tells what each reading asks, after its reason, and no more of what both ask', () => {
    expect(onlyIf('b', 'c')).toBe(`by one reading (So it says), ${b}, or by another reading (Or so), ${c}`);
    expect(onlyIf('{ all: [a, b] }', '{ all: [a, c] }')).toBe(`${a} and, by one reading (So it says), ${b}, or by another reading (Or so), ${c}`);
    expect(onlyIf('b', '{ all: [a, c] }')).toBe(`by one reading (So it says), ${b}, or by another reading (Or so), ${a} and ${c}`);
  });

  it('names each reading once, and the one that asks for more than the other by what it asks', () => {
    const [any, all] = ['{ any: [a, b] }', '{ all: [a, b] }'];
    expect(onlyIf(any, all)).toBe(`by one reading (So it says), ${a} or ${b}, or by another reading (Or so), ${a} and ${b}`);
  });

  it('is a plain condition where one reading asks no more than the other', () => {
    // With a and b it holds either way; with a alone only by the first.
    expect(onlyIf('a', '{ all: [a, b] }')).toBe(`${a} and (it is read so: So it says or ${b})`);
  });
});

describe('a fact that has a question and no title', () => {
  const { policies: [policy], vocabulary } = setOf('steps:\n  - { id: s, does: work, title: S, trigger: start }\n');
  const speech = { policy: policy!, vocabulary };

  it('is told by the answer to it', () => {
    expect(conditionPhrase({ any: [{ fact: 'a' }, { not: { fact: 'b' } }] }, speech)).toBe('the answer to “A?” is yes or the answer to “B?” is no');
    expect(caseText({ a: 'yes', b: 'no' }, vocabulary)).toBe('The answer to “A?” is yes; the answer to “B?” is no');
    expect(openConditionText({ not: 'a' }, speech)).toBe('the answer to “A?” is no');
    expect(leafText({ fact: 'a' }, speech)).toBe('The answer to “A?” is yes');
  });

  it('is told by its title where it has one', () => {
    const titled = { ...vocabulary, facts: { ...vocabulary.facts, a: { ...vocabulary.facts['a']!, title: 'The child died' } } };
    expect(conditionPhrase({ not: { fact: 'a' } }, { ...speech, vocabulary: titled })).toBe('the child did not die');
  });
});

it.each([
  ['Return', 'once for each return'], ['Each agency’s form', 'once for each agency’s form'], ['Every meeting', 'once for every meeting'],
  ['At every stage of the 15 days', 'at every stage of the 15 days'],
])('a step done for "%s" is done %s', (each, text) => {
  expect(eachText(each)).toBe(text);
});

describe('guidance that has come into force and was not read', () => {
  const set = loadPolicySet('policies').set!;
  const national = nationalPolicy(set)!;
  const guidance = (changes: Partial<Guidance>) =>
    ({ guidance: { ...set.vocabulary.guidance, 'working-together-2026': { ...set.vocabulary.guidance['working-together-2026']!, ...changes } } });

  it('is named with its day, and that it is to be checked first', () => {
    expect(unreadNote(national, set.vocabulary)).toBe('Working Together 2026 came into force on 18 March 2026 and has not been read here: check it first.');
    expect(unreadNote(national, guidance({ shortTitle: null, inForce: { from: '2026-04-01', to: null } })))
      .toBe('Working Together to Safeguard Children 2026 came into force on 1 April 2026 and has not been read here: check it first.');
  });

  it('is named no longer once it was read, or replaced, or where the document does not follow it', () => {
    expect(unreadNote(national, guidance({ unverified: null }))).toBeNull();
    expect(unreadNote(national, guidance({ succeededBy: 'working-together-2023' }))).toBeNull();
    expect(unreadNote({ follows: [] }, set.vocabulary)).toBeNull();
  });

  it('is listed in the order in which the document follows it, with what is in force from no known day', () => {
    expect(unreadGuidance(national, set.vocabulary).map(({ id }) => id)).toEqual(['working-together-2026', 'panel-guidance-2025']);
  });
});

describe('whether partnerships have checked their encoding', () => {
  const { policies } = loadPolicySet('policies').set!;
  const checkedBy = (...ids: string[]) => policies.map((policy) =>
    ({ ...policy, source: { ...policy.source, checkedBy: ids.includes(policy.id) ? { who: 'The manager of the team', dated: '2026-12-03' } : null } }));

  it('is said of all of them, and follows from the files', () => {
    expect(checkedNote(checkedBy())).toBe('No partnership has yet checked how its document is encoded here.');
    expect(checkedNote(checkedBy('wst'))).toBe('Of the partnerships, only WST has checked how its document is encoded here.');
    expect(checkedNote(checkedBy('kscp', 'wst'))).toBe('Of the partnerships, only KSCP and WST have checked how their documents are encoded here.');
    // The baseline is nobody's to check but the reader's.
    expect(checkedNote(checkedBy(...policies.filter(({ kind }) => kind !== 'statutory-guidance').map(({ id }) => id)))).toBe('Each partnership has checked how its document is encoded here.');
  });

  it('is said of each, with who and when', () => {
    const [unchecked, checked] = [checkedBy(), checkedBy('wst')].map((set) => set.find(({ id }) => id === 'wst')!);
    expect(checkedText(unchecked!)).toBe('The partnership has not checked this encoding.');
    expect(checkedText(checked!)).toBe('The partnership has checked this encoding: the manager of the team, 3 December 2026.');
  });
});

describe('what a count runs from', () => {
  const rules = loadPolicySet('policies').set!;
  const speech = { policy: rules.policies.find(({ id }) => id === 'wst')!, vocabulary: rules.vocabulary };
  const [send, back] = [{ step: 'send-scoping' }, { step: 'return-scoping' }];
  const referral = { event: 'referral-received' };

  it('is a clause where a clause is wanted', () => {
    expect(startClause(referral, speech)).toBe('the referral was received');
    expect(startClause(send, speech)).toBe('“Send the scoping template” is done');
    expect(startClause({ first: [send, back] }, speech)).toBe('the earlier of “Send the scoping template” and “Return the scoping template” is done');
    expect(startClause({ last: [referral, send] }, speech)).toBe('the later of these happens: the referral was received and “Send the scoping template” is done');
  });

  it('has its “after” for itself where a step stands beside an event', () => {
    const within = (from: Start): Parameters<typeof readingsText>[0][number] => ({ amount: { kind: 'span', written: 'within', way: 'after', min: null, max: 5, approximate: false }, unit: 'working-day', from });
    expect(readingsText([within(referral), within(send)], speech)).toBe('within 5 working days after the referral was received or after the step “Send the scoping template”');
    expect(readingsText([within(send), within(back)], speech)).toBe('within 5 working days after the step “Send the scoping template” or the step “Return the scoping template”');
  });
});

describe('the time in which a rule holds', () => {
  it('has its first and its last day, or the one that is known', () => {
    expect(periodText({ from: '2018-06-29', to: '2026-03-17' })).toBe('from 29 June 2018 to 17 March 2026');
    expect(periodText({ from: '2026-03-18', to: null })).toBe('since 18 March 2026');
    expect(periodText({ from: null, to: '2023-12-14' })).toBe('until 14 December 2023');
  });
});
