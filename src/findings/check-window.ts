/** Steps that no day suits, however soon everything before them is done. */
import { dayNumber } from '../calendar/iso-date.ts';
import type { IsoDate, Step } from '../policy/model.ts';
import { stepPlace, type Found } from './finding.ts';
import { distinct, named, places, type Inquiry } from './inquiry.ts';
import { canBeDone, earliestDays, holdsAtTheSoonest, uppersOf, type Ground } from './solver.ts';
import { placesOfLimit, limitWords, readingsWords } from './sentences.ts';
import { dependsOn, groundOf, limitedSteps, startsFor, variantsOf, type Variant } from './slack.ts';
import { caseFrom, datesOf, linksTo, narrated } from './telling.ts';

/** Steps that no day suits from some start, with how many starts of the year that is so of. */
export function noDateMeets(inquiry: Inquiry): Found[] {
  const ground = groundOf(inquiry);
  return limitedSteps(inquiry).flatMap((step) => {
    const variants = variantsOf(inquiry, step);
    const found = variants.map((variant) => startsOf(variant, inquiry).find((day) => isWithoutDay(variant, day, ground)) ?? null);
    const place = found.findIndex((day) => day !== null);
    return place === -1 ? [] : [windowFinding(step, variants[place]!, variants.filter((_, index) => found[index] === null), inquiry, ground)];
  });
}

function startsOf(variant: Variant, inquiry: Inquiry): IsoDate[] {
  const { ordinary, special } = startsFor(variant, inquiry);
  return [...ordinary, ...special];
}

/** Whether what comes before can be done from that day on, and the step then not. */
export function isWithoutDay({ network }: Variant, day: IsoDate, ground: Ground): boolean {
  const pins = { day: dayNumber(day) };
  const own = uppersOf(network, network.target);
  // Most steps can be done, and most of them at once, so that is asked first.
  if (own.length === 0 || holdsAtTheSoonest(network, pins, ground) || canBeDone(network, pins, ground) || !canBeDone(network, pins, ground, 'target')) return false;
  const days = earliestDays(network, pins, ground);
  return days !== null && own.every(({ from, end }) => from.every((one) => end(days.get(one) ?? pins.day) !== null));
}

function windowFinding(step: Step, variant: Variant, suited: readonly Variant[], inquiry: Inquiry, ground: Ground): Found {
  const without = inquiry.days.filter((day) => isWithoutDay(variant, day, ground));
  const day = without[0]!;
  const own = uppersOf(variant.network, step.id);
  const limits = distinct(own.map(({ limit }) => limit));
  const depends = dependsOn(variant, suited);
  const days = earliestDays(variant.network, { day: dayNumber(day) }, ground)!;
  const links = linksTo(own.flatMap(({ from }) => from), variant, days, own);
  return {
    kind: 'window-no-date-meets', weight: 'late-or-unnotified', about: step.id, where: stepPlace(step.id),
    rules: distinct([step.id, ...limits.map(({ address }) => address), ...Object.keys(depends)]),
    statement: `No day suits every limit of ${named(step.id, inquiry)}: ${limits.map((limit) => limitWords(limit, inquiry)).join(', ')}. That is so from ${without.length} of the ${inquiry.days.length} days of ${day.slice(0, 4)} on which it could start. ${readingsWords(depends, inquiry)}`.trim(),
    example: { text: `${narrated(links, inquiry)} No day is then left for ${named(step.id, inquiry)}.`, case: caseFrom(variant, datesOf(links, inquiry), limits, depends, inquiry) },
    cites: places(...limits.map((limit) => placesOfLimit(limit, step.id, inquiry))),
    ask: `On which day is ${named(step.id, inquiry)} to be done, and which of its limits gives way?`,
  };
}
