/**
 * One name means one thing: in a file, in an address, in a permalink.
 */
import type { CheckedPolicy, PolicyCheck, SetCheck } from './checked.ts';
import type { Fault } from './fault.ts';
import type { Limit, Outcome, Step } from './model.ts';
import { doubtsOf } from './doubts.ts';
import type { Path } from './yaml-text.ts';

/** Refuses a policy file whose name cannot be its id. */
export const assertFileNamesAreIds: SetCheck = ({ files }) =>
  files.filter(({ id }) => !/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(id)).map(({ file, id }) => ({
    file, line: 1, column: 1,
    what: `the file's name is the policy's id, and "${id}" cannot be one`,
    mend: 'name the file with letters, digits and hyphens only, such as "west-midlands.yaml"',
  }));

/** Refuses two clocks, criteria or steps of one name, and one that has the name of an event or a fact. */
export const assertNamesDiffer: PolicyCheck = (checked, vocabulary) => {
  const first = new Map<string, string>();
  return namedThingsOf(checked).flatMap(({ id, kind, path }) => {
    const taken = first.get(id);
    first.set(id, taken ?? kind);
    const word = Object.hasOwn(vocabulary.events, id) ? 'an event' : Object.hasOwn(vocabulary.facts, id) ? 'a fact' : null;
    if (taken) return [checked.text.faultAt(path, `"${id}" is already the id of ${taken} of this file`, 'give one of them another id')];
    if (word) return [checked.text.faultAt(path, `"${id}" is already ${word} of the vocabulary`, `give this ${kind.replace(/^an? /, '')} another id`)];
    return [];
  });
};

/** Refuses ids that mean something of their own: `end` in a path, `judgement` in a test, `v` and `policy` in a permalink. */
export const assertNoReservedNames: PolicyCheck = (checked) =>
  namedThingsOf(checked)
    .filter(({ id }) => ['end', 'judgement', 'v', 'policy'].includes(id))
    .map(({ id, path }) => checked.text.faultAt(path, `"${id}" has a meaning of its own and cannot be an id`, 'choose another id'));

/** Refuses two limits, outcomes or quorums of one step that would answer to one address. */
export const assertAddressesDiffer: PolicyCheck = ({ policy, text }) => {
  const clashes = policy.steps.flatMap((step, index) =>
    variantsOf(step, ['steps', index]).flatMap(({ variant, path }) => clashesIn(step, variant, path)));
  const doubts = new Set<string>();
  const switches = doubtsOf(policy).flatMap(({ address, step }) => {
    const path: Path = ['steps', policy.steps.findIndex(({ id }) => id === step)];
    const twice = doubts.has(address) && !clashes.some((clash) => clash.address === address);
    doubts.add(address);
    return twice && step !== null ? [{ address, path }] : [];
  });
  return [...clashes, ...switches].map(({ address, path }) => clashFault(text, address, path));
};

interface Clash { address: string; path: Path }

function clashesIn(step: Step, variant: { limits: Limit[]; outcomes: Outcome[] }, path: Path): Clash[] {
  const addresses: Clash[] = [
    ...(step.quorum ? [{ address: `${step.id}/quorum`, path: [...path, 'quorum'] }] : []),
    ...variant.outcomes.map(({ outcome }, place) => ({ address: `${step.id}/${outcome}`, path: [...path, 'outcomes', place, 'outcome'] })),
    ...variant.limits.map((limit, place) => ({ address: limit.address, path: [...path, 'limits', place, ...(limit.id === null ? [] : ['id'])] })),
  ];
  return addresses.filter(({ address }, place) => addresses.findIndex((other) => other.address === address) < place);
}

function variantsOf(step: Step, path: Path): { variant: { limits: Limit[]; outcomes: Outcome[] }; path: Path }[] {
  const readings = step.doubt?.readings ?? [];
  return [
    { variant: step, path },
    ...readings.flatMap(({ changes }, place) =>
      changes.limits || changes.outcomes ? [{ variant: { ...step, ...changes }, path: [...path, 'readings', place] }] : []),
  ];
}

function clashFault(text: CheckedPolicy['text'], address: string, path: Path): Fault {
  return text.faultAt(path, `two parts of this step have the address "${address}"`, 'give the limit an id of its own, or name the outcome once');
}

function namedThingsOf({ raw }: CheckedPolicy): { id: string; kind: string; path: Path }[] {
  const named = (kind: string, key: string, things: readonly { id: string }[] = []) =>
    things.map(({ id }, index) => ({ id, kind, path: [key, index, 'id'] }));
  return [...named('a clock', 'clocks', raw.clocks), ...named('a criterion', 'criteria', raw.criteria), ...named('a step', 'steps', raw.steps)];
}
