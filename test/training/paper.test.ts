import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { placeText } from '../../src/engine/words.ts';
import { MISTAKES } from '../../src/training/mistakes.ts';
import { documentsBeside, drawPaper } from '../../src/training/paper.ts';
import { KINDS, type QuestionKind } from '../../src/training/question.ts';
import { policyCalled, set, stems, twoHundred, withoutDates } from './papers.ts';

vi.setConfig({ testTimeout: 120_000 });

const ids = set.policies.map(({ id }) => id);

describe.each(ids)('the questions of %s', (id) => {
  it('are two hundred that differ, from at least twenty-five stems', () => {
    const questions = twoHundred(id);
    expect(questions).toHaveLength(200);
    expect(new Set(questions.map(({ prompt }) => prompt)).size).toBe(200);
    expect(new Set(questions.map((question) => question.id)).size).toBe(200);
    expect(new Set(questions.map(({ stem }) => stem)).size).toBeGreaterThanOrEqual(25);
    expect(new Set(questions.map(({ prompt }) => withoutDates(prompt))).size).toBeGreaterThanOrEqual(25);
  });

  it('have options that all read differently, some right and some wrong', () => {
    for (const { id: question, options } of twoHundred(id)) {
      expect(new Set(options.map(({ text }) => text.toLowerCase())).size, question).toBe(options.length);
      const dates = options.flatMap(({ date }) => (date === null ? [] : [date]));
      expect(new Set(dates).size, question).toBe(dates.length);
      expect(options.length, question).toBeGreaterThanOrEqual(3);
      expect(options.length, question).toBeLessThanOrEqual(5);
      expect(options.some(({ correct }) => correct), question).toBe(true);
      expect(options.some(({ correct }) => !correct), question).toBe(true);
    }
  });

  it('have a named mistake for each wrong option and for no right one', () => {
    for (const { id: question, options } of twoHundred(id)) {
      for (const { correct, misconception } of options) {
        if (correct) expect(misconception, question).toBeNull();
        else expect(Object.keys(MISTAKES), question).toContain(misconception);
      }
    }
  });

  it('explain every option, and name a place for each', () => {
    const places = new Set(set.policies.flatMap((policy) => placesIn(policy).map((place) => placeText(place, set.vocabulary))));
    for (const { id: question, options, cites } of twoHundred(id)) {
      expect(cites.length, question).toBeGreaterThan(0);
      for (const { text, because } of options) {
        expect(because, `${question}: ${text}`).toMatch(/\S.*[.?!]$/s);
        expect([...places].some((place) => because.includes(place)), `${question}: ${text}: ${because}`).toBe(true);
      }
    }
  });

  it('hold no text that was left empty or not found', () => {
    for (const { prompt, options } of twoHundred(id)) {
      for (const text of [prompt, ...options.flatMap((option) => [option.text, option.because])]) {
        expect(text).not.toMatch(/undefined|null|\[object|NaN|“”|\(\)|\.\.|  /);
      }
    }
  });

  it('never draw a stem twice before every other that can be asked has come', () => {
    const seen = twoHundred(id).map(({ stem }) => stem);
    const firstRepeat = seen.findIndex((stem, place) => seen.indexOf(stem) < place);
    const fixed = new Set(stems(id).filter(({ varies }) => !varies).map((stem) => stem.id));
    if (firstRepeat >= 0) expect(seen.slice(firstRepeat).filter((stem) => fixed.has(stem))).toEqual([]);
  });
});

it('covers every kind of question for the regional guidance', () => {
  expect(new Set(twoHundred('west-midlands').map(({ kind }) => kind))).toEqual(new Set(KINDS));
});

describe('the documents beside a policy', () => {
  const many = Array.from({ length: 30 }, (_, place) => ({ id: `area-${place}`, kind: 'local-procedure' as const }));
  const baseline = { id: 'national', kind: 'statutory-guidance' as const };

  it('are all the others while they are few, in the order of the set', () => {
    expect(documentsBeside(set.policies, 'wst')).toEqual(ids.filter((id) => id !== 'wst'));
  });

  it('are seven and the baseline when they are many, the same from the few as from the many', () => {
    const all = [...many, baseline];
    const beside = documentsBeside(all, 'area-3');
    expect(beside).toHaveLength(8);
    expect(beside).toContain('national');
    expect(beside).not.toContain('area-3');
    expect(documentsBeside(all.filter(({ id }) => id === 'area-3' || beside.includes(id)), 'area-3')).toEqual(beside);
  });

  it('are enough to draw the same paper from', () => {
    const copies = Array.from({ length: 12 }, (_, place) => ({ ...policyCalled('kscp'), id: `copy-${place}`, title: `Copy ${place}` }));
    const large = { ...set, policies: [...copies, ...set.policies] };
    const beside = documentsBeside(large.policies, 'wst');
    const small = { ...large, policies: large.policies.filter(({ id }) => id === 'wst' || beside.includes(id)) };
    expect(drawPaper(small, 'wst', { seed: 3, count: 15 })).toEqual(drawPaper(large, 'wst', { seed: 3, count: 15 }));
  });
});

describe('a paper', () => {
  it('is the same for the same seed, whatever was drawn before', () => {
    fc.assert(fc.property(fc.nat(), fc.constantFrom(...ids), (seed, id) => {
      const first = drawPaper(set, id, { seed, count: 6 });
      drawPaper(set, id, { seed: seed + 1, count: 3 });
      expect(drawPaper(set, id, { seed, count: 6 })).toEqual(first);
    }), { numRuns: 12 });
  });

  it('begins with the questions of the shorter paper of its seed', () => {
    const long = drawPaper(set, 'wst', { seed: 5, count: 20 }).questions;
    expect(drawPaper(set, 'wst', { seed: 5, count: 8 }).questions).toEqual(long.slice(0, 8));
  });

  it('differs from seed to seed', () => {
    const papers = [1, 2, 3, 4, 5].map((seed) => drawPaper(set, 'kscp', { seed, count: 5 }).questions.map(({ id }) => id).join());
    expect(new Set(papers).size).toBe(5);
  });

  it('holds only the kinds asked for', () => {
    const kinds: QuestionKind[] = ['room', 'doubt'];
    const { questions } = drawPaper(set, 'pan-bedfordshire', { seed: 3, count: 12, kinds });
    expect(questions).toHaveLength(12);
    expect(questions.every(({ kind }) => kinds.includes(kind))).toBe(true);
  });

  it('is shorter than asked where the rules hold no more questions', () => {
    const { questions } = drawPaper(set, 'national', { seed: 3, count: 500, kinds: ['modality'] });
    const duties = policyCalled('national').steps.filter(({ modality }) => modality !== null).length;
    expect(questions.length).toBeLessThanOrEqual(duties);
    expect(questions.length).toBeGreaterThan(0);
  });

  it('refuses a policy that is not there, and a number that is none', () => {
    expect(() => drawPaper(set, 'nowhere', { seed: 1, count: 1 })).toThrow(RangeError);
    expect(() => drawPaper(set, 'wst', { seed: 1, count: 1.5 })).toThrow(RangeError);
  });
});

interface Cited { at: string; of: string | null; unverified: string | null }

function placesIn(value: unknown): Cited[] {
  if (Array.isArray(value)) return value.flatMap(placesIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('at' in value && 'of' in value) return [value as Cited];
  return Object.values(value).flatMap(placesIn);
}
