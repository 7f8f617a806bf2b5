/** How many tests of a runner passed and failed. */
export interface Count { passed: number; failed: number }

/**
 * Counts in a report of Vitest's JSON reporter. A file that could not be run at all is one failure; a skipped test is one
 * too, because nothing here is to be skipped.
 */
export function countVitest(report: unknown): Count {
  const { numTotalTests, numPassedTests, testResults } = report as {
    numTotalTests: number; numPassedTests: number; testResults: { status: string; assertionResults: unknown[] }[];
  };
  const notRun = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length;
  return { passed: numPassedTests, failed: numTotalTests - numPassedTests + notRun };
}

/** Counts in a report of Playwright's JSON reporter. A test that passed only when tried again has failed; so has one that was skipped. */
export function countPlaywright(report: unknown): Count {
  const { stats, errors } = report as { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}

/** The sum of several counts. */
export function summed(counts: Count[]): Count {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), { passed: 0, failed: 0 });
}
