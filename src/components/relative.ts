/**
 * A policy's limits without dates: counted in working days from the event that most of them run from. They are worked
 * out by the engine on a stretch of the calendar that has no bank holiday, and turned back into day numbers.
 *
 * A limit in calendar days comes to another number on another weekday of the start, so each is worked out from all five.
 */
import { WEEKDAYS, type IsoDate } from '../calendar/iso-date.ts';
import { englandAndWales } from '../calendar/working-days.ts';
import { timetable } from '../engine/schedule.ts';
import type { LimitEntry, LimitReading, StepState, Timetable, TimetableStep } from '../engine/types.ts';
import { capital, joined } from '../engine/words.ts';
import { amountsOf, hasNumber, isCountable } from '../policy/amounts.ts';
import type { Id, Policy, PolicySet, Start, Step } from '../policy/model.ts';
import { eventsOfStart } from '../policy/starts.ts';

/** Monday to Friday, with no bank holiday in the next fourteen weeks. */
const QUIET_WEEK: IsoDate[] = ['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11'];
const USUAL_START = 'referral-received';
/** Later than this a limit is said in words and not drawn. */
const LAST_DRAWN = 25;

export interface RelativeDays {
  /** The event that is day 0, or day 1 where the document numbers it so. */
  start: Id;
  /** The number of the start itself: 0, or 1. */
  first: 0 | 1;
  /** The same limits from a start on each working day of a week, Monday first. */
  weekdays: FromWeekday[];
}

