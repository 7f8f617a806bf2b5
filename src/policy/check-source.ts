/**
 * The document: its places, its extent, the periods in which its parts hold.
 */
import type { PolicyCheck } from './checked.ts';
import type { Fault } from './fault.ts';
import { nearMiss } from './near-miss.ts';
import { firstDayOf, lastDayOf } from './partial-date.ts';
import { citationsOf } from './references.ts';
import type { Path, YamlText } from './yaml-text.ts';

/** Refuses a citation of the document's own that names none of `source.places`, where the file lists them. */
export const assertCitationsArePlaces: PolicyCheck = ({ raw, text }) => {
  const { places } = raw.source;
  if (places === undefined) return [];
  return citationsOf(raw).filter(({ at, of }) => of === null && !places.includes(at)).map(({ at, path }) => {
    // Sections are told apart by their numbers, so a place with other numbers is another place and not a slip.
    const meant = nearMiss(at, places.filter((place) => place.replace(/\D/g, '') === at.replace(/\D/g, '')));
    return text.faultAt(path, `"${at}" is not among the places of the source`, meant ? `Did you mean "${meant}"?` : 'cite one of them, or add it to source.places');
  });
};

/** Refuses `covers` for a document that is here whole. */
export const assertCoversIsOfAnExtract: PolicyCheck = ({ raw, text }) =>
  raw.source.covers !== undefined && raw.source.extent === 'whole'
    ? [text.faultAtKey(['source'], 'covers', '"covers" is for an extract, and this document is here whole', 'take it away, or write "extent: extract"')]
    : [];

/** Refuses a period of validity that ends before it begins, or has neither end. */
export const assertPeriodsRunForward: PolicyCheck = ({ raw, text }) => periodFaults(raw, text);

/**
 * The faults of every `inForce` in a file.
 *
 * @example periodFaults({ inForce: { from: '2024', to: '2023' } }, text).length // 1
 */
export function periodFaults(value: unknown, text: YamlText, path: Path = []): Fault[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => periodFaults(one, text, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'inForce' ? periodFault(inner, text, [...path, key]) : periodFaults(inner, text, [...path, key]));
}

function periodFault(period: { from?: string | number; to?: string | number }, text: YamlText, path: Path): Fault[] {
  const [from, to] = [period.from, period.to].map((date) => (date === undefined ? null : String(date)));
  if (from == null && to == null) return [text.faultAt(path, 'this period has neither beginning nor end', 'give "from", "to" or both')];
  if (from == null || to == null) return [];
  // A year or a month holds all of its days.
  if (firstDayOf(from)! <= lastDayOf(to)!) return [];
  return [text.faultAt(path, `this period is upside down: ${from} comes after ${to}`, 'give the earlier date as "from"')];
}
