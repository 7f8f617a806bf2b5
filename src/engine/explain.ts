/**
 * The only sentences of the engine. Each names nothing but what the trace holds: the dates, days, steps and readings
 * that were used. Dates are written in full.
 */
import { formatDate } from '../calendar/iso-date.ts';
import type { Id, IsoDate, Policy, Reading, Step, Vocabulary } from '../policy/model.ts';
import { clockInWordsOf, type UnderAssignment } from '../policy/readings.ts';
import type { CriterionVerdict, LimitReading, Problem, SkippedDay, TimetableStep, Window } from './types.ts';
import type { Scheduler } from './schedule.ts';
import type { WorkedLimit } from './worked-limit.ts';
import { closed, conventionTexts, countOf, joined, uncapital, unitText } from './words.ts';

/** What a sentence needs to name things. */
type Naming = Pick<Scheduler, 'title' | 'policy' | 'conventions' | 'calendar' | 'asAt' | 'hasNoSafeDay'>;

/**
 * The title of a step of the policy, or of an event.
 * @example titleOf(policy, vocabulary, 'referral-received') // 'Referral received'
 */
export function titleOf(policy: Policy, vocabulary: Vocabulary, id: Id): string {
  return policy.steps.find((step) => step.id === id)?.title ?? vocabulary.events[id]?.title ?? id;
}

/** Why the reading is what it is: the reasons of the readings taken, or why there is no date. */
export function becauseOf(taken: readonly Reading<unknown>[], worked: WorkedLimit): string {
  return [...taken.map(({ because }) => because), ...(worked.reason === null ? [] : [worked.reason])].map(closed).join(' ');
}

/** How one date of a timetable was reached, or why there is none. */
export function explainReading(naming: Naming, step: Step, worked: WorkedLimit, reading: LimitReading): string {
  const parts = [mainSentence(naming, step, worked, reading)];
  const dated = worked.state === 'due' || worked.state === 'projected';
  if (dated) parts.push(ledgerSentence(worked), assumptionSentence(naming, worked), hourSentence(worked), inForceSentence(naming, worked));
  if (dated && reading.approximate) parts.push('The document gives this as approximate, so it is never late.');
  if (dated && reading.waitingFor.length > 0) {
    parts.push(`No date is known for ${listed(reading.waitingFor.map((id) => quoted(naming, id)))}; if it came first, this date is earlier.`);
  }
  if (!reading.stands && reading.refutedBy !== null) parts.push(`Not counted: ${closed(reading.refutedBy)}`);
  parts.push(statusSentence(reading));
  return parts.filter((part) => part !== '').join(' ');
}

/** What to do next, in one line. */
export function nextSentence(naming: Naming, step: TimetableStep, by: IsoDate | null): string {
  const provided = step.applies === 'unknown' ? ', if it applies' : '';
  if (by === null) {
    // "Promptly" after something has no day even once that has its own.
    const waiting = step.limits.flatMap(({ readings }) => readings.filter(({ state, stands }) => state === 'waiting' && stands));
    const starts = [...new Set(waiting.flatMap(({ waitingFor }) => waitingFor))];
    const words = step.limits.find(({ asWritten }) => asWritten !== null)?.asWritten ?? null;
    const why = starts.length > 0 ? `no date until there is one for ${listed(starts.map((id) => quoted(naming, id)))}`
      : step.limits.length === 0 ? 'no time limit is stated'
        : step.state === 'unquantified' && words !== null ? `“${words}”, which gives no day` : 'no date can be given';
    return `${step.title}${provided}: ${why}.`;
  }
  const late = naming.asAt !== null && naming.asAt > by ? ' That day has passed.' : step.lateIfLater === null ? '' : ` ${step.lateIfLater.explanation}`;
  const projected = step.state === 'projected' ? ' (projected)' : '';
  const undecided = step.conflict === null ? '' : ' under its soonest reading; no day suits them all, so someone must decide';
  return `${step.title} by ${formatDate(by)}${projected}${provided}${undecided}.${late}`;
}

/**
 * Why a later step could be late although this one keeps its own limit.
 * @param told `after`: the last day that leaves it time; `firm`: its last day, under one reading or all; `isOpen`: whether it
 *   may not apply; `allowed`: how long another of its limits would let it wait
 */