interface FromWeekday {
  /** The date of the start. */
  on: IsoDate;
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
 * @example relativeDays(set, westMidlands)?.weekdays[0]?.numberOf('2026-09-09') // 2
 */
export function relativeDays(set: PolicySet, policy: Policy): RelativeDays | null {
  const start = countedFrom(set, policy);
  return start === null ? null : daysFrom(start, set, policy, QUIET_WEEK);
}

/**
 * The event that a policy's days are counted from; null where no limit has a number of days.
 *
 * @example countedFrom(set, herefordshire) // 'intention-notified'
 */
export function countedFrom(set: PolicySet, policy: Policy): Id | null {
  const counts = new Map<Id, number>();
  for (const start of quantifiedStarts(policy).flatMap(eventsOfStart)) counts.set(start, (counts.get(start) ?? 0) + 1);
  const ranked = [...counts]
    // How many steps have a day is the same whatever the weekday of the start.
    .map(([start, limits]) => ({ start, limits, drawn: relativeSteps(daysFrom(start, set, policy, QUIET_WEEK.slice(0, 1)), policy).length }))
    .sort((one, other) => other.drawn - one.drawn || other.limits - one.limits);
  const [best] = ranked;
  if (best === undefined) return null;
  const usual = ranked.find(({ start }) => start === USUAL_START);
  return (usual !== undefined && best.drawn <= 2 * usual.drawn ? usual : best).start;
}

function daysFrom(start: Id, set: PolicySet, policy: Policy, week: readonly IsoDate[]): RelativeDays {
  const counted = policy.clocks.some(({ from, dayOne, doubt }) => dayOne === 'trigger-day'
    && [from, ...(doubt?.readings.map(({ changes }) => changes.from ?? null) ?? [])].some((one) => one !== null && eventsOfStart(one).includes(start)));
  const first = counted ? 1 : 0;
  return { start, first, weekdays: week.map((on) => fromWeekday(on, start, first, set, policy)) };
}

function fromWeekday(on: IsoDate, start: Id, first: 0 | 1, set: PolicySet, policy: Policy): FromWeekday {
  return {
    on,
    timetable: timetable(set, policy.id, { on: { [start]: on } }),
    numberOf: (date) => {
      const working = englandAndWales.isWorkingDay(date);
      const counted = working === false ? englandAndWales.lastWorkingDayOnOrBefore(date) : date;
      const days = englandAndWales.workingDaysFrom(on, counted ?? date) ?? 0;
      return days + first + (working === false ? 0.5 : 0);
    },
  };
}

/** A stretch of a step's days, in day numbers. */
export interface Stretch { from: number; to: number }

export interface RelativeStep {
  id: Id;
  title: string;
  /** From when it may be done, to the last day that suits every reading on whatever weekday the start falls. */
  safe: Stretch;
  /** The further days that only some readings allow, or only a start on some weekdays. */
  doubtful: Stretch | null;
  /** It opens after its start: a window, such as day 7 to 13. */
  window: boolean;
  projected: boolean;
  /** Its days are other ones for a start on another weekday: those here suit every start. */
  byWeekday: boolean;
  /** Its days are other ones under another reading. */
  byReading: boolean;
  cite: string;
  words: string;
}

/** The steps that have days of their own on the axis, in the order of their last day. */
export function relativeSteps(relative: RelativeDays, policy: Policy): RelativeStep[] {
  return policy.steps
    .flatMap((step) => relativeStep(step, relative))
    .filter(({ safe, doubtful }) => (doubtful?.to ?? safe.to) <= LAST_DRAWN)
    .sort((one, other) => one.safe.to - other.safe.to || one.safe.from - other.safe.from);
}

/**
 * What a limit comes to under one reading of a doubt: "day 5", "day 7 to 13", or why it has no day.
 *
 * @example effectsOf('return-scoping/limit', relative, ['return-scoping']) // { 'from-referral': 'day 5', 'from-sending': 'day 7 at the latest' }
 */
export function effectsOf(address: string, relative: RelativeDays | null, steps: Id[]): Record<Id, string> {
  const effects: Record<Id, string[]> = {};
  for (const step of steps) {
    const every = readingDays(step, relative);
    for (const days of every) {
      const taken = days[0]!.under[address];
      // Beside another reading that the document rules out, none counts; one that it rules out itself is shown alone.
      const isCounted = days[0]!.stands || every.every(([one]) => one!.under[address] !== taken || !one!.stands);
      if (taken === undefined || !isCounted) continue;
      effects[taken] = [...new Set([...(effects[taken] ?? []), dayText(days)])];
    }
  }
  return Object.fromEntries(Object.entries(effects).filter(([, texts]) => texts.length <= 2).map(([id, texts]) => [id, texts.join(' or ')]));
}

/**
 * The day to work to while a doubt of a step stands, or that there is none. It is the soonest of those from a start on
 * each weekday. Null where the doubt moves no day of the step.
 *
 * @example workToText('return-scoping/limit', 'return-scoping', relative) // 'Work to day 5: it suits every reading.'
 */
export function workToText(address: string, step: Id, relative: RelativeDays | null): string | null {
  const conflict = noDayText(address, step, relative);
  if (conflict !== null) return conflict;
  const worked = fromEachWeekday(step, relative);
  if (new Set(Object.values(effectsOf(address, relative, [step]))).size < 2) return null;
  const days = worked.flatMap(({ one: { workTo, safe }, numberOf }) => {
    const date = workTo ?? safe?.latest ?? null;
    return date === null ? [] : [Math.floor(numberOf(date))];
  });
  if (days.length < worked.length) return null;
  const [low, high] = [Math.min(...days), Math.max(...days)];
  if (low === high) return `Work to day ${low}: it suits every reading.`;
  return `The last day that suits every reading is day ${low} to ${high}, by the weekday of the start: work to day ${low}. Over a bank holiday it may be sooner still.`;
}

/**
 * That no day of a step suits every reading, where a doubt moves its days; null where one does. It gives no date.
 *
 * @example noDayText('process-days', 'decide-review', relative) // 'No day suits every reading, so someone must decide when.'
 */
export function noDayText(address: string, step: Id, relative: RelativeDays | null): string | null {
  const worked = fromEachWeekday(step, relative);
  if (!worked.some(({ one }) => one.limits.some(({ readings }) => readings.some(({ under }) => address in under)))) return null;
  const conflicts = worked.flatMap(({ one }, place) => (one.conflict === null ? [] : [`a ${WEEKDAYS[place]}`]));
  if (conflicts.length === 0) return null;
  const none = 'no day suits every reading, so someone must decide when.';
  return conflicts.length === worked.length ? capital(none) : `From a start on ${joined(conflicts, 'or')} ${none}`;
}

function fromEachWeekday(step: Id, relative: RelativeDays | null): { one: TimetableStep; numberOf(date: IsoDate): number }[] {
  return (relative?.weekdays ?? []).flatMap(({ timetable, numberOf }) => timetable.steps.filter(({ id }) => id === step).map((one) => ({ one, numberOf })));
}

/** What one reading of a limit comes to from a start on one weekday. */
interface ReadingDays { under: Record<string, Id>; stands: boolean; opens: number | null; last: number | null; projected: boolean }

/** For each reading of each limit of a step that has days: these from each weekday. */
function readingDays(step: Id, relative: RelativeDays | null): ReadingDays[][] {
  const found = new Map<string, ReadingDays[]>();
  for (const { timetable, numberOf } of relative?.weekdays ?? []) {
    for (const { address, readings } of timetable.steps.find(({ id }) => id === step)?.limits ?? []) {
      for (const { under, stands, earliest, latest, from, state } of readings) {
        if ((state !== 'due' && state !== 'projected') || from === null || (earliest === null && latest === null)) continue;
        const opens = earliest !== null && (latest === null || (state === 'due' && earliest > from.date)) ? numberOf(earliest) : null;
        const key = JSON.stringify([address, under]);
        found.set(key, [...(found.get(key) ?? []), { under, stands, opens, last: latest === null ? null : numberOf(latest), projected: state === 'projected' }]);
      }
    }
  }
  return [...found.values()];
}

/** "day 5", "the weekend after day 5", "day 7 to 13"; "day 4 to 5, by the weekday of the start". */
function dayText(days: ReadingDays[]): string {
  const opens = days.flatMap((one) => one.opens ?? []);
  const lasts = days.flatMap((one) => one.last ?? []);
  const [opensLow, opensHigh, lastLow, lastHigh] = [Math.min(...opens), Math.max(...opens), Math.min(...lasts), Math.max(...lasts)];
  const varies = (opens.length > 0 && opensLow !== opensHigh) || (lasts.length > 0 && lastLow !== lastHigh);
  const weekday = varies ? ', by the weekday of the start' : '';
  if (lasts.length === 0) return `not before ${span(opensLow, opensHigh)}${weekday}`;
  if (opens.length === 0 || days.every((one) => one.opens === one.last)) return `${span(lastLow, lastHigh)}${days.some(({ projected }) => projected) ? ' at the latest' : ''}${weekday}`;
  if (!varies) return span(opensLow, lastLow);
  return `from ${span(opensLow, opensHigh)}, until ${span(lastLow, lastHigh)}${weekday}`;
}

function span(from: number, to: number): string {
  if (from === to) return numbered(to);
  return `${numbered(from)} to ${Number.isInteger(from) ? numbered(to).replace(/^day /, '') : numbered(to)}`;
}

function numbered(day: number): string {
  return Number.isInteger(day) ? `day ${day}` : `the weekend after day ${Math.floor(day)}`;
}

/** A step's days from a start on one weekday. */
interface StepDays { from: number; last: number; end: number; window: boolean; projected: boolean; opensAtEnd: boolean }

function relativeStep(step: Step, relative: RelativeDays): RelativeStep[] {
  if (!step.limits.some((limit) => amountsOf(limit).some(hasNumber))) return [];
  const days = relative.weekdays.flatMap((weekday) => weekday.timetable.steps.filter(({ id }) => id === step.id).flatMap((worked) => stepDays(worked, weekday)));
  const [monday] = days;
  if (monday === undefined) return [];
  const { window, projected, opensAtEnd } = monday;
  const byWeekday = new Set(days.map((one) => `${window ? one.from : ''} ${one.last} ${one.end}`)).size > 1;
  const lowest = Math.min(...days.map((one) => one.last));
  // What has to be done by a weekend is worked to on the working day before it; a day of its own stays where it is.
  const last = byWeekday && !window ? Math.floor(lowest) : lowest;
  const end = Math.max(...days.map((one) => one.end));
  const froms = days.map(({ from }) => from);
  // A window is open from when it is open whatever the weekday; a date from a start still to come may be as soon as the soonest.
  const from = Math.min(window ? Math.max(...froms) : Math.min(...froms), last);
  const inDoubt = end > last;
  return [{
    id: step.id, title: step.title, window, projected, byWeekday, byReading: days.some((one) => one.end > one.last),
    words: `${wordsOf(last, inDoubt ? end : null, window ? from : null, projected, opensAtEnd)}${otherwiseText(step, relative)}${soonerText(step, relative)}`,
    safe: { from, to: last },
    doubtful: inDoubt ? { from: last, to: end } : null,
    cite: [...new Set(step.limits.flatMap((limit) => limit.cite.map(({ at }) => at)))].join('; '),
  }];
}

/** Of a limit that under another reading counts from a start that is not this axis's, or is no limit, that it does. */
function otherwiseText(step: Step, relative: RelativeDays): string {
  const states = limitsOn(step, relative).filter(({ applies }) => applies !== 'no').map(({ readings }) => readings.filter(({ stands }) => stands).map(({ state }) => state));
  const some = (...wanted: StepState[]) => states.some((of) => of.some((state) => wanted.includes(state)) && !of.every((state) => wanted.includes(state)));
  return `${some('waiting') ? ', or from another start' : ''}${some('no-limit', 'unquantified') ? ', or no limit' : ''}`;
}

/** Of a step with a further limit from a start that is not this axis's, that it may end sooner. */
function soonerText(step: Step, relative: RelativeDays): string {
  const limits = limitsOn(step, relative);
  const waiting = limits.filter(({ applies, readings }) => applies !== 'no' && readings.every(({ state, stands, waitingFor }) => !stands || (state === 'waiting' && waitingFor.length > 0)));
  if (waiting.length === 0 || waiting.length === limits.length) return '';
  const places = waiting.flatMap((limit) => (limit.cite.length > 0 ? limit.cite : step.cite)).map(({ at }) => at);
  return `, or sooner by ${places.length === 0 ? 'another limit' : joined([...new Set(places)], 'and')}`;
}

/** The limits of a step, as a start on a Monday has them. */
function limitsOn({ id }: Step, { weekdays: [monday] }: RelativeDays): LimitEntry[] {
  return monday?.timetable.steps.find((step) => step.id === id)?.limits ?? [];
}

function stepDays({ state, safe, limits }: TimetableStep, { on, numberOf }: FromWeekday): StepDays[] {
  if (state !== 'due' && state !== 'projected') return [];
  const ways = waysOf(limits, state === 'projected');
  if (ways.length === 0) return [];
  const ends = ways.map(({ end }) => end).sort();
  const [soonest, latest] = [ends[0]!, ends.at(-1)!];
  // Where no day suits every reading, or one of them has no day here, the soonest and the latest of them stand.
  const last = safe?.latest ?? soonest;
  const first = ways.filter(({ end }) => end === soonest);
  const window = state === 'due' && first.some(({ opens }) => opens);
  const start = first.flatMap(({ begin }) => begin ?? []).sort()[0] ?? on;
  return [{
    from: numberOf(start < last ? start : last), last: numberOf(last), end: numberOf(latest > last ? latest : last), window, projected: state === 'projected',
    opensAtEnd: ways.some(({ end, opens }) => end === latest && opens),
  }];
}

/** The days that a step has under one reading of everything in doubt. */
interface Way { begin: IsoDate | null; end: IsoDate; opens: boolean }

/**
 * The readings are alternatives; under each, the limits that surely apply bind together: from the latest of their
 * beginnings to the earliest of their ends.
 */
function waysOf(limits: LimitEntry[], projected: boolean): Way[] {
  const counted = limits.flatMap(({ address, applies, readings }) => readings
    .filter(({ stands, state, latest }) => stands && (state === 'due' || state === 'projected') && latest !== null)
    .map((reading) => ({ ...reading, address, applies })));
  const certain = counted.filter(({ applies }) => applies === 'yes');
  return counted.flatMap((one) => {
    const binding = one.applies === 'yes' ? certain.filter(({ under }) => agree(under, one.under)) : [one];
    const end = binding.flatMap(({ latest }) => latest ?? []).sort()[0];
    if (end === undefined) return [];
    const opening = binding.filter(({ state, earliest, from }) => state === 'due' && earliest !== null && from !== null && earliest > from.date);
    // What waits for another step may be counted back from it, and then says nothing of a beginning.
    const begun = binding.filter(({ state }) => state === 'due');
    const begins = (projected || begun.length === 0 ? binding : begun).flatMap((limit) => beginOf(limit, projected, opening.length > 0) ?? []).sort();
    return [{ begin: (projected ? begins[0] : begins.at(-1)) ?? null, end, opens: opening.length > 0 }];
  });
}

/** Of a step that waits for another, the soonest that its last day may be. */
function beginOf({ state, earliest, from }: LimitReading, projected: boolean, window: boolean): IsoDate | null {
  if (projected) return earliest ?? from?.earliest ?? null;
  return (window && state === 'due' ? earliest : null) ?? from?.earliest ?? null;
}

/** Whether two assignments can hold at once. */
function agree(one: Record<string, Id>, other: Record<string, Id>): boolean {
  return Object.entries(one).every(([address, reading]) => (other[address] ?? reading) === reading);
}

function wordsOf(last: number, outer: number | null, from: number | null, projected: boolean, opensAtEnd: boolean): string {
  if (from !== null && outer !== null && !opensAtEnd) return `${span(from, last)} or by ${numbered(outer)}`;
  const end = `${numbered(last)}${outer === null ? '' : ` or ${numbered(outer)}`}`;
  if (from === last) return end;
  if (from !== null) return outer === null ? span(from, last) : `${numbered(from)} to ${end.replace(/^day /, '')}`;
  return projected ? `${end} at the latest` : `by ${end}`;
}

function quantifiedStarts(policy: Policy): Start[] {
  return policy.steps.flatMap((step) => step.limits).flatMap((limit) => {
    if (!amountsOf(limit).some(isCountable)) return [];
    const clock = policy.clocks.find(({ id }) => id === limit.clock);
    return [
      limit.from, clock?.from ?? null,
      ...(limit.doubt?.readings.map(({ changes }) => changes.from ?? null) ?? []),
      ...(clock?.doubt?.readings.map(({ changes }) => changes.from ?? null) ?? []),
    ].filter((start) => start !== null);
  });
}
