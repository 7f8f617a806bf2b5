/** Where the path breaks off: a decision without its other branch, an outcome that leads nowhere, a path that nothing chooses. */
import { arrowsInto, openCondition, smallestAnswers } from '../engine/conditions.ts';
import { capital, joined, outcomeText } from '../engine/words.ts';
import { leftOutBranch } from '../policy/decisions.ts';
import type { Id, Outcome, Policy, Step } from '../policy/model.ts';
import { stepPlace, type Found } from './finding.ts';
import { answersWords, caseOf, distinct, named, places, stepOf, type Inquiry } from './inquiry.ts';
import { titles } from './sentences.ts';

/** Decisions that can come out in only one way, or have no branch for a test that is not met. */
export function noNotMet(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  return policy.steps.flatMap((step): Found[] => {
    const leftOut = leftOutBranch(step);
    if (leftOut === null) return [];
    const only = joined(step.outcomes.map(({ outcome }) => `“${capital(outcomeText(step.id, outcome, inquiry.speech))}”`), 'and');
    const leadsOn = step.outcomes.flatMap(({ next }) => next ?? []).filter((id) => id !== 'end');
    return [{
      kind: 'no-not-met', weight: 'late-or-unnotified', about: step.id, where: stepPlace(step.id), rules: [step.id],
      statement: `${named(step.id, inquiry)} has a path for ${only} and none for the opposite.`,
      example: oneSidedExample(step, leftOut, leadsOn, inquiry),
      cites: places(step.outcomes.flatMap(({ cite }) => cite), step.cite),
      ask: `What follows if it is decided otherwise at ${named(step.id, inquiry)}: who is told, and where does the case go?`,
    }];
  });
}

function oneSidedExample(step: Step, leftOut: Id, leadsOn: readonly Id[], inquiry: Inquiry): Found['example'] {
  const decided = { [step.id]: leftOut };
  const facts = factsNotMet(step, inquiry.policy);
  if (facts !== null) {
    const lost = leadsOn.length === 0 ? '' : `, since ${titles(leadsOn, inquiry)} ${leadsOn.length === 1 ? 'comes' : 'come'} only if it is met`;
    return { text: `${capital(answersWords(facts, inquiry))}: the test is not met. The document does not say what then follows${lost}.`, case: caseOf(inquiry, { facts, decided }) };
  }
  const nothing = 'The document does not say what then follows: who is told, or whether the case can be looked at again.';
  const decision = step.outcomes.some(({ outcome }) => outcome === 'met') ? 'that the criteria are not met' : 'otherwise';
  return { text: `It is decided ${decision}. ${nothing}`, case: caseOf(inquiry, { decided }) };
}

/** Answers on which the decision's own test is not met; null where it lists none. */
function factsNotMet({ test, doubt }: Step, policy: Policy): Record<Id, 'yes' | 'no'> | null {
  const ids = [test, ...(doubt?.readings.map(({ changes }) => changes.test) ?? [])];
  const criterion = policy.criteria.find(({ id, when }) => ids.includes(id) && when !== null);
  return criterion ? (smallestAnswers([{ criterion: criterion.id }], false, policy, NOTHING)[0] ?? null) : null;
}

const NOTHING = { facts: {}, decided: {}, chosen: {} };

/** Outcomes after which the document does not say what follows. */
export function outcomeWithoutPath(inquiry: Inquiry): Found[] {
  return inquiry.policy.steps.flatMap((step) => step.outcomes.filter((outcome) => leadsNowhere(outcome)).map((outcome): Found => {
    const name = `“${capital(outcomeText(step.id, outcome.outcome, inquiry.speech))}”`;
    const others = step.outcomes.filter((one) => one !== outcome && (one.next ?? []).length > 0);
    return {
      kind: 'outcome-without-path', weight: 'confusing', about: `${step.id}-${outcome.outcome}`, where: stepPlace(step.id), rules: [`${step.id}/${outcome.outcome}`],
      statement: `${named(step.id, inquiry)} can end in ${name}, and the document does not say what then follows.${others.length > 0 ? ` The other ${others.length === 1 ? 'outcome has a path' : 'outcomes have paths'}.` : ''}`,
      example: { text: `It is decided: ${name}. No step of the document then applies because of it.`, case: caseOf(inquiry, { decided: { [step.id]: outcome.outcome } }) },
      cites: places(outcome.cite, step.cite),
      ask: `What follows ${name} at ${named(step.id, inquiry)}, and who does it?`,
    };
  }));
}

const leadsNowhere = ({ next, backTo, doubt }: Outcome): boolean =>
  next === null && backTo === null && !(doubt?.readings ?? []).some(({ changes, refutedBy }) => refutedBy === null && (changes.next != null || changes.backTo != null));

