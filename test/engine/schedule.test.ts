import { describe, expect, it } from 'vitest';
import { timetable } from '../../src/engine/schedule.ts';
import type { TimetableInput, TimetableStep } from '../../src/engine/types.ts';
import { limitText } from '../../src/engine/words.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import { Assignment, limitAsRead } from '../../src/policy/readings.ts';
import { oneStep, setOf } from './sets.ts';

const published = loadPolicySet('policies').set!;

function stepOf(set: PolicySet, policy: string, step: string, input: TimetableInput): TimetableStep {
  return timetable(set, policy, input).steps.find(({ id }) => id === step)!;
}
const only = (limits: string, input: Partial<TimetableInput> = {}) => stepOf(oneStep(limits), 'p', 's', { on: { start: '2026-03-27' }, ...input });

describe('a referral on Friday 27 March 2026 under West Midlands', () => {
  const input = { on: { 'referral-received': '2026-03-27' } };

  it('gives until Tuesday 31 March to send the template', () => {
    const step = stepOf(published, 'west-midlands', 'send-scoping', input);
    expect(step.state).toBe('due');
    expect(step.safe).toEqual({ earliest: '2026-03-27', latest: '2026-03-31' });
    expect(step.workTo).toBe('2026-03-31');
  });

  it('lets the meeting be held from Thursday 9 to Friday 17 April, skipping Good Friday and Easter Monday by name', () => {
    const step = stepOf(published, 'west-midlands', 'rapid-review-meeting', input);
    expect(step.safe).toEqual({ earliest: '2026-04-09', latest: '2026-04-17' });
    const [reading] = step.limits[0]!.readings;
    expect(reading!.skipped).toContainEqual({ date: '2026-04-03', reason: 'Good Friday' });
    expect(reading!.skipped).toContainEqual({ date: '2026-04-06', reason: 'Easter Monday' });
    expect(reading!.counted).toHaveLength(13);
  });

  it('projects the report from Monday 13 to Tuesday 21 April, and does not call it due', () => {
    const step = stepOf(published, 'west-midlands', 'report-to-panel', input);
    expect(step.state).toBe('projected');
    const reading = step.limits.find(({ address }) => address === 'report-to-panel/after-meeting')!.readings[0]!;
    expect(reading).toMatchObject({ state: 'projected', earliest: '2026-04-13', latest: '2026-04-21' });
    expect(reading.from).toEqual({ id: 'rapid-review-meeting', date: '2026-04-17', earliest: '2026-04-09', basis: 'projected' });
    expect(step.safe?.latest).toBe('2026-04-21');
    expect(reading.explanation).toContain('Monday 13 April 2026 if that is on Thursday 9 April 2026');
    expect(reading.explanation).toContain('Tuesday 21 April 2026 if it is on Friday 17 April 2026');
  });

  it('leaves the overall limit waiting for the day someone became aware', () => {
    const step = stepOf(published, 'west-midlands', 'report-to-panel', input);
    const reading = step.limits.find(({ address }) => address === 'report-to-panel/overall')!.readings[0]!;
    expect(reading).toMatchObject({ state: 'waiting', waitingFor: ['incident-known'], latest: null });
  });

  it('gives the return two readings: safe by Tuesday 7 April, at the outermost Thursday 9 April', () => {
    for (const policy of ['west-midlands', 'wst']) {
      const step = stepOf(published, policy, 'return-scoping', input);
      expect(step.safe?.latest, policy).toBe('2026-04-07');
      expect(step.outer?.latest, policy).toBe('2026-04-09');
    }
  });
});

describe('a meeting on Thursday 16 April 2026', () => {
  const input = { on: { 'rapid-review-meeting': '2026-04-16' } };

  it('under WST wants the report by Saturday 18 or Monday 20 April: safe is the Saturday, so work to Friday 17', () => {
    const step = stepOf(published, 'wst', 'report-to-panel', input);
    expect(step.limits[0]!.readings.map(({ latest }) => latest).sort()).toEqual(['2026-04-18', '2026-04-20']);
    expect(step.safe?.latest).toBe('2026-04-18');
    expect(step.outer?.latest).toBe('2026-04-20');
    expect(step.workTo).toBe('2026-04-17');
  });

  it('under West Midlands wants it by Monday 20 April only', () => {
    const step = stepOf(published, 'west-midlands', 'report-to-panel', input);
    expect(step.limits[0]!.readings.map(({ latest }) => latest)).toEqual(['2026-04-20']);
    expect(step.safe?.latest).toBe('2026-04-20');
  });
});

