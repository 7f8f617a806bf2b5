/**
 * Whether two policies' limits give the same days: worked out for every start day of a year and under every reading,
 * because the same words can mean different days and different words the same.
 */
import { addCalendarDays, calendarDaysBetween } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { LimitDays } from '../engine/limit-days.ts';
import { DEFAULT_CONVENTIONS } from '../engine/schedule.ts';
import type { Conventions, Window } from '../engine/types.ts';
import { comparedLimits, daysAllowed, type ComparedLimit, type ReadLimit } from './limits-compared.ts';
import { doCommonTask, inNoOrder, limitSays, startsInCommon, tasksOfStart } from './sameness.ts';
import { tasksWithLimits } from './start-titles.ts';
import { isCountable } from '../policy/amounts.ts';
import type { Id, IsoDate, Policy, PolicySet } from '../policy/model.ts';

/**
 * - `same`: the same rule under the same readings.
 * - `same-date`: the same days, in other words.
 * - `different`: other days on some start, or a reading that the other document does not allow.
 * - `not-comparable`: they start elsewhere and nobody has said how far apart the starts are, or one gives no number.
 */
export type DifferenceClass = 'same' | 'same-date' | 'different' | 'not-comparable';

/** How many working days after one common day each start falls. Starts that are not named are compared with themselves only. */
export type Lag = Record<string, number>;

interface ReadingCompared {
  policy: Id;
  under: Record<string, Id>;
  because: string | null;
  /** What it counts from; null where it counts from nothing. */
  start: string | null;
  /** Whether some reading of the other limit gives the same days from the same start; null where none starts there. */
  agrees: boolean | null;
  /** True for a reading under which there is no limit. */
  isNoLimit: boolean;
}

/** A start day, and what the limits make of it. */
export interface DifferenceExample {
  /** The day of the common start, or, under a lag, the day from which the starts are reckoned. */
  start: IsoDate;
  a: { under: Record<string, Id>; from: IsoDate; earliest: IsoDate | null; latest: IsoDate | null }[];
  b: { under: Record<string, Id>; from: IsoDate; earliest: IsoDate | null; latest: IsoDate | null }[];
}

export interface LimitNamed { policy: Id; step: Id; address: string; asWritten: string | null; starts: string[] }

export interface DateDifference {
  dimension: Id;
  a: LimitNamed;
  b: LimitNamed;
  class: DifferenceClass;
  /** Start days compared: those of the year for which both can be worked out. 0 where nothing can be compared. */
  of: number;
  /** Start days on which the days differ. */
  differ: number;
  /** By how many working days at most. */
  mostWorkingDays: number;
  /** The first working day, or else the first day, on which they differ most; null where they never do. */
  example: DifferenceExample | null;
  readings: ReadingCompared[];
  /** Why they cannot be compared. */
  why: 'starts-elsewhere' | 'no-number' | null;
}

export interface DifferenceOptions {
  /** The first start day of the year. */
  from: IsoDate;
  lag?: Lag;
  conventions?: Conventions;
  calendar?: WorkingDayCalendar;
}

/**
 * The differences of dates of two policies, a limit at a time, in the order of the vocabulary's rows.
 *
 * Two limits are compared reading by reading: only readings that count from the same start, or from starts whose lag is
 * given, are laid side by side; the sets of days that they give must be equal on every start day of the year.
 *
 * @throws RangeError for a policy that is not in the set
 * @example dateDifferences(set, 'west-midlands', 'wst', { from: '2026-01-01' })
 */
export function dateDifferences(set: PolicySet, idA: Id, idB: Id, options: DifferenceOptions): DateDifference[] {
  const [a, b] = [idA, idB].map((id) => {
    const policy = set.policies.find((one) => one.id === id);
    if (!policy) throw new RangeError(`no policy "${id}" in this set`);
    return policy;
  }) as [Policy, Policy];
  const work = new Comparison(options);
  const common = startsInCommon([a, b].map((policy) => startNames(set, policy)));
  return set.vocabulary.dimensions.flatMap(({ id, select }) => {
    if (select.by !== 'does' || select.show !== 'limits') return [];
    const [limitsA, limitsB] = [a, b].map((policy) => comparedLimits(select.tasks, policy).map((limit) => inCommonNames(limit, common))) as [ComparedLimit[], ComparedLimit[]];
    return counterparts(limitsA, limitsB, options.lag ?? {}).map(([one, other]) => ({ dimension: id, ...work.compare(one, other) }));
  });
}

