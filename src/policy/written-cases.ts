import { z } from 'zod';
import type { Fault } from './fault.ts';
import { readYaml, type Path, type YamlText } from './yaml-text.ts';

// A message is what is wrong and how to mend it, with a tab between them.

const MISSING = 'missing';
const said = (what: string, mend: string) => ({ error: ({ input }: { input?: unknown }) => (input === undefined ? MISSING : `${what}\t${mend}`) });

function thing<S extends z.ZodRawShape>(name: string, shape: S, fields = Object.keys(shape).join(', ')) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `is not a field of ${name}\tuse ${fields}` : `this is not ${name}\tgive it the fields ${fields}`),
  });
}

const noText = 'a text should stand here';
const text = z.string(said(noText, 'write one')).trim().min(1, `${noText}\twrite one`);
const paragraphs = text.transform((written) => written.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
const day = 'this is not a date that exists';
const answer = 'this is not an answer';

const byId = <T extends z.ZodType>(value: T) => z.record(z.string(), value, said('this should be ids, each with its value', 'write { ID: VALUE }')).default({});

const known = {
  on: byId(z.iso.date(said(day, 'write it as YYYY-MM-DD'))),
  facts: byId(z.enum(['yes', 'no', 'unknown'], said(answer, 'write "yes", "no" or "unknown", in quotes'))),
  decided: byId(text),
};

/** What an ask may be of. */
export const ASKS = ['test', 'last', 'first', 'stem'] as const;
const oneOfThem = `${ASKS.slice(0, -1).join(', ')} or ${ASKS.at(-1)}`;
const ask = thing('an ask', { test: text.optional(), last: text.optional(), first: text.optional(), stem: text.optional(), of: text.optional() },
  `one of ${oneOfThem}, with "of" where it is another policy's`)
  .refine((given) => ASKS.filter((what) => given[what] !== undefined).length === 1, {
    when: ({ issues }) => issues.length === 0,
    error: `an ask is of one thing\tgive it one of ${oneOfThem}`,
  });

const listOfAsks = z.array(ask, said('this should be a list of asks', 'write [ { test: CRITERION }, … ]')).default([]);
const stage = thing('a stage', { happens: paragraphs, ...known, asks: listOfAsks, then: paragraphs.default([]) });

const noStages = 'the stages are a list\tbegin each stage with a hyphen on a line of its own';
const minutes = 'the minutes are a whole number, 1 or more';
/** What it has besides belongs to the worked case that it is. */
const stagedCase = z.object({
  id: text, title: text, policy: text, teaches: text,
  minutes: z.int(said(minutes, 'write it in digits')).min(1, `${minutes}\twrite it in digits`),
  readings: byId(text),
  ...known,
  stages: z.array(stage, noStages).min(1, noStages),
});

/** A case in stages as it is written, its texts parted into paragraphs. */
export type WrittenCase = z.infer<typeof stagedCase>;
export type WrittenStage = z.infer<typeof stage>;

/**
 * Reads the worked cases that are told in stages, in the order of their file; none where anything is wrong with one of
 * them, and then each fault in its place.
 *
 * @param file its name, for the faults
 * @example readWrittenCases('content/cases/in-stages.yaml', content).cases.map(({ id }) => id)
 */
export function readWrittenCases(file: string, content: string): { cases: WrittenCase[]; faults: Fault[] } {
  const yaml = readYaml(file, content);
  if (yaml.faults.length > 0) return { cases: [], faults: yaml.faults };
  if (!Array.isArray(yaml.value)) return { cases: [], faults: [yaml.faultAt([], 'this is not a list of cases', 'begin each case with a hyphen')] };
  const cases: WrittenCase[] = [];
  const faults: Fault[] = [];
  for (const [place, given] of yaml.value.entries()) {
    if (typeof given !== 'object' || given === null || !('stages' in given)) continue;
    const read = stagedCase.safeParse(given);
    if (read.success) cases.push(read.data);
    else faults.push(...read.error.issues.flatMap((issue) => faultsOf(issue, [place, ...issue.path], yaml)));
  }
  return { cases: faults.length > 0 ? [] : cases, faults };
}

function faultsOf(issue: z.core.$ZodIssue, path: Path, yaml: YamlText): Fault[] {
  if (issue.message === MISSING) return [yaml.faultAt(path, `"${String(path.at(-1))}" is missing here`, 'add it')];
  const [what = '', mend = 'see the head of content/cases/in-stages.yaml for what a case holds'] = issue.message.split('\t');
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => yaml.faultAtKey(path, key, `"${key}" ${what}`, mend)) : [yaml.faultAt(path, what, mend)];
}
