/** The document's own words: one for two things, several for one, letters that are not spelt out, and words since replaced. */
import { formatDate, formatPartialDate, parseIsoDate } from '../calendar/iso-date.ts';
import { joined, uncapital } from '../engine/words.ts';
import type { Id, Place, Policy, Vocabulary, Words } from '../policy/model.ts';
import { lastDayOf } from '../policy/partial-date.ts';
import type { Found } from './finding.ts';
import { distinct, places, type Inquiry } from './inquiry.ts';

/** Words that stand for two or more things of the vocabulary. */
export function oneWordTwoThings(inquiry: Inquiry): Found[] {
  const { policy, vocabulary } = inquiry;
  const byWord = new Map<string, { words: string[]; entries: Words[] }>();
  for (const entry of policy.words) {
    for (const word of entry.called.filter((name) => !isCommonNoun(name))) {
      const known = byWord.get(plain(word)) ?? { words: [], entries: [] };
      byWord.set(plain(word), { words: distinct([...known.words, word]), entries: distinct([...known.entries, entry]) });
    }
  }
  const shared = [...byWord.values()].filter(({ entries }) => entries.length > 1);
  const groups = distinct(shared.map(({ entries }) => entries.map(({ id }) => id).join('-')));
  return groups.map((about): Found => {
    const alike = shared.filter(({ entries }) => entries.map(({ id }) => id).join('-') === about);
    const { entries } = alike[0]!;
    const things = entries.map(({ id }) => uncapital(titleOf(id, vocabulary)));
    const said = (link: 'and' | 'or') => joined(alike.flatMap(({ words }) => quoted(words)), link);
    const areSameWords = alike.every(({ words }) => words.length === 1);
    const ownWords = ({ called }: Words) => quoted(called.filter((name) => alike.some(({ words }) => words.includes(name))));
    return {
      kind: 'one-word-two-things', weight: 'confusing', about, where: null, rules: entries.map(({ id }) => id),
      statement: areSameWords
        ? `${said('and')} ${alike.length === 1 ? 'stands' : 'stand'} for ${things.length === 2 ? 'two' : things.length === 3 ? 'three' : 'several'} things: ${joined(things, 'and')}.`
        // Each thing beside the word that stands for it, as the two words are not the same.
        : `${joined(entries.map((entry, place) => `${joined(ownWords(entry), 'and')} (${things[place]})`), 'and')} differ by a small word alone.`,
      example: `Read alone, a sentence with ${said('or')} does not say which of them is meant.`,
      cites: places(...entries.map(({ cite }) => cite)),
      ask: `Which words will tell these apart: ${joined(things, 'and')}?`,
    };
  });
}

/** Several names for one body, or for one document; and the old and the new name of one thing side by side. */
export function twoWordsOneThing(inquiry: Inquiry): Found[] {
  const { policy, vocabulary } = inquiry;
  const several = policy.words.map((word) => ({ word, names: apartFromOneAnother(word.called) })).filter(({ names }) => names.length > 1);
  const bodies = several.filter(({ word }) => Object.hasOwn(vocabulary.actors, word.id)).map(({ word, names }) => manyNames(word, names, inquiry));
  const papers = several.filter(({ word }) => Object.hasOwn(vocabulary.documents, word.id));
  return [...bodies, ...(papers.length === 0 ? [] : [manyNamesOfPapers(papers, inquiry)]), ...policy.words.flatMap((word) => oldAndNew(word, inquiry))];
}

function manyNames(word: Words, names: readonly string[], { vocabulary }: Inquiry): Found {
  const said = quoted(names);
  return {
    kind: 'two-words-one-thing', weight: 'confusing', about: word.id, where: null, rules: [word.id],
    statement: `${names.length === 2 ? 'Two' : 'Several'} names stand for one body (${uncapital(titleOf(word.id, vocabulary))}): ${joined(said, 'and')}.`,
    example: `A reader who meets ${said[0]} in one place and ${said[1]} in another cannot be sure that they are the same.`,
    cites: places(word.cite),
    ask: `Are these one and the same, and which name is to be kept: ${joined(said, 'or')}?`,
  };
}

