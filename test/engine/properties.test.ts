import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { createWorkingDayCalendar, englandAndWales } from '../../src/calendar/working-days.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { Timetable, TimetableInput, TimetableStep, Window } from '../../src/engine/types.ts';
import type { Amount, Limit, PolicySet } from '../../src/policy/model.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { someConventions, someDate, somePolicy } from './random-policies.ts';
import { isEmpty, isWithin, slowTimetable } from './slow-timetable.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Dates for the two events that nothing brings about, and sometimes for the first step. */
const someInput = fc.record({ start: someDate, gap: fc.integer({ min: -10, max: 20 }), done: fc.constantFrom(null, null, 3), conventions: someConventions })
  .map(({ start, gap, done, conventions }): TimetableInput => ({
    on: { start, other: addCalendarDays(start, gap), ...(done === null ? {} : { s0: addCalendarDays(start, done) }) }, conventions,
  }));

const NEVER = '9999-12-31';
/** The last day of a window; one that does not end lasts for ever. */
const last = (window: Window | null): string => window?.latest ?? NEVER;
const first = (window: Window | null): string => window?.earliest ?? '0001-01-01';

function pairs(one: Timetable, other: Timetable): [TimetableStep, TimetableStep][] {
  return one.steps.map((step, index) => [step, other.steps[index]!]);
}

describe('the windows of random policies, against a slow timetable that lists every assignment', () => {
  const random = fc.tuple(somePolicy('either'), someInput);

  it('`safe` and `outer` are the intersection and the span of the windows that stand', () => {
    fc.assert(fc.property(random, ([set, input]) => {
      const slow = slowTimetable(set.policies[0]!, input);
      for (const step of timetable(set, 'p', input).steps) {
        const { safe, outer } = slow.get(step.id)!;
        expect(step.safe, `safe of ${step.id}`).toEqual(safe);
        expect(step.conflict === null, `conflict of ${step.id}`).toBe(safe !== null);
        expect(step.outer && { earliest: step.outer.earliest, latest: step.outer.latest }, `outer of ${step.id}`).toEqual(outer);
      }
    }), { numRuns: 1500 });
  });

  it('every safe day lies in the window of every assignment that stands, and within `outer`', () => {
    let checked = 0;
    fc.assert(fc.property(random, ([set, input]) => {
      const slow = slowTimetable(set.policies[0]!, input);
      // Where a reading contradicts itself, nothing that follows from the step has a day under it.
      if ([...slow.values()].some(({ windows }) => windows.some(({ window }) => isEmpty(window)))) return;
      for (const { id, safe, outer } of timetable(set, 'p', input).steps) {
        for (const day of [safe?.earliest, safe?.latest]) {
          if (day == null) continue;
          checked += 1;
          for (const { under, window } of slow.get(id)!.windows) expect(isWithin(day, window), `${id} on ${day} under ${JSON.stringify(under)}`).toBe(true);
          expect(isWithin(day, outer!)).toBe(true);
        }
      }
    }), { numRuns: 600 });
    expect(checked).toBeGreaterThan(1000);
  });

  it('a reading that the document refutes changes neither', () => {
    fc.assert(fc.property(random, ([set, input]) => {
      const [policy] = set.policies;
      const without = <T extends Pick<Limit, 'doubt'>>(thing: T): T => (thing.doubt ? { ...thing, doubt: { ...thing.doubt, readings: thing.doubt.readings.filter(({ refutedBy }) => refutedBy === null) } } : thing);
      const pruned: PolicySet = { ...set, policies: [{ ...policy!, clocks: policy!.clocks.map((clock) => without(clock as never)), steps: policy!.steps.map((step) => ({ ...step, limits: step.limits.map(without) })) }] };
      for (const [whole, cut] of pairs(timetable(set, 'p', input), timetable(pruned, 'p', input))) {
        expect([whole.safe, whole.outer, whole.workTo]).toEqual([cut.safe, cut.outer, cut.workTo]);
        for (const { readings } of whole.limits) for (const { refutedBy, under } of readings) expect(refutedBy !== null, JSON.stringify(under)).toBe(isRefuted(set, under));
      }
    }), { numRuns: 400 });
  });

  it('the order in which a file lists its steps moves no date', () => {
    fc.assert(fc.property(random, ([set, input]) => {
      const [policy] = set.policies;
      const turned: PolicySet = { ...set, policies: [{ ...policy!, steps: policy!.steps.toReversed() }] };
      expect(timetable(turned, 'p', input).steps.toReversed()).toEqual(timetable(set, 'p', input).steps);
    }), { numRuns: 400 });
  });

  it('`workTo` is a working day up to the last safe day, with none between, or the first safe day', () => {
    fc.assert(fc.property(random, ([set, input]) => {
      for (const { safe, workTo } of timetable(set, 'p', input).steps) {
        if (safe?.latest == null) expect(workTo).toBeNull();
        else {
          for (let day = addCalendarDays(workTo!, 1); day <= safe.latest; day = addCalendarDays(day, 1)) expect(englandAndWales.isWorkingDay(day)).toBe(false);
          expect(workTo! <= safe.latest).toBe(true);
          if (!englandAndWales.isWorkingDay(workTo!)) expect(workTo).toBe(safe.earliest);
        }
      }
    }), { numRuns: 400 });
  });
});

