/**
 * One case on one axis, a lane a document. The drawing is for the eye alone: the same facts stand beside it as a list,
 * which a narrow screen shows and a wide one keeps for those who listen.
 */
import { addCalendarDays, calendarDaysBetween, formatShortDay, MONTHS, weekdayOf, type IsoDate } from '../../calendar/iso-date.ts';
import { englandAndWales } from '../../calendar/working-days.ts';
import type { CellStatus } from '../../compare/cells.ts';
import type { Lane, LaneMark, Lanes } from '../../compare/lanes.ts';
import { eventText, joined } from '../../engine/words.ts';
import type { Id, Vocabulary } from '../../policy/model.ts';
import { dateTime } from './date.ts';
import { h, type Children, type Drawn } from './node.ts';

/** Where something that is written stands: every label must keep inside the frame and off the others. */
export interface LabelBox { text: string; x: number; y: number; width: number; height: number }

interface Axis { width: number; days: IsoDate[]; dayWidth: number; left(day: IsoDate): number; right(day: IsoDate): number }

interface LaneNames {
  title: (policy: Id) => string;
  isNational: (policy: Id) => boolean;
  href: (policy: Id) => string;
  /** What the document's silence on a row means. */
  status: (policy: Id, dimension: Id) => CellStatus;
  vocabulary: Pick<Vocabulary, 'events'>;
}

const WIDE = 766;
const NARROW = 340;
const PITCH = 22;
const NARROW_PITCH = 11;
const PADDING = 7;
/** Above the bars: the row of rings, where the document starts to count. */
const RINGS = 12;
/** Above a bar that leaves its label no room on either side. */
const LABEL_ROW = 15;
/** The average advance of a character of 13 pixels, with a little to spare. */
const LETTER = 6.5;
const LABEL_HEIGHT = 14;
const STAIR = 15;
const GAP = 8;

/**
 * The lanes of a case.
 *
 * @param on the dates of the case, named on the axis
 * @example drawLanes(caseLanes(set, ids, given), given.on, names)
 */
export function drawLanes(lanes: Lanes, on: Readonly<Record<Id, IsoDate>>, names: LaneNames): Drawn {
  const [wide, narrow] = [axisOf(lanes, WIDE), axisOf(lanes, NARROW)];
  const events = Object.entries(on).map(([id, date]) => ({ id, date })).sort((one, other) => one.date.localeCompare(other.date));
  const last = lanes.rows.at(-1);
  return h('div', { class: 'lanes' },
    h('div', { class: 'lanes__case' }, h('h3', { class: 'lanes__case-title' }, 'The case'),
      h('ul', {}, events.map(({ id, date }) => h('li', {}, dateTime(date), `: ${eventText(id, names.vocabulary)}`)))),
    h('div', { class: 'lanes__head', 'aria-hidden': 'true' }, drawHead(wide, events, names), h('span', { class: 'lanes__asked' }, last?.title ?? '')),
    h('ol', { class: 'lanes__list' }, lanes.lanes.map((lane) => drawLane(lane, { wide, narrow, events: events.map(({ date }) => date), names, asked: last?.dimension ?? null }))));
}

/** @example axisOf(lanes, 766).left('2026-04-01') // where that day begins */
export function axisOf({ from, to }: Pick<Lanes, 'from' | 'to'>, width: number): Axis {
  const days = Array.from({ length: calendarDaysBetween(from, to) + 1 }, (_, place) => addCalendarDays(from, place));
  const dayWidth = width / days.length;
  const left = (day: IsoDate) => tenth(calendarDaysBetween(from, day) * dayWidth);
  return { width, days, dayWidth, left, right: (day) => tenth((calendarDaysBetween(from, day) + 1) * dayWidth) };
}

const tenth = (number: number): number => Math.round(number * 10) / 10;

// ---- the head: the case as a stair, then the calendar ------------------------------------------------------------

const EARLIEST_LETTERS = 15;

/** The labels of the case, each on a step of its own; to the left of its day where it would leave the frame. */
export function stairLabels(axis: Axis, events: readonly { id: Id; date: IsoDate }[], vocabulary: Pick<Vocabulary, 'events'>): (LabelBox & { anchor: 'start' | 'end'; day: string; rest: string })[] {
  return events.map(({ id, date }, place) => {
    const [day, rest] = [formatShortDay(date), ` ${eventText(id, vocabulary)}`];
    const width = (day.length + rest.length) * LETTER;
    const middle = (axis.left(date) + axis.right(date)) / 2;
    const fits = middle + width <= axis.width;
    return { text: `${day}${rest}`, day, rest, x: fits ? middle : middle - width, y: place * STAIR, width, height: LABEL_HEIGHT, anchor: fits ? 'start' : 'end' };
  });
}

