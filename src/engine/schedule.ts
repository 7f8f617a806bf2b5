/**
 * The timetable of a case under one policy: a window for each step, under each reading of each doubt.
 *
 * The rules are those of the documents; the two conventions that no document states are assumptions (`Conventions`).
 * Three windows are kept apart:
 * - of a limit under an assignment: the days that this limit allows, if its start falls where it may fall;
 * - `safe`: the days that every assignment allows, where starts that have not happened fall on their last safe day;
 * - `outer`: from the first to the last day that any assignment allows.
 */
import { calendarDaysBetween } from '../calendar/iso-date.ts';
import { englandAndWales, type Counted, type WorkingDayCalendar } from '../calendar/working-days.ts';
import type { Id, IsoDate, Limit, Policy, PolicySet, Start, Step, Unit, Vocabulary } from '../policy/model.ts';
import { Assignment, clockInWordsOf, limitAsRead, limitPlaces, underEachAssignment, type UnderAssignment } from '../policy/readings.ts';
import { idsOfStart, startsOfPolicy } from '../policy/starts.ts';
import { arrowsInto, conditionText, openCondition, stepConditions, truthOf, withoutImplied, type Known, type OpenCondition } from './conditions.ts';
import { becauseOf, conflictSentence, explainReading, titleOf } from './explain.ts';
import { daysInForce } from './in-force.ts';
import { dateOfEnd, endThatMatters, LimitDays, OPEN_ENDS, opensAtOnce, type DatedAmount, type LimitEnd } from './limit-days.ts';
import { lateIfLater } from './late-if-later.ts';
import { nextSteps } from './next-step.ts';
import { Problems } from './problems.ts';
import { eventsOf, underReadings } from './step-readings.ts';
import type {
  Conventions, LimitEntry, LimitReading, OuterWindow, StartDate, Status, StepState, Timetable, TimetableInput, TimetableStep, Truth, Window,
} from './types.ts';
import { hull, intersection, isEmpty, isOpen, later, OPEN, sooner } from './windows.ts';
import { isPastTable, windowOfAll, type WorkedLimit } from './worked-limit.ts';

/** The site's assumption where a document does not say how days are counted. */
export const DEFAULT_CONVENTIONS: Conventions = { dayOne: 'day-after', nonWorkingStart: 'stands' };

const STATES: StepState[] = [
  'done', 'not-applicable', 'due', 'projected', 'waiting', 'sets-the-clock', 'beyond-calendar', 'unquantified', 'no-limit', 'not-in-force',
];

/**
 * The timetable of a case.
 * @param set needs only the policy asked for, and the vocabulary
 * @param input dates and answers; check ids with `checkInput` first
 * @param calendar the working days to count by
 * @throws RangeError where the set has no such policy
 * @example timetable(set, 'west-midlands', { on: { 'referral-received': '2026-03-27' } })
 */
export function timetable(set: PolicySet, policyId: Id, input: TimetableInput, calendar: WorkingDayCalendar = englandAndWales): Timetable {
  const policy = set.policies.find(({ id }) => id === policyId);
  if (!policy) throw new RangeError(`no policy "${policyId}" in this set`);
  return new Scheduler(policy, set.vocabulary, input, calendar).timetable();
}

/** What a start comes to: a date, what it waits for, what cannot happen (`never`), past the table (`beyond`), or the very step that counts from it (`self`). */
type Started =
  | { kind: 'dated'; from: StartDate; unsure: Id[] }
  | { kind: 'waiting' | 'never'; for: Id[] }
  | { kind: 'beyond'; reason: string; notBefore: IsoDate | null }
  | { kind: 'self' };

/** Whether starts that have not happened are spread over all the days they may fall on, or fall on their last safe day. */
type Mode = 'spread' | 'safe';

/**
 * Works one case out under one policy, a step at a time: what one step has been asked for is kept for the next.
 *
 * `timetable` gives the whole; this is for those who need single steps, or what lies beneath their dates. It takes ids
 * as they come: check them with `checkInput` first.
 *
 * @example new Scheduler(policy, vocabulary, { on: { 'referral-received': '2026-03-27' } }, englandAndWales).stepEntry(step).safe
 */
