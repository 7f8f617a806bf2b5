/** Makes what the comparison page is sent. Build only. */
import { formatPartialDate } from '../../calendar/iso-date.ts';
import { cellOf, headOf, type Cell } from '../../compare/cells.ts';
import { datedText } from '../../engine/words.ts';
import type { Policy, PolicySet, Vocabulary } from '../../policy/model.ts';
import type { Column, Frame } from './columns.ts';

/** The rows and the words of the table. */
export function frameOf(vocabulary: Vocabulary): Frame {
  const { stages, dimensions, guidance, tasks, tests } = vocabulary;
  return { stages: stages.map(({ id, title }) => ({ id, title })), rows: dimensions.map((dimension) => headOf(dimension, vocabulary)), guidance, dimensions, tasks, tests };
}

/** The rest of the vocabulary, without what its entries mean, for what is worked out in the browser. */
export function wordsOf({ actors, events, facts, documents, outcomes }: Vocabulary): Omit<Vocabulary, keyof Frame> {
  const bare = <T extends { meaning: string | null }>(terms: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(terms).map(([id, term]) => [id, { ...term, meaning: null }]));
  return { actors: bare(actors), events: bare(events), facts: bare(facts), documents: bare(documents), outcomes: bare(outcomes) };
}

/** The column of one policy. */
export function columnOf(policy: Policy, vocabulary: Vocabulary): Column {
  return {
    id: policy.id,
    title: policy.title,
    about: `${datedText(policy)}${policy.source.extent === 'extract' ? ', extract' : ''}`,
    isNational: policy.kind === 'statutory-guidance',
    cells: vocabulary.dimensions.map((dimension) => shortened(cellOf(dimension, { policy, vocabulary }))),
  };
}

/** Every column of a set, in its order. Of many documents each question has a page, and every page asks. */
export function columnsOf(set: PolicySet): Column[] {
  const found = columns.get(set) ?? set.policies.map((policy) => columnOf(policy, set.vocabulary));
  columns.set(set, found);
  return found;
}

const columns = new WeakMap<PolicySet, Column[]>();

/** The key only has to be equal where cells are, so a digest of it does; a date is written as people read it. */
function shortened(cell: Cell): Cell {
  return { ...cell, key: digest(cell.key), text: formatPartialDate(cell.text), parts: cell.parts.map((part) => ({ ...part, text: formatPartialDate(part.text) })) };
}

/** Two sums of 32 bits over the text (FNV-1a, with two starts), which equal texts share and others do not. */
function digest(text: string): string {
  return [0x811c9dc5, 0x01000193].map((start) => {
    let sum = start;
    for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
    return (sum >>> 0).toString(36);
  }).join('');
}
