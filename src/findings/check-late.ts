/**
 * Steps that can be late although everything before them was in time: by the order of the steps, or because another
 * limit of the step allows a later day. What is found is a set of real dates on which it happens. A decision that takes
 * the time, and a numbered day set against a time limit, are kinds of their own.
 */
import { formatDate, fromDayNumber } from '../calendar/iso-date.ts';
import type { Id, IsoDate, Step } from '../policy/model.ts';
import { stepPlace, type FindingKind, type Found } from './finding.ts';
import { distinct, named, places, stepOf, type Inquiry } from './inquiry.ts';
import { looseStarts, uppersOf, type Ground } from './solver.ts';
import { apart, placesOfLimit, limitWords, readingsWords, startWords, titles, workingDays } from './sentences.ts';
import { MOST_LAG, chainTo, dependsOn, groundOf, isSameDay, limitedSteps, ruleOf, squeezesFrom, startsFor, variantsOf, type Link, type Squeeze, type Variant } from './slack.ts';
import { caseFrom, countsOf, datesOf, linksTo, narrated } from './telling.ts';

/** A limit that can be broken, with the readings without which it could not. */
interface Broken {
  squeeze: Squeeze;
  depends: Record<string, Id>;
  /** The last step before it that had a limit of its own and took all of it. */
  last: Link | null;
}

/** Each limit that can be broken though all before it was in time; steps under one rule together. */
export function lateThoughInTime(inquiry: Inquiry): Found[] {
  return mergedByRule(brokenLimits(inquiry)).map((group) => lateFinding(group, inquiry));
}

const known = new WeakMap<Inquiry, Broken[]>();

/** Every limit of the policy that can be broken though all before was in time, with its plainest example. */
export function brokenLimits(inquiry: Inquiry): Broken[] {
  let broken = known.get(inquiry);
  if (!broken) {
    const ground = groundOf(inquiry);
    known.set(inquiry, broken = limitedSteps(inquiry).flatMap((step) => brokenLimitsOf(step, inquiry, ground)));
  }
  return broken;
}

function brokenLimitsOf(step: Step, inquiry: Inquiry, ground: Ground): Broken[] {
  const variants = variantsOf(inquiry, step).filter(({ network }) => uppersOf(network, step.id).some(({ limit }) => !isSameDay(limit)));
  const addresses = distinct(variants.flatMap(({ network }) => uppersOf(network, step.id).map(({ limit }) => limit.address)));
  return addresses.flatMap((address) => {
    const found = variants.map((variant) => ({ variant, squeeze: plainest(step, variant, address, inquiry, ground) }));
    const [best] = found.flatMap(({ squeeze }) => squeeze ?? []).sort((one, other) => rank(one, inquiry) - rank(other, inquiry));
    if (!best) return [];
    const notFound = found.filter(({ squeeze }) => squeeze === null).map(({ variant }) => variant);
    const last = chainTo(best.after, best.variant, best.days).findLast(({ upper }) => upper !== null) ?? null;
    return [{ squeeze: best, depends: dependsOn(best.variant, notFound), last }];
  });
}

/** Less lag, an ordinary week, days that are all working days and fewer decisions make a plainer example. */
function rank({ lag, variant, day, days }: Squeeze, { calendar, week }: Inquiry): number {
  const isOrdinary = week.includes(day);
  const isWorking = [...days.values()].every((one) => !Number.isFinite(one) || calendar.isWorkingDay(fromDayNumber(one)) === true);
  return (lag?.days ?? 0) * 100 + (isOrdinary ? 0 : 50) + (isWorking ? 0 : 20) + Object.keys(variant.way.decided).length;
}

/** The plainest example of a limit that is broken in one network, from an ordinary week if there is one; null where it never is. */
function plainest(step: Step, variant: Variant, address: string, inquiry: Inquiry, ground: Ground): Squeeze | null {
  const { ordinary, special } = startsFor(variant, inquiry);
  const broken = (days: readonly IsoDate[], lag: Squeeze['lag']): Squeeze | null => {
    for (const day of days) {
      const found = squeezesFrom(step, variant, day, lag, ground, address).find(({ upper }) => !isSameDay(upper.limit));
      if (found) return found;
    }
    return null;
  };
  const straight = broken(ordinary, null);
  if (straight) return straight;
  const [lagging] = looseStarts(variant.network).flatMap((of) => {
    const atMost = broken(ordinary, { of, days: MOST_LAG });
    if (!atMost) return [];
    for (let days = 1; days < MOST_LAG; days += 1) {
      const found = broken(ordinary, { of, days });
      if (found) return [found];
    }
    return [atMost];
  }).sort((one, other) => one.lag!.days - other.lag!.days);
  return lagging ?? broken(special, null);
}