describe('an amount', () => {
  // From Friday 27 March 2026. Working days after it: 30, 31 March, 1, 2 April, then 7 April after Easter.
  it.each([
    ['{ within: 5, unit: working-day, from: start }', '2026-03-27', '2026-04-07'],
    ['{ within: 5, unit: calendar-day, from: start }', '2026-03-27', '2026-04-01'],
    ['{ between: [2, 4], unit: working-day, from: start }', '2026-03-31', '2026-04-02'],
    ['{ exactly: 5, unit: working-day, from: start }', '2026-04-07', '2026-04-07'],
    ['{ atLeast: 2, unit: working-day, from: start }', '2026-03-31', null],
    ['{ within: 24, unit: hour, from: start }', '2026-03-27', '2026-03-28'],
    ['{ within: 6, unit: month, from: start }', '2026-03-27', '2026-09-27'],
    ['{ sameDayAs: start }', '2026-03-27', '2026-03-27'],
    ['{ before: start }', null, '2026-03-27'],
    ['{ after: start }', '2026-03-27', null],
    ['{ atLeast: 2, unit: working-day, before: start }', null, '2026-03-25'],
    ['{ within: 2, unit: working-day, before: start }', '2026-03-25', '2026-03-27'],
    ['{ day: 6, unit: working-day, dayOne: trigger-day, from: start }', '2026-04-07', '2026-04-07'],
    ['{ day: 6, unit: working-day, dayOne: day-after, from: start }', '2026-04-08', '2026-04-08'],
    ['{ day: 0, unit: working-day, dayOne: day-after, from: start }', '2026-03-27', '2026-03-27'],
    ['{ day: 6, unit: working-day, dayOne: day-after, nonWorkingStart: deemed-next, from: start }', '2026-04-08', '2026-04-08'],
    ['{ days: [2, 5], unit: working-day, dayOne: trigger-day, from: start }', '2026-03-30', '2026-04-02'],
    ['{ days: { to: 5 }, unit: working-day, dayOne: trigger-day, from: start }', null, '2026-04-02'],
  ])('%s allows %s to %s', (limit, earliest, latest) => {
    const step = only(limit);
    expect(step.state).toBe('due');
    expect(step.safe).toEqual({ earliest, latest });
  });

  it('that is approximate is marked so, binds nothing and is never overdue', () => {
    const step = only('{ about: 5, unit: working-day, from: start }', { asAt: '2026-05-01' });
    expect(step.limits[0]!.readings[0]).toMatchObject({ approximate: true, latest: '2026-04-07', status: null });
    expect(step.safe).toEqual({ earliest: null, latest: null });
  });

  it('that is not a number is unquantified, and has no date', () => {
    expect(only('{ asWritten: promptly, unquantified: true, from: start }')).toMatchObject({ state: 'unquantified', workTo: null });
  });
});

describe('several limits on one step', () => {
  it('bind together: the tightest ends hold', () => {
    const step = only('[{ id: x, within: 5, unit: working-day, from: start }, { id: y, within: 20, unit: calendar-day, from: other }]', { on: { start: '2026-03-27', other: '2026-03-10' } });
    expect(step.safe?.latest).toBe('2026-03-30');
  });

  it('that no day meets leave no safe day, and say why', () => {
    const step = only('[{ id: x, atLeast: 5, asWritten: at least 5, unit: working-day, from: start }, { id: y, within: 2, asWritten: within 2, unit: working-day, from: start }]');
    expect(step.safe).toBeNull();
    expect(step.workTo).toBeNull();
    expect(step.conflict).toContain('“at least 5” gives not before Tuesday 7 April 2026');
    expect(step.conflict).toContain('“within 2” gives by Tuesday 31 March 2026');
  });
});

describe('conventions', () => {
  it('count the start as day 1 where they are told to', () => {
    expect(only('{ within: 5, unit: working-day, from: start }', { conventions: { dayOne: 'trigger-day' } }).safe?.latest).toBe('2026-04-02');
  });

  it('never move what the document states', () => {
    const stated = '{ within: 5, unit: working-day, dayOne: day-after, from: start }';
    expect(only(stated, { conventions: { dayOne: 'trigger-day' } }).safe?.latest).toBe('2026-04-07');
    const numbered = '{ day: 6, unit: working-day, dayOne: trigger-day, from: start }';
    expect(only(numbered, { conventions: { dayOne: 'day-after', nonWorkingStart: 'deemed-next' } }).safe?.latest).toBe('2026-04-07');
  });

  it('move a numbered day only where the document says so itself', () => {
    // Saturday 24 October 2026. Day 0 on the Saturday makes Day 1 the Monday; Day 0 on the Monday makes it the Tuesday.
    const on = { start: '2026-10-24' };
    const day1 = 'day: 1, unit: working-day, dayOne: day-after, from: start';
    expect(only(`{ ${day1} }`, { on, conventions: { nonWorkingStart: 'deemed-next' } }).safe?.latest).toBe('2026-10-26');
    expect(only(`{ ${day1}, nonWorkingStart: deemed-next }`, { on }).safe?.latest).toBe('2026-10-27');
  });

  it('take a receipt on Saturday 24 October 2026 as the Monday where they are told to', () => {
    const within5 = '{ within: 5, unit: working-day, from: start }';
    const on = { start: '2026-10-24' };
    expect(only(within5, { on }).safe?.latest).toBe('2026-10-30');
    expect(only(within5, { on, conventions: { nonWorkingStart: 'deemed-next' } }).safe?.latest).toBe('2026-11-02');
    expect(only(within5, { on, conventions: { dayOne: 'trigger-day' } }).safe?.latest).toBe('2026-10-30');
  });
});

