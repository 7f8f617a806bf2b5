import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { changes, changesFeed } from '../../src/components/changes-feed.ts';
import { countVectorLines, countVectors } from '../../src/components/count-vectors.ts';
import { limitsCsv } from '../../src/components/limits-table.ts';
import { published } from '../../src/components/published.ts';
import { readChanges } from '../../src/policy/changes.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;

describe('the table of all limits', () => {
  const { data } = Papa.parse<Record<string, string>>(limitsCsv(set), { header: true, skipEmptyLines: true });
  const rows = (policy: string, limit: string) => data.filter((row) => row['Policy'] === policy && row['Limit'] === limit);

  it('has a row for each limit of each policy', () => {
    const limits = set.policies.flatMap((policy) => policy.steps.flatMap((step) => step.limits.map((limit) => `${policy.id} ${limit.address}`)));
    expect(limits.length).toBeGreaterThan(40);
    expect(limits.filter((limit) => !data.some((row) => `${row['Policy']} ${row['Limit']}` === limit))).toEqual([]);
  });

  it('has the window of the West Midlands meeting as its document gives it', () => {
    expect(rows('west-midlands', 'rapid-review-meeting/limit')).toEqual([expect.objectContaining({
      Kind: 'between', Counts: 'after', Least: '7', Most: '13', Unit: 'working-day', From: 'referral-received', Reading: '', Place: expect.stringContaining('4.') as string,
    })]);
  });

  it('has a row for each start that the West Midlands return may be counted from', () => {
    const readings = rows('west-midlands', 'return-scoping/limit');
    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings.map((row) => row['From'])).size).toBeGreaterThan(1);
    expect(readings.every((row) => row['Most'] === '5' && row['Reading']!.includes('=') && row['Doubt'] !== '')).toBe(true);
  });

  it('says which reading of Herefordshire’s numbered days its own order rules out', () => {
    const refuted = data.filter((row) => row['Policy'] === 'herefordshire' && row['Reading ruled out because'] !== '');
    expect(refuted.length).toBeGreaterThan(0);
    expect(refuted.some((row) => row['Unit'] === 'calendar-day')).toBe(true);
  });
});

describe('the vectors of counts', () => {
  const lines = countVectorLines().trimEnd().split('\n').map((line) => JSON.parse(line) as { request: object; answer: object });

  it('give what the command gives, line by line', () => {
    const { stdout } = spawnSync(process.execPath, ['src/cli/rulebook.ts', 'count'], { input: lines.map(({ request }) => JSON.stringify(request)).join('\n'), encoding: 'utf8' });
    const answers = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as { error?: string });
    expect(answers).toHaveLength(lines.length);
    // The command says of a request that it cannot read what it asks for in its own words.
    const compared = (one: object) => ('error' in one && one.error === 'bad-request' ? { error: one.error } : one);
    expect(answers.map(compared)).toEqual(lines.map(({ answer }) => compared(answer)));
  });

  it('hold the dates that were worked out by hand', () => {
    const ends = (start: string, days: number, dayOne: string, nonWorkingStart: string) => countVectors()
      .filter(({ request: one }) => one.unit === 'working-day' && one.start === start && one.days === days && one.dayOne === dayOne && one.nonWorkingStart === nonWorkingStart)
      .map(({ answer }) => ('end' in answer ? answer.end : answer.error));
    // Easter 2026: Friday 27 March and five working days on, with Good Friday on 3 and Easter Monday on 6 April.
    expect(ends('2026-03-27', 5, 'day-after', 'stands')).toEqual(['2026-04-07']);
    expect(ends('2026-03-27', 5, 'trigger-day', 'stands')).toEqual(['2026-04-02']);
    // A Saturday.
    expect(ends('2026-10-24', 5, 'day-after', 'stands')).toEqual(['2026-10-30']);
    expect(ends('2026-10-24', 5, 'day-after', 'deemed-next')).toEqual(['2026-11-02']);
  });

  it('cover every unit, both conventions, counting back, both ends of the table and a refusal', () => {
    const text = countVectorLines();
    for (const part of ['"hour"', '"month"', '"calendar-day"', '"trigger-day"', '"deemed-next"', '"days":-5', '"beyond-calendar"', '"bad-request"']) expect(text).toContain(part);
    expect(new Set(text.split('\n').map((line) => line.split('"answer"')[0])).size).toBe(text.split('\n').length);
  });
});

