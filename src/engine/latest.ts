/**
 * The inverse of the timetable: a step must happen by a date; the latest day for each step and event before it.
 *
 * The answer is one set of working days that holds together under every reading that stands. Every rule is a ceiling
 * ("this day is no later than ..."), so the latest such set exists, and is found by lowering each day until no rule lowers
 * it further:
 * - order: what leads to a step is no later than it (the same day is allowed), also where a limit only orders it;
 * - a window's lower end: its start is early enough for the window to have opened;
 * - a limit given whole: what starts a "within n" leaves all n days (dropped by `bare`);
 * - a window's upper end: a step is no later than its limit allows.
 */
import { formatDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Amount, Id, IsoDate, Limit, PolicySet, Step } from '../policy/model.ts';
import { clockInWordsOf, limitAsRead, limitPlaces, underEachAssignment } from '../policy/readings.ts';
import { idsOfStart } from '../policy/starts.ts';
import { arrowsInto } from './conditions.ts';
import type { DatedAmount, LimitEnd } from './limit-days.ts';
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
  /** Null where nothing bounds it, or where no set of days holds together. */
  latest: IsoDate | null;
  /** The rule that binds, in words; one working day later would break it. Null where nothing bounds it. */
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
  const rules = new Rules(scheduler, input, calendar);
  return { policy: policyId, step: input.step, by: input.by, bare: input.bare ?? false, steps: rules.answer() };
}

type Span = Extract<Amount, { kind: 'span' }>;

/** `lower` gives the latest day of `of` that the rule allows, where `to` is on `day`; null where it says nothing. */
interface Ceiling { of: Id; to: Id; kind: BindingRule['kind']; limit: string | null; under: Record<string, Id>; words: string; lower: (day: IsoDate) => IsoDate | null }

class Rules {
  private readonly scheduler: Scheduler;
  private readonly input: LatestInput;
  private readonly calendar: WorkingDayCalendar;
  private readonly ceilings: Ceiling[] = [];
  private readonly days = new Map<Id, { day: IsoDate; rule: BindingRule; words: string }>();
  private readonly before: Set<Id>;
  private isImpossible = false;

  constructor(scheduler: Scheduler, input: LatestInput, calendar: WorkingDayCalendar) {
    this.scheduler = scheduler;
    this.input = input;
    this.calendar = calendar;
    const applying = scheduler.policy.steps.filter((step) => scheduler.appliesTo(step) !== 'no');
    for (const step of applying) this.addRules(step);
    this.before = this.everythingBefore(this.name(input.step));
  }

  answer(): LatestDay[] {
    this.lowerTo(this.name(this.input.step), this.input.by, { kind: 'asked', to: this.input.step, limit: null, under: {} }, `it must happen by ${formatDate(this.input.by)}`);
    for (const id of this.before) {
      const given = this.scheduler.dateOf(id);
      if (given !== null) this.lowerTo(id, given, { kind: 'given', to: id, limit: null, under: {} }, `its date is given, ${formatDate(given)}`);
    }
    if (!this.input.bare) this.settle(this.ceilings.filter(({ kind }) => kind !== 'limit'));
    this.settle(this.ceilings.filter(({ kind }) => kind !== 'limit-given-whole'));
    return this.names().map((id) => this.latestDay(id));
  }

  private latestDay(id: Id): LatestDay {
    const title = this.scheduler.title(id);
    const found = this.days.get(this.name(id));
    if (this.isImpossible && this.before.has(this.name(id))) {
      return { id, title, latest: null, because: 'No days hold together under every rule and reading.', rule: null };
    }
    if (!found) return { id, title, latest: null, because: null, rule: null };
    return { id, title, latest: found.day, because: `${capital(found.words)}.`, rule: found.rule };
  }

  /** Steps in the document's order, then the events that something before the step runs from. */
  private names(): Id[] {
    const steps = this.scheduler.policy.steps.map(({ id }) => id);
    const events = [...new Set(this.ceilings.flatMap(({ of, to }) => [of, to]))].filter((id) => !steps.includes(id));
    const marked = this.scheduler.policy.steps.flatMap(({ marks }) => marks).filter((event) => this.isEvent(event));
    return [...steps, ...new Set([...events, ...marked])];
  }

  private isEvent(id: Id): boolean { return Object.hasOwn(this.scheduler.vocabulary.events, id); }

