/** A policy, the words it uses and the bank holidays on their way to the browser: what most of their parts leave empty, or say again and again, is left out, and put back there. */
import type { BankHoliday } from '../calendar/working-days.ts';
import type { Actor, Criterion, Definition, DocumentTerm, EventTerm, Fact, Guidance, Limit, Outcome, Place, Policy, Step, Vocabulary, Words } from '../policy/model.ts';

const PLACE: Partial<Place> = { of: null, unverified: null };
const OUTCOME: Partial<Outcome> = { title: null, tells: [], next: null, backTo: null, doubt: null };
const LIMIT: Partial<Limit> = {
  id: null, asWritten: null, cite: [], clock: null, ownKeys: [], from: null, unit: null, dayOne: null, nonWorkingStart: null, when: null, inForce: null, modality: null, doubt: null,
};
const STEP: Partial<Step> = {
  note: null, actor: null, with: null, consults: null, recommends: null, finalSay: null, tells: [], modality: null, trigger: [], marks: [], when: null, each: null,
  needs: [], produces: [], records: [], limits: [], quorum: null, next: null, test: null, outcomes: [], inForce: null, doubt: null,
};
const WORDS: Partial<Words> = { members: [], cite: [], note: null };
const DEFINITION: Partial<Definition> = { decidedBy: null, includes: [], exhaustive: false, cite: [], note: null };
const CRITERION: Partial<Criterion> = { note: null, inForce: null, doubt: null };
/** What is empty in each thing of a list, by the key that the list stands under. */
const EMPTY: Record<string, object> = { cite: PLACE, outcomes: OUTCOME, limits: LIMIT, steps: STEP, words: WORDS, definitions: DEFINITION, criteria: CRITERION };

/** What is left of a policy; `unpacked` makes it whole. */
export type PackedPolicy = Pick<Policy, 'id'> & { readonly packed: unique symbol };

/** A policy with what is empty left out. @example unpacked(packed(policy)) // the same as policy */
export function packed(policy: Policy): PackedPolicy {
  const { steps, ...rest } = policy;
  const without = ({ address, ...limit }: Limit, step: Step) => (address === usualAddress(step, limit) ? limit : { address, ...limit });
  const shorter = { ...rest, steps: steps.map((step) => ({ ...step, limits: step.limits.map((limit) => without(limit, step)) })) };
  return eachIn(shorter, '', withoutEmpty) as PackedPolicy;
}

function withoutEmpty(part: object, empty: object): object {
  return Object.fromEntries(Object.entries(part).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify((empty as Record<string, unknown>)[key])));
}

/** The address that a limit of a step has, unless it is one of several without an id. */
const usualAddress = ({ id: step }: Pick<Step, 'id'>, { id }: Pick<Limit, 'id'>): string => `${step}/${id ?? 'limit'}`;

/** The whole policy again. */
export function unpacked(policy: PackedPolicy): Policy {
  const whole = eachIn(policy, '', (part, empty) => ({ ...empty, ...part })) as Policy;
  return { ...whole, steps: whole.steps.map((step) => ({ ...step, limits: step.limits.map((limit) => ({ ...limit, address: limit.address ?? usualAddress(step, limit) })) })) };
}

/** The same value with each thing of the lists that are packed changed. A reading's changes are not whole things, and stay as they are. */
function eachIn(value: unknown, key: string, change: (part: object, empty: object) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => eachIn(one, key, change));
  if (value === null || typeof value !== 'object') return value;
  const parts = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, eachIn(part, Array.isArray(part) ? name : '', change)]));
  return Object.hasOwn(EMPTY, key) ? change(parts, EMPTY[key]!) : parts;
}

const ACTOR: Partial<Actor> = { kind: null, near: [], partOf: null, members: [], succeededBy: null, since: null };
const EVENT: Partial<EventTerm> = { main: false };
const FACT: Partial<Fact> = { judgement: false, area: null, about: null, happened: null };
const DOCUMENT: Partial<DocumentTerm> = { succeededBy: null };
const GUIDANCE: Partial<Guidance> = { shortTitle: null, inForce: null, succeededBy: null, url: null, unverified: null };
/** What is empty in each term of a kind. */
const TERMS = { tasks: {}, tests: {}, actors: ACTOR, events: EVENT, facts: FACT, documents: DOCUMENT, outcomes: {}, guidance: GUIDANCE };

/** What is left of a vocabulary; `unpackedVocabulary` makes it whole. */
export type PackedVocabulary = { readonly packed: unique symbol };

/** A vocabulary with what is empty in its terms left out, and each term's id, which it stands under. */
export function packedVocabulary(vocabulary: Vocabulary): PackedVocabulary {
  return { ...vocabulary, ...eachTerm(vocabulary, (id, term, empty) => withoutEmpty(term, { id, ...empty })) } as unknown as PackedVocabulary;
}

/** The whole vocabulary again. @example unpackedVocabulary(packedVocabulary(vocabulary)) // the same as vocabulary */
export function unpackedVocabulary(packed: PackedVocabulary): Vocabulary {
  const vocabulary = packed as unknown as Vocabulary;
  return { ...vocabulary, ...eachTerm(vocabulary, (id, term, empty) => ({ id, ...empty, ...term })) };
}

function eachTerm(vocabulary: Vocabulary, change: (id: string, term: object, empty: object) => object): Partial<Vocabulary> {
  return Object.fromEntries(Object.entries(TERMS).map(([kind, empty]) => [kind, Object.fromEntries(
    Object.entries(vocabulary[kind as keyof typeof TERMS]).map(([id, term]) => [id, change(id, term, { meaning: null, ...empty })]))]));
}

/** Bank holidays: their titles, each once, and the years one after another, in each its days as month, day and place of the title. */
export interface PackedHolidays { first: number; titles: string[]; years: string }

/**
 * Bank holidays with each title and each year told once.
 *
 * @param holidays in the order of their days
 * @throws RangeError for more titles than one character can count
 * @example packedHolidays([{ date: '2026-12-25', title: 'Christmas Day' }]) // { first: 2026, titles: ['Christmas Day'], years: '12250' }
 */
export function packedHolidays(holidays: readonly BankHoliday[]): PackedHolidays {
  const titles = [...new Set(holidays.map(({ title }) => title))];
  if (titles.length > MOST_TITLES) throw new RangeError(`${titles.length} titles of bank holidays, and no more than ${MOST_TITLES} can be packed`);
  const yearOf = ({ date }: BankHoliday) => Number(date.slice(0, 4));
  const first = holidays[0] === undefined ? 0 : yearOf(holidays[0]);
  const years = Array.from({ length: holidays.length === 0 ? 0 : yearOf(holidays.at(-1)!) - first + 1 }, (_, place) =>
    holidays.filter((one) => yearOf(one) === first + place).map(({ date, title }) => date.slice(5, 7) + date.slice(8) + titles.indexOf(title).toString(MOST_TITLES)).join(''));
  return { first, titles, years: years.join('|') };
}

/** The bank holidays again. @example unpackedHolidays(packedHolidays(holidays)) // the same as holidays */
export function unpackedHolidays({ first, titles, years }: PackedHolidays): BankHoliday[] {
  return years.split('|').flatMap((days, place) => (days.match(/.{5}/g) ?? []).map((day) => (
    { date: `${first + place}-${day.slice(0, 2)}-${day.slice(2, 4)}`, title: titles[parseInt(day[4]!, MOST_TITLES)]! })));
}

/** As many as there are digits and letters. */
const MOST_TITLES = 36;
