import { judge } from '../engine/criteria.ts';
import type { Judgement } from '../engine/types.ts';
import { CASE_OPTIONS, readCase, readFacts } from './case.ts';
import { CommandError, findPolicy, inputLines, printJson, readArguments, readSet, type Command } from './command.ts';

/** @example `rulebook judge kscp --fact child-died=yes` */
export const judgeCommand: Command = {
  name: 'judge',
  usage: 'judge POLICY [--fact ID=yes|no|unknown]… [--reading DOUBT=READING]… [--decided STEP=OUTCOME]… [--as-at DATE] [--lines] [--policies DIR] [--json]',
  gives: 'the verdict on each test of a policy, with reasons and what is missing',
  async run(args) {
    const { fact, reading, decided, 'as-at': asAtOption, policies, json } = CASE_OPTIONS;
    const { values, positionals } = readArguments(args, { fact, reading, decided, 'as-at': asAtOption, policies, json, lines: { type: 'boolean' } }, 1);
    const set = readSet(values.policies);
    const policy = findPolicy(set, positionals[0]);
    const { facts = {}, readings = {}, decided: outcomes = {}, asAt: on = null } = readCase(policy, set.vocabulary, values);
    if (!values.lines) {
      const judgement = await judge(set, policy.id, { facts, readings, decided: outcomes, on });
      if (values.json) printJson(judgement);
      else process.stdout.write(`${asText(judgement)}\n`);
      return 0;
    }
    let failed = false;
    for await (const line of inputLines()) {
      try {
        const given = { ...facts, ...readFacts(policy, set.vocabulary, objectOf(line)) };
        process.stdout.write(`${JSON.stringify(await judge(set, policy.id, { facts: given, readings, decided: outcomes, on }))}\n`);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        failed = true;
        process.stdout.write(`${JSON.stringify({ error: error.message })}\n`);
      }
    }
    return failed ? 1 : 0;
  },
};

/** @throws CommandError where the line is not a JSON object */
export function objectOf(line: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new CommandError(`not JSON: ${line.slice(0, 80)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new CommandError(`not a JSON object: ${line.slice(0, 80)}`);
  return value as Record<string, unknown>;
}

function asText({ criteria }: Judgement): string {
  return criteria.map(({ id, title, verdict, explanation, missing, decide, readings }) => [
    `${title} [${id}]: ${verdict.replace('-', ' ')}. ${explanation}`,
    ...(missing.length > 0 ? [`  Missing: ${missing.join(', ')}`] : []),
    ...(verdict === 'undetermined' ? (['met', 'not-met'] as const).flatMap((wanted) => decide[wanted].map((answers) =>
      `  ${wanted === 'met' ? 'Met' : 'Not met'} if ${Object.entries(answers).map(([fact, answer]) => `${fact} is ${answer}`).join(' and ')}`)) : []),
    ...readings.map(({ under, verdict: one }) => `  Under ${Object.entries(under).map(([address, reading]) => `${address}=${reading}`).join(', ')}: ${one.replace('-', ' ')}`),
  ].join('\n')).join('\n\n');
}
