/** Papers long enough to meet every stem, drawn once for all tests of a file. */
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Policy, PolicySet } from '../../src/policy/model.ts';
import { drawPaper, stemsOf } from '../../src/training/paper.ts';
import type { Question, Rules, Stem } from '../../src/training/question.ts';

export const set: PolicySet = loadPolicySet('policies').set!;

export const policyCalled = (id: string, of: PolicySet = set): Policy => of.policies.find((policy) => policy.id === id)!;

export const rulesOf = (id: string, of: PolicySet = set): Rules => ({ set: of, policy: policyCalled(id, of), vocabulary: of.vocabulary });

const drawn = new Map<string, Question[]>();

/** Two hundred questions on a policy. */
export function twoHundred(id: string): Question[] {
  const found = drawn.get(id) ?? drawPaper(set, id, { seed: 11, count: 200 }).questions;
  drawn.set(id, found);
  return found;
}

export const stems = (id: string): Stem[] => stemsOf(set, id);

/** A text without its dates, to tell questions apart that differ in more than the days. */
export const withoutDates = (text: string): string =>
  text.replaceAll(/(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}/g, 'DATE');
