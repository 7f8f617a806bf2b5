/** What the limits of documents count from, in words. */
import { eventText, joined, type Speech } from '../engine/words.ts';
import { standingLimits } from '../policy/step-limits.ts';
import type { LimitNamed } from './date-differences.ts';
import { isSameStart, startSays, tasksOfStart } from './sameness.ts';
import type { Id, Policy, Start, Vocabulary } from '../policy/model.ts';

/**
 * A start in words, for "counted from …".
 * @example startTitle('referral-received', vocabulary) // 'the day the referral was received'
 */
export function startTitle(start: string, vocabulary: Vocabulary): string {
  if (Object.hasOwn(vocabulary.events, start)) return `the day ${eventText(start, vocabulary)}`;
  const tasks = tasksOfStart(start).flatMap((task) => vocabulary.tasks[task]?.title ?? []);
  if (tasks.length > 0) return `the day of ${joined(tasks.map((title) => `“${title}”`), 'and')}`;
  const several = /^(first|last)\((.*)\)$/.exec(start);
  return several ? `the ${several[1] === 'first' ? 'earlier' : 'later'} of ${joined(several[2]!.split(', ').map((one) => startTitle(one, vocabulary)), 'and')}` : start;
}

/**
 * What a limit of one document counts from, a step by the title that this document gives it.
 *
 * @param start as the limit's readings name it
 * @param step the step that the limit is of; null: any of the document's
 * @example ownStartTitle('notify-ofsted.notify-partnership', step, { policy, vocabulary }) // 'the day of “Report the notifiable incident”'
 */
function ownStartTitle(start: string, step: Id | null, { policy, vocabulary }: Speech): string {
  const titleOf = (from: Start): string => {
    if ('event' in from) return startTitle(from.event, vocabulary);
    if ('step' in from) return `the day of “${policy.steps.find(({ id }) => id === from.step)?.title ?? from.step}”`;
    return `the ${'first' in from ? 'earlier' : 'later'} of ${joined(('first' in from ? from.first : from.last).map(titleOf), 'and')}`;
  };
  if (Object.hasOwn(vocabulary.events, start)) return startTitle(start, vocabulary);
  const titles = new Set(startsCounted(policy, step, vocabulary).filter((from) => isSameStart(startSays(from, policy), start)).map(titleOf));
  return titles.size === 0 ? startTitle(start, vocabulary) : joined([...titles], 'or');
}

/**
 * What a limit that is named counts from: by its document's own title where that document is at hand, else by its tasks.
 * @example startTitleOf(start, difference.a, vocabulary, policyOf) // 'the day of “Report the notifiable incident”'
 */
export function startTitleOf(start: string, { policy: id, step }: LimitNamed, vocabulary: Vocabulary, policyOf: (id: Id) => Policy | undefined): string {
  const policy = policyOf(id);
  return policy ? ownStartTitle(start, step, { policy, vocabulary }) : startTitle(start, vocabulary);
}

/**
 * A start of one document or of several: by its own title where only one of them counts from it, else by what is common.
 * @example startTitleIn('notify-ofsted.notify-partnership', [kscp, wst], vocabulary) // 'the day of “Report the notifiable incident”'
 */
export function startTitleIn(start: string, policies: readonly Policy[], vocabulary: Vocabulary): string {
  const counting = policies.filter((policy) => startsCounted(policy, null, vocabulary).some((from) => isSameStart(startSays(from, policy), start)));
  return counting.length === 1 ? ownStartTitle(start, null, { policy: counting[0]!, vocabulary }) : startTitle(start, vocabulary);
}

/** What a step's limits count from under some reading, or those of every step that a row shows. */
function startsCounted(policy: Policy, step: Id | null, { dimensions }: Vocabulary): Start[] {
  const tasks = tasksWithLimits(dimensions);
  return policy.steps.filter(({ id, does }) => (step === null ? does.some((task) => tasks.includes(task)) : id === step))
    .flatMap((one) => standingLimits(policy, one).flatMap(({ readings }) => readings.flatMap(({ limit }) => limit.from ?? [])));
}

/** The tasks whose limits the rows of the comparison show. */
export const tasksWithLimits = (dimensions: Vocabulary['dimensions']): Id[] =>
  dimensions.flatMap(({ select }) => (select.by === 'does' && select.show === 'limits' ? select.tasks : []));
