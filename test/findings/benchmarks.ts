import { findingsOf } from '../../src/findings/findings.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Benchmark, Figure } from '../bench.ts';

export const findingsBenchmarks: Benchmark[] = [
  { name: 'findings: each document, the counts remembered from one to the next', run: eachDocument },
];

/** A cold build of 150 documents has a minute for everything. */
const MOST_MS = 400;

function eachDocument(): Figure[] {
  const { set } = loadPolicySet('policies');
  if (set === null) throw new Error('The published policies have faults');
  findingsOf(set, set.policies[0]!.id, { asAt: '2026-06-01' });
  return set.policies.map(({ id }) => {
    const start = performance.now();
    const { length } = findingsOf(set, id, { asAt: '2026-06-01' });
    return { what: `${id}, ${length} findings`, value: performance.now() - start, unit: 'ms', atMost: MOST_MS };
  });
}
