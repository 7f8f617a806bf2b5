/**
 * What sets two tests apart: the smallest cases that one includes and the other does not, over every fact that either
 * asks. Two tests are compared by their truth tables, never by how they are written.
 */
import type { Criterion, Id, Policy, Tree } from '../policy/model.ts';
import { smallestAnswers } from './conditions.ts';
import { underEachAssignment, type Assignment } from '../policy/readings.ts';

/** A test of a policy. */
export interface NamedTest { policy: Policy; criterion: Criterion }

/**
 * A case: answers, by fact, that settle a test whatever else is answered. An answer that is no fact of the vocabulary
 * is named by the policy it is of: POLICY/CRITERION for a test that is named and not listed, POLICY/STEP/OUTCOME for a
 * decision.
 */
export type Case = Record<Id, 'yes' | 'no'>;

interface TestDifference {
  /** False: the document names the test and does not list it, so that nothing can be said of it. */
  listed: { a: boolean; b: boolean };
  /** Whether both include the same cases; where a test is in doubt, under the same readings. Null where one is not listed. */
  equal: boolean | null;
  /** Smallest cases that the first surely includes and the second surely does not. */
  onlyA: Case[];
  /** Smallest cases that the second surely includes and the first surely does not. */
  onlyB: Case[];
  /** Under each pair of readings, where either test is in doubt; else empty. */
  readings: { underA: Record<string, Id>; underB: Record<string, Id>; equal: boolean | null; onlyA: Case[]; onlyB: Case[] }[];
}

/**
 * What sets two tests apart.
 *
 * A case is smallest when none of its answers can be left out. Where a test is in doubt, a case is only named if it
 * tells the tests apart under every reading; `readings` has each pair by itself.
 *
 * @example
 * testDifference({ policy: kscp, criterion: notifiableIncident }, { policy: panBedfordshire, criterion: seriousIncident }).onlyA[0]
 * // { 'child-died': 'yes', 'looked-after-child': 'yes', 'abuse-or-neglect-known-or-suspected': 'no' }
 */
export function testDifference(a: NamedTest, b: NamedTest): TestDifference {
  const [readA, readB] = [readTest(a), readTest(b)];
  const [treesA, treesB] = [listedTrees(readA), listedTrees(readB)];
  const listed = { a: treesA.length > 0, b: treesB.length > 0 };
  const isDoubtful = readA.length > 1 || readB.length > 1;
  const readings = isDoubtful
    ? readA.flatMap((one) => readB.map((other) => ({ underA: one.under, underB: other.under, ...between(one.tree, other.tree) })))
    : [];
  if (treesA.length < readA.length || treesB.length < readB.length) return { listed, equal: null, onlyA: [], onlyB: [], readings };
  const { onlyA, onlyB } = between(allOf(treesA), allOf(treesB), anyOf(treesA), anyOf(treesB));
  return { listed, equal: sameReadings(treesA, treesB), onlyA, onlyB, readings };
}

/**
 * A test by the cases it includes: two texts are equal exactly when the tests include the same cases. One text for each
 * reading that stands, sorted; null for a reading that does not list the test.
 *
 * @example testForms({ policy, criterion }) // ['[["child-died=yes","looked-after-child=yes"]]']
 */
export function testForms(test: NamedTest): (string | null)[] {
  return [...new Set(readTest(test).map(({ tree }) => tree && formOf(tree)))].sort();
}

/**
 * The smallest cases that a test includes, under its first reading; null where it is not listed.
 *
 * @example includedCases({ policy, criterion }) // [{ 'child-died': 'yes', 'looked-after-child': 'yes' }]
 */
export function includedCases(test: NamedTest): Case[] | null {
  const [first] = readTest(test);
  return first?.tree ? casesOf(first.tree) : null;
}

/**
 * A test as each reading that stands has it, with the tests inside it replaced by their own conditions; `tree` is null
 * where it is not listed.
 */
export function readTest({ policy, criterion }: NamedTest): { under: Record<string, Id>; tree: Tree | null }[] {
  return underEachAssignment({}, (assignment) => expanded(policy, criterion, assignment, [criterion.id]))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ under, result }) => ({ under, tree: result }));
}

function expanded(policy: Policy, criterion: Criterion, assignment: Assignment, seen: Id[]): Tree | null {
  const expand = (tree: Tree): Tree => {
    if ('all' in tree) return { all: tree.all.map(expand) };
    if ('any' in tree) return { any: tree.any.map(expand) };
    if ('not' in tree) return { not: expand(tree.not) };
    if ('fact' in tree) return tree;
    if ('step' in tree) return { fact: `${policy.id}/${tree.step}/${tree.outcome}` };
    const inner = seen.includes(tree.criterion) ? undefined : policy.criteria.find(({ id }) => id === tree.criterion);
    return (inner && expanded(policy, inner, assignment, [...seen, inner.id])) ?? { fact: `${policy.id}/${tree.criterion}` };
  };
  const { when } = assignment.read(criterion, ['when']);
  return when && expand(when);
}

const listedTrees = (readings: { tree: Tree | null }[]): Tree[] => readings.flatMap(({ tree }) => (tree ? [tree] : []));
const allOf = (trees: Tree[]): Tree => (trees.length === 1 ? trees[0]! : { all: trees });
const anyOf = (trees: Tree[]): Tree => (trees.length === 1 ? trees[0]! : { any: trees });

/** Cases that one surely includes and the other under no reading, both ways. */
function between(a: Tree | null, b: Tree | null, anyA = a, anyB = b): { equal: boolean | null; onlyA: Case[]; onlyB: Case[] } {
  if (a === null || b === null || anyA === null || anyB === null) return { equal: null, onlyA: [], onlyB: [] };
  const onlyA = casesOf({ all: [a, { not: anyB }] });
  const onlyB = casesOf({ all: [b, { not: anyA }] });
  return { equal: onlyA.length === 0 && onlyB.length === 0, onlyA, onlyB };
}

/** Each reading of the one includes the cases of some reading of the other. */
function sameReadings(a: Tree[], b: Tree[]): boolean {
  const hasEqual = (tree: Tree, others: Tree[]) => others.some((other) => between(tree, other).equal);
  return a.every((tree) => hasEqual(tree, b)) && b.every((tree) => hasEqual(tree, a));
}

const formOf = (tree: Tree): string => JSON.stringify(casesOf(tree).map((one) => Object.entries(one).map(([fact, answer]) => `${fact}=${answer}`).sort()).sort());

/** No policy stands behind these trees any more: only facts are left in them. */
const NO_POLICY = { criteria: [], steps: [] } as unknown as Policy;
const NOTHING_KNOWN = { facts: {}, decided: {}, chosen: {} };

const casesOf = (tree: Tree): Case[] => smallestAnswers([tree], true, NO_POLICY, NOTHING_KNOWN);
