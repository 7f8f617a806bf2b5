import type { z } from 'zod';
import type { Fault } from './fault.ts';
import { nearMiss } from './near-miss.ts';
import { keysOfThings } from './schema.ts';
import type { Path, YamlText } from './yaml-text.ts';

type Issue = z.core.$ZodIssue;

/**
 * What a schema refuses, as faults in the file: each at the very key or value, with what is wrong and how to mend it.
 *
 * @param schema the one that refused it
 * @example schemaFaults(result.error.issues, readYaml('policies/wst.yaml', text), policySchema)
 */
export function schemaFaults(issues: readonly Issue[], text: YamlText, schema: z.ZodType): Fault[] {
  const isNeeded = (path: Path) => lacks(schema, without(text.value, path), path);
  return issues.flatMap((issue) => faultsOf(issue, [], text, isNeeded));
}

/** Whether a file could not do without the key at a path. */
type IsNeeded = (path: Path) => boolean;

function lacks(schema: z.ZodType, value: unknown, path: Path): boolean {
  const result = schema.safeParse(value);
  const isAt = (issue: Issue, above: Path): boolean => {
    const at = [...above, ...issue.path];
    return at.join() === path.join() || (issue.code === 'invalid_union' && issue.errors.some((issues) => issues.some((inner) => isAt(inner, at))));
  };
  return !result.success && result.error.issues.some((issue) => isAt(issue, []));
}

function without(value: unknown, path: Path): unknown {
  const copy = structuredClone(value);
  const group = valueAt(copy, path.slice(0, -1));
  if (isGroup(group)) Reflect.deleteProperty(group, path.at(-1)!);
  return copy;
}

function faultsOf(issue: Issue, above: Path, text: YamlText, isNeeded: IsNeeded): Fault[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'invalid_union':
      return faultsOfUnion(issue, path, text, isNeeded);
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue.message, path, text));
    case 'invalid_key':
      return [text.faultAtKey(path.slice(0, -1), String(path.at(-1)), ...messageOf(issue.issues[0] ?? issue))];
    default:
      return [faultOfValue(issue, path, text, isNeeded)];
  }
}

/** A union says in one message what it wants, unless one of its shapes was plainly meant and fails further in. */
function faultsOfUnion(issue: Issue & { code: 'invalid_union' }, path: Path, text: YamlText, isNeeded: IsNeeded): Fault[] {
  const value = valueAt(text.value, path);
  if (isMissing(text, path, value)) return [missing(path, text, issue)];
  if (value === null) return [withoutValue(path, text, isNeeded)];

  const ranked = issue.errors
    .map((issues) => ({ issues, misfit: misfitOf(issues, value) }))
    .sort((a, b) => a.misfit - b.misfit);
  const [first, second] = ranked;
  const plainlyMeant = first && first.misfit < Infinity && (!second || first.misfit < second.misfit);
  if (plainlyMeant) return first.issues.flatMap((inner) => faultsOf(inner, path, text, isNeeded));
  return [text.faultAt(path, ...quoting(messageOf(issue), path, text))];
}

/** How little a value looks like one of a union's shapes: infinite where it is of another kind altogether. */
function misfitOf(issues: readonly Issue[], value: unknown): number {
  let misfit = 0;
  let lacks = false;
  let strange = false;
  for (const issue of issues) {
    if (issue.path.length === 0 && issue.code === 'invalid_type') return Infinity;
    if (issue.path.length === 0 && issue.code === 'invalid_value') return Infinity;
    if (issue.path.length === 0 && issue.code === 'unrecognized_keys') {
      misfit += issue.keys.length;
      strange = true;
    }
    if (issue.path.length === 0 && issue.code === 'invalid_union') misfit += misfitOfUnion(issue, value);
    const key = issue.path[0];
    if (issue.path.length === 1 && isGroup(value) && key !== undefined && !Object.hasOwn(value, key)) {
      misfit += 1;
      lacks = true;
    }
  }
  return lacks && strange ? Infinity : misfit;
}

function misfitOfUnion(issue: Issue & { code: 'invalid_union' }, value: unknown): number {
  return Math.min(...issue.errors.map((issues) => misfitOf(issues, value)));
}

