import type { Id, Start } from './model.ts';

/** One thing that a count runs from. */
export type SingleStart = Extract<Start, { event: Id } | { step: Id }>;

/**
 * Every event and step that a start names, each once for each time it is named; none where there is no start.
 *
 * @example singleStarts({ last: [{ event: 'referral-received' }, { step: 'send-scoping' }] }).length // 2
 */
export function singleStarts(start: Start | null | undefined): SingleStart[] {
  if (!start) return [];
  if ('first' in start) return start.first.flatMap(singleStarts);
  return 'last' in start ? start.last.flatMap(singleStarts) : [start];
}

/** The ids of the events and the steps that a start names. */
export function idsOfStart(start: Start | null | undefined): Id[] {
  return singleStarts(start).map((one) => ('event' in one ? one.event : one.step));
}

/** The events alone that a start names. */
export function eventsOfStart(start: Start | null | undefined): Id[] {
  return singleStarts(start).flatMap((one) => ('event' in one ? [one.event] : []));
}

/** The steps alone that a start names. */
export function stepsOfStart(start: Start | null | undefined): Id[] {
  return singleStarts(start).flatMap((one) => ('step' in one ? [one.step] : []));
}
