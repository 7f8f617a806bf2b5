/** One case through several policies: every verdict and every due date side by side, each by a policy's own rule. */
import { calendarDaysBetween, formatDate } from '../calendar/iso-date.ts';
import { englandAndWales, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { judge } from '../engine/criteria.ts';
import { dayOfCase } from '../engine/input.ts';
import { timetable } from '../engine/schedule.ts';
import type { Answer, Conventions, CriterionVerdict, LimitEntry, StepState, TimetableStep, Truth } from '../engine/types.ts';
import { countOf, nationalPolicy } from '../engine/words.ts';
import { headOf, type RowHead } from './cells.ts';
import { lastDays } from './step-span.ts';
import type { Id, IsoDate, Place, PolicySet, Selector, Vocabulary } from '../policy/model.ts';

/** Where the child lives and where it happened: a policy's id, or `elsewhere` for an area that has none here (given twice, it is one area). */
export interface CaseAreas { home: Id | 'elsewhere' | null; harm: Id | 'elsewhere' | null; outsideEngland: Answer }

export interface OneCase {
  /** Dates of events, by id. */
  on: Record<Id, IsoDate>;
  facts: Record<Id, Answer>;
  /** Absent: what `facts` says of the area holds for every policy. */
  areas?: CaseAreas;
  conventions?: Partial<Conventions>;
}

/** A limit's dates under one reading. */
interface CaseDate {
  under: Record<string, Id>;
  because: string;
  earliest: IsoDate | null;
  latest: IsoDate | null;
  state: StepState;
  explanation: string;
}

interface CaseLimit { address: string; asWritten: string | null; cite: Place[]; dates: CaseDate[] }

/** A step of the row, with what each of its limits gives under each reading that stands. */
export interface CaseStep {
  step: Id;
  title: string;
  state: StepState;
  applies: Truth;
  /** The last day that suits every reading, or the soonest of their last days where none suits all; null where no date can be given. */
  safe: IsoDate | null;
  /** The latest last day that any reading gives, whether or not another gives none. */
  outer: IsoDate | null;
  /** The last working day on or before the safe one. */
  workTo: IsoDate | null;
  conflict: string | null;
  limits: CaseLimit[];
}

interface CaseCell { policy: Id; steps: CaseStep[] }

/** From the soonest last day that any reading of any policy gives to the latest. */
interface Spread { soonest: IsoDate; latest: IsoDate; workingDays: number | null; calendarDays: number }

export interface CaseRow extends RowHead {
  cells: CaseCell[];
  /** Null where fewer than two policies give a last day: a policy is not apart from itself. */
  spread: Spread | null;
}

/** An area's own view of the national tests. */
export interface DutyView { area: Id; role: 'home' | 'harm' | 'both'; verdicts: CriterionVerdict[] }

export interface CaseThroughAll {
  rows: CaseRow[];
  verdicts: { policy: Id; criteria: CriterionVerdict[] }[];
  /** The national tests as each of the areas must answer them; empty where no areas are given or there is no baseline. */
  duties: DutyView[];
}

/**
 * A case through several policies.
 *
 * A row has each policy's steps that do its task; a date stands beside the limit and the reading that give it. Where
 * the areas are given, each policy answers the questions about "the area" for itself, and the national tests are
 * answered for each of the two.
 *
 * @throws RangeError for a policy that is not in the set
 * @example await caseThroughAll(set, ['wst', 'national'], { on: { 'referral-received': '2026-03-25' }, facts: {} })
 */
export async function caseThroughAll(set: PolicySet, policyIds: readonly Id[], given: OneCase, calendar: WorkingDayCalendar = englandAndWales): Promise<CaseThroughAll> {
  const national = nationalPolicy(set);
  const factsOf = (policy: Id) => ({ ...given.facts, ...(given.areas && policy !== national?.id ? areaFacts(given.areas, policy, set.vocabulary) : {}) });
  const timetables = policyIds.map((id) => ({
    id, steps: timetable(set, id, { on: given.on, facts: factsOf(id), ...(given.conventions ? { conventions: given.conventions } : {}) }, calendar).steps,
  }));
  const rows = set.vocabulary.dimensions.flatMap((dimension): CaseRow[] => {
    const { select } = dimension;
    if (select.by !== 'does' || select.show !== 'limits') return [];
    const cells = timetables.map(({ id, steps }) => ({ policy: id, steps: stepsOf(set, id, select, steps) }));
    return cells.some((cell) => endsOf(cell).length > 0) ? [{ ...headOf(dimension, set.vocabulary), cells, spread: spreadOf(cells, calendar) }] : [];
  });
  const verdicts = await Promise.all(policyIds.map(async (id) => ({ policy: id, criteria: (await judge(set, id, { facts: factsOf(id), on: dayOfCase(given) })).criteria })));
  return { rows, verdicts, duties: national && given.areas ? await dutiesOf(set, national.id, given.areas, given) : [] };
}

/**
 * What an area answers to the questions about "the area". Where it is not known where the child lives or where it
 * happened, that question stays open.
 *
 * @example areaFacts({ home: 'wst', harm: 'herefordshire', outsideEngland: 'no' }, 'wst', vocabulary)
 * // { 'harm-in-area': 'no', 'normally-resident-in-area': 'yes', 'harm-outside-england': 'no' }
 */
export function areaFacts({ home, harm, outsideEngland }: CaseAreas, area: Id, vocabulary: Vocabulary): Record<Id, Answer> {
  const isHere = (place: Id | null): Answer => (place === null ? 'unknown' : place === area ? 'yes' : 'no');
  const answers = { harm: outsideEngland === 'yes' ? 'no' : isHere(harm), home: isHere(home), outside: outsideEngland };
  return Object.fromEntries(Object.values(vocabulary.facts).flatMap((fact) => (fact.area === null ? [] : [[fact.id, answers[fact.area]]])));
}

/**
 * How far apart the last days of a row are, in a sentence.
 * @example spreadSentence(row.spread) // 'From Wednesday 15 April 2026 to Tuesday 21 April 2026: 4 working days apart.'
 */
export function spreadSentence({ soonest, latest, workingDays, calendarDays }: Spread): string {
  if (soonest === latest) return `All on ${formatDate(soonest)}.`;
  // From a Saturday to the Sunday no working day passes, and they are a day apart all the same.
  const apart = workingDays === null || workingDays === 0 ? countOf(calendarDays, 'calendar-day') : countOf(workingDays, 'working-day');
  return `From ${formatDate(soonest)} to ${formatDate(latest)}: ${apart} apart.`;
}

function stepsOf(set: PolicySet, policyId: Id, select: Extract<Selector, { by: 'does' }>, steps: TimetableStep[]): CaseStep[] {
  const policy = set.policies.find(({ id }) => id === policyId)!;
  const doing = policy.steps.filter(({ does, limits }) => limits.length > 0 && does.some((task) => select.tasks.includes(task)));
  return doing.flatMap(({ id }) => {
    const entry = steps.find((step) => step.id === id);
    return entry ? [caseStep(entry)] : [];
  });
}

function caseStep(entry: TimetableStep): CaseStep {
  const { id, title, state, applies, workTo, conflict, limits } = entry;
  const { soonest, last } = lastDays(entry);
  return { step: id, title, state, applies, safe: soonest, outer: last, workTo, conflict, limits: limits.map(caseLimit) };
}

function caseLimit({ address, asWritten, cite, readings }: LimitEntry): CaseLimit {
  const dates = readings.filter(({ stands }) => stands)
    .map(({ under, because, earliest, latest, state, explanation }) => ({ under, because, earliest, latest, state, explanation }));
  return { address, asWritten, cite, dates };
}

/** The last days that a cell gives. */
function endsOf({ steps }: CaseCell): IsoDate[] {
  return steps.filter(({ state, applies }) => applies !== 'no' && state !== 'not-in-force').flatMap(({ safe, outer }) => [safe, outer]).filter((end) => end !== null);
}

function spreadOf(cells: CaseCell[], calendar: WorkingDayCalendar): Spread | null {
  const dated = cells.map(endsOf).filter((ends) => ends.length > 0);
  if (dated.length < 2) return null;
  const ends = dated.flat().sort();
  const [soonest, latest] = [ends[0]!, ends.at(-1)!];
  return { soonest, latest, workingDays: calendar.workingDaysFrom(soonest, latest), calendarDays: calendarDaysBetween(soonest, latest) };
}

async function dutiesOf(set: PolicySet, nationalId: Id, areas: CaseAreas, given: OneCase): Promise<DutyView[]> {
  const named = [...new Set([areas.home, areas.harm].filter((area) => area !== null))];
  return Promise.all(named.map(async (area) => {
    const role = areas.home === area ? (areas.harm === area ? 'both' : 'home') : 'harm';
    const { criteria } = await judge(set, nationalId, { facts: { ...given.facts, ...areaFacts(areas, area, set.vocabulary) }, on: dayOfCase(given) });
    return { area, role, verdicts: criteria };
  }));
}
