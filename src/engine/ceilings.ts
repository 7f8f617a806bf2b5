/**
 * The rules of a policy as ceilings: each says how late one step or event may be, by the days of others.
 *
 * A limit becomes up to three of them: the step is no later than the limit's last day (`limit`), and what it counts from is
 * early enough for its first day to have come (`window-opens`), and to leave the step all of its days (`limit-given-whole`).
 */
import type { CountResult, WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Amount, Id, InForce, IsoDate, Limit, Start, Step } from '../policy/model.ts';
import { clockInWordsOf, limitAsRead, limitPlaces, underEachAssignment, type Assignment, type Choices } from '../policy/readings.ts';
import { arrowsInto } from './conditions.ts';
import { isInForce } from './in-force.ts';
import type { BindingRule } from './latest.ts';
import { LimitDays, type DatedAmount, type LimitEnd } from './limit-days.ts';
import type { Scheduler } from './schedule.ts';

/** The latest day found so far for a step or event; null while nothing bounds it. */
export type DayOf = (id: Id) => IsoDate | null;

/** Why something is not known: it needs a day outside the table. */
export interface Unknown { unknown: string }

/** How late `of` may be. */
export interface Ceiling {
  of: Id;
  kind: BindingRule['kind'];
  limit: string | null;
  under: Record<string, Id>;
  words: string;
  /** What its day rests on. */
  tiedTo: readonly Id[];
  /** Of `tiedTo`, the one that decides. */
  decidedBy: (dayOf: DayOf) => Id;
  /** Whether one of several starts is enough. It is asked once the others have their days: one of them may be in time. */
  isShared: boolean;
  /** The last day worth trying; null where the ceiling says nothing yet. */
  top: (dayOf: DayOf) => IsoDate | Unknown | null;
  /** Whether the rule is in force where `of` is on a day: if not, it says nothing of that day. */
  isInForce: (day: IsoDate, dayOf: DayOf) => boolean;
  /** Whether `of` may be on a day. */
  allows: (day: IsoDate, dayOf: DayOf) => boolean | Unknown;
  /** The first day for what it is tied to, where `of` is on a day; null where it says nothing of that. */
  opens: ((day: IsoDate) => IsoDate | null) | null;
}

/** What a limit counts from: the last of these, each the first of its own. */
type Starts = readonly (readonly Id[])[];

/** A limit as read that may apply, and that has days or orders. */
interface StandingLimit { step: Step; limit: Limit; amount: Exclude<Amount, { kind: 'none' }>; starts: Starts; period: InForce; under: Record<string, Id>; words: string }

/** An end of a limit, by its start. */
interface End { isForward: boolean; from: (start: IsoDate) => CountResult }

const ON_THE_DAY: End = { isForward: true, from: (start) => ({ end: start, counted: [], skipped: [] }) };

/**
 * The ceilings of a case: those of every step that may apply, under every reading that stands.
 *
 * @example new Ceilings(scheduler).all.filter(({ of }) => of === 'referral-received')
 */
