/** The dates of an imagined case, in an order in which such things happen, and how they are told. */
import { addCalendarDays, calendarDaysBetween, formatDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { timetable } from '../engine/schedule.ts';
import { outcomeText, type Speech } from '../engine/words.ts';
import type { Answer } from '../engine/types.ts';
import type { Id, IsoDate, Policy, PolicySet, Vocabulary } from '../policy/model.ts';
import { mainEvents } from '../policy/starts.ts';
import { quoted, sentence, type Rules } from './question.ts';
import type { Random } from './random.ts';

const YEARS_BACK = 5;
const DAYS_KEPT_FREE = 400;
const LONGEST_GAP = 3;
const FURTHEST_STEP = 15;

/**
 * Days for the events and steps named, in the order of the vocabulary and of the document, on different days, half of
 * the time with a bank holiday near.
 *
 * @param needed the events and steps that must have a day
 * @param decided outcomes already given, under which the days of steps are looked for
 * @example chooseDates(rules, ['referral-received', 'send-scoping'], {}, random)
 */
export function chooseDates(
  rules: Rules, needed: readonly Id[], decided: Record<Id, Id>, random: Random, calendar: WorkingDayCalendar = englandAndWales,
): Record<Id, IsoDate> {
  const order = orderOf(rules.policy, rules.vocabulary);
  const ids = [...new Set(needed)].sort((one, other) => order(one) - order(other));
  const on: Record<Id, IsoDate> = {};
  let day = firstDay(random, calendar);
  for (const [place, id] of ids.entries()) {
    const isStep = rules.policy.steps.some((step) => step.id === id);
    if (isStep) day = dayOfStep(rules, id, on, decided, place === 0 ? null : day, day, random, calendar);
    else if (place > 0) day = mostlyWorking(addCalendarDays(day, 1 + random.below(LONGEST_GAP)), random, calendar);
    on[id] = day;
  }
  return on;
}

/**
 * Other days that a case has and a limit does not count from: the events that some document here counts from, before
 * the last of those needed.
 */
export function otherEvents(rules: Rules, needed: readonly Id[], most: number, random: Random): Id[] {
  const order = orderOf(rules.policy, rules.vocabulary);
  const last = Math.max(...needed.map(order));
  const marked = rules.policy.steps.filter(({ id }) => needed.includes(id)).flatMap(({ marks }) => marks);
  const candidates = startEvents(rules).filter((event) => !needed.includes(event) && !marked.includes(event) && order(event) < last);
  return random.shuffled(candidates).slice(0, random.below(most + 1) || Math.min(1, most));
}

/** The dates of a case as sentences, the earliest first. */
export function tellDates(on: Readonly<Record<Id, IsoDate>>, speech: Speech): string {
  return Object.entries(on)
    .sort(([, one], [, other]) => one.localeCompare(other))
    .map(([id, date]) => sentence(`${happening(id, speech)} on ${formatDate(date)}`))
    .join(' ');
}

/** What has been decided and what is known, as sentences. */
export function tellPremise({ facts, decided }: { facts: Record<Id, Answer>; decided: Record<Id, Id> }, speech: Speech): string {
  const outcomes = Object.entries(decided).map(([step, outcome]) => {
    const title = speech.policy.steps.find(({ id }) => id === step)?.title ?? step;
    return sentence(`At ${quoted(title)} the outcome is ${quoted(outcomeText(step, outcome, speech))}`);
  });
  return [...outcomes, tellFacts(facts, speech)].filter((text) => text !== '').join(' ');
}

/** Answers to facts as questions and answers: "Has a child died? Yes." */
export function tellFacts(facts: Record<Id, Answer>, { vocabulary }: Pick<Speech, 'vocabulary'>): string {
  const answers: Record<Answer, string> = { yes: 'Yes', no: 'No', unknown: 'Not known' };
  return Object.entries(facts).map(([fact, answer]) => `${vocabulary.facts[fact]?.ask ?? fact} ${answers[answer]}.`).join(' ');
}

/** An event as it is told, or a step that was done. */
export function happening(id: Id, { policy, vocabulary }: Speech): string {
  const step = policy.steps.find((one) => one.id === id);
  return step ? `The step ${quoted(step.title)} was done` : (vocabulary.events[id]?.title ?? id);
}

/** The main events of the set, looked for once. */
function startEvents({ set }: Rules): Id[] {
  const known = startsOfSet.get(set);
  if (known) return known;
  const starts = mainEvents(set);
  startsOfSet.set(set, starts);
  return starts;
}

const startsOfSet = new WeakMap<PolicySet, Id[]>();

function orderOf(policy: Policy, vocabulary: Vocabulary): (id: Id) => number {
  const events = Object.keys(vocabulary.events);
  return (id) => {
    const place = events.indexOf(id);
    if (place >= 0) return place;
    const step = policy.steps.findIndex((one) => one.id === id);
    const marked = policy.steps[step]?.marks.map((event) => events.indexOf(event)) ?? [];
    return marked.length > 0 ? Math.min(...marked) + 0.5 : events.length + step;
  };
}

function firstDay(random: Random, calendar: WorkingDayCalendar): IsoDate {
  const last = addCalendarDays(calendar.to, -DAYS_KEPT_FREE);
  const first = addCalendarDays(last, -365 * YEARS_BACK);
  const any = addCalendarDays(first, random.below(calendarDaysBetween(first, last)));
  if (random.below(2) === 0) return mostlyWorking(any, random, calendar);
  const holiday = nextHoliday(any, calendar);
  return mostlyWorking(addCalendarDays(holiday, -1 - random.below(9)), random, calendar);
}

function nextHoliday(from: IsoDate, calendar: WorkingDayCalendar): IsoDate {
  let day = from;
  while (calendar.holidayName(day) === null && day < calendar.to) day = addCalendarDays(day, 1);
  return day;
}

/** Most things are received on a working day, and some are not. */
function mostlyWorking(day: IsoDate, random: Random, calendar: WorkingDayCalendar): IsoDate {
  return random.below(6) === 0 ? day : (calendar.firstWorkingDayOnOrAfter(day) ?? day);
}

function dayOfStep(
  { set, policy }: Rules, id: Id, on: Record<Id, IsoDate>, decided: Record<Id, Id>, after: IsoDate | null, anchor: IsoDate,
  random: Random, calendar: WorkingDayCalendar,
): IsoDate {
  const soonest = calendar.firstWorkingDayOnOrAfter(after === null ? anchor : addCalendarDays(after, 1)) ?? anchor;
  const window = timetable(set, policy.id, { on, decided }).steps.find((step) => step.id === id)?.safe ?? null;
  const from = window?.earliest != null && window.earliest > soonest ? window.earliest : soonest;
  const latest = window?.latest ?? null;
  const days = latest === null ? LONGEST_GAP : Math.min(FURTHEST_STEP, calendarDaysBetween(from, latest));
  const chosen = addCalendarDays(from, days <= 0 ? 0 : random.below(days + 1));
  const working = calendar.lastWorkingDayOnOrBefore(chosen);
  return working !== null && working >= soonest ? working : soonest;
}
