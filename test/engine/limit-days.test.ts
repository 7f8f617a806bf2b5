import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { daysAllowed } from '../../src/compare/limits-compared.ts';
import { LimitDays } from '../../src/engine/limit-days.ts';
import { DEFAULT_CONVENTIONS, timetable } from '../../src/engine/schedule.ts';
import type { Conventions } from '../../src/engine/types.ts';
import type { Inquiry } from '../../src/findings/inquiry.ts';
import { endFrom } from '../../src/findings/limits.ts';
import { countsOf } from '../../src/findings/telling.ts';
import type { IsoDate, Limit, PolicySet } from '../../src/policy/model.ts';
import { Assignment, limitAsRead } from '../../src/policy/readings.ts';
import { endOfLimit } from '../../src/training/limits-as-read.ts';
import { oneStep } from './sets.ts';

const limitOf = ({ policies: [policy] }: PolicySet): Limit => limitAsRead(policy!, policy!.steps[0]!.limits[0]!, new Assignment({}, {}));
const assumed = (conventions: Partial<Conventions>): Conventions => ({ ...DEFAULT_CONVENTIONS, ...conventions });
const window = (limits: string, start: IsoDate, conventions: Partial<Conventions> = {}) =>
  new LimitDays(englandAndWales, assumed(conventions)).window(limitOf(oneStep(limits)), start);

// Good Friday is 3 April and Easter Monday 6 April 2026. Working days after Friday 27 March: 30, 31 March, 1, 2, 7, 8 April;
// before it: 26, 25, 24, 23, 20 March.
const FRIDAY = '2026-03-27';
const SATURDAY = '2026-03-28';

