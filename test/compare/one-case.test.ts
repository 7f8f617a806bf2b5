import { describe, expect, it } from 'vitest';
import { areaFacts, caseThroughAll, spreadSentence, type CaseThroughAll } from '../../src/compare/one-case.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { set } = loadPolicySet('policies');
const everyone = set!.policies.map(({ id }) => id);
/** Incident on a Thursday, awareness on Monday, referral on Wednesday, intention on Thursday, notification on Friday. */
const on = { 'incident-occurred': '2026-03-19', 'incident-known': '2026-03-23', 'referral-received': '2026-03-25', 'intention-notified': '2026-03-26', 'notification-sent': '2026-03-27' };

const reportDates = ({ rows }: CaseThroughAll, policy: string) => rows.find(({ dimension }) => dimension === 'report-limit')!
  .cells.find((cell) => cell.policy === policy)!.steps.flatMap(({ limits }) => limits.flatMap(({ address, dates }) => dates.map(({ under, latest }) => ({ address, under, latest }))));

describe('the one case that ends on different days', () => {
  it.each([
    ['west-midlands', 'report-to-panel/overall', {}, '2026-04-15'],
    ['national', 'report-to-panel/limit', { 'report-to-panel/limit': 'from-awareness' }, '2026-04-15'],
    ['wst', 'report-to-panel/limit', { 'days-after-meeting': 'working-days' }, '2026-04-17'],
    ['herefordshire', 'report-to-panel/overall', { 'review-days': 'working-days' }, '2026-04-17'],
    ['kscp', 'tell-of-local-review/limit', { 'tell-of-local-review/limit': 'referral' }, '2026-04-17'],
    ['national', 'report-to-panel/limit', { 'report-to-panel/limit': 'from-notification' }, '2026-04-21'],
  ])('ends for %s, by %s read as %j, on %s', async (policy, address, under, latest) => {
    expect(reportDates(await caseThroughAll(set!, everyone, { on, facts: {} }), policy)).toContainEqual({ address, under, latest });
  });

  it('leaves out what a document refutes', async () => {
    const dates = reportDates(await caseThroughAll(set!, ['herefordshire'], { on, facts: {} }), 'herefordshire');
    expect(dates.map(({ latest }) => latest)).toEqual(['2026-04-17', '2026-04-17']);
  });

  it('names how far apart the days are', async () => {
    const { rows } = await caseThroughAll(set!, ['west-midlands', 'wst', 'herefordshire', 'national'], { on, facts: {} });
    const { spread } = rows.find(({ dimension }) => dimension === 'report-limit')!;
    expect(spread).toEqual({ soonest: '2026-04-15', latest: '2026-04-21', workingDays: 4, calendarDays: 6 });
    expect(spreadSentence(spread!)).toBe('From Wednesday 15 April 2026 to Tuesday 21 April 2026: 4 working days apart.');
  });

  it('keeps the soonest and the last day in view where no day suits every reading', async () => {
    const { rows } = await caseThroughAll(set!, ['kscp'], { on, facts: {} });
    const step = rows.find(({ dimension }) => dimension === 'report-limit')!.cells[0]!.steps.find(({ step: id }) => id === 'report-to-panel')!;
    // Day 12 in calendar days is 5 April, in working days 13 April.
    expect(step).toMatchObject({ safe: '2026-04-05', outer: '2026-04-13', workTo: null });
    expect(step.conflict).not.toBeNull();
  });

  it('spreads a row to the latest day that any cell names, though another reading of it has none', async () => {
    const { rows } = await caseThroughAll(set!, everyone, { on, facts: {} });
    const row = rows.find(({ dimension }) => dimension === 'meeting-limit')!;
    // Pan Bedfordshire: ten working days from the notification end on 14 April, from the last day of the decision on 17 April, from a request without a date on none.
    expect(row.cells.find(({ policy }) => policy === 'pan-bedfordshire')!.steps[0]).toMatchObject({ safe: '2026-04-14', outer: '2026-04-17' });
    expect(spreadSentence(row.spread!)).toBe('From Friday 3 April 2026 to Friday 17 April 2026: 9 working days apart.');
  });

  it('spreads no row beyond what its cells name, and none short of it', async () => {
    const { rows } = await caseThroughAll(set!, everyone, { on, facts: {} });
    for (const { dimension, cells, spread } of rows) {
      for (const { step, limits, outer, applies } of cells.flatMap(({ steps }) => steps)) {
        const named = limits.flatMap(({ dates }) => dates.flatMap(({ latest }) => latest ?? [])).sort();
        // With one limit, the last day is the latest that its readings give.
        if (limits.length === 1 && applies !== 'no') expect(outer, `${dimension} ${step}`).toBe(named.at(-1) ?? null);
        if (spread && outer !== null) expect(outer <= spread.latest, `${dimension} ${step}`).toBe(true);
      }
    }
  });

  it('says of no row that one document is apart from itself', async () => {
    const { rows } = await caseThroughAll(set!, everyone, { on, facts: {} });
    const spreadOf = (dimension: string) => rows.find((row) => row.dimension === dimension)!.spread;
    // Only Pan Bedfordshire has the reports of the NHS, and only Herefordshire minutes.
    expect([spreadOf('nhs-reports'), spreadOf('minutes')]).toEqual([null, null]);
    expect(spreadOf('scoping-sent')).not.toBeNull();
  });

  it('has no row for which nothing can be dated', async () => {
    const { rows } = await caseThroughAll(set!, ['wst'], { on: {}, facts: {} });
    expect(rows).toEqual([]);
  });
});

