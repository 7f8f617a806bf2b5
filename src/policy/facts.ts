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

/** What stands at the ends of a condition. */
export type Leaf = Extract<Tree, { fact: Id } | { criterion: Id } | { step: Id }>;

/**
 * The ends of a condition, in their order, each as often as it stands there; none where there is no condition.
 *
 * @example leavesOf({ all: [{ fact: 'child-died' }, { not: { criterion: 'harm' } }] }) // [{ fact: 'child-died' }, { criterion: 'harm' }]
 */
export function leavesOf(tree: Tree | null): Leaf[] {
  if (tree === null) return [];
  if ('not' in tree) return leavesOf(tree.not);
  if ('all' in tree || 'any' in tree) return ('all' in tree ? tree.all : tree.any).flatMap(leavesOf);
  return [tree];
}

/**
 * The facts that a condition asks itself, each once; what it asks by the name of a test is that test's.
 *
 * @example factsIn({ all: [{ fact: 'child-died' }, { not: { fact: 'harm-in-area' } }] }) // ['child-died', 'harm-in-area']
 */
export function factsIn(tree: Tree | null): Id[] {
  return [...new Set(leavesOf(tree).flatMap((leaf) => ('fact' in leaf ? leaf.fact : [])))];
}

/** The tests that a condition names, each once. */
export function criteriaIn(tree: Tree | null): Id[] {
  return [...new Set(leavesOf(tree).flatMap((leaf) => ('criterion' in leaf ? leaf.criterion : [])))];
}

/**
 * The facts that a condition asks, with those of the tests that it names, each once. What a test asks that is named and
 * not listed nobody knows: see `isListed`.
 *
 * @example factsAskedBy({ any: [{ criterion: 'harm' }, { fact: 'child-died' }] }, policy.criteria)
 */
export function factsAskedBy(tree: Tree | null, criteria: readonly Criterion[]): Id[] {
  return [...new Set([...factsIn(tree), ...criteriaIn(tree).flatMap((test) => factsAskedBy(conditionOf(test, criteria), criteria))])];
}

/** Whether a test and every test that it names say what is in them. */
export function isListed(tree: Tree | null, criteria: readonly Criterion[]): boolean {
  return tree !== null && criteriaIn(tree).every((test) => isListed(conditionOf(test, criteria), criteria));
}

const conditionOf = (test: Id, criteria: readonly Criterion[]): Tree | null => criteria.find(({ id }) => id === test)?.when ?? null;
