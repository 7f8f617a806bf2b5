import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { formatDate } from '../../src/calendar/iso-date.ts';
import { checkInput } from '../../src/engine/input.ts';
import { formatFault } from '../../src/policy/fault.ts';
import type { PolicySet } from '../../src/policy/model.ts';
import { readStagedCases } from '../../src/training/case-files.ts';
import { knownAt, stageQuestions, standingAt } from '../../src/training/staged-case.ts';
import { policyCalled, set } from './papers.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = 'content/cases';
const cases = readdirSync(folder).filter((name) => name.endsWith('.yaml')).flatMap((name) => readStagedCases(name, readFileSync(join(folder, name), 'utf8')).cases);

describe('the cases in stages', () => {
  it('are at least six, one for each of the first documents, and each of a document that there is', () => {
    expect(cases.length).toBeGreaterThanOrEqual(6);
    const theirs = [...new Set(cases.map(({ policy }) => policy))];
    expect(theirs).toEqual(expect.arrayContaining(['herefordshire', 'kscp', 'national', 'pan-bedfordshire', 'west-midlands', 'wst']));
    expect(theirs.filter((id) => !set.policies.some((policy) => policy.id === id))).toEqual([]);
  });
});

describe.each(cases)('$title', (staged) => {
  const stages = staged.stages.map((_, place) => place);

  it('ends with what the worked case rests on', () => {
    const { on, facts, decided } = knownAt(staged, staged.stages.length - 1);
    expect({ on, facts, decided }).toEqual({ on: staged.on, facts: staged.facts, decided: staged.decided });
  });

  it('gives only what its policy or the vocabulary has', () => {
    for (const stage of stages) {
      const { on, facts, decided } = knownAt(staged, stage);
      expect(checkInput(policyCalled(staged.policy), set.vocabulary, { on, facts, decided })).toEqual([]);
    }
  });

  it('asks something at each stage, and every ask has a right and a wrong answer', () => {
    for (const stage of stages) {
      const questions = stageQuestions(set, staged, stage);
      expect(questions.length).toBeGreaterThan(0);
      expect(questions).toHaveLength(staged.stages[stage]!.asks.length);
      for (const { options } of questions) {
        expect(options.some(({ correct }) => correct)).toBe(true);
        expect(options.filter(({ correct }) => !correct).length).toBeGreaterThanOrEqual(1);
      }
    }
  });

  it('takes for right what the timetable of the same dates gives', async () => {
    for (const stage of stages) {
      const asked = staged.stages[stage]!.asks;
      const questions = stageQuestions(set, staged, stage);
      for (const [place, ask] of asked.entries()) {
        const right = questions[place]!.options.filter(({ correct }) => correct).map(({ text }) => text);
        const standing = await standingAt(set, staged, stage, ask.of);
        if (ask.what === 'test') {
          const words = { met: 'Met', 'not-met': 'Not met', undetermined: 'Cannot be said yet' };
          expect(right).toEqual([words[standing.judgement.criteria.find(({ id }) => id === ask.id)!.verdict]]);
        }
        if (ask.what === 'last') {
          const { safe, outer } = standing.timetable.steps.find(({ id }) => id === ask.id)!;
          // No day may suit every reading; then there must be several answers.
          if (safe === null) expect(right.length).toBeGreaterThan(1);
          else expect(right).toContain(formatDate(safe.latest!));
          if (right.length > 1) expect(right).toContain(formatDate(outer!.latest!));
        }
        if (ask.what === 'first') expect(right).toContain(formatDate(standing.timetable.steps.find(({ id }) => id === ask.id)!.safe!.earliest!));
      }
    }
  });

  it('tells of people by their age and their work, and of nothing that has not happened yet', () => {
    const told = staged.stages.flatMap(({ happens, then }) => [...happens, ...then]);
    for (const text of told) expect(text).not.toMatch(/\b(?:Mr|Mrs|Ms|Dr) [A-Z]/);
    for (const stage of stages) {
      const days = Object.values(staged.stages[stage]!.on);
      const before = stage === 0 ? [] : Object.values(knownAt(staged, stage - 1).on);
      const latest = before.sort().at(-1) ?? '';
      // A meeting can be set ahead; what is told after it was set still comes after the stage began.
      if (days.length > 0 && !before.some((day) => day > days.sort()[0]!)) expect(days.sort()[0]! >= latest).toBe(true);
    }
  });
});

