import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { compareCommand } from '../../src/cli/compare.ts';
import { findingsCommand } from '../../src/cli/findings.ts';
import { judgeCommand } from '../../src/cli/judge.ts';
import { latestCommand } from '../../src/cli/latest.ts';
import { OUTPUTS, outputSchema, type JsonSchema, type OutputName } from '../../src/cli/output-schema.ts';
import { quiz } from '../../src/cli/quiz.ts';
import { timetableCommand } from '../../src/cli/timetable.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

vi.setConfig({ testTimeout: 60_000 });

type Validate = ((value: unknown) => boolean) & { errors?: { instancePath: string; message?: string; params: unknown }[] | null };
interface Ajv2020 { compile(schema: JsonSchema): Validate; validateSchema(schema: JsonSchema): boolean | PromiseLike<unknown> }

// The validator that html-validate brings, in the mode in which it refuses a schema with a keyword it does not know.
const beside = createRequire(createRequire(import.meta.url).resolve('html-validate'));
const { default: Ajv } = beside('ajv/dist/2020.js') as { default: new (options: object) => Ajv2020 };
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
const validators = Object.fromEntries(OUTPUTS.map((name) => [name, ajv.compile(outputSchema(name))])) as Record<OutputName, Validate>;

function expectValid(name: OutputName, value: unknown, about: string): void {
  const validate = validators[name];
  const isValid = validate(value);
  expect(isValid ? [] : validate.errors!.slice(0, 5).map(({ instancePath, message, params }) => `${about}: ${instancePath} ${message} ${JSON.stringify(params)}`)).toEqual([]);
}

/** Runs a command in this process, and gives what it writes to standard output. */
async function printed(command: Command, args: string[]): Promise<unknown> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    expect(await command.run(args)).toBe(0);
  } finally {
    spy.mockRestore();
  }
  return JSON.parse(written.join(''));
}

/** Runs a command as a person would, with lines on standard input, and reads the lines that it prints. */
function answered(args: string[], input: string[]): { status: number | null; answers: object[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', 'src/cli/rulebook.ts', ...args], {
    encoding: 'utf8', input: input.join('\n'), env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect(stderr).toBe('');
  return { status, answers: stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as object) };
}

const { policies, vocabulary } = loadPolicySet('policies').set!;
const ids = policies.map(({ id }) => id);
const starts = ['incident-occurred', 'incident-known', 'referral-received', 'intention-notified'].filter((event) => event in vocabulary.events);
const facts = ['--fact', 'child-died=yes', '--fact', 'harm-in-area=no', '--fact', 'looked-after-child=unknown'];