function mergedByRule(broken: readonly Broken[]): Broken[][] {
  const groups = new Map<string, Broken[]>();
  for (const one of broken) {
    const { upper, by, lag } = one.squeeze;
    const key = [ruleOf(upper.limit), one.last?.node, by, lag?.of, lag?.days].join('|');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function kindOf({ squeeze, last }: Broken, { policy }: Inquiry): FindingKind {
  if (last && (stepOf(policy, last.node)?.outcomes.length ?? 0) > 0) return 'decision-after-deadline';
  if (squeeze.upper.limit.amount?.kind === 'numbered' && last?.upper?.limit.amount?.kind === 'span') return 'day-and-duration';
  return 'negative-slack';
}

function lateFinding(group: Broken[], inquiry: Inquiry): Found {
  const [{ squeeze, depends, last }] = group as [Broken, ...Broken[]];
  const { step, variant, upper, days, deadline, reached, by, after, other, lag } = squeeze;
  const steps = distinct(group.map((one) => one.squeeze.step.id));
  const [words, otherWords] = [limitWords(upper.limit, inquiry), other ? limitWords(other.limit, inquiry) : ''];
  const gap = apart(deadline, reached, inquiry);
  const have = steps.length === 1 ? 'has' : 'have';
  const before = last ? `${named(last.node, inquiry)}, with the limit ${limitWords(last.upper!.limit, inquiry)},` : named(after, inquiry);
  const when = lag ? `, if ${lagWords(squeeze, inquiry)}` : '';
  const statement = by === 'limit'
    ? `${titles(steps, inquiry)} ${have} two limits, and ${otherWords} allows a day that is ${gap} too late for ${words}${when}.`
    : `${titles(steps, inquiry)} ${have} the limit ${words}. ${before} comes first, and can be in time and still fall ${gap} after that limit has ended${when}.`;
  const links = linksTo([...upper.from, after], variant, days, [upper, ...(other ? [other] : [])]);
  const limits = [upper.limit, ...links.flatMap((link) => (link.upper ? [link.upper.limit] : [])), ...(other ? [other.limit] : [])];
  const end = by === 'limit'
    ? `${named(step.id, inquiry)} is then allowed until ${formatDate(reached)} by ${otherWords}, but ${words} ended on ${formatDate(deadline)}, ${gap} earlier.`
    : `${named(step.id, inquiry)} cannot come before ${formatDate(reached)}, but ${words} ended on ${formatDate(deadline)}, ${gap} earlier.`;
  return {
    kind: kindOf(group[0]!, inquiry), weight: 'late-or-unnotified', about: upper.limit.address.replaceAll('/', '-'), where: stepPlace(step.id),
    rules: distinct([...group.map((one) => one.squeeze.upper.limit.address), ...limits.map(({ address }) => address), ...Object.keys(depends)]),
    statement: `${statement} ${readingsWords(depends, inquiry)}`.trim(),
    example: {
      text: `${narrated(links, inquiry)} ${end}`,
      case: caseFrom(variant, { ...datesOf(links, inquiry), [step.id]: reached }, limits, depends, inquiry),
      counts: countsOf(chainTo(after, variant, days), [...(other ? [{ upper: other, end: reached }] : []), { upper, end: deadline }], days, inquiry),
    },
    cites: places(placesOfLimit(upper.limit, step.id, inquiry), last ? placesOfLimit(last.upper!.limit, last.node, inquiry) : [], other ? placesOfLimit(other.limit, step.id, inquiry) : []),
    ask: by === 'limit'
      ? `Which of the two holds for ${named(step.id, inquiry)}: ${otherWords} or ${words}? Should the steps before it end sooner, so that both can be kept?`
      : `How is ${named(step.id, inquiry)} to keep to ${words} when ${last ? `${named(last.node, inquiry)} takes the time it is given` : 'what comes before it takes its time'}? Should one of the two be shorter, or count from another day?`,
  };
}

/** "the referral was received 1 working day after the local authority became aware". */
function lagWords({ lag, upper, variant, days }: Squeeze, inquiry: Inquiry): string {
  const [start] = upper.from;
  const before = chainTo(lag!.of, variant, days).at(-2)?.node;
  const isWithStart = before === undefined || (start !== undefined && days.get(start) === days.get(before));
  const follows = isWithStart && start !== lag!.of ? start : before;
  return `${startWords(lag!.of, inquiry)} ${workingDays(lag!.days)} after ${follows === undefined ? 'what it follows' : startWords(follows, inquiry)}`;
}
