/** What a cell says where its row looks at a test, a fact, a body or a definition. */
import { includedCases, readTest, testForms } from '../engine/test-difference.ts';
import { capital, caseText, conditionPhrase, uncapital, whoText, type Speech } from '../engine/words.ts';
import { factsIn } from '../policy/facts.ts';
import { standingReadings } from './readings.ts';
import { conditionSays, inNoOrder, lastSuccessor, whoSays } from './sameness.ts';
import type { Criterion, Id, Step, Told, Tree } from '../policy/model.ts';
import type { SaidPart } from './cells.ts';

/** The tests that answer a question: compared by the cases they include, never by their wording. */
export function partsOfTest(test: Id, speech: Speech): SaidPart[] {
  return speech.policy.criteria.filter((criterion) => criterion.for === test).map((criterion) => {
    const forms = testForms({ policy: speech.policy, criterion });
    const texts = readTest({ policy: speech.policy, criterion }).map(({ tree }) => (tree ? capital(conditionPhrase(tree, speech)) : `Named, not listed: ${uncapital(criterion.title)}`));
    return { ...ofCriterion(criterion, [...new Set(texts)].join(', or '), forms), doubts: forms.length > 1 && criterion.doubt ? [criterion.doubt.address] : [] };
  });
}

/** The tests and steps that turn on a fact, each with the cases in which it does. */
export function partsOfFact(fact: Id, speech: Speech): SaidPart[] {
  const { policy, vocabulary } = speech;
  const criteria = policy.criteria.flatMap((criterion) => {
    const cases = (includedCases({ policy, criterion }) ?? []).filter((one) => fact in one);
    if (cases.length === 0) return [];
    const text = `${criterion.title}: ${cases.map((one) => uncapital(caseText(one, vocabulary))).join(', or ')}`;
    return [ofCriterion(criterion, text, [criterion.for ?? criterion.id, inNoOrder(cases.map((one) => Object.entries(one).sort()))])];
  });
  const steps = policy.steps.flatMap((step) => {
    const conditions = conditionsOf(step).filter((tree) => factsIn(tree).includes(fact));
    if (conditions.length === 0) return [];
    const text = `${step.title}: if ${[...new Set(conditions.map((tree) => conditionPhrase(tree, speech)))].join(', or if ')}`;
    return [ofStep(step, text, [step.does[0], inNoOrder(conditions.map((tree) => conditionSays(tree, policy)))])];
  });
  return [...criteria, ...steps];
}

/** Every condition that a step carries, under each reading that stands. */
function conditionsOf(step: Step): Tree[] {
  const own = standingReadings(step, ['when', 'limits', 'tells']).flatMap(({ thing }) => [thing.when, ...thing.limits.map(({ when }) => when), ...thing.tells.map(({ when }) => when)]);
  const ofOutcomes = step.outcomes.flatMap(({ tells }) => tells.map(({ when }) => when));
  return [...own, ...ofOutcomes].filter((tree) => tree !== null);
}

/** The steps in which a body acts or is told. */
export function partsOfBody(body: Id, speech: Speech): SaidPart[] {
  const { policy, vocabulary } = speech;
  const isBody = (actor: Id) => actor === body || lastSuccessor(actor, vocabulary) === body;
  return policy.steps.flatMap((step): SaidPart[] => {
    const readings = standingReadings(step, ['actor', 'with', 'consults', 'recommends', 'finalSay', 'tells']).map(({ thing, cite }) => {
      const acts = [thing.actor, thing.with, thing.consults, thing.recommends, thing.finalSay].some((who) => who?.actors.some(isBody));
      const told = [...thing.tells, ...step.outcomes.flatMap(({ tells }) => tells)].filter(({ who }) => isBody(who));
      return { acts, isConcerned: acts || told.length > 0, conditions: acts ? [] : underAny(told), cite };
    });
    const concerned = readings.filter(({ isConcerned }) => isConcerned);
    if (concerned.length === 0) return [];
    const says = (conditions: readonly Tree[]) => inNoOrder(conditions.map((tree) => conditionSays(tree, policy)));
    const conditions = concerned.every((reading) => reading.conditions.length > 0) ? concerned.flatMap((reading) => reading.conditions) : [];
    const isInDoubt = step.doubt !== null && inNoOrder(readings.map((reading) => [reading.isConcerned, says(reading.conditions)])).length > 1;
    const phrases = [...new Set(conditions.map((tree) => conditionPhrase(tree, speech)))];
    const text = phrases.length === 0 ? step.title : `${step.title}, if ${phrases.join(', or if ')}`;
    const cites = concerned.flatMap(({ cite }) => cite);
    return [{
      ...ofStep(step, text, [step.does[0], concerned.some(({ acts }) => acts), says(conditions), isInDoubt]),
      ...(isInDoubt && cites.length > 0 ? { cites } : {}),
      doubts: isInDoubt ? [step.doubt!.address] : [],
    }];
  });
}

/** The conditions of which one is enough to be told; none where some telling has no condition. */
const underAny = (told: readonly Told[]): Tree[] => {
  const conditions = told.flatMap(({ when }) => when ?? []);
  return conditions.length < told.length ? [] : conditions;
};

/** What a word means in the document, and who judges it. */
export function partsOfDefinition(fact: Id, speech: Speech): SaidPart[] {
  return speech.policy.definitions.filter((definition) => definition.fact === fact).map(({ decidedBy, includes, exhaustive, cite }) => {
    const judged = decidedBy ? `judged by ${uncapital(whoText(decidedBy, speech) ?? '')}` : null;
    const items = includes.map((item) => uncapital(item)).join('; ');
    const list = includes.length > 0 ? `${exhaustive ? '' : 'includes '}${items}` : null;
    return {
      text: capital([list, judged].filter((part) => part !== null).join('; ')),
      label: null,
      says: [inNoOrder(includes), exhaustive, decidedBy && whoSays(decidedBy, speech.vocabulary)],
      cites: cite, step: null, criterion: null, doubts: [],
    };
  });
}

const ofCriterion = (criterion: Criterion, text: string, says: unknown): SaidPart => ({ text, label: null, says, cites: criterion.cite, step: null, criterion: criterion.id, doubts: [] });
const ofStep = (step: Step, text: string, says: unknown): SaidPart => ({ text, label: null, says, cites: step.cite, step: step.id, criterion: null, doubts: [] });
