import { columnWidths, TABLE_ROOM } from '../../../shared/edition/column-widths.ts';
import { repeatedRows } from '../../../shared/edition/table-heads.ts';
import type { EditionCell, EditionRun, EditionTable } from '../../../shared/edition/types.ts';

/** What a writer adds to a table: to the words of a cell, and to a row as a whole. */
export type TableParts<Run> = {
  inline: (runs: readonly Run[]) => string;
  /** Names of classes of a row. */
  rowClass?: (row: EditionTable<Run>['rows'][number]) => string;
};

/** A table: its head is repeated on every page, no row is split, and columns are as wide as the words in them need. */
export function tableHtml<Run extends EditionRun>(
  block: EditionTable<Run> & { landscape?: true },
  { inline, rowClass }: TableParts<Run>,
): string {
  const { widths, size } = columnWidths(block, block.landscape ? TABLE_ROOM.landscape : TABLE_ROOM.upright);
  const columns = widths.map((width) => `<col style="width:${width}pt">`).join('');
  const total = Math.round(widths.reduce((sum, width) => sum + width, 0) * 10) / 10;
  const smaller = size < 12 ? `;font-size:${size}pt;line-height:${size * 1.5}pt` : '';
  const rowHtml = (row: EditionTable<Run>['rows'][number]): string => {
    const tag = row.header ? 'th' : 'td';
    const name = rowClass?.(row) ?? '';
    const cells = row.cells.map((cell) => (cell.covered ? '' : cellHtml(cell, tag, inline)));
    return `<tr${name ? ` class="${name}"` : ''}>${cells.join('')}</tr>`;
  };
  const count = repeatedRows(block);
  const [heads, rows] = [block.rows.slice(0, count), block.rows.slice(count)];
  const head = heads.length > 0 ? `<thead>${heads.map(rowHtml).join('')}</thead>` : '';
  return `<table style="width:${total}pt${smaller}"><colgroup>${columns}</colgroup>${head}<tbody>${rows.map(rowHtml).join('')}</tbody></table>`;
}

function cellHtml<Run>(
  { runs, colSpan, rowSpan, align }: EditionCell<Run>,
  tag: 'th' | 'td',
  inline: (runs: readonly Run[]) => string,
): string {
  const attributes = [
    ...(colSpan ? [` colspan="${colSpan}"`] : []),
    ...(rowSpan ? [` rowspan="${rowSpan}"`] : []),
    ...(align ? [` class="${align}"`] : []),
  ];
  return `<${tag}${attributes.join('')}>${inline(runs)}</${tag}>`;
}
