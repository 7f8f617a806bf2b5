import { describe, expect, it } from 'vitest';
import type { Criterion, Tree } from '../../src/policy/model.ts';
import { answerToQuestion, factsAskedBy, factsIn, isListed } from '../../src/policy/facts.ts';

describe('the facts that a condition asks', () => {
  it.each<[string, Tree | null, string[]]>([
    ['one', { fact: 'a' }, ['a']],
    ['each once, in their order, however deep', { any: [{ fact: 'b' }, { all: [{ not: { fact: 'a' } }, { fact: 'b' }] }] }, ['b', 'a']],
    ['none where it names a test, whose facts are that test’s', { all: [{ criterion: 'c' }, { fact: 'a' }] }, ['a']],
    ['none where there is no condition', null, []],
  ])('%s', (_, tree, facts) => {
    expect(factsIn(tree)).toEqual(facts);
  });
});

describe('what a test asks through the tests that it names', () => {
  const test = (id: string, when: Tree | null) => ({ id, when }) as Criterion;
  const criteria = [test('harm', { all: [{ fact: 'harmed' }, { criterion: 'abuse' }] }), test('abuse', { fact: 'abused' }), test('named-only', null)];

  it('is asked by it too, each fact once', () => {
    expect(factsAskedBy({ any: [{ criterion: 'harm' }, { not: { criterion: 'abuse' } }, { fact: 'died' }] }, criteria)).toEqual(['died', 'harmed', 'abused']);
  });

  it('is known only where each of them lists what is in it', () => {
    expect(isListed({ criterion: 'harm' }, criteria)).toBe(true);
    expect(isListed({ any: [{ criterion: 'harm' }, { criterion: 'named-only' }] }, criteria)).toBe(false);
    expect(isListed(null, criteria)).toBe(false);
  });
});

describe('what is said of a fact', () => {
  const fact = { id: 'hurt', title: 'Was anyone hurt?', ask: 'Was anyone hurt?', meaning: null, judgement: false, near: [], about: null, happened: null } as unknown as Parameters<typeof answerToQuestion>[0];

  it('that has nothing but its question is the answer to that', () => {
    expect(answerToQuestion(fact, 'no')).toBe('the answer to “Was anyone hurt?” is no');
  });

  it('that has a title of its own is left to the title', () => {
    expect(answerToQuestion({ ...fact!, title: 'Someone was hurt' }, 'yes')).toBeNull();
    expect(answerToQuestion(undefined, 'yes')).toBeNull();
  });
});
