import type { Fact } from './model.ts';

/**
 * What someone says of a fact that has a question and no title of its own, as part of a sentence; null where it has one,
 * which is then the sentence.
 *
 * @example answerToQuestion(vocabulary.facts['anyone-hurt'], 'no') // 'the answer to “Was anyone hurt?” is no'
 */
export function answerToQuestion(fact: Fact | undefined, answer: 'yes' | 'no'): string | null {
  return fact === undefined || fact.title !== fact.ask ? null : `the answer to “${fact.ask}” is ${answer}`;
}
