import { formatFault } from '../policy/fault.ts';
import { loadPolicySet } from '../policy/load.ts';
import type { PolicySet } from '../policy/model.ts';

/**
 * The folder of the policy files: `policies`, or the one that `RULEBOOK_POLICIES` names, so that the site can be built
 * from another set, with its own vocabulary. Build only.
 *
 * @example RULEBOOK_POLICIES=drafts npm run build
 */
export const POLICIES = process.env['RULEBOOK_POLICIES'] ?? 'policies';

let loaded: PolicySet | null = null;

/**
 * The checked set of all policies, read once. Build only.
 *
 * Throws an `Error` that lists every fault, so that a site is never built from rules that do not hold.
 *
 * @example rules().policies.map(({ id }) => id)
 */
export function rules(): PolicySet {
  if (loaded !== null) return loaded;
  const { set, faults } = loadPolicySet(POLICIES);
  if (set === null) throw new Error(`The rules do not hold:\n${faults.map(formatFault).join('\n')}`);
  loaded = set;
  return set;
}
