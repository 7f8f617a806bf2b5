/** Documents that nobody had in mind when the code was written load, draw, date and compare like the others. */
import { describe, expect, it } from 'vitest';
import { compareRows } from '../src/compare/cells.ts';
import { graphAsText, isStep, policyGraph } from '../src/diagram/graph.ts';
import { mermaidText } from '../src/diagram/mermaid-text.ts';
import { judge } from '../src/engine/criteria.ts';
import { timetable } from '../src/engine/schedule.ts';
import type { TimetableInput } from '../src/engine/types.ts';
import { formatFault } from '../src/policy/fault.ts';
import { loadPolicySet } from '../src/policy/load.ts';

const { set, faults } = loadPolicySet('test/fixtures/sixth');
const riverside = set!.policies.find(({ id }) => id === 'riverside')!;

function windows(input: TimetableInput): Record<string, [string | null, string | null]> {
  const { steps } = timetable(set!, 'riverside', input);
  return Object.fromEntries(steps.map(({ id, safe }) => [id, [safe?.earliest ?? null, safe?.latest ?? null]]));
}

function states(input: TimetableInput): Record<string, string> {
  return Object.fromEntries(timetable(set!, 'riverside', input).steps.map(({ id, state }) => [id, state]));
}

it('loads without a fault', () => {
  expect(faults.map(formatFault)).toEqual([]);
  expect(set!.policies.map(({ id }) => id)).toEqual(['hillside', 'riverside']);
});

describe('is dated by hand and by the engine alike', () => {
  // Good Friday is 3 April 2026 and Easter Monday 6 April. Working days after Wednesday 1 April: 2, 7, 8, 9, 10 (fifth),
  // 13, 14, 15, 16, 17 (tenth), 20, 21, 22, 23, 24 (fifteenth).
  const easter: TimetableInput = {
    on: { 'referral-form-received': '2026-04-01', 'police-report-received': '2026-04-02' },
    facts: { 'children-safe': 'yes' },
    decided: { 'choose-route': 'in-hours' },
  };

  it('numbers from Day 0, the day of the first of the two documents', () => {
    const dated = windows(easter);
    expect(dated['make-safe']).toEqual(['2026-04-01', '2026-04-01']);
    expect(dated['send-scoping']).toEqual(['2026-04-02', '2026-04-02']);
    expect(dated['notify-panel']).toEqual([null, '2026-04-10']);
    expect(dated['check-returns']).toEqual(['2026-04-09', '2026-04-15']);
    expect(dated['report-to-panel']).toEqual([null, '2026-04-24']);
  });

  it('starts from the police report where that came first', () => {
    const police = windows({ ...easter, on: { 'referral-form-received': '2026-04-09', 'police-report-received': '2026-04-01' } });
    expect(police['report-to-panel']).toEqual([null, '2026-04-24']);
  });

  it('allows one day only where the document gives an exact one', () => {
    // The fifth working day after Thursday 2 April: 7, 8, 9, 10, 13.
    expect(windows(easter)['return-scoping']).toEqual(['2026-04-13', '2026-04-13']);
  });

  it('takes the days that two overlapping spans have in common', () => {
    // Days 5 to 10 are 10 to 17 April; 2 to 4 working days after the returns of 13 April are 15 to 17.
    expect(windows(easter)['rapid-review-meeting']).toEqual(['2026-04-15', '2026-04-17']);
  });

  it('counts back from the meeting', () => {
    // Two working days before Friday 17 April.
    expect(windows({ ...easter, on: { ...easter.on, 'rapid-review-meeting': '2026-04-17' } })['share-papers']?.[1]).toBe('2026-04-15');
  });

  it('never calls an approximate or an unquantified stretch late', () => {
    const late = timetable(set!, 'riverside', { ...easter, on: { ...easter.on, 'rapid-review-meeting': '2026-04-17' }, asAt: '2026-06-30' });
    const about = late.steps.find(({ id }) => id === 'draft-report')!.limits[0]!.readings[0]!;
    // Three working days after Friday 17 April.
    expect(about).toMatchObject({ latest: '2026-04-22', approximate: true, status: null });
    expect(late.steps.find(({ id }) => id === 'take-longer')!.state).toBe('unquantified');
  });

  it('takes one branch by the time of day and leaves the other', () => {
    expect(states(easter)).toMatchObject({ 'tell-duty-manager': 'due', 'tell-emergency-team': 'not-applicable', 'make-safe': 'due' });
    const night: TimetableInput = { on: { 'referral-form-received': '2026-10-24' }, decided: { 'choose-route': 'out-of-hours' } };
    expect(states(night)).toMatchObject({ 'tell-duty-manager': 'not-applicable', 'tell-emergency-team': 'due' });
    // Saturday 24 October counts as Monday 26, and one working day after that is Tuesday 27.
    expect(windows(night)['tell-emergency-team']?.[1]).toBe('2026-10-27');
  });

  it('holds everything after the precondition back while it fails', () => {
    const unsafe = states({ ...easter, facts: { 'children-safe': 'no' } });
    expect(unsafe).toMatchObject({ 'make-safe': 'due', 'send-scoping': 'not-applicable', 'rapid-review-meeting': 'not-applicable' });
    const unknown = timetable(set!, 'riverside', { ...easter, facts: {} }).steps.find(({ id }) => id === 'send-scoping')!;
    expect(unknown).toMatchObject({ state: 'due', applies: 'unknown' });
  });
});

it('draws each step once, with both branches and the loop', () => {
  const graph = policyGraph(riverside, set!.vocabulary);
  const drawn = graph.nodes.filter(isStep).map(({ stepId }) => stepId!);
  expect(drawn.sort()).toEqual(riverside.steps.map(({ id }) => id).sort());
  const labels = graph.edges.filter(({ from }) => from === 'choose-route').map(({ label }) => label);
  expect(labels).toEqual(['In hours', 'Out of hours']);
  expect(graph.edges.some(({ from, to, kind }) => from === 'check-returns' && to === 'return-scoping' && kind === 'loop')).toBe(true);
  expect(graphAsText(graph).length).toBeGreaterThan(0);
  expect(mermaidText(graph)).toContain('flowchart');
});

it('is compared with another, and silence is told apart by what was seen', () => {
  const rows = new Map(compareRows(set!, ['hillside', 'riverside']).map((row) => [row.dimension, row]));
  expect(rows.get('decision-options')!.cells.map(({ status }) => status)).toEqual(['not-in-extract', 'stated']);
  expect(rows.get('document-date')!.cells.map(({ status }) => status)).toEqual(['not-stated', 'stated']);
  expect(rows.get('meeting-limit')!.same).toBe(false);
});

it('is judged by its own test', async () => {
  const facts = { 'child-died': 'yes', 'abuse-or-neglect-known-or-suspected': 'no' } as const;
  const verdict = async (policy: string) => (await judge(set!, policy, { facts })).criteria.find(({ id }) => id === 'serious-incident')!.verdict;
  expect(await verdict('riverside')).toBe('not-met');
  expect(await verdict('hillside')).toBe('met');
});
