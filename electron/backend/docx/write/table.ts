import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ITableCellOptions,
  type ITableRowOptions,
} from 'docx';

import type { CellAlign } from '../../../../shared/document/types.ts';
import { columnWidths } from '../../../../shared/edition/column-widths.ts';
import type { ImageSource } from '../../../../shared/edition/images.ts';
import type { EditionCell, EditionTable, EditionRun } from '../../../../shared/edition/types.ts';
import { FONT, roomOf, SIZE, TEXT_WIDTH, type Room } from './layout.ts';
import { font } from './styles.ts';
import { textRuns } from './text-runs.ts';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

const TABLE_BORDERS = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

/** Room at either side of a cell's words, in twips. */
const SIDE = 80;

const ALIGNMENTS = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} satisfies Record<CellAlign, unknown>;

type Row<Run> = { header: boolean; cells: EditionCell<Run>[] };
/** `size`: of its characters in half-points, where a table of many columns needs smaller ones. */
type SizedRow<Run> = Row<Run> & { size?: number };
/** `width`: of the cell's text, in twips. */
type Place = { row: number; column: number; width: number };
type Writing<Run> = {
  /** What a cell's paragraph holds. */
  children: (cell: EditionCell<Run>, row: SizedRow<Run>, place: Place) => IParagraphOptions['children'];
  /** What a row carries beside its cells: who put it in, who took it out. */
  mark?: (row: number) => Pick<ITableRowOptions, 'insertion' | 'deletion'>;
  /** The same of a cell, as a column that comes or goes says it in each of its cells. */
  cellMark?: (place: Omit<Place, 'width'>) => Pick<ITableCellOptions, 'insertion' | 'deletion'>;
  /** Width of the text of the page, in twips; left out: of a page that stands upright. */
  room?: number;
  /** A new page begins with the table. */
  pageBreak?: boolean;
};

/**
 * A table at most as wide as the text; header rows are repeated on every page, and no row is split between pages. Rows
 * have a cell for each column, as an edition has them: covered ones are left out, or go on with the cell above.
 */
export function tableOf<Run extends Pick<EditionRun, 'text' | 'note' | 'image'>>(
  { rows, widths: given }: { rows: readonly Row<Run>[]; widths?: (number | null)[] | undefined },
  { children, mark, cellMark, room = TEXT_WIDTH, pageBreak = false }: Writing<Run>,
): Table {
  const table = { type: 'table' as const, id: '', rows: [...rows], ...(given ? { widths: given } : {}) };
  const found = columnWidths(table, room / 20);
  const widths = found.widths.map((width) => Math.round(width * 20));
  const size = found.size * 2 === SIZE.table ? {} : { size: found.size * 2 };
  const columns = widths.length;
  const widthOf = (from: number, span: number): number =>
    widths.slice(from, from + span).reduce((sum, width) => sum + width, 0);
  const whole = widthOf(0, columns);
  // Where the words decide on a width it is said as a share of the table, and so it is known again where the file is read.
  const isOpen = (from: number, span: number): boolean =>
    Array.from({ length: span }, (_, at) => given?.[from + at] ?? null).every((width) => width === null);
  const makeCell = (
    row: SizedRow<Run>,
    place: Omit<Place, 'width'>,
    { cell, at, is }: Laid<Run>,
  ): TableCell => {
    const span = cell.colSpan ?? 1;
    return new TableCell({
      width: isOpen(place.column, span)
        ? { size: (widthOf(place.column, span) / whole) * 100, type: WidthType.PERCENTAGE }
        : { size: widthOf(place.column, span), type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: SIDE, right: SIDE, top: 40, bottom: 40 },
      ...(span > 1 ? { columnSpan: span } : {}),
      ...(is === 'first' ? { verticalMerge: VerticalMergeType.RESTART } : {}),
      ...(is === 'below' ? { verticalMerge: VerticalMergeType.CONTINUE } : {}),
      ...cellMark?.(place),
      children: [
        new Paragraph({
          style: 'TableText',
          ...(cell.align ? { alignment: ALIGNMENTS[cell.align] } : {}),
          ...(pageBreak && place.row === 0 && place.column === 0 ? { pageBreakBefore: true } : {}),
          children:
            is === 'below'
              ? []
              : (children(cell, row, {
                  row: at,
                  column: place.column,
                  width: widthOf(place.column, span) - 2 * SIDE,
                }) ?? []),
        }),
      ],
    });
  };
  const laid = layRows(rows);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: whole, type: WidthType.DXA },
    columnWidths: widths,
    ...(whole < room - 2 * columns ? { alignment: AlignmentType.CENTER } : {}),
    borders: TABLE_BORDERS,
    // That no row heads the table is said, too: whoever reads it would take the first for one.
    ...(rows.some(({ header }) => header) ? {} : { tableLook: { firstRow: false } }),
    rows: rows.map(
      (row, r) =>
        new TableRow({
          tableHeader: row.header,
          cantSplit: true,
          ...mark?.(r),
          children: row.cells.flatMap((_, c) => {
            const one = laid[r]?.[c];
            return one ? [makeCell({ ...row, ...size }, { row: r, column: c }, one)] : [];
          }),
        }),
    ),
  });
}

/** A cell of Word's own row: alone, the first of several below one another, or one that goes on with it. */
type Laid<Run> = { cell: EditionCell<Run>; at: number; is: 'alone' | 'first' | 'below' };

/** For each place the cell that Word's row has there; null where one to the left reaches over it. */
function layRows<Run>(rows: readonly Row<Run>[]): (Laid<Run> | null)[][] {
  const laid = rows.map(({ cells }) => cells.map((): Laid<Run> | null => null));
  rows.forEach(({ cells }, r) => {
    cells.forEach((cell, c) => {
      if (cell.covered) return;
      const high = cell.rowSpan ?? 1;
      for (let y = r; y < Math.min(r + high, rows.length); y += 1) {
        const line = laid[y];
        if (line) line[c] = { cell, at: r, is: high === 1 ? 'alone' : y === r ? 'first' : 'below' };
      }
    });
  });
  return laid;
}

/** How the words of a row look, where they differ from those of other tables' rows. */
export const cellLook = ({ header, size }: { header: boolean; size?: number }): IRunOptions => ({
  ...(header ? { font: font(FONT.heiti) } : {}),
  ...(size === undefined ? {} : { size, sizeComplexScript: size }),
});

/** @param room of the text of the page that it stands on */
export function writeTable(
  table: EditionTable<EditionRun> & { pageBreak?: true },
  { images, room = roomOf(false) }: { images: ImageSource; room?: Room },
): Table {
  return tableOf(table, {
    room: room.width,
    pageBreak: table.pageBreak === true,
    children: (cell, row, { width }) =>
      textRuns(cell.runs, cellLook(row), { images, room: { ...room, width } }),
  });
}
