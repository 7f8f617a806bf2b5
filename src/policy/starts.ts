import type { Id, Policy, PolicySet, Start } from './model.ts';

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

/**
 * Everything that a clock or a limit of a policy runs from, under any reading.
 *
 * @example startsOfPolicy(wst).flatMap(eventsOfStart) // ['referral-received', 'referral-received', …]
 */
export function startsOfPolicy({ clocks, steps }: Policy): Start[] {
  const limits = steps.flatMap((step) => [...step.limits, ...(step.doubt?.readings.flatMap(({ changes }) => changes.limits ?? []) ?? [])]);
  return [...clocks, ...limits].flatMap(startsOfCounting);
}

/** What a clock or a limit itself says that it runs from, with what its readings say. */
export function startsOfCounting({ from, doubt }: Counted): Start[] {
  return [from, ...(doubt?.readings.map(({ changes }) => changes.from ?? null) ?? [])].filter((start) => start !== null);
}

interface Counted { from: Start | null; doubt: { readings: readonly { changes: { from?: Start | null } }[] } | null }

/**
 * The events of any case that the policies of a set count from, in the vocabulary's order: of those that it calls main,
 * where it does so.
 *
 * @example mainEvents(set) // ['incident-occurred', 'incident-known', …]
 */
export function mainEvents({ policies, vocabulary }: PolicySet): Id[] {
  const used = new Set(policies.flatMap(startsOfPolicy).flatMap(eventsOfStart));
  const events = Object.values(vocabulary.events);
  const hasMain = events.some(({ main }) => main);
  return events.filter(({ id, main }) => used.has(id) && (main || !hasMain)).map(({ id }) => id);
}
