import type { Id } from './model.ts';
import type {
  RawClock, RawCriterion, RawLimit, RawNeeded, RawOutcome, RawPlace, RawPolicy, RawQuorum, RawSeats, RawStart, RawStep, RawTold,
  RawTree, RawWho,
} from './schema.ts';
import type { Path } from './yaml-text.ts';

/** What an id in a policy file stands for. */
export type ReferenceKind =
  | 'actor' | 'event' | 'fact' | 'document' | 'outcome' | 'guidance' | 'task' | 'stage' | 'test' | 'dimension' | 'word'
  | 'start' | 'condition' | 'clock' | 'criterion' | 'next' | 'step' | 'policy';

/** An id used in a policy file, what it should name, and where it stands. */
export interface Reference { kind: ReferenceKind; id: Id; path: Path }
/** A citation: the place, the guidance it belongs to (null: the document itself), and where it stands in the file. */
interface Citation { at: string; of: Id | null; path: Path }

/**
 * Every id that a policy file uses, in the order of the file, those inside readings among them.
 *
 * @example referencesOf(raw).filter(({ kind }) => kind === 'event').map(({ id }) => id)
 */
export function referencesOf(raw: RawPolicy): Reference[] {
  return walk(raw).references;
}

/**
 * Every citation of a policy file.
 *
 * @example citationsOf(raw).filter(({ of }) => of === null)
 */
export function citationsOf(raw: RawPolicy): Citation[] {
  return walk(raw).citations;
}

/** A dozen checks ask for the same references, so each file is walked once. */
const walked = new WeakMap<RawPolicy, Walker>();

function walk(raw: RawPolicy): { references: Reference[]; citations: Citation[] } {
  const known = walked.get(raw);
  if (known) return known;
  const walker = new Walker();
  walker.policy(raw);
  walked.set(raw, walker);
  return walker;
}

class Walker {
  readonly references: Reference[] = [];
  readonly citations: Citation[] = [];

  policy(raw: RawPolicy): void {
    if (raw.supersedes !== undefined) this.add('policy', raw.supersedes, ['supersedes']);
    this.ids('stage', raw.source.covers, ['source', 'covers']);
    each(raw.follows, ['follows'], (entry, path) => {
      this.add('guidance', entry.guidance, [...path, 'guidance']);
      this.places(entry.cite, path);
    });
    each(raw.silent, ['silent'], (entry, path) => {
      this.add('dimension', entry.dimension, [...path, 'dimension']);
      this.places(entry.cite, path);
    });
    each(raw.words, ['words'], (entry, path) => {
      this.add('word', entry.id, [...path, 'id']);
      this.ids('actor', entry.members, [...path, 'members']);
      this.places(entry.cite, path);
    });
    each(raw.definitions, ['definitions'], (entry, path) => {
      this.add('fact', entry.fact, [...path, 'fact']);
      this.who(entry.decidedBy, [...path, 'decidedBy']);
      this.places(entry.cite, path);
    });
    each(raw.aims, ['aims'], (entry, path) => this.places(entry.cite, path));
    each(raw.contacts, ['contacts'], (entry, path) => this.places(entry.cite, path));
    each(raw.clocks, ['clocks'], (clock, path) => this.withReadings(clock, path, (keys, at) => this.clock(keys, at)));
    each(raw.criteria, ['criteria'], (criterion, path) => this.withReadings(criterion, path, (keys, at) => this.criterion(keys, at)));
    each(raw.steps, ['steps'], (step, path) => this.withReadings(step, path, (keys, at) => this.step(keys, at)));
  }

  private clock(keys: Partial<RawClock>, path: Path): void {
    this.start(keys.from, [...path, 'from']);
  }

  private criterion(keys: Partial<RawCriterion>, path: Path): void {
    if (keys.for !== undefined) this.add('test', keys.for, [...path, 'for']);
    this.tree(keys.when, [...path, 'when']);
  }

  private step(keys: Partial<RawStep>, path: Path): void {
    this.ids('task', keys.does, [...path, 'does']);
    for (const key of ['actor', 'with', 'consults', 'recommends', 'finalSay'] as const) this.who(keys[key], [...path, key]);
    this.told(keys.tells, [...path, 'tells']);
    this.ids('event', keys.trigger, [...path, 'trigger']);
    this.ids('event', keys.marks, [...path, 'marks']);
    this.tree(keys.when, [...path, 'when']);
    this.needed(keys.needs, [...path, 'needs']);
    this.ids('document', keys.produces, [...path, 'produces']);
    this.ids('document', keys.records, [...path, 'records']);
    each(keys.limits, [...path, 'limits'], (limit, at) => this.withReadings(limit, at, (inner, where) => this.limit(inner, where)));
    if (keys.quorum) this.withReadings(keys.quorum, [...path, 'quorum'], (inner, where) => this.quorum(inner, where));
    this.ids('next', keys.next, [...path, 'next']);
    if (keys.test !== undefined) this.add('criterion', keys.test, [...path, 'test']);
    each(keys.outcomes, [...path, 'outcomes'], (outcome, at) => {
      this.add('outcome', outcome.outcome, [...at, 'outcome']);
      this.withReadings(outcome, at, (inner, where) => this.outcome(inner, where));
    });
  }

