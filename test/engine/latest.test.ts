import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { latest } from '../../src/engine/latest.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
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
