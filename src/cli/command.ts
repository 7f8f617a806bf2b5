/** What every command shares: how it is asked, how it fails, and where the policies come from. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { formatFault, oncePerWord } from '../policy/fault.ts';
import { loadPolicySet } from '../policy/load.ts';
import type { Policy, PolicySet } from '../policy/model.ts';
import { nearMiss } from '../policy/near-miss.ts';

export interface Command {
  name: string;
  usage: string;
  /** In a line: what it gives. */
  gives: string;
  /** @returns the exit status */
  run(args: string[]): Promise<number> | number;
}

/** The words of the command are off: exit 2, with the usage. */
export class UsageError extends Error {}
/** The command was understood and cannot be done: exit 1. */
export class CommandError extends Error {}

/**
 * The options and positionals of a command.
 *
 * @param most how many positionals it takes at most
 * @throws UsageError for an option that it does not have, or a positional too many
 * @example readArguments(['wst', '--json'], { json: { type: 'boolean' } }, 1).positionals // ['wst']
 */
export function readArguments<T extends ParseArgsOptionsConfig>(args: string[], options: T, most: number) {
  const read = parsed(args, options);
  const [surplus] = read.positionals.slice(most);
  if (surplus !== undefined) throw new UsageError(`"${surplus}" is one too many${most === 0 ? '' : `: give ${most}`}`);
  return read;
}

function parsed<T extends ParseArgsOptionsConfig>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Repeated ID=VALUE options as one record. @throws UsageError for one without `=`, CommandError for one given twice */
export function pairs(option: string, given: readonly string[] | undefined): Record<string, string> {
  const found = new Map<string, string>();
  for (const pair of given ?? []) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--${option} takes ID=VALUE, not "${pair}"`);
    const id = pair.slice(0, at);
    const value = pair.slice(at + 1);
    if (found.has(id) && found.get(id) !== value) throw new CommandError(`--${option}: "${id}" is given twice, as "${found.get(id)}" and "${value}"; give it once`);
    found.set(id, value);
  }
  return Object.fromEntries(found);
}

/** The set of policies in a folder. @throws CommandError naming every fault */
export function readSet(directory = 'policies'): PolicySet {
  const { set, faults } = loadPolicySet(directory);
  if (set === null || faults.length > 0) throw new CommandError(oncePerWord(faults).map(formatFault).join('\n'));
  return set;
}

/** One policy of a set. @throws CommandError with the nearest id, UsageError where none is named */
export function findPolicy(set: PolicySet, id: string | undefined): Policy {
  if (id === undefined) throw new UsageError('name a policy');
  const policy = set.policies.find((one) => one.id === id);
  if (policy) return policy;
  const ids = set.policies.map((one) => one.id);
  throw new CommandError(`there is no policy "${id}"; ${didYouMean(id, ids)}`);
}

/** @example didYouMean('wts', ['wst', 'kscp']) // 'did you mean "wst"?' */
export function didYouMean(given: string, known: readonly string[]): string {
  const near = nearMiss(given, known);
  return near === null ? `known are: ${known.join(', ')}` : `did you mean "${near}"?`;
}

/** Writes one JSON document to standard output. */
export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/** Standard input, a line at a time, without blank lines. */
export async function* inputLines(): AsyncGenerator<string> {
  let rest = '';
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}
