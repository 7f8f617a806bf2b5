import type { Fault } from './fault.ts';
import type { Id, Policy, Vocabulary } from './model.ts';
import type { RawPolicy, RawVocabulary } from './schema.ts';
import type { YamlText } from './yaml-text.ts';

/** A policy as it is written and as it was lifted, with the text that says where each part stands. */
export interface CheckedPolicy { text: YamlText; raw: RawPolicy; policy: Policy }
/** The vocabulary as it is written and as it was lifted. */
export interface CheckedVocabulary { text: YamlText; raw: RawVocabulary; vocabulary: Vocabulary }

/** Everything that the check of the whole set looks at. */
export interface CheckedSet {
  vocabulary: CheckedVocabulary;
  policies: CheckedPolicy[];
  /** Every policy file's id, those that could not be read among them. */
  ids: Id[];
}

/** Every fault of a set that its schema cannot see. */
export function checkPolicySet(_set: CheckedSet): Fault[] {
  return [];
}
