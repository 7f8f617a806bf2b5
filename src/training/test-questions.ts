/** Questions about tests: met, not met or cannot be said; which answer is missing; what is a judgement, and whose. */
import { foldTree } from '../engine/criteria.ts';
import type { Answer, Truth, Verdict } from '../engine/types.ts';
import { factsIn } from '../policy/facts.ts';
import { uncapital, whoText } from '../engine/words.ts';
import type { Criterion, Fact, Id, Policy, Tree, Vocabulary } from '../policy/model.ts';
import type { MistakeId } from './mistakes.ts';
import { cited, citeText, compose, quoted, type Question, type Rules, type Stem, type WrongAnswer } from './question.ts';
import type { Random } from './random.ts';
import { tellFacts } from './story.ts';

/**
 * The questions about each test of a policy.
 *
 * @example testStems(rules).map(({ id }) => id) // ['verdict/serious-incident/met', …]
 */
export function testStems(rules: Rules): Stem[] {
  return rules.policy.criteria.flatMap((criterion) => {
    const tree = wholeTree(rules.policy, criterion);
    if (tree === null) return [unlistedStem(rules, criterion)];
    const judgements = factsIn(tree).filter((fact) => rules.vocabulary.facts[fact]?.judgement);
    return [
      ...(['met', 'not-met', 'undetermined'] as const).map((verdict) => verdictStem(rules, criterion, tree, verdict)),
      missingStem(rules, criterion, tree),
      ...(judgements.length > 0 ? [judgementStem(rules, criterion, tree)] : []),
    ];
  });
}

/**
 * A test with the tests inside it written out; null where it, or one of those, is named and not listed or is in doubt.
 *
 * @example wholeTree(kscp, seriousReview)
 */
function wholeTree(policy: Policy, criterion: Criterion): Tree | null {
  if (criterion.when === null || criterion.doubt !== null) return null;
  const whole = (tree: Tree): Tree | null => {
    if ('criterion' in tree) {
      const inner = policy.criteria.find(({ id }) => id === tree.criterion);
      return inner ? wholeTree(policy, inner) : null;
    }
    if ('not' in tree) {
      const inner = whole(tree.not);
      return inner && { not: inner };
    }
    if ('all' in tree || 'any' in tree) {
      const parts = ('all' in tree ? tree.all : tree.any).map(whole);
      if (parts.some((part) => part === null)) return null;
      return 'all' in tree ? { all: parts as Tree[] } : { any: parts as Tree[] };
    }
    return 'fact' in tree ? tree : null;
  };
  return whole(criterion.when);
}

type Facts = Record<Id, Answer>;

const verdictOf = (truth: Truth): Verdict => (truth === 'yes' ? 'met' : truth === 'no' ? 'not-met' : 'undetermined');

/**
 * The verdict of a tree of facts: what every way of filling in the unknown answers agrees on.
 *
 * @example verdictOn({ fact: 'child-died' }, { 'child-died': 'unknown' }) // 'undetermined'
 */
function verdictOn(tree: Tree, facts: Facts): Verdict {
  const open = factsIn(tree).filter((fact) => (facts[fact] ?? 'unknown') === 'unknown');
  if (open.length === 0) return verdictOf(folded(tree, facts));
  const [first] = open;
  const [one, other] = (['yes', 'no'] as const).map((answer) => verdictOn(tree, { ...facts, [first!]: answer }));
  return one === other ? one! : 'undetermined';
}

const folded = (tree: Tree, facts: Facts): Truth => foldTree(tree, (leaf) => ('fact' in leaf ? (facts[leaf.fact] ?? 'unknown') : 'unknown'));

const WORDS: Record<Verdict, string> = { met: 'Met', 'not-met': 'Not met', undetermined: 'Cannot be said yet' };
const IN_ORDER = Object.values(WORDS);

function verdictStem(rules: Rules, criterion: Criterion, tree: Tree, wanted: Verdict): Stem {
  const id = `verdict/${criterion.id}/${wanted}`;
  return {
    id, kind: 'verdict', varies: true,
    draw: (random) => {
      const chosen = chooseFacts(rules, criterion, tree, wanted, random);
      return chosen && askVerdict(rules, criterion, tree, chosen, tellFacts(chosen.facts, rules), id, random);
    },
  };
}

interface Chosen { facts: Facts; wrong: WrongAnswer[] }

