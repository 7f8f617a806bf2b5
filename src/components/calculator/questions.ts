/** What the calculator asks about a case: only what the chosen policy and the national baseline use. */
import type { Criterion, Id, Limit, Policy, Start, Tree, Vocabulary } from '../../policy/model.ts';

/** Always asked, because the national limits run from it. */
const ALWAYS_ASKED = 'incident-known';
const ASKED_FIRST = 'referral-received';

/**
 * The events whose dates are asked: those that a limit of either policy runs from under some reading. The referral
 * comes first, then the order of the vocabulary.
 *
 * @example eventsAsked([westMidlands, national], vocabulary) // ['referral-received', 'incident-known', ...]
 */
export function eventsAsked(policies: Policy[], vocabulary: Vocabulary): Id[] {
  const used = new Set<Id>([ALWAYS_ASKED, ...policies.flatMap(startsOf).flatMap(eventsIn)]);
  const inOrder = Object.keys(vocabulary.events).filter((event) => used.has(event));
  return [...inOrder.filter((event) => event === ASKED_FIRST), ...inOrder.filter((event) => event !== ASKED_FIRST)];
}

/**
 * The steps that something else is counted from, other than those that stand for an event that is asked already.
 *
 * @example stepsAsked(policy, events) // ['hold-meeting']
 */
export function stepsAsked(policy: Policy, events: Id[]): Id[] {
  const used = new Set(startsOf(policy).flatMap(stepsIn));
  return policy.steps.filter(({ id, marks }) => used.has(id) && !marks.some((event) => events.includes(event))).map(({ id }) => id);
}

/** Steps that can be given a date besides: those that happen once and are not asked for already. */
export function stepsOffered(policy: Policy, asked: Id[], events: Id[]): Id[] {
  return policy.steps
    .filter(({ id, each, marks }) => each === null && !asked.includes(id) && !marks.some((event) => events.includes(event)))
    .map(({ id }) => id);
}

/** The facts that a test or a step of any of the policies turns on, in the vocabulary's order. */
export function factsAsked(policies: Policy[], vocabulary: Vocabulary): Id[] {
  const used = new Set(policies.flatMap(factsUsed));
  return Object.keys(vocabulary.facts).filter((fact) => used.has(fact));
}

/** The facts that the policies' tests turn on; the rest only decide whether a step applies. */
export function factsOfTests(policies: Policy[]): Set<Id> {
  return new Set(policies.flatMap((policy) => policy.criteria.flatMap(treesOfCriterion).flatMap(factsIn)));
}

/** The decisions of a policy: steps with outcomes. */
export function decisionsAsked(policy: Policy): Id[] {
  return policy.steps.filter(({ outcomes }) => outcomes.length > 0).map(({ id }) => id);
}

function startsOf(policy: Policy): Start[] {
  const ofCounting = (thing: { from: Start | null; doubt: { readings: { changes: { from?: Start | null } }[] } | null }) =>
    [thing.from, ...(thing.doubt?.readings.map(({ changes }) => changes.from ?? null) ?? [])];
  const limits = policy.steps.flatMap((step) => [...step.limits, ...(step.doubt?.readings.flatMap(({ changes }) => changes.limits ?? []) ?? [])]);
  return [...policy.clocks.flatMap(ofCounting), ...limits.flatMap(ofCounting)].filter((start) => start !== null);
}

function eventsIn(start: Start): Id[] {
  if ('event' in start) return [start.event];
  return 'step' in start ? [] : ('first' in start ? start.first : start.last).flatMap(eventsIn);
}

function stepsIn(start: Start): Id[] {
  if ('step' in start) return [start.step];
  return 'event' in start ? [] : ('first' in start ? start.first : start.last).flatMap(stepsIn);
}

function factsUsed(policy: Policy): Id[] {
  const trees = [
    ...policy.criteria.flatMap(treesOfCriterion),
    ...policy.steps.flatMap((step) => [
      step.when, ...step.tells.map(({ when }) => when), ...step.limits.flatMap(treesOfLimit),
      ...(step.doubt?.readings.map(({ changes }) => changes.when ?? null) ?? []),
    ]),
  ];
  return trees.flatMap(factsIn);
}

function treesOfCriterion({ when, doubt }: Criterion): (Tree | null)[] {
  return [when, ...(doubt?.readings.map(({ changes }) => changes.when ?? null) ?? [])];
}

function treesOfLimit({ when, doubt }: Limit): (Tree | null)[] {
  return [when, ...(doubt?.readings.map(({ changes }) => changes.when ?? null) ?? [])];
}

function factsIn(tree: Tree | null): Id[] {
  if (tree === null) return [];
  if ('all' in tree || 'any' in tree) return ('all' in tree ? tree.all : tree.any).flatMap(factsIn);
  if ('not' in tree) return factsIn(tree.not);
  return 'fact' in tree ? [tree.fact] : [];
}
