/** What a decision can come to, and the branch of it that a document leaves out. */
import type { Id, Step, Vocabulary } from './model.ts';

/** What a test comes to; a choice between kinds of review has outcomes of other names. */
const VERDICTS = { met: 'Met', 'not-met': 'Not met' } as const;

/** Whether an outcome is that of a test. */
export const isVerdict = (outcome: Id): outcome is keyof typeof VERDICTS => Object.hasOwn(VERDICTS, outcome);

/**
 * The outcome that a decision leaves out though it can come to it: "not met", where "met" is listed; the opposite, where
 * one outcome only is listed. Null where it leaves none out, as a choice between several kinds of review does.
 *
 * @example leftOutBranch({ outcomes: [met] }) // 'not-met'
 */
export function leftOutBranch({ outcomes }: Pick<Step, 'outcomes'>): keyof typeof VERDICTS | null {
  const listed = outcomes.map(({ outcome }) => outcome);
  if (listed.length === 1 && listed[0] === 'not-met') return 'met';
  return !listed.includes('not-met') && (listed.length === 1 || listed.includes('met')) ? 'not-met' : null;
}

/**
 * Every outcome that a decision can come to: those that it lists, and the one that it leaves out. Empty of a step that is
 * no decision.
 *
 * @example possibleOutcomes({ outcomes: [met] }) // ['met', 'not-met']
 */
export function possibleOutcomes(step: Pick<Step, 'outcomes'>): Id[] {
  const leftOut = leftOutBranch(step);
  return [...step.outcomes.map(({ outcome }) => outcome), ...(leftOut === null ? [] : [leftOut])];
}

/**
 * The name of an outcome at a decision: the document's word, else the vocabulary's. The branch that is left out beside
 * an outcome that is no test's is "Otherwise".
 *
 * @example outcomeTitle({ outcomes: [rapidReview] }, 'not-met', vocabulary) // 'Otherwise'
 */
export function outcomeTitle(step: Pick<Step, 'outcomes'>, outcome: Id, { outcomes: terms }: Pick<Vocabulary, 'outcomes'>): string {
  const listed = step.outcomes.find((one) => one.outcome === outcome);
  const isLeftOut = outcome === leftOutBranch(step);
  if (isLeftOut && !step.outcomes.some((one) => isVerdict(one.outcome))) return 'Otherwise';
  return listed?.title ?? terms[outcome]?.title ?? (isLeftOut && isVerdict(outcome) ? VERDICTS[outcome] : outcome);
}
