import { createContext, use, type CSSProperties, type ReactNode } from 'react';
import { ReactEditor, useSlateStatic, type RenderElementProps } from 'slate-react';

import { gridOf } from '../../../shared/document/table-grid.ts';
import type { TableBlock, TableCell, TableRow } from '../../../shared/document/types.ts';
import { useMarks } from './marks.ts';
import { usePage } from '../page-context.ts';

/** True for the cells of the row of headings. */
const InHeader = createContext(false);

/**
 * What the cells of a table are by their place: `|key:covered|key:c2`, by the keys that Slate gives their nodes. A
 * string, because a cell is drawn again by itself only when its own words change, and by this only when this differs.
 */
const CellLooks = createContext('');

/** The table within its block: columns, rows, cells. */
export function TableGrid({ table, children }: { table: TableBlock; children: ReactNode }) {
  const editor = useSlateStatic() as ReactEditor;
  const { columns } = table;
  const widths = columns?.map(({ width }) => width);
  const total = widths?.every((width) => width !== undefined)
    ? widths.reduce((sum: number, width) => sum + (width ?? 0), 0)
    : null;
  const looks = looksOf(editor, table);
  return (
    <CellLooks value={looks}>
      <table
        className={total === null ? undefined : 'measured'}
        style={total === null ? undefined : { width: `${total}pt` }}
      >
        {widths?.some((width) => width !== undefined) && (
          <colgroup>
            {widths.map((width, at) => (
              <col
                // Columns have no names.
                // oxlint-disable-next-line react/no-array-index-key
                key={at}
                style={width === undefined ? undefined : { width: `${width}pt` }}
              />
            ))}
          </colgroup>
        )}
        <tbody>{children}</tbody>
      </table>
    </CellLooks>
  );
}

function looksOf(editor: ReactEditor, table: TableBlock): string {
  const spans = table.children.some((row) =>
    row.children.some(({ colSpan, rowSpan }) => colSpan !== undefined || rowSpan !== undefined),
  );
  const changed = (table.columns ?? []).some(({ ins, del }) => ins !== undefined || del !== undefined);
  if (!spans && !changed) return '';
  const grid = gridOf(table);
  let looks = '';
  table.children.forEach((row, r) => {
    row.children.forEach((cell, c) => {
      const own = grid[r]?.[c];
      const covered = own !== undefined && (own[0] !== r || own[1] !== c);
      const { ins, del } = table.columns?.[c] ?? {};
      if (!covered && ins === undefined && del === undefined) return;
      const key = ReactEditor.findKey(editor, cell).id;
      looks += `|${key}:${covered ? 'covered' : `${ins ?? ''},${del ?? ''}`}`;
    });
  });
  return looks ? `${looks}|` : '';
}

function lookOf(looks: string, key: string): string {
  const at = looks.indexOf(`|${key}:`);
  return at < 0 ? '' : looks.slice(at + key.length + 2, looks.indexOf('|', at + 1));
}

export function RowElement({ attributes, children, element }: RenderElementProps) {
  const row = element as unknown as TableRow;
  const marks = useMarks(row);
  return (
    <tr
      {...attributes}
      className={[row.header && 'header', marks.className && `line ${marks.className}`]
        .filter(Boolean)
        .join(' ')}
      title={marks.title && `${marks.title}一行`}
      data-changes={marks.changes}
    >
      <InHeader value={row.header === true}>{children}</InHeader>
    </tr>
  );
}

export function CellElement({ attributes, children, element }: RenderElementProps) {
  const editor = useSlateStatic() as ReactEditor;
  const inHeader = use(InHeader);
  const looks = use(CellLooks);
  const cell = element as unknown as TableCell;
  const look = looks === '' ? '' : lookOf(looks, ReactEditor.findKey(editor, element).id);
  // Slate needs its place in the page; to be seen there is only the cell that spans it.
  if (look === 'covered')
    return (
      <td {...attributes} hidden>
        {children}
      </td>
    );
  const { colSpan, rowSpan, align } = cell;
  const style: CSSProperties | undefined = align && { textAlign: align };
  const props = { colSpan, rowSpan, style };
  if (look !== '')
    return (
      <ChangedCell attributes={attributes} look={look} inHeader={inHeader} {...props}>
        {children}
      </ChangedCell>
    );
  if (inHeader)
    return (
      <th {...attributes} {...props} scope="col">
        {children}
      </th>
    );
  return (
    <td {...attributes} {...props}>
      {children}
    </td>
  );
}

type ChangedProps = Pick<RenderElementProps, 'attributes' | 'children'> & {
  look: string;
  inHeader: boolean;
  colSpan: number | undefined;
  rowSpan: number | undefined;
  style: CSSProperties | undefined;
};

/** A cell of a column that a tracked change puts in or takes out. */
function ChangedCell({ attributes, children, look, inHeader, ...props }: ChangedProps) {
  const [ins = '', del = ''] = look.split(',');
  const { review } = usePage();
  const marks = useMarks({ ...(ins && { ins }), ...(del && { del }) });
  const author = review.author(del || ins)?.name ?? '';
  const Cell = inHeader ? 'th' : 'td';
  return (
    <Cell
      {...attributes}
      {...props}
      className={`line ${marks.className}`}
      title={`${author}${del ? '删除' : '增加'}一列`}
      data-changes={marks.changes}
    >
      {children}
    </Cell>
  );
}
