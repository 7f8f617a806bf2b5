import { expect, it } from 'vitest';
import { dayOf } from '../../src/components/draw/entry.ts';
import { timetable } from '../../src/engine/schedule.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

it('where no day suits every reading, an entry stands at the soonest of their last days, never at a later one', () => {
  // KSCP, referral on Wednesday 25 March 2026 as Day 1: Day 10 is Friday 3 April in calendar days, Thursday 9 in working days.
  const { steps } = timetable(loadPolicySet('policies').set!, 'kscp', { on: { 'referral-received': '2026-03-25' } });
  const meeting = steps.find(({ id }) => id === 'rapid-review-meeting')!;
  expect(meeting.safe).toBeNull();
  expect(dayOf(meeting)).toBe('2026-04-03');
});