function askVerdict(rules: Rules, criterion: Criterion, tree: Tree, { facts, wrong }: Chosen, told: string, id: string, random: Random): Question | null {
  const right = verdictOn(tree, facts);
  return compose({
    stem: { id, kind: 'verdict' }, rules, random, order: IN_ORDER, wrong,
    told: [`The test ${quoted(criterion.title)}.`, told].filter((part) => part !== '').join(' '),
    asks: 'Is the test met?',
    right: [{ text: WORDS[right], because: `${cited(whyRight(tree, facts, right, rules), criterion.cite, rules)}${besideNational(rules, criterion, facts, right)}` }],
    cites: criterion.cite, rests: { criterion: criterion.id, facts },
  });
}

/**
 * The question whether a test is met in a case whose answers have been told already.
 *
 * @returns null where the test is not listed, or the wrong verdicts come of no mistake that is known here
 * @example verdictQuestion(rules, criterion, { 'child-died': 'yes' }, random)
 */
export function verdictQuestion(rules: Rules, criterion: Criterion, facts: Facts, random: Random): Question | null {
  const tree = wholeTree(rules.policy, criterion);
  if (tree === null) return null;
  const right = verdictOn(tree, facts);
  const asked: Facts = { ...Object.fromEntries(factsIn(tree).map((fact) => [fact, 'unknown' as const])), ...facts };
  const wrong = (Object.keys(WORDS) as Verdict[]).filter((verdict) => verdict !== right).map((verdict) => wrongVerdict(rules, criterion, tree, asked, right, verdict));
  return askVerdict(rules, criterion, tree, { facts: asked, wrong: wrong.filter((one) => one !== null) }, '', `verdict/${criterion.id}/${right}`, random);
}

const ANSWERED: readonly Answer[] = ['yes', 'no'];
const ANSWERS: readonly Answer[] = ['yes', 'no', 'unknown'];
/** The answers that a fact can have in a story: nobody asks of a death whether it is known. */
const answersTo = (fact: Id, { facts }: Vocabulary): readonly Answer[] => (facts[fact]?.happened === 'death' ? ANSWERED : ANSWERS);

/** Whether one case can have these answers, and someone would ask about it: a death or a harm, in one place. */
function plausible(facts: Facts, vocabulary: Vocabulary): boolean {
  const isYes = ({ id }: Fact) => facts[id] === 'yes';
  const known = Object.values(vocabulary.facts);
  const [inArea, outside] = (['harm', 'outside'] as const).map((area) => known.some((fact) => fact.area === area && isYes(fact)));
  if (inArea && outside) return false;
  const happened = known.filter((fact) => fact.happened !== null);
  const ofChildren = happened.filter(({ about }) => about !== 'young-person');
  const toChild = ofChildren.filter(isYes);
  if (new Set(toChild.map((fact) => fact.happened)).size > 1) return false;
  if (toChild.length > 0 && known.some(({ id, about }) => about === 'young-person' && Object.hasOwn(facts, id))) return false;
  const nothingHappened = ofChildren.length > 0 && ofChildren.every(({ id }) => facts[id] === 'no') && !happened.some(isYes);
  return !nothingHappened || !(inArea || outside);
}

/** Whether a fact can be asked beside those of a test: a test on care leavers is not asked where a child lived. */
function fits(fact: Id, own: readonly Id[], { facts }: Vocabulary): boolean {
  const { about = null, happened = null } = facts[fact] ?? {};
  if (about === 'young-person') return false;
  return about === 'anyone' || happened !== null || !own.some((one) => facts[one]?.about === 'young-person');
}

const TRIES = 80;
const MOST_OTHER_FACTS = 2;

/** Answers under which the test comes out as wanted, and each other verdict comes of a mistake that someone could make. */
function chooseFacts(rules: Rules, criterion: Criterion, tree: Tree, wanted: Verdict, random: Random): Chosen | null {
  const own = factsIn(tree);
  const beside = [...new Set(otherTests(rules, criterion).flatMap((one) => factsIn(one.tree)))].filter((fact) => !own.includes(fact) && fits(fact, own, rules.vocabulary));
  const vocabularyOrder = Object.keys(rules.vocabulary.facts);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const asked = [...own, ...random.shuffled(beside).slice(0, random.below(MOST_OTHER_FACTS + 1))].sort((one, other) => vocabularyOrder.indexOf(one) - vocabularyOrder.indexOf(other));
    const facts = Object.fromEntries(asked.map((fact) => [fact, random.pick(answersTo(fact, rules.vocabulary))]));
    if (verdictOn(tree, facts) !== wanted || !plausible(facts, rules.vocabulary)) continue;
    const wrong = (Object.keys(WORDS) as Verdict[]).filter((verdict) => verdict !== wanted).map((verdict) => wrongVerdict(rules, criterion, tree, facts, wanted, verdict));
    if (wrong.every((one) => one !== null)) return { facts, wrong };
  }
  return null;
}

