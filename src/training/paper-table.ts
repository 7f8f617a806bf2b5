/** A paper as a table: one row an option. */
import type { Vocabulary } from '../policy/model.ts';
import { mistakeName } from './mistakes.ts';
import { letterOf } from './paper-text.ts';
import type { Paper } from './paper.ts';
import { citeText } from './question.ts';

const HEAD = ['number', 'question', 'kind', 'prompt', 'letter', 'option', 'right', 'mistake', 'because', 'place'];

/**
 * A paper as rows, a head row and a row for each option; `csvText` writes them.
 *
 * @example paperTable(paper, vocabulary)[0] // ['number', 'question', 'kind', 'prompt', 'letter', 'option', ...]
 */
export function paperTable({ questions }: Paper, vocabulary: Vocabulary): string[][] {
  const rows = questions.flatMap(({ id, kind, prompt, options, cites }, number) => options.map(({ text, correct, misconception, because }, place) => [
    String(number + 1), id, kind, prompt, letterOf(place), text, correct ? 'yes' : 'no',
    misconception === null ? '' : mistakeName(misconception), because, citeText(cites, { vocabulary }).trim().replace(/^\(|\)$/g, ''),
  ]));
  return [HEAD, ...rows];
}
