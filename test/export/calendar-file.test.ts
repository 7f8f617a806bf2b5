import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, test } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { createWorkingDayCalendar, englandAndWales } from '../../src/calendar/working-days.ts';
import type { TimetableInput } from '../../src/engine/types.ts';
import { calendarFile, type CalendarFileOptions } from '../../src/export/calendar-file.ts';
import { dueDates } from '../../src/export/due-dates.ts';
import type { WorkedCase } from '../../src/export/worked-case.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import { oneStep, setOf } from '../engine/sets.ts';
import { published, workedCase } from './cases.ts';

const OPTIONS: CalendarFileOptions = { caseKey: '3f9a2c1b', sequence: 29_575_530, stamp: '2026-03-27T09:30:00Z', readings: 'safe' };
const REFERRAL: TimetableInput = { on: { 'referral-received': '2026-03-27' } };

interface Entry { uid: string; start: string; end: string; summary: string; description: string; sequence: number; isAllDay: boolean; reminders: string[]; status: string }

const fileOf = (cases: WorkedCase[], options: Partial<CalendarFileOptions> = {}): string => calendarFile(cases, { ...OPTIONS, ...options }).text;

/** What ical.js makes of a file. */
function entriesIn(text: string): Entry[] {
  return new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      summary: event.summary,
      description: event.description,
      sequence: event.sequence,
      isAllDay: event.startDate.isDate && event.endDate.isDate,
      reminders: component.getAllSubcomponents('valarm').map((alarm) => {
        const at = event.startDate.clone();
        at.isDate = false;
        at.addDuration(alarm.getFirstPropertyValue('trigger') as ICAL.Duration);
        return at.toString();
      }),
      status: String(component.getFirstPropertyValue('status')),
    };
  });
}
const entryOf = (text: string, step: string) => entriesIn(text).find(({ uid }) => uid.split('@')[0]!.endsWith(`.${step}`))!;
const oneEntry = (limits: string, input: Partial<TimetableInput> = {}) => entriesIn(fileOf([workedCase('p', { on: { start: '2026-03-27' }, ...input }, oneStep(limits))]))[0]!;

