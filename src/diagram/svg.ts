import type { Graph, GraphNode } from './graph.ts';
import type { Box } from './boxes.ts';
import type { Layout } from './layout.ts';
import { arrowLines, arrowsOf, labelLines, type Arrow } from './mermaid-text.ts';
import { element, svgMarkup, type Picture } from './picture.ts';
import { CHART_TYPE } from './text-width.ts';

/** How the chart is dressed: by the site's style sheet, or by attributes of its own where it stands alone. */
interface SvgOptions {
  /** Colours and type in the file itself, for a picture that is taken elsewhere. */
  standalone?: boolean;
}

/**
 * A chart as SVG: every node a group that leads to its step, every arrow a line, no style element and no style attribute.
 * Its class names are Mermaid's, with one more for each kind, so that one style sheet serves the page, print and forced
 * colours. Its ids begin with the policy's, so that two charts can share a page.
 *
 * @example chartSvg(graph, layout, { standalone: true })
 */
export function chartSvg(graph: Graph, layout: Layout, options: SvgOptions = {}): string {
  return svgMarkup(chartPicture(graph, layout, options));
}

/**
 * The same chart as plain data, for a page that draws it in the browser.
 *
 * @example chartPicture(graph, layout).attributes['class'] // 'chart-drawing flowchart'
 */