const filled = (facts: Facts, by: 'yes' | 'no'): Facts => Object.fromEntries(Object.entries(facts).map(([fact, answer]) => [fact, answer === 'unknown' ? by : answer]));

/** The test as someone has it who overlooks a part, or asks for all where any will do. */
function mistakenTrees(tree: Tree): { overlooked: Tree[]; all: Tree[] } {
  if ('not' in tree) {
    const inner = mistakenTrees(tree.not);
    return { overlooked: inner.overlooked.map((not) => ({ not })), all: inner.all.map((not) => ({ not })) };
  }
  if (!('all' in tree || 'any' in tree)) return { overlooked: [], all: [] };
  const parts = 'all' in tree ? tree.all : tree.any;
  const rebuilt = (changed: Tree[]): Tree => ('all' in tree ? { all: changed } : { any: changed });
  const within = (which: 'overlooked' | 'all') => parts.flatMap((part, place) => mistakenTrees(part)[which].map((other) => rebuilt(parts.map((one, at) => (at === place ? other : one)))));
  return {
    overlooked: [...('all' in tree && parts.length > 1 ? parts.map((_, place) => rebuilt(parts.filter((__, at) => at !== place))) : []), ...within('overlooked')],
    all: [...('any' in tree && parts.length > 1 ? [{ all: parts } as Tree] : []), ...within('all')],
  };
}

/** What mistake a wrong verdict comes of; null where none that is known here leads to it. */
function wrongVerdict(rules: Rules, criterion: Criterion, tree: Tree, facts: Facts, right: Verdict, wrong: Verdict): WrongAnswer | null {
  const text = WORDS[wrong];
  const made = (misconception: MistakeId, because: string): WrongAnswer => ({ text, misconception, because: cited(because, criterion.cite, rules) });
  const someUnknown = Object.values(facts).includes('unknown');
  if (wrong === 'undetermined') {
    return someUnknown ? made('waits-for-more', `The answers given are enough: whatever the others are, the test is ${uncapital(WORDS[right])}.`) : null;
  }
  if (right === 'undetermined' && verdictOf(folded(tree, filled(facts, 'no'))) === wrong) {
    return made('unknown-as-no', `Takes what is not known for no: ${openFacts(tree, facts, rules)}`);
  }
  if (right === 'undetermined' && verdictOf(folded(tree, filled(facts, 'yes'))) === wrong) {
    return made('unknown-as-yes', `Takes what is not known for yes: ${openFacts(tree, facts, rules)}`);
  }
  const mistaken = mistakenTrees(tree);
  if (wrong === 'not-met' && mistaken.all.some((other) => verdictOn(other, facts) === wrong)) {
    return made('all-for-any', 'Asks for all of several things where any one of them is enough.');
  }
  if (wrong === 'met' && mistaken.overlooked.some((other) => verdictOn(other, facts) === wrong)) {
    return made('part-overlooked', `Overlooks a part that is needed: ${neededParts(tree, facts, rules)}`);
  }
  const other = otherTests(rules, criterion).find((one) => verdictOn(one.tree, facts) === wrong);
  if (!other) return null;
  const own = other.policy === rules.policy;
  return made(own ? 'another-test' : 'another-area', `That is what another test comes to on these answers: ${quoted(other.criterion.title)}${own ? '' : ` of ${other.policy.title}`}${citeText(other.criterion.cite, rules)}. It asks for other things.`);
}

const openFacts = (tree: Tree, facts: Facts, rules: Rules): string => missingFacts(tree, facts).map((fact) => quoted(rules.vocabulary.facts[fact]?.ask ?? fact)).join(' ');

/** The facts answered no that are needed, each named: turning one of them, or all, would turn the verdict. */
function neededParts(tree: Tree, facts: Facts, { vocabulary }: Rules): string {
  const noes = factsIn(tree).filter((fact) => facts[fact] !== 'yes');
  const turning = noes.filter((fact) => verdictOn(tree, { ...facts, [fact]: 'yes' }) !== verdictOn(tree, facts));
  return (turning.length > 0 ? turning : noes).map((fact) => quoted(vocabulary.facts[fact]?.ask ?? fact)).join(' ');
}

