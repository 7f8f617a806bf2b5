/** Whether the cells of a row say the same, as the head of the row tells it. */
import { joined } from '../engine/words.ts';
import type { CellStatus } from './cells.ts';

export interface ComparedCell { name: string; key: string; status: CellStatus }

/**
 * - `same`: all say the same.
 * - `silent`: none says anything.
 * - `different`: two say different things, or one is silent where another speaks.
 * - `unseen`: no difference is known, and some are extracts that do not reach this far. What was not read is no difference.
 */
type Agreement = 'same' | 'silent' | 'different' | 'unseen';

/**
 * @example agreementOf([{ key: 'x', status: 'stated' }, { key: 'y', status: 'stated' }]) // 'different'
 */
export function agreementOf(cells: readonly Pick<ComparedCell, 'key' | 'status'>[]): Agreement {
  const seen = cells.filter(({ status }) => status !== 'not-in-extract');
  if (new Set(seen.map(({ key }) => key)).size > 1) return 'different';
  if (seen.length < cells.length) return 'unseen';
  return seen.every(({ status }) => status === 'stated') ? 'same' : 'silent';
}

/**
 * Whether cells say the same, for a program: silent together is the same, and null is where it cannot be said.
 * @example isSame([{ key: 'x', status: 'stated' }, { key: 'not-in-extract', status: 'not-in-extract' }]) // null
 */
export function isSame(cells: readonly Pick<ComparedCell, 'key' | 'status'>[]): boolean | null {
  return SAME[agreementOf(cells)];
}

const SAME: Record<Agreement, boolean | null> = { same: true, silent: true, different: false, unseen: null };

/** The word for it. */
export const AGREEMENT_WORDS: Record<Agreement, string> = { same: 'Same', silent: 'Same', different: 'Different', unseen: 'Cannot be said' };

/**
 * What is added to the word: who agrees among those who differ, or who has not been seen.
 *
 * @example agreementNote([{ name: 'A', key: 'x', status: 'stated' }, { name: 'B', key: 'x', status: 'stated' }, { name: 'C', key: 'y', status: 'stated' }])
 * // 'A and B agree'
 */
export function agreementNote(cells: readonly ComparedCell[]): string {
  const unseen = cells.filter(({ status }) => status === 'not-in-extract').map(({ name }) => name);
  switch (agreementOf(cells)) {
    case 'same': return '';
    case 'silent': return cells.every(({ status }) => status === 'none') ? 'none has any' : 'none states it';
    case 'unseen': return unseen.length === cells.length ? 'in none of the extracts' : `not in the extract of ${joined(unseen, 'and')}`;
    case 'different': break;
  }
  const groups = new Map<string, string[]>();
  for (const { key, name, status } of cells) if (status === 'stated') groups.set(key, [...(groups.get(key) ?? []), name]);
  return [...groups.values()].filter((names) => names.length > 1).map((names) => `${joined(names, 'and')} agree`).join('; ');
}