describe('a case from before a test was in force', () => {
  // The national test of a care leaver's death is in force from 15 December 2023.
  const facts = { 'young-person-died': 'yes', 'care-leaver': 'yes', 'aged-24-or-under': 'yes' } as const;
  const verdictOn = async (day: string) => {
    const { verdicts, duties } = await caseThroughAll(set!, ['national'], { on: { 'care-leaver-death-known': day }, facts, areas: { home: 'wst', harm: 'wst', outsideEngland: 'no' } });
    return [verdicts[0]!.criteria, duties[0]!.verdicts].map((criteria) => criteria.find(({ id }) => id === 'care-leaver-death')!.verdict);
  };

  it('has no verdict on it, as its timetable has no step for it', async () => {
    expect(await verdictOn('2023-12-14')).toEqual(['undetermined', 'undetermined']);
    expect(await verdictOn('2023-12-15')).toEqual(['met', 'met']);
  });
});

describe('the spread of a row in a sentence', () => {
  it('counts calendar days where no working day lies between', () => {
    // Saturday 11 to Sunday 12 April 2026.
    expect(spreadSentence({ soonest: '2026-04-11', latest: '2026-04-12', workingDays: 0, calendarDays: 1 }))
      .toBe('From Saturday 11 April 2026 to Sunday 12 April 2026: 1 calendar day apart.');
  });
});

describe('when home and harm are in two areas', () => {
  const facts = { 'child-died': 'yes', 'abuse-or-neglect-known-or-suspected': 'yes' } as const;
  const duty = async (areas: Parameters<typeof areaFacts>[0]) => Object.fromEntries((await caseThroughAll(set!, ['wst', 'kscp', 'national'], { on, facts, areas }))
    .duties.map(({ area, role, verdicts }) => [area, `${role}: ${verdicts.find(({ id }) => id === 'statutory-notification')!.verdict}`]));

  it('the duty is that of the area where it happened', async () => {
    expect(await duty({ home: 'wst', harm: 'kscp', outsideEngland: 'no' })).toEqual({ wst: 'home: not-met', kscp: 'harm: met' });
  });

  it('the duty is that of the home area where it happened outside England', async () => {
    expect(await duty({ home: 'wst', harm: null, outsideEngland: 'yes' })).toEqual({ wst: 'home: met' });
  });

  it('nothing is concluded while it is not known where it happened', async () => {
    expect(await duty({ home: 'wst', harm: null, outsideEngland: 'unknown' })).toEqual({ wst: 'home: undetermined' });
  });

  it('each policy answers for its own area, and both have their dates', async () => {
    const { verdicts, rows } = await caseThroughAll(set!, ['kscp', 'west-midlands'], { on, facts, areas: { home: 'west-midlands', harm: 'kscp', outsideEngland: 'no' } });
    const verdictOf = (policy: string) => verdicts.find((one) => one.policy === policy)!.criteria.find(({ id }) => id === 'panel-notification')!.verdict;
    expect([verdictOf('kscp'), verdictOf('west-midlands')]).toEqual(['met', 'not-met']);
    expect(rows.find(({ dimension }) => dimension === 'report-limit')!.cells.map(({ steps }) => steps.length > 0)).toEqual([true, true]);
  });

  it('takes an area without a policy here for another area', () => {
    expect(areaFacts({ home: 'elsewhere', harm: 'wst', outsideEngland: 'no' }, 'wst', set!.vocabulary))
      .toEqual({ 'harm-in-area': 'yes', 'normally-resident-in-area': 'no', 'harm-outside-england': 'no' });
  });

  it('answers the questions that the vocabulary marks, whatever they are called, and none where it marks none', () => {
    const facts = Object.fromEntries(Object.values(set!.vocabulary.facts).map((fact) => [`${fact.id}-too`, { ...fact, id: `${fact.id}-too` }]));
    const areas = { home: 'wst', harm: null, outsideEngland: 'yes' } as const;
    expect(areaFacts(areas, 'wst', { ...set!.vocabulary, facts })).toEqual({ 'harm-in-area-too': 'no', 'harm-outside-england-too': 'yes', 'normally-resident-in-area-too': 'yes' });
    expect(areaFacts(areas, 'wst', { ...set!.vocabulary, facts: {} })).toEqual({});
  });
});