export class Scheduler {
  readonly policy: Policy;
  readonly vocabulary: Vocabulary;
  readonly input: TimetableInput;
  readonly calendar: WorkingDayCalendar;
  readonly conventions: Conventions;
  private readonly limitDays: LimitDays;
  readonly known: Known;
  /** Under which condition each step applies, whatever has been done. */
  private conditions: ReadonlyMap<Id, OpenCondition>;
  private readonly dates = new Map<Id, IsoDate>();
  private readonly steps = new Map<Id, Step>();
  /** The steps that bring an event about, under some reading. */
  private readonly markers = new Map<Id, Step[]>();
  /** The events that a step brings about under every reading. */
  private readonly marks = new Map<Id, Id[]>();
  private readonly safeWindows = new Map<Id, { safe: Window | null; conflict: string | null }>();
  private readonly underway = new Set<string>();
  /** Of what is underway, that to which what it rests on has led back. */
  private readonly ledBackTo = new Set<string>();
  /** The readings that count back from their start. */
  readonly countingBack = new WeakSet<LimitReading>();
  private readonly problems: Problems;

  constructor(policy: Policy, vocabulary: Vocabulary, input: TimetableInput, calendar: WorkingDayCalendar) {
    this.policy = policy;
    this.vocabulary = vocabulary;
    this.input = input;
    this.calendar = calendar;
    this.conventions = { ...DEFAULT_CONVENTIONS, ...input.conventions };
    this.limitDays = new LimitDays(calendar, this.conventions);
    this.known = { facts: input.facts ?? {}, decided: input.decided ?? {}, chosen: input.readings ?? {} };
    this.conditions = stepConditions(policy, this.known);
    this.problems = new Problems(this);
    for (const step of policy.steps) {
      this.steps.set(step.id, step);
      const { sure, possible } = eventsOf(step, 'marks', this.known.chosen);
      this.marks.set(step.id, sure);
      for (const event of possible) this.markers.set(event, [...(this.markers.get(event) ?? []), step]);
    }
    this.joinDates();
    const unsaid = this.conditions;
    const done = policy.steps.filter(({ id }) => truthOf(unsaid.get(id) ?? []) === 'unknown' && (this.isDone(id) || Object.hasOwn(this.known.decided, id))).map(({ id }) => id);
    if (done.length > 0) this.conditions = stepConditions(policy, this.known, new Set(done));
  }

  /** The whole timetable. Ask once: what does not fit together is gathered on the way. */
  timetable(): Timetable {
    const steps = this.policy.steps.map((step) => this.stepEntry(step));
    for (const [id, late] of lateIfLater(this, steps)) steps.find((step) => step.id === id)!.lateIfLater = late;
    this.problems.ofOrder();
    this.problems.ofConflicts();
    this.problems.ofUnplaced(this.markers);
    const used = usedIds(this.policy);
    const { on } = this.input;
    return {
      policy: this.policy.id,
      given: { ...on },
      notUsed: Object.keys(on).filter((id) => !used.has(id)),
      decided: { ...this.known.decided },
      facts: { ...this.known.facts },
      chosen: { ...this.known.chosen },
      conventions: this.conventions,
      asAt: this.asAt,
      ...nextSteps(this, steps),
      problems: this.problems.list,
      steps,
    };
  }

  get asAt(): IsoDate | null { return this.input.asAt ?? null; }

  /** A date for a step is a date for every event it marks, and a date for an event that it alone brings about is a date for both the step and its others. */
  private joinDates(): void {
    const { on } = this.input;
    for (const [id, date] of Object.entries(on)) this.dates.set(id, date);
    for (const step of this.policy.steps) {
      const given = [step.id, ...this.surelyMarks(step)].filter((id) => on[id] !== undefined);
      const own = given.filter((id) => id === step.id || on[step.id] !== undefined || this.onlyMarker(step, id));
      const [first] = own;
      if (first === undefined) continue;
      const date = on[first]!;
      for (const other of own) if (on[other] !== date) this.problems.report('two-dates', [first, other], { dates: [date, on[other]!] });
      for (const id of [step.id, ...this.surelyMarks(step)]) if (on[id] === undefined) this.dates.set(id, date);
    }
  }

  /** Whether a date of the event can only have come about by this step. */
  private onlyMarker(step: Step, event: Id): boolean {
    return (this.markers.get(event) ?? []).every((other) => other.id === step.id || this.appliesTo(other) === 'no' || this.appliesTo(step) === 'yes' && this.appliesTo(other) !== 'yes')
      && this.appliesTo(step) !== 'no';
  }

