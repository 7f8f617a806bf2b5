/**
 * A reader of GIFT as strict as Moodle's importer is, written from its description and sharing nothing with the writer:
 * blocks parted by blank lines, escapes by a backslash, one answer block in braces, answers that begin with `=` or `~`,
 * weights from the list that Moodle has, feedback after `#`, general feedback after `####`.
 */
export interface GiftAnswer { weight: number; text: string; feedback: string }
export interface GiftQuestion { title: string; text: string; single: boolean; answers: GiftAnswer[]; general: string }

const WEIGHTS = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111, 10, 5, 0];
const LONGEST_TITLE = 255;

/** @throws Error at the first thing that the grammar does not allow */
export function readGift(content: string): { category: string; questions: GiftQuestion[] } {
  const blocks = content.replaceAll('\r\n', '\n').split(/\n\s*\n/).map((block) => block.trim()).filter((block) => block !== '');
  const [first = '', ...rest] = blocks;
  if (!first.startsWith('$CATEGORY: ') || first.includes('\n')) throw new Error('no category');
  return { category: first.slice('$CATEGORY: '.length), questions: rest.map(readQuestion) };
}

function readQuestion(block: string): GiftQuestion {
  const title = /^::((?:\\.|[^\\:])*)::/.exec(block);
  if (!title) throw new Error(`no title: ${block.slice(0, 80)}`);
  if (unescape(title[1]!).length > LONGEST_TITLE) throw new Error('the title is too long');
  const { text, rest } = until(block.slice(title[0].length), '{');
  const inside = until(rest, '}');
  if (inside.rest.trim() !== '') throw new Error(`text after the answers: ${inside.rest}`);
  const format = /^\[(html|plain|moodle|markdown)\]/.exec(text);
  if (!format) throw new Error('no format');
  const [answers = '', general = ''] = splitAt(inside.text, '####');
  const read = answersIn(answers);
  const right = read.filter(({ mark }) => mark === '=');
  const single = right.length > 0;
  if (single && right.length !== 1) throw new Error('several answers marked = and none weighted');
  if (single && read.some(({ weighted }) => weighted)) throw new Error('weights beside =');
  const weights = read.map(({ weight }) => weight);
  const whole = weights.filter((weight) => weight > 0).reduce((sum, weight) => sum + weight, 0);
  if (Math.abs(whole - 100) > 0.01) throw new Error(`the right answers come to ${whole}`);
  if (read.length < 2) throw new Error('fewer than two answers');
  const texts = read.map((answer) => answer.text);
  if (new Set(texts).size !== texts.length) throw new Error('two answers alike');
  return {
    title: unescape(title[1]!), text: unescape(text.slice(format[0].length).trim()), single, general: unescape(general.trim()),
    answers: read.map(({ weight, text: answer, feedback }) => ({ weight, text: answer, feedback })),
  };
}

function answersIn(text: string): { mark: string; weighted: boolean; weight: number; text: string; feedback: string }[] {
  const starts = [...text.matchAll(/\\.|[=~]/gs)].filter(([found]) => found.length === 1).map(({ index }) => index);
  if (text.slice(0, starts[0] ?? text.length).trim() !== '') throw new Error(`text before the first answer: ${text}`);
  return starts.map((start, place) => {
    const answer = text.slice(start + 1, starts[place + 1] ?? text.length);
    const mark = text[start]!;
    const weight = /^%(-?\d+(?:\.\d+)?)%/.exec(answer);
    if (weight && !WEIGHTS.includes(Math.abs(Number(weight[1])))) throw new Error(`Moodle has no weight of ${weight[1]}`);
    const [words = '', feedback = '', ...more] = splitAt(answer.slice(weight?.[0].length ?? 0), '#');
    if (more.length > 0) throw new Error('feedback twice');
    if (words.trim() === '' || words.trim().startsWith('%')) throw new Error('an empty answer');
    refuseBare(words);
    refuseBare(feedback);
    return { mark, weighted: weight !== null, weight: weight ? Number(weight[1]) : mark === '=' ? 100 : 0, text: unescape(words.trim()), feedback: unescape(feedback.trim()) };
  });
}

/** Up to the first such character that is not escaped. */
function until(text: string, character: string): { text: string; rest: string } {
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === '\\') place += 1;
    else if (text[place] === character) return { text: text.slice(0, place), rest: text.slice(place + 1) };
    else if ('{}'.includes(text[place]!)) throw new Error(`a brace out of place: ${text.slice(place, place + 40)}`);
  }
  throw new Error(`no ${character}`);
}

function splitAt(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (let place = 0; place < text.length; place += 1) {
    if (text[place] === '\\') {
      part += text.slice(place, place + 2);
      place += 1;
    } else if (text.startsWith(separator, place)) {
      parts.push(part);
      part = '';
      place += separator.length - 1;
    } else part += text[place];
  }
  return [...parts, part];
}

function refuseBare(text: string): void {
  const bare = text.replaceAll(/\\[\\~=#{}:n]/g, '');
  if (/[\\~=#{}:]/.test(bare)) throw new Error(`not escaped: ${text}`);
  if (text.includes('\n') && text.trimEnd().includes('\n')) throw new Error(`more than one line: ${text}`);
}

const unescape = (text: string): string => text.replaceAll(/\\([\\~=#{}:])/g, '$1');
