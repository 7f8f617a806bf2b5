/** The drill in counting working days: a start and a number, a day typed in, and what was counted if it is another one. */
import { addCalendarDays, formatDate, type IsoDate } from '../calendar/iso-date.ts';
import { createWorkingDayCalendar, englandAndWales, type CountRequest, type WorkingDayCalendar } from '../calendar/working-days.ts';
import { MISTAKES, type MistakeId } from './mistakes.ts';
import { seeded, type Random } from './random.ts';

/** What makes a count hard: nothing, a bank holiday, a start on a day off, the start counted as day 1, or counting back. */
type Hurdle = 'plain' | 'holiday' | 'day-off' | 'day-one' | 'back';

/** Every hurdle, in the order in which a drill puts them. */
export const HURDLES: readonly Hurdle[] = ['plain', 'holiday', 'day-off', 'day-one', 'back'];

export interface CountTask {
  hurdle: Hurdle;
  start: IsoDate;
  /** Negative to count back. */
  days: number;
  dayOne: 'day-after' | 'trigger-day';
  /** In words, with how to count. */
  prompt: string;
}

export interface Marked {
  correct: boolean;
  /** The mistake that gives this very day; null where the answer is right, or where none that is known here does. */
  misconception: MistakeId | null;
  /** Right or wrong, and why, in words. */
  because: string;
  end: IsoDate;
  counted: IsoDate[];
  skipped: { date: IsoDate; reason: string }[];
}

const AMOUNTS = [2, 5, 7, 10, 13, 15] as const;
const DAYS_KEPT_FREE = 60;
const YEARS = 3;
const TRIES = 400;

/**
 * The tasks of a drill, each kind of hurdle by turns, the plain ones first.
 *
 * @example drawDrill(3, 10)[0]?.hurdle // 'plain'
 */
export function drawDrill(seed: number, count: number): CountTask[] {
  const tasks: CountTask[] = [];
  for (let turn = 0; tasks.length < count; turn += 1) {
    const task = drawTask(HURDLES[tasks.length % HURDLES.length]!, seeded(seed, 'drill', turn));
    if (!tasks.some(({ prompt }) => prompt === task.prompt)) tasks.push(task);
  }
  return tasks;
}

function drawTask(hurdle: Hurdle, random: Random): CountTask {
  const first = addCalendarDays(englandAndWales.to, -365 * YEARS);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const start = addCalendarDays(first, random.below(365 * YEARS - DAYS_KEPT_FREE));
    const amount = random.pick(AMOUNTS);
    const task = { hurdle, start, days: hurdle === 'back' ? -amount : amount, dayOne: hurdle === 'day-one' ? 'trigger-day' as const : 'day-after' as const };
    const result = englandAndWales.count(requestOf(task));
    if ('error' in result) continue;
    const holidays = result.skipped.filter(({ date }) => englandAndWales.holidayName(date) !== null).length;
    const working = englandAndWales.isWorkingDay(start) === true;
    if (working === (hurdle === 'day-off')) continue;
    if (hurdle === 'plain' ? holidays > 0 : hurdle === 'holiday' && holidays === 0) continue;
    return { ...task, prompt: promptOf(task) };
  }
  throw new RangeError(`no day in the calendar makes a task of the kind "${hurdle}"`);
}

function promptOf({ start, days, dayOne }: Omit<CountTask, 'prompt'>): string {
  const amount = `${Math.abs(days)} working days`;
  if (days < 0) return `Something must be done ${amount} before ${formatDate(start)}. Which day is that?`;
  if (dayOne === 'trigger-day') return `Day 1 is ${formatDate(start)}, in working days. Which day is Day ${days}?`;
  return `A limit of ${amount} starts on ${formatDate(start)}. Which day is the last? The day after the start is day 1.`;
}

const requestOf = ({ start, days, dayOne }: Pick<CountTask, 'start' | 'days' | 'dayOne'>): CountRequest => ({ start, days, unit: 'working-day', dayOne, nonWorkingStart: 'stands' });

/**
 * Marks an answer, names the mistake that gives just that day, and lists the days that are counted and skipped.
 *
 * @throws RangeError for an answer that is not a date
 * @example markCount(task, '2026-04-03').misconception // 'forgotten-holiday'
 */
export function markCount(task: CountTask, answer: IsoDate): Marked {
  const right = englandAndWales.count(requestOf(task));
  if ('error' in right) throw new RangeError(right.reason);
  const { end, counted, skipped } = right;
  if (answer === end) return { correct: true, misconception: null, because: `Right: ${formatDate(end)}.`, end, counted, skipped };
  const mistake = mistakesOf(task, end).find(({ date }) => date === answer);
  const lesson = mistake ? `${MISTAKES[mistake.id].name}. ${MISTAKES[mistake.id].lesson}` : offBy(task, answer, end);
  return { correct: false, misconception: mistake?.id ?? null, because: `Not right: it is ${formatDate(end)}. ${lesson}`, end, counted, skipped };
}

const WITHOUT_HOLIDAYS: WorkingDayCalendar = createWorkingDayCalendar({ holidays: [], from: englandAndWales.from, to: englandAndWales.to });

/** The days that each mistake gives, the likeliest first; none that gives the right day. */
export function mistakesOf(task: CountTask, end: IsoDate): { id: MistakeId; date: IsoDate }[] {
  const { start, days, dayOne } = task;
  const count = (changed: Partial<CountRequest>, calendar: WorkingDayCalendar = englandAndWales): IsoDate | null => {
    const result = calendar.count({ ...requestOf(task), ...changed });
    return 'end' in result ? result.end : null;
  };
  const found: [MistakeId, IsoDate | null][] = [
    ['forgotten-holiday', count({}, WITHOUT_HOLIDAYS)],
    ['calendar-days', count({ unit: 'calendar-day' })],
    dayOne === 'trigger-day' ? ['start-not-counted', count({ dayOne: 'day-after' })] : ['start-counted', count({ dayOne: 'trigger-day' })],
    ['received-next-day', days > 0 ? count({ nonWorkingStart: 'deemed-next' }) : null],
    ['wrong-direction', days < 0 ? count({ days: -days }) : null],
    ['counted-from-day-after', dayOne === 'day-after' ? englandAndWales.addWorkingDays(start, days + Math.sign(days)) : null],
  ];
  return found.flatMap(([id, date]) => (date === null || date === end ? [] : [{ id, date }]));
}

function offBy({ start, days }: CountTask, answer: IsoDate, end: IsoDate): string {
  if (days > 0 ? answer < start : answer > start) return `That is on the wrong side of the start, ${formatDate(start)}.`;
  const apart = englandAndWales.workingDaysFrom(end, answer);
  if (englandAndWales.isWorkingDay(answer) === false) return 'A count of working days never ends on a day off.';
  if (apart === null) return 'Count again, a day at a time.';
  const size = Math.abs(apart);
  const word = (apart > 0) === (days > 0) ? 'too many' : 'too few';
  return `That is ${size} working ${size === 1 ? 'day' : 'days'} ${word}. Count again, a day at a time.`;
}
