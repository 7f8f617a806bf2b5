import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface Served {
  /** Where the site is, without a slash at its end. */
  address: string;
  /** The path and query of everything that was asked for, whoever asked: a page, a worker, the browser itself. */
  asked: string[];
  stop(): Promise<void>;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
  '.json': 'application/json', '.txt': 'text/plain',
};

/**
 * Serves a built site as a plain host of files does, on a port of its own, so that it can be stopped, and its files
 * changed, under a page that is open. What is changed shows at once.
 *
 * @example
 * const { address, stop } = await serve(DIST);
 */
export async function serve(folder: string): Promise<Served> {
  const asked: string[] = [];
  const server = createServer(({ url = '/' }, response) => {
    asked.push(url);
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const found = fileAt(join(folder, path)) ?? fileAt(join(folder, path, 'index.html'));
    const file = found ?? join(folder, '404.html');
    response.writeHead(found === null ? 404 : 200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((listening) => { server.listen(0, 'localhost', listening); });
  const stop = () => new Promise<void>((closed) => {
    server.close(() => closed());
    server.closeAllConnections();
  });
  return { address: `http://localhost:${(server.address() as AddressInfo).port}`, asked, stop };
}

function fileAt(path: string): string | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : null;
}