  /** The events that are one with a step, whichever reading is right. */
  surelyMarks(step: Step): readonly Id[] { return this.marks.get(step.id) ?? []; }

  /** The day of an event, of which only some readings say that the step brings it about; null under the others, and without a date. */
  private dayOfMark(step: Step, assignment: Assignment): IsoDate | null {
    const doubtful = step.doubt === null ? [] : assignment.read(step, ['marks']).marks.filter((event) => !this.surelyMarks(step).includes(event));
    const event = doubtful.find((one) => this.dateOf(one) !== null && this.onlyMarker(step, one));
    return event === undefined ? null : this.dateOf(event);
  }

  appliesTo(step: Step): Truth { return truthOf(this.conditions.get(step.id) ?? [[]]); }

  step(id: Id): Step | undefined { return this.steps.get(id); }

  isDone(id: Id): boolean {
    const date = this.dateOf(id);
    return date !== null && (this.asAt === null || date <= this.asAt);
  }

  dateOf(id: Id): IsoDate | null { return this.dates.get(id) ?? null; }

  // ---- one step ------------------------------------------------------------------------------------

  /** A step as the timetable has it, without working out the steps that it does not rest on. */
  stepEntry(step: Step): TimetableStep {
    const applies = this.appliesTo(step);
    const given = this.dateOf(step.id);
    const planned = given !== null && this.asAt !== null && given > this.asAt;
    const done = given !== null && !planned ? given : null;
    const outcome = this.outcomeOf(step);
    const limits = this.limitEntries(step, done);
    const { safe, conflict } = this.safeOf(step);
    const outer = this.outerOf(step);
    if (given !== null) this.problems.ofDate(step, given, limits, planned, applies);
    if (conflict !== null && done === null && (outcome === null || planned) && applies !== 'no') this.problems.conflict(step, limits, conflict);
    return {
      id: step.id,
      title: step.title,
      state: this.stateOf(step, done, applies, limits),
      applies: done === null ? applies : 'yes',
      onlyIf: done === null ? conditionText(withoutImplied(this.conditions.get(step.id) ?? [[]], this.conditions)) : null,
      done,
      planned: planned ? given : null,
      outcome,
      limits,
      safe,
      outer,
      workTo: safe ? this.workTo(safe) : null,
      conflict,
      lateIfLater: null,
    };
  }

  /** The outcome given at a decision; null of any other step. */
  private outcomeOf({ id }: Step): Id | null {
    return Object.hasOwn(this.known.decided, id) ? this.known.decided[id]! : null;
  }

  private stateOf(step: Step, done: IsoDate | null, applies: Truth, limits: LimitEntry[]): StepState {
    if (done !== null) return 'done';
    if (applies === 'no') return 'not-applicable';
    const standing = limits.flatMap(({ readings }) => readings).filter(({ stands }) => stands);
    if (standing.length === 0) return this.isOutOfForce(step) ? 'not-in-force' : 'no-limit';
    // A limit whose own condition fails says nothing of the step: that applies, and its other limits may bind it.
    return STATES.find((state) => state !== 'not-applicable' && standing.some((reading) => reading.state === state)) ?? 'no-limit';
  }

  /**
   * Whether a step, of which no limit says from when, is out of force on every day on which it may have been set off, under every reading. Where
   * none of these has a date, the day asked about decides; without one nothing does.
   */
  private isOutOfForce(step: Step): boolean {
    if (underReadings(step, 'inForce', this.known.chosen).every((period) => period === null)) return false;
    return underEachAssignment(this.known.chosen, (assignment) => {
      const days = this.daysSetOff(step, assignment, new Set());
      const asked = days.length > 0 ? days : this.asAt === null ? [] : [{ earliest: this.asAt, latest: this.asAt }];
      const inForceOn = daysInForce([assignment.read(step, ['inForce']).inForce]);
      return asked.length > 0 && asked.every((window) => isEmpty(intersection(window, inForceOn)));
    }).every(({ refutedBy, result }) => refutedBy !== null || result);
  }

