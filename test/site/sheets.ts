import { inflateSync } from 'node:zlib';

/** What stands at one height of a sheet. */
export interface PrintedLine { text: string; top: number; size: number }

export interface Sheet {
  /** How far down its room for print the last words stand: 0 for an empty sheet, 1 for a full one. */
  filling: number;
  /** From the top, the foot of the sheet left out. */
  lines: PrintedLine[];
}

/** The margins of `@page`, in points. */
const MARGIN = { top: 45, bottom: 51 };

type Matrix = [number, number, number, number, number, number];

/**
 * The sheets of a print and the words on each, read from the file that the browser makes: nothing else knows where it
 * breaks a page. It reads only what that browser writes, and takes only words for content, no drawing.
 *
 * @throws where it finds no sheet
 * @example sheetsOf(await page.pdf({ preferCSSPageSize: true })).length // 6
 */
export function sheetsOf(pdf: Buffer): Sheet[] {
  const file = pdf.toString('latin1');
  const objects = new Map([...file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [id!, body!]));
  const wordings = new Map<string, (codes: string) => string>();
  const wordingOf = (font: string) => {
    if (!wordings.has(font)) wordings.set(font, fontWording(objects.get(font) ?? '', objects));
    return wordings.get(font)!;
  };
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  if (pages.length === 0) throw new Error('The print holds no sheet.');
  return pages.map((page) => {
    const height = Number(/\/MediaBox \[\S+ \S+ \S+ ([\d.]+)/.exec(page)![1]);
    const fonts = new Map([...page.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, wordingOf(id!)]));
    const words = wordsOf(streamOf(objects.get(/\/Contents (\d+) 0 R/.exec(page)![1]!)!), fonts);
    const room = height - MARGIN.top - MARGIN.bottom;
    const inRoom = words.map((word) => ({ ...word, top: height - word.up })).filter(({ top, text }) => top <= height - MARGIN.bottom && text.trim() !== '');
    return { filling: Math.max(0, ...inRoom.map(({ top }) => (top - MARGIN.top) / room)), lines: linesOf(inRoom) };
  });
}

interface Word { text: string; across: number; up: number; size: number }

function linesOf(words: (Word & { top: number })[]): PrintedLine[] {
  const lines: (PrintedLine & { words: typeof words })[] = [];
  for (const word of [...words].sort((one, other) => one.top - other.top)) {
    const line = lines.at(-1);
    if (line === undefined || word.top - line.top > 1) lines.push({ text: '', top: word.top, size: word.size, words: [word] });
    else line.words.push(word);
  }
  return lines.map(({ words: all, top }) => ({
    text: all.sort((one, other) => one.across - other.across).map(({ text }) => text).join(' ').replace(/\s+/g, ' ').trim(),
    top,
    size: Math.max(...all.map(({ size }) => size)),
  }));
}

/** Each piece of text with its place, in points from the foot of the sheet. */
function wordsOf(content: string, fonts: Map<string, (codes: string) => string>): Word[] {
  const words: Word[] = [];
  const kept: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let place: Matrix = matrix;
  let wording = (_: string) => '';
  let [size, text] = [0, ''];
  for (const [, operands = '', operator] of content.matchAll(/((?:[-\d.]+ |\/\w+ |<[0-9A-Fa-f]*> ?)*)(cm|q|Q|Tf|Tm|Td|Tj|ET)(?=\s|$)/g)) {
    const numbers = operands.trim().split(/\s+/).map(Number);
    if (operator === 'q') kept.push(matrix);
    else if (operator === 'Q') matrix = kept.pop() ?? matrix;
    else if (operator === 'cm') matrix = times(numbers as Matrix, matrix);
    else if (operator === 'Tm') place = numbers as Matrix;
    else if (operator === 'Tf') {
      wording = fonts.get(/\/(\w+)/.exec(operands)![1]!) ?? wording;
      size = numbers.at(-1)!;
    } else if (operator === 'Tj') text += wording(operands.replace(/[<>\s]/g, ''));
    else if (operator === 'ET') {
      const [, , , scale, across, up] = times(place, matrix);
      words.push({ text, across, up, size: size * Math.abs(scale) });
      text = '';
    }
  }
  return words;
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

/** What the codes of a font stand for. */
function fontWording(font: string, objects: Map<string, string>): (codes: string) => string {
  const id = /\/ToUnicode (\d+) 0 R/.exec(font)?.[1];
  const letters = new Map<number, string>();
  for (const [, kind, block] of (id === undefined ? '' : streamOf(objects.get(id)!)).matchAll(/beginbf(char|range)\n([\s\S]*?)endbf/g)) {
    for (const line of block!.trim().split('\n')) {
      const [from = '', to = '', start = ''] = [...line.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, code]) => code!);
      if (kind === 'char') letters.set(parseInt(from, 16), characters(to));
      else for (let code = parseInt(from, 16); code <= parseInt(to, 16); code += 1) letters.set(code, String.fromCharCode(parseInt(start, 16) + code - parseInt(from, 16)));
    }
  }
  const width = font.includes('/Type3') ? 2 : 4;
  return (codes) => (codes.match(new RegExp(`.{${width}}`, 'g')) ?? []).map((code) => letters.get(parseInt(code, 16)) ?? '').join('');
}

function characters(code: string): string {
  return (code.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
}

function streamOf(body: string): string {
  return inflateSync(Buffer.from(body.slice(body.indexOf('stream\n') + 7), 'latin1')).toString('latin1');
}