  private limit(keys: Partial<RawLimit>, path: Path): void {
    for (const key of ['from', 'before', 'after', 'sameDayAs'] as const) this.start(keys[key], [...path, key]);
    if (keys.clock !== undefined) this.add('clock', keys.clock, [...path, 'clock']);
    this.tree(keys.when, [...path, 'when']);
  }

  private quorum(keys: Partial<RawQuorum>, path: Path): void {
    for (const key of ['must', 'should', 'may'] as const) this.seats(keys[key], [...path, key]);
    this.who(keys.chair, [...path, 'chair']);
  }

  private outcome(keys: Partial<RawOutcome>, path: Path): void {
    this.told(keys.tells, [...path, 'tells']);
    this.ids('next', keys.next, [...path, 'next']);
    if (keys.backTo !== undefined) this.add('step', keys.backTo, [...path, 'backTo']);
  }

  private withReadings<T extends { cite?: RawPlace | undefined; readings?: { cite?: RawPlace | undefined }[] | undefined }>(
    thing: T, path: Path, keysOf: (keys: Partial<T>, path: Path) => void,
  ): void {
    this.places(thing.cite, path);
    keysOf(thing, path);
    each(thing.readings, [...path, 'readings'], (reading, at) => {
      this.places(reading.cite, at);
      keysOf(reading as Partial<T>, at);
    });
  }

  private add(kind: ReferenceKind, id: Id, path: Path): void {
    this.references.push({ kind, id, path });
  }

  private ids(kind: ReferenceKind, value: Id | Id[] | undefined, path: Path): void {
    each(value, path, (id, at) => this.add(kind, id, at));
  }

  private places(cite: RawPlace | undefined, thing: Path): void {
    each(cite, [...thing, 'cite'], (place, path) => {
      if (typeof place === 'string') {
        this.citations.push({ at: place, of: null, path });
        return;
      }
      this.citations.push({ at: place.at, of: place.of ?? null, path: [...path, 'at'] });
      if (place.of !== undefined) this.add('guidance', place.of, [...path, 'of']);
    });
  }

  private who(who: RawWho | undefined, path: Path): void {
    if (who === undefined) return;
    if (typeof who === 'string' || Array.isArray(who)) this.ids('actor', who, path);
    else this.ids('actor', who.any, [...path, 'any']);
  }

  private seats(seats: RawSeats | undefined, path: Path): void {
    each(seats, path, (seat, at) => {
      if (typeof seat === 'string') this.add('actor', seat, at);
      else this.add('actor', seat.who, [...at, 'who']);
    });
  }

  private told(told: RawTold | undefined, path: Path): void {
    each(told, path, (one, at) => {
      if (typeof one === 'string') {
        this.add('actor', one, at);
        return;
      }
      this.add('actor', one.who, [...at, 'who']);
      this.tree(one.when, [...at, 'when']);
    });
  }

  private needed(needs: RawNeeded | RawNeeded[] | undefined, path: Path): void {
    each(needs, path, (one, at) => {
      if (typeof one === 'string') this.add('document', one, at);
      else if ('any' in one) this.ids('document', one.any, [...at, 'any']);
      else this.ids('document', one.ifAny, [...at, 'ifAny']);
    });
  }

  private tree(tree: RawTree | undefined, path: Path): void {
    if (tree === undefined) return;
    if (typeof tree === 'string') this.add('condition', tree, path);
    else if ('all' in tree) each(tree.all, [...path, 'all'], (inner, at) => this.tree(inner, at));
    else if ('any' in tree) each(tree.any, [...path, 'any'], (inner, at) => this.tree(inner, at));
    else this.tree(tree.not, [...path, 'not']);
  }

  private start(start: RawStart | undefined, path: Path): void {
    if (start === undefined) return;
    if (typeof start === 'string') this.add('start', start, path);
    else if ('first' in start) each(start.first, [...path, 'first'], (inner, at) => this.start(inner, at));
    else each(start.last, [...path, 'last'], (inner, at) => this.start(inner, at));
  }
}

/** One thing stands at its own path; each of several at its place in the list. */
function each<T>(value: T | readonly T[] | undefined, path: Path, visit: (one: T, path: Path) => void): void {
  if (value === undefined) return;
  if (Array.isArray(value)) value.forEach((one: T, index) => visit(one, [...path, index]));
  else visit(value as T, path);
}
