/** The small form of the home page: a partnership and a date, and on to the calculator with both after the `#`. */
import { readDateParts, type DateParts, type DatePartsError } from '../calendar/iso-date.ts';
import { writeLink } from '../export/fragment.ts';
import { boxOf, dateField, errorSummary, selectField } from './draw/fields.ts';
import { h, redraw, type Drawing } from './draw/node.ts';

interface HomeChoice { id: string; title: string }

/** The event that a document counts from, and the date of it as words: "date of the referral". */
export interface HomeStart { event: string; date: string }

const FIELD = 'start';
const THE_REFERRAL: HomeStart = { event: 'referral-received', date: 'date of the referral' };

/**
 * What is asked of a document: the date of the referral, unless it counts from something else.
 *
 * @param clause the event as part of a sentence
 * @example homeStart('intention-notified', 'the intention to notify was received').date // 'date when the intention to notify was received'
 */
export function homeStart(event: string, clause: string): HomeStart {
  return event === THE_REFERRAL.event ? THE_REFERRAL : { event, date: `date when ${clause}` };
}

/** The form's fields; the same on the built page, after another choice and after an error. */
export function drawHomeForm(choices: HomeChoice[], policy: string, asked: HomeStart, date: DateParts, error: DatePartsError | null): Drawing[] {
  return [
    h('h2', { class: 'form__heading' }, 'Work out the dates'),
    selectField({ id: 'policy', label: 'Partnership', options: choices.map(({ id, title }) => ({ value: id, text: title })), value: policy }),
    dateField({ id: FIELD, legend: `D${asked.date.slice(1)}`, value: date, error }),
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
  const starts = JSON.parse(host.dataset['starts'] ?? '{}') as Record<string, HomeStart>;
  const given = () => {
    const entries = new FormData(form);
    const text = (name: string) => String(entries.get(name) ?? '');
    const policy = text('policy');
    const parts = { day: text(`${FIELD}-day`), month: text(`${FIELD}-month`), year: text(`${FIELD}-year`) };
    return { policy, parts, asked: (Object.hasOwn(starts, policy) ? starts[policy] : null) ?? THE_REFERRAL };
  };
  // A browser that brings a choice back says nothing of it.
  const ask = () => {
    const { policy, parts, asked } = given();
    redraw(fields, drawHomeForm(choices, policy, asked, parts, null));
  };
  form.addEventListener('change', ({ target }) => {
    if ((target as Element).id === 'policy') ask();
  });
  addEventListener('pageshow', ask);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { policy, parts, asked } = given();
    const read = readDateParts(parts, `The ${asked.date}`, { from: host.dataset['from'] ?? '', to: host.dataset['to'] ?? '' });
    const error = 'error' in read ? read.error : read.date === null ? { field: 'all' as const, message: `Enter the ${asked.date}` } : null;
    redraw(fields, drawHomeForm(choices, policy, asked, parts, error));
    const summary = error === null ? null : errorSummary([{ id: boxOf(FIELD, error), message: error.message }]);
    redraw(errors, summary === null ? [] : [summary]);
    if (error !== null) {
      errors.querySelector<HTMLElement>('.govuk-error-summary')?.focus();
      return;
    }
    if ('date' in read && read.date !== null) {
      location.assign(calculator + writeLink({ policy, on: { [asked.event]: read.date }, facts: {}, decided: {}, readings: {}, conventions: {} }));
    }
  });
}
