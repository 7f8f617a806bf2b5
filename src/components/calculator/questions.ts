/** What the calculator asks about a case: only what the chosen policy and the national baseline use. */
import { amountsOf, hasNumber } from '../../policy/amounts.ts';
import type { Criterion, Id, Limit, Policy, Start, Step, Tree, Vocabulary } from '../../policy/model.ts';
import { factsIn } from '../../policy/facts.ts';
import { eventsOfStart, startsOfCounting, startsOfPolicy, stepsOfStart } from '../../policy/starts.ts';

/** Always asked, because the national limits run from it. */
const ALWAYS_ASKED = 'incident-known';
const ASKED_FIRST = 'referral-received';
/** The national steps whose dates stand beside any policy's. */
const NATIONAL_TASKS = ['notify-panel', 'report-to-panel'];
/** The questions that are asked of every case: a document may be silent on a duty that it has all the same. */
const ALWAYS_JUDGED = ['notify-panel', 'notify-ofsted'];

/**
 * The events whose dates are asked: those that a limit with a number of days runs from under some reading, in the
 * chosen policy, and those that the national notification and rapid review run from. The referral comes first, then
 * the order of the vocabulary.
 *
 * @example eventsAsked(westMidlands, national, vocabulary) // ['referral-received', 'incident-known', ...]
 */
export function eventsAsked(policy: Policy, national: Policy | null, vocabulary: Vocabulary): Id[] {
  const used = new Set<Id>([ALWAYS_ASKED, ...startsOf(policy).flatMap(eventsOfStart)]);
  for (const step of national?.steps ?? []) {
    if (step.does.some((task) => NATIONAL_TASKS.includes(task))) for (const event of startsOf(national!, [step]).flatMap(eventsOfStart)) used.add(event);
  }
  const inOrder = Object.keys(vocabulary.events).filter((event) => used.has(event));
  return [...inOrder.filter((event) => event === ASKED_FIRST), ...inOrder.filter((event) => event !== ASKED_FIRST)];
}

/**
 * The steps that something else is counted from, other than those that stand for an event that is asked already.
 *
 * @example stepsAsked(policy, events) // ['hold-meeting']
 */
export function stepsAsked(policy: Policy, events: Id[]): Id[] {
  const used = new Set(startsOf(policy).flatMap(stepsOfStart));
  return policy.steps.filter(({ id, marks }) => used.has(id) && !marks.some((event) => events.includes(event))).map(({ id }) => id);
}

/** What else can be given a date: the other steps that happen once, and the other events. */
export function datesOffered(policy: Policy, vocabulary: Vocabulary, asked: Id[]): Id[] {
  const steps = policy.steps.filter(({ id, each, marks }) => each === null && !asked.includes(id) && !marks.some((event) => asked.includes(event)));
  const used = new Set([...startsOfPolicy(policy).flatMap(eventsOfStart), ...policy.steps.flatMap(({ trigger }) => trigger)]);
  const marked = new Set(policy.steps.flatMap(({ marks }) => marks));
  const events = Object.keys(vocabulary.events).filter((event) => used.has(event) && !asked.includes(event) && !marked.has(event));
  return [...events, ...steps.map(({ id }) => id)];
}

/** The facts that a test or a step of any of the policies turns on, in the vocabulary's order. */
export function factsAsked(policies: Policy[], vocabulary: Vocabulary): Id[] {
  const used = new Set(policies.flatMap(factsUsed));
  return Object.keys(vocabulary.facts).filter((fact) => used.has(fact));
}

/** The facts that the policy's own tests turn on, and the national tests for the same questions; the rest are folded. */
export function factsOfTests(policy: Policy, national: Policy | null): Set<Id> {
  const criteria = [...policy.criteria, ...(national === null ? [] : testsBeside(policy, national))];
  return new Set(criteria.flatMap(treesOf).flatMap(factsIn));
}

/**
 * The national tests that answer a question that the policy has a test for, and always the one for the notification and
 * the one for the death of a looked-after child.
 */
export function testsBeside(policy: Policy, national: Policy): Criterion[] {
  const asked = new Set([...ALWAYS_JUDGED, ...policy.criteria.map((criterion) => criterion.for)]);
  return national.criteria.filter((criterion) => asked.has(criterion.for));
}

/** The decisions of a policy: steps with outcomes. */
export function decisionsAsked(policy: Policy): Step[] {
  return policy.steps.filter(({ outcomes }) => outcomes.length > 0);
}

/** The starts of limits that have a number of days: a date for one of them moves a date. */
function startsOf(policy: Policy, steps = policy.steps): Start[] {
  return limitsOf(steps).filter((limit) => amountsOf(limit).some(hasNumber)).flatMap((limit) => {
    const clocks = [limit.clock, ...(limit.doubt?.readings.map(({ changes }) => changes.clock ?? null) ?? [])];
    return [...startsOfCounting(limit), ...policy.clocks.filter(({ id }) => clocks.includes(id)).flatMap(startsOfCounting)];
  });
}

function limitsOf(steps: Policy['steps']): Limit[] {
  return steps.flatMap((step) => [...step.limits, ...(step.doubt?.readings.flatMap(({ changes }) => changes.limits ?? []) ?? [])]);
}

function factsUsed(policy: Policy): Id[] {
  const trees = [
    ...policy.criteria.flatMap(treesOf),
    ...policy.steps.flatMap((step) => [
      step.when, ...step.tells.map(({ when }) => when), ...step.limits.flatMap(treesOf),
      ...(step.doubt?.readings.map(({ changes }) => changes.when ?? null) ?? []),
    ]),
  ];
  return trees.flatMap(factsIn);
}

function treesOf({ when, doubt }: Pick<Criterion, 'when'> & { doubt: Criterion['doubt'] | Limit['doubt'] }): (Tree | null)[] {
  return [when, ...(doubt?.readings.map(({ changes }) => changes.when ?? null) ?? [])];
}
