import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { TimetableInput } from '../../src/engine/types.ts';
import { timetableCsv } from '../../src/export/timetable-csv.ts';
import { published, workedCase } from './cases.ts';

const INPUT: TimetableInput = { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' } };
type Row = Record<string, string>;
const rowsOf = (...policies: string[]): Row[] =>
  Papa.parse<Row>(timetableCsv(policies.map((policy) => workedCase(policy, INPUT))), { header: true, skipEmptyLines: true }).data;

describe('a timetable as a table', () => {
  test('has a row for each reading of each limit, with the days counted and skipped', () => {
    const rows = rowsOf('wst').filter((row) => row['Step id'] === 'return-scoping');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      Policy: 'WST', 'Local or national': 'local', Step: 'Return the scoping template', State: 'due', Kind: 'Work to', Day: '2026-04-07', 'Last safe day': '2026-04-07',
      'Last day of any reading': '2026-04-09', 'Limit as written': '“Within 5 working days”', Reading: 'from referral', 'Reading stands': 'yes', 'Last day': '2026-04-07',
      'Counted from': 'The referral was received', 'Date counted from': '2026-03-27', 'Days counted': '5', 'Days skipped': '6',
    });
    expect(rows[1]).toMatchObject({ Reading: 'from sending', 'Last day': '2026-04-09', 'Counted from': 'Send the scoping template', 'Date counted from': '2026-03-31' });
  });

  test('has a row for a step without a limit, with its place and nothing where nothing is known', () => {
    const [row] = rowsOf('wst').filter((one) => one['Step id'] === 'set-meeting-date');
    expect(row).toMatchObject({ State: 'no-limit', Day: '', 'Limit as written': '', 'How it was reached': '', 'Days counted': '' });
    expect(row!['Place']).not.toBe('');
  });

  test('says of a reading that the document rules out that it does not stand, and why', () => {
    const refuted = rowsOf('herefordshire').filter((row) => row['Reading'] !== '' && row['Reading stands'] !== 'yes');
    expect(refuted.length).toBeGreaterThan(0);
    for (const row of refuted) expect(row['Reading stands']).toMatch(/^no: ./);
  });

  test('marks the national rows and puts them after the local ones', () => {
    const marks = rowsOf('wst', 'national').map((row) => row['Local or national']);
    expect(new Set(marks)).toEqual(new Set(['local', 'national']));
    expect(marks).toEqual([...marks].sort());
  });

  test('gives the day of the host for what is only done on the same day', () => {
    const [row] = rowsOf('west-midlands').filter((one) => one['Step id'] === 'review-facts');
    // 15 working days from Thursday 26 March end on Monday 20 April; 2 from the meeting end there if it is on Thursday 16.
    expect(row).toMatchObject({ Kind: 'On the same day', Day: '2026-04-16' });
  });

  test('has every step of every document, and as many cells in each row as in its head', () => {
    for (const { id, steps } of published.policies) {
      const { data, errors, meta } = Papa.parse<Row>(timetableCsv([workedCase(id, INPUT)], { byteOrderMark: true }), { header: true, skipEmptyLines: true });
      expect(errors, id).toEqual([]);
      expect(meta.fields?.[0]).toBe('Policy');
      expect([...new Set(data.map((row) => row['Step id']))]).toEqual(steps.map((step) => step.id));
      for (const row of data) expect(Object.keys(row)).toHaveLength(meta.fields!.length);
    }
  });
});
