/** A case worked out under one policy, and what every export of it must carry: its document, what was given, what was assumed. */
import { formatDate } from '../calendar/iso-date.ts';
import type { ListedDoubt } from '../policy/doubts.ts';
import type { Judgement, LimitEntry, Timetable, TimetableStep } from '../engine/types.ts';
import type { Id, Place, Policy, Step, Vocabulary } from '../policy/model.ts';

/** The engine's functions that put rules into words. The caller hands them over: `import * as words from '../engine/words.ts'`. */
type Words = Pick<
  typeof import('../engine/words.ts'),
  'actorName' | 'actorWithSuccessor' | 'capital' | 'conventionTexts' | 'countOf' | 'datedPhrase' | 'joined' | 'limitText' | 'openConditionText' | 'outcomeText' | 'placeText' | 'uncapital' | 'unreadGuidance' | 'whoText'
>;

export interface WorkedCase {
  policy: Policy;
  vocabulary: Vocabulary;
  timetable: Timetable;
  /** The verdicts on the same answers; needed by the sheet for the meeting only. */
  judgement?: Judgement | null;
  /** The policy's doubts, by `doubtsOf(policy)`. */
  switches: readonly ListedDoubt[];
  words: Words;
}

/** Whether its dates are the national baseline's, which stand beside a local policy's and are never merged with them. */
export function isNational({ policy }: WorkedCase): boolean {
  return policy.kind === 'statutory-guidance';
}

/** The rule of a step, as the policy has it. */
export function ruleOf({ policy }: WorkedCase, step: Id): Step | undefined {
  return policy.steps.find(({ id }) => id === step);
}

/** What a step or an event is called. @example nameOf(worked, 'referral-received') // 'The referral was received' */
export function nameOf(worked: WorkedCase, id: Id): string {
  return ruleOf(worked, id)?.title ?? worked.vocabulary.events[id]?.title ?? id;
}

/**
 * Which document the dates come from, and what of it is to be borne in mind.
 *
 * @example documentLines(worked)
 * // ['WST: Serious Incident Notification Process, undated. The partnership’s current document decides.']
 */
export function documentLines(worked: WorkedCase): string[] {
  const { policy, vocabulary, words } = worked;
  const { source } = policy;
  // The baseline is put together from several editions, each cited by its own year.
  const dated = isNational(worked) ? [] : [words.datedPhrase(policy)];
  const about = [...dated, ...(source.extent === 'extract' ? ['an extract'] : [])].map((part) => `, ${part}`).join('');
  const decides = isNational(worked) ? 'The guidance in force decides.' : 'The partnership’s current document decides.';
  const unread = isNational(worked) ? words.unreadGuidance(policy, vocabulary).map(({ title, unverified }) => `${title}: ${closed(unverified ?? '')}`) : [];
  return [`${policy.title}: ${source.title}${about}. ${decides}`, ...unread];
}

/** Every date that was given, and whether the document counts from it. */
export function givenDates(worked: WorkedCase): string[] {
  const { policy, timetable: { given, notUsed } } = worked;
  return Object.entries(given).map(([id, date]) => `${nameOf(worked, id)}: ${formatDate(date)}${notUsed.includes(id) ? ` (not used by ${policy.title})` : ''}`);
}

/** Every date, answer and decision that was given, and the day it was looked at from; answers that are not known are left out. */
export function givenLines(worked: WorkedCase): string[] {
  const { policy, vocabulary, words, timetable: { facts, decided, asAt } } = worked;
  const answers = Object.entries(facts).filter(([, answer]) => answer !== 'unknown').map(([fact, answer]) => `${vocabulary.facts[fact]?.title ?? fact}: ${answer}`);
  const decisions = Object.entries(decided).map(([step, outcome]) => `${nameOf(worked, step)}: ${words.outcomeText(step, outcome, { policy, vocabulary })}`);
  return [...givenDates(worked), ...answers, ...decisions, ...(asAt === null ? [] : [`As at ${formatDate(asAt)}`])];
}

