/** The ways through a document to one of its steps. */
import { ancestorsOf, stepConditions, truthOf } from '../engine/conditions.ts';
import type { Answer } from '../engine/types.ts';
import type { Id, Policy } from '../policy/model.ts';

/** What must be decided and answered for a step to be reached, and how a doubt must be read. */
export interface Way { decided: Record<Id, Id>; facts: Record<Id, Answer>; readings: Record<string, Id> }

/** More than these only repeat one another with other side branches. */
const MOST_WAYS = 8;

/**
 * The ways to a step: the shortest first, then the same with the decisions before it taken that they leave open, since
 * what those lead to comes before the step as well. No way takes two branches of one decision. A test that is named and
 * not listed is taken as the way needs it.
 * @example waysTo(policy, 'notify-panel') // [{ decided: { 'decide-notification': 'met' }, facts: {}, readings: {} }]
 */
export function waysTo(policy: Policy, step: Id): Way[] {
  let known = found.get(policy);
  if (!known) found.set(policy, known = new Map());
  let ways = known.get(step);
  if (!ways) known.set(step, ways = allWaysTo(policy, step));
  return ways;
}

const found = new WeakMap<Policy, Map<Id, Way[]>>();

function allWaysTo(policy: Policy, step: Id): Way[] {
  const conditions = stepConditions(policy, { facts: {}, decided: {}, chosen: {} });
  const needed = new Map<Id, Way[]>();
  const waysOf = (id: Id): Way[] => {
    let ways = needed.get(id);
    if (!ways) {
      const condition = conditions.get(id) ?? [];
      needed.set(id, ways = truthOf(condition) === 'yes' ? [NOTHING] : condition.slice(0, MOST_WAYS).map(wayOf));
    }
    return ways;
  };
  /** A way with everything that its decisions themselves need. */
  const reached = (way: Way): Way[] => Object.keys(way.decided).reduce<Way[]>((ways, id) => ways.flatMap((one) => waysOf(id).flatMap((other) => together(one, other) ?? [])).slice(0, MOST_WAYS), [way]);
  const decisions = ancestorsOf(policy, step).flatMap((id) => policy.steps.filter((one) => one.id === id && one.outcomes.length > 0));
  let ways = waysOf(step).flatMap(reached).slice(0, MOST_WAYS);
  for (const { id, outcomes } of decisions) {
    const open = ways.filter(({ decided }) => !(id in decided));
    const extended = open.flatMap((way) => outcomes.flatMap(({ outcome }) => reached({ ...way, decided: { ...way.decided, [id]: outcome } })));
    ways = [...ways, ...extended].slice(0, MOST_WAYS * 2);
  }
  // What sets a step off may itself be done only on some answer, and then has a time limit that else would not be there.
  const setOff = [step, ...ancestorsOf(policy, step)].flatMap((id) => markersOf(policy, id)).filter((id) => !ancestorsOf(policy, step).includes(id));
  for (const id of new Set(setOff)) {
    if (truthOf(conditions.get(id) ?? []) === 'unknown') ways = [...ways.flatMap((way) => waysOf(id).flatMap((other) => together(way, other) ?? [])), ...ways].slice(0, MOST_WAYS * 2);
  }
  const once = new Map(ways.map((way) => [JSON.stringify([sorted(way.decided), sorted(way.facts), sorted(way.readings)]), way]));
  return [...once.values()].slice(0, MOST_WAYS);
}

/** The one step that brings about what sets a step off. */
function markersOf(policy: Policy, id: Id): Id[] {
  const triggers = policy.steps.find((step) => step.id === id)?.trigger ?? [];
  return triggers.flatMap((event) => {
    const markers = policy.steps.filter(({ marks }) => marks.includes(event));
    return markers.length === 1 ? [markers[0]!.id] : [];
  });
}

const NOTHING: Way = { decided: {}, facts: {}, readings: {} };

const sorted = (record: Record<string, string>): [string, string][] => Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

/** Two ways as one; null where they take different branches, or answer differently. */
function together(one: Way, other: Way): Way | null {
  const agree = (a: Record<string, string>, b: Record<string, string>) => Object.entries(a).every(([key, value]) => (b[key] ?? value) === value);
  if (!agree(one.decided, other.decided) || !agree(one.facts, other.facts) || !agree(one.readings, other.readings)) return null;
  return { decided: { ...other.decided, ...one.decided }, facts: { ...other.facts, ...one.facts }, readings: { ...other.readings, ...one.readings } };
}

function wayOf(requirements: readonly string[]): Way {
  const way: Way = { decided: {}, facts: {}, readings: {} };
  for (const requirement of requirements) {
    const [variable, value] = splitAtLast(requirement, '=');
    const colon = variable.indexOf(':');
    const [kind, id] = [variable.slice(0, colon), variable.slice(colon + 1)];
    if (kind === 'step') way.decided[id] = value;
    if (kind === 'reading') way.readings[id] = value;
    if (kind === 'fact') way.facts[id] = value === 'yes' ? 'yes' : 'no';
  }
  return way;
}

function splitAtLast(text: string, sign: string): [string, string] {
  const at = text.lastIndexOf(sign);
  return [text.slice(0, at), text.slice(at + 1)];
}
