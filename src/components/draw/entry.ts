/** An entry of a timetable: when, what, who, in whose words, under which readings, and how the date was reached. */
import type { IsoDate } from '../../calendar/iso-date.ts';
import { doubtsOf } from '../../policy/doubts.ts';
import { countedBackFrom, dueOf, dueWords, soonerLimits, type Due } from '../../export/due.ts';
import type { LimitEntry, LimitReading, StepState, TimetableStep } from '../../engine/types.ts';
import type { Step, Unit } from '../../policy/model.ts';
import { actorName, capital, conditionPhrase, countOf, eventText, joined, limitText, openConditionText, uncapital, whoText, type Speech } from '../../engine/words.ts';
import { bigDate, dateText, dateTime } from './date.ts';
import { letter } from './doubt.ts';
import { ledger } from './ledger.ts';
import { cite, quoted, tag, unfold } from './marks.ts';
import { h, type Children, type Drawn } from './node.ts';

export interface EntryContext {
  speech: Speech;
  /** Marks every entry as the national baseline's, which is never merged with a local one. */
  national: boolean;
  /** The procedure page's address, so that each entry leads to its rule. */
  procedure: string;
  asAt: IsoDate | null;
  /** The readings, as ADDRESS=READING, whose reasons stand above already; later entries give their letters. */
  explained: Set<string>;
  /** Whether a fold stands open: the days of one that does not need not be drawn. */
  isOpen: (fold: string) => boolean;
}

/** How the date of an entry stands: its words, the days to show large, and its left edge. */
interface Heading { kind: string; days: IsoDate[]; edge: 'solid' | 'doubt' | 'projected' | 'none' | 'waiting' | 'done' | 'late' }

const NO_DATE: Partial<Record<StepState, string>> = {
  waiting: 'Waiting',
  'sets-the-clock': 'Starts the clock',
  'beyond-calendar': 'No date',
  unquantified: 'No number of days',
  'no-limit': 'No limit',
  'not-in-force': 'Not in force',
  'not-applicable': 'Not on this path',
};

/**
 * One step of a timetable with a date, or with the reason why it has none.
 *
 * @param sameDay what is done on the same day, under it
 * @example entry(timetable.steps[0], policy.steps[0], context)
 */
export function entry(worked: TimetableStep, step: Step, context: EntryContext, sameDay: Children = null): Drawn {
  const { national } = context;
  const heading = headingOf(worked);
  const edges = [heading.edge === 'solid' ? '' : ` entry--${heading.edge}`, national ? ' entry--national' : ''].join('');
  return h('li', { class: `entry${edges}`, 'data-key': `entry-${context.national ? 'national-' : ''}${step.id}` },
    h('div', { class: 'entry__when' },
      h('span', { class: 'entry__kind' }, heading.kind),
      heading.days.map((day, place) => [place === 0 ? null : h('span', { class: 'entry__to' }, 'and'), bigDate(day)])),
    h('div', { class: 'entry__what' },
      h('h4', { class: 'entry__title' }, h('a', { href: `${context.procedure}#step-${step.id}` }, worked.title)),
      who(step, context.speech),
      onlyIf(worked, step, context),
      worked.limits.map((limit) => limitLines(limit, step, worked, context)),
      bindingLine(worked, context),
      lateIfLaterLine(worked),
      statusLine(worked),
      workToLine(worked),
      countedBackLine(worked, step, context.speech),
      worked.conflict === null ? null : h('p', {}, tag('late', 'Someone must decide'), ' No day suits every reading.'),
      sameDay,
      national || worked.state === 'done' || step.each !== null ? null : h('p', { class: 'not-printed' },
        h('button', { class: 'quiet-button', type: 'button', 'data-action': `give-date:${step.id}` }, worked.planned === null ? 'Done or planned?' : 'Change its date',
          h('span', { class: 'govuk-visually-hidden' }, ` Give a date for “${worked.title}”`))),
      worked.limits.flatMap((limit) => countsOf(limit).map((readings, place) => howReached(limit, readings, place, worked, context)))),
    national ? null : h('div', { class: 'entry__log' }, h('span', {}, 'Date done'), h('span', {}, 'Initials')));
}

function headingOf(worked: TimetableStep): Heading {
  const { state } = worked;
  const due = dueOf(worked);
  const late = worked.limits.some(({ readings }) => standing(readings).some(({ status }) => status === 'overdue'));
  if (due === null) {
    return worked.conflict === null
      ? { kind: NO_DATE[state] ?? 'No date', days: [], edge: state === 'waiting' ? 'waiting' : 'none' }
      : { kind: 'Undecided', days: [], edge: late ? 'late' : 'doubt' };
  }
  // Its day is not known, and its limit no longer presses.
  if (due.kind === 'decided') return { kind: 'Decided, on a day not given', days: [], edge: 'done' };
  const days = due.from === null ? [due.day] : [due.from, due.day];
  // That someone must decide stands below, with the reason.
  return { kind: due.kind === 'undecided' ? 'Undecided, at the soonest' : dueWords(due), days, edge: edgeOf(worked, due, late) };
}

