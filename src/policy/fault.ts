/** One thing that is wrong in a policy file or the vocabulary, said to the person who edits it. */
export interface Fault {
  /** The file's path as it was given. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** What is wrong, without a full stop. */
  what: string;
  /** How to mend it, without a full stop. */
  mend: string;
}

/**
 * A fault as one line of text.
 *
 * @example
 * formatFault({ file: 'policies/wst.yaml', line: 4, column: 9, what: '"locl" is unknown', mend: 'use "local"' })
 * // policies/wst.yaml:4:9: "locl" is unknown; use "local"
 */
export function formatFault(fault: Fault): string {
  const joint = fault.mend.startsWith('Did you mean') ? '. ' : '; ';
  return `${fault.file}:${fault.line}:${fault.column}: ${fault.what}${joint}${fault.mend}`;
}

/**
 * Faults in the order in which an editor meets them: by file, line and column.
 *
 * @example inReadingOrder([...schemaFaults, ...checkFaults])
 */
export function inReadingOrder(faults: readonly Fault[]): Fault[] {
  return [...faults].sort(
    (a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column || compareText(a.what, b.what),
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
