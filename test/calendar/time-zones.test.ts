import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

const DATES = new URL('../../src/calendar/iso-date.ts', import.meta.url).href;
const MONTHS = new URL('../../src/calendar/months.ts', import.meta.url).href;
const WORKING_DAYS = new URL('../../src/calendar/working-days.ts', import.meta.url).href;

// Two years of days over both changes of the clocks, asked everything, after a proof that the zone took hold.
const PROGRAM = `
  const { addCalendarDays, dayNumber, formatDate, formatShortDate, readDateParts, todayInLondon, weekdayOf } = await import('${DATES}');
  const { addMonths } = await import('${MONTHS}');
  const { englandAndWales } = await import('${WORKING_DAYS}');
  console.error(new Date('2026-07-01T00:00:00Z').getHours());
  for (let date = '2026-01-01'; date < '2028-01-01'; date = addCalendarDays(date, 1)) {
    const [year, month, day] = date.split('-');
    console.log(date, dayNumber(date), weekdayOf(date), formatDate(date), formatShortDate(date), addMonths(date, 1),
      readDateParts({ day, month, year }, 'Date').date, todayInLondon(new Date(date + 'T23:30:00Z')),
      englandAndWales.addWorkingDays(date, 5), englandAndWales.addWorkingDays(date, -5),
      JSON.stringify(englandAndWales.count({ start: date, days: 3, unit: 'working-day', nonWorkingStart: 'deemed-next' })));
  }
`;

it('gives the same days and the same words in every time zone and language', () => {
  const london = run('Europe/London', 'en_GB.UTF-8');
  expect(london.lines.split('\n')).toHaveLength(730);
  expect(london.lines).toContain('2026-03-29 20541 7 Sunday 29 March 2026 Sun 29 March 2026-04-29 2026-03-29 2026-03-30 2026-04-07');
  const elsewhere = [
    ['UTC', 'C', 0],
    ['Pacific/Kiritimati', 'en_US.UTF-8', 14],
    ['Pacific/Pago_Pago', 'ar_EG.UTF-8', 13],
    ['America/Sao_Paulo', 'pt_BR.UTF-8', 21],
    ['Australia/Lord_Howe', 'th_TH.UTF-8', 10],
  ] as const;
  for (const [zone, language, hour] of elsewhere) {
    const there = run(zone, language);
    expect(there.hour, zone).toBe(hour);
    expect(there.lines === london.lines, zone).toBe(true);
  }
}, 60_000);

function run(zone: string, language: string): { hour: number; lines: string } {
  const child = spawnSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', PROGRAM], {
    encoding: 'utf8', env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language, NODE_OPTIONS: '' },
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return { hour: Number(child.stderr), lines: child.stdout.trimEnd() };
}