function manyNamesOfPapers(papers: readonly { word: Words; names: string[] }[], { vocabulary }: Inquiry): Found {
  const lists = papers.map(({ word, names }) => `${uncapital(titleOf(word.id, vocabulary))} (${joined(quoted(names), 'and')})`);
  const [first] = papers;
  return {
    kind: 'two-words-one-thing', weight: 'housekeeping', about: 'documents', where: null, rules: papers.map(({ word }) => word.id),
    statement: `${papers.length === 1 ? 'One document goes' : 'Some documents go'} by more than one name: ${lists.join('; ')}.`,
    example: `A reader who is asked for “${first!.names[0]}” may not find “${first!.names[1]}”.`,
    cites: places(...papers.map(({ word }) => word.cite)),
    ask: `Which name is to be kept for ${papers.length === 1 ? 'it' : 'each of them'}?`,
  };
}

function oldAndNew(word: Words, { policy, vocabulary }: Inquiry): Found[] {
  const next = successorOf(word.id, vocabulary);
  const newer = next === null ? undefined : policy.words.find(({ id }) => id === next);
  if (!newer) return [];
  const [old, now] = [word.called[0] ?? word.id, newer.called[0] ?? newer.id];
  return [{
    kind: 'two-words-one-thing', weight: 'confusing', about: `${word.id}-${newer.id}`, where: null, rules: [word.id, newer.id],
    statement: `The document speaks of “${old}” and of “${now}”, and the second has replaced the first.`,
    example: `A sentence on “${old}” may be older than the rest, and no longer hold.`,
    cites: places(word.cite, newer.cite),
    ask: `Is “${now}” meant wherever the document says “${old}”?`,
  }];
}

const quoted = (names: readonly string[]): string[] => names.map((name) => `“${name}”`);

/** Letters that stand for a name, and are nowhere spelt out. */
export function abbreviationUnexplained(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const found = lettersUsed(inquiry).filter(({ isSpeltOut }) => !isSpeltOut);
  const letters = distinct(found.map((one) => one.letters));
  if (letters.length === 0) return [];
  const unseen = policy.source.extent === 'whole' ? '' : ' in the part that was read';
  return [{
    kind: 'abbreviation-unexplained', weight: 'housekeeping', about: 'letters', where: null, rules: distinct(found.map(({ rule }) => rule)),
    statement: `${letters.length === 1 ? 'These letters are' : 'Some letters are'} nowhere spelt out${unseen}: ${joined(letters, 'and')}.`,
    example: `Someone new to the area who reads “${letters[0]}” has nowhere in the document to look it up.`,
    cites: places(...found.map(({ cite }) => cite)),
    ask: `What ${letters.length === 1 ? 'does this' : 'do these'} stand for: ${joined(letters, 'and')}?`,
  }];
}

/** Letters in a document's own name for a thing. */
export interface LettersUsed {
  letters: string;
  /** The name that they are or stand in. */
  name: string;
  /** The thing of the vocabulary that it names. */
  of: Id;
  /** The rule that has the name: a word of the document, or the step at which a decision may come to it. */
  rule: Id;
  isSpeltOut: boolean;
  note: string | null;
  cite: Place[];
}

/**
 * The letters that a document uses for bodies, things and what a decision may come to; those that everybody knows are left out.
 *
 * @example lettersUsed({ policy: wst, vocabulary }).filter(({ letters }) => letters === 'WMP') // [{ letters: 'WMP', of: 'police', isSpeltOut: false, … }]
 */
export function lettersUsed({ policy, vocabulary }: Pick<Inquiry, 'policy' | 'vocabulary'>): LettersUsed[] {
  const own = new Set(policy.words.map(({ id }) => id));
  // A body without a word of its own goes by its common name in the document.
  const common = [...bodiesIn(policy)].filter((id) => !own.has(id)).map((id) => vocabulary.actors[id]?.title ?? '');
  const phrases = [...policy.words.flatMap(({ called }) => called), ...common, policy.source.title, policy.source.publisher ?? ''];
  const names = [
    ...policy.words.flatMap(({ id, called, note, cite }) => called.map((name) => ({ name, of: id, rule: id, note, cite }))),
    ...policy.steps.flatMap(({ id: rule, outcomes }) => outcomes.flatMap(({ outcome, title, cite }) => (title === null ? [] : [{ name: title, of: outcome, rule, note: null, cite }]))),
  ];
  return names.flatMap((one) => lettersIn([one.name]).filter((letters) => !isCommonly(letters, vocabulary))
    .map((letters) => ({ ...one, letters, isSpeltOut: phrases.some((phrase) => spells(phrase, letters)) })));
}

