import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Plugin as VitePlugin } from 'vite';
import { edition } from '../edition.ts';
import { rules } from '../rules.ts';

/** The worker's file, at the root of the site: a worker looks after the folder it lies in. */
const WORKER = 'service-worker.js';

/** What is given away as data is for other programs and other days: together it is about as large as all the pages. */
const NOT_KEPT = [/^api\//, /^schema\//, /\.(?:csv|mmd|txt|xml)$/, /^_headers$/, new RegExp(`^${WORKER.replace('.', '\\.')}$`)];

/** As much as may be fetched unasked by everyone who opens the site. What goes beyond it is fetched when it is opened. */
const MOST_AT_ONCE = 20_000_000;

/**
 * Writes, with each build, the service worker that keeps the site for use without a network: the worker's own script
 * (`worker.ts`), and before it the version and every file it keeps, each with its checksum.
 *
 * @example
 * integrations: [mdx(), keepOffline()]
 */
export function keepOffline(): AstroIntegration {
  return {
    name: 'rulebook-offline',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [workerScript(), workerThatGoes()] } });
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { files, bytes } = keptFiles(folder);
        const later = bytes <= MOST_AT_ONCE ? [] : ofOneDocument(Object.keys(files), rules().policies.map(({ id }) => id));
        const script = readFileSync(join(folder, WORKER), 'utf8');
        const { version, fingerprint } = edition();
        // What the worker does is part of the version, as every file is: else a mended worker would not be a newer one.
        const sum = createHash('sha256').update(JSON.stringify([files, later])).update(script).digest('hex').slice(0, 8);
        const listed = `const VERSION=${JSON.stringify(`${version}-${fingerprint}-${sum}`)},FILES=${JSON.stringify(files)},LATER=${JSON.stringify(later)};\n`;
        writeFileSync(join(folder, WORKER), listed + script);
        logger.info(`${Object.keys(files).length} files are kept for use without a network, ${(bytes / 1_000_000).toFixed(1)} MB${later.length === 0 ? '' : `; ${later.length} of them once they are opened`}`);
      },
    },
  };
}

/**
 * The files of a built site that are kept, as the worker lists them: by their addresses from the site's root, a page by
 * that of its folder, each with its SHA-256 in base64; and how many bytes they are together.
 *
 * @param folder the folder of the built site
 * @example
 * keptFiles('dist').files['procedures/wst/'] // 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='
 */
export function keptFiles(folder: string): { files: Record<string, string>; bytes: number } {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, sep).length).split(sep).join('/'))
    .filter((name) => !NOT_KEPT.some((pattern) => pattern.test(name)))
    .sort();
  let bytes = 0;
  const files = Object.fromEntries(names.map((name) => {
    const content = readFileSync(join(folder, name));
    bytes += content.length;
    return [name.replace(/(^|\/)index\.html$/, '$1'), createHash('sha256').update(content).digest('base64')];
  }));
  return { files, bytes };
}

/**
 * Of the files that are kept, those of one document or two: its pages, its chart, its script modules.
 *
 * @param paths addresses as `keptFiles` gives them
 * @param documents the ids of all documents
 * @example
 * ofOneDocument(['about/', 'procedures/wst/', '_astro/wst.BdYf8Ibf.js'], ['wst']) // ['procedures/wst/', '_astro/wst.BdYf8Ibf.js']
 */
export function ofOneDocument(paths: string[], documents: string[]): string[] {
  const ids = new Set(documents);
  return paths.filter((path) => path.split(/[/.]/).some((part) => ids.has(part)));
}

/** Has the worker built along with the scripts of the pages, in a file of its own that always has the same name. */
function workerScript(): VitePlugin {
  return {
    name: 'rulebook-offline-worker',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    buildStart() {
      this.emitFile({ type: 'chunk', id: fileURLToPath(new URL('worker.ts', import.meta.url)), fileName: WORKER });
    },
  };
}

/**
 * While the site is being made nothing is kept, and a worker from a built site that was looked at under the same address
 * must not answer with its older pages: in the place of its newer version it finds one that takes itself away.
 */
function workerThatGoes(): VitePlugin {
  const script = `
    self.addEventListener('install', () => self.skipWaiting());
    self.addEventListener('activate', (event) => event.waitUntil((async () => {
      for (const name of await caches.keys()) if (name.startsWith('rulebook ')) await caches.delete(name);
      await self.registration.unregister();
      for (const open of await self.clients.matchAll({ type: 'window' })) open.navigate(open.url);
    })()));`;
  return {
    name: 'rulebook-offline-in-the-making',
    apply: 'serve',
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0]?.endsWith(`/${WORKER}`) !== true) return next();
        response.setHeader('Content-Type', 'text/javascript');
        response.end(script);
      });
    },
  };
}
