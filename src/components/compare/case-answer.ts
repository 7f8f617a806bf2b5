/** One case through all: every document on one axis, every due date and every verdict side by side. */
import type { CellStatus } from '../../compare/cells.ts';
import type { CaseAreas, CaseRow, CaseStep, CaseThroughAll, DutyView } from '../../compare/one-case.ts';
import { spreadSentence } from '../../compare/one-case.ts';
import type { Lanes } from '../../compare/lanes.ts';
import type { CriterionVerdict, Verdict } from '../../engine/types.ts';
import { joined, uncapital } from '../../engine/words.ts';
import { writeLink } from '../../export/fragment.ts';
import type { Answer } from '../../engine/types.ts';
import type { Id, IsoDate } from '../../policy/model.ts';
import { doubtAnchor } from '../anchors.ts';
import { dateTime } from '../draw/date.ts';
import { drawLaneKey, drawLanes } from '../draw/lanes.ts';
import { sign, tag, unfold } from '../draw/marks.ts';
import { h, type Children, type Drawn } from '../draw/node.ts';
import type { Names } from './names.ts';

export interface CaseDrawn {
  ids: readonly Id[];
  on: Readonly<Record<Id, IsoDate>>;
  facts: Readonly<Record<Id, Answer>>;
  areas: CaseAreas | null;
  lanes: Lanes | null;
  all: CaseThroughAll;
  /** The address of the calculator. */
  calculator: string;
}

/** What a document's silence on a row means. */
type StatusOf = (policy: Id, dimension: Id) => CellStatus;

const WORDS: Record<Verdict, string> = { met: 'Met', 'not-met': 'Not met', undetermined: 'Cannot be said yet' };

/** @example drawCase({ ids, on, facts: {}, areas: null, lanes, all, calculator: '/calculator/' }, names, statusOf) */
export function drawCase(given: CaseDrawn, names: Names, statusOf: StatusOf): Drawn[] {
  const { ids, on, facts, areas, lanes, all, calculator } = given;
  if (lanes === null && all.rows.length === 0) return [h('p', { 'data-key': 'no-dates' }, 'Enter a date to see what each document makes of it.')];
  const hasAnswers = Object.values(facts).some((answer) => answer !== 'unknown');
  return [
    ...(lanes === null ? [] : [
      h('div', { 'data-key': 'axis' }, drawLanes(lanes, on, { title: names.title, isNational: names.isNational, href: names.procedure, status: statusOf, vocabulary: names.vocabulary }), drawLaneKey()),
    ]),
    h('p', { class: 'note', 'data-key': 'assumed' }, 'Working days are Monday to Friday except bank holidays in England and Wales, and the day after the start is day 1 unless the document says otherwise: assumptions, because no document here defines them. ',
      h('a', { href: '#case-dates' }, 'The same dates as a table'), '.'),
    ...(areas === null || all.duties.length === 0 ? [] : [drawDuties(all.duties, names)]),
    ...(hasAnswers || areas !== null ? [drawVerdicts(all, areas, names)] : []),
    drawDates(all.rows, ids, names, statusOf),
    h('p', { class: 'note', 'data-key': 'to-calculator' }, 'Every day counted and skipped, in the calculator: ',
      ids.map((id, place) => [place === 0 ? null : ', ', h('a', { href: `${calculator}${writeLink({ policy: id, on, facts, decided: {}, readings: {}, conventions: {} })}` }, names.title(id))]), '.'),
  ];
}

// ---- due dates -----------------------------------------------------------------------------------------------

function drawDates(rows: readonly CaseRow[], ids: readonly Id[], names: Names, statusOf: StatusOf): Drawn {
  const isShared = ({ cells }: CaseRow) => cells.filter(({ steps }) => steps.some(({ safe }) => safe !== null)).length > 1;
  const alone = rows.filter((row) => !isShared(row));
  return h('div', { class: 'case-dates', 'data-key': 'dates' },
    h('h3', { id: 'case-dates' }, 'Every date, by its own rule'),
    dateTable(rows.filter(isShared), ids, names, statusOf, 'The last days that each document gives this case'),
    alone.length === 0 ? null : unfold('dates-alone', `Dates that only one of them gives: ${joined(alone.map(({ title }, place) => (place === 0 ? title : uncapital(title))), 'and')}`,
      dateTable(alone, ids, names, statusOf, 'Dates that only one document gives')));
}

