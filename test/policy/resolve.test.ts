import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPolicyFiles } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/model.ts';
import { choicesOf, doubtsOf, readingOf, resolveCriterion, resolveLimit, resolveStep } from '../../src/policy/resolve.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const load = (...names: string[]) =>
  loadPolicyFiles(names.map((name) => join(fixtures, 'valid', `${name}.yaml`)), join(fixtures, 'vocabulary.yaml')).set!.policies.at(-1)!;
const everything = load('bare', 'everything');
const limits = load('limits');
const clocks = load('clocks');
const limitAt = (policy: Policy, address: string) => policy.steps.flatMap((step) => step.limits).find((limit) => limit.address === address)!;

describe('the doubts of a policy', () => {
  it('are listed in the order of the document, each with its switch, its heading and what it is about', () => {
    expect(doubtsOf(everything).map(({ address, kind, about, title, step }) => [address, kind, about, title, step])).toEqual([
      ['review-days', 'ambiguous', 'clock', 'Day 1, from the date …', null],
      ['serious-incident', 'not-stated', 'criterion', 'A serious incident', null],
      ['decide', 'conflicting', 'step', 'Decide whether to notify', 'decide'],
      ['decide/met', 'ambiguous', 'outcome', 'Decide whether to notify: Yes', 'decide'],
      ['notify/by-day', 'ambiguous', 'limit', 'Notify the Panel', 'notify'],
      ['meet/quorum', 'not-stated', 'quorum', 'Hold the meeting: quorum', 'meet'],
    ]);
  });

  it('have every combination of their readings', () => {
    expect(choicesOf([{ address: 'a', readings: [{ id: '1' }, { id: '2' }] }, { address: 'b', readings: [{ id: '3' }, { id: '4' }] }])).toEqual([
      { a: '1', b: '3' }, { a: '1', b: '4' }, { a: '2', b: '3' }, { a: '2', b: '4' },
    ]);
    expect(choicesOf([])).toEqual([{}]);
  });
});

describe('a thing as chosen', () => {
  const [decide] = everything.steps;

  it('has the keys of the reading and no doubt any more', () => {
    expect(resolveStep(decide!, { decide: 'authority' })).toMatchObject({ actor: { actors: ['local-authority'] }, modality: 'should', doubt: null });
    expect(resolveCriterion(everything.criteria[0]!, { 'serious-incident': 'narrow' })).toMatchObject({ title: 'A death', when: { not: { fact: 'child-seriously-harmed' } } });
  });

  it('stands as it is without a choice, and with one that there is not', () => {
    expect(readingOf(decide!, {})).toBe(decide);
    expect(readingOf(decide!, { decide: 'nobody' })).toBe(decide);
    expect(readingOf(decide!, { notify: 'authority' })).toBe(decide);
  });

  it('of a step brings its outcomes and its quorum along', () => {
    expect(resolveStep(decide!, { 'decide/met': 'meet' }).outcomes[0]).toMatchObject({ title: 'Yes; meet', next: ['meet'], tells: [{ who: 'ofsted', when: null }] });
    expect(resolveStep(everything.steps[2]!, { 'meet/quorum': 'police' }).quorum).toMatchObject({ chair: { actors: ['police'] }, must: [{ who: 'police', atLeast: 1 }] });
  });

  it('leaves the policy as it was', () => {
    const before = JSON.stringify(everything);
    resolveStep(decide!, { 'decide': 'authority', 'decide/met': 'meet' });
    expect(JSON.stringify(everything)).toBe(before);
  });
});

describe('a limit as chosen', () => {
  it('takes its clock\'s reading', () => {
    const triage = limitAt(clocks, 'triage/limit');
    expect(triage).toMatchObject({ from: null, unit: 'working-day' });
    expect(resolveLimit(clocks, triage, { days: 'meeting' })).toMatchObject({ from: { step: 'meet' }, unit: 'working-day', dayOne: 'trigger-day', doubt: null });
    expect(resolveLimit(clocks, triage, { days: 'triage' })).toMatchObject({ from: { step: 'triage' } });
  });

  it('lays its own keys over its clock, and its reading over both', () => {
    expect(resolveLimit(limits, limitAt(limits, 'numbered/own-keys'), {})).toMatchObject({ from: { event: 'notification-sent' }, unit: 'calendar-day', dayOne: 'day-after' });
    const clocked = limitAt(limits, 'read/clock');
    expect(resolveLimit(limits, clocked, { 'read/clock': 'by-day' })).toMatchObject({ clock: 'by-day', from: { event: 'referral-received' }, unit: 'working-day', dayOne: 'trigger-day' });
    expect(resolveLimit(limits, clocked, { 'read/clock': 'by-start' })).toMatchObject({ clock: 'by-start', from: { event: 'notification-sent' }, unit: 'working-day', dayOne: null });
  });

  it('has one amount, that of its reading', () => {
    const amount = (reading: string) => resolveLimit(limits, limitAt(limits, 'read/amount'), { 'read/amount': reading }).amount;
    expect(amount('window')).toMatchObject({ written: 'between', min: 2, max: 4 });
    expect(amount('order')).toMatchObject({ written: 'within', way: 'before', max: 5 });
    expect(amount('none')).toEqual({ kind: 'none' });
  });

  it('is what its reading says, whatever else is chosen', () => {
    const doubts = [...doubtsOf(everything), ...doubtsOf(limits), ...doubtsOf(clocks)];
    fc.assert(fc.property(fc.constantFrom(...choicesOf(doubts.slice(0, 6))), (others) => {
      const read = resolveLimit(limits, limitAt(limits, 'read/unit'), { ...others, 'read/unit': 'calendar' });
      expect(read).toMatchObject({ from: { step: 'counted' }, unit: 'calendar-day', amount: { max: 2 }, doubt: null });
    }));
  });
});