export class Ceilings {
  readonly all: Ceiling[] = [];
  private readonly scheduler: Scheduler;
  private readonly calendar: WorkingDayCalendar;
  private readonly limitDays: LimitDays;
  private readonly applying: readonly Step[];

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
    this.calendar = scheduler.calendar;
    this.limitDays = new LimitDays(scheduler.calendar, scheduler.conventions);
    this.applying = scheduler.policy.steps.filter((step) => scheduler.appliesTo(step) !== 'no');
    for (const step of this.applying) {
      this.addArrows(step);
      this.addEvents(step);
      this.addLimits(step);
    }
  }

  /**
   * An event and the one step that brings it about are one day, and have one name: the step's.
   *
   * @example ceilings.name('notification-sent') // 'notify-panel'
   */
  name(id: Id): Id {
    const markers = this.applying.filter((step) => this.scheduler.surelyMarks(step).includes(id));
    return Object.hasOwn(this.scheduler.vocabulary.events, id) && markers.length === 1 ? markers[0]!.id : id;
  }

  // ---- order ---------------------------------------------------------------------------------------------------

  private addArrows(step: Step): void {
    const { policy } = this.scheduler;
    for (const { from } of arrowsInto(policy).get(step.id) ?? []) {
      if (this.applying.some(({ id }) => id === from)) this.addOrder(from, step.id, {}, `“${this.scheduler.title(step.id)}” comes after it`);
    }
  }

  /** What sets a step off comes before it; what it brings about only under this reading is on the same day. */
  private addEvents(step: Step): void {
    const title = this.scheduler.title(step.id);
    for (const { under, refutedBy, result } of underEachAssignment(this.scheduler.known.chosen, (assignment) => assignment.read(step, ['trigger', 'marks']))) {
      if (refutedBy !== null) continue;
      for (const event of result.trigger) this.addOrder(event, step.id, under, `“${title}” comes after it`);
      for (const event of result.marks.filter((one) => !this.scheduler.surelyMarks(step).includes(one))) {
        this.addOrder(event, step.id, under, `under one reading “${title}” brings it about`);
        this.addOrder(step.id, event, under, `under one reading it brings about “${this.scheduler.title(event)}”`);
      }
    }
  }

  private addOrder(earlier: Id, later: Id, under: Record<string, Id>, words: string): void {
    const [of, to] = [this.name(earlier), this.name(later)];
    this.all.push({
      of, kind: 'order', limit: null, under, words, tiedTo: [to], isShared: false, decidedBy: () => to,
      top: (dayOf) => dayOf(to),
      isInForce: () => true,
      allows: (day, dayOf) => day <= (dayOf(to) ?? day),
      opens: (day) => day,
    });
  }

  // ---- the limits of a step --------------------------------------------------------------------------------------

  private addLimits(step: Step): void {
    const { chosen } = this.scheduler.known;
    for (const variant of underEachAssignment(chosen, (assignment) => assignment.read(step, ['limits']).limits)) {
      if (variant.refutedBy !== null) continue;
      for (const limit of variant.result) {
        const choices = { ...chosen, ...variant.under };
        for (const { under, refutedBy, result } of underEachAssignment(choices, (assignment) => this.standing(step, limit, assignment))) {
          if (refutedBy !== null || result === null) continue;
          const others = variant.result.filter((other) => other !== limit);
          this.addLimit({ ...result, under: { ...variant.under, ...under } }, this.others(step, others, { ...choices, ...under }));
        }
      }
    }
  }

  private standing(step: Step, limit: Limit, assignment: Assignment): StandingLimit | null {
    const read = limitAsRead(this.scheduler.policy, limit, assignment);
    const { amount, from } = read;
    if (amount === null || amount.kind === 'none' || from === null || this.scheduler.limitApplies(read) === 'no') return null;
    if (amount.kind === 'span' && amount.approximate) return null;
    const starts = lastOfFirsts(from).map((firsts) => firsts.map((id) => this.name(id)));
    // A step that sets the clock has no day by it.
    if (starts.flat().includes(step.id)) return null;
    const period = bothPeriods(assignment.read(step, ['inForce']).inForce, read.inForce);
    return { step, limit: read, amount, starts, period, under: assignment.under, words: this.limitInWords(step, read) };
  }

  /** The other limits of the step that surely apply, under each assignment that stands beside these choices. */
  private others(step: Step, limits: readonly Limit[], choices: Choices): StandingLimit[][] {
    return underEachAssignment(choices, (assignment) => limits.flatMap((limit) => this.standing(step, limit, assignment) ?? []))
      .filter(({ refutedBy }) => refutedBy === null)
      .map(({ result }) => result.filter(({ limit }) => this.scheduler.limitApplies(limit) === 'yes'));
  }

  private addLimit(one: StandingLimit, others: StandingLimit[][]): void {
    const { amount } = one;
    if (amount.kind === 'unquantified') this.addUnquantified(one, amount.way);
    else if (amount.kind === 'span' && amount.way === 'before') this.addBackwards(one, amount);
    else this.addForwards(one, amount, others);
  }

  private addUnquantified(one: StandingLimit, way: 'after' | 'before' | null): void {
    if (way === 'before') this.addLastDay(one, 'order', `${one.words} puts ${this.startInWords(one)} after it`, ON_THE_DAY);
    else this.addEarlyEnough(one, 'order', `${one.words} puts “${one.step.title}” after it`, ON_THE_DAY);
  }

  /** The step is `min` to `max` units before its start. */
  private addBackwards(one: StandingLimit, { min, max }: Extract<Amount, { kind: 'span' }>): void {
    this.addLastDay(one, 'limit', `${one.words} ends before ${this.startInWords(one)}`, min === null ? ON_THE_DAY : this.endOf(one, 'latest'));
    if (max === null) return;
    // From later than a week past the whole count it cannot open by that day.
    const weekMore: Amount = { kind: 'span', written: 'within', way: 'after', min: 0, max: max + 7, approximate: false };
    const lookFrom = this.endOf({ ...one, amount: weekMore, limit: { ...one.limit, amount: weekMore } }, 'latest');
    this.addEarlyEnough(one, 'window-opens', `${one.words} opens only so long before it`, this.endOf(one, 'earliest'), { lookFrom });
  }

  /** The step is on or after its start: some units later, or on a numbered day. */
  private addForwards(one: StandingLimit, amount: DatedAmount, others: StandingLimit[][]): void {
    const { step: { title }, words } = one;
    if (opensAtOnce(amount)) this.addEarlyEnough(one, 'window-opens', `“${title}” is counted from it`, ON_THE_DAY);
    else this.addEarlyEnough(one, 'window-opens', `${words}: “${title}” may not come sooner after it`, this.endOf(one, 'earliest'));
    if (!hasLastDay(amount)) return;
    this.addLastDay(one, 'limit', `${words} of ${this.startInWords(one)}`, this.endOf(one, 'latest'));
    this.addGivenWhole(one, others);
  }

  /**
   * What a "within n" counts from leaves the step all n days; but where another limit of the step leaves fewer from the same
   * start, no more than those, for the tightest binds.
   */
  private addGivenWhole(one: StandingLimit, others: StandingLimit[][]): void {
    const rivals = others.map((limits) => limits.filter((other) => hasLastDay(other.amount) && isSame(other.starts, one.starts)));
    // A limit that opens later is no "within n", but may be the one that bounds such a limit.
    if (!opensAtOnce(one.amount) && !rivals.flat().some(({ amount }) => opensAtOnce(amount))) return;
    const isBoundBy = (other: StandingLimit, start: IsoDate): boolean => {
      const [own, its] = [one, other].map((limit) => this.endOf(limit, 'latest').from(start));
      if (!isInForce(other.period, start) || !own || !its || 'error' in its) return false;
      return 'error' in own || its.end < own.end || (its.end === own.end && isNamedBefore(other, one));
    };
    const isSpared = (start: IsoDate): boolean => rivals.every((limits) => limits.some((other) => isBoundBy(other, start)));
    this.addEarlyEnough(one, 'limit-given-whole', `${one.words} for “${one.step.title}” keeps its whole length`, this.endOf(one, 'latest'), { isSpared });
  }

  // ---- the two ways in which a limit binds --------------------------------------------------------------------------

  /** The step is no later than an end of the limit. */
  private addLastDay({ step, limit, starts, period, under }: StandingLimit, kind: Ceiling['kind'], words: string, end: End): void {
    const tiedTo = starts.flat();
    const startDay = (dayOf: DayOf): IsoDate | null => {
      const start = startOn(starts, dayOf);
      return start === null || !isInForce(period, start) ? null : start;
    };
    this.all.push({
      of: step.id, kind, limit: limit.address, under, words, tiedTo, isShared: false, opens: null,
      decidedBy: (dayOf) => tiedTo.find((id) => dayOf(id) === startOn(starts, dayOf)) ?? tiedTo[0]!,
      isInForce: () => true,
      top: (dayOf) => {
        const start = startDay(dayOf);
        return start === null ? null : endOrUnknown(end.from(start));
      },
      allows: (day, dayOf) => {
        const start = startDay(dayOf);
        if (start === null || (end.isForward && day <= start)) return true;
        const last = this.comparable(end, start, day);
        return typeof last === 'string' ? day <= last : last;
      },
    });
  }

  /** What the limit counts from is early enough for an end of it to come no later than the step. */
  private addEarlyEnough(
    { step, limit, starts, period, under }: StandingLimit, kind: Ceiling['kind'], words: string, end: End,
    { lookFrom = ON_THE_DAY, isSpared = () => false }: { lookFrom?: End; isSpared?: (start: IsoDate) => boolean } = {},
  ): void {
    const isInTime = (start: IsoDate, by: IsoDate): boolean | Unknown => {
      if (isSpared(start)) return true;
      const reached = this.comparable(end, start, by);
      return typeof reached === 'string' ? reached <= by : reached;
    };
    for (const firsts of starts) {
      for (const of of firsts) {
        const rest = firsts.filter((id) => id !== of);
        const placedOn = (day: IsoDate, dayOf: DayOf): DayOf => (id) => (id === of ? day : dayOf(id));
        const isInForceOn: Ceiling['isInForce'] = (day, dayOf) => isInForce(period, startOn(starts, placedOn(day, dayOf)) ?? day);
        this.all.push({
          of, kind, limit: limit.address, under, words: [words, ...rest.map((id) => `unless “${this.scheduler.title(id)}” is in time`)].join(', '),
          tiedTo: [step.id], isShared: rest.length > 0, decidedBy: () => step.id,
          top: (dayOf) => {
            const [by, other] = [dayOf(step.id), startOn([rest], dayOf)];
            if (by === null || (other !== null && isInTime(other, by) === true)) return null;
            return endOrUnknown(lookFrom.from(by));
          },
          isInForce: isInForceOn,
          allows: (day, dayOf) => {
            const by = dayOf(step.id);
            return by === null || !isInForceOn(day, dayOf) || isInTime(startOn([firsts], placedOn(day, dayOf)) ?? day, by);
          },
          opens: rest.length > 0 || kind === 'limit-given-whole' ? null : (day) => dateOf(end.from(day)),
        });
      }
    }
  }

  // ---- days and words ------------------------------------------------------------------------------------------

  private endOf({ limit, amount }: StandingLimit, end: LimitEnd): End {
    return {
      isForward: !(amount.kind === 'span' && amount.way === 'before'),
      from: (start) => this.limitDays.end(limit, start, end) ?? ON_THE_DAY.from(start),
    };
  }

  /** An end, to be held against a day: one outside the table is after all days of the table, or before them, and never on the other side of its start. */
  private comparable(end: End, start: IsoDate, day: IsoDate): IsoDate | Unknown {
    const found = end.from(start);
    const isInTable = (one: IsoDate): boolean => this.calendar.from <= one && one <= this.calendar.to;
    const isBeyondStart = end.isForward ? day < start : day > start;
    if ('error' in found && (isBeyondStart || (isInTable(start) && isInTable(day)))) return end.isForward ? AFTER_ALL_DAYS : BEFORE_ALL_DAYS;
    return endOrUnknown(found);
  }

  private startInWords({ limit }: StandingLimit): string {
    const firsts = lastOfFirsts(limit.from!).map((ids) => {
      const titles = ids.map((id) => `“${this.scheduler.title(id)}”`);
      return titles.length === 1 ? titles[0]! : `the first of ${titles.join(' and ')}`;
    });
    return firsts.length === 1 ? firsts[0]! : `the last of ${firsts.join(' and ')}`;
  }

  private limitInWords(step: Step, limit: Limit): string {
    const { policy } = this.scheduler;
    const words = limit.asWritten ?? clockInWordsOf(policy, limit)?.asWritten ?? null;
    const places = limitPlaces(policy, limit, step).map(({ at }) => at).join(', ');
    return `${words === null ? 'the limit' : `“${words}”`}${places === '' ? '' : ` (${places})`}`;
  }
}

