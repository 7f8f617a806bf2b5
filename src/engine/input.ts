/** Whether what someone gave can be used: every id known, every date a date. */
import { parseIsoDate } from '../calendar/iso-date.ts';
import type { Doubt, Id, Policy, Vocabulary } from '../policy/model.ts';
import type { Answer, TimetableInput } from './types.ts';

/** What is wrong with one thing given, what would be right, and the ids it could have been. */
export interface InputFault { option: 'on' | 'decided' | 'fact' | 'reading' | 'as-at'; given: string; what: string; known: string[] }

/** A switch of a policy: something in doubt, with the readings it can take. */
export interface DoubtSwitch {
  address: string;
  kind: Doubt<unknown>['kind'];
  /** What it is that is in doubt, by its own title or words. */
  about: string;
  asWritten: string | null;
  /** The step it arises in; null for a clock or a criterion. */
  step: Id | null;
  cite: { at: string; of: Id | null; unverified: string | null }[];
  readings: { id: Id; because: string; refutedBy: string | null; cite: { at: string; of: Id | null; unverified: string | null }[]; keys: string[] }[];
}

/**
 * Every fault in what was given; empty where all of it can be used. An event of the vocabulary that the policy does not
 * use is no fault.
 * @example checkInput(policy, vocabulary, { on: { 'refferal-received': '2026-03-27' } }) // one fault
 */
export function checkInput(policy: Policy, vocabulary: Vocabulary, input: TimetableInput): InputFault[] {
  const faults: InputFault[] = [];
  const stepIds = policy.steps.map(({ id }) => id);
  const dated = [...Object.keys(vocabulary.events), ...stepIds];
  for (const [id, date] of Object.entries(input.on)) {
    if (!dated.includes(id)) faults.push({ option: 'on', given: id, what: `"${id}" is neither an event of the vocabulary nor a step of ${policy.id}`, known: dated });
    if (parseIsoDate(date) === null) faults.push({ option: 'on', given: date, what: `"${date}" is not a date that exists, written YYYY-MM-DD`, known: [] });
  }
  for (const [id, answer] of Object.entries(input.facts ?? {})) {
    if (!(id in vocabulary.facts)) faults.push({ option: 'fact', given: id, what: `"${id}" is not a fact of the vocabulary`, known: Object.keys(vocabulary.facts) });
    if (!isAnswer(answer)) faults.push({ option: 'fact', given: String(answer), what: `"${String(answer)}" is not an answer: use yes, no or unknown`, known: [] });
  }
  for (const [id, outcome] of Object.entries(input.decided ?? {})) {
    const decisions = policy.steps.filter(({ outcomes }) => outcomes.length > 0);
    const decision = decisions.find((step) => step.id === id);
    if (!decision) faults.push({ option: 'decided', given: id, what: `"${id}" is not a decision of ${policy.id}`, known: decisions.map((step) => step.id) });
    else if (!decision.outcomes.some((one) => one.outcome === outcome) && outcome !== 'not-met') {
      faults.push({ option: 'decided', given: outcome, what: `"${outcome}" is not an outcome of "${id}"`, known: decision.outcomes.map((one) => one.outcome) });
    }
  }
  const switches = switchesOf(policy);
  for (const [address, reading] of Object.entries(input.readings ?? {})) {
    const found = switches.find((one) => one.address === address);
    if (!found) faults.push({ option: 'reading', given: address, what: `"${address}" is not in doubt in ${policy.id}`, known: switches.map((one) => one.address) });
    else if (!found.readings.some(({ id }) => id === reading)) {
      faults.push({ option: 'reading', given: reading, what: `"${reading}" is not a reading of "${address}"`, known: found.readings.map(({ id }) => id) });
    }
  }
  if (input.asAt != null && parseIsoDate(input.asAt) === null) {
    faults.push({ option: 'as-at', given: input.asAt, what: `"${input.asAt}" is not a date that exists, written YYYY-MM-DD`, known: [] });
  }
  return faults;
}

export const isAnswer = (value: unknown): value is Answer => value === 'yes' || value === 'no' || value === 'unknown';

/** Every doubt of a policy as a switch, in the document's order: clocks, tests, then each step with its limits. */
export function switchesOf(policy: Policy): DoubtSwitch[] {
  const switches: DoubtSwitch[] = [];
  const add = (doubt: Doubt<unknown> | null, about: string, asWritten: string | null, step: Id | null, cite: DoubtSwitch['cite']) => {
    if (!doubt) return;
    const readings = doubt.readings.map(({ id, because, refutedBy, cite: places, changes }) => ({ id, because, refutedBy, cite: places, keys: Object.keys(changes) }));
    switches.push({ address: doubt.address, kind: doubt.kind, about, asWritten, step, cite, readings });
  };
  for (const clock of policy.clocks) add(clock.doubt, clock.asWritten ?? clock.id, clock.asWritten, null, clock.cite);
  for (const criterion of policy.criteria) add(criterion.doubt, criterion.title, null, null, criterion.cite);
  for (const step of policy.steps) {
    add(step.doubt, step.title, null, step.id, step.cite);
    for (const limit of step.limits) add(limit.doubt, step.title, limit.asWritten, step.id, limit.cite.length > 0 ? limit.cite : step.cite);
    add(step.quorum?.doubt ?? null, step.title, null, step.id, step.quorum?.cite ?? step.cite);
    for (const outcome of step.outcomes) add(outcome.doubt, `${step.title} ${outcome.title ?? outcome.outcome}`, null, step.id, outcome.cite);
  }
  return switches;
}
