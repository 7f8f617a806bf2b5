import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    // These drive the built site in a browser, by another runner.
    exclude: ['test/site/**'],
    // Long, for a machine with other work: a test that passes takes no longer for it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file has the rooms as they are loaded once, not a process of its own: what a test changes it must put back.
    isolate: false,
    // One core is kept free otherwise.
    maxWorkers: '100%',
  },
});
