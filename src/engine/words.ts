/**
 * The rules in words, for any page: names from the vocabulary, with the document's own word first wherever it has one.
 */
import { formatPartialDate } from '../calendar/iso-date.ts';
import { outcomeTitle } from '../policy/decisions.ts';
import { doubtsOf } from '../policy/doubts.ts';
import { answerToQuestion } from '../policy/facts.ts';
import type { ConditionText, Conventions } from './types.ts';
import type {
  Actor, Amount, Counting, Guidance, Id, InForce, Limit, Modality, Place, Policy, PolicyKind, PolicySet, Start, Tree, Unit, Vocabulary, Who,
} from '../policy/model.ts';

/** The policy whose words are meant, and the vocabulary that it shares with the others. */
export interface Speech { policy: Policy; vocabulary: Vocabulary }

const KINDS: Record<PolicyKind, string> = {
  'statutory-guidance': 'National guidance', 'regional-guidance': 'Regional guidance', 'local-procedure': 'Local procedure',
};

/**
 * The kind of a document.
 * @example kindText('local-procedure') // 'Local procedure'
 */
export function kindText(kind: PolicyKind): string {
  return KINDS[kind];
}

/**
 * When a document is dated, as precisely as it is, inside a sentence.
 * The baseline is put together from sources that each have their own.
 *
 * @example datedPhrase(policy) // 'dated June 2022', or 'undated'
 */
export function datedPhrase({ kind, source }: Pick<Policy, 'kind' | 'source'>): string {
  return source.dated === null ? (kind === 'statutory-guidance' ? 'of several dates' : 'undated') : `dated ${formatPartialDate(source.dated)}`;
}

/** The same at its beginning. */
export const datedText = (policy: Pick<Policy, 'kind' | 'source'>): string => capital(datedPhrase(policy));

/**
 * A body or person as the document calls it; as the vocabulary does where the document has no word of its own.
 *
 * @example actorName('integrated-care-board', speech) // 'Integrated care board (ICB)'
 */
export function actorName(id: Id, { policy, vocabulary }: Speech): string {
  return policy.words.find((word) => word.id === id)?.called[0] ?? vocabulary.actors[id]?.title ?? id;
}

/**
 * What a body or person is called now, where its name has been replaced since; null where it has not.
 *
 * @example successorName('clinical-commissioning-group', vocabulary) // 'Integrated care board'
 */
export function successorName(id: Id, vocabulary: Vocabulary): string | null {
  const actor: Actor | undefined = vocabulary.actors[id];
  return actor?.succeededBy ? (vocabulary.actors[actor.succeededBy]?.title ?? actor.succeededBy) : null;
}

/**
 * Who does something, in words; null where the document does not say.
 *
 * @example whoText({ way: 'either', actors: ['police', 'local-authority'] }, speech) // 'Police or local authority'
 */
export function whoText(who: Who | null, speech: Speech): string | null {
  if (who === null) return null;
  const names = who.actors.map((id) => actorWithSuccessor(id, speech));
  return capital(joined(names.map((name, place) => (place === 0 ? name : uncapital(name))), who.way === 'either' ? 'or' : 'and'));
}

/**
 * A body under the document's name, with the present one behind it.
 *
 * @example actorWithSuccessor('clinical-commissioning-group', speech) // 'CCG (now integrated care board)'
 */
export function actorWithSuccessor(id: Id, speech: Speech): string {
  const now = successorName(id, speech.vocabulary);
  return now === null ? actorName(id, speech) : `${actorName(id, speech)} (now ${uncapital(now)})`;
}

/**
 * What a count runs from, in words.
 *
 * @example startText({ event: 'referral-received' }, speech) // 'the referral was received'
 */
export function startText(start: Start, speech: Speech): string {
  if ('event' in start) return eventText(start.event, speech.vocabulary);
  if ('step' in start) {
    const step = speech.policy.steps.find(({ id }) => id === start.step);
    return `the step “${step?.title ?? start.step}”`;
  }
  const parts = ('first' in start ? start.first : start.last).map((one) => startText(one, speech));
  return `the ${'first' in start ? 'earlier' : 'later'} of ${joined(parts, 'and')}`;
}

/**
 * What a count runs from, as something that happens.
 *
 * @example startClause({ step: 'send-scoping' }, speech) // '“Send the scoping template” is done'
 */
