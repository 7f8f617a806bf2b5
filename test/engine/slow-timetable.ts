/**
 * A second timetable, slow and obvious, for small policies: it writes down every assignment of readings to all the doubts
 * there are, works out each step's window under each of them from a counter that looks at one day after another, and
 * intersects. It shares nothing with the engine but the model and the list of bank holidays.
 */
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import type { Amount, Doubt, Id, IsoDate, Limit, Policy, Start, Step } from '../../src/policy/model.ts';
import type { Conventions, TimetableInput, Window } from '../../src/engine/types.ts';
import { slowCounter } from '../calendar/slow-counter.ts';

/** One reading of each doubt of the policy, by address. */
export type Reading = Record<string, Id>;

export interface SlowStep {
  /** The window under each assignment that the document does not refute. */
  windows: { under: Reading; window: Window }[];
  safe: Window | null;
  outer: Window | null;
}

const OPEN: Window = { earliest: null, latest: null };
const counter = slowCounter(table);

/**
 * The windows of every step. Only for policies without conditions, branches and periods of validity, whose dates are
 * all inside the bank-holiday table.
 */
export function slowTimetable(policy: Policy, { on, conventions }: TimetableInput): Map<Id, SlowStep> {
  const assumed: Conventions = { dayOne: 'day-after', nonWorkingStart: 'stands', ...conventions };
  const assignments = assignmentsOf(policy);
  const steps = new Map<Id, SlowStep>();
  for (const step of policy.steps) steps.set(step.id, slowStep(step));
  return steps;

  function slowStep(step: Step): SlowStep {
    const windows = assignments.map((under) => ({ under, window: windowOf(step, under, false) }));
    const safe = windows.map(({ under }) => windowOf(step, under, true)).reduce(intersection, OPEN);
    const possible = windows.map(({ window }) => window).filter((window) => !isEmpty(window));
    return { windows, safe: isEmpty(safe) ? null : safe, outer: possible.length === 0 ? null : possible.reduce(hull) };
  }

  /** The days that all limits of the step allow. `isSafe`: starts that have not happened fall on their last safe day. */
  function windowOf(step: Step, under: Reading, isSafe: boolean): Window {
    return step.limits.map((limit) => limitWindow(asRead(policy, limit, under), under, isSafe)).reduce(intersection, OPEN);
  }

  function limitWindow(limit: Limit, under: Reading, isSafe: boolean): Window {
    const start = limit.from && startOf(limit.from, under, isSafe);
    const { amount } = limit;
    if (!start || !amount || amount.kind === 'none' || amount.kind === 'unquantified') return OPEN;
    if (amount.kind === 'span' && amount.approximate) return OPEN;
    return { earliest: start.earliest === null ? null : endOf(limit, amount, start.earliest, 'earliest'), latest: endOf(limit, amount, start.latest, 'latest') };
  }

  function endOf(limit: Limit, amount: Exclude<Amount, { kind: 'none' | 'unquantified' }>, start: IsoDate, which: 'earliest' | 'latest'): IsoDate | null {
    const dayOne = limit.dayOne ?? assumed.dayOne;
    const nonWorkingStart = limit.nonWorkingStart ?? assumed.nonWorkingStart;
    if (amount.kind === 'numbered') {
      const day = which === 'earliest' ? amount.first : amount.last;
      return day === null ? null : slowCount(received(start, limit), day, limit.unit, limit.dayOne!, 'stands');
    }
    const isBack = amount.way === 'before';
    const days = (which === 'earliest') === isBack ? amount.max : amount.min;
    if (days === null) return null;
    if (days === 0 && amount.min === 0 && which === (isBack ? 'latest' : 'earliest')) return start;
    return slowCount(start, isBack ? -days : days, limit.unit, dayOne, nonWorkingStart);
  }

  /** The days on which a start may fall; null where that is not known. */
  function startOf(start: Start, under: Reading, isSafe: boolean): { earliest: IsoDate | null; latest: IsoDate } | null {
    if ('first' in start || 'last' in start) {
      const parts = ('first' in start ? start.first : start.last).map((one) => startOf(one, under, isSafe));
      const dated = parts.filter((part) => part !== null);
      if (dated.length === 0 || ('last' in start && dated.length < parts.length)) return null;
      // A start that may be on any day before its last counts as being on the first day there is.
      const earliests = dated.map(({ earliest }) => earliest ?? '').sort();
      const latests = dated.map(({ latest }) => latest).sort();
      const place = 'first' in start ? 0 : -1;
      return { earliest: earliests.at(place)! === '' ? null : earliests.at(place)!, latest: latests.at(place)! };
    }
    const step = policy.steps.find((one) => ('event' in start ? one.marks.includes(start.event) : one.id === start.step));
    const given = ('event' in start ? on[start.event] : undefined) ?? (step && on[step.id]);
    if (given !== undefined) return { earliest: given, latest: given };
    if (!step) return null;
    const { earliest, latest } = windowOf(step, under, isSafe);
    if (latest === null) return null;
    const safe = assignments.map((one) => windowOf(step, one, true)).reduce(intersection, OPEN);
    if (isSafe && !isEmpty(safe)) return { earliest: safe.latest, latest: safe.latest! };
    return { earliest: earliest !== null && earliest > latest ? latest : earliest, latest };
  }
}

