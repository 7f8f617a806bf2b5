/** Limits and clocks whose start is not stated, or not certain; the example is the first plain case in which it moves a date. */
import { dayNumber, formatDate, fromDayNumber } from '../calendar/iso-date.ts';
import { capital, joined, startClause, uncapital } from '../engine/words.ts';
import type { Doubt, Id, IsoDate, Start, Step } from '../policy/model.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { doubtPlace, stepPlace, type Found } from './finding.ts';
import { caseOf, distinct, named, places, type Inquiry } from './inquiry.ts';
import { endIn, idsNeeded, isCounted } from './limits.ts';
import { givenDays } from './solver.ts';
import { happened, placesOfLimit, limitWords } from './sentences.ts';
import { comesBefore } from './order.ts';
import { groundOf, isSameDay, variantsUnder } from './slack.ts';
import { areAlikeIn, changed, limitsMoved, standing, pairDifferingIn, pairsDifferingIn, mostCounted, sitesOf, type Site } from './doubt-sites.ts';

/** Limits and clocks whose start is not stated, or can be read in more than one way. */
export function startNotStated(inquiry: Inquiry): Found[] {
  return [...sitesOf(inquiry).filter(isFromTwoStarts).map((site) => startFinding(site, inquiry)), ...startless(inquiry)];
}

/** Whether two readings of a clock or a limit that stand give the same time, each from a start, and not from the same. */
export const isFromTwoStarts = ({ doubt, kind }: Site): boolean => (kind === 'clock' || kind === 'limit')
  && pairsDifferingIn(standing(doubt), 'from').some((pair) => areAlikeIn(pair, ['amount']));

function startFinding(site: Site, inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const read = standing(doubt);
  const starts = distinct(read.readings.flatMap((reading) => { const from = changed(reading, 'from') as Start | undefined; return from ? [startClause(from, inquiry.speech)] : []; }));
  const moved = distinct(limitsMoved(site, 'from', inquiry.policy).map(({ step }) => step.id));
  const isDay = isOfOneDay(site, inquiry);
  const says: Record<Doubt<unknown>['kind'], string> = {
    'not-stated': `${capital(name)} does not say from which day it is counted`,
    ambiguous: `${capital(name)} can ${isDay ? 'mean' : 'be counted from'} more than one day`,
    conflicting: `${capital(name)} is counted from one day in one place and from another elsewhere`,
  };
  return {
    kind: 'start-not-stated', weight: 'late-or-unnotified', about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address), rules: [doubt.address],
    statement: `${says[doubt.kind]}: ${joined(starts.map((start) => `the day when ${start}`), 'or')}.${moved.length > 1 ? ` ${moved.length} steps are counted this way.` : ''}`,
    example: startExample(site, inquiry),
    cites: places(cite),
    ask: isDay ? `Which day is meant by ${name}?` : `From which day is ${name} counted?`,
  };
}

/** Whether what rests on a doubt is due on the day that is in doubt, so that no days are counted from it. */
const isOfOneDay = ({ limits }: Site, { policy }: Inquiry): boolean =>
  limits.length > 0 && limits.every(({ step, limit }) => standingLimits(policy, step).some((one) => one.limit.address === limit.address && one.readings.every((read) => isSameDay(read.limit))));

/** So many working days are put between two starts that would otherwise fall on one day. */
const DAYS_BETWEEN = 2;

