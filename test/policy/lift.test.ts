import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPolicyFiles, loadPolicyTexts } from '../../src/policy/load.ts';
import type { Limit, Policy, PolicySet } from '../../src/policy/model.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const valid = (name: string) => join(fixtures, 'valid', `${name}.yaml`);
const set: PolicySet = loadPolicyFiles(['bare', 'everything', 'limits', 'path', 'clocks'].map(valid), join(fixtures, 'vocabulary.yaml')).set!;
const policy = (id: string): Policy => set.policies.find((one) => one.id === id)!;
const step = (id: string, of: string) => policy(of).steps.find((one) => one.id === id)!;
const limit = (address: string): Limit => policy('limits').steps.flatMap(({ limits }) => limits).find((one) => one.address === address)!;
const changesOf = (address: string, reading: string) => limit(address).doubt!.readings.find(({ id }) => id === reading)!.changes;

describe('what a file does not say', () => {
  it('is null or an empty list, and never a default', () => {
    expect(policy('bare')).toEqual({
      id: 'bare', title: 'Bare', kind: 'local-procedure', area: null, calendar: 'england-and-wales', supersedes: null, inForce: null, note: null,
      source: {
        title: 'A document', form: null, citedBy: null, dated: null, version: null, reviewBy: null, publisher: null, url: null,
        retrieved: null, checkedBy: null, extent: 'whole', missing: [], places: null, covers: [],
      },
      follows: [], silent: [], words: [], definitions: [], aims: [], contacts: [], clocks: [], criteria: [], steps: [],
    });
  });

  it('stays so in a step', () => {
    expect(step('begin', 'path')).toEqual({
      id: 'begin', does: ['notify-panel'], stage: 'notification', title: 'Begin', note: null, cite: [], actor: null, with: null, consults: null,
      recommends: null, finalSay: null, tells: [], modality: null, trigger: [], marks: [], when: null, each: null, needs: [], produces: [],
      records: [], limits: [], quorum: null, next: ['left', 'right'], test: null, outcomes: [], inForce: null, doubt: null,
    });
  });

  it('a document that says it has no date has none', () => {
    expect(policy('path').source.dated).toBeNull();
  });

  it('a step that says nothing of what follows has no next, and one that ends the path has an end', () => {
    expect(step('report', 'path').next).toBeNull();
    expect(step('follows-in-order', 'path').next).toEqual(['end']);
  });
});

