import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
// Set where two runs on one machine would meet.
const PORT = process.env['RULEBOOK_TEST_PORT'] ?? '4329';
const ADDRESS = `http://localhost:${PORT}`;
const browser = await findBrowser();

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: join(ROOT, 'test-results', 'site'),
  fullyParallel: true,
  forbidOnly: true,
  // One more than there are cores, because each waits now and then.
  workers: availableParallelism() + 1,
  // Long waits, for a machine with other work: a test that passes waits no longer for them.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: join(ROOT, 'test-results', 'site.json') }]],
  use: {
    baseURL: ADDRESS,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What one test has had kept must not answer another; those about it allow it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath: browser.executablePath,
      // A test's scripts run too short for what the optimising compilers spend on them: without, a third less of a core.
      args: [...browser.args, '--js-flags=--no-opt,--no-maglev'],
      env: { ...definedEnvironment(), ...browser.env },
    },
  },
  webServer: {
    command: `"${process.execPath}" node_modules/astro/bin/astro.mjs preview --ignore-lock --port ${PORT}`,
    cwd: ROOT,
    url: ADDRESS,
    // A server left over from earlier would answer for an older build.
    reuseExistingServer: false,
    timeout: 60_000,
  },
});

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
