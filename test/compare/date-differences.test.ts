import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { dateDifferences, startsOf, type DateDifference, type Lag } from '../../src/compare/date-differences.ts';
import { differenceSentence } from '../../src/compare/difference-sentence.ts';
import { startTitle, startTitleIn } from '../../src/compare/start-titles.ts';
import { comparedLimits, daysAllowed } from '../../src/compare/limits-compared.ts';
import { startsInCommon } from '../../src/compare/sameness.ts';
import { LimitDays } from '../../src/engine/limit-days.ts';
import { DEFAULT_CONVENTIONS, timetable } from '../../src/engine/schedule.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Policy, PolicySet } from '../../src/policy/model.ts';
import { oneStep, setOf } from '../engine/sets.ts';

const { set } = loadPolicySet('policies');
const between = (a: string, b: string, lag: Lag = {}) => dateDifferences(set!, a, b, { from: '2026-01-01', lag });
const find = (all: DateDifference[], dimension: string, addresses?: string) =>
  all.find((one) => one.dimension === dimension && (addresses === undefined || `${one.a.address} ${one.b.address}` === addresses))!;

/** Two policies of one step each, with these limits, under a vocabulary with one row for it. */
function pair(limitsA: string, limitsB: string): PolicySet {
  const [a, b] = [limitsA, limitsB].map((limits, place) => ({ ...oneStep(limits).policies[0]!, id: 'ab'[place]! })) as [Policy, Policy];
  const { vocabulary } = oneStep(limitsA);
  const row = { id: 'row', title: 'Row', meaning: null, stage: null, select: { by: 'does' as const, tasks: ['work'], show: 'limits' as const } };
  return { policies: [a, b], vocabulary: { ...vocabulary, dimensions: [row] } };
}
const ofPair = (limitsA: string, limitsB: string, lag: Lag = {}) => dateDifferences(pair(limitsA, limitsB), 'a', 'b', { from: '2026-01-01', lag })[0]!;

describe('the days of WST and West Midlands', () => {
  const all = between('wst', 'west-midlands');

  it('are the same for the meeting, 7 to 13 working days from the referral', () => {
    expect(find(all, 'meeting-limit')).toMatchObject({ class: 'same', of: 365, differ: 0, mostWorkingDays: 0, example: null });
  });

  it('are different for the report: "2 days" and "2 working days", with a day on which they are', () => {
    const report = find(all, 'report-limit', 'report-to-panel/limit report-to-panel/after-meeting');
    expect(report).toMatchObject({ class: 'different', of: 365, mostWorkingDays: 2, a: { asWritten: 'Within 2 days of the Rapid Review Meeting' } });
    // From Friday 2 January two days end on Sunday 4, two working days on Tuesday 6.
    expect(report.example).toEqual({
      start: '2026-01-02',
      a: [
        { under: { 'days-after-meeting': 'calendar-days' }, from: '2026-01-02', earliest: null, latest: '2026-01-04' },
        { under: { 'days-after-meeting': 'working-days' }, from: '2026-01-02', earliest: null, latest: '2026-01-06' },
      ],
      b: [{ under: {}, from: '2026-01-02', earliest: null, latest: '2026-01-06' }],
    });
  });

  it('differ under the reading in calendar days and agree under the other', () => {
    const { readings } = find(all, 'report-limit', 'report-to-panel/limit report-to-panel/after-meeting');
    expect(readings.filter(({ policy }) => policy === 'wst').map(({ under, agrees }) => [under['days-after-meeting'], agrees]))
      .toEqual([['calendar-days', false], ['working-days', true]]);
  });

  it('are the same for the return, which both leave without a start: the sets of readings are equal', () => {
    expect(find(all, 'scoping-returned').class).toBe('same');
  });

  it('are not compared for the 15 working days, which start from awareness', () => {
    expect(find(all, 'report-limit', 'report-to-panel/limit report-to-panel/overall')).toMatchObject({ class: 'not-comparable', why: 'starts-elsewhere', of: 0 });
  });

  it('are not compared where one gives no number', () => {
    expect(find(all, 'papers-circulated').why).toBe('no-number');
  });
});

describe('limits that start elsewhere', () => {
  it('are compared once the lag between their starts is given, and by it', () => {
    const overall = (lag: Lag) => find(between('west-midlands', 'herefordshire', lag), 'report-limit', 'report-to-panel/overall report-to-panel/overall');
    expect(overall({})).toMatchObject({ class: 'not-comparable', why: 'starts-elsewhere' });
    // Day 15 counts its own start, so a start one working day later ends with the 15 working days after awareness.
    expect(overall({ 'incident-known': 0, 'intention-notified': 1 })).toMatchObject({ class: 'same-date', differ: 0, of: 365 });
    expect(overall({ 'incident-known': 0, 'intention-notified': 3 })).toMatchObject({ class: 'different', differ: 365, mostWorkingDays: 2 });
  });

  it('stay uncompared where the lag of only one start is given', () => {
    const [one] = between('pan-bedfordshire', 'national', { 'incident-occurred': 0 }).filter(({ dimension }) => dimension === 'notification-limit');
    expect(one!.class).toBe('not-comparable');
  });

  it('are named, in the order in which the vocabulary has them', () => {
    expect(startsOf(set!, ['pan-bedfordshire', 'national']).slice(0, 4)).toEqual(['incident-occurred', 'incident-known', 'referral-received', 'notification-sent']);
    expect(startTitle('referral-received', set!.vocabulary)).toBe('the day the referral was received');
  });
});

