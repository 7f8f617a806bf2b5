/**
 * The policy set as every other room sees it: shorthands lifted, nothing resolved, plain JSON.
 *
 * A policy file (policies/README.md describes its fields) may write one thing or a list, a bare id or an object.
 * The loader lifts each of these to one shape, so that nobody after it has to branch on how something was written.
 * Dates are ISO strings. What a document does not say is `null` or an empty list: never a default.
 */

export type Id = string;
/** A calendar date, `2026-03-27`. */
export type IsoDate = string;

// ---- the small shapes ---------------------------------------------------------------------------

/** Where something stands: in the policy's own document, or (`of`) in another one. */
export interface Place {
  at: string;
  /** Vocabulary id of the guidance the place is in, where it is not this policy's own document. */
  of: Id | null;
  /** Why the place was not read at its source; null where it was. */
  unverified: string | null;
}

/** Who does something. `null` (instead of a Who) means: not stated. */
export interface Who {
  /** `together`: all of them. `either`: one of them will do (also a deputy). One actor alone is `together`. */
  way: 'together' | 'either';
  actors: Id[];
}

/** A condition. Leaves are facts, criteria of the same file, or an outcome taken at a step. */
export type Tree =
  | { all: Tree[] }
  | { any: Tree[] }
  | { not: Tree }
  | { fact: Id }
  | { criterion: Id }
  | { step: Id; outcome: Id };

/** What a count starts from. */
export type Start =
  | { event: Id }
  | { step: Id }
  | { first: Start[] }
  | { last: Start[] };

export type Unit = 'working-day' | 'calendar-day' | 'hour' | 'month';
export type DayOne = 'trigger-day' | 'day-after';
export type NonWorkingStart = 'stands' | 'deemed-next';
export type Modality = 'must' | 'should' | 'expected' | 'may' | 'need-not' | 'must-not';

export interface InForce { from: IsoDate | null; to: IsoDate | null }

// ---- doubt: the one mechanism -----------------------------------------------------------------------

/**
 * A doubt about a thing. The thing itself holds what is not in doubt; each reading's `changes` are laid over it.
 * A thing with `doubt: null` is clear: it has one reading, itself.
 */
export interface Doubt<T> {
  kind: 'not-stated' | 'ambiguous' | 'conflicting';
  /** The switch's name: a clock's id, a criterion's id, STEP, STEP/limit or STEP/LIMIT-ID, STEP/quorum, STEP/OUTCOME. */
  address: string;
  readings: Reading<T>[];
}

export interface Reading<T> {
  id: Id;
  because: string;
  cite: Place[];
  /** Why the document itself rules this reading out; null where it stands. Shown, never counted. */
  refutedBy: string | null;
  /** Only the keys that this reading lays over the thing, already lifted. */
  changes: Partial<T>;
}

// ---- clocks and limits --------------------------------------------------------------------------------

/** What a limit counts, and from where. A limit's own keys have already been laid over its clock's. */
export interface Counting {
  from: Start | null;
  unit: Unit | null;
  /** Stated by the document; null where it is not, and the timetable's assumption holds. */
  dayOne: DayOne | null;
  nonWorkingStart: NonWorkingStart | null;
}

export interface Clock extends Counting {
  id: Id;
  asWritten: string | null;
  cite: Place[];
  doubt: Doubt<Clock> | null;
}

/**
 * How much. Every amount is one shape: the step falls `min` to `max` units after (or, with `before`, before) its start;
 * null is an open end.
 *   within 5        { way: 'after', min: 0, max: 5 }
 *   between 7..13   { way: 'after', min: 7, max: 13 }
 *   exactly 5       { way: 'after', min: 5, max: 5 }
 *   atLeast 2       { way: 'after', min: 2, max: null }
 *   about 10        { way: 'after', min: null, max: 10, approximate: true }
 *   before: X       { way: 'before', min: 0, max: null } calendar days, counted from X: on X or any day before it
 *   after: X        { way: 'after', min: 0, max: null } calendar days
 *   sameDayAs: X    { way: 'after', min: 0, max: 0 } calendar days
 *   within 5, before: X   { way: 'before', min: 0, max: 5 }: one of the 5 days up to X
 *   atLeast 2, before: X  { way: 'before', min: 2, max: null }: no later than 2 days before X
 * `numbered` days are places in the document's own numbering (Day 6), turned into dates by the clock's `dayOne`.
 */
