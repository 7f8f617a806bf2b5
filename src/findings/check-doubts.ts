/**
 * What the document's own words leave open: which days are counted, from when, and every other doubt that its rules
 * carry. Where a doubt moves a date, the example is the first plain case in which it does.
 */
import { formatDate, dayNumber, fromDayNumber } from '../calendar/iso-date.ts';
import { smallestAnswers } from '../engine/conditions.ts';
import { actorWithSuccessor, capital, conditionPhrase, joined, outcomeText, startText, uncapital, whoText } from '../engine/words.ts';
import type { Doubt, Id, IsoDate, Limit, Next, Place, Policy, Reading, Start, Step, Told, Tree, Unit, Who } from '../policy/model.ts';
import { doubtPlace, stepPlace, type Example, type Found } from './finding.ts';
import { answersWords, caseOf, distinct, named, places, stepsDoing, type Inquiry } from './inquiry.ts';
import { endIn, isCounted, largestCount, readLimits, startIds, stepIn } from './limits.ts';
import { givenDays } from './network.ts';
import { happened, limitPlaces, limitWords, titles, withoutStop } from './sentences.ts';
import { groundOf, variantsUnder } from './slack.ts';
import { waysTo, type Way } from './ways.ts';

/** A doubt with what it is about, and the limits that rest on it. */
interface Site {
  doubt: Doubt<unknown>;
  kind: 'clock' | 'criterion' | 'step' | 'limit' | 'outcome';
  /** Named in a sentence. */
  name: string;
  cite: Place[];
  step: Step | null;
  limits: { step: Step; limit: Limit }[];
  /** What holds under every reading. */
  base: object;
}

/** Limits and clocks that do not say which days they count. */
export function unitNotStated(inquiry: Inquiry): Found[] {
  return [...sitesOf(inquiry).filter(({ doubt, kind }) => (kind === 'clock' || kind === 'limit') && givenInTwoWays(doubt, 'unit')).map((site) => unitFinding(site, inquiry)), ...unitless(inquiry)];
}

/** Limits and clocks whose start is not stated, or can be read in more than one way. */
export function startNotStated(inquiry: Inquiry): Found[] {
  return [...sitesOf(inquiry).filter(({ doubt, kind }) => (kind === 'clock' || kind === 'limit') && givenInTwoWays(standing(doubt), 'from')).map((site) => startFinding(site, inquiry)), ...startless(inquiry)];
}

/** Every other doubt: what follows, who is told, whether a limit holds, in which cases a step applies. */
export function twoReadings(inquiry: Inquiry): Found[] {
  return sitesOf(inquiry).flatMap((site) => {
    const keys = KEYS.filter(({ key }) => differs(standing(site.doubt), key) && !(key === 'actor' && isAboutWhoDecides(site)));
    return keys.length === 0 ? [] : [readingsFinding(site, keys, inquiry)];
  });
}

/** A decision's actor in doubt where a group recommends to it is told as that. */
const isAboutWhoDecides = ({ step }: Site): boolean => (step?.outcomes.length ?? 0) > 0 && (step?.recommends ?? null) !== null;

function sitesOf({ policy }: Inquiry): Site[] {
  const sites: Site[] = [];
  for (const clock of policy.clocks) {
    const limits = policy.steps.flatMap((step) => step.limits.filter((limit) => limit.clock === clock.id).map((limit) => ({ step, limit })));
    if (clock.doubt) sites.push({ doubt: clock.doubt as Doubt<unknown>, kind: 'clock', name: `“${clock.asWritten ?? clock.id}”`, cite: clock.cite, step: null, limits, base: clock });
  }
  for (const criterion of policy.criteria) {
    if (criterion.doubt) sites.push({ doubt: criterion.doubt as Doubt<unknown>, kind: 'criterion', name: `“${criterion.title}”`, cite: criterion.cite, step: null, limits: [], base: criterion });
  }
  for (const step of policy.steps) {
    if (step.doubt) sites.push({ doubt: step.doubt as Doubt<unknown>, kind: 'step', name: `“${step.title}”`, cite: step.cite, step, limits: [], base: step });
    for (const limit of step.limits) {
      const name = limit.asWritten === null ? `the time for “${step.title}”` : `“${limit.asWritten}” for “${step.title}”`;
      if (limit.doubt) sites.push({ doubt: limit.doubt as Doubt<unknown>, kind: 'limit', name, cite: limit.cite.length > 0 ? limit.cite : step.cite, step, limits: [{ step, limit }], base: limit });
    }
    for (const outcome of step.outcomes) {
      if (outcome.doubt) sites.push({ doubt: outcome.doubt as Doubt<unknown>, kind: 'outcome', name: `“${step.title}”`, cite: outcome.cite, step, limits: [], base: outcome });
    }
  }
  return sites;
}

