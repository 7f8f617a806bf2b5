/**
 * The path through the steps: every step on it, no way round but by `backTo`, and a decision goes on by its outcomes.
 */
import { stepVariantsOf } from './checked.ts';
import type { CheckedPolicy, PolicyCheck } from './checked.ts';
import type { Id, Policy, Step } from './model.ts';
import type { RawOutcome } from './schema.ts';
import type { Path } from './yaml-text.ts';

/** Refuses a decision with a `next` of its own: its outcomes say what follows. */
export const assertDecisionsHaveNoNext: PolicyCheck = ({ raw, text }) =>
  stepVariantsOf(raw).flatMap(({ keys, step, path }) => {
    const decides = keys.outcomes !== undefined || step.outcomes !== undefined;
    if (!decides || keys.next === undefined) return [];
    return [text.faultAtKey(path, 'next', 'a step with outcomes has no "next"', 'give "next" to each outcome')];
  });

/** Refuses a test in a step that decides nothing. */
export const assertOnlyDecisionsHaveATest: PolicyCheck = ({ raw, text }) =>
  stepVariantsOf(raw).flatMap(({ keys, step, path }) => {
    const decides = [step, ...(step.readings ?? [])].some(({ outcomes }) => outcomes !== undefined);
    if (decides || keys.test === undefined) return [];
    return [text.faultAtKey(path, 'test', 'a step without outcomes has no "test"', 'add its outcomes, or make the test its "when"')];
  });

/** Refuses an outcome that goes both on and back. */
export const assertOutcomesGoOneWay: PolicyCheck = ({ raw, text }) =>
  outcomeVariantsOf(raw).flatMap(({ outcome, path }) => {
    const ways: { next?: unknown; backTo?: unknown; at: Path }[] = [
      { ...outcome, at: path },
      ...(outcome.readings ?? []).map((reading, index) => ({ ...reading, at: [...path, 'readings', index] })),
    ];
    return ways.flatMap(({ next, backTo, at }) =>
      next === undefined || backTo === undefined ? [] : [text.faultAtKey(at, 'backTo', 'this outcome goes both on and back', 'keep "next" or "backTo"')]);
  });

/** Refuses a path that comes back to a step by `next`, under any reading. A loop is written with `backTo`. */
export const assertForwardPathHasNoLoop: PolicyCheck = ({ policy, text }) => {
  const ahead = forwardOf(policy);
  const index = new Map(policy.steps.map(({ id }, place) => [id, place]));
  const loops = policy.steps.map(({ id }) => shortestLoop(id, ahead)).filter((loop) => loop !== null);
  const seen = new Set<string>();
  return loops.flatMap((loop) => {
    const key = [...loop].sort().join();
    if (seen.has(key)) return [];
    seen.add(key);
    const last = loop.at(-1)!;
    return [text.faultAt(['steps', index.get(last)!], `the path goes round: ${[...loop, loop[0]].join(', then ')}`, 'where the document goes back, write "backTo" in an outcome')];
  });
};

/** Refuses a `backTo` that does not lead to a step before it, in the list of steps or along the path. */
export const assertBackToGoesBack: PolicyCheck = ({ policy, raw, text }) => {
  const ahead = forwardOf(policy);
  const place = (id: Id) => policy.steps.findIndex((step) => step.id === id);
  return outcomeVariantsOf(raw).flatMap(({ outcome, step, path }) =>
    [{ ...outcome, at: path }, ...(outcome.readings ?? []).map((reading, index) => ({ ...reading, at: [...path, 'readings', index] }))].flatMap(({ backTo, at }) => {
      if (backTo === undefined || place(backTo) === -1) return [];
      const isBefore = place(backTo) <= place(step) || reachedFrom([backTo], ahead).has(step);
      return isBefore ? [] : [text.faultAt([...at, 'backTo'], `"${backTo}" comes after this step`, 'write "next" for a step that follows')];
    }));
};

/**
 * Refuses a step that no path reaches. A path begins at the first step, at a trigger, at a step with a condition and at one
 * done for each of several things; and it may go on to the next in the list from a step of which the document does not say what follows.
 */
