import {
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';

import type { EditionBlock } from '../../../../shared/edition/types.ts';
import { FONT, TEXT_WIDTH } from './layout.ts';
import { font } from './styles.ts';
import { textRuns } from './text-runs.ts';

const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

export const TABLE_BORDERS = {
  top: LINE,
  bottom: LINE,
  left: LINE,
  right: LINE,
  insideHorizontal: LINE,
  insideVertical: LINE,
};

/** A table as wide as the text; header rows are repeated on every page, and no row is split between pages. */
export function writeTable(block: Extract<EditionBlock, { type: 'table' }>): Table {
  const columns = Math.max(1, ...block.rows.map((row) => row.cells.length));
  const width = Math.floor(TEXT_WIDTH / columns);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width * columns, type: WidthType.DXA },
    columnWidths: Array.from({ length: columns }, () => width),
    borders: TABLE_BORDERS,
    rows: block.rows.map(
      (row) =>
        new TableRow({
          tableHeader: row.header,
          cantSplit: true,
          children: row.cells.map(
            (cell) =>
              new TableCell({
                width: { size: width, type: WidthType.DXA },
                verticalAlign: VerticalAlignTable.CENTER,
                margins: { left: 80, right: 80, top: 40, bottom: 40 },
                children: [
                  new Paragraph({
                    style: 'TableText',
                    children: textRuns(cell, row.header ? { font: font(FONT.heiti) } : {}),
                  }),
                ],
              }),
          ),
        }),
    ),
  });
}