const changed = (reading: Reading<unknown>, key: string): unknown => (reading.changes as Record<string, unknown>)[key];
const standing = (doubt: Doubt<unknown>): Doubt<unknown> => ({ ...doubt, readings: doubt.readings.filter(({ refutedBy }) => refutedBy === null) });
const differs = ({ readings }: Doubt<unknown>, key: string): boolean => new Set(readings.map((reading) => JSON.stringify(changed(reading, key) ?? null))).size > 1;

/** Whether readings give a key in more than one way; one that gives none says nothing of it. */
const givenInTwoWays = ({ readings }: Doubt<unknown>, key: string): boolean =>
  new Set(readings.flatMap((reading) => (changed(reading, key) == null ? [] : [JSON.stringify(changed(reading, key))]))).size > 1;

/** Two readings that differ in one key and, if there are such, in none of the others. */
function pairDifferingIn(doubt: Doubt<unknown>, key: string, others: readonly string[]): [Reading<unknown>, Reading<unknown>] {
  const value = (reading: Reading<unknown>, name: string) => JSON.stringify(changed(reading, name) ?? null);
  const pairs = doubt.readings.flatMap((one, place) => doubt.readings.slice(place + 1).map((other): [Reading<unknown>, Reading<unknown>] => [one, other]))
    .filter(([one, other]) => changed(one, key) != null && changed(other, key) != null && value(one, key) !== value(other, key));
  return pairs.find(([one, other]) => others.every((name) => value(one, name) === value(other, name))) ?? pairs[0]!;
}

// ---- which days ----------------------------------------------------------------------------------------------

const UNIT_WORDS: Record<Unit, string> = { 'working-day': 'working days', 'calendar-day': 'calendar days', hour: 'hours', month: 'months' };

function unitFinding(site: Site, inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const units = distinct(doubt.readings.flatMap((reading) => (changed(reading, 'unit') as Unit | undefined) ?? []));
  const refuted = doubt.readings.find(({ refutedBy }) => refutedBy !== null);
  const isOpen = givenInTwoWays(standing(doubt), 'unit');
  const moved = distinct(site.limits.map(({ step }) => step.id));
  return {
    kind: 'unit-not-stated', weight: isOpen ? 'late-or-unnotified' : 'confusing', about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address),
    rules: [doubt.address],
    statement: [
      `${capital(name)} does not say whether its days are ${joined(units.map((unit) => UNIT_WORDS[unit]), 'or')}.`,
      moved.length > 1 ? `${moved.length} steps are counted so.` : '',
      ...peersOf(site, inquiry),
      refuted && !isOpen ? `Its own order rules one of the two out: ${withoutStop(refuted.refutedBy!)}.` : '',
    ].filter((text) => text !== '').join(' '),
    example: unitExample(site, inquiry),
    cites: places(cite),
    ask: `Are the days of ${name} ${joined(units.map((unit) => UNIT_WORDS[unit]), 'or')}?`,
  };
}

/** What other documents say of the same step, where they give the same number and say which days. */
function peersOf({ limits }: Site, { others }: Inquiry): string[] {
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
  for (const { step, limit } of mostCounted(site)) {
    const from = (changed(one, 'from') ?? limit.from ?? (site.base as { from?: Start | null }).from ?? null) as Start | null;
    const [start, ...more] = startIds(from);
    if (start === undefined || more.length > 0 || start === step.id) continue;
    for (const day of inquiry.days) {
      const given = (reading: Id) => caseOf(inquiry, { on: { [start]: day }, readings: { [doubt.address]: reading } });
      const [first, second] = [endIn(inquiry, given(one.id), step.id, limit.address), endIn(inquiry, given(other.id), step.id, limit.address)];
      if (first === null || second === null || first === second) continue;
      const unitOf = (reading: Reading<unknown>) => UNIT_WORDS[changed(reading, 'unit') as Unit];
      return {
        text: `${happened(start, day, inquiry)}. ${named(step.id, inquiry)}, ${limitWords(limit, inquiry)}, is due by ${formatDate(first)} in ${unitOf(one)} and by ${formatDate(second)} in ${unitOf(other)}.`,
        case: caseOf(inquiry, { on: { [start]: day } }),
      };
    }
  }
  return `No date of ${site.name} differs in the year searched.`;
}

