/**
 * A newer list of bank holidays held against the table at hand: what changes, and what is doubtful about it.
 *
 * Nothing is taken over in silence. A day that disappears, moves or is called something else, a holiday that is not one
 * of the yearly eight, a year that lacks one of them: each is a doubt, and stays one until a person who has looked at the
 * source accepts the date.
 */
import { addCalendarDays, formatDate, parseIsoDate, weekdayOf, type IsoDate } from './iso-date.ts';
import type { BankHoliday } from './working-days.ts';

export interface HolidayTable { from: IsoDate; to: IsoDate; holidays: BankHoliday[] }

interface HolidayChange { kind: 'added' | 'removed' | 'renamed' | 'noted'; date: IsoDate; title: string; was: string | null }

export interface HolidayUpdate {
  /** The table as it would be: whole years, the older ones as they were. */
  table: HolidayTable;
  /** The years that the newer list covers. */
  covers: { first: number; last: number } | null;
  changes: HolidayChange[];
  /** Why the list cannot be taken over, a sentence each; empty where it can. */
  doubts: string[];
}

/** The eight of every year, and on which weekdays and in which months they can fall. Monday is 1. */
const YEARLY: readonly { title: RegExp; name: string; weekdays: readonly number[]; months: readonly number[] }[] = [
  { name: 'New Year’s Day', title: /^new year's day$/i, weekdays: [1, 2, 3, 4, 5], months: [1] },
  { name: 'Good Friday', title: /^good friday$/i, weekdays: [5], months: [3, 4] },
  { name: 'Easter Monday', title: /^easter monday$/i, weekdays: [1], months: [3, 4] },
  { name: 'Early May bank holiday', title: /^early may bank holiday\b/i, weekdays: [1], months: [5] },
  { name: 'Spring bank holiday', title: /^spring bank holiday$/i, weekdays: [1], months: [5, 6] },
  { name: 'Summer bank holiday', title: /^summer bank holiday$/i, weekdays: [1], months: [8] },
  { name: 'Christmas Day', title: /^christmas day$/i, weekdays: [1, 2, 3, 4, 5], months: [12] },
  { name: 'Boxing Day', title: /^boxing day$/i, weekdays: [1, 2, 3, 4, 5], months: [12] },
];

/**
 * Holds a list in the shape of GOV.UK's `bank-holidays.json` against a table. The table never gets shorter: years that
 * the list no longer holds, or does not hold yet, stand as they are.
 *
 * @param accepted dates that a person has checked at the source, whose doubts no longer stand
 * @example updateOf(table, JSON.parse(text), ['2030-06-10']).doubts
 */
export function updateOf(table: HolidayTable, list: unknown, accepted: readonly IsoDate[] = []): HolidayUpdate {
  const read = readList(list);
  if ('doubt' in read) return { table, covers: null, changes: [], doubts: [read.doubt] };
  const { holidays } = read;
  const years = [...new Set(holidays.map(({ date }) => yearOf(date)))].sort((a, b) => a - b);
  const covers = { first: years[0]!, last: years.at(-1)! };
  const inList = (date: IsoDate) => yearOf(date) >= covers.first && yearOf(date) <= covers.last;
  const before = table.holidays.filter(({ date }) => inList(date));
  const changes = changesOf(before, holidays);
  const merged = [...table.holidays.filter(({ date }) => !inList(date)), ...holidays].sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    table: { from: table.from, to: laterOf(table.to, `${covers.last}-12-31`), holidays: merged },
    covers,
    changes,
    doubts: [...gapsOf(table, covers), ...doubtsOfDays(holidays, before, accepted), ...doubtsOfYears(holidays, covers, accepted), ...doubtsOfChanges(changes, accepted)],
  };
}

/** A change as a line to read. @example changeText({ kind: 'added', date: '2029-01-01', title: 'New Year’s Day', was: null }) */
export function changeText({ kind, date, title, was }: HolidayChange): string {
  switch (kind) {
    case 'added': return `+ ${formatDate(date)}: ${title}`;
    case 'removed': return `- ${formatDate(date)}: ${title}`;
    case 'renamed': return `~ ${formatDate(date)}: ${title}, until now ${was}`;
    case 'noted': return `~ ${formatDate(date)}: ${title}, with another note${was === null ? '' : `, until now ${was}`}`;
  }
}

function readList(list: unknown): { holidays: BankHoliday[] } | { doubt: string } {
  const division = objectAt(list, 'england-and-wales');
  if (division === null) return { doubt: 'The list has no part "england-and-wales".' };
  if (division['division'] !== 'england-and-wales') return { doubt: 'The part "england-and-wales" is of another division.' };
  const events = division['events'];
  if (!Array.isArray(events) || events.length === 0) return { doubt: 'The list of England and Wales is empty.' };
  const holidays: BankHoliday[] = [];
  for (const event of events as unknown[]) {
    const { title, date, notes } = (event ?? {}) as Record<string, unknown>;
    if (typeof title !== 'string' || title.trim() === '') return { doubt: `An entry has no title: ${JSON.stringify(event)}` };
    if (typeof date !== 'string' || parseIsoDate(date) !== date) return { doubt: `An entry has no date that exists: ${JSON.stringify(event)}` };
    holidays.push({ date, title: title.trim(), ...(typeof notes === 'string' && notes.trim() !== '' ? { notes: notes.trim() } : {}) });
  }
  return { holidays };
}

