/** What every check is given: one policy, with the set it stands in, the day to look from and the days to search. */
import { addCalendarDays, dayNumber, fromDayNumber } from '../calendar/iso-date.ts';
import type { WorkingDayCalendar } from '../calendar/working-days.ts';
import { localPolicies, nationalPolicy, type Speech } from '../engine/words.ts';
import { answerToQuestion } from '../policy/facts.ts';
import type { Id, IsoDate, Place, Policy, PolicySet, Step, Vocabulary } from '../policy/model.ts';
import type { ExampleCase } from './finding.ts';

export interface Inquiry {
  set: PolicySet;
  policy: Policy;
  vocabulary: Vocabulary;
  speech: Speech;
  /** The national baseline; null where the set has none, and of the baseline itself. */
  baseline: Policy | null;
  /** The other local and regional documents. */
  others: Policy[];
  asAt: IsoDate;
  calendar: WorkingDayCalendar;
  /** The days on which an example may start, those that make a plain example first. */
  days: IsoDate[];
  /** The working days of an ordinary week, which stand for most. */
  week: IsoDate[];
  /** Some days before bank holidays, which stand for the rest. */
  beforeHolidays: IsoDate[];
}

/**
 * The inquiry into one policy of a set.
 * @param asAt the day to look from; examples are looked for in its year
 */
export function inquiryInto(set: PolicySet, policy: Policy, asAt: IsoDate, calendar: WorkingDayCalendar): Inquiry {
  const baseline = nationalPolicy(set);
  const days = daysToSearch(asAt, calendar);
  return {
    set, policy, asAt, calendar, days,
    vocabulary: set.vocabulary,
    speech: { policy, vocabulary: set.vocabulary },
    baseline: baseline?.id === policy.id ? null : baseline,
    others: localPolicies(set).filter(({ id }) => id !== policy.id),
    week: days.slice(0, 5),
    beforeHolidays: days.slice(5).filter((day) => isBeforeHoliday(day, calendar)),
  };
}

/**
 * Every day of the year of `asAt`, or of the nearest year whose bank holidays and the next year's are known: working days
 * from the first full week on, then the others.
 */
function daysToSearch(asAt: IsoDate, calendar: WorkingDayCalendar): IsoDate[] {
  const [first, last] = [Number(calendar.from.slice(0, 4)), Number(calendar.to.slice(0, 4)) - 1];
  const year = Math.max(first, Math.min(last, Number(asAt.slice(0, 4))));
  const [begin, end] = [dayNumber(`${year}-01-01`), dayNumber(`${year}-12-31`)];
  const all = Array.from({ length: end - begin + 1 }, (_, index) => fromDayNumber(begin + index));
  const isWorking = (day: IsoDate) => calendar.isWorkingDay(day) === true;
  const week = all.findIndex((_, index) => index > 0 && all.slice(index, index + 5).every(isWorking));
  const working = all.filter(isWorking);
  const fromWeek = working.filter((day) => day >= all[Math.max(week, 0)]!);
  return [...fromWeek, ...working.filter((day) => !fromWeek.includes(day)), ...all.filter((day) => !isWorking(day))];
}

const DAYS_BEFORE_A_HOLIDAY = [4, 11];

function isBeforeHoliday(day: IsoDate, calendar: WorkingDayCalendar): boolean {
  return DAYS_BEFORE_A_HOLIDAY.some((before) => {
    const later = addCalendarDays(day, before);
    return later <= calendar.to && calendar.holidayName(later) !== null;
  });
}

// ---- names and places that most checks need ----------------------------------------------------------------

/** A step by its id; undefined where there is none. */
export const stepOf = (policy: Policy, id: Id): Step | undefined => policy.steps.find((step) => step.id === id);

/** A step's title, or an event's, as it is named in a sentence. */
export function named(id: Id, { policy, vocabulary }: Inquiry): string {
  return `“${stepOf(policy, id)?.title ?? vocabulary.events[id]?.title ?? id}”`;
}

/** Places, each once. */
export function places(...lists: readonly (readonly Place[])[]): Place[] {
  return [...new Map(lists.flat().map((place) => [`${place.of ?? ''}|${place.at}`, place])).values()];
}

/** A case of this policy, of what is given. */
export function caseOf({ policy }: Inquiry, given: Partial<Omit<ExampleCase, 'policy'>>): ExampleCase {
  return { policy: policy.id, on: {}, facts: {}, decided: {}, readings: {}, conventions: {}, ...given };
}

/** Steps that do any of these tasks. */
export function stepsDoing(policy: Policy, tasks: readonly Id[]): readonly Step[] {
  let known = doers.get(policy);
  if (known === undefined) doers.set(policy, known = new Map());
  const key = tasks.join(' ');
  let steps = known.get(key);
  if (steps === undefined) known.set(key, steps = policy.steps.filter(({ does }) => does.some((task) => tasks.includes(task))));
  return steps;
}

/** Each document is asked of each other, by each check. */
const doers = new WeakMap<Policy, Map<string, readonly Step[]>>();

/** A list without what it holds twice. */
export const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** Answers as a phrase, what holds before what does not: "“The child died” and not “It happened in the area”". */
export function answersWords(facts: Record<Id, string>, { vocabulary }: Inquiry): string {
  const sorted = Object.entries(facts).sort(([, one], [, other]) => Number(one !== 'yes') - Number(other !== 'yes'));
  const parts = sorted.map(([fact, answer]) => answerToQuestion(vocabulary.facts[fact], answer === 'yes' ? 'yes' : 'no')
    ?? `${answer === 'yes' ? '' : 'not '}“${vocabulary.facts[fact]?.title ?? fact}”`);
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
