/** The search for time that runs out, held against every set of days there is, on small random policies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDaysBetween, dayNumber, fromDayNumber } from '../../src/calendar/iso-date.ts';
import { englandAndWales } from '../../src/calendar/working-days.ts';
import { isWithoutDay } from '../../src/findings/check-window.ts';
import { inquiryInto } from '../../src/findings/inquiry.ts';
import { LATEST } from '../../src/findings/solver.ts';
import { groundOf, squeezesFrom, variantsOf } from '../../src/findings/slack.ts';
import type { Amount, Limit, PolicySet, Start, Step, Unit } from '../../src/policy/model.ts';
import { limitOf, setWith, stepOf } from '../engine/random-policies.ts';

// ---- small random policies -------------------------------------------------------------------------------------

/** Steps s0 to s3; each after some of those before it, with at most two limits that count from the start or from one before. */
interface Plan { steps: { after: number[]; limits: { from: number | 'start'; amount: Amount; unit: Unit }[] }[] }

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.integer({ min: 0, max: 4 }).map((max): Amount => ({ kind: 'span', written: 'within', way: 'after', min: 0, max, approximate: false })),
  fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 2 })).map(([min, more]): Amount => ({ kind: 'span', written: 'between', way: 'after', min, max: min + more, approximate: false })),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 })).map(([first, more]): Amount => ({ kind: 'numbered', first, last: first + more })),
  fc.integer({ min: 1, max: 3 }).map((min): Amount => ({ kind: 'span', written: 'atLeast', way: 'after', min, max: null, approximate: false })),
);

const plan: fc.Arbitrary<Plan> = fc.integer({ min: 2, max: 4 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => fc.record({
  after: fc.subarray(Array.from({ length: place }, (_unused, earlier) => earlier)),
  limits: fc.array(fc.record({
    from: place === 0 ? fc.constant('start' as const) : fc.oneof(fc.constant('start' as const), fc.integer({ min: 0, max: place - 1 })),
    amount,
    unit: fc.constantFrom<Unit>('working-day', 'calendar-day'),
  }), { maxLength: 2 }),
})))).map((steps) => ({ steps }));

function policyOf({ steps }: Plan): PolicySet {
  return setWith({
    steps: steps.map(({ after, limits }, place): Step => stepOf(`s${place}`, {
      trigger: after.length === 0 ? ['start'] : [],
      next: steps.flatMap((later, index) => (later.after.includes(place) ? [`s${index}`] : [])),
      limits: limits.map(({ from, amount: given, unit }, index): Limit => limitOf(`s${place}`, {
        id: `l${index}`, address: `s${place}/l${index}`, amount: given, unit, from: (from === 'start' ? { event: 'start' } : { step: `s${from}` }) as Start, dayOne: 'trigger-day',
      })),
    })),
  });
}

// ---- every set of days -----------------------------------------------------------------------------------------

/** The first and last day that a limit allows, from the day of its start; null where it has no such end. */
function windowOf({ amount: given, unit }: Plan['steps'][number]['limits'][number], start: number): [number, number | null] {
  const from = fromDayNumber(start);
  const count = (days: number) => {
    const result = englandAndWales.count({ start: from, days, unit, dayOne: 'trigger-day' });
    if ('error' in result) throw new Error(result.reason);
    return dayNumber(result.end);
  };
  const numbered = (day: number) => {
    const result = englandAndWales.numberedDay({ start: from, day, unit: unit as 'working-day' | 'calendar-day', dayOne: 'trigger-day' });
    if ('error' in result) throw new Error(result.reason);
    return dayNumber(result.end);
  };
  if (given.kind === 'numbered') return [numbered(given.first!), numbered(given.last!)];
  if (given.kind !== 'span') throw new Error('not made here');
  return [given.min === 0 ? start : count(given.min!), given.max === null ? null : given.max === 0 ? start : count(given.max)];
}

interface Bounds { least: number; most: number; ends: { place: number; end: number; from: number | 'start' }[] }

