/** Letters that a document leaves unexplained are cited where they stand, and nowhere else. */
import { expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import { oneStep, setOf } from './small-sets.ts';

it('leaves out the places of letters that everybody knows, or that another name spells', () => {
  // "TCE" is spelt by its own words; "QQX" by nothing.
  const body = `words:
  - { id: council, called: [Town Council Executive, TCE], cite: "1" }
  - { id: police, called: QQX, cite: "2" }
  - { id: health-board, called: TCE Health Board, cite: "3" }
${oneStep('does: report, next: end')}`;
  const found = findingsOf(setOf({ p: { body } }), 'p', { asAt: '2026-06-01' }).find(({ kind }) => kind === 'abbreviation-unexplained')!;
  expect(found.statement).toBe('These letters are nowhere spelt out: QQX.');
  expect([found.rules, found.cites.map(({ at }) => at)]).toEqual([['police'], ['2']]);
});

it('leaves out those of letters that the common names use as a word', () => {
  const set = setOf({ p: { body: `words:
  - { id: council, called: NHS Council, cite: "1" }
  - { id: police, called: QQX, cite: "2" }
${oneStep('does: report, next: end')}` } });
  set.vocabulary.actors['health-board']!.title = 'NHS health board';
  const found = findingsOf(set, 'p', { asAt: '2026-06-01' }).find(({ kind }) => kind === 'abbreviation-unexplained')!;
  expect([found.rules, found.cites.map(({ at }) => at)]).toEqual([['police'], ['2']]);
});
