/** What a year of start days makes of two limits, in a sentence. */
import { capital, joined } from '../engine/words.ts';
import type { DateDifference, LimitNamed } from './date-differences.ts';
import { startTitleOf } from './start-titles.ts';
import type { Id, Policy, Vocabulary } from '../policy/model.ts';

/**
 * A difference in a sentence: how often, by how much, and when; or why nothing can be said.
 *
 * @param policyOf gives each of the two, whose own titles then name the steps they count from; without it the tasks do
 * @example differenceSentence(difference, vocabulary) // 'Different on 365 of 365 start days, by up to 4 working days.'
 */
export function differenceSentence({ class: kind, of, differ, mostWorkingDays, why, a, b, readings }: DateDifference, vocabulary: Vocabulary, policyOf: (id: Id) => Policy | undefined = () => undefined): string {
  const startOf = (start: string, limit: LimitNamed): string => startTitleOf(start, limit, vocabulary, policyOf);
  switch (kind) {
    case 'same': return of === 0 ? 'The same words, without a number of days.' : 'The same days from every start.';
    case 'same-date': return `The same days from every one of ${of} start days, in other words.`;
    case 'not-comparable': {
      if (why === 'no-number') return 'Not comparable: one of them gives no number of days.';
      const startsOfLimit = (limit: LimitNamed) => joined(limit.starts.map((start) => startOf(start, limit)), 'or');
      return `Not comparable: one counts from ${startsOfLimit(a)}, the other from ${startsOfLimit(b)}.`;
    }
    case 'different': {
      const elsewhere = readings.filter(({ agrees, isNoLimit }) => agrees === null && !isNoLimit);
      const none = readings.filter(({ agrees, isNoLimit }) => isNoLimit && agrees !== true);
      const more = [
        ...(elsewhere.length > 0 ? [`another reading counts from ${joined([...new Set(elsewhere.map(({ start, policy }) => startOf(start ?? '', policy === a.policy ? a : b)))], 'or')}`] : []),
        ...(none.length > 0 ? ['under another reading there is no limit'] : []),
      ];
      const by = mostWorkingDays === 0 ? ', never by a whole working day' : `, by up to ${mostWorkingDays} working ${mostWorkingDays === 1 ? 'day' : 'days'}`;
      const main = differ === 0 ? `The same days on all ${of} start days where they count from the same start` : `Different on ${differ} of ${of} start days${by}`;
      return capital(`${[main, ...more].join('; ')}.`);
    }
  }
}
