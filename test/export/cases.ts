/** Cases worked out from the published policies, as the exports take them. */
import { judge } from '../../src/engine/criteria.ts';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { TimetableInput } from '../../src/engine/types.ts';
import * as words from '../../src/engine/words.ts';
import type { WorkedCase } from '../../src/export/worked-case.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';

export const published: PolicySet = loadPolicySet('policies').set!;

/** The case under a policy of a set, the published one unless another is given. */
export function workedCase(policyId: string, input: TimetableInput, set: PolicySet = published): WorkedCase {
  const policy = set.policies.find(({ id }) => id === policyId)!;
  return { policy, vocabulary: set.vocabulary, timetable: timetable(set, policyId, input), switches: doubtsOf(policy), words };
}

/** The same, with the verdicts. */
export async function judgedCase(policyId: string, input: TimetableInput, set: PolicySet = published): Promise<WorkedCase> {
  const { facts = {}, readings = {}, decided = {} } = input;
  return { ...workedCase(policyId, input, set), judgement: await judge(set, policyId, { facts, readings, decided }) };
}
