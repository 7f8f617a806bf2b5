import { describe, expect, it } from 'vitest';
import { datedText } from '../../src/components/findings/dated-text.ts';
import { tellingFinding } from '../../src/components/findings/telling-finding.ts';
import { drawTwoCounts } from '../../src/components/findings/two-counts.ts';
import { markup, type Drawn } from '../../src/components/draw/node.ts';
import type { CountRow, Finding } from '../../src/findings/finding.ts';

describe('dates in a text', () => {
  it('are marked up where they are dates that exist, and the rest is text', () => {
    expect(markup(datedText('It ended on Monday 5 January 2026, not on Monday 6 January 2026.'))).toBe(
      'It ended on <time datetime="2026-01-05">Monday 5 January 2026</time>, not on Monday 6 January 2026.');
  });

  it('leave a text without dates as it is, and escape it', () => {
    expect(markup(datedText('A < B'))).toBe('A &lt; B');
    expect(datedText('')).toEqual([]);
  });
});

const row = (title: string, from: string, counted: string[]): CountRow => ({ title, from, counted, end: counted.at(-1)! });
// Monday 5 January 2026: five working days end on the 12th, three on the 8th.
const five = row('five', '2026-01-05', ['2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-12']);
const three = row('three', '2026-01-05', ['2026-01-06', '2026-01-07', '2026-01-08']);

function all(drawing: Drawn, ofClass: RegExp): Drawn[] {
  const own = ofClass.test(String(drawing.attributes['class'] ?? '')) ? [drawing] : [];
  return [...own, ...drawing.children.flatMap((child) => (typeof child === 'string' ? [] : all(child, ofClass)))];
}

describe('two counts on one calendar', () => {
  const whole = drawTwoCounts([five, three])!;
  const [weeks] = all(whole, /^counts__weeks$/);
  const drawing = { ...whole, children: whole.children.filter((child) => child !== weeks) };

  it('number each counted day, and cross what is past the limit', () => {
    expect(all(drawing, /^counts__number/).map(({ children }) => children.join(''))).toEqual(['1', '2', '3', '1', '2', '3', '4', '5']);
    expect(all(drawing, /--late$/).filter(({ tag }) => tag === 'text').map(({ children }) => children.join(''))).toEqual(['4', '5']);
    expect(markup(drawing)).toContain('too late');
  });

  it('shade the weekend, and draw the rule where the limit ends in both rows', () => {
    expect(all(drawing, /^counts__weekend$/)).toHaveLength(4);
    const [one, other] = all(drawing, /^counts__limit$/);
    expect(one!.attributes['x1']).toBe(other!.attributes['x1']);
  });

  it('stand on a phone a week a row, the limit over the chain, with the same numbers', () => {
    const rows = all(weeks!, /^counts__row$/).map((drawn) => all(drawn, /^counts__number/).map(({ children }) => children.join('')).join(' '));
    expect(rows).toEqual(['1 2 3', '1 2 3 4', '', '5']);
    expect(all(weeks!, /^counts__limit$/)).toHaveLength(2);
    expect(all(weeks!, /^counts__day$/).map(({ children }) => children.join(''))).toEqual(['Jan', '5', '6', '7', '8', '9', '10', '11', 'Jan', '12', '13', '14', '15', '16', '17', '18']);
  });

  it('keep every box inside its frame and off the next', () => {
    for (const drawn of all(whole, /^counts__row$/)) {
      const boxes = all(drawn, /^counts__box /).map(({ attributes }) => [Number(attributes['x']), Number(attributes['x']) + Number(attributes['width'])] as const);
      for (const [left, right] of boxes) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(Number(drawn.attributes['width']));
      }
      for (const [place, [left]] of boxes.entries()) if (place > 0) expect(left).toBeGreaterThanOrEqual(boxes[place - 1]![1]);
    }
  });

  it('are not drawn where there is one count, or room for no number', () => {
    expect(drawTwoCounts([five])).toBeNull();
    expect(drawTwoCounts([five, row('far', '2026-01-05', ['2026-03-30'])])).toBeNull();
  });
});

describe('the finding that matters most', () => {
  const finding = (id: string, kind: Finding['kind'], rules: string[], counts: CountRow[] | null): Finding => ({
    id, policy: 'p', kind, weight: 'late-or-unnotified', where: '#step-s', rules, statement: '', cites: [], ask: '', example: { text: '', case: null, counts },
  });

  it('has two counts and holds however the document is read; a chain of limits comes before a decision', () => {
    const decision = finding('decision', 'decision-after-deadline', ['a/limit'], [five, three]);
    const chain = finding('chain', 'negative-slack', ['b/limit'], [five, three]);
    const doubtful = finding('doubtful', 'negative-slack', ['c/limit', 'clock'], [five, three]);
    const bare = finding('bare', 'negative-slack', ['d/limit'], null);
    expect(tellingFinding([doubtful, bare, decision, chain])?.id).toBe('chain');
    expect(tellingFinding([doubtful, bare, decision])?.id).toBe('decision');
    expect(tellingFinding([doubtful, bare])).toBeNull();
  });
});
