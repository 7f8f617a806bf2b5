/**
 * Everything that `npm test` runs: the type check, the unit and property tests, the build, and the tests of the built site
 * in a browser. Each prints as it goes, none stops another, and the last line is the sum: `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countPlaywright, countVitest, summed, type Count } from './counts.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');
const UNIT = join(RESULTS, 'unit.json');
const SITE = join(RESULTS, 'site.json');

// A report from earlier must not be counted for a runner that writes none.
for (const report of [UNIT, SITE]) rmSync(report, { force: true });
mkdirSync(RESULTS, { recursive: true });

const total = summed([
  one(run('Type check', 'astro/bin/astro.mjs', ['check'])),
  of(run('Unit and property tests', 'vitest/vitest.mjs', ['run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`]), UNIT, countVitest),
  one(run('Build', 'astro/bin/astro.mjs', ['build'])),
  of(run('Tests of the built site', '@playwright/test/cli.js', ['test', '-c', 'test/site']), SITE, countPlaywright),
]);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one tool with this very Node, and says whether it ended well. */
function run(title: string, tool: string, args: string[]): boolean {
  console.log(`\n== ${title}\n`);
  const { status } = spawnSync(process.execPath, [join('node_modules', tool), ...args], {
    cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  return status === 0;
}

/** A tool without tests of its own counts as one. */
function one(ended: boolean): Count {
  return ended ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** The tests that a runner reports. Where it ended badly and blames no test, that is one failure more. */
function of(ended: boolean, file: string, count: (report: unknown) => Count): Count {
  const counted = counts(file, count);
  return ended || counted.failed > 0 ? counted : summed([counted, one(false)]);
}

function counts(file: string, count: (report: unknown) => Count): Count {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.error(`No report at ${file}: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
}
