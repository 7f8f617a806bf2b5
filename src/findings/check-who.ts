/** Who does a step, where the document does not say. */
import { formatDate } from '../calendar/iso-date.ts';
import { uncapital, whoText } from '../engine/words.ts';
import type { Id, IsoDate, Step } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { stepPlace, type Found } from './finding.ts';
import { caseOf, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { isCounted, stepIn } from './limits.ts';
import { happened, titles } from './sentences.ts';

/** Steps for which nobody is named: each decision and each national duty by itself, the others together. */
export function actorNotStated(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const nobody = policy.steps.filter((step) => step.actor === null && step.with === null && !step.doubt?.readings.some(({ changes, refutedBy }) => changes.actor && refutedBy === null));
  const alone = nobody.filter((step) => step.outcomes.length > 0 || dutiesLike(step, inquiry).length > 0);
  const rest = nobody.filter((step) => !alone.includes(step));
  return [...alone.map((step) => nobodyFor(step, inquiry)), ...(rest.length === 0 ? [] : [nobodyForAll(rest, inquiry)])];
}

/** The baseline's steps of the same task, where it says who does them. */
const dutiesLike = (step: Step, { baseline }: Inquiry): Step[] => (baseline ? stepsDoing(baseline, step.does).filter(({ actor }) => actor !== null) : []);

function nobodyFor(step: Step, inquiry: Inquiry): Found {
  const does = step.outcomes.length > 0 ? 'decide' : 'do';
  const [duty] = dutiesLike(step, inquiry);
  const nationally = duty && inquiry.baseline ? ` Nationally it falls to the ${uncapital(whoText(duty.actor, { policy: inquiry.baseline, vocabulary: inquiry.vocabulary })!)}.` : '';
  return {
    kind: 'actor-not-stated', weight: duty || step.test !== null ? 'late-or-unnotified' : 'confusing', about: step.id, where: stepPlace(step.id), rules: [step.id],
    statement: `Nobody is named to ${does} this: ${named(step.id, inquiry)}.${nationally}`,
    example: nobodyExample(step, inquiry),
    cites: places(step.cite),
    ask: `Who is to ${does} this: ${named(step.id, inquiry)}?`,
  };
}

function nobodyForAll(steps: readonly Step[], inquiry: Inquiry): Found {
  const ids = steps.map(({ id }) => id);
  const dated = steps.find((step) => dueDate(step, inquiry) !== null) ?? steps[0]!;
  return {
    kind: 'actor-not-stated', weight: 'confusing', about: 'other-steps', where: stepPlace(ids[0]!), rules: ids,
    statement: `Nobody is named to do ${ids.length === 1 ? 'this' : 'these'}: ${titles(ids, inquiry)}.`,
    example: nobodyExample(dated, inquiry),
    cites: places(...steps.map(({ cite }) => cite)),
    ask: `Who is to do ${ids.length === 1 ? 'this' : 'each of these'}: ${titles(ids, inquiry)}?`,
  };
}

function nobodyExample(step: Step, inquiry: Inquiry): Found['example'] {
  const due = dueDate(step, inquiry);
  if (due === null) return `If ${named(step.id, inquiry)} is not done, the document names nobody to ask.`;
  const { start, day, latest } = due;
  return {
    text: `${happened(start, day, inquiry)}. ${named(step.id, inquiry)} is due by ${formatDate(latest)}. If it is not done, the document names nobody to ask.`,
    case: caseOf(inquiry, { on: { [start]: day } }),
  };
}

/** The day by which a step is due, from the first day that its limit counts from. */
function dueDate(step: Step, inquiry: Inquiry): { start: Id; day: IsoDate; latest: IsoDate } | null {
  const start = standingLimits(inquiry.policy, step).flatMap(({ readings }) => readings).filter(({ limit }) => isCounted(limit))
    .flatMap(({ limit }) => idsOfStart(limit.from)).find((id) => id !== step.id);
  const [day] = inquiry.days;
  if (start === undefined || day === undefined) return null;
  const latest = stepIn(inquiry, caseOf(inquiry, { on: { [start]: day } }), step.id)?.safe?.latest ?? null;
  return latest === null ? null : { start, day, latest };
}
