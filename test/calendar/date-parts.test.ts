import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromDayNumber, dayNumber, readDateParts } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';

const LABEL = 'Referral received';
const read = (day: string, month: string, year: string): ReturnType<typeof readDateParts> =>
  readDateParts({ day, month, year }, LABEL, englandAndWales);
const refused = (field: string, message: string): unknown => ({ error: { field, message } });

describe('the three boxes of a date', () => {
  it('give the date typed, with or without noughts and spaces', () => {
    expect(read('27', '3', '2026')).toEqual({ date: '2026-03-27' });
    expect(read(' 07 ', '04', ' 2026')).toEqual({ date: '2026-04-07' });
    expect(read('29', '2', '2028')).toEqual({ date: '2028-02-29' });
  });

  it('take a month by its name or the beginning of it, in any case', () => {
    for (const month of ['September', 'SEPTEMBER', 'sep', 'Sept', 'sEp']) {
      expect(read('1', month, '2026')).toEqual({ date: '2026-09-01' });
    }
    const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
    expect(names.map((month) => read('1', month, '2026')))
      .toEqual(names.map((_, index) => ({ date: `2026-${`${index + 1}`.padStart(2, '0')}-01` })));
  });

  it('give no date, and no error, where all are blank', () => {
    expect(read('', '', '')).toEqual({ date: null });
    expect(read(' ', '\t', '')).toEqual({ date: null });
  });

  it('name what is missing, and mark its box where it is one', () => {
    expect(read('', '3', '2026')).toEqual(refused('day', 'Referral received must include a day'));
    expect(read('27', '', '2026')).toEqual(refused('month', 'Referral received must include a month'));
    expect(read('27', '3', '')).toEqual(refused('year', 'Referral received must include a year'));
    expect(read('', '', '2026')).toEqual(refused('all', 'Referral received must include a day and month'));
    expect(read('27', '', '')).toEqual(refused('all', 'Referral received must include a month and year'));
    expect(read('', '3', '')).toEqual(refused('all', 'Referral received must include a day and year'));
  });

  it('ask for four numbers in the year', () => {
    for (const year of ['26', '026', '20266', 'MMXX', '2O26', '-026']) {
      expect(read('27', '3', year)).toEqual(refused('year', 'Referral received year must include 4 numbers'));
    }
  });

  it('say how many days the month has where the day does not exist', () => {
    expect(read('31', '4', '2026'))
      .toEqual(refused('all', 'Referral received must be a real date: April has 30 days'));
    expect(read('29', 'Feb', '2027'))
      .toEqual(refused('all', 'Referral received must be a real date: February 2027 has 28 days'));
    expect(read('30', '2', '2028'))
      .toEqual(refused('all', 'Referral received must be a real date: February 2028 has 29 days'));
  });

  it('mark the box that no date can have', () => {
    for (const day of ['0', '32', '1st', 'x', '-1', '1.5', '007']) {
      expect(read(day, '3', '2026'))
        .toEqual(refused('day', 'Referral received must be a real date: the day must be a number from 1 to 31'));
    }
    for (const month of ['0', '13', 'Ma', 'Marchs', 'Mär', '003']) {
      expect(read('27', month, '2026')).toEqual(
        refused('month', 'Referral received must be a real date: the month must be a number from 1 to 12 or the name of a month'),
      );
    }
    expect(read('32', '13', '2026')).toEqual(refused('all', 'Referral received must be a real date'));
    expect(readDateParts({ day: '1', month: '1', year: '0000' }, LABEL))
      .toEqual(refused('year', 'Referral received must be a real date: there is no year 0000'));
  });

  it('refuse a date outside the bank holidays known, where they are told which those are', () => {
    const outside = 'Referral received must be between 1 January 2012 and 31 December 2028, the dates whose bank holidays are known here';
    expect(read('31', '12', '2011')).toEqual(refused('all', outside));
    expect(read('1', '1', '2029')).toEqual(refused('all', outside));
    expect(read('1', '1', '2012')).toEqual({ date: '2012-01-01' });
    expect(read('31', '12', '2028')).toEqual({ date: '2028-12-31' });
    expect(readDateParts({ day: '1', month: '1', year: '2029' }, LABEL)).toEqual({ date: '2029-01-01' });
  });

  it('read back every date from 2012 to 2028', () => {
    fc.assert(fc.property(fc.integer({ min: dayNumber('2012-01-01'), max: dayNumber('2028-12-31') }), (day) => {
      const date = fromDayNumber(day);
      const [year = '', month = '', dayOfMonth = ''] = date.split('-');
      expect(read(dayOfMonth, month, year)).toEqual({ date });
      expect(read(`${Number(dayOfMonth)}`, `${Number(month)}`, year)).toEqual({ date });
    }));
  });

  it('never throw, and give a date that exists or a message that begins with the label', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (day, month, year) => {
      const answer = read(day, month, year);
      if ('error' in answer) expect(answer.error.message.startsWith(LABEL)).toBe(true);
      else if (answer.date !== null) expect(() => dayNumber(answer.date ?? '')).not.toThrow();
    }));
  });
});
