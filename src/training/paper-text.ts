/** A paper to read or to print: the questions alone, or with their answers. */
import type { Vocabulary } from '../policy/model.ts';
import { mistakeName } from './mistakes.ts';
import type { Paper } from './paper.ts';
import { citeText, type Question, type QuizOption } from './question.ts';

/**
 * A paper as plain text.
 *
 * @param answers whether the right answers and every explanation stand below each question
 * @example paperText(paper, 'WST', vocabulary, false)
 */
export function paperText({ seed, questions }: Paper, title: string, vocabulary: Vocabulary, answers: boolean): string {
  const head = `${title}: ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}, paper ${seed}`;
  const note = 'Choose the right answer. Where the document leaves a doubt, more than one can be right.';
  return [head, note, ...questions.map((question, place) => questionText(question, place + 1, vocabulary, answers))].join('\n\n');
}

/** The letter of an option: A, B, C. */
export const letterOf = (place: number): string => String.fromCharCode(65 + place);

function questionText({ prompt, options, cites }: Question, number: number, vocabulary: Vocabulary, answers: boolean): string {
  const lines = [`${number}. ${prompt}`, ...options.map(({ text }, place) => `   ${letterOf(place)}  ${text}`)];
  if (!answers) return lines.join('\n');
  const right = options.flatMap(({ correct }, place) => (correct ? [letterOf(place)] : []));
  return [
    ...lines,
    `   Right: ${right.join(' and ')}${citeText(cites, { vocabulary })}`,
    ...options.map((option, place) => `   ${letterOf(place)}: ${reasonText(option)}`),
  ].join('\n');
}

/**
 * Why an option is right or wrong, with the mistake by name.
 *
 * @example reasonText(option) // 'Calendar days counted. Counts every day, weekends with them. …'
 */
export function reasonText({ misconception, because }: QuizOption): string {
  return misconception === null ? because : `${mistakeName(misconception)}. ${because}`;
}