function changesOf(before: readonly BankHoliday[], after: readonly BankHoliday[]): HolidayChange[] {
  const [old, now] = [new Map(before.map((one) => [one.date, one])), new Map(after.map((one) => [one.date, one]))];
  const dates = [...new Set([...old.keys(), ...now.keys()])].sort();
  return dates.flatMap((date): HolidayChange[] => {
    const [was, is] = [old.get(date), now.get(date)];
    if (was === undefined && is !== undefined) return [{ kind: 'added', date, title: is.title, was: null }];
    if (was !== undefined && is === undefined) return [{ kind: 'removed', date, title: was.title, was: null }];
    if (was === undefined || is === undefined) return [];
    if (plain(was.title) !== plain(is.title)) return [{ kind: 'renamed', date, title: is.title, was: was.title }];
    if ((was.notes ?? '') !== (is.notes ?? '')) return [{ kind: 'noted', date, title: is.title, was: was.notes ?? null }];
    return [];
  });
}

function gapsOf(table: HolidayTable, covers: { first: number; last: number }): string[] {
  if (covers.first > yearOf(table.to) + 1) return [`The list begins with ${covers.first}, and the table ends with ${yearOf(table.to)}: the years between are not known.`];
  if (covers.last < yearOf(table.from)) return [`The list ends with ${covers.last}, before the table begins.`];
  return [];
}

/** What is odd about a day by itself; a day that the table already has is none of it. */
function doubtsOfDays(holidays: readonly BankHoliday[], before: readonly BankHoliday[], accepted: readonly IsoDate[]): string[] {
  const known = new Set(before.map(({ date, title }) => `${date} ${plain(title)}`));
  return holidays.flatMap(({ date, title }, index) => {
    const named = `${title}, ${formatDate(date)},`;
    if (holidays.findIndex((one) => one.date === date) < index) return [`${named} is a day that the list has twice.`];
    const weekday = weekdayOf(date);
    if (weekday > 5) return [`${named} falls on a weekend.`];
    if (accepted.includes(date) || known.has(`${date} ${plain(title)}`)) return [];
    const yearly = YEARLY.find((one) => one.title.test(plain(title)));
    if (yearly === undefined) return [`${named} is not one of the eight holidays of every year: check it at its source, and accept ${date}.`];
    if (!yearly.weekdays.includes(weekday) || !yearly.months.includes(monthOf(date))) return [`${named} is not where it usually falls: check it at its source, and accept ${date}.`];
    return [];
  });
}

/** A list that is cut short, or counts a holiday double. */
function doubtsOfYears(holidays: readonly BankHoliday[], { first, last }: { first: number; last: number }, accepted: readonly IsoDate[]): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((year) => {
    const ofYear = holidays.filter(({ date }) => yearOf(date) === year);
    const dayOf = (name: string) => ofYear.find(({ title }) => plain(title).toLowerCase() === name)?.date;
    const counts = YEARLY.flatMap(({ name, title }) => {
      const days = ofYear.filter((one) => title.test(plain(one.title)) && !accepted.includes(one.date));
      const all = ofYear.filter((one) => title.test(plain(one.title)));
      if (all.length === 0) return [`${year} has no ${name}: the list may be cut short.`];
      return days.length > 1 ? [`${year} has ${name} ${days.length} times.`] : [];
    });
    const [friday, monday] = [dayOf('good friday'), dayOf('easter monday')];
    const apart = friday !== undefined && monday !== undefined && addCalendarDays(friday, 3) !== monday
      ? [`In ${year} Easter Monday, ${formatDate(monday)}, is not three days after Good Friday, ${formatDate(friday)}.`] : [];
    return [...counts, ...apart];
  });
}

function doubtsOfChanges(changes: readonly HolidayChange[], accepted: readonly IsoDate[]): string[] {
  return changes.filter(({ date }) => !accepted.includes(date)).flatMap(({ kind, date, title, was }) => {
    if (kind === 'removed') return [`${title}, ${formatDate(date)}, is in the table and not in the list: check it at its source, and accept ${date}.`];
    if (kind === 'renamed') return [`${formatDate(date)} is called ${title}, and was called ${was}: check it at its source, and accept ${date}.`];
    return [];
  });
}

function objectAt(value: unknown, key: string): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const inner = (value as Record<string, unknown>)[key];
  return typeof inner === 'object' && inner !== null ? inner as Record<string, unknown> : null;
}

/** Without the difference between straight and curled apostrophes, which lists mix. */
const plain = (title: string): string => title.replaceAll('’', '\'');
const yearOf = (date: IsoDate): number => Number(date.slice(0, 4));
const monthOf = (date: IsoDate): number => Number(date.slice(5, 7));
const laterOf = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other);
