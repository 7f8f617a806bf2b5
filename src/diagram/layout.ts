import type { Graph, GraphNode } from './graph.ts';
import { boxOf, pointsOfPath, type Box } from './boxes.ts';
import { arrowsOf, mermaidId, type Arrow } from './mermaid-text.ts';
import { CHART_TYPE } from './text-width.ts';

/** Where everything of a chart is, in whole pixels from its top left corner. Plain data, to be kept in a file. */
export interface Layout {
  width: number;
  height: number;
  /** In the order of the graph's nodes. */
  nodes: Box[];
  /** In the order of `arrowsOf(graph)`. */
  arrows: { path: string; label: Box | null }[];
}

/** Room around the drawing, for the edge of its outermost boxes and for the ring of the one in focus. */
const MARGIN = 6;

/**
 * The positions of a drawing by Mermaid, read off its elements.
 *
 * @throws where the drawing does not hold just the nodes and arrows of the graph.
 * @example layoutOf(drawing.element, graph).nodes[0] // { x: 120, y: 6, width: 164, height: 32 }
 */
export function layoutOf(drawing: Element, graph: Graph): Layout {
  const drawn = [...drawing.querySelectorAll('g.node')];
  const paths = drawing.querySelectorAll('.edgePaths > path');
  const labels = [...drawing.querySelectorAll('.edgeLabel > .label')];
  const nodes = graph.nodes.map((node) => boxOfNode(drawn, node));
  const arrows = arrowsOf(graph).map((arrow, index) => placeOfArrow(paths[index], labels, arrow));
  if (drawn.length !== nodes.length) throw new Error(`The drawing of ${graph.policy} has ${drawn.length} nodes and the graph ${nodes.length}.`);
  const boxes = [...nodes, ...arrows.flatMap(({ label, points }) => [...points.map(([x, y]) => ({ x, y, width: 0, height: 0 })), ...(label ? [label] : [])])];
  const left = Math.floor(Math.min(...boxes.map(({ x }) => x))) - MARGIN;
  const top = Math.floor(Math.min(...boxes.map(({ y }) => y))) - MARGIN;
  const moved = (box: Box): Box => wholeBox({ ...box, x: box.x - left, y: box.y - top });
  return {
    width: Math.ceil(Math.max(...boxes.map(({ x, width }) => x + width))) - left + MARGIN,
    height: Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height))) - top + MARGIN,
    nodes: nodes.map(moved),
    arrows: arrows.map(({ d, label }) => ({ path: squarePath(d, left, top), label: label && moved(label) })),
  };
}

function boxOfNode(drawn: readonly Element[], { id }: GraphNode): Box {
  const wanted = new RegExp(`-flowchart-${mermaidId(id)}-\\d+$`);
  const element = drawn.find((node) => wanted.test(node.id));
  if (!element) throw new Error(`The drawing has no node "${id}".`);
  const shape = element.querySelector('.label-container')!;
  const inside = boxOf(shape, CHART_TYPE);
  const offset = translation(shape);
  const place = translation(element);
  return { ...inside, x: inside.x + offset.x + place.x, y: inside.y + offset.y + place.y };
}

function placeOfArrow(path: Element | undefined, labels: readonly Element[], arrow: Arrow): { d: string; points: [number, number][]; label: Box | null } {
  const id = path?.getAttribute('data-id') ?? '';
  if (!id.startsWith(`L_${mermaidId(arrow.from)}_${mermaidId(arrow.to)}_`)) {
    throw new Error(`The drawing has no arrow from "${arrow.from}" to "${arrow.to}".`);
  }
  const d = path!.getAttribute('d')!;
  return { d, points: pointsOfPath(d), label: arrow.labels.length === 0 ? null : boxOfLabel(labels, id) };
}

function boxOfLabel(labels: readonly Element[], id: string): Box {
  const label = labels.find((element) => element.getAttribute('data-id') === id);
  const place = translation(label!.parentElement!);
  const { width, height } = boxOf(label!.querySelector('text')!, CHART_TYPE);
  return { x: place.x - width / 2, y: place.y - height / 2, width, height };
}

function translation(element: Element): { x: number; y: number } {
  const [, x, y] = /translate\(\s*([-\d.e]+)[\s,]+([-\d.e]+)/.exec(element.getAttribute('transform') ?? '') ?? [null, '0', '0'];
  return { x: Number(x), y: Number(y) };
}

/** Whole edges, so that a thin line is drawn sharp. */
function wholeBox({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.round(x), Math.round(y)];
  return { x: left, y: top, width: Math.round(x + width) - left, height: Math.round(y + height) - top };
}

/** Mermaid's path on whole pixels, its rounded corners made square. Where lines cross, its little arc stays. */
function squarePath(d: string, left: number, top: number): string {
  const at = ([x, y]: [number, number]) => `${Math.round(x - left)},${Math.round(y - top)}`;
  const corners = [...d.matchAll(/([MLQA])([^MLQAZ]*)/g)].flatMap(([, command, parameters]): string[] => {
    const points = pointsOfPath(`${command}${parameters}`);
    if (command === 'A') return [`A5,5,0,0,${parameters!.trim().split(/[\s,]+/)[4]},${at(points[0]!)}`];
    return [`${command === 'M' ? 'M' : 'L'}${at(points[0]!)}`];
  });
  const last = pointsOfPath(d).at(-1)!;
  const whole = [...corners, `L${at(last)}`];
  return whole.filter((part, index) => part.slice(1) !== whole[index - 1]?.slice(1)).join('');
}
