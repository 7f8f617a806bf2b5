import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTree } from '../../src/engine/criteria.ts';
import { includedCases, readTest, testDifference, testForms, type Case, type NamedTest } from '../../src/engine/test-difference.ts';
import { caseText } from '../../src/engine/words.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Criterion, Tree } from '../../src/policy/model.ts';
import { setOf } from './sets.ts';

const { set } = loadPolicySet('policies');
const test = (policyId: string, criterionId: string): NamedTest => {
  const policy = set!.policies.find(({ id }) => id === policyId)!;
  return { policy, criterion: policy.criteria.find(({ id }) => id === criterionId)! };
};
const DIED = { 'child-died': 'yes', 'abuse-or-neglect-known-or-suspected': 'no' } as const;

describe('what sets two tests apart', () => {
  it("tells KSCP's list from Pan Bedfordshire's test by a looked-after child and by a child in a regulated setting, with no abuse suspected", () => {
    const { equal, onlyA, onlyB } = testDifference(test('kscp', 'notifiable-incident'), test('pan-bedfordshire', 'serious-incident'));
    expect(equal).toBe(false);
    expect(onlyA).toHaveLength(2);
    expect(onlyA).toContainEqual({ ...DIED, 'looked-after-child': 'yes' });
    expect(onlyA).toContainEqual({ ...DIED, 'in-regulated-setting': 'yes' });
    expect(onlyB).toEqual([]);
  });

  it('gives the same cases the other way round', () => {
    const there = testDifference(test('kscp', 'notifiable-incident'), test('pan-bedfordshire', 'serious-incident'));
    const back = testDifference(test('pan-bedfordshire', 'serious-incident'), test('kscp', 'notifiable-incident'));
    expect(back.onlyB).toEqual(there.onlyA);
    expect(back.onlyA).toEqual(there.onlyB);
  });

  it('says that two tests are equal whatever their wording', () => {
    const { equal, onlyA, onlyB } = testDifference(test('kscp', 'panel-notification'), test('national', 'statutory-notification'));
    expect({ equal, onlyA, onlyB }).toEqual({ equal: true, onlyA: [], onlyB: [] });
    expect(testForms(test('kscp', 'panel-notification'))).toEqual(testForms(test('national', 'statutory-notification')));
  });

  it('finds every case that West Midlands takes in by leaving out abuse or neglect', () => {
    const { onlyA, onlyB } = testDifference(test('west-midlands', 'panel-notification'), test('national', 'statutory-notification'));
    expect(onlyB).toEqual([]);
    expect(onlyA).toHaveLength(4);
    for (const one of onlyA) expect(one['abuse-or-neglect-known-or-suspected']).toBe('no');
  });

  it('says nothing of a test that is named and not listed', () => {
    const { listed, equal, onlyA, onlyB } = testDifference(test('wst', 'notification-criteria'), test('national', 'statutory-notification'));
    expect({ listed, equal, onlyA, onlyB }).toEqual({ listed: { a: false, b: true }, equal: null, onlyA: [], onlyB: [] });
  });

  it('compares a test in doubt under each reading, and calls it equal only to one with the same readings', () => {
    const policy = setOf(`
criteria:
  - id: doubtful
    title: Doubtful
    for: test
    cite: "1"
    doubt: ambiguous
    readings:
      - { id: narrow, when: { all: [a, b] }, because: it may be both }
      - { id: wide, when: { any: [a, b] }, because: it may be either }
  - { id: plain, title: Plain, for: test, cite: "1", when: { all: [a, b, c] } }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, test: doubtful, outcomes: [{ outcome: met, next: end }, { outcome: not-met, next: end }] }
  - { id: t, does: work, title: T, cite: "1", trigger: start, when: plain }
`).policies[0]!;
    const [doubtful, plain] = policy.criteria.map((criterion) => ({ policy, criterion })) as [NamedTest, NamedTest];
    const { equal, onlyA, readings } = testDifference(doubtful, plain);
    expect(equal).toBe(false);
    expect(onlyA).toEqual([{ a: 'yes', b: 'yes', c: 'no' }]);
    expect(readings.map(({ underA }) => underA['doubtful'])).toEqual(['narrow', 'wide']);
    expect(readings[1]!.onlyA).toContainEqual({ a: 'yes', b: 'no' });
    expect(testDifference(doubtful, doubtful).equal).toBe(true);
  });

  it('agrees with the truth table of any two conditions, and leaves no answer of a case to spare', () => {
    const FACTS = ['a', 'b', 'c', 'd'];
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 },
        fc.constantFrom(...FACTS).map((fact) => ({ fact })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('tree').map((not) => ({ not }))),
    }));
    const policy = set!.policies[0]!;
    const named = (when: Tree): NamedTest => ({ policy, criterion: { ...policy.criteria[0]!, id: 'any', when, doubt: null } as Criterion });
    const everyCase = Array.from({ length: 16 }, (_, bits) => Object.fromEntries(FACTS.map((fact, place) => [fact, bits & (1 << place) ? 'yes' : 'no'] as const)));
    const holds = (when: Tree, one: Case) => foldTree(when, (leaf) => ('fact' in leaf ? (one[leaf.fact] ?? 'unknown') : 'unknown'));
    const includes = (cases: Case[], one: Case) => cases.some((part) => Object.entries(part).every(([fact, answer]) => one[fact] === answer));
    fc.assert(fc.property(tree, tree, (a, b) => {
      const { equal, onlyA, onlyB } = testDifference(named(a), named(b));
      for (const one of everyCase) {
        const [inA, inB] = [holds(a, one) === 'yes', holds(b, one) === 'yes'];
        expect(includes(onlyA, one)).toBe(inA && !inB);
        expect(includes(onlyB, one)).toBe(inB && !inA);
      }
      expect(equal).toBe(onlyA.length === 0 && onlyB.length === 0);
      for (const part of onlyA) {
        for (const fact of Object.keys(part)) {
          const { [fact]: _, ...rest } = part;
          expect(everyCase.filter((one) => includes([rest], one)).every((one) => includes(onlyA, one))).toBe(false);
        }
      }
    }), { numRuns: 300 });
  });
});

describe('a test by itself', () => {
  it('puts the condition of a test in the place of its name', () => {
    const [read] = readTest(test('kscp', 'serious-review'));
    expect(JSON.stringify(read!.tree)).not.toContain('criterion');
    expect(testForms(test('kscp', 'serious-review'))).toEqual(testForms(test('kscp', 'panel-notification')));
  });

  it('has no cases where it is not listed', () => {
    expect(includedCases(test('wst', 'review-criteria'))).toBeNull();
    expect(includedCases(test('west-midlands', 'looked-after-death'))).toEqual([{ 'child-died': 'yes', 'looked-after-child': 'yes' }]);
  });
});

describe('a case in words', () => {
  it('names its facts, those that hold first', () => {
    expect(caseText({ 'abuse-or-neglect-known-or-suspected': 'no', 'child-died': 'yes', 'looked-after-child': 'yes' }, set!.vocabulary))
      .toBe('The child died and the child was looked after; abuse or neglect is not known or suspected');
  });

  it.each([
    ['child-died', 'The child did not die'],
    ['harm-in-area', 'It did not happen in the area'],
    ['normally-resident-in-area', 'The child does not normally live in the area'],
    ['papers-ready-in-advance', 'Papers cannot be shared in advance'],
  ])('denies %s as a sentence', (fact, sentence) => {
    expect(caseText({ [fact]: 'no' }, set!.vocabulary)).toBe(sentence);
  });
});
