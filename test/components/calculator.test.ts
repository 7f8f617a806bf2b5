import { describe, expect, test } from 'vitest';
import type { IsoDate } from '../../src/calendar/iso-date.ts';
import { drawAnswer } from '../../src/components/calculator/answer.ts';
import { drawBackwards } from '../../src/components/calculator/backwards.ts';
import { drawLatest } from '../../src/components/calculator/backwards-answer.ts';
import { caseMarks, drawCaseChart } from '../../src/components/calculator/case-chart.ts';
import { blankCase, readCase } from '../../src/components/calculator/case.ts';
import { markup } from '../../src/components/draw/node.ts';
import { rules } from '../../src/components/rules.ts';
import { judge } from '../../src/engine/criteria.ts';
import { dayOfCase } from '../../src/engine/input.ts';
import { latest } from '../../src/engine/latest.ts';
import { timetable } from '../../src/engine/schedule.ts';
import { nationalPolicy } from '../../src/engine/words.ts';

const set = rules();
const { vocabulary } = set;
const national = nationalPolicy(set)!;
const policy = (id: string) => set.policies.find((one) => one.id === id)!;
const inUse = (id: string) => ({ vocabulary, policy: policy(id), national });
const REACH = { from: '2012-01-01', to: '2028-12-31' };

const answered = async (id: string, on: Record<string, IsoDate>, facts: Record<string, 'yes' | 'no'> = {}, asAt: IsoDate | null = null) => {
  const worked = async (one: string) => ({ timetable: timetable(set, one, { on, facts, asAt }), judgement: await judge(set, one, { facts, on: dayOfCase({ on, asAt }) }) });
  return markup(drawAnswer({ local: await worked(id), national: await worked('national') }, inUse(id), (one) => `/procedures/${one}/`));
};

describe('asking backwards', () => {
  const asked = { step: 'report-to-panel', by: { day: '17', month: '4', year: '2026' } };
  const answer = (bare: boolean) => latest(set, 'west-midlands', { on: {}, step: asked.step, by: '2026-04-17', bare });
  const drawn = (given: Record<string, IsoDate> = {}) => markup(drawLatest('2026-04-17', { whole: answer(false), bare: answer(true) }, inUse('west-midlands').policy, given));
  const dayOf = (text: string, id: string) => new RegExp(`data-key="latest-${id}".*?datetime="([0-9-]+)"`).exec(text)?.[1];

  test('a report of West Midlands by 17 April 2026 needs the meeting by the 15th, the template sent by the 8th, the referral by the 2nd', () => {
    const text = drawn();
    expect(['rapid-review-meeting', 'send-scoping', 'raise-referral'].map((id) => dayOf(text, id))).toEqual(['2026-04-15', '2026-04-08', '2026-04-02']);
  });

  test('and bare, the meeting by the 17th, with the rule that binds beside each', () => {
    const meeting = drawn().split('data-key="latest-rapid-review-meeting"')[1]!.split('</li>')[0]!;
    expect(meeting).toContain('within 2 working days');
    expect(meeting).toMatch(/With none of that time left: .*datetime="2026-04-17"/);
  });

  test('says where a date already given is later than that', () => {
    expect(drawn({ 'rapid-review-meeting': '2026-04-16' }).split('data-key="latest-rapid-review-meeting"')[1]).toContain('Later than that');
    expect(drawn({ 'rapid-review-meeting': '2026-04-15' })).not.toContain('Later than that');
  });

  test('has no answer while nothing is asked', () => {
    expect(markup(drawBackwards({ step: '', by: { day: '', month: '', year: '' } }, null, inUse('wst').policy, []))).not.toContain('latest__line');
  });
});

test('the answer says what its document is, and when it is dated, in words', async () => {
  const about = (text: string) => [...text.matchAll(/class="beside__about">([^<]*)</g)].map(([, found]) => found);
  const [herefordshire] = about(await answered('herefordshire', { 'referral-received': '2026-03-27' }));
  expect(herefordshire).toBe('local procedure, dated 17 June 2022');
  for (const { id } of set.policies) expect(about(await answered(id, { 'referral-received': '2026-03-27' })).join(), id).not.toMatch(/\d{4}-\d\d/);
});