const mostCounted = ({ limits }: Site): Site['limits'] => [...limits].sort((one, other) => largestCount(other.limit) - largestCount(one.limit));

/** Limits in no doubt that count days and still do not say which. */
function unitless(inquiry: Inquiry): Found[] {
  return inquiry.policy.steps.flatMap((step) => readLimits(inquiry.policy, step).filter(({ readings }) => readings.every(({ limit }) => isCounted(limit) && limit.unit === null)).map(({ limit }): Found => ({
    kind: 'unit-not-stated', weight: 'late-or-unnotified', about: limit.address.replaceAll('/', '-'), where: stepPlace(step.id), rules: [limit.address],
    statement: `${capital(limitWords(limit, inquiry))}, for ${named(step.id, inquiry)} does not say which days are counted.`,
    example: `Counted in working days and in calendar days, ${limitWords(limit, inquiry)} ends on different days.`,
    cites: places(limitPlaces(limit, step.id, inquiry)),
    ask: `Are the days of ${limitWords(limit, inquiry)} working days or calendar days?`,
  })));
}

// ---- from when ---------------------------------------------------------------------------------------------------

function startFinding(site: Site, inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const read = standing(doubt);
  const starts = distinct(read.readings.flatMap((reading) => { const from = changed(reading, 'from') as Start | undefined; return from ? [startText(from, inquiry.speech)] : []; }));
  const moved = distinct(site.limits.map(({ step }) => step.id));
  const says: Record<Doubt<unknown>['kind'], string> = {
    'not-stated': `${capital(name)} does not say from which day it is counted`,
    ambiguous: `${capital(name)} can be counted from more than one day`,
    conflicting: `${capital(name)} is counted from one day in one place and from another elsewhere`,
  };
  return {
    kind: 'start-not-stated', weight: 'late-or-unnotified', about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address), rules: [doubt.address],
    statement: `${says[doubt.kind]}: ${joined(starts.map((start) => `the day when ${whenWords(start)}`), 'or')}.${moved.length > 1 ? ` ${moved.length} steps are counted so.` : ''}`,
    example: startExample(site, inquiry),
    cites: places(cite),
    ask: `From which day is ${name} counted?`,
  };
}

const whenWords = (start: string): string => (start.startsWith('the step ') ? `${start.slice('the step '.length)} is done` : start);

/** So many working days are put between two starts that would otherwise fall on one day. */
const DAYS_BETWEEN = 2;

function startExample(site: Site, inquiry: Inquiry): Found['example'] {
  const read = standing(site.doubt);
  const [one, other] = pairDifferingIn(read, 'from', ['unit']);
  for (const { step, limit } of mostCounted(site)) {
    const [first, second] = [startIds(changed(one, 'from') as Start | null), startIds(changed(other, 'from') as Start | null)];
    const [a, b] = [first[0], second[0]];
    if (a === undefined || b === undefined || first.length + second.length > 2 || a === step.id || b === step.id) continue;
    for (const day of inquiry.days) {
      const on = startDays(step, a, b, site.doubt.address, one.id, other.id, day, inquiry);
      const given = (reading: Id) => caseOf(inquiry, { on, readings: { [site.doubt.address]: reading } });
      const [endA, endB] = [endIn(inquiry, given(one.id), step.id, limit.address), endIn(inquiry, given(other.id), step.id, limit.address)];
      if (endA === null || endB === null || endA === endB) continue;
      return {
        text: `${happened(a, on[a]!, inquiry)}, and ${happenedAfter(b, on[b]!, inquiry)}. ${named(step.id, inquiry)}, ${limitWords(limit, inquiry)}, is due by ${formatDate(endA)} counted from the first and by ${formatDate(endB)} counted from the second.`,
        case: caseOf(inquiry, { on }),
      };
    }
  }
  return `No date of ${site.name} differs in the year searched.`;
}

