/** Ask backwards: a step must happen by a date; by when must everything before it? The question. */
import type { DateParts } from '../../calendar/iso-date.ts';
import type { Id, Policy } from '../../policy/model.ts';
import { dateField, selectField } from '../draw/fields.ts';
import { h, type Drawing } from '../draw/node.ts';
import type { CaseError } from './case.ts';

/** What is asked. Blank: nothing yet. */
export interface BackwardsAsked { step: Id; by: DateParts }

/** Before anyone has asked. */
export const NOTHING_ASKED: BackwardsAsked = { step: '', by: { day: '', month: '', year: '' } };
/** The id of the date's field, and what its errors are about. */
export const BY = 'by-date';

/** The steps that happen once, in the document's order. */
export function stepsToAskFor({ steps }: Policy): Policy['steps'] {
  return steps.filter(({ each }) => each === null);
}

/**
 * The question and its answer.
 *
 * @param answer null while the step or the date is missing, or the date cannot be used
 */
export function drawBackwards(asked: BackwardsAsked, answer: Drawing[] | null, policy: Policy, errors: CaseError[]): Drawing[] {
  const error = errors.find(({ id }) => id === BY)?.error ?? null;
  return [
    h('h2', { id: 'backwards-title' }, 'Ask backwards'),
    h('p', {}, 'A step must happen by a date. By when must everything before it happen?'),
    h('form', { class: 'backwards__ask not-printed', novalidate: true, autocomplete: 'off', 'aria-labelledby': 'backwards-title', 'data-key': 'backwards-form', 'data-form': 'backwards' },
      selectField({
        id: 'by-step', label: 'What must happen', value: asked.step,
        options: [{ value: '', text: 'Choose a step' }, ...stepsToAskFor(policy).map(({ id, title }) => ({ value: id, text: title }))],
      }),
      dateField({ id: BY, legend: 'By this day', value: asked.by, error })),
    h('div', { 'data-key': 'backwards-answer' }, answer),
  ];
}
