import type { Graph, GraphNode } from './graph.ts';
import type { Box } from './boxes.ts';
import type { Layout } from './layout.ts';
import { arrowLines, arrowsOf, labelLines, type Arrow } from './mermaid-text.ts';
import { CHART_TYPE } from './text-width.ts';

/** How the chart is dressed: by the site's style sheet, or by attributes of its own where it stands alone. */
export interface SvgOptions {
  /** What it is called by those who do not see it. */
  name?: string;
  /** Colours and type in the file itself, for a picture that is taken elsewhere. */
  standalone?: boolean;
}

/**
 * A chart as SVG: every node a group that leads to its step, every arrow a line, no style element and no style attribute.
 * Its class names are Mermaid's, with one more for each kind, so that one style sheet serves the page, print and forced
 * colours. Its ids begin with the policy's, so that two charts can share a page.
 *
 * @example chartSvg(graph, layout, { name: 'Flowchart of the West Midlands regional guidance' })
 */
export function chartSvg(graph: Graph, layout: Layout, { name = `Flowchart: ${graph.title}`, standalone = false }: SvgOptions = {}): string {
  const { width, height } = layout;
  const dress = standalone ? attributesFor : () => '';
  // Half a pixel off, so that a line one pixel thick between whole pixels falls on one.
  const size = `width="${width}" height="${height}" viewBox="-0.5 -0.5 ${width} ${height}"`;
  const arrows = arrowsOf(graph);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart-drawing flowchart" ${size} role="${standalone ? 'img' : 'group'}" aria-label="${safe(name)}"${dress('chart')}>`,
    standalone ? `<title>${safe(name)}</title><rect x="-0.5" y="-0.5" width="${width}" height="${height}" fill="#ffffff"/>` : '',
    `<g id="${chartBodyId(graph.policy)}" class="chart-body">`,
    `<defs><marker id="${markerId(graph)}" class="marker" viewBox="0 0 8 8" refX="4" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="arrowMarkerPath" d="M0,0.5L8,4L0,7.5z"${dress('marker')}/></marker></defs>`,
    `<g class="edgePaths">${arrows.map((arrow, index) => line(graph, arrow, layout.arrows[index]!.path, dress)).join('')}</g>`,
    `<g class="edgeLabels">${arrows.map((arrow, index) => edgeLabel(arrow, layout.arrows[index]!.label, dress)).join('')}</g>`,
    `<g class="nodes">${graph.nodes.map((node, index) => nodeGroup(graph, node, layout.nodes[index]!, standalone, dress)).join('')}</g></g>`,
    '</svg>',
  ].join('');
}

/**
 * The id of a node's element in its chart, so that a step can lead back to its node.
 *
 * @example chartNodeId('wst', 'send-scoping') // 'chart-wst-send-scoping'
 */
export function chartNodeId(policy: string, node: string): string {
  return `chart-${policy}-${node.replaceAll(':', '-')}`;
}

/** The id of all that a chart draws, of which a printed sheet shows a part. */
export function chartBodyId(policy: string): string {
  return `chart-${policy}-body`;
}

type Dress = (what: Dressed) => string;

const LINE_PITCH = 15;
/** From the middle of a line of type down to its baseline. */
const BASELINE = 4.5;

function markerId({ policy }: Graph): string {
  return `chart-${policy}-arrow`;
}

function line(graph: Graph, { kind, inDoubt, from, to }: Arrow, path: string, dress: Dress): string {
  const broken = kind === 'left-out' || inDoubt;
  const names = ['flowchart-link', `flowchart-link--${kind}`, ...(inDoubt ? ['flowchart-link--doubt'] : [])].join(' ');
  return `<path class="${names}" data-from="${from}" data-to="${to}" d="${path}" marker-end="url(#${markerId(graph)})"${dress(broken ? 'broken' : 'line')}/>`;
}

function edgeLabel(arrow: Arrow, box: Box | null, dress: Dress): string {
  if (box === null) return '';
  const lines = arrowLines(arrow).map(({ text, row }) => ({ text, row, kind: arrow.inDoubt ? 'doubt' : 'title' }));
  const height = Math.max(box.height, lines.length * LINE_PITCH + 4);
  const middle = box.y + box.height / 2;
  const back = `<rect class="background" x="${box.x - 2}" y="${round(middle - height / 2)}" width="${box.width + 4}" height="${height}"${dress('paper')}/>`;
  const names = `edgeLabel${arrow.inDoubt ? ' edgeLabel--doubt' : ''}`;
  return `<g class="${names}" data-from="${arrow.from}" data-to="${arrow.to}">${back}${text(lines, box.x + box.width / 2, middle, dress)}</g>`;
}

