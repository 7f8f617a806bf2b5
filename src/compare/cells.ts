/**
 * The comparison as a table: a row a dimension of the vocabulary, a cell a policy. Every cell is read off the model by
 * the dimension's selector; nothing here knows a policy or a dimension by name.
 */
import {
  actorWithSuccessor, capital, conditionPhrase, joined, limitText, outcomeText, placeText, startText, whoText, type Speech,
} from '../engine/words.ts';
import { limitsAsRead, standingReadings } from './readings.ts';
import type { Dimension, Doubt, Id, Place, Policy, PolicySet, Selector, Start, Step, Tree, Vocabulary, Who } from '../policy/model.ts';

export type CellStatus = 'stated' | 'not-stated' | 'not-in-extract' | 'none';

/** One thing that a cell says, with where it stands. */
export interface CellPart {
  text: string;
  cites: Place[];
  /** The step or test it is read off, to link to; null where it is of the document itself. */
  step: Id | null;
  criterion: Id | null;
  /** Addresses of the doubts about it. */
  doubts: string[];
}

export interface Cell {
  policy: Id;
  status: CellStatus;
  inDoubt: boolean;
  text: string;
  cites: Place[];
  parts: CellPart[];
  /** What is compared: two cells with the same key say the same, whatever their words. */
  key: string;
}

export interface Row { dimension: Id; title: string; meaning: string | null; stage: Id | null; same: boolean; cells: Cell[] }

/**
 * The rows of a comparison, in the vocabulary's order.
 * @throws RangeError for a policy that is not in the set
 * @example compareRows(set, ['wst', 'west-midlands'])
 */
export function compareRows(set: PolicySet, policyIds: readonly Id[]): Row[] {
  const policies = policyIds.map((id) => {
    const policy = set.policies.find((one) => one.id === id);
    if (!policy) throw new RangeError(`no policy "${id}" in this set`);
    return policy;
  });
  return set.vocabulary.dimensions.map((dimension) => {
    const cells = policies.map((policy) => cellOf(dimension, { policy, vocabulary: set.vocabulary }));
    const { id, title, meaning } = dimension;
    return { dimension: id, title, meaning, stage: stageOf(dimension, set.vocabulary), same: cells.every(({ key }) => key === cells[0]?.key), cells };
  });
}

/** The stage a row belongs to: its own, or that of the first task it selects. */
export function stageOf({ stage, select }: Dimension, vocabulary: Vocabulary): Id | null {
  if (stage !== null) return stage;
  return select.by === 'does' ? (vocabulary.tasks[select.tasks[0] ?? '']?.stage ?? null) : null;
}

/** What is compared of a part: `says` under each reading, without words. */
interface Found extends CellPart { says: unknown }

/** One cell. */
export function cellOf(dimension: Dimension, speech: Speech): Cell {
  const found = findingsOf(dimension.select, speech);
  const { policy } = speech;
  if (found.length === 0) {
    const status = silenceOf(dimension, speech);
    return { policy: policy.id, status, inDoubt: false, text: '', cites: silentPlaces(dimension, policy), parts: [], key: status };
  }
  const parts = found.map(({ says: _, ...part }) => part);
  return {
    policy: policy.id,
    status: 'stated',
    inDoubt: found.some(({ doubts }) => doubts.length > 0),
    text: [...new Set(parts.map(({ text }) => text))].join('; '),
    cites: distinctPlaces(parts.flatMap(({ cites }) => cites)),
    parts,
    key: JSON.stringify([...new Set(found.map(({ says }) => JSON.stringify(says)))].sort()),
  };
}

/** What silence means here: what the file says of this very row, else what its extent says. */
function silenceOf(dimension: Dimension, { policy, vocabulary }: Speech): CellStatus {
  const { select } = dimension;
  if (select.by === 'policy' && DERIVED.includes(select.show)) return 'none';
  const silence = policy.silent.find((one) => one.dimension === dimension.id);
  if (silence) return silence.is;
  if (policy.source.extent === 'whole' || select.by === 'policy') return 'not-stated';
  const stage = stageOf(dimension, vocabulary);
  if (stage !== null && policy.source.covers.includes(stage)) return 'not-stated';
  // The step itself was read, and gives nothing of the kind.
  if (select.by === 'does' && stepsDoing(policy, select.tasks).length > 0) return 'not-stated';
  return 'not-in-extract';
}

const DERIVED = ['supersededWords', 'conventions'];

const silentPlaces = (dimension: Dimension, policy: Policy): Place[] =>
  policy.silent.find((one) => one.dimension === dimension.id)?.cite ?? [];

