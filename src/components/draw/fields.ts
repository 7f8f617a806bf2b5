/** Form fields in the patterns of the GOV.UK Design System. */
import type { DateParts, DatePartsError } from '../../calendar/iso-date.ts';
import { h, type Children, type Drawn } from './node.ts';

interface FieldError { id: string; message: string }

/**
 * A date in three text boxes.
 *
 * @param id of the fieldset's group; its boxes are `ID-day`, `ID-month`, `ID-year`
 */
export function dateField({ id, legend, hint = null, value, error = null }: {
  id: string; legend: string; hint?: string | null; value: DateParts; error?: DatePartsError | null;
}): Drawn {
  const described = [hint === null ? '' : `${id}-hint`, error === null ? '' : `${id}-error`].filter(Boolean).join(' ');
  const box = (part: 'day' | 'month' | 'year', name: string) => {
    const wrong = error !== null && (error.field === 'all' || error.field === part);
    return h('div', { class: 'govuk-date-input__item' },
      h('label', { class: 'govuk-label govuk-date-input__label', for: `${id}-${part}` }, name),
      h('input', {
        class: `govuk-input govuk-date-input__input govuk-input--width-${part === 'year' ? 4 : 2}${wrong ? ' govuk-input--error' : ''}`,
        id: `${id}-${part}`, name: `${id}-${part}`, type: 'text', autocomplete: 'off',
        inputmode: part === 'month' ? null : 'numeric', value: value[part],
      }));
  };
  return h('div', { class: `govuk-form-group${error === null ? '' : ' govuk-form-group--error'}`, 'data-key': `${id}-group` },
    h('fieldset', { class: 'govuk-fieldset', 'aria-describedby': described === '' ? null : described },
      h('legend', { class: 'govuk-fieldset__legend' }, legend),
      hint === null ? null : h('div', { class: 'govuk-hint', id: `${id}-hint` }, hint),
      error === null ? null : errorMessage(`${id}-error`, error.message),
      h('div', { class: 'govuk-date-input', id, 'data-date': id }, box('day', 'Day'), box('month', 'Month'), box('year', 'Year'))));
}

/** The id of the box that an error of a date points to. */
export function boxOf(id: string, { field }: DatePartsError): string {
  return `${id}-${field === 'all' ? 'day' : field}`;
}

/** What is wrong with a field, above it. */
function errorMessage(id: string, message: string): Drawn {
  return h('p', { class: 'govuk-error-message', id }, h('span', { class: 'govuk-visually-hidden' }, 'Error:'), ` ${message}`);
}

/** All that is wrong, at the top, each linked to its box. Null where nothing is. */
export function errorSummary(errors: FieldError[]): Drawn | null {
  if (errors.length === 0) return null;
  return h('div', { class: 'govuk-error-summary', 'data-key': 'error-summary', tabindex: -1 },
    h('div', { role: 'alert' },
      h('h2', { class: 'govuk-error-summary__title' }, 'There is a problem'),
      h('div', { class: 'govuk-error-summary__body' },
        h('ul', { class: 'govuk-list govuk-error-summary__list' },
          errors.map(({ id, message }) => h('li', {}, h('a', { href: `#${id}` }, message)))))));
}

/** A choice among a few, joined in one row: yes, no, not known. */
export function joinedRadios({ name, legend, hint = null, options, value }: {
  name: string; legend: Children; hint?: Children; options: { value: string; text: string }[]; value: string;
}): Drawn {
  return h('fieldset', { class: 'choice', 'data-key': `${name}-group`, 'aria-describedby': hint === null ? null : `${name}-hint` },
    h('legend', { class: 'choice__ask' }, legend),
    hint === null ? null : h('p', { class: 'choice__hint', id: `${name}-hint` }, hint),
    h('div', { class: 'choice__options' }, options.map((option) => h('div', { class: 'choice__option' },
      h('input', { class: 'choice__input', type: 'radio', id: `${name}-${option.value}`, name, value: option.value, checked: option.value === value }),
      h('label', { class: 'choice__label', for: `${name}-${option.value}` }, option.text)))));
}

/** A choice among several, one under another. */
export function radioList({ name, legend, hint = null, options, value }: {
  name: string; legend: Children; hint?: Children; options: { value: string; text: Children }[]; value: string;
}): Drawn {
  return h('div', { class: 'govuk-form-group', 'data-key': `${name}-group` },
    h('fieldset', { class: 'govuk-fieldset', 'aria-describedby': hint === null ? null : `${name}-hint` },
      h('legend', { class: 'govuk-fieldset__legend' }, legend),
      hint === null ? null : h('p', { class: 'govuk-hint', id: `${name}-hint` }, hint),
      h('div', { class: 'govuk-radios govuk-radios--small' }, options.map((option) => h('div', { class: 'govuk-radios__item' },
        h('input', { class: 'govuk-radios__input', type: 'radio', id: `${name}-${option.value}`, name, value: option.value, checked: option.value === value }),
        h('label', { class: 'govuk-label govuk-radios__label', for: `${name}-${option.value}` }, option.text))))));
}

/** One of a list. */
export function selectField({ id, label, options, value, hint = null }: {
  id: string; label: string; options: { value: string; text: string }[]; value: string; hint?: string | null;
}): Drawn {
  return h('div', { class: 'govuk-form-group', 'data-key': `${id}-group` },
    h('label', { class: 'govuk-label', for: id }, label),
    hint === null ? null : h('div', { class: 'govuk-hint', id: `${id}-hint` }, hint),
    h('select', { class: 'govuk-select', id, name: id, 'aria-describedby': hint === null ? null : `${id}-hint` },
      options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.text))));
}

/** A thing to tick. */
export function checkboxField({ id, label, checked, hint = null }: { id: string; label: Children; checked: boolean; hint?: string | null }): Drawn {
  return h('div', { class: 'govuk-form-group', 'data-key': `${id}-group` },
    h('div', { class: 'govuk-checkboxes govuk-checkboxes--small' }, h('div', { class: 'govuk-checkboxes__item' },
      h('input', { class: 'govuk-checkboxes__input', type: 'checkbox', id, name: id, value: 'yes', checked, 'aria-describedby': hint === null ? null : `${id}-hint` }),
      h('label', { class: 'govuk-label govuk-checkboxes__label', for: id }, label),
      hint === null ? null : h('div', { class: 'govuk-hint govuk-checkboxes__hint', id: `${id}-hint` }, hint))));
}
