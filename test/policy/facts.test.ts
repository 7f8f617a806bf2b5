import { describe, expect, it } from 'vitest';
import type { Tree } from '../../src/policy/model.ts';
import { answerToQuestion, factsIn } from '../../src/policy/facts.ts';

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
