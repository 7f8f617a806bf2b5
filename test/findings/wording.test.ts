/** The sentences of findings, where a document of the set does not happen to show them. */
import { expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import type { Finding, FindingKind } from '../../src/findings/finding.ts';
import type { Policy } from '../../src/policy/model.ts';
import { national, oneStep, setOf, twoSteps, type Given } from './small-sets.ts';

const found = (kind: FindingKind, documents: Record<string, Given>): Finding =>
  findingsOf(setOf(documents), 'paper', { asAt: '2026-06-01' }).find((finding) => finding.kind === kind)!;

it('an example that begins with an answer begins with a capital', () => {
  const { example } = found('path-without-outcome', { paper: { body: oneStep('does: collect, when: { not: died }') } });
  expect(example.text).toBe('Not “Someone died”. “One” is done, and the document has nothing more for the case.');
});

it('a step that is named after its limit stands between commas', () => {
  // The check of a file refuses such limits; a set that is made otherwise may have them.
  const set = setOf({ paper: { body: oneStep('does: report, limits: { asWritten: within 5 days, within: 5, unit: working-day, from: happened }, next: end') } });
  const [policy] = set.policies as [Policy];
  const without = (key: 'unit' | 'from') => ({ ...set, policies: [{ ...policy, steps: policy.steps.map((step) => ({ ...step, limits: step.limits.map((limit) => ({ ...limit, [key]: null })) })) }] });
  const statement = (key: 'unit' | 'from', kind: FindingKind) => findingsOf(without(key), 'paper', { asAt: '2026-06-01' }).find((finding) => finding.kind === kind)?.statement;
  expect(statement('unit', 'unit-not-stated')).toBe('“within 5 days”, for “One”, does not say which days are counted.');
  expect(statement('from', 'start-not-stated')).toBe('“within 5 days”, for “One”, does not say from which day it is counted.');
});

it('a limit that stands for no overall one asks to count from the start of the national one', () => {
  const baseline = national('steps:\n  - { id: report, does: report, title: Report, cite: "1", actor: council, trigger: known, limits: { within: 15, unit: working-day, from: known }, next: end }\n');
  const { ask } = found('limit-missing', { national: baseline, paper: { body: twoSteps('{ within: 5, unit: working-day, from: happened }', '{ within: 3, unit: working-day, from: one }') } });
  expect(ask).toBe('By when must “Two” be done at the latest, counted from the day when it became known?');
});
