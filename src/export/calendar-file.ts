/**
 * A timetable as a calendar file (iCalendar, RFC 5545), to be opened by any calendar: one all-day entry for each day
 * that something is due, with a reminder, its citation and how the day was reached.
 *
 * A second file of the same case moves the entries of the first, because each is known by the case's key, the policy,
 * the step and the reading, and by no date. What a later file does not write stays in the calendar until someone
 * deletes it; `leftOut` names those steps.
 */
import ical, { ICalAlarmType, ICalEventBusyStatus, ICalEventStatus, ICalEventTransparency, type ICalEventData } from 'ical-generator';
import { addCalendarDays, calendarDaysBetween, formatDate, type IsoDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Step } from '../policy/model.ts';
import { clockDoubtsOf } from '../policy/readings.ts';
import { dueWords, standingReadings, type StandingReading } from './due.ts';
import { daysInFull, dueDates, readingsOfShown, type DueDate } from './due-dates.ts';
import { isCaseKey } from './fragment.ts';
import {
  chosenLines, closed, conventionLine, documentLines, givenDates, isNational, limitWords, nameOf, placesText, readingName, whoLine, type WorkedCase,
} from './worked-case.ts';

export interface CalendarFileOptions {
  /** What the entries know the case by; the same for every file of one case. Eight figures of 0-9 and a-f. */
  caseKey: string;
  /** Grows with every file of the case, so that calendars take the newer: such as minutes since 1970. 0 to 2147483647. */
  sequence: number;
  /** The moment the file is made, in UTC, as `Date.toISOString` has it. */
  stamp: string;
  /** `safe`: the day to work to of each step. `all`: besides, one entry for each reading of a limit that is itself in doubt. */
  readings: 'safe' | 'all';
  /** The address that brings the case back, where the person asked for it. */
  link?: string;
}

interface CalendarFile {
  text: string;
  entries: number;
  /** Steps without a day, and why; entries that an earlier file made of them are not moved or taken away. */
  leftOut: { policy: string; step: string; title: string; because: string }[];
}

const HOUR = 3600;
const DAY = 24 * HOUR;
const REMINDED_AT = 9 * HOUR;
const GREATEST_SEQUENCE = 2_147_483_647;
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/**
 * The calendar file of a case: the chosen policy's entries and those of what stands beside it, the national ones marked.
 * Lines fold at 75 octets and end with CRLF. The reminder comes at nine in the morning of the working day before, by the
 * clock of whoever reads it, and is left out where the bank holidays are not known. It names no method: the file is
 * imported, not sent as an invitation.
 *
 * @param calendar the working days to count the reminder by
 * @throws RangeError for a key, a sequence or a stamp that is none
 * @example
 * calendarFile([local, national], { caseKey: '3f9a2c1b', sequence: 29_575_530, stamp: '2026-03-27T09:30:00Z', readings: 'safe' }).text
 * // 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…'
 */
export function calendarFile(cases: readonly WorkedCase[], options: CalendarFileOptions, calendar: WorkingDayCalendar = englandAndWales): CalendarFile {
  const { caseKey, sequence, stamp } = options;
  if (!isCaseKey(caseKey)) throw new RangeError('The key of a case is eight figures of 0-9 and a-f');
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > GREATEST_SEQUENCE) throw new RangeError(`Not a sequence from 0 to ${GREATEST_SEQUENCE}: ${sequence}`);
  if (!STAMP.test(stamp) || Number.isNaN(Date.parse(stamp))) throw new RangeError('The stamp is not a moment in UTC, written YYYY-MM-DDTHH:MM:SSZ');

  const worked = cases.map((one) => ({ one, dates: dueDates(one) }));
  const entries = worked.flatMap(({ one, dates }) => dates.dated.filter(wasEverDue).flatMap((due) => entriesOf(one, due, options.readings)));
  entries.sort((one, other) => one.day.localeCompare(other.day));
  const file = ical({ prodId: '//rapid-review-rulebook//timetable//EN', scale: 'GREGORIAN' });
  for (const entry of entries) file.createEvent(eventOf(entry, options, calendar));
  return {
    // The generator ends its last line without the CRLF that every line of the format has.
    text: `${file.toString()}\r\n`,
    entries: entries.length,
    leftOut: worked.flatMap(({ one, dates }) =>
      dates.undated.map(({ step, because }) => ({ policy: one.policy.id, step: step.id, title: step.title, because }))),
  };
}