  /** The days on which a step may be set off: those of its events and of the steps that lead to it, or of what sets those off. */
  private daysSetOff(step: Step, assignment: Assignment, seen: Set<Id>): Window[] {
    if (seen.has(step.id)) return [];
    seen.add(step.id);
    const events = assignment.read(step, ['trigger']).trigger.map((event): Start => ({ event }));
    const before = (arrowsInto(this.policy).get(step.id) ?? []).flatMap(({ from }) => this.steps.get(from) ?? []).filter((one) => this.appliesTo(one) !== 'no');
    const dayOf = (start: Start): Window[] => {
      const started = this.startOf(start, step, assignment, 'spread');
      return started.kind === 'dated' ? [{ earliest: started.from.earliest ?? started.from.date, latest: started.from.date }] : [];
    };
    return [...events.flatMap(dayOf), ...before.flatMap((one) => {
      const days = dayOf({ step: one.id });
      return days.length > 0 ? days : this.daysSetOff(one, assignment, seen);
    })];
  }

  private limitEntries(step: Step, done: IsoDate | null): LimitEntry[] {
    const entries = new Map<string, LimitEntry>();
    for (const variant of underEachAssignment(this.known.chosen, (assignment) => assignment.read(step, ['limits']).limits)) {
      for (const limit of variant.result) {
        const readings = underEachAssignment({ ...this.known.chosen, ...variant.under }, (assignment) => {
          assignment.read(step, ['limits']);
          return this.work(step, limit, assignment, 'spread');
        });
        const shown = readings.map((reading) => this.limitReading(step, { ...reading, refutedBy: variant.refutedBy ?? reading.refutedBy }, done));
        const entry = entries.get(limit.address);
        if (entry) entry.readings.push(...shown);
        else entries.set(limit.address, this.limitEntry(step, limit, readings.map(({ result }) => result.limit), shown));
      }
    }
    return [...entries.values()].map((entry) => ({ ...entry, readings: distinct(entry.readings) }));
  }

  private limitEntry(step: Step, limit: Limit, asRead: Limit[], readings: LimitReading[]): LimitEntry {
    const clock = clockInWordsOf(this.policy, limit);
    // Words that only one reading takes for this limit stand in that reading.
    const words = limit.asWritten ?? asRead.find(({ asWritten }) => asWritten !== null)?.asWritten ?? clock?.asWritten ?? null;
    return {
      address: limit.address,
      asWritten: words,
      cite: limitPlaces(this.policy, limit, step),
      modality: limit.modality,
      applies: this.limitApplies(limit),
      readings,
    };
  }

  private limitReading(step: Step, { under, taken, refutedBy, result }: UnderAssignment<WorkedLimit>, done: IsoDate | null): LimitReading {
    const reading: LimitReading = {
      under,
      state: done !== null ? 'done' : result.state,
      waitingFor: result.waitingFor,
      earliest: result.shown.earliest,
      latest: result.shown.latest,
      unit: result.limit.unit,
      approximate: result.limit.amount?.kind === 'span' && result.limit.amount.approximate,
      from: result.from,
      because: becauseOf(taken, result),
      refutedBy: refutedBy ?? taken.find((one) => one.refutedBy !== null)?.refutedBy ?? null,
      stands: refutedBy === null,
      counted: result.counted,
      skipped: result.skipped,
      status: null,
      by: null,
      byUnit: null,
      explanation: '',
    };
    Object.assign(reading, this.statusOf(reading, result, step, done));
    reading.explanation = explainReading(this, step, result, reading);
    const { amount } = result.limit;
    if (amount && 'way' in amount && amount.way === 'before') this.countingBack.add(reading);
    return reading;
  }

  // ---- lateness ----------------------------------------------------------------------------------------

  private statusOf(reading: LimitReading, worked: WorkedLimit, step: Step, done: IsoDate | null): { status: Status | null; by: number | null; byUnit: Unit | null } {
    const none = { status: null, by: null, byUnit: null };
    const { earliest, latest } = worked.window;
    if (latest === null || !worked.binds || worked.applies === 'no') return none;
    if (done !== null) {
      // A start still projected cannot make a finished step late. What was done too soon was not in time either.
      if (reading.from?.basis === 'projected' || (earliest !== null && done < earliest)) return none;
      return done > latest ? { status: 'done-late', ...this.apart(latest, done, reading.unit) } : { status: 'done-on-time', ...this.apart(done, latest, reading.unit) };
    }
    // What is decided is not late, and whether it was nobody can say: its day was not given.
    if (this.outcomeOf(step) !== null && this.dateOf(step.id) === null) return none;
    if (this.asAt === null || (worked.state !== 'due' && worked.state !== 'projected')) return none;
    if (this.asAt < latest) return { status: 'on-time', ...this.apart(this.asAt, latest, reading.unit) };
    if (worked.state === 'projected') return none;
    if (this.asAt === latest) return { status: 'due-today', by: 0, byUnit: reading.unit };
    return { status: 'overdue', ...this.apart(latest, this.asAt, reading.unit) };
  }

