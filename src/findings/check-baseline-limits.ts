/** Limits set against the national ones: later than they allow, or counted otherwise. */
import { dayNumber, formatDate, fromDayNumber } from '../calendar/iso-date.ts';
import { capital, joined, startClause, unitText } from '../engine/words.ts';
import type { Id, IsoDate, Limit, Step } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { stepPlace, type Found } from './finding.ts';
import { caseOf, distinct, named, places, type Inquiry } from './inquiry.ts';
import { daysApart, endFrom, endsIn, idsNeeded, isCounted, largestCount, nationalLimits, type NationalLimit } from './limits.ts';
import { givenDays, uppersOf, type Ground, type Days } from './solver.ts';
import { apart, happened, placesOfLimit, limitWords, narratedCase, readingsWords } from './sentences.ts';
import { dependsOn, groundOf, startsFor, variantsOf, type Variant } from './slack.ts';
import { caseFrom, datesOf, linksTo, narrated } from './telling.ts';

interface Later {
  step: Step;
  variant: Variant;
  national: NationalLimit;
  days: Days;
  /** The last day that the document allows, and the last that the baseline does. */
  allowed: IsoDate;
  due: IsoDate;
  /** What the national limit counts from. */
  start: Id;
  depends: Record<string, Id>;
}

/** Steps that this document allows later than the national limit for the same task, though whatever starts either count fell on one day. */
export function laterThanBaseline(inquiry: Inquiry): Found[] {
  return latestOf(inquiry).map((later) => laterFinding(later, inquiry));
}

const known = new WeakMap<Inquiry, Later[]>();

function latestOf(inquiry: Inquiry): Later[] {
  let later = known.get(inquiry);
  if (!later) known.set(inquiry, later = latestIn(inquiry, groundOf(inquiry)));
  return later;
}

function latestIn(inquiry: Inquiry, ground: Ground): Later[] {
  return inquiry.policy.steps.flatMap((step) => {
    const national = nationalLimits(step, inquiry).filter(({ limit }) => idsOfStart(limit.from).length === 1);
    const variants = national.length === 0 ? [] : variantsOf(inquiry, step).filter(({ network }) => uppersOf(network, step.id).length > 0);
    return national.flatMap((one): Later[] => {
      const found = variants.map((variant) => laterIn(step, variant, one, inquiry, ground));
      const best = found.find((later) => later !== null);
      if (!best) return [];
      return [{ ...best, depends: dependsOn(best.variant, variants.filter((_, place) => found[place] === null)) }];
    }).slice(0, 1);
  });
}

function laterIn(step: Step, variant: Variant, national: NationalLimit, inquiry: Inquiry, ground: Ground): Later | null {
  const [start] = idsOfStart(national.limit.from) as [Id];
  for (const day of startsFor(variant, inquiry).ordinary) {
    const days = givenDays(variant.network, { day: dayNumber(day) }, ground);
    const allowed = days?.get(step.id);
    if (!days || allowed === undefined) continue;
    const from = days.get(start) ?? days.get(markerOf(start, inquiry)) ?? dayNumber(day);
    const due = endFrom(national.limit, fromDayNumber(from), 'latest', inquiry)?.end ?? null;
    if (due === null || allowed <= dayNumber(due)) continue;
    return { step, variant, national, days: new Map([...days, [start, from]]), allowed: fromDayNumber(allowed), due, start, depends: {} };
  }
  return null;
}

const markerOf = (event: Id, { policy }: Inquiry): Id => policy.steps.find(({ marks }) => marks.includes(event))?.id ?? event;

function laterFinding({ step, variant, national, days, allowed, due, start, depends }: Later, inquiry: Inquiry): Found {
  const own = uppersOf(variant.network, step.id)[0]!;
  const links = linksTo([step.id], variant, days, uppersOf(variant.network, step.id));
  const gap = apart(due, allowed, inquiry);
  const nationally = national.words;
  const startDay = fromDayNumber(days.get(start)!);
  const isTold = links.some(({ node }) => node === start || node === markerOf(start, inquiry));
  return {
    kind: 'later-than-baseline', weight: 'late-or-unnotified', about: step.id, where: stepPlace(step.id),
    rules: distinct([...links.flatMap(({ upper }) => (upper ? [upper.limit.address] : [])), ...Object.keys(depends)]),
    statement: `${named(step.id, inquiry)}, with the limit ${limitWords(own.limit, inquiry)}, may come ${gap} after the national limit, which is ${nationally}. ${readingsWords(depends, inquiry)}`.trim(),
    example: {
      text: `${isTold ? '' : `${happened(start, startDay, inquiry)}. `}${narrated(links, inquiry)} The national limit, ${nationally}, ended on ${formatDate(due)}.`,
      case: caseFrom(variant, { [start]: startDay, ...datesOf(links, inquiry) }, uppersOf(variant.network, step.id).map(({ limit }) => limit), depends, inquiry),
    },
    cites: places(placesOfLimit(own.limit, step.id, inquiry), national.limit.cite),
    ask: `Is it meant that ${named(step.id, inquiry)} can come after the national limit, or should its time be counted as that one is?`,
  };
}