describe('over random policies that count forward', () => {
  const random = fc.tuple(somePolicy('forward'), someInput);

  it('more days are never earlier', () => {
    fc.assert(fc.property(random, fc.nat(2), fc.integer({ min: 1, max: 5 }), ([set, input], index, more) => {
      const [policy] = set.policies;
      const steps = policy!.steps.map((step, place) => (place === index ? { ...step, limits: step.limits.map((limit) => longer(limit, more)) } : step));
      for (const [before, after] of pairs(timetable(set, 'p', input), timetable({ ...set, policies: [{ ...policy!, steps }] }, 'p', input))) {
        expectNotEarlier(before, after);
      }
    }), { numRuns: 600 });
  });

  it('a later start is never earlier', () => {
    fc.assert(fc.property(random, fc.constantFrom('start', 'other'), fc.integer({ min: 1, max: 12 }), ([set, input], event, days) => {
      const later = { ...input, on: { ...input.on, [event]: addCalendarDays(input.on[event]!, days) } };
      for (const [before, after] of pairs(timetable(set, 'p', input), timetable(set, 'p', later))) {
        expectNotEarlier(before, after);
        eachReading(before, after, (one, other) => {
          expect(last(other) >= last(one)).toBe(true);
          expect(first(other) >= first(one)).toBe(true);
        });
      }
    }), { numRuns: 600 });
  });

  it('a further bank holiday moves no date earlier', () => {
    fc.assert(fc.property(random, fc.integer({ min: -3, max: 30 }), ([set, input], away) => {
      const date = addCalendarDays(input.on['start']!, away);
      fc.pre(englandAndWales.isWorkingDay(date) === true);
      for (const [before, after] of pairs(timetable(set, 'p', input), timetable(set, 'p', input, withHoliday(date)))) {
        expectNotEarlier(before, after);
        eachReading(before, after, (one, other) => expect(last(other) >= last(one)).toBe(true));
      }
    }), { numRuns: 600 });
  });

  /** Where no day is safe there is nothing to compare, and `outer` may lose a reading that has become impossible. */
  function expectNotEarlier(before: TimetableStep, after: TimetableStep): void {
    if (before.safe === null || after.safe === null) return;
    expect(last(after.safe) >= last(before.safe), `safe of ${before.id}`).toBe(true);
    expect(first(after.safe) >= first(before.safe), `safe of ${before.id}`).toBe(true);
    expect(last(after.outer) >= last(before.outer), `outer of ${before.id}`).toBe(true);
  }
});

describe('over random policies that count back from an event', () => {
  it('a further bank holiday moves no date later', () => {
    fc.assert(fc.property(somePolicy('backward'), someInput, fc.integer({ min: -30, max: 10 }), (set, input, away) => {
      const date = addCalendarDays(input.on['start']!, away);
      fc.pre(englandAndWales.isWorkingDay(date) === true);
      // A start that becomes a holiday and is deemed the next working day is a later start: as day 1 it is a later day.
      const stands = { ...input, conventions: { ...input.conventions, nonWorkingStart: 'stands' as const } };
      for (const [before, after] of pairs(timetable(standing(set), 'p', stands), timetable(standing(set), 'p', stands, withHoliday(date)))) {
        if (before.safe !== null && after.safe !== null) expect(last(after.safe) <= last(before.safe)).toBe(true);
        eachReading(before, after, (one, other) => {
          expect(last(other) <= last(one)).toBe(true);
          expect(first(other) <= first(one)).toBe(true);
        });
      }
    }), { numRuns: 600 });
  });
});

function eachReading(before: TimetableStep, after: TimetableStep, compare: (one: Window, other: Window) => void): void {
  for (const [place, { readings }] of before.limits.entries()) {
    for (const reading of readings) {
      const under = JSON.stringify(reading.under);
      const other = after.limits[place]!.readings.find((one) => JSON.stringify(one.under) === under)!;
      // The dates of a projected limit are those from either end of its start; of one that is due, its window.
      if (other.state === reading.state) compare(reading, other);
    }
  }
}

const withHoliday = (date: string) => createWorkingDayCalendar({ ...table, holidays: [...table.holidays, { date, title: 'A further holiday' }] });

