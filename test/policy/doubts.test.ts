import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differIn, doubtsOf } from '../../src/policy/doubts.ts';
import { loadPolicyFiles } from '../../src/policy/load.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const load = (...names: string[]) =>
  loadPolicyFiles(names.map((name) => join(fixtures, 'valid', `${name}.yaml`)), join(fixtures, 'vocabulary.yaml')).set!.policies.at(-1)!;
const everything = load('bare', 'everything');

describe('the doubts of a policy', () => {
  it('are listed in the order of the document, each with its switch, its title, its words, its step and its place', () => {
    expect(doubtsOf(everything).map(({ address, kind, about, asWritten, step, cite }) => [address, kind, about, asWritten, step, cite.map(({ at }) => at).join()])).toEqual([
      ['review-days', 'ambiguous', 'Day 1, from the date …', 'Day 1, from the date …', null, '1'],
      ['serious-incident', 'not-stated', 'A serious incident', null, null, 'p 12'],
      ['decide', 'conflicting', 'Decide whether to notify', null, 'decide', '1,2'],
      ['decide/met', 'ambiguous', 'Decide whether to notify Yes', null, 'decide', '2'],
      ['notify/by-day', 'ambiguous', 'Notify the Panel', null, 'notify', '2'],
      ['meet/quorum', 'not-stated', 'Hold the meeting', null, 'meet', '2'],
    ]);
  });

  it('have their readings whole', () => {
    const [days] = doubtsOf(everything);
    expect(days!.readings.map(({ id, refutedBy, changes }) => [id, refutedBy, changes])).toEqual([
      ['stands', null, { nonWorkingStart: 'stands' }],
      ['deemed', 'The example beside it', { nonWorkingStart: 'deemed-next' }],
    ]);
  });

  it('are found in a limit that only a reading of its step brings', () => {
    const [decide, notify, ...others] = everything.steps;
    const { limits } = notify!;
    const bringing = { ...decide!, doubt: { ...decide!.doubt!, readings: decide!.doubt!.readings.map((reading, place) => (place === 0 ? reading : { ...reading, changes: { limits } })) } };
    const found = doubtsOf({ ...everything, steps: [bringing, ...others] });
    expect(found.filter(({ step }) => step === 'decide').map(({ address }) => address)).toEqual(['decide', 'notify/by-day', 'decide/met']);
  });
});

describe('readings', () => {
  const [days, , decide] = doubtsOf(everything);

  it('differ in what they give otherwise, and in what only one of them gives', () => {
    expect(differIn(days!, 'nonWorkingStart')).toBe(true);
    expect(differIn(decide!, 'actor')).toBe(true);
  });

  it('do not differ in what none of them gives', () => {
    expect(differIn(days!, 'unit')).toBe(false);
  });
});
