/**
 * A doubt is two readings or more that really differ, each with its reason, and not all of them ruled out.
 */
import type { CheckedPolicy, PolicyCheck } from './checked.ts';
import type { Doubt, Step } from './model.ts';
import type { RawPlace } from './schema.ts';
import type { Path } from './yaml-text.ts';

/** Refuses a doubt without readings, and readings without a doubt. */
export const assertDoubtsHaveReadings: PolicyCheck = (checked) =>
  writtenDoubtsOf(checked).flatMap(({ thing, path }) => {
    if (thing.doubt !== undefined && thing.readings === undefined) {
      return [checked.text.faultAtKey(path, 'doubt', 'this doubt has no readings', 'add two readings or more, or take the doubt away')];
    }
    if (thing.doubt === undefined && thing.readings !== undefined) {
      return [checked.text.faultAtKey(path, 'readings', 'these readings do not say what kind of doubt they are of', 'add "doubt: not-stated", "ambiguous" or "conflicting"')];
    }
    return [];
  });

/** Refuses two readings of one doubt with one id. */
export const assertReadingIdsDiffer: PolicyCheck = (checked) =>
  writtenDoubtsOf(checked).flatMap(({ thing, path }) => {
    const ids = (thing.readings ?? []).map(({ id }) => id);
    return ids.flatMap((id, index) =>
      ids.indexOf(id) < index
        ? [checked.text.faultAt([...path, 'readings', index, 'id'], `"${id}" is already the id of another reading of this doubt`, 'give it another id')]
        : []);
  });

/** Refuses two readings of one doubt that come to the same thing. */
export const assertDoubtsDiffer: PolicyCheck = (checked) =>
  liftedDoubtsOf(checked).flatMap(({ thing, path }) => {
    const outcomes = (thing.doubt?.readings ?? []).map(({ changes }) => JSON.stringify({ ...thing, ...changes, doubt: null }));
    return outcomes.flatMap((outcome, index) => {
      const same = outcomes.indexOf(outcome);
      if (same === index) return [];
      const other = thing.doubt!.readings[same]!.id;
      return [checked.text.faultAt([...path, 'readings', index], `this reading comes to the same as "${other}"`, 'say what it changes, or take it away')];
    });
  });

/** Refuses a reading of a conflict that does not say where the document says so. */
export const assertConflictsAreCited: PolicyCheck = (checked) =>
  writtenDoubtsOf(checked).flatMap(({ thing, path }) => {
    if (thing.doubt !== 'conflicting') return [];
    return (thing.readings ?? []).flatMap((reading, index) =>
      reading.cite === undefined
        ? [checked.text.faultAt([...path, 'readings', index], `the reading "${reading.id}" of a conflict has no place`, 'add "cite" with the place that says so')]
        : []);
  });

/** Refuses a doubt whose every reading the document itself rules out. */
export const assertSomeReadingStands: PolicyCheck = (checked) =>
  writtenDoubtsOf(checked).flatMap(({ thing, path }) => {
    const { readings } = thing;
    if (readings === undefined || readings.some(({ refutedBy }) => refutedBy === undefined)) return [];
    return [checked.text.faultAtKey(path, 'readings', 'every reading of this doubt is refuted', 'leave one that stands')];
  });

interface WrittenDoubt {
  doubt?: string | undefined;
  readings?: { id: string; cite?: RawPlace | undefined; refutedBy?: string | undefined }[] | undefined;
}

/** Everything in a file that may be in doubt, as written: whatever holds `doubt` or `readings`. */
function writtenDoubtsOf({ raw }: CheckedPolicy): { thing: WrittenDoubt; path: Path }[] {
  const found: { thing: WrittenDoubt; path: Path }[] = [];
  const look = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) value.forEach((one, index) => look(one, [...path, index]));
    else if (typeof value === 'object' && value !== null) {
      if ('doubt' in value || 'readings' in value) found.push({ thing: value as WrittenDoubt, path });
      for (const [key, inner] of Object.entries(value)) look(inner, [...path, key]);
    }
  };
  look(raw, []);
  return found;
}

interface LiftedDoubt { doubt: Pick<Doubt<unknown>, 'readings'> | null }

function liftedDoubtsOf({ policy }: CheckedPolicy): { thing: LiftedDoubt; path: Path }[] {
  return [
    ...policy.clocks.map((thing, index) => ({ thing, path: ['clocks', index] })),
    ...policy.criteria.map((thing, index) => ({ thing, path: ['criteria', index] })),
    ...policy.steps.flatMap((step, index) => [
      { thing: step, path: ['steps', index] },
      ...doubtsInside(step, ['steps', index]),
      ...(step.doubt?.readings ?? []).flatMap(({ changes }, place) => doubtsInside(changes, ['steps', index, 'readings', place])),
    ]),
  ];
}

function doubtsInside(keys: Partial<Step>, path: Path): { thing: LiftedDoubt; path: Path }[] {
  return [
    ...(keys.limits ?? []).map((thing, index) => ({ thing, path: [...path, 'limits', index] })),
    ...(keys.outcomes ?? []).map((thing, index) => ({ thing, path: [...path, 'outcomes', index] })),
    ...(keys.quorum ? [{ thing: keys.quorum, path: [...path, 'quorum'] }] : []),
  ];
}