/** The same limits, with a start on a non-working day that stands. */
function standing(set: PolicySet): PolicySet {
  const [policy] = set.policies;
  return { ...set, policies: [{ ...policy!, steps: policy!.steps.map((step) => ({ ...step, limits: step.limits.map((limit) => ({ ...limit, nonWorkingStart: null })) })) }] };
}

/** The same limit with more days at its end, under every reading. */
function longer(limit: Limit, more: number): Limit {
  const stretch = (amount: Amount | null): Amount | null => {
    if (amount?.kind === 'span') return { ...amount, max: amount.max === null ? null : amount.max + more };
    return amount?.kind === 'numbered' ? { ...amount, last: amount.last === null ? null : amount.last + more } : amount;
  };
  return {
    ...limit, amount: stretch(limit.amount),
    doubt: limit.doubt && { ...limit.doubt, readings: limit.doubt.readings.map((reading) => ({ ...reading, changes: { ...reading.changes, ...(reading.changes.amount ? { amount: stretch(reading.changes.amount)! } : {}) } })) },
  };
}

function isRefuted(set: PolicySet, under: Record<string, string>): boolean {
  const [policy] = set.policies;
  const doubts = [...policy!.clocks.map(({ doubt }) => doubt), ...policy!.steps.flatMap(({ limits }) => limits.map(({ doubt }) => doubt))];
  return doubts.some((doubt) => doubt?.readings.some(({ id, refutedBy }) => refutedBy !== null && under[doubt.address] === id));
}

describe('in every time zone and language', () => {
  const ZONES: [zone: string, hourAtNoonInLondon: number][] = [
    ['Europe/London', 12], ['UTC', 11], ['Pacific/Kiritimati', 1], ['Pacific/Pago_Pago', 0], ['America/Sao_Paulo', 8], ['Australia/Lord_Howe', 21], ['Asia/Kathmandu', 16],
    ['America/St_Johns', 8], ['Asia/Tokyo', 20], ['America/Los_Angeles', 4], ['Africa/Cairo', 14], ['Pacific/Chatham', 23], ['Europe/Lisbon', 12],
  ];
  const LANGUAGES = ['en_GB.UTF-8', 'ar_EG.UTF-8', 'th_TH.UTF-8', 'de_DE.UTF-8'];
  const room = (path: string) => new URL(`../../src/${path}`, import.meta.url).href;

  it('the timetables and verdicts of every published policy are the same to the letter', () => {
    const directory = mkdtempSync(join(tmpdir(), 'rulebook-zones-'));
    try {
      const file = join(directory, 'set.json');
      const set = loadPolicySet('policies').set!;
      writeFileSync(file, JSON.stringify(set));
      const [london, ...elsewhere] = ZONES.map(([zone, hour], index) => ({ zone, hour, ...inZone(zone, LANGUAGES[index % LANGUAGES.length]!, file) }));
      expect(london!.answers.split('\n').length).toBe(10 * set.policies.length);
      expect(london!.answers).toContain('Friday 27 March 2026');
      for (const { zone, hour, hourThere, answers } of elsewhere) {
        // The zone took hold, or this would prove nothing.
        expect(hourThere, zone).toBe(hour);
        expect(answers === london!.answers, zone).toBe(true);
      }
    } finally {
      rmSync(directory, { recursive: true });
    }
  }, 120_000);

  // Weekends, both changes of the clocks, Easter, the turn of the year and the end of the table.
  const PROGRAM = (file: string) => `
    const { readFileSync } = await import('node:fs');
    const { timetable } = await import('${room('engine/schedule.ts')}');
    const { judge } = await import('${room('engine/criteria.ts')}');
    const set = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8'));
    console.error(new Date('2026-07-01T11:00:00Z').getHours());
    const days = ['2026-03-27', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-12-23', '2028-12-15', '2020-05-01', '2022-09-15'];
    for (const { id } of set.policies) {
      for (const [index, day] of days.entries()) {
        const on = Object.fromEntries(['incident-occurred', 'incident-known', 'referral-received', 'intention-notified'].map((event) => [event, day]));
        console.log(JSON.stringify(timetable(set, id, { on, conventions: { nonWorkingStart: index % 2 ? 'stands' : 'deemed-next' }, asAt: '2026-04-10' })));
      }
      console.log(JSON.stringify(await judge(set, id, { facts: { 'child-died': 'yes', 'harm-in-area': 'yes' } })));
    }
  `;

  function inZone(zone: string, language: string, file: string): { hourThere: number; answers: string } {
    const child = spawnSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', PROGRAM(file)], {
      encoding: 'utf8', maxBuffer: 1e9, env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language, NODE_OPTIONS: '' },
    });
    if (child.status !== 0) throw new Error(child.stderr);
    return { hourThere: Number(child.stderr), answers: child.stdout.trimEnd() };
  }
});
