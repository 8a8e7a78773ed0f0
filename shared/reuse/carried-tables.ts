import { textOfInlines } from '../document/plain-text.ts';
import { NO_LABELS } from '../document/reading.ts';
import { gridOf } from '../document/table-grid.ts';
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
  const owners = ownersOf(table);
  return table.children.map((row, r) => ({
    // A row is about what spans it, too.
    key: (owners[r] ?? []).map((cell) => keyOf(cell, variables)).join('|'),
    cells: row.children.map((cell) => textOf(cell, variables)),
  }));
}

/** For each place the cell that it belongs to: its own, or the one that spans it. */
function ownersOf(table: TableBlock): TableCell[][] {
  return gridOf(table).map((line, r) =>
    line.flatMap(
      ([row, column], c) => table.children[row]?.children[column] ?? table.children[r]?.children[c] ?? [],
    ),
  );
}

const textOf = (cell: TableCell, variables: Variables): string =>
  textOfInlines(cell.children, NO_LABELS, { variables, view: 'final' });

/** The names over each column: of all rows of the head, or of the first row where none is said to be one. */
function headsOf(
  table: TableBlock,
  owners: readonly (readonly TableCell[])[],
  variables: Variables,
): string[][] {
  const body = table.children.findIndex(({ header }) => !header);
  const count = Math.max(1, body < 0 ? table.children.length : body);
  return (owners[0] ?? []).map((_, c) => [
    ...new Set(
      owners.slice(0, count).flatMap((line) => (line[c] ? [textOf(line[c], variables).trim()] : [])),
    ),
  ]);
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
    const owners = ownersOf(table);
    const heads = headsOf(table, owners, variables);
    const isNumbered = hasRunningNumbers(rows.map(({ cells }) => cells[0] ?? ''));
    return rows.flatMap((row, r) => {
      const past = this.like(row);
      const names = (owners[r] ?? []).map((cell) => textOf(cell, variables));
      if (!past || table.children[r]?.header || isEarlier(names[0], facts.year)) return [];
      return row.cells.flatMap((text, c) => {
        const over = r > 0 ? (heads[c] ?? []) : [];
        const isPast = (heads[c] ?? []).some((name) => isEarlier(name, facts.year));
        if ((c === 0 && isNumbered) || YEAR_ALONE.test(text.trim()) || isPast) return [];
        return staleIn(text, past[c] ?? '', facts)
          .filter(({ kind }) => kind === 'figure')
          .map(({ from, to, why }) => ({
            block: table.id,
            cell: [r, c] as const,
            from,
            to,
            text: text.trim(),
            label: labelOf(names, over, c),
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

function labelOf(cells: readonly string[], heads: readonly string[], column: number): string {
  const name = cells.find((text, at) => at !== column && LETTER.test(text)) ?? '';
  return [name.trim(), ...heads.filter((head) => LETTER.test(head))].filter(Boolean).join(' · ');
}
