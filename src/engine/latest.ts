/**
 * The inverse of the timetable: a step must happen by a date; the latest day for each step and event before it.
 *
 * The answer is one set of working days that holds together under every reading that stands. Every rule is a ceiling
 * ("this day is no later than ..."), and each day is lowered until no rule lowers it further:
 * - order: what leads to a step is no later than it (the same day is allowed), also where a limit only orders it;
 * - a window's lower end: its start is early enough for the window to have opened;
 * - a limit given whole: what starts a "within n" leaves all n days, or what a tighter one leaves (dropped by `bare`);
 * - a window's upper end: a step is no later than its limit allows.
 *
 * A limit says nothing of a start on which it is not in force. Of "the last of" several starts, all are early enough for a
 * lower end, and the last gives the upper end. Of "the first of", one in time is enough: where none of them is, each is
 * given the day by which it would be. A date that is given stands as it is, on whatever day of the week, unless it is too
 * late: then the answer is sooner than the date given.
 */
import { addCalendarDays, calendarDaysBetween, formatDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Id, IsoDate, PolicySet } from '../policy/model.ts';
import { Ceilings, type Ceiling, type DayOf, type Unknown } from './ceilings.ts';
import { Scheduler } from './schedule.ts';
import type { TimetableInput } from './types.ts';
import { capital } from './words.ts';

interface LatestInput extends TimetableInput {
  /** The step that must happen. */
  step: Id;
  /** By this day. */
  by: IsoDate;
  /** Leaves out that each "within n" gets its whole n. */
  bare?: boolean;
}

export interface LatestDay {
  id: Id;
  title: string;
  /** Null where nothing bounds it, where no set of days holds together, or where it needs a day outside the table. */
  latest: IsoDate | null;
  /** The date given for it, or for the event that it brings about; null without one. Where `latest` is sooner, it is too late. */
  given: IsoDate | null;
  /** The rule that binds, in words; one working day later would break it. Else why there is no day; null where nothing bounds it. */
  because: string | null;
  rule: BindingRule | null;
}

export interface BindingRule {
  kind: 'asked' | 'given' | 'order' | 'window-opens' | 'limit-given-whole' | 'limit';
  /** The step or event that the rule ties it to. */
  to: Id;
  /** The limit, by its address; null where the rule is one of order. */
  limit: string | null;
  /** The readings of the doubts that the rule rests on. */
  under: Record<string, Id>;
}

export interface Latest { policy: Id; step: Id; by: IsoDate; bare: boolean; steps: LatestDay[] }

/**
 * The latest days of the steps and events before a step that must happen by a date.
 * @throws RangeError where the set has no such policy, or the policy no such step
 * @example latest(set, 'west-midlands', { on: {}, step: 'report-to-panel', by: '2026-04-17' })
 * // the meeting by 2026-04-15, the template sent by 2026-04-08, the referral by 2026-04-02
 */
export function latest(set: PolicySet, policyId: Id, input: LatestInput, calendar: WorkingDayCalendar = englandAndWales): Latest {
  const policy = set.policies.find(({ id }) => id === policyId);
  if (!policy) throw new RangeError(`no policy "${policyId}" in this set`);
  if (!policy.steps.some(({ id }) => id === input.step)) throw new RangeError(`no step "${input.step}" in ${policyId}`);
  const scheduler = new Scheduler(policy, set.vocabulary, input, calendar);
  return { policy: policyId, step: input.step, by: input.by, bare: input.bare ?? false, steps: new LatestDays(scheduler, input).answer() };
}

/** A day found, and the rule that lowered it to it. */
interface Found { day: IsoDate; rule: BindingRule; words: string }

/** Rules that agree on no day within so many days contradict each other: ten years, or one where they chase each other out of the table. */
const MOST_DAYS_BACK = 3660;
const MOST_DAYS_ROUND = 366;

class LatestDays {
  private readonly scheduler: Scheduler;
  private readonly input: LatestInput;
  private readonly calendar: WorkingDayCalendar;
  private readonly ceilings: Ceilings;
  private readonly asked: Id;
  /** The ceilings on what is before the step asked for. */
  private readonly relevant: readonly Ceiling[];
  private readonly before: ReadonlySet<Id>;
  private readonly given = new Map<Id, IsoDate>();
  /** The days that stand though nobody may be at work on them. */
  private readonly standing: ReadonlyMap<Id, ReadonlySet<IsoDate>>;
  private readonly found = new Map<Id, Found>();
  /** Why no day can be given for want of the table. */
  private readonly unknown = new Map<Id, string>();
  private isImpossible = false;

