import { addCalendarDays } from '../../src/calendar/iso-date.ts';
import { evaluate, foldTree, judge } from '../../src/engine/criteria.ts';
import { timetable } from '../../src/engine/schedule.ts';
import type { Answer, TimetableInput } from '../../src/engine/types.ts';
import { loadPolicySet } from '../../src/policy/load.ts';
import type { Id, PolicySet, Tree } from '../../src/policy/model.ts';
import type { Benchmark, Figure } from '../bench.ts';

export const engineBenchmarks: Benchmark[] = [
  { name: 'engine: one timetable with all readings and explanations', run: oneTimetable },
  { name: 'engine: the timetables of all policies over a year of start dates', run: aYearOfTimetables },
  { name: 'engine: a test by json-rules-engine, against a bare fold of the same tree', run: judging },
];

/** A case with a date for every event that a clock starts from, so that nothing is left waiting that need not be. */
function caseOn(day: string): TimetableInput {
  const events = ['incident-occurred', 'incident-known', 'incident-reported', 'referral-received', 'intention-notified'];
  return { on: Object.fromEntries(events.map((event, index) => [event, addCalendarDays(day, index)])), asAt: addCalendarDays(day, 10) };
}

function published(): PolicySet {
  const { set } = loadPolicySet('policies');
  if (set === null) throw new Error('The published policies have faults');
  return set;
}

function oneTimetable(): Figure[] {
  const set = published();
  return set.policies.map(({ id }) => ({ what: id, value: leastMilliseconds(20, (round) => worked(set, id, addCalendarDays('2026-01-01', round * 17))), unit: 'ms', atMost: 2 }));
}

function aYearOfTimetables(): Figure[] {
  const set = published();
  const begin = performance.now();
  let steps = 0;
  for (let day = '2026-01-01'; day < '2027-01-01'; day = addCalendarDays(day, 1)) {
    for (const { id } of set.policies) steps += worked(set, id, day);
  }
  const seconds = (performance.now() - begin) / 1000;
  return [
    { what: `${set.policies.length} policies on 365 days`, value: seconds, unit: 's', atMost: 5 },
    { what: 'steps dated', value: steps / seconds, unit: 'a second' },
  ];
}

/** Works a timetable out, and counts its steps and explanations so that none is left undone. */
function worked(set: PolicySet, id: Id, day: string): number {
  const { steps } = timetable(set, id, caseOn(day));
  for (const { limits } of steps) {
    for (const { readings } of limits) if (readings.some(({ explanation }) => explanation === '')) throw new Error(`A reading of ${id} without an explanation`);
  }
  return steps.length;
}

async function judging(): Promise<Figure[]> {
  const set = published();
  const cases = someCases(set);
  for (const { tree, facts } of cases) {
    const { truth } = await evaluate(tree, new Map(), { facts });
    if (truth !== bareFold(tree, facts)) throw new Error(`json-rules-engine and the fold disagree on ${JSON.stringify({ tree, facts })}`);
  }
  const byEngine = await leastMillisecondsOf(async () => {
    for (const { tree, facts } of cases) await evaluate(tree, new Map(), { facts });
  }) / cases.length;
  const folds = 200;
  const byFold = await leastMillisecondsOf(async () => {
    let met = 0;
    for (let round = 0; round < folds; round += 1) for (const { tree, facts } of cases) met += bareFold(tree, facts) === 'yes' ? 1 : 0;
    if (met === 0) throw new Error('No test was met');
  }) / cases.length / folds;
  const whole = await leastMillisecondsOf(async () => {
    for (const { policy, facts } of cases) await judge(set, policy, { facts });
  }) / cases.length;
  return [
    { what: 'json-rules-engine and the fold of its result', value: 1000 / byEngine, unit: 'a second' },
    { what: 'a bare fold', value: 1000 / byFold, unit: 'a second' },
    { what: '  times as fast: the bare fold', value: byEngine / byFold, unit: 'times' },
    { what: 'every verdict of a policy, with what is missing and why', value: whole, unit: 'ms' },
  ];
}

const bareFold = (tree: Tree, facts: Record<Id, Answer>) => foldTree(tree, (leaf) => ('fact' in leaf ? (facts[leaf.fact] ?? 'unknown') : 'unknown'));

/** The tests that policies list, each on the same forty sets of answers in every run. */
function someCases(set: PolicySet): { policy: Id; tree: Tree; facts: Record<Id, Answer> }[] {
  const answers: Answer[] = ['yes', 'no', 'unknown', 'yes'];
  return set.policies.flatMap(({ id, criteria }) => criteria.flatMap(({ when }) => (when === null ? [] : Array.from({ length: 40 }, (_, round) => ({
    policy: id,
    tree: when,
    facts: Object.fromEntries(Object.keys(set.vocabulary.facts).map((fact, index) => [fact, answers[(round * 7919 + index * (round + 3)) % answers.length]!])),
  })))));
}

/** The least of many runs, in milliseconds for one call, so that what else the machine is doing counts for little. */
function leastMilliseconds(calls: number, run: (round: number) => number): number {
  let least = Infinity;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const begin = performance.now();
    let done = 0;
    for (let call = 0; call < calls; call += 1) done += run(call);
    if (done === 0) throw new Error('Nothing was computed');
    least = Math.min(least, (performance.now() - begin) / calls);
  }
  return least;
}

async function leastMillisecondsOf(run: () => Promise<void>): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const begin = performance.now();
    await run();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}