/** Routes that begin and lead nowhere, and paths between which no outcome chooses. */
export function pathWithoutOutcome(inquiry: Inquiry): Found[] {
  return [...routesToNowhere(inquiry), ...undecidedPaths(inquiry)];
}

/** A route that something sets off, whose one step is followed by nothing. Duties that stand beside the path end in being done. */
function routesToNowhere(inquiry: Inquiry): Found[] {
  const { policy, baseline } = inquiry;
  const arrows = arrowsInto(policy);
  const starts = policy.steps.filter((step) => step.trigger.length > 0 && step.outcomes.length === 0 && (arrows.get(step.id) ?? []).length === 0);
  const known = new Set(baseline?.steps.flatMap(({ does }) => does) ?? []);
  return starts.filter((step) => step.next === null && step.tells.length === 0 && !step.doubt?.readings.some(({ changes, refutedBy }) => refutedBy === null && (changes.next != null || changes.tells != null))
    && !step.does.some((task) => known.has(task)) && step.marks.length === 0).map((step): Found => ({
    kind: 'path-without-outcome', weight: 'confusing', about: step.id, where: stepPlace(step.id), rules: [step.id],
    statement: `${named(step.id, inquiry)} begins a route of its own, and no step follows it: the document does not say who receives it, or what becomes of it.`,
    example: routeExample(step, inquiry),
    cites: places(step.cite),
    ask: `To whom does ${named(step.id, inquiry)} go, and what is done with it?`,
  }));
}

function routeExample(step: Step, inquiry: Inquiry): Found['example'] {
  const facts = step.when ? smallestAnswers([step.when], true, inquiry.policy, NOTHING)[0] : undefined;
  const text = `${named(step.id, inquiry)} is done, and the document has nothing more for the case.`;
  return facts ? { text: `${capital(answersWords(facts, inquiry))}. ${text}`, case: caseOf(inquiry, { facts }) } : text;
}

/**
 * Steps that are each other's alternative after one decision, and that another outcome allows side by side: there nothing
 * says which is taken.
 */
function undecidedPaths(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const guarded = policy.steps.flatMap((step) => (step.when ? [{ step, ways: openCondition(step.when, policy, NOTHING).map((way) => [...way].sort()) }] : []));
  const shared = distinct(guarded.flatMap(({ ways }) => ways.map((way) => way.join(' '))));
  return shared.flatMap((way) => {
    const open = guarded.filter(({ ways }) => ways.some((one) => one.join(' ') === way));
    const rivals = open.filter((one) => open.some((other) => other !== one && areAlternatives(one.ways, other.ways)));
    const taken = lastDecision(way.split(' '), policy);
    if (rivals.length < 2 || taken === null) return [];
    const ids = rivals.map(({ step }) => step.id);
    const { decision, outcome, decided } = taken;
    const name = `“${capital(outcomeText(decision, outcome, inquiry.speech))}”`;
    const found: Found = {
      kind: 'path-without-outcome', weight: 'confusing', about: `${decision}-${outcome}`, where: stepPlace(ids[0]!), rules: [`${decision}/${outcome}`, ...ids],
      statement: `After ${name} at ${named(decision, inquiry)} come ${titles(ids, inquiry)}, and no decision says which of them is taken. Elsewhere the document treats them as alternatives.`,
      example: { text: `It is decided: ${name}. ${titles(ids, inquiry)} then apply side by side.`, case: caseOf(inquiry, { decided }) },
      cites: places(...rivals.map(({ step }) => step.cite), stepOf(policy, decision)?.outcomes.find((one) => one.outcome === outcome)?.cite ?? []),
      ask: `Who decides, after ${name}, which of these is taken: ${titles(ids, inquiry)}?`,
    };
    return [found];
  });
}

/** Whether there are two ways, one to each, that differ in nothing but the outcome of one decision. */
function areAlternatives(one: readonly string[][], other: readonly string[][]): boolean {
  return one.some((way) => other.some((rival) => {
    const [own, theirs] = [way.filter((part) => !rival.includes(part)), rival.filter((part) => !way.includes(part))];
    return own.length === 1 && theirs.length === 1 && own[0]!.startsWith('step:') && own[0]!.split('=')[0] === theirs[0]!.split('=')[0];
  }));
}

/** The outcomes of a way, and the one of them that comes last in the document; null where it has none. */
function lastDecision(way: readonly string[], policy: Policy): { decision: Id; outcome: Id; decided: Record<Id, Id> } | null {
  const pairs = way.filter((part) => part.startsWith('step:')).map((part) => part.slice('step:'.length).split('=') as [Id, Id]);
  const place = (id: Id) => policy.steps.findIndex((step) => step.id === id);
  const last = [...pairs].sort(([one], [other]) => place(other) - place(one))[0];
  return last ? { decision: last[0], outcome: last[1], decided: Object.fromEntries(pairs) } : null;
}