  /** An event and the one step that brings it about are one day. */
  private name(id: Id): Id {
    const markers = this.scheduler.policy.steps.filter((step) => this.scheduler.surelyMarks(step).includes(id) && this.scheduler.appliesTo(step) !== 'no');
    return this.isEvent(id) && markers.length === 1 ? markers[0]!.id : id;
  }

  private everythingBefore(target: Id): Set<Id> {
    const found = new Set([target]);
    for (let size = 0; size < found.size;) {
      size = found.size;
      for (const { of, to, kind } of this.ceilings) if (kind !== 'limit' && found.has(to)) found.add(of);
    }
    return found;
  }

  private settle(ceilings: Ceiling[]): void {
    const relevant = ceilings.filter(({ of, to }) => this.before.has(of) && this.before.has(to));
    for (let lowered = true; lowered && !this.isImpossible;) {
      lowered = false;
      for (const ceiling of relevant) {
        const tied = this.days.get(ceiling.to);
        const day = tied && ceiling.lower(tied.day);
        if (!day) continue;
        const { kind, to, limit, under } = ceiling;
        if (this.lowerTo(ceiling.of, day, { kind, to, limit, under }, ceiling.words)) lowered = true;
      }
    }
  }

  private lowerTo(id: Id, day: IsoDate, rule: BindingRule, words: string): boolean {
    const working = this.calendar.lastWorkingDayOnOrBefore(day);
    if (working === null) this.isImpossible ||= day < this.calendar.from;
    const current = this.days.get(id);
    const next = working ?? day;
    if (current && current.day <= next) return false;
    this.days.set(id, { day: next, rule, words });
    return true;
  }

  // ---- the rules of one step ------------------------------------------------------------------------------

  private addRules(step: Step): void {
    const { policy } = this.scheduler;
    for (const { from } of arrowsInto(policy).get(step.id) ?? []) {
      const source = policy.steps.find(({ id }) => id === from);
      if (source && this.scheduler.appliesTo(source) !== 'no') this.order(from, step.id);
    }
    for (const { under, refutedBy, result } of underEachAssignment(this.scheduler.known.chosen, (assignment) => assignment.read(step, ['trigger', 'marks']))) {
      if (refutedBy === null) this.addEvents(step, result, under);
    }
    for (const variant of underEachAssignment(this.scheduler.known.chosen, (assignment) => assignment.read(step, ['limits']).limits)) {
      if (variant.refutedBy !== null) continue;
      for (const limit of variant.result) {
        const chosen = { ...this.scheduler.known.chosen, ...variant.under };
        for (const { under, refutedBy, result } of underEachAssignment(chosen, (assignment) => limitAsRead(policy, limit, assignment))) {
          if (refutedBy === null) this.addLimit(step, result, { ...variant.under, ...under });
        }
      }
    }
  }

  /** What sets a step off comes before it; what it brings about only under this reading is on the same day. */
  private addEvents(step: Step, { trigger, marks }: Step, under: Record<string, Id>): void {
    for (const event of trigger) this.order(event, step.id, null, under);
    for (const event of marks.filter((one) => !this.scheduler.surelyMarks(step).includes(one))) {
      const words = `under one reading "${this.scheduler.title(step.id)}" brings it about`;
      this.add({ of: event, to: step.id, kind: 'order', limit: null, under, words, lower: (day) => day });
      this.add({ of: step.id, to: event, kind: 'order', limit: null, under, words: `under one reading it brings about "${this.scheduler.title(event)}"`, lower: (day) => day });
    }
  }

  private order(earlier: Id, later: Id, by: { limit: Limit; words: string } | null = null, under: Record<string, Id> = {}): void {
    const after = `"${this.scheduler.title(later)}"`;
    const words = by === null ? `${after} comes after it` : `${by.words} puts ${after} after it`;
    this.add({ of: earlier, to: later, kind: 'order', limit: by?.limit.address ?? null, under, words, lower: (day) => day });
  }