  /** How far apart two dates are, in the limit's unit where that says anything, else in calendar days. */
  private apart(earlier: IsoDate, later: IsoDate, unit: Unit | null): { by: number; byUnit: Unit } {
    const working = unit === 'working-day' ? this.calendar.workingDaysFrom(earlier, later) : null;
    if (working !== null && working > 0) return { by: working, byUnit: 'working-day' };
    return { by: calendarDaysBetween(earlier, later), byUnit: 'calendar-day' };
  }

  // ---- windows over all assignments -----------------------------------------------------------------------

  /** The days that suit every reading that stands. */
  safeOf(step: Step): { safe: Window | null; conflict: string | null } {
    const found = this.safeWindows.get(step.id);
    if (found) return found;
    if (this.isUnderway(step.id)) return { safe: OPEN, conflict: null };
    return this.whileUnderway(step.id, () => {
      const windows = this.assignedWindows(step, 'safe');
      let safe: Window = OPEN;
      for (const { result } of windows) safe = intersection(safe, result.certain, result.open);
      const isEmptyAsFarAsKnown = isEmpty(safe);
      // Where a limit that binds has no day, the others of the same reading do not say when it ends: only another reading can.
      const lasts = windows.map(({ result: { certain, open, limits } }) => ({ latest: intersection(certain, open).latest, limits }));
      const isUnsure = lasts.some(({ latest, limits }) => isPastTable(limits, latest));
      if (isUnsure && lasts.every(({ latest, limits }) => latest === null || isPastTable(limits, latest))) safe = { ...safe, latest: null };
      const answer = isEmptyAsFarAsKnown
        ? { safe: null, conflict: conflictSentence(this, step, windows) }
        : { safe, conflict: null };
      // Where one reading counts this step from another and the next that one from this, it depends on which was asked for first.
      if (this.ledBackTo.size === 0) this.safeWindows.set(step.id, answer);
      return answer;
    });
  }

  /** Whether a step, or what brings an event about, has no day that suits every reading. */
  hasNoSafeDay(id: Id): boolean {
    const own = this.steps.get(id);
    return (own ? [own] : this.markers.get(id) ?? []).some((step) => this.safeOf(step).safe === null);
  }

  private outerOf(step: Step): OuterWindow | null {
    const windows = this.assignedWindows(step, 'spread');
    const bounded = windows.map(({ result }) => (isOpen(result.certain) ? result.open : result.certain));
    const beyondCalendar = windows.some(({ result }, place) => isPastTable(result.limits, bounded[place]!.latest));
    const possible = bounded.filter((window) => !isEmpty(window));
    if (possible.length === 0 && bounded.length > 0) return null;
    return { ...hull(possible), ...(beyondCalendar ? { latest: null } : {}), beyondCalendar };
  }

  /** For each assignment that stands: the window of the limits that surely apply, and of those that may. */
  private assignedWindows(step: Step, mode: Mode): UnderAssignment<{ certain: Window; open: Window; limits: WorkedLimit[] }>[] {
    return underEachAssignment(this.known.chosen, (assignment) => this.workAll(step, assignment, mode)).filter(({ refutedBy }) => refutedBy === null);
  }

  /** Whether something is being worked out, and what asks for it has been led back to it. */
  private isUnderway(mark: string): boolean {
    if (this.underway.has(mark)) this.ledBackTo.add(mark);
    return this.underway.has(mark);
  }

  private whileUnderway<T>(mark: string, work: () => T): T {
    this.underway.add(mark);
    try {
      return work();
    } finally {
      this.underway.delete(mark);
      this.ledBackTo.delete(mark);
    }
  }

  private workAll(step: Step, assignment: Assignment, mode: Mode): { certain: Window; open: Window; limits: WorkedLimit[] } {
    const limits = assignment.read(step, ['limits']).limits.map((limit) => this.work(step, limit, assignment, mode));
    const binding = limits.filter((limit) => limit.binds);
    return {
      certain: windowOfAll(binding.filter(({ applies }) => applies === 'yes')),
      open: windowOfAll(binding.filter(({ applies }) => applies === 'unknown')),
      limits,
    };
  }

