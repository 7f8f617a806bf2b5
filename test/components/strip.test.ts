import { describe, expect, test } from 'vitest';
import { planStrip } from '../../src/components/draw/strip.ts';
import { effectsOf, relativeDays, relativeSteps } from '../../src/components/relative.ts';
import { rules } from '../../src/components/rules.ts';
import { setOf } from '../engine/sets.ts';

const set = rules();
const policy = (id: string) => set.policies.find((one) => one.id === id)!;

describe('a strip of days', () => {
  test('of West Midlands has the template by day 2, the return by day 5 or 7, the meeting from 7 to 13 and the report at day 15', () => {
    const relative = relativeDays(set, policy('west-midlands'))!;
    const words = Object.fromEntries(relativeSteps(relative, policy('west-midlands')).map(({ id, words: text }) => [id, text]));
    expect(words).toMatchObject({
      'send-scoping': 'by day 2',
      'return-scoping': 'by day 5 or day 7',
      'rapid-review-meeting': 'day 7 to 13',
    });
    expect(Object.values(words)).toContain('day 15 at the latest');
  });

  test('gives each reading of a doubt the day it comes to', () => {
    const relative = relativeDays(set, policy('west-midlands'))!;
    expect(effectsOf('return-scoping/limit', relative, ['return-scoping'])).toEqual({ 'from-referral': 'day 5', 'from-sending': 'day 7 at the latest' });
  });

  test('of Herefordshire begins at day 1, the day of receipt', () => {
    expect(relativeDays(set, policy('herefordshire'))!.first).toBe(1);
  });

  test('begins where most steps of a document have a day, if the usual start gives hardly any of them one', () => {
    const step = (id: string, from: string, next: string) => `  - { id: ${id}, does: work, title: ${id}, cite: "1", trigger: start, limits: { within: 5, unit: working-day, from: ${from} }, next: ${next} }\n`;
    const startOf = (...starts: string[]) => {
      const set = setOf(`steps:\n${starts.map((from, place) => step(`s${place}`, from, place + 1 < starts.length ? `s${place + 1}` : 'end')).join('')}`);
      // The usual start is an event of every vocabulary but this small one.
      const policy = JSON.parse(JSON.stringify(set.policies[0]!).replaceAll('"event":"other"', '"event":"referral-received"'));
      return relativeDays({ ...set, policies: [policy] }, policy)?.start;
    };
    expect(startOf('other', 'start', 'start', 'start')).toBe('start');
    expect(startOf('other', 'start', 'start')).toBe('referral-received');
    expect(startOf('start')).toBe('start');
  });

  test('shows a limit whose readings no day suits from the soonest of them to the latest', () => {
    // Day 10 from the referral on Monday 7 September 2026, itself day 1: Wednesday 16 in calendar days, Friday 18 in working days.
    const relative = relativeDays(set, policy('kscp'))!;
    const meeting = relativeSteps(relative, policy('kscp')).find(({ id }) => id === 'rapid-review-meeting')!;
    expect([relative.first, meeting.safe.to, meeting.doubtful, meeting.words]).toEqual([1, 8, { from: 8, to: 10 }, 'day 8 or day 10']);
  });

  for (const { id } of set.policies) {
    test(`of ${id} clips no label and lets none cross a bar or another`, () => {
      const relative = relativeDays(set, policy(id));
      const steps = relative === null ? [] : relativeSteps(relative, policy(id));
      if (relative === null || steps.length === 0) return;
      for (const width of [1160, 720]) {
        const plan = planStrip(steps, relative.first, width);
        for (const { label, step, y } of plan.rows) {
          const [left, right] = label.anchor === 'start' ? [label.x, label.x + label.width] : [label.x - label.width, label.x];
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(plan.width);
          const [from, to] = [plan.xOf(step.safe.from), plan.xOf(step.doubtful?.to ?? step.safe.to)];
          expect(label.above ? y - label.y >= 14 : right <= from || left >= to).toBe(true);
          expect(label.text.endsWith('…')).toBe(false);
          expect(plan.rows.filter((other) => other.y === y)).toHaveLength(1);
        }
      }
    });
  }
});
