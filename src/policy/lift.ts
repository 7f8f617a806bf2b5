import type {
  Amount, Clock, Counting, Criterion, Definition, Dimension, Doubt, Id, InForce, Limit, Needed, Next, Outcome, Place, Policy,
  Quorum, Reading, Seat, Source, Start, Step, Term, Told, Tree, Vocabulary, Who, Words,
} from './model.ts';
import type {
  RawClock, RawCriterion, RawDimension, RawInForce, RawLimit, RawNeeded, RawOutcome, RawPlace, RawPolicy, RawQuorum,
  RawSeats, RawStart, RawStep, RawTold, RawTree, RawVocabulary, RawWho,
} from './schema.ts';
import { layOver, startKeyOf } from './limit-keys.ts';
import { firstDayOf, lastDayOf } from './partial-date.ts';

/** What a bare id in a file may be. */
interface Scope {
  vocabulary: Vocabulary;
  steps: ReadonlySet<Id>;
  criteria: ReadonlySet<Id>;
  clocks: ReadonlyMap<Id, Clock>;
}

/**
 * A policy file that its schema accepts, with every shorthand lifted: one thing becomes a list of one, a bare id the object
 * that it stands for. Keys that the file does not give are null or empty. An id that nothing knows is lifted all the same
 * (a leaf as a fact, a start as an event); the check of the set reports it.
 *
 * @param id the file's name without .yaml
 * @example liftPolicy('wst', raw, vocabulary).steps[0]?.does // ['notify-panel']
 */
export function liftPolicy(id: Id, raw: RawPolicy, vocabulary: Vocabulary): Policy {
  const clocks = (raw.clocks ?? []).map((clock) => liftClock(clock, new Set((raw.steps ?? []).map((step) => step.id))));
  const scope: Scope = {
    vocabulary,
    steps: new Set((raw.steps ?? []).map((step) => step.id)),
    criteria: new Set((raw.criteria ?? []).map((criterion) => criterion.id)),
    clocks: new Map(clocks.map((clock) => [clock.id, clock])),
  };
  return {
    id,
    title: raw.title,
    kind: raw.kind,
    area: raw.area ?? null,
    calendar: raw.calendar ?? 'england-and-wales',
    supersedes: raw.supersedes ?? null,
    inForce: liftInForce(raw.inForce),
    note: raw.note ?? null,
    source: liftSource(raw.source),
    follows: (raw.follows ?? []).map(({ guidance, cite, note }) => ({ guidance, cite: liftPlaces(cite), note: note ?? null })),
    silent: (raw.silent ?? []).map(({ dimension, is, cite, because }) => ({ dimension, is, cite: liftPlaces(cite), because: because ?? null })),
    words: (raw.words ?? []).map(liftWords),
    definitions: (raw.definitions ?? []).map(liftDefinition),
    aims: (raw.aims ?? []).map(({ text, cite }) => ({ text, cite: liftPlaces(cite) })),
    contacts: (raw.contacts ?? []).map(({ text, cite }) => ({ text, cite: liftPlaces(cite) })),
    clocks,
    criteria: (raw.criteria ?? []).map((criterion) => liftCriterion(criterion, scope)),
    steps: (raw.steps ?? []).map((step) => liftStep(step, scope)),
  };
}

/**
 * The vocabulary with every entry named by its id and every list a list.
 *
 * @example liftVocabulary({ events: { 'incident-known': { title: 'Aware' } } }).events['incident-known']?.meaning // null
 */
