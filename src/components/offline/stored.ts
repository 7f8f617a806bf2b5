import { address } from '../address.ts';

const WORKER = address('/service-worker.js');

/**
 * Has the site's own files kept in the browser for use without a network, once the page has loaded and the browser is at
 * rest; says in the page's footer which version is kept, and offers a newer one when it is ready. The newer one is taken
 * over when the reader presses, and never before: a page in use keeps the scripts that it was opened with.
 *
 * Where the browser has no service workers, or will not have one here, or is to save data, nothing is done and nothing said.
 */
export function keepForOffline(): void {
  // The worker is made with the built site; a site in the making has none.
  if (!import.meta.env.PROD || (navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  const atRest = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 500));
  // A browser that is busy for long does it all the same.
  addEventListener('load', () => atRest(() => { look().catch(() => {}); }, { timeout: 4000 }), { once: true });
}

async function look(): Promise<void> {
  const { serviceWorker } = navigator;
  const shownBy = serviceWorker.controller;
  const registration = await serviceWorker.register(workerAddress(), { scope: address('/') });
  let isTaking = false;

  const offer = () => offerNewer(() => {
    isTaking = true;
    if (registration.waiting === null) location.reload();
    else registration.waiting.postMessage('take over');
  });
  const follow = (coming: ServiceWorker | null) => coming?.addEventListener('statechange', () => {
    if (coming.state === 'installed' && registration.active !== null) offer();
    if (coming.state === 'activated' && shownBy === null) sayStored(coming, 'is stored');
  });

  serviceWorker.addEventListener('controllerchange', () => {
    if (isTaking) location.reload();
    // Another page has taken the newer version over; this one keeps its own until it is loaded again.
    else if (shownBy !== null) offer();
  });
  registration.addEventListener('updatefound', () => follow(registration.installing));
  follow(registration.installing);
  follow(registration.waiting);
  if (registration.waiting !== null && registration.active !== null) offer();
  const stored = shownBy ?? registration.active;
  if (stored !== null) sayStored(stored, shownBy === null ? 'is stored' : 'is shown here, and stored');
}

/** A page may make one address of a script out of text, and this is the one. */
function workerAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy('rulebook-worker', { createScriptURL: () => WORKER }).createScriptURL('') ?? WORKER;
}

function sayStored(worker: ServiceWorker, how: string): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: { version, isWhole } }) => {
    const place = document.querySelector('[data-part="stored"]');
    const less = isWhole ? '' : ', but for documents that you have not opened';
    if (place !== null) place.textContent = `Version ${version} of this site ${how} in this browser for use without a network${less}.`;
    port1.close();
  };
  worker.postMessage('version', [port2]);
}

function offerNewer(take: () => void): void {
  const place = document.querySelector<HTMLElement>('[data-part="offer"]');
  const words = place?.querySelector('template');
  if (!place || !words || place.children.length > 1) return;
  place.append(words.content.cloneNode(true));
  const [now, later] = place.querySelectorAll('button');
  now?.addEventListener('click', take);
  later?.addEventListener('click', () => {
    place.replaceChildren(words);
    document.getElementById('main')?.focus({ preventScroll: true });
  });
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): string };
}