const happenedAfter = (id: Id, day: IsoDate, inquiry: Inquiry): string => uncapital(happened(id, day, inquiry));

/** The days of two starts, each on the last day that the document gives it. */
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
  if (dayA !== dayB) return { [a]: dayA, [b]: dayB };
  const later = inquiry.calendar.addWorkingDays(dayB, DAYS_BETWEEN) ?? dayB;
  return isBefore(b, a, inquiry) ? { [a]: later, [b]: dayB } : { [a]: dayA, [b]: later };
}

/** Whether the first happens before the second by nature: events in the vocabulary's order, before steps that mark none. */
function isBefore(one: Id, other: Id, inquiry: Inquiry): boolean {
  const { position } = groundOf(inquiry);
  const [first, second] = [position(one), position(other)];
  return first !== null && (second === null || first < second);
}

/** Limits in no doubt that count days and name no start. */
function startless(inquiry: Inquiry): Found[] {
  return inquiry.policy.steps.flatMap((step) => readLimits(inquiry.policy, step).filter(({ readings }) => readings.every(({ limit }) => isCounted(limit) && limit.from === null)).map(({ limit }): Found => ({
    kind: 'start-not-stated', weight: 'late-or-unnotified', about: limit.address.replaceAll('/', '-'), where: stepPlace(step.id), rules: [limit.address],
    statement: `${capital(limitWords(limit, inquiry))}, for ${named(step.id, inquiry)} does not say from which day it is counted.`,
    example: `Whatever dates are known of a case, no date can be given for ${named(step.id, inquiry)}.`,
    cites: places(limitPlaces(limit, step.id, inquiry)),
    ask: `From which day is ${limitWords(limit, inquiry)} counted?`,
  })));
}

// ---- other doubts ----------------------------------------------------------------------------------------------------

interface Key {
  key: string;
  question: string;
  /** What the readings give, as a list of theirs. */
  label: string;
  shown: (value: unknown, inquiry: Inquiry) => string;
}

const KEYS: Key[] = [
  { key: 'amount', question: 'whether it is a limit, or how long it is', label: 'Limit', shown: () => '' },
  { key: 'actor', question: 'who does it', label: 'Done by', shown: (who, { speech }) => uncapital(whoText((who as Who | undefined) ?? null, speech) ?? 'somebody who is not named') },
  { key: 'when', question: 'in which cases it applies', label: 'Applies', shown: (when, { speech }) => (when ? `if ${conditionPhrase(when as Tree, speech)}` : 'always') },
  { key: 'tells', question: 'who is told', label: 'Told', shown: (tells, { speech }) => uncapital(joined(((tells as Told[] | undefined) ?? []).map(({ who, when }) => `${actorWithSuccessor(who, speech)}${when ? ` if ${conditionPhrase(when, speech)}` : ''}`), 'and')) || 'nobody' },
  { key: 'next', question: 'what follows it', label: 'Followed by', shown: (next, inquiry) => nextWords(next as Next | null | undefined, inquiry) },
  { key: 'backTo', question: 'what is done again', label: 'Done again', shown: (id, inquiry) => (id ? named(id as Id, inquiry) : 'nothing') },
  { key: 'test', question: 'by which test it is decided', label: 'Test', shown: (id, { policy }) => `“${policy.criteria.find((one) => one.id === id)?.title ?? 'judgement'}”` },
  { key: 'modality', question: 'whether it is a duty or a choice', label: 'Said as', shown: (modality) => `“${String(modality ?? 'done')}”` },
];

function nextWords(next: Next | null | undefined, inquiry: Inquiry): string {
  const steps = (next ?? []).filter((id) => id !== 'end');
  if (steps.length > 0) return titles(steps, inquiry);
  return next?.includes('end') ? 'the end of the path' : 'nothing that is said';
}

function readingsFinding(site: Site, keys: readonly Key[], inquiry: Inquiry): Found {
  const { doubt, name, cite } = site;
  const [key] = keys as [Key, ...Key[]];
  const open = doubt.kind === 'conflicting' ? 'the document says different things about this' : 'the document leaves this open';
  const reasons = standing(doubt).readings.map(({ because }, place) => `(${place + 1}) ${withoutStop(because)}.`);
  return {
    kind: 'two-readings', weight: keys.some((one) => one.key === 'amount') ? 'late-or-unnotified' : 'confusing',
    about: doubt.address.replaceAll('/', '-'), where: doubtPlace(doubt.address), rules: [doubt.address],
    statement: `${capital(name)}: ${open}, ${key.question}. ${reasons.join(' ')}`,
    example: readingsExample(site, key, inquiry),
    cites: places(cite, ...doubt.readings.map((reading) => reading.cite)),
    ask: `${capital(name)}: ${key.question}?`,
  };
}

