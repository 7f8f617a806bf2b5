/** The table of the comparison: a row a question, a column a document. */
import { agreementNote, agreementOf, AGREEMENT_WORDS, type ComparedCell } from '../../compare/agreement.ts';
import type { Cell, CellPart, RowHead } from '../../compare/cells.ts';
import { capital } from '../../engine/words.ts';
import type { Id } from '../../policy/model.ts';
import { doubtAnchor, stepAnchor, testAnchor } from '../anchors.ts';
import { cite, tag } from '../draw/marks.ts';
import { h, type Drawn } from '../draw/node.ts';
import type { Column, Frame } from './columns.ts';

/** What of the table is shown. */
export interface MatrixView {
  onlyDifferent: boolean;
  /** Words that a row must hold; empty: any row. */
  sought: string;
  /** The rows of a link; null: all of them. */
  rows: Id[] | null;
}

/** The table with every row. */
export const WHOLE: MatrixView = { onlyDifferent: false, sought: '', rows: null };

/** A row with the cells of the columns that are shown. */
export interface MatrixRow { head: RowHead; cells: Cell[]; compared: ComparedCell[] }

/** The rows that are shown, in order. */
export function rowsShown(frame: Frame, columns: readonly Column[], { onlyDifferent, sought, rows }: MatrixView): MatrixRow[] {
  const words = sought.trim().toLowerCase();
  return frame.rows.flatMap((head, place) => {
    const cells = columns.map((column) => column.cells[place]!);
    const compared = cells.map((cell, index) => ({ ...cell, name: columns[index]!.title }));
    if (rows !== null && !rows.includes(head.dimension)) return [];
    if (onlyDifferent && agreementOf(compared) !== 'different') return [];
    const text = [head.title, ...cells.map((cell) => cell.text)].join(' ').toLowerCase();
    return text.includes(words) ? [{ head, cells, compared }] : [];
  });
}

/**
 * The table.
 *
 * @param procedures the address under which the procedure pages stand
 * @example drawMatrix(frame, columns, rowsShown(frame, columns, WHOLE), '/procedures/')
 */
export function drawMatrix(frame: Frame, columns: readonly Column[], rows: readonly MatrixRow[], procedures: string): Drawn {
  const groups = [{ id: 'document', title: 'The document', stage: null as Id | null }, ...frame.stages.map(({ id, title }) => ({ id, title, stage: id as Id | null }))]
    .map((group) => ({ ...group, rows: rows.filter(({ head }) => head.stage === group.stage) }))
    .filter((group) => group.rows.length > 0);
  return h('table', { class: `matrix${columns.length > MOST_WITHOUT_SCROLLING ? ' matrix--many' : ''}` },
    h('caption', { class: 'govuk-visually-hidden' }, 'Each question, and what each document says of it'),
    h('thead', {}, h('tr', {},
      h('th', { scope: 'col', class: 'matrix__corner' }, 'Step or question'),
      columns.map((column) => h('th', { scope: 'col', class: `matrix__head${column.isNational ? ' matrix__head--national' : ''}`, 'data-key': `head-${column.id}` },
        h('a', { href: `${procedures}${column.id}/` }, column.title), h('span', { class: 'matrix__about' }, column.about))))),
    groups.map((group) => h('tbody', { 'data-key': `rows-${group.id}` },
      h('tr', {}, h('th', { scope: 'rowgroup', class: 'matrix__stage', colspan: columns.length + 1, id: `rows-${group.id}` }, group.title)),
      group.rows.map((row) => drawRow(row, frame, columns, procedures)))));
}

/** With more columns than this the table scrolls sideways by itself. */
const MOST_WITHOUT_SCROLLING = 6;

function drawRow({ head, cells, compared }: MatrixRow, frame: Frame, columns: readonly Column[], procedures: string): Drawn {
  const agreement = agreementOf(compared);
  const note = agreementNote(compared);
  return h('tr', { 'data-row': head.dimension, id: `row-${head.dimension}` },
    h('th', { scope: 'row', class: 'matrix__row' },
      h('a', { href: `#row-${head.dimension}` }, head.title),
      h('span', { class: 'matrix__agreement' }, h(agreement === 'different' ? 'strong' : 'span', {}, AGREEMENT_WORDS[agreement]), note === '' ? null : `: ${note}`)),
    cells.map((cell, place) => drawCell(cell, columns[place]!, frame, procedures)));
}

const SILENCES = { 'not-stated': 'Not stated', 'not-in-extract': 'Not in the extract', none: 'None' } as const;

function drawCell(cell: Cell, column: Column, { guidance }: Frame, procedures: string): Drawn {
  const procedure = `${procedures}${column.id}/`;
  const { status } = cell;
  const doubts = [...new Set(cell.parts.flatMap((part) => part.doubts))];
  return h('td', { class: `matrix__cell${column.isNational ? ' matrix__cell--national' : ''}`, 'data-key': column.id },
    h('span', { class: 'matrix__policy' }, column.title),
    h('div', { class: 'matrix__value' },
      status === 'stated'
        ? h('ul', { class: 'matrix__parts' }, cell.parts.map((part) => h('li', {}, partText(part), ' ', partPlace(part, guidance, procedure))))
        : [tag(status === 'not-in-extract' ? 'not-in-extract' : 'not-stated', SILENCES[status]), ' ', cite(cell.cites, { guidance })],
      doubts.map((doubt, place) => h('a', { class: 'tag tag--doubt', href: `${procedure}#${doubtAnchor(doubt)}` }, doubts.length === 1 ? 'In doubt' : `Doubt ${place + 1} of ${doubts.length}`))));
}

function partText({ text, label }: CellPart) {
  return label === null ? capital(text) : [h('span', { class: 'matrix__label' }, `${label}: `), text.slice(label.length + 2)];
}

function partPlace(part: CellPart, guidance: Frame['guidance'], procedure: string): Drawn | null {
  const { step, criterion, cites, text } = part;
  const anchor = step !== null ? `#${stepAnchor(step)}` : criterion !== null ? `#${testAnchor(criterion)}` : '';
  // A place of the guidance that the part itself names is enough without its name.
  const places = cites.map((place) => (place.of !== null && text.startsWith(guidance[place.of]?.title ?? ' ') ? { ...place, of: null } : place));
  if (places.length > 0) return cite(places, { guidance }, `${procedure}${anchor}`);
  return anchor === '' ? null : h('a', { class: 'cite', href: `${procedure}${anchor}` }, 'rule');
}

/** One question, a document a line: for a page of its own. */
export function drawRowPage(frame: Frame, columns: readonly Column[], dimension: Id, procedures: string): Drawn {
  const place = frame.rows.findIndex((row) => row.dimension === dimension);
  return h('table', { class: 'matrix matrix--one' },
    h('caption', { class: 'govuk-visually-hidden' }, frame.rows[place]?.title ?? dimension),
    h('tbody', {}, columns.map((column) => h('tr', {},
      h('th', { scope: 'row', class: 'matrix__row' }, h('a', { href: `${procedures}${column.id}/` }, column.title), h('span', { class: 'matrix__about' }, column.about)),
      drawCell(column.cells[place]!, column, frame, procedures)))));
}
