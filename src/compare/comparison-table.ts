/** The rows of a comparison as a table of plain text, for a file that a spreadsheet opens. */
import { AGREEMENT_WORDS, agreementOf } from './agreement.ts';
import { placesText, type CellStatus, type Row } from './cells.ts';
import type { Id, Policy, Term, Vocabulary } from '../policy/model.ts';

const SILENCES: Record<Exclude<CellStatus, 'stated'>, string> = { 'not-stated': 'Not stated', 'not-in-extract': 'Not in the extract', none: 'None' };

/** As much of a policy set as the table names. */
interface TableNames { policies: readonly Pick<Policy, 'id' | 'title'>[]; vocabulary: Pick<Vocabulary, 'guidance'> & { stages: readonly Pick<Term, 'id' | 'title'>[] } }

/**
 * A line a row, under a line of headings: the row, its stage, whether it is the same, then for each policy what it says,
 * whether that is in doubt, and where it stands.
 *
 * @example comparisonTable(compareRows(set, ['wst', 'kscp']), set)[0] // ['Row', 'Stage', 'Same', 'WST', …]
 */
export function comparisonTable(rows: readonly Row[], set: TableNames): string[][] {
  const policies = rows[0]?.cells.map(({ policy }) => policy) ?? [];
  const titleOf = (id: Id) => set.policies.find((policy) => policy.id === id)?.title ?? id;
  const stageOf = (id: Id | null) => set.vocabulary.stages.find((stage) => stage.id === id)?.title ?? 'The document';
  const headings = ['Row', 'Stage', 'Same', ...policies.flatMap((id) => [titleOf(id), `${titleOf(id)}: in doubt`, `${titleOf(id)}: where`])];
  return [headings, ...rows.map(({ title, stage, cells }) => [
    title, stageOf(stage), AGREEMENT_WORDS[agreementOf(cells)],
    ...cells.flatMap((cell) => [cell.status === 'stated' ? cell.text : SILENCES[cell.status], cell.inDoubt ? 'In doubt' : '', placesText(cell, set.vocabulary)]),
  ])];
}
