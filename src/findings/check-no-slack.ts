/**
 * Steps that are left no time: due on the very day on which what comes before them may end, or allowed from the very day
 * on which what they need is due. Each holds all through an ordinary week, so that no accident of one calendar is told.
 */
import { dayNumber, formatDate, fromDayNumber } from '../calendar/iso-date.ts';
import type { Id, IsoDate, Limit, Step } from '../policy/model.ts';
import { brokenLimits } from './check-late.ts';
import { stepPlace, type Found } from './finding.ts';
import { distinct, named, places, type Inquiry } from './inquiry.ts';
import type { Network, Upper } from './network.ts';
import { givenDays, lowersOf, uppersOf, type Ground, type Days } from './solver.ts';
import { placesOfLimit, limitWords, readingsWords, titles } from './sentences.ts';
import { chainTo, dependsOn, groundOf, isSameDay, limitedSteps, ruleOf, startsFor, variantsOf, type Variant } from './slack.ts';
import { caseFrom, countsOf, datesOf, linksTo, narrated } from './telling.ts';

/** A limit that ends with another before it. */
interface Tight { step: Step; variant: Variant; upper: Upper; before: Id; beforeUpper: Upper; days: Days; end: IsoDate; depends: Record<string, Id> }

/** Each limit that ends, and each window that opens, on the day on which what comes before may only just be done. */
export function noSlack(inquiry: Inquiry): Found[] {
  const ground = groundOf(inquiry);
  const broken = new Set(brokenLimits(inquiry).map(({ squeeze }) => squeeze.upper.limit.address));
  const tight = limitedSteps(inquiry).flatMap((step) => tightLimits(step, inquiry, ground)).filter(({ upper }) => !broken.has(upper.limit.address));
  return [
    ...mergedByRule(tight).map((group) => tightFinding(group, inquiry)),
    ...firstOnly(limitedSteps(inquiry).flatMap((step) => openingOf(step, inquiry, ground))),
  ];
}

// ---- due on the same day ---------------------------------------------------------------------------------------

function tightLimits(step: Step, inquiry: Inquiry, ground: Ground): Tight[] {
  const variants = variantsOf(inquiry, step);
  const found = variants.map((variant) => tightIn(step, variant, startsFor(variant, inquiry).ordinary, ground));
  const addresses = distinct(found.flat().map(({ upper, before }) => `${upper.limit.address} ${before}`));
  return addresses.flatMap((key) => {
    const isIt = (one: Omit<Tight, 'depends'>) => `${one.upper.limit.address} ${one.before}` === key;
    const first = found.flat().find(isIt)!;
    const notFound = variants.filter((_, place) => !found[place]!.some(isIt));
    return [{ ...first, depends: dependsOn(first.variant, notFound) }];
  }).filter((one, place, all) => all.findIndex(({ upper }) => upper.limit.address === one.upper.limit.address) === place);
}

function tightIn(step: Step, variant: Variant, week: readonly IsoDate[], ground: Ground): Omit<Tight, 'depends'>[] {
  const { network } = variant;
  const own = uppersOf(network, step.id).filter(({ limit, from }) => !isSameDay(limit) && from.length === 1);
  if (own.length === 0) return [];
  const given = week.map((day) => givenDays(network, { day: dayNumber(day) }, ground));
  const preceding = precedingLimits(network, step.id);
  return own.flatMap((upper) => {
    const start = upper.from[0]!;
    const meets = (one: Upper): boolean => given.every((days) => {
      const [start, day] = [days?.get(upper.from[0]!), days?.get(one.of)];
      return start !== undefined && day !== undefined && upper.end(start) === day && one.end(days!.get(one.from[0]!) ?? Infinity) === day;
    });
    // Few limits meet, so that is asked first.
    const before = preceding.find((one) => meets(one) && one.of !== start && isAnotherRule(one.limit, upper.limit) && !nodesBefore(network, start).has(one.of));
    const [days] = given;
    return before && days ? [{ step, variant, upper, before: before.of, beforeUpper: before, days, end: fromDayNumber(days.get(before.of)!) }] : [];
  });
}

/** The limits of the steps from which arrows lead here, nearest first. */
function precedingLimits(network: Network, target: Id): Upper[] {
  const found: Upper[] = [];
  const seen = new Set([target]);
  for (let open = [target]; open.length > 0;) {
    const next = distinct(open.flatMap((node) => lowersOf(network, node).filter(({ limit, begin }) => limit === null || begin(0) === 0).map(({ from }) => from))).filter((node) => !seen.has(node));
    for (const node of next) {
      seen.add(node);
      found.push(...uppersOf(network, node).filter(({ limit }) => !isSameDay(limit)));
    }
    open = next;
  }
  return found;
}

/** Everything that a node is counted from or comes after. */
function nodesBefore(network: Network, node: Id): Set<Id> {
  const found = new Set<Id>();
  for (let open = [node]; open.length > 0;) {
    open = distinct(open.flatMap((one) => [...lowersOf(network, one).map(({ from }) => from), ...uppersOf(network, one).flatMap(({ from }) => from)])).filter((one) => !found.has(one));
    for (const one of open) found.add(one);
  }
  return found;
}

/** Two steps under one heading, or on one numbered day, are meant for the same day. */
function isAnotherRule(one: Limit, other: Limit): boolean {
  if (ruleOf(one) === ruleOf(other)) return false;
  return !(one.amount?.kind === 'numbered' && other.amount?.kind === 'numbered' && one.amount.last === other.amount.last);
}

