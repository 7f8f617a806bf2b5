/** The steps of a timetable by the day each is to be worked to, for whatever carries them away: calendar, table, text, sheet. */
import { formatDate, type IsoDate } from '../calendar/iso-date.ts';
import type { LimitEntry, LimitReading, StepState, TimetableStep } from '../engine/types.ts';
import type { Id, Step } from '../policy/model.ts';
import { closed, nameOf, ruleOf, shownLimits, type WorkedCase } from './worked-case.ts';

/**
 * What the day of a step is:
 * `due` the last day; `work-to` the day that suits every reading, or the last working day before a last day that is
 * none; `projected` its last safe day, from a start that has not happened; `undecided` the earliest last day, where no
 * day suits every reading; `about` the end of an approximate count, never late; `not-before` a first day without a last.
 */
export type DueKind = 'done' | 'planned' | 'due' | 'work-to' | 'projected' | 'undecided' | 'about' | 'not-before';

/** The day of a step, and what it is. */
export interface Due {
  kind: DueKind;
  day: IsoDate;
  /** The first day of a stretch that opens later than its start, such as working day 7 to 13; null where it opens at once. */
  from: IsoDate | null;
  /** Whether two readings that stand give different dates. */
  inDoubt: boolean;
}

export interface DueDate extends Due {
  step: TimetableStep;
  rule: Step;
  /** What else is done on the day of this step, because the document only says so. */
  sameDay: { step: TimetableStep; rule: Step }[];
}

export interface UndatedStep { step: TimetableStep; rule: Step; because: string }

/** A reading that stands, with the limit it reads. */
export interface StandingReading { limit: LimitEntry; reading: LimitReading }

export interface DueDates {
  /** By day, and in the document's order within a day. */
  dated: DueDate[];
  /** In the document's order, those that are not on the path last. */
  undated: UndatedStep[];
}

const NO_DAY: Partial<Record<StepState, string>> = {
  'sets-the-clock': 'It starts the clock itself.',
  'no-limit': 'No limit stated.',
  'not-in-force': 'Its limit was not in force then.',
  'not-applicable': 'Not on this path.',
};

/**
 * Sorts the steps of a case into those with a day and those without. A step that is only to be done on the day of
 * another stands under that one, until one of them has a date of its own.
 *
 * @example dueDates(worked).dated.map(({ day, step }) => `${day} ${step.id}`) // ['2026-03-31 send-scoping', ...]
 */
export function dueDates(worked: WorkedCase): DueDates {
  const all = worked.timetable.steps.flatMap((step) => {
    const rule = ruleOf(worked, step.id);
    return rule === undefined ? [] : [{ step, rule, due: dueOf(step) }];
  });
  const hostOf = hosts(all.filter(({ due }) => due !== null));
  const dated = all.flatMap(({ step, rule, due }): DueDate[] => {
    if (due === null || hostOf.has(step.id)) return [];
    const sameDay = all.filter((other) => hostOf.get(other.step.id) === step.id).map((guest) => ({ step: guest.step, rule: guest.rule }));
    return [{ step, rule, ...due, sameDay }];
  }).sort((one, other) => one.day.localeCompare(other.day));
  const undated = all.filter(({ due }) => due === null).map(({ step, rule }) => ({ step, rule, because: whyUndated(worked, step) }))
    .sort((one, other) => Number(one.step.state === 'not-applicable') - Number(other.step.state === 'not-applicable'));
  return { dated, undated };
}

/**
 * The day that a step is to be worked to, or its own where it has one; null where it has none.
 *
 * @example dueOf(step) // { kind: 'work-to', day: '2026-04-07', from: null, inDoubt: true }
 */
export function dueOf(step: TimetableStep): Due | null {
  const due = dayOf(step);
  return due && { ...due, from: firstDay(step, due.day), inDoubt: isInDoubt(step) };
}

