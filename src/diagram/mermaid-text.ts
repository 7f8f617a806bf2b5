import type { Graph, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { stacking } from './stacking.ts';
import { evenLines } from './text-width.ts';

/** Widest line of a label, in pixels. */
const LINE = 172;
const EDGE_LINE = 132;

/**
 * A graph as Mermaid text: the same text for the same graph, whole in itself. Its head carries the settings with which
 * the site draws it, so that any Mermaid draws what the site shows.
 *
 * Nothing of a label reaches Mermaid as markup or syntax, whatever its words.
 *
 * @example mermaidText(policyGraph(policy, vocabulary))
 */
export function mermaidText(graph: Graph): string {
  return [
    HEAD,
    'flowchart TB',
    `  accTitle: ${drawable(graph.title)}`,
    ...graph.nodes.map((node) => `  ${nodeText(node)}`),
    ...arrowsOf(graph).map((arrow) => `  ${arrowText(arrow)}`),
    ...stacking(graph).map(([above, below]) => `  ${mermaidId(above)} ~~~ ${mermaidId(below)}`),
    ...CLASSES.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

/** One line of the drawing. Edges between the same two nodes and of the same kind share it, each with its label. */
export interface Arrow {
  from: string;
  to: string;
  kind: GraphEdge['kind'];
  inDoubt: boolean;
  labels: string[];
}

/**
 * The lines that a chart draws: the graph's edges, those that run side by side drawn as one.
 *
 * @example arrowsOf(graph)[0].labels // ['A practice review', 'Another learning review']
 */
export function arrowsOf(graph: Graph): Arrow[] {
  const arrows = new Map<string, Arrow>();
  for (const { from, to, kind, inDoubt, label } of graph.edges) {
    const key = [from, to, kind, inDoubt].join(' ');
    const arrow = arrows.get(key) ?? { from, to, kind, inDoubt, labels: [] };
    if (label !== null) arrow.labels.push(label);
    arrows.set(key, arrow);
  }
  return [...arrows.values()];
}

/**
 * The lines of a node's label as they are drawn, each with the row that it belongs to.
 *
 * @example labelLines(node) // [{ text: 'Send the scoping', row: 0 }, { text: 'template and letter', row: 0 }]
 */
export function labelLines({ rows }: Pick<GraphNode, 'rows'>): { text: string; row: number }[] {
  return rows.flatMap((row, index) => linesOfRow(drawable(row)).map((text) => ({ text, row: index })));
}

/** What is in doubt about a row, and its years, stand on a line of their own where the row is too long for one line. */
function linesOfRow(row: string): readonly string[] {
  const [, said, aside] = /^(.+) (\((?:[^()]*in doubt|[a-z]* ?\d{4}|\d{4} to \d{4})\))$/.exec(row) ?? [];
  const whole = evenLines(row, LINE);
  return whole.length === 1 || said === undefined ? whole : [...evenLines(said, LINE), aside!];
}

/** The lines of an arrow's labels, each with the label that it belongs to. All but the last label end in "or". */
export function arrowLines({ labels }: Pick<Arrow, 'labels'>): { text: string; row: number }[] {
  return labels.flatMap((label, index) =>
    evenLines(drawable(index < labels.length - 1 ? `${label}, or` : label), EDGE_LINE).map((text) => ({ text, row: index })));
}

/**
 * A node's name in Mermaid, where a hyphen or a word such as "end" would be read as syntax. No two nodes share one.
 *
 * @example mermaidId('send-scoping') // 'n_send_scoping'
 * @example mermaidId('end:report-to-panel') // 'e_report_to_panel'
 */
export function mermaidId(id: string): string {
  const [, kind, own] = /^(?:(start|end|not-stated):)?(.*)$/.exec(id)!;
  const letter = kind === undefined ? 'n' : KIND_LETTERS[kind]!;
  if (/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(own!)) return `${letter}_${own!.replaceAll('-', '_')}`;
  return `${letter}x_${own!.replace(/[^A-Za-z0-9]/g, (character) => `_${character.codePointAt(0)}_`)}`;
}

const KIND_LETTERS: Record<string, string> = { 'start': 's', 'end': 'e', 'not-stated': 'u' };

// Straight quotation marks in YAML, so that a stranger's reader takes each value as it stands.
const HEAD = `---
config:
  layout: elk
  look: classic
  theme: base
  htmlLabels: false
  deterministicIds: true
  handDrawnSeed: 1
  fontFamily: "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', arial, sans-serif"
  themeVariables:
    fontSize: "13px"
    primaryColor: "#ffffff"
    primaryTextColor: "#15202b"
    primaryBorderColor: "#15202b"
    lineColor: "#15202b"
    edgeLabelBackground: "#ffffff"
  flowchart:
    curve: linear
    padding: 12
    minNodeWidth: 120
    wrappingWidth: 400
    htmlLabels: false
  elk:
    nodePlacementStrategy: LINEAR_SEGMENTS
    considerModelOrder: NODES_AND_EDGES
---`;

const CLASSES = [
  'classDef decision fill:#e4edf0,stroke:#17495a',
  'classDef start stroke:#17495a,stroke-width:2px',
  'classDef doubt fill:#fdf4e1,stroke:#855000,stroke-dasharray:5 3',
  'classDef silent stroke:#4a5761,stroke-dasharray:2 3',
];

const SHAPES: Record<NodeKind, [open: string, close: string]> = {
  step: ['["', '"]'],
  overlay: ['["', '"]'],
  decision: ['{{"', '"}}'],
  start: ['(["', '"])'],
  end: ['(["', '"])'],
  'not-stated': ['["', '"]'],
};

function nodeText(node: GraphNode): string {
  const [open, close] = SHAPES[node.kind];
  const className = classOf(node);
  const label = labelLines(node).map(({ text }) => text).join('<br/>');
  return `${mermaidId(node.id)}${open}${label}${close}${className === null ? '' : `:::${className}`}`;
}

function classOf({ kind, inDoubt }: GraphNode): string | null {
  if (inDoubt) return 'doubt';
  if (kind === 'decision') return 'decision';
  if (kind === 'start' || kind === 'end') return 'start';
  return kind === 'not-stated' ? 'silent' : null;
}

function arrowText(arrow: Arrow): string {
  const line = arrow.kind === 'left-out' || arrow.inDoubt ? '-.->' : '-->';
  const lines = arrowLines(arrow).map(({ text }) => text);
  const label = lines.length === 0 ? '' : `|"${lines.join('<br/>')}"|`;
  return `${mermaidId(arrow.from)} ${line}${label} ${mermaidId(arrow.to)}`;
}

/**
 * The words of a label as they can be drawn: straight quotation marks, which would end a label in Mermaid, become a
 * printer's, and what else the language might take for syntax becomes the nearest thing to it. A policy's titles hold
 * nothing of the kind; the document's own words may.
 *
 * @example drawable('if "Yes" or "No"') // 'if “Yes” or “No”'
 */
export function drawable(text: string): string {
  return text
    .replace(/(^|[\s(/–-])"/g, '$1“').replaceAll('"', '”')
    .replace(/[<>[\]{}|\\`]/g, (character) => LOOK_ALIKES[character]!)
    .replace(/&(?=#?\w+;)/g, '& ')
    .replace(/[^\p{L}\p{M}\p{N} .,:;'‘’“”()‹›/\-–—…&?!%+£€§°•×=@*_]/gu, '?');
}

const LOOK_ALIKES: Record<string, string> = { '<': '‹', '>': '›', '[': '(', ']': ')', '{': '(', '}': ')', '|': '/', '\\': '/', '`': '’' };
