import { expect, it } from 'vitest';
import { entry } from '../../src/components/draw/entry.ts';
import { markup } from '../../src/components/draw/node.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { TimetableInput } from '../../src/engine/types.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;

/** What an entry says, without its marks and its links, its folds closed. */
function said(policyId: string, stepId: string, input: TimetableInput): string {
  const policy = set.policies.find(({ id }) => id === policyId)!;
  const worked = timetable(set, policyId, input).steps.find(({ id }) => id === stepId)!;
  const drawn = entry(worked, policy.steps.find(({ id }) => id === stepId)!, {
    speech: { policy, vocabulary: set.vocabulary }, national: false, procedure: '/', asAt: input.asAt ?? null, explained: new Set(), isOpen: () => false,
  });
  return markup(drawn).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

it('where no day suits every reading, an entry stands at the soonest of their last days, never at a later one', () => {
  // KSCP, referral on Wednesday 25 March 2026 as Day 1: Day 10 is Friday 3 April in calendar days, Thursday 9 in working days.
  expect(said('kscp', 'rapid-review-meeting', { on: { 'referral-received': '2026-03-25' } })).toMatch(/^ Undecided, at the soonest Fri day 3 April 2026 /);
});

it('a reading that the document rules out counts where someone chose it all the same', () => {
  // Day 1 on Friday 27 March 2026: Day 6 is Wednesday 1 April in calendar days, Tuesday 7 April in working days.
  const given = { on: { 'intention-notified': '2026-03-27' }, asAt: '2026-04-02' };
  const chosen = said('herefordshire', 'begin-report', { ...given, readings: { 'review-days': 'calendar-days' } });
  expect(chosen).toMatch(/^ Due on Wed nesday 1 April 2026 /);
  expect(chosen).toContain('Late by 1 calendar day');
  expect(chosen).not.toContain('ot counted');
  const open = said('herefordshire', 'begin-report', given);
  expect(open).toMatch(/^ Due on Tue sday 7 April 2026 /);
  expect(open).toContain('How Wednesday 1 April 2026 was reached under a reading that is not counted');
});

it('letters of two doubts are told apart: those of another than the limit’s own stand with its words', () => {
  // KSCP: the return has readings of its own, and the sending that it may count from has those of Day 1.
  const text = said('kscp', 'return-scoping', { on: { 'referral-received': '2026-03-27' } });
  expect(text).toContain('Reading A or B with A or B of “day 1”: An agency');
  expect(text).toContain('Reading B with C of “day 1”: The stages follow');
  expect(text).toContain('Reading C: The stages are timed');
  expect(text).toMatch(/How Tuesday 7 April 2026 was reached, reading C How/);
  expect(said('kscp', 'send-scoping', { on: { 'referral-received': '2026-03-27' } })).not.toContain('of “day 1”');
});

it('what can be done on one day only is due on it, not by it', () => {
  // "Day 6", with Friday 27 March as Day 1.
  expect(said('herefordshire', 'begin-report', { on: { 'intention-notified': '2026-03-27' } })).toMatch(/^ Due on Tue sday 7 April 2026 /);
  expect(said('herefordshire', 'report-to-panel', { on: { 'intention-notified': '2026-03-27' } })).not.toMatch(/^ Due on/);
});

it('a day counted back from a meeting without a date says that the meeting may come sooner', () => {
  const back = 'counted back from the last day for “Hold the rapid review meeting”: if that comes sooner, so does this.';
  expect(said('herefordshire', 'hold-pre-meeting', { on: { 'intention-notified': '2026-03-27' } })).toContain(back);
  expect(said('herefordshire', 'hold-pre-meeting', { on: { 'rapid-review-meeting': '2026-04-08' } })).not.toContain('counted back');
  expect(said('west-midlands', 'report-to-panel', { on: { 'referral-received': '2026-03-27' } })).not.toContain('counted back');
});

it('a limit without a place of its own stands where its step does', () => {
  // The baseline's 15 working days are quoted with the step, and each reading has a place besides.
  expect(said('national', 'report-to-panel', { on: { 'incident-known': '2026-03-27' } })).toContain('“within 15 working days” Guidance of the national Panel, June 2025, rapid review timescales (not read at its source)');
  const { limits } = timetable(set, 'national', { on: { 'incident-known': '2026-03-27' } }).steps.find(({ id }) => id === 'report-to-panel')!;
  expect(limits[0]!.cite.map(({ of, at }) => [of, at])).toEqual([['panel-guidance-2025', 'rapid review timescales']]);
});

// 15 working days from Thursday 26 March 2026 end on Monday 20 April; 2 from Friday 17 April on Tuesday 21.
const AWARE_FIRST = { 'referral-received': '2026-03-27', 'incident-known': '2026-03-26' };

it('a meeting on whose last day the report would be late stands with the day before it, and says why', () => {
  const meeting = said('west-midlands', 'rapid-review-meeting', { on: AWARE_FIRST, asAt: '2026-03-30' });
  expect(meeting).toMatch(/^ Between Thu rsday 9 April 2026 and Thu rsday 16 April 2026 /);
  expect(meeting).toMatch(/Late if later Its own limit allows Friday 17 April 2026\. .*wait until Tuesday 21 April 2026, 1 working day after its other limit, Monday 20 April 2026\./);
});

it('a meeting that is planned for that day says it too, and the last day that is none', () => {
  const meeting = said('west-midlands', 'rapid-review-meeting', { on: { ...AWARE_FIRST, 'rapid-review-meeting': '2026-04-17' }, asAt: '2026-03-30' });
  expect(meeting).toMatch(/^ Planned for Fri day 17 April 2026 /);
  expect(meeting).toMatch(/Leaves what follows too little time It is planned for Friday 17 April 2026\. .* Thursday 16 April 2026\./);
});

it('of two limits that hold at once the entry names the sooner, with its place', () => {
  const binding = 'The sooner of its limits holds: Monday 20 April 2026 4.2.2';
  expect(said('west-midlands', 'report-to-panel', { on: AWARE_FIRST, asAt: '2026-03-30' })).toContain(binding);
  expect(said('west-midlands', 'report-to-panel', { on: { 'referral-received': '2026-03-27' } })).not.toContain('The sooner');
});

it('a reading under which there is no limit is shown beside the one that gives a day', () => {
  const replies = said('herefordshire', 'file-replies', { on: { 'intention-notified': '2026-03-27' } });
  expect(replies).toContain('In doubt: 2 readings');
  expect(replies).toMatch(/No (limit|number of days)\. Reading [AB]: /);
});

it('as many readings are shown as the tag counts, no reason stands twice beside itself, and none is "above" that is not', () => {
  let shown = 0;
  for (const policy of set.policies) {
    const { steps } = timetable(set, policy.id, { on: { 'incident-occurred': '2026-03-24', 'incident-known': '2026-03-26', 'incident-reported': '2026-03-26', 'intention-notified': '2026-03-26', 'referral-received': '2026-03-27' }, asAt: '2026-03-30' });
    const explained = new Set<string>();
    for (const worked of steps) {
      let isAnyAbove = explained.size > 0;
      const text = markup(entry(worked, policy.steps.find(({ id }) => id === worked.id)!, {
        speech: { policy, vocabulary: set.vocabulary }, national: false, procedure: '/', asAt: '2026-03-30', explained, isOpen: () => false,
      }));
      for (const [, list = ''] of text.matchAll(/<ul class="entry__readings">(.*?)<\/ul>/g)) {
        const count = Number(/In doubt: (\d+) readings/.exec(list)?.[1] ?? 0);
        const readings = [...list.matchAll(/<li class="entry__reading">(.*?)<\/li>/g)].map(([, one]) => one!).filter((one) => !one.includes('In doubt:'));
        if (count > 0) expect(readings.length, `${policy.id} ${worked.id}`).toBe(count);
        shown += count;
        for (const reading of readings) {
          const sentences = reading.replace(/<[^>]*>/g, '').split(/(?<=\.) (?:Or: )?/);
          expect(new Set(sentences).size, `${policy.id} ${worked.id}: ${reading}`).toBe(sentences.length);
          if (reading.includes('as above')) expect(isAnyAbove, `${policy.id} ${worked.id}`).toBe(true);
          isAnyAbove ||= /Reading [^:]*: /.test(reading);
        }
      }
    }
  }
  expect(shown).toBeGreaterThan(20);
});

it('a decision whose outcome was given without its day stands as decided, with no day to work to', () => {
  const decided = said('pan-bedfordshire', 'decide-notification', { on: { 'referral-received': '2026-03-27' }, decided: { 'decide-notification': 'met' }, asAt: '2026-05-01' });
  expect(decided).toMatch(/^ Decided, on a day not given Decide whether the Panel must be notified /);
  expect(decided).not.toContain('Late by');
});
