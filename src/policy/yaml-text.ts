import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, YAMLError } from 'yaml';
import type { Fault } from './fault.ts';

/** Keys and list positions from the top of a file to one of its values. */
export type Path = readonly PropertyKey[];

/** A YAML file: its value, and where each part of it stands in the text. */
export interface YamlText {
  file: string;
  /** The plain value, or undefined where the text could not be read. */
  value: unknown;
  /** What YAML itself refuses: syntax, duplicate keys, tags, too many aliases. */
  faults: Fault[];
  /** A fault at the value of a path, or as near above it as the file has. */
  faultAt(path: Path, what: string, mend: string): Fault;
  /** A fault at a key of the group at a path. */
  faultAtKey(path: Path, key: string, what: string, mend: string): Fault;
  /** A value exactly as it is spelt in the file (`4.10`, where the value is 4.1), or null where it is not one word. */
  spelling(path: Path): string | null;
}

const longestText = 2_000_000;
const mostAliases = 200;
const deepestNesting = 40;

/**
 * Reads YAML 1.2 and keeps the place of every value. Never throws: what is wrong is in `faults`, all of it at once.
 *
 * @example
 * const text = readYaml('policies/wst.yaml', 'title: WST\n');
 * text.value; // { title: 'WST' }
 * text.faultAt(['title'], 'too short', 'write more').column; // 8
 */
export function readYaml(file: string, written: string): YamlText {
  // Editors do not count a byte order mark as a column.
  const content = written.replace(/^\uFEFF/, '');
  if (content.length > longestText) return unreadable(file, 'this file is longer than two million characters', 'split or shorten it');

  const document = parseDocument(content, { prettyErrors: false });
  const lineStarts = lineStartsOf(content);
  const at = (offset: number, what: string, mend: string): Fault => ({ file, ...positionOf(offset, lineStarts), what, mend });

  const beginning = startOf(document.contents) ?? 0;
  const isIndented = positionOf(beginning, lineStarts).column > 1;
  const faults = upToTheFirstBreak([...document.errors, ...document.warnings]).map((error) => {
    if (isIndented && error.code === 'UNEXPECTED_TOKEN' && positionOf(error.pos[0], lineStarts).column === 1) {
      return at(beginning, 'this line is indented, and the rest of the file is not', 'take the spaces before it away, or put "#" before it if it is an explanation');
    }
    const [what, mend] = syntaxMessage(error.code, error.message);
    return at(error.pos[0], what, mend);
  });
  if (document.directives?.yaml.version !== '1.2') {
    faults.push(at(0, 'this file asks for an older YAML, in which "on" and "yes" are not words', 'take the %YAML line away'));
  }
  const excess = excessOf(document);
  if (excess) faults.push(at(excess.offset, excess.what, excess.mend));
  const plain = faults.length > 0 ? undefined : plainValueOf(document);
  if (plain?.tooMany !== undefined) {
    faults.push(at(plain.tooMany, `this file repeats itself with "*" more than ${mostAliases} times over`, 'write the values out'));
  }

  return {
    file,
    value: plain?.value,
    faults,
    faultAt: (path, what, mend) => at(offsetOf(document, path), what, mend),
    faultAtKey: (path, key, what, mend) => at(offsetOfKey(document, path, key), what, mend),
    spelling: (path) => spellingOf(document, path),
  };
}

function unreadable(file: string, what: string, mend: string): YamlText {
  const fault: Fault = { file, line: 1, column: 1, what, mend };
  return {
    file, value: undefined, faults: [fault],
    faultAt: () => fault, faultAtKey: () => fault, spelling: () => null,
  };
}

/** The YAML library's own line counter loses lines after some syntax errors, so lines are counted here. */
function lineStartsOf(content: string): number[] {
  const starts = [0];
  for (let end = content.indexOf('\n'); end !== -1; end = content.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}

function positionOf(offset: number, lineStarts: readonly number[]): { line: number; column: number } {
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - lineStarts[low]! + 1 };
}

/** Once the structure of a file is broken, whatever is said of the rest follows from that break and helps nobody. */
function upToTheFirstBreak(errors: readonly YAMLError[]): YAMLError[] {
  const ordered = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const first = ordered.findIndex(({ code }) => !['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED', 'BAD_ALIAS', 'BAD_DQ_ESCAPE'].includes(code));
  return first === -1 ? ordered : ordered.slice(0, first + 1);
}

