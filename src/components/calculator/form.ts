import { outcomeTitle, possibleOutcomes } from '../../policy/decisions.ts';
import { doubtsOf } from '../../policy/doubts.ts';
import type { Id, Policy } from '../../policy/model.ts';
import { boxOf, dateField, errorSummary, joinedRadios, radioList, selectField } from '../draw/fields.ts';
import { unfold } from '../draw/marks.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';
import { letter } from '../draw/doubt.ts';
import { judgedBy } from '../draw/tree.ts';
import { capital, conventionTexts, type Speech } from '../../engine/words.ts';
import { BY } from './backwards.ts';
import { dateName, datesAsked, typed, type CaseError, type CaseState, type RulesInUse } from './case.ts';
import { datesOffered, decisionsAsked, factsAsked, factsOfTests } from './questions.ts';

const ANSWERS = [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }, { value: 'unknown', text: 'Not known' }];
const HINTS: Record<Id, string> = { 'incident-known': 'Needed for the national dates' };

/**
 * The form: which policy, the dates it counts from, what is known of the case, what has been decided, and the
 * assumptions, folded. Only what the chosen policy and the national baseline use is asked.
 *
 * @param choices the policies to choose from
 * @param errors those to show now
 */
export function drawForm(state: CaseState, rules: RulesInUse, choices: Pick<Policy, 'id' | 'title'>[], errors: CaseError[]): Drawing[] {
  const { vocabulary, policy, national } = rules;
  const speech: Speech = { policy, vocabulary };
  const { events, steps } = datesAsked(state, rules);
  const errorOf = (id: Id) => errors.find((error) => error.id === id)?.error ?? null;
  const field = (id: Id) => dateField({
    id: `date-${id}`, legend: dateName(id, rules), hint: HINTS[id] ?? null, value: typed(state, id), error: errorOf(id),
  });
  const policies = national === null ? [policy] : [policy, national];
  const inTests = factsOfTests(policy, national);
  const facts = factsAsked(policies, vocabulary);
  const fact = (id: Id) => joinedRadios({
    name: `fact-${id}`, legend: vocabulary.facts[id]?.ask ?? id, options: ANSWERS, value: state.facts[id] ?? 'unknown',
    hint: vocabulary.facts[id]?.judgement === true ? capital(judgedBy(id, speech)) : null,
  });
  const others = facts.filter((id) => !inTests.has(id));
  const offered = datesOffered(policy, vocabulary, [...events, ...steps]);
  const decisions = decisionsAsked(policy);
  return [
    selectField({ id: 'policy', label: 'Policy', value: state.policy, options: choices.map(({ id, title }) => ({ value: id, text: title })) }),
    h('div', { class: 'form__row', 'data-key': 'dates' }, events.map(field), steps.map(field)),
    offered.length === 0 ? null : unfold('form-more-dates', 'Add another date',
      selectField({
        id: 'add-date', label: 'What was done, or is planned', value: '',
        options: [{ value: '', text: 'Choose one' }, ...offered.map((id) => ({ value: id, text: dateName(id, rules) }))],
      })),
    h('h2', { class: 'form__part', 'data-key': 'circumstances' }, 'Circumstances'),
    h('div', { class: 'form__row', 'data-key': 'facts' }, facts.filter((id) => inTests.has(id)).map(fact)),
    others.length === 0 ? null : unfold('form-more-facts', `${others.length} more that decide which steps apply`, others.map(fact)),
    decisions.length === 0 ? null : unfold('form-decisions', 'What has been decided so far',
      h('p', { class: 'form__note' }, 'A branch is taken only by a decision that someone gives here.'),
      decisions.map((step) => selectField({
        id: `decided-${step.id}`, label: dateName(step.id, rules), value: state.decided[step.id] ?? '',
        options: [{ value: '', text: 'Not decided yet' }, ...possibleOutcomes(step).map((outcome) => ({ value: outcome, text: outcomeTitle(step, outcome, vocabulary) }))],
      }))),
    unfold('form-assumptions', assumptionsTitle(state),
      h('p', { class: 'form__note' }, 'No document here defines a working day: Monday to Friday except bank holidays in England and Wales is assumed. What a document states, no switch moves.'),
      radioList({
        name: 'day-one', legend: 'Which day is day 1, where the document does not say?', value: state.dayOne,
        options: [{ value: 'day-after', text: 'The day after the start' }, { value: 'trigger-day', text: 'The day of the start' }],
      }),
      radioList({
        name: 'non-working-start', legend: 'A start on a day off', value: state.nonWorkingStart,
        options: [{ value: 'stands', text: 'Stands as it is' }, { value: 'deemed-next', text: 'Counts as the next working day' }],
      }),
      doubtsOf(policy).map((one) => selectField({
        id: `reading-${one.address}`, label: `${one.asWritten === null ? one.about : `${one.about === one.asWritten ? 'Wherever it is used' : one.about}: “${one.asWritten}”`}`,
        value: state.readings[one.address] ?? '',
        options: [
          { value: '', text: 'All readings' },
          ...one.readings.map(({ id, because, refutedBy }, place) => ({ value: id, text: `${letter(place)}: ${because}${refutedBy === null ? '' : ' (not counted)'}` })),
        ],
      })),
      dateField({ id: 'as-at', legend: 'Look from this day', hint: 'To say what is late. Leave it empty to say nothing about lateness', value: state.asAt, error: errorOf('as-at') })),
    h('p', { class: 'form__note', 'data-key': 'assumed' }, assumedSentence(state, policy)),
    h('button', { class: 'govuk-button', type: 'submit', 'data-key': 'submit' }, 'Work out the dates'),
  ].flat().filter((part) => part !== null);
}

/** What is wrong with the form, above everything else. */
export function drawErrors(errors: CaseError[]): Drawn | null {
  return errorSummary(errors.map(({ id, error }) => ({ id: boxOf(id === 'as-at' || id === BY ? id : `date-${id}`, error), message: error.message })));
}

function assumptionsTitle({ dayOne, nonWorkingStart, readings }: CaseState): string {
  const usual = dayOne === 'day-after' && nonWorkingStart === 'stands' && Object.keys(readings).length === 0;
  return usual ? 'Assumptions: as usual' : 'Assumptions: changed';
}

function assumedSentence({ dayOne, nonWorkingStart, readings }: CaseState, policy: Policy): string {
  const doubts = doubtsOf(policy).length;
  const chosen = Object.keys(readings).length;
  const counted = Object.values(conventionTexts({ dayOne, nonWorkingStart })).map((text) => `${capital(text)}.`).join(' ');
  const reading = doubts === 0 ? 'Nothing in this document is in doubt.'
    : chosen === 0 ? `${doubts === 1 ? 'The one doubt' : doubts === 2 ? 'Both doubts' : `All ${doubts} doubts`} of this document: every reading is worked out.`
    : `${chosen} of ${doubts} doubts settled by you.`;
  return `${counted} ${reading}`;
}