describe('readings', () => {
  const doubted = '{ within: 5, from: start, doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two }] }';

  it('are all shown, and what is safe suits each of them', () => {
    const step = only(doubted);
    expect(step.limits[0]!.readings.map(({ under, latest }) => [under, latest])).toEqual([[{ 's/limit': 'w' }, '2026-04-07'], [{ 's/limit': 'c' }, '2026-04-01']]);
    expect(step.safe?.latest).toBe('2026-04-01');
    expect(step.outer?.latest).toBe('2026-04-07');
  });

  it('are one where someone has chosen', () => {
    const step = only(doubted, { readings: { 's/limit': 'w' } });
    expect(step.limits[0]!.readings).toHaveLength(1);
    expect(step.safe?.latest).toBe('2026-04-07');
  });

  it('that the document refutes are shown and not counted', () => {
    const step = only(doubted.replace('because: two', 'because: two, refutedBy: the order of the days'));
    expect(step.limits[0]!.readings).toHaveLength(2);
    expect(step.limits[0]!.readings[1]).toMatchObject({ refutedBy: 'the order of the days', latest: '2026-04-01' });
    expect(step.safe?.latest).toBe('2026-04-07');
    expect(step.outer?.latest).toBe('2026-04-07');
  });

  it('that the document refutes count where someone chose them all the same, and then only those', () => {
    const set = setOf(`clocks:
  - { id: k, asWritten: days, cite: "1", from: start, doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two, refutedBy: the order }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { clock: k, doubt: ambiguous, readings: [{ id: five, within: 5, because: it says so }, { id: ten, within: 10, because: so does this }] } }
`);
    const stand = (readings: Record<string, string>) => timetable(set, 'p', { on: { start: '2026-03-27' }, readings }).steps[0]!.limits[0]!.readings
      .map(({ under, stands, explanation }) => [under['s/limit'], under['k'], stands, explanation.includes('Not counted: the order')]);
    expect(stand({ 's/limit': 'five' })).toEqual([['five', 'w', true, false], ['five', 'c', false, true]]);
    expect(stand({ 's/limit': 'five', k: 'c' })).toEqual([['five', 'c', true, false]]);
  });

  it('of one clock are the same in every step that uses it', () => {
    const set = setOf(`clocks:
  - { id: k, asWritten: days, cite: "1", from: start, doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { within: 5, clock: k }, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: [{ id: x, within: 10, clock: k }, { id: y, within: 2, unit: working-day, from: s }] }
`);
    const step = stepOf(set, 'p', 't', { on: { start: '2026-03-27' } });
    expect(step.limits.flatMap(({ readings }) => readings.map(({ under }) => under))).toEqual([{ k: 'w' }, { k: 'c' }, { k: 'w' }, { k: 'c' }]);
    // S is safe by Wed 1 April (c). T under c: 10 calendar days, Mon 6 April, and 2 working days after S, Tue 7 April.
    expect(step.safe?.latest).toBe('2026-04-06');
  });
});

describe('a step that has no date yet', () => {
  const chain = setOf(`steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, next: t }
  - { id: t, does: work, title: T, cite: "1", limits: { within: 5, unit: working-day, from: s }, next: u }
  - { id: u, does: work, title: U, cite: "1", limits: { within: 2, unit: working-day, from: { first: [start, other] } } }
`);

  it('leaves what runs from it waiting, and says for what', () => {
    expect(stepOf(chain, 'p', 't', { on: { start: '2026-03-27' } })).toMatchObject({ state: 'waiting', safe: { latest: null } });
    expect(stepOf(chain, 'p', 't', { on: {} }).limits[0]!.readings[0]!.waitingFor).toEqual(['s']);
  });

  it('is given: then what runs from it is due', () => {
    expect(stepOf(chain, 'p', 't', { on: { s: '2026-03-27' } })).toMatchObject({ state: 'due', safe: { latest: '2026-04-07' } });
  });

  it('of several starts the first counts, and a start without a date is named', () => {
    const reading = stepOf(chain, 'p', 'u', { on: { other: '2026-03-27' } }).limits[0]!.readings[0]!;
    expect(reading).toMatchObject({ state: 'due', latest: '2026-03-31', waitingFor: ['start'] });
    expect(reading.explanation).toContain('if it came first, this date is earlier');
    expect(stepOf(chain, 'p', 'u', { on: { other: '2026-03-27', start: '2026-03-26' } }).safe?.latest).toBe('2026-03-30');
  });
});

describe('a limit in force on some of the days on which its start may fall', () => {
  // From Friday 27 March 2026, S may be done from then to Tuesday 7 April: 30 and 31 March, 1, 2 and 7 April are counted.
  const after = (limits: string) => setOf(`steps:
  - { id: s, does: work, title: S, trigger: start, limits: { within: 5, unit: working-day, from: start }, next: t }
  - { id: t, does: work, title: T, limits: ${limits}, next: end }
`);
  const at = (limits: string, on: TimetableInput['on'] = { start: '2026-03-27' }) => stepOf(after(limits), 'p', 't', { on });
  const until = '{ id: until, within: 5, unit: working-day, from: s, inForce: { to: 2026-03-31 } }';
  const since = '{ id: since, within: 10, unit: working-day, from: s, inForce: { from: 2026-04-01 } }';

  it('is computed from those days, and says which they are', () => {
    // Five working days from 27 March end on 7 April, and from 31 March on 9 April.
    const [reading] = at(until).limits[0]!.readings;
    expect(reading).toMatchObject({ state: 'projected', earliest: '2026-04-07', latest: '2026-04-09', from: { earliest: '2026-03-27', date: '2026-03-31' } });
    expect(reading!.explanation).toContain('Only if “S” is not after Tuesday 31 March 2026: on another day this limit is not in force.');
    expect(at(until).safe?.latest).toBe('2026-04-09');
    // Ten working days from 1 April end on 17 April, and from 7 April on 21 April.
    expect(at(since).limits[0]!.readings[0]).toMatchObject({ state: 'projected', earliest: '2026-04-17', latest: '2026-04-21', from: { earliest: '2026-04-01', date: '2026-04-07' } });
    expect(at(since).limits[0]!.readings[0]!.explanation).toContain('Only if “S” is not before Wednesday 1 April 2026');
  });

  it('holds in its turn with the one that takes its place: what is safe is that of the last safe day', () => {
    const both = at(`[${until}, ${since}]`);
    expect(both).toMatchObject({ safe: { earliest: '2026-04-07', latest: '2026-04-21' }, outer: { earliest: '2026-03-27', latest: '2026-04-21' }, conflict: null });
  });

  it('is out of force where none of those days is in its period, and where the day given is not', () => {
    expect(at(until.replace('2026-03-31', '2026-03-26')).state).toBe('not-in-force');
    expect(at(until, { start: '2026-03-27', s: '2026-04-01' }).state).toBe('not-in-force');
    expect(at(until, { start: '2026-03-27', s: '2026-03-31' })).toMatchObject({ state: 'due', safe: { latest: '2026-04-09' } });
  });
});

