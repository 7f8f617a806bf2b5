/** Every time limit of every policy as one table. Build only. */
import { conditionPhrase, limitText, modalityText, placeText, startText } from '../engine/words.ts';
import { csvText, type Cell } from '../export/csv.ts';
import type { Limit, Policy, PolicySet, Step, Vocabulary } from '../policy/model.ts';
import { doubtsOf } from '../policy/doubts.ts';
import { limitAsRead, limitPlaces, underEachAssignment } from '../policy/readings.ts';

const HEAD = [
  'Policy', 'Step id', 'Step', 'Limit', 'As written', 'Place', 'Only if', 'Modality', 'In force from', 'In force to',
  'Doubt', 'Reading', 'Reading ruled out because', 'In words', 'Kind', 'Counts', 'Least', 'Most', 'Unit', 'From', 'From in words', 'Day one', 'Start on a non-working day',
] as const;

/**
 * The limits of a set, a row for each reading of each: what is in doubt is in the table as often as it can be read.
 *
 * @example limitsCsv(set) // 'Policy,Step id,Step,…\r\nherefordshire,…'
 */
export function limitsCsv({ policies, vocabulary }: PolicySet): string {
  return csvText([HEAD, ...policies.flatMap((policy) => rowsOfPolicy(policy, vocabulary))]);
}

function rowsOfPolicy(policy: Policy, vocabulary: Vocabulary): Cell[][] {
  const kindOf = new Map(doubtsOf(policy).map(({ address, kind }) => [address, kind]));
  return policy.steps.flatMap((step) => rowsOfStep(policy, step, vocabulary, (address) => kindOf.get(address) ?? null));
}

/** The step's limits, and those that only some reading of the step gives it. */
function rowsOfStep(policy: Policy, step: Step, vocabulary: Vocabulary, kindOf: KindOf): Cell[][] {
  const rows = (limits: Limit[], ofStep: string[], refuted: string | null) =>
    limits.flatMap((limit) => rowsOfLimit(policy, step, limit, vocabulary, kindOf, ofStep, refuted));
  const readings = (step.doubt?.readings ?? []).filter(({ changes }) => changes.limits !== undefined);
  if (readings.length === 0) return rows(step.limits, [], null);
  return readings.flatMap(({ id, changes, refutedBy }) => rows(changes.limits ?? [], [`${step.doubt!.address}=${id}`], refutedBy));
}

type KindOf = (address: string) => string | null;

function rowsOfLimit(policy: Policy, step: Step, limit: Limit, vocabulary: Vocabulary, kindOf: KindOf, ofStep: string[], stepRefuted: string | null): Cell[][] {
  const speech = { policy, vocabulary };
  const cite = limitPlaces(policy, limit, step);
  return underEachAssignment({}, (assignment) => limitAsRead(policy, limit, assignment, ['asWritten', 'modality'])).map(({ under, taken, result: read }) => {
    const refuted = [stepRefuted, ...taken.map(({ refutedBy }) => refutedBy)].filter((because) => because !== null);
    return [
      policy.id, step.id, step.title, limit.address, read.asWritten, cite.map((place) => placeText(place, vocabulary)).join('; '),
      read.when === null ? null : conditionPhrase(read.when, speech), modalityText(read.modality ?? step.modality), read.inForce?.from ?? null, read.inForce?.to ?? null,
      [...new Set(Object.keys(under).map(kindOf))].join('; ') || null,
      [...ofStep, ...Object.entries(under).map(([address, id]) => `${address}=${id}`)].join('; ') || null,
      refuted.join(' ') || null,
      limitText(read, speech), ...amountCells(read),
      read.unit, startIds(read.from), read.from === null ? null : startText(read.from, speech), read.dayOne, read.nonWorkingStart,
    ];
  });
}

/** Kind, direction, least and most; an approximate limit says so in its kind. */
function amountCells({ amount }: Limit): [Cell, Cell, Cell, Cell] {
  switch (amount?.kind) {
    case 'span': return [amount.approximate ? 'about' : amount.written, amount.way, amount.min, amount.max];
    case 'numbered': return ['numbered day', null, amount.first, amount.last];
    case 'unquantified': return ['unquantified', amount.way, null, null];
    case 'none': return ['no limit', null, null, null];
    case undefined: return [null, null, null, null];
  }
}

function startIds(from: Limit['from']): string | null {
  if (from === null) return null;
  if ('event' in from) return from.event;
  if ('step' in from) return from.step;
  const [word, parts] = 'first' in from ? ['first of', from.first] as const : ['last of', from.last] as const;
  return `${word} ${parts.map(startIds).join(', ')}`;
}
