import { describe, expect, it } from 'vitest';
import { caseLanes } from '../../src/compare/lanes.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const { set } = loadPolicySet('policies');
const on = { 'incident-occurred': '2026-03-19', 'incident-known': '2026-03-23', 'referral-received': '2026-03-25', 'intention-notified': '2026-03-26', 'notification-sent': '2026-03-27' };
const lanes = caseLanes(set!, set!.policies.map(({ id }) => id), { on, facts: {} })!;
const lane = (policy: string) => lanes.lanes.find((one) => one.policy === policy)!;
const marks = (policy: string, dimension: string) => lane(policy).marks.filter((mark) => mark.dimension === dimension);

describe('one case on one axis', () => {
  it('draws the rows that at least half of the policies can date, from the first day of the case to the day after the last', () => {
    expect(lanes.rows.map(({ dimension }) => dimension)).toEqual(['notification-limit', 'scoping-sent', 'scoping-returned', 'papers-circulated', 'meeting-limit', 'report-limit']);
    expect([lanes.from, lanes.to]).toEqual(['2026-03-19', '2026-04-23']);
  });

  it('opens a meeting that may not be held at once on its first day', () => {
    expect(marks('wst', 'meeting-limit')).toMatchObject([{ kind: 'window', from: '2026-04-07', to: '2026-04-15', outer: '2026-04-15' }]);
  });

  it('stretches a limit from its start, and on to the day of the latest reading', () => {
    expect(marks('national', 'report-limit')).toMatchObject([{ kind: 'stretch', from: '2026-03-23', to: '2026-04-15', outer: '2026-04-21', late: null }]);
  });

  it.each([
    // Five days or five working days from the referral, or from a summary sent on the day before, or from one without a date.
    ['kscp', 'scoping-returned', '2026-03-30', '2026-04-02'],
    // Ten working days from the notification or from the decision on its last day, or from a request without a date.
    ['pan-bedfordshire', 'meeting-limit', '2026-04-14', '2026-04-17'],
    // Five working days from the referral or from the template on its last day, or no limit at all.
    ['wst', 'papers-circulated', '2026-04-01', '2026-04-07'],
  ])('goes on for %s, %s, from %s to %s, though another reading has no day', (policy, dimension, to, outer) => {
    expect(marks(policy, dimension)).toMatchObject([{ to, outer, isConflict: false }]);
  });

  it('shows where West Midlands allows what its own overall limit has made late', () => {
    // Two working days from a meeting on its last permitted day end on Friday 17 April; the 15 from awareness on the 15th.
    expect(marks('west-midlands', 'report-limit')).toMatchObject([{ kind: 'projected', from: '2026-04-09', to: '2026-04-15', late: '2026-04-17' }]);
  });

  it('says that no day suits every reading, and from when to when they fall', () => {
    expect(marks('kscp', 'meeting-limit')).toMatchObject([{ isConflict: true, to: '2026-04-03', outer: '2026-04-09' }]);
  });

  it('knows two days from a range: five days from a referral on the 25th, calendar or working, end on the 30th or on 1 April, and from the summary later', () => {
    expect(marks('kscp', 'scoping-returned')).toMatchObject([{ to: '2026-03-30', outer: '2026-04-02', isRange: true }]);
    expect(marks('kscp', 'meeting-limit')).toMatchObject([{ to: '2026-04-03', outer: '2026-04-09', isRange: false }]);
  });

  it('names what each document counts from, and only that', () => {
    expect(lane('wst').starts).toEqual([{ event: 'referral-received', date: '2026-03-25' }]);
    expect(lane('west-midlands').starts.map(({ event }) => event)).toEqual(['incident-known', 'referral-received']);
  });

  it('says why a row has no date here', () => {
    expect(lane('pan-bedfordshire').undated.map(({ dimension, why }) => [dimension, why])).toContainEqual(['scoping-returned', 'waiting']);
    expect(lane('wst').undated.map(({ dimension, why }) => [dimension, why])).toEqual([['notification-limit', 'no-limit']]);
  });

  it('draws nothing where nothing can be dated', () => {
    expect(caseLanes(set!, ['wst', 'kscp'], { on: {}, facts: {} })).toBeNull();
  });
});
