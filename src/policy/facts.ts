import type { Fact, Id, Tree } from './model.ts';

/**
 * What someone says of a fact that has a question and no title of its own, as part of a sentence; null where it has one,
 * which is then the sentence.
 *
 * @example answerToQuestion(vocabulary.facts['anyone-hurt'], 'no') // 'the answer to “Was anyone hurt?” is no'
 */
export function answerToQuestion(fact: Fact | undefined, answer: 'yes' | 'no'): string | null {
  return fact === undefined || fact.title !== fact.ask ? null : `the answer to “${fact.ask}” is ${answer}`;
}

/**
 * The facts that a condition asks itself, each once; what it asks by the name of a test is that test's.
 *
 * @example factsIn({ all: [{ fact: 'child-died' }, { not: { fact: 'harm-in-area' } }] }) // ['child-died', 'harm-in-area']
 */
export function factsIn(tree: Tree | null): Id[] {
  if (tree === null) return [];
  if ('fact' in tree) return [tree.fact];
  if ('not' in tree) return factsIn(tree.not);
  if ('all' in tree || 'any' in tree) return [...new Set(('all' in tree ? tree.all : tree.any).flatMap(factsIn))];
  return [];
}
