import { isCovered, withoutColumns, withoutRows } from '../document/table-grid.ts';
import type { Block, Inline, TableBlock, TableCell, TableRow } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import type { Decision } from '../review/types.ts';
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
  decisions: readonly Decision[],
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
  const nameless = matchNameless(
    tables.filter(({ id }) => !anchored.has(anchorOf(id))),
    back.filter(({ block }) => !tables.some(({ id }) => block.anchors.includes(anchorOf(id)))),
    known,
    spell,
  );
  for (const table of tables) {
    const anchor = anchorOf(table.id);
    const found = anchored.has(anchor)
      ? back.find(({ block }) => block.anchors.includes(anchor))
      : nameless.get(table.id);
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
    plan.ours.set(table.id, ourFrame(table, own, spell, decisions));
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

type Numbered = { block: WordTable; number: number };

/** Tables without a bookmark, by their words; as many as there were between those are those that there were. */
function matchNameless(
  tables: readonly TableBlock[],
  back: readonly Numbered[],
  known: (ins: WordChange) => boolean,
  spell: Spell,
): Map<string, Numbered> {
  const isFresh = (ins: WordChange | undefined): boolean => ins !== undefined && !known(ins);
  // A table that was put in with all its rows is none that was sent.
  const old = back.filter(({ block }) => !block.rows.every(({ ins }) => isFresh(ins)));
  const wordsOf = ({ rows }: WordTable): string =>
    rows
      .flatMap(({ cells }) =>
        cells.flatMap(({ runs }) => runs.map(({ text, ins }) => (isFresh(ins) ? '' : text))),
      )
      .join('');
  const of = alignLines(
    tables.map((table) => textsOf(table, spell).flat().join('')),
    old.map(({ block }) => wordsOf(block)),
  );
  return new Map(
    of.flatMap((table, at) => {
      const [mine, other] = [tables[table], old[at]];
      return mine && other ? [[mine.id, other] as const] : [];
    }),
  );
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
  const textOf = ({ runs }: WordCell): string =>
    runs.map(({ text, ins }) => (isFresh(ins) ? '' : text)).join('');
  const frame = frameOf(textsOf(table, spell), {
    texts: word.rows.map(({ cells }) => cells.map(textOf)),
    rows: keptRows,
    columns: range(columnCount).filter((c) => !newColumns.has(c)),
  });
  if (sameSpans(table, word, frame)) return { ...frame, word };
  const laid = inGridOf(table, word);
  return laid && { ...ownFrame(table), word: laid };
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** What the cells of a table say, of the nodes that count. */
const textsOf = (
  { children }: TableBlock,
  spell: Spell,
  counts: (node: Inline) => boolean = () => true,
): string[][] =>
  children.map((row) =>
    row.children.map((cell) =>
      cell.children
        .filter((node) => counts(node))
        .flatMap((node) => spell(node).map(({ text }) => text))
        .join(''),
    ),
  );

/** A table as it came back, or as it is here: what its cells say, and which of its lines may be lines that were sent. */
type Side = {
  texts: readonly (readonly string[])[];
  rows: readonly number[];
  columns: readonly number[];
};

/** What a column says in these rows. */
const said = (of: readonly (readonly string[])[], rows: readonly number[], c: number): string =>
  rows.map((r) => of[r]?.[c] ?? '').join('｜');

/**
 * Which lines are which. As many columns as there were are those that there were; rows are told by what they say in the
 * columns of both.
 * @param gone sent rows of which it is known that they are not in it
 */
function frameOf(
  sent: readonly (readonly string[])[],
  { texts, rows, columns }: Side,
  gone: ReadonlySet<number> = new Set(),
): Frame {
  const sentColumns = range(sent[0]?.length ?? 0);
  const sentRows = range(sent.length).filter((r) => !gone.has(r));
  const byColumn =
    columns.length === sentColumns.length
      ? sentColumns
      : alignLines(
          sentColumns.map((c) => said(sent, sentRows, c)),
          columns.map((c) => said(texts, rows, c)),
        );
  const pairs = columns.flatMap((c, at) =>
    (byColumn[at] ?? -1) < 0 ? [] : [[byColumn[at] ?? 0, c] as const],
  );
  const byRow = alignLines(
    sentRows.map((r) => pairs.map(([c]) => sent[r]?.[c] ?? '').join('｜')),
    rows.map((r) => pairs.map(([, c]) => texts[r]?.[c] ?? '').join('｜')),
  );
  return {
    rows: spread(
      texts.length,
      rows,
      byRow.map((at) => sentRows[at] ?? -1),
    ),
    columns: spread(texts[0]?.length ?? 0, columns, byColumn),
  };
}

/** By line of a table the sent one; -1 for those that can be none. */
function spread(count: number, kept: readonly number[], found: readonly number[]): number[] {
  const of = Array.from({ length: count }, () => -1);
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
function ourFrame(table: TableBlock, own: TableBlock, spell: Spell, decisions: readonly Decision[]): Frame {
  const known = new Set(
    [...table.children, ...(table.columns ?? [])].flatMap(({ ins }) => (ins === undefined ? [] : [ins])),
  );
  for (const row of table.children)
    for (const cell of row.children)
      for (const { ins } of cell.children) if (ins !== undefined) known.add(ins);
  const came = (ins: string | undefined): boolean => ins !== undefined && isWordId(ins) && !known.has(ins);
  const width = own.children[0]?.children.length ?? 0;
  const last = new Map(decisions.map(({ revision, accepted }) => [revision, accepted]));
  const marks = new Set(own.children.flatMap(({ ins, del }) => [ins, del]));
  const isGone = ({ ins, del }: TableRow): boolean =>
    (ins !== undefined && last.get(ins) === false && !marks.has(ins)) ||
    (del !== undefined && last.get(del) === true && !marks.has(del));
  return frameOf(
    textsOf(table, spell),
    {
      texts: textsOf(own, spell, ({ ins }) => !came(ins)),
      rows: range(own.children.length).filter((r) => !came(own.children[r]?.ins)),
      columns: range(width).filter((c) => !came(own.columns?.[c]?.ins)),
    },
    new Set(table.children.flatMap((row, r) => (isGone(row) ? [r] : []))),
  );
}
