/**
 * Every limit can be counted: one amount, a window that runs forward, a start and a unit, under each of its readings.
 */
import { isCountable } from './amounts.ts';
import { writtenLimitsOf } from './checked.ts';
import type { CheckedPolicy, PolicyCheck } from './checked.ts';
import type { Fault } from './fault.ts';
import { amountKeys, layOver, startKeys } from './limit-keys.ts';
import type { Id, Limit, Policy, Step } from './model.ts';
import { limitAsRead, underEachAssignment } from './readings.ts';
import type { RawLimit } from './schema.ts';
import type { Path } from './yaml-text.ts';

/** Refuses a limit that says how much not at all or more than once, or names two starts, under any reading. */
export const assertOneAmount: PolicyCheck = ({ raw, text }) =>
  writtenLimitsOf(raw).flatMap(({ raw: limit, path }) => {
    if (limit.none) return [text.faultAtKey(path, 'none', '"none" stands outside a reading', 'give the limit its amount, or take the limit away')];
    const readings = limit.readings ?? [];
    const laid = readings.length === 0
      ? [{ keys: limit as Partial<RawLimit>, at: path, under: '' }]
      : readings.map((reading, index) => ({
        keys: layOver(limit, reading as Partial<RawLimit>), at: [...path, 'readings', index], under: ` under the reading "${reading.id}"`,
      }));
    return laid.flatMap(({ keys, at, under }) => {
      const message = amountMessage(keys);
      return message ? [text.faultAt(at, `this limit ${message[0]}${under}`, message[1])] : [];
    });
  });

/** Refuses a window whose end comes before its beginning. */
export const assertWindowsRunForward: PolicyCheck = ({ raw, text }) =>
  writtenLimitsOf(raw).flatMap(({ raw: limit, path }) =>
    layersOf(limit, path).flatMap(({ keys, at }) => {
      const upsideDown = (key: string, first: number | undefined, last: number | undefined, mend: string): Fault[] =>
        first !== undefined && last !== undefined && first > last
          ? [text.faultAt([...at, key], `this window is upside down: ${first} comes after ${last}`, mend)]
          : [];
      const [between, days] = [keys.between, keys.days];
      return [
        ...(between ? upsideDown('between', between[0], between[1], `write [${between[1]}, ${between[0]}]`) : []),
        ...(Array.isArray(days) ? upsideDown('days', days[0], days[1], `write [${days[1]}, ${days[0]}]`) : []),
        ...(days && !Array.isArray(days) ? upsideDown('days', days.from, days.to, 'give the earlier day as "from"') : []),
      ];
    }));

/** Refuses a limit that, under some reading, has an amount but nothing to count it from, or in no unit. */
export const assertCountingIsComplete: PolicyCheck = (checked) =>
  liftedLimitsOf(checked).flatMap(({ limit, path }) => {
    const ways = waysOf(checked.policy, limit).filter(({ read }) => read.clock === null || checked.policy.clocks.some(({ id }) => id === read.clock));
    const lacking = ways.flatMap(({ read, under }) => lackOf(read).map((lack) => ({ lack, under })));
    const first = lacking[0];
    return first ? [checked.text.faultAt(path, `this limit has ${first.lack.what}${first.under}`, first.lack.mend)] : [];
  });

/** Refuses numbered days ("Day 6") that are counted in hours or months. */
export const assertNumberedDaysAreDays: PolicyCheck = (checked) =>
  liftedLimitsOf(checked).flatMap(({ limit, path }) => {
    const wrong = waysOf(checked.policy, limit).find(({ read }) =>
      read.amount?.kind === 'numbered' && (read.unit === 'hour' || read.unit === 'month'));
    if (!wrong) return [];
    return [checked.text.faultAt(path, `a numbered day cannot be counted by the ${wrong.read.unit}${wrong.under}`, 'use working-day or calendar-day')];
  });