function startExample(site: Site, inquiry: Inquiry): Found['example'] {
  const read = standing(site.doubt);
  const [one, other] = pairDifferingIn(read, 'from', ['amount', 'unit']);
  const from = isOfOneDay(site, inquiry) ? 'if it is the day of' : 'counted from';
  for (const { step, limit } of mostCounted(limitsMoved(site, 'from', inquiry.policy))) {
    const [first, second] = [idsNeeded(changed(one, 'from') as Start | null), idsNeeded(changed(other, 'from') as Start | null)];
    const [a, b] = [first[0], second[0]];
    if (a === undefined || b === undefined || first.length + second.length > 2 || a === step.id || b === step.id) continue;
    for (const day of inquiry.days) {
      const on = startDays(step, a, b, site.doubt.address, one.id, other.id, day, inquiry);
      const given = (reading: Id) => caseOf(inquiry, { on, readings: { [site.doubt.address]: reading } });
      const [endA, endB] = [endIn(inquiry, given(one.id), step.id, limit.address), endIn(inquiry, given(other.id), step.id, limit.address)];
      if (endA === null || endB === null || endA === endB) continue;
      return {
        text: `${happened(a, on[a]!, inquiry)}, and ${happenedAfter(b, on[b]!, inquiry)}. ${named(step.id, inquiry)}, ${limitWords(limit, inquiry)}, is due by ${formatDate(endA)} ${from} the first and by ${formatDate(endB)} ${from} the second.`,
        case: caseOf(inquiry, { on }),
      };
    }
  }
  return `No date of ${site.name} differs in the year searched.`;
}

const happenedAfter = (id: Id, day: IsoDate, inquiry: Inquiry): string => uncapital(happened(id, day, inquiry));

/** The days of two starts, each on the last day that the document gives it, and neither before what it must follow. */
function startDays(step: Step, a: Id, b: Id, address: string, readingA: Id, readingB: Id, day: IsoDate, inquiry: Inquiry): Record<Id, IsoDate> {
  const dayOf = (start: Id, reading: Id): IsoDate => {
    const marker = inquiry.policy.steps.find(({ marks }) => marks.includes(start))?.id ?? start;
    for (const { network } of variantsUnder(inquiry, step, { [address]: reading })) {
      const found = givenDays(network, { day: dayNumber(day) }, groundOf(inquiry));
      const node = found?.get(start) ?? found?.get(marker);
      if (node !== undefined) return fromDayNumber(node);
    }
    return day;
  };
  const [dayA, dayB] = [dayOf(a, readingA), dayOf(b, readingB)];
  const { policy, vocabulary } = inquiry;
  // A start that no limit bounds has no last day of its own, and was left on the first day of all.
  if (dayB < dayA && comesBefore(a, b, policy, vocabulary)) return { [a]: dayA, [b]: laterThan(dayA, inquiry) };
  if (dayA < dayB && comesBefore(b, a, policy, vocabulary)) return { [a]: laterThan(dayB, inquiry), [b]: dayB };
  if (dayA !== dayB) return { [a]: dayA, [b]: dayB };
  const later = laterThan(dayB, inquiry);
  return comesBefore(b, a, policy, vocabulary) || (!comesBefore(a, b, policy, vocabulary) && isBefore(b, a, inquiry)) ? { [a]: later, [b]: dayB } : { [a]: dayA, [b]: later };
}

const laterThan = (day: IsoDate, { calendar }: Inquiry): IsoDate => calendar.addWorkingDays(day, DAYS_BETWEEN) ?? day;

/** Whether the first happens before the second by nature: events in the vocabulary's order, before steps that mark none. */
function isBefore(one: Id, other: Id, inquiry: Inquiry): boolean {
  const { position } = groundOf(inquiry);
  const [first, second] = [position(one), position(other)];
  return first !== null && (second === null || first < second);
}

/** Limits in no doubt that count days and name no start. */
function startless(inquiry: Inquiry): Found[] {
  return inquiry.policy.steps.flatMap((step) => standingLimits(inquiry.policy, step).filter(({ readings }) => readings.every(({ limit }) => isCounted(limit) && limit.from === null)).map(({ limit }): Found => ({
    kind: 'start-not-stated', weight: 'late-or-unnotified', about: limit.address.replaceAll('/', '-'), where: stepPlace(step.id), rules: [limit.address],
    statement: `${capital(limitWords(limit, inquiry))}, for ${named(step.id, inquiry)}, does not say from which day it is counted.`,
    example: `Whatever dates are known of a case, no date can be given for ${named(step.id, inquiry)}.`,
    cites: places(placesOfLimit(limit, step.id, inquiry)),
    ask: `From which day is ${limitWords(limit, inquiry)} counted?`,
  })));
}
