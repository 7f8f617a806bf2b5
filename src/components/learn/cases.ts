/** The cases in stages whose policy is among those that the site is built from. Build only. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFault } from '../../policy/fault.ts';
import { readStagedCases } from '../../training/case-files.ts';
import type { StagedCase } from '../../training/staged-case.ts';
import { held } from '../kept.ts';
import { rules } from '../rules.ts';

const FOLDER = 'content/cases';

const read = held<{ cases: StagedCase[] }>('staged-cases');

/**
 * Every case in stages, in the order of the files; a build reads them once.
 *
 * @example stagedCases().map(({ title }) => title)
 */
export function stagedCases(): StagedCase[] {
  return read.cases ??= readFrom(FOLDER);
}

function readFrom(folder: string): StagedCase[] {
  const ids = new Set(rules().policies.map(({ id }) => id));
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort()
    .flatMap((name) => {
      const { cases, faults } = readStagedCases(join(folder, name), readFileSync(join(folder, name), 'utf8'));
      if (faults.length > 0) throw new Error(faults.map(formatFault).join('\n'));
      return cases;
    })
    // A case asks the rules of its own document, and sometimes those of the baseline beside it.
    .filter(({ policy, stages }) => ids.has(policy) && stages.every(({ asks }) => asks.every(({ of }) => ids.has(of))));
}
