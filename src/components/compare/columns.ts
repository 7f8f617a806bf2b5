/** What the comparison page is sent: the rows that every policy shares, and a column a policy. */
import type { Cell, CellStatus, RowHead } from '../../compare/cells.ts';
import type { Dimension, Guidance, Id, Task, Term } from '../../policy/model.ts';

export interface Frame {
  stages: { id: Id; title: string }[];
  rows: RowHead[];
  /** What a place of another document is called. */
  guidance: Record<Id, Guidance>;
  /** For what is worked out in the browser: the rows' selectors, and the names of tasks and questions. */
  dimensions: Dimension[];
  tasks: Record<Id, Task>;
  tests: Record<Id, Term>;
}

export interface Column {
  id: Id;
  title: string;
  /** Its date, and what it is an extract of. */
  about: string;
  isNational: boolean;
  /** In the order of the frame's rows. */
  cells: Cell[];
}

/** What a document's silence on a row means, read off its column. */
export function statusIn({ rows }: Frame, columns: readonly Column[]): (policy: Id, dimension: Id) => CellStatus {
  return (policy, dimension) => {
    const place = rows.findIndex((row) => row.dimension === dimension);
    return columns.find(({ id }) => id === policy)?.cells[place]?.status ?? 'not-stated';
  };
}
