import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
  type IRunOptions,
  type ITableRowOptions,
} from 'docx';

import type { EditionBlock } from '../../../../shared/edition/types.ts';
import { FONT, TEXT_WIDTH } from './layout.ts';
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

type Row<Cell> = { header: boolean; cells: readonly Cell[] };
type Writing<Cell> = {
  /** What a cell's paragraph holds. */
  children: (
    cell: Cell,
    row: Row<Cell>,
    place: { row: number; column: number },
  ) => IParagraphOptions['children'];
  /** What a row carries beside its cells: who put it in, who took it out. */
  mark?: () => Pick<ITableRowOptions, 'insertion' | 'deletion'>;
};

/** A table as wide as the text; header rows are repeated on every page, and no row is split between pages. */
export function tableOf<Cell>(rows: readonly Row<Cell>[], { children, mark }: Writing<Cell>): Table {
  const columns = Math.max(1, ...rows.map((row) => row.cells.length));
  const width = Math.floor(TEXT_WIDTH / columns);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width * columns, type: WidthType.DXA },
    columnWidths: Array.from({ length: columns }, () => width),
    borders: TABLE_BORDERS,
    rows: rows.map(
      (row, r) =>
        new TableRow({
          tableHeader: row.header,
          cantSplit: true,
          ...mark?.(),
          children: row.cells.map(
            (cell, c) =>
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.CENTER,
                margins: { left: 80, right: 80, top: 40, bottom: 40 },
                children: [
                  new Paragraph({
                    style: 'TableText',
                    children: children(cell, row, { row: r, column: c }) ?? [],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}

/** How the words of a header row look, where they differ from those of the others. */
export const cellLook = ({ header }: { header: boolean }): IRunOptions =>
  header ? { font: font(FONT.heiti) } : {};

export function writeTable(block: Extract<EditionBlock, { type: 'table' }>): Table {
  return tableOf(block.rows, { children: (cell, row) => textRuns(cell.runs, cellLook(row)) });
}
