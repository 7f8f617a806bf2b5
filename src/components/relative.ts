/**
 * A policy's limits without dates: counted in working days from the event that most of them run from. They are worked
 * out by the engine on a stretch of the calendar that has no bank holiday, and turned back into day numbers.
 */
import { addCalendarDays, type IsoDate } from '../calendar/iso-date.ts';
import { englandAndWales } from '../calendar/working-days.ts';
import { timetable } from '../engine/schedule.ts';
import type { LimitReading, Timetable, TimetableStep } from '../engine/types.ts';
import type { Id, Limit, Policy, PolicySet, Start } from '../policy/model.ts';
import { eventsOfStart } from '../policy/starts.ts';

/** A Monday with no bank holiday in the next fifteen weeks. */
const QUIET_MONDAY = '2026-09-07';
const USUAL_START = 'referral-received';
/** Later than this a limit is said in words and not drawn. */
const LAST_DRAWN = 25;

export interface RelativeDays {
  /** The event that is day 0, or day 1 where the document numbers it so. */
  start: Id;
  /** The number of the start itself: 0, or 1. */
  first: 0 | 1;
  timetable: Timetable;
  /** The day's number; half a day more for a day that is not a working day. */
  numberOf(date: IsoDate): number;
}

/**
 * The policy's limits as day numbers; null where no limit has a number of days.
 *
 * They are counted from the usual start, so that documents can be laid side by side, unless from another event more than
 * twice as many steps have a day: then that event is what this document counts from.
 *
 * @example relativeDays(set, westMidlands)?.numberOf('2026-09-09') // 2
 */
export function relativeDays(set: PolicySet, policy: Policy): RelativeDays | null {
  const counts = new Map<Id, number>();
  for (const start of quantifiedStarts(policy).flatMap(eventsOfStart)) counts.set(start, (counts.get(start) ?? 0) + 1);
  const ranked = [...counts]
    .map(([start, limits]) => ({ start, limits, relative: daysFrom(start, set, policy) }))
    .map((one) => ({ ...one, drawn: relativeSteps(one.relative, policy).length }))
    .sort((one, other) => other.drawn - one.drawn || other.limits - one.limits);
  const [best] = ranked;
  if (best === undefined) return null;
  const usual = ranked.find(({ start }) => start === USUAL_START);
  return usual !== undefined && best.drawn <= 2 * usual.drawn ? usual.relative : best.relative;
}

function daysFrom(start: Id, set: PolicySet, policy: Policy): RelativeDays {
  const counted = policy.clocks.some(({ from, dayOne, doubt }) => dayOne === 'trigger-day'
    && [from, ...(doubt?.readings.map(({ changes }) => changes.from ?? null) ?? [])].some((one) => one !== null && eventsOfStart(one).includes(start)));
  const first = counted ? 1 : 0;
  return {
    start,
    first,
    timetable: timetable(set, policy.id, { on: { [start]: QUIET_MONDAY } }),
    numberOf: (date) => {
      const working = englandAndWales.isWorkingDay(date);
      const on = working === false ? englandAndWales.lastWorkingDayOnOrBefore(date) : date;
      const days = englandAndWales.workingDaysFrom(QUIET_MONDAY, on ?? date) ?? 0;
      return days + first + (working === false ? 0.5 : 0);
    },
  };
}

/** A stretch of a step's days, in day numbers. */
export interface Stretch { from: number; to: number }

export interface RelativeStep {
  id: Id;
  title: string;
  /** From when it may be done, to the last day that suits every reading. */
  safe: Stretch;
  /** The further days that only some readings allow. */
  doubtful: Stretch | null;
  /** It opens after its start: a window, such as day 7 to 13. */
  window: boolean;
  projected: boolean;
  cite: string;
  words: string;
}

/** The steps that have days of their own on the axis, in the order of their last day. */
export function relativeSteps(relative: RelativeDays, policy: Policy): RelativeStep[] {
  return relative.timetable.steps
    .flatMap((worked) => relativeStep(worked, relative, policy))
    .filter(({ safe, doubtful }) => (doubtful?.to ?? safe.to) <= LAST_DRAWN)
    .sort((one, other) => one.safe.to - other.safe.to || one.safe.from - other.safe.from);
}

/**
 * What a limit comes to under one reading of a doubt: "day 5", "day 7 to 13", or why it has no day.
 *
 * @example effectsOf('return-scoping/limit', relative) // { 'from-referral': 'day 5', 'from-sending': 'day 7' }
 */