function findingsOf(select: Selector, speech: Speech): Found[] {
  switch (select.by) {
    case 'does': return stepsDoing(speech.policy, select.tasks).flatMap((step) => ofStep(step, select.show, speech));
    case 'test': return ofTest(select.test, speech);
    case 'fact': return ofFact(select.fact, speech);
    case 'body': return ofBody(select.actor, speech);
    case 'definition': return ofDefinition(select.fact, speech);
    case 'policy': return ofPolicy(select.show, speech);
  }
}

const stepsDoing = (policy: Policy, tasks: readonly Id[]): Step[] => policy.steps.filter((step) => step.does.some((task) => tasks.includes(task)));

// ---- steps ---------------------------------------------------------------------------------------------

type Shown = Extract<Selector, { by: 'does' }>['show'];

function ofStep(step: Step, show: Shown, speech: Speech): Found[] {
  const part = (text: string, says: unknown, more: Partial<Found> = {}): Found => ({
    text, says, cites: step.cite, step: step.id, criterion: null, doubts: [], ...more,
  });
  const { vocabulary } = speech;
  switch (show) {
    case 'title': return [part(step.title, [...step.does].sort())];
    case 'actor': case 'recommends': {
      const readings = standingReadings(step, [show]);
      const found = readings.flatMap(({ thing, cite }) => {
        const who = show === 'actor' ? thing.actor : thing.recommends;
        return who === null ? [] : [part(whoText(who, speech) ?? '', whoSays(who, vocabulary), cite.length > 0 ? { cites: cite } : {})];
      });
      return merged(found, readings.length > 1 ? step.doubt : null);
    }
    case 'tells': {
      const readings = standingReadings(step, ['tells']);
      const found = readings.flatMap(({ thing, cite }) => (thing.tells.length === 0 ? [] : [part(
        capital(joined(thing.tells.map(({ who, when }) => `${actorWithSuccessor(who, speech)}${when ? `, if ${conditionPhrase(when, speech)}` : ''}`), 'and')),
        thing.tells.map(({ who }) => lastSuccessor(who, vocabulary)).sort(), cite.length > 0 ? { cites: cite } : {},
      )]));
      return merged(found, readings.length > 1 ? step.doubt : null);
    }
    case 'limits': return ofLimits(step, speech, part);
    case 'startEvents': return ofStarts(step, speech, part);
    case 'quorum': return ofQuorum(step, speech, part);
    case 'outcomes': return step.outcomes.map((outcome) => part(outcomeText(step.id, outcome.outcome, speech), outcome.outcome, {
      cites: outcome.cite.length > 0 ? outcome.cite : step.cite, doubts: outcome.doubt ? [outcome.doubt.address] : [],
    }));
    case 'outcomes.not-met': return step.outcomes.filter(({ outcome }) => outcome === 'not-met').map((outcome) => {
      const next = (outcome.next ?? []).map((id) => speech.policy.steps.find((one) => one.id === id)?.title ?? id);
      return part(next.length === 0 ? 'A branch that leads nowhere' : capital(joined(next.map((title) => (title === 'end' ? 'the process ends' : title)), 'and')), (outcome.next ?? []).length > 0, {
        cites: outcome.cite.length > 0 ? outcome.cite : step.cite, doubts: outcome.doubt ? [outcome.doubt.address] : [],
      });
    });
  }
}

type MakePart = (text: string, says: unknown, more?: Partial<Found>) => Found;

function ofLimits(step: Step, speech: Speech, part: MakePart): Found[] {
  return limitsAsRead(speech.policy, step).flatMap(({ limit, readings, doubts }) => {
    const dated = readings.filter(({ amount }) => amount !== null && amount.kind !== 'none');
    if (dated.length === 0) return [];
    const texts = [...new Set(dated.map((reading) => limitText(reading, speech)))];
    const says = [...new Set(readings.map(({ amount, unit, from }) => JSON.stringify([amount, unit, from && startSays(from, speech.policy)])))].sort();
    const condition = limit.when ? `, if ${conditionPhrase(limit.when, speech)}` : '';
    return [part(`${texts.join(', or ')}${condition}`, [says, limit.when], { cites: limit.cite.length > 0 ? limit.cite : step.cite, doubts })];
  });
}

