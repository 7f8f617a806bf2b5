import { expect, test } from 'vitest';
import { findingsOnAllCores } from '../../src/components/ahead.ts';
import { findingsOf } from '../../src/findings/findings.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;
const asAt = '2026-06-01';

test('the findings that several workers give are those that one gives, in the same order', async () => {
  expect(await findingsOnAllCores({ set, asAt })).toEqual(findingsOf(set, null, { asAt }));
});

test('what goes wrong in a worker stops the build', async () => {
  const [policy] = set.policies;
  const broken = { ...set, policies: [{ ...policy!, steps: null as never }] };
  await expect(findingsOnAllCores({ set: broken, asAt })).rejects.toThrow(TypeError);
});