function edgeOf(worked: TimetableStep, { kind, inDoubt }: Due, late: boolean): Heading['edge'] {
  if (kind === 'done') return worstDone(worked) === 'done-late' ? 'late' : 'done';
  if (kind === 'projected') return 'projected';
  if (late) return 'late';
  return kind === 'undecided' || (kind !== 'planned' && inDoubt) ? 'doubt' : 'solid';
}

function standing(readings: LimitReading[]): LimitReading[] {
  return readings.filter(({ stands }) => stands);
}

function worstDone({ limits }: TimetableStep): string | null {
  const statuses = limits.flatMap(({ readings }) => standing(readings).map(({ status }) => status));
  return statuses.find((status) => status === 'done-late') ?? statuses.find((status) => status !== null) ?? null;
}

function who(step: Step, speech: Speech): Drawn | null {
  const told = step.tells.filter(({ when }) => when === null).map(({ who: id }) => uncapital(actorName(id, speech)));
  const actor = whoText(step.actor, speech) ?? 'Who does it: not stated';
  return h('p', { class: 'entry__who' }, told.length === 0 ? actor : `${actor}; told: ${joined(told, 'and')}`);
}

/** Longer than this, what is left of a condition is given as the step's own, and whole under a fold. */
const LONGEST_CONDITION = 110;

function onlyIf({ id, applies, onlyIf: condition }: TimetableStep, step: Step, { speech, national }: EntryContext): Children {
  if (applies !== 'unknown' || condition === null) return null;
  const words = openConditionText(condition, speech);
  const own = step.when === null ? null : conditionPhrase(step.when, speech);
  if (words.length <= LONGEST_CONDITION) return h('p', {}, tag('not-stated', 'Only if'), ` ${words}`);
  if (own !== null && own.length <= LONGEST_CONDITION) return h('p', {}, tag('not-stated', 'Only if'), ` ${own}`);
  return unfold(`only-if-${national ? 'national-' : ''}${id}`, 'Only if certain things hold', h('p', {}, capital(words)));
}

function limitLines(limit: LimitEntry, step: Step, worked: TimetableStep, context: EntryContext): Children {
  if (limit.applies === 'no') return null;
  const others = worked.limits.filter((other) => other !== limit);
  if (isOutOfForce(limit) && others.some((other) => !isOutOfForce(other))) return null;
  const rule = step.limits.find(({ address }) => address === limit.address);
  const words = limit.asWritten === null
    ? (rule === undefined ? 'a limit' : capital(limitText(rule, context.speech)))
    : quoted(limit.asWritten);
  const own = standing(limit.readings);
  const inDoubt = own.length > 1;
  const groups = alike(own);
  return [
    h('p', { class: 'entry__words' }, words, ' ', cite(limit.cite, context.speech.vocabulary)),
    worked.state === 'done' && !inDoubt ? null : h('ul', { class: 'entry__readings' },
      inDoubt && readingsDiffer(own) ? h('li', { class: 'entry__reading' }, tag('doubt', `In doubt: ${groups.length} readings`)) : null,
      groups.map((readings) => readingLine(readings, inDoubt ? reasonOf(readings, limit, context) : '', inDoubt, context))),
  ];
}

function isOutOfForce({ readings }: LimitEntry): boolean {
  return readings.every(({ state }) => state === 'not-in-force');
}

function readingsDiffer(readings: LimitReading[]): boolean {
  return new Set(readings.map(({ latest, earliest, state }) => `${state} ${earliest ?? ''} ${latest ?? ''}`)).size > 1;
}

/** Readings that come to the same days, together. */
function alike(readings: LimitReading[], of = ({ state, earliest, latest, from, waitingFor }: LimitReading): unknown => [state, earliest, latest, from, waitingFor]): LimitReading[][] {
  const groups = new Map<string, LimitReading[]>();
  for (const reading of readings) {
    const key = JSON.stringify(of(reading));
    groups.set(key, [...(groups.get(key) ?? []), reading]);
  }
  return [...groups.values()];
}

