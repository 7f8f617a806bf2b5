/** The cases in stages whose policy is among those that the site is built from. Build only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStagedCases } from '../../training/case-files.ts';
import type { StagedCase } from '../../training/staged-case.ts';
import { rules } from '../rules.ts';

const FOLDER = 'content/cases';

/**
 * Every case in stages, in the order of the files.
 *
 * @example stagedCases().map(({ title }) => title)
 */
export function stagedCases(): StagedCase[] {
  const ids = new Set(rules().policies.map(({ id }) => id));
  return readdirSync(FOLDER).filter((name) => name.endsWith('.yaml')).sort()
    .flatMap((name) => readStagedCases(join(FOLDER, name), readFileSync(join(FOLDER, name), 'utf8')))
    // A case asks the rules of its own document, and sometimes those of the baseline beside it.
    .filter(({ policy, stages }) => ids.has(policy) && stages.every(({ asks }) => asks.every(({ of }) => ids.has(of))));
}
