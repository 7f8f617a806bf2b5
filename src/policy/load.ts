import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { checkPolicySet } from './check.ts';
import type { CheckedPolicy } from './checked.ts';
import { inReadingOrder } from './fault.ts';
import type { Fault } from './fault.ts';
import { liftPolicy, liftVocabulary } from './lift.ts';
import type { Policy, PolicySet, Vocabulary } from './model.ts';
import { policySchema, vocabularySchema } from './schema.ts';
import { schemaFaults } from './schema-fault.ts';
import { readYaml } from './yaml-text.ts';
import type { YamlText } from './yaml-text.ts';

/** A policy set, or null and every fault that keeps it from being one. */
export interface Loaded {
  set: PolicySet | null;
  /** In reading order; empty exactly where there is a set. */
  faults: Fault[];
}

const vocabularyName = 'vocabulary.yaml';

/**
 * Loads `vocabulary.yaml` and every other `*.yaml` file of a directory, and checks them together.
 * A missing directory or vocabulary is a fault like any other; nothing is thrown.
 *
 * @example
 * const { set, faults } = loadPolicySet('policies');
 * if (!set) console.error(faults.map(formatFault).join('\n'));
 */
export function loadPolicySet(directory: string): Loaded {
  let files: string[];
  try {
    files = policyFilesOf(directory);
  } catch {
    return { set: null, faults: [wholeFile(directory, 'this directory cannot be read', 'give the directory of the policy files')] };
  }
  return loadPolicyFiles(files, join(directory, vocabularyName));
}

/**
 * The policy files of a directory in the order of their names: every `*.yaml` but the vocabulary.
 *
 * @throws where the directory cannot be read
 * @example policyFilesOf('policies') // ['policies/herefordshire.yaml', …]
 */
export function policyFilesOf(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.yaml') && name !== vocabularyName);
  return names.sort().map((name) => join(directory, name));
}

/**
 * Loads the given policy files with a vocabulary, and checks them together.
 *
 * @example loadPolicyFiles(['policies/wst.yaml'], 'policies/vocabulary.yaml')
 */
export function loadPolicyFiles(files: readonly string[], vocabularyFile: string): Loaded {
  const faults: Fault[] = [];
  const vocabulary = readShape(vocabularyFile, vocabularySchema, faults);
  const read = files.map((file) => ({ file, shape: readShape(file, policySchema, faults) }));
  if (!vocabulary) return { set: null, faults: inReadingOrder(faults) };

  const lifted = liftVocabulary(vocabulary.raw);
  const policies = read.flatMap(({ file, shape }): CheckedPolicy[] =>
    shape ? [{ text: shape.text, raw: shape.raw, policy: liftPolicy(idOf(file), shape.raw, lifted) }] : []);
  faults.push(...checkPolicySet({
    vocabulary: { text: vocabulary.text, raw: vocabulary.raw, vocabulary: lifted },
    policies,
    files: files.map((file) => ({ file, id: idOf(file) })),
  }));
  if (faults.length > 0) return { set: null, faults: inReadingOrder(faults) };
  return { set: setOf(lifted, policies.map(({ policy }) => policy)), faults: [] };
}

function setOf(vocabulary: Vocabulary, policies: readonly Policy[]): PolicySet {
  const isBaseline = (policy: Policy) => (policy.kind === 'statutory-guidance' ? 1 : 0);
  const sorted = [...policies].sort((a, b) => isBaseline(a) - isBaseline(b) || (a.id < b.id ? -1 : 1));
  return { vocabulary, policies: sorted };
}

interface Shape<S extends z.ZodType> { text: YamlText; raw: z.infer<S> }

function readShape<S extends z.ZodType>(file: string, schema: S, faults: Fault[]): Shape<S> | null {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    faults.push(wholeFile(file, 'this file cannot be read', 'check its name and place'));
    return null;
  }
  const text = readYaml(file, content);
  if (text.faults.length > 0) {
    faults.push(...text.faults);
    return null;
  }
  const result = schema.safeParse(text.value);
  if (result.success) return { text, raw: result.data };
  faults.push(...schemaFaults(result.error.issues, text));
  return null;
}

function idOf(file: string): string {
  return basename(file).replace(/\.yaml$/, '');
}

function wholeFile(file: string, what: string, mend: string): Fault {
  return { file, line: 1, column: 1, what, mend };
}