/** The message of a key that the schema does not know is the name of the thing and the keys that it does know. */
function unknownKey(key: string, message: string, path: Path, text: YamlText): Fault {
  const [name = 'this', known = ''] = message.split('\t');
  const keys = known.split(' ');
  if (key.includes(' ') && isGroup(valueAt(text.value, path)) && valueAt(text.value, [...path, key]) === null) {
    return text.faultAtKey(path, key, `"${key}" is read as a key, because a comma inside { } begins a new one`, 'put the text in quotes, or write the group in lines');
  }
  const homes = [...keysOfThings].filter(([, known]) => known.has(key)).map(([thing]) => thing);
  if (homes.length > 0) {
    const home = homes.length > 2 ? 'other things' : homes.join(' and of ');
    return text.faultAtKey(path, key, `"${key}" is a key of ${home}, not of ${name}`, 'move it where it belongs, or take it away');
  }
  const meant = nearMiss(key, keys);
  const mend = meant ? `Did you mean "${meant}"?` : `use ${keys.length === 1 ? '' : 'one of '}${keys.join(', ')}`;
  return text.faultAtKey(path, key, `"${key}" is not a key of ${name}`, mend);
}

function faultOfValue(issue: Issue, path: Path, text: YamlText, isNeeded: IsNeeded): Fault {
  const value = valueAt(text.value, path);
  if (isMissing(text, path, value)) return missing(path, text, issue);
  if (value === null || value === undefined) return withoutValue(path, text, isNeeded);
  if (issue.code === 'invalid_value') return notOneOf(issue, path, value, text);
  return text.faultAt(path, ...quoting(messageOf(issue), path, text));
}

function notOneOf(issue: Issue & { code: 'invalid_value' }, path: Path, value: unknown, text: YamlText): Fault {
  if (issue.message.includes('\t')) return text.faultAt(path, ...messageOf(issue));
  const values = issue.values.map(String);
  const meant = typeof value === 'string' ? nearMiss(value, values) : null;
  const what = `${spelt(path, value, text)} is not a value of "${keyOf(path)}"`;
  return text.faultAt(path, what, meant ? `Did you mean "${meant}"?` : `use ${values.length === 1 ? '' : 'one of '}${values.join(', ')}`);
}

function isMissing(text: YamlText, path: Path, value: unknown): boolean {
  return value === undefined && path.length > 0 && text.spelling(path) === null;
}

function missing(path: Path, text: YamlText, issue: Issue): Fault {
  return text.faultAt(path.slice(0, -1), `"${String(path.at(-1))}" is missing here`, `add it${exampleOf(issue)}`);
}

function exampleOf(issue: Issue): string {
  if (issue.code === 'invalid_value') return `: ${issue.values.join(', or ')}`;
  const [, mend] = issue.message.split('\t');
  return mend && !mend.includes('any of:') ? `: ${mend}` : '';
}

function withoutValue(path: Path, text: YamlText, isNeeded: IsNeeded): Fault {
  const key = path.at(-1);
  if (key === undefined) return text.faultAt(path, 'this file is empty', 'see policies/README.md for what a policy file holds');
  if (typeof key === 'number') return text.faultAt(path, 'this entry of the list is empty', 'fill it, or take its hyphen away');
  return text.faultAt(path, `"${String(key)}" has no value`, isNeeded(path) ? 'give it one' : 'give it one, or take the key away');
}

function messageOf(issue: { message: string; code?: string | undefined; expected?: unknown }): [what: string, mend: string] {
  const [what, mend] = issue.message.split('\t');
  if (what !== undefined && mend !== undefined) return [what, mend];
  if (issue.code === 'invalid_type') return wrongType(String(issue.expected));
  return [issue.message.charAt(0).toLowerCase() + issue.message.slice(1), 'see policies/README.md for what may stand here'];
}

function wrongType(expected: string): [what: string, mend: string] {
  if (expected === 'string') return ['a text should stand here', 'write one text, in quotes where YAML might read it as something else'];
  if (expected === 'int' || expected === 'number') return ['a whole number should stand here', 'write it in digits, without quotes'];
  return [`${expected === 'array' ? 'a list' : 'something else'} should stand here`, 'see policies/README.md for what may stand here'];
}

/** YAML turns 4.10 into 4.1: say so, and how to write what was meant. */
function quoting([what, mend]: [string, string], path: Path, text: YamlText): [string, string] {
  const value = valueAt(text.value, path);
  if (typeof value !== 'number' && typeof value !== 'boolean') return [what, mend];
  if (!/quote it|in quotes where/.test(mend)) return [what, mend];
  const spelling = text.spelling(path) ?? String(value);
  const kind = typeof value === 'number' ? `the number ${value}` : `the truth value ${value}`;
  return [`${spelling} is not in quotes, so it is read as ${kind} and not as a text`, `quote it: "${spelling}"`];
}

function spelt(path: Path, value: unknown, text: YamlText): string {
  if (typeof value === 'object') return 'this';
  return `"${text.spelling(path) ?? String(value)}"`;
}

function keyOf(path: Path): string {
  return String(path.findLast((segment) => typeof segment === 'string') ?? 'this');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, segment) => (isGroup(part) ? (part as Record<PropertyKey, unknown>)[segment] : undefined), value);
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
