/** The limits of a step under every reading of all that they rest on. */
import type { Id, Limit, Policy, Reading, Step } from './model.ts';
import { limitAsRead, underEachAssignment } from './readings.ts';

/** A limit under one reading of everything it rests on: its step's doubt, its own and its clock's. */
export interface ReadLimit {
  limit: Limit;
  /** The limit as its step has it, before its own doubt and its clock's are read. */
  written: Limit;
  /** The readings taken, by the doubt's address. */
  under: Record<string, Id>;
  /** The readings taken of the limit's own doubt and of its clock's, for their reasons. */
  taken: Reading<unknown>[];
  /** Why the document rules these readings out; null where they stand. */
  refutedBy: string | null;
}

/** A limit of a step, as the first of its readings has it written; one that is in no doubt has one reading. */
interface StepLimit { limit: Limit; readings: ReadLimit[] }

/**
 * Every limit of a step under every reading, the refuted ones among them.
 *
 * @example limitsOfStep(wst, returnScoping)[0]?.readings.length // 2: from the referral, or from sending
 */
export function limitsOfStep(policy: Policy, step: Step): StepLimit[] {
  const found = new Map<string, ReadLimit[]>();
  for (const ofStep of underEachAssignment({}, (assignment) => assignment.read(step, ['limits']).limits)) {
    for (const written of ofStep.result) {
      const readings = underEachAssignment(ofStep.under, (assignment) => limitAsRead(policy, written, assignment)).map(({ result, under, taken, refutedBy }): ReadLimit => ({
        limit: result, written, under: { ...ofStep.under, ...under }, taken, refutedBy: refutedBy ?? ofStep.refutedBy,
      }));
      found.set(written.address, [...(found.get(written.address) ?? []), ...readings]);
    }
  }
  return [...found.values()].map(stepLimit);
}

/** The readings that the document does not rule out. */
export const standing = <T extends Pick<ReadLimit, 'refutedBy'>>(readings: readonly T[]): T[] => readings.filter(({ refutedBy }) => refutedBy === null);

/** The limits of a step, each under its readings that stand; a limit that no standing reading gives is left out. */
export function standingLimits(policy: Policy, step: Step): StepLimit[] {
  return limitsOfStep(policy, step).map(({ readings }) => standing(readings)).filter((readings) => readings.length > 0).map(stepLimit);
}

function stepLimit(readings: ReadLimit[]): StepLimit {
  return { limit: readings[0]!.written, readings };
}
