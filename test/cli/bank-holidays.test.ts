import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { tableText, updateBankHolidays, type TableFile } from '../../src/cli/bank-holidays.ts';

interface Event { title: string; date: string; notes?: string; bunting?: boolean }

const published = 'src/calendar/bank-holidays.json';
const directory = mkdtempSync(join(tmpdir(), 'bank-holidays-'));
const [table, list] = [join(directory, 'table.json'), join(directory, 'list.json')];
const readTable = () => JSON.parse(readFileSync(table, 'utf8')) as TableFile;
const original = JSON.parse(readFileSync(published, 'utf8')) as TableFile;
afterAll(() => rmSync(directory, { recursive: true }));
beforeEach(() => writeFileSync(table, readFileSync(published)));

/** GOV.UK's list of some years, in its own shape. */
const listOf = (events: Event[]) => ({ 'england-and-wales': { division: 'england-and-wales', events: events.map((event) => ({ notes: '', bunting: true, ...event })) }, scotland: { division: 'scotland', events: [] } });
const known = (from: number, to: number): Event[] => original.holidays
  .filter(({ date }) => Number(date.slice(0, 4)) >= from && Number(date.slice(0, 4)) <= to)
  .map(({ date, title, notes }) => ({ date, title, notes: notes ?? '' }));

// 2029, worked out by hand: 1 January is a Monday, Easter Sunday is 1 April, 25 December is a Tuesday.
const of2029: Event[] = [
  { date: '2029-01-01', title: 'New Year’s Day' }, { date: '2029-03-30', title: 'Good Friday' }, { date: '2029-04-02', title: 'Easter Monday' },
  { date: '2029-05-07', title: 'Early May bank holiday' }, { date: '2029-05-28', title: 'Spring bank holiday' }, { date: '2029-08-27', title: 'Summer bank holiday' },
  { date: '2029-12-25', title: 'Christmas Day' }, { date: '2029-12-26', title: 'Boxing Day' },
];

async function run(events: Event[] | object, ...args: string[]): Promise<{ status: number; lines: string[] }> {
  writeFileSync(list, JSON.stringify(Array.isArray(events) ? listOf(events as Event[]) : events));
  const lines: string[] = [];
  const status = await updateBankHolidays(['--table', table, '--from', list, '--retrieved', '2027-01-04', ...args], (line) => lines.push(line));
  return { status, lines };
}

async function refused(events: Event[] | object, ...args: string[]): Promise<string[]> {
  const { status, lines } = await run(events, ...args);
  expect(status).toBe(1);
  expect(readFileSync(table, 'utf8')).toBe(readFileSync(published, 'utf8'));
  return lines.filter((line) => line.startsWith('In doubt: ')).map((line) => line.slice('In doubt: '.length));
}

describe('the update of the bank holidays', () => {
  it('adds the years that the list has more, prints each day, and keeps the older years', async () => {
    const { status, lines } = await run([...known(2021, 2028), ...of2029]);
    expect(status).toBe(0);
    expect(lines[0]).toBe('+ Monday 1 January 2029: New Year’s Day');
    expect(lines.filter((line) => line.startsWith('+'))).toHaveLength(8);
    const now = readTable();
    expect(now.to).toBe('2029-12-31');
    expect(now.holidays).toEqual([...original.holidays, ...of2029]);
  });

  it('writes where the list comes from and when it was retrieved, and keeps what is known of the years before', async () => {
    await run([...known(2021, 2028), ...of2029]);
    const { source } = readTable();
    expect(source).toMatchObject({ url: 'https://www.gov.uk/bank-holidays.json', retrieved: '2027-01-04' });
    expect(source.provenance).toContain('The days of 2021 to 2029 are those of the list that GOV.UK published on Monday 4 January 2027. Those of 2012 to 2020 stand as they were before.');
    expect(source.provenance).toContain(original.source.provenance);
    await run([...known(2022, 2028), ...of2029], '--retrieved', '2028-01-04');
    expect(readTable().source.provenance.split(original.source.provenance)).toHaveLength(2);
  });

  it('changes no day where the list says what the table says, with straight apostrophes too', async () => {
    const { status, lines } = await run(known(2021, 2028).map((event) => ({ ...event, title: event.title.replace('’', '\'') })));
    expect([status, lines[0]]).toEqual([0, 'No day has changed.']);
    expect(readTable().to).toBe('2028-12-31');
  });

  it('never shortens the table when the list ends sooner', async () => {
    await run(known(2021, 2027));
    expect(readTable()).toMatchObject({ to: '2028-12-31', holidays: original.holidays });
  });

  it('writes nothing on a trial', async () => {
    expect((await run([...known(2021, 2028), ...of2029], '--dry-run')).status).toBe(0);
    expect(readFileSync(table, 'utf8')).toBe(readFileSync(published, 'utf8'));
  });

  it('writes the file as it lies in the project, a line for each day', () => {
    expect(JSON.parse(tableText(original))).toEqual(original);
    expect(tableText(original).match(/^ {4}\{"date": .*\},?$/gm)).toHaveLength(original.holidays.length);
  });
});