export function lateIfLaterSentence(naming: Naming, { planned, day, after, step, firm, isInDoubt, isOpen, allowed }: {
  planned: IsoDate | null; day: IsoDate; after: IsoDate | null; step: Id; firm: IsoDate; isInDoubt: boolean; isOpen: boolean; allowed: IsoDate | null;
}): string {
  const days = allowed === null ? 0 : naming.calendar.workingDaysFrom(firm, allowed) ?? 0;
  const under = isInDoubt ? ' under one reading' : '';
  const late = `${quoted(naming, step)}${isOpen ? ', if it applies,' : ''}`;
  const ahead = allowed === null
    ? `${late} comes after it, and is to be done by ${formatDate(firm)}${under}.`
    : `${late} could then wait until ${formatDate(allowed)}, ${days === 0 ? '' : `${countOf(days, 'working-day')} `}after its other limit, ${formatDate(firm)}${under}.`;
  if (planned === null) return `Its own limit allows ${formatDate(day)}. ${ahead}`;
  return `It is planned for ${formatDate(day)}. ${ahead}${after === null ? '' : ` The last day without that is ${formatDate(after)}.`}`;
}

/** Why no day suits every reading of a step. */
export function conflictSentence(
  naming: Naming, step: Step, windows: UnderAssignment<{ certain: Window; open: Window; limits: WorkedLimit[] }>[],
): string {
  const binding = windows.flatMap(({ under, result }) => result.limits.filter(({ binds }) => binds).map((worked) => ({ worked, isInDoubt: Object.keys(under).length > 0 })));
  const wordsOf = ({ limit }: WorkedLimit) => limit.asWritten ?? clockInWordsOf(naming.policy, limit)?.asWritten ?? null;
  const counted = (worked: WorkedLimit) => uncapital(countInWords(worked));
  const claims = binding.map(({ worked, isInDoubt }) => {
    const { limit, window } = worked;
    const written = wordsOf(worked);
    const words = written === null ? counted(worked) : `“${written}”`;
    // What such a start was taken to be stands nowhere in the timetable: it is to be decided first.
    if (worked.from?.basis === 'projected' && naming.hasNoSafeDay(worked.from.id)) {
      return `${words} runs from ${quoted(naming, worked.from.id)}, for which no day suits every reading either`;
    }
    const gives = `gives ${windowInWords(window, worked)}${assumedStart(naming, worked)}`;
    if (worked.from === null) return `${words} ${gives}`;
    const from = `from ${quoted(naming, worked.from.id)}`;
    if (written === null) return `${words} ${from} ${gives}`;
    // The same words may stand for several amounts.
    const isOneOfSeveral = binding.some((other) => wordsOf(other.worked) === written && JSON.stringify(other.worked.limit.amount) !== JSON.stringify(limit.amount));
    if (isOneOfSeveral) return `${words}, read as ${counted(worked)} ${from}, ${gives}`;
    return `${words}${isInDoubt && limit.unit !== null ? ` counted in ${unitText(limit.unit)} ${from}` : ''} ${gives}`;
  });
  return `No day suits all of these, so someone must decide when to do “${step.title}”: ${[...new Set(claims)].join('; ')}.`;
}

/** What does not fit together in the dates given. */
export function problemSentence(naming: Naming, kind: Problem['kind'], about: Id[], detail: { dates?: IsoDate[]; texts?: string[] }): string {
  const [one = '', other = ''] = about.map((id) => quoted(naming, id));
  const [date = '', otherDate = ''] = (detail.dates ?? []).map(formatDate);
  switch (kind) {
    case 'two-dates': return `${one} and ${other} are the same thing here, but have two dates: ${date} and ${otherDate}. Give one.`;
    case 'before-start': return `${one} has the date ${date}, which is before ${other} on ${otherDate}, from which its limit runs.`;
    case 'too-early': return `${one} has the date ${date}; the first day allowed is ${otherDate}.`;
    case 'out-of-order': return `${one} has the date ${date}, before ${other} on ${otherDate}, which comes first in the document.`;
    case 'planned-late': return `${one} is planned for ${date}; its last day ${detail.texts?.[0] ?? ''}is ${otherDate}.`;
    case 'not-on-this-path': return `${one} has the date ${date}, but does not apply on the answers and decisions given.`;
    case 'no-day-suits': return noDaySentence(about.map((id) => quoted(naming, id)), detail.texts ?? []);
    case 'which-step': return `${one} has a date, ${date}, and more than one step may have brought it about: ${listed(about.slice(1).map((id) => quoted(naming, id)))}. Say what was decided, or date the step itself.`;
  }
}

/**
 * A verdict in a sentence that names the answers it rests on, or those it still needs.
 * @param open the tests that are not listed and the decisions that are not taken, on which it still depends
 */
