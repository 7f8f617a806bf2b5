/** A case given on the command line: dates, decisions, answers, readings and conventions. */
import { checkInput, isAnswer } from '../engine/input.ts';
import type { Answer, TimetableInput } from '../engine/types.ts';
import type { Policy, Vocabulary } from '../policy/model.ts';
import { CommandError, didYouMean, pairs, UsageError } from './command.ts';

/** The options of every command that takes a case, as `parseArgs` of Node wants them. */
export const CASE_OPTIONS = {
  on: { type: 'string', multiple: true },
  decided: { type: 'string', multiple: true },
  fact: { type: 'string', multiple: true },
  reading: { type: 'string', multiple: true },
  'day-one': { type: 'string' },
  'non-working-start': { type: 'string' },
  'as-at': { type: 'string' },
  policies: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** The same options as the usage of a command shows them. */
export const CASE_USAGE = '[--on ID=YYYY-MM-DD]… [--decided STEP=OUTCOME]… [--fact ID=yes|no|unknown]… [--reading DOUBT=READING]… [--day-one day-after|trigger-day] [--non-working-start stands|deemed-next] [--as-at DATE] [--policies DIR] [--json]';

interface CaseValues {
  on?: string[]; decided?: string[]; fact?: string[]; reading?: string[];
  'day-one'?: string; 'non-working-start'?: string; 'as-at'?: string;
}

/** @throws CommandError naming every id or date that cannot be used; UsageError for a convention there is not */
export function readCase(policy: Policy, vocabulary: Vocabulary, values: CaseValues): TimetableInput {
  const facts = pairs('fact', values.fact);
  const input: TimetableInput = {
    on: pairs('on', values.on),
    decided: pairs('decided', values.decided),
    facts: facts as Record<string, Answer>,
    readings: pairs('reading', values.reading),
    conventions: {
      dayOne: oneOf('day-one', values['day-one'], ['day-after', 'trigger-day']),
      nonWorkingStart: oneOf('non-working-start', values['non-working-start'], ['stands', 'deemed-next']),
    },
    asAt: values['as-at'] ?? null,
  };
  refuseFaults(policy, vocabulary, input);
  return input;
}

/** Answers to facts, checked. */
export function readFacts(policy: Policy, vocabulary: Vocabulary, facts: Record<string, unknown>): Record<string, Answer> {
  refuseFaults(policy, vocabulary, { on: {}, facts: facts as Record<string, Answer> });
  return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, Answer] => isAnswer(entry[1])));
}

function refuseFaults(policy: Policy, vocabulary: Vocabulary, input: TimetableInput): void {
  const faults = checkInput(policy, vocabulary, input);
  if (faults.length === 0) return;
  throw new CommandError(faults.map(({ option, what, given, known }) => `--${option}: ${what}${known.length === 0 ? '' : `; ${didYouMean(given, known)}`}`).join('\n'));
}

function oneOf<T extends string>(option: string, given: string | undefined, allowed: readonly [T, ...T[]]): T {
  const found = allowed.find((one) => one === (given ?? allowed[0]));
  if (found === undefined) throw new UsageError(`--${option} takes ${allowed.join(' or ')}, not "${given}"`);
  return found;
}
