import { expect, it } from 'vitest';
import { checkInput } from '../../src/engine/input.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

it('a name that every object has is no fact, event, decision or doubt of a policy', () => {
  const { policies, vocabulary } = loadPolicySet('policies').set!;
  const given = { on: { constructor: '2026-03-27' }, facts: { constructor: 'yes' as const }, decided: { constructor: 'met' }, readings: { constructor: 'working-days' } };
  expect(checkInput(policies[0]!, vocabulary, given).map(({ option }) => option)).toEqual(['on', 'fact', 'decided', 'reading']);
});
