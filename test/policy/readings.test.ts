import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtsOf } from '../../src/policy/doubts.ts';
import { loadPolicyFiles } from '../../src/policy/load.ts';
import type { Clock, Doubt, Limit, Policy } from '../../src/policy/model.ts';
import { Assignment, clockDoubtsOf, clockInWordsOf, limitAsRead, underEachAssignment, type Choices } from '../../src/policy/readings.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const load = (...names: string[]) =>
  loadPolicyFiles(names.map((name) => join(fixtures, 'valid', `${name}.yaml`)), join(fixtures, 'vocabulary.yaml')).set!.policies.at(-1)!;
const everything = load('bare', 'everything');
const limits = load('limits');
const clocks = load('clocks');
const limitAt = (policy: Policy, address: string) => policy.steps.flatMap((step) => step.limits).find((limit) => limit.address === address)!;

const underOf = (...chosen: Choices[]) => new Assignment(Object.assign({}, ...chosen), {});

describe('a thing as read', () => {
  const [decide] = everything.steps;

  it('has the keys of the reading and no doubt any more', () => {
    expect(underOf({ decide: 'authority' }).read(decide!, ['actor'])).toMatchObject({ actor: { actors: ['local-authority'] }, modality: 'should', doubt: null });
    expect(underOf({ 'serious-incident': 'narrow' }).read(everything.criteria[0]!, ['when'])).toMatchObject({ title: 'A death', when: { not: { fact: 'child-seriously-harmed' } } });
    expect(underOf({ 'decide/met': 'meet' }).read(decide!.outcomes[0]!, ['next'])).toMatchObject({ title: 'Yes; meet', next: ['meet'], tells: [{ who: 'ofsted', when: null }] });
    expect(underOf({ 'meet/quorum': 'police' }).read(everything.steps[2]!.quorum!, ['chair'])).toMatchObject({ chair: { actors: ['police'] }, must: [{ who: 'police', atLeast: 1 }] });
  });

  it('stands as it is where no reading touches what is asked', () => {
    expect(underOf({ decide: 'authority' }).read(decide!, ['limits'])).toBe(decide);
    expect(underOf().read(everything.steps[1]!, ['actor'])).toBe(everything.steps[1]);
  });

  it('has its first reading where none was chosen, and where the one chosen is not there', () => {
    const first = { actor: { actors: ['local-authority', 'police'] }, modality: 'must', doubt: null };
    expect(underOf().read(decide!, ['actor'])).toMatchObject(first);
    expect(underOf({ decide: 'nobody' }).read(decide!, ['actor'])).toMatchObject(first);
  });

  it('leaves the policy as it was', () => {
    const before = JSON.stringify(everything);
    underEachAssignment({}, (assignment) => [assignment.read(decide!, ['actor']), assignment.read(decide!.outcomes[0]!, ['next'])]);
    expect(JSON.stringify(everything)).toBe(before);
  });
});

describe('work under each assignment', () => {
  const clock = everything.clocks[0]!;
  const [decide] = everything.steps;

  it('is done once where it meets no doubt', () => {
    expect(underEachAssignment({}, () => 'done')).toEqual([{ under: {}, taken: [], refutedBy: null, result: 'done' }]);
  });

  it('is done under every combination of the readings that it meets', () => {
    const ways = underEachAssignment({}, (assignment) => [assignment.read(decide!, ['actor']), assignment.read(decide!.outcomes[0]!, ['next'])]);
    expect(ways.map(({ under }) => `${under['decide']} ${under['decide/met']}`).sort()).toEqual(['authority meet', 'authority on', 'partners meet', 'partners on']);
  });

  it('takes one reading where one is chosen, and the same wherever the doubt appears', () => {
    const both = (assignment: Assignment) => [assignment.read(clock, ['nonWorkingStart']), assignment.read(clock, ['nonWorkingStart'])].map(({ nonWorkingStart }) => nonWorkingStart);
    expect(underEachAssignment({}, both).map(({ result }) => result)).toEqual([['stands', 'stands'], ['deemed-next', 'deemed-next']]);
    expect(underEachAssignment({ 'review-days': 'deemed' }, both).map(({ result }) => result)).toEqual([['deemed-next', 'deemed-next']]);
  });

  it('is ruled out by the document, unless someone chose the reading all the same', () => {
    const work = (assignment: Assignment) => assignment.read(clock, ['nonWorkingStart']);
    expect(underEachAssignment({}, work).map(({ refutedBy }) => refutedBy)).toEqual([null, 'The example beside it']);
    expect(underEachAssignment({ 'review-days': 'deemed' }, work).map(({ refutedBy }) => refutedBy)).toEqual([null]);
  });

  it('knows a doubt by its own address, whatever it is called', () => {
    const named: Clock = { ...clock, doubt: { ...clock.doubt!, address: 'constructor' } };
    expect(underEachAssignment({}, (assignment) => assignment.read(named, ['nonWorkingStart']).nonWorkingStart).map(({ result }) => result)).toEqual(['stands', 'deemed-next']);
  });
});