/**
 * The starts from which the limits of these policies count, in the order in which a case meets them as far as the
 * vocabulary says.
 * @example startsOf(set, ['wst', 'herefordshire']) // ['incident-occurred', 'referral-received', …]
 */
export function startsOf(set: PolicySet, policyIds: readonly Id[]): string[] {
  const names = set.policies.filter(({ id }) => policyIds.includes(id)).map((policy) => startNames(set, policy));
  const found = new Set(names.flat().map(startsInCommon(names)));
  const order = [...Object.keys(set.vocabulary.events), ...Object.keys(set.vocabulary.tasks)];
  // A start of several tasks stands at the first of them, one put together of several starts at the end.
  const placeOf = (name: string) => Math.min(...tasksOfStart(name).map((task) => order.indexOf(task)).map((place) => (place < 0 ? order.length : place)));
  return [...found].sort((one, other) => placeOf(one) - placeOf(other));
}

/** What the limits of a policy that the rows show count from. */
function startNames(set: PolicySet, policy: Policy): string[] {
  return comparedLimits(tasksWithLimits(set.vocabulary.dimensions), policy).flatMap(({ readings }) => readings.flatMap(({ start }) => (start === null ? [] : [start])));
}

/** A limit with its starts under the names that both documents' starts go by. */
function inCommonNames(limit: ComparedLimit, common: (text: string) => string): ComparedLimit {
  const readings = limit.readings.map((reading) => {
    const start = reading.start && common(reading.start);
    return start === reading.start ? reading : { ...reading, start, says: JSON.stringify(limitSays(reading.limit, limit.policy, start)) };
  });
  return { ...limit, readings };
}

// ---- which limit is laid beside which ---------------------------------------------------------------------------

/** Pairs in which each limit of either policy comes at least once: with the one most like it first. */
function counterparts(limitsA: ComparedLimit[], limitsB: ComparedLimit[], lag: Lag): [ComparedLimit, ComparedLimit][] {
  if (limitsA.length === 0 || limitsB.length === 0) return [];
  const scored = limitsA.flatMap((a, placeA) => limitsB.map((b, placeB) => ({ a, b, likeness: likeness(a, b, lag) - Math.abs(placeA - placeB) / 100 })))
    .sort((one, other) => other.likeness - one.likeness);
  const chosen: typeof scored = [];
  const isTaken = (limit: ComparedLimit) => chosen.some(({ a, b }) => a === limit || b === limit);
  for (const pair of scored) if (!isTaken(pair.a) && !isTaken(pair.b)) chosen.push(pair);
  for (const limit of [...limitsA, ...limitsB]) if (!isTaken(limit)) chosen.push(scored.find(({ a, b }) => a === limit || b === limit)!);
  return chosen.sort((one, other) => limitsA.indexOf(one.a) - limitsA.indexOf(other.a)).map(({ a, b }) => [a, b]);
}

function likeness(a: ComparedLimit, b: ComparedLimit, lag: Lag): number {
  const [anchorsA, anchorsB] = [a, b].map(({ readings }) => new Set(readings.flatMap((reading) => anchorOf(reading, lag)?.name ?? [])));
  const shared = [...anchorsA!].filter((anchor) => anchorsB!.has(anchor)).length;
  const isSameStep = a.step.does[0] === b.step.does[0] ? 1 : 0;
  const isSameName = a.address.split('/')[1] === b.address.split('/')[1] ? 1 : 0;
  return (saysOf(a) === saysOf(b) ? 100 : 0) + 10 * shared + 2 * isSameStep + isSameName;
}

const saysOf = ({ readings }: ComparedLimit): string => inNoOrder(readings.map(({ says }) => says)).join();

// ---- one pair ----------------------------------------------------------------------------------------------------

/** Where a reading's start stands: alone, or so many working days after the common day. */
interface Anchor { name: string; offset: number }

