import type { Id, Place, Vocabulary } from '../../policy/model.ts';
import { placeText } from '../../engine/words.ts';
import { h, type Children, type Drawing, type Drawn } from './node.ts';

export type TagKind =
  | 'plain' | 'not-stated' | 'not-in-extract' | 'doubt' | 'national' | 'projected' | 'late' | 'done' | 'must' | 'should';

/**
 * A word with an edge: what is known about a thing, never by colour alone.
 *
 * @example tag('not-stated', 'Not stated')
 */
export function tag(kind: TagKind, text: string): Drawn {
  return h('span', { class: kind === 'plain' ? 'tag' : `tag tag--${kind}` }, text);
}

/**
 * Where a thing stands in its document, and a word about a place that was not read at its source.
 *
 * @param href the rule's own address, where there is one to go to
 * @example cite([{ at: '4.3.4', of: null, unverified: null }], vocabulary)
 */
export function cite(places: Place[], vocabulary: Pick<Vocabulary, 'guidance'>, href: string | null = null): Drawn | null {
  if (places.length === 0) return null;
  const text = places.map((place) => placeText(place, vocabulary)).join('; ');
  const unverified = places.some((place) => place.unverified !== null || (place.of !== null && vocabulary.guidance[place.of]?.unverified));
  return h('span', { class: 'cite' },
    href === null ? text : h('a', { href }, text),
    unverified ? ' (not read at its source)' : '');
}

type Sign = 'met' | 'not-met' | 'undetermined';

const SIGNS: Record<Sign, string> = {
  met: 'M2 9.500 6.500 14 15 3.500',
  'not-met': 'M3.500 3.500 13.500 13.500M13.500 3.500 3.500 13.500',
  undetermined: 'M4.500 5.500C4.500 3 6.300 1.800 8.500 1.800s4 1.200 4 3.500c0 2.900-4 3-4 6M8.500 13.800v2.400',
};

/** A tick, a cross or a question mark; the word always stands beside it. */
export function sign(kind: Sign): Drawn {
  return h('svg', { class: 'verdict__sign', width: 17, height: 17, viewBox: '0 0 17 17', 'aria-hidden': 'true', focusable: 'false' },
    h('path', { d: SIGNS[kind], fill: 'none', stroke: 'currentColor', 'stroke-width': 2.4 }));
}

/**
 * Something to unfold.
 *
 * @param key keeps it open across a new drawing
 */
export function unfold(key: Id, title: Children, ...content: Children[]): Drawn {
  return h('details', { class: 'govuk-details', 'data-key': key },
    h('summary', { class: 'govuk-details__summary' }, h('span', { class: 'govuk-details__summary-text' }, title)),
    h('div', { class: 'govuk-details__text' }, ...content));
}

/** The document's own words about a time, in quotation marks. */
export function quoted(text: string): Drawing {
  return `“${text}”`;
}