describe('the update is refused', () => {
  const all = known(2021, 2028);

  it('where a day of the table is gone, until that day is accepted', async () => {
    const without = all.filter(({ date }) => date !== '2026-08-31').concat({ date: '2026-08-24', title: 'Summer bank holiday' });
    expect(await refused(without)).toEqual([expect.stringContaining('Summer bank holiday, Monday 31 August 2026, is in the table and not in the list')]);
    expect((await run(without, '--accept', '2026-08-31')).status).toBe(0);
    expect(readTable().holidays.filter(({ date }) => date.startsWith('2026-08'))).toEqual([{ date: '2026-08-24', title: 'Summer bank holiday' }]);
  });

  it('where a holiday is none of the yearly eight, until it is accepted', async () => {
    const extra = [...all, { date: '2027-07-16', title: 'A day of thanks' }];
    expect(await refused(extra)).toEqual([expect.stringContaining('A day of thanks, Friday 16 July 2027, is not one of the eight')]);
    expect((await run(extra, '--accept', '2027-07-16')).status).toBe(0);
  });

  it('where a day is called something else', async () => {
    expect(await refused(all.map((event) => (event.date === '2027-12-27' ? { ...event, title: 'Boxing Day' } : event)))).toEqual(expect.arrayContaining([expect.stringContaining('is called Boxing Day, and was called Christmas Day')]));
  });

  it('where a holiday falls on a weekend, whatever is accepted', async () => {
    const moved = [...all, ...of2029.map((event) => (event.title === 'Summer bank holiday' ? { ...event, date: '2029-08-26' } : event))];
    expect(await refused(moved, '--accept', '2029-08-26')).toEqual(['Summer bank holiday, Sunday 26 August 2029, falls on a weekend.']);
  });

  it('where a holiday is not on the weekday it is always on', async () => {
    const moved = [...all, ...of2029.map((event) => (event.title === 'Spring bank holiday' ? { ...event, date: '2029-05-29' } : event))];
    expect(await refused(moved)).toEqual([expect.stringContaining('Spring bank holiday, Tuesday 29 May 2029, is not where it usually falls')]);
  });

  it('where Easter does not hold together', async () => {
    const moved = [...all, ...of2029.map((event) => (event.title === 'Easter Monday' ? { ...event, date: '2029-04-09' } : event))];
    expect(await refused(moved)).toEqual([expect.stringContaining('is not three days after Good Friday')]);
  });

  it('where the list is cut short, empty, of another country, or no list at all', async () => {
    expect(await refused([...all, ...of2029.slice(0, 6)])).toEqual(['2029 has no Christmas Day: the list may be cut short.', '2029 has no Boxing Day: the list may be cut short.']);
    expect(await refused([])).toEqual(['The list of England and Wales is empty.']);
    expect(await refused({ scotland: {} })).toEqual(['The list has no part "england-and-wales".']);
    expect(await refused([...all, { title: 'Boxing Day', date: '2029-02-30' }])).toEqual([expect.stringContaining('no date that exists')]);
  });

  it('where a day is given twice, or years are missing between the table and the list', async () => {
    expect(await refused([...all, { date: '2026-12-25', title: 'Christmas Day' }])).toEqual(expect.arrayContaining([expect.stringContaining('twice')]));
    const late = of2029.map((event) => ({ ...event, date: event.date.replace('2029', '2035') }));
    expect(await refused(late)).toEqual(expect.arrayContaining(['The list begins with 2035, and the table ends with 2028: the years between are not known.']));
  });

  it('where a file does not say when it was downloaded', async () => {
    writeFileSync(list, JSON.stringify(listOf(all)));
    await expect(updateBankHolidays(['--table', table, '--from', list], () => undefined)).rejects.toThrow('say when it was downloaded');
  });
});