describe('a start that is a step', () => {
  const policyOf = (id: string) => set!.policies.find((policy) => policy.id === id);
  const sentence = (a: string, b: string, dimension: string, addresses: string) => differenceSentence(find(between(a, b), dimension, addresses), set!.vocabulary, policyOf);

  it('is named by its own title in the document that counts from it', () => {
    // KSCP counts "from notification to the LSCP": from the report of the incident, which goes to Ofsted and to the partnership.
    expect(sentence('kscp', 'national', 'report-limit', 'tell-of-local-review/limit report-to-panel/limit'))
      .toBe('Not comparable: one counts from the day the referral was received or the day of “Report the notifiable incident”, the other from the day the local authority became aware or the day the notification was sent to the Panel.');
  });

  it('is named so wherever it is named, for every two documents', () => {
    for (const [a, b] of set!.policies.flatMap(({ id: one }) => set!.policies.flatMap(({ id: other }) => (one < other ? [[one, other] as const] : [])))) {
      const named = startsOf(set!, [a, b]).map((start) => startTitleIn(start, [policyOf(a)!, policyOf(b)!], set!.vocabulary));
      // Documents that do not send word to Ofsted start no count with it, and KSCP does not with that alone.
      expect(named.join(), `${a} and ${b}`).not.toMatch(/Notify Ofsted|\w-\w+\.\w/);
    }
  });

  it('is one start for two documents whose steps do a common task, and else each is its own', () => {
    const common = startsInCommon([['notify-ofsted.notify-partnership', 'send-scoping', 'start'], ['notify-partnership', 'start']]);
    expect(['notify-ofsted.notify-partnership', 'notify-partnership', 'send-scoping', 'start'].map(common)).toEqual(['notify-partnership', 'notify-partnership', 'send-scoping', 'start']);
    expect(common('first(notify-ofsted.notify-partnership, send-scoping)')).toBe('first(notify-partnership, send-scoping)');
    // Ofsted alone is not the partnership, and two steps of one document are not made one by each other.
    const apart = startsInCommon([['notify-ofsted', 'notify-ofsted.tell-agencies'], ['notify-partnership']]);
    expect(['notify-ofsted', 'notify-ofsted.tell-agencies', 'notify-partnership'].map(apart)).toEqual(['notify-ofsted', 'notify-ofsted.tell-agencies', 'notify-partnership']);
  });

  it('is one rule under the common name, though a start is called by a word that a limit has too', () => {
    // The one document does “after” and “tidy” in a step each, the other in one step, so all three are one start.
    const policyOf = (id: string, first: string[], others: string[][]): Policy => {
      const steps = [first, ...others].map((_, place) => `  - { id: s${place}, does: work, title: S, cite: "1", trigger: start }`);
      const limits = [first, ...others].map((_, place) => `{ id: l${place}, within: 5, unit: working-day, from: s${place} }`);
      const { policies } = setOf(`steps:\n${steps.join('\n')}\n  - { id: last, does: work, title: Last, cite: "1", trigger: start, limits: [${limits.join(', ')}] }\n`);
      return { ...policies[0]!, id, steps: policies[0]!.steps.map((step, place) => ({ ...step, does: [first, ...others][place] ?? step.does })) };
    };
    const { vocabulary } = pair('{ within: 5, unit: working-day, from: start }', '{ within: 5, unit: working-day, from: start }');
    const both: PolicySet = { vocabulary, policies: [policyOf('a', ['after'], [['tidy']]), policyOf('b', ['after', 'tidy'], [])] };
    expect(dateDifferences(both, 'a', 'b', { from: '2026-01-01' }).map(({ class: kind }) => kind)).toEqual(['same', 'same']);
  });

  it('is shared by KSCP’s triage and Pan Bedfordshire’s decision, which both decide on the notification', () => {
    expect(startsOf(set!, ['kscp', 'pan-bedfordshire'])).toContain('decide-notification');
    expect(find(between('kscp', 'pan-bedfordshire'), 'meeting-limit').of).toBe(365);
    // Where no other document does either, the name has both tasks.
    // KSCP's five days for telling Ofsted and the partnership count from when the local authority became aware.
    expect(startsOf(set!, ['kscp', 'wst'])).toEqual(['incident-known', 'referral-received', 'advise-notification.decide-notification', 'notify-ofsted.notify-partnership', 'send-scoping', 'rapid-review-meeting']);
  });
});