export type Amount =
  | { kind: 'span'; written: 'within' | 'between' | 'exactly' | 'atLeast' | 'about' | 'sameDayAs' | 'before' | 'after';
      way: 'after' | 'before'; min: number | null; max: number | null; approximate: boolean }
  | { kind: 'numbered'; first: number | null; last: number | null }
  /** `way` is 'before' where the file orders it before something, 'after' where from something, null where neither. */
  | { kind: 'unquantified'; way: 'after' | 'before' | null }
  | { kind: 'none' };

export interface Limit extends Counting {
  /** The id written in the file, or null. */
  id: Id | null;
  /** STEP/LIMIT-ID, or STEP/limit where it has no id (STEP/limit-3 for a further one in the third place). */
  address: string;
  asWritten: string | null;
  cite: Place[];
  /** Null only where each reading brings its own. */
  amount: Amount | null;
  /** The clock it counts by, or null. The clock's doubt is the limit's doubt too. */
  clock: Id | null;
  /** Which of from, unit, dayOne, nonWorkingStart the limit itself gives, over its clock. */
  ownKeys: (keyof Counting)[];
  when: Tree | null;
  inForce: InForce | null;
  modality: Modality | null;
  doubt: Doubt<Limit> | null;
}

// ---- criteria, steps ------------------------------------------------------------------------------------

export interface Criterion {
  id: Id;
  title: string;
  note: string | null;
  /** Vocabulary id of the question it answers. */
  for: Id | null;
  cite: Place[];
  /** Null: the document names the test and does not list it. */
  when: Tree | null;
  inForce: InForce | null;
  doubt: Doubt<Criterion> | null;
}

export interface Told { who: Id; when: Tree | null }
export interface Needed { way: 'each' | 'any' | 'ifAny'; documents: Id[] }
export interface Seat { who: Id; atLeast: number }

export interface Quorum {
  must: Seat[];
  should: Seat[];
  may: Seat[];
  chair: Who | null;
  independence: string | null;
  cite: Place[];
  doubt: Doubt<Quorum> | null;
}

/** Where the path goes. `null` (instead of a list): the document does not say. `'end'` ends the path. */
export type Next = (Id | 'end')[];

export interface Outcome {
  outcome: Id;
  /** The document's word on the arrow. */
  title: string | null;
  cite: Place[];
  tells: Told[];
  next: Next | null;
  /** A loop: the step done again. */
  backTo: Id | null;
  doubt: Doubt<Outcome> | null;
}

export interface Step {
  id: Id;
  /** Vocabulary tasks; the first gives the stage. */
  does: Id[];
  /** Vocabulary stage of the first task. */
  stage: Id;
  title: string;
  note: string | null;
  cite: Place[];
  actor: Who | null;
  with: Who | null;
  consults: Who | null;
  recommends: Who | null;
  finalSay: Who | null;
  tells: Told[];
  modality: Modality | null;
  trigger: Id[];
  marks: Id[];
  when: Tree | null;
  each: string | null;
  needs: Needed[];
  produces: Id[];
  records: Id[];
  limits: Limit[];
  quorum: Quorum | null;
  next: Next | null;
  /** Criterion id, 'judgement', or null (not stated). Only decisions have it. */
  test: Id | null;
  /** Empty: not a decision. */
  outcomes: Outcome[];
  inForce: InForce | null;
  doubt: Doubt<Step> | null;
}

// ---- the document -----------------------------------------------------------------------------------------

export type PolicyKind = 'statutory-guidance' | 'regional-guidance' | 'local-procedure';

