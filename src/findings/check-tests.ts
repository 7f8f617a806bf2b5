/** Tests set against one another by the cases that they include: the baseline's, and those of one document. */
import { testDifference, type Case } from '../engine/test-difference.ts';
import { capital, uncapital } from '../engine/words.ts';
import { factsAskedBy } from '../policy/facts.ts';
import type { Criterion } from '../policy/model.ts';
import { testPlace, type Found } from './finding.ts';
import { answersWords, caseOf, distinct, places, type Inquiry } from './inquiry.ts';

/** Tests that leave out a case which the national test for the same question includes, or include one which it leaves out. */
export function testDistance(inquiry: Inquiry): Found[] {
  const { policy, baseline } = inquiry;
  if (!baseline) return [];
  return policy.criteria.flatMap((criterion) => baseline.criteria.filter((one) => one.for !== null && one.for === criterion.for).flatMap((national) => {
    const { onlyB } = testDifference({ policy, criterion }, { policy: baseline, criterion: national });
    const [beyond] = testDifference({ policy, criterion }, { policy: baseline, criterion: anyOf(national, criterion, inquiry) }).onlyA;
    return [
      ...(facts(onlyB[0], inquiry) ? [distance('test-narrower', criterion, national, onlyB[0]!, inquiry)] : []),
      ...(facts(beyond, inquiry) ? [distance('test-wider', criterion, national, beyond!, inquiry)] : []),
    ];
  }));
}

/** A national test or any other that asks about what a document's test asks: a case that one of them includes is no case beyond the national ones. */
function anyOf(national: Criterion, criterion: Criterion, { policy, baseline }: Inquiry): Criterion {
  const asked = factsAskedBy(criterion.when, policy.criteria);
  const others = baseline!.criteria.filter(({ when }) => when !== null && factsAskedBy(when, baseline!.criteria).some((fact) => asked.includes(fact)));
  return { ...national, id: 'any-national', doubt: null, when: { any: distinct([national, ...others]).map(({ id }) => ({ criterion: id })) } };
}

/** A case of facts alone: what a test that is not listed would say cannot be shown. */
const facts = (one: Case | undefined, { vocabulary }: Inquiry): boolean => one !== undefined && Object.keys(one).every((fact) => Object.hasOwn(vocabulary.facts, fact));

function distance(kind: 'test-narrower' | 'test-wider', criterion: Criterion, national: Criterion, one: Case, inquiry: Inquiry): Found {
  const isWider = kind === 'test-wider';
  return {
    kind, weight: isWider ? 'confusing' : 'late-or-unnotified', about: criterion.id, where: testPlace(criterion.id), rules: [criterion.id],
    statement: `“${criterion.title}” answers the question ${questionOf(criterion, inquiry)} and is ${isWider ? 'wider' : 'narrower'} than the national test, “${national.title}”: it ${isWider ? 'includes cases that no national test includes' : 'leaves out cases that the national test includes'}.`,
    example: { text: `${capital(answersWords(one, inquiry))}: such a case meets ${isWider ? 'this document’s test and no national test' : 'the national test and not this document’s'}.`, case: caseOf(inquiry, { facts: one }) },
    cites: places(criterion.cite, national.cite),
    ask: `${isWider ? 'Is a case like this meant to be included' : 'What is done in a case like this, which the national test includes'}: ${answersWords(one, inquiry)}?`,
  };
}

/** Two tests of one document: for two steps of one stage, one within the other; or the same list for two questions. */
export function testsDiffer(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const listed = policy.criteria.filter((criterion) => criterion.for !== null);
  return listed.flatMap((one, place) => listed.slice(place + 1).flatMap((other) => (one.for === other.for ? [] : between(one, other, inquiry))));
}

function between(one: Criterion, other: Criterion, inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const { equal, onlyA, onlyB } = testDifference({ policy, criterion: one }, { policy, criterion: other });
  if (equal) return [sameTest(one, other, inquiry)];
  if (equal === null || !areOfOneStage(one, other, inquiry) || (onlyA.length > 0) === (onlyB.length > 0)) return [];
  const [wide, narrow, cases] = onlyA.length > 0 ? [one, other, onlyA] : [other, one, onlyB];
  const shown = cases.filter((each) => facts(each, inquiry)).slice(0, MOST_CASES);
  if (shown.length === 0) return [];
  return [{
    kind: 'tests-differ', weight: 'late-or-unnotified', about: `${wide.id}-${narrow.id}`, where: testPlace(wide.id), rules: [wide.id, narrow.id],
    statement: `“${wide.title}” and “${narrow.title}” are two tests, side by side. Everything that meets the second meets the first, but not the other way round.`,
    example: { text: `${shown.map((each) => capital(answersWords(each, inquiry))).join('; or ')}: such a case meets “${uncapital(wide.title)}” and not “${uncapital(narrow.title)}”.`, case: caseOf(inquiry, { facts: shown[0]! }) },
    cites: places(wide.cite, narrow.cite),
    ask: `Is it meant that a case can meet “${uncapital(wide.title)}” and not “${uncapital(narrow.title)}”? What is then done?`,
  }];
}

const MOST_CASES = 3;

/** Whether the questions are those of two tasks in one stage, such as whom to notify. */
function areOfOneStage(one: Criterion, other: Criterion, { vocabulary }: Inquiry): boolean {
  const [stage, otherStage] = [vocabulary.tasks[one.for!]?.stage, vocabulary.tasks[other.for!]?.stage];
  return stage !== undefined && stage === otherStage;
}

const questionOf = (criterion: Criterion, { vocabulary }: Inquiry): string => `“${vocabulary.tests[criterion.for!]?.title ?? criterion.for}”`;

function sameTest(one: Criterion, other: Criterion, inquiry: Inquiry): Found {
  return {
    kind: 'one-test-two-questions', weight: 'confusing', about: `${one.id}-${other.id}`, where: testPlace(one.id), rules: [one.id, other.id],
    statement: `“${one.title}” and “${other.title}” are one and the same list, for two questions: ${questionOf(one, inquiry)} and ${questionOf(other, inquiry)}`,
    example: `Whatever is known of a case, the two come out alike: whoever answers one question has answered the other.`,
    cites: places(one.cite, other.cite),
    ask: `Does the list answer both questions, or has one of them criteria of its own?`,
  };
}