/** The step on whose day another is done and has no other limit; null where it has days of its own, or a date was given for it. */
export function dayBorrowedFrom({ done, planned, conflict }: TimetableStep, { limits }: Step): Id | null {
  const [limit] = limits;
  if (done !== null || planned !== null || conflict !== null || limit === undefined || limits.length > 1 || limit.doubt !== null) return null;
  if (limit.amount?.kind !== 'span' || limit.amount.written !== 'sameDayAs' || limit.from === null) return null;
  return 'step' in limit.from ? limit.from.step : null;
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
export function dueWords({ kind, from }: Pick<DueDate, 'kind' | 'from'>): string {
  switch (kind) {
    case 'done': return 'Done';
    case 'planned': return 'Planned for';
    case 'due': return from === null ? 'Due by' : 'Between';
    case 'work-to': return from === null ? 'Work to' : 'Between';
    case 'projected': return from === null ? 'Projected, at the latest' : 'Projected, between';
    case 'undecided': return 'Someone must decide; earliest last day';
    case 'about': return 'About';
    case 'not-before': return 'Not before';
  }
}

/** The day of a step in full, or its first and last day. @example daysInFull(due) // 'Thursday 9 April 2026 and Friday 17 April 2026' */
export function daysInFull({ from, day }: Pick<DueDate, 'from' | 'day'>): string {
  return from === null ? formatDate(day) : `${formatDate(from)} and ${formatDate(day)}`;
}

/**
 * When a step is to be done under one reading, as the end of a sentence; null where that reading gives no date.
 *
 * @example readingDays(reading) // 'by Tuesday 7 April 2026'
 */
export function readingDays({ state, earliest, latest, from, approximate }: LimitReading): string | null {
  if (latest === null) return earliest === null ? null : `not before ${formatDate(earliest)}`;
  const by = `${approximate ? 'about' : 'by'} ${formatDate(latest)}`;
  if (state === 'projected') {
    if (earliest === null || earliest === latest) return `projected, ${by}`;
    return `projected, by ${formatDate(earliest)} if its start comes as early as it may, ${by} if as late`;
  }
  return earliest !== null && earliest !== latest && from !== null && earliest > from.date ? `${formatDate(earliest)} to ${formatDate(latest)}` : by;
}

/**
 * How a reading stands on the day the case is looked at from; null where nothing is late, due or done.
 *
 * @example statusWords(reading, worked) // 'overdue by 4 working days'
 */
export function statusWords({ status, by, byUnit }: LimitReading, { words }: WorkedCase): string | null {
  const days = words.countOf(by ?? 0, byUnit);
  switch (status) {
    case 'overdue': return `overdue by ${days}`;
    case 'due-today': return 'due today';
    case 'done-late': return `done ${days} late`;
    case 'done-on-time': return 'done in time';
    case 'on-time': case null: return null;
  }
}

/** One date that a limit in doubt may mean, and the reasons of each reading that comes to it. */
export interface DateMeant { days: string; because: string[] }

/**
 * What the limits of a step in doubt may mean, each date once, with how late it is under that reading; empty where no
 * reading differs from another.
 *
 * @example datesMeant(worked, due)[0] // { days: 'By Tuesday 7 April 2026.', because: ['The boxes before and after it …'] }
 */
export function datesMeant(worked: WorkedCase, { step, inDoubt }: Pick<DueDate, 'step' | 'inDoubt'>): DateMeant[] {
  if (!inDoubt) return [];
  const meant = new Map<string, Set<string>>();
  for (const { reading } of readingsOfShown(step)) {
    const days = dateMeant(worked, reading);
    meant.set(days, (meant.get(days) ?? new Set()).add(closed(reading.because)));
  }
  return [...meant].map(([days, because]) => ({ days, because: [...because].filter((text) => text !== '') }));
}

/** The readings that stand of the limits that are shown. */
export function readingsOfShown(step: TimetableStep): StandingReading[] {
  const limits = shownLimits(step);
  return standingReadings(step).filter(({ limit }) => limits.includes(limit));
}

/** A reading's date and how late it is, as a sentence. @example dateMeant(worked, reading) // 'By Tuesday 7 April 2026, overdue by 1 working day.' */
export function dateMeant(worked: WorkedCase, reading: LimitReading): string {
  const days = readingDays(reading);
  const status = statusWords(reading, worked);
  return days === null ? closed(reading.explanation) : closed(worked.words.capital(status === null ? days : `${days}, ${status}`));
}

function dayOf(step: TimetableStep): { kind: DueKind; day: IsoDate } | null {
  const { state, done, planned, safe, workTo, conflict } = step;
  if (done !== null) return { kind: 'done', day: done };
  if (state === 'not-applicable' || state === 'not-in-force') return null;
  if (planned !== null) return { kind: 'planned', day: planned };
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
    if (state === 'projected') return { kind: 'projected', day: last };
    return { kind: last !== safe?.latest || isInDoubt(step) ? 'work-to' : 'due', day: last };
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

/** For each step that is only to be done on another's day, the step under which it stands. */
function hosts(dated: { step: TimetableStep; rule: Step }[]): Map<Id, Id> {
  const onDayOf = new Map(dated.flatMap(({ step, rule }) => {
    const host = dayBorrowedFrom(step, rule);
    return host !== null && dated.some((other) => other.step.id === host && other.step.done === null) ? [[step.id, host] as const] : [];
  }));
  const firstOf = (id: Id, passed: Id[] = []): Id => {
    const host = onDayOf.get(id);
    return host === undefined || passed.includes(host) ? id : firstOf(host, [...passed, id]);
  };
  return new Map([...onDayOf.keys()].map((id) => [id, firstOf(id)] as const).filter(([id, host]) => id !== host));
}

function whyUndated(worked: WorkedCase, step: TimetableStep): string {
  const { words } = worked;
  const fixed = NO_DAY[step.state];
  if (fixed !== undefined) return fixed;
  const readings = standingReadings(step).map(({ reading }) => reading);
  if (step.state === 'waiting') {
    const ids = [...new Set(readings.flatMap(({ waitingFor }) => waitingFor))];
    return ids.length === 0 ? 'The document gives no start for its limit.' : `Waiting for ${words.joined(ids.map((id) => `“${nameOf(worked, id)}”`), 'and')}.`;
  }
  if (step.state === 'unquantified') {
    const written = step.limits.flatMap(({ asWritten }) => (asWritten === null ? [] : [`“${asWritten}”`]));
    return written.length === 0 ? 'The document gives no number of days.' : `The document gives no number of days: ${words.joined(written, 'and')}.`;
  }
  return readings.find(({ state }) => state === step.state)?.explanation ?? 'No date can be given.';
}