describe('a step that brings several events about', () => {
  const set = setOf(`steps:
  - { id: s, does: work, title: S, trigger: start, marks: [other, unused], next: [t, u] }
  - { id: t, does: work, title: T, limits: { within: 5, unit: working-day, from: unused }, next: end }
  - { id: u, does: work, title: U, when: a, marks: unused, next: end }
`);
  const answers = { a: 'no' as const };

  it('has one day with them: a date for one of them is a date for all', () => {
    // Good Friday and Easter Monday fall among the five working days from 27 March.
    for (const on of [{ other: '2026-03-27' }, { unused: '2026-03-27' }, { s: '2026-03-27' }]) {
      const steps = timetable(set, 'p', { on, facts: answers, asAt: '2026-05-05' }).steps;
      expect(steps.find(({ id }) => id === 's')).toMatchObject({ state: 'done', done: '2026-03-27' });
      expect(steps.find(({ id }) => id === 't')).toMatchObject({
        state: 'due', safe: { latest: '2026-04-07' }, limits: [{ readings: [{ status: 'overdue', from: { date: '2026-03-27', basis: 'given' } }] }],
      });
    }
  });

  it('is reported with two days for two of them', () => {
    const problems = (on: TimetableInput['on'], a: 'no' | 'yes' = 'no') => timetable(set, 'p', { on, facts: { a } }).problems.filter(({ kind }) => kind === 'two-dates').map(({ about }) => about);
    expect(problems({ other: '2026-03-27', unused: '2026-03-30' })).toEqual([['other', 'unused']]);
    expect(problems({ s: '2026-03-27', unused: '2026-03-30' })).toEqual([['s', 'unused']]);
    expect(problems({ s: '2026-03-27', other: '2026-03-27' })).toEqual([]);
    // Another step may have brought it about on that day.
    expect(problems({ other: '2026-03-27', unused: '2026-03-30' }, 'yes')).toEqual([]);
  });

  it('is not dated by an event that another step may have brought about', () => {
    expect(stepOf(set, 'p', 's', { on: { unused: '2026-03-27' }, facts: { a: 'yes' } }).done).toBeNull();
  });
});

describe('a step that does not apply, as a start', () => {
  const set = setOf(`steps:
  - { id: s, does: work, title: S, trigger: start, next: [m, n] }
  - { id: m, does: work, title: M, limits: { within: 5, unit: working-day, from: start }, next: d }
  - { id: n, does: work, title: N, when: a, marks: other, limits: { within: 10, unit: working-day, from: start }, next: d }
  - { id: d, does: work, title: D, limits: { within: 1, unit: working-day, from: { last: [m, n] } }, next: [e, f, g] }
  - { id: e, does: work, title: E, limits: { within: 1, unit: working-day, from: { last: [m, other] } } }
  - { id: f, does: work, title: F, limits: { within: 1, unit: working-day, from: { first: [n, { last: [n, other] }] } } }
  - { id: g, does: work, title: G, limits: { within: 1, unit: working-day, from: n }, next: end }
`);
  const at = (step: string, answer: 'yes' | 'no' | 'unknown') => stepOf(set, 'p', step, { on: { start: '2026-03-27', m: '2026-03-30' }, facts: { a: answer } });

  it('is none: the last of those that apply counts, and with it the event that it alone brings about', () => {
    for (const step of ['d', 'e']) {
      expect(at(step, 'no')).toMatchObject({ state: 'due', safe: { latest: '2026-03-31' } });
      expect(at(step, 'no').limits[0]!.readings[0]!.waitingFor).toEqual([]);
    }
  });

  it('leaves waiting what has no other', () => {
    expect(at('g', 'no')).toMatchObject({ state: 'waiting', safe: { latest: null }, limits: [{ readings: [{ waitingFor: ['n'] }] }] });
    expect(at('f', 'no')).toMatchObject({ state: 'waiting', safe: { latest: null } });
  });

  it('counts where it applies, or may: ten working days from Friday 27 March are up on 14 April', () => {
    for (const answer of ['yes', 'unknown'] as const) {
      for (const step of ['d', 'e', 'g']) expect(at(step, answer)).toMatchObject({ state: 'projected', safe: { latest: '2026-04-15' } });
    }
  });

  it('counts from the day given for it all the same, which is reported', () => {
    const input = { on: { start: '2026-03-27', n: '2026-03-30' }, facts: { a: 'no' as const } };
    expect(stepOf(set, 'p', 'g', input)).toMatchObject({ state: 'due', safe: { latest: '2026-03-31' } });
    expect(timetable(set, 'p', input).problems.map(({ kind }) => kind)).toContain('not-on-this-path');
  });
});