  constructor(scheduler: Scheduler, input: LatestInput) {
    this.scheduler = scheduler;
    this.input = input;
    this.calendar = scheduler.calendar;
    this.ceilings = new Ceilings(scheduler);
    this.asked = this.ceilings.name(input.step);
    this.before = this.everythingBefore(this.asked);
    this.relevant = this.ceilings.all.filter(({ of }) => this.before.has(of));
    for (const id of new Set([...this.before, ...this.relevant.flatMap(({ tiedTo }) => tiedTo)])) {
      const date = scheduler.dateOf(id);
      if (date !== null) this.given.set(id, date);
    }
    this.standing = this.standingDays();
  }

  answer(): LatestDay[] {
    const { step, by, bare } = this.input;
    this.lower(this.asked, by, { rule: { kind: 'asked', to: step, limit: null, under: {} }, words: `it must happen by ${formatDate(by)}` });
    for (const [id, date] of this.given) {
      if (!this.before.has(id)) continue;
      this.lower(id, date, { rule: { kind: 'given', to: id, limit: null, under: {} }, words: `its date is given, ${formatDate(date)}` });
    }
    if (!bare) this.settle(this.relevant.filter(({ kind }) => kind !== 'limit'));
    const bareRules = this.relevant.filter(({ kind }) => kind !== 'limit-given-whole');
    this.settle(bareRules);
    this.findUnknown(bare ? bareRules : this.relevant);
    return this.names().map((id) => this.latestDay(id));
  }

  private latestDay(id: Id): LatestDay {
    const title = this.scheduler.title(id);
    const name = this.ceilings.name(id);
    const given = this.scheduler.dateOf(name);
    const none = (because: string | null): LatestDay => ({ id, title, latest: null, given, because, rule: null });
    if (this.isImpossible && this.before.has(name)) return none('No days hold together under every rule and reading.');
    const unknown = this.unknown.get(name);
    if (unknown !== undefined) return none(unknown);
    const found = this.found.get(name);
    return found ? { id, title, latest: found.day, given, because: `${capital(found.words)}.`, rule: found.rule } : none(null);
  }

  /** Steps in the document's order, then the events that something before the step runs from. */
  private names(): Id[] {
    const { policy, vocabulary } = this.scheduler;
    const steps = policy.steps.map(({ id }) => id);
    const tied = this.ceilings.all.flatMap(({ of, tiedTo }) => [of, ...tiedTo]).filter((id) => !steps.includes(id));
    const marked = policy.steps.flatMap(({ marks }) => marks).filter((event) => Object.hasOwn(vocabulary.events, event));
    return [...steps, ...new Set([...tied, ...marked])];
  }

  private everythingBefore(target: Id): Set<Id> {
    const found = new Set([target]);
    for (let size = 0; size < found.size;) {
      size = found.size;
      for (const { of, tiedTo, kind } of this.ceilings.all) if (kind !== 'limit' && tiedTo.some((id) => found.has(id))) found.add(of);
    }
    return found;
  }

  /** The dates given, and the first day that rules leave after them: on these a step may have to be done though nobody is at work. */
  private standingDays(): Map<Id, Set<IsoDate>> {
    const standing = new Map([...this.given].map(([id, date]) => [id, new Set([date])]));
    // No chain of rules is longer than the steps and events there are.
    for (const _ of this.before) {
      for (const { of, tiedTo: [to], opens } of this.ceilings.all) {
        if (opens === null || to === undefined) continue;
        const days = [...standing.get(of) ?? []].flatMap((day) => opens(day) ?? []);
        if (days.length > 0) standing.set(to, new Set([...standing.get(to) ?? [], ...days]));
      }
    }
    return standing;
  }

  // ---- lowering ------------------------------------------------------------------------------------------------

  /** Lowers every day until it keeps all of these ceilings. */
  private settle(ceilings: readonly Ceiling[]): void {
    const own = ceilings.filter(({ isShared }) => !isShared);
    const shared = ceilings.filter(({ isShared }) => isShared);
    do while (!this.isImpossible && this.lowerAll(own, false)); while (!this.isImpossible && this.lowerAll(shared, true));
  }