function drawHead(axis: Axis, events: { id: Id; date: IsoDate }[], { vocabulary }: LaneNames): Drawn {
  const labels = stairLabels(axis, events, vocabulary);
  const top = labels.length * STAIR + 4;
  const height = top + 48;
  const everyDay = axis.dayWidth >= EARLIEST_LETTERS;
  const named = axis.days.filter((day) => everyDay || weekdayOf(day) === 1);
  const middle = (day: IsoDate) => middleOf(axis, day);
  return h('svg', { class: 'lane__drawing', viewBox: `0 0 ${axis.width} ${height}`, focusable: 'false' },
    shades(axis, top + 16, height),
    events.map(({ date }, place) => eventLine(axis, date, place * STAIR + 4, height)),
    labels.map(({ x, width, y, anchor, day, rest }) => h('text', { class: 'lane__label', x: anchor === 'start' ? x + 4 : x + width - 4, y: y + 11, 'text-anchor': anchor },
      h('tspan', { class: 'lane__label-date' }, day), rest)),
    axis.days.filter((day, place) => place === 0 || day.endsWith('-01')).map((day, place, all) => {
      const next = all[place + 1];
      const isTight = next !== undefined && axis.left(next) - axis.left(day) < 64;
      return isTight ? null : h('text', { class: 'lane__month', x: axis.left(day) + 2, y: top + 12 }, monthName(day));
    }),
    named.map((day) => [
      everyDay ? h('text', { class: 'lane__weekday', x: middle(day), y: top + 28, 'text-anchor': 'middle' }, 'MTWTFSS'[weekdayOf(day) - 1]!) : null,
      h('text', { class: 'lane__day', x: middle(day), y: top + 43, 'text-anchor': 'middle' }, String(Number(day.slice(8)))),
    ]));
}

const monthName = (day: IsoDate): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';

function shades(axis: Axis, top: number, bottom: number): Children {
  return axis.days.flatMap((day) => {
    const isHoliday = englandAndWales.holidayName(day) !== null;
    if (!isHoliday && weekdayOf(day) < 6) return [];
    return [h('rect', { class: `lane__shade${isHoliday ? ' lane__shade--holiday' : ''}`, x: axis.left(day), y: top, width: tenth(axis.right(day) - axis.left(day)), height: bottom - top })];
  });
}

// ---- a lane ------------------------------------------------------------------------------------------------------

interface LaneSetting { wide: Axis; narrow: Axis; events: IsoDate[]; names: LaneNames; asked: Id | null }

function drawLane(lane: Lane, { wide, narrow, events, names, asked }: LaneSetting): Drawn {
  const isNational = names.isNational(lane.policy);
  const answers = lane.marks.filter(({ dimension }) => dimension === asked);
  return h('li', { class: `lane${isNational ? ' lane--national' : ''}`, 'data-key': `lane-${lane.policy}`, 'data-lane': lane.policy },
    h('div', { class: 'lane__who' },
      h('h3', { class: 'lane__name' }, h('a', { href: names.href(lane.policy) }, names.title(lane.policy))),
      h('p', { class: 'lane__counts' }, lane.starts.length === 0 ? 'Counts from nothing in this case' : `Counts from: ${joined(lane.starts.map(({ event }) => eventText(event, names.vocabulary)), 'and')}`)),
    h('div', { class: 'lane__strip' },
      lane.marks.length === 0
        ? h('p', { class: 'lane__none' }, 'No date can be worked out.')
        : [drawGround(wide, events), drawStrip(lane, wide, events, true), drawStrip(lane, narrow, events, false)]),
    h('div', { class: 'lane__answer' }, answers.length === 0 ? h('p', {}, 'No date') : answers.map((mark) => answer(mark, answers.length > 1))),
    h('ul', { class: 'lane__facts' },
      lane.marks.map((mark) => h('li', {}, factText(mark))),
      lane.undated.map(({ title, why, dimension }) => h('li', {}, `${title}: ${why === 'no-limit' && names.status(lane.policy, dimension) === 'not-in-extract' ? 'not in the extract' : WHY[why]}`))));
}

const WHY = { 'no-limit': 'no limit is stated', 'no-number': 'no number of days', waiting: 'no date yet, because what it counts from has none' } as const;

