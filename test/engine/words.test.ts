import { describe, expect, it } from 'vitest';
import { timetable } from '../../src/engine/schedule.ts';
import { eachText, openConditionText } from '../../src/engine/words.ts';
import { setOf } from './sets.ts';

describe('a condition that is still open', () => {
  const onlyIf = (first: string, second: string): string => {
    const set = setOf(`criteria:
  - { id: t, title: T, cite: "1", doubt: ambiguous, readings: [{ id: one, when: ${first}, because: So it says. }, { id: other, when: ${second}, because: Or so }] }
steps:
  - { id: s, does: work, title: S, cite: "1", trigger: start, when: t }
`);
    return openConditionText(timetable(set, 'p', { on: {} }).steps[0]!.onlyIf!, { policy: set.policies[0]!, vocabulary: set.vocabulary });
  };

  it('tells what each reading asks, after its reason, and no more of what both ask', () => {
    expect(onlyIf('b', 'c')).toBe('by one reading (So it says), B?, or by another reading (Or so), C?');
    expect(onlyIf('{ all: [a, b] }', '{ all: [a, c] }')).toBe('A? and, by one reading (So it says), B?, or by another reading (Or so), C?');
    expect(onlyIf('b', '{ all: [a, c] }')).toBe('by one reading (So it says), B?, or by another reading (Or so), A? and C?');
  });

  it('is a plain condition where one reading asks no more than the other', () => {
    // With a and b it holds either way; with a alone only by the first.
    expect(onlyIf('a', '{ all: [a, b] }')).toBe('A? and (it is read so: So it says or B?)');
  });
});

it.each([
  ['Return', 'once for each return'], ['Each agency’s form', 'once for each agency’s form'], ['Every meeting', 'once for every meeting'],
  ['At every stage of the 15 days', 'at every stage of the 15 days'],
])('a step done for "%s" is done %s', (each, text) => {
  expect(eachText(each)).toBe(text);
});
