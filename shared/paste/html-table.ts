import { textInside, type HtmlElement } from './html-node.ts';

/** The rows of a table itself, not those of a table inside one of its cells. */
function rowsOf(table: HtmlElement): HtmlElement[] {
  return table.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    if (child.tag === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tag) ? rowsOf(child) : [];
  });
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.children.filter(
    (child): child is HtmlElement => typeof child !== 'string' && (child.tag === 'td' || child.tag === 'th'),
  );
}

function contains(element: HtmlElement, tags: RegExp): boolean {
  return element.children.some(
    (child) => typeof child !== 'string' && (tags.test(child.tag) || contains(child, tags)),
  );
}

/** Longer than what stands in a cell of a simple table. */
const LONGEST_CELL = 400;

/**
 * True for a table of figures; false for one that only places text on a page: a single column, another table or a
 * heading inside, an essay in a cell.
 */
export function isDataTable(table: HtmlElement): boolean {
  const rows = rowsOf(table).map((row) => cellsOf(row));
  const columns = Math.max(0, ...rows.map((cells) => cells.length));
  if (columns < 2 || contains(table, /^(?:table|h[1-6]|ul|ol|form)$/)) return false;
  return rows.flat().every((cell) => textInside(cell).trim().length <= LONGEST_CELL);
}

/**
 * The cells of a table as a grid; a cell that spans several stands in the first of them and the others are empty.
 * Rows without any text go.
 */
export function gridOf(table: HtmlElement, textOf: (cell: HtmlElement) => string): string[][] {
  const grid: string[][] = [];
  /** Columns that a cell of a row above still fills, with how many rows more. */
  const filled = new Map<number, number>();
  for (const row of rowsOf(table)) {
    const line: string[] = [];
    let column = 0;
    const skip = (): void => {
      for (let left = filled.get(column) ?? 0; left > 0; left = filled.get(column) ?? 0) {
        filled.set(column, left - 1);
        line[column] = '';
        column += 1;
      }
    };
    for (const cell of cellsOf(row)) {
      skip();
      const width = spanOf(cell, 'colspan');
      const height = spanOf(cell, 'rowspan');
      const text = textOf(cell);
      for (let at = 0; at < width; at += 1) {
        line[column] = at === 0 ? text : '';
        if (height > 1) filled.set(column, height - 1);
        column += 1;
      }
    }
    // Also where the row is shorter than what reaches into it from above.
    for (const [at, left] of filled) {
      if (at >= column && left > 0) filled.set(at, left - 1);
    }
    grid.push(Array.from(line, (text) => text ?? ''));
  }
  const width = Math.max(0, ...grid.map((line) => line.length));
  return grid
    .filter((line) => line.some((text) => text.trim() !== ''))
    .map((line) => Array.from({ length: width }, (_, at) => line[at] ?? ''));
}

/** A span is a small number; what pages write there otherwise is not believed. */
function spanOf(cell: HtmlElement, name: 'colspan' | 'rowspan'): number {
  const value = Number(cell.attributes[name] ?? 1);
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1;
}
