import { describe, expect, test } from 'vitest';
import { caseSpan } from '../../src/components/calculator/span.ts';
import { axisOf, planLane, stairLabels } from '../../src/components/draw/lanes.ts';
import { rules } from '../../src/components/rules.ts';
import { textWidth } from '../../src/diagram/text-width.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { IsoDate } from '../../src/calendar/iso-date.ts';

const set = rules();
const span = (id: string, on: Record<string, IsoDate>, asAt: IsoDate | null = null) => {
  const policies = set.policies.filter((policy) => policy.id === id || policy.id === 'national');
  return caseSpan(policies.map((policy) => ({ policy, timetable: timetable(set, policy.id, { on, asAt }) })), set.vocabulary);
};
const FRIDAY = { 'incident-known': '2026-03-26', 'referral-received': '2026-03-27' };

describe('the span of a case', () => {
  test('of West Midlands runs from the first date given to the day after the last reading, with the meeting from 9 to 16 April, and to the 17th with a late report', () => {
    const { lanes } = span('west-midlands', FRIDAY)!;
    expect([lanes.from, lanes.to]).toEqual(['2026-03-26', '2026-04-28']);
    const local = lanes.lanes.find(({ policy }) => policy === 'west-midlands')!;
    expect(local.marks.find(({ step }) => step === 'rapid-review-meeting')).toMatchObject({ kind: 'window', from: '2026-04-09', to: '2026-04-16', outer: '2026-04-16', late: '2026-04-17' });
    expect(local.starts).toEqual([{ event: 'incident-known', date: '2026-03-26' }, { event: 'referral-received', date: '2026-03-27' }]);
  });

  test('keeps local and national dates in lanes of their own', () => {
    expect(span('wst', FRIDAY)!.lanes.lanes.map(({ policy }) => policy).sort()).toEqual(['national', 'wst']);
  });

  test('shows a step on the day it was done, and no longer the stretch it had', () => {
    const { lanes } = span('west-midlands', { ...FRIDAY, 'send-scoping': '2026-03-30' })!;
    const mark = lanes.lanes.flatMap(({ marks }) => marks).find(({ step }) => step === 'send-scoping');
    expect(mark).toMatchObject({ title: 'Send the scoping template and letter, done', kind: 'given', from: '2026-03-30', to: '2026-03-30' });
  });

  test('names in words what is too far off to be drawn: a review to be published in six months', () => {
    const { beyond, lanes } = span('wst', { ...FRIDAY, 'practice-review-decided': '2026-04-30' })!;
    expect(beyond.map(({ day }) => day)).toEqual(['2026-10-30']);
    expect(lanes.lanes.flatMap(({ marks }) => marks).some(({ to }) => to === '2026-10-30')).toBe(false);
  });

  test('is nothing where nothing has a date', () => {
    expect(span('wst', {})).toBeNull();
  });

  for (const { id } of set.policies) {
    for (const [name, on] of Object.entries({ Easter: FRIDAY, Christmas: { 'incident-occurred': '2026-12-22', 'incident-known': '2026-12-23', 'referral-received': '2026-12-24', 'intention-notified': '2026-12-24', 'notification-sent': '2026-12-24' } })) {
      test(`of ${id} at ${name} clips no label and lets none cross another or a bar`, () => {
        const found = span(id, on, '2026-12-29');
        if (found === null) throw new Error(`${id} dates nothing`);
        const axis = axisOf(found.lanes, 766);
        const stair = stairLabels(axis, Object.entries(found.on).map(([event, date]) => ({ id: event, date })), set.vocabulary);
        const lanes = found.lanes.lanes.map((lane) => planLane(lane.marks, axis));
        for (const { height, rows } of lanes) {
          for (const { label } of rows) {
            expect(label.y).toBeGreaterThanOrEqual(0);
            expect(label.y + label.height).toBeLessThanOrEqual(height);
          }
        }
        for (const boxes of [stair, ...lanes.map(({ rows }) => rows.map(({ label }) => label))]) {
          for (const [place, box] of boxes.entries()) {
            expect(box.x, box.text).toBeGreaterThanOrEqual(-0.05);
            expect(box.x + box.width, box.text).toBeLessThanOrEqual(axis.width + 0.05);
            expect(textWidth(box.text), `${box.text} is wider than the room it was given`).toBeLessThanOrEqual(box.width + 1);
            for (const other of boxes.slice(place + 1)) {
              const apart = box.x + box.width <= other.x || other.x + other.width <= box.x || box.y + box.height <= other.y + 0.05 || other.y + other.height <= box.y + 0.05;
              expect(apart, `${box.text} crosses ${other.text}`).toBe(true);
            }
          }
        }
      });
    }
  }
});
