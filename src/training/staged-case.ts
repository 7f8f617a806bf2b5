/**
 * Cases told in stages: something happens, people decide and date, and the story goes on. The questions and their
 * answers come from the rules; the file tells the story and says what to ask. A staged case is one of the worked cases,
 * and what its last stage leaves known is what the worked case rests on.
 */
import { judge } from '../engine/criteria.ts';
import { dayOfCase } from '../engine/input.ts';
import { timetable } from '../engine/schedule.ts';
import type { Answer, Judgement, Timetable, TimetableInput } from '../engine/types.ts';
import type { Id, IsoDate, PolicySet } from '../policy/model.ts';
import { questionOfCase } from './date-questions.ts';
import { stemsOf } from './paper.ts';
import type { Question, Rules, Stem } from './question.ts';
import { seeded } from './random.ts';
import { verdictQuestion } from './test-questions.ts';

/** What a stage asks: a test, the last or first day of a step, or a question that the rules give by its stem. */
export type Ask =
  | { what: 'test'; id: Id; of: Id }
  | { what: 'last' | 'first'; id: Id; of: Id }
  | { what: 'stem'; id: string; of: Id };

/** What becomes known at a stage. */
interface Known {
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
}

export interface Stage extends Known {
  /** What happens, in paragraphs. */
  happens: string[];
  asks: Ask[];
  /** What there is to say once the answers are in. */
  then: string[];
}

export interface StagedCase extends Known {
  id: Id;
  title: string;
  policy: Id;
  readings: Record<string, Id>;
  /** What the case is there to teach, for whoever leads a session. */
  teaches: string;
  /** How long a group needs for it. */
  minutes: number;
  stages: Stage[];
}

/**
 * What is known at the end of a stage: its own dates, answers and decisions over those of the stages before it.
 *
 * @example knownAt(stagedCase, 0).on // { 'referral-received': '2026-10-23' }
 */
export function knownAt({ stages }: StagedCase, stage: number): Known {
  return stages.slice(0, stage + 1).reduce<Known>((known, { on, facts, decided }) => ({
    on: { ...known.on, ...on }, facts: { ...known.facts, ...facts }, decided: { ...known.decided, ...decided },
  }), { on: {}, facts: {}, decided: {} });
}

/**
 * The questions of a stage, in the order in which the file asks them. One that cannot be put fairly is left out: beside
 * other documents every wrong answer may be somebody's right one.
 *
 * @throws RangeError where an ask names what the rules do not have
 * @example stageQuestions(set, stagedCase, 0).map(({ prompt }) => prompt)
 */
export function stageQuestions(set: PolicySet, staged: StagedCase, stage: number): Question[] {
  const known = knownAt(staged, stage);
  return (staged.stages[stage]?.asks ?? []).flatMap((ask, place) => {
    const draw = drawerFor(set, ask, known);
    if (!draw) throw new RangeError(`${staged.id}, stage ${stage + 1}: the rules have no "${ask.what}: ${ask.id}"`);
    return draw(seeded(`${staged.id}/${stage}/${place}`)) ?? [];
  });
}

/** What draws the question of an ask; null where the rules do not have what it names. */
function drawerFor(set: PolicySet, ask: Ask, { on, facts, decided }: Known): Stem['draw'] | null {
  const policy = set.policies.find(({ id }) => id === ask.of);
  if (!policy) throw new RangeError(`no policy "${ask.of}" in this set`);
  const rules: Rules = { set, policy, vocabulary: set.vocabulary };
  if (ask.what === 'test') {
    const criterion = policy.criteria.find(({ id }) => id === ask.id);
    return criterion ? (random) => verdictQuestion(rules, criterion, facts, random) : null;
  }
  if (ask.what === 'stem') return stemsOf(set, policy.id).find(({ id }) => id === ask.id)?.draw ?? null;
  const step = policy.steps.find(({ id }) => id === ask.id);
  // A date or a decision of another policy's step means nothing in this one.
  const isKnown = ([id]: [Id, string]) => Object.hasOwn(set.vocabulary.events, id) || policy.steps.some((one) => one.id === id);
  const own = { on: Object.fromEntries(Object.entries(on).filter(isKnown)), facts, decided: Object.fromEntries(Object.entries(decided).filter(isKnown)) };
  const { what: end } = ask;
  return step ? (random) => questionOfCase(rules, step, end, { input: own, told: '' }, random, `date/${end}/${step.id}`) : null;
}

/** What the engine makes of a case as it stands. */
export interface Standing { timetable: Timetable; judgement: Judgement; input: TimetableInput }

/**
 * The engine's answer at the end of a stage, under the case's own policy or another.
 *
 * @example (await standingAt(set, stagedCase, 1)).timetable.next
 */
export async function standingAt(set: PolicySet, staged: StagedCase, stage: number, policyId: Id = staged.policy): Promise<Standing> {
  const { on, facts, decided } = knownAt(staged, stage);
  const policy = set.policies.find(({ id }) => id === policyId);
  const steps = new Set(policy?.steps.map(({ id }) => id));
  const events = new Set(Object.keys(set.vocabulary.events));
  const own = policyId === staged.policy;
  const input: TimetableInput = {
    on: Object.fromEntries(Object.entries(on).filter(([id]) => events.has(id) || steps.has(id))),
    facts,
    decided: own ? decided : {},
    readings: own ? staged.readings : {},
  };
  return { input, timetable: timetable(set, policyId, input), judgement: await judge(set, policyId, { facts, readings: input.readings ?? {}, decided: input.decided ?? {}, on: dayOfCase(input) }) };
}
