/** Things under each reading that stands, for a table that shows all of them. */
import type { Doubt, Limit, Place, Policy, Step } from '../policy/model.ts';
import { underEachAssignment } from '../policy/readings.ts';
import { standingLimits } from '../policy/step-limits.ts';

/** A thing under each reading that the document does not refute; alone, where no doubt touches `keys`. */
export function standingReadings<T extends { doubt: Doubt<T> | null }>(thing: T, keys: readonly (keyof T)[]): { thing: T; cite: Place[] }[] {
  return underEachAssignment({}, (assignment) => ({ thing: assignment.read(thing, keys), cite: assignment.readingOf(thing, keys)?.cite ?? [] }))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result }) => result);
}

/** A step's limits, each under every reading that stands, with those doubts of its own and of its clock's that have several. */
export function limitsAsRead(policy: Policy, step: Step): { limit: Limit; readings: Limit[]; doubts: string[] }[] {
  return standingLimits(policy, step).map(({ limit, readings }) => {
    const isOpen = (address: string) => new Set(readings.flatMap(({ under }) => under[address] ?? [])).size > 1;
    const doubts = new Set(readings.flatMap(({ under }) => Object.keys(under)).filter((address) => address !== step.doubt?.address && isOpen(address)));
    return { limit, readings: readings.map((reading) => reading.limit), doubts: [...doubts] };
  });
}
