import type { RawLimit } from './schema.ts';

/** The keys that say how much; a limit has one of them, or is only ordered before or after something. */
export const amountKeys = [
  'within', 'between', 'exactly', 'atLeast', 'about', 'day', 'days', 'sameDayAs', 'unquantified', 'none',
] as const satisfies readonly (keyof RawLimit)[];

/** The keys that name what a limit runs from, or up to. */
export const startKeys = ['before', 'after', 'sameDayAs', 'from'] as const satisfies readonly (keyof RawLimit)[];

/**
 * Which key of a limit names its start, or null where none does.
 *
 * @example startKeyOf({ within: 5, unit: 'working-day', from: 'referral-received' }) // 'from'
 */
export function startKeyOf(raw: Partial<RawLimit>): (typeof startKeys)[number] | null {
  return startKeys.find((key) => raw[key] !== undefined) ?? null;
}

/**
 * A limit under one of its readings, both as written. A reading that says how much takes the place of the limit's own
 * amount, and one that names a start takes the place of its start, because a limit has only one of each.
 *
 * @example layOver({ within: 5, unit: 'working-day' }, { id: 'a', because: 'b', none: true }) // { unit: …, none: true }
 */
export function layOver(raw: Partial<RawLimit>, reading: Partial<RawLimit>): Partial<RawLimit> {
  const kept: Record<string, unknown> = { ...raw };
  const saysHowMuch = amountKeys.some((key) => reading[key] !== undefined) || reading.after !== undefined;
  const saysFrom = startKeyOf(reading) !== null;
  if (saysHowMuch) for (const key of amountKeys) delete kept[key];
  if (saysFrom) for (const key of startKeys) delete kept[key];
  // An order alone is in calendar days, whatever the limit's own amount was counted in.
  if (reading.sameDayAs !== undefined || reading.after !== undefined) delete kept['unit'];
  if (reading.none) for (const key of startKeys) delete kept[key];
  return { ...kept, ...reading };
}