/** The day a numbered count takes its start to be: only a document that says so moves it. */
function received(start: IsoDate, { unit, nonWorkingStart }: Limit): IsoDate {
  let day = start;
  while (unit === 'working-day' && nonWorkingStart === 'deemed-next' && counter.kindOf(day) !== 'working') day = counter.next(day);
  return day;
}

/** Whether a day lies in a window. */
export const isWithin = (day: IsoDate, { earliest, latest }: Window): boolean => (earliest === null || earliest <= day) && (latest === null || day <= latest);

/** Every way to read all the doubts of a policy at once, without the readings that the document refutes. */
function assignmentsOf(policy: Policy): Reading[] {
  const doubts: Doubt<unknown>[] = [...policy.clocks, ...policy.steps.flatMap(({ limits }) => limits)].flatMap(({ doubt }) => (doubt ? [doubt as Doubt<unknown>] : []));
  return doubts.reduce<Reading[]>((assignments, { address, readings }) =>
    assignments.flatMap((one) => readings.filter(({ refutedBy }) => refutedBy === null).map(({ id }) => ({ ...one, [address]: id }))), [{}]);
}

/** The limit as it is read: its clock first, then what it says itself, then what its own reading says. */
function asRead(policy: Policy, limit: Limit, under: Reading): Limit {
  const own = limit.doubt?.readings.find(({ id }) => id === under[limit.doubt!.address])?.changes ?? {};
  const clock = policy.clocks.find(({ id }) => id === limit.clock);
  if (!clock) return { ...limit, ...own };
  const { from, unit, dayOne, nonWorkingStart } = { ...clock, ...clock.doubt?.readings.find(({ id }) => id === under[clock.id])?.changes };
  return { ...limit, from, unit, dayOne, nonWorkingStart, ...own };
}

function slowCount(start: IsoDate, days: number, unit: Limit['unit'], dayOne: Conventions['dayOne'], nonWorkingStart: Conventions['nonWorkingStart']): IsoDate {
  if (unit === 'working-day') {
    const answer = counter.count({ start, days, dayOne, nonWorkingStart });
    if (!answer) throw new RangeError(`past the table: ${start} and ${days}`);
    return answer.end;
  }
  if (unit === 'month') return monthsLater(start, days);
  const away = unit === 'hour' ? Math.sign(days) * Math.ceil(Math.abs(days) / 24) : days - (dayOne === 'trigger-day' ? Math.sign(days) : 0);
  let day = start;
  for (let left = Math.abs(away); left > 0; left -= 1) day = away > 0 ? counter.next(day) : counter.previous(day);
  return day;
}

/** The same day of the month, or the last day of a shorter one. */
function monthsLater(start: IsoDate, months: number): IsoDate {
  const [year = 0, month = 0, day = 0] = start.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

function intersection(one: Window, other: Window): Window {
  const earliests = [one.earliest, other.earliest].filter((day) => day !== null).sort();
  const latests = [one.latest, other.latest].filter((day) => day !== null).sort();
  return { earliest: earliests.at(-1) ?? null, latest: latests[0] ?? null };
}

function hull(one: Window, other: Window): Window {
  return {
    earliest: one.earliest === null || other.earliest === null ? null : [one.earliest, other.earliest].sort()[0]!,
    latest: one.latest === null || other.latest === null ? null : [one.latest, other.latest].sort()[1]!,
  };
}

/** Whether a window ends before it begins. */
export const isEmpty = ({ earliest, latest }: Window): boolean => earliest !== null && latest !== null && earliest > latest;
