/**
 * Conditions in three values. A condition is folded with what is known; what is left over is the condition that still
 * decides, in its simplest form, so that a step can say "only if ..." instead of guessing.
 */
import { possibleOutcomes } from '../policy/decisions.ts';
import type { Criterion, Doubt, Id, Policy, Step, Tree } from '../policy/model.ts';
import type { Answer, ConditionText, Truth } from './types.ts';

/** What someone has said about a case. */
export interface Known {
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
  /** Readings chosen, by address. */
  chosen: Record<string, Id>;
  /** Under which condition a decision is reached at all; absent: that does not matter here. */
  reached?: (decision: Id) => OpenCondition;
}

/**
 * A condition that is still open, as alternatives of requirements. No alternative at all: it never holds.
 * An alternative without requirements: it always holds. Each requirement is VARIABLE=VALUE.
 */
export type OpenCondition = string[][];

const ALWAYS: OpenCondition = [[]];
const NEVER: OpenCondition = [];

/**
 * The truth of a condition.
 * @example truthOf(openCondition({ fact: 'child-died' }, policy, known)) // 'unknown' while nobody has answered
 */
export function truthOf(condition: OpenCondition): Truth {
  if (condition.length === 0) return 'no';
  return condition.some((alternative) => alternative.length === 0) ? 'yes' : 'unknown';
}

/**
 * Every smallest set of answers that makes all of the trees come out as wanted. Sets that need more
 * than answers to facts (an outcome, a test that is not listed) are left out.
 * @example smallestAnswers([tree], true, policy, known) // [{ 'child-died': 'yes' }, ...]
 */
export function smallestAnswers(trees: readonly Tree[], wanted: boolean, policy: Policy, known: Known): Record<Id, 'yes' | 'no'>[] {
  const condition = simplest(trees.map((tree) => fold(tree, wanted, policy, known)).reduce(both, ALWAYS), policy);
  return condition
    .filter((alternative) => alternative.every((requirement) => requirement.startsWith('fact:')))
    .map((alternative) => Object.fromEntries(alternative.map(split).map(([variable, answer]) => [variable.slice('fact:'.length), answer as 'yes' | 'no'])))
    .sort((one, other) => Object.keys(one).length - Object.keys(other).length);
}

/**
 * What it still depends on whether all of the trees hold, or none of them: facts, tests that are not listed, decisions.
 * @example decidingVariables([tree], policy, known) // { facts: ['child-died'], tests: [], decisions: [] }
 */
export function decidingVariables(trees: readonly Tree[], policy: Policy, known: Known): { facts: Id[]; tests: Id[]; decisions: Id[] } {
  const conditions = [true, false].flatMap((wanted) => simplest(trees.map((tree) => fold(tree, wanted, policy, known)).reduce(both, ALWAYS), policy));
  const variables = [...new Set(conditions.flat().map((requirement) => split(requirement)[0]))];
  const ofKind = (kind: string) => variables.filter((variable) => variable.startsWith(kind)).map((variable) => variable.slice(kind.length));
  return { facts: ofKind('fact:'), tests: ofKind('criterion:'), decisions: ofKind('step:') };
}

/** What is left of a tree once everything known has been filled in. */
export function openCondition(tree: Tree, policy: Policy, known: Known): OpenCondition {
  return simplest(fold(tree, true, policy, known), policy);
}

/**
 * For each step, the condition under which the path reaches it and its own `when` holds.
 *
 * A branch is taken by an outcome that someone gives, never by a computed "met"; a step that has been done was reached,
 * whatever nobody has said about the branch that leads to it. An arrow that only some readings of a lost arrow draw
 * counts as drawn: such a doubt is about order, and must not make a step look optional.
 */
