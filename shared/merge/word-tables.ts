import { isCovered, withoutColumns, withoutRows } from '../document/table-grid.ts';
import type { Block, Inline, TableBlock, TableCell } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { alignLines } from './align-lines.ts';
import { anchorOf } from './anchors.ts';
import { cellId, ownFrame, placesOf, type Frame } from './flatten.ts';
import { isWordId } from './groups.ts';
import { changesOfLines, type LineChanges, type TableMatch } from './table-lines.ts';
import type { WordCell, WordChange, WordCopy, WordTable } from './word-copy.ts';

export type TablePlan = {
  /** Tables that are merged cell by cell: what came back of them, and what was done to their rows and columns. */
  byCell: ReadonlyMap<string, { match: TableMatch; lines: LineChanges }>;
  /** Those tables as they were sent, and as they are here. */
  sent: ReadonlyMap<string, Frame>;
  ours: ReadonlyMap<string, Frame>;
  /** Names of the cells that are gone into. */
  places: ReadonlySet<string>;
  /** Number of a block in the copy → the table whose cells are gone into. */
  numbers: ReadonlyMap<number, string>;
  /** Tables whose cells were joined or parted in Word, and those that are gone here. */
  whole: ReadonlyMap<string, WordTable>;
};

/** Which table of the copy is which, by bookmark, else by order; which of its rows and columns are which, by their words. */
export function planTables(
  sent: readonly Block[],
  ours: readonly Block[],
  copy: WordCopy,
  known: (ins: WordChange) => boolean,
  spell: Spell,
): TablePlan {
  const tables = sent.filter((block) => block.type === 'table');
  const here = new Map(ours.flatMap((block) => (block.type === 'table' ? [[block.id, block] as const] : [])));
  const back = copy.blocks.flatMap((block, number) => (block.is === 'table' ? [{ block, number }] : []));
  const plan = {
    byCell: new Map<string, { match: TableMatch; lines: LineChanges }>(),
    sent: new Map<string, Frame>(),
    ours: new Map<string, Frame>(),
    places: new Set<string>(),
    numbers: new Map<number, string>(),
    whole: new Map<string, WordTable>(),
  };
  const anchored = new Set(back.flatMap(({ block }) => block.anchors));
  const free = back.filter(({ block }) => !tables.some(({ id }) => block.anchors.includes(anchorOf(id))));
  for (const table of tables) {
    const anchor = anchorOf(table.id);
    const found = anchored.has(anchor)
      ? back.find(({ block }) => block.anchors.includes(anchor))
      : free.shift();
    if (!found) continue;
    const own = here.get(table.id);
    const match = matchTable(table, found.block, known, spell);
    // Of a table that is gone here a changed one comes back as a whole: its words have no cells to go to.
    if (!own || !match) {
      plan.whole.set(table.id, found.block);
      continue;
    }
    const [rows, columns] = [new Set(match.rows), new Set(match.columns)];
    plan.byCell.set(table.id, { match, lines: changesOfLines(table, match) });
    plan.sent.set(table.id, ownFrame(table));
    plan.ours.set(table.id, ourFrame(table, own, spell));
    plan.numbers.set(found.number, table.id);
    const within = new Set(placesOf(table));
    for (const r of rows)
      for (const c of columns) {
        const place = cellId(table.id, r, c);
        if (r >= 0 && c >= 0 && within.has(place)) plan.places.add(place);
      }
  }
  return plan;
}

/** Null where cells were joined or parted: then nothing says which is which. */
function matchTable(
  table: TableBlock,
  word: WordTable,
  known: (ins: WordChange) => boolean,
  spell: Spell,
): TableMatch | null {
  const isFresh = (ins: WordChange | undefined): boolean => ins !== undefined && !known(ins);
  const rowCount = word.rows.length;
  const columnCount = word.rows[0]?.cells.length ?? 0;
  const newRows = new Set(range(rowCount).filter((r) => isFresh(word.rows[r]?.ins)));
  const keptRows = range(rowCount).filter((r) => !newRows.has(r));
  const newColumns = new Set(
    range(columnCount).filter((c) => {
      const cells = keptRows.flatMap((r) => word.rows[r]?.cells[c] ?? []).filter(({ covered }) => !covered);
      return cells.length > 0 && cells.every(({ ins }) => isFresh(ins));
    }),
  );
  const keptColumns = range(columnCount).filter((c) => !newColumns.has(c));
  const textOf = ({ runs }: WordCell): string =>
    runs.map(({ text, ins }) => (isFresh(ins) ? '' : text)).join('');
  const sentText = (cell: TableCell): string => wordsOf(cell.children, spell);
  const place = (r: number, c: number): WordCell | undefined => word.rows[r]?.cells[c];
  const rows = lines(
    rowCount,
    keptRows,
    table.children.map((row) => row.children.map(sentText).join('｜')),
    (r) => keptColumns.map((c) => textOf(place(r, c) ?? NO_CELL)).join('｜'),
  );
  const columns = lines(
    columnCount,
    keptColumns,
    (table.children[0]?.children ?? []).map((_, c) =>
      table.children.map((row) => sentText(row.children[c] ?? NO_NODES)).join('｜'),
    ),
    (c) => keptRows.map((r) => textOf(place(r, c) ?? NO_CELL)).join('｜'),
  );
  const frame = { rows, columns };
  if (sameSpans(table, word, frame)) return { ...frame, word };
  const laid = inGridOf(table, word);
  return laid && { ...ownFrame(table), word: laid };
}

