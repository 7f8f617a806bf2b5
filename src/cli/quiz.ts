import { giftOf } from '../training/gift.ts';
import { csvText } from '../export/csv.ts';
import { paperTable } from '../training/paper-table.ts';
import { paperText } from '../training/paper-text.ts';
import { drawPaper, type Paper } from '../training/paper.ts';
import { KINDS, type QuestionKind } from '../training/question.ts';
import { CommandError, didYouMean, findPolicy, printJson, readArguments, readSet, UsageError, type Command } from './command.ts';

const MOST_QUESTIONS = 1000;

/** @example `rulebook quiz wst --seed 7 --count 20 --with-answers` */
export const quiz: Command = {
  name: 'quiz',
  usage: 'quiz POLICY [--seed N] [--count N] [--kind KIND]… [--with-answers] [--json|--gift|--csv] [--policies DIR]',
  gives: 'questions drawn from the rules of a policy; the same seed gives the same paper',
  run(args) {
    const { values, positionals } = readArguments(args, {
      seed: { type: 'string' }, count: { type: 'string' }, kind: { type: 'string', multiple: true }, 'with-answers': { type: 'boolean' },
      json: { type: 'boolean' }, gift: { type: 'boolean' }, csv: { type: 'boolean' }, policies: { type: 'string' },
    }, 1);
    if ([values.json, values.gift, values.csv].filter(Boolean).length > 1) throw new UsageError('give one of --json, --gift and --csv');
    const seed = wholeNumber('seed', values.seed ?? '1', Number.MAX_SAFE_INTEGER);
    const count = wholeNumber('count', values.count ?? '10', MOST_QUESTIONS);
    const kinds = (values.kind ?? []).map(kindNamed);
    const set = readSet(values.policies);
    const policy = findPolicy(set, positionals[0]);
    const paper = drawPaper(set, policy.id, { seed, count, ...(kinds.length > 0 ? { kinds } : {}) });
    if (paper.questions.length < count) process.stderr.write(`rulebook quiz: the rules of ${policy.id} hold only ${paper.questions.length} different questions of this kind\n`);
    if (values.json) printJson(asJson(paper));
    else if (values.gift) process.stdout.write(giftOf(paper, policy.title, set.vocabulary));
    else if (values.csv) process.stdout.write(csvText(paperTable(paper, set.vocabulary)));
    else process.stdout.write(`${paperText(paper, policy.title, set.vocabulary, values['with-answers'] ?? false)}\n`);
    return 0;
  },
};

const asJson = ({ questions }: Paper) => ({
  questions: questions.map(({ id, prompt, options, cites }) => ({
    id, prompt, options: options.map(({ text, correct, misconception, because }) => ({ text, correct, misconception, because })), cites,
  })),
});

function wholeNumber(option: string, given: string, most: number): number {
  const value = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
  if (!Number.isSafeInteger(value) || value > most) throw new UsageError(`--${option} takes a whole number from 0 to ${most}, not "${given}"`);
  return value;
}

function kindNamed(given: string): QuestionKind {
  const kind = KINDS.find((one) => one === given);
  if (!kind) throw new CommandError(`--kind: "${given}" is no kind of question; ${didYouMean(given, KINDS)}`);
  return kind;
}