function answer(mark: LaneMark, areSeveral: boolean): Drawn {
  const { to, outer, late, asWritten, isConflict, isRange, applies, isProjected } = mark;
  return h('div', { class: 'lane__due' },
    h('p', { class: 'lane__date' }, h('span', { class: 'lane__asked' }, `${mark.title}: `), dateTime(to, 'short'), outer === to ? null : [isConflict && !isRange ? ' or ' : ' to ', dateTime(outer, 'short')]),
    h('p', { class: 'lane__words' },
      isProjected ? 'Projected, at the latest. ' : null,
      isConflict ? 'No day suits every reading. ' : outer === to ? null : 'Depends on how it is read. ',
      asWritten === null ? null : `“${asWritten}”`,
      areSeveral && applies === 'unknown' ? ', if it applies' : null,
      late === null ? null : [h('br', {}), 'Another of its limits lets it go on to ', dateTime(late, 'short'), ': ', h('strong', { class: 'lane__late' }, 'late'), '.']));
}

function factText({ title, from, to, outer, kind, late, isConflict, isRange, isProjected, otherwise }: LaneMark): Children {
  const other = `${isConflict ? ' or ' : ', or as read otherwise '}${isRange ? 'a day up to ' : ''}`;
  const until = outer === to ? dateTime(to) : [dateTime(to), other, dateTime(outer)];
  const main = kind === 'window' ? ['from ', dateTime(from), ' to ', until] : isProjected ? ['projected, at the latest ', until] : kind === 'given' ? until : ['by ', until];
  return [`${title}: `, main, otherwise === null ? null : `, or as read otherwise ${OTHERWISE[otherwise]}`, late === null ? null : ['; another limit allows ', dateTime(late), ', which is late'], isConflict ? '; no day suits every reading' : null];
}

/** Where each bar of a lane and its label stand. */
interface MarkPlan { mark: LaneMark; y: number; label: LabelBox & { anchor: 'start' | 'end' } }

/** A row a mark; the label to the right of its bar, to the left where it would leave the frame, above it where neither has room. */
export function planLane(marks: readonly LaneMark[], axis: Axis): { height: number; rows: MarkPlan[] } {
  let top = PADDING + RINGS;
  const rows = marks.map((mark): MarkPlan => {
    const text = labelText(mark);
    const width = text.length * LETTER;
    const right = axis.right(mark.late ?? mark.outer) + GAP;
    const left = axis.left(mark.from) - GAP;
    const isBeside = right + width <= axis.width || left - width >= 0;
    if (!isBeside) top += LABEL_ROW;
    const y = top + PITCH / 2;
    top += PITCH;
    const box = { text, width, height: LABEL_HEIGHT };
    if (right + width <= axis.width) return { mark, y, label: { ...box, x: right, y: y - LABEL_HEIGHT / 2, anchor: 'start' } };
    if (left - width >= 0) return { mark, y, label: { ...box, x: left - width, y: y - LABEL_HEIGHT / 2, anchor: 'end' } };
    const x = Math.max(Math.min(axis.left(mark.from), axis.width - width), 0);
    return { mark, y, label: { ...box, x, y: y - PITCH / 2 - LABEL_HEIGHT + 3, anchor: 'start' } };
  });
  return { height: top + PADDING, rows };
}

function labelText({ title, to, outer, late, kind, from, isRange, otherwise }: LaneMark): string {
  const first = kind === 'window' ? `${formatShortDay(from)} to ${formatShortDay(to)}` : formatShortDay(to);
  const other = outer === to ? '' : `${kind === 'window' ? ',' : ''} or ${isRange ? 'up to ' : ''}${formatShortDay(outer)}`;
  return `${title} ${first}${other}${otherwise === null ? '' : `, or ${OTHERWISE[otherwise]}`}${late === null ? '' : `; allowed to ${formatShortDay(late)}, late`}`;
}

/** What stands for the day that a reading does not give. */
const OTHERWISE = { waiting: 'no date yet', 'no-limit': 'no limit' } as const;