interface Entry {
  /** What the entry is known by, within a case. */
  identity: string[];
  day: IsoDate;
  summary: string;
  lines: string[];
  isCertain: boolean;
  isReminded: boolean;
}

/** A step that was done and never had a limit was never in a calendar, and need not be crossed off there. */
function wasEverDue({ kind, step }: DueDate): boolean {
  return kind !== 'done' || step.limits.some(({ readings }) => readings.some(({ latest }) => latest !== null));
}

/** Whether it is still to be done. What is done or decided is crossed off in a calendar that has it, and nobody is reminded of it. */
const isOpen = ({ kind }: Pick<DueDate, 'kind'>): boolean => kind !== 'done' && kind !== 'decided';

function entriesOf(worked: WorkedCase, due: DueDate, wanted: CalendarFileOptions['readings']): Entry[] {
  const { step } = due;
  const identity = [worked.policy.id, step.id];
  const main: Entry = {
    identity,
    day: due.day,
    summary: summaryOf(worked, due),
    lines: [mainLine(due), ...aboutLines(worked, due, readingsOfShown(due.step))],
    isCertain: due.kind !== 'projected' && due.kind !== 'about',
    isReminded: isOpen(due) && due.kind !== 'not-before',
  };
  return wanted === 'safe' ? [main] : [main, ...readingEntries(worked, due, identity)];
}

/**
 * One entry for each reading of a limit's own doubts, on the earliest day it may mean. A doubt that a limit only
 * inherits, from a start that has not happened, is gone once that has its date: it moves an entry and makes none.
 */
function readingEntries(worked: WorkedCase, due: DueDate, identity: string[]): Entry[] {
  const standing = standingReadings(due.step);
  return [...new Set(standing.map(({ limit }) => limit))].flatMap((limit) => {
    const own = ownAddresses(worked, due.rule, limit.address);
    const groups = new Map<string, { under: [string, string][]; readings: StandingReading[] }>();
    for (const one of standing.filter((other) => other.limit === limit)) {
      const under = Object.entries(one.reading.under).filter(([address]) => own.has(address)).sort();
      const key = JSON.stringify(under);
      groups.set(key, { under, readings: [...(groups.get(key)?.readings ?? []), one] });
    }
    if (groups.size < 2) return [];
    return [...groups.values()].flatMap(({ under, readings }): Entry[] => {
      const [first] = readings.filter(({ reading: { latest } }) => latest !== null).sort((one, other) => one.reading.latest!.localeCompare(other.reading.latest!));
      if (first === undefined) return [];
      const isProjected = readings.some(({ reading: { state } }) => state === 'projected');
      const asRead = `read as ${countName(worked, first) ?? readingName(Object.fromEntries(under))}`;
      return [{
        identity: [...identity, limit.address, ...under.map((pair) => pair.join('='))],
        day: first.reading.latest!,
        summary: `${prefixes(worked, due, isProjected)}${due.step.title}, ${asRead}${condition(due)}`,
        lines: [`The day if the limit is ${asRead}.`, ...aboutLines(worked, due, readings)],
        isCertain: !isProjected,
        isReminded: isOpen(due),
      }];
    });
  });
}

/** What a reading counts, which tells more than its id; null where it counts from nothing. */
function countName(worked: WorkedCase, { reading: { unit, from } }: StandingReading): string | null {
  return unit === null || from === null ? null : `${unit.replace('-', ' ')}s from “${nameOf(worked, from.id)}”`;
}

/** The doubts that are about the limit itself: its step's, its own, and those of the clocks that it may count by. */
function ownAddresses({ policy }: WorkedCase, rule: Step, address: string): Set<string> {
  const variants = [...rule.limits, ...(rule.doubt?.readings.flatMap(({ changes }) => changes.limits ?? []) ?? [])].filter((limit) => limit.address === address);
  return new Set([rule.id, address, ...variants.flatMap((limit) => clockDoubtsOf(policy, limit).map((doubt) => doubt.address))]);
}

