/** Windows: stretches of days, either end of which may be open. */
import type { IsoDate } from '../policy/model.ts';
import type { LimitEntry, Window } from './types.ts';

/** Every day. */
export const OPEN: Window = { earliest: null, latest: null };

/** The later of two days. */
export const later = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other);

/** The earlier of two days. */
export const sooner = (one: IsoDate, other: IsoDate): IsoDate => (one < other ? one : other);

/** The days of all of several windows; every day where there is none. */
export function intersection(...windows: Window[]): Window {
  return windows.reduce((one, other) => ({
    earliest: one.earliest === null ? other.earliest : other.earliest === null ? one.earliest : later(one.earliest, other.earliest),
    latest: one.latest === null ? other.latest : other.latest === null ? one.latest : sooner(one.latest, other.latest),
  }), OPEN);
}

/** The days from the first to the last of several windows; every day where there is none. */
export function hull(windows: Window[]): Window {
  if (windows.length === 0) return OPEN;
  return windows.reduce((one, other) => ({
    earliest: one.earliest === null || other.earliest === null ? null : sooner(one.earliest, other.earliest),
    latest: one.latest === null || other.latest === null ? null : later(one.latest, other.latest),
  }));
}

/** Whether no day is in a window. */
export const isEmpty = ({ earliest, latest }: Window): boolean => earliest !== null && latest !== null && earliest > latest;

/** Whether every day is in a window. */
export const isOpen = ({ earliest, latest }: Window): boolean => earliest === null && latest === null;

/**
 * The last days that a step's limits come to under the readings that stand, the soonest first.
 *
 * @example lastDaysOf(step.limits) // ['2026-04-07', '2026-04-09']
 */
export function lastDaysOf(limits: readonly LimitEntry[]): IsoDate[] {
  return limits.flatMap(({ readings }) => readings.flatMap(({ stands, latest }) => (stands ? latest ?? [] : []))).sort();
}
