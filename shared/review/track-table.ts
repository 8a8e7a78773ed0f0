import fastDiff from 'fast-diff';

import { withColumnAt, withoutColumns, withoutRows, withRowAt } from '../document/table-grid.ts';
import type { Inline, TableBlock, TableCell, TableColumn, TableRow } from '../document/types.ts';
import { differences } from './differences.ts';

/** A row or column of the tracked table: where it stood before, and where it stands in the edited one; null for not. */
export type TrackedLine = { was: number | null; will: number | null };

/** True of a line that neither came nor went. */
export const isInBoth = ({ was, will }: TrackedLine): boolean => was !== null && will !== null;

/** Which rows and columns of two states of a table are the same ones. */
export type TrackedLines = {
  rows: TrackedLine[];
  columns: TrackedLine[];
  /** Nothing but whole lines came or went: what cells hold needs no comparing. */
  exact: boolean;
};

/**
 * Aligns the lines of a table before and after an edit that put in or took out rows, or columns. Null where both are
 * another number: then it counts as another table. A line is known by the words in it.
 */
export function trackedLines(old: TableBlock, next: TableBlock): TrackedLines | null {
  const [rows, columns] = [old.children.length, next.children.length];
  const [width, wider] = [widthOf(old), widthOf(next)];
  if (rows !== columns && width !== wider) return null;
  const down = linesOf(old, next, rows, columns, withoutRows, rowWords);
  const across = linesOf(old, next, width, wider, withoutColumns, columnWords);
  return { rows: down.lines, columns: across.lines, exact: down.exact || across.exact };
}

/** One command puts in or takes out lines that stand together; for all else the words in the lines have to tell. */
function linesOf(
  old: TableBlock,
  next: TableBlock,
  was: number,
  will: number,
  without: (table: TableBlock, gone: ReadonlySet<number>) => TableBlock | null,
  words: (table: TableBlock) => string[],
): { lines: TrackedLine[]; exact: boolean } {
  if (was === will) return { lines: sameLines(was), exact: false };
  const [longer, shorter] = was > will ? [old, next] : [next, old];
  const count = Math.abs(was - will);
  const wanted = wordsInCells(shorter);
  for (let from = 0; from <= Math.max(was, will) - count; from += 1) {
    const gone = new Set(Array.from({ length: count }, (_, at) => from + at));
    // What a cell that spans some of them holds goes on in the lines that stay: only the whole table can be compared.
    const rest = without(longer, gone);
    if (rest === null || wordsInCells(rest) !== wanted) continue;
    const lines = Array.from({ length: Math.max(was, will) }, (_, at) => {
      const left = at < from ? at : gone.has(at) ? null : at - count;
      return was > will ? { was: at, will: left } : { was: left, will: at };
    });
    return { lines, exact: true };
  }
  return { lines: aligned(words(old), words(next)), exact: false };
}

/** What cells hold, and what is marked of each row and column: of two that are both empty it tells which is which. */
const wordsInCells = ({ children, columns = [] }: TableBlock): string =>
  JSON.stringify([
    children.map(({ ins, del, children: cells }) => [ins, del, cells.map((cell) => cell.children)]),
    (children[0]?.children ?? []).map((_, at) => [columns[at]?.ins, columns[at]?.del]),
  ]);

const widthOf = ({ children }: TableBlock): number => children[0]?.children.length ?? 0;

const sameLines = (count: number): TrackedLine[] =>
  Array.from({ length: count }, (_, at) => ({ was: at, will: at }));

const wordsOf = (cells: readonly (TableCell | undefined)[]): string =>
  JSON.stringify(cells.map((cell): readonly Inline[] => cell?.children ?? []));
const rowWords = ({ children }: TableBlock): string[] => children.map((row) => wordsOf(row.children));
const columnWords = (table: TableBlock): string[] =>
  Array.from({ length: widthOf(table) }, (_, at) => wordsOf(table.children.map((row) => row.children[at])));

function aligned(was: readonly string[], will: readonly string[]): TrackedLine[] {
  const lines: TrackedLine[] = [];
  let [left, right] = [0, 0];
  for (const [kind, count] of differences(was, will)) {
    for (let n = 0; n < count; n += 1) {
      lines.push({
        was: kind === fastDiff.INSERT ? null : left,
        will: kind === fastDiff.DELETE ? null : right,
      });
      if (kind !== fastDiff.INSERT) left += 1;
      if (kind !== fastDiff.DELETE) right += 1;
    }
  }
  return lines;
}

type Marks = Pick<TableRow, 'ins' | 'del'>;

/** What becomes of a line that came or went; null: it is gone for good. */
export type LineMarks = {
  came: () => Marks;
  went: (line: TableRow | TableColumn) => Marks | null;
};

/**
 * The table with all of its old and new lines: what went is still there, marked, and what came is marked, too. The
 * cells of new lines hold what the edited table holds; all others what they held before. A line that is gone for good is
 * still in it: `gone` names it, for the caller to take out.
 */
export function withTrackedLines(
  old: TableBlock,
  next: TableBlock,
  { rows, columns }: TrackedLines,
  marks: LineMarks,
): { table: TableBlock; gone: { rows: Set<number>; columns: Set<number> } } {
  const gone = { rows: new Set<number>(), columns: new Set<number>() };
  let table = old;
  rows.forEach(({ was, will }, at) => {
    const come = will === null ? undefined : next.children[will];
    if (was === null && come) table = withRowAt(table, at, { ...bare(come), ...marks.came() });
    else if (was !== null && will === null) {
      const row = table.children[at] as TableRow;
      const left = marks.went(row);
      if (left === null) gone.rows.add(at);
      else table = withRow(table, at, { ...row, ...left });
    }
  });
  columns.forEach(({ was, will }, at) => {
    if (was === null && will !== null) {
      const { ins: _ins, del: _del, ...column } = next.columns?.[will] ?? {};
      table = withColumnAt(table, at, { ...column, ...marks.came() });
      const cells = next.children.map((row) => row.children[will]);
      table = {
        ...table,
        children: table.children.map((row, r) => ({
          ...row,
          children: row.children.map((cell, c) => (c === at ? plainCell(cells[r] ?? cell) : cell)),
        })),
      };
    } else if (was !== null && will === null) {
      const described = table.columns ?? (table.children[0]?.children ?? []).map(() => ({}));
      const left = marks.went(described[at] ?? {});
      if (left === null) gone.columns.add(at);
      else {
        const changed = described.map((column, c) => (c === at ? { ...column, ...left } : column));
        table = { ...table, columns: changed };
      }
    }
  });
  return { table, gone };
}

function withRow(table: TableBlock, at: number, row: TableRow): TableBlock {
  return { ...table, children: table.children.map((one, r) => (r === at ? row : one)) };
}

function bare(row: TableRow): TableRow {
  const { ins: _ins, del: _del, ...rest } = row;
  return { ...rest, children: row.children.map((cell) => plainCell(cell)) };
}

/** What spans stays with the cells that were there: a new cell takes one place. */
function plainCell(cell: TableCell): TableCell {
  const { colSpan: _c, rowSpan: _r, ...rest } = cell;
  return rest;
}
