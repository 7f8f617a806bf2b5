import {
  addCalendarDays, calendarDaysBetween, formatDate, formatShortDate, weekdayOf, WEEKDAYS, type IsoDate,
} from '../../calendar/iso-date.ts';
import { joined } from '../../engine/words.ts';
import { h, type Drawn } from './node.ts';

/** How a date was reached, as the engine gives it. */
interface Count {
  start: IsoDate;
  /** What happened on the start, in a word or two for its cell: "referral received". */
  startName: string;
  counted: IsoDate[];
  skipped: { date: IsoDate; reason: string }[];
  end: IsoDate;
}

const MOST_WEEKS = 8;
const WEEKS_KEPT = 3;

/**
 * How a date was reached: a table with a week a row, Monday first, in which every day counted has its number and every
 * day skipped its name. Of a count over more than eight weeks the middle weeks are folded into a line.
 *
 * @example ledger({ start: '2026-03-27', startName: 'referral', counted: [...], skipped: [...], end: '2026-03-31' })
 */
export function ledger(count: Count): Drawn {
  const days = [count.start, count.end, ...count.counted, ...count.skipped.map(({ date }) => date)].sort();
  const first = mondayOf(days[0] ?? count.start);
  const last = mondayOf(days.at(-1) ?? count.end);
  const mondays = Array.from({ length: calendarDaysBetween(first, last) / 7 + 1 }, (_, week) => addCalendarDays(first, week * 7));
  const folded = mondays.length > MOST_WEEKS ? mondays.slice(WEEKS_KEPT, -WEEKS_KEPT) : [];
  const rows = mondays.filter((monday) => !folded.includes(monday)).map((monday) => weekRow(monday, count));
  if (folded.length > 0) rows.splice(WEEKS_KEPT, 0, foldedRow(folded, count));
  return h('table', { class: 'ledger' },
    h('caption', { class: 'govuk-visually-hidden' }, `Each day from ${formatDate(count.start)} to ${formatDate(count.end)}`),
    h('thead', {}, h('tr', {}, WEEKDAYS.map((name) => h('th', { scope: 'col' },
      h('span', {}, name.slice(0, 3)), h('span', { class: 'govuk-visually-hidden' }, name.slice(3)))))),
    h('tbody', {}, rows));
}

function weekRow(monday: IsoDate, count: Count): Drawn {
  return h('tr', {}, WEEKDAYS.map((_, place) => cell(addCalendarDays(monday, place), place, count)));
}

function cell(date: IsoDate, place: number, count: Count): Drawn {
  const number = count.counted.indexOf(date) + 1;
  const skipped = count.skipped.find((day) => day.date === date);
  const isStart = date === count.start;
  const isEnd = date === count.end;
  const inside = isStart || isEnd || number > 0 || skipped !== undefined;
  const weekend = place > 4;
  const state = [
    'ledger__cell',
    !inside && 'ledger__cell--outside',
    skipped !== undefined && (isWeekendReason(date, skipped.reason) ? 'ledger__cell--weekend' : 'ledger__cell--holiday'),
    isStart && 'ledger__cell--start',
    isEnd && 'ledger__cell--end',
  ].filter(Boolean).join(' ');
  return h('td', { class: state },
    h('time', { class: 'ledger__date', datetime: date }, place === 0 || date.endsWith('-01') || isStart ? monthDay(date) : String(Number(date.slice(8)))),
    skipped === undefined ? null : h('span', { class: 'ledger__name' }, weekend && isWeekendReason(date, skipped.reason) ? 'skipped' : skipped.reason),
    isStart ? h('span', { class: 'ledger__name ledger__name--start' }, count.startName) : null,
    number === 0 ? null : h('span', { class: 'ledger__number' }, h('span', { class: 'govuk-visually-hidden' }, 'counted '), String(number)),
    isEnd && number === 0 ? h('span', { class: 'ledger__name' }, 'the day itself') : null);
}

function foldedRow(mondays: IsoDate[], { counted, skipped }: Count): Drawn {
  const first = mondays[0] ?? '';
  const end = addCalendarDays(mondays.at(-1) ?? first, 6);
  const numbers = counted.map((date, place) => ({ date, number: place + 1 })).filter(({ date }) => date >= first && date <= end);
  const named = skipped.filter(({ date, reason }) => date >= first && date <= end && !isWeekendReason(date, reason));
  const span = numbers.length === 0 ? 'no day counted' : `days ${numbers[0]?.number ?? 0} to ${numbers.at(-1)?.number ?? 0}`;
  return h('tr', { class: 'ledger__fold' }, h('td', { colspan: 7 },
    `${formatShortDate(first)} to ${formatShortDate(end)}: ${span}, weekends skipped`,
    named.length === 0 ? '' : `, and ${joined(named.map(({ date, reason }) => `${reason} (${formatShortDate(date)})`), 'and')}`));
}

function monthDay(date: IsoDate): string {
  const [, day = '', month = ''] = formatShortDate(date).split(' ');
  return `${day} ${month.slice(0, 3)}`;
}

function isWeekendReason(date: IsoDate, reason: string): boolean {
  return weekdayOf(date) > 5 && /^(?:a )?(?:saturday|sunday|weekend)/i.test(reason);
}

function mondayOf(date: IsoDate): IsoDate {
  return addCalendarDays(date, 1 - weekdayOf(date));
}