export function explainVerdict(
  verdict: Omit<CriterionVerdict, 'explanation'>, open: { tests: Id[]; decisions: Id[] }, policy: Policy, vocabulary: Vocabulary,
): string {
  if (verdict.notInForce !== null) return `Cannot be said: ${verdict.readings.length > 1 ? 'under one reading ' : ''}this test was not in force on ${formatDate(verdict.notInForce)}.`;
  if (!verdict.listed) return `Cannot be said: the document names this test and does not list it.`;
  const asks = (ids: Id[]) => listed(ids.map((id) => `“${vocabulary.facts[id]?.ask ?? id}”`));
  if (verdict.verdict === 'undetermined') {
    if (open.tests.includes(verdict.id)) return 'Cannot be said: under one reading the document names this test and does not list it.';
    const rests = [
      ...open.tests.map((id) => `the test “${policy.criteria.find((criterion) => criterion.id === id)?.title ?? id}”, which the document names and does not list`),
      ...open.decisions.map((id) => `what is decided at “${titleOf(policy, vocabulary, id)}”`),
    ];
    if (verdict.missing.length + rests.length === 0) return 'Cannot be said yet: the readings of the test differ on these answers.';
    const parts = [verdict.missing.length === 0 ? '' : ` Not known: ${asks(verdict.missing)}.`, rests.length === 0 ? '' : ` It rests on ${listed(rests)}.`];
    return `Cannot be said yet.${parts.join('')}`;
  }
  const isMet = verdict.verdict === 'met';
  const answers = (one: Record<Id, string>) => listed(Object.entries(one).map(([fact, answer]) => `“${vocabulary.facts[fact]?.title ?? fact}” is ${answer}`));
  const [why] = verdict.why;
  const because = why && Object.keys(why).length > 0 ? `, because ${answers(why)}` : '';
  const turn = verdict.nearest.length === 0 ? '' : ` It would be ${isMet ? 'not met' : 'met'} if ${verdict.nearest.map(answers).join(', or if ')}.`;
  return `${isMet ? 'Met' : 'Not met'}${because}.${turn}`;
}

function noDaySentence(steps: string[], conflicts: string[]): string {
  const [first = ''] = conflicts;
  if (steps.length < 2) return first;
  return `${first} The same holds for ${listed(steps.slice(1))}.`;
}

function mainSentence(naming: Naming, step: Step, worked: WorkedLimit, reading: LimitReading): string {
  switch (worked.state) {
    case 'due': return `${countInWords(worked)} from ${startInWords(naming, reading)}: ${windowInWords(worked.window, worked)}.`;
    case 'projected': return projectedSentence(naming, worked, reading);
    case 'waiting': return reading.waitingFor.length === 0
      ? 'No date: the document gives this limit no start.'
      : `No date yet: it runs from ${listed(reading.waitingFor.map((id) => quoted(naming, id)))}, for which no date is known or can be worked out.`;
    case 'sets-the-clock': return `Under this reading “${step.title}” itself starts the clock and has no date of its own.`;
    case 'beyond-calendar': return `No date: ${closed(worked.reason ?? '')}`;
    case 'unquantified': return `The document gives no number of days${worked.limit.asWritten === null ? '' : `: “${worked.limit.asWritten}”`}.`;
    case 'no-limit': return 'Under this reading there is no limit.';
    case 'not-in-force': return `This limit was not in force on ${reading.from ? formatDate(reading.from.date) : 'that day'}.`;
    case 'not-applicable': return 'This limit does not apply on the answers and decisions given.';
    case 'done': return '';
  }
}

function projectedSentence(naming: Naming, worked: WorkedLimit, reading: LimitReading): string {
  const from = reading.from!;
  const start = quoted(naming, from.id);
  if (from.earliest === null || from.earliest === from.date) {
    return `Projected: ${countInWords(worked)} from ${start}, which has no date yet; on its last day, ${formatDate(from.date)}, that gives ${windowInWords(worked.shown, worked)}.`;
  }
  const ends = [
    reading.earliest === null ? null : `${formatDate(reading.earliest)} if that is on ${formatDate(from.earliest)}`,
    reading.latest === null ? null : `${formatDate(reading.latest)} if it is on ${formatDate(from.date)}`,
  ].filter((end) => end !== null);
  return `Projected: ${countInWords(worked)} from ${start}, which has no date yet: ${ends.join(', ')}.`;
}

function countInWords({ limit }: WorkedLimit): string {
  const { amount, unit } = limit;
  if (amount?.kind === 'numbered') {
    const { first, last } = amount;
    if (first !== null && last !== null) return first === last ? `Day ${first}, in ${unitText(unit ?? 'calendar-day')},` : `Day ${first} to Day ${last}, in ${unitText(unit ?? 'calendar-day')},`;
    return `${first === null ? 'By' : 'From'} Day ${first ?? last}, in ${unitText(unit ?? 'calendar-day')},`;
  }
  if (amount?.kind !== 'span') return 'A limit';
  const { min, max, way, approximate } = amount;
  const side = way === 'before' ? ' back' : '';
  if (min === 0 && max === 0) return 'The same day, counted';
  if (min === 0 && max === null) return way === 'before' ? 'Not after the day, counted' : 'Not before the day, counted';
  if (max === null) return `At least ${countOf(min ?? 0, unit)}${side}`;
  if (min === null || min === 0) return `${approximate ? 'About' : 'Within'} ${countOf(max, unit)}${side}`;
  if (min === max) return `Exactly ${countOf(max, unit)}${side}`;
  return `Between ${min} and ${countOf(max, unit)}${side}`;
}

