/** What goes into the engine and what comes out: the JSON that `rulebook timetable` and `rulebook judge` print. */
import type { DayOne, Id, IsoDate, Modality, NonWorkingStart, Unit } from '../policy/model.ts';

export type Answer = 'yes' | 'no' | 'unknown';
export type Verdict = 'met' | 'not-met' | 'undetermined';
/** Of a condition: three values. Unknown is never no. */
export type Truth = 'yes' | 'no' | 'unknown';

/** Set once for a timetable, and named wherever it decides a date. What a document states is not moved by it. */
export interface Conventions { dayOne: DayOne; nonWorkingStart: NonWorkingStart }

export interface TimetableInput {
  /** Dates of events and steps, by id. A date for a step and for the event it marks is one date. */
  on: Record<Id, IsoDate>;
  /** The outcome that someone gave at a decision, by step id. */
  decided?: Record<Id, Id>;
  /** Answers by fact id; a fact without an answer is unknown. */
  facts?: Record<Id, Answer>;
  /** The reading chosen for a doubt, by the doubt's address. */
  readings?: Record<string, Id>;
  conventions?: Partial<Conventions>;
  /** Null or absent: no states of lateness, and every date given is a date done. */
  asAt?: IsoDate | null;
}

export type StepState =
  | 'done' | 'not-applicable' | 'due' | 'projected' | 'waiting' | 'sets-the-clock'
  | 'beyond-calendar' | 'unquantified' | 'no-limit' | 'not-in-force';

export type Status = 'on-time' | 'due-today' | 'overdue' | 'done-on-time' | 'done-late';

/** A stretch of days; a null end is open. */
export interface Window { earliest: IsoDate | null; latest: IsoDate | null }

/** The span over all readings. `beyondCalendar`: some reading ends past the bank-holiday table. */
export interface OuterWindow extends Window { beyondCalendar: boolean }

export interface StartDate {
  /** Event or step it is counted from. */
  id: Id;
  /** The date, or for a projected start its latest. */
  date: IsoDate;
  /** For a projected start its earliest, null where nothing says how early it may be; else the date. */
  earliest: IsoDate | null;
  basis: 'given' | 'projected';
}

export interface SkippedDay { date: IsoDate; reason: string }

export interface LimitReading {
  /** The readings of the doubts that this date rests on, by address. Empty: not in doubt. */
  under: Record<string, Id>;
  state: StepState;
  /** What it waits for: ids of events and steps. Also set on a dated limit that an unknown start could make earlier. */
  waitingFor: Id[];
  /** The first day of the window; of a projected limit, the date if its start is on its earliest day. */
  earliest: IsoDate | null;
  /** The last day of the window; of a projected limit, the date if its start is on its latest day. */
  latest: IsoDate | null;
  unit: Unit | null;
  approximate: boolean;
  from: StartDate | null;
  /** Why this reading, or why there is no date. */
  because: string;
  refutedBy: string | null;
  /** Whether it counts: the document does not rule it out, or someone chose it all the same. */
  stands: boolean;
  /** Day by day, from the (latest) start to the end that matters. */
  counted: IsoDate[];
  skipped: SkippedDay[];
  status: Status | null;
  by: number | null;
  byUnit: Unit | null;
  explanation: string;
}

export interface LimitEntry {
  address: string;
  asWritten: string | null;
  /** Where it stands: at its own place, else at that of the clock whose words it has, else at its step's. */
  cite: { at: string; of: Id | null; unverified: string | null }[];
  modality: Modality | null;
  /** Whether the limit's own condition holds; `yes` where it has none. */
  applies: Truth;
  readings: LimitReading[];
}

/** A condition as the policy file writes it; `{ reading: 'ADDRESS=READING' }` where it hangs on a doubt. */
export type ConditionText = string | { all: ConditionText[] } | { any: ConditionText[] } | { not: ConditionText } | { reading: string };