describe('a branch', () => {
  const branching = setOf(`criteria: [{ id: k, title: K, for: test, cite: "1", when: a }]
steps:
  - id: d
    does: work
    title: D
    cite: "1"
    trigger: start
    test: k
    limits: { within: 1, unit: working-day, from: start }
    outcomes: [{ outcome: met, next: m }, { outcome: not-met, next: n }]
  - { id: m, does: work, title: M, cite: "1", limits: { within: 2, unit: working-day, from: d }, next: z }
  - { id: n, does: work, title: N, cite: "1", next: z }
  - { id: z, does: work, title: Z, cite: "1", next: end }
`);
  const at = (step: string, input: Partial<TimetableInput> = {}) => stepOf(branching, 'p', step, { on: { start: '2026-03-27' }, ...input });

  it('not yet decided is computed both ways, each only if', () => {
    expect(at('m')).toMatchObject({ applies: 'unknown', onlyIf: 'd/met', state: 'projected', safe: { latest: '2026-04-01' } });
    expect(at('n')).toMatchObject({ applies: 'unknown', onlyIf: 'd/not-met' });
    expect(at('z')).toMatchObject({ applies: 'yes', onlyIf: null });
  });

  it('is taken by the outcome that someone gives', () => {
    expect(at('m', { decided: { d: 'not-met' } })).toMatchObject({ applies: 'no', state: 'not-applicable' });
    expect(at('n', { decided: { d: 'not-met' } })).toMatchObject({ applies: 'yes', onlyIf: null });
  });

  it('is never taken by a computed verdict', () => {
    expect(at('n', { facts: { a: 'yes' } })).toMatchObject({ applies: 'unknown', onlyIf: 'd/not-met' });
  });
});

describe('as at a date', () => {
  const within5 = '{ within: 5, unit: working-day, from: start }';
  const status = (input: Partial<TimetableInput>) => {
    const { status: state, by, byUnit } = only(within5, input).limits[0]!.readings[0]!;
    return [state, by, byUnit];
  };

  it('counts the days left, in the unit of the limit', () => {
    expect(status({ asAt: '2026-04-01' })).toEqual(['on-time', 2, 'working-day']);
  });
  it('says due today', () => {
    expect(status({ asAt: '2026-04-07' })).toEqual(['due-today', 0, 'working-day']);
  });
  it('says by how many working days it is overdue', () => {
    expect(status({ asAt: '2026-04-09' })).toEqual(['overdue', 2, 'working-day']);
  });
  it('falls back on calendar days where no working day lies between', () => {
    expect(stepOf(oneStep('{ within: 1, unit: working-day, from: start }'), 'p', 's', { on: { start: '2026-03-26' }, asAt: '2026-03-28' }).limits[0]!.readings[0])
      .toMatchObject({ status: 'overdue', by: 1, byUnit: 'calendar-day' });
  });
  it('says done late or in time', () => {
    expect(status({ on: { start: '2026-03-27', s: '2026-04-08' }, asAt: '2026-04-20' })).toEqual(['done-late', 1, 'working-day']);
    expect(status({ on: { start: '2026-03-27', s: '2026-04-07' }, asAt: '2026-04-20' })[0]).toBe('done-on-time');
  });
  it('takes a date after it as planned, and reports one past the limit', () => {
    const result = timetable(oneStep(within5), 'p', { on: { start: '2026-03-27', s: '2026-04-10' }, asAt: '2026-04-01' });
    expect(result.steps[0]).toMatchObject({ done: null, planned: '2026-04-10', state: 'due' });
    expect(result.problems).toContainEqual(expect.objectContaining({ kind: 'planned-late', about: ['s'] }));
  });
});

describe('what does not fit', () => {
  it('is reported: a date before its start, and everything else still computed', () => {
    const result = timetable(published, 'west-midlands', { on: { 'referral-received': '2026-03-27', 'send-scoping': '2026-03-20' } });
    expect(result.problems).toContainEqual(expect.objectContaining({ kind: 'before-start', about: ['send-scoping', 'referral-received'] }));
    expect(result.steps.find(({ id }) => id === 'rapid-review-meeting')!.safe!.latest).toBe('2026-04-17');
  });

  it('is reported: a step before its start, but not where its limit counts back from it, whatever day a start on a Saturday is taken as', () => {
    const problems = (limit: string) => timetable(setOf(`steps:\n  - { id: s, does: work, title: S, cite: "1", limits: ${limit} }\n`), 'p', { on: { start: '2023-04-15', s: '2023-04-14' } }).problems.map(({ kind }) => kind);
    expect(problems('{ atLeast: 1, before: start, unit: working-day, dayOne: trigger-day, nonWorkingStart: deemed-next }')).toEqual([]);
    expect(problems('{ within: 1, from: start, unit: working-day }')).toEqual(['before-start']);
    // Day 1 is the start itself.
    expect(problems('{ days: { to: 1 }, from: start, unit: working-day, dayOne: trigger-day }')).toEqual(['before-start']);
  });

  it('is reported: two dates for one thing', () => {
    const set = setOf('steps:\n  - { id: s, does: work, title: S, cite: "1", trigger: start, marks: other }\n');
    const result = timetable(set, 'p', { on: { s: '2026-03-27', other: '2026-03-28' } });
    expect(result.problems).toContainEqual(expect.objectContaining({ kind: 'two-dates', about: ['s', 'other'] }));
  });

  it('moves nothing where an event is not used, and lists it', () => {
    const result = timetable(oneStep('{ within: 1, unit: working-day, from: start }'), 'p', { on: { start: '2026-03-27', unused: '2026-01-01' } });
    expect(result.given).toEqual({ start: '2026-03-27', unused: '2026-01-01' });
    expect(result.notUsed).toEqual(['unused']);
  });
});

