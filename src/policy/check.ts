import type { CheckedSet, PolicyCheck, SetCheck, VocabularyCheck } from './checked.ts';
import { assertDoubtsDiffer, assertDoubtsHaveReadings, assertConflictsAreCited, assertReadingIdsDiffer, assertSomeReadingStands } from './check-doubts.ts';
import { assertAddressesDiffer, assertFileNamesAreIds, assertNamesDiffer, assertNoReservedNames } from './check-names.ts';
import { assertCountingIsComplete, assertDayZeroIsNumbered, assertNumberedDaysAreDays, assertOneAmount, assertWindowsRunForward } from './check-limits.ts';
import { assertBackToGoesBack, assertDecisionsHaveNoNext, assertEveryStepIsReached, assertForwardPathHasNoLoop, assertOnlyDecisionsHaveATest, assertOutcomesGoOneWay } from './check-path.ts';
import { assertCitationsArePlaces, assertCoversIsOfAnExtract, assertPeriodsRunForward } from './check-source.ts';
import { assertNoCircularCriteria, assertNoCircularStarts } from './check-starts.ts';
import {
  assertEveryActorExists, assertEveryClockExists, assertEveryConditionExists, assertEveryDimensionExists, assertEveryDocumentExists,
  assertEveryEventExists, assertEveryFactExists, assertEveryGuidanceExists, assertEveryNextExists, assertEveryOutcomeExists,
  assertEveryStageExists, assertEveryStartExists, assertEveryTaskExists, assertEveryTestExists, assertEveryTestIsACriterion,
  assertEveryWordExists, assertSupersededPoliciesExist,
} from './check-references.ts';
import {
  assertNoBodyHoldsItself, assertDimensionsDiffer, assertEventsAndFactsDiffer, assertNoEndlessSuccession, assertVocabularyIsClosed,
  assertVocabularyPeriodsRunForward,
} from './check-vocabulary.ts';
import type { Fault } from './fault.ts';

const vocabularyChecks: readonly VocabularyCheck[] = [
  assertVocabularyIsClosed, assertDimensionsDiffer, assertEventsAndFactsDiffer, assertNoBodyHoldsItself, assertNoEndlessSuccession,
  assertVocabularyPeriodsRunForward,
];

const policyChecks: readonly PolicyCheck[] = [
  assertNamesDiffer, assertNoReservedNames, assertAddressesDiffer,
  assertEveryActorExists, assertEveryEventExists, assertEveryFactExists, assertEveryDocumentExists, assertEveryOutcomeExists,
  assertEveryGuidanceExists, assertEveryTaskExists, assertEveryStageExists, assertEveryTestExists, assertEveryDimensionExists,
  assertEveryWordExists, assertEveryStartExists, assertEveryConditionExists, assertEveryClockExists, assertEveryTestIsACriterion,
  assertEveryNextExists,
  assertDoubtsHaveReadings, assertReadingIdsDiffer, assertDoubtsDiffer, assertConflictsAreCited, assertSomeReadingStands,
  assertOneAmount, assertWindowsRunForward, assertCountingIsComplete, assertNumberedDaysAreDays, assertDayZeroIsNumbered, assertNoCircularStarts,
  assertNoCircularCriteria,
  assertDecisionsHaveNoNext, assertOnlyDecisionsHaveATest, assertOutcomesGoOneWay, assertForwardPathHasNoLoop, assertBackToGoesBack,
  assertEveryStepIsReached,
  assertCitationsArePlaces, assertCoversIsOfAnExtract, assertPeriodsRunForward,
];

const setChecks: readonly SetCheck[] = [assertFileNamesAreIds, assertSupersededPoliciesExist];

/**
 * Every fault that a schema cannot see: what is said in one place of a file and denied in another, in the vocabulary, or
 * in another file of the set. All of them at once, in no particular order.
 *
 * @example checkPolicySet({ vocabulary, policies, files }).map(formatFault)
 */
export function checkPolicySet(set: CheckedSet): Fault[] {
  return [
    ...vocabularyChecks.flatMap((assert) => assert(set.vocabulary)),
    ...set.policies.flatMap((policy) => policyChecks.flatMap((assert) => assert(policy, set.vocabulary.vocabulary))),
    ...setChecks.flatMap((assert) => assert(set)),
  ];
}
