/** The words of the vocabulary with what each document calls them. Build only. */
import { lettersUsed } from '../findings/check-wording.ts';
import type { Actor, Definition, Id, Place, Policy, PolicySet, Vocabulary, Words } from '../policy/model.ts';

/** A document's own name for a thing. */
interface Called { policy: Policy; words: Words }

export interface GlossaryTerm {
  id: Id;
  /** The part of the page it stands in, so that a task and a test of one name have each their own address. */
  anchor: string;
  title: string;
  meaning: string | null;
  /** What a fact is asked with; null for everything else. */
  ask: string | null;
  /** Whether it is a judgement that people make. */
  judgement: boolean;
  members: string[];
  /** What came before it, and what came after. */
  before: { title: string; anchor: string; since: string | null }[];
  after: { title: string; anchor: string; since: string | null } | null;
  called: Called[];
  definitions: { policy: Policy; definition: Definition }[];
  unverified: string | null;
}

interface GlossaryPart { id: string; title: string; about: string; terms: GlossaryTerm[] }

const PARTS = [
  ['actors', 'Bodies and people', 'Those who act, are asked or are told.'],
  ['documents', 'Documents', 'What is filled in, sent and kept.'],
  ['facts', 'Facts', 'What the tests ask. A fact that is a judgement is asked for and never worked out.'],
  ['events', 'Events', 'What days are counted from.'],
  ['tests', 'Tests', 'The questions that a document’s criteria answer.'],
  ['outcomes', 'Outcomes', 'What a decision may come to.'],
  ['guidance', 'Law and guidance', 'What the documents name and follow.'],
  ['tasks', 'Tasks', 'What the steps of a procedure do, so that they can be found and compared.'],
] as const;

type Section = (typeof PARTS)[number][0];
interface Entry {
  id: Id; title: string; meaning: string | null; ask?: string; judgement?: boolean; members?: Id[];
  succeededBy?: Id | null; since?: string | null; unverified?: string | null;
}

/**
 * Every term in its part, in the order of the alphabet.
 *
 * @example glossary(set)[0]?.terms.find(({ id }) => id === 'clinical-commissioning-group')?.after?.title
 * // 'Integrated care board (ICB)'
 */
export function glossary(set: PolicySet): GlossaryPart[] {
  return PARTS.map(([id, title, about]) => ({
    id, title, about, terms: entriesOf(set.vocabulary, id).map((entry) => termOf(entry, id, set)).sort((a, b) => a.title.localeCompare(b.title, 'en-GB')),
  }));
}

/** A document's words for one thing that are abbreviations or have one in them, as it writes them, the shortest first. */
interface Abbreviation { names: string[]; policy: Policy; means: string; anchor: string | null; notSpeltOut: string[]; note: string | null; cite: Place[] }

/**
 * The abbreviations that documents use, a row for each thing that a document names by one, within the words that it
 * stands in: "JCR Chair" is a chair, and says nothing of what the letters stand for.
 *
 * @example abbreviations(set).filter(({ names }) => names.includes('CCG')).map(({ policy }) => policy.id)
 */
export function abbreviations(set: PolicySet): Abbreviation[] {
  const terms = new Map(glossary(set).flatMap(({ terms: all }) => all.map((term) => [term.id, term] as const)).reverse());
  const rows = set.policies.flatMap((policy) => {
    const used = lettersUsed({ policy, vocabulary: set.vocabulary });
    return [...new Set(used.map((one) => one.of))].map((id): Abbreviation => {
      const own = used.filter((one) => one.of === id);
      const names = [...new Set(own.map(({ name }) => name))].sort((a, b) => a.length - b.length);
      const term = terms.get(id);
      return { names, policy, means: term?.title ?? id, anchor: term?.anchor ?? null, notSpeltOut: [...new Set(own.filter(({ isSpeltOut }) => !isSpeltOut).map(({ letters }) => letters))], note: withoutSpelling(own[0]!.note), cite: own[0]!.cite };
    });
  });
  return rows.sort((a, b) => a.names[0]!.localeCompare(b.names[0]!, 'en-GB') || a.policy.title.localeCompare(b.policy.title, 'en-GB'));
}

/** A note without its sentence on the spelling, which the row says itself. */
const withoutSpelling = (note: string | null): string | null => note?.replace(/^[^.]*not spelt out\.\s*/i, '') || null;

function entriesOf(vocabulary: Vocabulary, section: Section): Entry[] {
  return Object.values(vocabulary[section]).map((entry) => entry as Entry);
}

function termOf(entry: Entry, section: Section, { vocabulary, policies }: PolicySet): GlossaryTerm {
  const all = entriesOf(vocabulary, section);
  const pointTo = (other: Entry, since: string | null) => ({ title: other.title, anchor: anchorOf(section, other.id), since });
  const next = all.find(({ id }) => id === entry.succeededBy);
  return {
    id: entry.id, anchor: anchorOf(section, entry.id), title: entry.title, meaning: entry.meaning,
    ask: entry.ask ?? null, judgement: entry.judgement ?? false,
    members: (entry.members ?? []).map((id) => (vocabulary.actors as Record<Id, Actor>)[id]?.title ?? id),
    before: all.filter(({ succeededBy }) => succeededBy === entry.id).map((other) => pointTo(other, other.since ?? null)),
    after: next === undefined ? null : pointTo(next, entry.since ?? null),
    called: policies.flatMap((policy) => policy.words.filter(({ id }) => id === entry.id).map((words) => ({ policy, words }))),
    definitions: section !== 'facts' ? [] : policies.flatMap((policy) => policy.definitions.filter(({ fact }) => fact === entry.id).map((definition) => ({ policy, definition }))),
    unverified: entry.unverified ?? null,
  };
}

const anchorOf = (section: Section, id: Id): string => `${section}-${id}`;
