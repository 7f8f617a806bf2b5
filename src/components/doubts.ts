/** What a doubt is about, and what it moves. */
import { actorWithSuccessor, capital, joined, startText, uncapital, unitText, whoText, type Speech } from '../engine/words.ts';
import { differIn, doubtsOf } from '../policy/doubts.ts';
import type { Counting, Doubt, Id, Limit, Policy, Quorum, Step } from '../policy/model.ts';

/** The steps that a clock's doubt moves: each takes the same reading. */
export function stepsCountedBy(clock: Id, policy: Policy): Id[] {
  const usesIt = (limit: Limit) => limit.clock === clock || limit.doubt?.readings.some((reading) => reading.changes.clock === clock);
  return policy.steps.filter((step) => step.limits.some(usesIt)).map(({ id }) => id);
}

/**
 * What is in doubt about a step: its clocks', its own, its limits', its quorum's and its outcomes', each as a question.
 *
 * @example doubtsOfStep(step, policy) // [{ address: 'return-scoping/limit', question: 'From what day?' }]
 */
export function doubtsOfStep(step: Step, policy: Policy): { address: string; question: string }[] {
  const clocks = step.limits.map(({ clock }) => clock);
  return doubtsOf(policy)
    .filter((doubt) => doubt.step === step.id || clocks.includes(doubt.address))
    .map((doubt) => ({ address: doubt.address, question: questionOf(doubt) }));
}

const QUESTIONS: [key: string, question: string, ask: string][] = [
  ['from', 'From what day?', 'from which event it is counted'],
  ['clock', 'By which count?', 'from which event it is counted'],
  ['unit', 'Which days?', 'whether the days are working days or calendar days'],
  ['amount', 'How long?', 'how many days are allowed'],
  ['dayOne', 'Is the first day counted?', 'whether the day of the start is the first day'],
  ['nonWorkingStart', 'What if it starts on a day off?', 'what happens to a start on a day that is not a working day'],
  ['actor', 'Who does it?', 'who does it'],
  ['finalSay', 'Whose word is final?', 'who decides where they differ'],
  ['recommends', 'Who recommends?', 'who recommends'],
  ['consults', 'Who is consulted?', 'who is consulted'],
  ['tells', 'Who is told?', 'who is told'],
  ['next', 'What follows?', 'which step follows'],
  ['backTo', 'What is done again?', 'which step is done again'],
  ['when', 'When does it apply?', 'in which cases it applies'],
  ['test', 'By which test?', 'which test is meant'],
  ['modality', 'Is it a duty?', 'whether it is a duty or a choice'],
  ['chair', 'Who chairs?', 'who chairs'],
  ['must', 'Who must be there?', 'who must be there'],
  ['should', 'Who should be there?', 'who should be there'],
  ['may', 'Who may be there?', 'who may be there'],
  ['independence', 'How independent?', 'who counts as independent'],
  ['does', 'What is done?', 'what is to be done'],
  ['inForce', 'Since when?', 'from which day it applies'],
  ['marks', 'What does it bring about?', 'which event it brings about'],
];

/** What is in doubt, as a question for a title; read off what differs between the readings. */
export function questionOf(doubt: Doubt<unknown>): string {
  const asked = QUESTIONS.filter(([key]) => differIn(doubt, key)).map(([, question]) => question);
  return asked.length === 0 ? 'How is this to be read?' : asked.join(' ');
}

/** What to ask the authors, as the end of a sentence: "from which event it is counted". */
export function askOf(doubt: Doubt<unknown>): string {
  const asked = QUESTIONS.filter(([key]) => differIn(doubt, key)).map(([, , ask]) => ask);
  return asked.length === 0 ? 'how this is meant' : [...new Set(asked)].join(', and ');
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
    tells === undefined ? null : tells.length === 0 ? 'nobody' : joined(tells.map(({ who }) => uncapital(actorWithSuccessor(who, speech))), 'and'),
    next === undefined || next === null ? null : joined(next.map((id, place) => (place === 0 ? title(id) : uncapital(title(id)))), 'and'),
    unit === undefined || unit === null ? null : unitText(unit),
    from === undefined || from === null ? null : `from when ${startText(from, speech).replace(/^the step (.+)$/, '$1 is done')}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : capital(parts.join(', '));
}
