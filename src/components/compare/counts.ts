/** What counts: two tests, told apart by the smallest cases that one includes and the other does not. */
import { casesByReading, type ComparedCase, type ComparedTests } from '../../compare/comparison.ts';
import { factsIn } from '../../policy/facts.ts';
import { readTest } from '../../engine/test-difference.ts';
import { joined, uncapital } from '../../engine/words.ts';
import type { Criterion, Id } from '../../policy/model.ts';
import { cite, sign, tag } from '../draw/marks.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';
import type { Names } from './names.ts';

interface Side { policy: Id; criterion: Criterion }

/**
 * The tests of two documents: those that answer the same question, then those that only ask about the same facts.
 * @example drawCounts(compareTests(set, 'kscp', 'pan-bedfordshire'), names)
 */
export function drawCounts(tests: readonly ComparedTests[], names: Names, level: 2 | 3 = 3): Drawn[] {
  if (tests.length === 0) return [h('p', {}, 'They have no tests that ask about the same thing.')];
  const [alike, others] = [tests.filter(({ sameQuestion }) => sameQuestion), tests.filter(({ sameQuestion }) => !sameQuestion)];
  return [
    ...(tests.some((test) => excludesForAnother(test, names)) ? [h('p', { class: 'note', 'data-key': 'one-test' }, '“Not met” is said of one test: another of that document may still be met.')] : []),
    ...alike.map((test) => drawTests(test, names, level)),
    ...(others.length === 0 ? [] : [
      h('p', { class: 'note', 'data-key': 'other-questions' }, alike.length === 0 ? 'These answer different questions, and ask about the same facts.' : 'What follows answers different questions in the two documents, and asks about the same facts.'),
      ...others.map((test) => drawTests(test, names, level)),
    ]),
  ];
}

/** Whether a test leaves cases out that its document may include by another test: without a word of that, “not met” would say too much. */
function excludesForAnother({ a, b, onlyA, onlyB }: ComparedTests, names: Names): boolean {
  const hasOthers = (address: string) => (names.policy(address.split('/')[0]!)?.criteria.length ?? 0) > 1;
  return (onlyA.length > 0 && hasOthers(b)) || (onlyB.length > 0 && hasOthers(a));
}

function drawTests(test: ComparedTests, names: Names, level: 2 | 3): Drawn {
  const [a, b] = [sideOf(test.a, names), sideOf(test.b, names)];
  if (a === null || b === null) return h('p', {}, `${test.a} and ${test.b}`);
  return h('section', { class: 'counts', 'data-key': `${test.a} ${test.b}`, 'data-tests': `${test.a} ${test.b}` },
    h(`h${level}`, { class: 'counts__heading' }, title(a, names), ' and ', title(b, names)),
    test.equal === null ? unlisted(test, names) : test.equal ? h('p', { class: 'counts__equal' }, h('strong', {}, 'The same cases'), ', whatever the wording.') : drawCases(test, a, b, names),
    test.equal === false ? why(a, b, names) : null,
    test.equal === null ? null : judgements(a, b, names),
    test.readings.length === 0 ? null : h('p', { class: 'note' }, 'One of these tests can be read in more than one way. A case that tells them apart only under one of them is marked so.'));
}

function sideOf(address: string, names: Names): Side | null {
  const [policy = '', id] = address.split('/');
  const criterion = names.policy(policy)?.criteria.find((one) => one.id === id);
  return criterion ? { policy, criterion } : null;
}

const title = ({ policy, criterion }: Side, names: Names): Children => [`${names.title(policy)}, `, uncapital(criterion.title)];

function unlisted({ a, b }: ComparedTests, names: Names): Drawn {
  const sides = [sideOf(a, names), sideOf(b, names)].filter((side) => side !== null);
  const without = sides.filter(({ policy, criterion }) => readTest({ policy: names.policy(policy)!, criterion }).some(({ tree }) => tree === null)).map(({ policy }) => names.title(policy));
  return h('p', { class: 'counts__equal' }, h('strong', {}, 'Cannot be said'), `: ${joined(without, 'and')} ${without.length === 1 ? 'names the test and does not list it' : 'name the test and do not list it'}.`);
}

