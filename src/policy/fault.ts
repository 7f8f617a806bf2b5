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
  /** The word that the vocabulary lacks, where that is what is wrong. Each use of it is a fault with a place of its own. */
  missing?: MissingWord;
}

/** A word that the vocabulary lacks: its id, and the section that it belongs to (null: the place does not show which). */
interface MissingWord { id: string; section: string | null }

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

/**
 * The same faults with one for each missing word, at its first place, that says where else the word is used. A person adds
 * a word once, however often the files use it.
 *
 * @param faults in reading order
 * @example oncePerWord(loadPolicySet('policies').faults).map(formatFault)
 */
export function oncePerWord(faults: readonly Fault[]): Fault[] {
  const lacking = faults.filter(({ missing }) => missing !== undefined);
  // A document's own name for a thing does not show which section it belongs to; a use of it elsewhere does.
  const sections = new Map(lacking.filter(({ missing }) => missing!.section !== null).reverse().map(({ missing }) => [missing!.id, missing!.section]));
  // With its section, so that an actor and a fact of one name stay two words.
  const wordOf = ({ missing }: Fault) => `${missing!.section ?? sections.get(missing!.id) ?? ''}/${missing!.id}`;
  const uses = new Map<string, Fault[]>();
  for (const fault of lacking) uses.set(wordOf(fault), [...(uses.get(wordOf(fault)) ?? []), fault]);
  return faults.flatMap((fault) => {
    if (fault.missing === undefined) return [fault];
    const [first, ...more] = uses.get(wordOf(fault))!;
    if (first !== fault) return [];
    if (more.length === 0) return [fault];
    const { mend } = [fault, ...more].find(({ missing }) => missing!.section !== null) ?? fault;
    return [{ ...fault, mend, what: `${fault.what}, and is used in ${more.length} more ${more.length === 1 ? 'place' : 'places'} (${placesOf(more, fault.file)})` }];
  });
}

function placesOf(faults: readonly Fault[], beside: string): string {
  const files = [...new Set(faults.map(({ file }) => file))];
  return files.map((file) => {
    const lines = [...new Set(faults.filter((fault) => fault.file === file).map(({ line }) => line))];
    return `${file === beside ? '' : `${file}, `}${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
  }).join('; ');
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
