import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { held } from './kept.ts';
import { POLICIES } from './rules.ts';

interface Edition { version: string; fingerprint: string }

/** Every page names it. */
const made = held<{ edition: Edition }>('edition');

/**
 * Which rules a page was drawn from: the project's version, and a fingerprint of the policy files that changes with
 * any change of a rule. Two prints with the same fingerprint hold the same rules. Build only.
 *
 * @example
 * edition(); // { version: '0.1.0', fingerprint: '3f9a2c1b' }
 */
export function edition(): Edition {
  if (made.edition !== undefined) return made.edition;
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const hash = createHash('sha256');
  for (const file of readdirSync(POLICIES).filter((name) => name.endsWith('.yaml')).sort()) {
    hash.update(file).update(readFileSync(join(POLICIES, file)));
  }
  made.edition = { version, fingerprint: hash.digest('hex').slice(0, 8) };
  return made.edition;
}
