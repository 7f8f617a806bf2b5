import { compareRows } from '../../src/compare/cells.ts';
import { compare } from '../../src/compare/comparison.ts';
import { dateDifferences } from '../../src/compare/date-differences.ts';
import { columnsOf, frameOf } from '../../src/components/compare/built-columns.ts';
import { drawMatrix, rowsShown, WHOLE } from '../../src/components/compare/matrix.ts';
import { markup } from '../../src/components/draw/node.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import type { Benchmark, Figure } from '../bench.ts';

export const compareBenchmarks: Benchmark[] = [
  { name: 'compare: the differences of dates of two policies over a year', run: twoPolicies },
  { name: 'compare: the cells of all policies', run: cells },
  { name: 'compare: a change of columns, from the cells to the HTML', run: aChangeOfColumns },
  { name: 'compare: all policies, each pair by rows, dates and tests', run: allPolicies },
];

function published(): PolicySet {
  const { set } = loadPolicySet('policies');
  if (set === null) throw new Error('The published policies have faults');
  return set;
}

function twoPolicies(): Figure[] {
  const set = published();
  const pairs = set.policies.flatMap(({ id }, place) => set.policies.slice(place + 1).map((other) => [id, other.id] as const));
  const slowest = pairs.map(([one, other]) => ({ what: `${one} and ${other}`, value: least(3, () => dateDifferences(set, one, other, { from: '2026-01-01' }).length) }));
  slowest.sort((one, other) => other.value - one.value);
  return slowest.slice(0, 3).map(({ what, value }) => ({ what: `${what}, among the slowest`, value, unit: 'ms', atMost: 500 }));
}

function cells(): Figure[] {
  const set = published();
  const ids = set.policies.map(({ id }) => id);
  return [{ what: `${ids.length} policies`, value: least(5, () => compareRows(set, ids).length), unit: 'ms' }];
}

/** What a change of columns costs the page, less what the browser itself takes to lay it out. */
function aChangeOfColumns(): Figure[] {
  const set = published();
  const [frame, columns] = [frameOf(set.vocabulary), columnsOf(set).slice(0, 6)];
  const draw = () => markup(drawMatrix(frame, columns, rowsShown(frame, columns, WHOLE), '/procedures/')).length;
  return [{ what: `${columns.length} columns of ${frame.rows.length} rows`, value: least(10, draw), unit: 'ms', atMost: 100 }];
}

function allPolicies(): Figure[] {
  const set = published();
  const ids = set.policies.map(({ id }) => id);
  return [{ what: `${(ids.length * (ids.length - 1)) / 2} pairs`, value: least(2, () => compare(set, ids, { from: '2026-01-01' }).differences.length), unit: 'ms' }];
}

/** Milliseconds of the quickest run, so that what else the machine is doing counts for little. */
function least(runs: number, run: () => number): number {
  let best = Infinity;
  for (let attempt = 0; attempt < runs; attempt += 1) {
    const begin = performance.now();
    if (run() === 0) throw new Error('Nothing was compared');
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}