export function stepConditions(policy: Policy, known: Known, done: ReadonlySet<Id> = new Set()): ReadonlyMap<Id, OpenCondition> {
  if (known.reached) return workedConditions(policy, known, done);
  const key = JSON.stringify([known.facts, known.decided, Object.entries(known.chosen).filter(([address]) => doubtsOfThePath(policy).has(address)), [...done]]);
  const ofPolicy = remembered.get(policy) ?? new Map<string, ReadonlyMap<Id, OpenCondition>>();
  const conditions = ofPolicy.get(key) ?? workedConditions(policy, known, done);
  if (ofPolicy.size >= MOST_REMEMBERED) ofPolicy.clear();
  remembered.set(policy, ofPolicy.set(key, conditions));
  return conditions;
}

/** Most timetables of one policy differ in their dates alone. */
const remembered = new WeakMap<Policy, Map<string, ReadonlyMap<Id, OpenCondition>>>();
const MOST_REMEMBERED = 256;

/** The addresses of the doubts about what leads where, and on what condition: no other reading changes whether a step applies. */
function doubtsOfThePath(policy: Policy): ReadonlySet<string> {
  let found = ofThePath.get(policy);
  if (!found) {
    const doubts = [policy.criteria, policy.steps, policy.steps.flatMap(({ outcomes }) => outcomes)].flat().flatMap(({ doubt }): Pick<Doubt<unknown>, 'address' | 'readings'>[] => (doubt ? [doubt] : []));
    ofThePath.set(policy, found = new Set(doubts.filter(({ readings }) => readings.some(({ changes }) => 'when' in changes || 'next' in changes)).map(({ address }) => address)));
  }
  return found;
}

const ofThePath = new WeakMap<Policy, ReadonlySet<string>>();

function workedConditions(policy: Policy, known: Known, done: ReadonlySet<Id>): Map<Id, OpenCondition> {
  const conditions = new Map<Id, OpenCondition>();
  const arrows = arrowsInto(policy);
  const byId = new Map(policy.steps.map((step) => [step.id, step]));

  const conditionOf = (step: Step, underway: Set<Id>): OpenCondition => {
    const found = conditions.get(step.id);
    if (found) return found;
    if (underway.has(step.id)) return NEVER;
    if (done.has(step.id)) {
      conditions.set(step.id, ALWAYS);
      return ALWAYS;
    }
    const within = new Set(underway).add(step.id);
    const leading = arrows.get(step.id) ?? [];
    const reached = leading.length === 0
      ? ALWAYS
      : eitherOf([...new Set(leading.map(({ from }) => from))].map((from) => {
          const source = byId.get(from);
          const taken = leading.filter((arrow) => arrow.from === from).map((arrow) => arrowCondition(arrow, known));
          return source ? both(eitherOf(taken, policy), eitherOf([conditionOf(source, within), passedOver(source, within)], policy)) : NEVER;
        }), policy);
    const reachedOf = (decision: Id): OpenCondition => {
      const ofDecision = byId.has(decision) ? conditionOf(byId.get(decision)!, within) : NEVER;
      // A decision that every way here passes need not be reached a second time.
      return reached.every((way) => covers(ofDecision, way)) ? ALWAYS : ofDecision;
    };
    const alongThePath = { ...known, reached: reachedOf };
    const condition = simplest(both(reached, simplest(whenOfStep(step, true, policy, alongThePath), policy)), policy);
    conditions.set(step.id, condition);
    return condition;
  };

  /** Where a step does not apply and is the only way on from one that leads to it, the path goes on past it. */
  const passedOver = (step: Step, underway: Set<Id>): OpenCondition => {
    if (!isOptional(step) || underway.has(step.id) || done.has(step.id)) return NEVER;
    const within = new Set(underway).add(step.id);
    const ways = (arrows.get(step.id) ?? []).flatMap((arrow) => {
      const source = byId.get(arrow.from);
      if (!source || waysOn(source, arrow.outcome) > 1) return [];
      return [both(arrowCondition(arrow, known), eitherOf([conditionOf(source, within), passedOver(source, within)], policy))];
    });
    if (ways.length === 0) return NEVER;
    const reachedOf = (decision: Id): OpenCondition => (byId.has(decision) ? conditionOf(byId.get(decision)!, within) : NEVER);
    return both(eitherOf(ways, policy), simplest(whenOfStep(step, false, policy, { ...known, reached: reachedOf }), policy));
  };

  for (const step of policy.steps) conditionOf(step, new Set());
  return conditions;
}

