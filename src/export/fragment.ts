/**
 * The calculator's fragment: a case in the part of an address after `#`, which no browser sends to any host.
 *
 *   #v=1&policy=west-midlands&referral-received=2026-03-27&child-died=unknown
 *
 * | Key | Value |
 * |---|---|
 * | `v` | the version of this form, 1; absent means 1 |
 * | `policy` | a policy's id |
 * | id of an event or a step | its date |
 * | id of a fact | `yes`, `no` or `unknown` |
 * | `decided:STEP` | the outcome that someone gave there |
 * | `reading:ADDRESS` | the reading chosen of the doubt at that address, which may hold a `/` |
 * | `count:day-one` | `day-after` or `trigger-day` |
 * | `count:non-working-start` | `stands` or `deemed-next` |
 * | `case:as-at` | the date to look from |
 * | `case:key` | eight figures of 0-9 and a-f, made by chance: what the entries of a calendar file know the case by |
 *
 * No id holds a colon, and `v` and `policy` are refused as ids, so no key can be taken for another. There are ids and
 * dates in a fragment, and no free text.
 */
import { parseIsoDate, type IsoDate } from '../calendar/iso-date.ts';
import { possibleOutcomes } from '../policy/decisions.ts';
import type { ListedDoubt } from '../policy/doubts.ts';
import type { Answer, Conventions } from '../engine/types.ts';
import type { Id, Policy, Vocabulary } from '../policy/model.ts';

export interface LinkedCase {
  /** Null where the link names none. */
  policy: Id | null;
  /** Dates of events and steps. */
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  /** Outcomes by step. */
  decided: Record<Id, Id>;
  /** Readings by the doubt's address. */
  readings: Record<string, Id>;
  conventions: Partial<Conventions>;
  /** Absent: the reader's own day. */
  asAt?: IsoDate;
  /** Absent: no calendar file was made of this case. */
  caseKey?: string;
}

interface ReadLink {
  /** Null where the fragment holds no case, or nothing of one that can be used. */
  case: LinkedCase | null;
  /** What was left out and why, as sentences to show; they never repeat what the link said. */
  problems: string[];
  /** The keys that were left out, as far as they look like keys at all; at most twenty. */
  unknown: string[];
}

const VERSION = '1';
/** A case of the longest document here, with everything in it given, comes to half of this. */
const LONGEST = 16_000;
const MOST_UNKNOWN = 20;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;
const ADDRESS = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}(?:\/[A-Za-z0-9][A-Za-z0-9_-]{0,79})?$/;
const CASE_KEY = /^[0-9a-f]{8}$/;
const KEY_TO_NAME = /^[A-Za-z][A-Za-z0-9_:/-]{0,80}$/;

const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];
const DAY_ONES: readonly Conventions['dayOne'][] = ['day-after', 'trigger-day'];
const NON_WORKING_STARTS: readonly Conventions['nonWorkingStart'][] = ['stands', 'deemed-next'];

/**
 * Reads the fragment of an address, with or without its `#`. Whatever it holds, it never throws: what cannot be used is
 * left out and said so. A thing given twice in two ways is left out too, because nothing says which was meant.
 *
 * What it gives has the form of a case; whether a policy knows these ids, `fitLink` says.
 *
 * @example readLink('#v=1&policy=wst&referral-received=2026-03-27').case?.on // { 'referral-received': '2026-03-27' }
 * @example readLink('#v=2&policy=wst').problems // ['The link was made by a newer version of this page, so …']
 */
export function readLink(fragment: string): ReadLink {
  if (fragment.length > LONGEST) {
    return fragment.slice(0, LONGEST).includes('=') ? nothing('The link is too long to be one made here, so nothing was taken from it.') : nothing();
  }
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (!text.includes('=')) return nothing();
  const pairs = [...new URLSearchParams(text)];
  const wrongVersion = faultOfVersion(pairs.filter(([key]) => key === 'v').map(([, value]) => value));
  if (wrongVersion !== null) return nothing(wrongVersion);

  const parts = pairs.filter(([key]) => key !== 'v').map(([key, value]) => partOf(key, value));
  const givenTwice = slotsGivenTwice(parts);
  const isUsed = ({ slot }: Part) => slot !== null && !givenTwice.has(slot);
  const used = parts.filter(isUsed);
  const refused = new Set(parts.filter((part) => !isUsed(part)).map(({ key }) => key));
  const problems = refused.size === 0 ? [] : [leftOut(refused.size)];
  const unknown = [...refused].filter((key) => KEY_TO_NAME.test(key)).slice(0, MOST_UNKNOWN);
  if (used.length === 0 && refused.size > 0) return { case: null, problems, unknown };

  const found: LinkedCase = { policy: null, on: {}, facts: {}, decided: {}, readings: {}, conventions: {} };
  for (const part of used) part.put(found);
  return { case: found, problems, unknown };
}

/**
 * Writes a case as a fragment, with its `#`. Answers that are not known and conventions as they stand by default are
 * not written, and nothing is that `readLink` would refuse, so no free text can get into an address by this way.
 *
 * @example
 * writeLink({ policy: 'wst', on: { 'referral-received': '2026-03-27' }, facts: {}, decided: {}, readings: {}, conventions: {} })
 * // '#v=1&policy=wst&referral-received=2026-03-27'
 */
