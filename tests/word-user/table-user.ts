import type { PerRow } from './columns.ts';
import type { Block } from './shadow.ts';
import { deleteColumn, insertColumn, mergeDown, mergeRight, splitCell } from './columns.ts';
import { emptyCell } from './shadow.ts';
import { deleteRowAt, deleteTable, insertRow, moveRow } from './table.ts';
import { TextUser } from './text-user.ts';

/** The edits of tables. Tables, rows and cells are counted from 1 among those that the user sees. */
export class TableUser extends TextUser {
  /** Inserts a row below another and fills its cells. */
  insertRow(table: number, below: number, texts: string[]): void {
    insertRow(this.story(), table, below, texts, this.pen);
    this.keepTable(table, (rows) => {
      const shown = this.cellTexts(table, below);
      rows.splice(below, 0, { cells: shown.map((text) => emptyCell(text)) });
    });
    this.note(`inserts a row below row ${below} of table ${table}: ${texts.join(' | ')}`);
  }

  /** Deletes a row. */
  deleteRow(table: number, row: number): void {
    deleteRowAt(this.story(), table, row, this.pen);
    this.keepTable(table, (rows) => rows.splice(row - 1, 1));
    this.note(`deletes row ${row} of table ${table}`);
  }

  /** Deletes a table. */
  deleteTable(table: number): void {
    deleteTable(this.story(), table, this.pen);
    this.shadow().dropTable(table);
    this.note(`deletes table ${table}`);
  }

  /** Moves a row to before another. */
  moveRow(table: number, from: number, before: number): void {
    moveRow(this.story(), table, from, before, this.pen);
    this.keepTable(table, (rows) => {
      const [row] = rows.splice(from - 1, 1);
      if (row) rows.splice(before > from ? before - 2 : before - 1, 0, row);
    });
    this.note(`moves row ${from} of table ${table} to before row ${before}`);
  }

  /** Inserts a column to the right of a grid column. */
  insertColumn(table: number, right: number, texts: string[]): void {
    const places = insertColumn(this.story(), table, right, texts, this.pen);
    this.keepCells(table, places, (cells, at, row) => {
      cells.splice(at, 0, emptyCell(this.cellTexts(table, row)[at]));
    });
    this.note(`inserts a column right of column ${right} of table ${table}: ${texts.join(' | ')}`);
  }

  /** Deletes a grid column. */
  deleteColumn(table: number, column: number): void {
    const places = deleteColumn(this.story(), table, column, this.pen);
    this.keepCells(table, places, (cells, at) => cells.splice(at, 1));
    this.note(`deletes column ${column} of table ${table}`);
  }

  /** Merges a cell with the one to its right. */
  mergeRight(table: number, row: number, cell: number): void {
    mergeRight(this.story(), table, row, cell, this.pen);
    this.keepTable(table, (rows) => {
      const cells = rows[row - 1]?.cells ?? [];
      const [second = []] = cells.splice(cell, 1);
      cells[cell - 1] = poured(cells[cell - 1] ?? [], second);
    });
    this.note(`merges cell ${cell} of row ${row} of table ${table} with the next`);
  }

  /** Merges a cell with the one below it. */
  mergeDown(table: number, row: number, cell: number): void {
    const below = mergeDown(this.story(), table, row, cell, this.pen);
    this.keepTable(table, (rows) => {
      const first = rows[row - 1]?.cells ?? [];
      const second = rows[row]?.cells ?? [];
      first[cell - 1] = poured(first[cell - 1] ?? [], second[below - 1] ?? []);
      second[below - 1] = emptyCell();
    });
    this.note(`merges cell ${cell} of row ${row} of table ${table} with the one below`);
  }

  /** Splits a cell in two. */
  splitCell(table: number, row: number, cell: number): void {
    splitCell(this.story(), table, row, cell, this.pen);
    this.keepTable(table, (rows) => rows[row - 1]?.cells.splice(cell, 0, emptyCell()));
    this.note(`splits cell ${cell} of row ${row} of table ${table}`);
  }

  /** The number of visible rows and of cells in the first row of each table. */
  tables(): { rows: number; columns: number }[] {
    const found: { rows: number; columns: number }[] = [];
    for (const { cell } of this.lines()) {
      const [table = 0, row = 0, column = 0] = (cell?.split('/')[0] ?? '').split('.').map(Number);
      if (table === 0) continue;
      const entry = (found[table - 1] ??= { rows: 0, columns: 0 });
      entry.rows = Math.max(entry.rows, row);
      if (row === 1) entry.columns = Math.max(entry.columns, column);
    }
    return found;
  }

  /** What was put into the new row or column, which is empty in the middle of a vertical merge. */
  private cellTexts(table: number, below: number): string[] {
    const prefix = `${table}.${below + 1}.`;
    const texts: string[] = [];
    for (const { cell, text } of this.lines()) {
      if (cell?.startsWith(prefix) && !cell.includes('/'))
        texts[Number(cell.slice(prefix.length)) - 1] = text;
    }
    return texts;
  }

  private keepTable(table: number, edit: (rows: { cells: Block[][] }[]) => unknown): void {
    const rows = this.shadow().table(table);
    edit(rows);
    if (rows.length === 0) this.shadow().dropTable(table);
  }

  private keepCells(
    table: number,
    places: PerRow,
    edit: (cells: Block[][], at: number, row: number) => unknown,
  ): void {
    this.keepTable(table, (rows) => {
      for (const [row, at] of places.entries()) {
        const cells = rows[row]?.cells;
        if (cells && at >= 0) edit(cells, at, row);
      }
    });
  }
}

function isEmpty(cell: Block[]): boolean {
  return cell.length === 1 && cell[0]?.kind === 'p' && cell[0].chars.length === 0;
}

function poured(first: Block[], second: Block[]): Block[] {
  if (isEmpty(second)) return first;
  return isEmpty(first) ? second : [...first, ...second];
}
