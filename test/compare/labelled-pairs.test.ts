import { describe, expect, it } from 'vitest';
import { compareRows } from '../../src/compare/cells.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import { labelledPairs } from './labelled-pairs.ts';

const { set } = loadPolicySet('policies');

describe('pairs of cells that a person labelled from the documents', () => {
  it.each(labelledPairs)('$dimension of $pair.0 and $pair.1: $label ($because)', ({ dimension, pair, label }) => {
    const row = compareRows(set!, pair).find((one) => one.dimension === dimension);
    const [one, other] = row!.cells;
    expect(row!.same === null ? 'unseen' : row!.same ? 'same' : 'different', `“${one!.text || one!.status}” and “${other!.text || other!.status}”`).toBe(label);
  });
});
