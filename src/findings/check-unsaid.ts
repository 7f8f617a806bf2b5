/** Criteria that are named and not listed, a quorum that is not stated, a chair who is in doubt. */
import { smallestAnswers } from '../engine/conditions.ts';
import { actorName, capital, joined, uncapital, whoText } from '../engine/words.ts';
import type { Quorum, Step } from '../policy/model.ts';
import { doubtPlace, stepPlace, testPlace, type Found } from './finding.ts';
import { answersWords, caseOf, distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { titles } from './sentences.ts';

/** Tests that are named, and whose criteria are not given. */
export function testNotListed(inquiry: Inquiry): Found[] {
  const { policy, baseline, vocabulary } = inquiry;
  return policy.criteria.filter(({ when, doubt }) => when === null && !doubt?.readings.some(({ changes }) => changes.when)).map((criterion): Found => {
    const national = baseline?.criteria.find((one) => one.for === criterion.for && one.when !== null);
    const facts = national?.when ? smallestAnswers([national.when], true, baseline!, { facts: {}, decided: {}, chosen: {} })[0] : undefined;
    return {
      kind: 'test-not-listed', weight: 'confusing', about: criterion.id, where: testPlace(criterion.id), rules: [criterion.id],
      statement: `The document names “${uncapital(criterion.title)}” and does not say what they are.`,
      example: facts === undefined
        ? `Whatever is known of a case, the document does not let its reader tell whether this test is met.`
        : { text: `${capital(answersWords(facts, inquiry))}. The national test is met. Whether this document’s is met, its reader cannot tell.`, case: caseOf(inquiry, { facts }) },
      cites: places(criterion.cite),
      ask: `Which criteria are meant${criterion.for && vocabulary.tests[criterion.for] ? ` (${uncapital(vocabulary.tests[criterion.for]!.title)})` : ''}, and where do they stand?`,
    };
  });
}

/** Meetings and decisions for which the comparison asks a quorum, and none is stated; and a chair who is in doubt. */
export function quorumUndefined(inquiry: Inquiry): Found[] {
  const { policy, vocabulary } = inquiry;
  const tasks = vocabulary.dimensions.flatMap(({ select }) => (select.by === 'does' && select.show === 'quorum' ? select.tasks : []));
  const steps = stepsDoing(policy, tasks);
  const without = steps.length > 0 && steps.every(({ quorum }) => quorum === null) && policy.kind !== 'statutory-guidance' ? [noQuorum(steps, inquiry)] : [];
  return [...without, ...policy.steps.flatMap((step) => chairInDoubt(step, inquiry))];
}

function noQuorum(steps: readonly Step[], inquiry: Inquiry): Found {
  const [first] = steps as [Step, ...Step[]];
  return {
    kind: 'quorum-undefined', weight: 'confusing', about: first.id, where: stepPlace(first.id), rules: steps.map(({ id }) => id),
    statement: `No quorum is stated for ${titles(steps.map(({ id }) => id), inquiry)}.`,
    example: `If one of those who are expected does not come, the document does not say whether ${named(first.id, inquiry)} can go on.`,
    cites: places(...steps.map(({ cite }) => cite)),
    ask: `Who must be present for ${named(first.id, inquiry)}, and who chairs?`,
  };
}

function chairInDoubt(step: Step, inquiry: Inquiry): Found[] {
  const { quorum } = step;
  const chairs = quorum === null ? [] : chairsOf(quorum, inquiry);
  if (!quorum?.doubt || chairs.length < 2) return [];
  const must = quorum.must.map(({ who }) => actorName(who, inquiry.speech));
  return [{
    kind: 'quorum-undefined', weight: 'confusing', about: `${step.id}-chair`, where: doubtPlace(quorum.doubt.address), rules: [quorum.doubt.address],
    statement: `The quorum of ${named(step.id, inquiry)} asks for a chair and does not say which: ${joined(chairs.map(uncapital), 'or')}.`,
    example: `With ${joined(must.map(uncapital), 'and')} and the ${uncapital(chairs[0]!)} present, but not the ${uncapital(chairs[1]!)}, the document does not say whether the meeting is quorate.`,
    cites: places(quorum.cite, step.cite),
    ask: `Which chair must be present for ${named(step.id, inquiry)}?`,
  }];
}

/** The chairs that the readings of a quorum give, each once. */
export function chairsOf({ doubt }: Quorum, inquiry: Inquiry): string[] {
  const readings = doubt?.readings.filter(({ refutedBy }) => refutedBy === null) ?? [];
  return distinct(readings.flatMap(({ changes }) => (changes.chair ? [whoText(changes.chair, inquiry.speech)!] : [])));
}
