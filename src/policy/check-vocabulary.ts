/**
 * The vocabulary by itself: every id it uses is one it defines, and nothing holds or succeeds itself.
 */
import type { CheckedVocabulary, VocabularyCheck } from './checked.ts';
import { periodFaults } from './check-source.ts';
import type { Fault } from './fault.ts';
import type { Id, Selector, Vocabulary } from './model.ts';
import { nearMiss } from './near-miss.ts';
import type { Path } from './yaml-text.ts';

/** Refuses a stage, body, document, guidance or selected id that the vocabulary does not itself define. */
export const assertVocabularyIsClosed: VocabularyCheck = (checked) => {
  const { vocabulary, text } = checked;
  const stages = vocabulary.stages.map(({ id }) => id);
  const needs = (ids: readonly Id[], known: readonly Id[], noun: string, path: Path): Fault[] =>
    ids.flatMap((id, index) => {
      if (known.includes(id)) return [];
      const meant = nearMiss(id, known);
      return [text.faultAt([...path, index], `"${id}" is not ${noun} of the vocabulary`, meant ? `Did you mean "${meant}"?` : 'use one of those that there are, or add it')];
    });
  const actors = Object.keys(vocabulary.actors);
  return [
    ...Object.values(vocabulary.tasks).flatMap(({ id, stage }) => needs([stage], stages, 'a stage', ['tasks', id, 'stage'])),
    ...Object.values(vocabulary.actors).flatMap(({ id, near, partOf, members, succeededBy }) => [
      ...needs(near, actors, 'an actor', ['actors', id, 'near']),
      ...needs(listed(partOf), actors, 'an actor', ['actors', id, 'partOf']),
      ...needs(members, actors, 'an actor', ['actors', id, 'members']),
      ...needs(listed(succeededBy), actors, 'an actor', ['actors', id, 'succeededBy']),
    ]),
    ...Object.values(vocabulary.documents).flatMap(({ id, succeededBy }) =>
      needs(listed(succeededBy), Object.keys(vocabulary.documents), 'a document', ['documents', id, 'succeededBy'])),
    ...Object.values(vocabulary.guidance).flatMap(({ id, succeededBy }) =>
      needs(listed(succeededBy), Object.keys(vocabulary.guidance), 'guidance', ['guidance', id, 'succeededBy'])),
    ...vocabulary.dimensions.flatMap(({ stage, select }, index) => {
      const { ids, known, noun, key } = selected(select, vocabulary);
      return [...needs(listed(stage), stages, 'a stage', ['dimensions', index, 'stage']), ...needs(ids, known, noun, ['dimensions', index, key])];
    }),
  ];
};

/** Refuses two dimensions, or two stages, with one id. */
export const assertDimensionsDiffer: VocabularyCheck = ({ vocabulary, text }) =>
  (['stages', 'dimensions'] as const).flatMap((key) => {
    const ids = vocabulary[key].map(({ id }) => id);
    return ids.flatMap((id, index) =>
      ids.indexOf(id) < index ? [text.faultAt([key, index], `"${id}" is given twice among the ${key}`, 'give one of them another id')] : []);
  });

/** Refuses an id that is both an event and a fact: a date and an answer for one name could not be told apart. */
export const assertEventsAndFactsDiffer: VocabularyCheck = ({ vocabulary, text }) =>
  Object.keys(vocabulary.facts).filter((id) => Object.hasOwn(vocabulary.events, id)).map((id) =>
    text.faultAtKey(['facts'], id, `"${id}" is already an event`, 'give the fact another id'));

/** Refuses a body that is, through its members or what it is part of, a part of itself. */
export const assertNoBodyHoldsItself: VocabularyCheck = (checked) => [
  ...rings(checked, 'actors', 'members', ({ members = [] }) => members, 'is a member of itself'),
  ...rings(checked, 'actors', 'partOf', ({ partOf = null }) => listed(partOf), 'is a part of itself'),
];

/** Refuses a succession that comes back to where it began. */
export const assertNoEndlessSuccession: VocabularyCheck = (checked) =>
  (['actors', 'documents', 'guidance'] as const).flatMap((kind) =>
    rings(checked, kind, 'succeededBy', ({ succeededBy }) => listed(succeededBy), 'succeeds itself'));

/** Refuses guidance whose period of validity ends before it begins. */
export const assertVocabularyPeriodsRunForward: VocabularyCheck = ({ raw, text }) => periodFaults(raw, text);

/** A term that names others: its members, the body it is part of, its successor. */
interface Linked { members?: Id[]; partOf?: Id | null; succeededBy: Id | null }

function rings(
  { vocabulary, text }: CheckedVocabulary, kind: 'actors' | 'documents' | 'guidance', key: string, of: (entry: Linked) => readonly Id[], what: string,
): Fault[] {
  const terms: Record<Id, Linked> = vocabulary[kind];
  return Object.keys(terms).filter((id) => leadsTo(id, (from) => (Object.hasOwn(terms, from) ? of(terms[from]!) : []))).map((id) =>
    text.faultAt([kind, id, key], `"${id}" ${what}`, 'break the ring'));
}

function leadsTo(id: Id, of: (id: Id) => readonly Id[]): boolean {
  const seen = new Set<Id>();
  const open = [...of(id)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...of(next));
  }
  return false;
}

function selected(select: Selector, vocabulary: Vocabulary): { ids: readonly Id[]; known: readonly Id[]; noun: string; key: string } {
  switch (select.by) {
    case 'does': return { ids: select.tasks, known: Object.keys(vocabulary.tasks), noun: 'a task', key: 'does' };
    case 'test': return { ids: [select.test], known: Object.keys(vocabulary.tests), noun: 'a test', key: 'test' };
    case 'fact': return { ids: [select.fact], known: Object.keys(vocabulary.facts), noun: 'a fact', key: 'fact' };
    case 'body': return { ids: [select.actor], known: Object.keys(vocabulary.actors), noun: 'an actor', key: 'body' };
    case 'definition': return { ids: [select.fact], known: Object.keys(vocabulary.facts), noun: 'a fact', key: 'definition' };
    case 'policy': return { ids: [], known: [], noun: '', key: 'policy' };
  }
}

function listed(id: Id | null): Id[] {
  return id === null ? [] : [id];
}