/** A decision that is not made has no branch to go on by, and is not passed over. */
function isOptional({ when, doubt, outcomes }: Step): boolean {
  return outcomes.length === 0 && (when !== null || (doubt?.readings.some(({ changes }) => changes.when != null) ?? false));
}

/** How many ways lead on from a step, or from one of its outcomes, under any reading that stands; an end is one. */
function waysOn(step: Step, outcome: Id | null): number {
  if (outcome === null) return targets(step, step.doubt).size;
  const branch = step.outcomes.find((one) => one.outcome === outcome);
  return branch === undefined ? 0 : targets(branch, branch.doubt).size;
}

/** The condition as the policy file would write it; null where it is certain either way. */
export function conditionText(condition: OpenCondition): ConditionText | null {
  if (truthOf(condition) !== 'unknown') return null;
  const [first = [], ...rest] = condition;
  const shared = first.filter((requirement) => rest.every((alternative) => alternative.includes(requirement)));
  const own = condition.map((alternative) => alternative.filter((requirement) => !shared.includes(requirement)));
  const parts = shared.map(requirementText);
  if (own.every((alternative) => alternative.length > 0)) {
    parts.push(own.length === 1 ? allOf(own[0]!.map(requirementText)) : { any: own.map((alternative) => allOf(alternative.map(requirementText))) });
  }
  return allOf(parts);
}

/**
 * The condition without what goes without saying: an outcome can only be given at a decision that was reached, so what
 * every way to that decision requires need not be said again.
 * @param conditions those of all steps, as `stepConditions` gives them
 */
export function withoutImplied(condition: OpenCondition, conditions: ReadonlyMap<Id, OpenCondition>): OpenCondition {
  const implies = (requirement: string, other: string): boolean => {
    if (requirement === other || !requirement.startsWith('step:')) return false;
    const ways = conditions.get(split(requirement)[0].slice('step:'.length)) ?? ALWAYS;
    return ways.length > 0 && ways.every((way) => way.includes(other));
  };
  return absorbed(condition.map((alternative) => alternative.filter((other) => !alternative.some((requirement) => implies(requirement, other)))));
}

/** An arrow of the path: from a step, or from one of its outcomes. */
export interface Arrow { from: Id; to: Id; outcome: Id | null; /** Readings that draw it; null where it is not in doubt. */ readings: { address: string; ids: Id[] } | null }

const arrowCache = new WeakMap<Policy, Map<Id, Arrow[]>>();

/** The arrows into each step, without loops, under every reading that the document does not refute. */
export function arrowsInto(policy: Policy): Map<Id, Arrow[]> {
  const cached = arrowCache.get(policy);
  if (cached) return cached;
  const arrows = new Map<Id, Arrow[]>();
  const add = (arrow: Arrow) => {
    if (arrow.to === 'end') return;
    arrows.set(arrow.to, [...(arrows.get(arrow.to) ?? []), arrow]);
  };
  for (const step of policy.steps) {
    for (const [to, readings] of targets(step, step.doubt)) add({ from: step.id, to, outcome: null, readings });
    for (const outcome of step.outcomes) {
      for (const [to, readings] of targets(outcome, outcome.doubt)) {
        add({ from: step.id, to, outcome: outcome.outcome, readings });
      }
    }
  }
  arrowCache.set(policy, arrows);
  return arrows;
}

/** Every step from which arrows lead to this one, under whatever reading. */
export function ancestorsOf(policy: Policy, step: Id): Id[] {
  const arrows = arrowsInto(policy);
  const found = new Set<Id>();
  const open = [step];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    for (const { from } of arrows.get(current) ?? []) {
      if (found.has(from)) continue;
      found.add(from);
      open.push(from);
    }
  }
  return [...found];
}

