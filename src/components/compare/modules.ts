import type { Plugin } from 'vite';
import { rules } from '../rules.ts';
import { columnOf, frameOf, wordsOf } from './built-columns.ts';

const NAME = 'rulebook:comparison';
const RESOLVED = `\0${NAME}`;
const FRAME = 'frame';
const WORDS = 'words';
const COLUMN = 'column/';

/**
 * The comparison's table as script modules, so that a page takes the columns it shows by `import()` and no others.
 *
 * Gives `rulebook:comparison` with `frame()`, `words()` (the vocabulary, for what is worked out) and `columns[ID]()`,
 * each a function that imports its own module.
 *
 * @example
 * import { columns, frame } from 'rulebook:comparison';
 * const wst = (await columns['wst']()).default;
 */
export function comparisonModules(): Plugin {
  return {
    name: 'rulebook-comparison',
    resolveId: (id) => (id === NAME || id.startsWith(`${NAME}/`) ? `\0${id}` : undefined),
    load: (id) => {
      if (id !== RESOLVED && !id.startsWith(`${RESOLVED}/`)) return undefined;
      const { vocabulary, policies } = rules();
      if (id === RESOLVED) return indexModule(policies.map((policy) => policy.id));
      const wanted = id.slice(RESOLVED.length + 1);
      const policy = policies.find((one) => `${COLUMN}${one.id}` === wanted);
      const value = policy !== undefined ? columnOf(policy, vocabulary) : wanted === FRAME ? frameOf(vocabulary) : wanted === WORDS ? wordsOf(vocabulary) : null;
      if (value === null) throw new Error(`The comparison has no part called ${wanted}`);
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
    },
  };
}

function indexModule(ids: string[]): string {
  const entries = ids.map((id) => `${JSON.stringify(id)}: () => import(${JSON.stringify(`${NAME}/${COLUMN}${id}`)})`);
  const shared = [FRAME, WORDS].map((part) => `export const ${part} = () => import(${JSON.stringify(`${NAME}/${part}`)});`);
  return [...shared, `export const columns = { ${entries.join(', ')} };`].join('\n');
}
