/** Things under each reading that stands, for a table that shows all of them. */
import type { Doubt, Limit, Place, Policy, Step } from '../policy/model.ts';
import { limitAsRead, underEachAssignment } from '../policy/readings.ts';

/** A thing under each reading that the document does not refute; alone, where no doubt touches `keys`. */
export function standingReadings<T extends { doubt: Doubt<T> | null }>(thing: T, keys: readonly (keyof T)[]): { thing: T; cite: Place[] }[] {
  return underEachAssignment({}, (assignment) => ({ thing: assignment.read(thing, keys), cite: assignment.readingOf(thing, keys)?.cite ?? [] }))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result }) => result);
}

/** A step's limits, each under every reading that stands, with the doubts it rests on. */
export function limitsAsRead(policy: Policy, step: Step): { limit: Limit; readings: Limit[]; doubts: string[] }[] {
  const byAddress = new Map<string, { limit: Limit; readings: Limit[]; doubts: string[] }>();
  for (const { thing } of standingReadings(step, ['limits'])) {
    for (const limit of thing.limits) {
      const read = underEachAssignment({}, (assignment) => limitAsRead(policy, limit, assignment)).filter(({ refutedBy }) => refutedBy === null);
      const found = byAddress.get(limit.address) ?? { limit, readings: [], doubts: [] };
      found.readings.push(...read.map(({ result }) => result));
      found.doubts = [...new Set([...found.doubts, ...read.filter(() => read.length > 1).flatMap(({ under }) => Object.keys(under))])];
      byAddress.set(limit.address, found);
    }
  }
  return [...byAddress.values()];
}