export function liftVocabulary(raw: RawVocabulary): Vocabulary {
  return {
    stages: (raw.stages ?? []).map((stage) =>
      typeof stage === 'string' ? { id: stage, title: wordsOf(stage), meaning: null } : liftTerm(stage.id, stage),
    ),
    tasks: liftEntries(raw.tasks, (id, entry) => ({ ...liftTerm(id, entry), stage: entry.stage })),
    tests: liftEntries(raw.tests, liftTerm),
    actors: liftEntries(raw.actors, (id, entry) => ({
      ...liftTerm(id, entry),
      kind: entry.kind ?? null,
      near: many(entry.near),
      partOf: entry.partOf ?? null,
      members: many(entry.members),
      succeededBy: entry.succeededBy ?? null,
      since: textOrNull(entry.since),
    })),
    events: liftEntries(raw.events, (id, entry) => ({ ...liftTerm(id, entry), main: entry.main ?? false })),
    facts: liftEntries(raw.facts, (id, entry) => ({
      ...liftTerm(id, { ...entry, title: entry.title ?? entry.ask }),
      ask: entry.ask,
      judgement: entry.judgement ?? false,
      area: entry.area ?? null,
      about: entry.about ?? null,
      happened: entry.happened ?? null,
    })),
    documents: liftEntries(raw.documents, (id, entry) => ({ ...liftTerm(id, entry), succeededBy: entry.succeededBy ?? null })),
    outcomes: liftEntries(raw.outcomes, liftTerm),
    guidance: liftEntries(raw.guidance, (id, entry) => ({
      ...liftTerm(id, entry),
      shortTitle: entry.shortTitle ?? null,
      inForce: liftInForce(entry.inForce),
      succeededBy: entry.succeededBy ?? null,
      url: entry.url ?? null,
      unverified: entry.unverified ?? null,
    })),
    dimensions: (raw.dimensions ?? []).map(liftDimension),
  };
}

// ---- the vocabulary's parts ---------------------------------------------------------------------

function liftTerm(id: Id, entry: { title: string; meaning?: string | undefined }): Term {
  return { id, title: entry.title, meaning: entry.meaning ?? null };
}

function liftEntries<R, T>(entries: Record<Id, R> | undefined, lift: (id: Id, entry: R) => T): Record<Id, T> {
  return Object.fromEntries(Object.entries(entries ?? {}).map(([id, entry]) => [id, lift(id, entry)]));
}

function liftDimension(raw: RawDimension): Dimension {
  const term = { ...liftTerm(raw.id, raw), stage: raw.stage ?? null };
  if ('does' in raw) return { ...term, select: { by: 'does', tasks: many(raw.does), show: raw.show } };
  if ('test' in raw) return { ...term, select: { by: 'test', test: raw.test } };
  if ('fact' in raw) return { ...term, select: { by: 'fact', fact: raw.fact } };
  if ('body' in raw) return { ...term, select: { by: 'body', actor: raw.body } };
  if ('definition' in raw) return { ...term, select: { by: 'definition', fact: raw.definition } };
  return { ...term, select: { by: 'policy', show: raw.policy } };
}