  private workTo(safe: Window): IsoDate | null {
    if (safe.latest === null) return null;
    const working = this.calendar.lastWorkingDayOnOrBefore(safe.latest);
    if (working === null) return null;
    return safe.earliest !== null && working < safe.earliest ? safe.earliest : working;
  }

  // ---- one limit under one assignment ------------------------------------------------------------------------

  work(step: Step, limit: Limit, assignment: Assignment, mode: Mode): WorkedLimit {
    const read = limitAsRead(this.policy, limit, assignment);
    const applies = this.limitApplies(read);
    const plain = (state: StepState, more: Partial<WorkedLimit> = {}): WorkedLimit => ({
      limit: read, state, waitingFor: [], from: null, window: OPEN, shown: OPEN, counted: [], skipped: [], reason: null, notBefore: null, inForceOn: null, isAside: false, applies, binds: false, ...more,
    });
    if (applies === 'no') return plain('not-applicable');
    const { amount } = read;
    if (amount === null || amount.kind === 'none') return plain('no-limit');
    if (read.from === null) return plain(this.isOutOfForce(step) ? 'not-in-force' : amount.kind === 'unquantified' ? 'unquantified' : 'waiting');
    const started = this.startOf(read.from, step, assignment, mode);
    if (started.kind === 'self') return plain('sets-the-clock');
    const held = started.kind === 'dated' ? this.heldStart(step, read, started.from, assignment, mode) : null;
    if (started.kind === 'dated' && held === null) return plain('not-in-force', { from: started.from });
    if (amount.kind === 'unquantified') {
      return plain('unquantified', started.kind === 'dated' ? { from: started.from } : 'for' in started ? { waitingFor: started.for } : {});
    }
    if ('for' in started) return plain('waiting', { waitingFor: started.for });
    if (started.kind === 'beyond') return plain('beyond-calendar', { reason: started.reason, notBefore: opensAtOnce(amount) ? started.notBefore : null });
    return { ...this.dated(read, amount, held?.from ?? started.from, started.unsure, plain), inForceOn: held?.inForceOn ?? null, isAside: held?.isAside ?? false };
  }

  /** Of the days on which a limit may start, those on which it and its step are in force; null where there are none. */
  private heldStart(step: Step, limit: Limit, from: StartDate, assignment: Assignment, mode: Mode): { from: StartDate; inForceOn: Window | null; isAside: boolean } | null {
    const inForceOn = daysInForce([assignment.read(step, ['inForce']).inForce, limit.inForce]);
    if (isOpen(inForceOn)) return { from, inForceOn: null, isAside: false };
    // The last safe day alone does not say whether the start may fall on another day, on which the limit is in force.
    const spread = mode === 'spread' || from.basis === 'given' || limit.from === null ? null : this.startOf(limit.from, step, assignment, 'spread');
    const may = spread?.kind === 'dated' ? spread.from : from;
    const held = intersection({ earliest: may.earliest ?? may.date, latest: may.date }, inForceOn);
    if (isEmpty(held)) return null;
    if (held.latest === may.date && held.earliest === (may.earliest ?? may.date)) return { from, inForceOn: null, isAside: false };
    const within = (day: IsoDate): IsoDate => later(held.earliest!, sooner(held.latest!, day));
    return { from: { ...from, date: within(from.date), earliest: from.earliest === null ? null : within(from.earliest) }, inForceOn, isAside: mode === 'safe' && within(from.date) !== from.date };
  }

