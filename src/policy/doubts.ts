import type { Doubt, Id, Place, Policy, Step } from './model.ts';

/** One doubt of a policy, with its readings whole, and what it is about. */
export interface ListedDoubt extends Doubt<unknown> {
  /** What it is that is in doubt, by its own title or words. */
  about: string;
  /** Its words in the document, of a clock and of a limit. */
  asWritten: string | null;
  /** The step it arises in; null for a clock or a criterion. */
  step: Id | null;
  cite: Place[];
}

/**
 * Every doubt of a policy, whose address is its switch, in the order of the document: clocks, criteria, then each step
 * with its limits, its quorum and its outcomes, those that only a reading of the step brings among them.
 *
 * @example doubtsOf(policy).map(({ address }) => address) // ['original-notification', 'decide-review/quorum']
 */
export function doubtsOf(policy: Policy): readonly ListedDoubt[] {
  // A policy is never changed once it is read, and the drawing of a timetable asks for each of its dates.
  let doubts = known.get(policy);
  if (!doubts) known.set(policy, doubts = [
    ...policy.clocks.flatMap((clock) => listed(clock, { about: clock.asWritten ?? clock.id, asWritten: clock.asWritten, step: null, cite: clock.cite })),
    ...policy.criteria.flatMap((criterion) => listed(criterion, { about: criterion.title, asWritten: null, step: null, cite: criterion.cite })),
    ...policy.steps.flatMap(doubtsOfStep),
  ]);
  return doubts;
}

const known = new WeakMap<Policy, readonly ListedDoubt[]>();

/** Whether the readings of a doubt differ in a key: what they differ in is what is in doubt. */
export function differIn({ readings }: Pick<Doubt<unknown>, 'readings'>, key: string): boolean {
  return new Set(readings.map(({ changes }) => JSON.stringify((changes as Record<string, unknown>)[key] ?? null))).size > 1;
}

function doubtsOfStep(step: Step): ListedDoubt[] {
  const variants: Partial<Step>[] = [step, ...(step.doubt?.readings ?? []).map(({ changes }) => changes)];
  const named = { about: step.title, asWritten: null, step: step.id };
  return [
    ...listed(step, { ...named, cite: step.cite }),
    ...variants.flatMap(({ limits = [] }) => limits.flatMap((limit) =>
      listed(limit, { ...named, asWritten: limit.asWritten, cite: limit.cite.length > 0 ? limit.cite : step.cite }))),
    ...variants.flatMap(({ quorum = null }) => (quorum ? listed(quorum, { ...named, cite: quorum.cite }) : [])),
    ...variants.flatMap(({ outcomes = [] }) => outcomes.flatMap((outcome) =>
      listed(outcome, { ...named, about: `${step.title} ${outcome.title ?? outcome.outcome}`, cite: outcome.cite }))),
  ];
}

function listed<T>({ doubt }: { doubt: Doubt<T> | null }, about: Omit<ListedDoubt, keyof Doubt<unknown>>): ListedDoubt[] {
  return doubt ? [{ ...(doubt as Doubt<unknown>), ...about }] : [];
}
