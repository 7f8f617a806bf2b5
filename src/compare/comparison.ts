/** A comparison whole: the rows, the differences of dates and of tests. What `rulebook compare --json` prints. */
import { englandAndWales } from '../calendar/working-days.ts';
import { readTest, testDifference, type NamedTest } from '../engine/test-difference.ts';
import { caseText } from '../engine/words.ts';
import { compareRows, type CellStatus, type Row } from './cells.ts';
import { dateDifferences, type DateDifference, type DifferenceOptions } from './date-differences.ts';
import { factsIn } from '../policy/facts.ts';
import { doubtsOf } from '../policy/doubts.ts';
import type { Id, IsoDate, Place, Policy, PolicySet } from '../policy/model.ts';

export interface ComparedCase { facts: Record<Id, 'yes' | 'no'>; text: string }

/** What sets two tests apart; `a` and `b` are POLICY/CRITERION. */
export interface ComparedTests {
  a: string;
  b: string;
  /** Whether they answer the same question of the vocabulary. */
  sameQuestion: boolean;
  /** Null: one of them is named and not listed, so that nothing can be said. */
  equal: boolean | null;
  /** Smallest cases that only the first includes. */
  onlyA: ComparedCase[];
  /** Smallest cases that only the second includes. */
  onlyB: ComparedCase[];
  /** The same under each pair of readings, where a test is in doubt. */
  readings: { underA: Record<string, Id>; underB: Record<string, Id>; equal: boolean | null; onlyA: ComparedCase[]; onlyB: ComparedCase[] }[];
}

export interface Comparison {
  policies: Id[];
  /** `same` is null where it cannot be said, because an extract does not reach so far. */
  rows: { dimension: Id; same: boolean | null; cells: { policy: Id; status: CellStatus; inDoubt: boolean; text: string; cites: Place[] }[] }[];
  differences: DateDifference[];
  tests: ComparedTests[];
}

const [FIRST_YEAR, LAST_YEAR] = [englandAndWales.from, englandAndWales.to].map((date) => Number(date.slice(0, 4))) as [number, number];

/**
 * The years whose start days can be compared: those of the table of bank holidays. Near its end there are start days from
 * which a day past the table is needed; they are left out and not counted.
 */
export const YEARS_COMPARED: readonly number[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, place) => FIRST_YEAR + place);

/**
 * The year over which dates are compared where no other is asked for: that of a day, or else the nearest there is.
 * @example yearComparedOn('2026-11-30') // 2026
 */
export function yearComparedOn(day: IsoDate): number {
  return Math.min(Math.max(Number(day.slice(0, 4)), FIRST_YEAR), LAST_YEAR);
}

/**
 * The comparison of policies, each pair of them laid side by side.
 * @throws RangeError for a policy that is not in the set
 * @example compare(set, ['wst', 'west-midlands'], { from: '2026-01-01' }).rows[0]
 */
export function compare(set: PolicySet, policyIds: readonly Id[], options: DifferenceOptions): Comparison {
  const pairs = policyIds.flatMap((one, place) => policyIds.slice(place + 1).map((other) => [one, other] as const));
  return {
    policies: [...policyIds],
    rows: compareRows(set, policyIds).map(plainRow),
    differences: pairs.flatMap(([one, other]) => dateDifferences(set, one, other, options)),
    tests: pairs.flatMap(([one, other]) => compareTests(set, one, other)),
  };
}

/** A row as it is published: what is shown, and whether it is the same. */
export const plainRow = ({ dimension, same, cells }: Row): Comparison['rows'][number] =>
  ({ dimension, same, cells: cells.map(({ policy, status, inDoubt, text, cites }) => ({ policy, status, inDoubt, text, cites })) });

/**
 * The tests of two policies that can be held against each other: those that answer the same question first, then those
 * that ask about a common fact, because one document's list is often wider than the question it stands under.
 *
 * @throws RangeError for a policy that is not in the set
 * @example compareTests(set, 'kscp', 'pan-bedfordshire')[0].onlyA
 */
