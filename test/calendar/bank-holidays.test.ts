import { describe, expect, it } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };

/**
 * The list worked out again from its law: Schedule 1 to the Banking and Financial Dealings Act 1971, the common law
 * holidays of Good Friday and Christmas Day, the yearly proclamations of New Year's Day, of the first Monday in May and
 * of the substitutes for days that fall on a weekend, and the proclamations for single years. A table that reaches further is held to the same; a holiday for a single year that
 * is proclaimed after this was written goes in below, with its date from the proclamation.
 */
describe('the list of bank holidays', () => {
  it('is what the Act and the proclamations give, name by name, for every year of the table', () => {
    const [first, last] = [table.from, table.to].map((date) => Number(date.slice(0, 4)));
    const years = Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
    expect(years.length).toBeGreaterThanOrEqual(17);
    expect(table.holidays).toEqual(years.flatMap(lawfulHolidays));
  });

  it('holds the 140 days of 2012 to 2028 and what came after in order, each on a weekday, and covers whole years', () => {
    const dates = table.holidays.map(({ date }) => date);
    expect(dates.filter((date) => date < '2029')).toHaveLength(140);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect(dates.map((date) => new Date(date).getUTCDay()).filter((day) => day === 0 || day === 6)).toEqual([]);
    expect(table.from).toBe('2012-01-01');
    expect(table.to).toMatch(/^20\d\d-12-31$/);
  });

  it('says where it comes from and when it came', () => {
    expect(table.division).toBe('england-and-wales');
    expect(table.source.url).toBe('https://www.gov.uk/bank-holidays.json');
    const { handedOver, retrieved, provenance } = table.source as { handedOver?: string; retrieved?: string; provenance: string };
    expect(handedOver ?? retrieved).toMatch(/^\d{4}-\d\d-\d\d$/);
    // What was not fetched from GOV.UK says so, for as long as any day of the table rests on it.
    expect(provenance).toContain(handedOver === undefined ? 'GOV.UK published on' : 'did not fetch it');
  });

  it('has none of the days that holidays were moved from, nor the World Cup holiday of June 2026, which was Scotland’s', () => {
    const dates = table.holidays.map(({ date }) => date);
    for (const date of ['2012-05-28', '2020-05-04', '2022-05-30']) expect(dates).not.toContain(date);
    expect(dates.filter((date) => date.startsWith('2026-06'))).toEqual([]);
  });
});

interface Holiday { date: string; title: string; notes?: string }

function lawfulHolidays(year: number): Holiday[] {
  const christmas = weekday(year, 12, 25);
  const holidays: Holiday[] = [
    newYear(year),
    { date: plus(easterSunday(year), -2), title: 'Good Friday' },
    { date: plus(easterSunday(year), 1), title: 'Easter Monday' },
    earlyMay(year),
    ...spring(year),
    { date: lastMonday(year, 8), title: 'Summer bank holiday' },
    ...(year === 2022 ? [{ date: '2022-09-19', title: 'Bank Holiday for the State Funeral of Queen Elizabeth II' }] : []),
    ...(year === 2023 ? [{ date: '2023-05-08', title: 'Bank holiday for the coronation of King Charles III' }] : []),
    christmas === 6 || christmas === 0
      ? { date: iso(year, 12, 27), title: 'Christmas Day', notes: 'Substitute day' }
      : { date: iso(year, 12, 25), title: 'Christmas Day' },
    christmas === 5 || christmas === 6
      ? { date: iso(year, 12, 28), title: 'Boxing Day', notes: 'Substitute day' }
      : { date: iso(year, 12, 26), title: 'Boxing Day' },
  ];
  return holidays.sort((a, b) => (a.date < b.date ? -1 : 1));
}

function newYear(year: number): Holiday {
  const day = weekday(year, 1, 1);
  if (day === 6) return { date: iso(year, 1, 3), title: 'New Year’s Day', notes: 'Substitute day' };
  if (day === 0) return { date: iso(year, 1, 2), title: 'New Year’s Day', notes: 'Substitute day' };
  return { date: iso(year, 1, 1), title: 'New Year’s Day' };
}

function earlyMay(year: number): Holiday {
  if (year === 2020) return { date: '2020-05-08', title: 'Early May bank holiday (VE day)' };
  return { date: plus(iso(year, 5, 1), (8 - weekday(year, 5, 1)) % 7), title: 'Early May bank holiday' };
}

function spring(year: number): Holiday[] {
  const title = 'Spring bank holiday';
  if (year === 2012) {
    return [
      { date: '2012-06-04', title, notes: 'Substitute day' },
      { date: '2012-06-05', title: 'Queen’s Diamond Jubilee', notes: 'Extra bank holiday' },
    ];
  }
  if (year === 2022) {
    return [{ date: '2022-06-02', title }, { date: '2022-06-03', title: 'Platinum Jubilee bank holiday' }];
  }
  return [{ date: lastMonday(year, 5), title }];
}

/** The Meeus, Jones and Butcher reckoning, good for every Gregorian year. */
function easterSunday(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonShift = Math.floor((century + 8) / 25);
  const lunar = Math.floor((century - moonShift + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - lunar + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return iso(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function lastMonday(year: number, month: number): string {
  return plus(iso(year, month, 31), -((weekday(year, month, 31) + 6) % 7));
}

/** Sunday is 0. */
function weekday(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

function iso(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function plus(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
