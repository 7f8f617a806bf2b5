/** Whoever is to count numbered days is told which days they are. */
import { describe, expect, it } from 'vitest';
import { limitInFull } from '../../src/training/limits-as-read.ts';
import type { Limit } from '../../src/policy/model.ts';
import { policyCalled, rulesOf, set, twoHundred } from './papers.ts';

/** A text without what it quotes, which is the document's own. */
const ownWords = (text: string): string => text.replaceAll(/“[^”]*”|"[^"]*"/g, '');
/** Numbered days that a text of ours counts from somewhere, and what it says of them. */
const counted = (text: string): string[] => [...ownWords(text).matchAll(/\bDay \d+(?: to (?:Day )?\d+)?(?<said>[^.:;]*?), counted from/gi)].map(({ groups }) => groups!['said']!);

describe('numbered days in a question', () => {
  it.each(set.policies.map(({ id }) => id))('of %s have their unit', (id) => {
    const texts = twoHundred(id).flatMap(({ prompt, options }) => [prompt, ...options.flatMap(({ text, because }) => [text, because])]);
    expect(texts.flatMap(counted).filter((said) => !/, in (?:working|calendar|working or calendar) days$/.test(said))).toEqual([]);
  });

  it('are met in the papers', () => {
    expect(twoHundred('herefordshire').some(({ prompt, options }) => [prompt, ...options.map(({ because }) => because)].some((text) => counted(text).length > 0))).toBe(true);
  });

  it('have it beside words of the document that give none', () => {
    const alone = twoHundred('herefordshire').map(({ prompt }) => prompt).filter((prompt) => /Take the limit “[^”]*Day \d/.test(prompt) && prompt.includes(' alone'));
    expect(alone.length).toBeGreaterThan(0);
    expect(alone.filter((prompt) => !/ alone, in working days\./.test(prompt))).toEqual([]);
  });

  it('are said to have none where the document gives none', () => {
    const limit = policyCalled('herefordshire').steps.flatMap(({ limits }) => limits).find(({ amount }) => amount?.kind === 'numbered')!;
    const ofUnit = (unit: Limit['unit']): string => limitInFull({ ...limit, unit, from: { event: 'intention-notified' }, amount: { kind: 'numbered', first: null, last: 15 } }, rulesOf('herefordshire'));
    expect(ofUnit('working-day')).toBe('by Day 15, in working days, counted from the day the intention to notify was received');
    expect(ofUnit('calendar-day')).toBe('by Day 15, in calendar days, counted from the day the intention to notify was received');
    expect(ofUnit(null)).toBe('by Day 15, counted from the day the intention to notify was received, in days of a kind that is not stated');
  });
});