export function writeLink({ policy, on, facts, decided, readings, conventions, asAt, caseKey }: LinkedCase): string {
  const pairs: [string, string | null | undefined][] = [
    ['policy', policy],
    ...Object.entries(on),
    ...Object.entries(facts).filter(([, answer]) => answer !== 'unknown'),
    ...Object.entries(decided).map(([step, outcome]): [string, string] => [`decided:${step}`, outcome]),
    ...Object.entries(readings).map(([address, reading]): [string, string] => [`reading:${address}`, reading]),
    ['count:day-one', conventions.dayOne === 'day-after' ? null : conventions.dayOne],
    ['count:non-working-start', conventions.nonWorkingStart === 'stands' ? null : conventions.nonWorkingStart],
    ['case:as-at', asAt],
    ['case:key', caseKey],
  ];
  const written = pairs.flatMap(([key, value]) => (value == null || partOf(key, value).slot === null ? [] : [`${key}=${value}`]));
  return `#${[`v=${VERSION}`, ...written].join('&')}`;
}

/**
 * What of a linked case one policy can use, and the keys of what it cannot. An event that the policy does not count
 * from is kept, because another policy may. The policy itself is the caller's to choose.
 *
 * @param switches the policy's doubts, by `doubtsOf`
 * @example fitLink(linked, { policy, vocabulary, switches: doubtsOf(policy) }).unknown // ['refferal-received']
 */
export function fitLink(
  linked: LinkedCase, { policy, vocabulary, switches }: { policy: Policy; vocabulary: Vocabulary; switches: readonly ListedDoubt[] },
): { case: LinkedCase; unknown: string[] } {
  const unknown: string[] = [];
  const steps = new Map(policy.steps.map((step) => [step.id, step]));
  const doubts = new Map(switches.map((one) => [one.address, one]));
  const keep = <T>(given: Record<string, T>, keyOf: (id: string) => string, fits: (id: string, value: T) => boolean): Record<string, T> =>
    Object.fromEntries(Object.entries(given).filter(([id, value]) => {
      if (fits(id, value)) return true;
      unknown.push(keyOf(id));
      return false;
    }));
  const fitting: LinkedCase = {
    ...linked,
    policy: policy.id,
    on: keep(linked.on, (id) => id, (id) => steps.has(id) || Object.hasOwn(vocabulary.events, id)),
    facts: keep(linked.facts, (id) => id, (id) => Object.hasOwn(vocabulary.facts, id)),
    decided: keep(linked.decided, (id) => `decided:${id}`, (id, outcome) => possibleOutcomes(steps.get(id) ?? { outcomes: [] }).includes(outcome)),
    readings: keep(linked.readings, (id) => `reading:${id}`, (id, reading) => doubts.get(id)?.readings.some((one) => one.id === reading) ?? false),
  };
  return { case: fitting, unknown };
}

/**
 * Whether a text can stand for a case in a link and in the entries of a calendar file: eight figures of 0-9 and a-f.
 *
 * @example isCaseKey('3f9a2c1b') // true
 */
export function isCaseKey(text: string): boolean {
  return CASE_KEY.test(text);
}

/** One pair of a fragment. Two parts for one slot say the same thing; a part for no slot is none that a case can hold. */
interface Part { key: string; value: string; slot: string | null; put: (found: LinkedCase) => void }

function partOf(key: string, value: string): Part {
  const part = (slot: string, put: Part['put']): Part => ({ key, value, slot, put });
  const none: Part = { key, value, slot: null, put: () => {} };
  const dayOne = DAY_ONES.find((one) => one === value);
  const nonWorkingStart = NON_WORKING_STARTS.find((one) => one === value);
  const answer = ANSWERS.find((one) => one === value);
  switch (key) {
    case 'v': return none;
    case 'policy': return isId(value) ? part(key, (found) => { found.policy = value; }) : none;
    case 'count:day-one': return dayOne === undefined ? none : part(key, ({ conventions }) => { conventions.dayOne = dayOne; });
    case 'count:non-working-start': return nonWorkingStart === undefined ? none : part(key, ({ conventions }) => { conventions.nonWorkingStart = nonWorkingStart; });
    case 'case:as-at': return isDate(value) ? part(key, (found) => { found.asAt = value; }) : none;
    case 'case:key': return isCaseKey(value) ? part(key, (found) => { found.caseKey = value; }) : none;
  }
  const [, room, address = ''] = /^(decided|reading):(.*)$/s.exec(key) ?? [];
  if (room === 'decided') return isId(address) && isId(value) ? part(key, ({ decided }) => { decided[address] = value; }) : none;
  if (room === 'reading') return isAddress(address) && isId(value) ? part(key, ({ readings }) => { readings[address] = value; }) : none;
  if (!isId(key)) return none;
  if (isDate(value)) return part(`date of ${key}`, ({ on }) => { on[key] = value; });
  return answer === undefined ? none : part(`answer to ${key}`, ({ facts }) => { facts[key] = answer; });
}

/** The names that every object has pass for ids and are refused, so that no look-up by an id can find them. */
function isId(text: string): boolean {
  return ID.test(text) && !(text in {});
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !(text in {});
}

function isDate(text: string): boolean {
  return parseIsoDate(text) !== null;
}

function slotsGivenTwice(parts: readonly Part[]): Set<string> {
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const { slot, value } of parts) {
    if (slot === null) continue;
    if ((first.get(slot) ?? value) !== value) twice.add(slot);
    first.set(slot, value);
  }
  return twice;
}

function faultOfVersion(versions: readonly string[]): string | null {
  const [version = VERSION] = versions;
  if (versions.every((one) => one === version)) {
    if (version === VERSION) return null;
    if (/^[1-9][0-9]{0,5}$/.test(version)) return 'The link was made by a newer version of this page, so nothing was taken from it.';
  }
  return 'The link does not say in which form it was written, so nothing was taken from it.';
}

function leftOut(count: number): string {
  return count === 1 ? 'One part of the link could not be read and was left out.' : `${count} parts of the link could not be read and were left out.`;
}

function nothing(problem?: string): ReadLink {
  return { case: null, problems: problem === undefined ? [] : [problem], unknown: [] };
}
