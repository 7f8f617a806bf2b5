import type { Plugin } from 'vite';
import { builtFindings } from '../findings/built.ts';
import { rules } from '../rules.ts';
import { scriptModules } from '../script-modules.ts';
import { aliasesOf } from './aliases.ts';
import { searchEntries } from './entries.ts';
import { indexOf } from './finder.ts';

/**
 * The search's index as a script module, so that a page takes it when someone begins to search.
 *
 * Gives `rulebook:search` with `index()`: the index with the abbreviations that it knows.
 *
 * @example
 * import { index } from 'rulebook:search';
 * const find = finder((await index()).default);
 */
export function searchModules(): Plugin {
  return scriptModules('rulebook:search', () => ({ index: () => indexOf(searchEntries(rules(), builtFindings().findings), aliasesOf(rules())) }));
}
