import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { drawFlowchart } from '../../src/diagram/draw.ts';
import { policyGraph, type Graph, type GraphEdge, type GraphNode } from '../../src/diagram/graph.ts';
import { arrowLines, arrowsOf, drawable, labelLines, mermaidText } from '../../src/diagram/mermaid-text.ts';
import { evenLines } from '../../src/diagram/text-width.ts';
import { loadPolicySet } from '../../src/policy/load.ts';

const node = (id: string, rows: string[], kind: GraphNode['kind'] = 'step'): GraphNode =>
  ({ id, kind, rows, rowKinds: rows.map((_, index) => (index === 0 ? 'title' : 'limit')), inDoubt: false, conditional: false, apart: false, stepId: id, anchor: `step-${id}` });
const edge = (from: string, to: string, label: string | null = null, kind: GraphEdge['kind'] = 'next'): GraphEdge => ({ from, to, label, kind, inDoubt: false });
const graph = (nodes: GraphNode[], edges: GraphEdge[], title = 'A policy'): Graph => ({ policy: 'p', title, nodes, edges });
const body = (text: string) => text.split('\n').filter((line) => /^ {2}[a-z]x?_/.test(line)).map((line) => line.trim());

describe('the Mermaid text', () => {
  test('holds a line for each node, its shape by its kind, and a line for each arrow', () => {
    const text = mermaidText(graph(
      [node('start:referral-received', ['The referral was received by the team'], 'start'), node('decide', ['Decide', 'Must it be?'], 'decision'), node('end:decide', ['End'], 'end')],
      [edge('start:referral-received', 'decide'), edge('decide', 'end:decide', 'No', 'outcome')],
    ));
    expect(body(text)).toEqual([
      's_referral_received(["The referral was<br/>received by the team"]):::start',
      'n_decide{{"Decide<br/>Must it be?"}}:::decision',
      'e_decide(["End"]):::start',
      's_referral_received --> n_decide',
      'n_decide -->|"No"| e_decide',
    ]);
  });

  test('draws a branch left out, and what is in doubt, with a broken line', () => {
    const doubtful = { ...edge('a', 'b', 'in doubt'), inDoubt: true };
    const text = mermaidText(graph([node('a', ['A']), node('b', ['B']), node('not-stated:a', ['Not stated'], 'not-stated')], [doubtful, edge('a', 'not-stated:a', 'No', 'left-out')]));
    expect(body(text).slice(-2)).toEqual(['n_a -.->|"in doubt"| n_b', 'n_a -.->|"No"| u_a']);
  });

  test('draws edges that run side by side as one, with every label', () => {
    const sides = graph([node('a', ['A']), node('b', ['B'])], [edge('a', 'b', 'Yes', 'outcome'), edge('a', 'b', 'No', 'outcome'), edge('a', 'b', 'Again', 'loop')]);
    expect(arrowsOf(sides).map(({ labels }) => labels)).toEqual([['Yes', 'No'], ['Again']]);
    expect(body(mermaidText(sides)).slice(2)).toEqual(['n_a -->|"Yes, or<br/>No"| n_b', 'n_a -->|"Again"| n_b']);
  });

  test('sets side steps one below the other, and what stands apart beneath the path', () => {
    const steps = ['a', 'b', 'c', 'd', 'log'].map((id) => node(id, [id]));
    const text = mermaidText(graph(steps, [edge('a', 'b'), edge('a', 'c'), edge('a', 'd'), edge('d', 'a', 'Back', 'loop')]));
    expect(body(text).filter((line) => line.includes('~~~'))).toEqual(['n_b ~~~ n_c', 'n_d ~~~ n_log']);
  });

  test('keeps names apart that differ in a hyphen, an underscore or a colon only', () => {
    const ids = ['a-b', 'a_b', 'start:a-b', 'end:a-b', 'a--b', 'a_-b', 'a-_b', 'a_45__45_b', 'ab', 'end', 'graph', 'o-x', 'class'];
    const names = body(mermaidText(graph(ids.map((id) => node(id, [id])), []))).filter((line) => line.includes('[')).map((line) => line.split('[')[0]);
    expect(new Set(names).size).toBe(ids.length);
  });
});

