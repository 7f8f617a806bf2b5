/** A policy on its way to the browser: what most of its parts leave empty is left out, and put back there. */
import type { Limit, Outcome, Place, Policy, Step } from '../policy/model.ts';

const PLACE: Partial<Place> = { of: null, unverified: null };
const OUTCOME: Partial<Outcome> = { title: null, tells: [], next: null, backTo: null, doubt: null };
const LIMIT: Partial<Limit> = {
  id: null, asWritten: null, cite: [], clock: null, ownKeys: [], from: null, unit: null, dayOne: null, nonWorkingStart: null, when: null, inForce: null, modality: null, doubt: null,
};
const STEP: Partial<Step> = {
  note: null, actor: null, with: null, consults: null, recommends: null, finalSay: null, tells: [], modality: null, trigger: [], marks: [], when: null, each: null,
  needs: [], produces: [], records: [], limits: [], quorum: null, next: null, test: null, outcomes: [], inForce: null, doubt: null,
};
/** What is empty in each thing of a list, by the key that the list stands under. */
const EMPTY: Record<string, object> = { cite: PLACE, outcomes: OUTCOME, limits: LIMIT, steps: STEP };

/** What is left of a policy; `unpacked` makes it whole. */
export type PackedPolicy = Pick<Policy, 'id'> & { readonly packed: unique symbol };

/** A policy with what is empty left out. @example unpacked(packed(policy)) // the same as policy */
export function packed(policy: Policy): PackedPolicy {
  return eachIn(policy, '', (part, empty) => Object.fromEntries(Object.entries(part).filter(([key, value]) =>
    JSON.stringify(value) !== JSON.stringify((empty as Record<string, unknown>)[key])))) as PackedPolicy;
}

/** The whole policy again. */
export function unpacked(policy: PackedPolicy): Policy {
  return eachIn(policy, '', (part, empty) => ({ ...empty, ...part })) as Policy;
}

/** The same value with each thing of the lists that are packed changed. A reading's changes are not whole things, and stay as they are. */
function eachIn(value: unknown, key: string, change: (part: object, empty: object) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => eachIn(one, key, change));
  if (value === null || typeof value !== 'object') return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, eachIn(part, Array.isArray(part) ? name : '', change)]));
  return Object.hasOwn(EMPTY, key) ? change(parts, EMPTY[key]!) : parts;
}
