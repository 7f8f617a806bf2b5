import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Fault } from '../policy/fault.ts';
import { formatFault, oncePerWord } from '../policy/fault.ts';
import { loadPolicyFiles, loadPolicySet, policyFilesOf } from '../policy/load.ts';
import { readArguments, type Command } from './command.ts';

export const checkCommand: Command = {
  name: 'check',
  usage: 'check [FILE…] [--policies DIR]',
  gives: 'every fault of the policy files as file:line:column: what; how to mend it',
  run(args) {
    const { values, positionals } = readArguments(args, { policies: { type: 'string' } }, Infinity);
    return check(positionals, {
      policies: values.policies ?? 'policies',
      print: (line) => process.stdout.write(`${line}\n`),
      say: (line) => process.stderr.write(`${line}\n`),
    });
  },
};

/** Where a command writes and what it is told about its surroundings. */
interface CheckSurroundings {
  /** The set's directory: the one checked where no file is named, and the one that an id is looked for in. */
  policies: string;
  print: (line: string) => void;
  /** For what is no fault. It goes to standard error: on standard output each line is a fault, for whatever reads them. */
  say: (line: string) => void;
}

/**
 * The command `check [FILE…]`: prints every fault of the policy files as `file:line:column: what; how to mend it`, with one
 * line for each word that the vocabulary lacks, and says at the end what was checked and how many faults there are.
 * Without files it checks the whole directory. With files it checks each with the rest of its directory in view, and
 * prints the faults of those files alone, and of the vocabulary. A file may be named by its path, or by its name in the
 * set's directory with or without `.yaml`.
 *
 * @returns the exit code: 0 where there is no fault, 1 where there is any
 * @example check(['policies/wst.yaml'], { policies: 'policies', print: console.log, say: console.error })
 */
export function check(files: readonly string[], { policies, print, say }: CheckSurroundings): number {
  const named = files.map((file) => fileNamed(file, policies));
  const faults = oncePerWord(named.length === 0 ? loadPolicySet(policies).faults : faultsOfFiles(named));
  for (const fault of faults) print(formatFault(fault));
  const read = named.length > 0 ? named : filesIn(policies);
  say(`${checkedText(read)}: ${faults.length === 0 ? 'no faults' : counted(faults.length, 'fault', 'faults')}`);
  return faults.length === 0 ? 0 : 1;
}

/** What was checked, as a person counts it. The vocabulary is always looked at with the policies. */
function checkedText(files: readonly string[]): string {
  const policies = new Set(files.map((file) => resolve(file)).filter((file) => basename(file) !== 'vocabulary.yaml'));
  return files.length > 0 && policies.size === 0 ? 'The vocabulary' : counted(policies.size, 'policy', 'policies');
}

const counted = (count: number, one: string, several: string): string => `${count} ${count === 1 ? one : several}`;

/** The path that is meant: that of a file as it is given, else of one in the set's directory; as it is given where there is none. */
function fileNamed(given: string, policies: string): string {
  const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return [given, join(policies, given), join(policies, `${given}.yaml`)].find(isFile) ?? given;
}

/** The policy files of a directory; none where it cannot be read, which is a fault of its own. */
function filesIn(directory: string): string[] {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() ? policyFilesOf(directory) : [];
}

function faultsOfFiles(files: readonly string[]): Fault[] {
  const directories = [...new Set(files.map((file) => dirname(file)))];
  return directories.flatMap((directory) => {
    const vocabulary = join(directory, 'vocabulary.yaml');
    const wanted = files.filter((file) => dirname(file) === directory && resolve(file) !== resolve(vocabulary));
    // Beside a file that is not there, no vocabulary is expected.
    const asked = new Set([...files, ...(wanted.some((file) => existsSync(file)) ? [vocabulary] : [])].map((file) => resolve(file)));
    const others = filesIn(directory).filter((file) => !asked.has(resolve(file)));
    return loadPolicyFiles([...wanted, ...others], vocabulary).faults.filter((fault) => asked.has(resolve(fault.file)));
  });
}
