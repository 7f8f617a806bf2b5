/** The content of one A4 for the meeting: who makes it quorate, the tests, the decisions open, what is due after it. */
import type { CriterionVerdict, Verdict } from '../engine/types.ts';
import type { Criterion, Id, Policy, Quorum, Seat, Step } from '../policy/model.ts';
import { dueDates, type DueDate, type DueDates } from './due-dates.ts';
import { sheetStep, type SheetStep } from './sheet-step.ts';
import { chosenLines, closed, conventionLine, documentLines, givenLines, isNational, nameOf, placesText, ruleOf, type WorkedCase } from './worked-case.ts';

export interface MeetingSheet {
  title: string;
  /** The meetings of the document that are on the path; empty where it has none. */
  meetings: SheetStep[];
  /** Who must be there, of each step that names them. */
  quorate: SheetQuorum[];
  /** The policy's own tests and, marked, the national ones on the same answers. */
  tests: SheetTest[];
  /** The decisions on the path for which no outcome was given. */
  decisions: SheetDecision[];
  /** What is due on or after the day of the meeting, by day; where it has none, what follows it in the document. */
  after: SheetStep[];
  given: string[];
  assumed: string[];
  document: string[];
}

export interface SheetQuorum {
  title: string;
  /** Each seat that must be filled, by the document's own name; groups stand as their members. Empty: nobody is named. */
  must: string[];
  should: string[];
  may: string[];
  /** Null: not stated. */
  chair: string | null;
  independence: string | null;
  places: string;
  /** What else it may mean, where it is in doubt and no reading was chosen. */
  readings: { means: string[]; because: string }[];
}

export interface SheetTest {
  id: Id;
  title: string;
  national: boolean;
  /** Null where no verdict was worked out. */
  verdict: 'Met' | 'Not met' | 'Cannot be said yet' | null;
  /** Why, or which answers are missing. */
  explanation: string;
  /** The facts it rests on that are judgements, and whose. */
  judgements: string[];
  places: string;
}

export interface SheetDecision {
  title: string;
  /** Null: not stated. */
  decides: string | null;
  recommends: string | null;
  finalSay: string | null;
  /** The test it is decided by; null where the document does not say. */
  test: string | null;
  /** What it may come to, and what follows each; `then` null where the document does not say. */
  outcomes: { title: string; then: string | null }[];
  when: string;
  places: string;
}

/** The vocabulary's task and question that the sheet is about. */
const MEETING = 'rapid-review-meeting';
const NOTIFICATION = 'notify-panel';
const VERDICTS: Record<Verdict, NonNullable<SheetTest['verdict']>> = { met: 'Met', 'not-met': 'Not met', undetermined: 'Cannot be said yet' };

/**
 * The sheet of a case. A local verdict never stands without the national ones: the case under the baseline goes with it.
 *
 * @param local the case under the policy by which the meeting is held, with its verdicts
 * @param beside the same case under the national baseline; null where the policy is the baseline
 * @example meetingSheet(local, national).quorate[0]?.must // ['Local authority', 'Health', 'Police', 'Education']
 */
export function meetingSheet(local: WorkedCase, beside: WorkedCase | null): MeetingSheet {
  const dates = dueDates(local);
  const onPath = local.timetable.steps.filter(({ state }) => state !== 'not-applicable');
  const isMeeting = (id: Id) => ruleOf(local, id)?.does.includes(MEETING) ?? false;
  const meetings = onPath.filter(({ id }) => isMeeting(id)).map((step) => sheetStep(local, dates, step));
  const cases = beside === null ? [local] : [local, beside];
  return {
    title: `The meeting: ${local.policy.title}`,
    meetings,
    quorate: onPath.flatMap(({ id }) => quorumOf(local, ruleOf(local, id))),
    tests: [...testsOf(local, local.policy.criteria), ...(beside === null ? [] : testsOf(beside, sameQuestions(local.policy, beside.policy)))],
    decisions: onPath.filter(({ id }) => !Object.hasOwn(local.timetable.decided, id)).flatMap(({ id }) => decisionOf(local, ruleOf(local, id), dates)),
    after: afterMeeting(local, dates, meetings),
    given: givenLines(local),
    assumed: [conventionLine(local), ...cases.flatMap((worked) => chosenLines(worked).map((line) => `${worked.policy.title}: ${line}`))],
    document: cases.flatMap(documentLines),
  };
}

function afterMeeting(worked: WorkedCase, dates: DueDates, meetings: SheetStep[]): SheetStep[] {
  const order = worked.policy.steps.map(({ id }) => id);
  const ids = meetings.map(({ step }) => step);
  const first = order.findIndex((id) => ids.includes(id));
  const [meetingDay = null] = meetings.flatMap(({ day }) => (day === null ? [] : [day])).sort();
  const comesAfter = ({ step, kind, day }: DueDate) => {
    if (kind === 'done' || kind === 'decided' || ids.includes(step.id)) return false;
    const follows = order.indexOf(step.id) > first;
    return meetingDay === null || day === meetingDay ? follows : day > meetingDay;
  };
  return dates.dated.filter(comesAfter).map(({ step }) => sheetStep(worked, dates, step));
}

