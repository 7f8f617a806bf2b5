/** What a finding says of a day is said of the day that is given, and never of the day on which the test runs. */
import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { oneStep, setOf } from './small-sets.ts';

const set = loadPolicySet('policies').set!;
const kindsOn = (policy: string, asAt: string) => findingsOf(set, policy, { asAt }).map(({ kind, rules }) => `${kind} ${rules[0] ?? ''}`.trim());

describe('as at a day', () => {
  it('a review in June 2023 is past from 1 July 2023', () => {
    expect(kindsOn('herefordshire', '2023-06-30')).not.toContain('review-date-passed');
    expect(kindsOn('herefordshire', '2023-07-01')).toContain('review-date-passed');
  });

  it('a review that is put off in words is never past, and stops nothing', () => {
    const source = (reviewBy: string) => `{ title: Paper, form: text, dated: 2020, extent: whole, reviewBy: ${reviewBy} }`;
    const kinds = (reviewBy: string) => findingsOf(setOf({ paper: { body: oneStep('does: report'), head: { source: source(reviewBy) } } }), 'paper', { asAt: '2026-06-01' }).map(({ kind }) => kind);
    expect(kinds('12 months after issue')).not.toContain('review-date-passed');
    expect(kinds('2025')).toContain('review-date-passed');
  });

  it('a body replaced in a month is replaced once the month is over, and the month is said', () => {
    const words = 'words:\n  - { id: health-trust, called: [the Trust] }\n';
    const set = setOf({ paper: { body: `${words}${oneStep('does: report')}` } });
    const since = (date: string) => ({ ...set, vocabulary: { ...set.vocabulary, actors: { ...set.vocabulary.actors, 'health-trust': { ...set.vocabulary.actors['health-trust']!, since: date } } } });
    const saidOn = (date: string, asAt: string) => findingsOf(since(date), 'paper', { asAt }).find(({ kind }) => kind === 'superseded-body')?.statement;
    expect(saidOn('2022-07', '2022-07-30')).toBeUndefined();
    expect(saidOn('2022-07', '2022-07-31')).toBe('“the Trust” was replaced by the health board in July 2022.');
    expect(saidOn('2022', '2026-06-01')).toBe('“the Trust” was replaced by the health board in 2022.');
  });

  it('the clinical commissioning group is replaced from 1 July 2022', () => {
    expect(kindsOn('west-midlands', '2022-06-30')).not.toContain('superseded-body clinical-commissioning-group');
    expect(kindsOn('west-midlands', '2022-07-01')).toContain('superseded-body clinical-commissioning-group');
  });

  it('Working Together 2018 is replaced from 15 December 2023, by the edition then in force', () => {
    expect(kindsOn('herefordshire', '2023-12-14')).not.toContain('superseded-guidance working-together-2018');
    const statementOn = (asAt: string) => findingsOf(set, 'herefordshire', { asAt }).find(({ kind }) => kind === 'superseded-guidance')?.statement ?? '';
    expect(statementOn('2023-12-15')).toContain('2023');
    expect(statementOn('2026-03-17')).not.toContain('Children 2026');
    expect(statementOn('2026-03-18')).toContain('Children 2026');
  });

  it('examples are of the year asked about, or of the nearest whose bank holidays are known', () => {
    const yearsIn = (asAt: string) => new Set(findingsOf(set, 'wst', { asAt }).flatMap(({ example }) => Object.values(example.case?.on ?? {})).map((date) => date.slice(0, 4)));
    expect([...yearsIn('2024-05-05')]).toEqual(['2024']);
    expect([...yearsIn('2035-05-05')]).toEqual(['2027']);
    expect([...yearsIn('2001-05-05')]).toEqual(['2012']);
  });

  it('the same day gives the same findings', () => {
    expect(findingsOf(set, 'kscp', { asAt: '2026-06-01' })).toEqual(findingsOf(set, 'kscp', { asAt: '2026-06-01' }));
  });
});

it('a policy that is not there is refused', () => {
  expect(() => findingsOf(set, 'nowhere', { asAt: '2026-06-01' })).toThrow(RangeError);
});

it('without a policy all documents are looked at, and not the baseline they are measured by', () => {
  const found = [...new Set(findingsOf(set, null, { asAt: '2026-06-01' }).map(({ policy }) => policy))];
  expect(found).toEqual(expect.arrayContaining(['herefordshire', 'kscp', 'pan-bedfordshire', 'west-midlands', 'wst']));
  expect(found).not.toContain('national');
});
