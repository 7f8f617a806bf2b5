/**
 * A question on a page: whole without script, with its answers folded beneath it. In the browser the element around it
 * turns the list of options into a choice; it finds everything it needs in this drawing.
 */
import type { Question, QuizOption } from '../../training/question.ts';
import { mistakeName } from '../../training/mistakes.ts';
import { letterOf } from '../../training/paper-text.ts';
import { joined } from '../../engine/words.ts';
import type { Vocabulary } from '../../policy/model.ts';
import { cite, unfold } from '../draw/marks.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';

/** How the answers stand beneath a question: folded, open for a trainer, or not at all. */
type Answers = 'folded' | 'open' | 'none';

interface QuestionView {
  number: number;
  vocabulary: Pick<Vocabulary, 'guidance'>;
  answers: Answers;
  /** Whether the question says which document it is about; not where the page says so already. */
  named?: boolean;
  /** The level of the question's heading on its page. */
  level?: 2 | 3 | 4;
  /** Sets questions on one page apart that are otherwise alike. */
  prefix?: string;
}

/**
 * A question with its options and its answers.
 *
 * @example drawQuestion(question, { number: 1, vocabulary, answers: 'folded' })
 */
export function drawQuestion(question: Question, { number, vocabulary, answers, named = true, level = 3, prefix = 'q' }: QuestionView): Drawn {
  const { parts, options, cites } = question;
  const key = `${prefix}-${number}`;
  const body = h('div', { class: 'question__body' },
    h(`h${level}`, { class: 'question__prompt', id: `${key}-prompt` }, h('span', { class: 'govuk-visually-hidden' }, `Question ${number}. `),
      named && parts.title !== null ? h('span', { class: 'question__document' }, `${parts.title}: `) : null,
      parts.told === '' ? null : h('span', { class: 'question__told' }, `${parts.told} `),
      h('span', { class: 'question__asks' }, parts.asks),
      parts.note === '' ? null : h('span', { class: 'question__note' }, ` ${parts.note}`)),
    h('ol', { class: 'question__options', 'data-part': 'options' }, options.map(({ text }, place) => h('li', { class: 'question__option' },
      h('span', { class: 'question__letter' }, letterOf(place)), ' ', h('span', { 'data-part': 'option' }, text)))),
    answers === 'none' ? null : answersOf(options, key, answers, cite(cites, vocabulary)));
  const inside = [h('p', { class: 'question__number', 'aria-hidden': 'true' }, String(number)), body];
  return answers === 'folded'
    ? h('rulebook-question', { class: 'question', 'data-key': question.id, 'data-name': key }, ...inside)
    : h('div', { class: 'question', 'data-key': question.id }, ...inside);
}

function answersOf(options: readonly QuizOption[], key: string, answers: Exclude<Answers, 'none'>, places: Drawn | null): Drawn {
  const right = options.flatMap(({ correct }, place) => (correct ? [letterOf(place)] : []));
  const list = h('ol', { class: 'answers' }, options.map(answer));
  const said = h('p', { class: 'answers__right' }, h('strong', {}, `Right: ${joined(right, 'and')}`), places === null ? null : [' ', places]);
  return answers === 'folded' ? unfold(`${key}-answers`, 'The answers, with reasons', said, list) : h('div', { class: 'question__answers' }, said, list);
}

function answer({ correct, misconception, because }: QuizOption, place: number): Drawn {
  const word: Children = correct ? 'Right.' : 'Not right.';
  return h('li', { class: `answer answer--${correct ? 'right' : 'wrong'}`, 'data-part': 'answer', 'data-right': correct },
    h('span', { class: 'question__letter' }, letterOf(place)), ' ',
    h('span', { class: 'answer__text' }, h('strong', { class: 'answer__word' }, word), ' ', misconception === null ? null : h('em', { class: 'answer__mistake' }, `${mistakeName(misconception)}. `), because));
}
