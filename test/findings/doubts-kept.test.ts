/** No doubt of a document is lost on the way to its findings, and none is laid on a limit that it does not move. */
import { expect, it } from 'vitest';
import { findingsOf } from '../../src/findings/findings.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { setOf } from './small-sets.ts';

const findingsIn = (body: string): Finding[] => findingsOf(setOf({ p: { body } }), 'p', { asAt: '2026-06-01' });

const CLOCK_IN_DOUBT = `clocks:
  - id: days
    asWritten: The day it happened is Day 0
    cite: "1"
    from: happened
    dayOne: day-after
    doubt: ambiguous
    readings:
      - { id: working, unit: working-day, because: Elsewhere they are working days. }
      - { id: calendar, unit: calendar-day, because: It says days. }
`;

it('counts among the limits of a clock in doubt only those that leave to it what is in doubt', () => {
  const [found] = findingsIn(`${CLOCK_IN_DOUBT}steps:
  - { id: one, does: collect, title: One, cite: "1", actor: council, trigger: happened, limits: { asWritten: Day 1, days: { to: 1 }, clock: days }, next: two }
  - { id: two, does: report, title: Two, cite: "2", actor: council, limits: { asWritten: working days 9 to 11, days: [9, 11], unit: working-day, clock: days }, next: end }
`).filter(({ kind }) => kind === 'unit-not-stated');
  expect(found!.statement).toBe('“The day it happened is Day 0” does not say whether its days are working days or calendar days.');
  // Day 1 after Friday 2 January 2026: Monday 5 January in working days, Saturday 3 January in calendar days.
  expect(found!.example.text).toContain('“One”, “Day 1”, is due by');
});
