import { describe, expect, test } from 'vitest';
import { planStrip } from '../../src/components/draw/strip.ts';
import { effectsOf, noDayText, relativeDays, relativeSteps, workToText } from '../../src/components/relative.ts';
import { rules } from '../../src/components/rules.ts';
import { setOf } from '../engine/sets.ts';

const set = rules();
const policy = (id: string) => set.policies.find((one) => one.id === id)!;

describe('what a reading comes to', () => {
  test('is told without the readings that the document rules out, which are told alone', () => {
    const relative = relativeDays(set, policy('herefordshire'))!;
    // The guide's days are working days; calendar days, which it rules out, would make Day 12 the eleventh working day at the latest.
    expect(effectsOf('sign-off-report/limit', relative, ['sign-off-report'])).toMatchObject({ 'with-the-update': 'day 9 to 12', 'with-the-return': 'day 15' });
    expect(Object.keys(effectsOf('review-days', relative, ['collate-returns'])).sort()).toEqual(['calendar-days', 'working-days']);
  });
});

describe('a strip of days', () => {
  test('of West Midlands has the template by day 2, the return by day 5 or 7, the meeting from 7 to 13 and the report at day 15, or sooner by its other limit', () => {
    const relative = relativeDays(set, policy('west-midlands'))!;
    const words = Object.fromEntries(relativeSteps(relative, policy('west-midlands')).map(({ id, words: text }) => [id, text]));
    expect(words).toMatchObject({
      'send-scoping': 'by day 2',
      'return-scoping': 'by day 5 or day 7',
      'rapid-review-meeting': 'day 7 to 13',
    });
    expect(Object.values(words)).toContain('day 15 at the latest, or sooner by 4.2.2');
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
    // Day 10 from the referral, itself day 1. In working days day 10. In calendar days soonest from a Friday: 11 September
    // 2026 and nine days are Sunday 20 September, after Friday 18, which is day 6.
    const relative = relativeDays(set, policy('kscp'))!;
    const meeting = relativeSteps(relative, policy('kscp')).find(({ id }) => id === 'rapid-review-meeting')!;
    expect([relative.first, meeting.safe.to, meeting.doubtful, meeting.words]).toEqual([1, 6.5, { from: 6.5, to: 10 }, 'the weekend after day 6 or day 10, or from another start']);
  });

  test('says where another reading counts a limit from another start, or makes it none', () => {
    const wordsOf = (id: string, step: string) => relativeSteps(relativeDays(set, policy(id))!, policy(id)).find((one) => one.id === step)?.words;
    // Day 1 may be the day of the submission; the boxes may count the ten days from four starts, or give the meeting none.
    expect(wordsOf('herefordshire', 'send-scoping')).toBe('by day 1, or from another start');
    expect(wordsOf('pan-bedfordshire', 'rapid-review-meeting')).toBe('day 15 at the latest, or from another start, or no limit');
    expect(wordsOf('west-midlands', 'send-scoping')).toBe('by day 2');
  });

  test('ends what is safe at the soonest day from a start on any weekday, and the callout works to the same day', () => {
    const found = (id: string, step: string) => {
      const relative = relativeDays(set, policy(id))!;
      const { safe, doubtful, byWeekday } = relativeSteps(relative, policy(id)).find((one) => one.id === step)!;
      const addresses = [...new Set(relative.weekdays[0]!.timetable.steps.find((one) => one.id === step)!.limits.flatMap(({ readings }) => readings.flatMap(({ under }) => Object.keys(under))))];
      return { to: safe.to, hatched: doubtful?.from, byWeekday, texts: [...new Set(addresses.map((address) => workToText(address, step, relative)).filter((text) => text !== null))] };
    };
    const said = (low: number, high: number) => [`The last day that suits every reading is day ${low} to ${high}, by the weekday of the start: work to day ${low}. Over a bank holiday it may be sooner still.`];
    // Five calendar days from Monday 7 September 2026, day 1: Saturday 12, so Friday 11, day 5. From Wednesday 9: Monday 14, day 4.
    expect(found('kscp', 'return-scoping')).toEqual({ to: 4, hatched: 4, byWeekday: true, texts: said(4, 5) });
    // Two calendar days from the meeting on day 12 or the last day for it, day 13: from Tuesday 8 September it is on Friday 25,
    // and Sunday 27 follows day 13. From Monday 7 it is on Thursday 24, and Saturday 26 follows day 14.
    expect(found('wst', 'report-to-panel')).toMatchObject({ to: 13, hatched: 13, byWeekday: true });
    // Fifteen calendar days from Friday 11 September 2026: Saturday 26, so Friday 25, day 10. From Monday 7: Tuesday 22, day 11.
    expect(found('pan-bedfordshire', 'report-to-panel')).toEqual({ to: 10, hatched: 10, byWeekday: true, texts: said(10, 11) });
    expect(found('west-midlands', 'return-scoping')).toEqual({ to: 5, hatched: 5, byWeekday: false, texts: ['Work to day 5: it suits every reading.'] });
  });

  test('gives a reading in calendar days its days from each weekday', () => {
    const relative = relativeDays(set, policy('wst'))!;
    // Day 13 and two calendar days: Sunday 27 September 2026 from Tuesday 8, and Wednesday 30, day 15, from Wednesday 9.
    expect(effectsOf('days-after-meeting', relative, ['report-to-panel'])).toEqual({
      'calendar-days': 'the weekend after day 13 to day 15 at the latest, by the weekday of the start',
      'working-days': 'day 15 at the latest',
    });
  });

  test('says that no day suits every reading only of a doubt that moves a day, and gives no date', () => {
    const relative = relativeDays(set, policy('kscp'))!;
    expect(workToText('process-days', 'decide-review', relative)).toBe('No day suits every reading, so someone must decide when.');
    expect(workToText('decide-review', 'decide-review', relative)).toBeNull();
    expect(noDayText('decide-review', 'decide-review', relative)).toBeNull();
    // Day 2 is the next day in calendar days: a Saturday from a Friday, and in working days the Monday.
    expect(workToText('process-days', 'send-scoping', relative)).toBe('From a start on a Friday no day suits every reading, so someone must decide when.');
  });

  test('binds all limits of a step together, and shows its readings side by side', () => {
    const relative = relativeDays(set, policy('herefordshire'))!;
    const steps = Object.fromEntries(relativeSteps(relative, policy('herefordshire')).map((step) => [step.id, step]));
    // Under the heading of days 13 to 15, and by day 15 over all.
    expect([steps['report-to-panel']!.words, steps['report-to-panel']!.safe]).toEqual(['day 13 to 15', { from: 13, to: 15 }]);
    expect([steps['sign-off-report']!.words, steps['sign-off-report']!.safe]).toEqual(['day 9 to 12 or by day 15', { from: 9, to: 12 }]);
    // Before the report is sent, which may be on day 13: that says nothing of how early.
    expect([steps['hold-senior-meeting']!.words, steps['hold-senior-meeting']!.safe]).toEqual(['by day 15', { from: 1, to: 15 }]);
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
