/** Two documents on one sheet, for whoever chairs: the differences that move a date or a case, each with its example. */
import { compareRows } from '../../compare/cells.ts';
import type { ComparedTests } from '../../compare/comparison.ts';
import type { DateDifference } from '../../compare/date-differences.ts';
import { joined } from '../../engine/words.ts';
import type { Id, PolicySet } from '../../policy/model.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { Sizes } from '../draw/paper.ts';
import { drawCounts } from './counts.ts';
import { drawDays, drawDifference } from './days.ts';
import type { Names } from './names.ts';

/** Measured on every two documents. */
export const CHAIR_SIZES: Sizes = [
  { points: 10.5, upTo: 1700 }, { points: 9.5, upTo: 2500 }, { points: 8.5, upTo: 3500 }, { points: 8, upTo: 4200 }, { points: 7.75, upTo: Infinity },
];

/** @example drawChair(set, ['wst', 'west-midlands'], workPair(set, pair), names, '/compare/') */
export function drawChair(set: PolicySet, pair: readonly [Id, Id], { differences, tests }: { differences: DateDifference[]; tests: ComparedTests[] }, names: Names, compare: string): Drawn[] {
  const different = differences.filter(({ class: kind }) => kind === 'different');
  const moving = withoutEchoes(different);
  const open = differences.filter(({ class: kind }) => kind === 'not-comparable');
  const alike = tests.filter(({ sameQuestion }) => sameQuestion);
  const told = new Set([...differences.map(({ dimension }) => dimension)]);
  const rows = compareRows(set, pair).filter(({ dimension, same }) => !told.has(dimension) && same === false);
  return [
    h('section', { class: 'chair' },
      h('h2', {}, 'Differences that move a date'),
      moving.length === 0
        ? h('p', {}, 'None of the limits that count from the same start gives different days.')
        : h('ul', { class: 'days' }, moving.map((difference) => drawDifference(difference, names, true))),
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

const others = (tests: readonly ComparedTests[]): ComparedTests[] => tests.filter(({ sameQuestion, equal }) => !sameQuestion && equal !== null);

/** Two limits of one row that part in the same way, on the same days, need one sheet's room once. */
function withoutEchoes(differences: readonly DateDifference[]): DateDifference[] {
  const seen = new Set<string>();
  return differences.filter(({ dimension, differ, mostWorkingDays, example }) => {
    const ends = (side: 'a' | 'b') => example?.[side].map(({ latest }) => latest).sort();
    const key = JSON.stringify([dimension, differ, mostWorkingDays, ends('a'), ends('b')]);
    return seen.has(key) ? false : seen.add(key);
  });
}
