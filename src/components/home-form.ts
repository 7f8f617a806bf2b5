/** The small form of the home page: a partnership and a date, and on to the calculator with both after the `#`. */
import { readDateParts, type DateParts, type DatePartsError } from '../calendar/iso-date.ts';
import { writeLink } from '../export/fragment.ts';
import { boxOf, dateField, errorSummary, selectField } from './draw/fields.ts';
import { h, redraw, type Drawing } from './draw/node.ts';

interface HomeChoice { id: string; title: string }

const FIELD = 'referral';
/** As the errors name it: "The date of the referral must include a year". */
const NAME = 'The date of the referral';

/** The form's fields; the same on the built page and after an error. */
export function drawHomeForm(choices: HomeChoice[], policy: string, date: DateParts, error: DatePartsError | null): Drawing[] {
  return [
    h('h2', { class: 'form__heading' }, 'Work out the dates'),
    selectField({ id: 'policy', label: 'Partnership', options: choices.map(({ id, title }) => ({ value: id, text: title })), value: policy }),
    dateField({ id: FIELD, legend: 'Date of the referral', value: date, error }),
    h('button', { class: 'govuk-button', type: 'submit' }, 'Show the timetable'),
  ];
}

/** Makes the form of the home page lead to the calculator. */
export function wireHomeForm(host: HTMLElement): void {
  const form = host.querySelector('form');
  const fields = host.querySelector('[data-part="fields"]');
  const errors = host.querySelector('[data-part="errors"]');
  const calculator = host.dataset['calculator'] ?? '';
  if (form === null || fields === null || errors === null) return;
  form.hidden = false;
  const choices = [...form.querySelectorAll<HTMLOptionElement>('#policy option')].map(({ value, text }) => ({ id: value, title: text }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const entries = new FormData(form);
    const text = (name: string) => String(entries.get(name) ?? '');
    const parts = { day: text(`${FIELD}-day`), month: text(`${FIELD}-month`), year: text(`${FIELD}-year`) };
    const policy = text('policy');
    const read = readDateParts(parts, NAME, { from: host.dataset['from'] ?? '', to: host.dataset['to'] ?? '' });
    const error = 'error' in read ? read.error : read.date === null ? { field: 'all' as const, message: 'Enter the date of the referral' } : null;
    redraw(fields, drawHomeForm(choices, policy, parts, error));
    const summary = error === null ? null : errorSummary([{ id: boxOf(FIELD, error), message: error.message }]);
    redraw(errors, summary === null ? [] : [summary]);
    if (error !== null) {
      errors.querySelector<HTMLElement>('.govuk-error-summary')?.focus();
      return;
    }
    if ('date' in read && read.date !== null) {
      location.assign(calculator + writeLink({ policy, on: { 'referral-received': read.date }, facts: {}, decided: {}, readings: {}, conventions: {} }));
    }
  });
}