describe('shorthands are lifted to one shape', () => {
  const { source, ...whole } = policy('everything');

  it('the head of the document', () => {
    expect(source).toEqual({
      title: 'A document of everything', form: 'text', citedBy: 'section', dated: '2022-06', version: '1.10', reviewBy: '2024', publisher: 'Nobody',
      url: 'https://example.org/a?b=c', retrieved: '2026-03-27', checkedBy: { who: 'The manager', dated: '2026-04' }, extent: 'extract', missing: ['the arrows', 'an appendix'],
      places: ['1', '1.10', '2', 'Box A'], covers: ['meeting'],
    });
    expect(whole.follows).toEqual([{ guidance: 'working-together-2018', cite: [{ at: '1', of: null, unverified: null }], note: 'By its date.' }]);
    expect(whole.words[0]).toMatchObject({ called: ['key partners', 'the three'], members: ['local-authority', 'clinical-commissioning-group'] });
    expect(whole.definitions[0]).toMatchObject({ decidedBy: { way: 'either', actors: ['local-authority', 'police'] }, exhaustive: false });
  });

  it('a short title of guidance, where it has one', () => {
    const titles = ['working-together-2023', 'working-together-2018'].map((id) => set.vocabulary.guidance[id]!.shortTitle);
    expect(titles).toEqual(['The guidance of 2023', null]);
  });

  it('a period given by year or month holds the whole of it', () => {
    expect(whole.inForce).toEqual({ from: '2023-01-01', to: '2024-02-29' });
    expect(step('notify', 'everything').inForce).toEqual({ from: '2020-01-01', to: null });
    expect(set.vocabulary.guidance['working-together-2018']!.inForce).toEqual({ from: null, to: '2023-12-14' });
  });

  it('a period to a year holds to its last day, and to a month by its length', () => {
    const to = (date: string) => loadPolicyTexts(
      [{ file: 'p.yaml', content: `title: P\nkind: local-procedure\nsource: { title: P, extent: whole }\ninForce: { to: ${date} }\n` }],
      { file: 'vocabulary.yaml', content: '{}' },
    ).set?.policies[0]?.inForce?.to;
    expect(['2023', '2023-02', '2000-02', '2100-02', '2023-04', '2023-04-07'].map(to)).toEqual(
      ['2023-12-31', '2023-02-28', '2000-02-29', '2100-02-28', '2023-04-30', '2023-04-07']);
  });

  it('places: one, several, and another document\'s', () => {
    expect(step('decide', 'everything').cite).toEqual([{ at: '1', of: null, unverified: null }, { at: '2', of: null, unverified: null }]);
    expect(whole.criteria[0]!.cite).toEqual([{ at: 'p 12', of: 'working-together-2018', unverified: 'Not read at its source' }]);
  });

  it('who: one, several together, one of several', () => {
    const { actor, with: others, consults } = step('decide', 'everything');
    expect([actor, others, consults]).toEqual([
      { way: 'together', actors: ['local-authority', 'police'] },
      { way: 'together', actors: ['independent-chair'] },
      { way: 'either', actors: ['ofsted', 'police'] },
    ]);
  });

  it('conditions, down to facts, criteria and outcomes', () => {
    expect(whole.criteria[0]!.when).toEqual({
      all: [{ fact: 'abuse-or-neglect-known-or-suspected' }, { any: [{ fact: 'child-died' }, { fact: 'child-seriously-harmed' }] }],
    });
    expect(step('notify', 'everything').when).toEqual({ step: 'decide', outcome: 'met' });
    const { set: read } = loadPolicyTexts([{
      file: 'p.yaml',
      content: 'title: P\nkind: local-procedure\nsource: { title: P, extent: whole }\ncriteria: [{ id: a, title: A }, { id: b, title: B, when: { not: a } }]\n',
    }], { file: 'vocabulary.yaml', content: '{}' });
    expect(read!.policies[0]!.criteria[1]!.when).toEqual({ not: { criterion: 'a' } });
  });

  it('bodies told, documents needed, seats', () => {
    expect(step('decide', 'everything').tells).toEqual([{ who: 'ofsted', when: null }, { who: 'national-panel', when: { fact: 'child-died' } }]);
    expect(step('notify', 'everything').needs).toEqual([
      { way: 'each', documents: ['notification'] }, { way: 'any', documents: ['log', 'scoping-form'] }, { way: 'ifAny', documents: ['scoping-return'] },
    ]);
    expect(step('meet', 'everything').quorum!.must).toEqual([{ who: 'safeguarding-partners', atLeast: 1 }, { who: 'police', atLeast: 2 }]);
  });

  it('the stage of a step is that of its first task', () => {
    expect(step('notify', 'everything')).toMatchObject({ does: ['notify-panel', 'decide-notification'], stage: 'notification' });
    expect(step('meet', 'everything').stage).toBe('meeting');
  });

  it('the vocabulary', () => {
    expect(set.vocabulary.stages[0]).toEqual({ id: 'notification', title: 'Notification', meaning: null });
    expect(set.vocabulary.facts['child-died']).toEqual({ id: 'child-died', title: 'Has a child died?', meaning: null, ask: 'Has a child died?', judgement: false, area: null, about: null, happened: null });
    expect(set.vocabulary.actors['integrated-care-board']).toMatchObject({ kind: null, near: [], partOf: 'safeguarding-partners', members: [], since: '2022-07-01' });
    expect(set.vocabulary.actors['clinical-commissioning-group']).toMatchObject({ near: ['integrated-care-board'] });
    expect(Object.values(set.vocabulary.events).filter(({ main }) => main).map(({ id }) => id)).toEqual(['incident-known']);
    expect(set.vocabulary.dimensions.map(({ stage, select }) => [stage, select])).toEqual([
      ['notification', { by: 'does', tasks: ['notify-panel'], show: 'limits' }],
      [null, { by: 'does', tasks: ['decide-notification', 'notify-panel'], show: 'actor' }],
      [null, { by: 'test', test: 'notify-panel' }],
      [null, { by: 'fact', fact: 'child-seriously-harmed' }],
      [null, { by: 'body', actor: 'ofsted' }],
      [null, { by: 'definition', fact: 'child-seriously-harmed' }],
      [null, { by: 'policy', show: 'source.dated' }],
    ]);
  });
});