function summaryOf(worked: WorkedCase, due: DueDate): string {
  const last = due.step.lateIfLater === null ? due.step.safe?.latest ?? null : null;
  const lastDay = due.kind === 'work-to' && last !== null && last !== due.day ? ` (last day ${formatDate(last)})` : '';
  return `${prefixes(worked, due, due.kind === 'projected')}${due.step.title}${lastDay}${condition(due)}`;
}

const MARKS: Partial<Record<DueDate['kind'], string>> = { done: 'Done', decided: 'Decided', planned: 'Planned', undecided: 'To be decided', about: 'About', 'not-before': 'Not before' };

function prefixes(worked: WorkedCase, { kind }: DueDate, isProjected: boolean): string {
  const marks = [isNational(worked) ? 'National' : undefined, MARKS[kind], isProjected && isOpen({ kind }) ? 'Projected' : undefined];
  return marks.filter((mark) => mark !== undefined).map((mark) => `${mark}: `).join('');
}

function condition({ step }: DueDate): string {
  return step.applies === 'unknown' ? ' (if it applies)' : '';
}

function mainLine(due: DueDate): string {
  if (due.step.lateIfLater !== null) return `${dueWords(due)} ${daysInFull(due)}. Late if later: ${due.step.lateIfLater.explanation}`;
  const last = due.step.safe?.latest ?? null;
  const rest = last === null || last === due.day || !isOpen(due) ? '' : due.kind === 'planned'
    ? ` The last day under every reading is ${formatDate(last)}.`
    : ` The last day under every reading is ${formatDate(last)}, not a working day.`;
  return `${dueWords(due)} ${daysInFull(due)}.${rest}`;
}

/** What every entry says beside its day. */
function aboutLines(worked: WorkedCase, due: DueDate, readings: StandingReading[]): string[] {
  const { step, rule, sameDay } = due;
  const { policy, vocabulary, words, timetable } = worked;
  const limits = [...new Set(readings.map(({ limit }) => limit))];
  const onlyIf = step.onlyIf === null ? [] : [`Only if ${words.openConditionText(step.onlyIf, { policy, vocabulary })}.`];
  const others = sameDay.length === 0 ? [] : [`On the same day: ${sameDay.map((guest) => guest.step.title).join('; ')}.`];
  return [
    closed(whoLine(worked, rule)),
    ...onlyIf,
    ...others,
    ...(step.conflict === null || due.kind !== 'undecided' ? [] : [step.conflict]),
    '',
    ...limits.flatMap((limit) => {
      const places = placesText(worked, limit.cite);
      return [
        `${limitWords(worked, rule, limit)}${places === '' ? '' : ` (${places})`}`,
        ...readings.filter((one) => one.limit === limit).map(({ reading }) => [reading.explanation, closed(reading.because)].filter((text) => text !== '').join(' ')),
      ].filter((text) => text !== '');
    }),
    '',
    ...documentLines(worked),
    // Of what was given the dates alone: calendars are shared, and what happened to the child is nobody else's to read there.
    `Given: ${givenDates(worked).join('; ')}.`,
    ...(timetable.asAt === null ? [] : [`What is late or left is told as at ${formatDate(timetable.asAt)}.`]),
    conventionLine(worked),
    ...chosenLines(worked),
  ];
}

function eventOf(entry: Entry, { caseKey, sequence, stamp, link }: CalendarFileOptions, calendar: WorkingDayCalendar): ICalEventData {
  const remindedOn = entry.isReminded ? calendar.addWorkingDays(entry.day, -1) : null;
  return {
    id: `${[caseKey, ...entry.identity].join('.')}@rapid-review-rulebook`,
    sequence,
    stamp,
    lastModified: stamp,
    allDay: true,
    start: entry.day,
    end: addCalendarDays(entry.day, 1),
    summary: entry.summary,
    description: [...entry.lines, ...(link === undefined ? [] : ['', `The case again: ${link}`])].join('\n').replaceAll(/\n{3,}/g, '\n\n'),
    // A day on which something is due is no day on which nobody has time.
    transparency: ICalEventTransparency.TRANSPARENT,
    busystatus: ICalEventBusyStatus.FREE,
    status: entry.isCertain ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
    alarms: remindedOn === null ? [] : [{ type: ICalAlarmType.display, triggerBefore: calendarDaysBetween(remindedOn, entry.day) * DAY - REMINDED_AT }],
  };
}
