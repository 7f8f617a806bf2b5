/** The doubts of a policy, each with what it is about and the limits that rest on it. */
import type { Clock, Counting, Criterion, Doubt, Limit, Place, Policy, Reading, Step } from '../policy/model.ts';
import { clockDoubtsOf } from '../policy/readings.ts';
import type { Inquiry } from './inquiry.ts';
import { largestCount } from './limits.ts';

/** A doubt with what it is about, and the limits that rest on it. */
export interface Site {
  doubt: Doubt<unknown>;
  kind: 'clock' | 'criterion' | 'step' | 'limit' | 'quorum' | 'outcome';
  /** Named in a sentence. */
  name: string;
  cite: Place[];
  step: Step | null;
  limits: { step: Step; limit: Limit }[];
  /** What holds under every reading. */
  base: object;
}

/** Every doubt of the policy, in the document's order: clocks, tests, then each step with what it holds. */
export function sitesOf({ policy }: Inquiry): Site[] {
  const sites = [...policy.clocks.flatMap((clock) => siteOfClock(clock, policy)), ...policy.criteria.flatMap(siteOfCriterion), ...policy.steps.flatMap(sitesOfStep)];
  return sites.filter(({ doubt }, place) => sites.findIndex((one) => one.doubt.address === doubt.address) === place);
}

function siteOfClock(clock: Clock, policy: Policy): Site[] {
  const restsOnIt = (limit: Limit) => clockDoubtsOf(policy, limit).some(({ address }) => address === clock.id);
  const limits = policy.steps.flatMap((step) => step.limits.filter(restsOnIt).map((limit) => ({ step, limit })));
  return siteOf(clock, { kind: 'clock', name: `“${clock.asWritten ?? clock.id}”`, cite: clock.cite, step: null, limits });
}

const siteOfCriterion = (criterion: Criterion): Site[] =>
  siteOf(criterion, { kind: 'criterion', name: `“${criterion.title}”`, cite: criterion.cite, step: null, limits: [] });

/** The step's own doubt and those of its limits, its quorum and its outcomes, with those that only a reading of it brings. */
function sitesOfStep(step: Step): Site[] {
  const variants: Partial<Step>[] = [step, ...(step.doubt?.readings.map(({ changes }) => changes) ?? [])];
  const of = (kind: Site['kind'], cite: Place[] = []) => ({ kind, name: `“${step.title}”`, cite: cite.length > 0 ? cite : step.cite, step, limits: [] });
  const timed = (limit: Limit) => ({
    ...of('limit', limit.cite), limits: [{ step, limit }],
    name: limit.asWritten === null ? `the time for “${step.title}”` : `“${limit.asWritten}” for “${step.title}”`,
  });
  return [
    ...siteOf(step, of('step')),
    ...variants.flatMap(({ limits = [] }) => limits.flatMap((limit) => siteOf(limit, timed(limit)))),
    ...variants.flatMap(({ quorum = null }) => (quorum === null ? [] : siteOf(quorum, { ...of('quorum', quorum.cite), name: `the quorum of “${step.title}”` }))),
    ...variants.flatMap(({ outcomes = [] }) => outcomes.flatMap((outcome) => siteOf(outcome, of('outcome', outcome.cite)))),
  ];
}

function siteOf<T extends { doubt: Doubt<T> | null }>(base: T, about: Omit<Site, 'doubt' | 'base'>): Site[] {
  return base.doubt === null ? [] : [{ doubt: base.doubt as Doubt<unknown>, base, ...about }];
}

/** What a reading lays over a key; undefined where it leaves it alone. */
export const changed = (reading: Reading<unknown>, key: string): unknown => (reading.changes as Record<string, unknown>)[key];
/** A doubt with the readings that the document does not refute. */
export const standing = (doubt: Doubt<unknown>): Doubt<unknown> => ({ ...doubt, readings: doubt.readings.filter(({ refutedBy }) => refutedBy === null) });

/** Whether readings give a key in more than one way; one that gives none says nothing of it. */
export const givenInTwoWays = ({ readings }: Doubt<unknown>, key: string): boolean =>
  new Set(readings.flatMap((reading) => (changed(reading, key) == null ? [] : [JSON.stringify(changed(reading, key))]))).size > 1;

type Pair = [Reading<unknown>, Reading<unknown>];

/** Every two readings that each give a key, and not the same. */
export function pairsDifferingIn({ readings }: Doubt<unknown>, key: string): Pair[] {
  const pairs = readings.flatMap((one, place) => readings.slice(place + 1).map((other): Pair => [one, other]));
  return pairs.filter((pair) => pair.every((reading) => changed(reading, key) != null) && !areAlikeIn(pair, [key]));
}

/** Whether two readings lay the same over some keys. */
export const areAlikeIn = ([one, other]: Pair, keys: readonly string[]): boolean =>
  keys.every((key) => JSON.stringify(changed(one, key) ?? null) === JSON.stringify(changed(other, key) ?? null));

/** Two readings that differ in one key and in none of the others; where there are no such two, in as few of them as can be, the last first. */
export function pairDifferingIn(doubt: Doubt<unknown>, key: string, others: readonly string[]): Pair {
  const pairs = pairsDifferingIn(doubt, key);
  const alike = others.map((_, place) => pairs.find((pair) => areAlikeIn(pair, others.slice(0, others.length - place))));
  return alike.find((pair) => pair !== undefined) ?? pairs[0]!;
}

/** The limits whose start, or whose unit, rests on a doubt: one that says its own does not. */
export const limitsMoved = ({ kind, doubt, limits }: Site, key: keyof Counting, policy: Policy): Site['limits'] =>
  kind === 'clock' ? limits.filter(({ limit }) => clockDoubtsOf(policy, limit, [key]).some(({ address }) => address === doubt.address)) : limits;

/** Limits, the one that counts furthest first. */
export const mostCounted = (limits: Site['limits']): Site['limits'] => [...limits].sort((one, other) => largestCount(other.limit) - largestCount(one.limit));
