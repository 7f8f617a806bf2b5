/** Time limits that the baseline has, or other documents, and this one has not, or not for every case. */
import { dayNumber, formatDate, fromDayNumber } from '../calendar/iso-date.ts';
import { capital, joined, readingsText, startClause, startText } from '../engine/words.ts';
import type { Id, IsoDate, Limit, Policy, Step } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { stepPlace, type Found } from './finding.ts';
import { caseOf, distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { isCounted, isDated, largestCount, nationalLimits, stepIn, type NationalLimit } from './limits.ts';
import { givenDays } from './solver.ts';
import { eventOf, happened, limitWords, placesOfLimit, narratedCase, titles } from './sentences.ts';
import { groundOf, variantsOf } from './slack.ts';

/** Another document is followed in this only if so many have a limit. */
const ENOUGH_OTHERS = 2;

/** Steps without a limit, where the baseline has one or at least two other documents; and steps whose limit is no overall one, where the national one is. */
export function limitMissing(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  return policy.steps.filter(({ each }) => each === null).flatMap((step) => {
    const counted = standingLimits(policy, step).filter(({ readings }) => readings.some(({ limit }) => isDated(limit)));
    const [national] = nationalLimits(step, inquiry);
    if (counted.length === 0) return national ? [noLimitAtAll(step, national, inquiry)] : [];
    const fromAnEvent = counted.some(({ readings }) => readings.some(({ limit }) => idsOfStart(limit.from).some((id) => Object.hasOwn(inquiry.vocabulary.events, id) || stepMarks(policy, id))));
    return national && !fromAnEvent ? [noOverallLimit(step, counted[0]!.limit, national, inquiry)] : [];
  }).concat(neighboursHaveOne(inquiry));
}

const stepMarks = (policy: Policy, id: Id): boolean => policy.steps.some((step) => step.id === id && step.marks.length > 0);

/** Days of the baseline's step in a case, without a choice of readings: its first and last possible deadline. */
function nationalDue(national: NationalLimit, on: Record<Id, IsoDate>, inquiry: Inquiry): IsoDate | null {
  const { baseline } = inquiry;
  if (!baseline) return null;
  const readings = stepIn(inquiry, { policy: baseline.id, on, facts: {}, decided: {}, readings: {}, conventions: {} }, national.step.id)?.limits.flatMap((limit) => limit.readings) ?? [];
  return readings.find(({ latest, from }) => latest !== null && idsOfStart(national.limit.from).includes(from?.id ?? ''))?.latest ?? null;
}

function noLimitAtAll(step: Step, national: NationalLimit, inquiry: Inquiry): Found {
  const [start] = idsOfStart(national.limit.from);
  const [day] = inquiry.days;
  const unseen = isMaybeUnseen(step, inquiry) ? ' in the part that was read' : '';
  const due = start && day ? nationalDue(national, { [start]: day }, inquiry) : null;
  const reach = start && day ? reachedBy(step, start, day, inquiry) : null;
  const isLate = due !== null && reach !== null && reach.day > due;
  return {
    kind: 'limit-missing', weight: 'late-or-unnotified', about: step.id, where: stepPlace(step.id), rules: [step.id],
    statement: `${named(step.id, inquiry)} has no time limit${unseen}. The national one is ${national.words}.`,
    example: due === null || !start || !day
      ? `A case that is never taken to ${named(step.id, inquiry)} is not late under this document.`
      : isLate
        ? { text: `${narratedCase(reach.on, inquiry)} ${named(step.id, inquiry)} can then come on ${formatDate(reach.day)} at the soonest. The national limit ended on ${formatDate(due)}, and no limit of this document is broken.`, case: caseOf(inquiry, { on: reach.on, decided: reach.decided }) }
        : { text: `${happened(start, day, inquiry)}. The national limit ends on ${formatDate(due)}. This document sets no last day.`, case: caseOf(inquiry, { on: { [start]: day } }) },
    cites: places(step.cite),
    ask: `By when must this be done, and counted from what: ${named(step.id, inquiry)}?`,
  };
}

/** The last day on which what comes before a step may let it be reached, if everything before takes its time. */
function reachedBy(step: Step, start: Id, day: IsoDate, inquiry: Inquiry): { day: IsoDate; on: Record<Id, IsoDate>; decided: Record<Id, Id> } | null {
  const [variant] = variantsOf(inquiry, step);
  const days = variant && givenDays(variant.network, { day: dayNumber(day) }, groundOf(inquiry));
  const reached = days?.get(step.id);
  if (!variant || !days || reached === undefined) return null;
  const limited = variant.network.uppers.map(({ of }) => of);
  const dated = [...days].filter(([node]) => node !== step.id && (limited.includes(node) || Object.hasOwn(inquiry.vocabulary.events, node))).sort((one, other) => one[1] - other[1]);
  const on = Object.fromEntries(dated.map(([node, at]): [Id, IsoDate] => [eventOf(node, inquiry) ?? node, fromDayNumber(at)]));
  return { day: fromDayNumber(reached), on: { [start]: day, ...on }, decided: variant.way.decided };
}

/** Whether the limit may stand in a part of the document that was not seen. */
function isMaybeUnseen(step: Step, { policy, vocabulary }: Inquiry): boolean {
  if (policy.source.extent === 'whole' || policy.source.covers.includes(step.stage)) return false;
  const rows = vocabulary.dimensions.filter(({ select }) => select.by === 'does' && select.show === 'limits' && select.tasks.some((task) => step.does.includes(task)));
  return !policy.silent.some(({ dimension, is }) => is === 'not-stated' && rows.some(({ id }) => id === dimension));
}

function noOverallLimit(step: Step, limit: Limit, national: NationalLimit, inquiry: Inquiry): Found {
  const read = standingLimits(inquiry.policy, step).flatMap(({ readings }) => readings);
  const starts = distinct(read.flatMap((one) => (one.limit.from ? [startText(one.limit.from, inquiry.speech)] : [])));
  const nationalStarts = distinct(nationalLimits(step, inquiry).flatMap(({ limit: { from } }) => (from ? [startClause(from, { policy: inquiry.baseline!, vocabulary: inquiry.vocabulary })] : [])));
  const [start] = idsOfStart(national.limit.from);
  const [day] = inquiry.days;
  const due = start && day ? nationalDue(national, { [start]: day }, inquiry) : null;
  const own = idsOfStart(read.find((one) => one.limit.from)?.limit.from)[0];
  const later = due && inquiry.calendar.addWorkingDays(due, 1);
  const latest = own && later ? stepIn(inquiry, caseOf(inquiry, { on: { [own]: later } }), step.id)?.safe?.latest : null;
  return {
    kind: 'limit-missing', weight: 'late-or-unnotified', about: `${step.id}-overall`, where: stepPlace(step.id), rules: [step.id, limit.address],
    statement: `${named(step.id, inquiry)} has no overall limit: ${limitWords(limit, inquiry)} is counted from ${joined(starts, 'or')}. The national limit is ${national.words}, and this document has nothing in its place.`,
    example: due && own && later && latest
      ? { text: `${happened(start!, day!, inquiry)}. The national limit ends on ${formatDate(due)}. ${happened(own, later, inquiry)}, and under this document ${named(step.id, inquiry)} is in time until ${formatDate(latest)}.`, case: caseOf(inquiry, { on: { [start!]: day!, [own]: later } }) }
      : `However late it begins, ${named(step.id, inquiry)} is in time under this document.`,
    cites: places(placesOfLimit(limit, step.id, inquiry)),
    ask: `By when must ${named(step.id, inquiry)} be done at the latest, counted from the day when ${joined(nationalStarts, 'or')}?`,
  };
}

/** Steps without a limit for which other documents have one: all that do one task together. */
function neighboursHaveOne(inquiry: Inquiry): Found[] {
  const { policy } = inquiry;
  const without = policy.steps.filter((step) => step.each === null && !isMaybeUnseen(step, inquiry) && nationalLimits(step, inquiry).length === 0
    && standingLimits(policy, step).every(({ readings }) => !readings.some(({ limit }) => isDated(limit))) && !isBoundByNext(step, policy));
  return distinct(without.map(({ does }) => does[0]!)).flatMap((task) => {
    const having = inquiry.others.flatMap((other) => countedLimitFor(task, other));
    return having.length < ENOUGH_OTHERS ? [] : [neighboursFinding(without.filter(({ does }) => does[0] === task), having, inquiry)];
  });
}

/** Whether something that follows at once has a limit that this step must leave room for. */
function isBoundByNext({ next, outcomes }: Step, policy: Policy): boolean {
  const following = [...(next ?? []), ...outcomes.flatMap((outcome) => outcome.next ?? [])];
  return policy.steps.some((step) => following.includes(step.id) && standingLimits(policy, step).some(({ readings }) => readings.some(({ limit }) => isCounted(limit) && idsOfStart(limit.from).some((id) => !policy.steps.some((one) => one.id === id)))));
}

/** A limit of another document, as it can be read. */
interface NeighbourLimit { other: Policy; step: Step; readings: [Limit, ...Limit[]] }

function countedLimitFor(task: Id, other: Policy): NeighbourLimit[] {
  const found = stepsDoing(other, [task]).flatMap((step) => standingLimits(other, step).flatMap((one) => {
    // What is counted from the step itself is no limit that another document could have.
    const [first, ...rest] = one.readings.map(({ limit }) => limit).filter((limit) => isCounted(limit) && !idsOfStart(limit.from).includes(step.id));
    return first === undefined ? [] : [{ other, step, readings: [first, ...rest] as [Limit, ...Limit[]] }];
  }));
  return found.slice(0, 1);
}

function neighboursFinding(steps: readonly Step[], having: readonly NeighbourLimit[], inquiry: Inquiry): Found {
  const ids = steps.map(({ id }) => id);
  const said = having.map(({ other, readings }) => `${other.title}: ${readingsText(readings, { policy: other, vocabulary: inquiry.vocabulary })}`);
  return {
    kind: 'limit-missing', weight: 'confusing', about: ids[0]!, where: stepPlace(ids[0]!), rules: ids,
    statement: `${titles(ids, inquiry)} ${ids.length === 1 ? 'has' : 'have'} no time limit. Other documents have one. ${said.join('; ')}.`,
    example: neighbourExample(steps[0]!, having, inquiry),
    cites: places(...steps.map(({ cite }) => cite)),
    ask: `By when must this be done: ${titles(ids, inquiry)}?`,
  };
}

function neighbourExample(step: Step, having: readonly NeighbourLimit[], inquiry: Inquiry): Found['example'] {
  const [day] = inquiry.days;
  const own = inquiry.policy.clocks.flatMap(({ from }) => idsOfStart(from)).concat(inquiry.policy.steps.flatMap(({ limits }) => limits.flatMap(({ from }) => idsOfStart(from))));
  const known = [...having].sort((one, other) => Number(own.includes(idsOfStart(other.readings[0].from)[0] ?? '')) - Number(own.includes(idsOfStart(one.readings[0].from)[0] ?? '')));
  for (const { other, step: theirs, readings: [limit] } of known) {
    const [start] = idsOfStart(limit.from);
    if (!day || !start || !Object.hasOwn(inquiry.vocabulary.events, start)) continue;
    const due = stepIn(inquiry, { policy: other.id, on: { [start]: day }, facts: {}, decided: {}, readings: {}, conventions: {} }, theirs.id)?.safe?.latest;
    if (due) return { text: `${happened(start, day, inquiry)}. Under ${other.title} it would be due by ${formatDate(due)}. This document sets no last day.`, case: caseOf(inquiry, { on: { [start]: day } }) };
  }
  return `However long it takes, ${named(step.id, inquiry)} is not late.`;
}

/** A limit that is the baseline's for every case, and stands here on a step that only some cases reach. */
export function limitConditional(inquiry: Inquiry): Found[] {
  const { policy, baseline } = inquiry;
  if (!baseline) return [];
  return policy.steps.flatMap((step) => {
    const whens = step.when ? [step.when] : (step.doubt?.readings.flatMap(({ changes }) => (changes.when ? [changes.when] : [])) ?? []);
    if (whens.length === 0) return [];
    const national = nationalLimits(step, inquiry).filter((one) => one.step.when === null && one.limit.when === null);
    const same = standingLimits(policy, step).find(({ readings }) => readings.some(({ limit }) => national.some((one) => sameLength(one.limit, limit))));
    const elsewhere = stepsDoing(policy, step.does).some((other) => other.id !== step.id && standingLimits(policy, other).some(({ readings }) => readings.some(({ limit }) => national.some((one) => sameLength(one.limit, limit)))));
    if (!same || elsewhere) return [];
    const outside = outcomeWithout(step, inquiry);
    return [{
      kind: 'limit-conditional', weight: 'late-or-unnotified', about: step.id, where: stepPlace(step.id), rules: [step.id, same.limit.address],
      statement: `${capital(limitWords(same.limit, inquiry))} holds here only for ${named(step.id, inquiry)}, which not every case reaches. The national limit of the same length holds for every rapid review.`,
      example: outside === null
        ? `In a case that does not reach ${named(step.id, inquiry)} the limit does not hold.`
        : { text: `After ${outside.words}, ${named(step.id, inquiry)} does not apply, and nor does the limit.`, case: caseOf(inquiry, { decided: outside.decided }) },
      cites: places(placesOfLimit(same.limit, step.id, inquiry)),
      ask: `Does ${limitWords(same.limit, inquiry)} hold for every rapid review, or only for those that reach ${named(step.id, inquiry)}?`,
    }];
  });
}

const sameLength = (one: Limit, other: Limit): boolean => one.unit === other.unit && largestCount(one) > 0 && largestCount(one) === largestCount(other);

/** An outcome after which a step does not apply, whatever else is known. */
function outcomeWithout(step: Step, inquiry: Inquiry): { decided: Record<Id, Id>; words: string } | null {
  for (const decision of inquiry.policy.steps) {
    for (const { outcome, title } of decision.outcomes) {
      const decided = { [decision.id]: outcome };
      const isReached = inquiry.policy.steps.some((other) => other.does.some((task) => step.does.includes(task)) && other.id !== step.id && stepIn(inquiry, caseOf(inquiry, { decided }), other.id)?.applies !== 'no');
      if (isReached && stepIn(inquiry, caseOf(inquiry, { decided }), step.id)?.applies === 'no') {
        return { decided, words: `“${title ?? inquiry.vocabulary.outcomes[outcome]?.title ?? outcome}” at ${named(decision.id, inquiry)}` };
      }
    }
  }
  return null;
}
