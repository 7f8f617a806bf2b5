import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import type { TimetableInput } from '../../src/engine/types.ts';
import { dueWords } from '../../src/export/due.ts';
import { datesMeant, daysInFull, dueDates, type DueDate } from '../../src/export/due-dates.ts';
import { oneStep, setOf } from '../engine/sets.ts';
import { published, workedCase } from './cases.ts';

function dueOf(policy: string, step: string, input: TimetableInput): DueDate | undefined {
  return dueDates(workedCase(policy, input)).dated.find((one) => one.step.id === step);
}
const inWords = (due: DueDate | undefined): string | null => (due === undefined ? null : `${dueWords(due)} ${daysInFull(due)}`);
const only = (limits: string, input: Partial<TimetableInput> = {}) => {
  const worked = workedCase('p', { on: { start: '2026-03-27' }, ...input }, oneStep(limits));
  return dueDates(worked).dated[0];
};

const REFERRAL = { on: { 'referral-received': '2026-03-27' } };

describe('the day of a step', () => {
  test('is its last day, where nothing is in doubt: the template of West Midlands by Tuesday 31 March 2026', () => {
    expect(inWords(dueOf('west-midlands', 'send-scoping', REFERRAL))).toBe('Due by Tuesday 31 March 2026');
  });

  test('has its first day beside it, where it may not be before: the meeting from Thursday 9 to Friday 17 April', () => {
    expect(inWords(dueOf('west-midlands', 'rapid-review-meeting', REFERRAL))).toBe('Between Thursday 9 April 2026 and Friday 17 April 2026');
  });

  test('is the day that suits every reading: the return of WST on Tuesday 7 April, though Thursday 9 may be meant', () => {
    const due = dueOf('wst', 'return-scoping', REFERRAL)!;
    expect(inWords(due)).toBe('Work to Tuesday 7 April 2026');
    expect(due.inDoubt).toBe(true);
    expect(datesMeant(workedCase('wst', REFERRAL), due).map(({ days }) => days)).toEqual([
      'By Tuesday 7 April 2026.',
      'Projected, by Tuesday 7 April 2026 if its start comes as early as it may, by Thursday 9 April 2026 if as late.',
    ]);
  });

  test('is the working day before a last day that is none: the report of WST after a meeting on 16 April, by Friday 17 for Saturday 18', () => {
    const due = dueOf('wst', 'report-to-panel', { on: { 'rapid-review-meeting': '2026-04-16' } })!;
    expect(inWords(due)).toBe('Work to Friday 17 April 2026');
    expect(due.step.safe?.latest).toBe('2026-04-18');
  });

  test('is projected where its start has not happened: the report of West Midlands on Tuesday 21 April at the latest', () => {
    expect(inWords(dueOf('west-midlands', 'report-to-panel', REFERRAL))).toBe('Projected, at the latest Tuesday 21 April 2026');
  });

  test('is the day it was done, or the day it is planned for', () => {
    const input = { on: { 'referral-received': '2026-03-27', 'send-scoping': '2026-03-30', 'rapid-review-meeting': '2026-04-14' }, asAt: '2026-04-01' };
    expect(inWords(dueOf('west-midlands', 'send-scoping', input))).toBe('Done Monday 30 March 2026');
    expect(inWords(dueOf('west-midlands', 'rapid-review-meeting', input))).toBe('Planned for Tuesday 14 April 2026');
  });

  test('is the earliest last day where no day suits every reading, and someone must decide', () => {
    const due = only('{ asWritten: on the second day, exactly: 2, from: start, doubt: ambiguous, readings: [{ id: calendar, unit: calendar-day, because: A. }, { id: working, unit: working-day, because: B. }] }');
    // From Friday 27 March: Sunday 29 in calendar days, Tuesday 31 in working days.
    expect(inWords(due)).toBe('Someone must decide; earliest last day Sunday 29 March 2026');
  });

  test('of an approximate count is about a day, and of a count without an end not before one', () => {
    expect(inWords(only('{ asWritten: about 10, about: 10, unit: calendar-day, from: start }'))).toBe('About Monday 6 April 2026');
    expect(inWords(only('{ asWritten: at least 2, atLeast: 2, unit: calendar-day, from: start }'))).toBe('Not before Sunday 29 March 2026');
  });

  test('heeds no reading that the document rules out, unless someone chose it', () => {
    const limits = '{ asWritten: within 2 days, within: 2, from: start, doubt: ambiguous, readings: [{ id: working, unit: working-day, because: A. }, { id: calendar, unit: calendar-day, because: B., refutedBy: C. }] }';
    expect(inWords(only(limits))).toBe('Due by Tuesday 31 March 2026');
    // Sunday 29 March, so Friday 27.
    expect(inWords(only(limits, { readings: { 's/limit': 'calendar' } }))).toBe('Work to Friday 27 March 2026');
  });

  test('is none where the table of bank holidays ends, with the reason', () => {
    const worked = workedCase('west-midlands', { on: { 'referral-received': '2028-12-28' } });
    const { undated } = dueDates(worked);
    expect(undated.find(({ step }) => step.id === 'rapid-review-meeting')?.because).toContain('Bank holidays are known from');
  });
});