function drawCases(test: ComparedTests, a: Side, b: Side, names: Names): Drawn {
  const { onlyA, onlyB } = test;
  const head = (side: Side) => h('th', { scope: 'col', class: `cases__side${names.isNational(side.policy) ? ' cases__side--national' : ''}` },
    h('a', { href: names.test(side.policy, side.criterion.id) }, names.title(side.policy)), ' ', cite(side.criterion.cite, names.vocabulary));
  const dependent = (isA: boolean) => casesByReading({ policies: [a, b].flatMap(({ policy }) => names.policy(policy) ?? []) }, test, isA ? 'a' : 'b');
  const group = (key: string, included: Side, other: Side, cases: ComparedCase[], isA: boolean) => h('tbody', { 'data-key': key },
    h('tr', {}, h('th', { scope: 'rowgroup', colspan: 3, class: 'cases__group' }, `Meets the test of ${names.title(included.policy)}, not that of ${names.title(other.policy)}`)),
    cases.length === 0
      ? h('tr', {}, h('td', { colspan: 3, class: 'cases__none' }, dependent(isA).length === 0 ? 'No case.' : 'No case under every reading.'))
      : cases.map(({ text }, place) => h('tr', {},
        h('th', { scope: 'row', class: 'cases__case' }, h('span', { class: 'cases__number' }, `${place + 1} `), `${text}.`),
        answerCell(isA, a, names), answerCell(!isA, b, names))),
    dependent(isA).map(({ text, because }) => h('tr', {}, h('td', { colspan: 3 },
      tag('doubt', 'Depends on the reading'), ` ${text}, if it is read so: ${because.map((reasons) => reasons.map((reason) => reason.replace(/\.$/, '')).join('; ')).join('; or so: ')}.`))));
  return h('table', { class: 'cases' },
    h('caption', { class: 'govuk-visually-hidden' }, `The fewest answers that give one verdict in ${names.title(a.policy)} and the other in ${names.title(b.policy)}`),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'cases__head' }, 'The smallest cases'), head(a), head(b))),
    group('only-a', a, b, onlyA, true), group('only-b', b, a, onlyB, false));
}

const answerCell = (isMet: boolean, { policy }: Side, names: Names): Drawn => h('td', { class: `cases__answer verdict--${isMet ? 'met' : 'not-met'}` },
  h('span', { class: 'cases__who' }, `${names.title(policy)}: `), sign(isMet ? 'met' : 'not-met'), ' ', h('span', { class: 'verdict__word' }, isMet ? 'met' : 'not met'));

/** The facts that only one of them asks. */
function why(a: Side, b: Side, names: Names): Drawn | null {
  const facts = ({ policy, criterion }: Side) => [...new Set(readTest({ policy: names.policy(policy)!, criterion }).flatMap(({ tree }) => factsIn(tree)))];
  const [ofA, ofB] = [facts(a), facts(b)];
  const told = ([[a, ofA, ofB], [b, ofB, ofA]] as const).flatMap(([side, own, others]) => {
    const alone = own.filter((fact) => !others.includes(fact)).map((fact) => `“${names.vocabulary.facts[fact]?.ask ?? fact}”`);
    return alone.length === 0 ? [] : [`Only ${names.title(side.policy)} asks ${joined(alone, 'and')}`];
  });
  return told.length === 0 ? null : h('p', { class: 'counts__why' }, h('strong', {}, 'Why: '), `${told.join('. ')}.`);
}

function judgements(a: Side, b: Side, names: Names): Drawn | null {
  const asked = [a, b].flatMap(({ policy, criterion }) => readTest({ policy: names.policy(policy)!, criterion }).flatMap(({ tree }) => factsIn(tree)));
  const judged = [...new Set(asked)].flatMap((fact) => (names.vocabulary.facts[fact]?.judgement ? [uncapital(names.vocabulary.facts[fact]!.title)] : []));
  return judged.length === 0 ? null : h('p', { class: 'note' }, `A judgement, never worked out here: ${joined(judged.map((fact) => `“${fact}”`), 'and')}.`);
}
