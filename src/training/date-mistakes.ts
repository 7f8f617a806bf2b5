/** The days that come of counting wrongly, each worked out by making the mistake. */
import { addCalendarDays, formatDate, formatShortDate } from '../calendar/iso-date.ts';
import { createWorkingDayCalendar, englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { DEFAULT_CONVENTIONS } from '../engine/schedule.ts';
import { countOf } from '../engine/words.ts';
import type { Id, IsoDate, Limit, Place } from '../policy/model.ts';
import { dayOfStart, endOfLimit, limitInFull, type End } from './limits-as-read.ts';
import { idsOfStart } from '../policy/starts.ts';
import type { MistakeId } from './mistakes.ts';
import { cited, citeText, sentence, type Rules } from './question.ts';
import { happening } from './story.ts';

export interface WrongDay { date: IsoDate; misconception: MistakeId; because: string }

const DAYS_IN_FOUR_WEEKS = 28;
/** The days of the week and nothing else: what someone counts by who forgets the bank holidays. */
const WITHOUT_HOLIDAYS: WorkingDayCalendar = createWorkingDayCalendar({ holidays: [], from: englandAndWales.from, to: englandAndWales.to });

/**
 * What each mistake makes of one limit, as read, in a case. A mistake that changes nothing here gives nothing.
 *
 * @param limit with a start whose day is among the days of the case
 * @param end the end of the limit that is asked for
 * @example mistakenDays(rules, limit, cite, { 'referral-received': '2026-03-27' }, 'last')
 */
export function mistakenDays(
  rules: Rules, limit: Limit, cite: readonly Place[], on: Readonly<Record<Id, IsoDate>>, end: End, calendar: WorkingDayCalendar = englandAndWales,
): WrongDay[] {
  const start = limit.from && dayOfStart(limit.from, on);
  const right = start && endOfLimit(limit, start, end, calendar);
  if (!limit.from || !start || !right) return [];
  const places = citeText(cite, rules);
  const rule = `${limitInFull(limit, rules)}${places}`;
  const found: (WrongDay | null)[] = [];
  const made = (misconception: MistakeId, date: IsoDate | null | undefined, because: string) => {
    found.push(date == null || date === right.end ? null : { date, misconception, because: because.includes(places) ? sentence(because) : cited(because, cite, rules) });
  };
  const { amount, unit } = limit;
  const numbered = amount?.kind === 'numbered';
  const startIsDayOne = numbered ? limit.dayOne !== 'day-after' : (limit.dayOne ?? DEFAULT_CONVENTIONS.dayOne) === 'trigger-day';
  const again = (changed: Partial<Limit>, from: IsoDate = start, by: WorkingDayCalendar = calendar) => endOfLimit({ ...limit, ...changed }, from, end, by)?.end;

  if (unit === 'working-day') {
    const plain = endOfLimit(limit, start, end, WITHOUT_HOLIDAYS);
    const holidays = right.skipped.filter(({ date }) => calendar.holidayName(date) !== null && (plain === null || date <= plain.end || right.end < start));
    if (holidays.length > 0) {
      const names = holidays.map(({ date, reason }) => `${reason} (${formatShortDate(date)})`).join(', ');
      made('forgotten-holiday', plain?.end, `Leaves out weekends and forgets ${holidays.length === 1 ? 'a bank holiday' : 'the bank holidays'}: ${names}.`);
    }
    made('calendar-days', again({ unit: 'calendar-day' }), `Counts every day, weekends with them. The limit is in working days: ${rule}.`);
    if (calendar.isWorkingDay(start) === false && !startIsDayOne && !numbered) {
      made('received-next-day', again({ nonWorkingStart: 'deemed-next' }), 'Takes what came on a day off as received on the next working day, and begins to count only after that. Here the start stands, and the next working day is already day 1.');
    }
  }
  if (unit === 'calendar-day') {
    made('working-days', again({ unit: 'working-day' }), `Leaves out weekends and bank holidays. The limit, as read here, is in calendar days: ${rule}.`);
    if (calendar.isWorkingDay(right.end) === false) {
      made('moved-to-working-day', calendar.firstWorkingDayOnOrAfter(right.end), `Moves the last day, ${formatDate(right.end)}, on to a working day. Nothing in the limit allows that: ${rule}.`);
    }
  }
  if (unit === 'hour' && amount?.kind === 'span') {
    const days = Math.ceil((amount.max ?? 0) / 24);
    made('working-days', again({ unit: 'working-day', amount: { ...amount, min: 0, max: days } }), `Takes the hours as working days. Hours run through weekends and bank holidays: ${rule}.`);
    made('counted-from-day-after', again({ amount: { ...amount, max: (days + 1) * 24 } }), `Begins a day late. ${hoursEnd(amount.max ?? 0)}.`);
  }
  if (unit === 'month' && amount?.kind === 'span') {
    made('weeks-for-months', addCalendarDays(start, (amount.max ?? 0) * DAYS_IN_FOUR_WEEKS), `Takes each month as four weeks. A month ends on the same day of a later month: ${rule}.`);
    made('calendar-days', addCalendarDays(start, (amount.max ?? 0) * 30), `Takes each month as 30 days. A month ends on the same day of a later month: ${rule}.`);
    made('counted-from-day-after', addCalendarDays(right.end, 1), 'Counts the months from the day after. They end on the same day of the month as the start.');
  }
  if (unit === 'working-day' || unit === 'calendar-day') {
    if (startIsDayOne) {
      made('start-not-counted', again({ dayOne: 'day-after' }), `Leaves the start out and counts from the day after. In this document the start is Day 1: ${rule}.`);
    } else {
      made('start-counted', again({ dayOne: 'trigger-day' }), `Counts the start, ${formatDate(start)}, as day 1. The day after it is day 1.`);
      made('counted-from-day-after', again({}, unit === 'working-day' ? (calendar.addWorkingDays(start, 1) ?? start) : addCalendarDays(start, 1)), 'Takes the day after the start as day 0. It is day 1.');
    }
  }
  if (amount?.kind === 'span' && amount.way === 'before' && (amount.max ?? amount.min ?? 0) > 0) {
    made('wrong-direction', again({ amount: { ...amount, way: 'after' } }), `Counts on from the day, and not back: ${rule}.`);
  }
  const opensLater = numbered ? amount.first !== null && amount.first !== amount.last : amount?.kind === 'span' && (amount.min ?? 0) > 0 && amount.min !== amount.max;
  if (opensLater) {
    made('other-end', endOfLimit(limit, start, end === 'first' ? 'last' : 'first', calendar)?.end, `That is the ${end === 'first' ? 'last' : 'first'} day of the window: ${rule}.`);
  }
  const own = idsOfStart(limit.from);
  for (const [id, date] of Object.entries(on)) {
    if (own.includes(id) || date === start) continue;
    made('another-start', again({}, date), `Counts from another day: ${uncapitalThe(happening(id, rules))} on ${formatDate(date)}. The limit is: ${rule}.`);
  }
  // Before the count has begun nobody takes a day for its last: such a slip would fool no one.
  const isBack = amount?.kind === 'span' && amount.way === 'before';
  return found.filter((wrong) => wrong !== null).filter(({ date }) => (isBack ? date <= start || date > right.end : date > start || date === start && startIsDayOne));
}

/** On which day hours end that begin at some time of a day. */
function hoursEnd(hours: number): string {
  const days = Math.ceil(hours / 24);
  return `${countOf(hours, 'hour')} from one day ${hours === 1 ? 'ends' : 'end'} ${days === 1 ? 'on the next' : `${days} days later`}`;
}

const uncapitalThe = (text: string): string => text.replace(/^The /, 'the ').replace(/^A /, 'a ');