  /**
   * Lowers each day once to what each ceiling allows; whether that lowered any.
   * @param together whether all are held against the days as they were before: of several starts that share a ceiling each
   *   is then lowered, not only the first of them
   */
  private lowerAll(ceilings: readonly Ceiling[], together: boolean): boolean {
    const days = together ? new Map(this.found) : this.found;
    const dayOf: DayOf = (id) => this.dayIn(days, id);
    let lowered = false;
    for (const ceiling of ceilings) {
      const day = this.highestUnder(ceiling, dayOf);
      if (typeof day !== 'string') continue;
      const { of, kind, limit, under, words } = ceiling;
      if (this.lower(of, day, { rule: { kind, to: ceiling.decidedBy(dayOf), limit, under }, words })) lowered = true;
    }
    return lowered;
  }

  /** What is not before the step asked for has the date given for it, if any. */
  private dayIn(days: ReadonlyMap<Id, Found>, id: Id): IsoDate | null {
    return days.get(id)?.day ?? (this.before.has(id) ? null : this.given.get(id) ?? null);
  }

  private lower(id: Id, day: IsoDate, by: Omit<Found, 'day'>): boolean {
    const current = this.found.get(id);
    const next = this.candidate(id, day);
    if (current && current.day <= next) return false;
    this.found.set(id, { day: next, ...by });
    this.isImpossible ||= this.daysBack(next) > MOST_DAYS_BACK;
    return true;
  }

  /** How far a day is before the day asked and every date given. */
  private daysBack(day: IsoDate): number {
    return calendarDaysBetween(day, [this.input.by, ...this.given.values()].sort()[0]!);
  }

  /** Whether the rules that bind lead from a step or event back to itself, far from every date there is. */
  private goesRound(id: Id): boolean {
    const seen = new Set<Id>();
    let at = id;
    let found = this.found.get(at);
    while (found && !seen.has(at)) {
      if (at === found.rule.to) return false;
      seen.add(at);
      at = found.rule.to;
      found = this.found.get(at);
    }
    return found !== undefined && this.daysBack(found.day) > MOST_DAYS_ROUND;
  }

  /** The highest day that a ceiling allows where that is sooner than the day there is, or why it is not known; else null. */
  private highestUnder({ of, top, allows, isInForce }: Ceiling, dayOf: DayOf): IsoDate | Unknown | null {
    const current = dayOf(of);
    const isAllowed = current !== null && allows(current, dayOf);
    if (isAllowed !== false) return isAllowed === true ? null : isAllowed;
    const highest = top(dayOf);
    if (typeof highest !== 'string') return highest;
    if (current === null && !isInForce(highest, dayOf)) return null;
    for (let day = this.candidate(of, current !== null && current < highest ? current : highest); ; day = this.candidate(of, addCalendarDays(day, -1))) {
      const allowed = allows(day, dayOf);
      if (allowed !== false) return allowed === true ? day : allowed;
    }
  }

  /** The last day, on or before a day, on which a step or event may be: a working day where the table says which days are. */
  private candidate(id: Id, day: IsoDate): IsoDate {
    const standing = [...this.standing.get(id) ?? []].filter((one) => one <= day);
    return [this.calendar.lastWorkingDayOnOrBefore(day) ?? day, ...standing].sort().at(-1)!;
  }

  /** Notes what cannot be known for want of the table: a day that a ceiling needs it for, and what rests on such a day. */
  private findUnknown(ceilings: readonly Ceiling[]): void {
    const dayOf: DayOf = (id) => this.dayIn(this.found, id);
    const isInTable = (day: IsoDate): boolean => this.calendar.from <= day && day <= this.calendar.to;
    for (let size = -1; size < this.unknown.size;) {
      size = this.unknown.size;
      for (const ceiling of ceilings.filter(({ of }) => !this.unknown.has(of))) {
        const { of, kind, tiedTo } = ceiling;
        const found = this.found.get(of);
        const own = this.highestUnder(ceiling, dayOf);
        const restsOn = found && isInTable(found.day) ? [found.rule.to] : kind === 'limit' ? [] : tiedTo;
        const reason = own !== null && typeof own !== 'string' ? own.unknown : restsOn.flatMap((id) => this.unknown.get(id) ?? [])[0];
        if (reason === undefined) continue;
        this.unknown.set(of, reason);
        this.isImpossible ||= [of, ...tiedTo].some((id) => this.goesRound(id));
      }
    }
  }
}
