import { expect, it } from 'vitest';
import type { Start } from '../../src/policy/model.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { eventsOfStart, idsOfStart, mainEvents, startsOfPolicy, stepsOfStart } from '../../src/policy/starts.ts';

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

it('a policy counts from what its clocks and limits say, under every reading', () => {
  // The notification from becoming aware, the rapid review from the notification, publication from agreeing the review.
  const national = loadPolicySet('policies').set!.policies.find(({ id }) => id === 'national')!;
  expect([...new Set(startsOfPolicy(national).flatMap(eventsOfStart))].sort()).toEqual(['incident-known', 'notification-sent', 'practice-review-decided']);
});

it('the main events are those that the vocabulary calls so, and all where it calls none so', () => {
  // Of the six documents here; another may bring events of its own.
  const published = loadPolicySet('policies').set!;
  const set = { ...published, policies: published.policies.filter(({ id }) => ['herefordshire', 'kscp', 'pan-bedfordshire', 'west-midlands', 'wst', 'national'].includes(id)) };
  expect(mainEvents(set)).toEqual(['incident-occurred', 'incident-known', 'incident-reported', 'referral-received', 'intention-notified', 'notification-sent']);
  const events = Object.fromEntries(Object.entries(set.vocabulary.events).map(([id, event]) => [id, { ...event, main: false }]));
  expect(mainEvents({ ...set, vocabulary: { ...set.vocabulary, events } })).toEqual([...mainEvents(set), 'return-received', 'practice-review-decided']);
});
