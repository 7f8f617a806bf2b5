import { parseIsoDate } from '../calendar/iso-date.ts';
import { englandAndWales, type CountRequest } from '../calendar/working-days.ts';
import { CommandError, inputLines, readArguments, type Command } from './command.ts';
import { objectOf } from './judge.ts';

/** @example `echo '{ "start": "2026-03-27", "days": 5 }' | rulebook count` */
export const count: Command = {
  name: 'count',
  usage: 'count [--json] < REQUESTS',
  gives: 'for each JSON line { start, days, unit, dayOne, nonWorkingStart }: the end, the days counted and the days skipped, as JSON lines in any case',
  async run(args) {
    readArguments(args, { json: { type: 'boolean' } }, 0);
    for await (const line of inputLines()) process.stdout.write(`${JSON.stringify(answer(line))}\n`);
    return 0;
  },
};

function answer(line: string): object {
  try {
    const result = englandAndWales.count(requestOf(objectOf(line)));
    return 'error' in result ? { error: result.error, reason: result.reason } : result;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { error: 'bad-request', reason: error.message };
  }
}

const CHOICES = {
  unit: ['working-day', 'calendar-day', 'hour', 'month'],
  dayOne: ['day-after', 'trigger-day'],
  nonWorkingStart: ['stands', 'deemed-next'],
} as const;

function requestOf(given: Record<string, unknown>): CountRequest {
  const { start, days } = given;
  for (const key of Object.keys(given)) {
    if (!['start', 'days', ...Object.keys(CHOICES)].includes(key)) throw new CommandError(`"${key}" is not a field: use start, days, unit, dayOne, nonWorkingStart`);
  }
  if (typeof start !== 'string' || parseIsoDate(start) === null) throw new CommandError(`start: ${JSON.stringify(start ?? null)} is not a date that exists, written YYYY-MM-DD`);
  if (typeof days !== 'number' || !Number.isSafeInteger(days)) throw new CommandError(`days: ${JSON.stringify(days ?? null)} is not a whole number`);
  return {
    start,
    days,
    unit: choice(given, 'unit', 'working-day'),
    dayOne: choice(given, 'dayOne', 'day-after'),
    nonWorkingStart: choice(given, 'nonWorkingStart', 'stands'),
  };
}

function choice<K extends keyof typeof CHOICES>(given: Record<string, unknown>, key: K, usual: (typeof CHOICES)[K][number]): (typeof CHOICES)[K][number] {
  const value = given[key] ?? usual;
  const found = (CHOICES[key] as readonly string[]).find((one) => one === value);
  if (found === undefined) throw new CommandError(`${key}: ${JSON.stringify(value)} is not one of ${CHOICES[key].join(', ')}`);
  return found as (typeof CHOICES)[K][number];
}
