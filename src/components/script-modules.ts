import type { Plugin } from 'vite';
import { isBuild } from './kept.ts';

/** A module's value, worked out when the module is asked for. It must survive JSON. */
type Part = () => unknown;

/** What an index gives: under each name one module, or one for each id. */
type Parts = Record<string, Part | Record<string, Part>>;

/**
 * Values as script modules, so that a page takes the ones it needs by `import()` and never by a request for data, which
 * the site's security policy forbids.
 *
 * Gives `name` with each of the parts as a function that imports its own module.
 *
 * @param partsOf what there is; a build asks once, a server for development again for each module, so that a change shows
 * @example
 * scriptModules('rulebook:charts', () => ({ charts: { wst: () => picture } }))
 * // import { charts } from 'rulebook:charts'; (await charts['wst']()).default
 */
export function scriptModules(name: string, partsOf: () => Parts): Plugin {
  const resolved = `\0${name}`;
  let built: Parts | undefined;
  const allParts = (): Parts => (isBuild ? built ??= partsOf() : partsOf());
  return {
    name: name.replace(':', '-'),
    resolveId: (id) => (id === name || id.startsWith(`${name}/`) ? `\0${id}` : undefined),
    load: async (id) => {
      if (id !== resolved && !id.startsWith(`${resolved}/`)) return undefined;
      const parts = allParts();
      if (id === resolved) return indexModule(name, parts);
      const part = partAt(id.slice(resolved.length + 1), parts);
      if (part === null) throw new Error(`${name} has no part called ${id.slice(resolved.length + 1)}`);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(await part()))})`;
    },
  };
}

/** A part for each of several things with an id. @example eachById(policies, (policy) => policy.title) */
export function eachById<T extends { id: string }>(things: readonly T[], valueOf: (thing: T) => unknown): Record<string, Part> {
  return Object.fromEntries(things.map((thing) => [thing.id, () => valueOf(thing)]));
}

function indexModule(name: string, parts: Parts): string {
  const fetched = (path: string) => `() => import(${JSON.stringify(`${name}/${path}`)})`;
  return Object.entries(parts).map(([key, part]) => {
    if (typeof part === 'function') return `export const ${key} = ${fetched(key)};`;
    return `export const ${key} = { ${Object.keys(part).map((id) => `${JSON.stringify(id)}: ${fetched(`${key}/${id}`)}`).join(', ')} };`;
  }).join('\n');
}

function partAt(path: string, parts: Parts): Part | null {
  const [key = '', id = ''] = path.split('/');
  const part = Object.hasOwn(parts, key) ? parts[key]! : null;
  if (part === null || typeof part === 'function') return part;
  return Object.hasOwn(part, id) ? part[id]! : null;
}
