/** Questions about days: the last day of a step, the first, the day under one reading, and whether a day is in time. */
import { addCalendarDays, formatDate } from '../calendar/iso-date.ts';
import { englandAndWales } from '../calendar/working-days.ts';
import { doubtsOf } from '../policy/doubts.ts';
import { isInForce } from '../engine/in-force.ts';
import { timetable } from '../engine/schedule.ts';
import type { LimitEntry, LimitReading, TimetableInput, TimetableStep } from '../engine/types.ts';
import { joined, unitText } from '../engine/words.ts';
import type { Id, IsoDate, Step } from '../policy/model.ts';
import { mistakenDays, type WrongDay } from './date-mistakes.ts';
import {
  countsDays, dayOfStart, endOfLimit, limitInFull, limitsInWords, premiseOf, type End, type ReadLimit, type StepLimit,
} from './limits-as-read.ts';
import { idsOfStart } from '../policy/starts.ts';
import { standing } from '../policy/step-limits.ts';
import { cited, citeText, compose, quoted, sentence, type Question, type RightAnswer, type Rules, type Stem, type WrongAnswer } from './question.ts';
import type { Random } from './random.ts';
import { chooseDates, otherEvents, tellDates, tellPremise } from './story.ts';

/**
 * The questions about days of a policy: for each step that has a limit in days, hours or months.
 *
 * @example dateStems(rules).map(({ id }) => id) // ['date/last/send-scoping', …]
 */
export function dateStems(rules: Rules): Stem[] {
  return rules.policy.steps.filter(({ each }) => each === null).flatMap((step) => {
    const limits = limitsInWords(rules.policy, step).filter(({ readings }) => standing(readings).some(({ limit }) => countsDays(limit)));
    if (limits.length === 0) return [];
    const opens = limits.some(({ readings }) => standing(readings).some(({ limit }) => opensLater(limit)));
    return [
      stem(`date/last/${step.id}`, (random, id) => endQuestion(rules, step, limits, 'last', random, id)),
      ...(opens ? [stem(`date/first/${step.id}`, (random, id) => endQuestion(rules, step, limits, 'first', random, id))] : []),
      stem(`date/in-time/${step.id}`, (random, id) => inTimeQuestion(rules, step, limits, random, id)),
      ...limits.filter(({ readings }) => readings.every(({ limit }) => limit.inForce === null)).flatMap((limit) => aloneStems(rules, step, limit, limits.length)),
    ];
  });
}

/** One stem for each reading of a limit in doubt, or for each limit where a step has several. */
function aloneStems(rules: Rules, step: Step, limit: StepLimit, limits: number): Stem[] {
  const readings = standing(limit.readings).filter((reading) => countsDays(reading.limit));
  if (readings.length < 2 && standing(limit.readings).length < 2 && limits < 2) return [];
  return readings.map((reading) => stem(
    `date/alone/${limit.address}${Object.entries(reading.under).map(([address, id]) => `/${address}=${id}`).join('')}`,
    (random, id) => aloneQuestion(rules, step, limit, reading, random, id),
  ));
}

const stem = (id: string, draw: (random: Random, id: string) => Question | null): Stem => ({ id, kind: 'date', varies: true, draw: (random) => draw(random, id) });

// ---- a case --------------------------------------------------------------------------------------------------

interface ImaginedCase { input: Required<Pick<TimetableInput, 'on' | 'facts' | 'decided'>>; told: string }

/** Days for everything that these readings run from, with a day or two that they do not. */
function imagine(rules: Rules, step: Step, target: StepLimit, readings: readonly ReadLimit[], random: Random): ImaginedCase | null {
  const premise = premiseOf(readings[0]?.limit.when ?? target.readings[0]?.limit.when ?? null);
  if (premise === null) return null;
  const needed = [...new Set(readings.flatMap(({ limit }) => idsOfStart(limit.from)))].filter((id) => id !== step.id && !step.marks.includes(id));
  if (needed.length === 0) return null;
  const leading = startsBefore(rules, needed).filter((event) => !step.marks.includes(event));
  const others = otherEvents(rules, [...needed, ...leading], premise.decided, needed.length + leading.length > 2 ? 1 : 2, random).filter((event) => !step.marks.includes(event));
  const on = chooseDates(rules, [...needed, ...leading, ...others], premise.decided, random);
  return { input: { on, ...premise }, told: [tellDates(on, rules), tellPremise(premise, rules)].filter((text) => text !== '').join(' ') };
}

