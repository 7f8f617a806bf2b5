/** Limits and clocks that do not say which days they count; the example is the first plain case in which it moves a date. */
import { formatDate } from '../calendar/iso-date.ts';
import { capital, joined, unitText } from '../engine/words.ts';
import type { Id, Limit, Policy, Reading, Start, Unit } from '../policy/model.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standingLimits } from '../policy/step-limits.ts';
import { doubtPlace, stepPlace, type Found } from './finding.ts';
import { caseOf, distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { endIn, isCounted, largestCount } from './limits.ts';
import { happened, placesOfLimit, limitWords, withoutStop } from './sentences.ts';
import { changed, givenInTwoWays, limitsMoved, standing, pairDifferingIn, mostCounted, sitesOf, type Site } from './doubt-sites.ts';

/** Limits and clocks that do not say which days they count. */
export function unitNotStated(inquiry: Inquiry): Found[] {
  return [...sitesOf(inquiry).filter(isInTwoUnits).map((site) => unitFinding(site, inquiry)), ...unitless(inquiry)];
}

/** Whether the readings of a clock or a limit each give a unit of days, and not the same. Words that say hours leave no unit open. */
export const isInTwoUnits = ({ doubt, kind }: Site): boolean => (kind === 'clock' || kind === 'limit') && givenInTwoWays(doubt, 'unit')
  && doubt.readings.every((reading) => changed(reading, 'unit') !== 'hour');

function unitFinding(site: Site, inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const units = distinct(doubt.readings.flatMap((reading) => (changed(reading, 'unit') as Unit | undefined) ?? []));
  const refuted = doubt.readings.find(({ refutedBy }) => refutedBy !== null);
  const isOpen = givenInTwoWays(standing(doubt), 'unit');
  const moved = distinct(limitsMoved(site, 'unit', inquiry.policy).map(({ step }) => step.id));
  return {
    kind: 'unit-not-stated', weight: isOpen ? 'late-or-unnotified' : 'confusing', about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address),
    rules: [doubt.address],
    statement: [
      `${capital(name)} does not say whether its days are ${joined(units.map((unit) => unitText(unit)), 'or')}.`,
      moved.length > 1 ? `${moved.length} steps are counted this way.` : '',
      ...peersOf(site, inquiry),
      refuted && !isOpen ? `Its own order rules one of the two out: ${withoutStop(refuted.refutedBy!)}.` : '',
    ].filter((text) => text !== '').join(' '),
    example: unitExample(site, inquiry),
    cites: places(cite),
    ask: `Are the days of ${name} ${joined(units.map((unit) => unitText(unit)), 'or')}?`,
  };
}

/** What other documents say of the same step, where they give the same number and say which days. */
function peersOf(site: Site, { policy, others }: Inquiry): string[] {
  const limits = limitsMoved(site, 'unit', policy);
  const [first] = limits;
  if (!first || limits.length > 2) return [];
  const count = largestCount(limits.map(({ limit }) => limit).find((limit) => largestCount(limit) > 0) ?? first.limit);
  const says = (other: Policy, limit: Limit) => (limit.unit ?? other.clocks.find(({ id }) => id === limit.clock)?.unit) === 'working-day';
  const saying = others.filter((other) => stepsDoing(other, [first.step.does[0]!]).some(({ limits: theirs }) => theirs.some((limit) => says(other, limit) && largestCount(limit) === count)));
  return saying.length === 0 ? [] : [`For the same step ${joined(saying.map(({ title }) => title), 'and')} ${saying.length === 1 ? 'says' : 'say'} working days.`];
}

function unitExample(site: Site, inquiry: Inquiry): Found['example'] {
  const { doubt } = site;
  const [one, other] = pairDifferingIn(doubt, 'unit', ['from']);
  for (const { step, limit } of mostCounted(limitsMoved(site, 'unit', inquiry.policy))) {
    const from = (changed(one, 'from') ?? limit.from ?? (site.base as { from?: Start | null }).from ?? null) as Start | null;
    const [start, ...more] = idsOfStart(from);
    if (start === undefined || more.length > 0 || start === step.id) continue;
    for (const day of inquiry.days) {
      const given = (reading: Id) => caseOf(inquiry, { on: { [start]: day }, readings: { [doubt.address]: reading } });
      const [first, second] = [endIn(inquiry, given(one.id), step.id, limit.address), endIn(inquiry, given(other.id), step.id, limit.address)];
      if (first === null || second === null || first === second) continue;
      const unitOf = (reading: Reading<unknown>) => unitText(changed(reading, 'unit') as Unit);
      return {
        text: `${happened(start, day, inquiry)}. ${named(step.id, inquiry)}, ${limitWords(limit, inquiry)}, is due by ${formatDate(first)} in ${unitOf(one)} and by ${formatDate(second)} in ${unitOf(other)}.`,
        case: caseOf(inquiry, { on: { [start]: day } }),
      };
    }
  }
  return `No date of ${site.name} differs in the year searched.`;
}

/** Limits in no doubt that count days and still do not say which. */
function unitless(inquiry: Inquiry): Found[] {
  return inquiry.policy.steps.flatMap((step) => standingLimits(inquiry.policy, step).filter(({ readings }) => readings.every(({ limit }) => isCounted(limit) && limit.unit === null)).map(({ limit }): Found => ({
    kind: 'unit-not-stated', weight: 'late-or-unnotified', about: limit.address.replaceAll('/', '-'), where: stepPlace(step.id), rules: [limit.address],
    statement: `${capital(limitWords(limit, inquiry))}, for ${named(step.id, inquiry)}, does not say which days are counted.`,
    example: `Counted in working days and in calendar days, ${limitWords(limit, inquiry)} ends on different days.`,
    cites: places(placesOfLimit(limit, step.id, inquiry)),
    ask: `Are the days of ${limitWords(limit, inquiry)} working days or calendar days?`,
  })));
}
