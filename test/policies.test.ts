/** The published policies: clean, whole, and true to what they say of their own documents. */
import { describe, expect, it } from 'vitest';
import { formatFault } from '../src/policy/fault.ts';
import { loadPolicySet } from '../src/policy/load.ts';
import type { Place } from '../src/policy/model.ts';
import { timetable } from '../src/engine/schedule.ts';
import { doubtsOf } from '../src/policy/doubts.ts';

const { set, faults } = loadPolicySet('policies');

it('have no fault', () => {
  expect(faults.map(formatFault)).toEqual([]);
});

/** What the project began with. Others join it, and must not be bound by what is known of these. */
const FIRST = ['herefordshire', 'kscp', 'pan-bedfordshire', 'west-midlands', 'wst'];

it('hold the first five documents, and the national baseline comes last', () => {
  const ids = set!.policies.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(FIRST));
  expect(ids.at(-1)).toBe('national');
});

it('never spell out an abbreviation that its document does not', () => {
  const text = JSON.stringify([set!.vocabulary, ...set!.policies.filter(({ id }) => FIRST.includes(id))]);
  for (const guess of [/Kent/, /Worcester/i, /West Midlands Police/, /Wolverhampton/, /Bedford Borough/, /Kirklees/, /Walsall/]) expect(text).not.toMatch(guess);
});

it('name events so that a day can follow: "A notification was sent on Friday"', () => {
  const titles = Object.values(set!.vocabulary.events).map(({ title }) => title);
  expect(titles.filter((title) => / (on|at|by|in|for|of|to)$/.test(title))).toEqual([]);
});

describe.each(set!.policies.map((policy) => ({ id: policy.id, policy })))('$id', ({ policy }) => {
  it('lists the places of its document, and cites no other', () => {
    const own = citationsIn(policy).filter(({ of }) => of === null);
    // The baseline is put together from several documents, and cites each of them by name.
    if (policy.kind === 'statutory-guidance') expect(own).toEqual([]);
    else expect(policy.source.places).toEqual(expect.arrayContaining(own.map(({ at }) => at)));
  });

  it('gives a place for every step, test, clock and quorum', () => {
    for (const step of policy.steps) {
      expect(step.cite.length, step.id).toBeGreaterThan(0);
      if (step.quorum) expect(step.quorum.cite.length, step.id).toBeGreaterThan(0);
    }
    for (const criterion of policy.criteria) expect(criterion.cite.length, criterion.id).toBeGreaterThan(0);
    for (const clock of policy.clocks) expect(clock.cite.length, clock.id).toBeGreaterThan(0);
  });

  it('gives every word that carries a limit as the document has it', () => {
    for (const step of policy.steps) {
      for (const limit of step.limits) {
        if (limit.amount?.kind === 'none') continue;
        const clock = policy.clocks.find(({ id }) => id === limit.clock);
        const isOrder = limit.amount?.kind === 'span' && ['before', 'after', 'sameDayAs'].includes(limit.amount.written);
        const ofReadings = limit.doubt?.readings.find(({ changes }) => changes.asWritten)?.changes.asWritten;
        expect(limit.asWritten ?? ofReadings ?? clock?.asWritten ?? (isOrder ? 'an order' : null), `${limit.address}`).not.toBeNull();
      }
    }
  });

  it('gives a reason for every reading, and two or more of them for every doubt', () => {
    for (const { address, readings } of doubtsOf(policy)) {
      expect(readings.length, address).toBeGreaterThanOrEqual(2);
      for (const { id, because } of readings) expect(because, `${address}=${id}`).toMatch(/\S.{10}/);
    }
  });

  it('has a timetable without a single date, and no problem in it', () => {
    const result = timetable(set!, policy.id, { on: {} });
    expect(result.steps).toHaveLength(policy.steps.length);
    expect(result.problems).toEqual([]);
  });
});

function citationsIn(value: unknown): Place[] {
  if (Array.isArray(value)) return value.flatMap(citationsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'cite' ? (inner as Place[]) : citationsIn(inner)));
}

it('has the path of Pan Bedfordshire for what was notified and does not meet the criteria', () => {
  // "If based on the information available the criteria is not met": told on Wednesday 10 June 2026, five working days
  // (11, 12, 15, 16 and 17) are Wednesday 17 June.
  const facts = { 'child-died': 'no', 'child-seriously-harmed': 'no' } as const;
  const on = { 'referral-received': '2026-06-10' };
  const at = (decided: Record<string, string>) => new Map(timetable(set!, 'pan-bedfordshire', { on, facts, decided }).steps.map((step) => [step.id, step]));
  expect(at({}).get('decide-notification')).toMatchObject({ applies: 'yes', state: 'due', safe: { latest: '2026-06-17' } });
  const notMet = at({ 'decide-notification': 'not-met' });
  for (const id of ['notify-board', 'request-information', 'information-meeting', 'decide-after-information']) expect(notMet.get(id)?.applies, id).toBe('yes');
  for (const id of ['notify-panel', 'send-scoping', 'rapid-review-meeting', 'decide-review']) expect(notMet.get(id)?.state, id).toBe('not-applicable');
});