export const assertEveryStepIsReached: PolicyCheck = ({ policy, text }) => {
  const ahead = joined(forwardOf(policy), backOf(policy));
  const starts = policy.steps.filter((step, index) => index === 0 || isStart(step) || leavesOpen(policy.steps[index - 1]!));
  const reached = reachedFrom(starts.map(({ id }) => id), ahead);
  return lostBeginnings(policy, ahead, reached).map((ids) => {
    const named = ids.map((id) => `"${id}"`);
    const what = `no step leads to ${named.length === 1 ? named[0] : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`}`;
    const mend = ids.length === 1
      ? 'name it in the "next" of the step before it, or give it a trigger, "when" or "each"'
      : 'name them in the "next" of the step before them, or give each a trigger, "when" or "each"';
    return text.faultAt(['steps', policy.steps.findIndex(({ id }) => id === ids[0]), 'id'], what, mend);
  });
};

/**
 * The steps at which what no path reaches begins, those together that no reached step parts in the list: one "next" that
 * is missing loses them all, and every step that follows them.
 */
function lostBeginnings(policy: Policy, ahead: Ahead, reached: ReadonlySet<Id>): Id[][] {
  const lost = policy.steps.map(({ id }) => id).filter((id) => !reached.has(id));
  const isLedTo = (id: Id) => lost.some((other) => other !== id && ahead.get(other)?.has(id));
  const beginnings = new Set(lost.filter((id) => !isLedTo(id)));
  // What is left goes round: any of its steps may be where it begins.
  for (const id of lost) if (!reachedFrom([...beginnings], ahead).has(id)) beginnings.add(id);
  const groups: Id[][] = [[]];
  for (const { id } of policy.steps) {
    if (reached.has(id)) groups.push([]);
    else if (beginnings.has(id)) groups.at(-1)!.push(id);
  }
  return groups.filter((group) => group.length > 0);
}

type Ahead = ReadonlyMap<Id, ReadonlySet<Id>>;

function isStart(step: Step): boolean {
  return variantsOf(step).some(({ trigger, when, each }) => (trigger?.length ?? 0) > 0 || when != null || each != null);
}

function leavesOpen(step: Step): boolean {
  return variantsOf(step).some((variant) => {
    const { outcomes, next } = { ...step, ...variant };
    if (outcomes.length === 0) return next === null;
    return outcomes.some((outcome) => outcome.next === null && outcome.backTo === null);
  });
}

function variantsOf(step: Step): Partial<Step>[] {
  return [step, ...(step.doubt?.readings ?? []).map(({ changes }) => changes)];
}

/** What may follow each step, under any of its readings. */
function forwardOf(policy: Policy): Ahead {
  return edgesOf(policy, (variant) => [
    ...(variant.next ?? []),
    ...(variant.outcomes ?? []).flatMap((outcome) => [outcome, ...(outcome.doubt?.readings ?? []).map(({ changes }) => changes)].flatMap(({ next }) => next ?? [])),
  ]);
}

function backOf(policy: Policy): Ahead {
  return edgesOf(policy, (variant) =>
    (variant.outcomes ?? []).flatMap((outcome) => [outcome, ...(outcome.doubt?.readings ?? []).map(({ changes }) => changes)].flatMap(({ backTo }) => backTo ?? [])));
}

function edgesOf(policy: Policy, of: (variant: Partial<Step>) => Id[]): Ahead {
  return new Map(policy.steps.map((step) => [step.id, new Set(variantsOf(step).flatMap(of).filter((id) => id !== 'end'))]));
}

function joined(a: Ahead, b: Ahead): Ahead {
  return new Map([...a].map(([id, ids]) => [id, new Set([...ids, ...(b.get(id) ?? [])])]));
}

function reachedFrom(starts: readonly Id[], ahead: Ahead): Set<Id> {
  const reached = new Set<Id>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(ahead.get(id) ?? []));
  }
  return reached;
}

/** The fewest steps, beginning with the given one, that lead back to it; null where none do. */
function shortestLoop(first: Id, ahead: Ahead): Id[] | null {
  const before = new Map<Id, Id>();
  const open: Id[] = [first];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const next of ahead.get(id) ?? []) {
      if (next === first) return wayTo(id, first, before);
      if (before.has(next)) continue;
      before.set(next, id);
      open.push(next);
    }
  }
  return null;
}

function wayTo(last: Id, first: Id, before: ReadonlyMap<Id, Id>): Id[] {
  const way = [last];
  while (way[0] !== first) way.unshift(before.get(way[0]!)!);
  return way;
}

function outcomeVariantsOf(raw: CheckedPolicy['raw']): { outcome: RawOutcome; step: Id; path: Path }[] {
  return stepVariantsOf(raw).flatMap(({ keys, step, path }) =>
    (keys.outcomes ?? []).map((outcome, index) => ({ outcome, step: step.id, path: [...path, 'outcomes', index] })));
}