export function startClause(start: Start, speech: Speech): string {
  if ('event' in start) return startText(start, speech);
  if ('step' in start) return `${bare(startText(start, speech))} is done`;
  const parts = 'first' in start ? start.first : start.last;
  const which = `the ${'first' in start ? 'earlier' : 'later'} of`;
  if (parts.every((one) => 'step' in one)) return `${which} ${joined(parts.map((one) => bare(startText(one, speech))), 'and')} is done`;
  return `${which} these happens: ${joined(parts.map((one) => startClause(one, speech)), 'and')}`;
}

const bare = (step: string): string => step.replace(/^the step /, '');

/** The same as a day: "the day the referral was received". `ofStep` comes before a step. */
function momentText(start: Start, speech: Speech, ofStep = ''): string {
  return 'event' in start ? `the day ${startText(start, speech)}` : `${ofStep}${startText(start, speech)}`;
}

/** An event as part of a sentence: "the referral was received". */
export function eventText(id: Id, vocabulary: Pick<Vocabulary, 'events'>): string {
  return uncapital(vocabulary.events[id]?.title ?? id);
}

const UNITS: Record<Unit, string> = { 'working-day': 'working day', 'calendar-day': 'calendar day', hour: 'hour', month: 'month' };

/**
 * A unit by its name, as so many of it are called; "days" alone where it is not stated.
 *
 * @example unitText('calendar-day') // 'calendar days'
 */
export function unitText(unit: Unit | null, count = 2): string {
  return `${unit === null ? 'day' : UNITS[unit]}${count === 1 ? '' : 's'}`;
}

/**
 * An amount with its unit; "days" alone where the unit is not stated.
 *
 * @example countOf(5, 'working-day') // '5 working days'
 */
export function countOf(count: number, unit: Unit | null): string {
  return `${count} ${unitText(unit, count)}`;
}

/**
 * What is assumed of a count where the document is silent, each as part of a sentence.
 *
 * @example conventionTexts(DEFAULT_CONVENTIONS).dayOne // 'the day after the start is day 1'
 */
export function conventionTexts({ dayOne, nonWorkingStart }: Conventions): Record<keyof Conventions, string> {
  return {
    dayOne: dayOne === 'day-after' ? 'the day after the start is day 1' : 'the day of the start is day 1',
    nonWorkingStart: nonWorkingStart === 'stands' ? 'a start on a non-working day stands' : 'a start on a non-working day counts as the next working day',
  };
}

/** A limit as far as words go: how much, from where. */
type Counted = Pick<Counting, 'unit' | 'from'> & { amount: Amount | null; ownKeys?: Limit['ownKeys'] };

/**
 * A limit in plain words, read off the rule and not off the document.
 *
 * @example limitText(limit, speech) // 'within 5 working days after the referral was received'
 */
export function limitText(limit: Counted, speech: Speech): string {
  return countedText(limit, [limit.unit], [limit.from], speech);
}

/**
 * A limit under several readings, as one phrase; what the readings share is said once.
 *
 * @example readingsText([inWorkingDays, inCalendarDays], speech) // 'within 2 working or calendar days after the step “…”'
 */
