import { formatDate, parseIsoDate, todayInLondon } from '../calendar/iso-date.ts';
import { agreementNote, agreementOf, AGREEMENT_WORDS } from '../compare/agreement.ts';
import { compareRows, placesText, type Cell, type Row } from '../compare/cells.ts';
import { casesByReading, compare, yearComparedOn, YEARS_COMPARED, type ComparedTests, type Comparison } from '../compare/comparison.ts';
import { comparisonTable } from '../compare/comparison-table.ts';
import { startsOf, type DateDifference, type DifferenceExample, type Lag } from '../compare/date-differences.ts';
import { differenceSentence } from '../compare/difference-sentence.ts';
import { caseThroughAll, spreadSentence, type CaseThroughAll, type OneCase } from '../compare/one-case.ts';
import { isAnswer } from '../engine/input.ts';
import type { Answer } from '../engine/types.ts';
import { csvText } from '../export/csv.ts';
import type { Id, PolicySet, Vocabulary } from '../policy/model.ts';
import { CommandError, didYouMean, findPolicy, pairs, printJson, readArguments, readSet, UsageError, type Command } from './command.ts';

/** @example `rulebook compare wst kscp --differences` */
export const compareCommand: Command = {
  name: 'compare',
  usage: 'compare POLICY POLICY… [--differences] [--json|--csv] [--year YYYY] [--lag START=WORKING-DAYS]… [--on ID=YYYY-MM-DD]… [--fact ID=yes|no|unknown]… [--policies DIR]',
  gives: 'documents side by side; with --differences only where they differ, in words, in days and in cases; with --on one case through all',
  async run(args) {
    const { values, positionals } = readArguments(args, {
      differences: { type: 'boolean' }, json: { type: 'boolean' }, csv: { type: 'boolean' }, year: { type: 'string' }, lag: { type: 'string', multiple: true },
      on: { type: 'string', multiple: true }, fact: { type: 'string', multiple: true }, policies: { type: 'string' },
    }, Infinity);
    if (values.json && values.csv) throw new UsageError('--json or --csv, not both');
    if (positionals.length < 2) throw new UsageError('name two policies or more');
    if (new Set(positionals).size < positionals.length) throw new UsageError('name each policy once');
    const set = readSet(values.policies);
    const ids = positionals.map((id) => findPolicy(set, id).id);
    const given = readOneCase(set.vocabulary, pairs('on', values.on), pairs('fact', values.fact));
    const hasCase = Object.keys(given.on).length + Object.keys(given.facts).length > 0;
    const options = { from: `${readYear(values.year)}-01-01`, lag: readLag(values.lag, startsOf(set, ids)) };
    const rows = compareRows(set, ids);
    if (values.csv) {
      process.stdout.write(csvText(comparisonTable(values.differences ? rows.filter(differs) : rows, set)));
      return 0;
    }
    const comparison = compare(set, ids, options);
    const oneCase = hasCase ? await caseThroughAll(set, ids, given) : null;
    if (values.json) printJson(oneCase ? { ...comparison, case: oneCase } : comparison);
    else process.stdout.write(`${asText(set, comparison, rows, { onlyDifferences: values.differences ?? false, oneCase })}\n`);
    return 0;
  },
};

function readYear(given: string | undefined): number {
  if (given === undefined) return yearComparedOn(todayInLondon(new Date()));
  const year = YEARS_COMPARED.find((one) => String(one) === given);
  if (year === undefined) throw new UsageError(`--year takes a year from ${YEARS_COMPARED[0]} to ${YEARS_COMPARED.at(-1)}, not "${given}"`);
  return year;
}

function readLag(given: string[] | undefined, starts: string[]): Lag {
  return Object.fromEntries(Object.entries(pairs('lag', given)).map(([start, days]) => {
    if (!starts.includes(start)) throw new CommandError(`--lag: none of these limits counts from "${start}"; ${didYouMean(start, starts)}`);
    if (!/^\d{1,3}$/.test(days)) throw new UsageError(`--lag takes START=WORKING-DAYS, a whole number, not "${start}=${days}"`);
    return [start, Number(days)];
  }));
}

/** A case that all policies share is told by events and facts: a step is of one policy alone. */
function readOneCase(vocabulary: Vocabulary, on: Record<string, string>, facts: Record<string, string>): OneCase {
  const [events, known] = [Object.keys(vocabulary.events), Object.keys(vocabulary.facts)];
  for (const [id, date] of Object.entries(on)) {
    if (!events.includes(id)) throw new CommandError(`--on: "${id}" is not an event of the vocabulary; ${didYouMean(id, events)}`);
    if (parseIsoDate(date) === null) throw new CommandError(`--on: "${date}" is not a date that exists, written YYYY-MM-DD`);
  }
  for (const [id, answer] of Object.entries(facts)) {
    if (!known.includes(id)) throw new CommandError(`--fact: "${id}" is not a fact of the vocabulary; ${didYouMean(id, known)}`);
    if (!isAnswer(answer)) throw new CommandError(`--fact: "${answer}" is not an answer: use yes, no or unknown`);
  }
  return { on, facts: facts as Record<string, Answer> };
}

/** What was not read is no difference. */
const differs = ({ same }: Row): boolean => same === false;

// ---- as text ---------------------------------------------------------------------------------------------------

const SILENCES = { 'not-stated': 'not stated', 'not-in-extract': 'not in the extract', none: 'none' } as const;