/** The letters of the readings taken, as the procedure page has them, with their reasons where they are new. */
function reasonOf(readings: LimitReading[], of: LimitEntry, { speech, explained }: EntryContext): string {
  const { letters, deciding } = lettersOf(readings, of, speech);
  if (letters === '') return '';
  const reasons = deciding.map(({ address, taken }) => taken.flatMap(({ id, because }) => {
    const isNew = !explained.has(`${address}=${id}`);
    explained.add(`${address}=${id}`);
    return isNew ? [because] : [];
  }).join(' Or: ')).filter((reason) => reason !== '');
  return reasons.length === 0 ? ` Reading ${letters}, as above.` : ` Reading ${letters}: ${reasons.join(' ')}`;
}

/** The letters of the readings taken, beside others with whose they are, and the doubts that they decide. */
function lettersOf(readings: LimitReading[], limit: LimitEntry, speech: Speech) {
  const doubts = doubtsOf(speech.policy).flatMap(({ address, about, readings: all }) => {
    const taken = all.filter(({ id }) => readings.some(({ under }) => under[address] === id));
    return taken.length === 0 ? [] : [{ address, about, all, taken, isOwn: address === limit.address }];
  }).reverse();
  const combined = doubts.reduce((product, { taken }) => product * taken.length, 1);
  // A doubt whose every reading comes to the same here decides nothing here.
  const deciding = combined > readings.length ? doubts : doubts.filter(({ all, taken }) => taken.length < all.filter(({ refutedBy }) => refutedBy === null).length);
  const inLetters = (of: typeof doubts) => of.map(({ about, all, taken, isOwn }) =>
    joined(taken.map((reading) => letter(all.indexOf(reading))), 'or') + (isOwn || (of.length < 2 && doubts.every((one) => !one.isOwn)) ? '' : ` of “${about}”`)).join(' with ');
  const letters = combined > readings.length
    ? joined(readings.map(({ under }) => inLetters(doubts.map((doubt) => ({ ...doubt, taken: doubt.taken.filter(({ id }) => under[doubt.address] === id) })))), 'or')
    : inLetters(deciding);
  return { letters, deciding };
}

function readingLine(readings: LimitReading[], reason: string, inDoubt: boolean, { speech }: EntryContext): Drawn | null {
  const [reading] = readings;
  if (reading === undefined) return null;
  const { state, earliest, latest, from } = reading;
  if (state === 'due' || state === 'done') {
    if (!inDoubt) return null;
    return h('li', { class: 'entry__reading' }, ...windowWords(reading), '.', reason);
  }
  if (state === 'projected' && from !== null) {
    const start = nameOf(from.id, speech);
    const soonest = earliest === latest || from.earliest === null ? null : earliest;
    return h('li', { class: 'entry__reading' }, tag('projected', 'Projected'), ' ',
      soonest === null || from.earliest === null ? null : [h('strong', {}, dateTime(soonest)), ` if ${start} is on `, dateTime(from.earliest), '; '],
      latest === null ? null : [h('strong', {}, dateTime(latest)), ` if ${soonest === null ? start : 'it'} is on `, dateTime(from.date), ', the last day'],
      '.', reason);
  }
  if (state === 'waiting') {
    return h('li', { class: 'entry__reading' }, `Waiting for ${reading.waitingFor.length === 0 ? 'a start: the document gives none' : joined(reading.waitingFor.map((id) => nameOf(id, speech)), 'and')}.`, reason);
  }
  if (state === 'no-limit' || state === 'unquantified') return inDoubt ? h('li', { class: 'entry__reading' }, `${NO_DATE[state]}.`, reason) : null;
  if (state === 'sets-the-clock') return h('li', { class: 'entry__reading' }, 'It starts the clock itself, and has no date of its own.', reason);
  return h('li', { class: 'entry__reading' }, reading.explanation);
}

function windowWords({ earliest, latest, from }: LimitReading): Children[] {
  if (latest === null) return earliest === null ? ['no date'] : ['Not before ', h('strong', {}, dateTime(earliest))];
  if (earliest !== null && from !== null && earliest > from.date && earliest !== latest) {
    return [h('strong', {}, dateTime(earliest)), ' to ', h('strong', {}, dateTime(latest))];
  }
  return [earliest === latest ? 'On ' : 'By ', h('strong', {}, dateTime(latest))];
}

function nameOf(id: string, speech: Speech): string {
  const step = speech.policy.steps.find((one) => one.id === id);
  return step === undefined ? `the day ${eventText(id, speech.vocabulary)}` : `“${step.title}”`;
}

/** Of several limits that hold at once, the one that ends first. */
function bindingLine(step: TimetableStep, { speech }: EntryContext): Drawn | null {
  const binding = soonerLimits(step);
  return binding.length === 0 ? null : h('p', {}, 'The sooner of its limits holds: ', h('strong', {}, dateTime(step.safe!.latest!)), ' ', cite(binding.flatMap((limit) => limit.cite), speech.vocabulary));
}