/** How days are counted where the document is silent; the same for every policy that stands beside another. */
export function conventionLine({ timetable, words }: WorkedCase): string {
  return `Where the document is silent, ${words.joined(Object.values(words.conventionTexts(timetable.conventions)), 'and')}.`;
}

/** Each reading that someone chose, and how many doubts are left open. */
export function chosenLines({ timetable: { chosen }, switches }: WorkedCase): string[] {
  const settled = switches.filter(({ address }) => Object.hasOwn(chosen, address));
  const choices = settled.map(({ address, about, asWritten, readings }) => {
    const reading = readings.find(({ id }) => id === chosen[address]);
    return `${asWritten === null || asWritten === about ? about : `${about}, “${asWritten}”`}, read so: ${closed(reading?.because ?? chosen[address] ?? '')}`;
  });
  const left = switches.length - settled.length;
  const kept = left === 0 ? [] : [`${left === 1 ? 'One doubt' : `${left} doubts`} of the document left open, so a day to work to suits every reading that stands, wherever there is such a day.`];
  return [...choices, ...kept];
}

/** Who does a step, and who is told whatever happens. @example whoLine(worked, rule) // 'Business unit; told: police' */
export function whoLine({ policy, vocabulary, words }: WorkedCase, rule: Step): string {
  const speech = { policy, vocabulary };
  const actor = words.whoText(rule.actor, speech);
  const told = rule.tells.filter(({ when }) => when === null).map(({ who }) => words.uncapital(words.actorName(who, speech)));
  return `${actor ?? 'Who does it: not stated'}${told.length === 0 ? '' : `; told: ${words.joined(told, 'and')}`}`;
}

/** A limit in the document's words; in plain ones where it has none of its own. */
export function limitWords({ policy, vocabulary, words }: WorkedCase, rule: Step, limit: LimitEntry): string {
  if (limit.asWritten !== null) return `“${limit.asWritten}”`;
  const written = rule.limits.find(({ address }) => address === limit.address);
  return written === undefined ? 'A limit' : words.capital(words.limitText(written, { policy, vocabulary }));
}

/** Where something stands, and whether that place was read at its source. @example placesText(worked, limit.cite) // '4.3.3' */
export function placesText({ vocabulary, words }: WorkedCase, places: readonly Place[]): string {
  const unread = places.some(({ of, unverified }) => unverified !== null || (of !== null && vocabulary.guidance[of]?.unverified != null));
  return `${places.map((place) => words.placeText(place, vocabulary)).join('; ')}${unread ? ' (not read at its source)' : ''}`;
}

/** The limits of a step that are to be shown: none that does not apply, and none out of force beside one that is in force. */
export function shownLimits({ limits }: TimetableStep): LimitEntry[] {
  const applying = limits.filter(({ applies }) => applies !== 'no');
  const inForce = applying.filter(({ readings }) => readings.some(({ state }) => state !== 'not-in-force'));
  return inForce.length > 0 ? inForce : applying;
}

/** The limits of a step that are to be shown, in the document's words; what it says twice in one place stands once. */
export function limitsAsWritten(worked: WorkedCase, step: TimetableStep, rule: Step): { words: string; places: string }[] {
  const limits = shownLimits(step).map((limit) => ({ words: limitWords(worked, rule, limit), places: placesText(worked, limit.cite) }));
  return limits.filter((one, place) => limits.findIndex((other) => other.words === one.words && other.places === one.places) === place);
}

/** The readings a date rests on, by their names. @example readingName({ 'return-days': 'from-referral' }) // 'from referral' */
export function readingName(under: Readonly<Record<string, Id>>): string {
  return Object.values(under).map((id) => id.replaceAll(/[-_]/g, ' ')).join(', ');
}

/** With a full stop, where it does not end a sentence yet. */
export function closed(text: string): string {
  return /[.?!]$/.test(text) || text === '' ? text : `${text}.`;
}
