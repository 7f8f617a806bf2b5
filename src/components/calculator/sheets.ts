/** The sheets that are printed and written on: the returns, and the meeting on one A4. */
import { capital, closed } from '../../engine/words.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';
import { pointsFor, type Sizes } from '../draw/paper.ts';
import type { MeetingSheet, SheetDecision, SheetQuorum, SheetTest } from '../../export/meeting-sheet.ts';
import type { ReturnsSheet } from '../../export/returns-sheet.ts';
import type { SheetStep } from '../../export/sheet-step.ts';

/** The returns of a scoping request: the limit above, blank rows to tick off below. */
export function drawReturnsSheet({ title, returns, columns, rows, checks, whenLate, given, assumed, document }: ReturnsSheet): Drawn {
  const content = [
    returns.length === 0 ? h('p', {}, 'This document has no step in which returns come back.') : returns.map(stepLine),
    h('div', { class: 'sheet__scroll', role: 'region', 'aria-label': 'Table of returns, which may scroll sideways', tabindex: 0 },
      h('table', { class: 'sheet__table' },
        h('thead', {}, h('tr', {}, columns.map((name) => h('th', { scope: 'col' }, name)))),
        h('tbody', {}, rows.map(({ due }) => h('tr', {}, columns.map((name) => h('td', {}, name === 'Due' ? due : ''))))))),
    part('Who checks the returns', checks.map(stepLine), 'The document does not say who checks them.'),
    part('When a return is late', whenLate.map(stepLine), 'The document does not say what happens then.'),
    foot(given, assumed, document),
  ];
  return sheet('returns-sheet', title, content, pointsFor(content, RETURNS_SIZES));
}

/** The meeting on one sheet: who makes it quorate, the tests with the national ones, the decisions open, what follows. */
export function drawMeetingSheet({ title, meetings, quorate, tests, decisions, after, given, assumed, document }: MeetingSheet): Drawn {
  const content = [
    meetings.length === 0 ? h('p', {}, 'This document has no meeting on this path.') : meetings.map(briefLine),
    part('Who makes it quorate', quorate.map(quorumLine), 'The document does not say.'),
    part('The tests', tests.map(testLine), 'The document names no test.'),
    part('Decisions open', decisions.map(decisionLine), 'None on this path.'),
    part('Due after it', after.map(briefLine), 'Nothing with a date.'),
    foot(given, assumed, document),
  ];
  return sheet('meeting-sheet', title, content, pointsFor(content, MEETING_SIZES));
}

/** Measured on the sheets of every document, with as many dates as lines. */
const MEETING_SIZES: Sizes = [
  { points: 10, upTo: 2300 }, { points: 9.5, upTo: 3200 }, { points: 8.75, upTo: 4600 }, { points: 8.25, upTo: 5400 }, { points: 7.75, upTo: 6400 },
  { points: 7.25, upTo: 7200 }, { points: 7, upTo: 8200 }, { points: 6.75, upTo: Infinity },
];
/** Beside its table, which takes half of the sheet. */
const RETURNS_SIZES: Sizes = [{ points: 9.5, upTo: 1600 }, { points: 8.75, upTo: 2400 }, { points: 7.75, upTo: Infinity }];

function sheet(kind: string, title: string, content: Children[], points: number): Drawn {
  return h('section', { class: 'sheet', 'data-points': points, 'data-key': kind, 'aria-labelledby': 'sheet-title' },
    h('h2', { id: 'sheet-title', tabindex: -1 }, title),
    h('p', { class: 'not-printed' },
      h('button', { class: 'govuk-button', type: 'button', 'data-action': 'print-sheet' }, 'Print this sheet'), ' ',
      h('button', { class: 'quiet-button', type: 'button', 'data-action': 'close-sheet' }, 'Close')),
    ...content);
}

function part(title: string, list: Drawn[], none: string): Drawn {
  return h('section', { class: 'sheet__part' }, h('h3', {}, title), list.length === 0 ? h('p', { class: 'note' }, none) : list);
}

/** On the sheet for the meeting there is room for the dates alone; the timetable has the reasons. */
const MOST_READINGS = 3;
/** Longer than this, what a step hangs on is left to the timetable as well. */
const LONGEST_CONDITION = 240;

