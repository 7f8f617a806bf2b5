import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { drawDrill, HURDLES, markCount, mistakesOf, type CountTask } from '../../src/training/drill.ts';
import { slowCounter } from '../calendar/slow-counter.ts';

const slow = slowCounter(table);
const task = (given: Partial<CountTask>): CountTask => ({ hurdle: 'holiday', start: '2026-03-27', days: 5, dayOne: 'day-after', prompt: '', ...given });

describe('a drill', () => {
  it('asks what its seed says, and takes the hurdles by turns', () => {
    const drill = drawDrill(4, 10);
    expect(drawDrill(4, 10)).toEqual(drill);
    expect(drill.map(({ hurdle }) => hurdle)).toEqual([...HURDLES, ...HURDLES]);
    expect(drawDrill(5, 10)).not.toEqual(drill);
  });

  it('has the hurdle it promises', () => {
    for (const { hurdle, start, days, dayOne } of drawDrill(9, 60)) {
      const { skipped } = slow.count({ start, days, dayOne, nonWorkingStart: 'stands' })!;
      const holidays = skipped.filter(({ reason }) => reason !== 'Saturday' && reason !== 'Sunday');
      if (hurdle === 'plain') expect(holidays).toEqual([]);
      if (hurdle === 'holiday') expect(holidays.length).toBeGreaterThan(0);
      expect(slow.kindOf(start) === 'working').toBe(hurdle !== 'day-off');
      expect(dayOne).toBe(hurdle === 'day-one' ? 'trigger-day' : 'day-after');
      expect(days < 0).toBe(hurdle === 'back');
    }
  });

  it('takes one day for right, the slow counter’s, and shows every day that was counted and skipped', () => {
    fc.assert(fc.property(fc.nat(500), fc.integer({ min: -40, max: 40 }), (seed, away) => {
      for (const one of drawDrill(seed, 5)) {
        const expected = slow.count({ start: one.start, days: one.days, dayOne: one.dayOne, nonWorkingStart: 'stands' })!;
        const right = markCount(one, expected.end);
        expect(right).toMatchObject({ correct: true, misconception: null, end: expected.end, counted: expected.counted, skipped: expected.skipped });
        const answer = addCalendarDays(expected.end, away);
        expect(markCount(one, answer).correct).toBe(away === 0);
      }
    }), { numRuns: 25 });
  });
});

describe('a wrong day', () => {
  it.each([
    ['2026-04-03', 'forgotten-holiday', 'Good Friday taken for a working day'],
    ['2026-04-01', 'calendar-days', 'every day counted'],
    ['2026-04-02', 'start-counted', 'the Friday itself counted as day 1'],
    ['2026-04-08', 'counted-from-day-after', 'the Monday taken for day 0'],
  ])('%s is known as %s: %s', (answer, misconception) => {
    expect(markCount(task({}), answer)).toMatchObject({ correct: false, misconception, end: '2026-04-07' });
  });

  it('from a Saturday is known as received on the Monday', () => {
    expect(markCount(task({ start: '2026-10-24' }), '2026-11-02')).toMatchObject({ misconception: 'received-next-day', end: '2026-10-30' });
  });

  it('in a count back is known as counted on', () => {
    expect(markCount(task({ start: '2026-04-16', days: -5 }), '2026-04-23')).toMatchObject({ misconception: 'wrong-direction', end: '2026-04-09' });
  });

  it('that no known mistake gives is told by how many working days it is off', () => {
    const marked = markCount(task({}), '2026-04-14');
    expect(marked.misconception).toBeNull();
    expect(marked.because).toBe('Not right: it is Tuesday 7 April 2026. That is 5 working days too many. Count again, a day at a time.');
  });

  it('on the wrong side of the start, or off work, is told as that', () => {
    expect(markCount(task({}), '2026-03-20').because).toContain('on the wrong side of the start, Friday 27 March 2026');
    expect(markCount(task({}), '2026-04-12').because).toContain('never ends on a day off');
  });

  it('is never one that is right', () => {
    fc.assert(fc.property(fc.nat(500), (seed) => {
      for (const one of drawDrill(seed, 5)) {
        const { end } = slow.count({ start: one.start, days: one.days, dayOne: one.dayOne, nonWorkingStart: 'stands' })!;
        expect(mistakesOf(one, end).map(({ date }) => date)).not.toContain(end);
      }
    }), { numRuns: 25 });
  });
});
