import { describe, expect, it } from 'vitest';
import { cellOf, compareRows, type Cell } from '../../src/compare/cells.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Dimension, Policy, PolicySet, Selector } from '../../src/policy/model.ts';
import { oneStep, setOf } from '../findings/small-sets.ts';

const row = (select: Selector): Dimension => ({ id: 'row', title: 'Row', meaning: null, stage: null, select });

/** The cell of a document of one step, written as flow YAML. */
function cellOfStep(select: Selector, step: string): Cell {
  const { policies, vocabulary } = setOf({ p: { body: oneStep(step) } });
  return cellOf(row(select), { policy: policies[0]!, vocabulary });
}

describe('a body that is told', () => {
  const told = (step: string) => cellOfStep({ by: 'body', actor: 'police' }, `does: report, ${step}`).text;

  it('is told if the condition holds', () => {
    expect(told('tells: [{ who: police, when: died }]')).toBe('One, if someone died');
  });

  it('is told if any of several conditions holds', () => {
    expect(told('tells: [{ who: police, when: died }, { who: police, when: harmed }]')).toBe('One, if someone died, or if someone was harmed');
  });

  it('is told whatever holds where one telling has no condition, or where it acts itself', () => {
    expect(told('tells: [{ who: police, when: died }, police]')).toBe('One');
    expect(told('with: police, tells: [{ who: police, when: died }]')).toBe('One');
    expect(told('test: judgement, outcomes: [{ outcome: review, tells: [{ who: police, when: died }], next: end }, { outcome: no-review, tells: police, next: end }]')).toBe('One');
  });

  it('is in doubt where a condition stands under one reading alone, and then with no condition', () => {
    const cell = cellOfStep({ by: 'body', actor: 'police' }, `does: report, doubt: ambiguous, readings: [
      { id: always, tells: police, because: it may }, { id: sometimes, tells: [{ who: police, when: died }], because: it may not }]`);
    expect(cell).toMatchObject({ text: 'One', inDoubt: true });
  });
});

describe('the order in which a document is written', () => {
  it('makes no difference to who is told, and if what', () => {
    const tells: Selector = { by: 'does', tasks: ['report'], show: 'tells' };
    const [one, other] = ['all', 'any'].map((way) => `{ who: police, when: { ${way}: [died, harmed] } }`) as [string, string];
    expect(cellOfStep(tells, `does: report, tells: [${one}, ${other}]`).key).toBe(cellOfStep(tells, `does: report, tells: [${other}, ${one}]`).key);
  });

  it('makes no difference to whether two documents are the same, in any row of the published ones', () => {
    const { set } = loadPolicySet('policies');
    const turned: PolicySet = { ...set!, policies: set!.policies.map((policy) => ({ ...(reversed(policy) as Policy), id: `${policy.id}-turned` })) };
    const both = { ...set!, policies: [...set!.policies, ...turned.policies] };
    for (const { id } of set!.policies) {
      for (const { dimension, cells: [written, otherwise] } of compareRows(both, [id, `${id}-turned`])) {
        expect([otherwise!.key, otherwise!.status, otherwise!.inDoubt], `${dimension} of ${id}`).toEqual([written!.key, written!.status, written!.inDoubt]);
      }
    }
  });
});

/** Lists in which the first stands for the whole: the task that gives the stage, the word that is shown, the event that names a start. */
const ORDERED = ['does', 'called', 'marks'];

/** Everything that is written in a list, the other way round. */
function reversed(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return (ORDERED.includes(key) ? value : value.toReversed()).map((one) => reversed(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reversed(one, name)]));
}
