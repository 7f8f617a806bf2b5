import { describe, expect, it } from 'vitest';
import { kindsOf, KIND_GUIDES, minutesOf, severalRight } from '../../src/training/facilitation.ts';
import { drawPaper } from '../../src/training/paper.ts';
import { KINDS } from '../../src/training/question.ts';
import { set } from './papers.ts';

const paper = drawPaper(set, 'wst', { seed: 2, count: 12 });

describe('the guide for whoever leads', () => {
  it('has something to say of every kind', () => {
    for (const kind of KINDS) {
      const { title, teaches, twoRight, minutes } = KIND_GUIDES[kind];
      for (const text of [title, teaches, twoRight]) expect(text).toMatch(/\S{2}/);
      expect(minutes).toBeGreaterThan(0);
    }
  });

  it('counts every question of a paper once, and adds up its minutes', () => {
    const kinds = kindsOf(paper);
    expect(kinds.reduce((sum, { questions }) => sum + questions, 0)).toBe(12);
    expect(minutesOf(paper)).toBe(paper.questions.reduce((sum, { kind }) => sum + KIND_GUIDES[kind].minutes, 0));
  });

  it('names the questions with several right answers by their number', () => {
    const several = severalRight(paper);
    for (const { number, question } of several) {
      expect(paper.questions[number - 1]).toBe(question);
      expect(question.options.filter(({ correct }) => correct).length).toBeGreaterThan(1);
    }
    const others = paper.questions.filter((question) => !several.some((one) => one.question === question));
    for (const { options } of others) expect(options.filter(({ correct }) => correct)).toHaveLength(1);
  });
});
