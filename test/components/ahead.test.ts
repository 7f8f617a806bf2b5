import { expect, test } from 'vitest';
import { workedOutOnAllCores } from '../../src/components/ahead.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { drawPaper } from '../../src/training/paper.ts';

const set = loadPolicySet('policies').set!;
const asAt = '2026-06-01';

test('the findings and papers that several workers give are those that one gives, in the same order', async () => {
  const worked = await workedOutOnAllCores({ set, asAt });
  expect(worked.flatMap(({ findings }) => findings)).toEqual(findingsOf(set, null, { asAt }));
  expect(worked.map(({ paper }) => paper)).toEqual(set.policies.map(({ id }) => drawPaper(set, id, { seed: 1, count: 10 })));
});

test('what goes wrong in a worker stops the build', async () => {
  const [policy] = set.policies;
  const broken = { ...set, policies: [{ ...policy!, steps: null as never }] };
  await expect(workedOutOnAllCores({ set: broken, asAt })).rejects.toThrow(TypeError);
});
