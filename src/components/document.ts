/** What a document is, in words. */
import { supersededWords } from '../compare/document-parts.ts';
import type { Speech } from '../engine/words.ts';
import type { Policy, PolicyKind } from '../policy/model.ts';

const KINDS: Record<PolicyKind, string> = {
  'statutory-guidance': 'National guidance', 'regional-guidance': 'Regional guidance', 'local-procedure': 'Local procedure',
};
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** The kind of a document. */
export function kindText(kind: PolicyKind): string {
  return KINDS[kind];
}

/**
 * A date as precise as the document gives it.
 *
 * @example looseDate('2022-06') // 'June 2022'
 */
export function looseDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  const parts = [day === undefined ? '' : String(Number(day)), month === undefined ? '' : (MONTHS[Number(month) - 1] ?? ''), year];
  return parts.filter((part) => part !== '').join(' ');
}

/** "Undated", or the date with its precision. */
export function datedText({ source }: Policy): string {
  return source.dated === null ? 'Undated' : `Dated ${looseDate(source.dated)}`;
}

/** The document's words that have been replaced since, each once. */
export function olderWords(speech: Speech): { called: string; now: string }[] {
  const found = supersededWords(speech).map(({ called, now }) => ({ called, now }));
  return [...new Map(found.map((word) => [word.called, word])).values()];
}
