/** What is worked out of chosen documents: one case through all of them, and two of them day by day and case by case. */
import { englandAndWales } from '../../calendar/working-days.ts';
import { compareTests, YEARS_COMPARED, type ComparedTests } from '../../compare/comparison.ts';
import { dateDifferences, startsOf, type DateDifference } from '../../compare/date-differences.ts';
import { caseLanes } from '../../compare/lanes.ts';
import { caseThroughAll } from '../../compare/one-case.ts';
import { factsIn } from '../../policy/facts.ts';
import { readTest } from '../../engine/test-difference.ts';
import { nationalPolicy } from '../../engine/words.ts';
import type { Id, IsoDate, PolicySet } from '../../policy/model.ts';
import type { CaseDrawn } from './case-answer.ts';
import { areasOf, readCaseDates, type CaseError, type CaseState } from './case-form.ts';
import { readLag, type PairState } from './pair-form.ts';

/** The days whose bank holidays are known. */
export const REACH: { from: IsoDate; to: IsoDate } = { from: englandAndWales.from, to: englandAndWales.to };

/** The years over which start days can be compared, as the form has them. */
export const YEARS: readonly string[] = YEARS_COMPARED.map(String);

/** Those chosen, with the baseline, which is never out of sight. */
export function withBaseline(set: PolicySet, ids: readonly Id[]): Id[] {
  const national = nationalPolicy(set);
  return national === null || ids.includes(national.id) ? [...ids] : [...ids, national.id];
}

/** The events from which the limits of these documents count. */
export const eventsOf = (set: PolicySet, ids: readonly Id[]): Id[] => startsOf(set, ids).filter((start) => Object.hasOwn(set.vocabulary.events, start));

/** The facts that the tests of these documents ask, in the order of the vocabulary. */
export function factsOf(set: PolicySet, ids: readonly Id[]): Id[] {
  const policies = set.policies.filter(({ id }) => ids.includes(id));
  const asked = new Set(policies.flatMap((policy) => policy.criteria.flatMap((criterion) => readTest({ policy, criterion }).flatMap(({ tree }) => factsIn(tree)))));
  return Object.keys(set.vocabulary.facts).filter((fact) => asked.has(fact));
}

/** One case through these documents. */
export async function workCase(set: PolicySet, ids: readonly Id[], state: CaseState, calculator: string): Promise<{ drawn: CaseDrawn; errors: CaseError[] }> {
  const { on, errors } = readCaseDates(state, set.vocabulary, REACH);
  const areas = areasOf(state);
  const facts = Object.fromEntries(Object.entries(state.facts).filter(([, answer]) => answer !== 'unknown'));
  const given = { on, facts, ...(areas === null ? {} : { areas }) };
  const all = await caseThroughAll(set, ids, given);
  return { drawn: { ids, on, facts, areas, lanes: caseLanes(set, ids, given), all, calculator }, errors };
}

/** Two documents, day by day over the year and case by case. */
export function workPair(set: PolicySet, { a, b, year, lag }: PairState): { differences: DateDifference[]; tests: ComparedTests[]; starts: string[] } {
  return {
    differences: dateDifferences(set, a, b, { from: `${year}-01-01`, lag: readLag(lag).lag }),
    tests: compareTests(set, a, b),
    starts: startsOf(set, [a, b]),
  };
}

/** The two whose days, over a year, and cases tell most: the most tests that part, then the most limits. */
export function tellingPair(set: PolicySet, ids: readonly Id[], year: string): { a: Id; b: Id } {
  const pairs = ids.flatMap((a, place) => ids.slice(place + 1).map((b) => ({ a, b })));
  const told = pairs.map(({ a, b }) => {
    const { differences, tests } = workPair(set, { a, b, year, lag: {} });
    const parted = tests.filter(({ sameQuestion, equal }) => sameQuestion && equal === false).length;
    return { a, b, worth: parted * 100 + differences.filter(({ class: kind }) => kind === 'different').length };
  });
  const [best] = told.sort((one, other) => other.worth - one.worth);
  return { a: best?.a ?? '', b: best?.b ?? '' };
}
