import type { Plugin } from 'vite';
import { rules } from '../rules.ts';
import { eachById, scriptModules } from '../script-modules.ts';
import { columnOf, frameOf, wordsOf } from './built-columns.ts';

/**
 * The comparison's table as script modules, so that a page takes the columns it shows and no others.
 *
 * Gives `rulebook:comparison` with `frame()`, `words()` (the vocabulary, for what is worked out) and `columns[ID]()`.
 *
 * @example
 * import { columns, frame } from 'rulebook:comparison';
 * const wst = (await columns['wst']()).default;
 */
export function comparisonModules(): Plugin {
  return scriptModules('rulebook:comparison', () => {
    const { vocabulary, policies } = rules();
    return { frame: () => frameOf(vocabulary), words: () => wordsOf(vocabulary), columns: eachById(policies, (policy) => columnOf(policy, vocabulary)) };
  });
}
