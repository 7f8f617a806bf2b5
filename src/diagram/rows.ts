import type { Amount, Doubt, Id, InForce, Limit, Policy, Reading, Start, Step, Tree, Unit, Vocabulary } from '../policy/model.ts';
import { choicesOf, resolveLimit, type Choices } from '../policy/resolve.ts';

/**
 * The rows of a step's label: its title; for a decision, its question; whether it is done more than once; its condition;
 * each of its limits; what else about it is in doubt.
 *
 * Where readings differ, the row holds them all and says "in doubt". A reading that the document refutes is not among
 * them.
 *
 * @example rowsOfStep(step, policy, vocabulary)
 * // ['Return the scoping template', 'within 5 working days (start in doubt)']
 */
export function rowsOfStep(step: Step, policy: Policy, vocabulary: Vocabulary): string[] {
  const variants = variantsOf(step);
  return [
    step.title,
    ...questionOf(step, policy, vocabulary),
    ...(step.each === null ? [] : ['done each time']),
    ...conditionRows(variants.map(({ when }) => when), policy, vocabulary),
    ...limitRows(variants, policy, vocabulary),
    ...doubtRows(step),
  ];
}

/** Whether any thing about a step has more than one standing reading: the step itself, a limit or its clock, the quorum, an outcome. */
export function anythingInDoubt(step: Step, policy: Policy): boolean {
  const limits = variantsOf(step).flatMap((variant) => variant.limits);
  const doubts: (Doubt<never> | null)[] = [
    step.doubt, step.quorum?.doubt ?? null,
    ...step.outcomes.map((outcome) => outcome.doubt),
    ...limits.flatMap((limit) => doubtsOfLimit(limit, policy)),
  ] as (Doubt<never> | null)[];
  return doubts.some((doubt) => standingReadings(doubt).length > 1);
}

/** The readings of a doubt that the document does not refute; none where there is no doubt. */
export function standingReadings<T>(doubt: Doubt<T> | null): Reading<T>[] {
  return doubt?.readings.filter(({ refutedBy }) => refutedBy === null) ?? [];
}

function variantsOf(step: Step): Step[] {
  const readings = standingReadings(step.doubt);
  return readings.length === 0 ? [step] : readings.map(({ changes }) => ({ ...step, ...changes }));
}

// ---- the question ---------------------------------------------------------------------------------------

/** What a decision asks: its test's question, or else which of its outcomes it is to be. */
function questionOf({ title, test, outcomes }: Step, policy: Policy, vocabulary: Vocabulary): string[] {
  if (outcomes.length === 0 || title.endsWith('?')) return [];
  const answered = policy.criteria.find(({ id }) => id === test)?.for;
  const question = answered == null ? undefined : vocabulary.tests[answered]?.title;
  if (question?.endsWith('?')) return [question];
  const names = outcomes.map(({ outcome, title: called }) => called ?? vocabulary.outcomes[outcome]?.title ?? outcome);
  return [names.length <= 2 ? `${names.map((name, index) => (index === 0 ? name : lowered(name))).join(' or ')}?` : 'Which of these?'];
}

// ---- the condition --------------------------------------------------------------------------------------

function conditionRows(conditions: (Tree | null)[], policy: Policy, vocabulary: Vocabulary): string[] {
  const rows = [...new Set(conditions.map((tree) => (tree === null ? 'always' : condition(tree, policy, vocabulary))))];
  if (rows.length === 1) return rows[0] === 'always' ? [] : rows;
  return [`${rows.join(', or ')} (in doubt)`];
}

function condition(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  if ('not' in tree && !('all' in tree.not) && !('any' in tree.not)) return `unless ${clause(tree.not, policy, vocabulary)}`;
  return `if ${clause(tree, policy, vocabulary)}`;
}

function clause(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  if ('not' in tree) return `it is not so that ${nested(tree.not, policy, vocabulary)}`;
  if ('all' in tree) return tree.all.map((part) => nested(part, policy, vocabulary)).join(' and ');
  if ('any' in tree) return anyClause(tree.any, policy, vocabulary);
  if ('fact' in tree) return lowered(vocabulary.facts[tree.fact]?.title ?? tree.fact);
  if ('criterion' in tree) return `the test is met: ${lowered(policy.criteria.find(({ id }) => id === tree.criterion)?.title ?? tree.criterion)}`;
  return `the answer is ${outcomeName(tree, policy, vocabulary)}`;
}