const COMMON = 'the common day';

function anchorOf({ start }: ReadLimit, lag: Lag): Anchor | null {
  if (start === null) return null;
  // A lag may be named as three documents name a start together, which two of them name by more of its tasks.
  const offset = lag[start] ?? Object.entries(lag).find(([name]) => doCommonTask(name, start))?.[1];
  return offset === undefined ? { name: start, offset: 0 } : { name: COMMON, offset };
}

const isDated = ({ limit, start }: ReadLimit): boolean => start !== null && isCountable(limit.amount);
const isNoLimit = ({ limit }: ReadLimit): boolean => limit.amount?.kind === 'none';

/** A reading with its days from each start day: undefined where it was not in force, null past the calendar. */
interface Worked { reading: ReadLimit; anchor: Anchor; windows: (Window | undefined | null)[]; froms: (IsoDate | null)[] }

class Comparison {
  private readonly days: IsoDate[];
  private readonly lag: Lag;
  private readonly calendar: WorkingDayCalendar;
  private readonly limitDays: LimitDays;
  private readonly worked = new Map<ReadLimit, Worked>();

  constructor({ from, lag = {}, conventions = DEFAULT_CONVENTIONS, calendar = englandAndWales }: DifferenceOptions) {
    const length = calendarDaysBetween(from, addYear(from));
    this.days = Array.from({ length }, (_, index) => addCalendarDays(from, index));
    this.lag = lag;
    this.calendar = calendar;
    this.limitDays = new LimitDays(calendar, conventions);
  }

  compare(a: ComparedLimit, b: ComparedLimit): Omit<DateDifference, 'dimension'> {
    const [datedA, datedB] = [a, b].map(({ readings }) => readings.filter(isDated).map((reading) => this.work(reading)));
    const shared = new Set(datedA!.map(({ anchor }) => anchor.name).filter((name) => datedB!.some(({ anchor }) => anchor.name === name)));
    const named = { a: this.named(a), b: this.named(b) };
    const isSameRule = saysOf(a) === saysOf(b);
    if (shared.size === 0) {
      const why = isSameRule ? null : datedA!.length === 0 || datedB!.length === 0 ? 'no-number' as const : 'starts-elsewhere' as const;
      return { ...named, class: isSameRule ? 'same' : 'not-comparable', of: 0, differ: 0, mostWorkingDays: 0, example: null, readings: [], why };
    }
    const [comparedA, comparedB] = [datedA!, datedB!].map((dated) => dated.filter(({ anchor }) => shared.has(anchor.name)));
    const count = this.count(comparedA!, comparedB!, [...shared]);
    const readings = [...this.readingsOf(a, datedA!, b, datedB!), ...this.readingsOf(b, datedB!, a, datedA!)];
    const areAllShared = readings.every(({ agrees }) => agrees !== null);
    const areSameDays = count.differ === 0 && areAllShared;
    return { ...named, class: areSameDays ? (isSameRule ? 'same' : 'same-date') : 'different', ...count, readings, why: null };
  }

  private named({ policy, step, address, asWritten, readings }: ComparedLimit): LimitNamed {
    return { policy: policy.id, step: step.id, address, asWritten, starts: [...new Set(readings.flatMap(({ start }) => (start === null ? [] : [start])))] };
  }

  private work(reading: ReadLimit): Worked {
    const known = this.worked.get(reading);
    if (known) return known;
    const anchor = anchorOf(reading, this.lag)!;
    const froms = this.days.map((day) => (anchor.offset === 0 ? day : this.calendar.addWorkingDays(day, anchor.offset)));
    const windows = froms.map((from) => {
      if (from === null) return null;
      const window = daysAllowed(reading, from, this.limitDays);
      return window === 'beyond-calendar' ? null : window === null ? undefined : asCompared(window, from);
    });
    const worked = { reading, anchor, windows, froms };
    this.worked.set(reading, worked);
    return worked;
  }