describe('a step that is only done on the day of another', () => {
  const steps = setOf(`steps:
  - { id: meet, does: work, title: Meet, cite: "1", trigger: start, limits: { asWritten: in 5 days, within: 5, unit: calendar-day, from: start } }
  - { id: discuss, does: work, title: Discuss, cite: "1", limits: { asWritten: there, sameDayAs: meet } }
  - { id: agree, does: work, title: Agree, cite: "1", limits: { asWritten: there, sameDayAs: discuss } }
`);
  const listed = (input: TimetableInput) => dueDates(workedCase('p', input, steps)).dated.map(({ step, sameDay }) => [step.id, ...sameDay.map((guest) => guest.step.id)]);

  test('stands under that one, and so does what hangs on it in turn', () => {
    expect(listed({ on: { start: '2026-03-27' } })).toEqual([['meet', 'discuss', 'agree']]);
  });

  test('stands alone once it has a date of its own, or the other is done', () => {
    expect(listed({ on: { start: '2026-03-27', discuss: '2026-03-28' } })).toEqual([['discuss'], ['agree'], ['meet']]);
    expect(listed({ on: { start: '2026-03-27', meet: '2026-03-30' } })).toEqual([['meet'], ['discuss', 'agree']]);
  });
});

describe('a step without a day', () => {
  const because = (policy: string, step: string, input: TimetableInput) => dueDates(workedCase(policy, input)).undated.find((one) => one.step.id === step)?.because;

  test('says why: no limit, no number of days, or what it waits for', () => {
    expect(because('wst', 'decide-notification', REFERRAL)).toBe('No limit stated.');
    expect(because('west-midlands', 'start-rapid-review', REFERRAL)).toBe('The document gives no number of days: “promptly”.');
    expect(because('west-midlands', 'send-scoping', { on: {} })).toBe('Waiting for “The referral was received”.');
  });

  test('comes last where it is not on the path', () => {
    const { undated } = dueDates(workedCase('pan-bedfordshire', { ...REFERRAL, decided: { 'decide-notification': 'not-met' } }));
    const states = undated.map(({ step }) => step.state === 'not-applicable');
    expect(states).toContain(true);
    expect(states).toEqual([...states].sort());
    expect(undated.at(-1)?.because).toBe('Not on this path.');
  });
});

test('every step of every document stands exactly once, with its day or without, and the days run forwards', () => {
  const events = Object.keys(published.vocabulary.events);
  fc.assert(fc.property(
    fc.constantFrom(...published.policies.map(({ id }) => id)),
    fc.dictionary(fc.constantFrom(...events), fc.integer({ min: 0, max: 900 }).map((days) => addCalendarDays('2026-01-01', days)), { noNullPrototype: true }),
    fc.option(fc.constant('2026-06-01')),
    (policy, on, asAt) => {
      const worked = workedCase(policy, { on, asAt });
      const { dated, undated } = dueDates(worked);
      const ids = [...dated.flatMap(({ step, sameDay }) => [step.id, ...sameDay.map((guest) => guest.step.id)]), ...undated.map(({ step }) => step.id)];
      expect(ids.sort()).toEqual(worked.policy.steps.map(({ id }) => id).sort());
      const days = dated.map(({ day }) => day);
      expect(days).toEqual([...days].sort());
    }), { numRuns: 60 });
});
