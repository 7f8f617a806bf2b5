/**
 * Everything that `npm test` runs: the type check, the unit and property tests, the build, and the tests of the built site
 * in a browser. Each prints by itself, in this order, none stops another, and the last line is the sum: `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countPlaywright, countVitest, summed, type Count } from './counts.ts';

const ROOT = join(import.meta.dirname, '..');
const RESULTS = join(ROOT, 'test-results');
const UNIT = join(RESULTS, 'unit.json');
const SITE = join(RESULTS, 'site.json');
const ENVIRONMENT = {
  // The tests start Node some dozens of times over the same files; what one has compiled the next need not.
  NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled'),
  ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  ...process.env,
  ASTRO_TELEMETRY_DISABLED: '1',
};
/** What has been printed to its end so far. */
let printed: Promise<void> = Promise.resolve();

// A report from earlier must not be counted for a runner that writes none.
for (const report of [UNIT, SITE]) rmSync(report, { force: true });
mkdirSync(RESULTS, { recursive: true });

// The type check has one core and the unit tests wait for processes of theirs, so the two run side by side.
const [types, unit] = await Promise.all([
  run('Type check', 'astro/bin/astro.mjs', ['check']),
  run('Unit and property tests', 'vitest/vitest.mjs', ['run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`]),
]);
const build = await run('Build', 'astro/bin/astro.mjs', ['build']);
const site = await run('Tests of the built site', '@playwright/test/cli.js', ['test', '-c', 'test/site']);

const total = summed([one(types), of(unit, UNIT, countVitest), one(build), of(site, SITE, countPlaywright)]);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one tool with this very Node, and says whether it ended well. What it prints comes whole, after what began before it. */
async function run(title: string, tool: string, args: string[]): Promise<boolean> {
  const child = spawn(process.execPath, [join('node_modules', tool), ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], env: ENVIRONMENT });
  const held: (() => void)[] = [];
  let say = (words: () => void) => { held.push(words); };
  child.stdout.on('data', (chunk: Buffer) => say(() => process.stdout.write(chunk)));
  child.stderr.on('data', (chunk: Buffer) => say(() => process.stderr.write(chunk)));
  const ended = new Promise<boolean>((resolve) => {
    child.on('error', (error) => {
      say(() => console.error(error.message));
      resolve(false);
    });
    child.on('close', (status) => resolve(status === 0));
  });
  printed = printed.then(async () => {
    console.log(`\n== ${title}\n`);
    for (const words of held) words();
    say = (words) => words();
    await ended;
  });
  await printed;
  return ended;
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
