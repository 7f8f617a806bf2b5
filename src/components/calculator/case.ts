/** A case as it stands in the calculator's form, and what the engine is asked about it. */
import { readDateParts, type DateParts, type DatePartsError, type IsoDate } from '../../calendar/iso-date.ts';
import type { Answer, TimetableInput } from '../../engine/types.ts';
import { uncapital } from '../../engine/words.ts';
import type { DayOne, Id, NonWorkingStart, Policy, Vocabulary } from '../../policy/model.ts';
import { BY, NOTHING_ASKED, type BackwardsAsked } from './backwards.ts';
import { eventsAsked, stepsAsked } from './questions.ts';

export interface CaseState {
  policy: Id;
  /** What was typed, by event or step. */
  dates: Record<Id, DateParts>;
  facts: Record<Id, Answer>;
  decided: Record<Id, Id>;
  readings: Record<string, Id>;
  dayOne: DayOne;
  nonWorkingStart: NonWorkingStart;
  asAt: DateParts;
  backwards: BackwardsAsked;
  /** What the entries of a calendar file know the case by; null until one is made. */
  caseKey: string | null;
}

export interface RulesInUse { vocabulary: Vocabulary; policy: Policy; national: Policy | null }

/** The first and last day whose bank holidays are known. */
export interface Reach { from: IsoDate; to: IsoDate }

export interface CaseError { id: string; error: DatePartsError }

const BLANK: DateParts = { day: '', month: '', year: '' };

/** A case about which nothing is known yet. */
export function blankCase(policy: Id): CaseState {
  return { policy, dates: {}, facts: {}, decided: {}, readings: {}, dayOne: 'day-after', nonWorkingStart: 'stands', asAt: BLANK, backwards: NOTHING_ASKED, caseKey: null };
}

/** What was typed for a date, or three blanks. */
export function typed(state: CaseState, id: Id): DateParts {
  return state.dates[id] ?? BLANK;
}

/** A date as it is typed: the figures, without leading noughts. */
export function partsOf(date: IsoDate): DateParts {
  const [year = '', month = '', day = ''] = date.split('-');
  return { day: String(Number(day)), month: String(Number(month)), year };
}

/** The dates that the form asks for: events first, then the steps that something is counted from, then any other given. */
export function datesAsked(state: CaseState, { vocabulary, policy, national }: RulesInUse): { events: Id[]; steps: Id[] } {
  const events = eventsAsked(policy, national, vocabulary);
  const asked = stepsAsked(policy, events);
  const added = Object.keys(state.dates).filter((id) => policy.steps.some((step) => step.id === id) && !asked.includes(id));
  const otherEvents = Object.keys(state.dates).filter((id) => Object.hasOwn(vocabulary.events, id) && !events.includes(id));
  return { events: [...events, ...otherEvents], steps: [...asked, ...added] };
}

/** What a date is called in its errors: "The date the referral was received must include a year". */
function errorName(id: Id, rules: RulesInUse): string {
  const name = dateName(id, rules);
  return Object.hasOwn(rules.vocabulary.events, id) ? `The date ${uncapital(name)}` : `The date of “${name}”`;
}

/** What a date is called in its field. */
export function dateName(id: Id, { vocabulary, policy }: RulesInUse): string {
  return vocabulary.events[id]?.title ?? policy.steps.find((step) => step.id === id)?.title ?? id;
}

/**
 * Reads the form: what the engine is asked, and each date that cannot be used. A date with an error is left out, so
 * that nothing on the page rests on an older one.
 */
export function readCase(state: CaseState, rules: RulesInUse, reach: Reach): { input: TimetableInput; by: IsoDate | null; errors: CaseError[] } {
  const on: Record<Id, IsoDate> = {};
  const errors: CaseError[] = [];
  const { events, steps } = datesAsked(state, rules);
  for (const id of [...events, ...steps]) {
    const read = readDateParts(typed(state, id), errorName(id, rules), reach);
    if ('error' in read) errors.push({ id, error: read.error });
    else if (read.date !== null) on[id] = read.date;
  }
  const asAt = readDateParts(state.asAt, 'The day to look from', reach);
  if ('error' in asAt) errors.push({ id: 'as-at', error: asAt.error });
  const by = readDateParts(state.backwards.by, 'The day by which it must happen', reach);
  if ('error' in by) errors.push({ id: BY, error: by.error });
  return {
    by: 'error' in by ? null : by.date,
    input: {
      on,
      decided: state.decided,
      facts: state.facts,
      readings: state.readings,
      conventions: { dayOne: state.dayOne, nonWorkingStart: state.nonWorkingStart },
      asAt: 'error' in asAt ? null : asAt.date,
    },
    errors,
  };
}