/** Bodies that have been replaced since, by their day where it is known. */
export function supersededBody(inquiry: Inquiry): Found[] {
  const { policy, vocabulary, asAt } = inquiry;
  return policy.words.flatMap(({ id, called, cite }): Found[] => {
    const actor = vocabulary.actors[id];
    const next = actor?.succeededBy ? vocabulary.actors[actor.succeededBy] : undefined;
    if (!actor || !next || (actor.since !== null && lastDayOf(actor.since)! > asAt)) return [];
    const since = actor.since === null ? '' : parseIsoDate(actor.since) === null ? ` in ${formatPartialDate(actor.since)}` : ` on ${formatDate(actor.since)}`;
    const word = called[0] ?? actor.title;
    return [{
      kind: 'superseded-body', weight: 'housekeeping', about: id, where: null, rules: [id],
      statement: `“${word}” was replaced by the ${uncapital(next.title)}${since}.`,
      example: `On ${formatDate(asAt)} there is no such body to write to.`,
      cites: places(cite),
      ask: `Does what is said of “${word}” now hold for the ${uncapital(next.title)}?`,
    }];
  });
}

/** Names of documents and reviews that have been replaced since. */
export function supersededWord({ policy, vocabulary }: Inquiry): Found[] {
  return policy.words.flatMap(({ id, called, cite }): Found[] => {
    const next = vocabulary.documents[id]?.succeededBy;
    const now = next ? vocabulary.documents[next] : undefined;
    if (!now) return [];
    const word = called[0] ?? vocabulary.documents[id]!.title;
    return [{
      kind: 'superseded-word', weight: 'housekeeping', about: id, where: null, rules: [id],
      statement: `“${word}” is an older name, since replaced: what it named is now the ${uncapital(now.title)}.`,
      example: `A reader who looks for “${word}” in present guidance does not find it.`,
      cites: places(cite),
      ask: `Should “${word}” be replaced, or is something older meant?`,
    }];
  });
}

/** Guidance that the document follows and that another edition has replaced by the day asked about. */
export function supersededGuidance({ policy, vocabulary, asAt }: Inquiry): Found[] {
  if (policy.kind === 'statutory-guidance') return [];
  return policy.follows.flatMap(({ guidance: id, cite }): Found[] => {
    const guidance = vocabulary.guidance[id];
    const ended = guidance?.inForce?.to ?? null;
    if (!guidance?.succeededBy || (ended !== null && ended >= asAt)) return [];
    const last = latestEdition(id, vocabulary, asAt);
    const until = ended === null ? '' : ` It was in force until ${formatDate(ended)}.`;
    return [{
      kind: 'superseded-guidance', weight: 'housekeeping', about: id, where: null, rules: [id],
      statement: `The document follows “${guidance.title}”, since replaced by “${vocabulary.guidance[last]?.title ?? last}”.${until}`,
      example: ended === null ? `Whoever follows the pointer reads an edition that has been replaced.` : `On ${formatDate(asAt)} a reader who follows the pointer reads an edition that ended on ${formatDate(ended)}.`,
      cites: places(cite),
      ask: `What changes in the document under “${vocabulary.guidance[last]?.title ?? last}”?`,
    }];
  });
}

function latestEdition(id: Id, vocabulary: Vocabulary, asAt: string): Id {
  const next = vocabulary.guidance[id]?.succeededBy;
  const begun = next ? (vocabulary.guidance[next]?.inForce?.from ?? asAt) <= asAt : false;
  return next && begun ? latestEdition(next, vocabulary, asAt) : id;
}

// ---- words ---------------------------------------------------------------------------------------------------

const titleOf = (id: Id, vocabulary: Vocabulary): string =>
  [vocabulary.actors, vocabulary.documents, vocabulary.events, vocabulary.tasks, vocabulary.facts, vocabulary.outcomes, vocabulary.guidance].map((terms) => terms[id]?.title).find((title) => title !== undefined) ?? id;