describe('a limit with a unit or words of its own on a clock', () => {
  const set = setOf(`clocks:
  - { id: days, from: start, dayOne: day-after, cite: "1", doubt: ambiguous, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { days: [9, 11], unit: working-day, clock: days }, next: t }
  - { id: t, does: work, title: T, cite: "2", limits: { days: { to: 2 }, clock: days } }
`);

  it('has one reading', () => {
    const { limits, safe, outer } = stepOf(set, 'p', 's', { on: { start: '2026-03-27' } });
    // Friday 27 March is Day 0; Good Friday is 3 April and Easter Monday 6 April. Working days 9, 10 and 11: 13, 14, 15 April.
    expect(limits[0]!.readings.map(({ under, earliest, latest }) => ({ under, earliest, latest }))).toEqual([{ under: {}, earliest: '2026-04-13', latest: '2026-04-15' }]);
    expect([safe, outer]).toEqual([{ earliest: '2026-04-13', latest: '2026-04-15' }, { earliest: '2026-04-13', latest: '2026-04-15', beyondCalendar: false }]);
  });

  it('is cited at its own place, else its step\'s, as its words are not its clock\'s', () => {
    const worded = setOf(`clocks: [{ id: days, from: start, unit: working-day, dayOne: day-after, asWritten: the start is Day 0, cite: "9" }]
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: { asWritten: Day 1, day: 1, clock: days }, next: t }
  - { id: t, does: work, title: T, cite: "2", limits: { within: 2, clock: days }, next: u }
  - { id: u, does: work, title: U, cite: "3", limits: { day: 2, clock: days } }
`);
    const [own, borrowed, numbered] = timetable(worded, 'p', { on: { start: '2026-03-27' } }).steps.map(({ limits }) => [limits[0]!.asWritten, limits[0]!.cite.map(({ at }) => at)]);
    expect([own, borrowed, numbered]).toEqual([['Day 1', ['1']], ['the start is Day 0', ['9']], [null, ['3']]]);
  });

  it('is said with its unit, where the others leave theirs to the numbering', () => {
    const policy = set.policies[0]!;
    const said = policy.steps.map(({ limits }) => limitText(limitAsRead(policy, limits[0]!, new Assignment({ days: 'w' }, {})), { policy, vocabulary: set.vocabulary }));
    expect(said).toEqual(['Day 9 to 11, in working days, counted from the day the start', 'by Day 2, counted from the day the start']);
  });
});

describe('past the bank-holiday table', () => {
  it('has no date and a reason, and the rest of the timetable stands', () => {
    const result = timetable(published, 'west-midlands', { on: { 'referral-received': '2028-12-20' } });
    const meeting = result.steps.find(({ id }) => id === 'rapid-review-meeting')!;
    expect(meeting).toMatchObject({ state: 'beyond-calendar', workTo: null });
    expect(meeting.limits[0]!.readings[0]!.because).toMatch(/31 December 2028/);
    // Thursday 21 and Friday 22 December 2028.
    expect(result.steps.find(({ id }) => id === 'send-scoping')!.safe!.latest).toBe('2028-12-22');
  });

  it('needs no table for calendar days', () => {
    expect(only('{ within: 20, unit: calendar-day, from: start }', { on: { start: '2028-12-20' } }).safe?.latest).toBe('2029-01-09');
  });

  it('is no last day certain where a limit that binds has none and might end first', () => {
    // Two months end on Monday 19 February 2029, ten working days in the first days of January.
    const two = '[{ within: 2, unit: month, from: start }, { within: 10, unit: working-day, from: start }]';
    const step = only(two, { on: { start: '2028-12-19' } });
    expect(step).toMatchObject({ safe: { latest: null }, outer: { latest: null, beyondCalendar: true }, workTo: null, conflict: null });
    expect(step.limits.map(({ readings: [reading] }) => [reading!.state, reading!.latest])).toEqual([['due', '2029-02-19'], ['beyond-calendar', null]]);
  });

  it('has another limit that ends before the table does its day all the same', () => {
    const two = (first: string) => `[${first}, { within: 10, unit: working-day, from: start }]`;
    expect(only(two('{ within: 5, unit: calendar-day, from: start }'), { on: { start: '2028-12-19' } }))
      .toMatchObject({ safe: { latest: '2028-12-24' }, outer: { latest: '2028-12-24', beyondCalendar: false } });
    // Ten working days and no fewer are later than those five days: no day suits both, but which day that is nobody can say.
    expect(only('[{ within: 5, unit: calendar-day, from: start }, { exactly: 10, unit: working-day, from: start }]', { on: { start: '2028-12-19' } }).safe?.latest).toBeNull();
  });

  it('is not passed over as a start: what runs from such a step has no date either', () => {
    const set = setOf(`steps:
  - { id: s, does: work, title: S, trigger: start, limits: [{ within: 2, unit: month, from: start }, { within: 10, unit: working-day, from: start }], next: [t, u] }
  - { id: t, does: work, title: T, limits: { within: 3, unit: calendar-day, from: s }, next: end }
  - { id: u, does: work, title: U, limits: { within: 3, unit: calendar-day, from: { first: [s, start] } }, next: end }
`);
    const at = (step: string) => stepOf(set, 'p', step, { on: { start: '2028-12-19' } });
    expect(at('t')).toMatchObject({ state: 'beyond-calendar', safe: { latest: null } });
    expect(at('u')).toMatchObject({ state: 'due', safe: { latest: '2028-12-22' } });
  });

  it('leaves the last day to the reading that has one, and to no other', () => {
    const step = (other: string) => only(`[{ within: 2, unit: month, from: start }, { within: 10, from: start, doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, ${other}, because: two }] }]`, { on: { start: '2028-12-20' } });
    expect(step('unit: calendar-day')).toMatchObject({ safe: { latest: '2028-12-30' }, outer: { latest: null, beyondCalendar: true } });
    expect(step('within: 20, unit: working-day')).toMatchObject({ safe: { latest: null }, outer: { latest: null, beyondCalendar: true } });
  });

  it('where one reading has no date, safe stands on the others and outer is beyond the calendar', () => {
    const step = only('{ within: 10, from: start, doubt: not-stated, readings: [{ id: w, unit: working-day, because: one }, { id: c, unit: calendar-day, because: two }] }', { on: { start: '2028-12-20' } });
    expect(step).toMatchObject({ state: 'due', safe: { latest: '2028-12-30' }, outer: { latest: null, beyondCalendar: true } });
    // Saturday 30 December; the last working day before it is Friday 29.
    expect(step.workTo).toBe('2028-12-29');
  });
});

