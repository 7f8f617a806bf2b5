/** The doubts of a policy, each with what it is about and the limits that rest on it. */
import type { Counting, Doubt, Limit, Place, Policy, Reading, Step } from '../policy/model.ts';
import { clockDoubtsOf } from '../policy/readings.ts';
import type { Inquiry } from './inquiry.ts';
import { largestCount } from './limits.ts';

/** A doubt with what it is about, and the limits that rest on it. */
export interface Site {
  doubt: Doubt<unknown>;
  kind: 'clock' | 'criterion' | 'step' | 'limit' | 'outcome';
  /** Named in a sentence. */
  name: string;
  cite: Place[];
  step: Step | null;
  limits: { step: Step; limit: Limit }[];
  /** What holds under every reading. */
  base: object;
}

/** Every doubt of the policy, in the document's order: clocks, tests, then each step with its limits and outcomes. */
export function sitesOf({ policy }: Inquiry): Site[] {
  const sites: Site[] = [];
  for (const clock of policy.clocks) {
    const limits = policy.steps.flatMap((step) => step.limits.filter((limit) => clockDoubtsOf(policy, limit).some(({ address }) => address === clock.id)).map((limit) => ({ step, limit })));
    if (clock.doubt) sites.push({ doubt: clock.doubt as Doubt<unknown>, kind: 'clock', name: `“${clock.asWritten ?? clock.id}”`, cite: clock.cite, step: null, limits, base: clock });
  }
  for (const criterion of policy.criteria) {
    if (criterion.doubt) sites.push({ doubt: criterion.doubt as Doubt<unknown>, kind: 'criterion', name: `“${criterion.title}”`, cite: criterion.cite, step: null, limits: [], base: criterion });
  }
  for (const step of policy.steps) {
    if (step.doubt) sites.push({ doubt: step.doubt as Doubt<unknown>, kind: 'step', name: `“${step.title}”`, cite: step.cite, step, limits: [], base: step });
    for (const limit of step.limits) {
      const name = limit.asWritten === null ? `the time for “${step.title}”` : `“${limit.asWritten}” for “${step.title}”`;
      if (limit.doubt) sites.push({ doubt: limit.doubt as Doubt<unknown>, kind: 'limit', name, cite: limit.cite.length > 0 ? limit.cite : step.cite, step, limits: [{ step, limit }], base: limit });
    }
    for (const outcome of step.outcomes) {
      if (outcome.doubt) sites.push({ doubt: outcome.doubt as Doubt<unknown>, kind: 'outcome', name: `“${step.title}”`, cite: outcome.cite, step, limits: [], base: outcome });
    }
  }
  return sites;
}

/** What a reading lays over a key; undefined where it leaves it alone. */
export const changed = (reading: Reading<unknown>, key: string): unknown => (reading.changes as Record<string, unknown>)[key];
/** A doubt with the readings that the document does not refute. */
export const standing = (doubt: Doubt<unknown>): Doubt<unknown> => ({ ...doubt, readings: doubt.readings.filter(({ refutedBy }) => refutedBy === null) });

/** Whether readings give a key in more than one way; one that gives none says nothing of it. */
export const givenInTwoWays = ({ readings }: Doubt<unknown>, key: string): boolean =>
  new Set(readings.flatMap((reading) => (changed(reading, key) == null ? [] : [JSON.stringify(changed(reading, key))]))).size > 1;

/** Two readings that differ in one key and, if there are such, in none of the others. */
export function pairDifferingIn(doubt: Doubt<unknown>, key: string, others: readonly string[]): [Reading<unknown>, Reading<unknown>] {
  const value = (reading: Reading<unknown>, name: string) => JSON.stringify(changed(reading, name) ?? null);
  const pairs = doubt.readings.flatMap((one, place) => doubt.readings.slice(place + 1).map((other): [Reading<unknown>, Reading<unknown>] => [one, other]))
    .filter(([one, other]) => changed(one, key) != null && changed(other, key) != null && value(one, key) !== value(other, key));
  return pairs.find(([one, other]) => others.every((name) => value(one, name) === value(other, name))) ?? pairs[0]!;
}

/** The limits whose start, or whose unit, rests on a doubt: one that says its own does not. */
export const limitsMoved = ({ kind, doubt, limits }: Site, key: keyof Counting, policy: Policy): Site['limits'] =>
  kind === 'clock' ? limits.filter(({ limit }) => clockDoubtsOf(policy, limit, [key]).some(({ address }) => address === doubt.address)) : limits;

/** Limits, the one that counts furthest first. */
export const mostCounted = (limits: Site['limits']): Site['limits'] => [...limits].sort((one, other) => largestCount(other.limit) - largestCount(one.limit));