test('under what is next stands what else is due on that day, in one sentence, and what presses on other days', async () => {
  const notes = (text: string) => [.../class="next"[\s\S]*?<\/section>/.exec(text)![0].matchAll(/<p class="note">([\s\S]*?)<\/p>/g)].map(([, found]) => found!.replace(/<[^>]*>/g, ''));
  // The guide lists these under Day 1, which is the day on which the intention is received; nationally both count from awareness.
  expect(notes(await answered('herefordshire', { 'intention-notified': '2026-03-27', 'notification-sent': '2026-03-27', 'incident-known': '2026-03-26' }))).toEqual([
    'Also by then: “Agree the overall timeline with the chair”, “Inform agencies and say whom to ask”, “Agree dates, invitations and senior officers”, “Send the scoping forms”, “Create the case folder” and “Decide on a meeting with senior leaders”.',
    // What was sent is surely followed by a report: 15 working days from Thursday 26 March. The partners are told only if the duty's test is met.
    'Nationally: Complete the rapid review and send it by Monday 20 April 2026.',
    'Nationally also: Report the incident to the partners by Thursday 2 April 2026, if it applies.',
  ]);
  // Working days from Thursday 26 March: 27, 30, 31, 1, 2 April.
  expect(notes(await answered('west-midlands', { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' }))).toEqual([
    'Nationally: Notify the national Panel by Thursday 2 April 2026, if it applies.',
    'Nationally also by then: “Report the incident to the partners” if it applies.',
  ]);
});

describe('the flowchart of a case', () => {
  const worked = timetable(set, 'west-midlands', { on: { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' }, facts: { 'child-died': 'no' }, asAt: '2026-04-08' });

  test('marks what is done, late and not on the path, and never two of them', () => {
    const marks = caseMarks(worked);
    expect(marks['raise-referral']).toBe('done');
    expect(marks['send-scoping']).toBe('late');
    expect(Object.values(caseMarks({ ...worked, steps: worked.steps.map((step) => ({ ...step, state: 'not-applicable', done: null })) })).every((mark) => mark === 'not-on-this-path')).toBe(true);
  });

  test('leads each box to its step on the procedure page', () => {
    const box = { tag: 'a', attributes: { href: '#step-send-scoping', 'data-node': 'send-scoping' }, children: [{ tag: 'rect', attributes: { class: 'label-container', x: 0, y: 0 }, children: [] }] };
    expect(markup(drawCaseChart(box, worked, '/procedures/west-midlands/'))).toContain('href="/procedures/west-midlands/#step-send-scoping"');
  });
});

describe('beside the national dates', () => {
  test('a line says that WST states no number of days for the notification', async () => {
    expect(await answered('wst', { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' })).toMatch(/WST states no number of days for it/);
  });

  test('a line says that Pan Bedfordshire allows a later day, where the authority knew before the incident was reported', async () => {
    // Five working days from 24 March end on the 31st, from 26 March (the incident as it was dated) on 2 April.
    expect(await answered('pan-bedfordshire', { 'incident-known': '2026-03-24', 'incident-occurred': '2026-03-26' })).toMatch(/Pan Bedfordshire allows until <time datetime="2026-04-02">/);
  });

  test('a local “not met” stands beside the national tests on the same answers', async () => {
    const text = await answered('west-midlands', {}, { 'child-died': 'no', 'child-seriously-harmed': 'no' });
    const [local = '', beside = ''] = text.split('The same answers');
    expect(local).toContain('Not met');
    expect(beside).toContain('section 16C');
  });
});

describe('the form', () => {
  test('leaves a date with an error out of the question, so that nothing rests on it', () => {
    const state = { ...blankCase('west-midlands'), dates: { 'referral-received': { day: '31', month: '4', year: '2026' }, 'incident-known': { day: '26', month: 'March', year: '2026' } } };
    const { input, errors } = readCase(state, inUse('west-midlands'), REACH);
    expect(input.on).toEqual({ 'incident-known': '2026-03-26' });
    expect(errors.map(({ id }) => id)).toEqual(['referral-received']);
  });

  test('asks nothing backwards of a day that is none', () => {
    const state = { ...blankCase('wst'), backwards: { step: 'report-to-panel', by: { day: '30', month: '2', year: '2026' } } };
    const { by, errors } = readCase(state, inUse('wst'), REACH);
    expect(by).toBeNull();
    expect(errors).toEqual([{ id: 'by-date', error: { field: 'all', message: 'The day by which it must happen must be a real date: February 2026 has 28 days' } }]);
  });
});

test('of much that presses, what surely applies is named before what may', async () => {
  // Told on 26 March, the authority has until 2 April to tell Ofsted and the partnership; what the triage may bring is due sooner.
  const text = await answered('kscp', { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' }, { 'child-died': 'yes', 'abuse-or-neglect-known-or-suspected': 'yes' }, '2026-06-01');
  const next = text.split('Nationally')[0]!.replace(/<[^>]*>/g, '');
  expect(next).toContain('Also: Report the notifiable incident by Thursday 2 April 2026. That day has passed.');
  expect(next).toMatch(/And \d+ more below\./);
});

describe('a test that was not in force', () => {
  const facts = { 'young-person-died': 'yes', 'care-leaver': 'yes', 'aged-24-or-under': 'yes' } as const;

  test('says so, with the day on which it was asked; of one in force no day is named', async () => {
    const text = await answered('wst', { 'care-leaver-death-known': '2020-06-01' }, facts);
    expect(text).toContain('Cannot be said: this test was not in force on Monday 1 June 2020.');
    expect(await answered('wst', { 'care-leaver-death-known': '2024-06-03' }, facts)).not.toContain('was not in force on');
  });

  test('and its step stands among those without a number of days as not in force', async () => {
    const text = await answered('national', { 'care-leaver-death-known': '2020-06-01' }, facts);
    expect(text).toMatch(/Notify the death of a care leaver<\/a>: <span class="undated__why">not in force then/);
  });
});

describe('whose judgement a verdict is', () => {
  const rests = async (facts: Record<string, 'yes' | 'no'>) => {
    const text = await answered('pan-bedfordshire', {}, facts);
    return [...text.split('The same answers')[0]!.matchAll(/Rests on a judgement: (.*?)<\/p>/g)].map(([, told]) => told!);
  };

  test('is told of what carries it: harm was serious by judgement, and carries nothing where the child died', async () => {
    const [met] = await rests({ 'abuse-or-neglect-known-or-suspected': 'yes', 'child-seriously-harmed': 'yes' });
    expect(met).toMatch(/seriously harmed .*; abuse or neglect|abuse or neglect .*; .*seriously harmed/);
    const [died] = await rests({ 'abuse-or-neglect-known-or-suspected': 'yes', 'child-died': 'yes', 'child-seriously-harmed': 'yes' });
    expect(died).toContain('abuse or neglect');
    expect(died).not.toContain('seriously harmed');
  });

  test('is not told before there is a verdict, for nothing rests on it yet', async () => {
    expect(await rests({ 'child-seriously-harmed': 'yes' })).toEqual([]);
  });
});