/** What the YAML reader says, in words for someone who does not program. */
function syntaxMessage(code: string, message: string): [what: string, mend: string] {
  const plain = message.replace(/\s+/g, ' ').replace(/\.$/, '');
  const sentence = plain.charAt(0).toLowerCase() + plain.slice(1);
  const closing = /end with a ([\]}])/.exec(message)?.[1];
  if (closing) return [`a "${closing === ']' ? '[' : '{'}" is opened and not closed before this`, `close it with "${closing}"`];
  switch (code) {
    case 'DUPLICATE_KEY':
      return ['this key is given twice in one group', 'keep one of the two'];
    case 'TAB_AS_INDENT':
      return ['a tab indents this line', 'indent with spaces'];
    case 'BAD_INDENT':
      return ['this line is indented unlike its neighbours', 'line it up with them, in spaces'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return ['a colon with a space after it makes a key of what stands before it, and there is a key already', 'put the text in quotes, or begin a new line'];
    case 'BLOCK_IN_FLOW':
      return ['a list or group in lines stands inside brackets', 'write it in brackets too, or take the outer brackets away'];
    case 'MULTILINE_IMPLICIT_KEY':
      return ['this line is neither a key with its value nor part of a text', 'begin it with a key and a colon, or put the whole text in quotes'];
    case 'MISSING_CHAR':
      return [sentence, 'add the missing sign, or put the text in quotes'];
    case 'BAD_SCALAR_START':
      return [sentence, 'put the text in quotes'];
    case 'BAD_DQ_ESCAPE':
      return [sentence, "use single quotes, in which a backslash is a backslash"];
    case 'TAG_RESOLVE_FAILED':
      return [sentence, 'take the tag, the word that begins with "!", away'];
    case 'MULTIPLE_DOCS':
      return ['this file holds more than one YAML document', 'take the "---" line away and keep one'];
    case 'BAD_ALIAS':
      return [sentence, 'write the value out'];
    case 'IMPOSSIBLE':
      return [sentence, 'write the line again in plain YAML'];
    default:
      return [sentence, 'put text that holds : # [ ] { } , or begins with a sign in quotes, and check the indentation'];
  }
}

/** Repeats of repeats let ten lines stand for ten million values; the library counts them as it writes them out. */
function plainValueOf(document: Document.Parsed): { value?: unknown; tooMany?: number } {
  try {
    return { value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch {
    let first = 0;
    visit(document, { Alias: (_key, node) => { first = node.range?.[0] ?? 0; return visit.BREAK; } });
    return { tooMany: first };
  }
}

/** An alias inside the very thing it stands for, or nesting without end: null where there is none. */
function excessOf(document: Document.Parsed): { offset: number; what: string; mend: string } | null {
  let found: { offset: number; what: string; mend: string } | null = null;
  visit(document, {
    Node(_key, node, ancestors) {
      if (ancestors.length > deepestNesting * 2) {
        found = { offset: node.range?.[0] ?? 0, what: `this is nested more than ${deepestNesting} deep`, mend: 'say it with fewer levels' };
        return visit.BREAK;
      }
      return undefined;
    },
    Alias(_key, node, ancestors) {
      const target = node.resolve(document);
      const offset = node.range?.[0] ?? 0;
      if (!target) found = { offset, what: `nothing before this is named "&${node.source}"`, mend: 'write the value out' };
      else if (ancestors.includes(target)) found = { offset, what: `"*${node.source}" stands inside the very thing it repeats`, mend: 'write the value out' };
      return found ? visit.BREAK : undefined;
    },
  });
  return found;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const segment of path) {
    node = resolved(document, node);
    if (isMap(node)) {
      const pair = pairOf(node.items, segment);
      if (!pair) return offset;
      offset = valueOffset(pair) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof segment === 'number') {
      const item = node.items[segment];
      if (item === undefined) return offset;
      offset = startOf(item) ?? offset;
      node = item;
    } else if (typeof segment !== 'number') {
      return offset;
    }
  }
  return offset;
}

function offsetOfKey(document: Document.Parsed, path: Path, key: string): number {
  const group = resolved(document, nodeAt(document, path));
  const pair = isMap(group) ? pairOf(group.items, key) : undefined;
  return (pair && startOf(pair.key)) ?? offsetOf(document, path);
}

function spellingOf(document: Document.Parsed, path: Path): string | null {
  const node = resolved(document, nodeAt(document, path));
  return isScalar(node) && typeof node.source === 'string' ? node.source : null;
}

function nodeAt(document: Document.Parsed, path: Path): unknown {
  let node: unknown = document.contents;
  for (const segment of path) {
    node = resolved(document, node);
    if (isMap(node)) node = pairOf(node.items, segment)?.value;
    else if (isSeq(node) && typeof segment === 'number') node = node.items[segment];
    // A list of one may be written without its brackets.
    else if (typeof segment !== 'number') return undefined;
  }
  return node;
}

function resolved(document: Document.Parsed, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function pairOf(pairs: readonly Pair[], key: PropertyKey): Pair | undefined {
  return pairs.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

/** An empty value has no place of its own, so its key stands for it. */
function valueOffset(pair: Pair): number | undefined {
  const empty = isScalar(pair.value) && pair.value.source === '' && pair.value.value === null;
  return empty || pair.value === null ? startOf(pair.key) : startOf(pair.value);
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