function dateTable(rows: readonly CaseRow[], ids: readonly Id[], names: Names, statusOf: StatusOf, caption: string): Drawn {
  return h('table', { class: `matrix matrix--dates${ids.length > 6 ? ' matrix--many' : ''}` },
    h('caption', { class: 'govuk-visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col', class: 'matrix__corner' }, 'What is due'),
      ids.map((id) => h('th', { scope: 'col', class: `matrix__head${names.isNational(id) ? ' matrix__head--national' : ''}`, 'data-key': `due-head-${id}` }, h('a', { href: names.procedure(id) }, names.title(id)))))),
    h('tbody', {}, rows.map((row) => h('tr', { 'data-due': row.dimension, 'data-key': `due-${row.dimension}` },
      h('th', { scope: 'row', class: 'matrix__row' }, h('strong', {}, row.title), h('span', { class: 'matrix__agreement' }, row.spread === null ? '' : spreadSentence(row.spread))),
      ids.map((id) => {
        const steps = (row.cells.find(({ policy }) => policy === id)?.steps ?? []).filter(({ state }) => state !== 'not-applicable');
        return h('td', { class: `matrix__cell${names.isNational(id) ? ' matrix__cell--national' : ''}`, 'data-key': id },
          h('span', { class: 'matrix__policy' }, names.title(id)),
          h('div', { class: 'matrix__value' }, steps.length === 0 ? silence(statusOf(id, row.dimension)) : steps.map((step) => drawStep(step, id, steps.length > 1, names))));
      })))));
}

const silence = (status: CellStatus): Drawn => (status === 'stated'
  ? h('span', { class: 'cite' }, 'Does not apply here')
  : tag(status === 'not-in-extract' ? 'not-in-extract' : 'not-stated', status === 'not-in-extract' ? 'Not in the extract' : 'Not stated'));

function drawStep({ title, applies, limits, step, conflict, workTo, safe }: CaseStep, policy: Id, areSeveral: boolean, names: Names): Drawn {
  return h('div', { class: 'due' },
    areSeveral || applies === 'unknown' ? h('p', { class: 'due__step' }, areSeveral ? title : null, areSeveral && applies === 'unknown' ? ', ' : null, applies === 'unknown' ? 'if it applies' : null) : null,
    limits.map(({ asWritten, dates: all, address }) => {
      // Of a step that is done, a limit that was not in force has no date either.
      const dates = all.filter(({ state, earliest, latest }) => state !== 'not-in-force' && !(state === 'done' && earliest === null && latest === null));
      if (dates.length === 0) return null;
      const ends = [...new Set(dates.flatMap(({ latest }) => latest ?? []))].sort();
      // Beside a day, a reading that gives none is one of its readings all the same.
      const open = ends.length === 0 ? [] : dates.filter(({ state, earliest, latest }) => latest === null && earliest === null && state !== 'done');
      const isProjected = dates.some(({ state, latest }) => state === 'projected' && latest !== null);
      const doubts = [...new Set(dates.flatMap(({ under }) => Object.keys(under)))];
      return h('p', { class: 'due__limit', 'data-key': address },
        ends.length === 0 ? h('span', { class: 'due__none' }, undatedWord(dates)) : ends.map((end, place) => [place === 0 ? null : ' or ', h('strong', {}, dateTime(end, 'short'))]),
        isProjected ? ' projected, at the latest' : null, open.length === 0 ? null : `, or ${uncapital(undatedWord(open))}`, ' ',
        h('a', { class: 'cite', href: names.step(policy, step) }, asWritten === null ? 'its limit' : `“${asWritten}”`),
        ends.length + open.length > 1 && doubts[0] !== undefined ? [' ', h('a', { class: 'tag tag--doubt', href: `${names.procedure(policy)}#${doubtAnchor(doubts[0])}` }, 'In doubt')] : null);
    }),
    conflict === null ? null : h('p', { class: 'due__conflict' }, 'No day suits every reading.'),
    conflict === null && safe !== null && bindsAlone(limits, safe) ? h('p', { class: 'due__work' }, 'The tightest binds: ', dateTime(safe, 'short'), '.') : null,
    workTo !== null && workTo !== safe ? h('p', { class: 'due__work' }, 'Work to ', dateTime(workTo, 'short'), '.') : null);
}

