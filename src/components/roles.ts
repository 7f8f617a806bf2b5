import type { Id, Policy, Step } from '../policy/model.ts';

/**
 * The bodies and people that a step falls to: who acts, takes part, is consulted, recommends, decides or is told. A
 * group counts as each of its members too where the document lists them.
 *
 * @example rolesOf(step, policy) // ['safeguarding-partners', 'police', 'local-authority', ...]
 */
export function rolesOf(step: Step, policy: Policy): Id[] {
  const acting = [step.actor, step.with, step.consults, step.recommends, step.finalSay].flatMap((who) => who?.actors ?? []);
  const seats = step.quorum === null ? [] : [...step.quorum.must, ...step.quorum.should, ...step.quorum.may].map(({ who }) => who);
  const told = [...step.tells, ...step.outcomes.flatMap(({ tells }) => tells)].map(({ who }) => who);
  const membersOf = (id: Id): Id[] => policy.words.find((word) => word.id === id)?.members ?? [];
  return [...new Set([...acting, ...seats, ...told].flatMap((id) => [id, ...membersOf(id)]))];
}
