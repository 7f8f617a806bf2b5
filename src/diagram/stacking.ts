import type { Graph } from './graph.ts';

type Pair = [above: string, below: string];

/** How many things that stand apart from the path go side by side beneath it. */
const COLUMNS = 3;

/**
 * Which nodes a chart sets one below the other although no edge joins them, to keep it narrow enough for a page: the
 * steps that end where they are and follow from the same step; and above or beneath the path, as the document has it,
 * whatever is not joined to it.
 *
 * @example stacking(graph) // [['create-case-folder', 'track-progress'], …]
 */
export function stacking(graph: Graph): Pair[] {
  return [...stacksOfLeaves(graph), ...stacksOfParts(graph)];
}

function stacksOfLeaves(graph: Graph): Pair[] {
  const isLeaf = (id: string) => !graph.edges.some(({ from }) => from === id);
  const lastToReach = new Map(graph.edges.map(({ from, to }) => [to, from]));
  const steps = graph.nodes.filter(({ kind }) => kind !== 'end' && kind !== 'not-stated');
  return graph.nodes.flatMap(({ id }) => pairs(steps.filter((step) => isLeaf(step.id) && lastToReach.get(step.id) === id).map((step) => step.id)));
}

function stacksOfParts(graph: Graph): Pair[] {
  const parts = partsOf(graph);
  const path = parts.reduce((largest, part) => (part.length > largest.length ? part : largest), []);
  const before = parts.slice(0, parts.indexOf(path));
  const after = parts.slice(parts.indexOf(path) + 1);
  return [
    ...before.map((part): Pair => [deepest(part, graph), path[0]!]),
    ...after.map((part, index): Pair => [deepest(index < COLUMNS ? path : after[index - COLUMNS]!, graph), part[0]!]),
  ];
}

function pairs(ids: string[]): Pair[] {
  return ids.slice(1).map((id, index) => [ids[index]!, id]);
}

/** The graph's parts that no edge joins, each in the document's order. */
function partsOf(graph: Graph): string[][] {
  const partOf = new Map(graph.nodes.map(({ id }) => [id, id]));
  for (const { from, to } of graph.edges) {
    const [kept, merged] = [partOf.get(from)!, partOf.get(to)!];
    for (const [id, part] of partOf) if (part === merged) partOf.set(id, kept);
  }
  return [...new Set(partOf.values())].map((part) => graph.nodes.map(({ id }) => id).filter((id) => partOf.get(id) === part));
}

/** The node of a part that the longest path leads to. */
function deepest(part: string[], graph: Graph): string {
  const forward = graph.edges.filter(({ kind }) => kind !== 'loop');
  const depths = new Map<string, number>();
  const depth = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    // Set before its edges are followed, so that a path that meets itself ends.
    depths.set(id, 0);
    const found = Math.max(0, ...forward.filter(({ to }) => to === id).map(({ from }) => depth(from) + 1));
    depths.set(id, found);
    return found;
  };
  return part.reduce((deep, id) => (depth(id) >= depth(deep) ? id : deep), part[0]!);
}
