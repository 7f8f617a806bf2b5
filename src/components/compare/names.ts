/** What the parts of the comparison need to name and to link things. */
import type { Id, Policy, PolicySet, Vocabulary } from '../../policy/model.ts';
import { stepAnchor, testAnchor } from '../anchors.ts';

export interface Names {
  vocabulary: Vocabulary;
  policy(id: Id): Policy | undefined;
  title(id: Id): string;
  isNational(id: Id): boolean;
  /** The address of a policy's own page. */
  procedure(id: Id): string;
  step(policy: Id, step: Id): string;
  test(policy: Id, criterion: Id): string;
  row(dimension: Id): string;
}

/** @param procedures the address under which the procedure pages stand */
export function namesOf({ policies, vocabulary }: PolicySet, procedures: string): Names {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const procedure = (id: Id) => `${procedures}${id}/`;
  return {
    vocabulary,
    policy: (id) => byId.get(id),
    title: (id) => byId.get(id)?.title ?? id,
    isNational: (id) => byId.get(id)?.kind === 'statutory-guidance',
    procedure,
    step: (policy, step) => `${procedure(policy)}#${stepAnchor(step)}`,
    test: (policy, criterion) => `${procedure(policy)}#${testAnchor(criterion)}`,
    row: (dimension) => vocabulary.dimensions.find(({ id }) => id === dimension)?.title ?? dimension,
  };
}