function wordsOf(id: Id): string {
  const words = id.replace(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// ---- the small shapes -----------------------------------------------------------------------------

function many<T>(value: T | readonly T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...value] : [value as T];
}

function liftPlaces(raw: RawPlace | undefined): Place[] {
  return many(raw).map((place) => {
    if (typeof place === 'string') return { at: place, of: null, unverified: null };
    return { at: place.at, of: place.of ?? null, unverified: place.unverified ?? null };
  });
}

function liftWho(raw: RawWho): Who {
  if (typeof raw === 'string') return { way: 'together', actors: [raw] };
  if (Array.isArray(raw)) return { way: 'together', actors: raw };
  return { way: 'either', actors: raw.any };
}

function liftTree(raw: RawTree, scope: Scope): Tree {
  if (typeof raw === 'object') {
    if ('all' in raw) return { all: raw.all.map((tree) => liftTree(tree, scope)) };
    if ('any' in raw) return { any: raw.any.map((tree) => liftTree(tree, scope)) };
    return { not: liftTree(raw.not, scope) };
  }
  const [step, outcome] = raw.split('/');
  if (step !== undefined && outcome !== undefined) return { step, outcome };
  return scope.criteria.has(raw) ? { criterion: raw } : { fact: raw };
}

function liftStart(raw: RawStart, steps: ReadonlySet<Id>): Start {
  if (typeof raw === 'string') return steps.has(raw) ? { step: raw } : { event: raw };
  if ('first' in raw) return { first: raw.first.map((start) => liftStart(start, steps)) };
  return { last: raw.last.map((start) => liftStart(start, steps)) };
}

function liftTold(raw: RawTold, scope: Scope): Told[] {
  return many(raw).map((told) => {
    if (typeof told === 'string') return { who: told, when: null };
    return { who: told.who, when: told.when === undefined ? null : liftTree(told.when, scope) };
  });
}

function liftNeeded(raw: RawNeeded | RawNeeded[]): Needed[] {
  return many(raw).map((needed) => {
    if (typeof needed === 'string') return { way: 'each', documents: [needed] };
    if ('any' in needed) return { way: 'any', documents: needed.any };
    return { way: 'ifAny', documents: many(needed.ifAny) };
  });
}

function liftSeats(raw: RawSeats): Seat[] {
  return many(raw).map((seat) => (typeof seat === 'string' ? { who: seat, atLeast: 1 } : { who: seat.who, atLeast: seat.atLeast ?? 1 }));
}

function liftNext(raw: Id | Id[]): Next {
  return many(raw);
}

/** A period given by year or month holds the whole of it. */
function liftInForce(raw: RawInForce | undefined): InForce | null {
  if (!raw) return null;
  return {
    from: raw.from === undefined ? null : firstDayOf(String(raw.from)),
    to: raw.to === undefined ? null : lastDayOf(String(raw.to)),
  };
}

// ---- the head of the document -----------------------------------------------------------------------

function liftSource(raw: RawPolicy['source']): Source {
  return {
    title: raw.title,
    form: raw.form ?? null,
    citedBy: raw.citedBy ?? null,
    dated: raw.dated === 'not-stated' ? null : textOrNull(raw.dated),
    version: textOrNull(raw.version),
    reviewBy: textOrNull(raw.reviewBy),
    publisher: raw.publisher ?? null,
    url: raw.url ?? null,
    retrieved: textOrNull(raw.retrieved),
    checkedBy: raw.checkedBy === undefined ? null : { who: raw.checkedBy.who, dated: String(raw.checkedBy.dated) },
    extent: raw.extent,
    missing: many(raw.missing),
    places: raw.places ?? null,
    covers: many(raw.covers),
  };
}

function textOrNull(raw: string | number | undefined): string | null {
  return raw === undefined ? null : String(raw);
}

function liftWords(raw: NonNullable<RawPolicy['words']>[number]): Words {
  return { id: raw.id, called: many(raw.called), members: many(raw.members), cite: liftPlaces(raw.cite), note: raw.note ?? null };
}

function liftDefinition(raw: NonNullable<RawPolicy['definitions']>[number]): Definition {
  return {
    fact: raw.fact,
    decidedBy: raw.decidedBy === undefined ? null : liftWho(raw.decidedBy),
    includes: many(raw.includes),
    exhaustive: raw.exhaustive ?? null,
    cite: liftPlaces(raw.cite),
    note: raw.note ?? null,
  };
}

// ---- doubt ---------------------------------------------------------------------------------------------

interface RawDoubt<R> { doubt?: Doubt<unknown>['kind'] | undefined; readings?: R[] | undefined }
interface RawReading { id: Id; because: string; cite?: RawPlace | undefined; refutedBy?: string | undefined }

function liftDoubt<R extends RawReading, T>(raw: RawDoubt<R>, address: string, changesOf: (reading: R) => Partial<T>): Doubt<T> | null {
  if (raw.doubt === undefined || raw.readings === undefined) return null;
  const readings = raw.readings.map((reading): Reading<T> => ({
    id: reading.id,
    because: reading.because,
    cite: liftPlaces(reading.cite),
    refutedBy: reading.refutedBy ?? null,
    changes: changesOf(reading),
  }));
  return { kind: raw.doubt, address, readings };
}

/** How each key of a raw thing becomes a key of the lifted one; the same for the thing itself and for its readings. */
type Lifts<R, T> = { [K in keyof R & keyof T]?: (value: NonNullable<R[K]>) => T[K] };

function liftGiven<R extends object, T>(raw: object, lifts: Lifts<R, T>): Partial<T> {
  const given: Record<string, unknown> = {};
  for (const [key, lift] of Object.entries(lifts) as [string, (value: unknown) => unknown][]) {
    const value = (raw as Record<string, unknown>)[key];
    if (value !== undefined) given[key] = lift(value);
  }
  return given as Partial<T>;
}

const same = <V>(value: V): V => value;

// ---- clocks and limits -----------------------------------------------------------------------------------

function liftClock(raw: RawClock, steps: ReadonlySet<Id>): Clock {
  const lifts: Lifts<RawClock, Clock> = {
    asWritten: same,
    from: (start) => liftStart(start, steps),
    unit: same,
    dayOne: same,
    nonWorkingStart: same,
  };
  return {
    asWritten: null, from: null, unit: null, dayOne: null, nonWorkingStart: null,
    ...liftGiven<RawClock, Clock>(raw, lifts),
    id: raw.id,
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawClock['readings']>[number], Clock>(raw, raw.id, (reading) => liftGiven<RawClock, Clock>(reading, lifts)),
  };
}

function liftLimits(raw: RawLimit | RawLimit[], stepId: Id, scope: Scope): Limit[] {
  const limits = many(raw);
  return limits.map((limit, index) => liftLimit(limit, `${stepId}/${limit.id ?? limitName(limits, index)}`, scope));
}

/**
 * A limit without an id is called "limit"; where several have none, the one in doubt keeps that name, because it is the
 * switch that people write, and the others are numbered by their place in the list.
 */
function limitName(limits: readonly RawLimit[], index: number): string {
  const nameless = limits.flatMap((limit, place) => (limit.id === undefined ? [place] : []));
  const owner = nameless.find((place) => limits[place]!.readings !== undefined) ?? nameless[0];
  const inDoubt = limits[index]!.readings !== undefined;
  return index === owner || inDoubt ? 'limit' : `limit-${index + 1}`;
}

function liftLimit(raw: RawLimit, address: string, scope: Scope): Limit {
  const lifts: Lifts<RawLimit, Limit> = {
    asWritten: same,
    when: (tree) => liftTree(tree, scope),
    inForce: liftInForce,
    modality: same,
  };
  const base = countingOf(raw, scope);
  return {
    asWritten: null, when: null, inForce: null, modality: null,
    ...liftGiven<RawLimit, Limit>(raw, lifts),
    ...base,
    id: raw.id ?? null,
    address,
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawLimit['readings']>[number], Limit>(raw, address, (reading) => ({
      ...liftGiven<RawLimit, Limit>(reading, lifts),
      ...changedCounting(base, countingOf(layOver(raw, reading), scope), reading),
    })),
  };
}

type LimitCounting = Pick<Limit, 'amount' | 'clock' | 'ownKeys' | keyof Counting>;

function countingOf(raw: Partial<RawLimit>, scope: Scope): LimitCounting {
  const own = ownCounting(raw, scope);
  const clock = raw.clock === undefined ? undefined : scope.clocks.get(raw.clock);
  const { from = null, unit = null, dayOne = null, nonWorkingStart = null } = { ...pickCounting(clock), ...own };
  return {
    amount: amountOf(raw), clock: raw.clock ?? null, ownKeys: Object.keys(own) as (keyof Counting)[],
    from, unit, dayOne, nonWorkingStart,
  };
}

function pickCounting(clock: Clock | undefined): Partial<Counting> {
  if (!clock) return {};
  return { from: clock.from, unit: clock.unit, dayOne: clock.dayOne, nonWorkingStart: clock.nonWorkingStart };
}

function ownCounting(raw: Partial<RawLimit>, scope: Scope): Partial<Counting> {
  const own: Partial<Counting> = {};
  const startKey = startKeyOf(raw);
  const start = startKey === null ? undefined : raw[startKey];
  if (start !== undefined) own.from = liftStart(start, scope.steps);
  if (raw.unit !== undefined) own.unit = raw.unit;
  else if (isOrderAlone(raw)) own.unit = 'calendar-day';
  if (raw.dayOne !== undefined) own.dayOne = raw.dayOne;
  if (raw.nonWorkingStart !== undefined) own.nonWorkingStart = raw.nonWorkingStart;
  return own;
}

/** "Before the meeting", "after it", "on the same day": no amount of anything, so no unit but the day itself. */
function isOrderAlone(raw: Partial<RawLimit>): boolean {
  const written = amountOf(raw);
  return written?.kind === 'span' && ['before', 'after', 'sameDayAs'].includes(written.written);
}

/**
 * What a reading changes in the counting: the keys that it names, and those of the limit that it does away with. What
 * its clock gives is left to the clock, which may be in doubt itself.
 */
function changedCounting(base: LimitCounting, laid: LimitCounting, reading: Partial<RawLimit>): Partial<LimitCounting> {
  const named = new Set<string>(Object.keys(reading));
  if (startKeyOf(reading) !== null) named.add('from');
  const owned = (key: keyof LimitCounting) => [...base.ownKeys, ...laid.ownKeys].some((own) => own === key);
  const differs = (key: keyof LimitCounting) => JSON.stringify(base[key]) !== JSON.stringify(laid[key]);
  const keys = ['amount', 'clock', 'from', 'unit', 'dayOne', 'nonWorkingStart'] as const;
  const changed = keys.filter((key) => named.has(key) || (differs(key) && (key === 'amount' || key === 'clock' || owned(key))));
  return Object.fromEntries(changed.map((key) => [key, laid[key]])) as Partial<LimitCounting>;
}

function amountOf(raw: Partial<RawLimit>): Amount | null {
  if (raw.none) return { kind: 'none' };
  if (raw.unquantified) return { kind: 'unquantified', way: orderOf(raw) };
  if (raw.day !== undefined) return { kind: 'numbered', first: raw.day, last: raw.day };
  if (Array.isArray(raw.days)) return { kind: 'numbered', first: raw.days[0], last: raw.days[1] };
  if (raw.days !== undefined) return { kind: 'numbered', first: raw.days.from ?? null, last: raw.days.to ?? null };
  const way = raw.before === undefined ? 'after' : 'before';
  const span = { kind: 'span', way, approximate: false } as const;
  if (raw.within !== undefined) return { ...span, written: 'within', min: 0, max: raw.within };
  if (raw.between !== undefined) return { ...span, written: 'between', min: raw.between[0], max: raw.between[1] };
  if (raw.exactly !== undefined) return { ...span, written: 'exactly', min: raw.exactly, max: raw.exactly };
  if (raw.atLeast !== undefined) return { ...span, written: 'atLeast', min: raw.atLeast, max: null };
  if (raw.about !== undefined) return { ...span, written: 'about', min: null, max: raw.about, approximate: true };
  if (raw.sameDayAs !== undefined) return { ...span, written: 'sameDayAs', min: 0, max: 0 };
  if (raw.before !== undefined) return { ...span, written: 'before', min: 0, max: null };
  if (raw.after !== undefined) return { ...span, written: 'after', min: 0, max: null };
  return null;
}

function orderOf(raw: Partial<RawLimit>): 'after' | 'before' | null {
  if (raw.before !== undefined) return 'before';
  return startKeyOf(raw) !== null || raw.clock !== undefined ? 'after' : null;
}

// ---- criteria and steps --------------------------------------------------------------------------------------

function liftCriterion(raw: RawCriterion, scope: Scope): Criterion {
  const lifts: Lifts<RawCriterion, Criterion> = {
    title: same, note: same, for: same, when: (tree) => liftTree(tree, scope), inForce: liftInForce,
  };
  return {
    note: null, for: null, when: null, inForce: null,
    ...liftGiven<RawCriterion, Criterion>(raw, lifts),
    id: raw.id,
    title: raw.title,
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawCriterion['readings']>[number], Criterion>(raw, raw.id, (reading) =>
      liftGiven<RawCriterion, Criterion>(reading, lifts)),
  };
}

function liftQuorum(raw: RawQuorum, stepId: Id): Quorum {
  const lifts: Lifts<RawQuorum, Quorum> = { must: liftSeats, should: liftSeats, may: liftSeats, chair: liftWho, independence: same };
  return {
    must: [], should: [], may: [], chair: null, independence: null,
    ...liftGiven<RawQuorum, Quorum>(raw, lifts),
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawQuorum['readings']>[number], Quorum>(raw, `${stepId}/quorum`, (reading) =>
      liftGiven<RawQuorum, Quorum>(reading, lifts)),
  };
}

function liftOutcome(raw: RawOutcome, stepId: Id, scope: Scope): Outcome {
  const lifts: Lifts<RawOutcome, Outcome> = {
    title: same, tells: (told) => liftTold(told, scope), next: liftNext, backTo: same,
  };
  return {
    title: null, tells: [], next: null, backTo: null,
    ...liftGiven<RawOutcome, Outcome>(raw, lifts),
    outcome: raw.outcome,
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawOutcome['readings']>[number], Outcome>(raw, `${stepId}/${raw.outcome}`, (reading) =>
      liftGiven<RawOutcome, Outcome>(reading, lifts)),
  };
}

function liftStep(raw: RawStep, scope: Scope): Step {
  const lifts: Lifts<RawStep, Step> = {
    does: many, title: same, note: same,
    actor: liftWho, with: liftWho, consults: liftWho, recommends: liftWho, finalSay: liftWho,
    tells: (told) => liftTold(told, scope),
    modality: same, trigger: many, marks: many,
    when: (tree) => liftTree(tree, scope),
    each: same,
    needs: liftNeeded, produces: many, records: many,
    limits: (limits) => liftLimits(limits, raw.id, scope),
    quorum: (quorum) => liftQuorum(quorum, raw.id),
    next: liftNext, test: same,
    outcomes: (outcomes) => outcomes.map((outcome) => liftOutcome(outcome, raw.id, scope)),
    inForce: liftInForce,
  };
  const givenBy = (thing: object): Partial<Step> => {
    const given = liftGiven<RawStep, Step>(thing, lifts);
    return given.does ? { ...given, stage: stageOf(given.does, scope) } : given;
  };
  const given = givenBy(raw);
  return {
    note: null, actor: null, with: null, consults: null, recommends: null, finalSay: null, tells: [], modality: null,
    trigger: [], marks: [], when: null, each: null, needs: [], produces: [], records: [], limits: [], quorum: null,
    next: null, test: null, outcomes: [], inForce: null,
    does: many(raw.does),
    stage: stageOf(many(raw.does), scope),
    ...given,
    id: raw.id,
    title: raw.title,
    cite: liftPlaces(raw.cite),
    doubt: liftDoubt<NonNullable<RawStep['readings']>[number], Step>(raw, raw.id, givenBy),
  };
}

function stageOf(tasks: readonly Id[], scope: Scope): Id {
  const [first = ''] = tasks;
  return Object.hasOwn(scope.vocabulary.tasks, first) ? scope.vocabulary.tasks[first]!.stage : '';
}
