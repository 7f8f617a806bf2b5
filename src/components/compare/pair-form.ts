/** Which two documents are laid side by side day by day and case by case, in which year, and how far apart their starts are. */
import type { Lag } from '../../compare/date-differences.ts';
import { startTitleIn } from '../../compare/start-titles.ts';
import { capital } from '../../engine/words.ts';
import type { Id, Policy, Vocabulary } from '../../policy/model.ts';
import { selectField } from '../draw/fields.ts';
import { unfold } from '../draw/marks.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { Choice } from './chooser.ts';
import type { Names } from './names.ts';

export interface PairState { a: Id; b: Id; year: string; lag: Record<string, string> }

/** The lags that are whole numbers, and the starts whose lag is not. */
export function readLag(lag: Readonly<Record<string, string>>): { lag: Lag; wrong: string[] } {
  const told = Object.entries(lag).filter(([, days]) => days.trim() !== '');
  const isNumber = (days: string) => /^\d{1,3}$/.test(days.trim());
  return { lag: Object.fromEntries(told.filter(([, days]) => isNumber(days)).map(([start, days]) => [start, Number(days)])), wrong: told.filter(([, days]) => !isNumber(days)).map(([start]) => start) };
}

/** What was compared, for paper and for those without the form. */
export function pairText({ a, b, year, lag }: PairState, names: Names, vocabulary: Vocabulary): string {
  const told = Object.entries(readLag(lag).lag).map(([start, days]) => `${startTitleIn(start, bothOf({ a, b }, names), vocabulary)} ${days}`);
  const apart = told.length === 0 ? '' : ` Working days after the first: ${told.join(', ')}.`;
  return `${names.title(a)} and ${names.title(b)}, start days of ${year}.${apart}`;
}

/**
 * The form that chooses two documents, the year of their start days, and how far apart their starts are.
 *
 * @param starts those whose lag can be given, each a name as `startsOf` gives it
 * @example drawPairForm({ a: 'wst', b: 'kscp', year: '2026', lag: {} }, choices, YEARS, starts, vocabulary, names)
 */
export function drawPairForm({ a, b, year, lag }: PairState, choices: readonly Choice[], years: readonly string[], starts: readonly string[], vocabulary: Vocabulary, names: Names): Drawn[] {
  const options = choices.map(({ id, title }) => ({ value: id, text: title }));
  const { wrong } = readLag(lag);
  const both = bothOf({ a, b }, names);
  return [
    h('div', { class: 'pair-form', 'data-key': 'pair-fields' },
      selectField({ id: 'pair-a', label: 'One document', options, value: a }),
      selectField({ id: 'pair-b', label: 'The other', options, value: b }),
      selectField({ id: 'pair-year', label: 'Start days of', options: years.map((one) => ({ value: one, text: one })), value: year })),
    unfold('pair-lags', 'Limits that start elsewhere: how far apart the starts are',
      h('p', { class: 'form__note' }, 'Limits that count from different starts can only be compared if it is said how many working days lie between the starts. Give at least two; leave out what is not known.'),
      h('div', { class: 'pair-form__lags' }, starts.map((start) => h('div', { class: `govuk-form-group${wrong.includes(start) ? ' govuk-form-group--error' : ''}`, 'data-key': `lag-group-${start}` },
        h('label', { class: 'govuk-label', for: `lag-${start}` }, capital(startTitleIn(start, both, vocabulary))),
        wrong.includes(start) ? h('p', { class: 'govuk-error-message', id: `lag-${start}-error` }, h('span', { class: 'govuk-visually-hidden' }, 'Error:'), ' Enter a whole number of working days, such as 2') : null,
        h('input', {
          class: `govuk-input govuk-input--width-3${wrong.includes(start) ? ' govuk-input--error' : ''}`, id: `lag-${start}`, name: `lag-${start}`, type: 'text', inputmode: 'numeric', autocomplete: 'off',
          'aria-describedby': wrong.includes(start) ? `lag-${start}-error` : null, value: lag[start] ?? '',
        }), ' ', h('span', { class: 'note' }, 'working days after the first'))))),
    h('button', { class: 'govuk-button', type: 'submit', 'data-key': 'pair-submit' }, 'Compare these two'),
  ];
}

/** What the form holds now. */
export function readPairForm(form: FormData, state: PairState): PairState {
  const text = (name: string) => String(form.get(name) ?? '');
  const lag = Object.fromEntries([...form.keys()].filter((name) => name.startsWith('lag-')).map((name) => [name.slice('lag-'.length), text(name)]));
  return { a: text('pair-a') || state.a, b: text('pair-b') || state.b, year: text('pair-year') || state.year, lag: { ...state.lag, ...lag } };
}

/** The two documents, for the titles they give to the steps they count from. */
function bothOf({ a, b }: Pick<PairState, 'a' | 'b'>, names: Names): Policy[] {
  return [a, b].flatMap((id) => names.policy(id) ?? []);
}