const BEFORE_ALL_DAYS = '0000-01-01';
const AFTER_ALL_DAYS = '9999-12-31';

const dateOf = (count: CountResult): IsoDate | null => ('error' in count ? null : count.end);
const endOrUnknown = (count: CountResult): IsoDate | Unknown => ('error' in count ? { unknown: count.reason } : count.end);

function opensAtOnce(amount: Amount): boolean {
  if (amount.kind === 'numbered') return amount.first === null || amount.first === 0;
  return amount.kind === 'span' && amount.way === 'after' && (amount.min === null || amount.min === 0);
}

function hasLastDay(amount: Amount): boolean {
  return amount.kind === 'numbered' ? amount.last !== null : amount.kind === 'span' && amount.way === 'after' && amount.max !== null;
}

const isSame = (one: Starts, other: Starts): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Of two limits that end on one day a "within n" is named, else the one that the document has first. */
function isNamedBefore(one: StandingLimit, other: StandingLimit): boolean {
  if (opensAtOnce(one.amount) !== opensAtOnce(other.amount)) return opensAtOnce(one.amount);
  const place = ({ step, limit }: StandingLimit): number => step.limits.findIndex(({ address }) => address === limit.address);
  return place(one) < place(other);
}

/** What holds only while both do. */
function bothPeriods(one: InForce | null, other: InForce | null): InForce {
  const [from] = [one?.from ?? [], other?.from ?? []].flat().sort().reverse();
  const [to] = [one?.to ?? [], other?.to ?? []].flat().sort();
  return { from: from ?? null, to: to ?? null };
}

/** A start as the last of firsts: "the first of A and the last of B and C" is the last of "the first of A and B" and "the first of A and C". */
function lastOfFirsts(start: Start): Id[][] {
  if ('last' in start) return start.last.flatMap(lastOfFirsts);
  if ('first' in start) return start.first.map(lastOfFirsts).reduce((ways, part) => ways.flatMap((one) => part.map((other) => [...new Set([...one, ...other])])));
  return ['event' in start ? [start.event] : [start.step]];
}

/** The day of a start, by the days known: of firsts, one without a day may be left out; null where a whole group has none. */
function startOn(starts: Starts, dayOf: DayOf): IsoDate | null {
  const days = starts.map((firsts) => firsts.flatMap((id) => dayOf(id) ?? []).sort()[0] ?? null);
  return days.reduce((one, other) => (one === null || other === null ? null : one > other ? one : other));
}
