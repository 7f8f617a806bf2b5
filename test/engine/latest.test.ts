import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { latest } from '../../src/engine/latest.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { somePolicy } from './random-policies.ts';
import { setOf } from './sets.ts';

const published = loadPolicySet('policies').set!;
const days = (policy: string, step: string, by: string, more = {}) =>
  Object.fromEntries(latest(published, policy, { on: {}, step, by, ...more }).steps.map((day) => [day.id, day]));

describe('West Midlands, the report by Friday 17 April 2026', () => {
  it('wants the meeting by Wednesday 15, the template sent by Wednesday 8, the referral by Thursday 2', () => {
    const answer = days('west-midlands', 'report-to-panel', '2026-04-17');
    expect(answer['rapid-review-meeting']!.latest).toBe('2026-04-15');
    expect(answer['send-scoping']!.latest).toBe('2026-04-08');
    expect(answer['referral-received']!.latest).toBe('2026-04-02');
  });

  it('bare, with no limit given whole: meeting Friday 17, template Friday 10, referral Wednesday 8', () => {
    const answer = days('west-midlands', 'report-to-panel', '2026-04-17', { bare: true });
    expect(answer['rapid-review-meeting']!.latest).toBe('2026-04-17');
    expect(answer['send-scoping']!.latest).toBe('2026-04-10');
    expect(answer['referral-received']!.latest).toBe('2026-04-08');
  });

  it('names the rule that binds, with its limit and readings', () => {
    const answer = days('west-midlands', 'report-to-panel', '2026-04-17');
    expect(answer['rapid-review-meeting']!.rule).toEqual({ kind: 'limit-given-whole', to: 'report-to-panel', limit: 'report-to-panel/after-meeting', under: {} });
    expect(answer['send-scoping']!.rule).toMatchObject({ kind: 'limit-given-whole', to: 'return-scoping', under: { 'return-scoping/limit': 'from-sending' } });
    expect(answer['referral-received']!.because).toContain('4.4.2');
  });

  it('gives null where nothing bounds a day', () => {
    const answer = days('west-midlands', 'rapid-review-meeting', '2026-04-17');
    expect(answer['tell-outcome']).toMatchObject({ latest: null, because: null });
  });

  it('takes a date already given as it stands', () => {
    const answer = days('west-midlands', 'report-to-panel', '2026-04-17', { on: { 'referral-received': '2026-03-27' }, bare: true });
    expect(answer['referral-received']).toMatchObject({ latest: '2026-03-27', rule: { kind: 'given' } });
    expect(answer['send-scoping']!.latest).toBe('2026-03-31');
  });
});

it('says so where no days hold together', () => {
  const set = setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: [{ id: x, atLeast: 5, unit: working-day, from: s }, { id: y, within: 2, unit: working-day, from: s }] }
`);
  const answer = latest(set, 'p', { on: {}, step: 't', by: '2026-04-17' }).steps;
  expect(answer.find(({ id }) => id === 's')).toMatchObject({ latest: null, because: 'No days hold together under every rule and reading.' });
});

const daysOf = (set: PolicySet, input: Omit<Parameters<typeof latest>[2], 'on'> & { on?: Record<string, string> }) =>
  Object.fromEntries(latest(set, 'p', { on: {}, ...input }).steps.map(({ id, latest: day }) => [id, day]));
const twoSteps = (limits: string): PolicySet => setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: ${limits} }
`);

