/** A paper as CSV (RFC 4180): one row an option, safe to open in a spreadsheet. */
import type { Vocabulary } from '../policy/model.ts';
import { mistakeName } from './mistakes.ts';
import { letterOf } from './paper-text.ts';
import type { Paper } from './paper.ts';
import { citeText } from './question.ts';

const HEAD = ['number', 'question', 'kind', 'prompt', 'letter', 'option', 'right', 'mistake', 'because', 'place'];

/**
 * A paper as CSV, with a head row and a row for each option.
 *
 * @example paperCsv(paper, vocabulary).split('\r\n')[0] // 'number,question,kind,prompt,letter,option,right,mistake,because,place'
 */
export function paperCsv({ questions }: Paper, vocabulary: Vocabulary): string {
  const rows = questions.flatMap(({ id, kind, prompt, options, cites }, number) => options.map(({ text, correct, misconception, because }, place) => [
    String(number + 1), id, kind, prompt, letterOf(place), text, correct ? 'yes' : 'no',
    misconception === null ? '' : mistakeName(misconception), because, citeText(cites, { vocabulary }).trim().replace(/^\(|\)$/g, ''),
  ]));
  return `${[HEAD, ...rows].map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

/** A field that no spreadsheet takes for a formula, quoted where it must be. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
