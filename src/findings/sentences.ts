/** How findings speak of limits, dates and readings. */
import { calendarDaysBetween, formatDate } from '../calendar/iso-date.ts';
import { doubtsOf } from '../policy/doubts.ts';
import { capital, countOf, joined, limitText, outcomeText, uncapital } from '../engine/words.ts';
import type { Id, IsoDate, Limit, Place } from '../policy/model.ts';
import { clockInWordsOf, limitPlaces } from '../policy/readings.ts';
import { answersWords, named, stepOf, type Inquiry } from './inquiry.ts';

/** A limit as the document writes it, in quotation marks; in plain words where it writes none. */
export function limitWords(limit: Limit, inquiry: Inquiry): string {
  const written = limit.asWritten ?? clockInWordsOf(inquiry.policy, limit)?.asWritten ?? null;
  return written === null ? limitText(limit, inquiry.speech) : `“${written}”`;
}

/** Where a limit stands: its own place, else its clock's where its words are the clock's, else its step's. */
export function placesOfLimit(limit: Limit, stepId: Id, { policy }: Inquiry): Place[] {
  return limitPlaces(policy, limit, stepOf(policy, stepId) ?? { cite: [] });
}

/** An event or a step on a day: "The referral was received on Monday 5 January 2026". */
export function happened(id: Id, day: IsoDate, inquiry: Inquiry): string {
  const event = eventOf(id, inquiry);
  return event === null ? `${named(id, inquiry)} is done on ${formatDate(day)}` : `${capital(inquiry.vocabulary.events[event]!.title)} on ${formatDate(day)}`;
}

/** An event, or the event that a step brings about; null of a step that brings about none. */
export function eventOf(id: Id, { policy, vocabulary }: Inquiry): Id | null {
  if (Object.hasOwn(vocabulary.events, id)) return id;
  return stepOf(policy, id)?.marks.find((event) => Object.hasOwn(vocabulary.events, event)) ?? null;
}

/** A start in the middle of a sentence: "the referral was received", or "“Send the template” is done". */
export function startWords(id: Id, inquiry: Inquiry): string {
  const event = eventOf(id, inquiry);
  return event === null ? `${named(id, inquiry)} is done` : uncapital(inquiry.vocabulary.events[event]!.title);
}

/** How far apart two days are: in working days, or in days where there is no working day between them. */
export function apart(earlier: IsoDate, later: IsoDate, { calendar }: Inquiry): string {
  const working = calendar.workingDaysFrom(earlier, later);
  if (working !== null && working > 0) return countOf(working, 'working-day');
  return countOf(calendarDaysBetween(earlier, later), 'calendar-day');
}

/** Readings taken, each with its reason; empty where none is. */
export function readingsWords(under: Record<string, Id>, { policy }: Inquiry): string {
  const switches = doubtsOf(policy);
  const reasons = Object.entries(under).flatMap(([address, id]) => {
    const one = switches.find((found) => found.address === address);
    const because = one?.readings.find((reading) => reading.id === id)?.because;
    return because === undefined ? [] : [`${one!.asWritten === null ? `“${one!.about}”` : `“${one!.asWritten}”`}: ${withoutStop(because)}.`];
  });
  if (reasons.length === 0) return '';
  return reasons.length === 1 ? `It holds by this reading of ${reasons[0]}` : `It holds by these readings. ${reasons.join(' ')}`;
}

/** A sentence without its full stop, to stand within another. */
export const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** "1 working day" and the like, for a lag. */
export const workingDays = (count: number): string => countOf(count, 'working-day');

/** Titles of steps as a list: "“A”, “B” and “C”". */
export const titles = (ids: readonly Id[], inquiry: Inquiry): string => joined(ids.map((id) => named(id, inquiry)), 'and');

/** Dates given for a case, in their order, a sentence each. */
export function narratedCase(on: Record<Id, IsoDate>, inquiry: Inquiry): string {
  return Object.entries(on).map(([id, day]) => `${happened(id, day, inquiry)}.`).join(' ');
}

/** The decisions and answers of a way: "After “Another learning review” at “Decide whether there is to be a review”". */
export function wayWords({ decided, facts }: { decided: Record<Id, Id>; facts: Record<Id, string> }, inquiry: Inquiry): string {
  const outcomes = Object.entries(decided).map(([id, outcome]) => `“${capital(outcomeText(id, outcome, inquiry.speech))}” at ${named(id, inquiry)}`);
  const answers = Object.keys(facts).length === 0 ? [] : [`${outcomes.length > 0 ? 'where' : 'Where'} it holds that ${answersWords(facts, inquiry)}`];
  return [...(outcomes.length > 0 ? [`After ${joined(outcomes, 'and')}`] : []), ...answers].join(', ');
}
