import type { Clock, Counting, Criterion, Doubt, Id, Limit, Outcome, Policy, Quorum, Reading, Step } from './model.ts';

/** A reading chosen for some doubts: the doubt's address, and the reading's id. */
export type Choices = Readonly<Record<string, Id>>;

/** One doubt of a policy, whatever it is about. */
export interface ListedDoubt {
  /** The switch's name. */
  address: string;
  kind: Doubt<unknown>['kind'];
  /** What the doubt is about. */
  about: 'clock' | 'criterion' | 'step' | 'limit' | 'quorum' | 'outcome';
  /** Words for a heading: the thing's title, or its words in the document. */
  title: string;
  /** The step it belongs to; null for a clock and a criterion. */
  step: Id | null;
  readings: Reading<unknown>[];
}

const countingKeys = ['from', 'unit', 'dayOne', 'nonWorkingStart'] as const satisfies readonly (keyof Counting)[];

/**
 * A thing as one of its readings has it: the reading's changes are laid over it, and no doubt is left. A doubt without a
 * choice leaves the thing as it stands; so does a choice of a reading that there is not.
 *
 * @example readingOf(clock, { 'review-days': 'calendar' }).unit // 'calendar-day'
 */
export function readingOf<T extends { doubt: Doubt<T> | null }>(thing: T, choices: Choices): T {
  const reading = chosenOf(thing.doubt, choices);
  return reading ? { ...thing, ...reading.changes, doubt: null } : thing;
}

/**
 * A criterion as chosen.
 *
 * @example resolveCriterion(criterion, { 'serious-incident': 'narrow' }).when
 */
export function resolveCriterion(criterion: Criterion, choices: Choices): Criterion {
  return readingOf(criterion, choices);
}

/**
 * A step as chosen, its quorum and its outcomes with it. Its limits stay as the step has them, because they also need
 * their clocks: see `resolveLimit`.
 *
 * @example resolveStep(step, { 'notify-panel': 'partnership' }).actor
 */
export function resolveStep(step: Step, choices: Choices): Step {
  const read = readingOf(step, choices);
  return {
    ...read,
    quorum: read.quorum && readingOf<Quorum>(read.quorum, choices),
    outcomes: read.outcomes.map((outcome) => readingOf<Outcome>(outcome, choices)),
  };
}

/**
 * A limit as chosen, with its counting complete: its clock, the clock's reading, the limit's own keys, and the keys of the
 * limit's reading, each laid over what came before.
 *
 * @example resolveLimit(policy, limit, { 'original-notification': 'unit-working' }).unit // 'working-day'
 */
export function resolveLimit(policy: Pick<Policy, 'clocks'>, limit: Limit, choices: Choices): Limit {
  const changes: Partial<Limit> = chosenOf(limit.doubt, choices)?.changes ?? {};
  const ownKeys = countingKeys.filter((key) => limit.ownKeys.includes(key) || key in changes);
  const read: Limit = { ...limit, ...changes, ownKeys, doubt: null };
  const clock = policy.clocks.find(({ id }) => id === read.clock);
  if (!clock) return read;
  const counted = readingOf<Clock>(clock, choices);
  const fromClock = countingKeys.filter((key) => !ownKeys.includes(key));
  return { ...read, ...Object.fromEntries(fromClock.map((key) => [key, counted[key]])) };
}

/**
 * Every doubt of a policy in the order of the document: clocks, criteria, then each step with its limits, its quorum and
 * its outcomes, those inside a step's readings among them.
 *
 * @example doubtsOf(policy).map(({ address }) => address) // ['original-notification', 'decide-review/quorum']
 */
export function doubtsOf(policy: Policy): ListedDoubt[] {
  return [
    ...policy.clocks.flatMap((clock) => listed(clock, 'clock', clock.asWritten ?? clock.id, null)),
    ...policy.criteria.flatMap((criterion) => listed(criterion, 'criterion', criterion.title, null)),
    ...policy.steps.flatMap(doubtsOfStep),
  ];
}

/**
 * Every combination of readings of a list of doubts, refuted ones among them.
 *
 * @example choicesOf(doubtsOf(policy)).length // 8, where there are three doubts of two readings
 */
export function choicesOf(doubts: readonly { address: string; readings: readonly { id: Id }[] }[]): Record<string, Id>[] {
  return doubts.reduce<Record<string, Id>[]>(
    (choices, { address, readings }) => choices.flatMap((choice) => readings.map(({ id }) => ({ ...choice, [address]: id }))),
    [{}],
  );
}

function chosenOf<T>(doubt: Doubt<T> | null, choices: Choices): Reading<T> | null {
  if (!doubt || !Object.hasOwn(choices, doubt.address)) return null;
  return doubt.readings.find(({ id }) => id === choices[doubt.address]) ?? null;
}

/** A doubt about whatever it may be. */
type AnyDoubt = Pick<ListedDoubt, 'address' | 'kind'> & { readings: Reading<unknown>[] };

function doubtsOfStep(step: Step): ListedDoubt[] {
  const variants: Partial<Step>[] = [step, ...(step.doubt?.readings ?? []).map(({ changes }) => changes)];
  return [
    ...listed(step, 'step', step.title, step.id),
    ...variants.flatMap(({ limits = [] }) => limits.flatMap((limit) => listed(limit, 'limit', limitTitle(step, limit), step.id))),
    ...variants.flatMap(({ quorum = null }) => (quorum ? listed(quorum, 'quorum', `${step.title}: quorum`, step.id) : [])),
    ...variants.flatMap(({ outcomes = [] }) =>
      outcomes.flatMap((outcome) => listed(outcome, 'outcome', `${step.title}: ${outcome.title ?? outcome.outcome}`, step.id))),
  ];
}

function limitTitle(step: Step, limit: Limit): string {
  return limit.asWritten === null ? step.title : `${step.title}: ${limit.asWritten}`;
}

function listed(thing: { doubt: AnyDoubt | null }, about: ListedDoubt['about'], title: string, step: Id | null): ListedDoubt[] {
  if (!thing.doubt) return [];
  const { address, kind, readings } = thing.doubt;
  return [{ address, kind, about, title, step, readings }];
}