/** Whether another limit would go on past the day that binds. */
const bindsAlone = (limits: CaseStep['limits'], safe: IsoDate): boolean =>
  limits.length > 1 && limits.some(({ dates }) => dates.length > 0 && dates.every(({ latest }) => latest !== null && latest > safe));

function undatedWord(dates: CaseStep['limits'][number]['dates']): string {
  if (dates.some(({ state }) => state === 'waiting')) return 'No date yet';
  if (dates.some(({ state }) => state === 'unquantified')) return 'No number of days';
  if (dates.some(({ state }) => state === 'sets-the-clock')) return 'It starts the count';
  return dates.some(({ state }) => state === 'beyond-calendar') ? 'Past the bank holidays known' : 'No limit';
}

// ---- verdicts --------------------------------------------------------------------------------------------------

function drawVerdicts({ verdicts }: CaseThroughAll, areas: CaseAreas | null, names: Names): Drawn {
  const shown = areas === null ? verdicts : verdicts.filter(({ policy }) => !names.isNational(policy));
  return h('div', { class: 'case-verdicts', 'data-key': 'verdicts' },
    h('h3', { id: 'case-verdicts' }, 'Every verdict, by its own test'),
    h('dl', { class: 'case-verdicts__list' }, shown.map(({ policy, criteria }) => h('div', { class: `case-verdicts__policy${names.isNational(policy) ? ' case-verdicts__policy--national' : ''}`, 'data-key': `verdicts-${policy}`, 'data-verdicts': policy },
      h('dt', {}, h('a', { href: names.procedure(policy) }, names.title(policy))),
      h('dd', {}, criteria.length === 0 ? 'Names no test.' : h('ul', {}, criteria.map((one) => h('li', {}, drawVerdict(one, policy, names)))))))));
}

function drawVerdict({ id, title, verdict, listed, missing }: CriterionVerdict, policy: Id, names: Names): Children {
  const asks = missing.map((fact) => `“${names.vocabulary.facts[fact]?.ask ?? fact}”`);
  return h('p', { class: `case-verdict verdict--${verdict}` }, sign(verdict), h('span', {},
    h('span', { class: 'verdict__word' }, `${WORDS[verdict]}: `), h('a', { href: names.test(policy, id) }, uncapital(title)),
    listed ? (asks.length === 0 ? '' : h('span', { class: 'cite' }, ` Missing: ${asks.length > 3 ? `${asks.length} answers` : joined(asks, 'and')}`)) : h('span', { class: 'cite' }, ' Named, not listed')));
}

/** Whose duty it is, where home and harm are in two areas: the national tests as each of them must answer. */
function drawDuties(duties: readonly DutyView[], names: Names): Drawn {
  const area = (id: Id) => (id === 'elsewhere' ? 'The area elsewhere' : names.title(id));
  const roles: Record<DutyView['role'], string> = {
    home: 'where the child lives', harm: 'where it happened', both: 'where the child lives and where it happened',
  };
  const national = duties[0]?.verdicts ?? [];
  return h('div', { class: 'case-duties', 'data-key': 'duties' },
    h('h3', { id: 'case-duties' }, 'Whose duty it is'),
    h('p', {}, 'The national tests turn on the area. Each local authority answers them for its own:'),
    h('table', { class: 'duties' },
      h('caption', { class: 'govuk-visually-hidden' }, 'The national tests, as each area must answer them'),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'National test'), duties.map((duty) => h('th', { scope: 'col' }, area(duty.area), h('span', { class: 'matrix__about' }, roles[duty.role]))))),
      h('tbody', {}, national.map(({ id, title }) => h('tr', { 'data-key': `duty-${id}` }, h('th', { scope: 'row' }, title),
        duties.map(({ verdicts }) => {
          const verdict = verdicts.find((one) => one.id === id)?.verdict ?? 'undetermined';
          return h('td', { class: `case-verdict verdict--${verdict}` }, sign(verdict), ' ', h('span', { class: 'verdict__word' }, WORDS[verdict]));
        }))))));
}