function asText(set: PolicySet, comparison: Comparison, rows: Row[], { onlyDifferences, oneCase }: { onlyDifferences: boolean; oneCase: CaseThroughAll | null }): string {
  const titleOf = (id: Id) => set.policies.find((policy) => policy.id === id)?.title ?? id;
  const shown = onlyDifferences ? rows.filter(differs) : rows;
  const head = (row: Row) => {
    const cells = row.cells.map((cell) => ({ ...cell, name: titleOf(cell.policy) }));
    const note = agreementNote(cells);
    return `${row.title} [${row.dimension}]: ${AGREEMENT_WORDS[agreementOf(cells)]}${note === '' ? '' : `, ${note}`}`;
  };
  return [
    ...shown.flatMap((row) => [head(row), ...row.cells.map((cell) => `  ${titleOf(cell.policy)}: ${cellText(set, cell)}`), '']),
    ...(onlyDifferences ? differencesText(set, comparison, titleOf) : []),
    ...(oneCase ? caseText(oneCase, titleOf) : []),
  ].join('\n').trimEnd();
}

function cellText(set: PolicySet, cell: Cell): string {
  const places = placesText(cell, set.vocabulary);
  const where = places === '' ? '' : ` (${places})`;
  return cell.status === 'stated' ? `${cell.text}${cell.inDoubt ? ' [in doubt]' : ''}${where}` : `${SILENCES[cell.status]}${where}`;
}

function differencesText(set: PolicySet, { differences, tests }: Comparison, titleOf: (id: Id) => string): string[] {
  const rowTitle = (id: Id) => set.vocabulary.dimensions.find((dimension) => dimension.id === id)?.title ?? id;
  return [
    'In days', '',
    ...differences.flatMap((difference) => [
      `${rowTitle(difference.dimension)}: ${titleOf(difference.a.policy)} ${quoted(difference.a)} and ${titleOf(difference.b.policy)} ${quoted(difference.b)}`,
      `  ${differenceSentence(difference, set.vocabulary, (id) => set.policies.find((policy) => policy.id === id))}`,
      ...(difference.example ? exampleLines(difference, difference.example, titleOf) : []), '',
    ]),
    'In cases', '',
    ...tests.flatMap((test) => [...testLines(set, test, titleOf), '']),
  ];
}

const quoted = ({ asWritten, address }: DateDifference['a']): string => (asWritten === null ? address : `"${asWritten}"`);

function exampleLines({ a, b }: DateDifference, { start, ...sides }: DifferenceExample, titleOf: (id: Id) => string): string[] {
  const lines = (policy: Id, dates: DifferenceExample['a']) => dates.map(({ under, latest, earliest }) => {
    const reading = Object.entries(under).map(([address, id]) => `${address}=${id}`).join(', ');
    const day = latest ?? earliest;
    return `    ${titleOf(policy)}${reading === '' ? '' : `, ${reading}`}: ${day === null ? 'no end' : formatDate(day)}`;
  });
  return [`  Counted from ${formatDate(start)}:`, ...lines(a.policy, sides.a), ...lines(b.policy, sides.b)];
}

function testLines(set: PolicySet, test: ComparedTests, titleOf: (id: Id) => string): string[] {
  const named = (address: string) => {
    const [policy = '', criterion] = address.split('/');
    return `${titleOf(policy)}, ${set.policies.find(({ id }) => id === policy)?.criteria.find(({ id }) => id === criterion)?.title ?? address}`;
  };
  const { a, b, equal } = test;
  const cases = (side: 'a' | 'b') => {
    const lines = [
      ...test[side === 'a' ? 'onlyA' : 'onlyB'].map(({ text }) => `    ${text}`),
      ...casesByReading(set, test, side).map(({ text, because }) => `    by one reading (${because.map((reasons) => reasons.map((reason) => reason.replace(/\.$/, '')).join('; ')).join(', or: ')}): ${text}`),
    ];
    return [`  Only ${named(test[side])}:`, ...(lines.length === 0 ? ['    no case'] : lines)];
  };
  const head = `${named(a)} and ${named(b)}:`;
  if (equal === null) return [`${head} cannot be compared, because one is named and not listed`];
  return equal ? [`${head} the same cases`] : [`${head} different cases`, ...cases('a'), ...cases('b')];
}

function caseText({ rows, verdicts }: CaseThroughAll, titleOf: (id: Id) => string): string[] {
  const line = (steps: CaseThroughAll['rows'][number]['cells'][number]['steps']) => steps.flatMap(({ title, limits, applies }) => limits.flatMap(({ asWritten, address, dates }) =>
    dates.flatMap(({ under, latest, state }) => {
      const reading = Object.values(under).join(', ');
      return latest === null ? [] : [`    ${title}${applies === 'unknown' ? ' (if it applies)' : ''}, "${asWritten ?? address}"${reading === '' ? '' : `, ${reading}`}: ${state === 'projected' ? 'projected, at the latest ' : ''}${formatDate(latest)}`];
    })));
  return [
    'One case through all', '',
    ...rows.flatMap(({ title, spread, cells }) => [
      spread ? `${title}: ${spreadSentence(spread)}` : title,
      ...cells.flatMap(({ policy, steps }) => { const lines = line(steps); return lines.length === 0 ? [] : [`  ${titleOf(policy)}`, ...lines]; }), '',
    ]),
    ...verdicts.flatMap(({ policy, criteria }) => [titleOf(policy), ...criteria.map(({ title, verdict, explanation }) => `  ${title}: ${verdict.replace('-', ' ')}. ${explanation}`), '']),
  ];
}