describe('a limit that is not in force', () => {
  it('binds nothing', () => {
    const set = twoSteps('{ within: 15, unit: working-day, from: start, inForce: { to: 2020-03-31 } }');
    expect(daysOf(set, { step: 't', by: '2026-04-17' })).toMatchObject({ start: '2026-04-17', s: '2026-04-17', t: '2026-04-17' });
  });

  it('leaves the days to the one in force when the start falls', () => {
    const set = twoSteps('[{ id: old, within: 15, unit: working-day, from: start, inForce: { to: 2020-03-31 } }, { id: new, within: 5, unit: working-day, from: start, inForce: { from: 2020-04-01 } }]');
    expect(daysOf(set, { step: 't', by: '2026-04-17' })).toMatchObject({ start: '2026-04-10', t: '2026-04-17' });
    // Fifteen working days back from Tuesday 31 March 2020.
    expect(daysOf(set, { step: 't', by: '2020-03-31' })).toMatchObject({ start: '2020-03-10', t: '2020-03-31' });
  });

  it('binds a start on its first day and not on the day before', () => {
    const set = twoSteps('{ within: 5, unit: working-day, from: start, inForce: { from: 2020-04-01 } }');
    // Five working days from Wednesday 1 April 2020 end on Wednesday 8; Tuesday 31 March is before the limit.
    expect(daysOf(set, { step: 't', by: '2020-04-08' })['start']).toBe('2020-04-01');
    expect(daysOf(set, { step: 't', by: '2020-04-07' })['start']).toBe('2020-03-31');
  });

  it("heeds the step's own period", () => {
    const set = setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, next: t }
  - { id: t, does: work, title: T, cite: "1", inForce: { to: 2020-03-31 }, limits: { within: 15, unit: working-day, from: start } }
`);
    expect(daysOf(set, { step: 't', by: '2026-04-17' })['start']).toBe('2026-04-17');
  });
});

describe('a start put together from several', () => {
  const from = (start: string): PolicySet => setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", limits: { within: 5, unit: working-day, from: ${start} }, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: { within: 2, unit: working-day, from: s } }
`);

  // Two working days back from Friday 17 April 2026: Wednesday 15. Five before that, past Easter Monday the 6th: Wednesday 8.
  it('of the last of two, one long past does not bind the step', () => {
    expect(daysOf(from('{ last: [start, other] }'), { step: 't', by: '2026-04-17', on: { start: '2026-03-02' } }))
      .toEqual({ start: '2026-03-02', other: '2026-04-08', s: '2026-04-15', t: '2026-04-17' });
  });

  it('of the last of two, each leaves the days where neither has a date', () => {
    expect(daysOf(from('{ last: [start, other] }'), { step: 't', by: '2026-04-17' })).toMatchObject({ start: '2026-04-08', other: '2026-04-08', s: '2026-04-15', t: '2026-04-17' });
  });

  it('of the first of two, one that is in time leaves the other free', () => {
    expect(daysOf(from('{ first: [start, other] }'), { step: 't', by: '2026-04-17', on: { start: '2026-04-07' } }))
      .toEqual({ start: '2026-04-07', other: null, s: '2026-04-14', t: '2026-04-16' });
  });

  it('of the first of two, each has the day by which it would be in time, where neither has a date', () => {
    const answer = latest(from('{ first: [start, other] }'), 'p', { on: {}, step: 't', by: '2026-04-17' }).steps;
    expect(answer.find(({ id }) => id === 'start')).toMatchObject({ latest: '2026-04-08', because: expect.stringContaining('unless “The other start” is in time') });
    expect(answer.find(({ id }) => id === 'other')).toMatchObject({ latest: '2026-04-08' });
  });
});

describe('a date given on a day off', () => {
  it('stands as it is given, and is counted from', () => {
    // Saturday 28 March 2026 and five calendar days: Thursday 2 April.
    const set = twoSteps('{ exactly: 5, unit: calendar-day, from: start }');
    expect(daysOf(set, { step: 't', by: '2026-04-17', on: { start: '2026-03-28' } })).toMatchObject({ start: '2026-03-28', t: '2026-04-02' });
  });

  it('is kept beside a latest day that is sooner', () => {
    const steps = latest(twoSteps('{ within: 5, unit: working-day, from: start }'), 'p', { on: { start: '2026-04-13' }, step: 't', by: '2026-04-17' }).steps;
    expect(steps.find(({ id }) => id === 'start')).toMatchObject({ latest: '2026-04-10', given: '2026-04-13' });
  });

  it('takes a step with it that can be on no other day', () => {
    expect(daysOf(twoSteps('{ sameDayAs: start }'), { step: 't', by: '2026-04-17', on: { start: '2026-03-28' } })).toMatchObject({ start: '2026-03-28', t: '2026-03-28' });
    // Monday 23 March and five calendar days: Saturday 28.
    expect(daysOf(twoSteps('{ exactly: 5, unit: calendar-day, from: start }'), { step: 't', by: '2026-04-17', on: { start: '2026-03-23' } })).toMatchObject({ start: '2026-03-23', t: '2026-03-28' });
  });
});