function whyRight(tree: Tree, facts: Facts, verdict: Verdict, rules: Rules): string {
  if (verdict === 'undetermined') return `Not known is never no. Still to be found out: ${openFacts(tree, facts, rules)}`;
  const deciding = factsIn(tree).filter((fact) => facts[fact] !== 'unknown');
  const own = Object.fromEntries(factsIn(tree).map((fact) => [fact, facts[fact] ?? 'unknown']));
  const enough = deciding.reduce<Facts>((kept, fact) => {
    const without: Facts = { ...kept, [fact]: 'unknown' };
    return verdictOn(tree, without) === verdict ? without : kept;
  }, own);
  const rest = Object.entries(enough).filter(([, answer]) => answer !== 'unknown');
  return `${WORDS[verdict]}, and these answers are enough to say so: ${tellFacts(Object.fromEntries(rest), rules)}`;
}

/** A local "not met" never stands alone: the national test on the same answers stands beside it. */
function besideNational({ set, policy }: Rules, criterion: Criterion, facts: Facts, verdict: Verdict): string {
  if (verdict !== 'not-met' || policy.kind === 'statutory-guidance') return '';
  const national = set.policies.find(({ kind }) => kind === 'statutory-guidance');
  const test = national?.criteria.find((one) => one.for === criterion.for);
  const tree = national && test ? wholeTree(national, test) : null;
  return tree && test ? ` On the same answers the national test, ${quoted(test.title)}: ${uncapital(WORDS[verdictOn(tree, facts)])}.` : '';
}

/** The other listed tests of this document, and those of others that answer the same question. */
function otherTests({ set, policy: own }: Rules, criterion: Criterion): { policy: Policy; criterion: Criterion; tree: Tree }[] {
  return set.policies.flatMap((policy) => policy.criteria.flatMap((one) => {
    const tree = one === criterion || (policy.id !== own.id && one.for !== criterion.for) ? null : wholeTree(policy, one);
    return tree ? [{ policy, criterion: one, tree }] : [];
  }));
}

// ---- a test that is named and not listed -----------------------------------------------------------------------------

const NOT_LISTED = 'Cannot be worked out: the test is not listed';

function unlistedStem(rules: Rules, criterion: Criterion): Stem {
  const id = `verdict/${criterion.id}/unlisted`;
  return {
    id, kind: 'verdict', varies: true,
    draw: (random) => {
      if (criterion.doubt !== null) return null;
      const elsewhere = otherTests(rules, criterion).filter((one) => one.criterion.for === criterion.for);
      if (elsewhere.length === 0) return null;
      const facts = casesFor(elsewhere.map(({ tree }) => tree), rules.vocabulary, random);
      if (facts === null) return null;
      const cites = citeText(criterion.cite, rules);
      const filledIn = (['met', 'not-met'] as const).flatMap((verdict): WrongAnswer[] => {
        const other = random.shuffled(elsewhere).find(({ tree }) => verdictOn(tree, facts) === verdict);
        return other ? [{
          text: WORDS[verdict], misconception: 'list-filled-in',
          because: `That is what the test of ${other.policy.title}, ${quoted(other.criterion.title)}, comes to on these answers. This document does not say what is in its own${cites}.`,
        }] : [];
      });
      return compose({
        stem: { id, kind: 'verdict' }, rules, random, order: ['Met', 'Not met', MORE_ANSWERS, NOT_LISTED],
        told: `The document names the test ${quoted(criterion.title)}. ${tellFacts(facts, rules)}`,
        asks: 'Is the test met?',
        right: [{ text: NOT_LISTED, because: `The document names it and does not say what is in it, so no answer settles it. The people who decide must say by which criteria${cites}.` }],
        wrong: [...filledIn, { text: MORE_ANSWERS, misconception: 'waits-for-more', because: `No further answer would settle it, for the document does not list the test${cites}.` }],
        cites: criterion.cite, rests: { criterion: criterion.id, facts },
      });
    },
  };
}

const MORE_ANSWERS = 'Cannot be said yet: more must be found out first';

/** Answers on which the trees come to different verdicts, if such are found; else any that could be one case. */
function casesFor(trees: readonly Tree[], vocabulary: Vocabulary, random: Random): Facts | null {
  let last: Facts | null = null;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const facts = Object.fromEntries([...new Set(trees.flatMap(factsIn))].map((fact) => [fact, random.pick(ANSWERED)]));
    if (!plausible(facts, vocabulary)) continue;
    last = facts;
    if (trees.length === 1 || new Set(trees.map((tree) => verdictOn(tree, facts))).size > 1) return facts;
  }
  return last;
}