describe('an entry', () => {
  test('is one whole day, and ends on the next, as the format counts it', () => {
    const entry = entryOf(fileOf([workedCase('west-midlands', REFERRAL)]), 'send-scoping');
    expect(entry).toMatchObject({ start: '2026-03-31', end: '2026-04-01', isAllDay: true, sequence: 29_575_530, summary: 'Send the scoping template and letter', status: 'CONFIRMED' });
  });

  test('carries the document’s words, its place, how the day was reached, the dates given and the assumption', () => {
    const { description } = entryOf(fileOf([workedCase('west-midlands', REFERRAL)]), 'send-scoping');
    expect(description).toContain('Due by Tuesday 31 March 2026.');
    expect(description).toContain('“within 2 working days of receiving the referral” (4.3.3)');
    expect(description).toContain('2 days counted; 2 skipped');
    expect(description).toContain('Given: The referral was received: Friday 27 March 2026.');
    expect(description).toContain('the day after the start is day 1');
    expect(description).toContain('West Midlands: Deciding whether to convene a child safeguarding practice review');
  });

  test('says nothing of what happened to the child, because calendars are shared', () => {
    const text = fileOf([workedCase('wst', { ...REFERRAL, facts: { 'child-died': 'yes' } })]).replaceAll('\r\n ', '');
    expect(text).not.toMatch(/child died: yes/i);
  });

  test('is reminded of at nine on the working day before: across Easter, on Maundy Thursday', () => {
    const text = fileOf([workedCase('wst', REFERRAL)]);
    expect(entryOf(text, 'return-scoping')).toMatchObject({ start: '2026-04-07', reminders: ['2026-04-02T09:00:00'] });
    expect(entryOf(text, 'send-scoping')).toMatchObject({ start: '2026-03-31', reminders: ['2026-03-30T09:00:00'] });
    expect(text).toContain('TRIGGER:-P4DT15H\r\n');
  });

  test('has no reminder where the bank holidays before it are not known', () => {
    const short = createWorkingDayCalendar({ holidays: [], from: '2026-04-01', to: '2026-12-31' });
    const worked = workedCase('p', { on: { start: '2026-03-30' } }, oneStep('{ asWritten: within 2 days, within: 2, unit: calendar-day, from: start }'));
    const { text } = calendarFile([worked], OPTIONS, short);
    expect(entriesIn(text)).toMatchObject([{ start: '2026-04-01', reminders: [] }]);
  });

  test('whose last day is no working day stands on the day to work to, and names the last', () => {
    const entry = oneEntry('{ asWritten: within 2 days, within: 2, unit: calendar-day, from: start }');
    expect(entry).toMatchObject({ start: '2026-03-27', summary: 'S (last day Sunday 29 March 2026)' });
  });

  test('that is projected, planned, approximate or not sure to apply says so in its title', () => {
    expect(entryOf(fileOf([workedCase('west-midlands', REFERRAL)]), 'report-to-panel')).toMatchObject({ summary: 'Projected: Send the report to the national Panel', status: 'TENTATIVE' });
    const planned = workedCase('west-midlands', { on: { ...REFERRAL.on, 'rapid-review-meeting': '2026-04-14' }, asAt: '2026-03-30' });
    expect(entryOf(fileOf([planned]), 'rapid-review-meeting')).toMatchObject({ start: '2026-04-14', summary: 'Planned: Hold the rapid review meeting' });
    expect(oneEntry('{ asWritten: about 10, about: 10, unit: calendar-day, from: start }').summary).toBe('About: S');
    expect(entryOf(fileOf([workedCase('pan-bedfordshire', { on: { 'incident-occurred': '2026-03-19' } })]), 'notify-panel').summary).toBe('Notify the national Panel (if it applies)');
  });

  test('of the national baseline says so in its title, and what has not been read', () => {
    const text = fileOf([workedCase('wst', REFERRAL), workedCase('national', { on: { 'incident-known': '2026-03-26' } })]);
    const national = entriesIn(text).filter(({ uid }) => uid.includes('.national.'));
    expect(national.length).toBeGreaterThan(1);
    for (const { summary, description } of national) {
      expect(summary).toMatch(/^National: /);
      expect(description).toContain('Working Together to Safeguard Children 2026');
    }
    expect(entriesIn(text).filter(({ uid }) => uid.includes('.wst.')).every(({ summary }) => !summary.startsWith('National'))).toBe(true);
  });

  test('carries what is done on the same day, which has no entry of its own', () => {
    const text = fileOf([workedCase('west-midlands', REFERRAL)]);
    expect(entryOf(text, 'rapid-review-meeting').description).toMatch(/On the same day: .*Review the facts of the case; /);
    expect(entryOf(text, 'review-facts')).toBeUndefined();
  });

  test('carries the address of the case only where that was asked for', () => {
    const link = 'https://example.org/calculator/#v=1&policy=wst&referral-received=2026-03-27&case:key=3f9a2c1b';
    expect(entryOf(fileOf([workedCase('wst', REFERRAL)], { link }), 'send-scoping').description).toContain(`The case again: ${link}`);
    expect(fileOf([workedCase('wst', REFERRAL)])).not.toContain('The case again');
  });
});

