/** The search itself: the index, and what it finds for what someone typed. */
import MiniSearch, { type AsPlainObject, type Options, type Query, type SearchOptions, type SearchResult } from 'minisearch';
import { wordsIn, wordsSought } from './search-words.ts';

/** The kinds of what can be found, in the order that they are shown in: the shorter lists first. */
export const KINDS = { document: 'Documents', page: 'Pages', term: 'Terms', test: 'Tests', row: 'Comparisons', step: 'Steps', finding: 'Findings' } as const;
export type Kind = keyof typeof KINDS;

/** One thing that can be found. */
interface Entry {
  kind: Kind;
  title: string;
  /** The title of the document that it is of; null where it is of none. */
  document: string | null;
  /** Where it leads: a path of the site, with the part of the page. */
  path: string;
  /** What is shown under its title. */
  text: string;
}

/** An entry with the words that it is found by and that are not shown. */
export interface IndexedEntry extends Entry { also: string }

/** What two spellings of one thing share: its letters, and what they stand for or are filed under. */
export interface Alias { letters: string; words: string[] }

/** The index and what belongs to it, as plain data. */
export interface SearchData { index: AsPlainObject; aliases: Alias[] }

/** How much of what was asked the results have. */
type Nearness = 'exact' | 'close' | 'some';

export interface Found {
  results: (Entry & { matched: Set<string> })[];
  /** `exact`: every word; `close`: every word, or one like it; `some`: not every word. */
  near: Nearness;
}

/** A search is for a few words; whatever is longer was pasted by mistake. */
export const LONGEST_QUERY = 200;

const LONGEST_TEXT = 190;

const OPTIONS: Options<IndexedEntry & { shown: string }> = {
  fields: ['title', 'document', 'text', 'also'],
  storeFields: ['kind', 'title', 'document', 'path', 'shown'],
  tokenize: (text) => wordsIn(text).map(({ word }) => word),
  processTerm: (word) => word,
};
const SEARCH: SearchOptions = {
  boost: { title: 4, document: 2, text: 1, also: 0.8 }, weights: { prefix: 0.4, fuzzy: 0.3 },
  // The titles of rows are so short that they would come before what the rows are about.
  boostDocument: (_id, _term, stored) => (stored?.['kind'] === 'row' ? 0.6 : 1),
};

/**
 * The index of these entries, as plain data. A long text is shown in part and found by all of it.
 *
 * @example const data = indexOf(searchEntries(set, findings), aliasesOf(set));
 */
export function indexOf(entries: readonly IndexedEntry[], aliases: Alias[]): SearchData {
  const index = new MiniSearch({ ...OPTIONS, extractField: fieldOf });
  index.addAll(entries.map((entry, id) => ({ ...entry, id, shown: shortened(entry.text) })));
  return { index: index.toJSON(), aliases };
}

/** Looks for what someone typed. */
export type Finder = (typed: string) => Found;

/**
 * A search over an index.
 *
 * The finder gives the best first, and nothing for what has no word in it. What has every word comes first; where
 * nothing has, what has a word of like spelling; where nothing has that either, what has some of the words. Letters
 * stand for what they are short for, and the other way round.
 *
 * @example
 * const find = finder(data);
 * find('SIN').results[0]?.title; // 'Serious incident notification (SIN)'
 */
export function finder({ index, aliases }: SearchData): Finder {
  const search = MiniSearch.loadJS(index, OPTIONS);
  return (typed) => {
    const words = wordsSought(typed.slice(0, LONGEST_QUERY));
    for (const near of ['exact', 'close', 'some'] as const) {
      // One letter or figure of several words is no find.
      const wanted = near === 'some' ? words.filter(({ length }) => length > 1) : words;
      if (wanted.length === 0 || (near === 'some' && words.length === 1)) break;
      const found = search.search(queryOf(wanted, aliases, near), SEARCH);
      if (found.length > 0) return { near, results: found.map(entryOf) };
    }
    return { near: 'exact', results: [] };
  };
}

function queryOf(words: string[], aliases: readonly Alias[], near: Nearness): Query {
  const queries: Query[] = [];
  for (let place = 0; place < words.length;) {
    const spelt = aliases.filter((alias) => alias.words.every((word, step) => words[place + step] === word));
    const longest = Math.max(0, ...spelt.map((alias) => alias.words.length));
    if (longest > 0) {
      const whole = words.slice(place, place + longest);
      const letters = spelt.filter((alias) => alias.words.length === longest).map((alias) => alias.letters);
      queries.push({ combineWith: 'OR', queries: [all(whole, place + longest === words.length, near), ...letters] });
      place += longest;
      continue;
    }
    const word = words[place]!;
    const stands = aliases.filter(({ letters }) => letters === word);
    queries.push(stands.length === 0 ? one(word, place === words.length - 1, near)
      : { combineWith: 'OR', queries: [word, ...stands.map((alias) => all(alias.words, false, near))] });
    place += 1;
  }
  return { combineWith: near === 'some' ? 'OR' : 'AND', queries };
}

const all = (words: string[], isLast: boolean, near: Nearness): Query =>
  ({ combineWith: 'AND', queries: words.map((word, place) => one(word, isLast && place === words.length - 1, near)) });

/** The last word may be one that is still being typed. */
function one(word: string, isLast: boolean, near: Nearness): Query {
  return { queries: [word], prefix: isLast || word.length > 3, fuzzy: near === 'exact' ? 0 : mistakes(word) };
}

/** How many letters of a word may be wrong. */
function mistakes({ length }: string): number {
  return length < 4 ? 0 : length < 7 ? 1 : 2;
}

function entryOf({ kind, title, document, path, shown, terms }: SearchResult): Found['results'][number] {
  // The index keeps no null.
  return { kind, title, document: document === '' ? null : document, path, text: shown, matched: new Set(terms) };
}

function fieldOf(entry: Record<string, unknown>, field: string): string {
  const value = entry[field];
  return value === null || value === undefined ? '' : value as string;
}

function shortened(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_TEXT)).replace(/[\s.,;:(“–-]+$/u, '')} …`;
}
