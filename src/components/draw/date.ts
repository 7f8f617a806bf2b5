import { formatDate, formatShortDate, formatShortDay, type IsoDate } from '../../calendar/iso-date.ts';
import { h, type Drawn } from './node.ts';

export type DateForm = 'full' | 'short' | 'day';

/**
 * A date that machines can read too: in full at its first mention, short in a repeated reading, as a bare day in a chart.
 *
 * @example dateTime('2026-04-17') // <time datetime="2026-04-17">Friday 17 April 2026</time>
 */
export function dateTime(date: IsoDate, form: DateForm = 'full'): Drawn {
  return h('time', { datetime: date }, dateText(date, form));
}

/** The text of a date in one of its forms. */
export function dateText(date: IsoDate, form: DateForm = 'full'): string {
  if (form === 'full') return formatDate(date);
  return form === 'short' ? formatShortDate(date) : formatShortDay(date);
}

/**
 * A date set large, as the loudest thing of its entry: weekday and day, then month and year.
 *
 * @example bigDate('2026-03-31') // "Tue 31" over "March 2026", and read out as Tuesday 31 March 2026
 */
export function bigDate(date: IsoDate): Drawn {
  const [weekday = '', day = '', ...monthAndYear] = formatDate(date).split(' ');
  return h('time', { class: 'day', datetime: date },
    h('span', { class: 'day__number' }, h('span', {}, weekday.slice(0, 3)), h('span', { class: 'govuk-visually-hidden' }, weekday.slice(3)), ` ${day}`),
    ' ',
    h('span', { class: 'day__month' }, monthAndYear.join(' ')));
}