function drawStrip(lane: Lane, axis: Axis, events: IsoDate[], isWide: boolean): Drawn {
  const plan = planLane(lane.marks, axis);
  const rings = isWide ? PADDING + RINGS / 2 : 6;
  const rows = plan.rows.map(({ mark, y, label }, place) => ({ mark, label, y: isWide ? y : 12 + place * NARROW_PITCH + NARROW_PITCH / 2 }));
  const bottom = isWide ? plan.height : 14 + rows.length * NARROW_PITCH;
  const height = isWide ? bottom : bottom + 14;
  return h('svg', { class: `lane__drawing lane__drawing--${isWide ? 'wide' : 'narrow'}`, viewBox: `0 0 ${axis.width} ${height}`, 'aria-hidden': 'true', focusable: 'false' },
    isWide ? null : [shades(axis, 0, bottom), events.map((day) => eventLine(axis, day, 0, bottom))],
    rows.map(({ mark, y }) => drawMark(mark, y, axis, isWide ? 1 : 0.62)),
    lane.starts.map(({ date }) => h('circle', { class: 'lane__ring', cx: middleOf(axis, date), cy: rings, r: isWide ? 4.5 : 3.5 })),
    isWide ? rows.map(({ label }) => h('text', { class: 'lane__label', x: label.anchor === 'start' ? label.x : label.x + label.width, y: label.y + 11.5, 'text-anchor': label.anchor }, label.text)) : null,
    isWide ? null : axis.days.filter((day) => weekdayOf(day) === 1).map((day) => h('text', { class: 'lane__day', x: middleOf(axis, day), y: height - 2, 'text-anchor': 'middle' }, String(Number(day.slice(8))))));
}

/** Weekends, bank holidays and the days of the case, behind a lane and as high as it is, so that the columns run on from lane to lane. */
function drawGround(axis: Axis, events: IsoDate[]): Drawn {
  return h('svg', { class: 'lane__ground', viewBox: `0 0 ${axis.width} 100`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' },
    shades(axis, 0, 100), events.map((day) => eventLine(axis, day, 0, 100)));
}

const middleOf = (axis: Axis, day: IsoDate): number => tenth((axis.left(day) + axis.right(day)) / 2);

const eventLine = (axis: Axis, day: IsoDate, top: number, bottom: number): Drawn =>
  h('line', { class: 'lane__event', x1: middleOf(axis, day), x2: middleOf(axis, day), y1: top, y2: bottom });

function drawMark({ kind, from, to, outer, late, isConflict }: LaneMark, y: number, axis: Axis, scale: number): Children {
  const span = (name: string, first: number, last: number, height: number) =>
    h('rect', { class: `lane__bar lane__bar--${name}`, x: first, y: tenth(y - (height * scale) / 2), width: tenth(Math.max(last - first, 2)), height: tenth(height * scale) });
  const end = axis.right(to);
  const start = axis.left(from);
  const block = span('last', axis.left(to), end, 15);
  return [
    kind === 'window' ? span('window', start, end, 12) : null,
    kind === 'projected' && from !== to ? span('projected', start, end, 10) : null,
    kind === 'stretch' ? span('stretch', start, end, 6) : null,
    outer === to ? null : span('doubt', isConflict ? axis.left(to) : end, axis.right(outer), 11),
    late === null ? null : span('late', axis.right(outer), axis.right(late), 11),
    kind === 'window' || isConflict ? null : block,
  ];
}

/** What the marks mean, in the words that stand beside them too. */
export function drawLaneKey(): Drawn {
  const sample = (name: string, children: Children) => h('svg', { class: 'lanes__sample', width: 30, height: 15, viewBox: '0 0 30 15', 'aria-hidden': 'true', focusable: 'false', 'data-key': `sample-${name}` }, children);
  const bar = (name: string, height: number, width = 30) => h('rect', { class: `lane__bar lane__bar--${name}`, x: 0, y: (15 - height) / 2, width, height });
  const items: [string, Children, string][] = [
    ['ring', h('circle', { class: 'lane__ring', cx: 15, cy: 7.5, r: 4.5 }), 'the document counts from here'],
    ['window', bar('window', 12), 'the days on which it may be done'],
    ['last', bar('last', 15, 14), 'the last day'],
    ['projected', bar('projected', 10), 'projected: it counts from something still to come'],
    ['doubt', bar('doubt', 11), 'depends on how the words are read'],
    ['late', bar('late', 11), 'allowed, but something is then late'],
    ['shade', [h('rect', { class: 'lane__shade', x: 0, y: 0, width: 15, height: 15 }), h('rect', { class: 'lane__shade lane__shade--holiday', x: 15, y: 0, width: 15, height: 15 })], 'weekend, bank holiday'],
  ];
  return h('ul', { class: 'lanes__key' }, items.map(([name, children, words]) => h('li', {}, sample(name, children), ' ', words)));
}
