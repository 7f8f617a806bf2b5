import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where the built site is. */
export const DIST = join(import.meta.dirname, '..', '..', 'dist');

export interface BuiltPage { address: string; file: string }

/** Every page of the built site: its address and its file. */
export function builtPages(): BuiltPage[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => ({ address: `/${relative('.', name).split(sep).join('/').replace(/index\.html$/, '')}`, file: join(DIST, name) }));
}
