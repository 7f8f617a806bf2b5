import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { Policy, Vocabulary } from '../policy/model.ts';
import { drawFlowchart } from './draw.ts';
import { policyGraph, type Graph } from './graph.ts';
import { layoutOf, type Layout } from './layout.ts';
import { mermaidText } from './mermaid-text.ts';
import { chartSheets } from './sheets.ts';
import type { Picture } from './picture.ts';
import { chartPicture, chartSvg } from './svg.ts';
import widths from './source-sans-3-widths.json' with { type: 'json' };

/** A policy's chart in each form in which the site gives it; each form is made when it is asked for. */
export interface Chart {
  readonly graph: Graph;
  /** Mermaid text, whole in itself. */
  readonly text: string;
  /** For the site's pages: dressed by their style sheet, each node a link to its step. */
  readonly svg: string;
  /** The same as plain data, for a page that draws it in the browser and marks a case in it. */
  readonly picture: Picture;
  /** The same on sheets of paper: to stand beside `svg` on the page and be shown in print only. */
  readonly sheets: string;
  /** For anywhere else: dressed by its own attributes. */
  readonly standalone: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** Raised when the same text is to be drawn or read otherwise, so that nothing of an older drawing is used. */
const DRAWING = 'mermaid 12.3.0, drawing 1';

/**
 * Draws a policy's chart, or takes its positions from the cache where the same text was drawn before.
 *
 * @param cache the directory that keeps them, one file a text; null keeps nothing
 * @example const { svg, width } = await chartOf(policy, vocabulary);
 */
export async function chartOf(policy: Policy, vocabulary: Vocabulary, cache: string | null = join('.cache', 'charts')): Promise<Chart> {
  const graph = policyGraph(policy, vocabulary);
  const text = mermaidText(graph);
  const layout = (cache === null ? null : kept(cache, text)) ?? await drawn(graph, text, cache);
  const { width, height } = layout;
  // Nobody wants every form at once.
  return {
    graph, text, width, height,
    get svg() { return chartSvg(graph, layout); },
    get picture() { return chartPicture(graph, layout); },
    get sheets() { return chartSheets(graph, layout); },
    get standalone() { return chartSvg(graph, layout, { standalone: true }); },
  };
}

async function drawn(graph: Graph, text: string, cache: string | null): Promise<Layout> {
  const { element } = await drawFlowchart(text);
  const layout = layoutOf(element, graph);
  if (cache !== null) keep(cache, text, layout);
  return layout;
}

function kept(cache: string, text: string): Layout | null {
  try {
    return JSON.parse(readFileSync(fileFor(cache, text), 'utf8')) as Layout;
  } catch {
    // Not there, or only half written by a build that was stopped: it is drawn again.
    return null;
  }
}

function keep(cache: string, text: string, layout: Layout): void {
  const file = fileFor(cache, text);
  mkdirSync(cache, { recursive: true });
  const half = `${file}.${process.pid}-${threadId}`;
  writeFileSync(half, JSON.stringify(layout));
  renameSync(half, file);
}

function fileFor(cache: string, text: string): string {
  const hash = createHash('sha256').update(`${DRAWING}\n${JSON.stringify(widths)}\n${text}`).digest('hex');
  return join(cache, `${hash}.json`);
}
