/** A step under the readings of its own doubt: what sets it off, what it brings about, since when it holds. */
import type { Id, Step } from '../policy/model.ts';
import { underEachAssignment, type Choices } from '../policy/readings.ts';

/**
 * What a step has for a key under each reading that stands, or under the one chosen.
 * @example underReadings(step, 'inForce', {}) // [null] of a step that is in no doubt about it and has no period
 */
export function underReadings<K extends keyof Step>(step: Step, key: K, chosen: Choices): Step[K][] {
  if (step.doubt === null) return [step[key]];
  return underEachAssignment(chosen, (assignment) => assignment.read(step, [key])[key]).filter(({ refutedBy }) => refutedBy === null).map(({ result }) => result);
}

/**
 * The events that set a step off, or that it brings about, under every reading that stands and under any.
 * @example eventsOf(step, 'marks', {}) // { sure: ['notification-sent'], possible: ['notification-sent'] }
 */
export function eventsOf(step: Step, key: 'trigger' | 'marks', chosen: Choices): { sure: Id[]; possible: Id[] } {
  if (step.doubt === null) return { sure: step[key], possible: step[key] };
  const ways = underReadings(step, key, chosen);
  const possible = [...new Set(ways.flat())];
  return { sure: possible.filter((event) => ways.every((way) => way.includes(event))), possible };
}