  private addLimit(step: Step, limit: Limit, under: Record<string, Id>): void {
    const { amount, from } = limit;
    if (amount === null || amount.kind === 'none' || from === null || this.scheduler.limitApplies(limit) === 'no') return;
    if (amount.kind === 'span' && amount.approximate) return;
    const words = this.limitInWords(step, limit);
    // All starts of a combined one are held: enough for "the first of", and needed for "the last of".
    for (const start of idsOfStart(from).filter((id) => this.name(id) !== step.id)) {
      if (amount.kind === 'unquantified') {
        if (amount.way === 'before') this.order(step.id, start, { limit, words }, under);
        else this.order(start, step.id, { limit, words }, under);
        continue;
      }
      if (amount.kind === 'span' && amount.way === 'before') this.addBackwards(step, limit, amount, start, under, words);
      else this.addForwards(step, limit, amount, start, under, words);
    }
  }

  /** The step is `min` to `max` units before its start. */
  private addBackwards(step: Step, limit: Limit, amount: Span, start: Id, under: Record<string, Id>, words: string): void {
    const rule = { limit: limit.address, under };
    this.add({
      ...rule, of: step.id, to: start, kind: 'limit', words: `${words} ends before "${this.scheduler.title(start)}"`,
      lower: amount.min === null ? (day) => day : this.endOf(limit, 'latest'),
    });
    const { max } = amount;
    if (max === null) return;
    const opens = this.endOf(limit, 'earliest');
    // From later than a week past the whole count it cannot open by that day.
    const lookFrom = this.endOf({ ...limit, amount: { ...amount, way: 'after', max: max + 7 } }, 'latest');
    this.add({
      ...rule, of: start, to: step.id, kind: 'window-opens', words: `${words} opens only so long before it`,
      lower: (day) => this.latestWhere(opens, day, lookFrom(day)),
    });
  }

  /** The step is on or after its start: some units later, or on a numbered day. */
  private addForwards(step: Step, limit: Limit, amount: DatedAmount, start: Id, under: Record<string, Id>, words: string): void {
    const rule = { limit: limit.address, under };
    const title = this.scheduler.title(step.id);
    const [opens, closes] = amount.kind === 'numbered' ? [amount.first, amount.last] : [amount.min, amount.max];
    const opensAtOnce = opens === null || opens === 0;
    const [earliest, latest] = [this.endOf(limit, 'earliest'), this.endOf(limit, 'latest')];
    this.add({
      ...rule, of: start, to: step.id, kind: 'window-opens',
      words: opensAtOnce ? `"${title}" is counted from it` : `${words}: "${title}" may not come sooner after it`,
      lower: (day) => (opensAtOnce ? day : this.latestWhere(earliest, day, day)),
    });
    if (closes === null) return;
    this.add({ ...rule, of: step.id, to: start, kind: 'limit', words: `${words} of "${this.scheduler.title(start)}"`, lower: latest });
    if (!opensAtOnce) return;
    this.add({
      ...rule, of: start, to: step.id, kind: 'limit-given-whole', words: `${words} for "${title}" is given whole`,
      lower: (day) => this.latestWhere(latest, day, day),
    });
  }

  private add(ceiling: Ceiling): void {
    this.ceilings.push({ ...ceiling, of: this.name(ceiling.of), to: this.name(ceiling.to) });
  }

  /**
   * The latest working day, not after `notAfter`, from which the count ends no later than `bound`. Days that go on
   * falling until the table ends will not come to rest: the rules contradict each other.
   */
  private latestWhere(endOf: (day: IsoDate) => IsoDate | null, bound: IsoDate, notAfter: IsoDate | null): IsoDate | null {
    let day = notAfter === null ? null : this.calendar.lastWorkingDayOnOrBefore(notAfter);
    for (; day !== null; day = this.calendar.addWorkingDays(day, -1)) {
      const end = endOf(day);
      if (end !== null && end <= bound) return day;
    }
    this.isImpossible = true;
    return null;
  }

  /** An end of the limit by its start; null where it is open or past the table. */
  private endOf(limit: Limit, end: LimitEnd): (day: IsoDate) => IsoDate | null {
    return (day) => this.scheduler.endOfLimit(limit, day, end);
  }

  private limitInWords(step: Step, limit: Limit): string {
    const { policy } = this.scheduler;
    const words = limit.asWritten ?? clockInWordsOf(policy, limit)?.asWritten ?? null;
    const places = limitPlaces(policy, limit, step).map(({ at }) => at).join(', ');
    return `${words === null ? 'the limit' : `"${words}"`}${places === '' ? '' : ` (${places})`}`;
  }
}
