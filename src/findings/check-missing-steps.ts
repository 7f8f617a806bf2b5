/** Steps that the other documents have, and duties that the baseline lays on one body, of which this one has none. */
import { smallestAnswers } from '../engine/conditions.ts';
import { capital, conditionPhrase, joined, uncapital, whoText } from '../engine/words.ts';
import type { Step } from '../policy/model.ts';
import type { Found } from './finding.ts';
import { answersWords, caseOf, places, stepsDoing, type Inquiry } from './inquiry.ts';

/** Fewer others than this are no custom. */
const A_CUSTOM = 3;

/** Tasks of the comparison that every other document has a step for, and this one, read whole, has not. */
export function stepMissing(inquiry: Inquiry): Found[] {
  const { policy, others, vocabulary } = inquiry;
  if (policy.source.extent !== 'whole' || others.length < A_CUSTOM || policy.kind === 'statutory-guidance') return [];
  const compared = new Set(vocabulary.dimensions.flatMap(({ select }) => (select.by === 'does' ? select.tasks : [])));
  const missing = Object.values(vocabulary.tasks).filter(({ id }) => compared.has(id) && stepsDoing(policy, [id]).length === 0 && others.every((other) => stepsDoing(other, [id]).length > 0));
  return missing.map(({ id, title }): Found => {
    const steps = others.map((other) => `${other.title} (“${stepsDoing(other, [id])[0]!.title}”)`);
    return {
      kind: 'step-missing', weight: 'confusing', about: id, where: null, rules: [],
      statement: `This document has no step for this: ${uncapital(title)}. Every other document has one: ${joined(steps, 'and')}.`,
      example: `A case taken step by step through this document never comes to it.`,
      cites: [],
      ask: `Where in the process does this belong: ${uncapital(title)}?`,
    };
  });
}

/** Duties that the baseline lays on one body and that a document read whole has no step for. */
export function dutyMissing(inquiry: Inquiry): Found[] {
  const { policy, baseline, vocabulary } = inquiry;
  if (!baseline || policy.source.extent !== 'whole') return [];
  const duties = baseline.steps.filter((step) => isDutyOfOneBody(step, inquiry) && stepsDoing(policy, step.does).length === 0);
  return duties.map((duty): Found => {
    const speech = { policy: baseline, vocabulary };
    const facts = duty.when ? smallestAnswers([duty.when], true, baseline, { facts: {}, decided: {}, chosen: {} })[0] : undefined;
    const who = whoText(duty.actor, speech)!;
    const condition = duty.when === null ? '' : ` (only if ${conditionPhrase(duty.when, speech)})`;
    return {
      kind: 'duty-missing', weight: 'late-or-unnotified', about: duty.id, where: null, rules: [],
      statement: `Nationally the ${uncapital(who)} must do this: ${uncapital(duty.title)}${condition}. This document has no step for it, and does not say where else it is done.`,
      example: facts === undefined
        ? `A case in which the duty holds goes through this document without it.`
        : { text: `${capital(answersWords(facts, inquiry))}. Nationally this must follow: ${uncapital(duty.title)}. Taken through this document, the case never comes to it.`, case: caseOf(inquiry, { facts }) },
      cites: places(duty.cite),
      ask: `Who does this, and where does it belong in the process: ${uncapital(duty.title)}?`,
    };
  });
}

/** Whether the baseline says that one body, and no group of bodies, must do it. */
export function isDutyOfOneBody({ modality, actor }: Step, { vocabulary }: Inquiry): boolean {
  return modality === 'must' && actor?.actors.length === 1 && (vocabulary.actors[actor.actors[0]!]?.members.length ?? 0) === 0;
}
