/**
 * Papers: so many questions on one policy, drawn from its rules by a seed. The same rules, seed and number give the same
 * paper, question for question and option for option.
 */
import type { Id, Policy, PolicySet } from '../policy/model.ts';
import { areaStems } from './area-questions.ts';
import { dateStems } from './date-questions.ts';
import { doubtStems } from './doubt-questions.ts';
import { howLongStems, startStems } from './limit-questions.ts';
import { modalityStems, nextStems } from './path-questions.ts';
import { roomStems, whoStems } from './people-questions.ts';
import { KINDS, type Question, type QuestionKind, type Rules, type Stem } from './question.ts';
import { fingerprint, seeded } from './random.ts';
import { testStems } from './test-questions.ts';

interface PaperRequest {
  seed: number;
  count: number;
  /** Only these kinds; absent: all. */
  kinds?: readonly QuestionKind[];
}

export interface Paper { policy: Id; seed: number; questions: Question[] }

/**
 * Every stem that the rules of a policy give, in a fixed order.
 *
 * @throws RangeError where the set has no such policy
 * @example stemsOf(set, 'wst').length
 */
export function stemsOf(set: PolicySet, policyId: Id): Stem[] {
  const policy = set.policies.find(({ id }) => id === policyId);
  if (!policy) throw new RangeError(`no policy "${policyId}" in this set`);
  const beside = new Set(documentsBeside(set.policies, policyId));
  const rules: Rules = { set: { ...set, policies: set.policies.filter(({ id }) => id === policyId || beside.has(id)) }, policy, vocabulary: set.vocabulary };
  return [dateStems, startStems, howLongStems, whoStems, roomStems, testStems, nextStems, modalityStems, areaStems, doubtStems].flatMap((of) => of(rules));
}

/** So many other documents at most give a policy's questions their wrong answers, however many the set has. */
const MOST_BESIDE = 7;

/**
 * The other documents whose rules stand beside a policy's in its questions: the baseline always, and of the others as many
 * as there are, up to seven, always the same ones. Whoever has these has all that the questions need.
 *
 * @example documentsBeside(set.policies, 'wst') // ['herefordshire', 'kscp', …, 'national']
 */
export function documentsBeside(policies: readonly Pick<Policy, 'id' | 'kind'>[], policyId: Id): Id[] {
  const others = policies.filter(({ id }) => id !== policyId);
  const locals = others.filter(({ kind }) => kind !== 'statutory-guidance').map(({ id }) => id);
  const chosen = locals.length <= MOST_BESIDE ? locals : [...locals].sort((one, other) => fingerprint(`${policyId} ${one}`) - fingerprint(`${policyId} ${other}`)).slice(0, MOST_BESIDE);
  return others.filter(({ id, kind }) => kind === 'statutory-guidance' || chosen.includes(id)).map(({ id }) => id);
}

/** A stem whose case was not fair is tried with other cases; after so many it is left out. */
const TRIES = 12;
/** So many rounds in a row that bring nothing new, and the rules hold no more questions. */
const IDLE_ROUNDS = 3;

/**
 * A paper: kinds by turns, no stem twice before every stem has come, and no two questions alike. Shorter than asked
 * where the rules hold no more different questions.
 *
 * @throws RangeError where the set has no such policy, or the number is not a whole one from 0
 * @example drawPaper(set, 'west-midlands', { seed: 7, count: 20 }).questions.length // 20
 */
export function drawPaper(set: PolicySet, policyId: Id, { seed, count, kinds = KINDS }: PaperRequest): Paper {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of questions: ${count}`);
  const stems = stemsOf(set, policyId).filter(({ kind }) => kinds.includes(kind));
  const questions: Question[] = [];
  const asked = new Set<string>();
  let idle = 0;
  for (let round = 0; questions.length < count && idle < IDLE_ROUNDS; round += 1) {
    const before = questions.length;
    const offered = round === 0 ? stems : stems.filter(({ varies }) => varies);
    for (const stem of byTurns(offered, seed, policyId, round)) {
      if (questions.length >= count) break;
      const question = drawNew(stem, seed, policyId, round, asked);
      if (question) questions.push(question);
    }
    idle = questions.length === before ? idle + 1 : 0;
  }
  return { policy: policyId, seed, questions };
}

function drawNew(stem: Stem, seed: number, policy: Id, round: number, asked: Set<string>): Question | null {
  for (let tries = 0; tries < (stem.varies ? TRIES : 1); tries += 1) {
    const question = stem.draw(seeded(seed, policy, stem.id, round, tries));
    if (question && !asked.has(question.prompt)) {
      asked.add(question.prompt);
      return question;
    }
  }
  return null;
}

/** The stems with the kinds taken by turns, dates at every second turn while there are any. */
function byTurns(stems: readonly Stem[], seed: number, policy: Id, round: number): Stem[] {
  const random = seeded(seed, policy, 'order', round);
  const kinds = random.shuffled(KINDS.filter((kind) => stems.some((stem) => stem.kind === kind)));
  const left = new Map(kinds.map((kind) => [kind, random.shuffled(stems.filter((stem) => stem.kind === kind))]));
  const order: Stem[] = [];
  const take = (kind: QuestionKind): void => {
    const stem = left.get(kind)?.shift();
    if (stem) order.push(stem);
  };
  while ([...left.values()].some((list) => list.length > 0)) {
    for (const [turn, kind] of kinds.filter((one) => one !== 'date').entries()) {
      if (turn % 3 === 0) take('date');
      take(kind);
    }
    take('date');
  }
  return order;
}