function targets(thing: { next: Id[] | null }, doubt: Doubt<{ next: Id[] | null }> | null): Map<Id, Arrow['readings']> {
  const standing = doubt?.readings.filter((reading) => reading.refutedBy === null) ?? [];
  if (!doubt || standing.every((reading) => reading.changes.next === undefined)) {
    return new Map((thing.next ?? []).map((to) => [to, null]));
  }
  const drawn = new Map<Id, Id[]>();
  for (const reading of standing) {
    for (const to of reading.changes.next ?? thing.next ?? []) drawn.set(to, [...(drawn.get(to) ?? []), reading.id]);
  }
  return new Map([...drawn].map(([to, ids]) => [to, ids.length === standing.length ? null : { address: doubt.address, ids }]));
}

function arrowCondition(arrow: Arrow, known: Known): OpenCondition {
  const taken = arrow.outcome === null ? ALWAYS : outcomeCondition(arrow.from, arrow.outcome, true, known);
  const chosen = arrow.readings && known.chosen[arrow.readings.address];
  if (!arrow.readings) return taken;
  if (chosen) return arrow.readings.ids.includes(chosen) ? taken : NEVER;
  if (arrow.outcome === null) return taken;
  return both(taken, arrow.readings.ids.map((id) => [`reading:${arrow.readings!.address}=${id}`]));
}

/** The condition under which a step's own `when` holds, or does not. */
function whenOfStep(step: Step, wanted: boolean, policy: Policy, known: Known): OpenCondition {
  return underEachReading(step.doubt, known, step.when, (when) => (when ? fold(when, wanted, policy, known) : wanted ? ALWAYS : NEVER));
}

/** Folds the condition of a thing in doubt: under each reading that stands, or under the one chosen. */
function underEachReading<T extends { when: Tree | null }>(
  doubt: Doubt<T> | null, known: Known, base: Tree | null, foldOne: (when: Tree | null) => OpenCondition,
): OpenCondition {
  if (!doubt || doubt.readings.every((reading) => reading.changes.when === undefined)) return foldOne(base);
  const chosen = doubt.readings.find((reading) => reading.id === known.chosen[doubt.address]);
  const under = (reading: (typeof doubt.readings)[number]) => foldOne(reading.changes.when === undefined ? base : reading.changes.when);
  if (chosen) return under(chosen);
  return doubt.readings
    .filter((reading) => reading.refutedBy === null)
    .flatMap((reading) => both([[`reading:${doubt.address}=${reading.id}`]], under(reading)));
}

function fold(tree: Tree, wanted: boolean, policy: Policy, known: Known): OpenCondition {
  if ('not' in tree) return fold(tree.not, !wanted, policy, known);
  if ('all' in tree || 'any' in tree) {
    const parts = ('all' in tree ? tree.all : tree.any).map((part) => fold(part, wanted, policy, known));
    return 'all' in tree === wanted ? parts.reduce(both, ALWAYS) : parts.flat();
  }
  if ('fact' in tree) return factCondition(tree.fact, wanted, known);
  if ('criterion' in tree) return criterionCondition(policy.criteria.find(({ id }) => id === tree.criterion), tree.criterion, wanted, policy, known);
  if (wanted) return outcomeCondition(tree.step, tree.outcome, true, known);
  return outcomeCondition(tree.step, tree.outcome, false, known, policy);
}

function factCondition(fact: Id, wanted: boolean, known: Known): OpenCondition {
  const answer = known.facts[fact] ?? 'unknown';
  if (answer === 'unknown') return [[`fact:${fact}=${wanted ? 'yes' : 'no'}`]];
  return (answer === 'yes') === wanted ? ALWAYS : NEVER;
}

function criterionCondition(criterion: Criterion | undefined, id: Id, wanted: boolean, policy: Policy, known: Known): OpenCondition {
  const unlisted: OpenCondition = [[`criterion:${id}=${wanted ? 'yes' : 'no'}`]];
  if (!criterion) return unlisted;
  return underEachReading(criterion.doubt, known, criterion.when, (when) => (when ? fold(when, wanted, policy, known) : unlisted));
}

