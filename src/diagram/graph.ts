import { leftOutBranch, outcomeTitle } from '../policy/decisions.ts';
import type { Doubt, Id, Outcome, Policy, Step, Vocabulary } from '../policy/model.ts';
import { anythingInDoubt, rowsOfStep, standingReadings, type RowKind } from './rows.ts';

/** A policy's path: what its chart draws and its list of steps tells. */
export interface Graph {
  /** The policy's id. */
  policy: Id;
  title: string;
  /** In the document's order. A start stands before the first step that it sets off, an end after its step. */
  nodes: GraphNode[];
  edges: GraphEdge[];
}

export type NodeKind = 'step' | 'overlay' | 'decision' | 'start' | 'end' | 'not-stated';

export interface GraphNode {
  /** A step's own id; `start:EVENT`, `end:STEP`, `not-stated:STEP` for the rest. */
  id: string;
  kind: NodeKind;
  /** Its label. The title first; then, of a step, its question, its condition and its limits. */
  rows: string[];
  /** What each row is, in the same order. */
  rowKinds: RowKind[];
  /** Whether any of it rests on a doubt that has more than one standing reading. */
  inDoubt: boolean;
  /** Whether it has a condition: it may not apply in a case. */
  conditional: boolean;
  /** Nothing leads to it and it leads nowhere: it stands beside the path. */
  apart: boolean;
  /** The step it is, or belongs to; null for a start, which may set off several. */
  stepId: Id | null;
  /** Where it leads on the policy's page: the id of an element there. */
  anchor: string | null;
}

/** `next`: what follows. `outcome`: what follows from one outcome. `loop`: back, to be done again. `left-out`: the document gives no path. */
type EdgeKind = 'next' | 'outcome' | 'loop' | 'left-out';

export interface GraphEdge {
  from: string;
  to: string;
  label: string | null;
  kind: EdgeKind;
  /** Whether some standing reading of the document has no such edge. */
  inDoubt: boolean;
}

/**
 * The graph of a policy: its steps and what follows what, each decision with a labelled edge for every branch.
 *
 * A step that nothing leads to begins at its trigger: at the step that brings the triggering event about where there is
 * one, and at a start node where there is none. An outcome without a path, and the `not-met` that a test leaves out, lead
 * by a broken edge to a node that says so. A doubt about what follows is drawn, one edge for each standing reading.
 *
 * @example policyGraph(policy, vocabulary).edges.filter(({ kind }) => kind === 'left-out')
 */
export function policyGraph(policy: Policy, vocabulary: Vocabulary): Graph {
  const forward = policy.steps.flatMap((step) => edgesFrom(step, vocabulary));
  const triggering = edgesFromTriggers(policy, forward);
  const edges = [...triggering, ...forward];
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const drawnStarts = new Set<string>();
  const nodes = policy.steps.flatMap((step) => [
    ...startsOf(step, triggering, vocabulary).filter(({ id }) => !drawnStarts.has(id) && drawnStarts.add(id)),
    nodeOfStep(step, policy, vocabulary, !touched.has(step.id)),
    ...endsOf(step, edges, policy, vocabulary),
  ]);
  return { policy: policy.id, title: policy.title, nodes, edges };
}

/** One step as the list of steps tells it, with every edge that meets it in words. */
export interface ToldStep {
  stepId: Id;
  anchor: string;
  kind: NodeKind;
  rows: string[];
  inDoubt: boolean;
  conditional: boolean;
  apart: boolean;
  /** What leads to it. */
  after: ToldEdge[];
  /** What follows from it. */
  follows: ToldEdge[];
}

export interface ToldEdge {
  /** The node at the other end. */
  node: string;
  title: string;
  /** Where it leads on the page; null for a start and an end. */
  anchor: string | null;
  label: string | null;
  kind: EdgeKind;
  inDoubt: boolean;
}

/**
 * The graph as a list: each step in reading order with what leads to it and what follows, so that the list on the page
 * and the chart cannot differ.
 *
 * @example graphAsText(graph)[0].follows.map(({ label, title }) => [label, title])
 */