// ---- which answer is missing --------------------------------------------------------------------------------------------

/** The unknown facts on which the verdict still depends. */
function missingFacts(tree: Tree, facts: Facts): Id[] {
  const open = factsIn(tree).filter((fact) => (facts[fact] ?? 'unknown') === 'unknown');
  const cases = open.reduce<Facts[]>((all, fact) => all.flatMap((one) => (['yes', 'no'] as const).map((answer) => ({ ...one, [fact]: answer }))), [{}]);
  return open.filter((fact) => cases.some((one) => verdictOn(tree, { ...facts, ...one, [fact]: 'yes' }) !== verdictOn(tree, { ...facts, ...one, [fact]: 'no' })));
}

function missingStem(rules: Rules, criterion: Criterion, tree: Tree): Stem {
  const id = `verdict/${criterion.id}/missing`;
  return {
    id, kind: 'verdict', varies: true,
    draw: (random) => {
      const facts = chooseFacts(rules, criterion, tree, 'undetermined', random)?.facts ?? null;
      const missing = facts && missingFacts(tree, facts);
      if (!facts || !missing || missing.length > 3) return null;
      const ask = (fact: Id) => rules.vocabulary.facts[fact]?.ask ?? fact;
      const cites = citeText(criterion.cite, rules);
      const idle = factsIn(tree).filter((fact) => facts[fact] === 'unknown' && !missing.includes(fact));
      const known = Object.keys(facts).filter((fact) => facts[fact] !== 'unknown');
      const others = [...new Set(otherTests(rules, criterion).flatMap((one) => factsIn(one.tree)))].filter((fact) => !factsIn(tree).includes(fact) && fits(fact, factsIn(tree), rules.vocabulary) && (facts[fact] ?? 'unknown') === 'unknown');
      return compose({
        stem: { id, kind: 'verdict' }, rules, random,
        told: `The test ${quoted(criterion.title)}. ${tellFacts(facts, rules)}`,
        asks: 'On which answer does it still depend?',
        right: missing.map((fact) => ({ text: ask(fact), because: `Its answer can still turn the verdict${cites}.` })),
        wrong: [
          ...idle.map((fact): WrongAnswer => ({ text: ask(fact), misconception: 'fact-cannot-change-it', because: `Not known either, and whatever it is the verdict stays the same${cites}.` })),
          ...random.shuffled(others).map((fact): WrongAnswer => ({ text: ask(fact), misconception: 'fact-not-asked', because: `This test does not ask it${cites}.` })),
          ...known.map((fact): WrongAnswer => ({ text: ask(fact), misconception: 'fact-already-known', because: cited('That is answered already', criterion.cite, rules) })),
        ],
        cites: criterion.cite, rests: { criterion: criterion.id, facts },
      });
    },
  };
}

// ---- what is a judgement --------------------------------------------------------------------------------------------------

function judgementStem(rules: Rules, criterion: Criterion, tree: Tree): Stem {
  const id = `verdict/${criterion.id}/judgement`;
  return {
    id, kind: 'verdict', varies: false,
    draw: (random) => {
      const { vocabulary, policy } = rules;
      const facts = factsIn(tree);
      const whose = (fact: Id) => whoText(policy.definitions.find((definition) => definition.fact === fact)?.decidedBy ?? null, rules);
      const entry = (fact: Id) => vocabulary.facts[fact];
      return compose({
        stem: { id, kind: 'verdict' }, rules, random,
        told: `The test ${quoted(criterion.title)} rests on these.`,
        asks: 'Which of them is a judgement, which people make and record?',
        right: facts.filter((fact) => entry(fact)?.judgement).map((fact) => ({
          text: entry(fact)!.title,
          because: cited(`${entry(fact)!.meaning ?? 'It is judged, never worked out.'} ${whose(fact) === null ? 'Whose judgement it is, the document does not say' : `It is for: ${whose(fact)}`}`, criterion.cite, rules),
        })),
        wrong: facts.filter((fact) => !entry(fact)?.judgement).map((fact): WrongAnswer => ({
          text: entry(fact)?.title ?? fact, misconception: 'judged-not-recorded', because: cited(`That is found out, not judged. ${entry(fact)?.meaning ?? ''}`, criterion.cite, rules),
        })),
        cites: criterion.cite, rests: { criterion: criterion.id },
      });
    },
  };
}