function outcomeCondition(step: Id, outcome: Id, wanted: boolean, known: Known, policy?: Policy): OpenCondition {
  const decided = known.decided[step];
  const reached = known.reached?.(step) ?? ALWAYS;
  if (wanted) return decided === undefined ? both(reached, [[`step:${step}=${outcome}`]]) : decided === outcome ? reached : NEVER;
  if (decided !== undefined && decided !== outcome) return ALWAYS;
  // A decision that is not reached comes to nothing, and so not to this.
  const unreached = policy ? otherwise(reached, policy) : NEVER;
  return decided === outcome ? unreached : [...outcomesOf(policy, step).filter((other) => other !== outcome).map((other) => [`step:${step}=${other}`]), ...unreached];
}

/** The contrary of a condition. */
function otherwise(condition: OpenCondition, policy: Policy): OpenCondition {
  return condition
    .map((alternative) => alternative.map(split).flatMap(([variable, value]) => valuesOf(variable, policy).filter((other) => other !== value).map((other) => [`${variable}=${other}`])))
    .reduce(both, ALWAYS);
}

function outcomesOf(policy: Policy | undefined, step: Id): Id[] {
  const decision = policy?.steps.find(({ id }) => id === step);
  const outcomes = decision ? possibleOutcomes(decision) : [];
  // A test may also fail where all that is listed is a choice between reviews: nothing says that one of them is then made.
  const goesByTest = decision?.test != null && decision.test !== 'judgement';
  return goesByTest && !outcomes.includes('not-met') ? [...outcomes, 'not-met'] : outcomes;
}

function both(left: OpenCondition, right: OpenCondition): OpenCondition {
  if (isAlways(right)) return left;
  if (isAlways(left)) return right;
  const terms = left.flatMap((one) => right.map((other) => [...new Set([...one, ...other])]));
  // Where the two have nothing in common there is nothing to simplify.
  if (isSimple(left) && isSimple(right) && !shareVariable(left, right)) return asSimple(terms.map((term) => term.sort()).sort(byLength));
  // Without this a test of many branches grows by multiplication before anything is dropped.
  return terms.length > MANY_ALTERNATIVES ? absorbed(terms.filter(possible)) : terms;
}

const MANY_ALTERNATIVES = 50;

const isAlways = (condition: OpenCondition): boolean => condition.length === 1 && condition[0]!.length === 0;

/**
 * The shortest alternatives, all of them: what cannot hold and what a shorter one covers is dropped, and alternatives
 * that between them cover every value of a variable give the one that does without it (the method of iterated consensus).
 */
function simplest(condition: OpenCondition, policy: Policy): OpenCondition {
  if (isSimple(condition)) return condition;
  let terms = absorbed(condition.filter(possible).map((term) => [...term].sort()));
  for (let grown = true; grown && terms.length < MOST_ALTERNATIVES;) {
    grown = false;
    for (const variable of new Set(terms.flat().map((requirement) => split(requirement)[0]))) {
      for (const found of withoutVariable(variable, terms, policy)) {
        if (covers(terms, found)) continue;
        terms = absorbed([...terms, found]);
        grown = true;
      }
    }
  }
  return asSimple(terms);
}

/** Conditions in their simplest form: along a path the same one is met again and again. */
const SIMPLE = new WeakSet<OpenCondition>();
const isSimple = (condition: OpenCondition): boolean => SIMPLE.has(condition) || (condition.length === 1 && condition[0]!.length < 2);
function asSimple(condition: OpenCondition): OpenCondition {
  SIMPLE.add(condition);
  return condition;
}

const eitherOf = (conditions: readonly OpenCondition[], policy: Policy): OpenCondition => {
  const [first = NEVER, ...rest] = distinct(conditions);
  return simplest(rest.length === 0 ? first : [first, ...rest].flat(), policy);
};

