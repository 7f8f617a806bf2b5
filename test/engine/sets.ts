/** Small policy sets for the engine's tests, written as a policy file is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatFault } from '../../src/policy/fault.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { PolicySet } from '../../src/policy/model.ts';

const VOCABULARY = `
stages: [work]
tasks: { work: { title: Work, stage: work } }
tests: { test: { title: Test } }
actors: { someone: { title: Someone } }
events:
  start: { title: The start }
  other: { title: The other start }
  unused: { title: An event of no use here }
facts:
  a: { ask: A?, judgement: false }
  b: { ask: B?, judgement: false }
  c: { ask: C?, judgement: false }
documents: { paper: { title: Paper } }
outcomes: { met: { title: Met }, not-met: { title: Not met }, deferred: { title: Deferred } }
guidance: { law: { title: Law } }
`;

/**
 * A set of one policy, `p`, with these clocks, criteria and steps.
 * @param body YAML of the policy from \`clocks\`, \`criteria\` or \`steps\` on
 * @throws where the policy is faulty, with its faults
 */
export function setOf(body: string): PolicySet {
  const directory = mkdtempSync(join(tmpdir(), 'rulebook-'));
  try {
    writeFileSync(join(directory, 'vocabulary.yaml'), VOCABULARY);
    writeFileSync(join(directory, 'p.yaml'), `title: P\nkind: local-procedure\ncalendar: england-and-wales\nsource: { title: P, form: text, citedBy: section, dated: not-stated, extent: whole }\n${body}`);
    const { set, faults } = loadPolicySet(directory);
    if (!set) throw new Error(faults.map(formatFault).join('\n'));
    return set;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** A policy of one step, `s`, with these limits (flow YAML). */
export const oneStep = (limits: string): PolicySet => setOf(`steps:\n  - { id: s, does: work, title: S, cite: "1", trigger: start, limits: ${limits} }\n`);
