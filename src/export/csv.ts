/**
 * Rows as comma-separated values, as RFC 4180 has them: lines end in CR LF, a field with a comma, a quote or a line end
 * is quoted, and a quote in it is doubled.
 *
 * A spreadsheet takes a field that begins with = + - @, a tab or a carriage return for a formula and would run it, so
 * such a field gets an apostrophe before it.
 *
 * @example csvText([['step', 'due'], ['=1+1', 'Friday, 17 April']]) // 'step,due\r\n\'=1+1,"Friday, 17 April"\r\n'
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
