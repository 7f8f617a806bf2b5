import { describe, expect, it, vi } from 'vitest';
import fc from 'fast-check';
import { escaped, giftOf } from '../../src/training/gift.ts';
import { csvText } from '../../src/export/csv.ts';
import { paperTable } from '../../src/training/paper-table.ts';
import { paperText } from '../../src/training/paper-text.ts';
import { drawPaper, type Paper } from '../../src/training/paper.ts';
import type { Question } from '../../src/training/question.ts';
import { readGift } from './gift-grammar.ts';
import { set, twoHundred } from './papers.ts';

vi.setConfig({ testTimeout: 120_000 });

const { vocabulary } = set;
const ids = set.policies.map(({ id }) => id);
const paperOf = (id: string): Paper => ({ policy: id, seed: 11, questions: twoHundred(id) });

describe.each(ids)('the paper of %s as GIFT', (id) => {
  it('is read by the grammar, and says the same', () => {
    const { questions } = readGift(giftOf(paperOf(id), id, vocabulary));
    expect(questions.map(({ text }) => text)).toEqual(twoHundred(id).map(({ prompt }) => prompt));
    for (const [place, question] of questions.entries()) {
      const own = twoHundred(id)[place]!;
      expect(question.answers.map(({ text }) => text)).toEqual(own.options.map(({ text }) => text));
      expect(question.answers.map(({ weight }) => weight > 0)).toEqual(own.options.map(({ correct }) => correct));
      expect(question.single).toBe(own.options.filter(({ correct }) => correct).length === 1);
      for (const [at, { feedback }] of question.answers.entries()) expect(feedback).toContain(own.options[at]!.because.replaceAll(/\s+/g, ' ').trim());
    }
  });
});

const option = (text: string, correct: boolean, because: string) => ({ text, correct, misconception: correct ? null : 'calendar-days' as const, because, date: null });

function questionWith(prompt: string, texts: string[], right: number): Question {
  return {
    id: 'x/y@1', kind: 'date', stem: 'y', policy: 'x', prompt, parts: { title: null, told: '', asks: prompt, note: '' }, cites: [],
    options: texts.map((text, place) => option(text, place < right, `Because of ${text}`)),
    rests: { step: null, address: null, criterion: null, on: {}, facts: {}, decided: {}, readings: {} },
  };
}

const awkward = fc.array(fc.constantFrom('~', '=', '#', '{', '}', ':', '\\', '%', '::', '####', '->', '\n', ' ', '"', ',', '+', '-', '@', '\t', '\r', 'a', 'B', '5', '“', '’', '//'), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join('')).filter((text) => text.trim() !== '' && !text.trim().startsWith('%'));

describe('awkward texts', () => {
  it('come back from GIFT as they went in, on one line', () => {
    fc.assert(fc.property(awkward, fc.uniqueArray(awkward, { minLength: 3, maxLength: 5, selector: (text) => text.replaceAll(/\s+/g, ' ').trim() }), fc.integer({ min: 1, max: 4 }), (prompt, texts, wanted) => {
      const right = Math.min(wanted, texts.length - 1);
      const { questions: [read] } = readGift(giftOf({ policy: 'x', seed: 1, questions: [questionWith(prompt, texts, right)] }, 'X', vocabulary));
      const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
      expect(read!.text).toBe(plain(prompt));
      expect(read!.answers.map(({ text }) => text)).toEqual(texts.map(plain));
      expect(read!.answers.filter(({ weight }) => weight > 0)).toHaveLength(right);
    }));
  });

  it('never reach a spreadsheet as a formula, and come back from CSV', () => {
    fc.assert(fc.property(awkward, fc.uniqueArray(awkward, { minLength: 3, maxLength: 4 }), (prompt, texts) => {
      const rows = readCsv(csvText(paperTable({ policy: 'x', seed: 1, questions: [questionWith(prompt, texts, 1)] }, vocabulary)));
      for (const row of rows.flat()) expect(row).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      const plain = (text: string) => text.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, '');
      expect(rows.slice(1).map((row) => plain(row[5]!))).toEqual(texts);
      expect(rows.slice(1).map((row) => plain(row[3]!))).toEqual(texts.map(() => prompt));
    }));
  });

  it('are escaped one by one', () => {
    expect(escaped('a = b ~ {c}: #1\\')).toBe('a \\= b \\~ \\{c\\}\\: \\#1\\\\');
  });
});

it('shares the mark among several right answers', () => {
  const weights = [1, 2, 3, 4].map((right) => readGift(giftOf({ policy: 'x', seed: 1, questions: [questionWith('Q', ['a', 'b', 'c', 'd', 'e'], right)] }, 'X', vocabulary)).questions[0]!.answers.map(({ weight }) => weight));
  expect(weights).toEqual([[100, 0, 0, 0, 0], [50, 50, -50, -50, -50], [33.33333, 33.33333, 33.33333, -33.33333, -33.33333], [25, 25, 25, 25, -25]]);
});

describe('a paper as CSV', () => {
  const rows = readCsv(csvText(paperTable(paperOf('wst'), vocabulary)));

  it('has a row for each option, with the same fields in each', () => {
    const options = twoHundred('wst').flatMap((question) => question.options);
    expect(rows).toHaveLength(options.length + 1);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([10]));
    expect(rows.slice(1).map((row) => row[6])).toEqual(options.map(({ correct }) => (correct ? 'yes' : 'no')));
  });
});

describe('a paper as text', () => {
  const paper = drawPaper(set, 'west-midlands', { seed: 7, count: 6 });

  it('tells nobody the answers unless it is asked', () => {
    const text = paperText(paper, 'West Midlands', vocabulary, false);
    for (const { prompt, options } of paper.questions) {
      expect(text).toContain(prompt);
      for (const { text: answer, because } of options) {
        expect(text).toContain(answer);
        expect(text).not.toContain(because);
      }
    }
    expect(text).not.toContain('Right:');
  });

  it('with answers names each right letter, and why each option is right or wrong', () => {
    const text = paperText(paper, 'West Midlands', vocabulary, true);
    for (const { options } of paper.questions) for (const { because } of options) expect(text).toContain(because);
    expect(text.match(/^ {3}Right: [A-E]( and [A-E])*/gm)).toHaveLength(6);
  });
});

/** RFC 4180, read character by character. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place]!;
    if (quoted) {
      if (character === '"' && text[place + 1] === '"') { field += '"'; place += 1; } else if (character === '"') quoted = false; else field += character;
    } else if (character === '"' && field === '') quoted = true;
    else if (character === ',') { row.push(field); field = ''; } else if (character === '\r' && text[place + 1] === '\n') { rows.push([...row, field]); row = []; field = ''; place += 1; } else {
      expect('"\r\n').not.toContain(character);
      field += character;
    }
  }
  expect(field).toBe('');
  return rows;
}
