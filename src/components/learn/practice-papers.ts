/** The paper that each document's practice page begins with. Build only. */
import type { Id, PolicySet } from '../../policy/model.ts';
import { drawPaper, type Paper } from '../../training/paper.ts';
import { held } from '../kept.ts';
import { MOST_READY } from './ready-papers.ts';

const built = held<Record<Id, Paper>>('practice-papers');

/** How many questions a practice page begins with: with many documents fewer, so that the site is still built in a minute. */
export function practiceCount({ policies }: PolicySet): number {
  return policies.length > MOST_READY ? 4 : 10;
}

/** @example practicePaper(rules(), 'wst').questions.length // 10 */
export function practicePaper(set: PolicySet, id: Id): Paper {
  return built[id] ?? drawPaper(set, id, { seed: 1, count: practiceCount(set) });
}

/** Takes papers as those of this build: for who draws them before it, on all cores. */
export function usePracticePapers(papers: readonly Paper[]): void {
  for (const paper of papers) built[paper.policy] = paper;
}