/** The events from which the steps among these are counted themselves, so that a step falls where its own limit has it. */
function startsBefore({ policy }: Rules, needed: readonly Id[]): Id[] {
  const steps = policy.steps.filter(({ id }) => needed.includes(id));
  const starts = steps.flatMap((step) => limitsInWords(policy, step)).flatMap(({ readings }) => standing(readings).slice(0, 1).flatMap(({ limit }) => (countsDays(limit) ? idsOfStart(limit.from) : [])));
  return [...new Set(starts)].filter((id) => !needed.includes(id) && !policy.steps.some((step) => step.id === id || (needed.includes(step.id) && step.marks.includes(id))));
}

// ---- the first or last day of a step ---------------------------------------------------------------------------

/** What a step comes to under one choice of readings. */
interface Outcome { under: Record<string, Id>; step: TimetableStep; date: IsoDate | null }

function endQuestion(rules: Rules, step: Step, limits: StepLimit[], end: End, random: Random, id: string): Question | null {
  const target = random.pick(limits);
  const counting = limits.flatMap(({ readings }) => readings).filter(({ limit }) => countsDays(limit));
  const imagined = imagine(rules, step, target, [...standing(target.readings).filter(({ limit }) => countsDays(limit)), ...counting], random);
  return imagined && questionOfCase(rules, step, end, imagined, random, id);
}

/**
 * The question for the first or last day of a step in a case.
 *
 * @param told what the question says of the case before it asks; empty where that has been said already
 * @returns null where the step has no day in this case, or too few mistakes lead to another one
 * @example questionOfCase(rules, step, 'last', { input: { on, facts: {}, decided: {} }, told: '' }, random, 'date/last/send-scoping')
 */
export function questionOfCase(rules: Rules, step: Step, end: End, { input, told }: ImaginedCase, random: Random, id: string): Question | null {
  const limits = limitsInWords(rules.policy, step);
  const target = limits[0];
  const base = timetable(rules.set, rules.policy.id, input).steps;
  const outcomes = outcomesUnderReadings(rules, step, input, end, base);
  if (!target || outcomes === null || !outcomes.some(({ date }) => date !== null)) return null;
  if (outcomes.some(({ step: worked, date }) => date === null && !hasNoLimit(worked))) return null;

  const several = new Set(outcomes.map(({ date }) => date)).size > 1;
  const right = outcomes.map(({ under, step: worked, date }): RightAnswer => {
    const reading = readingOf(worked, date, end);
    const reasons = several ? reasonsFor(rules, outcomes, under, date) : '';
    const why = reasons === '' ? '' : `One reading: ${reasons} `;
    if (date === null) return { text: end === 'last' ? NO_LAST_DAY : NO_FIRST_DAY, because: cited(`${why}${worked.state === 'sets-the-clock' ? 'Under that reading the step itself starts the count' : 'Under that reading it has no limit'}`, target.cite, rules) };
    return { text: formatDate(date), date, because: cited(`${why}${reading?.explanation ?? ''}`, citeOf(limits, worked, reading), rules) };
  });
  const binding = bindingReadings(limits, outcomes, input.on, end);
  const wrong = [
    ...binding.flatMap(({ read, cite }) => mistakenDays(rules, read.limit, cite, input.on, end)),
    ...refutedDays(rules, step, base, end),
    ...otherAreas(rules, step, input.on, end),
  ];
  const lesser = [...otherLimits(rules, limits, binding, input.on, end), ...otherSteps(rules, step, base, end)];
  return compose({
    stem: { id, kind: 'date' }, rules, random,
    told,
    asks: end === 'last' ? `What is the last day for ${quoted(step.title)} to be in time?` : `What is the first day on which ${quoted(step.title)} may be done?`,
    note: assumed(binding.map(({ read }) => read), input.on),
    right, wrong: asWrong(wrong, lesser, random),
    cites: [...limits.flatMap(({ cite }) => cite)],
    rests: { step: step.id, ...input },
  });
}