describe('two steps of which one reading counts the first from the second, and the other the second from the first', () => {
  const clock = `clocks:
  - { id: k, asWritten: k, cite: "1", unit: calendar-day, doubt: ambiguous, readings: [{ id: r1, from: second, because: one }, { id: r2, from: one, because: two }] }
`;
  const one = '  - { id: one, does: work, title: One, cite: "1", trigger: start, limits: [{ id: own, within: 12, unit: calendar-day, from: start }, { id: k, within: 5, clock: k }] }\n';
  const second = '  - { id: second, does: work, title: Second, cite: "1", trigger: start, limits: [{ id: own, within: 10, unit: calendar-day, from: start }, { id: k, within: 2, clock: k }] }\n';

  it.each([[one + second], [second + one]])('have the same safe days, whichever is asked for first: %s', (steps) => {
    const set = setOf(`${clock}steps:\n${steps}`);
    const safe = (id: string) => stepOf(set, 'p', id, { on: { start: '2026-03-27' } }).safe;
    // With the second on its last safe day, 6 April, the first may be on that day or until its own last, 8 April.
    expect(safe('one')).toEqual({ earliest: '2026-04-06', latest: '2026-04-08' });
    // With the first on its last safe day, 8 April, the second would come after its own last, 6 April.
    expect(safe('second')).toBeNull();
  });
});

describe('a step without limits that holds only from a day', () => {
  const known = (day: string, asAt: string | null = null) => stepOf(published, 'national', 'notify-care-leaver-death', { on: { 'care-leaver-death-known': day }, asAt }).state;

  it('is not in force where what sets it off came before that day, whatever the day it is looked at from', () => {
    // In force from 15 December 2023.
    expect(known('2020-06-01')).toBe('not-in-force');
    expect(known('2020-06-01', '2026-05-01')).toBe('not-in-force');
    expect(known('2023-12-14')).toBe('not-in-force');
    expect(known('2023-12-15')).toBe('no-limit');
  });

  it('goes by the day it is looked at from where nothing that sets it off has a date, and else stands open', () => {
    const state = (asAt: string | null) => stepOf(published, 'national', 'notify-care-leaver-death', { on: {}, asAt }).state;
    expect([state('2020-06-01'), state('2024-06-01'), state(null)]).toEqual(['not-in-force', 'no-limit', 'no-limit']);
  });

  const led = (first: string) => setOf(`steps:
  - { id: first, does: work, title: First, cite: "1", trigger: start, next: then${first} }
  - { id: then, does: work, title: Then, cite: "1", inForce: { from: 2024-01-01 }, next: end }
`);

  it('goes by the steps that lead to it, and by what set those off where they have no date', () => {
    const then = (set: PolicySet, on: TimetableInput['on']) => stepOf(set, 'p', 'then', { on }).state;
    expect(then(led(''), { start: '2023-06-01' })).toBe('not-in-force');
    expect(then(led(''), { start: '2023-06-01', first: '2024-01-02' })).toBe('no-limit');
    // The first step may come until 1 January 2024.
    expect(then(led(', limits: { within: 7, unit: month, from: start }'), { start: '2023-06-01' })).toBe('no-limit');
  });

  it('is never what comes next while it is out of force', () => {
    expect(timetable(led(''), 'p', { on: { start: '2023-06-01', first: '2023-06-02' } }).next).toBeNull();
    expect(timetable(led(''), 'p', { on: { start: '2024-06-01', first: '2024-06-02' } }).next?.id).toBe('then');
  });

  it('that says only “promptly” is out of force all the same', () => {
    const set = setOf('steps:\n  - { id: s, does: work, title: S, cite: "1", trigger: start, inForce: { from: 2024-01-01 }, limits: { asWritten: promptly, unquantified: true } }\n');
    const state = (start: string) => stepOf(set, 'p', 's', { on: { start } }).state;
    expect([state('2023-12-31'), state('2024-01-01')]).toEqual(['not-in-force', 'unquantified']);
  });
});