export function graphAsText(graph: Graph): ToldStep[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const told = (edge: GraphEdge, end: 'from' | 'to'): ToldEdge => {
    const node = byId.get(edge[end])!;
    const { label, kind, inDoubt } = edge;
    return { node: node.id, title: node.rows[0]!, anchor: isStep(node) ? node.anchor : null, label, kind, inDoubt };
  };
  return graph.nodes.filter(isStep).map(({ id, kind, rows, inDoubt, conditional, apart, anchor }) => ({
    stepId: id, anchor: anchor!, kind, rows, inDoubt, conditional, apart,
    after: graph.edges.filter(({ to }) => to === id).map((edge) => told(edge, 'from')),
    follows: graph.edges.filter(({ from }) => from === id).map((edge) => told(edge, 'to')),
  }));
}

/** Whether a node is one of the policy's steps. */
export function isStep(node: GraphNode): boolean {
  return node.kind === 'step' || node.kind === 'overlay' || node.kind === 'decision';
}

function nodeOfStep(step: Step, policy: Policy, vocabulary: Vocabulary, apart: boolean): GraphNode {
  const rows = rowsOfStep(step, policy, vocabulary);
  const conditional = [step, ...standingReadings(step.doubt).map(({ changes }) => changes)].some(({ when }) => when);
  return {
    id: step.id,
    kind: step.outcomes.length > 0 ? 'decision' : conditional ? 'overlay' : 'step',
    rows: rows.map(({ text }) => text),
    rowKinds: rows.map(({ kind }) => kind),
    inDoubt: anythingInDoubt(step, policy),
    conditional,
    apart,
    stepId: step.id,
    anchor: `step-${step.id}`,
  };
}

// ---- edges --------------------------------------------------------------------------------------------

function edgesFrom(step: Step, vocabulary: Vocabulary): GraphEdge[] {
  const onward = targets(step).map(({ to, inDoubt }): GraphEdge => ({
    from: step.id, to: nodeOfTarget(step, to), label: inDoubt ? 'in doubt' : null, kind: 'next', inDoubt,
  }));
  const branches = step.outcomes.flatMap((outcome) => edgesOfOutcome(step, outcome, vocabulary));
  const leftOut = leftOutBranch(step);
  if (leftOut === null) return [...onward, ...branches];
  return [...onward, ...branches, { from: step.id, to: `not-stated:${step.id}`, label: outcomeTitle(step, leftOut, vocabulary), kind: 'left-out', inDoubt: false }];
}

function edgesOfOutcome(step: Step, outcome: Outcome, vocabulary: Vocabulary): GraphEdge[] {
  const name = outcomeTitle(step, outcome.outcome, vocabulary);
  const forward = targets(outcome).map(({ to, inDoubt }) => ({ to: nodeOfTarget(step, to), inDoubt, kind: 'outcome' as const }));
  const back = loopsOf(outcome).map(({ to, inDoubt }) => ({ to, inDoubt, kind: 'loop' as const }));
  const paths = [...forward, ...back];
  if (paths.length === 0) return [{ from: step.id, to: `not-stated:${step.id}`, label: name, kind: 'left-out', inDoubt: false }];
  return paths.map(({ to, inDoubt, kind }) => ({ from: step.id, to, label: inDoubt ? `${name} (in doubt)` : name, kind, inDoubt }));
}

interface Target { to: Id; inDoubt: boolean }

/** What follows under any standing reading; in doubt where not under all of them. */
function targets(thing: { next: Id[] | null; doubt: Doubt<Step> | Doubt<Outcome> | null }): Target[] {
  const readings: { changes: { next?: Id[] | null } }[] = standingReadings(thing.doubt as Doubt<{ next: Id[] | null }> | null);
  if (readings.every(({ changes }) => changes.next === undefined)) return (thing.next ?? []).map((to) => ({ to, inDoubt: false }));
  return shared(readings.map(({ changes }) => (changes.next === undefined ? thing.next : changes.next) ?? []));
}

function loopsOf(outcome: Outcome): Target[] {
  const readings = standingReadings(outcome.doubt);
  const backTo = (changed: Id | null | undefined) => [changed === undefined ? outcome.backTo : changed].filter((to) => to !== null);
  if (readings.length === 0) return backTo(undefined).map((to) => ({ to, inDoubt: false }));
  return shared(readings.map(({ changes }) => backTo(changes.backTo)));
}