function anyClause(parts: Tree[], policy: Policy, vocabulary: Vocabulary): string {
  const answers = parts.filter((part) => 'outcome' in part);
  if (answers.length < parts.length) return parts.map((part) => nested(part, policy, vocabulary)).join(' or ');
  return `the answer is ${answers.map((answer) => outcomeName(answer, policy, vocabulary)).join(' or ')}`;
}

function nested(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  const inner = clause(tree, policy, vocabulary);
  return 'all' in tree || 'any' in tree ? `(${inner})` : inner;
}

function outcomeName({ step, outcome }: { step: Id; outcome: Id }, policy: Policy, vocabulary: Vocabulary): string {
  const taken = policy.steps.find(({ id }) => id === step)?.outcomes.find((each) => each.outcome === outcome);
  return `"${taken?.title ?? vocabulary.outcomes[outcome]?.title ?? outcome}"`;
}

// ---- limits ---------------------------------------------------------------------------------------------

function limitRows(variants: Step[], policy: Policy, vocabulary: Vocabulary): string[] {
  const addresses = [...new Set(variants.flatMap(({ limits }) => limits.map(({ address }) => address)))];
  const crowded = addresses.length > 1;
  return addresses.map((address) => limitRow(variants.map(({ limits }) => limits.filter((limit) => limit.address === address)), crowded, policy, vocabulary))
    .filter((row) => row !== '');
}

/** One limit under every standing reading of its step, its clock and itself. */
function limitRow(variants: Limit[][], crowded: boolean, policy: Policy, vocabulary: Vocabulary): string {
  const read = variants.flatMap((limits) => limits.flatMap((limit) =>
    choicesFor(limit, policy).map((choices) => resolveLimit(policy, limit, choices))));
  const words = read.map((limit) => wordsOfLimit(limit, crowded, policy, vocabulary));
  const distinct = [...new Set(words.map((text) => (text === '' ? 'no limit' : text)))];
  if (variants.some((limits) => limits.length === 0)) distinct.push('no limit');
  if (distinct.length > 2) return `${distinct[0]}, or another of ${distinct.length} readings (in doubt)`;
  if (distinct.length > 1) return `${distinct.join(' or ')} (in doubt)`;
  if (distinct[0] === 'no limit') return '';
  const differing = differingKeys(read);
  return differing.length === 0 ? distinct[0]! : `${distinct[0]} (${differing.join(' and ')} in doubt)`;
}

function choicesFor(limit: Limit, policy: Policy): Choices[] {
  const doubts = doubtsOfLimit(limit, policy).filter((doubt) => doubt !== null);
  return choicesOf(doubts.map((doubt) => ({ address: doubt.address, readings: standingReadings(doubt as Doubt<unknown>) })));
}

function doubtsOfLimit(limit: Limit, policy: Policy): (Doubt<Limit> | Policy['clocks'][number]['doubt'])[] {
  const clock = policy.clocks.find(({ id }) => id === limit.clock);
  return [clock?.doubt ?? null, limit.doubt];
}

function differingKeys(limits: Limit[]): string[] {
  const differs = (key: keyof Limit) => new Set(limits.map((limit) => JSON.stringify(limit[key]))).size > 1;
  return [differs('from') ? 'start' : null, differs('unit') ? 'unit' : null, differs('dayOne') ? 'Day 1' : null,
    differs('when') ? 'condition' : null].filter((word) => word !== null);
}

function wordsOfLimit(limit: Limit, crowded: boolean, policy: Policy, vocabulary: Vocabulary): string {
  const amount = limit.amount === null ? '' : amountInWords(limit.amount, limit);
  if (amount === '') return '';
  const counted = limit.amount?.kind === 'span' && (limit.amount.max ?? limit.amount.min ?? 0) > 0;
  const start = crowded && counted && limit.from !== null ? startInWords(limit.from, limit.amount, policy, vocabulary) : '';
  const only = limit.when === null ? '' : `, ${condition(limit.when, policy, vocabulary)}`;
  return `${amount}${start}${periodInWords(limit.inForce)}${only}`;
}

