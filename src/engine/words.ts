/**
 * The rules in words, for any page: names from the vocabulary, with the document's own word first wherever it has one.
 */
import { switchesOf } from './input.ts';
import type { ConditionText } from './types.ts';
import type {
  Actor, Amount, Counting, Id, Modality, Place, Policy, PolicySet, Start, Tree, Unit, Vocabulary, Who,
} from '../policy/model.ts';

/** The policy whose words are meant, and the vocabulary that it shares with the others. */
export interface Speech { policy: Policy; vocabulary: Vocabulary }

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

/** An event as part of a sentence: "the referral was received". */
export function eventText(id: Id, vocabulary: Vocabulary): string {
  return uncapital(vocabulary.events[id]?.title ?? id);
}

const UNITS: Record<Unit, string> = { 'working-day': 'working day', 'calendar-day': 'calendar day', hour: 'hour', month: 'month' };

/**
 * An amount with its unit; "days" alone where the unit is not stated.
 *
 * @example countOf(5, 'working-day') // '5 working days'
 */
export function countOf(count: number, unit: Unit | null): string {
  return `${count} ${unit === null ? 'day' : UNITS[unit]}${count === 1 ? '' : 's'}`;
}

/**
 * A limit in plain words, read off the rule and not off the document.
 *
 * @example limitText(limit, speech) // 'within 5 working days after the referral was received'
 */
export function limitText(limit: Counting & { amount: Amount | null }, speech: Speech): string {
  const { amount, unit, from } = limit;
  if (amount === null) return 'the amount is in doubt';
  const after = from === null ? ', from a start that is not stated' : ` after ${startText(from, speech)}`;
  const since = from === null ? '' : `, counted from when ${startText(from, speech)}`;
  switch (amount.kind) {
    case 'none': return 'no limit';
    case 'unquantified': return from === null ? 'no number given' : `no number given; ${amount.way ?? 'after'} ${startText(from, speech)}`;
    case 'numbered': return `${numbered(amount.first, amount.last)}${unit === null || unit === 'working-day' ? '' : `, in ${UNITS[unit]}s`}${since}`;
    case 'span': break;
  }
  const { written, min, max } = amount;
  const before = from === null ? 'a moment that is not stated' : startText(from, speech);
  switch (written) {
    case 'within': return amount.way === 'before' ? `within ${countOf(max ?? 0, unit)} before ${before}` : `within ${countOf(max ?? 0, unit)}${after}`;
    case 'between': return `between ${min ?? 0} and ${countOf(max ?? 0, unit)}${after}`;
    case 'exactly': return `${countOf(max ?? 0, unit)}${after}`;
    case 'atLeast': return `at least ${countOf(min ?? 0, unit)} ${amount.way} ${before}`;
    case 'about': return `about ${countOf(max ?? 0, unit)}${after}`;
    case 'sameDayAs': return `on the day that ${from === null ? 'is not stated' : startText(from, speech)}`;
    case 'before': return `before ${before}, or on that day`;
    case 'after': return `after ${before}, or on that day`;
  }
}

function numbered(first: number | null, last: number | null): string {
  if (first !== null && last !== null) return first === last ? `Day ${first}` : `Day ${first} to ${last}`;
  return last !== null ? `by Day ${last}` : `from Day ${first ?? 0}`;
}

const MODALITIES: Record<Modality, string> = {
  must: 'Must', should: 'Should', expected: 'Expected', may: 'May', 'need-not': 'Need not', 'must-not': 'Must not',
};

/** Must, should, expected, may, need not, must not; "Described" where the document only says what happens. */
export function modalityText(modality: Modality | null): string {
  return modality === null ? 'Described' : MODALITIES[modality];
}

/**
 * A leaf of a condition, in words.
 *
 * @example leafText({ fact: 'child-died' }, speech) // 'The child died'
 */
export function leafText(leaf: Extract<Tree, { fact: Id } | { criterion: Id } | { outcome: Id }>, speech: Speech): string {
  const { policy, vocabulary } = speech;
  if ('fact' in leaf) return vocabulary.facts[leaf.fact]?.title ?? leaf.fact;
  if ('criterion' in leaf) return `The test is met: ${uncapital(policy.criteria.find(({ id }) => id === leaf.criterion)?.title ?? leaf.criterion)}`;
  const step = policy.steps.find(({ id }) => id === leaf.step);
  return `At “${step?.title ?? leaf.step}”: ${uncapital(outcomeText(leaf.step, leaf.outcome, speech))}`;
}

/** What a decision may come to, in the document's word or else in the vocabulary's. */
export function outcomeText(stepId: Id, outcomeId: Id, { policy, vocabulary }: Speech): string {
  const outcome = policy.steps.find(({ id }) => id === stepId)?.outcomes.find((one) => one.outcome === outcomeId);
  return outcome?.title ?? vocabulary.outcomes[outcomeId]?.title ?? outcomeId;
}

/**
 * A condition as one phrase, for "only if ...".
 *
 * @example conditionPhrase({ all: [{ fact: 'child-died' }, { not: { fact: 'harm-in-area' } }] }, speech)
 * // 'the child died and not: it happened in the area'
 */
export function conditionPhrase(tree: Tree, speech: Speech): string {
  if ('all' in tree) return joined(tree.all.map((part) => within(part, speech)), 'and');
  if ('any' in tree) return joined(tree.any.map((part) => within(part, speech)), 'or');
  if ('not' in tree) return `not (${conditionPhrase(tree.not, speech)})`;
  return uncapital(leafText(tree, speech));
}

function within(tree: Tree, speech: Speech): string {
  const phrase = conditionPhrase(tree, speech);
  return 'all' in tree || 'any' in tree ? `(${phrase})` : phrase;
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
  if ('all' in condition) return joined(condition.all.map(inBrackets), 'and');
  if ('any' in condition) return joined(condition.any.map(inBrackets), 'or');
  if ('not' in condition) return `not (${openConditionText(condition.not, speech)})`;
  const [address = '', readingId] = condition.reading.split('=');
  const reading = switchesOf(speech.policy).find((one) => one.address === address)?.readings.find(({ id }) => id === readingId);
  return `it is read so: ${reading?.because ?? condition.reading}`;
}

/** Where something stands, as the document's places are called; of another document, with its name. */
export function placeText(place: Place, vocabulary: Vocabulary): string {
  return place.of === null ? place.at : `${vocabulary.guidance[place.of]?.title ?? place.of}, ${place.at}`;
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

/** With a small first letter, unless the word is an abbreviation or a name such as "Ofsted" or "Panel". */
export function uncapital(text: string): string {
  return /^(?:[A-Z][a-z]+(?:[ ’,.)-]|$))/.test(text) && !/^(?:Ofsted|Panel|Department|Secretary|Children’s|Child Death|NHS|I )/.test(text)
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
