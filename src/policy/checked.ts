import type { Fault } from './fault.ts';
import type { Id, Policy, Vocabulary } from './model.ts';
import type { RawLimit, RawPolicy, RawStep, RawVocabulary } from './schema.ts';
import type { Path, YamlText } from './yaml-text.ts';

/** A policy as it is written and as it was lifted, with the text that says where each part stands. */
export interface CheckedPolicy { text: YamlText; raw: RawPolicy; policy: Policy }

/** The vocabulary as it is written and as it was lifted. */
export interface CheckedVocabulary { text: YamlText; raw: RawVocabulary; vocabulary: Vocabulary }

/** Everything that the check of the whole set looks at. */
export interface CheckedSet {
  vocabulary: CheckedVocabulary;
  policies: CheckedPolicy[];
  /** Every policy file with its id, those that could not be read among them. */
  files: { file: string; id: Id }[];
}

/** A check that needs the vocabulary alone. */
export type VocabularyCheck = (vocabulary: CheckedVocabulary) => Fault[];
/** A check that needs one policy and the vocabulary. */
export type PolicyCheck = (policy: CheckedPolicy, vocabulary: Vocabulary) => Fault[];
/** A check that needs every policy of the set. */
export type SetCheck = (set: CheckedSet) => Fault[];

/** A step as written, or what one of its readings lays over it. */
interface StepVariant { keys: Partial<RawStep>; path: Path; step: RawStep; reading: Id | null }

/**
 * Each step of a policy file, and after it each of its readings, as written.
 *
 * @example stepVariantsOf(raw).map(({ path }) => path) // [['steps', 0], ['steps', 0, 'readings', 0], …]
 */
export function stepVariantsOf(raw: RawPolicy): StepVariant[] {
  return (raw.steps ?? []).flatMap((step, index): StepVariant[] => [
    { keys: step, path: ['steps', index], step, reading: null },
    ...(step.readings ?? []).map((reading, place) => ({
      keys: withoutOwnKeys(reading), path: ['steps', index, 'readings', place], step, reading: reading.id,
    })),
  ]);
}

/** A limit as written, and where. */
interface WrittenLimit { raw: RawLimit; path: Path }

/**
 * Every limit of a policy file as written, those inside the readings of steps among them.
 *
 * @example writtenLimitsOf(raw).filter(({ raw }) => raw.clock === 'review-days')
 */
export function writtenLimitsOf(raw: RawPolicy): WrittenLimit[] {
  return stepVariantsOf(raw).flatMap(({ keys, path }) => {
    const { limits } = keys;
    if (limits === undefined) return [];
    if (!Array.isArray(limits)) return [{ raw: limits, path: [...path, 'limits'] }];
    return limits.map((limit, index) => ({ raw: limit, path: [...path, 'limits', index] }));
  });
}

/** A reading's id and citation are its own and change nothing of the step. */
function withoutOwnKeys(reading: NonNullable<RawStep['readings']>[number]): Partial<RawStep> {
  const { id: _id, because: _because, cite: _cite, refutedBy: _refutedBy, ...keys } = reading;
  return keys as Partial<RawStep>;
}