  private dated(
    limit: Limit, amount: DatedAmount, from: StartDate, unsure: Id[], plain: (state: StepState, more?: Partial<WorkedLimit>) => WorkedLimit,
  ): WorkedLimit {
    const far = this.limitDays.ends(limit, from.date)!;
    const near = from.earliest === null ? OPEN_ENDS : from.earliest === from.date ? far : this.limitDays.ends(limit, from.earliest)!;
    const backwards = amount.kind === 'span' && amount.way === 'before';
    const beyond = [near.earliest, near.latest, far.earliest, far.latest].find((end) => end !== null && 'error' in end);
    if (beyond && 'error' in beyond) {
      const isAfterTable = opensAtOnce(amount) && beyond.error === 'beyond-calendar' && from.date >= this.calendar.from;
      return plain('beyond-calendar', { from, reason: beyond.reason, notBefore: isAfterTable ? later(from.date, this.calendar.to) : null, waitingFor: unsure });
    }
    const window: Window = { earliest: dateOfEnd(near.earliest), latest: dateOfEnd(far.latest) };
    const projected = from.basis === 'projected';
    const ledger = [far.latest, far.earliest].find((end): end is Counted => end !== null && 'end' in end && end.counted.length > 0);
    const approximate = amount.kind === 'span' && amount.approximate;
    return plain(projected ? 'projected' : 'due', {
      from,
      waitingFor: unsure,
      window,
      shown: projected ? { earliest: dateOfEnd(endThatMatters(amount, near, backwards)), latest: window.latest } : window,
      counted: ledger?.counted ?? [],
      skipped: ledger?.skipped ?? [],
      binds: !approximate,
    });
  }

  /**
   * One end of the days that a limit, as read, allows from a start, by the conventions of this timetable.
   *
   * @returns null where that end is open, the limit gives no days, or the table does not say
   * @example scheduler.endOfLimit(limit, '2026-03-27', 'latest') // '2026-04-07', of "within 5 working days"
   */
  endOfLimit(limit: Limit, start: IsoDate, end: LimitEnd): IsoDate | null {
    return dateOfEnd(this.limitDays.end(limit, start, end));
  }

  limitApplies(limit: Limit): Truth {
    return limit.when ? truthOf(openCondition(limit.when, this.policy, this.known)) : 'yes';
  }

  // ---- starts ----------------------------------------------------------------------------------------------

  private startOf(start: Start, self: Step, assignment: Assignment, mode: Mode): Started {
    if ('first' in start || 'last' in start) return this.combined(start, self, assignment, mode);
    if ('step' in start) {
      if (start.step === self.id) return { kind: 'self' };
      return this.stepStart(this.steps.get(start.step), start.step, assignment, mode);
    }
    const date = this.dateOf(start.event);
    if (date !== null) return { kind: 'dated', from: { id: start.event, date, earliest: date, basis: 'given' }, unsure: [] };
    if (assignment.read(self, ['marks']).marks.includes(start.event)) return { kind: 'self' };
    return this.markedStart(start.event, assignment, mode);
  }

  /** An event that has no date: projected from the steps that bring it about. */
  private markedStart(event: Id, assignment: Assignment, mode: Mode): Started {
    const marking = (this.markers.get(event) ?? []).filter((step) => assignment.read(step, ['marks']).marks.includes(event));
    const markers = marking.filter((step) => this.appliesTo(step) !== 'no');
    if (marking.length > 0 && markers.length === 0) return { kind: 'never', for: [event] };
    const sure = markers.filter((step) => this.appliesTo(step) === 'yes');
    const starts = (sure.length > 0 ? sure : markers).map((step) => ({ step, started: this.stepStart(step, step.id, assignment, mode) }));
    const dated = starts.flatMap(({ started }) => (started.kind === 'dated' ? [started.from] : []));
    if (dated.length === 0) return starts.find(({ started }) => started.kind === 'beyond')?.started ?? { kind: 'waiting', for: [event] };
    const from: StartDate = {
      id: event,
      date: dated.map(({ date }) => date).reduce(later),
      earliest: soonestStart(dated),
      // A step that has a date is the event only under this reading: under every reading, the event had that date itself.
      basis: dated.every(({ basis }) => basis === 'given') ? 'given' : 'projected',
    };
    return { kind: 'dated', from, unsure: starts.filter(({ started }) => started.kind !== 'dated').map(({ step }) => step.id) };
  }

  private stepStart(step: Step | undefined, id: Id, assignment: Assignment, mode: Mode): Started {
    const given = this.dateOf(id) ?? (step ? this.dayOfMark(step, assignment) : null);
    if (given !== null) return { kind: 'dated', from: { id, date: given, earliest: given, basis: 'given' }, unsure: [] };
    if (step && this.appliesTo(step) === 'no') return { kind: 'never', for: [id] };
    if (!step || this.isUnderway(`start:${id}`)) return { kind: 'waiting', for: [id] };
    return this.whileUnderway(`start:${id}`, () => {
      const { certain, open, limits } = this.workAll(step, assignment, mode);
      const window = intersection(certain, open);
      if (isPastTable(limits, window.latest)) return startPastTable(limits, window.latest);
      if (window.latest === null) return { kind: 'waiting', for: [id] };
      // Where no day of it suits every reading, someone must decide; until then each reading goes on from its own days.
      const lastSafeDay = mode === 'safe' ? (this.safeOf(step).safe?.latest ?? null) : null;
      return this.projected(id, lastSafeDay === null ? window : { earliest: lastSafeDay, latest: lastSafeDay });
    });
  }