export function effectsOf(address: string, relative: RelativeDays | null, steps: Id[]): Record<Id, string> {
  if (relative === null) return {};
  const effects: Record<Id, string[]> = {};
  for (const step of relative.timetable.steps.filter(({ id }) => steps.includes(id))) {
    for (const reading of step.limits.flatMap(({ readings }) => readings)) {
      const taken = reading.under[address];
      if (taken === undefined) continue;
      const text = dayText(reading, relative);
      if (text === null) continue;
      effects[taken] = [...new Set([...(effects[taken] ?? []), text])];
    }
  }
  return Object.fromEntries(Object.entries(effects).filter(([, texts]) => texts.length <= 2).map(([id, texts]) => [id, texts.join(' or ')]));
}

/** "day 5", "Saturday after day 5", "day 7 to 13"; null where there is no date. */
export function dayText({ earliest, latest, from, state }: LimitReading, relative: RelativeDays): string | null {
  if ((state !== 'due' && state !== 'projected') || from === null) return null;
  const last = latest === null ? null : numbered(relative.numberOf(latest));
  const opens = earliest !== null && earliest > from.date;
  if (state === 'due' && opens && last !== null && earliest !== latest) return span(relative.numberOf(earliest), relative.numberOf(latest ?? earliest));
  if (last !== null) return state === 'projected' ? `${last} at the latest` : last;
  return earliest === null ? null : `not before ${numbered(relative.numberOf(earliest))}`;
}

function span(from: number, to: number): string {
  return from === to ? numbered(to) : `${numbered(from)} to ${numbered(to).replace('day ', '')}`;
}

function numbered(day: number): string {
  return Number.isInteger(day) ? `day ${day}` : `the weekend after day ${Math.floor(day)}`;
}

function relativeStep(worked: TimetableStep, relative: RelativeDays, policy: Policy): RelativeStep[] {
  const { id, title, state, safe, outer, limits } = worked;
  const step = policy.steps.find((one) => one.id === id);
  if ((state !== 'due' && state !== 'projected') || step === undefined || !step.limits.some(hasDaysOfItsOwn)) return [];
  const readings = limits.flatMap((limit) => limit.readings).filter(({ stands, state: one }) => stands && (one === 'due' || one === 'projected'));
  const bounded = readings.filter(({ latest }) => latest !== null);
  if (bounded.length === 0) return [];
  // Where no day suits every reading, or one of them has no day here, the soonest and the latest of them stand.
  const ends = bounded.flatMap(({ latest }) => latest ?? []).sort();
  const last = safe?.latest ?? ends[0]!;
  const window = state === 'due' && bounded.some(({ state: one, earliest, from }) => one === 'due' && earliest !== null && from !== null && earliest > from.date);
  const starts = bounded.map(({ earliest, from }) => (window || state === 'projected' ? (earliest ?? from?.earliest) : from?.earliest)).filter((date) => date !== undefined && date !== null);
  const start = [...starts].sort()[0] ?? addCalendarDays(QUIET_MONDAY, 0);
  const end = outer?.latest ?? ends.at(-1)!;
  const from = relative.numberOf(start < last ? start : last);
  const words = wordsOf(relative.numberOf(last), end === last ? null : relative.numberOf(end), window ? from : null, state === 'projected');
  return [{
    id, title, window, projected: state === 'projected', words,
    safe: { from, to: relative.numberOf(last) },
    doubtful: end > last ? { from: relative.numberOf(last), to: relative.numberOf(end) } : null,
    cite: [...new Set(step.limits.flatMap((limit) => limit.cite.map(({ at }) => at)))].join('; '),
  }];
}

/** A number of days, and not just the same day as something else, or some day before or after it. */
function hasDaysOfItsOwn({ amount, doubt }: Limit): boolean {
  return [amount, ...(doubt?.readings.map(({ changes }) => changes.amount ?? null) ?? [])]
    .some((one) => one?.kind === 'numbered' || (one?.kind === 'span' && (one.max ?? one.min ?? 0) > 0));
}

function wordsOf(last: number, outer: number | null, from: number | null, projected: boolean): string {
  const end = `${numbered(last)}${outer === null ? '' : ` or ${numbered(outer)}`}`;
  if (from === last) return end;
  if (from !== null) return outer === null ? span(from, last) : `${numbered(from)} to ${end.replace('day ', '')}`;
  return projected ? `${end} at the latest` : `by ${end}`;
}

function quantifiedStarts(policy: Policy): Start[] {
  return policy.steps.flatMap((step) => step.limits).flatMap((limit) => {
    const kinds = [limit.amount, ...(limit.doubt?.readings.map(({ changes }) => changes.amount ?? null) ?? [])];
    if (!kinds.some((amount) => amount?.kind === 'span' || amount?.kind === 'numbered')) return [];
    const clock = policy.clocks.find(({ id }) => id === limit.clock);
    return [
      limit.from, clock?.from ?? null,
      ...(limit.doubt?.readings.map(({ changes }) => changes.from ?? null) ?? []),
      ...(clock?.doubt?.readings.map(({ changes }) => changes.from ?? null) ?? []),
    ].filter((start) => start !== null);
  });
}