/** Limits that are shorter or counted from another day than the national one, where they are not later. */
export function limitDiffers(inquiry: Inquiry): Found[] {
  const later = new Set(latestOf(inquiry).map(({ step }) => step.id));
  return inquiry.policy.steps.filter(({ id }) => !later.has(id)).flatMap((step) => {
    const national = nationalLimits(step, inquiry);
    const counted = standingLimits(inquiry.policy, step).map(({ readings }) => readings.map(({ limit }) => limit).filter(isCounted));
    const own = counted.filter((readings) => readings.some((limit) => fromAnEvent(limit, inquiry)));
    if (national.length === 0 || own.length === 0) return [];
    if (own.flat().some((limit) => national.some((one) => sameRule(limit, one.limit, inquiry)))) return [];
    return [differsFinding(step, own[0]!, national[0]!, inquiry)];
  });
}

const fromAnEvent = (limit: Limit, { vocabulary }: Inquiry): boolean => idsOfStart(limit.from).some((id) => Object.hasOwn(vocabulary.events, id));

function sameRule(one: Limit, other: Limit, inquiry: Inquiry): boolean {
  return one.unit === other.unit && largestCount(one) === largestCount(other) && one.amount?.kind === other.amount?.kind
    && idsOfStart(one.from).map((id) => markerOf(id, inquiry)).join() === idsOfStart(other.from).map((id) => markerOf(id, inquiry)).join();
}

/** @param readings every counted reading of one limit: one of them alone would be told as what the document says */
function differsFinding(step: Step, readings: readonly Limit[], national: NationalLimit, inquiry: Inquiry): Found {
  const own = readings.find((limit) => fromAnEvent(limit, inquiry))!;
  const starts = distinct(readings.flatMap((limit) => (limit.from ? [startClause(limit.from, inquiry.speech)] : [])));
  const units = distinct(readings.map(({ unit }) => unitText(unit)));
  const example = differsExample(step, own, readings, national, inquiry);
  return {
    kind: 'limit-differs', weight: example.isLater ? 'late-or-unnotified' : 'confusing', about: step.id, where: stepPlace(step.id), rules: [own.address],
    statement: `${named(step.id, inquiry)} has the limit ${limitWords(own, inquiry)}${units.length > 1 ? `, in ${joined(units, 'or')}` : ''}, counted from when ${joined(starts, 'or')}. The national limit is ${national.words}.`,
    example: example.example,
    cites: places(placesOfLimit(own, step.id, inquiry), national.limit.cite),
    ask: `Why is ${limitWords(own, inquiry)} not counted as the national limit is? Which of the two is to be kept?`,
  };
}

/** Whether the document counts from something that happens after the national start by nature. */
function isLaterStart(own: Limit, national: Limit, inquiry: Inquiry): boolean {
  const { position } = groundOf(inquiry);
  const [one, other] = [position(idsOfStart(own.from)[0] ?? ''), position(idsOfStart(national.from)[0] ?? '')];
  return one !== null && other !== null && one > other;
}

/** So many working days are put between two starts, to show that the limits part. */
const DAYS_BETWEEN = 3;

/**
 * Dates on which the two limits end on different days: the starts apart, or the national one only once the local limit has
 * passed. Whatever else a reading counts from has a day too, so that each has its end.
 */
function differsExample(step: Step, own: Limit, readings: readonly Limit[], national: NationalLimit, inquiry: Inquiry): { example: Found['example']; isLater: boolean } {
  const { calendar, days: [day] } = inquiry;
  const [[start], [nationalStart]] = [idsOfStart(own.from), idsOfStart(national.limit.from)];
  const nothing = { example: 'The two limits end on different days.', isLater: false };
  if (!day || !start || !nationalStart) return nothing;
  const endsOn = (on: Record<Id, IsoDate>) => distinct(endsIn(inquiry, caseOf(inquiry, { on }), step.id, own.address)).sort();
  const startsFrom = (first: IsoDate) => daysApart(distinct([start, ...readings.flatMap(({ from }) => idsNeeded(from))]).filter((id) => id !== step.id && id !== nationalStart), first, inquiry);
  const later = calendar.addWorkingDays(day, DAYS_BETWEEN) ?? day;
  const on = start === nationalStart ? { [start]: day, ...startsFrom(later) }
    : isLaterStart(own, national.limit, inquiry) ? { [nationalStart]: day, ...startsFrom(later) }
      : { ...startsFrom(day), [nationalStart]: workingDayAfter(endsOn(startsFrom(day)).at(-1) ?? day, inquiry) };
  const [ends, nationalDue] = [endsOn(on), endFrom(national.limit, on[nationalStart]!, 'latest', inquiry)?.end ?? null];
  if (ends.length === 0 || nationalDue === null) return nothing;
  const passed = `${ends.at(-1)! < on[nationalStart]! ? 'had ended by then,' : 'ends'} on ${joined(ends.map(formatDate), 'or')}`;
  const text = `${narratedCase(on, inquiry)} ${ends.length > 1 ? `By its readings, ${limitWords(own, inquiry)}` : capital(limitWords(own, inquiry))} ${passed}. The national limit ends on ${formatDate(nationalDue)}.`;
  return { example: { text, case: caseOf(inquiry, { on }) }, isLater: ends.at(-1)! > nationalDue };
}

const workingDayAfter = (day: IsoDate, { calendar }: Inquiry): IsoDate => calendar.addWorkingDays(day, 1) ?? day;
