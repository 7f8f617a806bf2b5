/** Two documents on one sheet, for whoever chairs: the differences that move a date or a case, each with its example. */
import { compareRows, type Row } from '../../compare/cells.ts';
import type { ComparedTests } from '../../compare/comparison.ts';
import type { DateDifference, LimitNamed } from '../../compare/date-differences.ts';
import { startTitleOf } from '../../compare/start-titles.ts';
import { joined, uncapital } from '../../engine/words.ts';
import type { Id, PolicySet } from '../../policy/model.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { Sizes } from '../draw/paper.ts';
import { drawCounts } from './counts.ts';
import { drawDays, drawDifference, limitWords } from './days.ts';
import type { Names } from './names.ts';

/** Measured on every two documents. */
export const CHAIR_SIZES: Sizes = [
  { points: 10.5, upTo: 1700 }, { points: 9.5, upTo: 2750 }, { points: 8.5, upTo: 3810 }, { points: 8, upTo: 4350 }, { points: 7.75, upTo: Infinity },
];

/** @example drawChair(set, ['wst', 'west-midlands'], workPair(set, pair), names, '/compare/') */
export function drawChair(set: PolicySet, pair: readonly [Id, Id], { differences, tests }: { differences: DateDifference[]; tests: ComparedTests[] }, names: Names, compare: string): Drawn[] {
  const different = differences.filter(({ class: kind }) => kind === 'different');
  const moving = withoutEchoes(different);
  const alone = limitsAlone(differences);
  const open = differences.filter((difference) => difference.class === 'not-comparable' && !alone.has(difference));
  const alike = tests.filter(({ sameQuestion }) => sameQuestion);
  const told = new Set([...differences.map(({ dimension }) => dimension)]);
  const differing = compareRows(set, pair).filter(({ dimension, same }) => !told.has(dimension) && same === false);
  const oneSided = differing.filter((row) => isLimitOfOne(row, set));
  const rows = differing.filter((row) => !oneSided.includes(row));
  return [
    h('section', { class: 'chair' },
      h('h2', {}, 'Differences that move a date'),
      moving.length === 0
        ? h('p', {}, 'None of the limits that count from the same start gives different days.')
        : h('ul', { class: 'days' }, moving.map((difference) => drawDifference(difference, names, true))),
      alone.size + oneSided.length === 0 ? null : h('p', { class: 'chair__open' }, h('strong', {}, 'Only one of them has: '),
        [...alone].map(([{ dimension, why }, limit]) => [names.row(dimension), ', as a further limit: ', limitWords(limit, names), why === 'no-number' ? '' : startOf(limit, names), '. ']),
        oneSidedLimits(oneSided, names)),
      open.length === 0 ? null : h('p', { class: 'chair__open' }, h('strong', {}, 'Not comparable as they stand: '), `${joined([...new Set(open.map(({ dimension }) => names.row(dimension)))], 'and')}. They start elsewhere, or one gives no number of days.`)),
    h('section', { class: 'chair' },
      h('h2', {}, 'Differences that move a case'),
      alike.length === 0 ? h('p', {}, 'They have no test for the same question.') : drawCounts(alike, names)),
    h('section', { class: 'chair' },
      h('h2', {}, 'Also different'),
      h('p', {}, rows.length === 0 ? 'Nothing else that both were read for.' : [joined(rows.map(({ title }) => title), 'and'), '.']),
      h('p', { class: 'not-printed' }, h('a', { href: `${compare}#v=1&policies=${pair.join(',')}&only=different` }, 'These rows in the table'))),
    ...(others(tests).length === 0 ? [] : [h('section', { class: 'chair not-printed' }, h('h2', {}, 'Tests of different questions'), drawCounts(others(tests), names))]),
    ...(differences.length === different.length ? [] : [h('section', { class: 'chair not-printed' }, h('h2', {}, 'Every limit that both have'), drawDays(differences.filter(({ class: kind }) => kind !== 'different'), names).slice(1))]),
  ];
}

/** The rows in which one document alone has a limit, those with the same told together. */
function oneSidedLimits(rows: readonly Row[], names: Names): string[] {
  const titles = new Map<string, string[]>();
  for (const row of rows) {
    const limit = limitOfOne(row, names);
    titles.set(limit, [...(titles.get(limit) ?? []), row.title]);
  }
  return [...titles].map(([limit, own]) => `${joined(own.map((title, place) => (place === 0 ? title : uncapital(title))), 'and')}: ${limit}. `);
}

/** Which document has a limit in a row that the other leaves empty, and what it is, or how many where they are several. */
function limitOfOne({ cells }: Row, names: Names): string {
  const { policy, text, parts } = cells.find(({ status }) => status === 'stated')!;
  const steps = new Set(parts.map(({ step }) => step)).size;
  const limits = parts.length > 1 ? `${parts.length} limits` : text.length > MOST_LETTERS ? '' : uncapital(text);
  return [names.title(policy), steps > 1 ? `for ${steps} steps` : limits].filter((part) => part !== '').join(', ');
}

/** Longer than this, a limit is named and not told: the sheet is one side of A4, and the table has the words. */
const MOST_LETTERS = 80;

const others = (tests: readonly ComparedTests[]): ComparedTests[] => tests.filter(({ sameQuestion, equal }) => !sameQuestion && equal !== null);

/** The limits that have no counterpart of their own: laid beside one that another limit of their document is compared with already. */
function limitsAlone(differences: readonly DateDifference[]): Map<DateDifference, LimitNamed> {
  const isCompared = ({ policy, address }: LimitNamed) => differences.some(({ a, b, class: kind }) =>
    kind !== 'not-comparable' && [a, b].some((one) => one.policy === policy && one.address === address));
  return new Map(differences.flatMap((difference): [DateDifference, LimitNamed][] => {
    const { a, b, class: kind } = difference;
    if (kind !== 'not-comparable' || isCompared(a) === isCompared(b)) return [];
    return [[difference, isCompared(a) ? b : a]];
  }));
}

/** A row of limits in which one document, read in full there, gives none. */
function isLimitOfOne({ dimension, cells }: Row, { vocabulary }: PolicySet): boolean {
  const select = vocabulary.dimensions.find(({ id }) => id === dimension)?.select;
  return select?.by === 'does' && select.show === 'limits' && cells.some(({ status }) => status === 'stated') && cells.some(({ status }) => status === 'not-stated');
}

function startOf(limit: LimitNamed, { vocabulary, policy }: Names): string {
  return limit.starts.length === 0 ? '' : `, counted from ${joined(limit.starts.map((start) => startTitleOf(start, limit, vocabulary, policy)), 'or')}`;
}

/** Two limits of one row that part in the same way, on the same days, need one sheet's room once. */
function withoutEchoes(differences: readonly DateDifference[]): DateDifference[] {
  const seen = new Set<string>();
  return differences.filter(({ dimension, differ, mostWorkingDays, example }) => {
    const ends = (side: 'a' | 'b') => example?.[side].map(({ latest }) => latest).sort();
    const key = JSON.stringify([dimension, differ, mostWorkingDays, ends('a'), ends('b')]);
    return seen.has(key) ? false : seen.add(key);
  });
}
