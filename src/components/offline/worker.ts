/**
 * The service worker: it keeps the files of one version of the site, all that its list names, and answers from them
 * until the reader takes over a newer version or closes the site. Of its own accord it asks for nothing but those files. Of
 * an address it looks at the path alone, so that nothing entered, which could stand after a `?` or `#`, is ever kept.
 *
 * It runs alone and may import nothing. Its version and its list stand before it in the built file (see `keep-offline.ts`).
 */
export {};

/** The version of the site. */
declare const VERSION: string;
/** What is kept: addresses from the folder that the site is served in, each with the SHA-256 of its file in base64. */
declare const FILES: Record<string, string>;
/** Those of them that are kept once they are opened, where all together would be too much to fetch unasked. */
declare const LATER: string[];
declare const self: WorkerScope;

const SCOPE = new URL(self.registration.scope);
const OF_THIS_SITE = `rulebook ${SCOPE.pathname} `;
const OF_THIS_VERSION = OF_THIS_SITE + VERSION;
const NOT_FOUND = '404.html';
const FETCHED_AT_ONCE = 6;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), dropOthers()])));

self.addEventListener('message', (event) => {
  if (event.data === 'version') event.ports[0]?.postMessage({ version: VERSION, isWhole: LATER.length === 0 });
  if (event.data === 'take over') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== SCOPE.origin || !pathname.startsWith(SCOPE.pathname)) return;
  const path = pathname.slice(SCOPE.pathname.length).replace(/(^|\/)index\.html$/, '$1');
  const opensPage = request.mode === 'navigate';
  if (opensPage) event.waitUntil(dropOthers());
  if (isKept(path)) event.respondWith(kept(path, request));
  else if (opensPage && isKept(`${path}/`)) event.respondWith(Response.redirect(new URL(`${path}/`, SCOPE)));
  // Only of a page is it known that all there are are kept: of any other file it cannot be said that there is none.
  else if (opensPage && /(?:^|\/)[^/.]*(?:\.html)?$/.test(path)) event.respondWith(fetch(request).catch(notFound));
  else if (path.startsWith('_astro/')) event.respondWith(ofAnotherVersion(request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(OF_THIS_VERSION);
  const wanted = Object.keys(FILES);
  const keepInTurn = async () => {
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      // What an older version has under the same checksum is the same file, and need not be fetched again.
      const same = await caches.match(keyOf(path));
      if (same !== undefined) await cache.put(keyOf(path), same);
      else if (!LATER.includes(path)) await cache.put(keyOf(path), await fetched(path));
    }
  };
  await Promise.all(Array.from({ length: FETCHED_AT_ONCE }, keepInTurn));
}

/** The browser itself refuses a file that is not the one listed, as when a newer site is just being put in place. */
async function fetched(path: string): Promise<Response> {
  const named = path.startsWith('_astro/');
  const { body, headers } = await fetch(new URL(path, SCOPE), { integrity: `sha256-${FILES[path]}`, cache: named ? 'default' : 'no-cache' });
  // A new answer forgets that a host led here from another address; a page could not be opened with the old one.
  return new Response(body, { headers });
}

async function kept(path: string, request: Request): Promise<Response> {
  if (path === NOT_FOUND) return notFound();
  const cache = await caches.open(OF_THIS_VERSION);
  return await cache.match(keyOf(path)) ?? fetchedNow(path, cache).catch(() => fetch(request));
}

/** A file that is kept once it is opened, or that the browser has let go. */
async function fetchedNow(path: string, cache: Cache): Promise<Response> {
  const answer = await fetched(path);
  await cache.put(keyOf(path), answer.clone());
  return answer;
}

async function notFound(): Promise<Response> {
  const page = await caches.match(keyOf(NOT_FOUND), { cacheName: OF_THIS_VERSION });
  return page === undefined ? Response.error() : new Response(page.body, { status: 404, statusText: 'Not Found', headers: page.headers });
}

/** A page opened before this version was taken over goes on asking for its own scripts, whose names no other file has. */
async function ofAnotherVersion(request: Request): Promise<Response> {
  return await caches.match(request, { ignoreSearch: true }) ?? fetch(request);
}

/** Takes away what other versions kept, once no page is open that could still ask for it and none is being made ready. */
async function dropOthers(): Promise<void> {
  const { installing, waiting } = self.registration;
  const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open.length > 0 || installing !== null || waiting !== null) return;
  const others = (await caches.keys()).filter((name) => name.startsWith(OF_THIS_SITE) && name !== OF_THIS_VERSION);
  await Promise.all(others.map((name) => caches.delete(name)));
}

function isKept(path: string): boolean {
  return Object.hasOwn(FILES, path);
}

/** What a file is kept under. The checksum in it finds the same file in any version. */
function keyOf(path: string): string {
  return new URL(`${path}?${FILES[path]}`, SCOPE).href;
}

// The types of a page's scripts, which all the others are checked by, have none of a worker's.

interface LastingEvent extends Event { waitUntil(work: Promise<unknown>): void }
interface RequestEvent extends LastingEvent { readonly request: Request; respondWith(answer: Response | Promise<Response>): void }
interface WordEvent extends LastingEvent { readonly data: unknown; readonly ports: readonly MessagePort[] }

interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(kind: 'install' | 'activate', listener: (event: LastingEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(kind: 'message', listener: (event: WordEvent) => void): void;
}
