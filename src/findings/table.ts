/** Findings as rows of text, for a file that opens in a spreadsheet. */
import { placeText } from '../engine/words.ts';
import type { PolicySet } from '../policy/model.ts';
import { KINDS, WEIGHTS, type ExampleCase, type Finding } from './finding.ts';

/**
 * A head and a row for each finding.
 * @param linkTo gives the case of an example as a link to the calculator
 * @example csvText(findingsTable(findings, set, writeLink))
 */
export function findingsTable(findings: readonly Finding[], { policies, vocabulary }: PolicySet, linkTo: (example: ExampleCase) => string): (string | null)[][] {
  const titleOf = (id: string) => policies.find((policy) => policy.id === id)?.title ?? id;
  return [
    ['Document', 'Weight', 'Kind', 'Finding', 'Example', 'Places', 'Question to the author', 'Case for the calculator', 'Id'],
    ...findings.map(({ id, policy, weight, kind, statement, example, cites, ask }) => [
      titleOf(policy), WEIGHTS[weight], KINDS[kind], statement, example.text, cites.map((place) => placeText(place, vocabulary)).join('; '), ask,
      example.case && linkTo(example.case), id,
    ]),
  ];
}