describe('a second file of the same case', () => {
  const first = fileOf([workedCase('wst', REFERRAL)], { readings: 'all' });

  test('moves the entries of the first and doubles none, when a date given was wrong', () => {
    const second = fileOf([workedCase('wst', { on: { 'referral-received': '2026-03-30' } })], { readings: 'all', sequence: OPTIONS.sequence + 5 });
    const before = new Map(entriesIn(first).map((entry) => [entry.uid, entry]));
    const after = entriesIn(second);
    expect(after.map(({ uid }) => uid).sort()).toEqual([...before.keys()].sort());
    // The referral a working day later, on Monday 30 March: the template by Wednesday 1 April.
    expect(before.get('3f9a2c1b.wst.send-scoping@rapid-review-rulebook')?.start).toBe('2026-03-31');
    expect(after.find(({ uid }) => uid === '3f9a2c1b.wst.send-scoping@rapid-review-rulebook')).toMatchObject({ start: '2026-04-01', sequence: OPTIONS.sequence + 5 });
  });

  test('moves them too, and those of each reading, when a start that was projected gets its day', () => {
    const second = fileOf([workedCase('wst', { on: { ...REFERRAL.on, 'rapid-review-meeting': '2026-04-14', 'send-scoping': '2026-03-30' }, asAt: '2026-03-31' })], { readings: 'all' });
    const uids = new Set(entriesIn(second).map(({ uid }) => uid));
    expect(entriesIn(first).filter(({ uid }) => !uids.has(uid)).map(({ uid }) => uid)).toEqual([]);
    // Two calendar days after Tuesday 14 April, and two working days: both are Thursday 16.
    const report = entriesIn(second).filter(({ uid }) => uid.includes('.report-to-panel'));
    expect(report.map(({ start }) => start)).toEqual(['2026-04-16', '2026-04-16', '2026-04-16']);
  });

  test('takes the reminder from what was done, and puts it on the day it was done', () => {
    const worked = workedCase('wst', { on: { ...REFERRAL.on, 'send-scoping': '2026-03-30' }, asAt: '2026-03-31' });
    expect(entryOf(fileOf([worked]), 'send-scoping')).toMatchObject({ start: '2026-03-30', summary: 'Done: Send the scoping template', reminders: [] });
  });

  test('writes nothing of a step that was done and never had a limit', () => {
    expect(entryOf(fileOf([workedCase('west-midlands', REFERRAL)]), 'raise-referral')).toBeUndefined();
  });

  test('of another case has no entry in common', () => {
    const other = fileOf([workedCase('wst', REFERRAL)], { caseKey: '3f9a2c1c' });
    const uids = new Set(entriesIn(first).map(({ uid }) => uid));
    expect(entriesIn(other).some(({ uid }) => uids.has(uid))).toBe(false);
  });

  test('names the steps that it leaves out, and why', () => {
    const { leftOut, entries } = calendarFile([workedCase('wst', REFERRAL)], OPTIONS);
    expect(leftOut).toContainEqual({ policy: 'wst', step: 'decide-notification', title: 'Decide whether the criteria are met', because: 'No limit stated.' });
    expect(entries).toBe(entriesIn(fileOf([workedCase('wst', REFERRAL)])).length);
  });
});

describe('the switch between safe dates and all readings', () => {
  test('adds one entry for each reading of a limit in doubt to those that are there anyway', () => {
    const safe = entriesIn(fileOf([workedCase('wst', REFERRAL)]));
    const all = entriesIn(fileOf([workedCase('wst', REFERRAL)], { readings: 'all' }));
    expect(all).toEqual(expect.arrayContaining(safe));
    const returns = all.filter(({ uid }) => uid.includes('.return-scoping')).map(({ start, summary }) => [start, summary]);
    expect(returns).toEqual([
      ['2026-04-07', 'Return the scoping template'],
      ['2026-04-07', 'Return the scoping template, read as working days from “The referral was received”'],
      ['2026-04-09', 'Projected: Return the scoping template, read as working days from “Send the scoping template”'],
    ]);
  });

  test('adds none for a doubt that a limit only inherits from its start', () => {
    const steps = setOf(`steps:
  - id: first
    does: work
    title: First
    cite: "1"
    trigger: start
    limits: { asWritten: within 2, within: 2, from: start, doubt: ambiguous, readings: [{ id: working, unit: working-day, because: A. }, { id: calendar, unit: calendar-day, because: B. }] }
  - { id: second, does: work, title: Second, cite: "1", limits: { asWritten: within 3, within: 3, unit: working-day, from: first } }
`);
    const uids = entriesIn(fileOf([workedCase('p', { on: { start: '2026-03-27' } }, steps)], { readings: 'all' })).map(({ uid }) => uid.replace(/^3f9a2c1b\.|@.*$/g, ''));
    expect(uids.sort()).toEqual(['p.first', 'p.first.first/limit.first/limit=calendar', 'p.first.first/limit.first/limit=working', 'p.second']);
  });
});

