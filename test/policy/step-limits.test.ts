import { describe, expect, it } from 'vitest';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Policy, Reading, Step } from '../../src/policy/model.ts';
import { limitsOfStep, standing, standingLimits } from '../../src/policy/step-limits.ts';

const { policies } = loadPolicySet('policies').set!;
const stepAt = (policy: string, id: string): [Policy, Step] => {
  const found = policies.find((one) => one.id === policy)!;
  return [found, found.steps.find((step) => step.id === id)!];
};

describe('the limits of a step', () => {
  it('have one reading where nothing is in doubt', () => {
    const [wst, step] = stepAt('wst', 'return-scoping');
    const [only] = limitsOfStep(wst, step);
    expect(standing(only!.readings).every(({ limit }) => limit.amount?.kind === 'span' && limit.amount.max === 5)).toBe(true);
  });

  it('keep the reading that the document rules out, with its reason, and stand without it', () => {
    const [herefordshire, step] = stepAt('herefordshire', 'return-report');
    const [limit, ...others] = limitsOfStep(herefordshire, step);
    expect(others).toEqual([]);
    expect(limit!.readings.map(({ limit: { unit }, under, refutedBy }) => [unit, under['review-days'], refutedBy === null])).toEqual([
      ['working-day', 'working-days', true],
      ['calendar-day', 'calendar-days', false],
    ]);
    expect(limit!.readings[1]!.taken[0]!.because).toContain('15 day timescale');
    expect(standingLimits(herefordshire, step).map(({ readings }) => readings.map(({ limit: { unit } }) => unit))).toEqual([['working-day']]);
  });

  it('have the readings of their step’s doubt and of their own, each with both, and are written as their step has them', () => {
    const [herefordshire, step] = stepAt('herefordshire', 'return-report');
    const [window] = step.limits;
    const reading = (id: string, first: number, refutedBy: string | null): Reading<Step> => ({
      id, because: id, cite: [], refutedBy, changes: { limits: [{ ...window!, amount: { kind: 'numbered', written: 'days', first, last: 15 } }] },
    } as unknown as Reading<Step>);
    const inDoubt = { ...step, doubt: { address: 'return-report', kind: 'ambiguous', readings: [reading('soon', 12, 'It says not.'), reading('later', 14, null)] } } as unknown as Step;
    const all = limitsOfStep(herefordshire, inDoubt);
    expect(all.map(({ limit, readings }) => [limit.amount, readings.map(({ under, refutedBy }) => [under['return-report'], under['review-days'], refutedBy === null])])).toEqual([[
      { kind: 'numbered', written: 'days', first: 12, last: 15 },
      [['soon', 'working-days', false], ['soon', 'calendar-days', false], ['later', 'working-days', true], ['later', 'calendar-days', false]],
    ]]);
    const [left, ...none] = standingLimits(herefordshire, inDoubt);
    expect(none).toEqual([]);
    expect([left!.limit.amount, left!.readings.map(({ under }) => under)]).toEqual([
      { kind: 'numbered', written: 'days', first: 14, last: 15 },
      [{ 'return-report': 'later', 'review-days': 'working-days' }],
    ]);
  });
});
