import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { addCalendarDays, dayNumber, fromDayNumber, type IsoDate } from '../../src/calendar/iso-date.ts';
import {
  createWorkingDayCalendar, DEEMED_RECEIVED, englandAndWales, type Counted, type CountRequest,
} from '../../src/calendar/working-days.ts';

const add = (start: IsoDate, n: number): IsoDate | null => englandAndWales.addWorkingDays(start, n);
const end = (request: Partial<CountRequest> & { start: IsoDate; days: number }): IsoDate => counted(request).end;

function counted(request: Partial<CountRequest> & { start: IsoDate; days: number }): Counted {
  const answer = englandAndWales.count({ unit: 'working-day', ...request });
  if ('error' in answer) throw new Error(answer.reason);
  return answer;
}

// Far enough inside the table that 60 working days either way never leave it.
const starts = fc.integer({ min: dayNumber('2013-01-01'), max: dayNumber('2027-12-31') }).map(fromDayNumber);
const workingStarts = starts.filter((date) => englandAndWales.isWorkingDay(date) === true);
const amounts = fc.integer({ min: 1, max: 60 });
const dayOnes = fc.constantFrom('day-after' as const, 'trigger-day' as const);
const nonWorkingStarts = fc.constantFrom('stands' as const, 'deemed-next' as const);