describe('the index', () => {
  it('names an address for everything that is made, and a page is made for each', async () => {
    const { GET } = await import('../../src/pages/api/v1/index.json.ts');
    const index = await (await GET({} as never)).json() as Record<string, unknown> & { policies: { json: string }[]; schemas: Record<string, string> };
    expect(index.policies.map(({ json }) => json)).toContain('/api/v1/policies/wst.json');
    expect(index).toMatchObject({ bankHolidays: '/api/v1/bank-holidays.json', limits: '/api/v1/limits.csv', countVectors: '/api/v1/count-vectors.jsonl', changes: '/changes.xml' });
    expect(index.schemas['policy']).toBe('/schema/policy.schema.json');
    const made = readdirSync('src/pages', { recursive: true, encoding: 'utf8' }).map((name) => `/${name}`);
    for (const address of [index['bankHolidays'], index['limits'], index['countVectors'], index['changes']]) expect(made).toContain(`${String(address)}.ts`);
  });
});

describe('the schemas', () => {
  it('are those of the files and of every command that prints JSON, each with a title', () => {
    const names = published.schemas().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['policy', 'vocabulary', 'timetable', 'judge', 'compare', 'count-line']));
    expect(published.schemas().filter(({ title, schema }) => title.length < 4 || schema['$schema'] !== 'https://json-schema.org/draft/2020-12/schema')).toEqual([]);
  });
});

describe('the feed of changes', () => {
  const entry = { id: 'a', date: '2026-11-20', policies: ['wst'], what: 'Five & a <half>', because: 'It says “so”.' };

  it('is made from the changelog, and names only policies that there are', () => {
    expect(changes().length).toBeGreaterThan(0);
  });

  it('is well-formed Atom: each feed and entry with an id, a title and when it changed', () => {
    const { window } = new JSDOM(changesFeed([entry], set.policies, (path) => `/site${path}`), { contentType: 'application/xml' });
    const { document } = window;
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.documentElement.namespaceURI).toBe('http://www.w3.org/2005/Atom');
    for (const parent of [document.documentElement, document.querySelector('entry')!]) {
      const own = (name: string) => [...parent.children].filter(({ localName }) => localName === name).map(({ textContent }) => textContent);
      expect(own('id')).toEqual([expect.stringMatching(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
      expect(own('updated')).toEqual(['2026-11-20T00:00:00Z']);
      expect(own('title')).toHaveLength(1);
    }
    expect(document.querySelector('entry > title')!.textContent).toBe('WST: Five & a <half>');
    expect(document.querySelector('entry > link')!.getAttribute('href')).toBe('/site/procedures/wst/');
  });

  it('keeps an entry’s id when the entry is worded otherwise, and gives each its own', () => {
    const ids = (entries: (typeof entry)[]) => [...changesFeed(entries, set.policies, String).matchAll(/<id>(.*)<\/id>/g)].map(([, id]) => id);
    expect(ids([{ ...entry, what: 'Otherwise' }])).toEqual(ids([entry]));
    expect(new Set(ids([entry, { ...entry, id: 'b' }])).size).toBe(3);
  });
});

describe('the changelog of the rules', () => {
  const read = (text: string) => readChanges('changes.yaml', text, ['wst']).faults.map(({ line, what }) => `${line}: ${what}`);
  const entry = (id: string, date: string, more = '') => `- id: ${id}\n  date: ${date}\n  what: W\n  because: B\n${more}`;

  it('is read with the newest first', () => {
    expect(readChanges('changes.yaml', entry('b', '2026-11-21', '  policies: [wst]\n') + entry('a', '2026-11-20'), ['wst'])).toEqual({
      faults: [],
      changes: [
        { id: 'b', date: '2026-11-21', policies: ['wst'], what: 'W', because: 'B' },
        { id: 'a', date: '2026-11-20', policies: [], what: 'W', because: 'B' },
      ],
    });
  });

  it('is refused where an id comes twice, an order is wrong, a policy is unknown, a date does not exist or a key is strange', () => {
    expect(read(entry('a', '2026-11-20') + entry('a', '2026-11-20'))).toEqual(['5: "a" is given twice']);
    expect(read(entry('a', '2026-11-20') + entry('b', '2026-11-21'))).toEqual(['6: this entry is newer than one above it']);
    expect(read(entry('a', '2026-11-20', '  policies: [wts]\n'))).toEqual(['5: there is no policy "wts"']);
    expect(read(entry('a', '2026-02-30'))).toEqual(['2: this is not a date that exists, written YYYY-MM-DD']);
    expect(read(entry('a', '2026-11-20', '  who: me\n'))).toHaveLength(1);
  });
});
