import { expect, it } from 'vitest';
import type { Limit } from '../../src/policy/model.ts';
import { mistakenDays } from '../../src/training/date-mistakes.ts';
import { policyCalled, rulesOf } from './papers.ts';

const [some] = policyCalled('wst').steps.flatMap(({ limits }) => limits);
const hours = (max: number): Limit => ({
  ...some!, clock: null, doubt: null, asWritten: null, from: { event: 'referral-received' }, unit: 'hour', dayOne: null, nonWorkingStart: null,
  amount: { kind: 'span', written: 'within', way: 'after', min: 0, max, approximate: false },
});

it.each([
  // From Monday 2 March 2026, with no time of day: an hour and 24 hours end at the latest on the 3rd, 48 on the 4th.
  [1, '2026-03-04', 'Begins a day late. 1 hour from one day ends on the next.'],
  [24, '2026-03-04', 'Begins a day late. 24 hours from one day end on the next.'],
  [48, '2026-03-05', 'Begins a day late. 48 hours from one day end 2 days later.'],
])('%i hours begun a day late', (max, date, because) => {
  const wrong = mistakenDays(rulesOf('wst'), hours(max), [], { 'referral-received': '2026-03-02' }, 'last');
  expect(wrong.find(({ misconception }) => misconception === 'counted-from-day-after')).toEqual({ date, misconception: 'counted-from-day-after', because });
});
