/**
 * What a build works out and holds for both its parts, or keeps in `.cache` for the next, under a checksum of everything it depends on: what it was made
 * from, the sources of the rooms that made it, and the packages. Where any of them differs it is made again. Build only.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const CACHE = '.cache';
const PACKAGES = 'package-lock.json';

/**
 * What one build holds under a name. It has the site's sources twice, once for what it bundles and once for the pages, and
 * both find here what either has put. A server for development holds it only where it was put, so that a change shows.
 *
 * @example held<{ set: PolicySet }>('rules').set
 */
export function held<T extends object>(name: string): Partial<T> {
  if (!isBuild) return {};
  return (globalThis as Held)[Symbol.for(`rulebook:${name}`)] ??= {};
}

type Held = Record<symbol, object | undefined>;

/** Whether this is a build of the site, and no server for development, test or command. */
export const isBuild = process.env['NODE_ENV'] === 'production';

/** What is kept: its name, the folders of `src` that it is made by, and what it is made from. */
export interface Keeping { name: string; rooms: readonly string[]; from: readonly string[] }

/**
 * What was kept under the same checksum; null where nothing was.
 *
 * @param root the folder of the project; absent: where the process stands
 * @example recalled<PolicySet>({ name: 'rules', rooms: ['policy'], from: texts })
 */
export function recalled<T>(keeping: Keeping, root = ''): T | null {
  try {
    return JSON.parse(readFileSync(fileOf(keeping, root), 'utf8')) as T;
  } catch {
    // Not there, or only half written by a build that was stopped: it is made again.
    return null;
  }
}

/**
 * Keeps a value, in place of what was kept under the name before. A value that was made while its sources were being
 * changed is not kept: nobody knows which of them made it.
 *
 * @param root the folder of the project; absent: where the process stands
 * @example keep({ name: 'rules', rooms: ['policy'], from: texts }, set)
 */
export function keep(keeping: Keeping, value: unknown, root = ''): void {
  if (sourcesOf(keeping.rooms, root).some((file) => statSync(file).mtimeMs > performance.timeOrigin)) return;
  const file = fileOf(keeping, root);
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  for (const older of readdirSync(folder)) rmSync(join(folder, older));
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(value));
  renameSync(`${file}.${process.pid}`, file);
}

function fileOf({ name, rooms, from }: Keeping, root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of sourcesOf(rooms, root)) hash.update(`\n${source}\n`).update(readFileSync(source));
  for (const text of from) hash.update(`\n${text.length}\n`).update(text);
  return join(root, CACHE, name, `${hash.digest('hex')}.json`);
}

function sourcesOf(rooms: readonly string[], root: string): string[] {
  const folders = rooms.map((room) => join(root, 'src', room));
  return [join(root, PACKAGES), ...folders.flatMap((folder) => readdirSync(folder).sort().map((file) => join(folder, file)))];
}