function briefLine(step: SheetStep): Drawn {
  const days = [...new Set(step.readings.map((reading) => reading.days))];
  const rest = days.length - MOST_READINGS;
  const shown = [...days.slice(0, MOST_READINGS), ...(rest > 0 ? [`${rest} more in the timetable.`] : [])];
  const onlyIf = step.onlyIf !== null && step.onlyIf.length > LONGEST_CONDITION ? 'certain things hold, which the timetable has' : step.onlyIf;
  return stepLine({ ...step, onlyIf, readings: shown.length === 0 ? [] : [{ days: `In doubt: ${shown.join(' Or: ')}`, because: [] }] });
}

function stepLine({ title, who, when, day, limits, readings, late, lateIfLater, onlyIf }: SheetStep): Drawn {
  return h('div', { class: 'sheet__line' },
    h('p', {}, h('strong', {}, title), ': ', day === null ? closed(when) : h('strong', {}, closed(when)), ' ', closed(who),
      limits.length === 0 ? null : ` ${limits.map(({ words, places }) => `${words}${places === '' ? '' : ` (${places})`}`).join('; ')}.`,
      late === null ? null : [' ', h('strong', {}, `Late: ${late}`), '.'],
      lateIfLater === null ? null : [' ', h('strong', {}, 'Late if later'), `: ${lateIfLater}`],
      onlyIf === null ? null : ` Only if ${onlyIf}.`),
    readings.length === 0 ? null : h('ul', { class: 'sheet__readings' }, readings.map(({ days, because }) => h('li', {}, [days, because.join(' Or: ')].filter(Boolean).join(' ')))));
}

function quorumLine({ title, must, should, may, chair, independence, places, readings }: SheetQuorum): Drawn {
  const seats = (name: string, list: string[]) => (list.length === 0 ? null : h('div', {}, h('dt', {}, name), h('dd', {}, h('ul', { class: 'sheet__seats' }, list.map((seat) => h('li', {}, seat))))));
  return h('div', { class: 'sheet__line' },
    h('p', {}, h('strong', {}, title), places === '' ? '' : ` (${places})`),
    h('dl', { class: 'facts' },
      must.length === 0 ? h('div', {}, h('dt', {}, 'Must be there'), h('dd', {}, 'Nobody is named')) : seats('Must be there', must),
      seats('Should be there', should), seats('May be there', may),
      h('div', {}, h('dt', {}, 'Chair'), h('dd', {}, chair ?? 'Not stated'))),
    independence === null ? null : h('p', {}, independence),
    readings.length === 0 ? null : h('ul', { class: 'sheet__readings' }, readings.map(({ means, because }) => h('li', {}, `In doubt: ${means.join('; ')}. ${because}`))));
}

function testLine({ title, national, verdict, explanation, judgements, places }: SheetTest): Drawn {
  return h('div', { class: 'sheet__line' },
    h('p', {}, national ? 'National: ' : '', h('strong', {}, `${verdict ?? 'No verdict'}: ${title}`), places === '' ? '' : ` (${places})`, '. ', capital(explanation.replace(/^(?:Cannot be said(?: yet\.|:)|Met\.|Not met\.) /, ''))),
    judgements.length === 0 ? null : h('p', { class: 'note' }, `Judgements: ${judgements.join('; ')}`));
}

function decisionLine({ title, decides, recommends, finalSay, test, outcomes, when, places }: SheetDecision): Drawn {
  const who = [`decides: ${decides ?? 'not stated'}`, recommends === null ? '' : `recommends: ${recommends}`, finalSay === null ? '' : `final say: ${finalSay}`].filter(Boolean).join('; ');
  return h('div', { class: 'sheet__line' },
    h('p', {}, h('strong', {}, title), places === '' ? '' : ` (${places})`, `. ${closed(when)} ${capital(who)}.${test === null ? '' : ` Test: ${test}.`}`),
    h('p', { class: 'sheet__outcomes' }, outcomes.map(({ title: outcome, then }) => `${outcome}: ${then ?? 'what follows is not stated'}`).join('; '), '.'));
}

function foot(given: string[], assumed: string[], document: string[]): Drawn {
  const row = (name: string, list: string[], none: string) => h('div', {}, h('dt', {}, name), h('dd', {}, list.length === 0 ? none : list.map(closed).join(' ')));
  return h('dl', { class: 'facts sheet__foot' }, row('Given', given, 'Nothing yet'), row('Assumed', assumed, ''), row('From', document, ''));
}