describe('a limit says how much in one shape', () => {
  const after = { kind: 'span', way: 'after', approximate: false };
  const before = { ...after, way: 'before' };

  it.each([
    ['counted/within', { ...after, written: 'within', min: 0, max: 5 }],
    ['counted/between', { ...after, written: 'between', min: 7, max: 13 }],
    ['counted/exactly', { ...after, written: 'exactly', min: 5, max: 5 }],
    ['counted/at-least', { ...after, written: 'atLeast', min: 2, max: null }],
    ['counted/about', { ...after, written: 'about', min: null, max: 10, approximate: true }],
    ['counted/none-within', { ...after, written: 'within', min: 0, max: 0 }],
    ['numbered/day', { kind: 'numbered', first: 6, last: 6 }],
    ['numbered/window', { kind: 'numbered', first: 7, last: 8 }],
    ['numbered/by', { kind: 'numbered', first: null, last: 15 }],
    ['numbered/since', { kind: 'numbered', first: 3, last: null }],
    ['ordered/same-day', { ...after, written: 'sameDayAs', min: 0, max: 0 }],
    ['ordered/before', { ...before, written: 'before', min: 0, max: null }],
    ['ordered/after', { ...after, written: 'after', min: 0, max: null }],
    ['ordered/back-within', { ...before, written: 'within', min: 0, max: 5 }],
    ['ordered/back-at-least', { ...before, written: 'atLeast', min: 2, max: null }],
    ['ordered/promptly', { kind: 'unquantified', way: null }],
    ['ordered/promptly-from', { kind: 'unquantified', way: 'after' }],
    ['ordered/promptly-before', { kind: 'unquantified', way: 'before' }],
    ['ordered/promptly-by-clock', { kind: 'unquantified', way: 'after' }],
  ])('%s', (address, amount) => {
    expect(limit(address).amount).toEqual(amount);
  });

  it('an order alone counts calendar days from what it names', () => {
    expect(limit('ordered/before')).toMatchObject({ from: { event: 'notification-sent' }, unit: 'calendar-day' });
    expect(limit('ordered/after')).toMatchObject({ from: { last: [{ step: 'counted' }, { step: 'numbered' }] }, unit: 'calendar-day' });
    expect(limit('ordered/before-by-clock')).toMatchObject({ from: { event: 'notification-sent' }, unit: 'calendar-day', clock: 'by-day' });
    expect(limit('ordered/promptly-before')).toMatchObject({ from: { first: [{ event: 'notification-sent' }, { step: 'counted' }] }, unit: null });
  });

  it('a limit has its clock\'s counting, under its own', () => {
    expect(limit('numbered/day')).toMatchObject({ clock: 'by-day', ownKeys: [], from: { event: 'referral-received' }, unit: 'working-day', dayOne: 'trigger-day', nonWorkingStart: null });
    expect(limit('numbered/own-keys')).toMatchObject({
      clock: 'by-start', ownKeys: ['unit', 'dayOne', 'nonWorkingStart'],
      from: { event: 'notification-sent' }, unit: 'calendar-day', dayOne: 'day-after', nonWorkingStart: 'deemed-next',
    });
  });
});

describe('a reading holds what it changes and nothing else', () => {
  it('a unit', () => {
    expect(changesOf('read/unit', 'calendar')).toEqual({ unit: 'calendar-day' });
  });

  it('an amount, which takes the place of the limit\'s own', () => {
    expect(changesOf('read/amount', 'window')).toEqual({ amount: { kind: 'span', written: 'between', way: 'after', min: 2, max: 4, approximate: false } });
    expect(changesOf('read/amount', 'none')).toMatchObject({ amount: { kind: 'none' } });
  });

  it('a start, which takes the place of the limit\'s own', () => {
    expect(changesOf('read/amount', 'order')).toEqual({
      amount: { kind: 'span', written: 'within', way: 'before', min: 0, max: 5, approximate: false },
      from: { step: 'numbered' },
    });
  });

  it('the same day, in calendar days whatever the limit\'s unit is', () => {
    expect(changesOf('read/amount', 'same-day')).toMatchObject({ amount: { written: 'sameDayAs' }, from: { step: 'numbered' }, unit: 'calendar-day' });
  });

  it('a clock, whose counting stays with the clock', () => {
    expect(changesOf('read/clock', 'by-start')).toEqual({ clock: 'by-start' });
  });

  it('of a step, with its limits, outcomes and people lifted', () => {
    const { doubt } = step('decide', 'everything');
    expect(doubt).toMatchObject({ kind: 'conflicting', address: 'decide' });
    expect(doubt!.readings[1]).toEqual({
      id: 'authority', because: 'Another', cite: [{ at: '2', of: null, unverified: null }], refutedBy: null,
      changes: { actor: { way: 'together', actors: ['local-authority'] }, modality: 'should' },
    });
  });

  it('of a clock, with why it is refuted', () => {
    expect(policy('everything').clocks[0]!.doubt!.readings[1]).toMatchObject({ refutedBy: 'The example beside it', changes: { nonWorkingStart: 'deemed-next' } });
  });
});

describe('a limit\'s address', () => {
  it('is its id, or "limit" for the one in doubt, or its place among those without an id', () => {
    expect(step('nameless', 'limits').limits.map(({ address }) => address)).toEqual(['nameless/limit-1', 'nameless/limit', 'nameless/limit-3']);
    expect(step('decide', 'everything').limits.map(({ address }) => address)).toEqual(['decide/limit']);
  });
});

it('a policy set is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(set))).toEqual(set);
});
