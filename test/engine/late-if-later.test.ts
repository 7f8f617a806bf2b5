import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { latest } from '../../src/engine/latest.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { LateIfLater, TimetableInput } from '../../src/engine/types.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { someConventions, someDate, somePolicy } from './random-policies.ts';
import { setOf } from './sets.ts';

const published = loadPolicySet('policies').set!;
const lateIn = (policy: string, step: string, input: TimetableInput, set = published): LateIfLater | null =>
  timetable(set, policy, input).steps.find(({ id }) => id === step)!.lateIfLater;

// Working days from Thursday 26 March 2026: Mon 20 April is the 15th. From a meeting on Thursday 16 April two more are
// Fri 17 and Mon 20; from one on Friday 17 they are Mon 20 and Tue 21.
const AWARE_FIRST: TimetableInput = { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' } };

describe('a meeting whose own window lets the report be late', () => {
  it('is to be worked to the last day from which the report’s whole time still ends within its other limit', () => {
    const late = lateIn('west-midlands', 'rapid-review-meeting', AWARE_FIRST)!;
    expect(late).toMatchObject({ after: '2026-04-16', step: 'report-to-panel' });
    for (const day of ['Friday 17 April 2026', 'Tuesday 21 April 2026', 'Monday 20 April 2026', '1 working day after']) expect(late.explanation).toContain(day);
  });

  it('leaves the window that the document states as it is', () => {
    const meeting = timetable(published, 'west-midlands', AWARE_FIRST).steps.find(({ id }) => id === 'rapid-review-meeting')!;
    expect(meeting).toMatchObject({ safe: { earliest: '2026-04-09', latest: '2026-04-17' }, workTo: '2026-04-17' });
  });

  it('is said of a meeting that is planned for such a day, with the last day that is none', () => {
    const late = lateIn('west-midlands', 'rapid-review-meeting', { on: { ...AWARE_FIRST.on, 'rapid-review-meeting': '2026-04-17' }, asAt: '2026-03-30' })!;
    expect(late.explanation).toMatch(/^It is planned for Friday 17 April 2026\..*Thursday 16 April 2026\.$/);
    expect(lateIn('west-midlands', 'rapid-review-meeting', { on: { ...AWARE_FIRST.on, 'rapid-review-meeting': '2026-04-16' }, asAt: '2026-03-30' })).toBeNull();
  });

  it('is not said where both limits end on one day, where the meeting has been held, or where nobody knows when they became aware', () => {
    expect(lateIn('west-midlands', 'rapid-review-meeting', { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-27' } })).toBeNull();
    expect(lateIn('west-midlands', 'rapid-review-meeting', { on: { ...AWARE_FIRST.on, 'rapid-review-meeting': '2026-04-17' }, asAt: '2026-04-17' })).toBeNull();
    expect(lateIn('west-midlands', 'rapid-review-meeting', { on: { 'referral-received': '2026-03-27' } })).toBeNull();
  });

  it('is said of what only happens on the day of the meeting too, for that moves with it', () => {
    // The report's other limit ends on Wednesday 15 April, 15 working days from Monday 23 March.
    const late = lateIn('west-midlands', 'review-facts', { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-23' } })!;
    expect(late).toMatchObject({ after: '2026-04-15', step: 'report-to-panel' });
  });

  it('agrees, whatever the dates, with the question asked backwards', () => {
    let compared = 0;
    for (let day = '2026-01-05'; day < '2027-01-05'; day = addCalendarDays(day, 1)) {
      for (const gap of [-4, -1]) {
        const on = { 'referral-received': day, 'incident-known': addCalendarDays(day, gap) };
        const late = lateIn('west-midlands', 'rapid-review-meeting', { on });
        const by = timetable(published, 'west-midlands', { on }).steps.find(({ id }) => id === 'report-to-panel')!.limits.find(({ address }) => address.endsWith('overall'))!.readings[0]!.latest!;
        const backwards = latest(published, 'west-midlands', { on, step: 'report-to-panel', by }).steps.find(({ id }) => id === 'rapid-review-meeting')!.latest;
        if (late === null) continue;
        compared += 1;
        if (late.after !== null) expect(late.after, JSON.stringify(on)).toBe(backwards);
      }
    }
    expect(compared).toBeGreaterThan(300);
  });
});

describe('a step that comes before one with a sooner day of its own', () => {
  const steps = (second: string) => setOf(`steps:
  - { id: first, does: work, title: First, cite: "1", limits: { within: 10, unit: working-day, from: start }, next: second }
  - { id: second, does: work, title: Second, cite: "1", limits: ${second} }`);

  it('is to be done by that day', () => {
    // Ten working days from Monday 1 June 2026 end on Monday 15, four on Friday 5.
    const set = steps('{ within: 4, unit: working-day, from: start }');
    expect(lateIn('p', 'first', { on: { start: '2026-06-01' } }, set)).toEqual({
      after: '2026-06-05', step: 'second', explanation: 'Its own limit allows Monday 15 June 2026. “Second” comes after it, and is to be done by Friday 5 June 2026.',
    });
    expect(lateIn('p', 'second', { on: { start: '2026-06-01' } }, set)).toBeNull();
  });

  it('may take its time where the other counts from it', () => {
    expect(lateIn('p', 'first', { on: { start: '2026-06-01' } }, steps('{ within: 4, unit: working-day, from: first }'))).toBeNull();
  });
});

describe('a decision after which something is due sooner than the decision itself', () => {
  it('is to be taken by that day, and the step that may follow is told as one that may', () => {
    // Pan Bedfordshire, incident on Wednesday 25 March 2026: 5 working days end on Wednesday 1 April; the partners have 5 from Friday 27, to Tuesday 7 April.
    const late = lateIn('pan-bedfordshire', 'decide-notification', { on: { 'incident-occurred': '2026-03-25', 'referral-received': '2026-03-27' }, asAt: '2026-03-30' })!;
    expect(late).toEqual({
      after: '2026-04-01', step: 'notify-panel', explanation: 'Its own limit allows Tuesday 7 April 2026. “Notify the national Panel”, if it applies, comes after it, and is to be done by Wednesday 1 April 2026.',
    });
  });
});

describe('over random policies', () => {
  it('a step planned for the last day without lateness is not told of for the same step, and one working day later is', () => {
    let [kept, broken] = [0, 0];
    const random = fc.tuple(somePolicy('either'), someDate, fc.integer({ min: -10, max: 20 }), someConventions);
    fc.assert(fc.property(random, ([set, start, gap, conventions]) => {
      const on = { start, other: addCalendarDays(start, gap) };
      for (const { id, lateIfLater, workTo } of timetable(set, 'p', { on, conventions }).steps) {
        if (lateIfLater?.after == null) continue;
        const asAt = addCalendarDays(lateIfLater.after, -1);
        if (Object.values(on).some((date) => date > asAt)) continue;
        const plannedFor = (day: string) => lateIn('p', id, { on: { ...on, [id]: day }, conventions, asAt }, set);
        expect(plannedFor(lateIfLater.after)?.step, `${id} on ${lateIfLater.after}`).not.toBe(lateIfLater.step);
        kept += 1;
        const next = nextWorkingDay(lateIfLater.after);
        if (next === null || next > workTo!) continue;
        expect(plannedFor(next), `${id} on ${next}`).not.toBeNull();
        broken += 1;
      }
    }), { numRuns: 6000 });
    expect(Math.min(kept, broken)).toBeGreaterThan(10);
  });
});

function nextWorkingDay(day: string): string | null {
  return englandAndWales.firstWorkingDayOnOrAfter(addCalendarDays(day, 1));
}
