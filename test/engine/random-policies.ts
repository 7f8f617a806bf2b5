/**
 * Random trees and small policies for the engine's properties, built as the loader would leave them, and a slow, plain
 * reading of a condition to hold the engine against.
 */
import fc from 'fast-check';
import type { Criterion, Doubt, Limit, Outcome, Policy, PolicySet, Step, Tree, Vocabulary } from '../../src/policy/model.ts';

export const FACTS = ['a', 'b', 'c', 'd'] as const;
export const EVENTS = ['start', 'other'] as const;

// ---- things with nothing in them but what a test gives -----------------------------------------------------

export const place = (at: string) => ({ at, of: null, unverified: null });

export function criterionOf(id: string, when: Tree | null, doubt: Doubt<Criterion> | null = null): Criterion {
  return { id, title: `The test ${id}`, note: null, for: 'test', cite: [place(`section ${id}`)], when, inForce: null, doubt };
}

export function stepOf(id: string, given: Partial<Step> = {}): Step {
  return {
    id, does: ['work'], stage: 'work', title: `Step ${id}`, note: null, cite: [place('1')], actor: null, with: null, consults: null, recommends: null,
    finalSay: null, tells: [], modality: null, trigger: [], marks: [], when: null, each: null, needs: [], produces: [], records: [], limits: [],
    quorum: null, next: null, test: null, outcomes: [], inForce: null, doubt: null, ...given,
  };
}

export const outcomeOf = (outcome: string, next: string[] = ['end'], doubt: Doubt<Outcome> | null = null): Outcome =>
  ({ outcome, title: null, cite: [], tells: [], next, backTo: null, doubt });

export function limitOf(step: string, given: Partial<Limit>): Limit {
  return {
    id: null, address: `${step}/limit`, asWritten: null, cite: [], amount: null, clock: null, ownKeys: ['from', 'unit', 'dayOne', 'nonWorkingStart'], when: null,
    inForce: null, modality: null, doubt: null, from: null, unit: null, dayOne: null, nonWorkingStart: null, ...given,
  };
}

const VOCABULARY: Vocabulary = {
  stages: [{ id: 'work', title: 'Work', meaning: null }],
  tasks: { work: { id: 'work', title: 'Work', meaning: null, stage: 'work' } },
  tests: { test: { id: 'test', title: 'Test', meaning: null } },
  actors: {},
  events: Object.fromEntries(EVENTS.map((id) => [id, { id, title: `The ${id}`, meaning: null }])),
  facts: Object.fromEntries(FACTS.map((id) => [id, { id, title: `Fact ${id}`, meaning: null, ask: `Is it ${id}?`, judgement: false }])),
  documents: {}, outcomes: {}, guidance: {}, dimensions: [],
};

/** A set of one policy, `p`. */
export function setWith(given: Partial<Pick<Policy, 'clocks' | 'criteria' | 'steps'>>): PolicySet {
  const policy: Policy = {
    id: 'p', title: 'P', kind: 'local-procedure', area: null, calendar: 'england-and-wales', supersedes: null, inForce: null, note: null,
    source: {
      title: 'P', form: 'text', citedBy: 'section', dated: null, version: null, reviewBy: null, publisher: null, url: null, retrieved: null,
      extent: 'whole', missing: [], places: null, covers: [],
    },
    follows: [], silent: [], words: [], definitions: [], aims: [], contacts: [], clocks: [], criteria: [], steps: [], ...given,
  };
  return { vocabulary: VOCABULARY, policies: [policy] };
}

// ---- random trees -------------------------------------------------------------------------------------------

/** Trees of `all`, `any` and `not` over the leaves given, never empty, up to three deep. */
export function treeOver(leaves: readonly Tree[]): fc.Arbitrary<Tree> {
  const leaf = fc.constantFrom(...leaves);
  const deeper = (part: fc.Arbitrary<Tree>): fc.Arbitrary<Tree> => {
    const parts = fc.array(part, { minLength: 1, maxLength: 3 });
    return fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 2, arbitrary: parts.map((all): Tree => ({ all })) },
      { weight: 2, arbitrary: parts.map((any): Tree => ({ any })) },
      { weight: 1, arbitrary: part.map((not): Tree => ({ not })) },
    );
  };
  return deeper(deeper(deeper(leaf)));
}

export const factLeaves: readonly Tree[] = FACTS.map((fact): Tree => ({ fact }));

// ---- what a condition means, worked out one whole case at a time --------------------------------------------

/** A case in which everything is known: a value for each fact, unlisted test, decision and doubt. */
export type WholeCase = Record<string, string>;

/** Every whole case over these variables that agrees with what is known. */
export function wholeCases(values: Record<string, readonly string[]>, known: Record<string, string | undefined> = {}): WholeCase[] {
  return Object.entries(values).reduce<WholeCase[]>((cases, [variable, all]) => {
    const left = all.filter((value) => known[variable] === undefined || known[variable] === 'unknown' || known[variable] === value);
    return cases.flatMap((one) => left.map((value) => ({ ...one, [variable]: value })));
  }, [{}]);
}

/** Whether a tree holds in a whole case. Listed tests are read through `tests`; the others are variables. */
export function holds(tree: Tree, one: WholeCase, tests: Record<string, Tree> = {}): boolean {
  if ('all' in tree) return tree.all.every((part) => holds(part, one, tests));
  if ('any' in tree) return tree.any.some((part) => holds(part, one, tests));
  if ('not' in tree) return !holds(tree.not, one, tests);
  if ('fact' in tree) return one[tree.fact] === 'yes';
  if ('step' in tree) return one[tree.step] === tree.outcome;
  const listed = tests[tree.criterion];
  return listed ? holds(listed, one, tests) : one[tree.criterion] === 'yes';
}
