import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addMonths } from '../../src/calendar/months.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** As a browser has it: with what it brings itself, or with luxon fetched. */
const onDemand = async () => (await import('../../src/calendar/months-on-demand.ts'));
const withTemporal = async () => (await onDemand()).addMonths;
const withoutTemporal = async () => {
  forgetTemporal();
  const months = await onDemand();
  await months.fetchMonths();
  return months.addMonths;
};

for (const [counter, load] of [['luxon', async () => addMonths], ['the browser’s own Temporal', withTemporal], ['luxon in a browser without Temporal', withoutTemporal]] as const) {
  describe(`a month counted by ${counter}`, () => {
    it('ends on the same day of the month, or on the last day of a shorter one', async () => {
      const add = await load();
      expect(add('2026-03-27', 6)).toBe('2026-09-27');
      expect(add('2026-08-31', 6)).toBe('2027-02-28');
      expect(add('2027-08-31', 6)).toBe('2028-02-29');
      expect(add('2026-03-31', -1)).toBe('2026-02-28');
      expect(add('2026-03-27', 0)).toBe('2026-03-27');
    });

    it('refuses a date that does not exist, half a month and the years past 9999', async () => {
      const add = await load();
      for (const text of ['2026-02-30', '2026-02', '2026-W05-1', '2026-02-01T12:00:00Z', '']) {
        expect(() => add(text, 1), text).toThrow(RangeError);
      }
      expect(() => add('2026-02-01', 0.5)).toThrow(RangeError);
      expect(() => add('2026-02-01', 12 * 8000)).toThrow(RangeError);
      expect(() => add('2026-02-01', 1e15)).toThrow(RangeError);
    });
  });
}

describe('what counts months in a browser', () => {
  it('is fetched before it counts, where the browser has nothing of its own', async () => {
    forgetTemporal();
    const { addMonths: add, MonthsNotFetched } = await onDemand();
    expect(() => add('2026-08-31', 6)).toThrow(MonthsNotFetched);
  });

  it('gives the same day, whichever it is', async () => {
    const own = await withTemporal();
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9000-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(dates, fc.integer({ min: 0, max: 1200 }), (date, months) => {
      expect(own(date, months)).toBe(addMonths(date, months));
    }));
  });
});

function forgetTemporal(): void {
  vi.stubGlobal('Temporal', undefined);
}