export function readingsText(readings: readonly Counted[], speech: Speech): string {
  const distinct = [...new Map(readings.map((reading) => [JSON.stringify([reading.amount, reading.unit, reading.from]), reading])).values()];
  const groups = new Map<string, Counted[]>();
  for (const reading of distinct) {
    const key = JSON.stringify(reading.amount);
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  const phrases = [...groups.values()].flatMap((group) => {
    const units = [...new Set(group.map(({ unit }) => unit))];
    const starts = [...new Map(group.map(({ from }) => [JSON.stringify(from), from])).values()];
    const isEveryPair = group.length === units.length * starts.length;
    return isEveryPair ? [countedText(group[0]!, units, starts, speech)] : group.map((reading) => limitText(reading, speech));
  });
  return [...new Set(phrases)].join(', or ');
}

function countedText({ amount, ownKeys = [] }: Counted, units: (Unit | null)[], starts: (Start | null)[], speech: Speech): string {
  if (amount === null) return 'the amount is in doubt';
  const named = starts.filter((start) => start !== null);
  const unnamed = starts.length > named.length;
  // An event is a clause and a step is none: the two take their "after" each for itself.
  const again = new Set(named.map((one) => 'event' in one)).size > 1 ? `${('way' in amount ? amount.way : null) ?? 'after'} ` : '';
  const start = joined([...named.map((one, place) => `${place === 0 ? '' : again}${startText(one, speech)}`), ...(unnamed ? ['a start that is not stated'] : [])], 'or');
  const moment = (ofStep = '') => joined([...named.map((one) => momentText(one, speech, ofStep)), ...(unnamed ? ['a day that is not stated'] : [])], 'or');
  const count = (number: number) => countOfAny(number, units);
  switch (amount.kind) {
    case 'none': return 'no limit';
    case 'unquantified': return named.length === 0 ? 'no number given' : `no number given; ${amount.way ?? 'after'} ${start}`;
    case 'numbered': return `${numbered(amount.first, amount.last)}${unitsOfNumbers(units, ownKeys.includes('unit'))}${named.length === 0 ? '' : `, counted from ${moment()}`}`;
    case 'span': break;
  }
  const { written, min, max } = amount;
  const after = named.length === 0 ? ', from a start that is not stated' : ` after ${start}`;
  switch (written) {
    case 'within': return amount.way === 'before' ? `within ${count(max ?? 0)} before ${start}` : `within ${count(max ?? 0)}${after}`;
    case 'between': return `between ${min ?? 0} and ${count(max ?? 0)}${after}`;
    case 'exactly': return `${count(max ?? 0)}${after}`;
    case 'atLeast': return `at least ${count(min ?? 0)} ${amount.way} ${start}`;
    case 'about': return `about ${count(max ?? 0)}${after}`;
    case 'sameDayAs': return `on ${moment('the day of ')}`;
    case 'before': return `before ${start}, or on that day`;
    case 'after': return `after ${start}, or on that day`;
  }
}

/** @example countOfAny(2, ['working-day', 'calendar-day']) // '2 working or calendar days' */
function countOfAny(count: number, units: (Unit | null)[]): string {
  const [first = null, ...rest] = units;
  if (rest.length === 0) return countOf(count, first);
  const areDays = units.every((unit) => unit === 'working-day' || unit === 'calendar-day');
  if (!areDays) return joined(units.map((unit) => countOf(count, unit)), 'or');
  return `${count} ${joined(units.map((unit) => UNITS[unit!].replace(' day', '')), 'or')} day${count === 1 ? '' : 's'}`;
}

/** Numbered days are working days unless it is said; a limit with a unit of its own says it, as its numbering may have another. */
function unitsOfNumbers(units: (Unit | null)[], areItsOwn: boolean): string {
  const areWorkingDays = units.every((unit) => unit === null || (unit === 'working-day' && !areItsOwn));
  return areWorkingDays ? '' : `, in ${joined(units.map((unit) => (unit === null ? 'day' : UNITS[unit].replace(' day', ''))), 'or')} days`;
}

function numbered(first: number | null, last: number | null): string {
  if (first !== null && last !== null) return first === last ? `Day ${first}` : `Day ${first} to ${last}`;
  return last !== null ? `by Day ${last}` : `from Day ${first ?? 0}`;
}

/**
 * That a step is done once for each of several things, as the end of a sentence.
 *
 * @example eachText('Return') // 'once for each return'
 * @example eachText('At every stage of the 15 days') // 'at every stage of the 15 days'
 */
export function eachText(each: string): string {
  if (/^at /i.test(each)) return uncapital(each);
  return /^(?:each|every) /i.test(each) ? `once for ${uncapital(each)}` : `once for each ${uncapital(each)}`;
}

const MODALITIES: Record<Modality, string> = {
  must: 'Must', should: 'Should', expected: 'Expected', may: 'May', 'need-not': 'Need not', 'must-not': 'Must not',
};

/** Must, should, expected, may, need not, must not; "Described" where the document only says what happens. */
export function modalityText(modality: Modality | null): string {
  return modality === null ? 'Described' : MODALITIES[modality];
}

/**
 * The time in which a rule holds.
 *
 * @example periodText({ from: '2018-06-29', to: '2026-03-17' }) // 'from 29 June 2018 to 17 March 2026'
 */
export function periodText({ from, to }: InForce): string {
  if (from !== null && to !== null) return `from ${formatPartialDate(from)} to ${formatPartialDate(to)}`;
  return from === null ? `until ${formatPartialDate(to ?? '')}` : `since ${formatPartialDate(from)}`;
}

/**
 * A leaf of a condition, in words.
 *
 * @example leafText({ fact: 'child-died' }, speech) // 'The child died'
 */
export function leafText(leaf: Extract<Tree, { fact: Id } | { criterion: Id } | { outcome: Id }>, speech: Speech): string {
  const { policy, vocabulary } = speech;
  if ('fact' in leaf) {
    const asked = answerToQuestion(vocabulary.facts[leaf.fact], 'yes');
    return asked === null ? (vocabulary.facts[leaf.fact]?.title ?? leaf.fact) : capital(asked);
  }
  if ('criterion' in leaf) return `The test is met: ${uncapital(policy.criteria.find(({ id }) => id === leaf.criterion)?.title ?? leaf.criterion)}`;
  const step = policy.steps.find(({ id }) => id === leaf.step);
  return `At “${step?.title ?? leaf.step}”: ${uncapital(outcomeText(leaf.step, leaf.outcome, speech))}`;
}

/** What a decision may come to, in the document's word or else in the vocabulary's. */
export function outcomeText(stepId: Id, outcomeId: Id, { policy, vocabulary }: Speech): string {
  return outcomeTitle(policy.steps.find(({ id }) => id === stepId) ?? { outcomes: [] }, outcomeId, vocabulary);
}

/**
 * A condition as one phrase, for "only if ...".
 *
 * @example conditionPhrase({ all: [{ fact: 'child-died' }, { not: { fact: 'harm-in-area' } }] }, speech)
 * // 'the child died and it is not so that it happened in the area'
 */
export function conditionPhrase(tree: Tree, speech: Speech): string {
  if ('all' in tree) return joined(tree.all.map((part) => within(part, speech)), 'and');
  if ('any' in tree) return outcomesPhrase(tree.any, speech) ?? joined(tree.any.map((part) => within(part, speech)), 'or');
  if ('not' in tree) return 'fact' in tree.not ? answerText(tree.not.fact, 'no', speech.vocabulary) : `not (${conditionPhrase(tree.not, speech)})`;
  return uncapital(leafText(tree, speech));
}

/** Outcomes of one decision, which is then named once; null where there is anything else among them. */
function outcomesPhrase(parts: Tree[], speech: Speech): string | null {
  const outcomes = parts.flatMap((part) => ('outcome' in part ? [part] : []));
  const [first] = outcomes;
  if (!first || outcomes.length < parts.length || outcomes.some(({ step }) => step !== first.step)) return null;
  const title = speech.policy.steps.find(({ id }) => id === first.step)?.title ?? first.step;
  return `at “${title}”: ${joined(outcomes.map(({ step, outcome }) => uncapital(outcomeText(step, outcome, speech))), 'or')}`;
}

function within(tree: Tree, speech: Speech): string {
  const phrase = conditionPhrase(tree, speech);
  return 'all' in tree || 'any' in tree ? `(${phrase})` : phrase;
}

/**
 * An answer to a fact, as part of a sentence.
 *
 * @example answerText('in-regulated-setting', 'no', vocabulary) // 'the child was not in a regulated setting or service'
 */
function answerText(fact: Id, answer: 'yes' | 'no', vocabulary: Vocabulary): string {
  const asked = answerToQuestion(vocabulary.facts[fact], answer);
  if (asked !== null) return asked;
  const title = uncapital(vocabulary.facts[fact]?.title ?? fact);
  if (answer === 'yes') return title;
  const verb = / (?:is|was|are|were|has|must|can|may) /.exec(title);
  if (!verb) return deniedByVerb(title) ?? `it is not so that ${title}`;
  const [before, after] = [title.slice(0, verb.index), title.slice(verb.index + verb[0].length)];
  // "Must not" would forbid what is only not asked for.
  if (verb[0] === ' must ') return `${before} need not ${after}`;
  return verb[0] === ' can ' ? `${before} cannot ${after}` : `${before}${verb[0]}not ${after}`;
}

/** Verbs that need "do" to be denied: the facts of a case are told in few of them. */
const DENIED: readonly (readonly [RegExp, string])[] = [
  [/ died\b/, ' did not die'], [/ happened\b/, ' did not happen'], [/ (normally )?lives\b/, ' does not $1live'], [/ shows\b/, ' does not show'],
];

function deniedByVerb(title: string): string | null {
  const found = DENIED.find(([verb]) => verb.test(title));
  return found ? title.replace(...found) : null;
}

/**
 * A case that settles a test, as a sentence that names its facts.
 *
 * @param nameOf words for an answer that is no fact of the vocabulary
 * @example caseText({ 'child-died': 'yes', 'abuse-or-neglect-known-or-suspected': 'no' }, vocabulary)
 * // 'The child died; abuse or neglect is not known or suspected'
 */
export function caseText(answers: Record<Id, 'yes' | 'no'>, vocabulary: Vocabulary, nameOf: (id: Id) => string | null = () => null): string {
  const told = Object.entries(answers);
  if (told.length === 0) return 'Every case';
  const say = ([id, answer]: [Id, 'yes' | 'no']) => {
    const name = nameOf(id);
    if (name === null) return answerText(id, answer, vocabulary);
    return answer === 'yes' ? name : `it is not so that ${name}`;
  };
  const [yes, no] = (['yes', 'no'] as const).map((wanted) => joined(told.filter(([, answer]) => answer === wanted).map(say), 'and'));
  return capital([yes, no].filter((part) => part !== '').join('; '));
}

/**
 * A condition that a timetable says is still open, as one phrase.
 *
 * @example openConditionText({ not: 'child-died' }, speech) // 'not (the child died)'
 */
export function openConditionText(condition: ConditionText, speech: Speech): string {
  if (typeof condition === 'string') {
    const [id = '', outcome] = condition.split('/');
    if (outcome !== undefined) return uncapital(leafText({ step: id, outcome }, speech));
    const isTest = speech.policy.criteria.some((criterion) => criterion.id === id);
    return uncapital(leafText(isTest ? { criterion: id } : { fact: id }, speech));
  }
  const inBrackets = (part: ConditionText) =>
    (typeof part === 'object' && ('all' in part || 'any' in part) ? `(${openConditionText(part, speech)})` : openConditionText(part, speech));
  if ('all' in condition) {
    const byReading = condition.all.map((part) => ({ part, phrase: byReadingText(part, speech) }));
    const [plain, read] = [byReading.filter(({ phrase }) => phrase === null), byReading.flatMap(({ phrase }) => phrase ?? [])];
    return [joined(plain.map(({ part }) => inBrackets(part)), 'and'), ...read].filter((text) => text !== '').join(' and, ');
  }
  if ('any' in condition) return byReadingText(condition, speech) ?? joined(condition.any.map(inBrackets), 'or');
  if ('not' in condition) {
    const asked = typeof condition.not === 'string' ? answerToQuestion(speech.vocabulary.facts[condition.not], 'no') : null;
    return asked ?? `not (${openConditionText(condition.not, speech)})`;
  }
  return `it is read so: ${reasonOf(condition.reading, speech)}`;
}

/** Why a reading is taken, by its ADDRESS=READING. */
function reasonOf(taken: string, { policy }: Speech): string {
  const [address = '', id] = taken.split('=');
  const reading = doubtsOf(policy).find((one) => one.address === address)?.readings.find((one) => one.id === id);
  return (reading?.because ?? taken).replace(/\.$/, '');
}

/**
 * A condition that each reading of one doubt has otherwise: what each asks, after its reason; null where it is none.
 * What holds under all of them goes without saying: it is an alternative of its own, with all that they ask.
 */
function byReadingText(condition: ConditionText, speech: Speech): string | null {
  if (typeof condition === 'string' || !('any' in condition)) return null;
  const ways = condition.any.map((part) => {
    const asked = typeof part === 'object' && 'all' in part ? part.all : [part];
    const taken = asked.flatMap((one) => (typeof one === 'object' && 'reading' in one ? [one.reading] : []));
    return { taken, rest: asked.filter((one) => typeof one === 'string' || !('reading' in one)) };
  });
  const [read, common] = [ways.filter(({ taken }) => taken.length === 1), ways.filter(({ taken }) => taken.length !== 1)];
  const addresses = new Set(read.map(({ taken }) => taken[0]!.split('=')[0]));
  const asks = (way: typeof read[number]) => way.rest.map((one) => JSON.stringify(one));
  const isImplied = (way: typeof read[number]) => way.taken.length === 0 && read.every((one) => asks(one).every((part) => asks(way).includes(part)));
  if (read.length < 2 || addresses.size !== 1 || read.some(({ rest }) => rest.length === 0) || !common.every(isImplied)) return null;
  const [address] = addresses;
  const others = (doubtsOf(speech.policy).find((one) => one.address === address)?.readings ?? []).filter(({ refutedBy }) => refutedBy === null).map(({ id }) => `${address}=${id}`);
  const said = [...new Set([...read.map(({ taken }) => taken[0]!), ...others])].flatMap((reading) => {
    const own = read.filter(({ taken }) => taken[0] === reading);
    // A reading that asks for nothing of its own asks for what holds under all of them.
    const asked = (own.length > 0 ? own : common).map(({ rest }): ConditionText => (rest.length === 1 ? rest[0]! : { all: rest }));
    return asked.length === 0 ? [] : [{ reading, asked: openConditionText(asked.length === 1 ? asked[0]! : { any: asked }, speech) }];
  });
  if (said.length < 2) return null;
  return said.map(({ reading, asked }, place) => `by ${place === 0 ? 'one' : 'another'} reading (${reasonOf(reading, speech)}), ${asked}`).join(', or ');
}

/** Where something stands, as the document's places are called; of another document, with its name, the short one if it has one. */
export function placeText(place: Place, vocabulary: Pick<Vocabulary, 'guidance'>): string {
  if (place.of === null) return place.at;
  const guidance = vocabulary.guidance[place.of];
  return `${guidance?.shortTitle ?? guidance?.title ?? place.of}, ${place.at}`;
}

/**
 * Whether partnerships have checked how their documents are encoded. National guidance is no partnership's, and not meant.
 *
 * @example checkedNote(set.policies) // 'No partnership has yet checked how its document is encoded here.'
 */
export function checkedNote(policies: readonly Pick<Policy, 'title' | 'kind' | 'source'>[]): string {
  const theirs = policies.filter(({ kind }) => kind !== 'statutory-guidance');
  const checked = theirs.filter(({ source }) => source.checkedBy !== null).map(({ title }) => title);
  if (checked.length === 0) return 'No partnership has yet checked how its document is encoded here.';
  if (checked.length === theirs.length) return 'Each partnership has checked how its document is encoded here.';
  return `Of the partnerships, only ${joined(checked, 'and')} ${checked.length === 1 ? 'has' : 'have'} checked how ${checked.length === 1 ? 'its document is' : 'their documents are'} encoded here.`;
}

/**
 * Who of the partnership has checked the encoding of its document, and when.
 *
 * @example checkedText(policy) // 'The partnership has not checked this encoding.'
 */
export function checkedText({ source: { checkedBy } }: Pick<Policy, 'source'>): string {
  if (checkedBy === null) return 'The partnership has not checked this encoding.';
  return `The partnership has checked this encoding: ${uncapital(checkedBy.who)}, ${formatPartialDate(checkedBy.dated)}.`;
}

/** The guidance that a document follows, that nothing has replaced and that was not read here. */
export function unreadGuidance({ follows }: Pick<Policy, 'follows'>, vocabulary: Pick<Vocabulary, 'guidance'>): Guidance[] {
  return follows.flatMap(({ guidance }) => vocabulary.guidance[guidance] ?? []).filter(({ unverified, succeededBy }) => unverified !== null && succeededBy === null);
}

/**
 * What stands wherever a date or a test of the national baseline shows: which guidance has come into force and was not
 * read here; null once all of it was.
 *
 * @example unreadNote(national, vocabulary) // 'Working Together 2026 came into force on 18 March 2026 and has not been read here: check it first.'
 */
export function unreadNote(national: Pick<Policy, 'follows'>, vocabulary: Pick<Vocabulary, 'guidance'>): string | null {
  const notes = unreadGuidance(national, vocabulary).flatMap(({ title, shortTitle, inForce }) =>
    (inForce?.from ? [`${shortTitle ?? title} came into force on ${formatPartialDate(inForce.from)} and has not been read here: check it first.`] : []));
  return notes.length === 0 ? null : notes.join(' ');
}

/**
 * A list as a sentence has it.
 *
 * @example joined(['a', 'b', 'c'], 'and') // 'a, b and c'
 */
export function joined(parts: string[], word: 'and' | 'or'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts.at(-1) ?? ''}`;
}

/** With a full stop, where it does not end a sentence yet. */
export function closed(text: string): string {
  return /[.?!]$/.test(text) || text === '' ? text : `${text}.`;
}

/** With a small first letter, unless the word is an abbreviation or a name such as "Ofsted" or "Panel". */
export function uncapital(text: string): string {
  return /^(?:[A-Z][a-z]*(?:[ ’,.)-]|$))/.test(text) && !/^(?:Ofsted|Panel|Department|Secretary|Children’s|Child Death|NHS|I |Day \d|[A-Z]\S* [A-Z])/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

/** With a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The policies that people choose from, in the set's order, with the national baseline last. */
export function localPolicies(set: PolicySet): Policy[] {
  return set.policies.filter((policy) => policy.kind !== 'statutory-guidance');
}

/** The national baseline; null where the set has none. */
export function nationalPolicy(set: PolicySet): Policy | null {
  return set.policies.find((policy) => policy.kind === 'statutory-guidance') ?? null;
}
