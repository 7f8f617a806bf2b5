import { expect, it } from 'vitest';
import type { Start } from '../../src/policy/model.ts';
import { eventsOfStart, idsOfStart, stepsOfStart } from '../../src/policy/starts.ts';

const nested: Start = { last: [{ event: 'referral-received' }, { first: [{ step: 'send' }, { event: 'incident-known' }] }] };

it('a start names its events and its steps, however deep they stand', () => {
  expect(idsOfStart(nested)).toEqual(['referral-received', 'send', 'incident-known']);
  expect(eventsOfStart(nested)).toEqual(['referral-received', 'incident-known']);
  expect(stepsOfStart(nested)).toEqual(['send']);
  expect(idsOfStart({ step: 'send' })).toEqual(['send']);
});

it('no start names nothing', () => {
  expect([idsOfStart(null), eventsOfStart(undefined), stepsOfStart(null)]).toEqual([[], [], []]);
});
