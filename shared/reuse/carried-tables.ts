import { textOfInlines } from '../document/plain-text.ts';
import { NO_LABELS } from '../document/reading.ts';
import type { TableBlock, TableCell, Variables } from '../document/types.ts';
import { sentenceKey } from './sentences.ts';
import { staleIn, type StaleFacts } from './stale.ts';

/** A row of a table: what it is about whatever its figures are, and how its cells read. */
export type TableRowText = { key: string; cells: string[] };

/** A figure in a table that is last year's still. */
export type CarriedFigure = {
  block: string;
  cell: readonly [row: number, column: number];
  /** Offsets in what the cell reads like. */
  from: number;
  to: number;
  /** The cell. */
  text: string;
  /** The names of its row and column. */
  label: string;
  why: string;
};

/** A field as a key knows it (see sentences.ts). */
const anyFigure = (): string => '\uFFFC';
const YEAR_ALONE = /^((?:19|20)\d{2})年?度?$/;
const NUMBER_ALONE = /^(\d+)[.．、]?$/;
const LETTER = /\p{L}/u;

/** The rows of a table, for finding the same ones in another year's. */
export function rowsOfTable(table: TableBlock, variables: Variables): TableRowText[] {
  return table.children.map((row) => ({
    key: row.children.map((cell) => keyOf(cell, variables)).join('|'),
    cells: row.children.map((cell) => textOfInlines(cell.children, NO_LABELS, { variables, view: 'final' })),
  }));
}

function keyOf(cell: TableCell, variables: Variables): string {
  return sentenceKey(textOfInlines(cell.children, NO_LABELS, { variables, view: 'final', field: anyFigure }));
}

/** Last year's rows by what they are about. */
export class PastRows {
  readonly #rows = new Map<string, string[][]>();

  constructor(rows: readonly TableRowText[]) {
    for (const { key, cells } of rows) {
      const same = this.#rows.get(key);
      if (same) same.push(cells);
      else this.#rows.set(key, [cells]);
    }
  }

  /** The likest of the rows about the same; without any words only the very same row says something. */
  like({ key, cells }: TableRowText): string[] | undefined {
    const likeness = (other: string[]): number => other.filter((text, at) => text === cells[at]).length;
    const [best] = (this.#rows.get(key) ?? []).toSorted((a, b) => likeness(b) - likeness(a));
    return best && (LETTER.test(key) || likeness(best) === cells.length) ? best : undefined;
  }

  /**
   * The figures of a table that stand in the same place of the same row of last year's. Running numbers are none, nor
   * is what stands under or beside the name of an earlier year.
   */
  figuresIn(table: TableBlock, variables: Variables, facts: StaleFacts): CarriedFigure[] {
    const rows = rowsOfTable(table, variables);
    const heads = rows[0]?.cells ?? [];
    const isNumbered = hasRunningNumbers(rows.map(({ cells }) => cells[0] ?? ''));
    return rows.flatMap((row, r) => {
      const past = this.like(row);
      if (!past || table.children[r]?.header || isEarlier(row.cells[0], facts.year)) return [];
      return row.cells.flatMap((text, c) => {
        if ((c === 0 && isNumbered) || YEAR_ALONE.test(text.trim()) || isEarlier(heads[c], facts.year))
          return [];
        return staleIn(text, past[c] ?? '', facts)
          .filter(({ kind }) => kind === 'figure')
          .map(({ from, to, why }) => ({
            block: table.id,
            cell: [r, c] as const,
            from,
            to,
            text: text.trim(),
            label: labelOf(row.cells, r > 0 ? (heads[c] ?? '') : '', c),
            why,
          }));
      });
    });
  }
}

function isEarlier(name: string | undefined, year: number): boolean {
  const found = YEAR_ALONE.exec(name?.trim() ?? '');
  return found !== null && Number(found[1]) < year;
}

function hasRunningNumbers(column: readonly string[]): boolean {
  const numbers = column.flatMap((text) => NUMBER_ALONE.exec(text.trim())?.[1] ?? []);
  return numbers.length > 0 && numbers.every((number, at) => Number(number) === at + 1);
}

function labelOf(cells: readonly string[], head: string, column: number): string {
  const name = cells.find((text, at) => at !== column && LETTER.test(text)) ?? '';
  const names = [name.trim(), LETTER.test(head) ? head.trim() : ''];
  return names.filter(Boolean).join(' · ');
}
