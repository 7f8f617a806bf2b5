import { describe, expect, test } from 'vitest';
import { MARK_WORDS, markedChart, type CaseMark } from '../../src/diagram/case-marks.ts';
import { element, svgMarkup } from '../../src/diagram/picture.ts';

const chart = element('svg', {}, element('g', { class: 'nodes' },
  element('a', { 'data-node': 'send' }, element('rect', { class: 'label-container', x: 10, y: 20, width: 100, height: 40 }), element('text', {}, 'Send it')),
  element('a', { 'data-node': 'decide' }, element('polygon', { class: 'label-container', points: '30,100 90,100 100,120 90,140 30,140 20,120' })),
  element('g', { 'data-node': 'end' }, element('rect', { class: 'label-container', x: 0, y: 200, width: 40, height: 20 }))));

describe('a case in a chart', () => {
  test('is marked on its steps in words, at the corner of each box', () => {
    const marked = svgMarkup(markedChart(chart, { send: 'done', decide: 'next' }));
    expect(marked).toContain('data-node="send" data-case="done"');
    expect(marked).toContain('<text class="case-mark__word" x="10" y="19">Done </text>');
    expect(marked).toContain('data-node="decide" data-case="next"');
    expect(marked).toContain('<text class="case-mark__word" x="30" y="99">Next </text>');
    expect(marked.match(/data-case/g)).toHaveLength(2);
  });

  test('has a word for every mark', () => {
    for (const mark of ['done', 'next', 'late', 'not-on-this-path'] satisfies CaseMark[]) {
      expect(svgMarkup(markedChart(chart, { send: mark }))).toContain(`>${MARK_WORDS[mark]} </text>`);
    }
  });

  test('leaves the chart as it was, to be marked again', () => {
    const before = structuredClone(chart);
    markedChart(chart, { send: 'late' });
    expect(chart).toEqual(before);
    expect(svgMarkup(markedChart(chart, {}))).toBe(svgMarkup(chart));
  });
});

describe('a drawing as markup', () => {
  test('shows every character as text', () => {
    expect(svgMarkup(element('text', { 'data-node': '"a" & <b>' }, 'A & B <script>'))).toBe('<text data-node="&quot;a&quot; &amp; &lt;b&gt;">A &amp; B &lt;script&gt;</text>');
  });
});