describe('a doubt about a step', () => {
  const read = (keys: [string, string], more = '') => setOf(`steps:
  - id: s
    does: work
    title: S
    cite: "1"
    doubt: ambiguous
    readings:
      - { id: r1, because: one, ${keys[0]} }
      - { id: r2, because: two, ${keys[1]} }
${more}`);
  const later = '  - { id: later, does: work, title: Later, cite: "1", limits: { within: 5, unit: working-day, from: other } }\n';

  it('since when it holds leaves it out of force under the reading that has it so', () => {
    const set = setOf(`steps:
  - id: s
    does: work
    title: S
    cite: "1"
    limits: { within: 5, unit: working-day, from: start }
    doubt: ambiguous
    readings:
      - { id: r1, because: one, inForce: { from: 2026-01-01 } }
      - { id: r2, because: two, inForce: { from: 2026-04-01 } }
`);
    const { state, limits, safe } = stepOf(set, 'p', 's', { on: { start: '2026-03-27' } });
    expect(limits[0]!.readings.map(({ under, state: one, latest }) => [under['s'], one, latest])).toEqual([['r1', 'due', '2026-04-07'], ['r2', 'not-in-force', null]]);
    expect([state, safe?.latest]).toEqual(['due', '2026-04-07']);
    expect(stepOf(set, 'p', 's', { on: { start: '2026-03-27' }, readings: { s: 'r2' } }).state).toBe('not-in-force');
  });

  it('since when it holds closes a step without limits only where every reading does', () => {
    const set = read(['trigger: start, inForce: { from: 2026-01-01 }', 'trigger: start, inForce: { from: 2026-04-01 }']);
    const state = (start: string, readings = {}) => stepOf(set, 'p', 's', { on: { start }, readings }).state;
    expect([state('2025-12-31'), state('2026-03-27'), state('2026-04-01')]).toEqual(['not-in-force', 'no-limit', 'no-limit']);
    expect(state('2026-03-27', { s: 'r2' })).toBe('not-in-force');
  });

  it('what it brings about dates what runs from that event under the reading that says so, and leaves it waiting under the other', () => {
    const set = read(['marks: other', 'marks: unused'], later);
    const input = { on: { s: '2026-03-27' } };
    const { limits, safe } = stepOf(set, 'p', 'later', input);
    expect(limits[0]!.readings.map(({ under, state, latest, waitingFor }) => [under['s'], state, latest, waitingFor])).toEqual([
      ['r1', 'due', '2026-04-07', []], ['r2', 'waiting', null, ['other']],
    ]);
    expect(safe?.latest).toBe('2026-04-07');
    expect(stepOf(set, 'p', 'later', { ...input, readings: { s: 'r2' } }).state).toBe('waiting');
    // A date of the event is the step's own only where that reading was chosen.
    expect(stepOf(set, 'p', 's', { on: { other: '2026-03-27' } }).state).not.toBe('done');
    expect(stepOf(set, 'p', 's', { on: { other: '2026-03-27' }, readings: { s: 'r1' } }).state).toBe('done');
  });

  it('what it brings about is projected under the reading that says so', () => {
    const set = read(['marks: other, limits: { within: 2, unit: working-day, from: start }', 'marks: unused, limits: { within: 3, unit: working-day, from: start }'], later);
    const [r1, r2] = stepOf(set, 'p', 'later', { on: { start: '2026-03-27' } }).limits[0]!.readings;
    // By Tuesday 31 March, and then 1, 2, 7, 8 and 9 April.
    expect([r1!.state, r1!.latest, r1!.from?.id]).toEqual(['projected', '2026-04-09', 'other']);
    expect([r2!.state, r2!.waitingFor]).toEqual(['waiting', ['other']]);
  });

  it('what sets it off reports a date before an event only where every reading has it so', () => {
    const problems = (set: PolicySet, readings = {}) => timetable(set, 'p', { on: { start: '2026-03-27', s: '2026-03-26' }, readings }).problems.map(({ kind }) => kind);
    expect(problems(read(['trigger: start', 'trigger: other']))).toEqual([]);
    expect(problems(read(['trigger: start', 'trigger: other']), { s: 'r1' })).toEqual(['before-start']);
    expect(problems(read(['trigger: [start, other]', 'trigger: start']))).toEqual(['before-start']);
  });

  it('what sets it off lists every event that a reading names among those used', () => {
    const notUsed = (set: PolicySet) => timetable(set, 'p', { on: { start: '2026-03-27', other: '2026-03-27', unused: '2026-03-27' } }).notUsed;
    expect(notUsed(read(['trigger: start', 'trigger: other']))).toEqual(['unused']);
    expect(notUsed(read(['marks: start', 'marks: other']))).toEqual(['unused']);
  });
});
