/** The steps of a timetable by the day each is to be worked to, for whatever carries them away: calendar, table, text, sheet. */
import { formatDate } from '../calendar/iso-date.ts';
import type { LimitReading, StepState, TimetableStep } from '../engine/types.ts';
import type { Id, Step } from '../policy/model.ts';
import { dayBorrowedFrom, dueOf, standingReadings, type Due, type StandingReading } from './due.ts';
import { closed, nameOf, ruleOf, shownLimits, type WorkedCase } from './worked-case.ts';

export interface DueDate extends Due {
  step: TimetableStep;
  rule: Step;
  /** What else is done on the day of this step, because the document only says so. */
  sameDay: { step: TimetableStep; rule: Step }[];
}

interface UndatedStep { step: TimetableStep; rule: Step; because: string }

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

/** The day of a step in full, or its first and last day. @example daysInFull(due) // 'Thursday 9 April 2026 and Friday 17 April 2026' */
export function daysInFull({ from, day }: Pick<DueDate, 'from' | 'day'>): string {
  return from === null ? formatDate(day) : `${formatDate(from)} and ${formatDate(day)}`;
}

/**
 * When a step is to be done under one reading, as the end of a sentence; null where that reading gives no date.
 *
 * @example readingDays(reading) // 'by Tuesday 7 April 2026'
 */
function readingDays({ state, earliest, latest, from, approximate }: LimitReading): string | null {
  if (latest === null) return earliest === null ? null : `not before ${formatDate(earliest)}`;
  const by = `${approximate ? 'about' : earliest === latest ? 'on' : 'by'} ${formatDate(latest)}`;
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

/** For each step that is only to be done on another's day, the step under which it stands. */
function hosts(dated: { step: TimetableStep; rule: Step }[]): Map<Id, Id> {
  const onDayOf = new Map(dated.flatMap(({ step, rule }) => {
    const host = dayBorrowedFrom(step, rule);
    return host !== null && dated.some((other) => other.step.id === host && other.step.done === null && other.step.outcome === null) ? [[step.id, host] as const] : [];
  }));
  const firstOf = (id: Id, passed: Id[] = []): Id => {
    const host = onDayOf.get(id);
    return host === undefined || passed.includes(host) ? id : firstOf(host, [...passed, id]);
  };
  return new Map([...onDayOf.keys()].map((id) => [id, firstOf(id)] as const).filter(([id, host]) => id !== host));
}

function whyUndated(worked: WorkedCase, step: TimetableStep): string {
  const { words } = worked;
  if (step.outcome !== null && step.state !== 'not-applicable') {
    return `Decided, on a day not given: ${words.outcomeText(step.id, step.outcome, { policy: worked.policy, vocabulary: worked.vocabulary })}.`;
  }
  if (step.state === 'not-in-force' && step.limits.length === 0) return 'Not in force then.';
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