function boundsOf({ steps }: Plan, place: number, start: number, days: readonly number[]): Bounds {
  const dayOf = (from: number | 'start') => (from === 'start' ? start : days[from]!);
  const { after, limits } = steps[place]!;
  const windows = limits.map((limit) => windowOf(limit, dayOf(limit.from)));
  const least = Math.max(...(after.length === 0 ? [start] : after.map((earlier) => days[earlier]!)), ...windows.map(([first]) => first));
  const ends = windows.flatMap(([, end], index) => (end === null ? [] : [{ place: index, end, from: limits[index]!.from }]));
  return { least, most: Math.min(...ends.map(({ end }) => end)), ends };
}

/** Every set of days of the steps before one that keeps their own limits and their order. */
function* daysBefore(given: Plan, target: number, start: number, soon: boolean, days: number[] = []): Generator<number[]> {
  const place = days.length;
  if (place === target) {
    yield days;
    return;
  }
  const { least, most, ends } = boundsOf(given, place, start, days);
  const isUnlimited = ends.length === 0;
  const last = isUnlimited ? (soon ? least : start + LATEST) : most;
  // A step that nothing leads to the target is not before it: its day does not matter, and any will do.
  for (let day = least; day <= (isBefore(given, place, target) ? last : Math.min(last, least)); day += 1) yield* daysBefore(given, target, start, soon, [...days, day]);
  if (!isBefore(given, place, target) && least > last) yield* daysBefore(given, target, start, soon, [...days, least]);
}

function isBefore(given: Plan, place: number, target: number): boolean {
  const { after, limits } = given.steps[target]!;
  const before = [...after, ...limits.flatMap(({ from }) => (from === 'start' ? [] : [from]))];
  return before.some((one) => one === place || isBefore(given, place, one));
}

/** The least margin of each limit of a step over all those sets: by order, or where another limit of its own allows a later day. */
function leastMargins(given: Plan, target: number, start: number): Map<number, number> {
  const margins = new Map<number, number>();
  for (const days of daysBefore(given, target, start, true)) {
    const { least, ends } = boundsOf(given, target, start, days);
    for (const { place, end } of ends) {
      const others = ends.filter((one) => one.place !== place);
      const isChained = others.some(({ from }) => from !== 'start' && given.steps[from]!.limits.some(({ amount: one }) => one.kind === 'numbered' || (one.kind === 'span' && one.max !== null)));
      const allowed = Math.min(...others.map((one) => one.end));
      const reached = isChained && allowed >= least ? allowed : least;
      margins.set(place, Math.min(margins.get(place) ?? Infinity, end - reached));
    }
  }
  return margins;
}

// ---- the two agree -----------------------------------------------------------------------------------------------

const startDay = fc.integer({ min: dayNumber('2026-03-20'), max: dayNumber('2026-05-08') });

describe('over every set of days of small random policies', () => {
  it('finds a step late though all before was in time exactly where there is such a set, by as many days', () => {
    fc.assert(fc.property(plan, startDay, (given, start) => {
      const set = policyOf(given);
      const inquiry = inquiryInto(set, set.policies[0]!, '2026-06-01', englandAndWales);
      for (const [place] of given.steps.entries()) {
        const step = set.policies[0]!.steps[place]!;
        const found = variantsOf(inquiry, step).flatMap((variant) => squeezesFrom(step, variant, fromDayNumber(start), null, groundOf(inquiry)));
        const late = new Map([...leastMargins(given, place, start)].filter(([, margin]) => margin < 0).map(([limit, margin]) => [`s${place}/l${limit}`, margin]));
        const claimed = new Map(found.map((one) => [one.upper.limit.address, calendarDaysBetween(one.reached, one.deadline)] as const).filter(([, margin]) => margin < 0));
        expect(claimed).toEqual(late);
      }
    }), { numRuns: 400 });
  });

  it('says that no day is left exactly where no set of days goes on to the step', () => {
    fc.assert(fc.property(plan, startDay, (given, start) => {
      const set = policyOf(given);
      const inquiry = inquiryInto(set, set.policies[0]!, '2026-06-01', englandAndWales);
      for (const [place] of given.steps.entries()) {
        const sets = [...daysBefore(given, place, start, false)];
        const hasDay = sets.some((days) => { const { least, most } = boundsOf(given, place, start, days); return least <= most; });
        const [variant] = variantsOf(inquiry, set.policies[0]!.steps[place]!);
        expect(isWithoutDay(variant!, fromDayNumber(start), groundOf(inquiry))).toBe(sets.length > 0 && !hasDay);
      }
    }), { numRuns: 100 });
  });
});