function nodeGroup(graph: Graph, node: GraphNode, box: Box, standalone: boolean, dress: Dress): string {
  const names = ['node', `node--${node.kind}`, ...(node.inDoubt ? ['node--doubt'] : []), ...(node.conditional ? ['node--conditional'] : []),
    ...(node.apart ? ['node--apart'] : [])].join(' ');
  const lines = labelLines(node).map(({ text: words, row }) => ({ text: words, row, kind: node.rowKinds[row]! }));
  const inner = `${shape(node, box, dress)}${text(lines, box.x + box.width / 2, box.y + box.height / 2, dress)}`;
  const attributes = `id="${chartNodeId(graph.policy, node.id)}" class="${names}" data-node="${node.id}"`;
  return node.anchor === null || standalone ? `<g ${attributes}>${inner}</g>` : `<a href="#${node.anchor}" ${attributes}>${inner}</a>`;
}

function shape(node: GraphNode, { x, y, width, height }: Box, dress: Dress): string {
  const look = dress(lookOf(node));
  if (node.kind === 'decision') {
    const corner = Math.round(height / 4);
    const points = [[x + corner, y], [x + width - corner, y], [x + width, y + height / 2], [x + width - corner, y + height], [x + corner, y + height], [x, y + height / 2]];
    return `<polygon class="label-container" points="${points.map(([px, py]) => `${px},${py}`).join(' ')}"${look}/>`;
  }
  const round = node.kind === 'start' || node.kind === 'end' ? ` rx="${height / 2}"` : '';
  return `<rect class="label-container" x="${x}" y="${y}" width="${width}" height="${height}"${round}${look}/>`;
}

/** Lines of type around a middle. A space ends each line but the last, so that what is read aloud is not run together. */
function text(lines: { text: string; row: number; kind: string }[], x: number, middle: number, dress: Dress): string {
  const first = middle - ((lines.length - 1) * LINE_PITCH) / 2 + BASELINE;
  const spans = lines.map(({ text: words, kind }, index) => {
    const end = index < lines.length - 1 ? ' ' : '';
    return `<tspan class="row row--${kind}" x="${round(x + (end === '' ? 0 : 1))}" y="${round(first + index * LINE_PITCH)}"${dress(kind === 'limit' || kind === 'question' ? 'strong' : kind === 'doubt' ? 'doubtful' : 'plain')}>${safe(words)}${end}</tspan>`;
  });
  return `<text class="nodeLabel" text-anchor="middle">${spans.join('')}</text>`;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

function safe(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

// ---- a chart that stands alone ----------------------------------------------------------------------------

type Dressed = keyof typeof ATTRIBUTES;

// Attributes and not a style element: a page's policy may forbid styles inside a picture, and never its attributes.
const ATTRIBUTES = {
  chart: `font-family="'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', arial, sans-serif" font-size="${CHART_TYPE}"`,
  marker: 'fill="#15202b"',
  line: 'fill="none" stroke="#15202b"',
  broken: 'fill="none" stroke="#855000" stroke-dasharray="5 3"',
  paper: 'fill="#ffffff"',
  plain: 'fill="#15202b"',
  strong: 'fill="#17495a" font-weight="600"',
  doubtful: 'fill="#855000" font-weight="600"',
  step: 'fill="#ffffff" stroke="#15202b"',
  overlay: 'fill="#f4f5f3" stroke="#4a5761"',
  decision: 'fill="#e4edf0" stroke="#17495a" stroke-width="1.5"',
  doubt: 'fill="#fdf4e1" stroke="#855000" stroke-width="1.5" stroke-dasharray="5 3"',
  start: 'fill="#ffffff" stroke="#17495a" stroke-width="2"',
  end: 'fill="#ffffff" stroke="#17495a" stroke-width="2"',
  'not-stated': 'fill="#ffffff" stroke="#4a5761" stroke-dasharray="1.5 3"',
};

function attributesFor(what: Dressed): string {
  return ` ${ATTRIBUTES[what]}`;
}

function lookOf({ kind, inDoubt }: GraphNode): Dressed {
  return inDoubt ? 'doubt' : kind;
}
