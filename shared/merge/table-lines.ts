import type { TableBlock } from '../document/types.ts';

import type { Frame } from './flatten.ts';
import type { By, WordChange, WordMark, WordTable } from './word-copy.ts';

/** A table of the copy in the grid of the one that was sent; by row and column the sent one's, or -1 for a new one. */
export type TableMatch = Frame & { word: WordTable };

export type LineKind = 'row' | 'column';

/** A row or a column that was put in: before the sent one of this number. */
export type LineCome = {
  kind: LineKind;
  gap: number;
  /** Its number in the table of the copy. */
  at: number;
  by: By;
  /** And taken out again by somebody else. */
  cut?: By;
};

/** What became of a row or a column that was sent. */
export type LineKept = { kind: LineKind; line: number; cut?: By };

/** The same of one that carried a tracked change. */
export type LineState = {
  item: LineKept;
  ins: string | undefined;
  del: string | undefined;
  state: { present: boolean; ins: boolean; del: WordChange | undefined };
};

export type LineChanges = {
  come: LineCome[];
  kept: LineKept[];
  states: LineState[];
  /** By row and column of the copy: who takes all of it out. */
  cuts: Record<LineKind, ReadonlyMap<number, WordChange>>;
};

/** Who put the first words into these cells. */
const firstIn = (cells: readonly { runs: readonly WordMark[] }[]): By =>
  cells.flatMap(({ runs }) => runs.flatMap(({ ins }) => ins ?? []))[0] ?? null;

/** What the copy says of the rows and columns of a table. */
export function changesOfLines(table: TableBlock, match: TableMatch): LineChanges {
  const { rows, columns, word } = match;
  const out: LineChanges = { come: [], kept: [], states: [], cuts: { row: new Map(), column: new Map() } };
  const rowMarks = word.rows.map(({ ins, del }): WordMark => ({ ...(ins && { ins }), ...(del && { del }) }));
  const columnMarks = columns.map((_, c): WordMark => {
    const kept = word.rows.filter((_row, r) => (rows[r] ?? -1) >= 0);
    const cells = kept.flatMap((row) => row.cells[c] ?? []).filter(({ covered }) => !covered);
    const marked = (slot: 'ins' | 'del'): WordChange | undefined =>
      cells.length > 0 && cells.every((cell) => cell[slot] !== undefined) ? cells[0]?.[slot] : undefined;
    const [ins, del] = [marked('ins'), marked('del')];
    return { ...(ins ? { ins } : {}), ...(del ? { del } : {}) };
  });
  read('row', rows, rowMarks, table.children, (r) => firstIn(word.rows[r]?.cells ?? []));
  const widest = table.children[0]?.children ?? [];
  read(
    'column',
    columns,
    columnMarks,
    widest.map((_, c) => table.columns?.[c] ?? {}),
    (c) => firstIn(word.rows.flatMap((row) => row.cells[c] ?? [])),
  );
  return out;

  function read(
    kind: LineKind,
    of: readonly number[],
    marks: readonly WordMark[],
    sent: readonly { ins?: string; del?: string }[],
    author: (at: number) => By,
  ): void {
    // A table of which each row goes is taken out as a whole.
    const isWhole = kind === 'row' && of.every((line, at) => line < 0 || marks[at]?.del !== undefined);
    let gap = 0;
    of.forEach((line, at) => {
      const { ins, del } = marks[at] ?? {};
      if (del) (out.cuts[kind] as Map<number, WordChange>).set(at, del);
      if (line >= 0) {
        gap = line + 1;
        return;
      }
      const by = ins ?? author(at);
      if (del && del.author === by?.author) return;
      out.come.push({ kind, gap, at, by, ...(del ? { cut: del } : {}) });
    });
    sent.forEach(({ ins, del }, line) => {
      const at = of.indexOf(line);
      const mark = marks[at];
      const item: LineKept = { kind, line };
      out.kept.push(item);
      if (ins !== undefined || del !== undefined) {
        const state = { present: at >= 0, ins: mark?.ins !== undefined, del: mark?.del };
        out.states.push({ item, ins, del, state });
      }
      if (at < 0) {
        if (ins === undefined && del === undefined) item.cut = null;
      } else if (mark?.del && del === undefined && !isWhole) item.cut = mark.del;
    });
  }
}