  /** On how many start days the sets of days differ, by how much, and where first the most. */
  private count(a: Worked[], b: Worked[], anchors: string[]): { of: number; differ: number; mostWorkingDays: number; example: DifferenceExample | null } {
    let [of, differ, mostWorkingDays] = [0, 0, 0];
    let best: { index: number; rank: number } | null = null;
    this.days.forEach((day, index) => {
      if ([...a, ...b].some(({ windows }) => windows[index] === null)) return;
      of += 1;
      const apart = anchors.map((name) => this.apart(windowsAt(a, name, index), windowsAt(b, name, index))).filter((one) => one !== null);
      if (apart.length === 0) return;
      differ += 1;
      const most = Math.max(...apart);
      mostWorkingDays = Math.max(mostWorkingDays, most);
      const rank = most * 2 + (this.calendar.isWorkingDay(day) ? 1 : 0);
      if (best === null || rank > best.rank) best = { index, rank };
    });
    return { of, differ, mostWorkingDays, example: best === null ? null : this.example(a, b, (best as { index: number }).index) };
  }

  /** Null where the sets are equal; else how many working days lie between the windows that the other does not have. */
  private apart(a: Window[], b: Window[]): number | null {
    const hasIt = (windows: Window[], { earliest, latest }: Window) => windows.some((one) => one.earliest === earliest && one.latest === latest);
    const alone = [...a.filter((one) => !hasIt(b, one)).map((one) => ({ one, others: b })), ...b.filter((one) => !hasIt(a, one)).map((one) => ({ one, others: a }))];
    if (alone.length === 0) return null;
    return Math.max(0, ...alone.map(({ one, others }) => (others.length === 0 ? 0 : Math.min(...others.map((other) => this.windowsApart(one, other))))));
  }

  /** Between the last days, for those are what people are held to; between the first days where the last are the same. */
  private windowsApart(one: Window, other: Window): number {
    const ends = one.latest === other.latest ? [one.earliest, other.earliest] : [one.latest, other.latest];
    const [first, last] = ends.filter((end) => end !== null).sort();
    return first === undefined || last === undefined ? 0 : (this.calendar.workingDaysFrom(first, last) ?? calendarDaysBetween(first, last));
  }

  private example(a: Worked[], b: Worked[], index: number): DifferenceExample {
    const side = (worked: Worked[]) => worked.flatMap(({ reading, windows, froms }) => {
      const [window, from] = [windows[index], froms[index]];
      return window && from ? [{ under: reading.under, from, ...window }] : [];
    });
    return { start: this.days[index]!, a: side(a), b: side(b) };
  }

  private readingsOf(limit: ComparedLimit, dated: Worked[], other: ComparedLimit, otherDated: Worked[]): ReadingCompared[] {
    return limit.readings.map((reading) => {
      const worked = dated.find((one) => one.reading === reading);
      const beside = worked ? otherDated.filter(({ anchor }) => anchor.name === worked.anchor.name) : [];
      const agrees = worked
        ? beside.length === 0 ? null : beside.some(({ windows }) => windows.every((window, index) => isSameWindow(window, worked.windows[index])))
        : isNoLimit(reading) && other.readings.some(isNoLimit) ? true : null;
      return { policy: limit.policy.id, under: reading.under, because: reading.because, start: reading.start, agrees, isNoLimit: isNoLimit(reading) };
    });
  }
}

function windowsAt(worked: Worked[], anchor: string, index: number): Window[] {
  return worked.flatMap((one) => (one.anchor.name === anchor && one.windows[index] ? [one.windows[index]] : []));
}

/** A day past the calendar, or out of force, says nothing against it. */
const isSameWindow = (one: Window | undefined | null, other: Window | undefined | null): boolean =>
  !one || !other || (one.earliest === other.earliest && one.latest === other.latest);

/**
 * A stretch that opens on its start is open: "within 15 days" and "by Day 15" allow the same days, and neither means
 * that the thing could be done before what it follows.
 */
const asCompared = ({ earliest, latest }: Window, from: IsoDate): Window => ({ earliest: earliest === from && latest !== from ? null : earliest, latest });

function addYear(from: IsoDate): IsoDate {
  const next = `${String(Number(from.slice(0, 4)) + 1).padStart(4, '0')}${from.slice(4)}`;
  return next.endsWith('02-29') ? `${next.slice(0, 5)}03-01` : next;
}
