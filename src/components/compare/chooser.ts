/** What is shown of the comparison: which documents, which rows; and what can be taken away of it. */
import type { Id } from '../../policy/model.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { MatrixView } from './matrix.ts';

/** A document that can be chosen. */
export interface Choice { id: Id; title: string; isNational: boolean }

/** As many local documents as the table can hold side by side. */
export const MOST_CHOSEN = 5;
/** One document alone is compared with nothing. */
export const FEWEST_CHOSEN = 2;
/** Above this many, documents are picked from a list and not ticked. */
export const MOST_TICKED = 10;

/** What is shown before anyone has chosen: as many as there is room for, and the baseline. */
export function firstChoice(choices: readonly Choice[]): Id[] {
  const locals = choices.filter(({ isNational }) => !isNational).slice(0, MOST_CHOSEN);
  return choices.filter((choice) => choice.isNational || locals.includes(choice)).map(({ id }) => id);
}

interface Counted { shown: number; all: number }

/**
 * The fields of the chooser.
 * @param notice what could not be done, for the person who asked for it
 */
export function drawChooser(choices: readonly Choice[], chosen: readonly Id[], view: MatrixView, counted: Counted, notice: string | null): Drawn[] {
  return [
    choices.length <= MOST_TICKED ? ticked(choices, chosen) : picked(choices, chosen),
    h('p', { class: 'note chooser__notice', role: 'status', 'data-key': 'notice' }, notice ?? ''),
    h('div', { class: 'chooser__row', 'data-key': 'view' },
      h('span', { class: 'chooser__one chooser__one--plain' },
        h('input', { type: 'checkbox', id: 'different', name: 'different', checked: view.onlyDifferent }),
        h('label', { for: 'different' }, 'Differences only')),
      h('span', { class: 'chooser__find' },
        h('label', { for: 'find' }, 'Find a row'),
        h('input', { class: 'govuk-input', id: 'find', name: 'find', type: 'search', autocomplete: 'off', value: view.sought })),
      h('button', { class: 'quiet-button', type: 'submit', 'data-key': 'show' }, 'Show'),
      h('span', { class: 'note chooser__counted', role: 'status', 'data-key': 'counted', 'data-part': 'counted' }, `${counted.shown} of ${counted.all} rows`),
      view.rows === null ? null : h('button', { class: 'quiet-button', type: 'button', 'data-action': 'all-rows', 'data-key': 'all-rows' }, 'Show every row')),
  ];
}

function ticked(choices: readonly Choice[], chosen: readonly Id[]): Drawn {
  return h('fieldset', { class: 'chooser__policies', 'data-key': 'policies' },
    h('legend', { class: 'chooser__legend' }, 'Show two to five, and the baseline'),
    choices.map(({ id, title }) => h('span', { class: 'chooser__one', 'data-key': `one-${id}` },
      h('input', { type: 'checkbox', id: `show-${id}`, name: 'policy', value: id, checked: chosen.includes(id) }),
      h('label', { for: `show-${id}` }, title))));
}

function picked(choices: readonly Choice[], chosen: readonly Id[]): Drawn {
  const others = choices.filter(({ id }) => !chosen.includes(id));
  return h('fieldset', { class: 'chooser__policies', 'data-key': 'policies' },
    h('legend', { class: 'chooser__legend' }, 'Show two to five, and the baseline'),
    choices.filter(({ id }) => chosen.includes(id)).map(({ id, title }) => h('span', { class: 'chooser__one', 'data-key': `one-${id}` },
      h('input', { type: 'checkbox', id: `show-${id}`, name: 'policy', value: id, checked: true }),
      h('label', { for: `show-${id}` }, title))),
    h('span', { class: 'chooser__add', 'data-key': 'add' },
      h('label', { class: 'govuk-visually-hidden', for: 'add-policy' }, 'Add a document'),
      h('select', { class: 'govuk-select', id: 'add-policy', name: 'add-policy' },
        h('option', { value: '', selected: true }, 'Add a document'),
        others.map(({ id, title }) => h('option', { value: id, 'data-key': `add-${id}` }, title)))));
}