describe('the four conventions of counting 5 days', () => {
  it.each([
    ['the day after is day 1', {}, '2026-04-07', '2026-10-30'],
    ['a start on a non-working day is deemed received on the next working day', { nonWorkingStart: 'deemed-next' }, '2026-04-07', '2026-11-02'],
    ['the start is day 1', { dayOne: 'trigger-day' }, '2026-04-02', '2026-10-30'],
    ['calendar days', { unit: 'calendar-day' }, '2026-04-01', '2026-10-29'],
  ] as const)('%s: from the Friday before Easter week, and from a Saturday', (_, convention, fromFriday, fromSaturday) => {
    expect(end({ start: '2026-03-27', days: 5, ...convention })).toBe(fromFriday);
    expect(end({ start: '2026-10-24', days: 5, ...convention })).toBe(fromSaturday);
  });

  it('take the deemed day itself as day 1 where the start is day 1', () => {
    expect(end({ start: '2026-10-24', days: 1, dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' })).toBe('2026-10-26');
    expect(end({ start: '2026-10-24', days: 5, dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' })).toBe('2026-10-30');
  });

  it('give one case four answers: incident 19, aware 23, referral 25, intention 26, sent 27 March 2026', () => {
    expect(add('2026-03-23', 15)).toBe('2026-04-15');
    expect(add('2026-03-25', 15)).toBe('2026-04-17');
    expect(end({ start: '2026-03-26', days: 15, dayOne: 'trigger-day' })).toBe('2026-04-17');
    expect(add('2026-03-27', 15)).toBe('2026-04-21');
  });
});

describe('the traps of the list', () => {
  it('2012: the spring holiday moved to 4 June, with 5 June beside it', () => {
    expect(add('2012-05-25', 1)).toBe('2012-05-28');
    expect(add('2012-06-01', 1)).toBe('2012-06-06');
    expect(add('2012-06-06', -1)).toBe('2012-06-01');
    expect(englandAndWales.holidayName('2012-06-05')).toBe('Queen’s Diamond Jubilee');
  });

  it('2020: the early May holiday moved from Monday 4 to Friday 8 May', () => {
    expect(add('2020-05-01', 1)).toBe('2020-05-04');
    expect(add('2020-05-07', 1)).toBe('2020-05-11');
    expect(englandAndWales.holidayName('2020-05-04')).toBeNull();
    expect(englandAndWales.holidayName('2020-05-08')).toBe('Early May bank holiday (VE day)');
  });

  it('2022: the spring holiday moved to 2 June with 3 June beside it, and the State Funeral on 19 September', () => {
    expect(add('2022-05-27', 1)).toBe('2022-05-30');
    expect(add('2022-06-01', 1)).toBe('2022-06-06');
    expect(add('2022-09-16', 1)).toBe('2022-09-20');
    expect(add('2022-09-20', -1)).toBe('2022-09-16');
  });

  it('2023: the Coronation on Monday 8 May, a week after the early May holiday', () => {
    expect(add('2023-04-28', 5)).toBe('2023-05-09');
    expect(englandAndWales.holidayName('2023-05-08')).toBe('Bank holiday for the coronation of King Charles III');
  });

  it('Christmas on a Sunday: Boxing Day on Monday 26, then the substitute for Christmas Day on Tuesday 27', () => {
    for (const year of [2016, 2022]) {
      expect(englandAndWales.holidayName(`${year}-12-25`)).toBeNull();
      expect(englandAndWales.holidayName(`${year}-12-26`)).toBe('Boxing Day');
      expect(englandAndWales.holidayName(`${year}-12-27`)).toBe('Christmas Day');
      expect(add(`${year}-12-23`, 1)).toBe(`${year}-12-28`);
    }
    expect(counted({ start: '2022-12-23', days: 1 }).skipped).toEqual([
      { date: '2022-12-24', reason: 'Saturday' },
      { date: '2022-12-25', reason: 'Sunday' },
      { date: '2022-12-26', reason: 'Boxing Day' },
      { date: '2022-12-27', reason: 'Christmas Day' },
    ]);
  });
});

describe('a count', () => {
  it('lists the days counted and the days skipped, each with its reason', () => {
    expect(counted({ start: '2026-03-27', days: 5 })).toEqual({
      end: '2026-04-07',
      counted: ['2026-03-30', '2026-03-31', '2026-04-01', '2026-04-02', '2026-04-07'],
      skipped: [
        { date: '2026-03-28', reason: 'Saturday' },
        { date: '2026-03-29', reason: 'Sunday' },
        { date: '2026-04-03', reason: 'Good Friday' },
        { date: '2026-04-04', reason: 'Saturday' },
        { date: '2026-04-05', reason: 'Sunday' },
        { date: '2026-04-06', reason: 'Easter Monday' },
      ],
    });
  });

  it('runs backwards with its lists descending', () => {
    expect(counted({ start: '2026-04-08', days: -2 })).toEqual({
      end: '2026-04-02',
      counted: ['2026-04-07', '2026-04-02'],
      skipped: [
        { date: '2026-04-06', reason: 'Easter Monday' },
        { date: '2026-04-05', reason: 'Sunday' },
        { date: '2026-04-04', reason: 'Saturday' },
        { date: '2026-04-03', reason: 'Good Friday' },
      ],
    });
    expect(end({ start: '2026-04-08', days: -2, dayOne: 'trigger-day' })).toBe('2026-04-07');
  });

  it('says which day the start is deemed received, counted from there forward and back', () => {
    expect(counted({ start: '2026-10-24', days: 1, nonWorkingStart: 'deemed-next' })).toEqual({
      end: '2026-10-27',
      counted: ['2026-10-27'],
      skipped: [{ date: '2026-10-25', reason: 'Sunday' }, { date: '2026-10-26', reason: DEEMED_RECEIVED }],
    });
    expect(counted({ start: '2026-10-24', days: -1, nonWorkingStart: 'deemed-next' })).toEqual({
      end: '2026-10-23',
      counted: ['2026-10-23'],
      skipped: [
        { date: '2026-10-26', reason: DEEMED_RECEIVED },
        { date: '2026-10-25', reason: 'Sunday' },
        { date: '2026-10-24', reason: 'Saturday' },
      ],
    });
    expect(counted({ start: '2026-10-24', days: -1, dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' })).toEqual({
      end: '2026-10-26',
      counted: ['2026-10-26'],
      skipped: [{ date: '2026-10-25', reason: 'Sunday' }, { date: '2026-10-24', reason: 'Saturday' }],
    });
  });

  it('of none is the start itself, or the day it is deemed received', () => {
    expect(counted({ start: '2026-10-24', days: 0 })).toEqual({ end: '2026-10-24', counted: [], skipped: [] });
    expect(counted({ start: '2026-10-24', days: 0, dayOne: 'trigger-day' })).toEqual({ end: '2026-10-24', counted: [], skipped: [] });
    expect(end({ start: '2026-10-24', days: 0, nonWorkingStart: 'deemed-next' })).toBe('2026-10-26');
    expect(end({ start: '2026-10-23', days: 0, nonWorkingStart: 'deemed-next' })).toBe('2026-10-23');
    expect(add('2026-10-24', 0)).toBe('2026-10-24');
  });

  it('of calendar days counts every day, with the start as day 1 where that is said', () => {
    expect(counted({ start: '2026-04-02', days: 3, unit: 'calendar-day' })).toEqual({
      end: '2026-04-05', counted: ['2026-04-03', '2026-04-04', '2026-04-05'], skipped: [],
    });
    expect(counted({ start: '2026-04-02', days: 3, unit: 'calendar-day', dayOne: 'trigger-day' })).toEqual({
      end: '2026-04-04', counted: ['2026-04-02', '2026-04-03', '2026-04-04'], skipped: [],
    });
    expect(counted({ start: '2026-04-02', days: -2, unit: 'calendar-day' }).counted).toEqual(['2026-04-01', '2026-03-31']);
    expect(counted({ start: '2026-04-02', days: -2, unit: 'calendar-day', dayOne: 'trigger-day' }).counted)
      .toEqual(['2026-04-02', '2026-04-01']);
    expect(end({ start: '2026-04-04', days: 2, unit: 'calendar-day', nonWorkingStart: 'deemed-next' })).toBe('2026-04-06');
  });

  it('of hours, with no clock time, takes 24 to the next calendar day and part of a day for a whole one', () => {
    const hours = (days: number): IsoDate => end({ start: '2026-04-02', days, unit: 'hour', dayOne: 'trigger-day' });
    expect([0, 1, 24, 25, 48, 72, -24].map(hours)).toEqual([
      '2026-04-02', '2026-04-03', '2026-04-03', '2026-04-04', '2026-04-04', '2026-04-05', '2026-04-01',
    ]);
    expect(counted({ start: '2026-04-02', days: 48, unit: 'hour' }).counted).toEqual(['2026-04-03', '2026-04-04']);
  });

  it('of months ends on the same day of the month and lists no days', () => {
    expect(counted({ start: '2026-08-31', days: 6, unit: 'month' })).toEqual({ end: '2027-02-28', counted: [], skipped: [] });
  });

  it('refuses what is no count, and says why', () => {
    const faults: [unknown, string][] = [
      [{ start: '2027-02-29', days: 1, unit: 'working-day' }, 'start'],
      [{ days: 1, unit: 'working-day' }, 'start'],
      [{ start: '2026-02-28', days: 1.5, unit: 'working-day' }, 'whole number'],
      [{ start: '2026-02-28', days: '5', unit: 'working-day' }, 'whole number'],
      [{ start: '2026-02-28', unit: 'working-day' }, 'whole number'],
      [{ start: '2026-02-28', days: 1e9, unit: 'calendar-day' }, '100000'],
      [{ start: '2026-02-28', days: 1, unit: 'week' }, 'unit'],
      [{ start: '2026-02-28', days: 1 }, 'unit'],
      [{ start: '2026-02-28', days: 1, unit: 'working-day', dayOne: 'day-before' }, 'dayOne'],
      [{ start: '2026-02-28', days: 1, unit: 'working-day', nonWorkingStart: 'moves' }, 'nonWorkingStart'],
      [{ start: '9999-12-31', days: 1, unit: 'calendar-day' }, '9999'],
      [{ start: '9999-12-31', days: 1, unit: 'month' }, '9999'],
      [null, 'object'],
      ['2026-02-28', 'start'],
    ];
    for (const [request, word] of faults) {
      const answer = englandAndWales.count(request as CountRequest);
      expect(answer, JSON.stringify(request)).toEqual({ error: 'bad-request', reason: expect.stringContaining(word) as string });
    }
  });
});

describe('the ends of the table', () => {
  it('refuse a working day in 2029, for New Year’s Day 2029 is not in it, and name the last day it reaches', () => {
    expect(add('2028-12-28', 1)).toBe('2028-12-29');
    expect(add('2028-12-29', 1)).toBeNull();
    expect(add('2028-12-15', 15)).toBeNull();
    expect(englandAndWales.count({ start: '2028-12-29', days: 1, unit: 'working-day' })).toEqual({
      error: 'beyond-calendar',
      reason: 'Bank holidays are known from Sunday 1 January 2012 to Sunday 31 December 2028, so it is not known whether '
        + 'Monday 1 January 2029 is a working day.',
    });
    for (const days of [-1, 0, 1]) {
      expect(englandAndWales.count({ start: '2028-12-30', days, unit: 'working-day', nonWorkingStart: 'deemed-next' }))
        .toMatchObject({ error: 'beyond-calendar' });
    }
  });

  it('answer where no day outside is needed, though the start is outside', () => {
    expect(add('2011-12-30', 1)).toBe('2012-01-03');
    expect(add('2011-12-29', 1)).toBeNull();
    expect(add('2029-01-01', -1)).toBe('2028-12-29');
    expect(add('2029-01-02', -1)).toBeNull();
    expect(add('2012-01-03', -1)).toBeNull();
    expect(add('2040-01-01', 0)).toBe('2040-01-01');
    expect(add('2040-01-01', 1)).toBeNull();
    expect(add('1990-01-01', 9999)).toBeNull();
  });

  it('do not bound calendar days, hours or months', () => {
    expect(end({ start: '2028-12-29', days: 15, unit: 'calendar-day' })).toBe('2029-01-13');
    expect(end({ start: '2028-12-31', days: 24, unit: 'hour' })).toBe('2029-01-01');
    expect(end({ start: '2028-12-31', days: 6, unit: 'month' })).toBe('2029-06-30');
  });

  it('know weekends for ever and weekdays not at all', () => {
    expect(englandAndWales.isWorkingDay('2029-01-06')).toBe(false);
    expect(englandAndWales.isWorkingDay('2029-01-08')).toBeNull();
    expect(englandAndWales.holidayName('2029-01-01')).toBeNull();
    expect(englandAndWales.lastWorkingDayOnOrBefore('2028-12-31')).toBe('2028-12-29');
    expect(englandAndWales.lastWorkingDayOnOrBefore('2029-01-01')).toBeNull();
    expect(englandAndWales.firstWorkingDayOnOrAfter('2012-01-01')).toBe('2012-01-03');
    expect(englandAndWales.firstWorkingDayOnOrAfter('2028-12-30')).toBeNull();
    expect(englandAndWales.workingDaysFrom('2028-12-29', '2029-01-01')).toBeNull();
  });
});

describe('a single day', () => {
  it('is a working day from Monday to Friday unless it is a bank holiday', () => {
    expect(englandAndWales.isWorkingDay('2026-04-02')).toBe(true);
    expect(englandAndWales.isWorkingDay('2026-04-03')).toBe(false);
    expect(englandAndWales.isWorkingDay('2026-04-04')).toBe(false);
    expect(englandAndWales.holidayName('2026-04-03')).toBe('Good Friday');
    expect(englandAndWales.holidayName('2026-04-04')).toBeNull();
  });

  it('has a working day on or before it and one on or after it', () => {
    expect(englandAndWales.lastWorkingDayOnOrBefore('2026-04-18')).toBe('2026-04-17');
    expect(englandAndWales.lastWorkingDayOnOrBefore('2026-04-06')).toBe('2026-04-02');
    expect(englandAndWales.lastWorkingDayOnOrBefore('2026-04-07')).toBe('2026-04-07');
    expect(englandAndWales.firstWorkingDayOnOrAfter('2026-04-03')).toBe('2026-04-07');
  });

  it('that does not exist is refused everywhere', () => {
    const { isWorkingDay, holidayName, lastWorkingDayOnOrBefore, firstWorkingDayOnOrAfter, workingDaysFrom } = englandAndWales;
    for (const ask of [isWorkingDay, holidayName, lastWorkingDayOnOrBefore, firstWorkingDayOnOrAfter]) {
      expect(() => ask('2027-02-29')).toThrow(RangeError);
    }
    expect(() => add('2027-02-29', 1)).toThrow(RangeError);
    expect(() => add('2027-02-28', 0.5)).toThrow(RangeError);
    expect(() => workingDaysFrom('2027-02-28', '2027-02-29')).toThrow(RangeError);
  });
});

describe('a numbered day', () => {
  const numbered = (start: IsoDate, day: number, dayOne: 'day-after' | 'trigger-day', unit: CountRequest['unit'] = 'working-day') =>
    englandAndWales.numberedDay({ start, day, unit, dayOne });

  it('counts the start as Day 1, passing over Easter: Day 6 from Wednesday 1 April 2026', () => {
    expect(numbered('2026-04-01', 6, 'trigger-day')).toEqual({
      end: '2026-04-10',
      counted: ['2026-04-01', '2026-04-02', '2026-04-07', '2026-04-08', '2026-04-09', '2026-04-10'],
      skipped: [
        { date: '2026-04-03', reason: 'Good Friday' },
        { date: '2026-04-04', reason: 'Saturday' },
        { date: '2026-04-05', reason: 'Sunday' },
        { date: '2026-04-06', reason: 'Easter Monday' },
      ],
    });
  });

  it('takes Day 1 on a non-working day for the next working day', () => {
    expect(numbered('2026-04-04', 1, 'trigger-day')).toMatchObject({ end: '2026-04-07', counted: ['2026-04-07'] });
  });

  it('takes Day 0 for the start itself whatever day it is, and Day 1 for the next working day', () => {
    expect(numbered('2026-04-04', 0, 'day-after')).toEqual({ end: '2026-04-04', counted: [], skipped: [] });
    expect(numbered('2026-04-04', 1, 'day-after')).toMatchObject({ end: '2026-04-07' });
    expect(numbered('2026-04-02', 1, 'day-after')).toMatchObject({ end: '2026-04-07' });
  });

  it('may number calendar days', () => {
    expect(numbered('2026-04-01', 6, 'trigger-day', 'calendar-day')).toMatchObject({ end: '2026-04-06' });
    expect(numbered('2026-04-01', 6, 'day-after', 'calendar-day')).toMatchObject({ end: '2026-04-07' });
  });

  it('is not given for a number that the document cannot have', () => {
    expect(numbered('2026-04-01', 0, 'trigger-day')).toMatchObject({ error: 'bad-request' });
    expect(numbered('2026-04-01', -1, 'day-after')).toMatchObject({ error: 'bad-request' });
    expect(numbered('2026-04-01', 1.5, 'day-after')).toMatchObject({ error: 'bad-request' });
    expect(numbered('2026-04-01', 2, 'trigger-day', 'hour')).toMatchObject({ error: 'bad-request' });
    expect(numbered('2028-12-28', 3, 'trigger-day')).toMatchObject({ error: 'beyond-calendar' });
  });
});

describe('whatever the start and the number', () => {
  it('the working days from the start to the end are as many as were added', () => {
    fc.assert(fc.property(starts, fc.integer({ min: -60, max: 60 }), (start, n) => {
      expect(englandAndWales.workingDaysFrom(start, add(start, n) ?? '')).toBe(n);
    }));
  });

  it('counting back undoes counting forward from a working day', () => {
    fc.assert(fc.property(workingStarts, amounts, (start, n) => {
      expect(add(add(start, n) ?? '', -n)).toBe(start);
      expect(add(add(start, -n) ?? '', n)).toBe(start);
    }));
  });

  it('one day more ends later, and a later start never ends earlier', () => {
    fc.assert(fc.property(starts, fc.integer({ min: -60, max: 60 }), dayOnes, nonWorkingStarts, (start, days, dayOne, nonWorkingStart) => {
      const here = end({ start, days, dayOne, nonWorkingStart });
      const more = end({ start, days: days + 1, dayOne, nonWorkingStart });
      // With the start as day 1 there are two names for it, 1 and minus 1, and 0 beside them.
      expect(dayOne === 'trigger-day' && (days === 0 || days === -1) ? more >= here : more > here).toBe(true);
      expect(end({ start: addCalendarDays(start, 1), days, dayOne, nonWorkingStart }) >= here).toBe(true);
    }));
  });

  it('the start as day 1 ends one working day before the default from a working day, and with it from any other', () => {
    fc.assert(fc.property(starts, amounts, (start, days) => {
      const inclusive = end({ start, days, dayOne: 'trigger-day' });
      const working = englandAndWales.isWorkingDay(start) === true;
      expect(inclusive).toBe(working ? add(start, days - 1) : add(start, days));
      const back = end({ start, days: -days, dayOne: 'trigger-day' });
      expect(back).toBe(working ? add(start, 1 - days) : add(start, -days));
    }));
  });

  it('a start deemed received later ends one working day after the default from a non-working day, and with it from any other', () => {
    fc.assert(fc.property(starts, amounts, (start, days) => {
      const deemed = end({ start, days, nonWorkingStart: 'deemed-next' });
      expect(deemed).toBe(englandAndWales.isWorkingDay(start) === true ? add(start, days) : add(start, days + 1));
    }));
  });

  it('every day between the start and the end is either counted or skipped, once and in order', () => {
    fc.assert(fc.property(starts, fc.integer({ min: -30, max: 30 }), dayOnes, nonWorkingStarts, (start, days, dayOne, nonWorkingStart) => {
      const answer = counted({ start, days, dayOne, nonWorkingStart });
      const listed = [...answer.counted, ...answer.skipped.map(({ date }) => date)].sort();
      expect(answer.counted).toHaveLength(Math.abs(days));
      expect(answer.counted).toEqual([...answer.counted].sort((a, b) => (days < 0 ? b.localeCompare(a) : a.localeCompare(b))));
      expect(new Set(listed).size).toBe(listed.length);
      const first = dayOne === 'trigger-day' ? start : addCalendarDays(start, days < 0 ? -1 : 1);
      for (let date = first; days < 0 ? date >= answer.end : date <= answer.end; date = addCalendarDays(date, days < 0 ? -1 : 1)) {
        if (days !== 0 || (nonWorkingStart === 'deemed-next' && date > start)) expect(listed).toContain(date);
      }
      for (const { date, reason } of answer.skipped) {
        expect(reason === DEEMED_RECEIVED).toBe(englandAndWales.isWorkingDay(date) === true);
      }
    }));
  });

  it('one bank holiday more never ends a count forward earlier, nor a count back later', () => {
    const from = '2026-01-01';
    const to = '2026-12-31';
    const holidays = table.holidays.filter(({ date }) => date >= from && date <= to);
    const usual = createWorkingDayCalendar({ holidays, from, to });
    const inYear = fc.integer({ min: dayNumber('2026-04-01'), max: dayNumber('2026-09-30') }).map(fromDayNumber);
    let moved = 0;
    fc.assert(fc.property(inYear, inYear, fc.integer({ min: 1, max: 50 }), (start, extra, n) => {
      if (usual.holidayName(extra) !== null) return;
      const longer = createWorkingDayCalendar({ holidays: [...holidays, { date: extra, title: 'One more' }], from, to });
      const [forward, back] = [usual.addWorkingDays(start, n) ?? '', usual.addWorkingDays(start, -n) ?? ''];
      const [later, earlier] = [longer.addWorkingDays(start, n) ?? '', longer.addWorkingDays(start, -n) ?? ''];
      expect(later >= forward && earlier <= back).toBe(true);
      const between = usual.isWorkingDay(extra) === true && extra > start && extra <= forward;
      expect(later > forward).toBe(between);
      if (between) moved += 1;
    }), { numRuns: 300 });
    expect(moved).toBeGreaterThan(0);
  });
});

describe('a calendar', () => {
  it('is refused where a date does not exist, it ends before it begins, or a holiday is outside it or there twice', () => {
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const holiday = { date: '2026-04-03', title: 'Good Friday' };
    expect(createWorkingDayCalendar({ ...year, holidays: [holiday] }).addWorkingDays('2026-04-02', 1)).toBe('2026-04-06');
    expect(() => createWorkingDayCalendar({ ...year, holidays: [holiday, holiday] })).toThrow(/twice/);
    expect(() => createWorkingDayCalendar({ ...year, holidays: [{ ...holiday, date: '2027-03-26' }] })).toThrow(/outside/);
    expect(() => createWorkingDayCalendar({ ...year, holidays: [{ ...holiday, date: '2026-02-30' }] })).toThrow(RangeError);
    expect(() => createWorkingDayCalendar({ from: '2026-12-31', to: '2026-01-01', holidays: [] })).toThrow(/before it begins/);
  });
});