function shared(lists: Id[][]): Target[] {
  return [...new Set(lists.flat())].map((to) => ({ to, inDoubt: lists.some((list) => !list.includes(to)) }));
}

function nodeOfTarget(step: Step, to: Id): string {
  return to === 'end' ? `end:${step.id}` : to;
}

// ---- starts -------------------------------------------------------------------------------------------

function edgesFromTriggers(policy: Policy, forward: GraphEdge[]): GraphEdge[] {
  const ledTo = new Set(forward.filter(({ kind }) => kind !== 'loop').map(({ to }) => to));
  const roots = policy.steps.filter(({ id, trigger }) => trigger.length > 0 && !ledTo.has(id));
  return roots.reduce<GraphEdge[]>((edges, step) => [...edges, ...sourcesOf(step, policy, [...forward, ...edges]).map((from): GraphEdge => ({
    from, to: step.id, label: null, kind: 'next', inDoubt: false,
  }))], []);
}

/** The steps that bring about a step's triggers; for a trigger that no step brings about, its start. */
function sourcesOf(step: Step, policy: Policy, known: GraphEdge[]): string[] {
  return [...new Set(step.trigger.flatMap((event) => {
    const marking = policy.steps.filter(({ id, marks }) => marks.includes(event) && id !== step.id && !leadsTo(step.id, id, known));
    return marking.length > 0 ? marking.map(({ id }) => id) : [`start:${event}`];
  }))];
}

function leadsTo(from: string, to: string, edges: GraphEdge[]): boolean {
  const seen = new Set([from]);
  const ahead = [from];
  while (ahead.length > 0) {
    const at = ahead.pop()!;
    for (const edge of edges) {
      if (edge.from !== at || seen.has(edge.to)) continue;
      if (edge.to === to) return true;
      seen.add(edge.to);
      ahead.push(edge.to);
    }
  }
  return false;
}

function startsOf(step: Step, triggering: GraphEdge[], vocabulary: Vocabulary): GraphNode[] {
  const starts = triggering.filter(({ from, to }) => to === step.id && from.startsWith('start:')).map(({ from }) => from);
  return starts.map((id) => {
    const event = id.slice('start:'.length);
    return plainNode(id, 'start', vocabulary.events[event]?.title ?? event, null);
  });
}

// ---- ends ---------------------------------------------------------------------------------------------

function endsOf(step: Step, edges: GraphEdge[], policy: Policy, vocabulary: Vocabulary): GraphNode[] {
  const own = edges.filter(({ from }) => from === step.id);
  const ends = own.some(({ to }) => to === `end:${step.id}`) ? [plainNode(`end:${step.id}`, 'end', 'End', step.id)] : [];
  const leftOut = own.some(({ kind }) => kind === 'left-out');
  return leftOut ? [...ends, plainNode(`not-stated:${step.id}`, 'not-stated', silenceAbout(step, policy, vocabulary), step.id)] : ends;
}

/** An extract is silent about what it does not hold: that is less than not stated, unless the file says that it is surer. */
function silenceAbout(step: Step, policy: Policy, vocabulary: Vocabulary): string {
  const asked = vocabulary.dimensions.filter(({ select }) =>
    select.by === 'does' && select.show === 'outcomes.not-met' && select.tasks.some((task) => step.does.includes(task)));
  const said = policy.silent.find(({ dimension }) => asked.some(({ id }) => id === dimension));
  const whole = policy.source.extent === 'whole' || policy.source.covers.includes(step.stage);
  const is = said?.is ?? (whole ? 'not-stated' : 'not-in-extract');
  return is === 'not-stated' ? 'Not stated' : 'Not in the extract';
}

function plainNode(id: string, kind: NodeKind, title: string, stepId: Id | null): GraphNode {
  return {
    id, kind, rows: [title], rowKinds: ['title'], inDoubt: false, conditional: false, apart: false, stepId,
    anchor: kind === 'not-stated' && stepId !== null ? `step-${stepId}` : null,
  };
}