  private projected(id: Id, window: Window): Started {
    const latest = window.latest!;
    const earliest = window.earliest !== null && window.earliest > latest ? latest : window.earliest;
    return { kind: 'dated', from: { id, date: latest, earliest, basis: 'projected' }, unsure: [] };
  }

  private combined(start: Extract<Start, { first: Start[] } | { last: Start[] }>, self: Step, assignment: Assignment, mode: Mode): Started {
    const isFirst = 'first' in start;
    const parts = (isFirst ? start.first : start.last).map((one) => this.startOf(one, self, assignment, mode));
    if (parts.some(({ kind }) => kind === 'self')) return { kind: 'self' };
    const starts = parts.filter(({ kind }) => kind !== 'never');
    if (starts.length === 0) return { kind: 'never', for: parts.flatMap((one) => ('for' in one ? one.for : [])) };
    const dated = starts.flatMap((one) => (one.kind === 'dated' ? [one] : []));
    const waitingFor = starts.flatMap((one) => (one.kind === 'waiting' ? one.for : []));
    const beyond = starts.find((one) => one.kind === 'beyond');
    if (dated.length === 0 || (!isFirst && waitingFor.length > 0)) return beyond && waitingFor.length === 0 ? beyond : { kind: 'waiting', for: waitingFor };
    const date = dated.map(({ from }) => from.date).reduce(isFirst ? sooner : later);
    if (beyond && (!isFirst || beyond.notBefore === null || beyond.notBefore < date)) return beyond;
    const ends = {
      date,
      earliest: isFirst ? soonestStart(dated.map(({ from }) => from)) : dated.map(({ from }) => from.earliest).reduce(latestStart),
    };
    const deciding = dated.find(({ from }) => from.date === ends.date)!.from;
    const unsure = [...new Set([...waitingFor, ...dated.flatMap((one) => one.unsure)])];
    return { kind: 'dated', from: { id: deciding.id, ...ends, basis: ends.date === ends.earliest ? deciding.basis : 'projected' }, unsure };
  }

  title(id: Id): string { return titleOf(this.policy, this.vocabulary, id); }
}

function startPastTable(limits: readonly WorkedLimit[], latest: IsoDate | null): Started {
  const beyond = limits.filter(({ state }) => state === 'beyond-calendar');
  const bounds = beyond.map(({ notBefore }) => notBefore);
  const notBefore = bounds.includes(null) ? null : [...bounds, latest].filter((day) => day !== null).reduce(sooner);
  return { kind: 'beyond', reason: beyond.find(({ reason }) => reason !== null)?.reason ?? '', notBefore };
}

const latestStart = (one: IsoDate | null, other: IsoDate | null): IsoDate | null => (one === null ? other : other === null ? one : later(one, other));

/** How early the first of several starts may be; null where one of them may be on any day before its last. */
const soonestStart = (starts: readonly StartDate[]): IsoDate | null =>
  starts.map(({ earliest }) => earliest).reduce((one, other) => (one === null || other === null ? null : sooner(one, other)));

/** Readings that say the same under the same choices are one reading. */
function distinct(readings: LimitReading[]): LimitReading[] {
  const seen = new Map<string, LimitReading>();
  for (const reading of readings) {
    const key = JSON.stringify(Object.entries(reading.under).sort());
    if (!seen.has(key)) seen.set(key, reading);
  }
  return [...seen.values()];
}

/** Every id of a policy whose date changes something. */
export function usedIds(policy: Policy): Set<Id> {
  const ofStep = (step: Step): Id[] => [step.id, ...(['trigger', 'marks'] as const).flatMap((key) => [...step[key], ...(step.doubt?.readings ?? []).flatMap(({ changes }) => changes[key] ?? [])])];
  return new Set([...startsOfPolicy(policy).flatMap(idsOfStart), ...policy.steps.flatMap(ofStep)]);
}
