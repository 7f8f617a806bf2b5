/** A procedure's rules as plain sentences, for the account of it that someone reads who has never seen one. */
import { limitsAsRead } from '../../compare/readings.ts';
import { graphAsText, policyGraph, type ToldEdge } from '../../diagram/graph.ts';
import { actorWithSuccessor, eachText, joined, periodText, readingsText, uncapital, whoText, type Speech } from '../../engine/words.ts';
import type { Id, Modality, Quorum, Step } from '../../policy/model.ts';
import { rules } from '../rules.ts';

/**
 * The procedure that a page is of, and the words for it.
 *
 * Throws a `RangeError` where there is no such procedure: an account stands on the page of its own.
 *
 * @param id the page's own parameter
 */
export function speechOf(id: string | undefined): Speech {
  const { policies, vocabulary } = rules();
  const policy = policies.find((one) => one.id === id);
  if (policy === undefined) throw new RangeError(`No procedure "${id ?? ''}" to give an account of`);
  return { policy, vocabulary };
}

/** A step of the procedure; null where its rules have none of that name any more, and the account then leaves it out. */
export function stepOf(id: Id, { policy }: Speech): Step | null {
  return policy.steps.find((one) => one.id === id) ?? null;
}

const DUTIES: Record<Modality, string> = {
  must: 'This must be done', should: 'This should be done', expected: 'This is expected', may: 'This may be done',
  'need-not': 'This need not be done', 'must-not': 'This must not be done',
};

/**
 * Who does a step and whether it is a duty, whom they tell, by when: one sentence each, from the rules alone.
 *
 * @example sentencesOf(step, speech) // ['This must be done by the local authority.', 'No time limit is given.']
 */
export function sentencesOf(step: Step, speech: Speech): string[] {
  return [doing(step, speech), telling(step, speech), ...timing(step, speech)].filter((sentence) => sentence !== null);
}

/** What follows from a step, as its chart shows it; each answer of a decision with where it leads. */
export function followsOf(id: Id, { policy, vocabulary }: Speech): ToldEdge[] {
  return graphAsText(policyGraph(policy, vocabulary)).find(({ stepId }) => stepId === id)?.follows ?? [];
}

/** What sets the procedure off: the events that nothing in it brings about. */
export function startsOf({ policy, vocabulary }: Speech): string[] {
  return policyGraph(policy, vocabulary).nodes.filter(({ kind }) => kind === 'start').map(({ rows }) => uncapital(rows[0] ?? ''));
}

/** Who must be in the room, who should and may, and who chairs. */
export function roomSentences(quorum: Quorum, speech: Speech): string[] {
  const named = (seats: Quorum['must']) => joined(seats.map(({ who, atLeast }) => `${atLeast > 1 ? `${atLeast} of ` : ''}${actorWithSuccessor(who, speech)}`), 'and');
  const chair = inDoubt(quorum, 'chair') ? 'Who chairs is in doubt.' : `Chair: ${whoText(quorum.chair, speech) ?? 'not stated'}.`;
  return [
    quorum.must.length === 0 ? 'Nobody is named who must be there.' : `Must be there: ${named(quorum.must)}.`,
    ...(quorum.should.length === 0 ? [] : [`Should be there: ${named(quorum.should)}.`]),
    ...(quorum.may.length === 0 ? [] : [`May be there: ${named(quorum.may)}.`]),
    chair,
  ];
}

function doing(step: Step, speech: Speech): string {
  const duty = step.modality === null ? null : DUTIES[step.modality];
  if (inDoubt(step, 'actor')) return `${duty === null ? '' : `${duty}. `}Who does it is in doubt.`;
  const others = whoText(step.with, speech);
  const joining = others === null ? '' : `, with ${uncapital(others)}`;
  const said = whoText(step.actor, speech);
  const who = said === null ? null : uncapital(said);
  if (who === null) return `${duty === null ? '' : `${duty}. `}The document does not say who does it${joining === '' ? '' : `; it is done${joining.replace(',', '')}`}.`;
  return duty === null ? `Done by: ${who}${joining}.` : `${duty} by: ${who}${joining}.`;
}

function telling(step: Step, speech: Speech): string | null {
  if (inDoubt(step, 'tells')) return 'Who is told is in doubt.';
  return step.tells.length === 0 ? null : `Told: ${joined(step.tells.map(({ who }) => actorWithSuccessor(who, speech)), 'and')}.`;
}

function timing(step: Step, speech: Speech): string[] {
  if (step.each !== null && step.limits.length === 0) return [`Done ${eachText(step.each)}.`];
  const limits = limitsAsRead(speech.policy, step);
  if (limits.length === 0) return ['No time limit is given.'];
  return limits.map(({ limit, readings, doubts }) => {
    const text = readings.every(({ amount }) => amount?.kind === 'unquantified') && limit.asWritten !== null ? `“${limit.asWritten}”` : readingsText(readings, speech);
    return `By when${limit.inForce === null ? '' : `, ${periodText(limit.inForce)}`}: ${uncapital(text)}${doubts.length > 0 ? ' (in doubt)' : ''}.`;
  });
}

function inDoubt<T extends { doubt: { readings: { changes: Partial<T> }[] } | null }>(thing: T, key: keyof T): boolean {
  return thing.doubt?.readings.some(({ changes }) => key in changes) ?? false;
}