function amountInWords(amount: Amount, { unit, asWritten }: Limit): string {
  if (amount.kind === 'none') return '';
  if (amount.kind === 'unquantified') return asWritten === null ? 'no number of days' : plain(asWritten);
  if (amount.kind === 'numbered') return numberedInWords(amount);
  const { written, min, max, way } = amount;
  if (written === 'sameDayAs') return 'the same day';
  if (min === 0 && max === null) return asWritten === null ? (way === 'before' ? 'beforehand' : 'afterwards') : plain(asWritten);
  const count = (n: number | null) => `${n} ${unit === null ? 'days' : UNIT_WORDS[unit]}${n === 1 || unit === null ? '' : 's'}`;
  const side = way === 'before' ? ' before' : '';
  if (written === 'between') return `${min} to ${count(max)}${side}`;
  if (written === 'exactly') return `at ${count(max)}${side}`;
  if (written === 'atLeast') return `at least ${count(min)}${side}`;
  if (written === 'about') return `about ${count(max ?? min)}${side}`;
  return `within ${count(max)}${side}`;
}

const UNIT_WORDS: Record<Unit, string> = { 'working-day': 'working day', 'calendar-day': 'calendar day', hour: 'hour', month: 'month' };

function numberedInWords({ first, last }: { first: number | null; last: number | null }): string {
  if (first === last) return `Day ${first}`;
  if (first === null) return `by Day ${last}`;
  return last === null ? `from Day ${first}` : `Day ${first} to ${last}`;
}

function startInWords(start: Start, amount: Amount | null, policy: Policy, vocabulary: Vocabulary): string {
  if ('first' in start || 'last' in start) return '';
  const before = amount?.kind === 'span' && amount.way === 'before';
  if ('event' in start) return ` ${before ? 'when' : 'from when'} ${lowered(vocabulary.events[start.event]?.title ?? start.event)}`;
  return ` from "${policy.steps.find(({ id }) => id === start.step)?.title ?? start.step}"`;
}

function periodInWords(period: InForce | null): string {
  if (period === null) return '';
  const [from, to] = [period.from?.slice(0, 4), period.to?.slice(0, 4)];
  if (from !== undefined && to !== undefined) return ` (${from} to ${to})`;
  return from === undefined ? ` (until ${to})` : ` (since ${from})`;
}

// ---- what else is in doubt ------------------------------------------------------------------------------

const DOUBTFUL: [word: string, keys: (keyof Step)[]][] = [
  ['who does it', ['actor', 'with', 'consults', 'recommends', 'finalSay']],
  ['who is told', ['tells']],
  ['must or should', ['modality']],
  ['what starts it', ['trigger', 'marks']],
  ['the documents', ['needs', 'produces', 'records']],
  ['the quorum', ['quorum']],
  ['the test', ['test']],
];

function doubtRows(step: Step): string[] {
  const readings = standingReadings(step.doubt);
  const changed = new Set(readings.length > 1 ? readings.flatMap(({ changes }) => Object.keys(changes)) : []);
  if (standingReadings(step.quorum?.doubt ?? null).length > 1) changed.add('quorum');
  return DOUBTFUL.filter(([, keys]) => keys.some((key) => changed.has(key))).map(([word]) => `in doubt: ${word}`);
}

// ---- words ------------------------------------------------------------------------------------------------

/** A title inside a sentence: its first letter small, unless the word is an abbreviation or a name. */
function lowered(title: string): string {
  return /^([A-Z]?[a-z]*[A-Z]|Ofsted|England|Panel|Day)\b/.test(title) && !/^A\b/.test(title) ? title : title[0]!.toLowerCase() + title.slice(1);
}

/** The document's words as a label can hold them. */
function plain(words: string): string {
  return words.replaceAll('…', '...').replaceAll('“', '"').replaceAll('”', '"').replaceAll('‘', '’').trim();
}