function ofStarts(step: Step, speech: Speech, part: MakePart): Found[] {
  return limitsAsRead(speech.policy, step).flatMap(({ limit, readings, doubts }) => {
    const starts = readings.flatMap(({ from, amount }) => (from === null || amount?.kind === 'none' ? [] : [from]));
    if (starts.length === 0) return [];
    const texts = [...new Set(starts.map((start) => startText(start, speech)))];
    const says = [...new Set(starts.map((start) => JSON.stringify(startSays(start, speech.policy))))].sort();
    return [part(capital(texts.join(', or ')), says, { cites: limit.cite.length > 0 ? limit.cite : step.cite, doubts: texts.length > 1 ? doubts : [] })];
  });
}

function ofQuorum(step: Step, speech: Speech, part: MakePart): Found[] {
  const { quorum } = step;
  if (!quorum) return [];
  const { vocabulary } = speech;
  const seats = [...quorum.must.map(({ who, atLeast }) => `${atLeast > 1 ? `${atLeast} of ` : ''}${actorWithSuccessor(who, speech)}`)];
  const chair = quorum.chair ? `; chair: ${whoText(quorum.chair, speech)}` : '';
  if (seats.length === 0 && quorum.chair === null) return [];
  return [part(`${capital(joined(seats, 'and'))}${chair}`, [
    quorum.must.flatMap(({ who, atLeast }) => membersOf(who, speech).map((member) => [lastSuccessor(member, vocabulary), atLeast])).sort(),
    quorum.chair && whoSays(quorum.chair, vocabulary),
  ], { cites: quorum.cite.length > 0 ? quorum.cite : step.cite, doubts: quorum.doubt ? [quorum.doubt.address] : [] })];
}

/** A group counts as one of each of its members: those this document lists, else the vocabulary's. */
function membersOf(actor: Id, { policy, vocabulary }: Speech): Id[] {
  const own = policy.words.find(({ id, members }) => id === actor && members.length > 0)?.members;
  const members = own ?? vocabulary.actors[actor]?.members ?? [];
  return members.length > 0 ? members : [actor];
}

/** Readings of one thing as one part; in doubt where they differ. */
function merged(found: Found[], doubt: Doubt<never> | Doubt<Step> | null): Found[] {
  if (found.length === 0 || !doubt) return found;
  const texts = [...new Set(found.map(({ text }) => text))];
  if (texts.length === 1) return [found[0]!];
  return [{ ...found[0]!, text: texts.join(', or '), says: found.map(({ says }) => says), cites: distinctPlaces(found.flatMap(({ cites }) => cites)), doubts: [doubt.address] }];
}

/** A body that has been renamed is the same body. */
function lastSuccessor(actor: Id, vocabulary: Vocabulary): Id {
  const seen = new Set<Id>();
  let current = actor;
  for (let next = vocabulary.actors[current]?.succeededBy; next && !seen.has(next); next = vocabulary.actors[current]?.succeededBy) {
    seen.add(next);
    current = next;
  }
  return current;
}

const whoSays = ({ way, actors }: Who, vocabulary: Vocabulary): unknown =>
  [actors.length > 1 ? way : 'one', actors.map((actor) => lastSuccessor(actor, vocabulary)).sort()];

/** A start as what happens: a step that marks an event starts what the event starts. */
function startSays(start: Start, policy: Policy): unknown {
  if ('event' in start) return start.event;
  if ('step' in start) {
    const step = policy.steps.find(({ id }) => id === start.step);
    return step?.marks[0] ?? step?.does[0] ?? start.step;
  }
  const isFirst = 'first' in start;
  return [isFirst ? 'first' : 'last', ...(isFirst ? start.first : start.last).map((one) => startSays(one, policy))];
}

// ---- tests, facts, bodies, definitions --------------------------------------------------------------------

function ofTest(test: Id, speech: Speech): Found[] {
  return speech.policy.criteria.filter((criterion) => criterion.for === test).map((criterion) => ({
    text: criterion.when ? capital(conditionPhrase(criterion.when, speech)) : `Named, not listed: ${criterion.title}`,
    says: criterion.when ? standingReadings(criterion, ['when']).map(({ thing }) => thing.when) : 'not listed',
    cites: criterion.cite,
    step: null,
    criterion: criterion.id,
    doubts: criterion.doubt ? [criterion.doubt.address] : [],
  }));
}

function ofFact(fact: Id, { policy }: Speech): Found[] {
  const uses = (tree: Tree | null): boolean => tree !== null && factsIn(tree).has(fact);
  const criteria = policy.criteria
    .filter((criterion) => standingReadings(criterion, ['when']).some(({ thing }) => uses(thing.when)))
    .map((criterion): Found => ({ text: criterion.title, says: criterion.for ?? criterion.id, cites: criterion.cite, step: null, criterion: criterion.id, doubts: [] }));
  const steps = policy.steps
    .filter((step) => uses(step.when) || step.limits.some(({ when }) => uses(when)) || step.tells.some(({ when }) => uses(when)))
    .map((step): Found => ({ text: step.title, says: step.does, cites: step.cite, step: step.id, criterion: null, doubts: [] }));
  return [...criteria, ...steps];
}

