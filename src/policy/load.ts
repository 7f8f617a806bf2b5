import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { checkPolicySet } from './check.ts';
import type { CheckedPolicy, CheckedSet } from './checked.ts';
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

/** A file that has been read: its name, and its text. */
interface FileText { file: string; content: string }

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
  let misnamed: Fault[];
  try {
    files = policyFilesOf(directory);
    misnamed = misnamedFilesOf(directory);
  } catch {
    return { set: null, faults: [wholeFile(directory, 'this directory cannot be read', 'give the directory of the policy files')] };
  }
  return withFaults(misnamed, loadPolicyFiles(files, join(directory, vocabularyName)));
}

/** Files that someone takes for policies and nothing would read: a document must not be missing without a word. */
function misnamedFilesOf(directory: string): Fault[] {
  const names = readdirSync(directory).filter((name) => /\.ya?ml$/i.test(name) && !name.endsWith('.yaml'));
  return names.map((name) => wholeFile(join(directory, name), 'this file is not read, because its name does not end in ".yaml"', `name it "${name.replace(/\.[^.]+$/, '')}.yaml"`));
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
  const [vocabulary, ...policies] = [vocabularyFile, ...files].map((file) => contentOf(file, faults));
  return withFaults(faults, loadPolicyTexts(policies.filter((text) => text !== null && text !== undefined), vocabulary ?? null));
}

function withFaults(faults: readonly Fault[], loaded: Loaded): Loaded {
  return faults.length === 0 ? loaded : { set: null, faults: inReadingOrder([...faults, ...loaded.faults]) };
}

/**
 * Checks and lifts policy files whose text is at hand. A file's name gives the policy its id and each fault its place.
 * Without a vocabulary only the shape of the files is looked at, and there is no set.
 *
 * @example loadPolicyTexts([{ file: 'wst.yaml', content }], { file: 'vocabulary.yaml', content: words })
 */
export function loadPolicyTexts(files: readonly FileText[], vocabulary: FileText | null): Loaded {
  const { checked, faults } = readSet(files, vocabulary);
  if (checked) faults.push(...checkPolicySet(checked));
  if (!checked || faults.length > 0) return { set: null, faults: inReadingOrder(faults) };
  return { set: setOf(checked.vocabulary.vocabulary, checked.policies.map(({ policy }) => policy)), faults: [] };
}

/**
 * The files of a set that have the right shape, lifted and not yet checked, and the faults of the others.
 *
 * @example readSet([{ file: 'wst.yaml', content }], vocabulary).checked?.policies.length
 */
export function readSet(files: readonly FileText[], vocabulary: FileText | null): { checked: CheckedSet | null; faults: Fault[] } {
  const faults: Fault[] = [];
  const words = vocabulary && readShape(vocabulary, vocabularySchema, faults);
  const read = files.map((file) => ({ id: idOf(file.file), shape: readShape(file, policySchema, faults) }));
  if (!words) return { checked: null, faults };
  const lifted = liftVocabulary(words.raw);
  const policies = read.flatMap(({ id, shape }): CheckedPolicy[] =>
    shape ? [{ text: shape.text, raw: shape.raw, policy: liftPolicy(id, shape.raw, lifted) }] : []);
  return {
    checked: {
      vocabulary: { text: words.text, raw: words.raw, vocabulary: lifted },
      policies,
      files: files.map(({ file }) => ({ file, id: idOf(file) })),
    },
    faults,
  };
}

function setOf(vocabulary: Vocabulary, policies: readonly Policy[]): PolicySet {
  const isBaseline = (policy: Policy) => (policy.kind === 'statutory-guidance' ? 1 : 0);
  const sorted = [...policies].sort((a, b) => isBaseline(a) - isBaseline(b) || (a.id < b.id ? -1 : 1));
  return { vocabulary, policies: sorted };
}

interface Shape<S extends z.ZodType> { text: YamlText; raw: z.infer<S> }

function contentOf(file: string, faults: Fault[]): FileText | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    faults.push(wholeFile(file, 'this file cannot be read', 'give the path of a file, or the id of a policy of the set'));
    return null;
  }
  try {
    return { file, content: utf8.decode(bytes) };
  } catch {
    faults.push(wholeFile(file, 'this file holds characters in another encoding than UTF-8', 'save it as UTF-8'));
    return null;
  }
}

/** Reads strictly: a quotation mark or a dash of another encoding would be turned into another character without a word. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readShape<S extends z.ZodType>({ file, content }: FileText, schema: S, faults: Fault[]): Shape<S> | null {
  const text = readYaml(file, content);
  if (text.faults.length > 0) {
    faults.push(...text.faults);
    return null;
  }
  const result = schema.safeParse(text.value);
  if (result.success) return { text, raw: result.data };
  faults.push(...schemaFaults(result.error.issues, text, schema));
  return null;
}

function idOf(file: string): string {
  return basename(file).replace(/\.yaml$/, '');
}

function wholeFile(file: string, what: string, mend: string): Fault {
  return { file, line: 1, column: 1, what, mend };
}
