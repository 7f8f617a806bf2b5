import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { boxOf, pointsOfPath } from '../../src/diagram/boxes.ts';
import { drawFlowchart } from '../../src/diagram/draw.ts';

const TWO = 'flowchart TB\n  a["One"] --> b["Two"]\n';

describe('drawing without a browser', () => {
  test('gives the same drawing for the same text, also when several are asked for at once', async () => {
    const other = 'flowchart LR\n  x{{"A question?"}} -->|"Yes"| y["Something to do"]\n';
    const [first, between, again] = await Promise.all([drawFlowchart(TWO), drawFlowchart(other), drawFlowchart(TWO)]);
    expect(again).toEqual(first);
    expect(between.svg).toContain('question?');
    expect(first.svg).not.toContain('question?');
  });

  test('gives the size of the drawing', async () => {
    const { svg, width, height } = await drawFlowchart(TWO);
    expect(new JSDOM(svg).window.document.querySelector('svg')!.getAttribute('viewBox')!.split(' ').slice(2).map(Number)).toEqual([width, height]);
    const longer = await drawFlowchart(`${TWO}  b --> c["Six"]\n`);
    expect(longer.width).toBe(width);
    expect(longer.height).toBeGreaterThan(height);
  });

  test('leaves no window behind in the program that asked', async () => {
    await drawFlowchart(TWO);
    expect([typeof globalThis.window, typeof globalThis.document, typeof globalThis.Element]).toEqual(['undefined', 'undefined', 'undefined']);
  });

  test('refuses what is no flowchart, and draws the next all the same', async () => {
    await expect(drawFlowchart('flowchart TB\n  a["One" -->')).rejects.toThrow();
    await expect(drawFlowchart('not a chart')).rejects.toThrow();
    expect((await drawFlowchart(TWO)).svg).toContain('Two');
  });
});

describe('the box of an element', () => {
  const first = (markup: string) => new JSDOM(`<svg>${markup}</svg>`).window.document.querySelector('svg')!.firstElementChild!;

  test('is read off a shape', () => {
    expect(boxOf(first('<rect x="-60" y="-16" width="120" height="32"/>'), 13)).toEqual({ x: -60, y: -16, width: 120, height: 32 });
    expect(boxOf(first('<circle cx="5" cy="6" r="2"/>'), 13)).toEqual({ x: 3, y: 4, width: 4, height: 4 });
    expect(boxOf(first('<polygon points="10,0 50,0 60,-20 50,-40 10,-40 0,-20"/>'), 13)).toEqual({ x: 0, y: -40, width: 60, height: 40 });
  });

  test('holds the points of a path, and of an arc its end and not its radius', () => {
    expect(pointsOfPath('M0,10L20,10A6,6 0 0 1 32,10Q36,10 36,14')).toEqual([[0, 10], [20, 10], [32, 10], [36, 10], [36, 14]]);
    expect(boxOf(first('<path d="M0,10L20,10A600,600 0 0 1 32,10"/>'), 13)).toEqual({ x: 0, y: 10, width: 32, height: 0 });
  });

  test('of a text is as wide as its widest line and as high as a browser makes it', () => {
    const lines = (count: number) => `<text>${'<tspan class="text-outer-tspan">0000000000</tspan>'.repeat(count)}</text>`;
    // Ten figures of 497 thousandths at 13 pixels are 64.6; one line is 13 + 5 pixels, each further one 14.3 more.
    expect(boxOf(first(lines(1)), 13)).toEqual({ x: -32, y: 0, width: 64, height: 18 });
    expect(boxOf(first(lines(2)), 13).height).toBe(32.25);
    expect(boxOf(first(lines(4)), 13).height).toBe(61);
    expect(boxOf(first('<text></text>'), 13)).toEqual({ x: 0, y: 0, width: 0, height: 0 });
  });

  test('of a group is round everything in it, moved as it is moved', () => {
    const group = '<g><g transform="translate(100, 50)"><rect x="0" y="0" width="10" height="10"/></g><rect x="-5" y="0" width="5" height="5"/><g></g></g>';
    expect(boxOf(first(group), 13)).toEqual({ x: -5, y: 0, width: 115, height: 60 });
  });
});
