/** Counts with their answers, for anyone who writes a counter of working days of their own. Build only. */
import { addCalendarDays } from '../calendar/iso-date.ts';
import { englandAndWales, type CountRequest, type CountResult } from '../calendar/working-days.ts';

interface CountVector { request: CountRequest; answer: CountResult }

/** Starts at which counters have gone wrong: moved and added holidays, weekends, year ends, leap days. */
const STARTS = [
  '2012-06-01', '2020-05-01', '2020-02-28', '2021-12-23', '2022-05-27', '2022-09-16', '2023-05-05', '2022-12-23',
  '2024-02-29', '2026-03-27', '2026-10-24', '2026-10-25', '2026-12-24', '2027-12-26',
];
const WORKING = [0, 1, 2, 5, 10, 15, -1, -5];
const ENDS_OF_TABLE: CountRequest[] = [
  { start: addCalendarDays(englandAndWales.to, -10), days: 15, unit: 'working-day' },
  { start: englandAndWales.to, days: 1, unit: 'working-day' },
  { start: englandAndWales.from, days: -1, unit: 'working-day' },
  { start: englandAndWales.to, days: 15, unit: 'calendar-day' },
];
const REFUSED = [
  { start: '2026-02-29', days: 5, unit: 'working-day' },
  { start: '2026-03-27', days: 1.5, unit: 'working-day' },
] as const satisfies CountRequest[];

/**
 * Requests and the answers to them, always the same: every convention from each start, the other units, both ends of the
 * table of bank holidays, and requests that have no answer.
 *
 * @example countVectors().find(({ request }) => request.start === '2026-03-27' && request.days === 5)?.answer
 * // { end: '2026-04-07', counted: ['2026-03-30', …], skipped: [{ date: '2026-03-28', reason: 'Saturday' }, …] }
 */
export function countVectors(): CountVector[] {
  return requests().map((request) => ({ request, answer: englandAndWales.count(request) }));
}

/** The vectors as JSON Lines. @example countVectorLines().split('\n')[0] // '{"request":{"start":…},"answer":{…}}' */
export function countVectorLines(): string {
  return countVectors().map((vector) => `${JSON.stringify(vector)}\n`).join('');
}

function requests(): CountRequest[] {
  const working = STARTS.flatMap((start) => (['day-after', 'trigger-day'] as const).flatMap((dayOne) =>
    (['stands', 'deemed-next'] as const).flatMap((nonWorkingStart) =>
      WORKING.map((days): CountRequest => ({ start, days, unit: 'working-day', dayOne, nonWorkingStart })))));
  const others = STARTS.flatMap((start): CountRequest[] => [
    { start, days: 5, unit: 'calendar-day', dayOne: 'day-after' },
    { start, days: 5, unit: 'calendar-day', dayOne: 'trigger-day' },
    { start, days: 24, unit: 'hour' },
    { start, days: 25, unit: 'hour' },
    { start, days: 6, unit: 'month' },
  ]);
  return [...working, ...others, ...ENDS_OF_TABLE, ...REFUSED];
}