describe('any words in a label', () => {
  // Words as a vocabulary or a policy from elsewhere may have them, syntax and markup among them.
  const word = fc.oneof(
    fc.stringMatching(/^[\p{L}\p{N}.,:;'’()/&?%+–-]{1,12}$/u),
    fc.constantFrom('end', '1.', '-', '+', '#', '##', '#35;', '&amp;', '&#60;', '<b>', '</svg>', '<script>', '%%', '%%{init', '"', '`', '**bold**', '_em_', '~~~', '-->', '|x|', '[x]', '{x}', '(x)',
      'click', 'style', 'href', 'fa:fa-ban', '$$x$$', '\\n', '<br/>', 'graph', 'subgraph', ':::', '@', '=', 'é', '中文', '🙂'),
  );
  const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));

  test('are drawn as they stand, and mean nothing to Mermaid', async () => {
    await fc.assert(fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 5 }), words, words, async (rows, label, title) => {
      const given = graph([node('one', rows), node('two', ['Two'], 'decision')], [edge('two', 'one', label, 'outcome')], title);
      const { svg } = await drawFlowchart(mermaidText(given));
      const drawn = JSDOM.fragment(svg);
      const lines = (selector: string) => [...drawn.querySelectorAll(`${selector} .text-outer-tspan`)].map((line) => line.textContent);
      expect(lines('g.node:first-child')).toEqual(labelLines(given.nodes[0]!).map(({ text }) => text));
      expect(lines('.edgeLabel')).toEqual(arrowLines(arrowsOf(given)[0]!).map(({ text }) => text));
      expect(drawn.querySelectorAll('g.node')).toHaveLength(2);
      expect(drawn.querySelectorAll('script, a, img, foreignObject, b')).toHaveLength(0);
    }), { numRuns: 60 });
  }, 60_000);

  test('are broken into lines at spaces only, none too wide, and as few as can be', () => {
    fc.assert(fc.property(words, fc.integer({ min: 40, max: 200 }), (text, width) => {
      const lines = evenLines(text, width);
      expect(lines.join(' ')).toBe(text);
    }));
  });
});

test('words that a policy may write stay as they are, but for straight quotation marks', () => {
  const words = "Day 1 (50% + 1 - or more); A/B & C: it's so! Ask who? - ‘this’ … – one, two.";
  expect(drawable(words)).toBe(words);
  expect(drawable('if ("Yes" or "No")')).toBe('if (“Yes” or “No”)');
});

test('words that Mermaid would take for syntax become their nearest likes', () => {
  expect(drawable('<b>[a]{b}|c\\n`</b> &amp; #35; £5 §2')).toBe('‹b›(a)(b)/c/n’‹/b› & amp; ?35; £5 §2');
});

test('the words of an outcome are drawn as a policy may write them', async () => {
  const given = graph([node('one', ['One']), node('two', ['Two'], 'decision')], [edge('two', 'one', 'Yes, if "met" (50% + 1 - or more); A/B & C: it\'s so!', 'outcome')]);
  const { document } = new JSDOM((await drawFlowchart(mermaidText(given))).svg).window;
  expect([...document.querySelectorAll('.edgeLabel .text-outer-tspan')].map((line) => line.textContent).join(' ')).toBe('Yes, if “met” (50% + 1 - or more); A/B & C: it\'s so!');
});

test('every published policy has one text, whatever was drawn before it', () => {
  const { policies, vocabulary } = loadPolicySet('policies').set!;
  const texts = policies.map((policy) => mermaidText(policyGraph(policy, vocabulary)));
  const again = policies.toReversed().map((policy) => mermaidText(policyGraph(structuredClone(policy), vocabulary))).toReversed();
  expect(again).toEqual(texts);
  for (const text of texts) expect(text).not.toMatch(/click|javascript|<(?!br\/>)/);
});
