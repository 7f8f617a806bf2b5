import type { Place } from './model.ts';

/**
 * Where a part of a rule stands in the document: at its own place, or, where it names none, at that of the whole it belongs to.
 *
 * @example placesOf(limit, step) // the limit's places, else the step's
 */
export function placesOf(part: { cite: Place[] } | null, whole: { cite: Place[] }): Place[] {
  return part !== null && part.cite.length > 0 ? part.cite : whole.cite;
}
