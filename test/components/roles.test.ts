import { expect, test } from 'vitest';
import { rolesOf } from '../../src/components/roles.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { policies } = loadPolicySet('policies').set!;
const rolesIn = (id: string) => {
  const policy = policies.find((one) => one.id === id)!;
  return new Set(policy.steps.flatMap((step) => rolesOf(step, policy)));
};

test('a group counts as each of the members that the document lists', () => {
  // 4.6.1: the CCG, Police and Local Authority.
  expect([...rolesIn('west-midlands')]).toEqual(expect.arrayContaining(['safeguarding-partners', 'clinical-commissioning-group', 'police', 'local-authority']));
});

test('a group whose members the document does not list counts as itself alone', () => {
  const roles = rolesIn('herefordshire');
  expect(roles).toContain('safeguarding-partners');
  for (const id of ['integrated-care-board', 'clinical-commissioning-group', 'police', 'local-authority']) expect(roles).not.toContain(id);
});
