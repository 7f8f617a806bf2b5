/** Reads the worked cases that are told in stages. Build only: it brings the reader of YAML with it. */
import type { Fault } from '../policy/fault.ts';
import type { Id } from '../policy/model.ts';
import { ASKS, readWrittenCases, type WrittenStage } from '../policy/written-cases.ts';
import type { Ask, Stage, StagedCase } from './staged-case.ts';

/**
 * The cases of a file that have stages, in its order; none where anything is wrong with one of them, and then each fault
 * in its place.
 *
 * @param file its name, for the faults
 * @example readStagedCases('content/cases/in-stages.yaml', content).cases.map(({ id }) => id)
 */
export function readStagedCases(file: string, content: string): { cases: StagedCase[]; faults: Fault[] } {
  const { cases, faults } = readWrittenCases(file, content);
  return { cases: cases.map((one) => ({ ...one, stages: one.stages.map((stage) => stageOf(stage, one.policy)) })), faults };
}

function stageOf({ asks, ...rest }: WrittenStage, policy: Id): Stage {
  return {
    ...rest,
    asks: asks.map(({ of = policy, ...given }): Ask => {
      const what = ASKS.find((one) => given[one] !== undefined)!;
      return { what, id: given[what]!, of };
    }),
  };
}