describe('where the bank holidays are not known', () => {
  const answer = (limits: string, by: string, bare = false) => latest(twoSteps(limits), 'p', { on: {}, step: 't', by, bare }).steps;

  it('says so of what needs them, and keeps the day asked', () => {
    const steps = answer('{ within: 5, unit: working-day, from: s }', '2029-04-17');
    expect(steps.find(({ id }) => id === 't')!.latest).toBe('2029-04-17');
    for (const id of ['s', 'start']) {
      const step = steps.find((one) => one.id === id)!;
      expect([step.latest, step.rule]).toEqual([null, null]);
      expect(step.because).toContain('31 December 2028');
    }
  });

  it('says so before the table too', () => {
    const step = answer('{ within: 15, unit: working-day, from: s }', '2012-01-10').find(({ id }) => id === 's')!;
    expect(step).toMatchObject({ latest: null, rule: null, because: expect.stringContaining('1 January 2012') });
  });

  it('needs none for calendar days', () => {
    const steps = answer('{ within: 5, unit: calendar-day, from: s }', '2029-04-17');
    expect(steps.map(({ latest: day }) => day)).toEqual(['2029-04-12', '2029-04-17', '2029-04-12']);
  });

  it('still says of rules that contradict each other that no days hold together', () => {
    for (const by of ['2014-04-17', '2026-04-17']) {
      const steps = answer('[{ id: x, atLeast: 5, unit: working-day, from: s }, { id: y, within: 2, unit: working-day, from: s }]', by);
      expect(steps.find(({ id }) => id === 's')!.because).toBe('No days hold together under every rule and reading.');
    }
  });
});

describe('two limits of one step from one start', () => {
  it('are given whole what the tighter leaves', () => {
    const set = twoSteps('[{ id: long, within: 15, unit: working-day, from: start }, { id: short, within: 5, unit: working-day, from: start }]');
    const answer = latest(set, 'p', { on: {}, step: 't', by: '2026-04-17' }).steps;
    expect(answer.find(({ id }) => id === 't')!.latest).toBe('2026-04-17');
    expect(answer.find(({ id }) => id === 'start')).toMatchObject({ latest: '2026-04-10', rule: { kind: 'limit-given-whole', limit: 't/short' } });
  });

  it('are given whole the longer, where the tighter is there under one reading alone', () => {
    const set = twoSteps(`[
      { id: long, within: 10, unit: working-day, from: start },
      { id: short, unit: working-day, from: start, doubt: ambiguous, readings: [{ id: r1, because: one, within: 5 }, { id: r2, because: two, none: true }] }]`);
    const day = (readings: Record<string, string>) => latest(set, 'p', { on: {}, step: 't', by: '2026-04-17', readings }).steps.find(({ id }) => id === 'start')!.latest;
    // Ten working days before Friday 17 April 2026, past Easter: Wednesday 1 April; five: Friday 10.
    expect([day({ 't/short': 'r1' }), day({ 't/short': 'r2' }), day({})]).toEqual(['2026-04-10', '2026-04-01', '2026-04-01']);
  });
});

// ---- fed back into the timetable ----------------------------------------------------------------------------

