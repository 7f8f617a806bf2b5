/**
 * Papers for Moodle, in its GIFT format. The grammar is that of Moodle's own importer: a question is one block without a
 * blank line, its title stands between double colons, and `~ = # { } :` and the backslash are escaped wherever they are
 * text. A question with one right answer is marked `=`; one with several gives each its share and lets people tick them
 * all, and a wrong tick takes the same share away.
 */
import type { Vocabulary } from '../policy/model.ts';
import { reasonText } from './paper-text.ts';
import type { Paper } from './paper.ts';
import { citeText, type Question, type QuizOption } from './question.ts';

/** The shares that Moodle knows, by the number of right answers. */
const SHARES = ['', '100', '50', '33.33333', '25', '20'];

/**
 * A paper as GIFT, under a category of its own.
 *
 * @param title the name of the category, the policy's title
 * @example giftOf(paper, 'West Midlands', vocabulary)
 */
export function giftOf({ seed, questions }: Paper, title: string, vocabulary: Vocabulary): string {
  const category = `$CATEGORY: ${categoryName(`${title}, paper ${seed}`)}`;
  return `${[category, ...questions.map((question) => giftQuestion(question, vocabulary))].join('\n\n')}\n`;
}

/** In a category a stroke begins a category inside it; it is written twice where it is text. */
const categoryName = (text: string): string => oneLine(text).replaceAll('/', '//');

function giftQuestion({ id, prompt, options, cites }: Question, vocabulary: Vocabulary): string {
  const right = options.filter(({ correct }) => correct).length;
  const general = citeText(cites, { vocabulary }).trim();
  return [
    `::${escaped(id)}::[plain]${escaped(prompt)} {`,
    ...options.map((option) => `${mark(option, right)}${escaped(option.text)}#${escaped(reasonText(option))}`),
    ...(general === '' ? [] : [`####${escaped(general)}`]),
    '}',
  ].join('\n');
}

function mark({ correct }: QuizOption, right: number): string {
  if (right === 1) return correct ? '=' : '~';
  return `~%${correct ? '' : '-'}${SHARES[right] ?? '100'}%`;
}

/**
 * A text as GIFT takes it: on one line, with what the grammar uses escaped.
 *
 * @example escaped('a = b') // 'a \\= b'
 */
export function escaped(text: string): string {
  return oneLine(text).replaceAll(/[\\~=#{}:]/g, (character) => `\\${character}`);
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
