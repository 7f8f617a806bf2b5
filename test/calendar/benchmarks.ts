import { addBusinessDays, formatISO, parseISO } from 'date-fns';
import { DateTime } from 'luxon';
import table from '../../src/calendar/bank-holidays.json' with { type: 'json' };
import { dayNumber, fromDayNumber } from '../../src/calendar/iso-date.ts';
import { createWorkingDayCalendar, englandAndWales } from '../../src/calendar/working-days.ts';
import type { Benchmark, Figure } from '../bench.ts';

interface Sum { start: string; n: number }
type Adder = (start: string, n: number) => string | null;

const holidays = new Set(table.holidays.map(({ date }) => date));
const holidayMoments = table.holidays.map(({ date }) => parseISO(date).getTime());

/** Ways to add working days, each from an ISO string to an ISO string, and how often the slower ones can be asked. */
const ADDERS: { name: string; add: Adder; rounds: number }[] = [
  { name: 'this calendar', add: (start, n) => englandAndWales.addWorkingDays(start, n), rounds: 500 },
  { name: 'a luxon day loop', add: luxonLoop, rounds: 1 },
  { name: 'date-fns addBusinessDays, holidays skipped by a loop', add: dateFnsLoop, rounds: 1 },
];

export const calendarBenchmarks: Benchmark[] = [
  { name: 'calendar: add 1 to 20 working days, ISO string to ISO string', run: addingWorkingDays },
  { name: 'calendar: count 1 to 20 working days with every day listed', run: counting },
  { name: 'calendar: build the table of 2012 to 2028', run: building },
];

function addingWorkingDays(): Figure[] {
  const sums = someSums();
  const [ours, ...others] = ADDERS.map(({ name, add, rounds }) => {
    const wrong = sums.find(({ start, n }) => add(start, n) !== englandAndWales.addWorkingDays(start, n));
    if (wrong !== undefined) throw new Error(`${name} disagrees on ${wrong.start} + ${wrong.n}`);
    return { name, perSecond: bestPerSecond(sums.length * rounds, () => {
      let length = 0;
      for (let round = 0; round < rounds; round += 1) {
        for (const { start, n } of sums) length += add(start, n)?.length ?? 0;
      }
      return length;
    }) };
  });
  if (ours === undefined) return [];
  return [
    { what: ours.name, value: ours.perSecond, unit: 'a second', atLeast: 1_000_000 },
    ...others.flatMap(({ name, perSecond }): Figure[] => {
      const times = { what: '  times as fast: this calendar', value: ours.perSecond / perSecond, unit: 'times' };
      return [{ what: name, value: perSecond, unit: 'a second' }, name.includes('luxon') ? { ...times, atLeast: 80 } : times];
    }),
  ];
}

function counting(): Figure[] {
  const sums = someSums();
  const perSecond = bestPerSecond(sums.length * 10, () => {
    let days = 0;
    for (let round = 0; round < 10; round += 1) {
      for (const { start, n } of sums) {
        const answer = englandAndWales.count({ start, days: n, unit: 'working-day' });
        if ('end' in answer) days += answer.counted.length + answer.skipped.length;
      }
    }
    return days;
  });
  return [{ what: 'count', value: perSecond, unit: 'a second' }];
}

function building(): Figure[] {
  const perSecond = bestPerSecond(10, () => {
    let last = '';
    for (let round = 0; round < 10; round += 1) last = createWorkingDayCalendar(table).to;
    return last.length;
  });
  return [{ what: 'createWorkingDayCalendar', value: 1000 / perSecond, unit: 'ms' }];
}

/** The same sums in every run: starts spread over the table, weekends and holidays among them. */
function someSums(): Sum[] {
  const first = dayNumber('2012-01-01');
  const span = dayNumber('2028-11-20') - first;
  return Array.from({ length: 5000 }, (_, index) => ({
    start: fromDayNumber(first + ((index * 7919) % span)),
    n: (index % 20) + 1,
  }));
}

/** The best of five runs, so that what else the machine is doing counts for little. */
function bestPerSecond(operations: number, run: () => number): number {
  let best = 0;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const begin = performance.now();
    if (run() === 0) throw new Error('Nothing was computed');
    best = Math.max(best, (operations / (performance.now() - begin)) * 1000);
  }
  return best;
}

function luxonLoop(start: string, n: number): string | null {
  let day = DateTime.fromISO(start, { zone: 'utc' });
  let left = n;
  while (left > 0) {
    day = day.plus({ days: 1 });
    if (day.weekday < 6 && !holidays.has(day.toISODate() ?? '')) left -= 1;
  }
  return day.toISODate();
}

function dateFnsLoop(start: string, n: number): string {
  let day = parseISO(start);
  let left = n;
  while (left > 0) {
    const end = addBusinessDays(day, left);
    left = holidayMoments.filter((moment) => moment > day.getTime() && moment <= end.getTime()).length;
    day = end;
  }
  return formatISO(day, { representation: 'date' });
}
