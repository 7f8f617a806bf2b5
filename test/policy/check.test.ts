import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as doubts from '../../src/policy/check-doubts.ts';
import * as limits from '../../src/policy/check-limits.ts';
import * as names from '../../src/policy/check-names.ts';
import * as path from '../../src/policy/check-path.ts';
import * as references from '../../src/policy/check-references.ts';
import * as source from '../../src/policy/check-source.ts';
import * as starts from '../../src/policy/check-starts.ts';
import * as vocabulary from '../../src/policy/check-vocabulary.ts';
import type { CheckedPolicy, CheckedSet, PolicyCheck, SetCheck, VocabularyCheck } from '../../src/policy/checked.ts';
import type { Fault } from '../../src/policy/fault.ts';
import { readSet } from '../../src/policy/load.ts';

const room = join(import.meta.dirname, '../../src/policy');
const fixtures = join(import.meta.dirname, 'fixtures');
const textOf = (file: string, content = readFileSync(file, 'utf8')) => ({ file, content });
const words = textOf(join(fixtures, 'vocabulary.yaml'));

const read = (file: string, content?: string): CheckedSet | null => readSet([textOf(file, content)], words).checked;
const filesIn = (directory: string) =>
  readdirSync(join(fixtures, directory)).filter((name) => name.endsWith('.yaml')).map((name) => join(fixtures, directory, name));
const setOf = (checks: object) => Object.entries(checks).filter(([name]) => name.startsWith('assert'));

const faulty: CheckedSet[] = [
  ...filesIn('invalid').map((file) => read(file)),
  read('not an id.yaml', readFileSync(join(fixtures, 'valid/bare.yaml'), 'utf8')),
].filter((set) => set !== null && set.policies.length > 0) as CheckedSet[];
const faultyVocabularies = filesIn('invalid-vocabulary').flatMap((file) => readSet([], textOf(file)).checked?.vocabulary ?? []);
const sound = filesIn('valid').map((file) => read(file)!);

type Run = (set: CheckedSet) => Fault[];
const ofPolicies = (check: PolicyCheck): Run => ({ policies, vocabulary: { vocabulary: known } }) => policies.flatMap((one: CheckedPolicy) => check(one, known));
const policyChecks: [string, Run][] = [doubts, limits, path, references, source, starts].flatMap(setOf)
  .filter(([name]) => name !== 'assertSupersededPoliciesExist')
  .map(([name, check]) => [name, ofPolicies(check as PolicyCheck)]);
const nameChecks: [string, Run][] = setOf(names).map(([name, check]) =>
  [name, name === 'assertFileNamesAreIds' ? (check as SetCheck) : ofPolicies(check as PolicyCheck)]);
const runs: [string, Run][] = [...policyChecks, ...nameChecks, ['assertSupersededPoliciesExist', references.assertSupersededPoliciesExist]];

describe('each check', () => {
  it.each(runs)('%s refuses a file that has the fault, and none that has not', (_name, run) => {
    expect(faulty.flatMap(run)).not.toEqual([]);
    const unable = sound.flatMap(run).filter(({ what }) => !what.includes('not another policy of this set'));
    expect(unable).toEqual([]);
  });

  it.each(setOf(vocabulary))('%s refuses a vocabulary that has the fault, and none that has not', (_name, check) => {
    expect(faultyVocabularies.flatMap(check as VocabularyCheck)).not.toEqual([]);
    expect((check as VocabularyCheck)(sound[0]!.vocabulary)).toEqual([]);
  });

  it('is part of the check of the whole set', () => {
    const whole = readFileSync(join(room, 'check.ts'), 'utf8');
    const lists = whole.slice(whole.indexOf('const vocabularyChecks'));
    for (const [name] of [...runs, ...setOf(vocabulary)]) expect(lists).toContain(name);
  });
});

describe('a ring of starts', () => {
  const twoSteps = (clock: string) => `title: P\nkind: local-procedure\nsource: { title: P, extent: whole }\n${clock}steps:
  - { id: a, does: hold-meeting, title: A, limits: { within: 1, clock: c }, next: b }
  - { id: b, does: hold-meeting, title: B, limits: { within: 1, clock: c } }\n`;
  const faultsOf = (content: string) => ofPolicies(starts.assertNoCircularStarts)(read('p.yaml', content)!);

  it('is none where each half of it needs another reading of one clock', () => {
    const clock = 'clocks: [{ id: c, unit: hour, doubt: ambiguous, readings: [{ id: x, because: X, from: a }, { id: y, because: Y, from: b }] }]\n';
    expect(faultsOf(twoSteps(clock))).toEqual([]);
  });

  it('is one where a single reading holds both halves', () => {
    const clock = 'clocks: [{ id: c, unit: hour, doubt: ambiguous, readings: [{ id: x, because: X, from: { last: [a, b] } }, { id: y, because: Y, from: incident-known }] }]\n';
    expect(faultsOf(twoSteps(clock)).map(({ what }) => what)).toEqual(['these starts go round in a ring: a from b from a']);
  });

  it('is none where a step is its own clock\'s start', () => {
    expect(faultsOf(twoSteps('clocks: [{ id: c, unit: hour, from: a }]\n'))).toEqual([]);
  });
});

describe('the path', () => {
  const faultsOf = (steps: string) =>
    [path.assertEveryStepIsReached, path.assertForwardPathHasNoLoop, path.assertBackToGoesBack].flatMap((check) =>
      ofPolicies(check)(read('p.yaml', `title: P\nkind: local-procedure\nsource: { title: P, extent: whole }\nsteps:\n${steps}`)!)).map(({ what }) => what);
  const step = (id: string, rest: string) => `  - { id: ${id}, does: hold-meeting, title: T, ${rest} }\n`;

  it('may be reached under one reading only', () => {
    const readings = 'doubt: ambiguous, readings: [{ id: x, because: X, next: b }, { id: y, because: Y, next: end }]';
    expect(faultsOf(step('a', readings) + step('b', 'next: end'))).toEqual([]);
  });

  it('may not go round under any reading, even where the readings of two steps make the round', () => {
    const to = (id: string) => `doubt: ambiguous, readings: [{ id: x, because: X, next: ${id} }, { id: y, because: Y, next: end }]`;
    expect(faultsOf(step('a', to('b')) + step('b', to('a')))).toEqual(['the path goes round: a, then b, then a']);
  });

  it('may go back to the step itself', () => {
    expect(faultsOf(step('a', 'outcomes: [{ outcome: met, next: end }, { outcome: not-met, backTo: a }]'))).toEqual([]);
  });

  it('leaves a step aside that stands after one which says what follows it', () => {
    expect(faultsOf(step('a', 'next: end') + step('b', 'next: end'))).toEqual(['no step leads to "b"']);
    expect(faultsOf(step('a', 'note: silent') + step('b', 'next: end'))).toEqual([]);
  });
});
