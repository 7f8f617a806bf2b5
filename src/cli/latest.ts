import { formatDate, parseIsoDate } from '../calendar/iso-date.ts';
import { latest, type LatestDay } from '../engine/latest.ts';
import { CASE_OPTIONS, CASE_USAGE, readCase } from './case.ts';
import { CommandError, didYouMean, findPolicy, printJson, readArguments, readSet, UsageError, type Command } from './command.ts';

/** @example `rulebook latest west-midlands --step report-to-panel --by 2026-04-17` */
export const latestCommand: Command = {
  name: 'latest',
  usage: `latest POLICY --step ID --by DATE [--bare] ${CASE_USAGE}`,
  gives: 'for a step that must happen by a date: the latest day of each step and event before it, and the rule that binds',
  run(args) {
    const { values, positionals } = readArguments(args, { ...CASE_OPTIONS, step: { type: 'string' }, by: { type: 'string' }, bare: { type: 'boolean' } }, 1);
    const set = readSet(values.policies);
    const policy = findPolicy(set, positionals[0]);
    if (values.step === undefined || values.by === undefined) throw new UsageError('give --step and --by');
    const steps = policy.steps.map(({ id }) => id);
    if (!steps.includes(values.step)) throw new CommandError(`--step: "${values.step}" is not a step of ${policy.id}; ${didYouMean(values.step, steps)}`);
    if (parseIsoDate(values.by) === null) throw new CommandError(`--by: "${values.by}" is not a date that exists, written YYYY-MM-DD`);
    const result = latest(set, policy.id, { ...readCase(policy, set.vocabulary, values), step: values.step, by: values.by, bare: values.bare ?? false });
    if (values.json) printJson(result);
    else {
      const bounded = result.steps.filter((step) => step.because !== null);
      process.stdout.write(`${bounded.map(inWords).join('\n')}\n`);
    }
    return 0;
  },
};

function inWords({ title, id, latest: day, given, because }: LatestDay): string {
  const isTooLate = day !== null && given !== null && given > day;
  return `${title} [${id}]: ${day === null ? 'no day' : `by ${formatDate(day)}`}. ${because}${isTooLate ? ` The date given, ${formatDate(given)}, is later than that.` : ''}`;
}
