/** Two tests whose cases depend on how one of them is read. */
import { expect, it } from 'vitest';
import { casesByReading, compareTests } from '../../src/compare/comparison.ts';
import { drawCounts } from '../../src/components/compare/counts.ts';
import { namesOf } from '../../src/components/compare/names.ts';
import { markup } from '../../src/components/draw/node.ts';
import { oneStep, setOf } from '../findings/small-sets.ts';

const documentWith = (test: string) => ({ body: `criteria:\n  - { id: test, title: The test, for: review, cite: "1", ${test} }\n${oneStep('does: decide-review, when: test, next: end')}` });
const inDoubt = (other: string) => `doubt: ambiguous, readings: [{ id: harm, when: { all: [died, harmed] }, because: Harm is meant. }, { id: other, when: ${other}, because: Care is meant. }]`;
const set = setOf({
  clear: documentWith('when: { all: [died, harmed] }'),
  doubtful: documentWith(inDoubt('{ all: [died, cared-for] }')),
  partly: documentWith(inDoubt('{ all: [died, harmed, cared-for] }')),
});
const compared = (a: string, b: string) => compareTests(set, a, b)[0]!;

it('are named with the reading that they need, on the side that includes them', () => {
  const test = compared('doubtful', 'clear');
  expect(test).toMatchObject({ equal: false, onlyA: [], onlyB: [] });
  expect(casesByReading(set, test, 'a').map(({ facts, because }) => [facts, because])).toEqual([[{ died: 'yes', 'cared-for': 'yes', harmed: 'no' }, [['Care is meant.']]]]);
  expect(casesByReading(set, test, 'b').map(({ facts, because }) => [facts, because])).toEqual([[{ died: 'yes', harmed: 'yes', 'cared-for': 'no' }, [['Care is meant.']]]]);
});

it('are none on a side that never includes more, and none where nothing is in doubt', () => {
  expect(casesByReading(set, compared('partly', 'clear'), 'a')).toEqual([]);
  expect(casesByReading(set, compared('partly', 'clear'), 'b')).toHaveLength(1);
  expect(casesByReading(set, compared('clear', 'clear'), 'a')).toEqual([]);
});

it('are drawn in the table of cases, which says "no case" only where there is none under any reading', () => {
  const drawn = drawCounts([compared('partly', 'clear')], namesOf(set, '/procedures/')).map((one) => markup(one)).join('').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(drawn).toMatch(/No case\. .*No case under every reading\. Depends on the reading .*, if it is read so: Care is meant\./);
});
