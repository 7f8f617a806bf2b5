/** Which letters stand for which words, as the rules themselves have them. Build only. */
import type { PolicySet } from '../../policy/model.ts';
import { glossary } from '../glossary.ts';
import type { Alias } from './finder.ts';
import { wordsIn } from './search-words.ts';

/** Letters that may be short for something: two capitals among them, and nothing else. */
const LETTERS = /\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b/g;

/**
 * The abbreviations that the search takes for what they are short for, and the other way round: where a title or a
 * document's word spells them out, "Integrated care board (ICB)"; where a document has letters that are the initials of
 * a term, the "LA" of one document and "Local authority"; and where a document's whole word for a term is letters, the
 * term that it is filed under, unless a document here goes by those letters. For finding things only: nothing is shown as spelt out that a document does not spell out.
 *
 * @example aliasesOf(set).find(({ letters }) => letters === 'la') // { letters: 'la', words: ['local', 'authority'] }
 */
export function aliasesOf(set: PolicySet): Alias[] {
  const terms = glossary(set).flatMap((part) => part.terms);
  const called = set.policies.flatMap(({ words }) => words.flatMap((word) => word.called.map((name) => ({ id: word.id, name }))));
  const texts = [...terms.map(({ title }) => title), ...called.map(({ name }) => name), ...set.policies.map(({ source }) => source.title)];
  const documents = new Set(set.policies.flatMap(({ title }) => wordsIn(title).map(({ word }) => word)));
  const lettersUsed = new Set(called.flatMap(({ name }) => name.match(LETTERS) ?? []));
  const found = [
    ...texts.flatMap(speltOut),
    ...terms.flatMap(({ title }) => [...lettersUsed].filter((letters) => initials(title) === letters.toLowerCase()).map((letters) => ({ letters, words: bare(title) }))),
    ...called.filter(({ name }) => new RegExp(`^(?:${LETTERS.source})$`).test(name)).flatMap(({ id, name }) =>
      terms.filter((term) => term.id === id).slice(0, 1).map(({ title }) => ({ letters: name, words: bare(title) }))),
  ].map(({ letters, words }): Alias => ({ letters: wordsIn(letters)[0]?.word ?? '', words: wordsIn(words).map(({ word }) => word) }));
  const useful = found.filter(({ letters, words }) => !documents.has(letters) && words.length > 0 && !words.includes(letters));
  return [...new Map(useful.map((alias) => [JSON.stringify(alias), alias])).values()].sort((a, b) => a.letters.localeCompare(b.letters, 'en-GB'));
}

/** Letters in brackets, with as many words before them as begin with them. */
function speltOut(text: string): { letters: string; words: string }[] {
  return [...text.matchAll(/\(([A-Za-z]+)\)/g)].flatMap(({ 1: letters = '', index }) => {
    const before = text.slice(0, index).match(/[\p{L}\p{N}]+/gu) ?? [];
    const words = before.slice(-letters.length);
    return words.length === letters.length && letters.length > 1 && initials(words.join(' ')) === letters.toLowerCase() ? [{ letters, words: words.join(' ') }] : [];
  });
}

const bare = (title: string): string => title.replace(/\s*\(.*\)$/, '');
const initials = (text: string): string => (bare(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word[0]!).join('').toLowerCase();