describe('the days that a limit allows', () => {
  it.each([
    ['{ within: 5, unit: working-day, from: start }', FRIDAY, FRIDAY, '2026-04-07'],
    ['{ within: 5, unit: working-day, from: start }', SATURDAY, SATURDAY, '2026-04-07'],
    ['{ within: 5, unit: calendar-day, from: start }', FRIDAY, FRIDAY, '2026-04-01'],
    ['{ within: 48, unit: hour, from: start }', FRIDAY, FRIDAY, '2026-03-29'],
    ['{ within: 36, unit: hour, from: start }', FRIDAY, FRIDAY, '2026-03-29'],
    ['{ within: 1, unit: month, from: start }', '2026-01-31', '2026-01-31', '2026-02-28'],
    ['{ between: [2, 4], unit: working-day, from: start }', FRIDAY, '2026-03-31', '2026-04-02'],
    ['{ between: [2, 4], unit: calendar-day, from: start }', FRIDAY, '2026-03-29', '2026-03-31'],
    ['{ exactly: 5, unit: working-day, from: start }', FRIDAY, '2026-04-07', '2026-04-07'],
    ['{ exactly: 1, unit: month, from: start }', FRIDAY, '2026-04-27', '2026-04-27'],
    ['{ atLeast: 2, unit: working-day, from: start }', FRIDAY, '2026-03-31', null],
    ['{ atLeast: 2, unit: working-day, before: start }', FRIDAY, null, '2026-03-25'],
    ['{ atLeast: 2, unit: calendar-day, before: start }', FRIDAY, null, '2026-03-25'],
    ['{ within: 5, unit: working-day, before: start }', SATURDAY, '2026-03-23', SATURDAY],
    ['{ about: 5, unit: working-day, from: start }', FRIDAY, null, '2026-04-07'],
    ['{ day: 6, unit: working-day, dayOne: trigger-day, from: start }', FRIDAY, '2026-04-07', '2026-04-07'],
    ['{ day: 6, unit: working-day, dayOne: day-after, from: start }', FRIDAY, '2026-04-08', '2026-04-08'],
    ['{ day: 6, unit: calendar-day, dayOne: trigger-day, from: start }', FRIDAY, '2026-04-01', '2026-04-01'],
    ['{ day: 1, unit: working-day, dayOne: trigger-day, from: start }', SATURDAY, '2026-03-30', '2026-03-30'],
    ['{ day: 0, unit: working-day, dayOne: day-after, from: start }', SATURDAY, SATURDAY, SATURDAY],
    ['{ days: [2, 5], unit: working-day, dayOne: trigger-day, from: start }', FRIDAY, '2026-03-30', '2026-04-02'],
    ['{ days: { to: 5 }, unit: working-day, dayOne: trigger-day, from: start }', FRIDAY, null, '2026-04-02'],
    ['{ sameDayAs: start }', SATURDAY, SATURDAY, SATURDAY],
    ['{ before: start }', SATURDAY, null, SATURDAY],
    ['{ after: start }', SATURDAY, SATURDAY, null],
  ])('%s from %s: %s to %s', (limits, start, earliest, latest) => {
    expect(window(limits, start)).toEqual({ earliest, latest });
  });

  // Deemed received on Monday 30 March, the first day counted is Tuesday 31; with the start as day 1, the Monday.
  it.each([
    ['{ within: 5, unit: working-day, from: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-04-08'],
    ['{ within: 5, unit: working-day, from: start }', { dayOne: 'trigger-day' }, SATURDAY, '2026-04-07'],
    ['{ within: 5, unit: working-day, from: start }', { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-04-07'],
    ['{ within: 5, unit: calendar-day, from: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-04-02'],
    ['{ within: 5, unit: calendar-day, from: start }', { dayOne: 'trigger-day' }, SATURDAY, '2026-04-01'],
    ['{ within: 48, unit: hour, from: start }', { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-03-30'],
    ['{ within: 1, unit: month, from: start }', { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-04-28'],
    ['{ exactly: 1, unit: working-day, from: start }', { nonWorkingStart: 'deemed-next' }, '2026-03-31', '2026-03-31'],
    // One exact day is that day at either end; a window that opens at once opens on the Saturday.
    ['{ exactly: 0, unit: working-day, from: start }', { nonWorkingStart: 'deemed-next' }, '2026-03-30', '2026-03-30'],
    ['{ exactly: 0, unit: working-day, from: start }', {}, SATURDAY, SATURDAY],
    ['{ within: 0, unit: working-day, from: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-03-30'],
    ['{ atLeast: 2, unit: working-day, before: start }', { nonWorkingStart: 'deemed-next' }, null, '2026-03-26'],
    ['{ within: 5, unit: working-day, before: start }', { nonWorkingStart: 'deemed-next' }, '2026-03-23', SATURDAY],
    ['{ within: 5, unit: working-day, before: start }', { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' }, '2026-03-24', SATURDAY],
    ['{ within: 5, unit: working-day, nonWorkingStart: stands, from: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, '2026-04-07'],
    ['{ within: 5, unit: working-day, nonWorkingStart: deemed-next, from: start }', {}, SATURDAY, '2026-04-08'],
    ['{ within: 5, unit: working-day, dayOne: trigger-day, from: start }', {}, SATURDAY, '2026-04-07'],
    // No assumption moves a numbered day; the document's own word does.
    ['{ day: 1, unit: working-day, dayOne: day-after, from: start }', { dayOne: 'trigger-day', nonWorkingStart: 'deemed-next' }, '2026-03-30', '2026-03-30'],
    ['{ day: 1, unit: working-day, dayOne: day-after, nonWorkingStart: deemed-next, from: start }', {}, '2026-03-31', '2026-03-31'],
    ['{ day: 0, unit: working-day, dayOne: day-after, nonWorkingStart: deemed-next, from: start }', {}, '2026-03-30', '2026-03-30'],
    ['{ sameDayAs: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, SATURDAY],
    ['{ after: start }', { nonWorkingStart: 'deemed-next' }, SATURDAY, null],
    ['{ before: start }', { nonWorkingStart: 'deemed-next' }, null, SATURDAY],
  ] as const)('%s under %o from a Saturday: %s to %s', (limits, conventions, earliest, latest) => {
    expect(window(limits, SATURDAY, conventions)).toEqual({ earliest, latest });
  });

  it('are none where nothing is counted', () => {
    expect(window('{ unquantified: true, from: start }', FRIDAY)).toBeNull();
  });

  it.each([
    '{ within: 5, unit: working-day, from: start }',
    // Monday 1 January 2029, on which a start on Saturday 30 December 2028 would be received, is past the table.
    '{ day: 0, unit: working-day, dayOne: day-after, nonWorkingStart: deemed-next, from: start }',
    '{ exactly: 0, unit: working-day, nonWorkingStart: deemed-next, from: start }',
  ])('of %s are beyond the calendar from Saturday 30 December 2028', (limits) => {
    expect(window(limits, '2028-12-30')).toBe('beyond-calendar');
    expect(timetable(oneStep(limits), 'p', { on: { start: '2028-12-30' } }).steps[0]!.state).toBe('beyond-calendar');
  });
});

describe('whoever asks where a limit ends', () => {
  const STARTS = [FRIDAY, SATURDAY, '2026-04-03', '2026-12-24', '2028-12-30'];
  const COUNTS = ['within: 0', 'within: 5', 'between: [2, 4]', 'exactly: 5', 'atLeast: 2', 'about: 5'];
  const STATED = ['', ', dayOne: trigger-day', ', nonWorkingStart: deemed-next', ', dayOne: trigger-day, nonWorkingStart: deemed-next'];
  const LIMITS = [
    ...['working-day', 'calendar-day', 'hour', 'month'].flatMap((unit) => STATED.flatMap((stated) => COUNTS.map((count) => `{ ${count}, unit: ${unit}, from: start${stated} }`))),
    ...['working-day', 'calendar-day'].flatMap((unit) => STATED.flatMap((stated) => ['within: 5', 'atLeast: 2'].map((count) => `{ ${count}, unit: ${unit}, before: start${stated} }`))),
    ...['working-day', 'calendar-day'].flatMap((unit) => ['trigger-day', 'day-after'].flatMap((dayOne) => ['', ', nonWorkingStart: deemed-next'].flatMap((stated) =>
      ['day: 6', 'days: [2, 5]', 'days: { to: 5 }'].map((count) => `{ ${count}, unit: ${unit}, dayOne: ${dayOne}, from: start${stated} }`)))),
    '{ sameDayAs: start }', '{ before: start }', '{ after: start }',
  ];
  const CONVENTIONS = (['day-after', 'trigger-day'] as const).flatMap((dayOne) => (['stands', 'deemed-next'] as const).map((nonWorkingStart) => ({ dayOne, nonWorkingStart })));
  const inquiry = { calendar: englandAndWales, speech: {} } as Inquiry;

  it.each(LIMITS)('is told the same: %s', (limits) => {
    const set = oneStep(limits);
    const limit = limitOf(set);
    for (const start of STARTS) {
      for (const conventions of CONVENTIONS) {
        const days = new LimitDays(englandAndWales, conventions);
        const found = days.window(limit, start)!;
        const { earliest, latest } = found === 'beyond-calendar' ? { earliest: null, latest: null } : found;
        const [reading] = timetable(set, 'p', { on: { start }, conventions }).steps[0]!.limits[0]!.readings;
        expect(reading, `${start} in a timetable`).toMatchObject({ state: found === 'beyond-calendar' ? found : 'due', earliest, latest });
        expect(daysAllowed({ limit, inForce: [] }, start, days), `${start} compared`).toEqual(found);
        if (found === 'beyond-calendar') continue;
        const asked = (['first', 'last'] as const).map((end) => endOfLimit(limit, start, end, englandAndWales, conventions)?.end ?? null);
        expect(asked, `${start} in training`).toEqual([earliest, latest]);
        if (conventions.dayOne !== DEFAULT_CONVENTIONS.dayOne || conventions.nonWorkingStart !== DEFAULT_CONVENTIONS.nonWorkingStart) continue;
        const ends = (['earliest', 'latest'] as const).map((end) => endFrom(limit, start, end, inquiry)?.end ?? null);
        expect(ends, `${start} in findings`).toEqual([earliest, latest]);
      }
    }
  });

  it('is shown the days that lead there, from a start deemed received later', () => {
    // Day 0 is deemed to be Monday 30 March: Days 1 to 3 are 31 March, 1 and 2 April.
    const set = oneStep('{ day: 3, unit: working-day, dayOne: day-after, nonWorkingStart: deemed-next, from: start }');
    const speech = { policy: set.policies[0]!, vocabulary: set.vocabulary };
    const other = { upper: { of: 's', from: ['start'], limit: limitOf(set), end: () => null }, end: '2026-04-02' };
    const rows = countsOf([], [other, other], new Map([['start', dayNumber(SATURDAY)]]), { ...inquiry, ...speech, speech } as Inquiry);
    expect(rows?.[0]!.counted).toEqual(['2026-03-31', '2026-04-01', '2026-04-02']);
  });

  it('asks in one place', () => {
    const rooms = ['engine', 'findings', 'compare', 'export'];
    const files = rooms.flatMap((room) => readdirSync(join('src', room), { recursive: true, encoding: 'utf8' }).map((file) => join('src', room, file)).filter((file) => file.endsWith('.ts')));
    const counting = [...files, 'src/training/limits-as-read.ts'].filter((file) => /\.numberedDay\(|alendar\.count\(/.test(readFileSync(file, 'utf8')));
    expect(counting).toEqual([join('src', 'engine', 'limit-days.ts')]);
  });
});
