import { describe, expect, test } from 'vitest';
import { countPlaywright, countVitest, summed } from './counts.ts';

describe('the last line of a run', () => {
  test('counts what Vitest passed and failed', () => {
    const report = { numTotalTests: 12, numPassedTests: 10, testResults: [{ status: 'failed', assertionResults: [{}, {}] }] };
    expect(countVitest(report)).toEqual({ passed: 10, failed: 2 });
  });

  test('counts a test file that could not be run as one failure', () => {
    const report = { numTotalTests: 3, numPassedTests: 3, testResults: [{ status: 'passed', assertionResults: [{}, {}, {}] }, { status: 'failed', assertionResults: [] }] };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 1 });
  });

  test('counts a skipped test as a failure, in either runner', () => {
    expect(countVitest({ numTotalTests: 5, numPassedTests: 4, testResults: [] })).toEqual({ passed: 4, failed: 1 });
    expect(countPlaywright({ stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 1 }, errors: [] })).toEqual({ passed: 4, failed: 1 });
  });

  test('counts what passed in the browser only at a second try, and what broke outside any test, as failures', () => {
    expect(countPlaywright({ stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 0 }, errors: [{ message: 'the server did not start' }] }))
      .toEqual({ passed: 7, failed: 4 });
  });

  test('sums every runner', () => {
    expect(summed([{ passed: 1, failed: 0 }, { passed: 20, failed: 3 }, { passed: 0, failed: 1 }])).toEqual({ passed: 21, failed: 4 });
  });
});
