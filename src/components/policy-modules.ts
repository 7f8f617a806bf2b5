import type { Plugin } from 'vite';
import { rules } from './rules.ts';

const NAME = 'rulebook:policies';
const RESOLVED = `\0${NAME}`;

/**
 * The rules as script modules, so that a page can take the one policy it needs by `import()` and never by a request
 * for data (the site's security policy forbids those).
 *
 * Gives `rulebook:policies` with `vocabulary()` and `policies[ID]()`, each a function that imports its own module.
 *
 * @example
 * import { policies, vocabulary } from 'rulebook:policies';
 * const wst = (await policies['wst']()).default;
 */
export function policyModules(): Plugin {
  return {
    name: 'rulebook-policies',
    resolveId: (id) => (id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== RESOLVED && !id.startsWith(`${RESOLVED}/`)) return undefined;
      const { vocabulary, policies } = rules();
      if (id === RESOLVED) return indexModule(policies.map((policy) => policy.id));
      const wanted = id.slice(RESOLVED.length + 1);
      const value = wanted === 'vocabulary' ? vocabulary : policies.find((policy) => policy.id === wanted);
      if (value === undefined) throw new Error(`There is no policy called ${wanted}`);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
    },
  };
}

function indexModule(ids: string[]): string {
  const entries = ids.map((id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(`${NAME}/${id}`)})`);
  return [
    `export const vocabulary = () => import(${JSON.stringify(`${NAME}/vocabulary`)});`,
    `export const policies = { ${entries.join(', ')} };`,
  ].join('\n');
}