export interface TimetableStep {
  id: Id;
  title: string;
  state: StepState;
  applies: Truth;
  /** The undecided condition under which it applies; null where `applies` is not unknown. */
  onlyIf: ConditionText | null;
  /** Date given, at or before the as-at date. */
  done: IsoDate | null;
  /** Date given, after the as-at date. */
  planned: IsoDate | null;
  /** Of a decision, the outcome that was given. It is then decided, on a day that only `done` says: no limit of it is due or late any more. */
  outcome: Id | null;
  limits: LimitEntry[];
  safe: Window | null;
  outer: OuterWindow | null;
  workTo: IsoDate | null;
  /** Why no day suits every reading; null where one does. */
  conflict: string | null;
  /** Days that its own limits allow, and that can make a later step late; null where there are none. Known of a whole timetable only. */
  lateIfLater: LateIfLater | null;
}

/** @example { after: '2026-04-16', step: 'report-to-panel', explanation: 'Its own limit allows Friday 17 April 2026. …' } */
export interface LateIfLater {
  /** The last day on which the later step need not be late; null where there is none within the step's own limits. */
  after: IsoDate | null;
  /** The later step. */
  step: Id;
  explanation: string;
}

export interface Problem {
  kind: 'two-dates' | 'before-start' | 'too-early' | 'out-of-order' | 'planned-late' | 'no-day-suits' | 'not-on-this-path' | 'which-step';
  /** Ids of the steps and events concerned, the one to look at first. */
  about: Id[];
  message: string;
}

export interface NextStep { id: Id; title: string; state: StepState; by: IsoDate | null; explanation: string }

export interface Timetable {
  policy: Id;
  /** Every date given, by id, used or not. */
  given: Record<Id, IsoDate>;
  /** Ids of `given` that move nothing in this policy. */
  notUsed: Id[];
  decided: Record<Id, Id>;
  facts: Record<Id, Answer>;
  chosen: Record<string, Id>;
  conventions: Conventions;
  asAt: IsoDate | null;
  next: NextStep | null;
  /** What else presses, by its day: what is due the same day, what should come sooner if it applies, what is late besides, and the first that is not. */
  also: NextStep[];
  problems: Problem[];
  steps: TimetableStep[];
}

/** Why a verdict is what it is: the test's tree with a truth and a place at each leaf. */
export interface Reason {
  kind: 'all' | 'any' | 'not' | 'fact' | 'criterion' | 'outcome';
  truth: Truth;
  /** Fact, criterion or STEP/OUTCOME of a leaf; null of a branch. */
  id: string | null;
  cite: { at: string; of: Id | null; unverified: string | null }[];
  reasons: Reason[];
}

export interface CriterionVerdict {
  id: Id;
  title: string;
  /** False: the document names the test and does not list it. */
  listed: boolean;
  /** The day on which it was asked, where it was not in force then under some reading; else null. */
  notInForce: IsoDate | null;
  verdict: Verdict;
  /** The unknown facts on which the verdict still depends. */
  missing: Id[];
  /** For each verdict still possible, its smallest sets of answers that would settle it. */
  decide: { met: Record<Id, 'yes' | 'no'>[]; 'not-met': Record<Id, 'yes' | 'no'>[] };
  /** The smallest sets of the answers given that settle the verdict by themselves. Empty while it is undetermined. */
  why: Record<Id, 'yes' | 'no'>[];
  /** The fewest answers that would have to be otherwise for the verdict to turn. Empty while it is undetermined. */
  nearest: Record<Id, 'yes' | 'no'>[];
  reasons: Reason | null;
  /** Where the test itself is in doubt and no reading was chosen: the verdict under each. */
  readings: { under: Record<string, Id>; verdict: Verdict; refutedBy: string | null }[];
  explanation: string;
}

export interface Judgement {
  policy: Id;
  facts: Record<Id, Answer>;
  criteria: CriterionVerdict[];
}