/** Refuses a Day 0 where the start is Day 1: no day has that number. That may be what refutes such a reading, which then stays. */
export const assertDayZeroIsNumbered: PolicyCheck = (checked) =>
  liftedLimitsOf(checked).flatMap(({ limit, path }) => {
    const wrong = waysOf(checked.policy, limit).find(({ read: { amount, dayOne }, refutedBy }) =>
      refutedBy === null && amount?.kind === 'numbered' && dayOne === 'trigger-day' && (amount.first === 0 || amount.last === 0));
    if (!wrong) return [];
    return [checked.text.faultAt(path, `there is no Day 0 where the start is Day 1${wrong.under}`, 'write Day 1 for the start, or "dayOne: day-after" where the start is Day 0')];
  });

// ---- as written -----------------------------------------------------------------------------------

function amountMessage(keys: Partial<RawLimit>): [what: string, mend: string] | null {
  const amounts = amountKeys.filter((key) => keys[key] !== undefined);
  const starts = startKeys.filter((key) => keys[key] !== undefined);
  const amount = amounts[0];
  if (amounts.length > 1) return [`has two amounts, ${quoted(amounts)}`, 'keep one, or write two limits'];
  if (starts.length > 1) return [`has two starts, ${quoted(starts)}`, 'keep one, or write two limits'];
  if (amount === undefined) {
    return keys.before === undefined && keys.after === undefined ? ['does not say how much', `add one of ${amountKeys.filter((key) => key !== 'none').join(', ')}, before, after`] : null;
  }
  if (keys.after !== undefined && amount !== 'unquantified') return [`has two amounts, ${quoted([amount, 'after'])}`, 'write "from" for the start, or two limits'];
  if (keys.before !== undefined && (amount === 'day' || amount === 'days')) return [`has two amounts, ${quoted([amount, 'before'])}`, 'keep one, or write two limits'];
  if (typeof keys.days === 'object' && !Array.isArray(keys.days) && keys.days.from === undefined && keys.days.to === undefined) {
    return ['has a window of numbered days without an end', 'write days: [7, 8], or days: { to: 15 }'];
  }
  return null;
}

function quoted(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(' and ');
}

function layersOf(limit: RawLimit, path: Path): { keys: Partial<RawLimit>; at: Path }[] {
  const readings = (limit.readings ?? []).map((reading, index) => ({ keys: reading as Partial<RawLimit>, at: [...path, 'readings', index] }));
  return [{ keys: limit, at: path }, ...readings];
}

// ---- under each reading ------------------------------------------------------------------------------

interface Way { read: Limit; under: string; refutedBy: string | null }

/** The limit under every combination of its own readings and its clocks'. */
function waysOf(policy: Policy, limit: Limit): Way[] {
  return underEachAssignment({}, (assignment) => limitAsRead(policy, limit, assignment))
    .map(({ under, refutedBy, result }) => ({ read: result, under: underText(under), refutedBy }));
}

function underText(choices: Record<string, Id>): string {
  const readings = Object.values(choices).map((id) => `"${id}"`);
  return readings.length === 0 ? '' : ` under the reading ${readings.join(' with ')}`;
}

function lackOf(limit: Limit): { what: string; mend: string }[] {
  if (!isCountable(limit.amount)) return [];
  if (limit.from === null) return [{ what: 'nothing to count from', mend: 'add "from", or a clock that has it; where the document does not say, add readings' }];
  if (limit.unit === null) return [{ what: 'no unit', mend: 'add "unit", or a clock that has it; where the document does not say, add readings' }];
  if (limit.amount?.kind === 'numbered' && limit.dayOne === null) {
    return [{ what: 'a numbered day, and nothing says which day is the first', mend: 'add "dayOne" to its clock, in every reading' }];
  }
  return [];
}

function liftedLimitsOf({ policy }: CheckedPolicy): { limit: Limit; path: Path }[] {
  const limitsIn = (keys: Partial<Step>, path: Path) =>
    (keys.limits ?? []).map((limit, index) => ({ limit, path: [...path, 'limits', index] }));
  return policy.steps.flatMap((step, index) => [
    ...limitsIn(step, ['steps', index]),
    ...(step.doubt?.readings ?? []).flatMap(({ changes }, place) => limitsIn(changes, ['steps', index, 'readings', place])),
  ]);
}
