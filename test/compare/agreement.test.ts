import { describe, expect, it } from 'vitest';
import { agreementNote, agreementOf, isSame, type ComparedCell } from '../../src/compare/agreement.ts';

const says = (name: string, key: string): ComparedCell => ({ name, key, status: 'stated' });
const silent = (name: string): ComparedCell => ({ name, key: 'not-stated', status: 'not-stated' });
const unseen = (name: string): ComparedCell => ({ name, key: 'not-in-extract', status: 'not-in-extract' });

describe('the head of a row', () => {
  it('says that cells which say the same are the same', () => {
    expect(agreementOf([says('A', 'x'), says('B', 'x')])).toBe('same');
    expect(agreementNote([says('A', 'x'), says('B', 'x')])).toBe('');
  });

  it('names those who agree among cells that differ', () => {
    const cells = [says('A', 'x'), says('B', 'y'), says('C', 'x')];
    expect([agreementOf(cells), agreementNote(cells)]).toEqual(['different', 'A and C agree']);
  });

  it('takes sharing a silence for no agreement', () => {
    const cells = [says('A', 'x'), silent('B'), silent('C')];
    expect([agreementOf(cells), agreementNote(cells)]).toEqual(['different', '']);
  });

  it('says that none states it where every document is silent', () => {
    expect([agreementOf([silent('A'), silent('B')]), agreementNote([silent('A'), silent('B')])]).toEqual(['silent', 'none states it']);
  });

  it('finds no difference in what was not read, and says whose extract does not reach so far', () => {
    for (const other of [says('A', 'x'), silent('A')]) {
      expect([agreementOf([other, unseen('B')]), agreementNote([other, unseen('B')])]).toEqual(['unseen', 'not in the extract of B']);
    }
    expect(agreementNote([unseen('A'), unseen('B')])).toBe('in none of the extracts');
    expect(agreementOf([says('A', 'x'), says('B', 'y'), unseen('C')])).toBe('different');
  });

  it('is same for a program where all say it or none does, not where two differ, and neither where it cannot be said', () => {
    expect(isSame([says('A', 'x'), says('B', 'x')])).toBe(true);
    expect(isSame([silent('A'), silent('B')])).toBe(true);
    expect(isSame([says('A', 'x'), silent('B')])).toBe(false);
    expect(isSame([says('A', 'x'), says('B', 'y'), unseen('C')])).toBe(false);
    expect(isSame([says('A', 'x'), says('B', 'x'), unseen('C')])).toBe(null);
    expect(isSame([silent('A'), unseen('B')])).toBe(null);
    expect(isSame([unseen('A'), unseen('B')])).toBe(null);
  });
});
