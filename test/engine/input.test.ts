import { expect, it } from 'vitest';
import { checkInput, dayOfCase } from '../../src/engine/input.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

it('a name that every object has is no fact, event, decision or doubt of a policy', () => {
  const { policies, vocabulary } = loadPolicySet('policies').set!;
  const given = { on: { constructor: '2026-03-27' }, facts: { constructor: 'yes' as const }, decided: { constructor: 'met' }, readings: { constructor: 'working-days' } };
  expect(checkInput(policies[0]!, vocabulary, given).map(({ option }) => option)).toEqual(['on', 'fact', 'decided', 'reading']);
});

it('the day on which a case asks its tests is the first of its dates, else the one it is looked at from', () => {
  const on = { 'referral-received': '2023-12-12', 'incident-known': '2023-12-10' };
  expect([dayOfCase({ on, asAt: '2024-01-02' }), dayOfCase({ on }), dayOfCase({ on: {}, asAt: '2024-01-02' }), dayOfCase({ on: {} })]).toEqual(['2023-12-10', '2023-12-10', '2024-01-02', null]);
});

it('a decision takes the outcome that the document leaves out, and no other that it does not list', () => {
  const { policies, vocabulary } = loadPolicySet('policies').set!;
  const wst = policies.find(({ id }) => id === 'wst')!;
  const faults = (decided: Record<string, string>) => checkInput(wst, vocabulary, { on: {}, decided }).map(({ given }) => given);
  expect(faults({ 'decide-notification': 'not-met' })).toEqual([]);
  expect(faults({ 'decide-review': 'not-met' })).toEqual(['not-met']);
});