describe('what the commands print is what their schemas say', () => {
  it.each(ids)('timetable %s', async (id) => {
    const step = policies.find((policy) => policy.id === id)!.steps.at(-1)!.id;
    const decision = policies.find((policy) => policy.id === id)!.steps.find(({ outcomes }) => outcomes.length > 0);
    const cases = [
      [],
      [...starts.flatMap((event) => ['--on', `${event}=2026-03-27`]), '--as-at', '2026-04-20'],
      // Past the table, in another convention, with a step done before its start, answers given and a decision taken.
      [
        ...starts.flatMap((event) => ['--on', `${event}=2028-12-20`]), '--on', `${step}=2026-01-05`, '--day-one', 'trigger-day', '--non-working-start', 'deemed-next', ...facts,
        ...(decision ? ['--decided', `${decision.id}=${decision.outcomes[0]!.outcome}`] : []),
      ],
    ];
    for (const options of cases) expectValid('timetable', await printed(timetableCommand, [id, ...options, '--json']), options.join(' '));
  });

  it.each(ids)('judge %s', async (id) => {
    for (const options of [[], facts]) expectValid('judge', await printed(judgeCommand, [id, ...options, '--json']), id);
  });

  it('judge by lines, with lines that cannot be read', () => {
    const { status, answers } = answered(['judge', 'kscp', '--lines'], ['{ "child-died": "yes" }', '{}', '{ "child-dead": "yes" }', 'no JSON']);
    expect(status).toBe(1);
    for (const answer of answers) expectValid('judge-line', answer, JSON.stringify(answer));
    for (const answer of answers.slice(0, 2)) expectValid('judge', answer, 'judge');
    expect(answers.slice(2).map((answer) => Object.keys(answer))).toEqual([['error'], ['error']]);
  });

  it.each(ids)('latest %s', async (id) => {
    const step = policies.find((policy) => policy.id === id)!.steps.at(-1)!.id;
    for (const options of [[], ['--bare']]) expectValid('latest', await printed(latestCommand, [id, '--step', step, '--by', '2026-04-17', ...options, '--json']), step);
  });

  it.each(ids)('quiz %s', async (id) => {
    expectValid('quiz', await printed(quiz, [id, '--seed', '7', '--count', '12', '--json']), id);
  });

  it('compare, with and without a case', async () => {
    expectValid('compare', await printed(compareCommand, [...ids, '--json']), 'all');
    expectValid('compare', await printed(compareCommand, ['wst', 'kscp', '--on', 'referral-received=2026-03-27', ...facts, '--json']), 'one case');
  });

  it('findings, of all and of the baseline', async () => {
    expectValid('findings', await printed(findingsCommand, ['--as-at', '2026-06-01', '--json']), 'all');
    expectValid('findings', await printed(findingsCommand, ['national', '--as-at', '2026-06-01', '--json']), 'national');
  });

  it('count, with what it cannot count', () => {
    const requests = [
      { start: '2026-03-27', days: 5, unit: 'working-day' }, { start: '2026-03-28', days: -3, unit: 'calendar-day', dayOne: 'trigger-day' },
      { start: '2026-03-27', days: 6, unit: 'month' }, { start: '2028-12-20', days: 30, unit: 'working-day' }, { start: '2026-02-30', days: 1 }, { start: '2026-02-03', weeks: 1 },
    ];
    const { status, answers } = answered(['count'], [...requests.map((request) => JSON.stringify(request)), 'no JSON']);
    expect(status).toBe(0);
    expect(answers.map((answer) => Object.keys(answer)[0])).toEqual(['end', 'end', 'end', 'error', 'error', 'error', 'error']);
    for (const answer of answers) expectValid('count-line', answer, JSON.stringify(answer));
  });
});

describe('the schemas', () => {
  it('are strict: every object closes its list of properties, or names what its keys and values may be', () => {
    const look = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, additionalProperties } = schema as JsonSchema;
      if (type === 'object') expect(additionalProperties === false || typeof additionalProperties === 'object', path).toBe(true);
      // What one of the items must be closes nothing: the items themselves do.
      for (const [key, part] of Object.entries(schema)) if (key !== 'contains') look(part, `${path}/${key}`);
    };
    for (const name of OUTPUTS) look(outputSchema(name), name);
  });

  it('refuse an output with a field too many, a field missing, a word or a date that is none', async () => {
    const good = await printed(timetableCommand, ['wst', '--on', 'referral-received=2026-03-27', '--json']) as Record<string, unknown> & { steps: Record<string, unknown>[] };
    const bad: Record<string, unknown>[] = [
      { ...good, extra: 1 },
      Object.fromEntries(Object.entries(good).filter(([key]) => key !== 'conventions')),
      { ...good, asAt: '2026-13-01' },
      { ...good, steps: good.steps.map((step) => ({ ...step, state: 'soon' })) },
      { ...good, steps: good.steps.map((step) => ({ ...step, onlyIf: { all: [] } })) },
      { ...good, given: { 'referral-received': null } },
    ];
    expectValid('timetable', good, 'wst');
    for (const value of bad) expect(validators.timetable(value)).toBe(false);
  });

  it('are complete in themselves: each names its draft and holds just the definitions that it uses', () => {
    for (const name of OUTPUTS) {
      const schema = outputSchema(name);
      expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
      const used = new Set([...JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, definition]) => definition));
      expect(Object.keys(schema['$defs'] as object).sort()).toEqual([...used].sort());
    }
  });
});
