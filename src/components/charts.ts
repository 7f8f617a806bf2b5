/** The charts that the site is built with. Build only. */
import { chartOf, type Chart } from '../diagram/chart.ts';
import type { Id } from '../policy/model.ts';
import { held } from './kept.ts';
import { rules } from './rules.ts';

const built = held<Record<Id, Promise<Chart>>>('charts');

/**
 * A policy's chart, made ready once for everything that shows it.
 *
 * @throws RangeError where no policy has this id
 * @example (await builtChart('wst')).svg
 */
export function builtChart(id: Id): Promise<Chart> {
  const { policies, vocabulary } = rules();
  const policy = policies.find((one) => one.id === id);
  if (!policy) throw new RangeError(`no policy "${id}"`);
  return built[id] ??= chartOf(policy, vocabulary);
}