const NO_CELL: WordCell = { runs: [] };
const NO_NODES: TableCell = { type: 'table-cell', children: [] };
const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** By line of the copy the one that was sent; as many as there were are those that there were. */
function lines(
  count: number,
  kept: readonly number[],
  sent: readonly string[],
  textOf: (line: number) => string,
): number[] {
  const of = Array.from({ length: count }, () => -1);
  const found = alignLines(
    sent,
    kept.map((line) => textOf(line)),
  );
  kept.forEach((line, at) => (of[line] = found[at] ?? -1));
  return of;
}

/** Sent lines that the copy lacks, and lines of the copy that were not sent. */
const missing = (of: readonly number[], count: number): Set<number> =>
  new Set(range(count).filter((line) => !of.includes(line)));
const added = (of: readonly number[]): Set<number> =>
  new Set(of.flatMap((line, at) => (line < 0 ? [at] : [])));

/** Whether the cells of both span the same places, apart from lines that only one of them has. */
function sameSpans(table: TableBlock, word: WordTable, { rows, columns }: Frame): boolean {
  const width = table.children[0]?.children.length ?? 0;
  const was = reduced(skeleton(table), missing(rows, table.children.length), missing(columns, width));
  const is = reduced(skeletonOfWord(word), added(rows), added(columns));
  return was !== null && was === is;
}

function reduced(table: TableBlock, rows: ReadonlySet<number>, columns: ReadonlySet<number>): string | null {
  const narrower = withoutColumns(table, columns);
  const left = narrower && withoutRows(narrower, rows);
  return (
    left &&
    left.children
      .map((row) => row.children.map(({ colSpan = 1, rowSpan = 1 }) => `${colSpan} ${rowSpan}`).join())
      .join(';')
  );
}

type Spans = Pick<TableCell, 'colSpan' | 'rowSpan'>;

const bare = ({ colSpan, rowSpan }: Spans): TableCell => ({
  type: 'table-cell',
  ...(colSpan ? { colSpan } : {}),
  ...(rowSpan ? { rowSpan } : {}),
  children: [{ text: '' }],
});

const framed = (rows: readonly (readonly Spans[])[]): TableBlock => ({
  type: 'table',
  id: '',
  children: rows.map((cells) => ({ type: 'table-row', children: cells.map((cell) => bare(cell)) })),
});

const skeleton = ({ children }: TableBlock): TableBlock => framed(children.map((row) => row.children));

const skeletonOfWord = ({ rows }: WordTable): TableBlock => framed(rows.map(({ cells }) => cells));

/**
 * Where the edge of one cell was moved, all columns count anew; as long as each row has as many cells as it had, they are
 * those that it had. Null where it has not.
 */
function inGridOf(table: TableBlock, word: WordTable): WordTable | null {
  if (word.rows.length !== table.children.length) return null;
  const rows = word.rows.map((row, r) => {
    const cells = row.cells.filter(({ covered }) => !covered);
    const line = table.children[r]?.children ?? [];
    const places = line.flatMap((_, c) => (isCovered(table, r, c) ? [] : [c]));
    if (places.length !== cells.length) return null;
    return {
      ...row,
      cells: line.map((_, c): WordCell => cells[places.indexOf(c)] ?? { runs: [], covered: true }),
    };
  });
  return rows.every((row) => row !== null) ? { ...word, rows } : null;
}

/** Which rows and columns of a table here are those that were sent, as if no copy had come back yet. */
function ourFrame(table: TableBlock, own: TableBlock, spell: Spell): Frame {
  const known = new Set(
    [...table.children, ...(table.columns ?? [])].flatMap(({ ins }) => (ins === undefined ? [] : [ins])),
  );
  for (const row of table.children)
    for (const cell of row.children)
      for (const { ins } of cell.children) if (ins !== undefined) known.add(ins);
  const came = (ins: string | undefined): boolean => ins !== undefined && isWordId(ins) && !known.has(ins);
  const width = own.children[0]?.children.length ?? 0;
  const keptRows = range(own.children.length).filter((r) => !came(own.children[r]?.ins));
  const keptColumns = range(width).filter((c) => !came(own.columns?.[c]?.ins));
  const text = (cell: TableCell | undefined): string =>
    wordsOf(
      (cell?.children ?? []).filter(({ ins }) => !came(ins)),
      spell,
    );
  const rowsOf = (of: TableBlock, columns: readonly number[]) => (r: number) =>
    columns.map((c) => text(of.children[r]?.children[c])).join('｜');
  const columnsOf = (of: TableBlock, rows: readonly number[]) => (c: number) =>
    rows.map((r) => text(of.children[r]?.children[c])).join('｜');
  const sentWidth = table.children[0]?.children.length ?? 0;
  return {
    rows: lines(
      own.children.length,
      keptRows,
      range(table.children.length).map(rowsOf(table, range(sentWidth))),
      rowsOf(own, keptColumns),
    ),
    columns: lines(
      width,
      keptColumns,
      range(sentWidth).map(columnsOf(table, range(table.children.length))),
      columnsOf(own, keptRows),
    ),
  };
}

const wordsOf = (nodes: readonly Inline[], spell: Spell): string =>
  nodes.flatMap((node) => spell(node).map(({ text }) => text)).join('');