function mergedByRule(tight: readonly Tight[]): Tight[][] {
  const groups = new Map<string, Tight[]>();
  for (const one of tight) {
    const key = `${ruleOf(one.upper.limit)} ${one.before}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function tightFinding(group: Tight[], inquiry: Inquiry): Found {
  const [{ step, variant, upper, before, beforeUpper, days, end, depends }] = group as [Tight, ...Tight[]];
  const steps = group.map((one) => one.step.id);
  const links = linksTo([...upper.from, before], variant, days, [upper, beforeUpper]);
  return {
    kind: 'no-slack', weight: 'confusing', about: upper.limit.address.replaceAll('/', '-'), where: stepPlace(step.id),
    rules: distinct([upper.limit.address, beforeUpper.limit.address, ...group.map((one) => one.upper.limit.address), ...Object.keys(depends)]),
    statement: `${named(before, inquiry)}, with the limit ${limitWords(beforeUpper.limit, inquiry)}, can end on the very day by which ${titles(steps, inquiry)}, with the limit ${limitWords(upper.limit, inquiry)}, ${steps.length === 1 ? 'is' : 'are'} due. Not one day lies between them. ${readingsWords(depends, inquiry)}`.trim(),
    example: {
      text: `${narrated(links, inquiry)} ${named(step.id, inquiry)} is due on that same day, ${formatDate(end)}.`,
      case: caseFrom(variant, datesOf(links, inquiry), [upper.limit, beforeUpper.limit], depends, inquiry),
      counts: countsOf(chainTo(before, variant, days), [{ upper, end }], days, inquiry),
    },
    cites: places(placesOfLimit(upper.limit, step.id, inquiry), placesOfLimit(beforeUpper.limit, before, inquiry)),
    ask: `How much time is meant to lie between ${named(before, inquiry)} and ${named(step.id, inquiry)}?`,
  };
}

// ---- allowed from the same day -----------------------------------------------------------------------------------

/** What is due too late for one step is too late for those after it: the first says it. */
function firstOnly(found: readonly Found[]): Found[] {
  return found.filter((one, place) => found.findIndex(({ kind, rules }) => kind === one.kind && rules[1] === one.rules[1]) === place);
}

interface Opening { variant: Variant; days: Days; limit: Limit; from: Id; upper: Upper; opening: number; due: number }

/** A window that opens on the day on which what the step needs is due, or before it. */
function openingOf(step: Step, inquiry: Inquiry, ground: Ground): Found[] {
  if (step.each !== null) return [];
  const variants = variantsOf(inquiry, step);
  const found = variants.map((variant) => openingIn(step, variant, startsFor(variant, inquiry).ordinary, ground));
  const isWorking = ({ days }: Opening) => [...days.values()].every((day) => inquiry.calendar.isWorkingDay(fromDayNumber(day)) === true);
  const first = found.find((one) => one !== null && isWorking(one)) ?? found.find((one) => one !== null);
  if (!first) return [];
  const depends = dependsOn(first.variant, variants.filter((_, place) => found[place] === null));
  const { variant, days, limit, from, upper, opening, due } = first;
  const links = linksTo([from, upper.of], variant, days, [upper]);
  const [own, other, needed] = [limitWords(limit, inquiry), limitWords(upper.limit, inquiry), named(upper.of, inquiry)];
  return [{
    kind: due > opening ? 'before-need' : 'no-slack', weight: 'confusing', about: `${step.id}-opening`, where: stepPlace(step.id),
    rules: distinct([limit.address, upper.limit.address, ...Object.keys(depends)]),
    statement: `${due > opening
      ? `${named(step.id, inquiry)}, with the limit ${own}, is allowed before ${needed}, with the limit ${other}, is due.`
      : `On the first day that ${own} allows for ${named(step.id, inquiry)}, ${needed}, with the limit ${other}, may only just be due. That leaves no time to read what came in.`} ${readingsWords(depends, inquiry)}`.trim(),
    example: {
      text: `${narrated(links, inquiry)} ${named(step.id, inquiry)} is allowed from ${formatDate(fromDayNumber(opening))}.`,
      case: caseFrom(variant, datesOf(links.filter(({ node }) => node !== upper.of), inquiry), [limit, upper.limit], depends, inquiry),
      counts: null,
    },
    cites: places(placesOfLimit(limit, step.id, inquiry), placesOfLimit(upper.limit, upper.of, inquiry)),
    ask: `How long before ${named(step.id, inquiry)} must ${needed} be done?`,
  }];
}

function openingIn(step: Step, variant: Variant, week: readonly IsoDate[], ground: Ground): Opening | null {
  const { network } = variant;
  const given = week.map((day) => givenDays(network, { day: dayNumber(day) }, ground));
  for (const { from, limit, begin } of lowersOf(network, step.id)) {
    const closes = limit && uppersOf(network, step.id).find((one) => one.limit.address === limit.address);
    if (!limit || !closes) continue;
    const opening = (days: Days | null): number | null => (days?.has(from) ? begin(days.get(from)!) : null);
    const isWindow = given.every((days) => opening(days) !== null && opening(days)! > days!.get(from)! && (closes.end(days!.get(from)!) ?? 0) > opening(days)!);
    if (!isWindow) continue;
    const needed = precedingLimits(network, step.id).find((upper) => upper.of !== from && isOfAnotherNumbering(upper.limit, limit)
      && given.every((days) => (days!.get(upper.of) ?? -Infinity) >= opening(days)!));
    const [days] = given;
    if (needed && days) return { variant, days, limit, from, upper: needed, opening: opening(days)!, due: days.get(needed.of)! };
  }
  return null;
}

/** Days of one numbering are set side by side by the document itself. */
const isOfAnotherNumbering = (one: Limit, other: Limit): boolean =>
  ruleOf(one) !== ruleOf(other) && !(one.clock !== null && one.clock === other.clock && one.amount?.kind === 'numbered' && other.amount?.kind === 'numbered');
