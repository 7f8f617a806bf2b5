/** Which tests of two documents are held against each other, as section 4 of docs/adding-a-partnership.md has it. */
import { expect, it } from 'vitest';
import { compareTests } from '../../src/compare/comparison.ts';
import { oneStep, setOf } from '../findings/small-sets.ts';

const test = (id: string, rest = '') => `  - { id: ${id}, title: The test, cite: "1"${rest === '' ? '' : `, ${rest}`} }\n`;
const documentWith = (...tests: string[]) => ({ body: `criteria:\n${tests.join('')}${oneStep('does: decide-review, when: first, next: end')}` });
const set = setOf({
  one: documentWith(test('first', 'when: died'), test('asked', 'for: review, when: harmed')),
  other: documentWith(test('first', 'when: { all: [died, cared-for] }'), test('asked', 'for: review, when: cared-for'), test('unlisted')),
});

it('are those of one question, whatever they ask about, and then those that ask about a common fact', () => {
  expect(compareTests(set, 'one', 'other').map(({ a, b, sameQuestion }) => [a, b, sameQuestion])).toEqual([
    ['one/asked', 'other/asked', true],
    ['one/first', 'other/first', false],
  ]);
});
