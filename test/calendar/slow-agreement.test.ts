import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { addCalendarDays, dayNumber, fromDayNumber } from '../../src/calendar/iso-date.ts';
import {
  createWorkingDayCalendar, englandAndWales, type CountResult, type WorkingDayCalendar,
} from '../../src/calendar/working-days.ts';
import { slowCounter, type SlowAnswer, type SlowCounter, type SlowRequest } from './slow-counter.ts';

const DAY_ONES = ['day-after', 'trigger-day'] as const;
const NON_WORKING_STARTS = ['stands', 'deemed-next'] as const;

describe('the calendar and the slow counter', () => {
  it('agree on every start day of 2012 to 2028, for 30 working days forward and back, under every convention', () => {
    const slow = slowCounter(table);
    let compared = 0;
    let beyond = 0;
    const disagreements: unknown[] = [];
    for (let day = dayNumber('2012-01-01'); day <= dayNumber('2028-12-31'); day += 1) {
      const start = fromDayNumber(day);
      for (const dayOne of DAY_ONES) {
        for (const nonWorkingStart of NON_WORKING_STARTS) {
          for (let days = -30; days <= 30; days += 1) {
            const request = { start, days, dayOne, nonWorkingStart };
            const fast = englandAndWales.count({ ...request, unit: 'working-day' });
            const expected = slow.count(request);
            compared += 1;
            if (expected === null) beyond += 1;
            if (!same(fast, expected)) disagreements.push({ request, fast, expected });
            if (dayOne === 'day-after' && nonWorkingStart === 'stands'
              && englandAndWales.addWorkingDays(start, days) !== (expected?.end ?? null)) {
              disagreements.push({ request, added: englandAndWales.addWorkingDays(start, days), expected });
            }
          }
        }
      }
    }
    expect(disagreements.slice(0, 3)).toEqual([]);
    expect(compared).toBe(6210 * 61 * 4);
    // Both ends of the table are reached, and by no more than the starts within 30 working days of them.
    expect(beyond).toBeGreaterThan(1000);
    expect(beyond).toBeLessThan(0.01 * compared);
  }, 60_000);

  it('agree on a calendar of any holidays between any two days, from starts inside it and near it', () => {
    fc.assert(fc.property(calendars(), fc.integer({ min: -12, max: 70 }), fc.integer({ min: -25, max: 25 }),
      fc.constantFrom(...DAY_ONES), fc.constantFrom(...NON_WORKING_STARTS),
      ([calendar, slow], offset, days, dayOne, nonWorkingStart) => {
        const request: SlowRequest = { start: addCalendarDays(calendar.from, offset), days, dayOne, nonWorkingStart };
        const expected = slow.count(request);
        expect(same(calendar.count({ ...request, unit: 'working-day' }), expected)).toBe(true);
        if (dayOne === 'day-after' && nonWorkingStart === 'stands') {
          expect(calendar.addWorkingDays(request.start, days)).toBe(expected?.end ?? null);
        }
      }), { numRuns: 2000 });
  });

  it('agree on the nearest working day either way, on what each day is and on the working days between two', () => {
    fc.assert(fc.property(calendars(), fc.integer({ min: -12, max: 70 }), fc.integer({ min: -12, max: 70 }),
      ([calendar, slow], one, other) => {
        const a = addCalendarDays(calendar.from, one);
        const b = addCalendarDays(calendar.from, other);
        const kind = slow.kindOf(a);
        expect(calendar.isWorkingDay(a)).toBe(kind === 'unknown' ? null : kind === 'working');
        expect(calendar.lastWorkingDayOnOrBefore(a)).toBe(nearest(slow, a, (date) => slow.previous(date)));
        expect(calendar.firstWorkingDayOnOrAfter(a)).toBe(nearest(slow, a, (date) => slow.next(date)));
        const between = slowBetween(slow, a, b);
        // A stretch with no weekday in it is known wherever it lies, and may be answered or not.
        if (between === 0) expect(calendar.workingDaysFrom(a, b) ?? 0).toBe(0);
        else expect(calendar.workingDaysFrom(a, b)).toBe(between);
      }), { numRuns: 2000 });
  });
});

function calendars(): fc.Arbitrary<[WorkingDayCalendar, SlowCounter]> {
  return fc.record({
    first: fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2025-12-31') }),
    length: fc.integer({ min: 1, max: 60 }),
    offsets: fc.uniqueArray(fc.nat(59), { maxLength: 12 }),
  }).map(({ first, length, offsets }) => {
    const days = {
      from: fromDayNumber(first),
      to: fromDayNumber(first + length - 1),
      holidays: offsets.filter((offset) => offset < length)
        .map((offset) => ({ date: fromDayNumber(first + offset), title: `Holiday ${offset}` })),
    };
    return [createWorkingDayCalendar(days), slowCounter(days)];
  });
}

function nearest(slow: SlowCounter, start: string, move: (date: string) => string): string | null {
  let date = start;
  while (slow.kindOf(date) !== 'working') {
    if (slow.kindOf(date) === 'unknown') return null;
    date = move(date);
  }
  return date;
}

function slowBetween(slow: SlowCounter, a: string, b: string): number | null {
  let count = 0;
  let date = a;
  while (date !== b) {
    date = b > a ? slow.next(date) : slow.previous(date);
    if (slow.kindOf(date) === 'unknown') return null;
    if (slow.kindOf(date) === 'working') count += b > a ? 1 : -1;
  }
  return count;
}

function same(fast: CountResult, expected: SlowAnswer | null): boolean {
  if ('error' in fast || expected === null) return expected === null && 'error' in fast && fast.error === 'beyond-calendar';
  return fast.end === expected.end
    && fast.counted.length === expected.counted.length
    && fast.counted.every((date, index) => date === expected.counted[index])
    && fast.skipped.length === expected.skipped.length
    && fast.skipped.every(({ date, reason }, index) =>
      date === expected.skipped[index]?.date && reason === expected.skipped[index]?.reason);
}