const distinct = (conditions: readonly OpenCondition[]): OpenCondition[] =>
  (conditions.length < 2 ? [...conditions] : [...new Map(conditions.map((condition) => [JSON.stringify(condition), condition])).values()]);

function shareVariable(left: OpenCondition, right: OpenCondition): boolean {
  const variables = new Set(left.flatMap((term) => term.map((requirement) => split(requirement)[0])));
  return right.some((term) => term.some((requirement) => variables.has(split(requirement)[0])));
}

/** Past this many alternatives a condition is left as it is: true, only longer than it need be. */
const MOST_ALTERNATIVES = 200;

/** What follows from one alternative for each value of the variable, taken together. */
function withoutVariable(variable: string, terms: OpenCondition, policy: Policy): OpenCondition {
  const values = valuesOf(variable, policy);
  if (values.length < 2) return [];
  const rests = values
    .map((value) => `${variable}=${value}`)
    .map((requirement) => terms.filter((term) => term.includes(requirement)).map((term) => term.filter((part) => part !== requirement)));
  if (rests.some((rest) => rest.length === 0)) return [];
  return distinct(rests)
    .reduce((unions, rest) => both(unions, rest).filter(possible))
    .map((term) => [...term].sort());
}

/** Whether no variable has two values in it. */
const possible = (term: string[]): boolean => {
  for (let last = 1; last < term.length; last += 1) {
    const [variable, value] = split(term[last]!);
    for (let before = 0; before < last; before += 1) {
      const [other, otherValue] = split(term[before]!);
      if (other === variable && otherValue !== value) return false;
    }
  }
  return true;
};

const byLength = (one: string[], other: string[]): number => one.length - other.length;

function absorbed(terms: OpenCondition): OpenCondition {
  const kept: OpenCondition = [];
  for (const term of [...terms].sort(byLength)) {
    if (!covers(kept, term)) kept.push(term);
  }
  return kept;
}

/** Whether some alternative asks for no more than the term does. */
const covers = (alternatives: OpenCondition, term: string[]): boolean => alternatives.some((shorter) => shorter.every((part) => term.includes(part)));

function valuesOf(variable: string, policy: Policy): string[] {
  const [kind, id = ''] = [variable.slice(0, variable.indexOf(':')), variable.slice(variable.indexOf(':') + 1)];
  if (kind === 'fact' || kind === 'criterion') return ['yes', 'no'];
  if (kind === 'step') return outcomesOf(policy, id);
  return readingIds(policy, id);
}

function readingIds(policy: Policy, address: string): Id[] {
  const doubts = [
    ...policy.criteria.map(({ doubt }) => doubt),
    ...policy.steps.flatMap((step) => [step.doubt, ...step.outcomes.map(({ doubt }) => doubt)]),
  ];
  const doubt = doubts.find((candidate) => candidate?.address === address);
  return doubt?.readings.filter((reading) => reading.refutedBy === null).map(({ id }) => id) ?? [];
}

/** A requirement's variable and value. The same few requirements are taken apart many times over. */
function split(requirement: string): readonly [string, string] {
  const found = SPLIT.get(requirement);
  if (found) return found;
  const at = requirement.lastIndexOf('=');
  const parts = [requirement.slice(0, at), requirement.slice(at + 1)] as const;
  SPLIT.set(requirement, parts);
  return parts;
}

const SPLIT = new Map<string, readonly [string, string]>();

const allOf = (parts: ConditionText[]): ConditionText => (parts.length === 1 ? parts[0]! : { all: parts });

function requirementText(requirement: string): ConditionText {
  const [variable, value] = split(requirement);
  const at = variable.indexOf(':');
  const kind = variable.slice(0, at);
  const id = variable.slice(at + 1);
  if (kind === 'step') return `${id}/${value}`;
  if (kind === 'reading') return { reading: `${id}=${value}` };
  return value === 'yes' ? id : { not: id };
}
