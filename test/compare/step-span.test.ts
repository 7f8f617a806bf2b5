import { describe, expect, it } from 'vitest';
import { lastDays, spanOf } from '../../src/compare/step-span.ts';
import { timetable } from '../../src/engine/schedule.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { oneStep } from '../engine/sets.ts';

const published = loadPolicySet('policies').set!;

const read = (...readings: string[]) => `doubt: ambiguous, readings: [${readings.map((reading, place) => `{ id: r${place}, ${reading}, because: it may be }`).join(', ')}]`;
const days = (limits: string) => {
  const set = oneStep(limits);
  return lastDays(timetable(set, set.policies[0]!.id, { on: { start: '2026-03-02' }, facts: {} }).steps[0]!);
};

describe('the last days of a step', () => {
  it('run to the latest that a reading gives, though another gives none', () => {
    // Two and ten calendar days after Monday 2 March.
    expect(days(`{ unit: calendar-day, from: start, ${read('within: 2', 'within: 10', 'none: true')} }`)).toEqual({ soonest: '2026-03-04', last: '2026-03-12' });
  });

  it('run no further than the tightest of two limits that a reading leaves both standing', () => {
    // Under every reading of the first, the second ends on 5 March: the ten days never hold alone.
    expect(days(`[{ id: one, unit: calendar-day, from: start, ${read('within: 10', 'none: true')} }, { id: two, unit: calendar-day, from: start, within: 3 }]`)).toEqual({ soonest: '2026-03-05', last: '2026-03-05' });
    // The second may be no limit: then the ten days hold alone, and where neither is one there is no last day.
    expect(days(`[{ id: one, unit: calendar-day, from: start, ${read('within: 10', 'none: true')} }, { id: two, unit: calendar-day, from: start, ${read('within: 3', 'none: true')} }]`)).toEqual({ soonest: '2026-03-05', last: '2026-03-12' });
    // Where the first holds only beside a second that is tighter, its own day is never the last.
    expect(days(`[{ id: one, unit: calendar-day, from: start, within: 10 }, { id: two, unit: calendar-day, from: start, ${read('within: 3', 'within: 4')} }]`)).toEqual({ soonest: '2026-03-05', last: '2026-03-06' });
  });

  it('are none where no reading gives one', () => {
    expect(days('{ unquantified: true, from: start }')).toEqual({ soonest: null, last: null });
  });
});

describe('the last day of a stretch', () => {
  const spanIn = (policy: string, step: string) => spanOf(timetable(published, policy, { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26', 'intention-notified': '2026-03-27' } }).steps.find(({ id }) => id === step)!);

  it('is firm where another limit counts from a day that was given, though the stretch opens with something to come', () => {
    // 15 working days from Thursday 26 March: Monday 20 April; and 2 from the meeting, which has no date yet.
    expect(spanIn('west-midlands', 'report-to-panel')).toMatchObject({ kind: 'projected', to: '2026-04-20', isProjected: false });
  });

  it('is projected where it counts from something to come, though it is the only day', () => {
    expect(spanIn('herefordshire', 'circulate-pre-meeting-minutes')).toMatchObject({ kind: 'day', isProjected: true });
  });
});