/** What its own limits allow and what follows does not. */
function lateIfLaterLine({ lateIfLater, planned }: TimetableStep): Drawn | null {
  if (lateIfLater === null) return null;
  return h('p', {}, tag('late', planned !== null || lateIfLater.after === null ? 'Leaves what follows too little time' : 'Late if later'), ' ', lateIfLater.explanation);
}

/** Why the day to work to is not the last day itself. */
function workToLine({ done, workTo, safe, lateIfLater }: TimetableStep): Drawn | null {
  if (done !== null || lateIfLater !== null || safe?.latest == null || workTo === null || workTo === safe.latest) return null;
  return h('p', {}, 'The last day under every reading is ', h('strong', {}, dateTime(safe.latest)), ', not a working day: work to ', dateTime(workTo), '.');
}

/** What the day takes for granted, where it is counted back from a start that has no date yet. */
function countedBackLine(worked: TimetableStep, step: Step, speech: Speech): Drawn | null {
  const start = countedBackFrom(worked, step);
  return start === null ? null : h('p', {}, 'This is counted back from the last day for ', nameOf(start, speech), ': if that comes sooner, so does this.');
}

function statusLine(worked: TimetableStep): Drawn | null {
  const readings = worked.limits.flatMap(({ readings: all }) => standing(all)).filter(({ status }) => status !== null);
  const late = readings.filter(({ status }) => status === 'overdue' || status === 'done-late');
  const [worst] = [...late].sort((one, other) => (other.by ?? 0) - (one.by ?? 0));
  if (worst !== undefined) {
    const others = standing(worked.limits.find((limit) => limit.readings.includes(worst))!.readings).filter((reading) => !late.includes(reading));
    const under = others.length === 0 ? '' : ` under one reading${others.some(({ status }) => status !== null) ? ', in time under another' : ''}`;
    const text = worst.status === 'overdue' ? `Late by ${lateness(worst)}${under}` : `Done ${lateness(worst)} late${under}`;
    return h('p', {}, tag('late', text));
  }
  if (readings.some(({ status }) => status === 'due-today')) return h('p', {}, tag('doubt', 'Due today'));
  if (readings.some(({ status }) => status === 'done-on-time')) return h('p', {}, tag('done', 'Done in time'));
  return null;
}

function lateness({ by, byUnit }: { by: number | null; byUnit: Unit | null }): string {
  return countOf(by ?? 0, byUnit);
}

/** Each count once: readings that count the same days from the same start are counted alike. */
const countsOf = ({ readings }: LimitEntry): LimitReading[][] => alike(readings, ({ from, latest, counted, stands }) => [from, latest, counted, stands]);

function howReached(limit: LimitEntry, readings: LimitReading[], place: number, step: TimetableStep, { speech, national, isOpen }: EntryContext): Drawn | null {
  const reading = readings[0]!;
  const { from, latest, earliest, counted, skipped } = reading;
  const end = latest ?? earliest;
  if (from === null || end === null || counted.length + skipped.length === 0) return null;
  const refuted = reading.stands ? '' : ' under a reading that is not counted';
  const last = [...counted, ...skipped.map(({ date }) => date)].sort().at(-1) ?? end;
  const first = [...counted, ...skipped.map(({ date }) => date)].sort()[0] ?? end;
  const backwards = first < from.date;
  const fold = `how-${national ? 'national-' : ''}${step.id}-${limit.address}-${place}`;
  // Of several counts each says whose it is.
  const isOneOf = step.limits.filter((one) => !isOutOfForce(one)).length > 1;
  const by = isOneOf && limit.cite[0] ? ` by ${limit.cite[0].at}` : '';
  const letters = limit.readings.length > 1 && reading.stands ? lettersOf(readings, limit, speech).letters : '';
  return unfold(fold, `How ${dateText(backwards ? first : end)} was reached${by}${letters === '' ? '' : `, reading ${letters}`}${refuted}`, isOpen(fold) && [
    h('p', {}, reading.explanation),
    ledger({ start: from.date, startName: shortName(from.id, speech), counted, skipped, end: backwards ? first : last > end ? last : end }),
  ]);
}

/** A start in the few letters that a cell of the ledger has. */
function shortName(id: string, speech: Speech): string {
  const step = speech.policy.steps.find((one) => one.id === id);
  if (step !== undefined) return 'start';
  return SHORT[id] ?? 'start';
}

const SHORT: Record<string, string> = {
  'incident-occurred': 'incident', 'incident-known': 'aware', 'incident-reported': 'told', 'referral-received': 'referral',
  'intention-notified': 'intention', 'notification-sent': 'sent', 'report-sent': 'report', 'return-received': 'return',
};
