import { isCountable } from '../policy/amounts.ts';
import { isVerdict, outcomeTitle } from '../policy/decisions.ts';
import type { Amount, Doubt, Id, InForce, Limit, Policy, Reading, Step, Tree, Unit, Vocabulary } from '../policy/model.ts';
import { answerToQuestion } from '../policy/facts.ts';
import { clockDoubtsOf, limitAsRead, underEachAssignment } from '../policy/readings.ts';

export type RowKind = 'title' | 'question' | 'condition' | 'limit' | 'doubt';

interface Row { text: string; kind: RowKind }

/**
 * The rows of a step's label: its title; for a decision, its question; whether it is done more than once; its condition;
 * each of its limits; what else about it is in doubt.
 *
 * Where readings differ, the row holds them all and says "in doubt". A reading that the document refutes is not among
 * them.
 *
 * @example rowsOfStep(step, policy, vocabulary).map(({ text }) => text)
 * // ['Return the scoping template', 'within 5 working days (start in doubt)']
 */
export function rowsOfStep(step: Step, policy: Policy, vocabulary: Vocabulary): Row[] {
  const variants = variantsOf(step);
  const rows = (kind: RowKind, texts: string[]) => texts.map((text) => ({ kind: text.includes('in doubt') ? 'doubt' : kind, text }));
  return [
    { kind: 'title', text: step.title },
    ...rows('question', questionOf(step, variants, policy, vocabulary)),
    ...rows('condition', step.each === null ? [] : ['done each time']),
    ...rows('condition', conditionRows(variants.map(({ when }) => when), policy, vocabulary)),
    ...rows('limit', limitRows(variants, policy, vocabulary)),
    ...rows('doubt', doubtRows(step)),
  ];
}

