import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFault, oncePerWord } from '../policy/fault.ts';
import { loadPolicySet, type Loaded } from '../policy/load.ts';
import type { PolicySet } from '../policy/model.ts';
import { held, isBuild, keep, recalled } from './kept.ts';

/**
 * The folder of the policy files: `policies`, or the one that `RULEBOOK_POLICIES` names, so that the site can be built
 * from another set, with its own vocabulary. Build only.
 *
 * @example RULEBOOK_POLICIES=drafts npm run build
 */
export const POLICIES = process.env['RULEBOOK_POLICIES'] ?? 'policies';

const loaded = held<{ set: PolicySet }>('rules');

/**
 * The checked set of all policies, read once. Build only.
 *
 * Throws an `Error` that lists every fault, so that a site is never built from rules that do not hold.
 *
 * @example rules().policies.map(({ id }) => id)
 */
export function rules(): PolicySet {
  if (loaded.set !== undefined) return loaded.set;
  const { set, faults } = isBuild ? keptOrLoaded() : loadPolicySet(POLICIES);
  if (set === null) throw new Error(`The rules do not hold:\n${oncePerWord(faults).map(formatFault).join('\n')}`);
  loaded.set = set;
  return set;
}

/** A hundred files take seconds to read and check. */
function keptOrLoaded(): Loaded {
  const texts = readdirSync(POLICIES).filter((name) => name.endsWith('.yaml')).sort().flatMap((name) => [name, readFileSync(join(POLICIES, name), 'utf8')]);
  const keeping = { name: 'rules', rooms: ['policy'], from: texts };
  const kept = recalled<PolicySet>(keeping);
  if (kept !== null) return { set: kept, faults: [] };
  const found = loadPolicySet(POLICIES);
  if (found.set !== null) keep(keeping, found.set);
  return found;
}