describe('a file of cases', () => {
  const written = (stage: string, more = '') => `- id: a\n  title: A\n  policy: wst\n  teaches: T\n  minutes: 5\n${more}  stages:\n    - ${stage}\n`;

  const faultsIn = (content: string) => readStagedCases('cases.yaml', content).faults.map(formatFault);

  it.each([
    ['happens: Something\n      asks: [{ date: send-scoping }]', `8:16: "date" is not a field of an ask; use one of test, last, first or stem, with "of" where it is another policy's`],
    ['happens: Something\n      asks: [{ of: kscp }]', '8:14: an ask is of one thing; give it one of test, last, first or stem'],
    ['happens: Something\n      asks: [{ test: a, last: b }]', '8:14: an ask is of one thing; give it one of test, last, first or stem'],
    ['happens: Something\n      asks: none', '8:13: this should be a list of asks; write [ { test: CRITERION }, … ]'],
    ['happens: Something\n      tells: more', '8:7: "tells" is not a field of a stage; use happens, on, facts, decided, asks, then'],
    ['asks: []', '7:7: "happens" is missing here; add it'],
    ['happens: " "', '7:16: a text should stand here; write one'],
    ['happens: Something\n      on: { referral-received: 2026-02-30 }', '8:32: this is not a date that exists; write it as YYYY-MM-DD'],
    ['happens: Something\n      facts: { child-died: "perhaps" }', '8:28: this is not an answer; write "yes", "no" or "unknown", in quotes'],
    ['happens: Something\n      decided: { decide: 5 }', '8:26: a text should stand here; write one'],
    ['happens: Something\n      on: 2026-02-03', '8:11: this should be ids, each with its value; write { ID: VALUE }'],
    ['only words', '7:7: this is not a stage; give it the fields happens, on, facts, decided, asks, then'],
  ])('says where %j is wrong, and how to mend it', (stage, fault) => {
    expect(faultsIn(written(stage))).toEqual([`cases.yaml:${fault}`]);
  });

  it('says everything that is wrong at once, and leaves the cases without stages to the worked cases', () => {
    expect(faultsIn('- id: a\n- id: b\n  title:\n  minutes: 1.5\n  stages: []\n')).toEqual([
      'cases.yaml:3:3: a text should stand here; write one',
      'cases.yaml:2:3: "policy" is missing here; add it',
      'cases.yaml:2:3: "teaches" is missing here; add it',
      'cases.yaml:4:12: the minutes are a whole number, 1 or more; write it in digits',
      'cases.yaml:5:11: the stages are a list; begin each stage with a hyphen on a line of its own',
    ]);
    expect(faultsIn('id: a\n')).toEqual(['cases.yaml:1:1: this is not a list of cases; begin each case with a hyphen']);
    expect(faultsIn('- id: [a\n')).toHaveLength(1);
  });

  it('leaves out a question to which other documents leave no wrong answer', () => {
    const { cases: [staged] } = readStagedCases('cases.yaml', written('happens: Something\n      asks: [{ stem: how-long/notify-panel/none, of: kscp }, { test: statutory-notification, of: national }]'));
    const alone: PolicySet = { ...set, policies: set.policies.map((policy) => (policy.id === 'kscp' ? policy : { ...policy, steps: policy.steps.map((step) => ({ ...step, limits: [], doubt: null })) })) };
    expect(stageQuestions(set, staged!, 0).map(({ kind }) => kind)).toEqual(['how-long', 'verdict']);
    expect(stageQuestions(alone, staged!, 0).map(({ kind }) => kind)).toEqual(['verdict']);
  });

  it('refuses an ask that the rules do not know', () => {
    const { cases: [staged] } = readStagedCases('cases.yaml', written('happens: Something\n      asks: [{ last: nowhere }]'));
    expect(() => stageQuestions(set, staged!, 0)).toThrow(/a, stage 1: the rules have no "last: nowhere"/);
  });
});

it('a test is asked on the first day of the case, on which it may not have been in force', async () => {
  const facts = { 'young-person-died': 'yes', 'care-leaver': 'yes', 'aged-24-or-under': 'yes' } as const;
  const verdictOn = async (day: string) => {
    const known = { on: { 'care-leaver-death-known': day }, facts, decided: {} };
    const { judgement } = await standingAt(set, { ...known, id: 'x', title: 'X', policy: 'national', readings: {}, teaches: '', minutes: 1, stages: [{ ...known, happens: [], asks: [], then: [] }] }, 0);
    return judgement.criteria.find(({ id }) => id === 'care-leaver-death')!.verdict;
  };
  expect(await verdictOn('2023-12-14')).toBe('undetermined');
  expect(await verdictOn('2023-12-15')).toBe('met');
});
