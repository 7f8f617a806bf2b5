/** The cases that questions tell: what can happen, in the order of the document. */
import { describe, expect, it } from 'vitest';
import { loadPolicySet } from '../../src/policy/load.ts';
import { chooseDates, otherEvents } from '../../src/training/story.ts';
import { seeded } from '../../src/training/random.ts';

const set = loadPolicySet('policies').set!;
const rulesOf = (id: string) => ({ set, vocabulary: set.vocabulary, policy: set.policies.find((one) => one.id === id)! });
const SEEDS = Array.from({ length: 40 }, (_, seed) => seed);

describe('the dates of an imagined case', () => {
  it('put on one day what the document has happen on one day: WST’s referral is the local authority’s being told', () => {
    for (const seed of SEEDS) {
      const on = chooseDates(rulesOf('wst'), ['referral-received', 'incident-reported'], {}, seeded(seed));
      expect(on['referral-received'], String(seed)).toBe(on['incident-reported']);
    }
  });

  it('follow the path of the document, also where a step brings about no event', () => {
    for (const seed of SEEDS) {
      const on = chooseDates(rulesOf('pan-bedfordshire'), ['notification-sent', 'decide-notification'], { 'decide-notification': 'met' }, seeded(seed));
      expect(on['decide-notification']! <= on['notification-sent']!, `${seed}: ${JSON.stringify(on)}`).toBe(true);
    }
  });

  it('date what a step brings about with the step alone', () => {
    const on = chooseDates(rulesOf('west-midlands'), ['notification-sent', 'notify-panel'], {}, seeded(1));
    expect(Object.keys(on)).toEqual(['notify-panel']);
  });
});

describe('other days that a case has', () => {
  const others = (id: string, decided: Record<string, string> = {}) =>
    new Set(SEEDS.flatMap((seed) => otherEvents(rulesOf(id), ['rapid-review-meeting'], decided, 2, seeded(seed))));

  it('are days of the document itself or of the baseline', () => {
    // The intention to notify is Herefordshire's alone.
    expect(others('herefordshire')).toContain('intention-notified');
    for (const id of ['wst', 'west-midlands', 'kscp']) expect(others(id), id).not.toContain('intention-notified');
    for (const id of ['wst', 'west-midlands', 'kscp']) expect(others(id), id).toContain('incident-known');
  });

  it('leave out what is on a path that the case does not take', () => {
    expect(others('wst', { 'decide-notification': 'met' })).toContain('notification-sent');
    expect(others('wst', { 'decide-notification': 'not-met' })).not.toContain('notification-sent');
  });
});
