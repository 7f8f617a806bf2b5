import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    include: ['test/**/*.test.ts'],
    // These drive the built site in a browser, by another runner.
    exclude: ['test/site/**'],
    testTimeout: 30_000,
  },
});
