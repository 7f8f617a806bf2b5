/** A decision whose outcome was given without a day is decided: nothing tells it as due, as late or as still to come. */
import ICAL from 'ical.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timetableCommand } from '../../src/cli/timetable.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { TimetableInput } from '../../src/engine/types.ts';
import { calendarFile } from '../../src/export/calendar-file.ts';
import { dueDates } from '../../src/export/due-dates.ts';
import { dueOf } from '../../src/export/due.ts';
import { meetingSheet } from '../../src/export/meeting-sheet.ts';
import { caseText } from '../../src/export/text.ts';
import { published, workedCase } from './cases.ts';

// Five working days after Friday 27 March 2026 are Tuesday 7 April: Good Friday and Easter Monday lie between.
const OPEN: TimetableInput = { on: { 'referral-received': '2026-03-27' }, asAt: '2026-05-01' };
const DECIDED: TimetableInput = { ...OPEN, decided: { 'decide-notification': 'met' } };
const DATED: TimetableInput = { ...DECIDED, on: { ...OPEN.on, 'decide-notification': '2026-04-08' } };
const decisionIn = (input: TimetableInput) => timetable(published, 'pan-bedfordshire', input).steps.find(({ id }) => id === 'decide-notification')!;
const statusesIn = (input: TimetableInput) => decisionIn(input).limits.flatMap(({ readings }) => readings.map(({ status }) => status));
afterEach(() => void vi.restoreAllMocks());

describe('a decision that is taken, on a day that was not given', () => {
  it('is late while it is open and when it was taken late, and neither while its day is not known', () => {
    expect([statusesIn(OPEN), statusesIn(DECIDED), statusesIn(DATED)]).toEqual([['overdue'], [null], ['done-late']]);
  });

  it('has its outcome, no date of its own, and the dates of its limits as before', () => {
    const [open, decided] = [decisionIn(OPEN), decisionIn(DECIDED)];
    expect([open.outcome, decided.outcome]).toEqual([null, 'met']);
    expect(decided).toMatchObject({ done: null, planned: null, state: open.state, safe: open.safe });
    expect(decided.safe?.latest).toBe('2026-04-07');
    expect(decided.limits[0]!.readings[0]!.explanation).not.toContain('Overdue');
  });

  it('is neither next nor beside it', () => {
    const { next, also } = timetable(published, 'pan-bedfordshire', DECIDED);
    expect([next, ...also].map((one) => one?.id)).not.toContain('decide-notification');
  });

  it('is told as decided, and crossed off in a calendar without a reminder', () => {
    expect(dueOf(decisionIn(DECIDED))).toMatchObject({ kind: 'decided', day: '2026-04-07' });
    const entryOf = (input: TimetableInput) => {
      const { text } = calendarFile([workedCase('pan-bedfordshire', input)], { caseKey: '3f9a2c1b', sequence: 1, stamp: '2026-03-27T09:30:00Z', readings: 'all' });
      const entries = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').filter((one) => new ICAL.Event(one).uid.includes('.decide-notification'));
      return entries.map((one) => [new ICAL.Event(one).summary, one.getAllSubcomponents('valarm').length]);
    };
    expect(entryOf(OPEN)).toEqual([[expect.stringMatching(/^Decide/), 1]]);
    expect(entryOf(DECIDED)).toEqual([[expect.stringMatching(/^Decided: Decide/), 0]]);
  });

  it('is so in the text, on the sheet for the meeting and on the command line', () => {
    const worked = workedCase('pan-bedfordshire', DECIDED);
    const title = decisionIn(DECIDED).title;
    expect(caseText([worked], { madeOn: '2026-05-01' })).toContain(`- ${title} [Decided, on a day not given; due by]`);
    expect(meetingSheet(worked, null).after.map(({ step }) => step)).not.toContain('decide-notification');
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    void timetableCommand.run(['pan-bedfordshire', '--on', 'referral-received=2026-03-27', '--decided', 'decide-notification=met']);
    expect(written.mock.calls.map(([text]) => String(text)).join('')).toContain(`${title} [decide-notification]: decided (`);
  });

  it('says so where its limit gives no day at all', () => {
    const { undated } = dueDates(workedCase('wst', { on: { 'referral-received': '2026-03-27' }, decided: { 'decide-review': 'local-review' } }));
    const of = undated.find(({ step }) => step.id === 'decide-review');
    if (of !== undefined) expect(of.because).toMatch(/^Decided, on a day not given: /);
    const none = dueDates(workedCase('wst', { on: {}, decided: { 'decide-notification': 'met' } })).undated.find(({ step }) => step.id === 'decide-notification');
    expect(none?.because).toMatch(/^Decided, on a day not given: /);
  });
});
