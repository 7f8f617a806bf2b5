/**
 * The comparison as a table: a row a dimension of the vocabulary, a cell a policy. Every cell is read off the model by
 * the dimension's selector; nothing here knows a policy or a dimension by name.
 */
import { joined, placeText, type Speech } from '../engine/words.ts';
import { isSame } from './agreement.ts';
import { partsOfDocument } from './document-parts.ts';
import { partsOfSteps } from './step-parts.ts';
import { partsOfBody, partsOfDefinition, partsOfFact, partsOfTest } from './test-parts.ts';
import { inNoOrder } from './sameness.ts';
import type { Dimension, Id, Place, Policy, PolicySet, Selector, Vocabulary } from '../policy/model.ts';

/** `none`: a row worked out from the whole file, which found nothing to show. */
export type CellStatus = 'stated' | 'not-stated' | 'not-in-extract' | 'none';

/** One thing that a cell says, with where it stands. */
export interface CellPart {
  text: string;
  /** The step that `text` begins with, where several steps say different things; else null. */
  label: string | null;
  cites: Place[];
  /** The step or test it is read off, to link to; null where it is of the document itself. */
  step: Id | null;
  criterion: Id | null;
  /** Addresses of the doubts about it. */
  doubts: string[];
}

/** A part with what is compared of it: under each reading, without words. */
export interface SaidPart extends CellPart { says: unknown }

export interface Cell {
  policy: Id;
  status: CellStatus;
  inDoubt: boolean;
  text: string;
  cites: Place[];
  parts: CellPart[];
  /** What is compared: two cells with the same key say the same, whatever their words. */
  key: string;
}

/** The facts of a row that hold whatever is compared. */
export interface RowHead { dimension: Id; title: string; meaning: string | null; stage: Id | null }

/** `same` is null where it cannot be said, because an extract does not reach so far. */
export interface Row extends RowHead { same: boolean | null; cells: Cell[] }

/**
 * The rows of a comparison, in the vocabulary's order.
 * @throws RangeError for a policy that is not in the set
 * @example compareRows(set, ['wst', 'west-midlands'])
 */
export function compareRows(set: PolicySet, policyIds: readonly Id[]): Row[] {
  const policies = policyIds.map((id) => {
    const policy = set.policies.find((one) => one.id === id);
    if (!policy) throw new RangeError(`no policy "${id}" in this set`);
    return policy;
  });
  return set.vocabulary.dimensions.map((dimension) => {
    const cells = policies.map((policy) => cellOf(dimension, { policy, vocabulary: set.vocabulary }));
    return { ...headOf(dimension, set.vocabulary), same: isSame(cells), cells };
  });
}

/** What stands at the head of a row. */
export function headOf(dimension: Dimension, vocabulary: Vocabulary): RowHead {
  const { id, title, meaning } = dimension;
  return { dimension: id, title, meaning, stage: stageOf(dimension, vocabulary) };
}

/** The stage a row belongs to: its own, or that of the first task it selects. */
function stageOf({ stage, select }: Dimension, vocabulary: Vocabulary): Id | null {
  if (stage !== null) return stage;
  return select.by === 'does' ? (vocabulary.tasks[select.tasks[0] ?? '']?.stage ?? null) : null;
}

/**
 * One cell.
 * @example cellOf(vocabulary.dimensions[0]!, { policy, vocabulary })
 */
export function cellOf(dimension: Dimension, speech: Speech): Cell {
  const said = partsOf(dimension.select, speech);
  const { policy } = speech;
  if (said.length === 0) {
    const status = silenceOf(dimension, speech);
    return { policy: policy.id, status, inDoubt: false, text: '', cites: silentPlaces(dimension, policy), parts: [], key: status };
  }
  const parts = joinedParts(said.map(({ says: _, ...part }) => part));
  return {
    policy: policy.id,
    status: 'stated',
    inDoubt: parts.some(({ doubts }) => doubts.length > 0),
    text: [...new Set(parts.map(({ text }) => text))].join('; '),
    cites: distinctPlaces(parts.flatMap(({ cites }) => cites)),
    parts,
    key: JSON.stringify(inNoOrder(said.map(({ says }) => says))),
  };
}

function partsOf(select: Selector, speech: Speech): SaidPart[] {
  switch (select.by) {
    case 'does': return partsOfSteps(select.tasks, select.show, speech);
    case 'test': return partsOfTest(select.test, speech);
    case 'fact': return partsOfFact(select.fact, speech);
    case 'body': return partsOfBody(select.actor, speech);
    case 'definition': return partsOfDefinition(select.fact, speech);
    case 'policy': return partsOfDocument(select.show, speech);
  }
}

/** What silence means here: what the file says of this very row, else what its extent says. */
function silenceOf(dimension: Dimension, { policy, vocabulary }: Speech): CellStatus {
  const { select } = dimension;
  if (select.by === 'policy' && DERIVED.includes(select.show)) return 'none';
  const silence = policy.silent.find((one) => one.dimension === dimension.id);
  if (silence) return silence.is;
  if (policy.source.extent === 'whole' || select.by === 'policy') return 'not-stated';
  const stage = stageOf(dimension, vocabulary);
  if (stage !== null && policy.source.covers.includes(stage)) return 'not-stated';
  // The step itself was read, and gives nothing of the kind.
  const isRead = select.by === 'does' && policy.steps.some(({ does }) => does.some((task) => select.tasks.includes(task)));
  return isRead ? 'not-stated' : 'not-in-extract';
}

/** Parts that say the same of the same step, as one, with the places of all. */
function joinedParts(parts: CellPart[]): CellPart[] {
  const byText = new Map<string, CellPart>();
  for (const part of parts) {
    const key = JSON.stringify([part.text, part.step, part.criterion]);
    const known = byText.get(key);
    byText.set(key, known ? { ...known, cites: distinctPlaces([...known.cites, ...part.cites]), doubts: [...new Set([...known.doubts, ...part.doubts])] } : part);
  }
  return [...byText.values()];
}

/** Worked out by holding the file's words beside the vocabulary: that nothing is found is an answer, not a silence. */
const DERIVED = ['supersededWords'];

const silentPlaces = (dimension: Dimension, policy: Policy): Place[] =>
  policy.silent.find((one) => one.dimension === dimension.id)?.cite ?? [];

/** Each place once. */
export function distinctPlaces(places: Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.of ?? ''}|${place.at}`, place])).values()];
}

/** A cell's places in words, for a table without links. */
export const placesText = (cell: Cell, vocabulary: Pick<Vocabulary, 'guidance'>): string => joined(cell.cites.map((place) => placeText(place, vocabulary)), 'and');
