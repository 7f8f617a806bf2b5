/** The dates of an imagined case, in an order in which such things happen, and how they are told. */
import { addCalendarDays, calendarDaysBetween, formatDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { ancestorsOf } from '../engine/conditions.ts';
import { Scheduler, timetable, usedIds } from '../engine/schedule.ts';
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
 * Days for the events and steps named, in the order of the document and, where that says nothing, of the vocabulary, on
 * different days unless the document puts them on one, half of the time with a bank holiday near.
 *
 * @param needed the events and steps that must have a day; what one of the steps brings about has the day of that step
 * @param decided outcomes already given, under which the days of steps are looked for
 * @example chooseDates(rules, ['referral-received', 'send-scoping'], {}, random)
 */
export function chooseDates(
  rules: Rules, needed: readonly Id[], decided: Record<Id, Id>, random: Random, calendar: WorkingDayCalendar = englandAndWales,
): Record<Id, IsoDate> {
  const { steps } = rules.policy;
  const told = needed.filter((id) => !steps.some((step) => needed.includes(step.id) && step.marks.includes(id)));
  const ids = inOrder([...new Set(told)], rules);
  const on: Record<Id, IsoDate> = {};
  let day = firstDay(random, calendar);
  for (const [place, id] of ids.entries()) {
    const bringing = steps.filter((step) => step.id === id || step.marks.includes(id));
    if (bringing.length === 1 && (bringing[0]!.id === id || place > 0)) day = dayOfStep(rules, bringing[0]!.id, on, decided, place === 0 ? null : day, day, random, calendar);
    else if (place > 0) day = mostlyWorking(addCalendarDays(day, 1 + random.below(LONGEST_GAP)), random, calendar);
    on[id] = day;
  }
  return on;
}

/**
 * Other days that a case has and a limit does not count from: events that a document counts from and that this one or
 * the baseline knows, before the last of those needed and on no path that the case does not take.
 *
 * @param decided outcomes already given
 */
export function otherEvents(rules: Rules, needed: readonly Id[], decided: Record<Id, Id>, most: number, random: Random): Id[] {
  const { policy, set, vocabulary } = rules;
  const order = orderOf(policy, vocabulary);
  const last = Math.max(...needed.map(order));
  const marked = policy.steps.filter(({ id }) => needed.includes(id)).flatMap(({ marks }) => marks);
  const known = set.policies.filter((one) => one === policy || one.kind === 'statutory-guidance').flatMap((one) => [...usedIds(one)]);
  const scheduler = new Scheduler(policy, vocabulary, { on: {}, decided }, englandAndWales);
  const isElsewhere = (event: Id) => {
    const bringing = policy.steps.filter(({ marks }) => marks.includes(event));
    return bringing.length > 1 || bringing.some((step) => scheduler.appliesTo(step) === 'no');
  };
  const candidates = startEvents(rules).filter((event) => !needed.includes(event) && !marked.includes(event) && order(event) < last && known.includes(event) && !isElsewhere(event));
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

/** Each after what the document puts before it; of those that nothing orders, the first by the vocabulary. */
function inOrder(ids: readonly Id[], { policy, vocabulary }: Rules): Id[] {
  const order = orderOf(policy, vocabulary);
  const left = [...ids].sort((one, other) => order(one) - order(other));
  const placed: Id[] = [];
  while (left.length > 0) {
    const free = left.findIndex((id) => !left.some((other) => other !== id && comesBefore(other, id, policy)));
    placed.push(...left.splice(Math.max(free, 0), 1));
  }
  return placed;
}

/** Whether the document's path leads from one event or step to another. */
function comesBefore(one: Id, other: Id, policy: Policy): boolean {
  const stepsOf = (id: Id) => policy.steps.filter((step) => step.id === id || step.marks.includes(id)).map((step) => step.id);
  const from = stepsOf(one);
  // What no step brings about comes before what it sets off.
  const first = from.length > 0 ? from : policy.steps.filter(({ trigger }) => trigger.includes(one)).map(({ id }) => id);
  return stepsOf(other).some((second) => first.some((id) => (id === second ? from.length === 0 : ancestorsOf(policy, second).includes(id))));
}

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
  // The same day as what comes before it, where it has no other.
  if (after !== null && latest === after) return after;
  const days = latest === null ? LONGEST_GAP : Math.min(FURTHEST_STEP, calendarDaysBetween(from, latest));
  const chosen = addCalendarDays(from, days <= 0 ? 0 : random.below(days + 1));
  const working = calendar.lastWorkingDayOnOrBefore(chosen);
  return working !== null && working >= soonest ? working : soonest;
}
