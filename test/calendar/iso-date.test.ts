import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addCalendarDays, calendarDaysBetween, dayNumber, formatDate, formatPartialDate, formatShortDate, formatShortDay, fromDayNumber,
  parseIsoDate, todayInLondon, weekdayOf,
} from '../../src/calendar/iso-date.ts';

const FIRST = dayNumber('0001-01-01');
const LAST = dayNumber('9999-12-31');
const dates = fc.integer({ min: FIRST, max: LAST }).map(fromDayNumber);
const centuryDates = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2050-12-31') }).map(fromDayNumber);

describe('an ISO date', () => {
  it('is read where the day exists', () => {
    expect(parseIsoDate('2026-03-27')).toBe('2026-03-27');
    expect(parseIsoDate('2028-02-29')).toBe('2028-02-29');
    expect(parseIsoDate('2000-02-29')).toBe('2000-02-29');
  });

  it.each([
    '2027-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '2026-01-32', '0000-01-01',
    '27-03-2026', '26-03-27', '2026-3-27', '20260327', '2026/03/27', '2026-03-27T00:00:00Z', ' 2026-03-27', '2026-03-27 ',
    '', '          ', '2026-03-2x', '２０２６-03-27', '+026-03-27', '2026-03--1', 'today',
  ])('is refused where it is written %j', (text) => {
    expect(parseIsoDate(text)).toBeNull();
    expect(() => dayNumber(text)).toThrow(RangeError);
  });

  it('is refused where it is not a text at all', () => {
    for (const value of [null, undefined, 20260327, ['2026-03-27'], {}]) {
      expect(parseIsoDate(value as unknown as string)).toBeNull();
    }
  });

  it('exists exactly where luxon says it does', () => {
    const figures = (length: number): fc.Arbitrary<string> =>
      fc.stringMatching(new RegExp(`^[0-9]{${length}}$`)).filter((text) => text.length === length);
    fc.assert(fc.property(figures(4), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }), (year, month, day) => {
      const text = `${year}-${`${month}`.padStart(2, '0')}-${`${day}`.padStart(2, '0')}`;
      expect(parseIsoDate(text) !== null).toBe(DateTime.fromISO(text, { zone: 'utc' }).isValid && year !== '0000');
    }), { numRuns: 1000 });
  });

  it('has the day number that UTC gives it, and comes back from it', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2026-03-27')).toBe(20_539);
    for (let day = dayNumber('1899-12-31'); day <= dayNumber('2101-01-01'); day += 1) {
      const expected = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (fromDayNumber(day) !== expected || dayNumber(expected) !== day) expect.fail(`${expected} is not day ${day}`);
    }
    for (let year = 1; year <= 9999; year += 1) {
      const text = `${year}`.padStart(4, '0');
      for (const date of [`${text}-01-01`, `${text}-12-31`]) {
        if (fromDayNumber(dayNumber(date)) !== date) expect.fail(`${date} comes back as ${fromDayNumber(dayNumber(date))}`);
      }
    }
    fc.assert(fc.property(fc.integer({ min: FIRST, max: LAST }), (day) => {
      expect(fromDayNumber(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
      expect(dayNumber(fromDayNumber(day))).toBe(day);
    }));
  });

  it('has no day number outside the years 0001 to 9999, nor a broken one', () => {
    for (const day of [FIRST - 1, LAST + 1, 0.5, Number.NaN, Infinity]) expect(() => fromDayNumber(day)).toThrow(RangeError);
    expect(() => addCalendarDays('9999-12-31', 1)).toThrow(RangeError);
  });

  it('moves by calendar days over the ends of months and years', () => {
    expect(addCalendarDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addCalendarDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addCalendarDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(calendarDaysBetween('2026-03-27', '2026-04-01')).toBe(5);
    expect(calendarDaysBetween('2026-04-01', '2026-03-27')).toBe(-5);
    fc.assert(fc.property(centuryDates, fc.integer({ min: -9999, max: 9999 }), (date, days) => {
      expect(calendarDaysBetween(date, addCalendarDays(date, days))).toBe(days);
    }));
  });

  it('falls on the weekday that luxon gives it, Monday being 1', () => {
    expect(weekdayOf('2026-04-17')).toBe(5);
    fc.assert(fc.property(dates, (date) => {
      expect(weekdayOf(date)).toBe(DateTime.fromISO(date, { zone: 'utc' }).weekday);
    }));
  });
});

describe('a date in words', () => {
  it('is written in full, short, and as a bare day', () => {
    expect(formatDate('2026-04-17')).toBe('Friday 17 April 2026');
    expect(formatDate('2027-02-01')).toBe('Monday 1 February 2027');
    expect(formatShortDate('2026-04-07')).toBe('Tue 7 April');
    expect(formatShortDay('2026-04-07')).toBe('Tue 7');
  });

  it('is what luxon writes in British English', () => {
    fc.assert(fc.property(centuryDates, (date) => {
      const moment = DateTime.fromISO(date, { zone: 'utc', locale: 'en-GB' });
      expect(formatDate(date)).toBe(moment.toFormat('cccc d LLLL yyyy'));
      expect(formatShortDate(date)).toBe(moment.toFormat('ccc d LLLL'));
      expect(formatShortDay(date)).toBe(moment.toFormat('ccc d'));
    }));
  });

  it('is as precise as it is given, and words stay as they are', () => {
    expect(['2022', '2022-06', '2022-06-17'].map(formatPartialDate)).toEqual(['2022', 'June 2022', '17 June 2022']);
    expect(['12 months after issue', '2022-13', '2022-02-30'].map(formatPartialDate)).toEqual(['12 months after issue', '2022-13', '2022-02-30']);
  });

  it('is not written for a date that does not exist', () => {
    for (const format of [formatDate, formatShortDate, formatShortDay]) {
      expect(() => format('2026-02-30')).toThrow(RangeError);
    }
  });
});

describe('today in London', () => {
  it('begins an hour before UTC in summer time and with it in winter', () => {
    expect(todayInLondon(new Date('2026-06-30T22:59:59Z'))).toBe('2026-06-30');
    expect(todayInLondon(new Date('2026-06-30T23:00:00Z'))).toBe('2026-07-01');
    expect(todayInLondon(new Date('2026-12-31T23:59:59Z'))).toBe('2026-12-31');
    expect(todayInLondon(new Date('2027-01-01T00:00:00Z'))).toBe('2027-01-01');
  });

  it('changes over on the last Sunday of March and of October', () => {
    expect(todayInLondon(new Date('2026-03-28T23:30:00Z'))).toBe('2026-03-28');
    expect(todayInLondon(new Date('2026-03-29T23:30:00Z'))).toBe('2026-03-30');
    expect(todayInLondon(new Date('2026-10-24T23:30:00Z'))).toBe('2026-10-25');
    expect(todayInLondon(new Date('2026-10-25T23:30:00Z'))).toBe('2026-10-25');
  });

  it('has no answer for a moment that is none', () => {
    expect(() => todayInLondon(new Date('never'))).toThrow(RangeError);
  });
});
