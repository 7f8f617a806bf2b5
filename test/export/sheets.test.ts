import { describe, expect, test } from 'vitest';
import type { TimetableInput } from '../../src/engine/types.ts';
import { meetingSheet } from '../../src/export/meeting-sheet.ts';
import { returnsSheet } from '../../src/export/returns-sheet.ts';
import { judgedCase, published, workedCase } from './cases.ts';

const INPUT: TimetableInput = { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' } };

describe('the sheet for the returns', () => {
  test('has the day they are due, both days that may be meant, and rows to be filled in by hand', () => {
    const sheet = returnsSheet(workedCase('wst', INPUT), 3);
    expect(sheet.returns).toMatchObject([{ step: 'return-scoping', who: 'All relevant agencies', day: '2026-04-07', when: 'Work to Tuesday 7 April 2026', limits: [{ words: '“Within 5 working days”' }] }]);
    expect(sheet.returns[0]!.readings).toHaveLength(2);
    expect(sheet.rows).toEqual(Array.from({ length: 3 }, () => ({ agency: '', due: 'Work to Tuesday 7 April 2026', received: '', qualityCheck: '', chased: '' })));
    expect(sheet.columns).toEqual(['Agency', 'Due', 'Received', 'Quality check', 'Chased']);
  });

  test('says that nothing is stated where the document has no check and nothing on late returns', () => {
    expect(returnsSheet(workedCase('wst', INPUT))).toMatchObject({ checks: [], whenLate: [] });
  });

  test('has the checks of the document that has some: Herefordshire’s, on Day 2 to 5', () => {
    const { checks } = returnsSheet(workedCase('herefordshire', { on: { 'intention-notified': '2026-03-26' } }));
    expect(checks.map(({ title }) => title)).toContain('Make the final check of the returns');
    // Day 1 is Thursday 26 March 2026, so Day 2 is Friday 27 March and Day 5 Wednesday 1 April.
    expect(checks.find(({ title }) => title === 'Make the final check of the returns')?.when).toBe('Between Friday 27 March 2026 and Wednesday 1 April 2026');
  });

  test('fills in no day where two paths may be taken, or none has a day', () => {
    const sheet = returnsSheet(workedCase('pan-bedfordshire', { on: { 'send-scoping': '2026-03-30', 'request-information': '2026-04-01' } }), 1);
    expect(new Set(sheet.returns.map(({ when }) => when)).size).toBe(2);
    expect(sheet.rows[0]?.due).toBe('');
    expect(returnsSheet(workedCase('wst', { on: {} }), 1).rows[0]?.due).toBe('');
  });

  test('says how late the returns are, and under which of the readings they are not', () => {
    const { returns } = returnsSheet(workedCase('wst', { ...INPUT, asAt: '2026-04-08' }));
    expect(returns[0]?.late).toBe('overdue by 1 working day under one reading, in time under another');
  });

  test('leaves out the returns of a path that is not taken', () => {
    const { returns } = returnsSheet(workedCase('pan-bedfordshire', { ...INPUT, decided: { 'decide-notification': 'met' } }));
    expect(returns.map(({ step }) => step)).toEqual(['return-scoping']);
  });
});

describe('the sheet for the meeting', () => {
  const sheetOf = async (policy: string, input: TimetableInput = INPUT) => meetingSheet(await judgedCase(policy, input), await judgedCase('national', input));

  test('names who makes it quorate, under the document’s own names and with what became of them', async () => {
    const { quorate } = await sheetOf('west-midlands');
    expect(quorate).toMatchObject([{ title: 'Hold the rapid review meeting', must: ['CCG (now integrated care board (ICB))', 'Police', 'Local authority'], chair: null, places: '4.6.1' }]);
    expect((await sheetOf('wst')).quorate).toEqual([]);
  });

  test('names one seat for each member of a group, and both chairs that may be meant', async () => {
    const [first] = (await sheetOf('pan-bedfordshire')).quorate;
    expect(first!.must).toHaveLength(3);
    expect(first!.readings.map(({ means }) => means)).toEqual([['Chair: Independent chair'], ['Chair: Chair of the case review group']]);
    const [chosen] = (await sheetOf('pan-bedfordshire', { ...INPUT, readings: { 'decide-review/quorum': 'group' } })).quorate;
    expect(chosen).toMatchObject({ chair: 'Chair of the case review group', readings: [] });
  });

  test('has the local tests and beside them the national ones on the same answers', async () => {
    const facts = { 'child-seriously-harmed': 'yes', 'harm-in-area': 'yes', 'abuse-or-neglect-known-or-suspected': 'no' } as const;
    const { tests } = await sheetOf('west-midlands', { ...INPUT, facts });
    // West Midlands asks for no abuse or neglect; the Act does.
    expect(tests.find(({ id, national }) => id === 'panel-notification' && !national)).toMatchObject({ verdict: 'Met' });
    expect(tests.find(({ id, national }) => id === 'statutory-notification' && national)).toMatchObject({ verdict: 'Not met' });
    expect(tests.find(({ id }) => id === 'statutory-notification')!.judgements).toContain('The child was seriously harmed: Local authority');
  });

  test('gives no verdict where none was worked out', () => {
    const { tests } = meetingSheet(workedCase('west-midlands', INPUT), workedCase('national', INPUT));
    expect(new Set(tests.map(({ verdict }) => verdict))).toEqual(new Set([null]));
  });

  test('always has the national test for the notification, also beside a document with no tests of its own', async () => {
    for (const { id } of published.policies.filter(({ kind }) => kind !== 'statutory-guidance')) {
      expect((await sheetOf(id)).tests.some((one) => one.id === 'statutory-notification' && one.national), id).toBe(true);
    }
  });

  test('has the decisions that are open, with what each may come to and what follows, until an outcome is given', async () => {
    const { decisions } = await sheetOf('west-midlands');
    expect(decisions[0]).toMatchObject({
      title: 'Decide whether to hold a practice review', decides: 'The Rapid Review meeting', test: null,
      outcomes: [{ title: 'To undertake one', then: '“Complete and agree the review template” and “Seek more detailed information”' }, { title: 'Not to proceed' }],
    });
    const after = await sheetOf('west-midlands', { ...INPUT, decided: { 'decide-review': 'practice-review' } });
    expect(after.decisions.map(({ title }) => title)).not.toContain('Decide whether to hold a practice review');
  });

  test('says nothing follows where the document does not say', async () => {
    const { decisions } = await sheetOf('pan-bedfordshire');
    expect(decisions.flatMap(({ outcomes }) => outcomes)).toContainEqual({ title: 'Audit', then: null });
  });

  test('has what is due after it, and not what is due before', async () => {
    const { meetings, after } = await sheetOf('herefordshire', { on: { 'intention-notified': '2026-03-26' } });
    expect(meetings).toMatchObject([{ step: 'rapid-review-meeting', day: '2026-04-08' }]);
    const steps = after.map(({ step }) => step);
    expect(steps).toContain('update-report');
    expect(steps).toContain('report-to-panel');
    expect(steps).not.toContain('collate-returns');
    expect(after.map(({ day }) => day)).toEqual(after.map(({ day }) => day).toSorted());
  });

  test('of the baseline alone stands without another beside it', async () => {
    const { tests, document } = meetingSheet(await judgedCase('national', INPUT), null);
    expect(tests.every(({ national }) => national)).toBe(true);
    expect(document[0]).toContain('The guidance in force decides.');
  });
});
