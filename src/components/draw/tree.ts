import type { Id, Tree } from '../../policy/model.ts';
import type { Answer } from '../../engine/types.ts';
import { leafText, whoText, type Speech } from '../../engine/words.ts';
import { tag } from './marks.ts';
import { h, type Drawn } from './node.ts';

const ANSWERS: Record<Answer, string> = { yes: 'yes', no: 'no', unknown: 'not known' };

/**
 * A test as nested lists: "All of" and "Any of" over a rule, each fact in words, and whose judgement it is where it
 * is one. With answers, each fact carries the one given.
 *
 * @example testTree({ any: [{ fact: 'child-died' }, { fact: 'child-seriously-harmed' }] }, speech)
 */
export function testTree(tree: Tree, speech: Speech, answers: Record<Id, Answer> | null = null): Drawn {
  if ('all' in tree) return branch('All of', tree.all, speech, answers);
  if ('any' in tree) return branch('Any of', tree.any, speech, answers);
  if ('not' in tree) return branch('Not', [tree.not], speech, answers);
  return h('p', { class: 'tree__leaf' }, leafContent(tree, speech, answers));
}

function branch(word: string, parts: Tree[], speech: Speech, answers: Record<Id, Answer> | null): Drawn {
  return h('div', { class: 'tree' },
    h('p', { class: 'tree__word' }, word),
    h('ul', { class: 'tree__parts' }, parts.map((part) => h('li', {},
      'all' in part || 'any' in part || 'not' in part ? testTree(part, speech, answers) : leafContent(part, speech, answers)))));
}

function leafContent(leaf: Exclude<Tree, { all: Tree[] } | { any: Tree[] } | { not: Tree }>, speech: Speech, answers: Record<Id, Answer> | null) {
  const content = [leafText(leaf, speech)] as (string | Drawn)[];
  if (!('fact' in leaf)) return content;
  if (answers !== null) content.push(': ', h('strong', {}, ANSWERS[answers[leaf.fact] ?? 'unknown']));
  if (speech.vocabulary.facts[leaf.fact]?.judgement === true) content.push(' ', tag('not-stated', judgedBy(leaf.fact, speech)));
  return content;
}

/** Who judges a fact that is a judgement, as far as the document says. */
export function judgedBy(fact: Id, speech: Speech): string {
  const who = whoText(speech.policy.definitions.find((definition) => definition.fact === fact)?.decidedBy ?? null, speech);
  return who === null ? 'a judgement: who makes it is not stated' : `a judgement: ${who}`;
}
