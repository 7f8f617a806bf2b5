/** Small sets of policy files for the checks' tests: a vocabulary of their own, and as many documents as a test needs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFault } from '../../src/policy/fault.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';

const VOCABULARY = `
stages: [before, after]
tasks:
  notify: { title: Notify, stage: before }
  tell: { title: Tell, stage: before }
  collect: { title: Collect, stage: after }
  meet: { title: Meet, stage: after }
  recommend-review: { title: Recommend, stage: after }
  decide-review: { title: Decide, stage: after }
  check-report: { title: Check, stage: after }
  report: { title: Report, stage: after }
tests:
  notify: { title: Must it be notified? }
  tell: { title: Must it be told? }
  review: { title: Must it be reviewed? }
actors:
  council: { title: Council }
  police: { title: Police }
  health-trust: { title: Health trust, succeededBy: health-board, since: 2022-07-01 }
  health-board: { title: Health board }
  partners: { title: Partners, members: [council, police, health-board] }
  group: { title: Group }
  chair: { title: Chair }
  deputy: { title: Deputy }
events:
  happened: { title: It happened }
  known: { title: It became known }
  received: { title: It was received }
facts:
  died: { ask: Died?, title: Someone died, judgement: false }
  harmed: { ask: Harmed?, title: Someone was harmed, judgement: false }
  cared-for: { ask: Cared for?, title: They were cared for, judgement: false }
documents:
  notice: { title: Notice }
  report: { title: Report }
  old-report: { title: Old report, succeededBy: report }
outcomes:
  met: { title: Met }
  not-met: { title: Not met }
  review: { title: A review }
  no-review: { title: No review }
  lesson: { title: A lesson }
guidance:
  rules-2018: { title: Rules 2018, inForce: { to: 2023-12-14 }, succeededBy: rules-2023 }
  rules-2023: { title: Rules 2023, inForce: { from: 2023-12-15 } }
dimensions:
  - { id: collected, title: Collected, does: collect, show: title }
  - { id: quorum, title: Quorum, does: meet, show: quorum }
`;

/** The head of a document in good order; a test changes what it is about. */
const HEAD: Record<string, string> = {
  title: 'P', kind: 'local-procedure', area: 'Somewhere', calendar: 'england-and-wales',
  source: '{ title: Paper, form: text, citedBy: section, dated: 2026-01-01, version: "1", extent: whole }',
};

/** One document: its body, and what differs in its head. */
export interface Given { body: string; head?: Record<string, string> }

/**
 * The set of these documents by their ids.
 * @throws where one of them is faulty, with its faults
 */
export function setOf(documents: Record<string, Given>): PolicySet {
  const directory = mkdtempSync(join(tmpdir(), 'rulebook-'));
  try {
    writeFileSync(join(directory, 'vocabulary.yaml'), VOCABULARY);
    for (const [id, { body, head }] of Object.entries(documents)) {
      const lines = Object.entries({ ...HEAD, ...head }).filter(([, value]) => value !== '').map(([key, value]) => `${key}: ${value}`);
      writeFileSync(join(directory, `${id}.yaml`), `${lines.join('\n')}\n${body}`);
    }
    const { set, faults } = loadPolicySet(directory);
    if (!set) throw new Error(faults.map(formatFault).join('\n'));
    return set;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A national baseline of these steps and criteria. */
export const national = (body: string): Given => ({ body, head: { kind: 'statutory-guidance' } });

/** Two steps one after the other, with their limits (flow YAML). */
export const twoSteps = (first: string, second: string, more = ''): string => `steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, limits: ${first}, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: ${second}, next: end${more} }
`;

/** One step, as flow YAML without its braces. */
export const oneStep = (step: string): string => `steps:\n  - { id: one, title: One, cite: "1", actor: council, trigger: happened, ${step} }\n`;
