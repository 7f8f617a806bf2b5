import type { Criterion, Fact, Id, Tree } from './model.ts';

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

/**
 * The facts that a condition asks, with those of the tests that it names, each once. What a test asks that is named and
 * not listed nobody knows: see `isListed`.
 *
 * @example factsAskedBy({ any: [{ criterion: 'harm' }, { fact: 'child-died' }] }, policy.criteria)
 */
export function factsAskedBy(tree: Tree | null, criteria: readonly Criterion[]): Id[] {
  return [...new Set([...factsIn(tree), ...testsIn(tree).flatMap((test) => factsAskedBy(criteria.find(({ id }) => id === test)?.when ?? null, criteria))])];
}

/** Whether a test and every test that it names say what is in them. */
export function isListed(tree: Tree | null, criteria: readonly Criterion[]): boolean {
  return tree !== null && testsIn(tree).every((test) => isListed(criteria.find(({ id }) => id === test)?.when ?? null, criteria));
}

function testsIn(tree: Tree | null): Id[] {
  if (tree === null) return [];
  if ('not' in tree) return testsIn(tree.not);
  if ('all' in tree || 'any' in tree) return ('all' in tree ? tree.all : tree.any).flatMap(testsIn);
  return 'criterion' in tree ? [tree.criterion] : [];
}
