/**
 * What a set of documents leaves open, gets wrong, or says otherwise than the national baseline: derived from the rules
 * by small checks, each of which knows one kind of fault and no document.
 */
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { localPolicies } from '../engine/words.ts';
import type { Id, IsoDate, Policy, PolicySet } from '../policy/model.ts';
import { limitDiffers, laterThanBaseline } from './check-baseline-limits.ts';
import { membersDiffer, otherBodyDuty, recommendsThenDecides } from './check-bodies.ts';
import { noNotMet, outcomeWithoutPath, pathWithoutOutcome } from './check-branches.ts';
import { endsOnDayOff } from './check-days-off.ts';
import { areaNotStated, documentUndated, missingAppendix, reviewDatePassed } from './check-document.ts';
import { lateThoughInTime } from './check-late.ts';
import { limitConditional, limitMissing } from './check-missing-limits.ts';
import { dutyMissing, stepMissing } from './check-missing-steps.ts';
import { noSlack } from './check-no-slack.ts';
import { beforeNeed, checkedThenChanged } from './check-order.ts';
import { testDistance, testsDiffer } from './check-tests.ts';
import { twoReadings } from './check-readings.ts';
import { startNotStated } from './check-starts.ts';
import { unitNotStated } from './check-units.ts';
import { quorumUndefined, testNotListed } from './check-unsaid.ts';
import { actorNotStated } from './check-who.ts';
import { noDateMeets } from './check-window.ts';
import { abbreviationUnexplained, oneWordTwoThings, supersededBody, supersededGuidance, supersededWord, twoWordsOneThing } from './check-wording.ts';
import { findingAnchor, KINDS, WEIGHTS, type Finding, type FindingKind, type Found, type Weight } from './finding.ts';
import { inquiryInto, type Inquiry } from './inquiry.ts';

/** A check gives every finding of its kinds in one policy. */
type Check = (inquiry: Inquiry) => Found[];

/** Every check, in no order that matters. */
const CHECKS: readonly Check[] = [
  lateThoughInTime, noSlack, noDateMeets, laterThanBaseline, limitDiffers, limitMissing, limitConditional, endsOnDayOff,
  unitNotStated, startNotStated, twoReadings, actorNotStated, dutyMissing, stepMissing, testNotListed, quorumUndefined,
  noNotMet, outcomeWithoutPath, pathWithoutOutcome, otherBodyDuty, recommendsThenDecides, membersDiffer, testDistance, testsDiffer,
  beforeNeed, checkedThenChanged, oneWordTwoThings, twoWordsOneThing, abbreviationUnexplained, supersededBody, supersededWord,
  supersededGuidance, reviewDatePassed, documentUndated, areaNotStated, missingAppendix,
];

/**
 * The findings of one policy, or of every local and regional one of the set: in the set's order of policies, and in each
 * the most serious first.
 *
 * @param asAt the day on which a review date has passed, a body has been replaced and an edition is in force; examples are
 *   looked for in its year
 * @throws RangeError where the set has no such policy
 * @example findingsOf(set, 'wst', { asAt: '2026-06-01' })[0]?.statement
 */
export function findingsOf(set: PolicySet, policyId: Id | null, { asAt }: { asAt: IsoDate }, calendar: WorkingDayCalendar = englandAndWales): Finding[] {
  const policies = policyId === null ? localPolicies(set) : set.policies.filter(({ id }) => id === policyId);
  if (policies.length === 0 && policyId !== null) throw new RangeError(`no policy "${policyId}" in this set`);
  return policies.flatMap((policy) => findingsIn(set, policy, asAt, calendar));
}

function findingsIn(set: PolicySet, policy: Policy, asAt: IsoDate, calendar: WorkingDayCalendar): Finding[] {
  const inquiry = inquiryInto(set, policy, asAt, calendar);
  const place = new Map(policy.steps.map(({ id }, index) => [`#step-${id}`, index]));
  const inOrder = (one: Finding, other: Finding) =>
    rankOf(one) - rankOf(other) || (place.get(one.where) ?? -1) - (place.get(other.where) ?? -1) || (one.id < other.id ? -1 : 1);
  return CHECKS.flatMap((check) => check(inquiry)).map((found) => completed(found, policy)).sort(inOrder);
}

function completed({ about, where, example, kind, weight, rules, statement, cites, ask }: Found, { id: policy }: Policy): Finding {
  const id = `${policy}-${kind}-${about}`;
  const shown = typeof example === 'string' ? { text: example, case: null, counts: null } : { text: example.text, case: example.case, counts: example.counts ?? null };
  return { id, policy, kind, weight, where: where ?? `#${findingAnchor({ policy, id })}`, rules, statement, example: shown, cites, ask };
}

const weights = Object.keys(WEIGHTS) as Weight[];
const kinds = Object.keys(KINDS) as FindingKind[];
const rankOf = ({ weight, kind }: Finding): number => weights.indexOf(weight) * kinds.length + kinds.indexOf(kind);
