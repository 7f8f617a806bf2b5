import type { Answer, CriterionVerdict, Verdict } from '../../engine/types.ts';
import { factsAskedBy } from '../../policy/facts.ts';
import type { Criterion, Id } from '../../policy/model.ts';
import { joined, uncapital, type Speech } from '../../engine/words.ts';
import { cite, sign, unfold } from './marks.ts';
import { h, type Drawn } from './node.ts';
import { judgedBy, testTree } from './tree.ts';

const WORDS: Record<Verdict, string> = { met: 'Met', 'not-met': 'Not met', undetermined: 'Cannot be said yet' };
const MOST_WAYS = 4;

/**
 * The verdict on one test: a sign and a word, what it rests on, what is missing and would decide it, whose judgement
 * it is, and the whole test with the answers given.
 *
 * @example verdict(judgement.criteria[0], policy.criteria[0], { 'child-died': 'yes' }, speech, '/procedures/wst/')
 */
export function verdict(given: CriterionVerdict, criterion: Criterion, facts: Record<Id, Answer>, speech: Speech, procedure: string, national = false): Drawn {
  const { vocabulary, policy } = speech;
  // A verdict rests on the answers that carry it, in whichever way needs the fewest judgements; until there is one, nothing does.
  const ways = given.why.map((answers) => Object.keys(answers).filter((fact) => vocabulary.facts[fact]?.judgement));
  const rests = ways.filter((way) => !ways.some((other) => other.length < way.length && other.every((fact) => way.includes(fact)))).flat();
  const judgements = factsAskedBy(criterion.when, policy.criteria).filter((fact) => rests.includes(fact));
  return h('div', { class: `verdict verdict--${given.verdict}`, 'data-key': `verdict-${national ? 'national-' : ''}${criterion.id}` },
    h('p', { class: 'verdict__answer' }, sign(given.verdict),
      h('span', {}, h('span', { class: 'verdict__word' }, `${WORDS[given.verdict]}: `),
        h('a', { href: `${procedure}#test-${criterion.id}` }, uncapital(criterion.title)), ' ', cite(criterion.cite, vocabulary))),
    given.listed ? null : h('p', { class: 'verdict__text' }, 'The document names this test and does not list it, so no answer can settle it here.'),
    given.notInForce === null ? null : h('p', { class: 'verdict__text' }, given.explanation),
    given.missing.length === 0 ? null : missing(given, speech),
    given.readings.length === 0 ? null : h('p', { class: 'verdict__text' }, 'The test itself can be read in more than one way: ',
      joined(given.readings.map(({ verdict: one }, place) => `reading ${String.fromCharCode(65 + place)}, ${WORDS[one].toLowerCase()}`), 'and'), '.'),
    judgements.length === 0 ? null : h('p', { class: 'verdict__text note' }, 'Rests on a judgement: ',
      judgements.map((fact) => `${uncapital(vocabulary.facts[fact]?.title ?? fact)} (${judgedBy(fact, speech).replace('a judgement: ', '')})`).join('; '), '.'),
    criterion.when === null ? null : unfold(`why-${national ? 'national-' : ''}${policy.id}-${criterion.id}`, 'The test, with your answers', testTree(criterion.when, speech, facts)));
}

/** Named one by one up to this many; more are counted, and stand in the test below. */
const MOST_NAMED = 3;

function missing({ missing: facts, decide }: CriterionVerdict, { vocabulary }: Speech): Drawn {
  const named = (fact: Id) => uncapital(vocabulary.facts[fact]?.title ?? fact);
  if (facts.length > MOST_NAMED) return h('p', { class: 'verdict__text' }, h('strong', {}, `${facts.length} answers are missing.`));
  const ask = (fact: Id) => h('strong', {}, vocabulary.facts[fact]?.ask ?? fact);
  const [only] = facts;
  const turns = facts.length === 1 && only !== undefined && [...decide.met, ...decide['not-met']].length === 2
    ? (decide.met[0]?.[only] === 'yes' ? ' Yes would meet it; no would not.' : ' No would meet it; yes would not.')
    : '';
  const ways = turns === '' && decide.met.length > 0 && decide.met.length <= MOST_WAYS
    ? ` Met if ${joined(decide.met.map((answers) => joined(Object.entries(answers).map(([fact, answer]) => `${answer === 'no' ? 'not: ' : ''}${named(fact)}`), 'and')), 'or')}.`
    : '';
  return h('p', { class: 'verdict__text' }, 'Missing: ', facts.map((fact, place) => [place === 0 ? '' : ' ', ask(fact)]), turns, ways);
}
