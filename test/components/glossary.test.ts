import { describe, expect, it } from 'vitest';
import { abbreviations, glossary } from '../../src/components/glossary.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const set = loadPolicySet('policies').set!;
const parts = glossary(set);
const term = (id: string) => parts.flatMap(({ terms }) => terms).find((one) => one.id === id)!;

describe('the glossary', () => {
  it('has every word of the vocabulary once, each at an address of its own', () => {
    const { tasks, tests, actors, events, facts, documents, outcomes, guidance } = set.vocabulary;
    const all = [tasks, tests, actors, events, facts, documents, outcomes, guidance].flatMap((section) => Object.keys(section));
    const anchors = parts.flatMap(({ terms }) => terms.map(({ anchor }) => anchor));
    expect(parts.flatMap(({ terms }) => terms.map(({ id }) => id)).sort()).toEqual(all.sort());
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it('says what succeeded what, in both directions', () => {
    expect(term('clinical-commissioning-group').after).toEqual({ title: 'Integrated care board (ICB)', anchor: 'actors-integrated-care-board', since: '2022-07-01' });
    expect(term('integrated-care-board').before.map(({ title }) => title)).toEqual(['Clinical commissioning group (CCG)']);
    expect(term('police')).toMatchObject({ before: [], after: null });
  });

  it('keeps each document’s own word with the document', () => {
    expect(term('safeguarding-partners').called.map(({ policy, words }) => [policy.id, words.called])).toContainEqual(['wst', ['Key Partners']]);
    expect(term('case-review-group').called.map(({ policy }) => policy.id)).toContain('herefordshire');
  });
});

describe('the abbreviations', () => {
  const rows = abbreviations(set);
  const of = (name: string) => rows.filter((row) => row.names.includes(name)).map(({ policy, means }) => [policy.id, means]);

  it('stand as each document uses them', () => {
    expect(of('CCG')).toEqual([['pan-bedfordshire', 'Clinical commissioning group (CCG)'], ['west-midlands', 'Clinical commissioning group (CCG)']]);
    expect(of('WMP')).toEqual([['wst', 'Police']]);
    expect(rows.find(({ names }) => names.includes('WMP'))!.note).toMatch(/^Filed under the police/);
  });

  it('say which letters their document nowhere spells out', () => {
    const notSpeltOut = (name: string, policy: string) => rows.find((row) => row.names.includes(name) && row.policy.id === policy)!.notSpeltOut;
    expect(notSpeltOut('CCG', 'pan-bedfordshire')).toEqual(['CCG']);
    // "Rapid Review (RR)" stands in the title of Herefordshire's guide, and KSCP's guidance has the long form of LSCP alone.
    expect(notSpeltOut('RR team', 'herefordshire')).toEqual([]);
    expect(notSpeltOut('LSCP', 'kscp')).toEqual(['KSCP']);
    expect(notSpeltOut('WMP', 'wst')).toEqual(['WMP']);
    expect(of('NFA')).toEqual([['pan-bedfordshire', 'No further action']]);
  });

  it('are letters, and no words in capitals or letters that everybody knows', () => {
    expect(rows.flatMap(({ names }) => names).filter((name) => /NON-|NHS/.test(name))).toEqual([]);
  });

  it('stay within the words that the document writes them in, and leave out words without any', () => {
    expect(of('JCR Chair')).toEqual([['herefordshire', 'Chair of the case review group']]);
    expect(of('JCR')).toEqual([]);
    expect(of('Key Partners')).toEqual([]);
  });
});