describe('a limit beside another', () => {
  it('is the same in other words where every start gives the same day', () => {
    expect(ofPair('{ within: 24, unit: hour, from: start }', '{ within: 1, unit: calendar-day, from: start }').class).toBe('same-date');
  });

  it('differs by no working day where only the weekend lies between', () => {
    const one = ofPair('{ within: 1, unit: calendar-day, from: start, dayOne: day-after }', '{ between: [1, 1], unit: calendar-day, from: start }');
    expect(one.class).toBe('different');
    expect(one.mostWorkingDays).toBeLessThanOrEqual(1);
  });

  it('is different, and says so, where the other has a reading with no limit', () => {
    const open = '{ unit: working-day, from: start, doubt: ambiguous, readings: [{ id: five, within: 5, because: it may be }, { id: open, none: true, because: it may not }] }';
    const one = ofPair(open, '{ within: 5, unit: working-day, from: start }');
    expect(one).toMatchObject({ class: 'different', differ: 0 });
    expect(differenceSentence(one, set!.vocabulary)).toBe('The same days on all 365 start days where they count from the same start; under another reading there is no limit.');
    expect(ofPair(open, open).class).toBe('same');
  });

  it('leaves out the start days for which a day past the table of bank holidays is needed', () => {
    const one = dateDifferences(pair('{ within: 5, unit: working-day, from: start }', '{ within: 6, unit: working-day, from: start }'), 'a', 'b', { from: '2028-01-01' })[0]!;
    // Of the 366 days of 2028 the last 12: from Wednesday 20 December only 21, 22, 27, 28 and 29 are left of the six.
    expect(one).toMatchObject({ class: 'different', of: 354, differ: 354, mostWorkingDays: 1 });
  });

  it('counts the start days that a second reckoning counts, for any two numbers of days and units', () => {
    const unit = fc.constantFrom('working-day' as const, 'calendar-day' as const);
    const amount = fc.integer({ min: 1, max: 12 });
    fc.assert(fc.property(amount, unit, amount, unit, (daysA, unitA, daysB, unitB) => {
      const one = ofPair(`{ within: ${daysA}, unit: ${unitA}, from: start }`, `{ within: ${daysB}, unit: ${unitB}, from: start }`);
      const end = (start: string, days: number, of: string) => (of === 'working-day' ? englandAndWales.addWorkingDays(start, days)! : addCalendarDays(start, days));
      let [differ, most] = [0, 0];
      for (let start = '2026-01-01'; start < '2027-01-01'; start = addCalendarDays(start, 1)) {
        const [endA, endB] = [end(start, daysA, unitA), end(start, daysB, unitB)].sort() as [string, string];
        if (endA !== endB) differ += 1;
        most = Math.max(most, englandAndWales.workingDaysFrom(endA, endB)!);
      }
      expect([one.differ, one.mostWorkingDays]).toEqual([differ, most]);
      expect(one.class).toBe(differ > 0 ? 'different' : daysA === daysB && unitA === unitB ? 'same' : 'same-date');
    }), { numRuns: 25 });
  });
});

describe('the days of a limit', () => {
  it('are those of the timetable, for every limit of every policy that counts from an event', () => {
    const days = new LimitDays(englandAndWales, DEFAULT_CONVENTIONS);
    let compared = 0;
    for (const policy of set!.policies) {
      for (const { step, readings } of comparedLimits(Object.keys(set!.vocabulary.tasks), policy)) {
        for (const { limit, inForce, under } of readings) {
          if (limit.from === null || !('event' in limit.from) || step.marks.includes(limit.from.event)) continue;
          for (const start of ['2026-03-27', '2026-04-04', '2026-12-24']) {
            const entry = timetable(set!, policy.id, { on: { [limit.from.event]: start }, readings: under }).steps.find(({ id }) => id === step.id);
            const dated = entry?.limits.find(({ address }) => address === limit.address)?.readings[0];
            if (dated?.state !== 'due') continue;
            expect(daysAllowed({ limit, inForce }, start, days), `${policy.id} ${limit.address} from ${start}`).toEqual({ earliest: dated.earliest, latest: dated.latest });
            compared += 1;
          }
        }
      }
    }
    expect(compared).toBeGreaterThan(100);
  });
});

it('every pair of published policies has a sentence for every difference', () => {
  for (const a of set!.policies) {
    for (const b of set!.policies) {
      if (a.id >= b.id) continue;
      for (const one of between(a.id, b.id)) {
        expect(differenceSentence(one, set!.vocabulary)).toMatch(/^[A-Z].*\.$/);
        expect(one.class === 'different' || one.differ === 0).toBe(true);
      }
    }
  }
});