describe('the answers for a random policy, given to the timetable as its dates', () => {
  const someCase = fc.record({
    set: fc.oneof(somePolicy('forward'), somePolicy('forward'), somePolicy('backward')), step: fc.constantFrom('s0', 's1', 's2'), by: fc.integer({ min: 0, max: 700 }).map((days) => englandAndWales.addWorkingDays('2023-01-03', days)!),
    given: fc.constantFrom<Record<string, number>>({}, {}, { start: 30 }, { other: 20 }, { start: 40, other: 10 }), bare: fc.boolean(),
  });

  const faults = (set: PolicySet, on: Record<string, string>): string[] => {
    const { problems, steps } = timetable(set, 'p', { on });
    const late = steps.flatMap(({ id, limits }) => limits.flatMap(({ readings }) => readings).flatMap(({ status, stands }) => (stands && status === 'done-late' ? [`${id} is late`] : [])));
    return [...problems.filter(({ kind }) => ['before-start', 'too-early', 'out-of-order'].includes(kind)).map(({ message }) => message), ...late];
  };

  it('keep every rule', () => {
    let asked = 0;
    fc.assert(fc.property(someCase, ({ set, step, by, given, bare }) => {
      // "About n" does not bind, and so orders nothing here.
      if (JSON.stringify(set.policies).includes('"about"')) return;
      const on = Object.fromEntries(Object.entries(given).map(([id, before]) => [id, addCalendarDays(by, -before)]));
      const { steps } = latest(set, 'p', { on, step, by, bare });
      if (steps.some(({ latest: day, because }) => day === null && because !== null)) return;
      asked += 1;
      const dates = Object.fromEntries(steps.flatMap(({ id, latest: day }) => (day === null ? [] : [[id, day]])));
      expect(faults(set, { ...on, ...dates })).toEqual([]);
    }), { numRuns: 800 });
    expect(asked).toBeGreaterThan(200);
  });

  it('break one where one of them is a working day later, bare', () => {
    let moved = 0;
    fc.assert(fc.property(someCase, ({ set, step, by, given }) => {
      // Of "the first of" two another may be in time.
      if (/"about"|"first":\[/.test(JSON.stringify(set.policies))) return;
      const on = Object.fromEntries(Object.entries(given).map(([id, before]) => [id, addCalendarDays(by, -before)]));
      const { steps } = latest(set, 'p', { on, step, by, bare: true });
      const dates = Object.fromEntries(steps.flatMap(({ id, latest: day }) => (day === null ? [] : [[id, day]])));
      for (const { id, latest: day, rule } of steps) {
        if (day === null || rule === null || rule.kind === 'asked' || rule.kind === 'given') continue;
        const later = englandAndWales.addWorkingDays(day, 1)!;
        // What the first step brings about is on its day.
        const one = id === 's0' || id === 'marked' ? { s0: later, marked: later } : { [id]: later };
        moved += 1;
        expect(faults(set, { ...on, ...dates, ...one }), `${id} on ${later}`).not.toEqual([]);
      }
    }), { numRuns: 800 });
    expect(moved).toBeGreaterThan(200);
  });
});

// ---- against every assignment of days ------------------------------------------------------------------

interface SmallLimit { from: number; unit: 'working-day' | 'calendar-day'; min: number; max: number | null }
const BY = '2026-04-17';
const domain = Array.from({ length: 17 }, (_, back) => englandAndWales.addWorkingDays(BY, -back)!);
const NAMES = ['start', 's1', 's2', 's3'];

const written = ({ from, unit, min, max }: SmallLimit): string => {
  const amount = max === null ? `atLeast: ${min}` : min === 0 ? `within: ${max}` : `between: [${min}, ${max}]`;
  return `{ ${amount}, unit: ${unit}, from: ${NAMES[from]} }`;
};
const policyOf = (limits: (SmallLimit | null)[]): string => `steps:\n${limits.map((limit, index) =>
  `  - { id: s${index + 1}, does: work, title: S${index + 1}, cite: "1"${index === 0 ? ', trigger: start' : ''}${limit ? `, limits: ${written(limit)}` : ''}, next: ${index === 2 ? 'end' : `s${index + 2}`} }`).join('\n')}\n`;

const after = (date: string, count: number, unit: SmallLimit['unit']): string => {
  const result = englandAndWales.count({ start: date, days: count, unit });
  if ('error' in result) throw new Error(result.reason);
  return result.end;
};
function holds(dates: readonly string[], limits: readonly (SmallLimit | null)[]): boolean {
  return dates.every((date, index) => index === 0 || dates[index - 1]! <= date)
    && limits.every((limit, index) => {
      if (!limit) return true;
      const [step, start] = [dates[index + 1]!, dates[limit.from]!];
      return after(start, limit.min, limit.unit) <= step && (limit.max === null || step <= after(start, limit.max, limit.unit));
    });
}
const assignments = domain.flatMap((a) => domain.filter((b) => b >= a).flatMap((b) => domain.filter((c) => c >= b).map((c) => [a, b, c, BY])));

const smallLimit = (index: number) => fc.option(fc.record({
  from: fc.integer({ min: 0, max: index }), unit: fc.constantFrom('working-day' as const, 'calendar-day' as const),
  min: fc.integer({ min: 0, max: 3 }), length: fc.option(fc.integer({ min: 0, max: 3 })),
}).map(({ length, ...limit }): SmallLimit => ({ ...limit, min: length === null ? Math.max(1, limit.min) : limit.min, max: length === null ? null : limit.min + Math.max(1, length) })));

describe('a small policy of three steps', () => {
  it('bare, has for each step the latest day of all the sets of days that keep every rule', () => {
    fc.assert(fc.property(fc.tuple(smallLimit(0), smallLimit(1), smallLimit(2)), (limits) => {
      const answer = new Map(latest(setOf(policyOf(limits)), 'p', { on: {}, step: 's3', by: BY, bare: true }).steps.map((day) => [day.id, day.latest]));
      const possible = assignments.filter((dates) => holds(dates, limits));
      if (possible.length === 0) {
        // Nothing within the days tried, with the last step on its day: the answer lies before them, or the last step is earlier.
        expect(answer.get('s3') === null || answer.get('start')! < domain.at(-1)! || answer.get('s3')! < BY).toBe(true);
        return;
      }
      const best = NAMES.map((_, index) => possible.map((dates) => dates[index]!).reduce((one, other) => (one > other ? one : other)));
      expect(NAMES.map((name) => answer.get(name))).toEqual(best);
      expect(holds(best, limits)).toBe(true);
    }), { numRuns: 60 });
  });

  it('given whole, still keeps every rule, and leaves each limit its days where nothing tighter is named', () => {
    fc.assert(fc.property(fc.tuple(smallLimit(0), smallLimit(1), smallLimit(2)), (limits) => {
      const whole = latest(setOf(policyOf(limits)), 'p', { on: {}, step: 's3', by: BY }).steps;
      const bare = latest(setOf(policyOf(limits)), 'p', { on: {}, step: 's3', by: BY, bare: true }).steps;
      const dates = NAMES.map((name) => whole.find(({ id }) => id === name)!.latest);
      if (dates.some((date) => date === null)) return;
      expect(holds(dates as string[], limits)).toBe(true);
      for (const day of whole) expect(day.latest! <= bare.find(({ id }) => id === day.id)!.latest!).toBe(true);
    }), { numRuns: 60 });
  });

  it('one working day later breaks the rule it names', () => {
    fc.assert(fc.property(fc.tuple(smallLimit(0), smallLimit(1), smallLimit(2)), (limits) => {
      const answer = latest(setOf(policyOf(limits)), 'p', { on: {}, step: 's3', by: BY, bare: true }).steps;
      const dateOf = (id: string) => answer.find((day) => day.id === id)!.latest!;
      for (const { id, latest: day, rule } of answer) {
        if (day === null || rule === null) continue;
        const next = englandAndWales.addWorkingDays(day, 1)!;
        if (rule.kind === 'asked') { expect(next > BY).toBe(true); continue; }
        const step = NAMES.indexOf(rule.limit === null ? rule.to : rule.limit.split('/')[0]!);
        const limit = limits[step - 1];
        if (rule.kind === 'order' || (rule.kind === 'window-opens' && limit!.min === 0)) expect(next > dateOf(rule.to)).toBe(true);
        else if (rule.kind === 'window-opens') expect(after(next, limit!.min, limit!.unit) > dateOf(rule.to)).toBe(true);
        else expect(next > after(dateOf(rule.to), limit!.max!, limit!.unit), `${id} ${rule.kind}`).toBe(true);
      }
    }), { numRuns: 60 });
  });
});

describe('a doubt about what sets a step off, or what it brings about', () => {
  const set = setOf(`steps:
  - id: s
    does: work
    title: S
    cite: "1"
    doubt: ambiguous
    readings:
      - { id: r1, because: one, trigger: start, marks: unused }
      - { id: r2, because: two, trigger: start, marks: other }
  - { id: later, does: work, title: Later, cite: "1", limits: { within: 5, unit: working-day, from: other } }
`);
  const dayOf = (id: string, readings = {}) => latest(set, 'p', { on: {}, step: 'later', by: '2026-04-17', readings }).steps.find((one) => one.id === id)?.latest ?? null;

  it('binds the days that hold together under every reading', () => {
    // Five working days back from Friday 17 April 2026: Friday 10 April. What may be the event is no later, nor is what sets it off.
    expect([dayOf('other'), dayOf('s'), dayOf('start')]).toEqual(['2026-04-10', '2026-04-10', '2026-04-10']);
    expect([dayOf('other', { s: 'r1' }), dayOf('s', { s: 'r1' })]).toEqual(['2026-04-10', null]);
  });
});