/** Whether any thing about a step has more than one standing reading: the step itself, a limit or its clock, the quorum, an outcome. */
export function anythingInDoubt(step: Step, policy: Policy): boolean {
  const limits = variantsOf(step).flatMap((variant) => variant.limits);
  const doubts: (Doubt<never> | null)[] = [
    step.doubt, step.quorum?.doubt ?? null,
    ...step.outcomes.map((outcome) => outcome.doubt),
    ...limits.flatMap((limit) => [...clockDoubtsOf(policy, limit), limit.doubt]),
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
function questionOf(step: Step, variants: Step[], policy: Policy, vocabulary: Vocabulary): string[] {
  const { title, outcomes } = step;
  if (outcomes.length === 0 || title.endsWith('?')) return [];
  const answered = new Set(variants.map(({ test }) => policy.criteria.find(({ id }) => id === test)?.for ?? null));
  const [answers] = answered;
  const question = answered.size === 1 && answers != null ? vocabulary.tests[answers]?.title : undefined;
  if (question?.endsWith('?')) return [question];
  if (outcomes.every(({ outcome }) => isVerdict(outcome))) return ['Are the criteria met?'];
  const names = outcomes.map(({ outcome }) => outcomeTitle(step, outcome, vocabulary));
  return [names.length > 2 ? 'Which of these?' : `${[names[0]!, ...names.slice(1).map(lowered)].join(' or ')}?`];
}

// ---- the condition --------------------------------------------------------------------------------------

function conditionRows(conditions: (Tree | null)[], policy: Policy, vocabulary: Vocabulary): string[] {
  const rows = [...new Set(conditions.map((tree) => (tree === null ? 'always' : condition(tree, policy, vocabulary))))];
  if (rows.length === 1) return rows[0] === 'always' ? [] : rows;
  return [`${rows.join(', or ')} (in doubt)`];
}

function condition(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  if ('not' in tree && 'fact' in tree.not && answerToQuestion(vocabulary.facts[tree.not.fact], 'no') !== null) return `if ${clause(tree, policy, vocabulary)}`;
  if ('not' in tree && !('all' in tree.not) && !('any' in tree.not)) return `unless ${clause(tree.not, policy, vocabulary)}`;
  return `if ${clause(tree, policy, vocabulary)}`;
}

function clause(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  const [asked, answer] = 'not' in tree ? [tree.not, 'no' as const] : [tree, 'yes' as const];
  const answered = 'fact' in asked ? answerToQuestion(vocabulary.facts[asked.fact], answer) : null;
  if (answered !== null) return answered;
  if ('not' in tree) return `it is not so that ${nested(tree.not, policy, vocabulary)}`;
  if ('all' in tree) return tree.all.map((part) => nested(part, policy, vocabulary)).join(' and ');
  if ('any' in tree) return alternatives(tree.any, policy, vocabulary);
  if ('fact' in tree) return lowered(vocabulary.facts[tree.fact]?.title ?? tree.fact);
  if ('criterion' in tree) return `the test is met: ${lowered(policy.criteria.find(({ id }) => id === tree.criterion)?.title ?? tree.criterion)}`;
  return `“${outcomeName(tree, policy, vocabulary)}”`;
}

/** Many outcomes of one decision are told by their number: the lines that lead here carry their names. */
function alternatives(parts: Tree[], policy: Policy, vocabulary: Vocabulary): string {
  const decisions = new Set(parts.map((part) => ('outcome' in part ? part.step : null)));
  if (parts.length > 2 && decisions.size === 1 && !decisions.has(null)) return `one of ${parts.length} answers`;
  return parts.map((part) => nested(part, policy, vocabulary)).join(' or ');
}

function nested(tree: Tree, policy: Policy, vocabulary: Vocabulary): string {
  const inner = clause(tree, policy, vocabulary);
  return 'all' in tree || 'any' in tree ? `(${inner})` : inner;
}

function outcomeName({ step, outcome }: { step: Id; outcome: Id }, policy: Policy, vocabulary: Vocabulary): string {
  return outcomeTitle(policy.steps.find(({ id }) => id === step) ?? { outcomes: [] }, outcome, vocabulary);
}

// ---- limits ---------------------------------------------------------------------------------------------

/** Words of the document longer than this do not go into a label. They stand in the list of steps. */
const SHORT = 48;

function limitRows(variants: Step[], policy: Policy, vocabulary: Vocabulary): string[] {
  const addresses = [...new Set(variants.flatMap(({ limits }) => limits.map(({ address }) => address)))];
  return addresses.map((address) => {
    const limits = variants.map((variant) => variant.limits.filter((limit) => limit.address === address));
    return limitRow(limits, severalStarts(variants, policy), policy, vocabulary);
  }).filter((row) => row !== '');
}

/** Whether a step's limits count from different places, so that each must say its own. */
function severalStarts(variants: Step[], policy: Policy): boolean {
  const counted = variants.flatMap(({ limits }) => limits).filter(({ amount }) => amount?.kind === 'span' && (amount.max ?? amount.min ?? 0) > 0);
  return new Set(counted.map((limit) => JSON.stringify(standingLimits(limit, policy)[0]?.from))).size > 1;
}

/** One limit under every standing reading of its step, its clock and itself. */
function limitRow(variants: Limit[][], crowded: boolean, policy: Policy, vocabulary: Vocabulary): string {
  const read = variants.flatMap((limits) => limits.flatMap((limit) => standingLimits(limit, policy)));
  const limited = read.filter(({ amount }) => amount !== null && amount.kind !== 'none');
  if (limited.length === 0) return '';
  const differing = differingKeys(limited);
  // "Days" may stand for days of either kind, never for hours or months.
  const unsaid = differing.includes('unit') && limited.every(({ unit }) => unit === null || unit.endsWith('-day'));
  const said = [...new Set(limited.map((limit) => amountInWords(limit, unsaid ? null : limit.unit)))];
  if (limited.length < read.length || variants.some((limits) => limits.length === 0)) said.push('no limit');
  const [first] = limited;
  const start = crowded && first!.when === null && !differing.includes('start') ? startInWords(first!, policy, vocabulary) : '';
  const only = first!.when === null || differing.includes('condition') ? '' : ` ${condition(first!.when, policy, vocabulary)}`;
  const doubtful = said.length > 1 && differing.length === 0 ? ' (in doubt)' : differing.length > 0 ? ` (${differing.join(' and ')} in doubt)` : '';
  return `${said.join(' or ')}${start}${periodInWords(first!.inForce)}${only}${doubtful}`;
}

function standingLimits(limit: Limit, policy: Policy): Limit[] {
  return underEachAssignment({}, (assignment) => limitAsRead(policy, limit, assignment, ['asWritten']))
    .filter(({ refutedBy }) => refutedBy === null)
    .map(({ result }) => result);
}

function differingKeys(limits: Limit[]): string[] {
  // Of what is not counted no start and no kind of day is open, but whether it is.
  const counting = limits.filter(({ amount }) => isCountable(amount));
  const differs = (key: keyof Limit) => new Set((key === 'when' ? limits : counting).map((limit) => JSON.stringify(limit[key]))).size > 1;
  return [counting.length > 0 && counting.length < limits.length ? 'limit' : null, differs('from') ? 'start' : null, differs('unit') ? 'unit' : null, differs('dayOne') ? 'Day 1' : null,
    differs('when') ? 'condition' : null].filter((word) => word !== null);
}

/** An amount; in days of an unsaid kind where its unit is null. */
function amountInWords({ amount, asWritten, ownKeys }: Limit, unit: Unit | null): string {
  const written = asWritten === null || asWritten.length > SHORT ? null : lowered(asWritten);
  if (amount === null || amount.kind === 'none') return '';
  if (amount.kind === 'unquantified') return written ?? UNQUANTIFIED[amount.way ?? 'neither'];
  // The days of a numbering are the numbering's, unless the limit has its own.
  if (amount.kind === 'numbered') return `${numberedInWords(amount)}${unit !== null && ownKeys.includes('unit') ? `, in ${UNIT_WORDS[unit]}s` : ''}`;
  const { min, max, way } = amount;
  if (amount.written === 'sameDayAs') return 'the same day';
  if (min === 0 && max === null) return written ?? (way === 'before' ? 'beforehand' : 'afterwards');
  const count = (n: number | null) => `${n} ${unit === null ? 'day' : UNIT_WORDS[unit]}${n === 1 ? '' : 's'}`;
  const side = way === 'before' ? ' before' : '';
  return `${SPANS[amount.written](count, min, max)}${side}`;
}

const UNQUANTIFIED = { before: 'beforehand', after: 'soon, with no number of days', neither: 'with no number of days' };

type Count = (n: number | null) => string;

const SPANS: Record<Extract<Amount, { kind: 'span' }>['written'], (count: Count, min: number | null, max: number | null) => string> = {
  within: (count, _, max) => `within ${count(max)}`,
  between: (count, min, max) => `${min} to ${count(max)}`,
  exactly: (count, _, max) => `at ${count(max)}`,
  atLeast: (count, min) => `at least ${count(min)}`,
  about: (count, min, max) => `about ${count(max ?? min)}`,
  sameDayAs: () => 'the same day',
  before: (count, _, max) => `within ${count(max)}`,
  after: (count, _, max) => `within ${count(max)}`,
};

const UNIT_WORDS: Record<Unit, string> = { 'working-day': 'working day', 'calendar-day': 'calendar day', hour: 'hour', month: 'month' };

function numberedInWords({ first, last }: { first: number | null; last: number | null }): string {
  if (first === last) return `Day ${first}`;
  if (first === null) return `by Day ${last}`;
  return last === null ? `from Day ${first}` : `Day ${first} to ${last}`;
}

/** Where a count starts, where a step has more than one limit to tell apart. */
function startInWords({ amount, from }: Limit, policy: Policy, vocabulary: Vocabulary): string {
  if (amount?.kind !== 'span' || (amount.max ?? amount.min ?? 0) === 0) return '';
  if (from === null || 'first' in from || 'last' in from) return '';
  if ('event' in from) return ` ${amount.way === 'before' ? 'when' : 'from when'} ${lowered(vocabulary.events[from.event]?.title ?? from.event)}`;
  return ` ${amount.way === 'before' ? '' : 'from '}“${policy.steps.find(({ id }) => id === from.step)?.title ?? from.step}”`;
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
  ['what follows', ['next', 'outcomes']],
  ['how it is done', ['each', 'inForce', 'note', 'title', 'does']],
];

function doubtRows(step: Step): string[] {
  const readings = standingReadings(step.doubt);
  const changed = new Set(readings.length > 1 ? readings.flatMap(({ changes }) => Object.keys(changes)) : []);
  if (standingReadings(step.quorum?.doubt ?? null).length > 1) changed.add('quorum');
  if (step.outcomes.some(({ doubt }) => standingReadings(doubt).length > 1)) changed.add('outcomes');
  return DOUBTFUL.filter(([, keys]) => keys.some((key) => changed.has(key))).map(([word]) => `in doubt: ${word}`);
}

// ---- words ------------------------------------------------------------------------------------------------

/** A title inside a sentence: its first letter small, unless the word is an abbreviation or a name. */
function lowered(title: string): string {
  return /^([A-Z]?[a-z]*[A-Z]|Ofsted|England|Panel|Day)\b/.test(title) && !/^A\b/.test(title) ? title : title[0]!.toLowerCase() + title.slice(1);
}