export function chartPicture(graph: Graph, layout: Layout, { standalone = false }: SvgOptions = {}): Picture {
  const name = `Flowchart: ${graph.title}`;
  const { width, height } = layout;
  const dress: Dress = standalone ? (what) => ATTRIBUTES[what] : () => ({});
  const arrows = arrowsOf(graph);
  const labels = arrows.flatMap((arrow, index) => edgeLabel(arrow, layout.arrows[index]!.label, dress));
  const body = element('g', { id: chartBodyId(graph.policy), class: 'chart-body' },
    element('defs', {}, arrowhead(graph, dress)),
    element('g', { class: 'edgePaths' }, ...arrows.map((arrow, index) => line(graph, arrow, layout.arrows[index]!.path, dress))),
    ...(labels.length === 0 ? [] : [element('g', { class: 'edgeLabels' }, ...labels)]),
    element('g', { class: 'nodes' }, ...graph.nodes.map((node, index) => nodeGroup(graph, node, layout.nodes[index]!, standalone, dress))));
  const ground = [element('title', {}, name), element('rect', { x: -0.5, y: -0.5, width, height, ...dress('paper') })];
  return element('svg', {
    xmlns: 'http://www.w3.org/2000/svg', class: 'chart-drawing flowchart', width, height,
    // Half a pixel off, so that a line one pixel thick between whole pixels falls on one.
    viewBox: `-0.5 -0.5 ${width} ${height}`,
    role: standalone ? 'img' : 'group', 'aria-label': name, ...dress('chart'),
  }, ...(standalone ? ground : []), body);
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

type Dress = (what: Dressed) => Picture['attributes'];

const LINE_PITCH = 15;
/** From the middle of a line of type down to its baseline. */
const BASELINE = 4.5;

function markerId({ policy }: Graph): string {
  return `chart-${policy}-arrow`;
}

function arrowhead(graph: Graph, dress: Dress): Picture {
  return element('marker', {
    id: markerId(graph), class: 'marker', viewBox: '0 0 8 8', refX: 4, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto',
  }, element('path', { class: 'arrowMarkerPath', d: 'M0,0.5L8,4L0,7.5z', ...dress('marker') }));
}

function line(graph: Graph, { kind, inDoubt, from, to }: Arrow, path: string, dress: Dress): Picture {
  const names = ['flowchart-link', `flowchart-link--${kind}`, ...(inDoubt ? ['flowchart-link--doubt'] : [])].join(' ');
  const look = inDoubt ? 'doubtful-line' : kind === 'left-out' ? 'line-left-out' : 'line';
  return element('path', { class: names, 'data-from': from, 'data-to': to, d: path, 'marker-end': `url(#${markerId(graph)})`, ...dress(look) });
}

function edgeLabel(arrow: Arrow, box: Box | null, dress: Dress): Picture[] {
  if (box === null) return [];
  const lines = arrowLines(arrow).map(({ text: words }) => ({ words, kind: arrow.inDoubt ? 'doubt' as const : 'title' as const }));
  const height = Math.max(box.height, lines.length * LINE_PITCH + 4);
  const middle = box.y + box.height / 2;
  return [element('g', { class: `edgeLabel${arrow.inDoubt ? ' edgeLabel--doubt' : ''}`, 'data-from': arrow.from, 'data-to': arrow.to },
    element('rect', { class: 'background', x: box.x - 2, y: round(middle - height / 2), width: box.width + 4, height, ...dress('paper') }),
    text(lines, box.x + box.width / 2, middle, dress))];
}

function nodeGroup(graph: Graph, node: GraphNode, box: Box, standalone: boolean, dress: Dress): Picture {
  const names = ['node', `node--${node.kind}`, ...(node.inDoubt ? ['node--doubt'] : []), ...(node.conditional ? ['node--conditional'] : []),
    ...(node.apart ? ['node--apart'] : [])].join(' ');
  const lines = labelLines(node).map(({ text: words, row }) => ({ words, kind: node.rowKinds[row]! }));
  const leads = node.anchor !== null && !standalone;
  return element(leads ? 'a' : 'g',
    { ...(leads ? { href: `#${node.anchor}` } : {}), id: chartNodeId(graph.policy, node.id), class: names, 'data-node': node.id },
    shape(node, box, dress), text(lines, box.x + box.width / 2, box.y + box.height / 2, dress));
}

function shape(node: GraphNode, { x, y, width, height }: Box, dress: Dress): Picture {
  const look = dress(node.inDoubt ? 'doubt' : node.kind);
  if (node.kind === 'decision') {
    const corner = Math.round(height / 4);
    const points = [[x + corner, y], [x + width - corner, y], [x + width, y + height / 2], [x + width - corner, y + height], [x + corner, y + height], [x, y + height / 2]];
    return element('polygon', { class: 'label-container', points: points.map((point) => point.join(',')).join(' '), ...look });
  }
  const ends = node.kind === 'start' || node.kind === 'end' ? { rx: height / 2 } : {};
  return element('rect', { class: 'label-container', x, y, width, height, ...ends, ...look });
}

type LineKind = GraphNode['rowKinds'][number];

/** Lines of type around a middle. A space ends each line but the last, so that what is read aloud is not run together. */
function text(lines: { words: string; kind: LineKind }[], x: number, middle: number, dress: Dress): Picture {
  const first = middle - ((lines.length - 1) * LINE_PITCH) / 2 + BASELINE;
  return element('text', { class: 'nodeLabel', 'text-anchor': 'middle' }, ...lines.map(({ words, kind }, index) => {
    const ended = index < lines.length - 1 ? `${words} ` : words;
    // The space is part of what is centred, so the line moves by half of it.
    const centre = ended === words ? x : x + 1;
    return element('tspan', { class: `row row--${kind}`, x: round(centre), y: round(first + index * LINE_PITCH), ...dress(`row-${kind}`) }, ended);
  }));
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}

// ---- a chart that stands alone ----------------------------------------------------------------------------

type Dressed = keyof typeof ATTRIBUTES;

const INK = '#15202b';
const INK_2 = '#4a5761';
const BRAND = '#17495a';
const DOUBT = '#855000';
const PAPER = '#ffffff';

// Attributes and not a style element: a page's policy may forbid styles inside a picture, and never its attributes.
const ATTRIBUTES = {
  'chart': { 'font-family': "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', arial, sans-serif", 'font-size': CHART_TYPE },
  'marker': { fill: INK },
  'line': { fill: 'none', stroke: INK },
  'line-left-out': { fill: 'none', stroke: INK_2, 'stroke-dasharray': '1.5 3' },
  'doubtful-line': { fill: 'none', stroke: DOUBT, 'stroke-dasharray': '5 3' },
  'paper': { fill: PAPER },
  'row-title': { fill: INK },
  'row-question': { fill: INK, 'font-weight': 600 },
  'row-condition': { fill: INK_2 },
  'row-limit': { fill: BRAND, 'font-weight': 600 },
  'row-doubt': { fill: DOUBT, 'font-weight': 600 },
  'step': { fill: PAPER, stroke: INK },
  'overlay': { fill: '#f4f5f3', stroke: INK_2 },
  'decision': { fill: '#e4edf0', stroke: BRAND, 'stroke-width': 1.5 },
  'doubt': { fill: '#fdf4e1', stroke: DOUBT, 'stroke-width': 1.5, 'stroke-dasharray': '5 3' },
  'start': { fill: PAPER, stroke: BRAND, 'stroke-width': 2 },
  'end': { fill: PAPER, stroke: BRAND, 'stroke-width': 2 },
  'not-stated': { fill: PAPER, stroke: INK_2, 'stroke-dasharray': '1.5 3' },
} satisfies Record<string, Picture['attributes']>;
