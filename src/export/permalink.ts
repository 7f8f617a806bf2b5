/**
 * A case in the part of an address after `#`, which no browser sends to any host.
 *
 *   #v=1&policy=west-midlands&referral-received=2026-03-27&child-died=unknown
 *
 * Events and steps carry dates, facts carry yes, no or unknown. What else a case holds has a key with a colon, which no
 * id has: `decided:STEP=OUTCOME`, `reading:ADDRESS=READING`, `count:day-one=trigger-day`,
 * `count:non-working-start=deemed-next`. There are ids and dates in it and no free text.
 */
import { parseIsoDate, type IsoDate } from '../calendar/iso-date.ts';
import type { Answer, Conventions } from '../engine/types.ts';
import type { Id } from '../policy/model.ts';

export interface LinkedCase {
  policy: Id | null;
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
  readings: Record<string, Id>;
  conventions: Partial<Conventions>;
}

export interface ReadLink {
  /** Null where the fragment holds no case, or one that cannot be read. */
  case: LinkedCase | null;
  /** What was left out and why, in sentences; it never repeats what the link said. */
  problems: string[];
}

const VERSION = '1';
const LONGEST = 8000;
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const ADDRESS = /^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/;

/**
 * Reads the fragment of an address, with or without its `#`. Whatever it holds, it never throws: what cannot be used is
 * left out and said so.
 *
 * @example readLink('#v=1&policy=wst&referral-received=2026-03-27').case?.on // { 'referral-received': '2026-03-27' }
 */
export function readLink(fragment: string): ReadLink {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (!text.includes('=')) return { case: null, problems: [] };
  if (text.length > LONGEST) return { case: null, problems: ['The link is too long to be one made here, so nothing was taken from it.'] };
  const pairs = [...new URLSearchParams(text)];
  const version = pairs.find(([key]) => key === 'v')?.[1] ?? VERSION;
  if (version !== VERSION) return { case: null, problems: ['The link was made by a newer version of this page, so nothing was taken from it.'] };

  const found: LinkedCase = { policy: null, on: {}, facts: {}, decided: {}, readings: {}, conventions: {} };
  const refused = pairs.filter(([key, value]) => key !== 'v' && !take(found, key, value)).length;
  const problems = refused === 0 ? [] : [`${refused === 1 ? 'One part' : `${refused} parts`} of the link could not be read and ${refused === 1 ? 'was' : 'were'} left out.`];
  return { case: found, problems };
}

/**
 * Writes a case as a fragment, with its `#`.
 *
 * @example
 * writeLink({ policy: 'wst', on: { 'referral-received': '2026-03-27' }, facts: {}, decided: {}, readings: {}, conventions: {} })
 * // '#v=1&policy=wst&referral-received=2026-03-27'
 */
export function writeLink({ policy, on, facts, decided, readings, conventions }: LinkedCase): string {
  const pairs: [string, string][] = [
    ['v', VERSION],
    ...(policy === null ? [] : [['policy', policy] as [string, string]]),
    ...Object.entries(on),
    ...Object.entries(facts).filter(([, answer]) => answer !== 'unknown'),
    ...Object.entries(decided).map(([step, outcome]): [string, string] => [`decided:${step}`, outcome]),
    ...Object.entries(readings).map(([address, reading]): [string, string] => [`reading:${address}`, reading]),
    ...(conventions.dayOne === 'trigger-day' ? [['count:day-one', 'trigger-day'] as [string, string]] : []),
    ...(conventions.nonWorkingStart === 'deemed-next' ? [['count:non-working-start', 'deemed-next'] as [string, string]] : []),
  ];
  return `#${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
}

/** Takes one pair into the case; false where it is nothing that a case can hold. */
function take(found: LinkedCase, key: string, value: string): boolean {
  if (key === 'policy') return takeId(value, (id) => { found.policy = id; });
  if (key === 'count:day-one') return takeOneOf(value, ['day-after', 'trigger-day'] as const, (one) => { found.conventions.dayOne = one; });
  if (key === 'count:non-working-start') return takeOneOf(value, ['stands', 'deemed-next'] as const, (one) => { found.conventions.nonWorkingStart = one; });
  if (key.startsWith('decided:')) return ID.test(key.slice(8)) && takeId(value, (id) => { found.decided[key.slice(8)] = id; });
  if (key.startsWith('reading:')) return ADDRESS.test(key.slice(8)) && takeId(value, (id) => { found.readings[key.slice(8)] = id; });
  // An id is lower-case with hyphens, so `constructor` passes and `__proto__` does not; the first is refused by name.
  if (!ID.test(key) || key in {}) return false;
  const date = parseIsoDate(value);
  if (date !== null) {
    found.on[key] = date;
    return true;
  }
  return takeOneOf(value, ['yes', 'no', 'unknown'] as const, (answer) => { found.facts[key] = answer; });
}

function takeId(value: string, set: (id: Id) => void): boolean {
  if (!ID.test(value) || value in {}) return false;
  set(value);
  return true;
}

function takeOneOf<T extends string>(value: string, known: readonly T[], set: (one: T) => void): boolean {
  const found = known.find((one) => one === value);
  if (found === undefined) return false;
  set(found);
  return true;
}
