/** Text with the dates in it marked up as dates. */
import { dayNumber, formatDate, fromDayNumber, MONTHS } from '../../calendar/iso-date.ts';
import { h, type Drawing } from '../draw/node.ts';

const WRITTEN = /((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4})/;

/**
 * A text whose dates are written in full, with each of them in a `time` that machines can read.
 *
 * @example datedText('It ended on Monday 5 January 2026.')
 * // ['It ended on ', <time datetime="2026-01-05">Monday 5 January 2026</time>, '.']
 */
export function datedText(text: string): Drawing[] {
  return text.split(WRITTEN).filter((part) => part !== '').map((part) => {
    const date = WRITTEN.test(part) ? isoDateOf(part) : null;
    return date === null ? part : h('time', { datetime: date }, part);
  });
}

/** Null for a day that is not the weekday it claims to be. */
function isoDateOf(written: string): string | null {
  const [, day = '', month = '', year = ''] = written.split(' ');
  const place = MONTHS.findIndex((name) => name === month) + 1;
  const date = `${year}-${String(place).padStart(2, '0')}-${day.padStart(2, '0')}`;
  try {
    return formatDate(fromDayNumber(dayNumber(date))) === written ? date : null;
  } catch {
    return null;
  }
}