function startInWords(naming: Naming, reading: LimitReading): string {
  const from = reading.from!;
  return `${quoted(naming, from.id)} on ${formatDate(from.date)}`;
}

function windowInWords({ earliest, latest }: Window, worked?: WorkedLimit): string {
  const opens = worked === undefined || opensLater(worked);
  if (earliest !== null && latest !== null && opens) return earliest === latest ? `on ${formatDate(latest)}` : `from ${formatDate(earliest)} to ${formatDate(latest)}`;
  if (latest !== null) return `by ${formatDate(latest)}`;
  return earliest === null ? 'no date' : `not before ${formatDate(earliest)}`;
}

/** Whether the window's first day says more than where the count begins. */
function opensLater({ limit: { amount } }: WorkedLimit): boolean {
  if (amount?.kind === 'numbered') return amount.first !== null;
  return amount?.kind === 'span' && ((amount.min ?? 0) > 0 || amount.max === 0 || amount.way === 'before');
}

/** Where a start that has not happened was taken to be. */
function assumedStart(naming: Naming, { from }: WorkedLimit): string {
  if (from?.basis !== 'projected') return '';
  const days = from.earliest === from.date ? `on ${formatDate(from.date)}` : `${from.earliest === null ? '' : `from ${formatDate(from.earliest)} `}to ${formatDate(from.date)}`;
  return ` with ${quoted(naming, from.id)} ${days}`;
}

function ledgerSentence({ counted, skipped }: WorkedLimit): string {
  if (counted.length === 0) return '';
  const days = `${counted.length} ${counted.length === 1 ? 'day' : 'days'} counted`;
  return skipped.length === 0 ? `${days}, none skipped.` : `${days}; ${skipped.length} skipped: ${listed(skippedInWords(skipped))}.`;
}

/** Bank holidays by name and date; weekends by their dates. */
function skippedInWords(skipped: readonly SkippedDay[]): string[] {
  const isWeekend = ({ reason }: SkippedDay) => reason === 'Saturday' || reason === 'Sunday';
  const named = skipped.filter((day) => !isWeekend(day)).map(({ date, reason }) => `${reason} (${formatDate(date)})`);
  const weekendDays = skipped.filter(isWeekend).length;
  return weekendDays === 0 ? named : [...named, `${weekendDays} ${weekendDays === 1 ? 'day' : 'days'} at weekends`];
}

/** What had to be assumed for this count, where the document is silent. */
function assumptionSentence({ conventions, calendar }: Naming, { limit, from }: WorkedLimit): string {
  const { amount, unit, dayOne, nonWorkingStart } = limit;
  if (amount?.kind !== 'span' || unit === 'month' || unit === 'hour') return '';
  const parts: string[] = [];
  const isNotWorking = (date: IsoDate | null | undefined) => date != null && calendar.isWorkingDay(date) === false;
  if (dayOne === null && (amount.max ?? amount.min ?? 0) !== 0) parts.push(conventionTexts(conventions).dayOne);
  if (nonWorkingStart === null && unit === 'working-day' && (isNotWorking(from?.date) || isNotWorking(from?.earliest))) {
    parts.push(conventionTexts(conventions).nonWorkingStart);
  }
  return parts.length === 0 ? '' : `Assumed, as the document does not say: ${parts.join('; ')}.`;
}

function hourSentence({ limit }: WorkedLimit): string {
  return limit.unit === 'hour' ? 'No clock time is known, so hours are counted in whole calendar days, 24 hours ending on the next day.' : '';
}

function inForceSentence(naming: Naming, { from, inForceOn }: WorkedLimit): string {
  if (from === null || inForceOn === null) return '';
  const { earliest, latest } = inForceOn;
  const ends = [earliest === null ? '' : `not before ${formatDate(earliest)}`, latest === null ? '' : `not after ${formatDate(latest)}`].filter((end) => end !== '');
  return `Only if ${quoted(naming, from.id)} is ${listed(ends)}: on another day this limit is not in force.`;
}

function statusSentence({ status, by, byUnit }: LimitReading): string {
  if (status === null) return '';
  const days = countOf(by ?? 0, byUnit);
  switch (status) {
    case 'on-time': return `${days} left.`;
    case 'due-today': return 'Due today.';
    case 'overdue': return `Overdue by ${days}.`;
    case 'done-on-time': return 'Done in time.';
    case 'done-late': return `Done ${days} late.`;
  }
}

const quoted = (naming: Naming, id: Id): string => `“${naming.title(id)}”`;
const listed = (parts: string[]): string => joined(parts, 'and');