function readingsExample(site: Site, key: Key, inquiry: Inquiry): Found['example'] {
  const { readings } = standing(site.doubt);
  const found = key.key === 'amount' ? amountExample(site, inquiry) : key.key === 'when' && site.step ? whenExample(site, site.step, inquiry) : null;
  return found ?? `${key.label}: ${readings.map((reading, place) => `by reading ${place + 1} ${key.shown(changed(reading, key.key), inquiry)}`).join('; ')}.`;
}

/** A case in which one reading of a limit gives a date and another gives another, or none. */
function amountExample(site: Site, inquiry: Inquiry): Example | null {
  const read = standing(site.doubt);
  for (const { step, limit } of site.limits) {
    const limits = readLimits(inquiry.policy, step).find((one) => one.limit.address === limit.address)?.readings ?? [];
    const start = limits.map((one) => startIds(one.limit.from)[0]).find((id) => id !== undefined && id !== step.id);
    if (start === undefined) continue;
    for (const day of inquiry.days) {
      const given = (reading: Id) => caseOf(inquiry, { on: { [start]: day }, readings: { [site.doubt.address]: reading } });
      const ends = read.readings.map(({ id }) => endIn(inquiry, given(id), step.id, limit.address));
      if (new Set(ends).size < 2) continue;
      const parts = ends.map((end, place) => `by reading ${place + 1} ${end === null ? 'it has no last day' : `it is due by ${formatDate(end)}`}`);
      return { text: `${happened(start, day, inquiry)}. ${named(step.id, inquiry)}: ${joined(parts, 'and')}.`, case: caseOf(inquiry, { on: { [start]: day } }), counts: null };
    }
  }
  return null;
}

/** Answers or decisions with which the step applies by one reading and not by another. */
function whenExample({ doubt }: Site, step: Step, inquiry: Inquiry): Example | null {
  const { readings } = standing(doubt);
  const whenOf = (reading: Reading<unknown>) => (changed(reading, 'when') ?? step.when) as Tree | null;
  for (const [place, one] of readings.entries()) {
    for (const [otherPlace, other] of readings.entries()) {
      const [when, not] = [whenOf(one), whenOf(other)];
      if (one === other || not === null) continue;
      const answers = smallestAnswers([...(when ? [when] : []), { not }], true, inquiry.policy, { facts: {}, decided: {}, chosen: {} });
      const ways = [...answers.map((facts): Way => ({ facts, decided: {}, readings: {} })), ...waysTo(inquiry.policy, step.id)];
      for (const { decided, facts } of ways) {
        const applies = (reading: Id) => stepIn(inquiry, caseOf(inquiry, { decided, facts, readings: { [doubt.address]: reading } }), step.id)?.applies;
        if (applies(one.id) === 'no' || applies(other.id) !== 'no') continue;
        return { text: `${wayWords({ decided, facts }, inquiry)}, ${named(step.id, inquiry)} applies by reading ${place + 1} and not by reading ${otherPlace + 1}.`, case: caseOf(inquiry, { decided, facts }), counts: null };
      }
    }
  }
  return null;
}

/** The decisions and answers of a way: "After “Another learning review” at “Decide whether there is to be a review”". */
export function wayWords({ decided, facts }: { decided: Record<Id, Id>; facts: Record<Id, string> }, inquiry: Inquiry): string {
  const outcomes = Object.entries(decided).map(([id, outcome]) => `“${capital(outcomeText(id, outcome, inquiry.speech))}” at ${named(id, inquiry)}`);
  const answers = Object.keys(facts).length === 0 ? [] : [`${outcomes.length > 0 ? 'where' : 'Where'} it holds that ${answersWords(facts, inquiry)}`];
  return [...(outcomes.length > 0 ? [`After ${joined(outcomes, 'and')}`] : []), ...answers].join(', ');
}
