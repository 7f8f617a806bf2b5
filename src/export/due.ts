/** The day of a step in a timetable: the one to work to, or its own where it has one. */
import type { IsoDate } from '../calendar/iso-date.ts';
import type { LimitEntry, LimitReading, TimetableStep } from '../engine/types.ts';
import type { Id, Limit, Step } from '../policy/model.ts';

/**
 * What the day of a step is:
 * `decided` the last day of a decision whose outcome was given without its day, which is never due any more;
 * `due` the last day; `due-on` the only day; `work-to` the day that suits every reading, or the last working day before a last day that is
 * none, or the last that leaves time for what follows; `projected` its last safe day, from a start that has not
 * happened; `undecided` the earliest last day, where no day suits every reading; `about` the end of an approximate count,
 * never late; `not-before` a first day without a last.
 */
type DueKind = 'done' | 'decided' | 'planned' | 'due' | 'due-on' | 'work-to' | 'projected' | 'undecided' | 'about' | 'not-before';

/** The day of a step, and what it is. */
export interface Due {
  kind: DueKind;
  day: IsoDate;
  /** The first day of a stretch that opens later than its start, such as working day 7 to 13; null where it opens at once. */
  from: IsoDate | null;
  /** Whether two readings that stand give different dates. */
  inDoubt: boolean;
}

/**
 * Of several limits of a step that hold at once, those that end first; empty where they end on one day, or one stands alone.
 *
 * @example soonerLimits(step).map(({ address }) => address) // ['report-to-panel/overall']
 */
export function soonerLimits({ limits, safe, done }: TimetableStep): LimitEntry[] {
  const isEnd = ({ applies, readings }: LimitEntry, day: IsoDate | null = null) =>
    applies === 'yes' && readings.some(({ stands, latest, approximate }) => stands && latest !== null && !approximate && (day === null || latest === day));
  const ending = limits.filter((limit) => isEnd(limit));
  const binding = done !== null || safe?.latest == null ? [] : ending.filter((limit) => isEnd(limit, safe.latest));
  return binding.length === ending.length ? [] : binding;
}

/** A reading that stands, with the limit it reads. */
export interface StandingReading { limit: LimitEntry; reading: LimitReading }

/**
 * The day that a step is to be worked to, or its own where it has one; null where it has none.
 *
 * @example dueOf(step) // { kind: 'work-to', day: '2026-04-07', from: null, inDoubt: true }
 */
export function dueOf(step: TimetableStep): Due | null {
  const due = dayOf(step);
  return due && { ...due, from: firstDay(step, due.day), inDoubt: isInDoubt(step) };
}

/** The step on whose day another is done and has no other limit; null where it has days of its own, or a date or an outcome was given for it. */
export function dayBorrowedFrom({ done, planned, conflict, outcome }: TimetableStep, { limits }: Step): Id | null {
  const [limit] = limits;
  if (done !== null || planned !== null || conflict !== null || outcome !== null || limit === undefined || limits.length > 1 || limit.doubt !== null) return null;
  if (limit.amount?.kind !== 'span' || limit.amount.written !== 'sameDayAs' || limit.from === null) return null;
  return 'step' in limit.from ? limit.from.step : null;
}

/**
 * The start, not yet come, back from which the day of a projected step is counted; null where none is. The day takes that
 * start for its last safe day: where it comes sooner the step is due sooner, and nothing that happens says so in time.
 *
 * @example countedBackFrom(step, rule) // 'rapid-review-meeting', of papers due 2 days before it
 */
export function countedBackFrom(step: TimetableStep, { limits }: Step): Id | null {
  if (step.state !== 'projected' || step.planned !== null || step.conflict !== null) return null;
  const countsBack = ({ amount, doubt }: Limit) => [amount, ...(doubt?.readings.map(({ changes }) => changes.amount ?? null) ?? [])].some((one) => one?.kind === 'span' && one.way === 'before');
  const back = limits.filter(countsBack).map(({ address }) => address);
  const found = standingReadings(step).find(({ limit, reading: { from, latest } }) =>
    back.includes(limit.address) && from?.basis === 'projected' && from.earliest !== from.date && latest !== null && latest <= from.date);
  return found?.reading.from?.id ?? null;
}