const NO_LAST_DAY = 'It has no last day';
const NO_FIRST_DAY = 'It has no first day';

/** The reasons of those readings on which the choices differ; of a step without a day, of those that alone take it away. */
function reasonsFor({ policy }: Rules, outcomes: readonly Outcome[], under: Record<string, Id>, date: IsoDate | null): string {
  const differing = Object.keys(under)
    .filter((address) => new Set(outcomes.map((one) => one.under[address])).size > 1)
    .filter((address) => date !== null || outcomes.every((one) => one.under[address] !== under[address] || one.date === null));
  const switches = doubtsOf(policy).filter(({ address }) => differing.includes(address));
  return switches.flatMap(({ address, readings }) => readings.filter(({ id }) => id === under[address]).map(({ because }) => sentence(because))).join(' ');
}

/** The step under every choice of readings that it rests on; null where no day can be given under one of them. */
function outcomesUnderReadings({ set, policy }: Rules, step: Step, input: TimetableInput, end: End, base: readonly TimetableStep[]): Outcome[] | null {
  const entry = base.find(({ id }) => id === step.id);
  if (!entry) return null;
  const outcomes: Outcome[] = [];
  for (const under of choicesOf(entry.limits)) {
    const worked = Object.keys(under).length === 0 ? entry : timetable(set, policy.id, { ...input, readings: under }).steps.find(({ id }) => id === step.id)!;
    if (worked.safe === null || worked.limits.some(({ readings }) => readings.some(({ state }) => state === 'beyond-calendar'))) return null;
    outcomes.push({ under, step: worked, date: end === 'last' ? worked.safe.latest : worked.safe.earliest });
  }
  return outcomes;
}

