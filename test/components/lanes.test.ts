import { expect, test } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { caseLanes } from '../../src/compare/lanes.ts';
import { axisOf, planLane, stairLabels, type LabelBox } from '../../src/components/draw/lanes.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { set } = loadPolicySet('policies');
const ids = set!.policies.map(({ id }) => id);
const WIDTH = 766;
/** The case of the page, begun on another day. */
const caseFrom = (day: string) => Object.fromEntries(['incident-occurred', 'incident-known', 'referral-received', 'intention-notified', 'notification-sent']
  .map((event, place) => [event, addCalendarDays(day, [0, 4, 6, 7, 8][place]!)]));

const isCrossed = (one: LabelBox, other: LabelBox) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

test.each(['2026-03-19', '2026-12-21', '2025-04-10', '2026-08-01'])('every label of a case from %s is inside the frame, and none lies on another or on a bar', (day) => {
  const on = caseFrom(day);
  const lanes = caseLanes(set!, ids, { on, facts: {} })!;
  const axis = axisOf(lanes, WIDTH);
  for (const { policy, marks } of lanes.lanes) {
    const { height, rows } = planLane(marks, axis);
    for (const { label } of rows) {
      expect(label.x, `${policy}: ${label.text}`).toBeGreaterThanOrEqual(0);
      expect(label.x + label.width, `${policy}: ${label.text}`).toBeLessThanOrEqual(WIDTH + 0.1);
      expect(label.y + label.height).toBeLessThanOrEqual(height);
      for (const other of rows) {
        if (other.label !== label) expect(isCrossed(label, other.label), `${label.text} and ${other.label.text}`).toBe(false);
        const bar = { text: '', x: axis.left(other.mark.from), width: axis.right(other.mark.late ?? other.mark.outer) - axis.left(other.mark.from), y: other.y - 3, height: 6 };
        expect(isCrossed(label, bar), `${label.text} and the bar of ${other.label.text}`).toBe(false);
      }
    }
  }
  const stair = stairLabels(axis, Object.entries(on).map(([id, date]) => ({ id, date })), set!.vocabulary);
  for (const [place, label] of stair.entries()) {
    expect(label.x).toBeGreaterThanOrEqual(0);
    expect(label.x + label.width).toBeLessThanOrEqual(WIDTH + 0.1);
    for (const other of stair.slice(place + 1)) expect(isCrossed(label, other)).toBe(false);
  }
});

test('a day is as wide as every other, and ends where the next begins', () => {
  const axis = axisOf({ from: '2026-03-30', to: '2026-04-05' }, 700);
  expect(axis.days).toHaveLength(7);
  for (const [place, day] of axis.days.entries()) expect([axis.left(day), axis.right(day)]).toEqual([place * 100, place * 100 + 100]);
});
