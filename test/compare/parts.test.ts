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

describe('the order in which a document is written', () => {
  it('makes no difference to who is told, and if what', () => {
    const tells = { by: 'does', tasks: ['report'], show: 'tells' } as const;
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
