/** Every worked case of content/cases: its dates and verdicts were worked out by hand, and the engine must agree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../src/engine/criteria.ts';
import { checkInput } from '../src/engine/input.ts';
import { timetable } from '../src/engine/schedule.ts';
import type { Answer, TimetableStep } from '../src/engine/types.ts';
import { loadPolicySet } from '../src/policy/load.ts';

interface ExpectedStep { safe?: string; earliest?: string; outer?: string; workTo?: string; state?: string; because: string }
interface WorkedCase {
  id: string;
  title: string;
  policy: string;
  on: Record<string, string>;
  facts?: Record<string, Answer>;
  decided?: Record<string, string>;
  readings?: Record<string, string>;
  asAt?: string;
  expect: { steps?: Record<string, ExpectedStep>; criteria?: Record<string, { verdict: string; missing?: string[] }> };
  why: string;
}

const folder = 'content/cases';
const cases = readdirSync(folder).filter((name) => name.endsWith('.yaml')).flatMap((name) => parse(readFileSync(join(folder, name), 'utf8')) as WorkedCase[]);
const set = loadPolicySet('policies').set!;

const SHOWN: Record<string, (step: TimetableStep) => string | null | undefined> = {
  safe: ({ safe }) => safe?.latest,
  earliest: ({ safe }) => safe?.earliest,
  outer: ({ outer }) => outer?.latest,
  workTo: ({ workTo }) => workTo,
  state: ({ state }) => state,
};

describe.each(cases)('$id', ({ policy: policyId, on, facts = {}, decided = {}, readings = {}, asAt, expect: expected }) => {
  const policy = set.policies.find(({ id }) => id === policyId)!;
  const input = { on, facts, decided, readings, asAt: asAt ?? null };

  it('names only what its policy and the vocabulary have', () => {
    expect(checkInput(policy, set.vocabulary, input)).toEqual([]);
  });

  const steps = Object.entries(expected.steps ?? {});
  if (steps.length > 0) {
    it('has the dates worked out by hand', () => {
      const worked = new Map(timetable(set, policyId, input).steps.map((step) => [step.id, step]));
      const found = Object.fromEntries(steps.map(([id, { because: _, ...wanted }]) => {
        const step = worked.get(id);
        return [id, step && Object.fromEntries(Object.keys(wanted).map((key) => [key, SHOWN[key]!(step)]))];
      }));
      expect(found).toEqual(Object.fromEntries(steps.map(([id, { because: _, ...wanted }]) => [id, wanted])));
    });
  }

  const criteria = Object.entries(expected.criteria ?? {});
  if (criteria.length > 0) {
    it('has the verdicts worked out by hand', async () => {
      const judged = new Map((await judge(set, policyId, { facts, readings, decided })).criteria.map((verdict) => [verdict.id, verdict]));
      for (const [id, { verdict, missing }] of criteria) {
        expect({ id, verdict: judged.get(id)?.verdict }).toEqual({ id, verdict });
        if (missing) expect([...judged.get(id)!.missing].sort()).toEqual([...missing].sort());
      }
    });
  }
});

describe('the worked cases', () => {
  it('are at least eight for each of the first documents, and three for each that joined them', () => {
    const first = ['herefordshire', 'kscp', 'national', 'pan-bedfordshire', 'west-midlands', 'wst'];
    for (const { id } of set.policies) expect(cases.filter(({ policy }) => policy === id).length, id).toBeGreaterThanOrEqual(first.includes(id) ? 8 : 3);
  });

  it('have ids of their own, and each names the place of every date', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    for (const { id, expect: { steps = {} } } of cases) for (const { because } of Object.values(steps)) expect(because, id).toMatch(/\S/);
  });
});
