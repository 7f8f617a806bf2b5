/** The same words, different days: two documents' limits over a year of start days. */
import type { DateDifference, DifferenceClass, DifferenceExample, LimitNamed } from '../../compare/date-differences.ts';
import { differenceSentence } from '../../compare/difference-sentence.ts';
import { startTitleOf } from '../../compare/start-titles.ts';
import { capital } from '../../engine/words.ts';
import type { Id } from '../../policy/model.ts';
import { dateTime } from '../draw/date.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';
import type { Names } from './names.ts';

const GROUPS: { class: DifferenceClass; title: string; none: string | null }[] = [
  { class: 'different', title: 'Different', none: 'No limit that both count from the same start gives different days.' },
  { class: 'same-date', title: 'The same days, in other words', none: null },
  { class: 'same', title: 'The same', none: null },
  { class: 'not-comparable', title: 'Not comparable', none: null },
];

/**
 * The differences of dates of two documents, those that differ first.
 *
 * @param level of the headings of the groups
 * @example drawDays(dateDifferences(set, 'wst', 'west-midlands', options), names, 3)
 */
export function drawDays(differences: readonly DateDifference[], names: Names, level: 2 | 3 = 3): Drawn[] {
  if (differences.length === 0) return [h('p', {}, 'They have no limit on the same thing, so there is nothing to lay side by side.')];
  return GROUPS.flatMap(({ class: kind, title, none }) => {
    const found = differences.filter((difference) => difference.class === kind);
    if (found.length === 0 && none === null) return [];
    return [h('section', { class: `days__group days__group--${kind}`, 'data-key': `days-${kind}` },
      h(`h${level}`, { class: 'days__heading' }, title, h('span', { class: 'days__count' }, ` ${found.length}`)),
      found.length === 0 ? h('p', { class: 'note' }, none) : h('ul', { class: 'days' }, found.map((difference) => drawDifference(difference, names))))];
  });
}

/**
 * One limit beside another: the words of both, then what a year of start days makes of them.
 * @param brief leaves out what each reading does
 */
export function drawDifference(difference: DateDifference, names: Names, brief = false): Drawn {
  const { dimension, a, b, class: kind, example } = difference;
  return h('li', { class: `difference difference--${kind}`, 'data-key': `${a.address} ${b.address}`, 'data-class': kind, 'data-row': dimension },
    h('p', { class: 'difference__head' }, h('strong', {}, names.row(dimension))),
    h('p', { class: 'difference__words' }, limitWords(a, names), ' ', h('span', { class: 'difference__and' }, 'and'), ' ', limitWords(b, names)),
    h('p', { class: 'difference__told' }, capital(differenceSentence(difference, names.vocabulary, names.policy).replace(/^Not comparable: /, ''))),
    example === null ? null : drawExample(difference, example, names),
    brief ? null : readingsNote(difference, names));
}

/** A limit's words, led by its document's name. */
export function limitWords({ policy, step, asWritten }: LimitNamed, names: Names): Children {
  const title = names.policy(policy)?.steps.find(({ id }) => id === step)?.title ?? step;
  return [`${names.title(policy)}: `, h('a', { href: names.step(policy, step) }, asWritten === null ? title : `“${asWritten}”`)];
}

function drawExample({ a, b }: DateDifference, { start, ...sides }: DifferenceExample, names: Names): Drawn {
  const starts = [...new Set([...sides.a, ...sides.b].map(({ from }) => from))];
  // What that day is of the case, where both count from one thing alone.
  const [shared, ...others] = a.starts.filter((one) => b.starts.includes(one));
  const dayOf = shared === undefined || others.length > 0 ? [] : [startTitleOf(shared, a, names.vocabulary, names.policy), ', '];
  const side = (policy: Id, dates: DifferenceExample['a']): Drawn => {
    const ends = [...new Map(dates.map((date) => [`${date.earliest} ${date.latest}`, date])).values()];
    return h('li', {}, `${names.title(policy)}: `, ends.map(({ earliest, latest }, place) => [
      place === 0 ? null : ' or ',
      earliest !== null && latest !== null && earliest !== latest ? [dateTime(earliest), ' to '] : null,
      latest === null ? (earliest === null ? 'no end' : ['from ', dateTime(earliest), ' on']) : h('strong', {}, dateTime(latest)),
    ]));
  };
  return h('div', { class: 'difference__example' },
    h('p', {}, starts.length === 1 ? ['For example, counted from ', ...dayOf, dateTime(starts[0]!), ': '] : ['For example, in a case that begins on ', dateTime(start), ': ']),
    h('ul', {}, side(a.policy, sides.a), side(b.policy, sides.b)));
}

/** Under which readings the two agree, where a reading is what parts them. */
function readingsNote({ class: kind, readings, a, b }: DateDifference, names: Names): Drawn | null {
  const doubtful = readings.filter(({ under }) => Object.keys(under).length > 0);
  if (kind !== 'different' || doubtful.length === 0) return null;
  return h('ul', { class: 'difference__readings' }, doubtful.map(({ policy, because, agrees, start, isNoLimit }) => h('li', {},
    h('strong', {}, isNoLimit ? 'No limit' : agrees === null ? 'Starts elsewhere' : agrees ? 'Agrees' : 'Differs'),
    ` if ${names.title(policy)} is read so: `, because ?? '',
    agrees === null && !isNoLimit && start !== null ? ` It then counts from ${startTitleOf(start, policy === a.policy ? a : b, names.vocabulary, names.policy)}.` : null)));
}
