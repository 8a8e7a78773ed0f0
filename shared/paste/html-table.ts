import type { CellAlign } from '../document/types.ts';
import type { SourceCell, SourceText } from '../structure/source-line.ts';
import { styleOf, textInside, type HtmlElement } from './html-node.ts';

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

/** The caption of a table, where it has one. */
export const captionOf = (table: HtmlElement): HtmlElement | undefined =>
  table.children.find((child): child is HtmlElement => typeof child !== 'string' && child.tag === 'caption');

type Placed = {
  row: number;
  column: number;
  width: number;
  height: number;
  text: SourceText;
  align?: CellAlign;
};

/**
 * The cells of a table as a grid, with what they span; the places that they reach over are covered. Rows without
 * anything to read go.
 */
export function gridOf(
  table: HtmlElement,
  textOf: (cell: HtmlElement, isHeading: boolean) => SourceText,
): SourceCell[][] {
  const placed: Placed[] = [];
  const rows = rowsOf(table);
  /** Columns that a cell of a row above still fills, with how many rows more. */
  const filled = new Map<number, number>();
  rows.forEach((element, row) => {
    let column = 0;
    const skip = (): void => {
      for (let left = filled.get(column) ?? 0; left > 0; left = filled.get(column) ?? 0) {
        filled.set(column, left - 1);
        column += 1;
      }
    };
    for (const cell of cellsOf(element)) {
      skip();
      const width = spanOf(cell, 'colspan');
      const height = Math.min(spanOf(cell, 'rowspan'), rows.length - row);
      const align = alignOf(cell);
      const text = textOf(cell, row === 0 || cell.tag === 'th');
      placed.push({ row, column, width, height, text, ...(align ? { align } : {}) });
      if (height > 1) for (let at = 0; at < width; at += 1) filled.set(column + at, height - 1);
      column += width;
    }
    // Also where the row is shorter than what reaches into it from above.
    for (const [at, left] of filled) if (at >= column && left > 0) filled.set(at, left - 1);
  });
  const said = new Set(placed.filter(({ text }) => says(text)).map(({ row }) => row));
  const kept = rows.flatMap((_, row) => (said.has(row) ? [row] : []));
  const columns = Math.max(0, ...placed.map(({ column, width }) => column + width));
  const grid = kept.map(() => Array.from({ length: columns }, (): SourceCell => ''));
  for (const cell of placed) {
    const at = kept.indexOf(cell.row);
    if (at >= 0)
      put(grid, at, kept.filter((row) => row >= cell.row && row < cell.row + cell.height).length, cell);
  }
  return grid;
}

const says = ({ text, voids }: SourceText): boolean => text.trim() !== '' || voids !== undefined;

function put(
  grid: SourceCell[][],
  at: number,
  rowSpan: number,
  { column, width, text, align }: Placed,
): void {
  for (let r = at; r < at + rowSpan; r += 1)
    for (let c = column; c < column + width; c += 1) {
      const line = grid[r];
      if (line && (r !== at || c !== column)) line[c] = { text: '', covered: true };
    }
  const said = {
    ...(width > 1 ? { colSpan: width } : {}),
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(align ? { align } : {}),
  };
  const line = grid[at];
  const isPlain = Object.keys(said).length === 0 && Object.keys(text).length === 1;
  if (line) line[column] = isPlain ? text.text : { ...text, ...said };
}

/** How the words of a cell stand, where it, or the first paragraph in it, says so. In the middle they stand anyway. */
function alignOf(cell: HtmlElement): CellAlign | null {
  const own = /^(?:left|center|right)$/.exec(
    (styleOf(cell, 'text-align') || cell.attributes['align'] || '').toLowerCase(),
  )?.[0];
  if (own) return own === 'center' ? null : (own as CellAlign);
  const first = cell.children.find((child): child is HtmlElement => typeof child !== 'string');
  return first && /^(?:p|div)$/.test(first.tag) ? alignOf(first) : null;
}

/** A span is a small number; what pages write there otherwise is not believed. */
function spanOf(cell: HtmlElement, name: 'colspan' | 'rowspan'): number {
  const value = Number(cell.attributes[name] ?? 1);
  return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1;
}
