/** What a doubt is about, and what it moves. */
import { questionOf } from '../engine/doubt-words.ts';
import { actorWithSuccessor, capital, conditionPhrase, joined, startClause, uncapital, unitText, whoText, type Speech } from '../engine/words.ts';
import { doubtsOf } from '../policy/doubts.ts';
import type { Counting, Id, Limit, Policy, Quorum, Step } from '../policy/model.ts';
import { clockDoubtsOf } from '../policy/readings.ts';

/** The steps that a clock's doubt moves: each takes the same reading. */
export function stepsCountedBy(clock: Id, policy: Policy): Id[] {
  const restsOnIt = (limit: Limit) => clockDoubtsOf(policy, limit).some(({ address }) => address === clock);
  return policy.steps.filter((step) => step.limits.some(restsOnIt)).map(({ id }) => id);
}

/**
 * What is in doubt about a step: its clocks', its own, its limits', its quorum's and its outcomes', each as a question.
 *
 * @example doubtsOfStep(step, policy) // [{ address: 'return-scoping/limit', question: 'From what day?' }]
 */
export function doubtsOfStep(step: Step, policy: Policy): { address: string; question: string }[] {
  const clocks = step.limits.flatMap((limit) => clockDoubtsOf(policy, limit).map(({ address }) => address));
  return doubtsOf(policy)
    .filter((doubt) => doubt.step === step.id || clocks.includes(doubt.address))
    .map((doubt) => ({ address: doubt.address, question: questionOf(doubt) }));
}

/**
 * What a reading says, in a few words, where it can be said so: who, whom, which step, which days. Null where only its
 * reason can tell.
 *
 * @example saidBy({ unit: 'calendar-day' }, speech) // 'Calendar days'
 */
export function saidBy(changes: Partial<Step & Quorum & Counting>, speech: Speech): string | null {
  const { actor, tells, next, chair, unit, from } = changes;
  const title = (id: Id) => (id === 'end' ? 'the path ends' : (speech.policy.steps.find((step) => step.id === id)?.title ?? id));
  const parts = [
    actor === undefined ? null : (whoText(actor, speech) ?? 'nobody named'),
    chair === undefined ? null : (whoText(chair, speech) ?? 'nobody named'),
    tells === undefined ? null : tells.length === 0 ? 'nobody' : joined(tells.map(({ who, when }) => `${uncapital(actorWithSuccessor(who, speech))}${when === null ? '' : ` if ${conditionPhrase(when, speech)}`}`), 'and'),
    next === undefined || next === null ? null : joined(next.map((id, place) => (place === 0 ? title(id) : uncapital(title(id)))), 'and'),
    unit === undefined || unit === null ? null : unitText(unit),
    from === undefined || from === null ? null : `from when ${startClause(from, speech)}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : capital(parts.join(', '));
}
