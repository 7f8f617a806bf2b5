import type { Mermaid } from 'mermaid';
import type { JSDOM } from 'jsdom';
import { boxOf } from './boxes.ts';
import { CHART_TYPE, textWidth } from './text-width.ts';

/** What Mermaid made of a text, with its size in pixels. */
interface Drawing {
  svg: string;
  /** The same, read, to be asked where its parts are. */
  element: Element;
  width: number;
  height: number;
}

/**
 * Draws a Mermaid text as Mermaid draws it, without a browser: Mermaid runs inside jsdom, and the two measurements that
 * jsdom cannot make come from a table of the typeface's widths. The same text gives the same drawing, byte for byte.
 *
 * The drawing is Mermaid's own, without its colours: `chartSvg` makes of where its parts stand what a page can show.
 *
 * @throws what Mermaid throws, where the text is not a flowchart.
 * @example const { svg, width, height } = await drawFlowchart(mermaidText(graph));
 */
export function drawFlowchart(text: string): Promise<Drawing> {
  const drawing = queue.then(() => drawInWindow(text));
  queue = drawing.catch(() => undefined);
  return drawing;
}

// One at a time: Mermaid keeps its settings and its ids in its module, and the window stands in the global scope.
let queue: Promise<unknown> = Promise.resolve();
let loaded: { mermaid: Mermaid; window: JSDOM['window'] } | undefined;

async function drawInWindow(text: string): Promise<Drawing> {
  const window = loaded?.window ?? await openWindow();
  const giveBack = lendGlobals(window);
  try {
    loaded ??= { mermaid: await loadMermaid(), window };
    const { svg, element } = await rendered(loaded.mermaid, text, window);
    const [, , width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number);
    return { svg, element, width: width!, height: height! };
  } finally {
    giveBack();
  }
}

/**
 * Mermaid gives its drawing as text alone and takes the elements out of the window when it is done. There they are caught:
 * to read the text again would take a good part of what drawing it took.
 */
async function rendered(mermaid: Mermaid, text: string, { document, MutationObserver: Observer }: JSDOM['window']): Promise<Pick<Drawing, 'svg' | 'element'>> {
  const changes: MutationRecord[] = [];
  const observer = new Observer((records) => void changes.push(...records));
  observer.observe(document.body, { childList: true });
  try {
    const { svg } = await mermaid.render('chart', text);
    const [holder] = [...changes, ...observer.takeRecords()].flatMap(({ removedNodes }) => [...removedNodes]) as Element[];
    return { svg, element: holder!.firstElementChild! };
  } finally {
    observer.disconnect();
  }
}

async function loadMermaid(): Promise<Mermaid> {
  const { default: mermaid } = await import('mermaid');
  // The strict level washes the whole drawing of scripts. It is read here and never shown, and no label can hold markup.
  mermaid.initialize({ startOnLoad: false, securityLevel: 'loose', deterministicIds: true, handDrawnSeed: 1, logLevel: 'fatal' });
  keepFewSettings(mermaid);
  return mermaid;
}

/** Groups of settings that a flowchart is drawn by, and which settings a text may not change. */
const KEPT_SETTINGS = new Set(['flowchart', 'elk', 'secure']);

/**
 * Mermaid copies all its settings every time it looks one up, some thousand times a chart, and most of them are those of
 * the other kinds of diagram, or colours. Without them, and without the colours of a text’s own theme, a chart takes a good
 * quarter less time, and where its parts stand is the same to the digit.
 */
function keepFewSettings({ mermaidAPI }: Mermaid): void {
  // What is given back when nothing is changed are the settings themselves, not a copy.
  const settings = mermaidAPI.updateSiteConfig({}) as unknown as Record<string, unknown> & { secure: string[] };
  for (const [kind, value] of Object.entries(settings)) {
    if (typeof value === 'object' && !KEPT_SETTINGS.has(kind)) Reflect.deleteProperty(settings, kind);
  }
  // Looked into all the same.
  Object.assign(settings, { state: {}, themeVariables: {} });
  settings.secure.push('theme', 'themeVariables');
  mermaidAPI.reset();
}

async function openWindow(): Promise<JSDOM['window']> {
  const { JSDOM: Dom } = await import('jsdom');
  const { window } = new Dom('<!doctype html><body></body>', { pretendToBeVisual: true });
  Object.assign(window.SVGElement.prototype, {
    getComputedTextLength(this: SVGElement) { return textWidth(this.textContent ?? ''); },
    getBBox(this: SVGElement) { return boxOf(this, CHART_TYPE); },
  });
  return window;
}

const LENT = ['window', 'document', 'Element', 'HTMLElement', 'SVGElement', 'Node', 'DOMParser', 'XMLSerializer', 'CSSStyleSheet', 'getComputedStyle', 'MutationObserver'];

/** Mermaid finds its window in the global scope. It stands there only while a chart is drawn. */
function lendGlobals(window: JSDOM['window']): () => void {
  const before = LENT.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const);
  for (const name of LENT) {
    const value: unknown = name === 'window' ? window : Reflect.get(window, name);
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, descriptor);
    }
  };
}
