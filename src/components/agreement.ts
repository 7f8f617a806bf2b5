import { joined } from '../engine/words.ts';

export interface Compared { name: string; key: string; status: string }

/** Whether a row's cells say the same, and who agrees with whom, in words. */
export interface Agreement { same: boolean; text: string }

/**
 * What the head of a row says of the cells that are shown.
 *
 * @example agreement([{ name: 'A', key: 'x', status: 'stated' }, { name: 'B', key: 'x', status: 'stated' }, { name: 'C', key: 'y', status: 'stated' }])
 * // { same: false, text: 'A and B agree' }
 */
export function agreement(cells: Compared[]): Agreement {
  const groups = new Map<string, Compared[]>();
  for (const cell of cells) groups.set(cell.key, [...(groups.get(cell.key) ?? []), cell]);
  if (groups.size <= 1) {
    const status = cells[0]?.status ?? 'none';
    if (status === 'stated') return { same: true, text: '' };
    return { same: true, text: status === 'none' ? 'none has any' : status === 'not-in-extract' ? 'in none of the extracts' : 'none states it' };
  }
  const agreeing = [...groups.values()].filter((group) => group.length > 1 && group[0]?.status === 'stated');
  return { same: false, text: agreeing.map((group) => `${joined(group.map(({ name }) => name), 'and')} agree`).join('; ') };
}
