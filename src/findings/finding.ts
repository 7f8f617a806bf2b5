/**
 * What a finding is: something that a document leaves open, gets wrong or says otherwise than the national baseline,
 * derived from its rules, with a case that shows it and the question to put to its author.
 */
import type { Answer } from '../engine/types.ts';
import type { Id, IsoDate, Place } from '../policy/model.ts';

/**
 * How much a finding matters: it could make someone late or leave a case unnotified; it could confuse; or it is only
 * housekeeping.
 */
export type Weight = 'late-or-unnotified' | 'confusing' | 'housekeeping';

/** The weights, most serious first, with what each means to a reader. */
export const WEIGHTS: Record<Weight, string> = {
  'late-or-unnotified': 'Could make someone late, or leave a case unnotified',
  confusing: 'Could confuse',
  housekeeping: 'Housekeeping',
};

/** Every kind of finding, most serious first within the agenda, by the name that a reader sees. */
export const KINDS = {
  'negative-slack': 'Late although every step was in time',
  'decision-after-deadline': 'A decision that can fall after the deadline it feeds',
  'day-and-duration': 'A numbered day and a time limit that cannot both hold',
  'window-no-date-meets': 'A window that no date meets',
  'later-than-baseline': 'Later than the national limit',
  'duty-missing': 'A national duty that is not mentioned',
  'other-body-duty': 'Another body doing a duty that is nationally one body’s alone',
  'test-narrower': 'A test narrower than the national one',
  'no-not-met': 'No branch for “not met”',
  'limit-missing': 'A time limit that is missing',
  'limit-conditional': 'A limit that holds only in some cases',
  'unit-not-stated': 'Which days are counted is not stated',
  'start-not-stated': 'The start of a time limit is not certain',
  'actor-not-stated': 'Who does it is not stated',
  'before-need': 'A step that may come before what it needs',
  'no-slack': 'No time to spare',
  'ends-on-day-off': 'A limit that can end on a day off',
  'limit-differs': 'A limit that is not the national one',
  'test-wider': 'A test wider than the national one',
  'tests-differ': 'Two tests in one document',
  'one-test-two-questions': 'One test for two questions',
  'test-not-listed': 'Criteria that are named and not listed',
  'recommends-then-decides': 'A group that recommends and is also said to decide',
  'two-readings': 'Words that can be read in more than one way',
  'quorum-undefined': 'Quorum or chair not defined',
  'members-differ': 'Members other than the national ones',
  'outcome-without-path': 'An outcome without a path',
  'path-without-outcome': 'A path without an outcome',
  'step-missing': 'A step that the other documents have',
  'checked-then-changed': 'Checked, and changed again afterwards',
  'one-word-two-things': 'One word for two things',
  'two-words-one-thing': 'Several words for one thing',
  'superseded-guidance': 'Guidance since replaced',
  'superseded-body': 'A body since replaced',
  'superseded-word': 'A word since replaced',
  'review-date-passed': 'A review date that has passed',
  'missing-appendix': 'Something mentioned and missing',
  'document-undated': 'No date on the document',
  'area-not-stated': 'The area is not stated',
  'abbreviation-unexplained': 'Letters that are not spelt out',
} as const;

export type FindingKind = keyof typeof KINDS;

/** A case for the calculator: what its link holds. */
export interface ExampleCase {
  policy: Id;
  /** Dates of events and steps. */
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
  /** Readings chosen, by the doubt's address. */
  readings: Record<string, Id>;
  conventions: Record<string, never>;
}

/** One row of counted days of an example that sets two counts side by side. */
export interface CountRow {
  /** What is counted, in words. */
  title: string;
  from: IsoDate;
  counted: IsoDate[];
  end: IsoDate;
}

export interface Example {
  text: string;
  /** The case put into the calculator shows what the text says. Null where no date or fact is involved. */
  case: ExampleCase | null;
  /** The two counts that collide, the limit that is broken last; null where there are not two. */
  counts: CountRow[] | null;
}

export interface Finding {
  /** Unique in the set, and the same for the same fault from one build to the next. */
  id: string;
  policy: Id;
  kind: FindingKind;
  weight: Weight;
  /** The anchor on the procedure's page, with its `#`. */
  where: string;
  /** What it stands on: step and criterion ids, addresses of limits and doubts; empty where it is of the document itself. */
  rules: string[];
  statement: string;
  example: Example;
  cites: Place[];
  /** The question to put to the document's author. */
  ask: string;
}

/** A finding as a check gives it: the policy, and what follows from the rest, are added for all alike. */
export interface Found {
  kind: FindingKind;
  weight: Weight;
  /** What it is about, as the end of its id; unique within the kind. */
  about: string;
  /** Null where it is of the document itself: the finding's own place is then its anchor. */
  where: string | null;
  rules: string[];
  statement: string;
  example: string | (Omit<Example, 'counts'> & { counts?: CountRow[] | null });
  cites: Place[];
  ask: string;
}

/** The anchor of a step on its procedure's page. */
export const stepPlace = (step: Id): string => `#step-${step}`;

/** The anchor of a test. */
export const testPlace = (criterion: Id): string => `#test-${criterion}`;

/** The anchor of a doubt, from its address. */
export const doubtPlace = (address: string): string => `#doubt-${address.replaceAll('/', '-')}`;

/**
 * The anchor of a finding on its procedure's page, without the `#`; on a page of all findings its `id` is the anchor.
 * @example findingAnchor({ policy: 'wst', id: 'wst-document-undated' }) // 'finding-document-undated'
 */
export function findingAnchor({ policy, id }: Pick<Finding, 'policy' | 'id'>): string {
  return `finding-${id.slice(policy.length + 1)}`;
}
