/** What can be taken away of a case: the buttons, and what was said when one was pressed. */
import { checkboxField } from '../draw/fields.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';

type TakeAwayAction = 'calendar-file' | 'print' | 'copy-text' | 'copy-link' | 'meeting-sheet' | 'returns-sheet' | 'csv';

export interface TakeAwayView {
  /** One entry for each reading in the calendar file, and not only the day to work to. */
  everyReading: boolean;
  /** What came of the last thing asked for. */
  said: string;
  /** Text that could not be put on the clipboard, to be copied by hand. */
  byHand: string | null;
}

const BUTTONS: readonly { action: TakeAwayAction; name: string; about: string }[] = [
  { action: 'calendar-file', name: 'Calendar file', about: 'one all-day entry a deadline, with a reminder' },
  { action: 'print', name: 'Print the timetable', about: 'with columns for date done and initials' },
  { action: 'copy-text', name: 'Copy as text', about: 'to paste into an e-mail' },
  { action: 'copy-link', name: 'Copy a link', about: 'dates and answers, after the #' },
  { action: 'meeting-sheet', name: 'Meeting sheet, one A4', about: 'who makes it quorate, tests, decisions' },
  { action: 'returns-sheet', name: 'Returns sheet', about: 'blank rows to chase agencies' },
  { action: 'csv', name: 'CSV', about: 'the timetable as data' },
];

/** The buttons. They stand in the order in which they are wanted: those that fill a diary first. */
export function drawTakeAway({ everyReading, said, byHand }: TakeAwayView): Drawing[] {
  return [
    h('h2', { id: 'take-away-title' }, 'Take it away'),
    h('ul', { class: 'take-away' }, BUTTONS.map(button)),
    h('form', { 'data-form': 'take-away', 'data-key': 'take-away-form', autocomplete: 'off', 'aria-labelledby': 'take-away-title' }, checkboxField({
      id: 'every-reading', label: 'In the calendar file, an entry for each reading of a limit in doubt', checked: everyReading,
      hint: 'Otherwise one entry a step, on the day that suits every reading.',
    })),
    h('p', { class: 'note' }, 'A link or a file holds what you entered: whoever has it can read it. To move the entries of an earlier calendar file, come back by a link copied after that file was made.'),
    h('p', { class: 'take-away__said', 'data-key': 'said' }, said),
    byHand === null ? null : h('div', { class: 'govuk-form-group', 'data-key': 'by-hand' },
      h('label', { class: 'govuk-label', for: 'by-hand' }, 'Copy this'),
      h('textarea', { class: 'govuk-textarea', id: 'by-hand', rows: 8, readonly: true }, byHand)),
  ].filter((part) => part !== null);
}

function button({ action, name, about }: (typeof BUTTONS)[number]): Drawn {
  return h('li', { class: 'take-away__one' },
    h('button', { class: 'govuk-button govuk-button--secondary', type: 'button', 'data-action': action, 'data-key': action, 'aria-describedby': `about-${action}` }, name),
    h('p', { class: 'note', id: `about-${action}` }, about));
}