/** Every choice of one reading for each doubt that the limits of a step rest on. */
function choicesOf(limits: readonly LimitEntry[]): Record<string, Id>[] {
  const wanted = limits.map(({ readings }) => readings.filter(({ stands }) => stands).map(({ under }) => under));
  const choices = wanted.filter((unders) => unders.length > 0).reduce<Record<string, Id>[]>((all, unders) =>
    all.flatMap((one) => unders.filter((under) => agree(one, under)).map((under) => ({ ...one, ...under }))), [{}]);
  return [...new Map(choices.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values()];
}

const agree = (one: Record<string, Id>, other: Record<string, Id>): boolean => Object.entries(other).every(([address, reading]) => (one[address] ?? reading) === reading);

/** Whether nothing limits the step's end, because a reading says so and not because a day is missing. */
function hasNoLimit({ state, limits }: TimetableStep): boolean {
  return limits.length > 0 && (state === 'no-limit' || state === 'sets-the-clock')
    && limits.every(({ readings }) => readings.every((reading) => ['no-limit', 'sets-the-clock', 'not-applicable', 'unquantified'].includes(reading.state)));
}

/** The reading that the day comes of, or, of a step without one, the reading that says why. */
function readingOf({ limits }: TimetableStep, date: IsoDate | null, end: End): LimitReading | null {
  const readings = limits.flatMap((limit) => limit.readings);
  if (date === null) return readings.find(({ because }) => because !== '') ?? null;
  const dated = readings.filter((reading) => (end === 'last' ? reading.latest : reading.earliest) === date);
  return dated.find(({ state }) => state === 'due') ?? dated.find(({ state }) => state === 'projected') ?? null;
}

/** Where the limit stands that a reading is of. */
function citeOf(limits: readonly StepLimit[], worked: TimetableStep, reading: LimitReading | null): StepLimit['cite'] {
  const address = worked.limits.find(({ readings }) => reading !== null && readings.includes(reading))?.address;
  return (limits.find((limit) => limit.address === address) ?? limits[0])?.cite ?? [];
}

/** The limits, as read, that give the right days. */
function bindingReadings(limits: readonly StepLimit[], outcomes: readonly Outcome[], on: Record<Id, IsoDate>, end: End): { read: ReadLimit; cite: StepLimit['cite'] }[] {
  const dates = new Set(outcomes.map(({ date }) => date));
  return limits.flatMap(({ readings, cite }) => standing(readings)
    .filter(({ limit }) => countsDays(limit))
    .filter(({ limit }) => {
      const start = limit.from && dayOfStart(limit.from, on);
      return start !== null && isInForce(limit.inForce, start) && dates.has(endOfLimit(limit, start, end, englandAndWales)?.end ?? null);
    })
    .map((read) => ({ read, cite: read.cite.length > 0 ? [...cite, ...read.cite] : cite })));
}

// ---- wrong days that rest on other rules ------------------------------------------------------------------------

function refutedDays(rules: Rules, step: Step, base: readonly TimetableStep[], end: End): WrongDay[] {
  return base.filter(({ id }) => id === step.id).flatMap(({ limits }) => limits).flatMap(({ readings, cite }) => readings.flatMap((reading): WrongDay[] => {
    const date = end === 'last' ? reading.latest : reading.earliest;
    if (reading.refutedBy === null || date === null) return [];
    return [{ date, misconception: 'refuted-reading', because: cited(`${sentence(reading.because)} The document rules that out: ${reading.refutedBy}`, cite, rules) }];
  }));
}

/** What other documents give for the same task, from their own start where the case has its day. */
function otherAreas(rules: Rules, step: Step, on: Record<Id, IsoDate>, end: End): WrongDay[] {
  const others = rules.set.policies.filter(({ id }) => id !== rules.policy.id);
  return others.flatMap((policy) => policy.steps.filter(({ does }) => does.includes(step.does[0]!)).flatMap((other) =>
    limitsInWords(policy, other).flatMap(({ readings, cite }) => standing(readings).flatMap(({ limit }): WrongDay[] => {
      if (!countsDays(limit) || limit.from === null || 'step' in limit.from || limit.inForce !== null) return [];
      const start = dayOfStart(limit.from, on);
      const date = start && endOfLimit(limit, start, end, englandAndWales)?.end;
      if (!date) return [];
      const speech = { policy, vocabulary: rules.vocabulary };
      return [{ date, misconception: 'another-area', because: `That is ${policy.title}: ${limitInFull(limit, speech)}${citeText(cite, speech)}.` }];
    }))));
}

function otherLimits(rules: Rules, limits: readonly StepLimit[], binding: readonly { read: ReadLimit }[], on: Record<Id, IsoDate>, end: End): WrongDay[] {
  return limits.flatMap(({ readings, cite, asWritten }) => standing(readings).filter((read) => !binding.some((one) => one.read === read)).flatMap(({ limit }): WrongDay[] => {
    const start = limit.from && dayOfStart(limit.from, on);
    const date = start && endOfLimit(limit, start, end, englandAndWales)?.end;
    if (!date) return [];
    return [{ date, misconception: 'another-limit', because: `That is one of two limits, ${quoted(asWritten ?? limitInFull(limit, rules))}${citeText(cite, rules)}. The other is tighter here.` }];
  }));
}

function otherSteps(rules: Rules, step: Step, base: readonly TimetableStep[], end: End): WrongDay[] {
  return base.flatMap(({ id, title, state, safe, limits }): WrongDay[] => {
    const date = end === 'last' ? safe?.latest : safe?.earliest;
    if (id === step.id || state !== 'due' || !date || limits.length === 0) return [];
    const cite = [limits[0]!.cite, rules.policy.steps.find((one) => one.id === id)?.cite ?? []].find((places) => places.length > 0) ?? [];
    return [{ date, misconception: 'another-step', because: `That is the ${end} day for another step, ${quoted(title)}${citeText(cite, rules)}.` }];
  });
}

/** The most telling mistakes first, in an order that differs from paper to paper. */
function asWrong(telling: readonly WrongDay[], lesser: readonly WrongDay[], random: Random): WrongAnswer[] {
  const rank = ({ misconception }: WrongDay) => (misconception === 'refuted-reading' ? 0 : misconception === 'forgotten-holiday' ? 1 : 2);
  const first = random.shuffled(telling).sort((one, other) => rank(one) - rank(other));
  // One of a kind is enough, so that a question shows several mistakes and not one several times.
  const once = [...first.filter((wrong, place) => first.findIndex(({ misconception }) => misconception === wrong.misconception) === place)];
  const rest = [...first.filter((wrong) => !once.includes(wrong)), ...random.shuffled(lesser)];
  return [...once, ...rest].map(({ date, misconception, because }) => ({ text: formatDate(date), date, misconception, because }));
}

// ---- one limit, or one reading of it, alone ----------------------------------------------------------------------

function aloneQuestion(rules: Rules, step: Step, target: StepLimit, reading: ReadLimit, random: Random, id: string): Question | null {
  const imagined = imagine(rules, step, target, [reading, ...standing(target.readings).filter(({ limit }) => countsDays(limit))], random);
  if (!imagined) return null;
  const { input, told } = imagined;
  const base = timetable(rules.set, rules.policy.id, { ...input, readings: reading.under }).steps;
  const entry = base.find((one) => one.id === step.id);
  const limit = entry?.limits.find(({ address }) => address === target.address);
  const worked = limit?.readings.find(({ under }) => agree(reading.under, under));
  if (!entry || !limit || !worked || worked.state !== 'due' || worked.latest === null) return null;
  const others = standing(target.readings).filter((other) => other !== reading).flatMap((other): WrongDay[] => {
    const start = other.limit.from && dayOfStart(other.limit.from, input.on);
    const date = start && countsDays(other.limit) ? endOfLimit(other.limit, start, 'last', englandAndWales)?.end : null;
    return date ? [{ date, misconception: 'other-reading', because: `That is the other reading: ${limitInFull(other.limit, rules)}${citeText(target.cite, rules)}.` }] : [];
  });
  const wrong = [...others, ...mistakenDays(rules, reading.limit, target.cite, input.on, 'last'), ...otherAreas(rules, step, input.on, 'last')];
  const inDoubt = standing(target.readings).length > 1;
  const words = quoted(target.asWritten ?? limitInFull(reading.limit, rules));
  const meaning = limitInFull(reading.limit, rules);
  const isOneOfSeveral = entry.limits.filter(({ applies }) => applies !== 'no').length > 1;
  const how = inDoubt ? `Take ${isOneOfSeveral ? `the limit ${words} alone, and` : words} to mean ${meaning}.` : `Take the limit ${words} alone${unsaidUnit(target, reading)}.`;
  return compose({
    stem: { id, kind: 'date' }, rules, random,
    told: `${told} ${how}`,
    asks: `What is the last day for ${quoted(step.title)}?`,
    note: assumed([reading], input.on),
    right: [{ text: formatDate(worked.latest), date: worked.latest, because: cited(worked.explanation, target.cite, rules) }],
    wrong: asWrong(wrong, otherSteps(rules, step, base, 'last'), random),
    cites: target.cite,
    rests: { step: step.id, address: target.address, ...input, readings: reading.under },
  });
}

/** The unit of numbered days, where the document's words for them give none: "Day 6" alone cannot be counted. */
function unsaidUnit({ asWritten }: StepLimit, { limit: { amount, unit } }: ReadLimit): string {
  return amount?.kind !== 'numbered' || unit === null || asWritten === null || /working|calendar/i.test(asWritten) ? '' : `, in ${unitText(unit)}`;
}

// ---- was it in time? ------------------------------------------------------------------------------------------------

const IN_TIME = 'In time';
const LATE = 'Late';
const DEPENDS = 'In time under one reading, late under another';

function inTimeQuestion(rules: Rules, step: Step, limits: StepLimit[], random: Random, id: string): Question | null {
  const target = random.pick(limits);
  const counting = limits.flatMap(({ readings }) => readings).filter(({ limit }) => countsDays(limit));
  const imagined = imagine(rules, step, target, [...standing(target.readings).filter(({ limit }) => countsDays(limit)), ...counting], random);
  if (!imagined) return null;
  const { input, told } = imagined;
  const base = timetable(rules.set, rules.policy.id, input).steps;
  const outcomes = outcomesUnderReadings(rules, step, input, 'last', base);
  if (outcomes === null || outcomes.some(({ date }) => date === null)) return null;
  const lasts = [...new Set(outcomes.map(({ date }) => date!))].sort();
  const binding = bindingReadings(limits, outcomes, input.on, 'last');
  const mistakes = [...refutedDays(rules, step, base, 'last'), ...binding.flatMap(({ read, cite }) => mistakenDays(rules, read.limit, cite, input.on, 'last'))];
  const days = [...lasts, ...lasts.map((date) => addCalendarDays(date, 1)), ...mistakes.map(({ date }) => date)]
    .filter((day) => englandAndWales.isWorkingDay(day) === true && day > Object.values(input.on).sort().at(-1)!);
  if (days.length === 0) return null;
  const done = random.pick([...new Set(days)]);
  const earliest = outcomes.map(({ step: worked }) => worked.safe?.earliest ?? null);
  if (earliest.some((day) => day !== null && day > done)) return null;

  const isLate = (last: IsoDate) => done > last;
  const verdict = lasts.every(isLate) ? LATE : lasts.some(isLate) ? DEPENDS : IN_TIME;
  const reasons = [...new Set(outcomes.map(({ step: worked, date }) => `${readingOf(worked, date, 'last')?.explanation ?? `The last day is ${formatDate(date!)}.`}`))];
  const places = binding.flatMap(({ cite }) => cite);
  const cites = citeText(places, rules);
  const lastDays = `The last days are ${joined(lasts.map(formatDate), 'and')}`;
  const missed = (text: string): WrongAnswer | null => {
    const misled = mistakes.find(({ date }) => (done > date) === (text === LATE));
    if (text === DEPENDS) return { text, misconception: 'doubt-read-in', because: outcomes.length === 1 ? `It can be read in one way only, and its last day is ${formatDate(lasts[0]!)}${cites}.` : `Every reading says the same here. ${lasts.length === 1 ? `All end on ${formatDate(lasts[0]!)}` : lastDays}${cites}.` };
    if (verdict === DEPENDS) return { text, misconception: 'one-reading-only', because: `True under one reading only. ${lastDays}${cites}.` };
    return misled ? { text, misconception: misled.misconception, because: misled.because } : null;
  };
  return compose({
    stem: { id, kind: 'date' }, rules, random, order: [IN_TIME, LATE, DEPENDS],
    told: `${told} ${quoted(step.title)} was done on ${formatDate(done)}.`,
    asks: 'Was that in time?',
    note: assumed(binding.map(({ read }) => read), input.on),
    right: [{ text: verdict, because: cited(reasons.join(' Or: '), places, rules) }],
    wrong: [IN_TIME, LATE, DEPENDS].filter((text) => text !== verdict).map(missed).filter((wrong) => wrong !== null),
    cites: limits.flatMap(({ cite }) => cite),
    rests: { step: step.id, ...input, on: { ...input.on, [step.id]: done } },
  });
}

// ---- what is assumed ----------------------------------------------------------------------------------------------------

/** What the question has to say of how days are counted, where the document does not. */
function assumed(readings: readonly ReadLimit[], on: Record<Id, IsoDate>): string {
  const open = readings.filter(({ limit: { amount, unit } }) => amount?.kind === 'span' && (unit === 'working-day' || unit === 'calendar-day'));
  const parts: string[] = [];
  if (open.some(({ limit }) => limit.dayOne === null)) parts.push('take the day after the start as day 1');
  const onDayOff = open.some(({ limit }) => {
    const start = limit.from && dayOfStart(limit.from, on);
    return limit.unit === 'working-day' && limit.nonWorkingStart === null && start !== null && englandAndWales.isWorkingDay(start) === false;
  });
  if (onDayOff) parts.push('let a start on a day off stand');
  return parts.length === 0 ? '' : `(The document does not say how to count; ${parts.join(', and ')}.)`;
}

function opensLater({ amount }: ReadLimit['limit']): boolean {
  if (amount?.kind === 'numbered') return amount.first !== null && amount.first !== amount.last;
  return amount?.kind === 'span' && (amount.min ?? 0) > 0 && amount.way === 'after';
}