function factsIn(tree: Tree): Set<Id> {
  if ('fact' in tree) return new Set([tree.fact]);
  if ('not' in tree) return factsIn(tree.not);
  if ('all' in tree || 'any' in tree) return new Set(('all' in tree ? tree.all : tree.any).flatMap((part) => [...factsIn(part)]));
  return new Set();
}

function ofBody(body: Id, { policy, vocabulary }: Speech): Found[] {
  const isBody = (actor: Id) => actor === body || lastSuccessor(actor, vocabulary) === body;
  const acts = (step: Step) => [step.actor, step.with, step.consults, step.recommends, step.finalSay].some((who) => who?.actors.some(isBody));
  return policy.steps.flatMap((step): Found[] => {
    const told = standingReadings(step, ['tells']);
    const isTold = told.some(({ thing }) => thing.tells.some(({ who }) => isBody(who))) || step.outcomes.some(({ tells }) => tells.some(({ who }) => isBody(who)));
    const always = told.every(({ thing }) => thing.tells.some(({ who }) => isBody(who)));
    if (!acts(step) && !isTold) return [];
    return [{
      text: step.title, says: [step.does, acts(step), isTold], cites: step.cite, step: step.id, criterion: null,
      doubts: isTold && !always && step.doubt ? [step.doubt.address] : [],
    }];
  });
}

function ofDefinition(fact: Id, speech: Speech): Found[] {
  return speech.policy.definitions.filter((definition) => definition.fact === fact).map(({ decidedBy, includes, exhaustive, cite }) => {
    const judged = decidedBy ? `judged by ${whoText(decidedBy, speech)}` : null;
    const list = includes.length > 0 ? `${exhaustive ? '' : 'includes '}${joined(includes, 'and')}` : null;
    return { text: capital([list, judged].filter((part) => part !== null).join('; ')), says: [includes, decidedBy], cites: cite, step: null, criterion: null, doubts: [] };
  });
}

// ---- the document itself --------------------------------------------------------------------------------------

function ofPolicy(show: string, speech: Speech): Found[] {
  const { policy, vocabulary } = speech;
  const part = (text: string, says: unknown, cites: Place[] = [], doubts: string[] = []): Found => ({ text, says, cites, step: null, criterion: null, doubts });
  if (show === 'follows') {
    return policy.follows.map(({ guidance, cite }) => part(vocabulary.guidance[guidance]?.title ?? guidance, guidance, cite));
  }
  if (show === 'supersededWords') return supersededWords(speech).map(({ called, now, id, cite }) => part(`${called} (now ${now})`, id, cite));
  if (show === 'conventions') {
    return policy.clocks.flatMap((clock) => {
      const shown = [
        clock.dayOne === null ? null : clock.dayOne === 'trigger-day' ? 'the start is Day 1' : 'the start is Day 0',
        clock.nonWorkingStart === null ? null : clock.nonWorkingStart === 'stands' ? 'a start on a non-working day stands' : 'a start on a non-working day is taken as the next working day',
      ].filter((text) => text !== null);
      return shown.length === 0 ? [] : [part(capital(shown.join('; ')), [clock.dayOne, clock.nonWorkingStart], clock.cite, clock.doubt ? [clock.doubt.address] : [])];
    });
  }
  const value = show.split('.').reduce<unknown>((object, key) => (object as Record<string, unknown> | null)?.[key], policy);
  return typeof value === 'string' ? [part(value, value)] : [];
}

/** The document's words for bodies, documents and guidance that have been replaced since, with what replaced them. */
export function supersededWords({ policy, vocabulary }: Speech): { id: Id; called: string; now: string; cite: Place[] }[] {
  const successors = { ...vocabulary.documents, ...vocabulary.actors };
  return policy.words.flatMap(({ id, called, cite }) => {
    const next = successors[id]?.succeededBy;
    return next ? [{ id, called: called[0] ?? id, now: successors[next]?.title ?? next, cite }] : [];
  });
}

/** Each place once. */
function distinctPlaces(places: Place[]): Place[] {
  return [...new Map(places.map((place) => [`${place.of ?? ''}|${place.at}`, place])).values()];
}

/** A cell's places in words, for a table without links. */
export const placesText = (cell: Cell, vocabulary: Vocabulary): string => joined(cell.cites.map((place) => placeText(place, vocabulary)), 'and');
