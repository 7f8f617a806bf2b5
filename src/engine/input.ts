/** Whether what someone gave can be used: every id known, every date a date. */
import { parseIsoDate } from '../calendar/iso-date.ts';
import { possibleOutcomes } from '../policy/decisions.ts';
import { doubtsOf } from '../policy/doubts.ts';
import type { IsoDate, Policy, Vocabulary } from '../policy/model.ts';
import type { Answer, TimetableInput } from './types.ts';

/** What is wrong with one thing given, what would be right, and the ids it could have been. */
interface InputFault { option: 'on' | 'decided' | 'fact' | 'reading' | 'as-at'; given: string; what: string; known: string[] }

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
    if (!Object.hasOwn(vocabulary.facts, id)) faults.push({ option: 'fact', given: id, what: `"${id}" is not a fact of the vocabulary`, known: Object.keys(vocabulary.facts) });
    if (!isAnswer(answer)) faults.push({ option: 'fact', given: String(answer), what: `"${String(answer)}" is not an answer: use yes, no or unknown`, known: [] });
  }
  for (const [id, outcome] of Object.entries(input.decided ?? {})) {
    const decisions = policy.steps.filter(({ outcomes }) => outcomes.length > 0);
    const decision = decisions.find((step) => step.id === id);
    if (!decision) faults.push({ option: 'decided', given: id, what: `"${id}" is not a decision of ${policy.id}`, known: decisions.map((step) => step.id) });
    else if (!possibleOutcomes(decision).includes(outcome)) {
      faults.push({ option: 'decided', given: outcome, what: `"${outcome}" is not an outcome of "${id}"`, known: possibleOutcomes(decision) });
    }
  }
  const doubts = doubtsOf(policy);
  for (const [address, reading] of Object.entries(input.readings ?? {})) {
    const found = doubts.find((one) => one.address === address);
    if (!found) faults.push({ option: 'reading', given: address, what: `"${address}" is not in doubt in ${policy.id}`, known: doubts.map((one) => one.address) });
    else if (!found.readings.some(({ id }) => id === reading)) {
      faults.push({ option: 'reading', given: reading, what: `"${reading}" is not a reading of "${address}"`, known: found.readings.map(({ id }) => id) });
    }
  }
  if (input.asAt != null && parseIsoDate(input.asAt) === null) {
    faults.push({ option: 'as-at', given: input.asAt, what: `"${input.asAt}" is not a date that exists, written YYYY-MM-DD`, known: [] });
  }
  return faults;
}

/**
 * The day on which a case asks its tests: the first day given, for whether a test was in force then does not change with
 * the day on which someone looks; where no day is given, the day it is looked at from; null where there is neither.
 *
 * @example dayOfCase({ on: { 'incident-known': '2023-12-10', 'referral-received': '2023-12-12' } }) // '2023-12-10'
 */
export function dayOfCase({ on, asAt = null }: Pick<TimetableInput, 'on' | 'asAt'>): IsoDate | null {
  return Object.values(on).sort()[0] ?? asAt;
}

/**
 * Whether something is an answer to a question about a fact, however it came in.
 * @example isAnswer('maybe') // false
 */
export const isAnswer = (value: unknown): value is Answer => value === 'yes' || value === 'no' || value === 'unknown';
