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
 * The drawing is Mermaid's own, with its styles: `chartSvg` makes of it what a page can show.
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
  emptyOtherSettings(mermaid);
  // The strict level washes the whole drawing of scripts. It is read here and never shown, and no label can hold markup.
  mermaid.initialize({ startOnLoad: false, securityLevel: 'loose', deterministicIds: true, handDrawnSeed: 1, logLevel: 'fatal' });
  return mermaid;
}

/** What a flowchart is drawn by: its own settings, those of its layout, and the colours. */
const SETTINGS_OF_A_FLOWCHART = new Set(['flowchart', 'elk', 'themeVariables']);

/**
 * Mermaid copies all its settings every time it looks one up, some thousand times a chart, and most of them are those of
 * the other kinds of diagram. Without them a chart takes a quarter less time and is the same to the letter.
 */
function emptyOtherSettings({ mermaidAPI }: Mermaid): void {
  for (const [kind, settings] of Object.entries(mermaidAPI.defaultConfig)) {
    if (SETTINGS_OF_A_FLOWCHART.has(kind) || typeof settings !== 'object' || settings === null || Array.isArray(settings)) continue;
    for (const name of Object.keys(settings)) Reflect.deleteProperty(settings, name);
  }
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