/** The readings of a step that count: none that the document rules out, unless someone chose it, and none of a limit that does not apply. */
export function standingReadings({ limits }: TimetableStep): StandingReading[] {
  return limits.filter(({ applies }) => applies !== 'no')
    .flatMap((limit) => limit.readings.filter(({ stands }) => stands).map((reading) => ({ limit, reading })));
}

/**
 * What stands before the day of a step.
 *
 * @example dueWords(due) // 'Work to'
 */
export function dueWords({ kind, from }: Pick<Due, 'kind' | 'from'>): string {
  switch (kind) {
    case 'done': return 'Done';
    case 'decided': return from === null ? 'Decided, on a day not given; due by' : 'Decided, on a day not given; due between';
    case 'planned': return 'Planned for';
    case 'due': return from === null ? 'Due by' : 'Between';
    case 'due-on': return 'Due on';
    case 'work-to': return from === null ? 'Work to' : 'Between';
    case 'projected': return from === null ? 'Projected, at the latest' : 'Projected, between';
    case 'undecided': return 'Someone must decide; earliest last day';
    case 'about': return 'About';
    case 'not-before': return 'Not before';
  }
}

function dayOf(step: TimetableStep): { kind: DueKind; day: IsoDate } | null {
  const { state, done, planned, outcome } = step;
  if (done !== null) return { kind: 'done', day: done };
  if (state === 'not-applicable' || state === 'not-in-force') return null;
  if (planned !== null) return { kind: 'planned', day: planned };
  const open = openDayOf(step);
  return open !== null && outcome !== null ? { kind: 'decided', day: open.day } : open;
}

/** The day of a step that is still to be done. */
function openDayOf(step: TimetableStep): { kind: DueKind; day: IsoDate } | null {
  const { state, safe, workTo, conflict, lateIfLater } = step;
  if (state !== 'due' && state !== 'projected') return null;
  const readings = standingReadings(step).map(({ reading }) => reading);
  const earliestLast = (approximate: boolean) =>
    readings.flatMap((reading) => (reading.latest !== null && reading.approximate === approximate ? [reading.latest] : [])).sort()[0] ?? null;
  if (conflict !== null) {
    const day = earliestLast(false);
    return day === null ? null : { kind: 'undecided', day };
  }
  const last = workTo ?? safe?.latest ?? null;
  if (last !== null) {
    if (state === 'projected') return { kind: 'projected', day: lateIfLater?.after ?? last };
    if (lateIfLater?.after != null) return { kind: 'work-to', day: lateIfLater.after };
    return { kind: last !== safe?.latest || isInDoubt(step) ? 'work-to' : last === safe?.earliest ? 'due-on' : 'due', day: last };
  }
  const about = earliestLast(true);
  if (about !== null) return { kind: 'about', day: about };
  return safe?.earliest == null ? null : { kind: 'not-before', day: safe.earliest };
}

function isInDoubt(step: TimetableStep): boolean {
  const readings = standingReadings(step);
  return step.limits.some((limit) => new Set(readings.filter((one) => one.limit === limit)
    .map(({ reading: { state, earliest, latest } }) => `${earliest ?? ''} ${latest ?? ''} ${latest === null ? state : ''}`)).size > 1);
}

function firstDay(step: TimetableStep, day: IsoDate): IsoDate | null {
  if (step.done !== null || step.planned !== null || step.conflict !== null) return null;
  const opensLater = standingReadings(step).some(({ reading: { earliest, from, state } }) =>
    state === 'due' && earliest !== null && from !== null && earliest > from.date);
  const first = step.safe?.earliest ?? null;
  return opensLater && first !== null && first < day ? first : null;
}
