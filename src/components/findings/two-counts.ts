/**
 * Two counts on one calendar: a box for each counted day with its number, gaps where days are skipped, and a rule where
 * the limit ends. For the eye alone: the example says the same in words.
 */
import { addCalendarDays, calendarDaysBetween, formatShortDate, weekdayOf, type IsoDate } from '../../calendar/iso-date.ts';
import { englandAndWales } from '../../calendar/working-days.ts';
import type { CountRow } from '../../findings/finding.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';

/** More days than this would leave a box no room for its number. */
const MOST_DAYS = 36;
const WIDEST = 640;
const WIDEST_DAY = 24;
const BOX = 24;
/** The months, and under them the days. */
const AXIS = 34;
const GAP = 6;
/** On a phone a week is a row, of seven days in so much room. */
const NARROW_DAY = 44;

/**
 * The counts of an example, the limit that is broken above the chain that breaks it.
 *
 * @param counts the limit comes last
 * @returns null where there are too many days to draw
 * @example drawTwoCounts(finding.example.counts)
 */
export function drawTwoCounts(counts: readonly CountRow[]): Drawn | null {
  const limit = counts.at(-1);
  const chain = counts.slice(0, -1);
  if (limit === undefined || chain.length === 0) return null;
  const days = [...counts.flatMap(({ from, end }) => [from, end])].sort();
  const [first, last] = [days[0]!, days.at(-1)!];
  const count = calendarDaysBetween(first, last) + 1;
  if (count > MOST_DAYS) return null;
  const axis: Axis = { first, days: daysFrom(first, count), day: Math.min(WIDEST_DAY, WIDEST / count) };
  const weeks = mondaysOf(axis.days).map((monday): Axis => ({ first: monday, days: daysFrom(monday, 7), day: NARROW_DAY }));
  const where = (text: string) => h('span', { class: 'counts__where' }, text);
  return h('div', { class: 'counts' },
    h('p', { class: 'counts__name' }, where('Above: '), rowName([limit])),
    drawRow(axis, [limit], limit.end, true),
    h('p', { class: 'counts__name' }, where('Below: '), rowName(chain), chain.at(-1)!.end > limit.end ? h('strong', { class: 'counts__late' }, `, to ${formatShortDate(chain.at(-1)!.end)}: too late`) : ''),
    drawRow(axis, chain, limit.end, false),
    h('div', { class: 'counts__weeks' }, weeks.map((week) => [drawRow(week, [limit], limit.end, true), drawRow(week, chain, limit.end, false)])));
}

interface Axis { first: IsoDate; days: IsoDate[]; day: number }

const daysFrom = (first: IsoDate, count: number): IsoDate[] => Array.from({ length: count }, (_, place) => addCalendarDays(first, place));
const mondaysOf = (days: readonly IsoDate[]): IsoDate[] => [...new Set(days.map((day) => addCalendarDays(day, 1 - weekdayOf(day))))];

const rowName = (counts: readonly CountRow[]): string => counts.map(({ title }) => title).join(', then ');

function drawRow(axis: Axis, counts: readonly CountRow[], limit: IsoDate, isLimit: boolean): Drawn {
  const top = isLimit ? AXIS : 0;
  const height = top + BOX + GAP * 2;
  const right = left(axis, limit) + axis.day;
  const isHere = (day: IsoDate) => axis.days.includes(day);
  const width = round(axis.days.length * axis.day);
  return h('svg', { class: 'counts__row', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    axis.days.filter((day) => englandAndWales.isWorkingDay(day) === false).map((day) => h('rect', {
      class: weekdayOf(day) > 5 ? 'counts__weekend' : 'counts__holiday', x: round(left(axis, day)), y: top, width: round(axis.day), height: height - top,
    })),
    isLimit ? axis.days.map((day, place) => dayName(axis, day, place)) : null,
    counts.map((count, place) => [
      // Where one count begins on the last day of another, or on the first it counts, the box says it.
      place > 0 || count.counted[0] === count.from || !isHere(count.from) ? null : h('circle', { class: 'counts__start', cx: round(left(axis, count.from) + axis.day / 2), cy: top + GAP + BOX / 2, r: 5 }),
      count.counted.map((day, number) => (isHere(day) ? box(axis, day, number + 1, top + GAP, stateOf(day, { count, place, limit, isLimit })) : null)),
    ]),
    !isHere(limit) ? null : h('line', { class: 'counts__limit', x1: round(right), y1: top, x2: round(right), y2: height }));
}

function stateOf(day: IsoDate, { count, place, limit, isLimit }: { count: CountRow; place: number; limit: IsoDate; isLimit: boolean }): string {
  if (!isLimit && day > limit) return 'late';
  if (day === count.end && isLimit) return 'end';
  return place % 2 === 1 ? 'second' : 'first';
}

function box(axis: Axis, day: IsoDate, number: number, y: number, state: string): Children {
  const x = left(axis, day);
  return [
    h('rect', { class: `counts__box counts__box--${state}`, x: round(x + 1), y, width: round(axis.day - 2), height: BOX }),
    h('text', { class: `counts__number counts__number--${state}`, x: round(x + axis.day / 2), y: y + BOX / 2 + 5, 'text-anchor': 'middle' }, String(number)),
  ];
}

/** The days of the month; over the first day, and over each first of a month, its name. */
function dayName(axis: Axis, day: IsoDate, place: number): Children {
  const [dayOfMonth = '', month = ''] = formatShortDate(day).split(' ').slice(-2);
  const isNamed = place === 0 || day.endsWith('-01');
  return [
    isNamed ? h('text', { class: 'counts__day', x: round(left(axis, day) + 1), y: 12 }, month.slice(0, 3)) : null,
    h('text', { class: 'counts__day', x: round(left(axis, day) + axis.day / 2), y: 28, 'text-anchor': 'middle' }, dayOfMonth),
  ];
}

const left = ({ first, day }: Axis, date: IsoDate): number => calendarDaysBetween(first, date) * day;
const round = (number: number): number => Math.round(number * 10) / 10;
