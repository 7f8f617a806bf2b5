import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CommandError, UsageError } from '../../src/cli/command.ts';
import { compareCommand } from '../../src/cli/compare.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What the command prints, without a process of its own. */
async function run(...args: string[]): Promise<string> {
  const printed: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { printed.push(String(text)); return true; });
  expect(await compareCommand.run(args)).toBe(0);
  return printed.join('');
}

describe('the command compare', () => {
  it('prints one JSON document: the rows, the differences of dates and of tests', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/rulebook.ts', 'compare', 'wst', 'west-midlands', '--differences', '--year', '2026', '--json'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const { policies, rows, differences, tests } = JSON.parse(stdout);
    expect(policies).toEqual(['wst', 'west-midlands']);
    const meeting = rows.find(({ dimension }: { dimension: string }) => dimension === 'meeting-limit');
    expect(Object.keys(meeting)).toEqual(['dimension', 'same', 'cells']);
    expect(meeting).toMatchObject({ same: true, cells: [{ policy: 'wst', status: 'stated', inDoubt: false, text: 'between 7 and 13 working days after the referral was received' }, {}] });
    expect(Object.keys(meeting.cells[0])).toEqual(['policy', 'status', 'inDoubt', 'text', 'cites']);
    expect(differences.find(({ dimension }: { dimension: string }) => dimension === 'meeting-limit')).toMatchObject({ class: 'same', of: 365, differ: 0, mostWorkingDays: 0, example: null });
    expect(differences.find(({ dimension, class: kind }: { dimension: string; class: string }) => dimension === 'report-limit' && kind === 'different'))
      .toMatchObject({ of: 365, mostWorkingDays: 2, example: { start: '2026-01-02' } });
    expect(tests[0]).toMatchObject({ a: 'wst/notification-criteria', b: 'west-midlands/panel-notification', equal: null, onlyA: [], onlyB: [] });
  });

  it("tells KSCP's list from Pan Bedfordshire's test by two children, in words", async () => {
    const { tests } = JSON.parse(await run('kscp', 'pan-bedfordshire', '--json'));
    const found = tests.find(({ a, b }: { a: string; b: string }) => a === 'kscp/notifiable-incident' && b === 'pan-bedfordshire/serious-incident');
    expect(found.onlyA.map(({ text }: { text: string }) => text).sort()).toEqual([
      'The child died and the child was in a regulated setting or service; abuse or neglect is not known or suspected',
      'The child died and the child was looked after; abuse or neglect is not known or suspected',
    ]);
    expect(found).toMatchObject({ equal: false, onlyB: [] });
  });

  it('takes one case through all, to the days that each document gives it', async () => {
    const dates = { 'incident-occurred': '2026-03-19', 'incident-known': '2026-03-23', 'referral-received': '2026-03-25', 'intention-notified': '2026-03-26', 'notification-sent': '2026-03-27' };
    const stdout = await run('west-midlands', 'wst', 'herefordshire', 'kscp', 'national', ...Object.entries(dates).flatMap(([event, date]) => ['--on', `${event}=${date}`]));
    const report = stdout.slice(stdout.indexOf('\nReport to the Panel: From'));
    for (const line of [
      '"15 working days of becoming aware of the incident": Wednesday 15 April 2026',
      '"Within 2 days of the Rapid Review Meeting", working-days: projected, at the latest Friday 17 April 2026',
      '"within the 15 day timescale", working-days: Friday 17 April 2026',
      '"within 15 working days from notification to the LSCP", referral: Friday 17 April 2026',
      '"within 15 working days", from-awareness: Wednesday 15 April 2026',
      '"within 15 working days", from-notification: Tuesday 21 April 2026',
    ]) expect(report).toContain(line);
  });

  it('writes a table for a spreadsheet, only of the rows that differ where that is asked', async () => {
    const all = await run('wst', 'west-midlands', '--csv');
    expect(all.split('\r\n')[0]).toBe('Row,Stage,Same,WST,WST: in doubt,WST: where,West Midlands,West Midlands: in doubt,West Midlands: where');
    expect(all).toContain('\r\nRapid review meeting,');
    const different = await run('wst', 'west-midlands', '--csv', '--differences');
    expect(different).not.toContain('\r\nRapid review meeting,');
    expect(different).toContain('\r\nReport to the Panel,');
  });

  it('takes what was not read for no difference', async () => {
    expect(await run('wst', 'west-midlands')).toContain('Minutes [minutes]: Cannot be said, not in the extract of West Midlands');
    expect(await run('wst', 'west-midlands', '--differences')).not.toContain('Minutes [minutes]');
  });

  it('compares starts that are apart by the lag that is given', async () => {
    const { differences } = JSON.parse(await run('west-midlands', 'herefordshire', '--lag', 'incident-known=0', '--lag', 'intention-notified=1', '--json'));
    expect(differences.find(({ a, b }: { a: { address: string }; b: { address: string } }) => a.address === 'report-to-panel/overall' && b.address === 'report-to-panel/overall').class).toBe('same-date');
  });

  it('compares the days of the year that is asked for, else of the year it is', async () => {
    // 2028 has 366 days, and from its last days a limit ends past the table of bank holidays.
    const all = async (...options: string[]) => JSON.parse(await run('wst', 'west-midlands', '--json', ...options)).differences.map(({ of }: { of: number }) => of);
    vi.useFakeTimers({ now: Date.parse('2027-06-01T12:00:00Z'), toFake: ['Date'] });
    expect(await all()).toEqual(await all('--year', '2027'));
    vi.setSystemTime(Date.parse('2031-06-01T12:00:00Z'));
    expect(await all()).toEqual(await all('--year', '2028'));
    expect(await all('--year', '2028')).not.toEqual(await all('--year', '2027'));
  });

  it.each([
    [['wst'], UsageError, 'name two policies or more'],
    [['wst', 'wst'], UsageError, 'name each policy once'],
    [['wst', 'kscp', '--json', '--csv'], UsageError, '--json or --csv, not both'],
    [['wst', 'kscp', '--year', '2029'], UsageError, '--year takes a year from 2012 to 2028'],
    [['wst', 'kscp', '--year', '2026.0'], UsageError, '--year takes a year from 2012 to 2028'],
    [['wst', 'kscp', '--lag', 'referral-received=x'], UsageError, 'a whole number'],
    [['wst', 'kspc'], CommandError, 'did you mean "kscp"?'],
    [['wst', 'kscp', '--lag', 'referal-received=2'], CommandError, 'did you mean "referral-received"?'],
    [['wst', 'kscp', '--on', 'refferal-received=2026-03-27'], CommandError, 'did you mean "referral-received"?'],
    [['wst', 'kscp', '--on', 'referral-received=2026-02-30'], CommandError, 'is not a date that exists'],
    [['wst', 'kscp', '--fact', 'child-died=perhaps'], CommandError, 'use yes, no or unknown'],
  ])('refuses %j and says what to mend', async (args, kind, words) => {
    const failure = await run(...args).then(() => null, (error: unknown) => error);
    expect(failure).toBeInstanceOf(kind);
    expect((failure as Error).message).toContain(words);
  });
});