function quorumOf(worked: WorkedCase, rule: Step | undefined): SheetQuorum[] {
  if (rule?.quorum == null) return [];
  const { doubt, ...written } = rule.quorum;
  const chosen = doubt?.readings.find(({ id }) => worked.timetable.chosen[doubt.address] === id);
  const quorum: Omit<Quorum, 'doubt'> = { ...written, ...chosen?.changes };
  const left = chosen === undefined ? (doubt?.readings.filter(({ refutedBy }) => refutedBy === null) ?? []) : [];
  return [{
    title: rule.title,
    must: seats(worked, quorum.must),
    should: seats(worked, quorum.should),
    may: seats(worked, quorum.may),
    chair: worked.words.whoText(quorum.chair, worked),
    independence: quorum.independence,
    places: placesText(worked, quorum.cite.length > 0 ? quorum.cite : rule.cite),
    readings: left.map(({ changes, because }) => ({ means: meansOf(worked, changes), because: closed(because) })),
  }];
}

function meansOf(worked: WorkedCase, { chair, must, should, may, independence }: Partial<Quorum>): string[] {
  const list = (title: string, some: Seat[] | undefined) => (some === undefined ? [] : [`${title}: ${seats(worked, some).join(', ')}`]);
  return [
    ...(chair === undefined ? [] : [`Chair: ${worked.words.whoText(chair, worked) ?? 'not stated'}`]),
    ...list('Must be there', must), ...list('Should be there', should), ...list('May be there', may),
    ...(independence == null ? [] : [independence]),
  ];
}

/** A group stands as its members: those that the document lists, else those of the vocabulary. */
function seats(worked: WorkedCase, list: Seat[]): string[] {
  const { policy, vocabulary, words } = worked;
  return list.flatMap(({ who, atLeast }) => {
    const own = policy.words.find(({ id, members }) => id === who && members.length > 0)?.members ?? vocabulary.actors[who]?.members ?? [];
    return (own.length > 0 ? own : [who]).map((member) => `${atLeast > 1 ? `${atLeast} × ` : ''}${words.capital(words.actorWithSuccessor(member, worked))}`);
  });
}

/** The national tests that answer a question of the local ones, and always the one for the notification. */
function sameQuestions(local: Policy, national: Policy): Criterion[] {
  const asked = new Set([NOTIFICATION, ...local.criteria.map((criterion) => criterion.for)]);
  return national.criteria.filter((criterion) => asked.has(criterion.for));
}

function testsOf(worked: WorkedCase, criteria: readonly Criterion[]): SheetTest[] {
  return criteria.map((criterion) => {
    const verdict: CriterionVerdict | undefined = worked.judgement?.criteria.find(({ id }) => id === criterion.id);
    const facts = verdict?.reasons == null ? [] : [...new Set(factsIn(verdict.reasons))];
    return {
      id: criterion.id,
      title: criterion.title,
      national: isNational(worked),
      verdict: verdict === undefined ? null : VERDICTS[verdict.verdict],
      explanation: verdict?.explanation ?? '',
      judgements: facts.filter((fact) => worked.vocabulary.facts[fact]?.judgement).map((fact) => `${worked.vocabulary.facts[fact]?.title ?? fact}: ${judgeOf(worked, fact)}`),
      places: placesText(worked, criterion.cite),
    };
  });
}

function factsIn({ kind, id, reasons }: NonNullable<CriterionVerdict['reasons']>): Id[] {
  return kind === 'fact' && id !== null ? [id] : reasons.flatMap(factsIn);
}

function judgeOf({ policy, vocabulary, words }: WorkedCase, fact: Id): string {
  const who = policy.definitions.find((definition) => definition.fact === fact)?.decidedBy ?? null;
  return words.whoText(who, { policy, vocabulary }) ?? 'whose judgement is not stated';
}

function decisionOf(worked: WorkedCase, rule: Step | undefined, dates: DueDates): SheetDecision[] {
  const step = worked.timetable.steps.find(({ id }) => id === rule?.id);
  if (rule === undefined || step === undefined || rule.outcomes.length === 0) return [];
  const { words, policy } = worked;
  return [{
    title: rule.title,
    decides: words.whoText(rule.actor, worked),
    recommends: words.whoText(rule.recommends, worked),
    finalSay: words.whoText(rule.finalSay, worked),
    test: testName(policy, rule),
    outcomes: rule.outcomes.map(({ outcome, next, backTo }) => ({
      title: words.capital(words.outcomeText(rule.id, outcome, worked)),
      then: backTo !== null ? `back to “${nameOf(worked, backTo)}”`
        : next === null || next.length === 0 ? null
          : words.joined(next.map((id) => (id === 'end' ? 'the path ends' : `“${nameOf(worked, id)}”`)), 'and'),
    })),
    when: sheetStep(worked, dates, step).when,
    places: placesText(worked, rule.cite),
  }];
}

function testName({ criteria }: Policy, { test }: Step): string | null {
  if (test === null) return null;
  return test === 'judgement' ? 'A judgement' : (criteria.find(({ id }) => id === test)?.title ?? test);
}
