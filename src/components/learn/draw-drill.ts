/** The drill in counting working days on a page: each task with its answer folded, which shows every day counted. */
import { formatDate, type DateParts, type DatePartsError } from '../../calendar/iso-date.ts';
import { markCount, type CountTask, type Marked } from '../../training/drill.ts';
import { joined } from '../../engine/words.ts';
import { dateField } from '../draw/fields.ts';
import { ledger } from '../draw/ledger.ts';
import { unfold } from '../draw/marks.ts';
import { h, type Drawing, type Drawn } from '../draw/node.ts';
import { englandAndWales } from '../../calendar/working-days.ts';

/**
 * A task of the drill, whole without script.
 *
 * @example drawTask(task, 1)
 */
export function drawTask(task: CountTask, number: number, level: 2 | 3 = 3): Drawn {
  return h('div', { class: 'question', 'data-key': `task-${number}` },
    h('p', { class: 'question__number', 'aria-hidden': 'true' }, String(number)),
    h('div', { class: 'question__body' },
      h(`h${level}`, { class: 'question__prompt', id: `task-${number}-prompt` }, h('span', { class: 'govuk-visually-hidden' }, `Count ${number}. `), task.prompt),
      unfold(`task-${number}-answer`, 'The day, and how it is counted', ...drawCount(task, right(task)))));
}

/** What a task asks for, typed in three boxes; with what is said of an answer once there is one. */
export function drawAsked(task: CountTask, number: number, typed: DateParts, error: DatePartsError | null, marked: Marked | null, level: 2 | 3 = 3): Drawn {
  return h('div', { class: 'question', 'data-key': `asked-${number}` },
    h('p', { class: 'question__number', 'aria-hidden': 'true' }, String(number)),
    h('form', { class: 'question__body', novalidate: true, 'data-task': number },
      h(`h${level}`, { class: 'question__prompt' }, h('span', { class: 'govuk-visually-hidden' }, `Count ${number}. `), task.prompt),
      dateField({ id: `task-${number}`, legend: 'The day', value: typed, error }),
      h('button', { class: 'govuk-button govuk-button--secondary question__check', type: 'submit' }, 'Check the day'),
      h('div', { class: 'question__reply', role: 'status' }, marked === null ? null : [
        h('p', { class: `reply reply--${marked.correct ? 'right' : 'wrong'}` }, h('strong', {}, marked.correct ? 'Right. ' : 'Not right. '), marked.because.replace(/^(?:Right|Not right): /, '').replace(/^./, (first) => first.toUpperCase())),
        ...drawCount(task, marked)])));
}

function drawCount({ start, days }: CountTask, { end, counted, skipped }: Pick<Marked, 'end' | 'counted' | 'skipped'>): Drawing[] {
  const named = skipped.filter(({ date }) => englandAndWales.holidayName(date) !== null).map(({ date, reason }) => `${reason} (${formatDate(date)})`);
  const weekends = skipped.length - named.length;
  const parts = [...named, ...(weekends === 0 ? [] : [`${weekends} ${weekends === 1 ? 'day' : 'days'} at weekends`])];
  return [
    h('p', {}, h('strong', {}, formatDate(end)), `: ${counted.length} days counted${days < 0 ? ' back' : ''} from ${formatDate(start)}; ${parts.length === 0 ? 'none skipped' : `skipped: ${joined(parts, 'and')}`}.`),
    ledger({ start, startName: 'start', counted, skipped, end }),
  ];
}

function right(task: CountTask): Marked {
  // Any day serves to be marked: what is shown is the right one.
  return markCount(task, task.start);
}
