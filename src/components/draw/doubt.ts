import type { Doubt } from '../../policy/model.ts';
import { doubtAnchor } from '../anchors.ts';
import { askOf, questionOf } from '../../engine/doubt-words.ts';
import { saidBy } from '../doubts.ts';
import { closed, type Speech } from '../../engine/words.ts';
import { cite, quoted } from './marks.ts';
import { h, type Drawn } from './node.ts';

const KINDS: Record<Doubt<unknown>['kind'], string> = {
  'not-stated': 'The document does not say.',
  ambiguous: 'The words can be read in more than one way.',
  conflicting: 'The document says different things in different places.',
};

/**
 * A doubt where it arises: a question, its readings under letters with what each comes to, what suits all of them, and
 * what would settle it.
 *
 * @param effects what each reading comes to, by its id: "day 5"; where it has none, what it says stands there
 * @param workTo a sentence about what suits every reading; null where there is none
 */
export function doubtCallout({ doubt, asWritten, effects, workTo, speech }: {
  doubt: Doubt<unknown>; asWritten: string | null; effects: Record<string, string>; workTo: string | null; speech: Speech;
}): Drawn {
  const said = doubt.readings.map(({ id, changes }) => effects[id] ?? saidBy(changes as Parameters<typeof saidBy>[0], speech));
  // What all of them come to tells none from another.
  const areAlike = said.length > 1 && new Set(said).size === 1;
  const effectOf = (place: number) => (said[place] == null || areAlike ? null : h('span', { class: 'callout__effect' }, said[place]));
  return h('div', { class: `callout${doubt.kind === 'conflicting' ? ' callout--conflict' : ''}`, id: doubtAnchor(doubt.address) },
    h('p', { class: 'callout__title' }, asWritten === null ? '' : `${quoted(asWritten)}: `, questionOf(doubt), ' ',
      h('span', { class: 'callout__kind' }, `${KINDS[doubt.kind]} ${countWord(doubt.readings.length)} readings:`)),
    h('ol', { class: 'callout__readings' }, doubt.readings.map((reading, place) => h('li', { class: `callout__reading${reading.refutedBy === null ? '' : ' callout__reading--refuted'}` },
      h('span', { class: 'callout__letter' }, letter(place)),
      h('span', { class: 'callout__what' },
        closed(reading.because), ' ', cite(reading.cite, speech.vocabulary),
        reading.refutedBy === null ? null : h('span', { class: 'callout__because' }, `Not counted: ${closed(reading.refutedBy)}`)),
      effectOf(place)))),
    h('p', {}, workTo === null ? '' : `${workTo} `, h('strong', {}, 'To settle it: '), `ask the authors to say ${askOf(doubt)}.`));
}

/** A reading's letter: A, B, C. */
export function letter(place: number): string {
  return String.fromCharCode(65 + place);
}

function countWord(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six'][count] ?? String(count);
}