export function compareTests(set: PolicySet, idA: Id, idB: Id): ComparedTests[] {
  const [a, b] = [idA, idB].map((id) => {
    const policy = set.policies.find((one) => one.id === id);
    if (!policy) throw new RangeError(`no policy "${id}" in this set`);
    return policy;
  }) as [Policy, Policy];
  const name = (id: Id) => nameOfPart(id, set);
  const told = (cases: Record<Id, 'yes' | 'no'>[]) => cases.map((facts) => ({ facts, text: caseText(facts, set.vocabulary, name) }));
  const pairs = a.criteria.flatMap((one) => b.criteria.map((other) => ({ one, other, sameQuestion: one.for !== null && one.for === other.for })));
  return pairs
    .filter(({ one, other, sameQuestion }) => sameQuestion || shareFact({ policy: a, criterion: one }, { policy: b, criterion: other }))
    .sort((left, right) => Number(right.sameQuestion) - Number(left.sameQuestion))
    .map(({ one, other, sameQuestion }) => {
      const { equal, onlyA, onlyB, readings } = testDifference({ policy: a, criterion: one }, { policy: b, criterion: other });
      return {
        a: `${a.id}/${one.id}`, b: `${b.id}/${other.id}`, sameQuestion, equal, onlyA: told(onlyA), onlyB: told(onlyB),
        readings: readings.map((reading) => ({ ...reading, onlyA: told(reading.onlyA), onlyB: told(reading.onlyB) })),
      };
    });
}

/** A case that sets two tests apart under some pairs of readings and not under all, with the reasons of each such pair. */
interface CaseByReading extends ComparedCase { because: string[][] }

/**
 * The cases that depend on how a test is read: smallest cases that one of two tests includes and the other does not under
 * some reading, where not every reading has it so.
 *
 * @param side the test that includes them
 * @example casesByReading(set, compareTests(set, 'national', 'northmere')[0], 'a')[0]?.because // [['The birthday ends it.']]
 */
export function casesByReading({ policies }: Pick<PolicySet, 'policies'>, { a, b, onlyA, onlyB, readings }: ComparedTests, side: 'a' | 'b'): CaseByReading[] {
  const sure = new Set((side === 'a' ? onlyA : onlyB).map(({ text }) => text));
  const found = new Map<string, CaseByReading>();
  for (const reading of readings) {
    const because = [...reasonsOf(a, reading.underA, policies), ...reasonsOf(b, reading.underB, policies)];
    for (const one of side === 'a' ? reading.onlyA : reading.onlyB) {
      if (sure.has(one.text)) continue;
      const known = found.get(one.text);
      if (known) known.because.push(because);
      else found.set(one.text, { ...one, because: [because] });
    }
  }
  return [...found.values()];
}

function reasonsOf(test: string, under: Record<string, Id>, policies: readonly Policy[]): string[] {
  const [policyId] = test.split('/');
  const doubts = policies.filter(({ id }) => id === policyId).flatMap(doubtsOf);
  return Object.entries(under).flatMap(([address, id]) => doubts.find((one) => one.address === address)?.readings.find((one) => one.id === id)?.because ?? []);
}

/** What a test rests on that is no fact: another test that is not listed, or an outcome. */
function nameOfPart(id: Id, { policies, vocabulary }: PolicySet): string | null {
  const [policyId, part, outcome] = id.split('/');
  const policy = policies.find((one) => one.id === policyId);
  if (!policy || part === undefined) return null;
  if (outcome === undefined) return `the test “${policy.criteria.find((one) => one.id === part)?.title ?? part}” is met`;
  const step = policy.steps.find((one) => one.id === part);
  return `at “${step?.title ?? part}” the outcome is “${step?.outcomes.find((one) => one.outcome === outcome)?.title ?? vocabulary.outcomes[outcome]?.title ?? outcome}”`;
}

function shareFact(one: NamedTest, other: NamedTest): boolean {
  const known = factsOf(other);
  return factsOf(one).some((fact) => known.includes(fact));
}

const factsOf = (test: NamedTest): Id[] => readTest(test).flatMap(({ tree }) => factsIn(tree));
