/**
 * No step waits for itself by way of another, and no test asks itself.
 */
import type { CheckedPolicy, PolicyCheck } from './checked.ts';
import { criteriaIn } from './facts.ts';
import type { Id, Limit, Policy, Start, Step } from './model.ts';
import { limitAsRead, underEachAssignment, type Choices } from './readings.ts';
import { singleStarts, type SingleStart } from './starts.ts';
import type { Path } from './yaml-text.ts';

/** A step's date rests on another's, under some readings. */
interface Rest { on: Id; under: Choices; path: Path }
/** A way round in which no doubt is read in two ways. */
interface Ring { steps: Id[]; path: Path }

/**
 * Refuses limits that go round in a ring under some one choice of readings: a step counted from a step that is counted
 * from the first. An event that a step marks counts as that step. A step that is its own start sets the clock and is no ring.
 */
export const assertNoCircularStarts: PolicyCheck = (checked) => {
  const rests = restsOf(checked);
  dropLooseEnds(rests);
  const rings = [...rests.keys()].flatMap((step) => {
    const ring = ringFrom(step, rests);
    return ring ? [ring] : [];
  });
  const seen = new Set<string>();
  return rings.filter(({ steps }) => isNew(seen, [...steps].sort().join())).map(({ steps, path }) =>
    checked.text.faultAt(path, `these starts go round in a ring: ${[...steps, steps[0]].join(' from ')}`, 'count one of them from an event or another step'));
};

/** Refuses criteria that rest on each other in a ring, under any readings: none of them could be judged. */
export const assertNoCircularCriteria: PolicyCheck = ({ text, policy: { criteria } }) => {
  const restsOn = new Map(criteria.map(({ id, when, doubt }) =>
    [id, [when, ...(doubt?.readings ?? []).map(({ changes }) => changes.when ?? null)].flatMap(criteriaIn)]));
  const isInARing = (id: Id): boolean => {
    const seen = new Set<Id>();
    for (const open = [...(restsOn.get(id) ?? [])]; open.length > 0;) {
      const next = open.pop()!;
      if (next === id) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(restsOn.get(next) ?? []));
    }
    return false;
  };
  return criteria.flatMap(({ id }, index) =>
    (isInARing(id) ? [text.faultAt(['criteria', index, 'id'], `the criterion "${id}" rests on itself`, 'let one of the criteria in the ring ask facts alone')] : []));
};

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function restsOf({ policy }: CheckedPolicy): Map<Id, Rest[]> {
  const rests = new Map<Id, Rest[]>();
  policy.steps.forEach((step, index) => {
    const found = limitVariantsOf(step, ['steps', index]).flatMap(({ limit, under, path }) =>
      startsOf(policy, limit).flatMap(({ start, choices }) =>
        singleStarts(start).flatMap((leaf) => stepsBehind(policy, leaf)).map((on) => ({ on, under: { ...under, ...choices }, path }))));
    rests.set(step.id, found.filter(({ on }) => on !== step.id));
  });
  return rests;
}

/** The limits of a step, each with the reading of the step under which it has them. */
function limitVariantsOf(step: Step, path: Path): { limit: Limit; under: Choices; path: Path }[] {
  const readings = step.doubt?.readings ?? [];
  const limitsAt = (limits: readonly Limit[], at: Path, under: Choices) =>
    limits.map((limit, index) => ({ limit, under, path: [...at, 'limits', index] }));
  if (!readings.some(({ changes }) => changes.limits)) return limitsAt(step.limits, path, {});
  return readings.flatMap(({ id, changes }, place) =>
    changes.limits
      ? limitsAt(changes.limits, [...path, 'readings', place], { [step.id]: id })
      : limitsAt(step.limits, path, { [step.id]: id }));
}

function startsOf(policy: Policy, limit: Limit): { start: Start; choices: Choices }[] {
  return underEachAssignment({}, (assignment) => limitAsRead(policy, limit, assignment)).flatMap(({ under, result: { from, amount } }) =>
    (from && amount?.kind !== 'none' ? [{ start: from, choices: under }] : []));
}

function stepsBehind(policy: Policy, leaf: SingleStart): Id[] {
  if ('step' in leaf) return policy.steps.some(({ id }) => id === leaf.step) ? [leaf.step] : [];
  return policy.steps
    .filter((step) => [step, ...(step.doubt?.readings ?? []).map(({ changes }) => changes)].some(({ marks }) => marks?.includes(leaf.event)))
    .map(({ id }) => id);
}

/** Steps that rest on nothing, or on which nothing rests, are in no ring; without them the search is short. */
function dropLooseEnds(rests: Map<Id, Rest[]>): void {
  for (let before = -1; before !== rests.size;) {
    before = rests.size;
    const restedOn = new Set([...rests.values()].flat().map(({ on }) => on));
    for (const [step, found] of rests) {
      const within = found.filter(({ on }) => rests.has(on));
      if (within.length === 0 || !restedOn.has(step)) rests.delete(step);
      else rests.set(step, within);
    }
  }
}

function ringFrom(first: Id, rests: ReadonlyMap<Id, Rest[]>): Ring | null {
  const search = (step: Id, steps: Id[], under: Choices): Ring | null => {
    for (const rest of rests.get(step) ?? []) {
      if (!agree(under, rest.under)) continue;
      if (rest.on === first) return { steps, path: (rests.get(first) ?? [rest]).find(({ on }) => on === (steps[1] ?? first))?.path ?? rest.path };
      if (steps.includes(rest.on)) continue;
      const ring = search(rest.on, [...steps, rest.on], { ...under, ...rest.under });
      if (ring) return ring;
    }
    return null;
  };
  return search(first, [first], {});
}

/** The same reading wherever one doubt appears. */
function agree(a: Choices, b: Choices): boolean {
  return Object.entries(b).every(([address, reading]) => !Object.hasOwn(a, address) || a[address] === reading);
}