const successorOf = (id: Id, { actors, documents }: Vocabulary): Id | null => actors[id]?.succeededBy ?? documents[id]?.succeededBy ?? null;

/** A word as it is compared: without capitals, article and end of a plural. */
const plain = (word: string): string => word.toLowerCase().replace(/^(?:the|an?|this|all) /, '').replace(/s$/, '');

/** A single word without capitals or article, such as "form": too plain to be a name. */
const isCommonNoun = (name: string): boolean => /^[a-z]+$/.test(name);

/** A pronoun with a noun, a number in a list or a noun alone: a way of pointing, and no name. */
const isPointer = (name: string): boolean => isCommonNoun(name) || /\d/.test(name) || /^(?:the|this) \w+$/i.test(name);

/** Words that set two things apart: names that differ by them are not names of one thing. */
const SETTING_APART = new Set('single multi national local other individual sample accompanying'.split(' '));

/** Names whose last words differ, as "unit" and "office" do: those that a reader could take for different things. */
function apartFromOneAnother(called: readonly string[]): string[] {
  const names = called.filter((name) => !isPointer(name) && !isLetters(name) && !wordsOf(name).some((word) => SETTING_APART.has(word)));
  const heads = distinct(names.filter((name) => !names.some((other) => other !== name && isWithin(other, name))).map((name) => headOf(name)));
  return heads.length < 2 ? [] : heads.map((head) => names.find((name) => headOf(name) === head)!);
}

/** Whether every word of a name is in another, longer one. */
const isWithin = (shorter: string, longer: string): boolean => wordsOf(shorter).length < wordsOf(longer).length && wordsOf(shorter).every((word) => wordsOf(longer).includes(word));

/** The last word of a name that is not letters, before any "of". */
function headOf(name: string): string {
  const beforeOf = plain(name).split(/ of /)[0]!;
  return (wordsOf(beforeOf).at(-1) ?? '').replace(/s$/, '');
}

const wordsOf = (name: string): string[] => plain(name).split(/[\s/()-]+/).filter((word) => word !== '' && !SMALL.has(word)).map((word) => word.replace(/ie$/, 'y').replace(/s$/, ''));
const SMALL = new Set(['the', 'of', 'and', 'a', 'an', 'for', 'all', 'our', 'relevant', 'this', 'in', 'to', 'who', 'have', 'had']);
/** Whether a name is nothing but letters that stand for one. */
const isLetters = (name: string): boolean => /^[A-Z][A-Za-z]*[A-Z]s?$/.test(name);

/** The groups of capitals in some names. */
function lettersIn(called: readonly string[]): string[] {
  return distinct(called.flatMap((name) => name.match(/\b[A-Z][A-Za-z]*[A-Z](?=s?(?![\w-]))/g) ?? [])).filter((letters) => letters.length <= 5);
}

/** Whether a phrase has words in a row that begin with these letters. */
function spells(phrase: string, letters: string): boolean {
  const initials = phrase.replace(/[^A-Za-z’' ]/g, ' ').split(/\s+/).filter((word) => word !== '' && !/^[A-Z][A-Za-z]*[A-Z]s?$/.test(word));
  const wanted = letters.toLowerCase();
  const big = initials.filter((word) => !SMALL.has(word.toLowerCase()));
  return [initials, big].some((list) => list.map((word) => word[0]!.toLowerCase()).join('').includes(wanted));
}

/** Letters that the vocabulary itself uses as a word, outside brackets: everybody knows them. */
function isCommonly(letters: string, vocabulary: Vocabulary): boolean {
  const titles = [vocabulary.actors, vocabulary.documents, vocabulary.facts, vocabulary.tasks].flatMap((terms) => Object.values(terms).map(({ title }) => title));
  return titles.some((title) => title.replace(/\([^)]*\)/g, '').split(/[^A-Za-z]+/).includes(letters));
}

/** Every body that acts or is told in the document. */
function bodiesIn(policy: Policy): Set<Id> {
  return new Set(policy.steps.flatMap((step) => [...[step.actor, step.with, step.consults, step.recommends, step.finalSay].flatMap((who) => who?.actors ?? []), ...step.tells.map(({ who }) => who)]));
}
