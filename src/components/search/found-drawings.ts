/** What was found, drawn: the same for the field of the header and for the page. */
import { h, type Drawing, type Drawn } from '../draw/node.ts';
import { KINDS, type Found, type Kind } from './finder.ts';
import { wordsIn } from './search-words.ts';

type Result = Found['results'][number];

const ONE: Record<Kind, string> = { document: 'Document', page: 'Page', term: 'Term', test: 'Test', row: 'Comparison', step: 'Step', finding: 'Finding' };
const WHERE: Record<Kind, string> = {
  document: 'Each leads to its procedure.', page: 'Pages of this site.', term: 'In the glossary.', test: 'In the procedures.',
  row: 'What each document says of it, side by side.', step: 'In the procedures.', finding: 'On the pages of findings.',
};
/** As many of one kind as are shown before someone asks for all. */
const FEW = 6;

/**
 * A text with the words that were found marked.
 *
 * @example marked('Return the forms', new Set(['form'])) // ['Return the ', <mark>forms</mark>]
 */
export function marked(text: string, matched: ReadonlySet<string>): Drawing[] {
  const drawn: Drawing[] = [];
  let from = 0;
  for (const { word, start, end } of wordsIn(text)) {
    if (!matched.has(word)) continue;
    if (start > from) drawn.push(text.slice(from, start));
    drawn.push(h('mark', {}, text.slice(start, end)));
    from = end;
  }
  if (from < text.length) drawn.push(text.slice(from));
  return drawn;
}

/** The results for the field of the header: the best, each a link, and one to all. */
export function drawBest(results: readonly Result[], place: (path: string) => string, all: string): Drawn[] {
  return [
    h('ul', { class: 'header__results' }, results.map((result) => h('li', {},
      h('a', { class: 'header__result', href: place(result.path) },
        h('span', { class: 'header__result-title' }, marked(result.title, result.matched)), ' ',
        h('span', { class: 'header__result-of' }, result.document === null ? ONE[result.kind] : `${ONE[result.kind]}, ${result.document}`))))),
    h('p', { class: 'header__all' }, h('a', { href: all }, 'All results')),
  ];
}

/** The results for the page: by kind, a few of each until someone asks for all of a kind. */
export function drawFound({ results }: Found, place: (path: string) => string, whole: ReadonlySet<Kind>): Drawn[] {
  return groupsOf(results).map(([kind, found]) => {
    const shown = whole.has(kind) ? found : found.slice(0, FEW);
    return h('section', { class: 'found', 'data-key': kind, 'aria-labelledby': `found-${kind}` },
      h('h2', { class: 'found__kind', id: `found-${kind}` }, KINDS[kind], ' ', h('span', { class: 'found__count' }, String(found.length))),
      h('p', { class: 'note' }, WHERE[kind]),
      h('ul', { class: 'found__list' }, shown.map((result) => h('li', { class: 'found__one' },
        h('p', { class: 'found__title' }, h('a', { href: place(result.path) }, marked(result.title, result.matched)),
          result.document !== null && [' ', h('span', { class: 'found__of' }, marked(result.document, result.matched))]),
        result.text !== '' && h('p', { class: 'found__text' }, marked(result.text, result.matched))))),
      shown.length < found.length && h('button', { class: 'quiet-button', type: 'button', 'data-all': kind }, `Show all ${found.length} ${KINDS[kind].toLowerCase()}`));
  });
}

/**
 * How much was found, in words, to be read out.
 *
 * @example countedText(found, 'scoping') // '14 results for “scoping”: 2 terms, 8 steps and 4 findings.'
 */
export function countedText({ results, near }: Found, typed: string): string {
  if (results.length === 0) return `Nothing found for “${typed}”.`;
  const groups = groupsOf(results).map(([kind, { length }]) => `${length} ${length === 1 ? ONE[kind].toLowerCase() : KINDS[kind].toLowerCase()}`);
  const list = groups.length === 1 ? groups[0]! : `${groups.slice(0, -1).join(', ')} and ${groups.at(-1)!}`;
  if (near === 'close') return `Nothing has “${typed}” in just this spelling. Close to it: ${list}.`;
  if (near === 'some') return `Nothing has all the words of “${typed}”. With some of them: ${list}.`;
  return `${results.length} ${results.length === 1 ? 'result' : 'results'} for “${typed}”: ${list}.`;
}

function groupsOf(results: readonly Result[]): [Kind, Result[]][] {
  return (Object.keys(KINDS) as Kind[]).flatMap((kind): [Kind, Result[]][] => {
    const found = results.filter((result) => result.kind === kind);
    return found.length === 0 ? [] : [[kind, found]];
  });
}
