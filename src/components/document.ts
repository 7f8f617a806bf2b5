/** What a document calls things, in words. */
import { supersededWords } from '../compare/document-parts.ts';
import type { Speech } from '../engine/words.ts';

/** The document's words that have been replaced since, each once. */
export function olderWords(speech: Speech): { called: string; now: string }[] {
  const found = supersededWords(speech).map(({ called, now }) => ({ called, now }));
  return [...new Map(found.map((word) => [word.called, word])).values()];
}
