/**
 * The comparison's fragment: what is shown of it, in the part of an address after `#`, which no browser sends to any host.
 *
 *   #v=1&policies=wst,west-midlands&only=different&rows=quorum,who-meets&pair=wst,west-midlands
 *
 * | Key | Value |
 * |---|---|
 * | `v` | the version of this form, 1; absent means 1 |
 * | `policies` | ids of the policies shown, in the order of the table |
 * | `only` | `different`: only the rows that differ |
 * | `rows` | ids of the rows shown; absent means all |
 * | `pair` | the two policies whose days and cases are compared |
 *
 * There are ids in it and no free text.
 */
import type { Id } from '../policy/model.ts';

interface ShownComparison {
  /** Empty: not said. */
  policies: Id[];
  onlyDifferent: boolean;
  rows: Id[] | null;
  pair: [Id, Id] | null;
}

const VERSION = '1';
const LONGEST = 4000;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;

/**
 * Reads the fragment of an address, with or without its `#`; null where it holds no comparison. What cannot be used is
 * left out, and whether an id is known is for the page to see.
 *
 * @example readComparisonLink('#policies=wst,kscp')?.policies // ['wst', 'kscp']
 */
export function readComparisonLink(fragment: string): ShownComparison | null {
  const text = fragment.startsWith('#') ? fragment.slice(1) : fragment;
  if (!text.includes('=') || text.length > LONGEST) return null;
  const given = new URLSearchParams(text);
  if ((given.get('v') ?? VERSION) !== VERSION) return null;
  if (!['policies', 'only', 'rows', 'pair'].some((key) => given.has(key))) return null;
  const ids = (key: string): Id[] => [...new Set((given.get(key) ?? '').split(',').filter((id) => ID.test(id)))];
  const [first, second] = ids('pair');
  const rows = ids('rows');
  return {
    policies: ids('policies'),
    onlyDifferent: given.get('only') === 'different',
    rows: rows.length === 0 ? null : rows,
    pair: first !== undefined && second !== undefined ? [first, second] : null,
  };
}

/**
 * Writes what is shown as a fragment, with its `#`.
 *
 * @example writeComparisonLink({ policies: ['wst', 'kscp'], onlyDifferent: true, rows: null, pair: null }) // '#v=1&policies=wst,kscp&only=different'
 */
export function writeComparisonLink({ policies, onlyDifferent, rows, pair }: ShownComparison): string {
  const parts = [
    `v=${VERSION}`,
    ...(policies.length > 0 ? [`policies=${policies.join(',')}`] : []),
    ...(onlyDifferent ? ['only=different'] : []),
    ...(rows === null ? [] : [`rows=${rows.join(',')}`]),
    ...(pair === null ? [] : [`pair=${pair.join(',')}`]),
  ];
  return `#${parts.join('&')}`;
}
