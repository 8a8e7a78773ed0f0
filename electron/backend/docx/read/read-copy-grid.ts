import {
  holdsSomething,
  type WordCell,
  type WordMark,
  type WordRow,
} from '../../../../shared/merge/word-copy.ts';

/** A row as the file has it: cells that say how many columns they take, and whether they go on with the one above. */
export type RowOfWord = {
  mark: WordMark;
  /** Columns left free before its first cell. */
  before: number;
  header?: true;
  cells: (Omit<WordCell, 'colSpan' | 'rowSpan' | 'covered'> & {
    span: number;
    merge: 'first' | 'below' | null;
  })[];
};

/** The grid of a table; its size is known before anything of it is made, since a file may claim any. */
export function gridOfRows(given: readonly RowOfWord[]): { columns: number; rows: () => WordRow[] } {
  const columns = given.reduce(
    (most, { before, cells }) =>
      Math.max(
        most,
        cells.reduce((sum, { span }) => sum + span, freeBefore(before)),
      ),
    1,
  );
  return { columns, rows: () => fill(given, columns) };
}

const freeBefore = (before: number): number => (Number.isInteger(before) && before > 0 ? before : 0);

function fill(given: readonly RowOfWord[], columns: number): WordRow[] {
  /** By column: the cell that a cell of the next row may go on with. */
  let above: (WordCell | undefined)[] = [];
  return given.map(({ mark, before, header, cells }): WordRow => {
    const row = Array.from({ length: columns }, (): WordCell => ({ runs: [] }));
    const next: (WordCell | undefined)[] = [];
    let at = freeBefore(before);
    for (const { span, merge, ...rest } of cells) {
      const owner = merge === 'below' ? above[at] : undefined;
      const isCovered =
        owner !== undefined && (owner.colSpan ?? 1) === span && !rest.runs.some((run) => holdsSomething(run));
      const cell: WordCell = isCovered
        ? {
            runs: [],
            covered: true,
            ...(rest.ins ? { ins: rest.ins } : {}),
            ...(rest.del ? { del: rest.del } : {}),
          }
        : { ...rest, ...(span > 1 ? { colSpan: span } : {}) };
      row[at] = cell;
      for (let more = at + 1; more < at + span; more += 1) row[more] = { runs: [], covered: true };
      if (isCovered) {
        owner.rowSpan = (owner.rowSpan ?? 1) + 1;
        next[at] = owner;
      } else if (merge !== null) next[at] = cell;
      at += span;
    }
    above = next;
    return { ...mark, cells: row, ...(header ? { header } : {}) };
  });
}