export interface Source {
  title: string;
  form: 'text' | 'flowchart' | null;
  citedBy: string | null;
  /** 2022, 2022-06 or 2022-06-17 as precise as the document; null: not stated. */
  dated: string | null;
  version: string | null;
  /** A date as precise as the document, or words, such as "12 months after issue". */
  reviewBy: string | null;
  publisher: string | null;
  url: string | null;
  /** 2026, 2026-01 or 2026-01-31. */
  retrieved: string | null;
  /** Who of the partnership checked its encoding, and when, as precisely as is known; null: nobody has. */
  checkedBy: { who: string; dated: string } | null;
  extent: 'whole' | 'extract';
  missing: string[];
  /** Every place a citation may name; null where the file gives no list. */
  places: string[] | null;
  /** Of an extract: the stages it holds whole. */
  covers: Id[];
}

export interface Words { id: Id; called: string[]; members: Id[]; cite: Place[]; note: string | null }
export interface Definition {
  fact: Id; decidedBy: Who | null; includes: string[]; exhaustive: boolean | null; cite: Place[]; note: string | null;
}
export interface Silence { dimension: Id; is: 'not-stated' | 'not-in-extract'; cite: Place[]; because: string | null }

export interface Policy {
  /** The file's name without .yaml. */
  id: Id;
  title: string;
  kind: PolicyKind;
  area: string | null;
  /** Whose bank holidays count: there is no other calendar. */
  calendar: 'england-and-wales';
  supersedes: Id | null;
  inForce: InForce | null;
  note: string | null;
  source: Source;
  follows: { guidance: Id; cite: Place[]; note: string | null }[];
  silent: Silence[];
  words: Words[];
  definitions: Definition[];
  aims: { text: string; cite: Place[] }[];
  contacts: { text: string; cite: Place[] }[];
  clocks: Clock[];
  criteria: Criterion[];
  steps: Step[];
}

// ---- the vocabulary -----------------------------------------------------------------------------------------

export interface Term { id: Id; title: string; meaning: string | null }
export interface Task extends Term { stage: Id }
export interface Actor extends Term {
  /** Null: not said, so that it may be the same as any other. */
  kind: 'any-agency' | 'agency' | 'meeting' | 'person' | 'body' | null;
  near: Id[];
  partOf: Id | null;
  members: Id[];
  succeededBy: Id | null;
  /** 2022, 2022-07 or 2022-07-01. */
  since: string | null;
}
export interface EventTerm extends Term { main: boolean }
export interface Fact extends Term {
  ask: string;
  judgement: boolean;
  /** Which question about the area it is, for an area that answers it for itself. */
  area: 'home' | 'harm' | 'outside' | null;
  /** Null: a child. */
  about: 'young-person' | 'anyone' | null;
  /** What happened, where the answer is yes. */
  happened: 'death' | 'harm' | null;
}
export interface DocumentTerm extends Term { succeededBy: Id | null }
export interface Guidance extends Term { shortTitle: string | null; inForce: InForce | null; succeededBy: Id | null; url: string | null; unverified: string | null }

export type Selector =
  | { by: 'does'; tasks: Id[]; show: 'title' | 'actor' | 'limits' | 'startEvents' | 'tells' | 'recommends' | 'quorum' | 'outcomes' | 'outcomes.not-met' }
  | { by: 'test'; test: Id }
  | { by: 'fact'; fact: Id }
  | { by: 'body'; actor: Id }
  | { by: 'definition'; fact: Id }
  | { by: 'policy'; show: `source.${Exclude<keyof Source, 'places' | 'covers'>}` | 'follows' | 'conventions' | 'supersededWords' };

export interface Dimension extends Term { stage: Id | null; select: Selector }

export interface Vocabulary {
  /** In order. */
  stages: Term[];
  tasks: Record<Id, Task>;
  tests: Record<Id, Term>;
  actors: Record<Id, Actor>;
  events: Record<Id, EventTerm>;
  facts: Record<Id, Fact>;
  documents: Record<Id, DocumentTerm>;
  outcomes: Record<Id, Term>;
  guidance: Record<Id, Guidance>;
  dimensions: Dimension[];
}

export interface PolicySet {
  vocabulary: Vocabulary;
  /** Sorted by id, the national baseline last. */
  policies: Policy[];
}