describe('the file', () => {
  const everyCase = (readings: CalendarFileOptions['readings']) => published.policies.map(({ id }) => fileOf([workedCase(id, {
    on: { 'incident-occurred': '2026-03-19', 'incident-known': '2026-03-23', 'referral-received': '2026-03-25', 'intention-notified': '2026-03-26', 'notification-sent': '2026-03-27' },
    asAt: '2026-03-30',
  })], { readings }));

  test('ends every line with CRLF and folds it at 75 octets, never inside a letter', () => {
    for (const text of everyCase('all')) {
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      const lines = text.slice(0, -2).split('\r\n');
      expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
      expect(lines.some((line) => line.startsWith(' '))).toBe(true);
      for (const line of lines) expect(Buffer.from(line).toString()).toBe(line);
    }
  });

  test('names its maker and the calendar it counts by, and is no invitation', () => {
    const text = fileOf([workedCase('wst', REFERRAL)]);
    expect(text.split('\r\n').slice(0, 4)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//rapid-review-rulebook//timetable//EN', 'CALSCALE:GREGORIAN']);
    expect(text).not.toContain('METHOD');
    expect(text.match(/^DTSTAMP:20260327T093000Z\r$/gm)).toHaveLength(entriesIn(text).length);
  });

  test('knows each entry by a name of its own, short enough for every calendar', () => {
    for (const text of everyCase('all')) {
      const uids = entriesIn(text).map(({ uid }) => uid);
      expect(new Set(uids).size).toBe(uids.length);
      expect(Math.max(...uids.map((uid) => uid.length))).toBeLessThanOrEqual(255);
    }
  });

  test('is the same every time, whatever the clock says', () => {
    expect(everyCase('all')).toEqual(everyCase('all'));
  });

  test('without an entry is a calendar all the same', () => {
    const { text, entries } = calendarFile([], OPTIONS);
    expect(entries).toBe(0);
    expect(entriesIn(text)).toEqual([]);
  });

  test('gives letters, marks and lines back as they were', () => {
    const title = 'Send “é”; then, C:\\file — 日本 🗓️ to all';
    const set: PolicySet = structuredClone(oneStep('{ asWritten: within 2 days, within: 2, unit: working-day, from: start }'));
    set.policies[0]!.steps[0]!.title = title;
    const text = fileOf([workedCase('p', { on: { start: '2026-03-27' } }, set)]);
    expect(entriesIn(text)[0]?.summary).toBe(title);
    expect(Object.values(nodeIcal.sync.parseICS(text)).find((part) => part?.type === 'VEVENT')).toMatchObject({ summary: title });
    expect(entriesIn(text)[0]?.description.split('\n').length).toBeGreaterThan(4);
  });

  test.each([
    [{ caseKey: 'Smith' }], [{ caseKey: '' }], [{ sequence: -1 }], [{ sequence: 1.5 }], [{ sequence: 2 ** 31 }], [{ stamp: '2026-03-27' }], [{ stamp: '2026-13-27T09:30:00Z' }],
  ])('is refused for %j', (wrong) => {
    expect(() => fileOf([workedCase('wst', REFERRAL)], wrong)).toThrow(RangeError);
  });

  test('has the days of the timetable, whatever was given, and reminds of each at nine on the working day before', () => {
    const day = fc.integer({ min: 0, max: 1000 }).map((days) => addCalendarDays('2026-01-01', days));
    fc.assert(fc.property(fc.constantFrom(...published.policies.map(({ id }) => id)), day, day, (policy, referral, known) => {
      const worked = workedCase(policy, { on: { 'referral-received': referral, 'incident-known': known } });
      const entries = entriesIn(fileOf([worked]));
      const expected = dueDates(worked).dated.filter(({ kind }) => kind !== 'done');
      for (const { step, day: wanted } of expected) {
        const entry = entries.find(({ uid }) => uid === `3f9a2c1b.${policy}.${step.id}@rapid-review-rulebook`);
        expect(entry).toMatchObject({ start: wanted, end: addCalendarDays(wanted, 1), isAllDay: true });
        if (entry!.reminders.length > 0) expect(entry!.reminders).toEqual([`${englandAndWales.addWorkingDays(wanted, -1)}T09:00:00`]);
      }
    }), { numRuns: 60 });
  });
});

const CASES = new URL('./cases.ts', import.meta.url).href;
const FILE = new URL('../../src/export/calendar-file.ts', import.meta.url).href;
// Writes the file in the zone, over both changes of the clocks, and has two readers of calendars read it there.
const PROGRAM = `
  const { workedCase } = await import('${CASES}');
  const { calendarFile } = await import('${FILE}');
  const ICAL = (await import('ical.js')).default;
  const nodeIcal = (await import('node-ical')).default;
  console.error(new Date('2026-07-01T00:00:00Z').getHours());
  const two = (number) => String(number).padStart(2, '0');
  const dayOf = (date) => date.getFullYear() + '-' + two(date.getMonth() + 1) + '-' + two(date.getDate());
  for (const referral of ['2026-03-20', '2026-03-27', '2026-10-16']) {
    const cases = ['west-midlands', 'wst', 'national'].map((policy) => workedCase(policy, { on: { 'referral-received': referral, 'incident-known': referral } }));
    const { text } = calendarFile(cases, { caseKey: '3f9a2c1b', sequence: 1, stamp: '2026-03-27T23:30:00Z', readings: 'all' });
    const one = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((part) => new ICAL.Event(part))
      .map((event) => [event.uid, event.startDate.toString(), event.endDate.toString(), event.startDate.isDate].join(' '));
    const other = Object.values(nodeIcal.sync.parseICS(text)).filter((part) => part.type === 'VEVENT')
      .map((event) => [event.uid, dayOf(event.start), dayOf(event.end), event.datetype === 'date'].join(' '));
    if (one.length < 15 || one.join() !== other.join()) throw new Error('the readers differ: ' + one.join() + ' and ' + other.join());
    console.log(one.join('\\n'), text.match(/^DTSTAMP.*$/m)[0]);
  }
`;

test('two readers of calendars find the same whole days in every time zone', () => {
  const london = readIn('Europe/London');
  expect(london.lines).toContain('3f9a2c1b.west-midlands.send-scoping@rapid-review-rulebook 2026-03-31 2026-04-01 true');
  expect(london.lines).toContain('3f9a2c1b.wst.return-scoping@rapid-review-rulebook 2026-04-07 2026-04-08 true');
  expect(london.lines).toContain('DTSTAMP:20260327T233000Z');
  for (const [zone, hour] of [['Pacific/Kiritimati', 14], ['Pacific/Pago_Pago', 13], ['America/New_York', 20]] as const) {
    const there = readIn(zone);
    expect(there.hour, zone).toBe(hour);
    expect(there.lines === london.lines, zone).toBe(true);
  }
}, 120_000);

function readIn(zone: string): { hour: number; lines: string } {
  const child = spawnSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', PROGRAM], { encoding: 'utf8', env: { ...process.env, TZ: zone, NODE_OPTIONS: '' } });
  if (child.status !== 0) throw new Error(child.stderr);
  return { hour: Number(child.stderr), lines: child.stdout.trimEnd() };
}
