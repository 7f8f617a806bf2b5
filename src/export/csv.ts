/**
 * Comma-separated text as RFC 4180 has it, safe to open in a spreadsheet: a cell that a spreadsheet would take for a
 * formula gets an apostrophe in front. The one place where CSV is written.
 */

/** A number is written as it is; text is never taken for one. Null is an empty cell. */
export type Cell = string | number | null;

const BYTE_ORDER_MARK = '\uFEFF';

/** What begins a formula, or a cell that a spreadsheet trims down to one. */
const BEGINS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Rows as CSV: CRLF after every row, quotation marks only where RFC 4180 needs them.
 *
 * @param byteOrderMark puts U+FEFF first, without which Excel reads letters such as “é” wrongly from a file
 * @throws RangeError for a number that is not finite
 * @example csvText([['Step', 'Days'], ['Send, then file', -2], ['=SUM(A1)', null]])
 * // 'Step,Days\r\n"Send, then file",-2\r\n\'=SUM(A1),\r\n'
 */
export function csvText(rows: readonly (readonly Cell[])[], { byteOrderMark = false }: { byteOrderMark?: boolean } = {}): string {
  const lines = rows.map((row) => `${row.map(cellText).join(',')}\r\n`);
  return `${byteOrderMark ? BYTE_ORDER_MARK : ''}${lines.join('')}`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`Not a number that a cell can hold: ${cell}`);
    return String(cell);
  }
  const text = BEGINS_FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