describe('a limit as read', () => {
  const read = (policy: Policy, address: string, chosen: Choices = {}) => limitAsRead(policy, limitAt(policy, address), underOf(chosen));

  it('takes its clock\'s reading', () => {
    expect(limitAt(clocks, 'triage/limit')).toMatchObject({ from: null, unit: 'working-day' });
    expect(read(clocks, 'triage/limit', { days: 'meeting' })).toMatchObject({ from: { step: 'meet' }, unit: 'working-day', dayOne: 'trigger-day', doubt: null });
    expect(read(clocks, 'triage/limit', { days: 'triage' })).toMatchObject({ from: { step: 'triage' } });
  });

  it('lays its own keys over its clock, and its reading over both', () => {
    expect(read(limits, 'numbered/own-keys')).toMatchObject({ from: { event: 'notification-sent' }, unit: 'calendar-day', dayOne: 'day-after' });
    expect(read(limits, 'read/clock', { 'read/clock': 'by-day' })).toMatchObject({ clock: 'by-day', from: { event: 'referral-received' }, unit: 'working-day', dayOne: 'trigger-day' });
    expect(read(limits, 'read/clock', { 'read/clock': 'by-start' })).toMatchObject({ clock: 'by-start', from: { event: 'notification-sent' }, unit: 'working-day', dayOne: null });
  });

  it('rests on its clock\'s doubt only where it leaves to the clock what is in doubt', () => {
    const clock = clocks.clocks[0]!;
    const inUnit: Clock = { ...clock, from: { event: 'referral-received' }, unit: null, doubt: aboutTheClock({ unit: 'working-day' }, { unit: 'calendar-day' }) };
    const inBoth: Clock = { ...clock, unit: null, doubt: aboutTheClock({ from: { step: 'meet' }, unit: 'working-day' }, { from: { step: 'meet' }, unit: 'calendar-day' }) };
    const plain = limitAt(clocks, 'meet/limit');
    const own: Limit = { ...plain, unit: 'working-day', ownKeys: ['unit'] };
    const ways = (one: Clock, limit: Limit) => underEachAssignment({}, (assignment) => limitAsRead({ clocks: [one] }, limit, assignment));

    expect(ways(inUnit, plain).map(({ under, result }) => [under, result.unit])).toEqual([[{ days: 'a' }, 'working-day'], [{ days: 'b' }, 'calendar-day']]);
    expect(ways(inUnit, own).map(({ under, result }) => [under, result.unit, result.from])).toEqual([[{}, 'working-day', { event: 'referral-received' }]]);
    expect(ways(inBoth, own).map(({ under, result }) => [under, result.unit, result.from])).toEqual([[{}, 'working-day', { step: 'meet' }]]);
    expect([clockDoubtsOf({ clocks: [inUnit] }, plain), clockDoubtsOf({ clocks: [inUnit] }, own)]).toEqual([[inUnit.doubt], []]);
    expect(clockDoubtsOf({ clocks: [inUnit] }, plain, ['from'])).toEqual([]);
    expect(clockDoubtsOf({ clocks: [inUnit] }, { ...own, ownKeys: [], doubt: doubtAbout({ unit: 'hour' }, { from: { step: 'meet' } }) })).toEqual([inUnit.doubt]);
    expect(clockDoubtsOf({ clocks: [inUnit] }, { ...own, ownKeys: [], doubt: doubtAbout({ unit: 'hour' }, { unit: 'month' }) })).toEqual([]);
  });

  it('stands at its clock\'s place only where it has no words of its own', () => {
    const plain = limitAt(clocks, 'meet/limit');
    expect(clockInWordsOf(clocks, plain)).toBe(clocks.clocks[0]);
    expect(clockInWordsOf(clocks, { ...plain, asWritten: 'Day 1' })).toBe(clocks.clocks[0]);
    expect(clockInWordsOf(clocks, { ...plain, asWritten: 'by the end of Day 1' })).toBeNull();
    expect(clockInWordsOf(clocks, { ...plain, doubt: doubtAbout({ asWritten: 'Day 2' }, { unit: 'hour' }) })).toBeNull();
    expect(clockInWordsOf(clocks, { ...plain, clock: null })).toBeNull();
    // What is said of Day 1 is not said of Day 6, nor of the days up to it; of 15 days counted by the clock it is.
    const numbered = (first: number | null, last: number | null) => clockInWordsOf(clocks, { ...plain, amount: { kind: 'numbered', first, last } });
    expect([numbered(6, 6), numbered(1, 6), numbered(null, 6), numbered(0, 0)]).toEqual([null, null, null, clocks.clocks[0]]);
    expect(clockInWordsOf(clocks, { ...plain, asWritten: 'Day 1', amount: { kind: 'numbered', first: null, last: 1 } })).toBe(clocks.clocks[0]);
    expect(clockInWordsOf(clocks, { ...plain, amount: { kind: 'span', way: 'after', min: 0, max: 15, written: 'within', approximate: false } })).toBe(clocks.clocks[0]);
  });

  it('keeps the start and the unit that only its reading gives, whatever its clock says', () => {
    const own = { ...limitAt(limits, 'numbered/day'), doubt: doubtAbout({ from: { step: 'counted' }, unit: 'hour' }, {}) };
    expect(limitAsRead(limits, own, underOf({ days: 'a' }))).toMatchObject({ from: { step: 'counted' }, unit: 'hour', dayOne: 'trigger-day' });
    expect(limitAsRead(limits, own, underOf({ days: 'b' }))).toMatchObject({ from: { event: 'referral-received' }, unit: 'working-day', dayOne: 'trigger-day' });
  });

  it('has one amount, that of its reading', () => {
    const amount = (reading: string) => read(limits, 'read/amount', { 'read/amount': reading }).amount;
    expect(amount('window')).toMatchObject({ written: 'between', min: 2, max: 4 });
    expect(amount('order')).toMatchObject({ written: 'within', way: 'before', max: 5 });
    expect(amount('none')).toEqual({ kind: 'none' });
  });

  it('is left alone by a reading that moves no date, unless that matters too', () => {
    const reworded = { ...limitAt(limits, 'counted/within'), doubt: doubtAbout({ asWritten: 'in five days' }, {}) };
    expect(underEachAssignment({}, (assignment) => limitAsRead(limits, reworded, assignment)).map(({ result }) => result.asWritten)).toEqual([null]);
    expect(underEachAssignment({}, (assignment) => limitAsRead(limits, reworded, assignment, ['asWritten'])).map(({ result }) => result.asWritten)).toEqual(['in five days', null]);
  });

  it('is what its reading says, whatever else is chosen', () => {
    const doubts = [...doubtsOf(everything), ...doubtsOf(limits), ...doubtsOf(clocks)];
    const anyChoice = fc.record(Object.fromEntries(doubts.map(({ address, readings }) => [address, fc.constantFrom(...readings.map(({ id }) => id))])), { requiredKeys: [] });
    fc.assert(fc.property(anyChoice, (others) => {
      expect(read(limits, 'read/unit', { ...others, 'read/unit': 'calendar' })).toMatchObject({ from: { step: 'counted' }, unit: 'calendar-day', amount: { max: 2 }, doubt: null });
    }));
  });
});

const aboutTheClock = (...changes: Partial<Clock>[]): Doubt<Clock> => doubtAbout(...changes as Partial<Limit>[]) as Doubt<unknown> as Doubt<Clock>;

function doubtAbout(...changes: Partial<Limit>[]): Doubt<Limit> {
  return { kind: 'ambiguous', address: 'days', readings: changes.map((one, place) => ({ id: 'ab'[place]!, because: 'So it says', cite: [], refutedBy: null, changes: one })) };
}
