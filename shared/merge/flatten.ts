import { isCovered } from '../document/table-grid.ts';
import type { Block, TableBlock, TextBlock } from '../document/types.ts';

/**
 * Which rows and columns of a table are those of the table that was sent: by row or column as it is here the number of
 * the one that was sent, or -1.
 */
export type Frame = { rows: readonly number[]; columns: readonly number[] };

/**
 * Tables are merged cell by cell: each cell counts as a paragraph behind its table, named by the table's id and the
 * cell's place in the table that was sent. `unflatten` puts the cells back.
 * @param frames of the tables whose cells can be told apart by their place
 * @param places names of the cells that are gone into: those that all sides have
 */
export function flatten(
  blocks: readonly Block[],
  frames: ReadonlyMap<string, Frame>,
  places: ReadonlySet<string>,
): Block[] {
  return blocks.flatMap((block): Block[] => {
    const frame = block.type === 'table' ? frames.get(block.id) : undefined;
    if (block.type !== 'table' || !frame) return [block];
    const cells = block.children.flatMap((row, r) =>
      row.children.flatMap((cell, c): TextBlock[] => {
        const id = placeIn(block.id, frame, r, c);
        return id !== null && places.has(id) ? [{ type: 'paragraph', id, children: cell.children }] : [];
      }),
    );
    return [block, ...cells];
  });
}

export const cellId = (table: string, row: number, column: number): string => `${table}/${row}/${column}`;

function placeIn(table: string, frame: Frame, r: number, c: number): string | null {
  const row = frame.rows[r] ?? -1;
  const column = frame.columns[c] ?? -1;
  return row < 0 || column < 0 ? null : cellId(table, row, column);
}

/** The table that a cell of `flatten` belongs to; null for a block of the report. */
export function tableOfCell(id: string): string | null {
  const at = id.indexOf('/');
  return at < 0 ? null : id.slice(0, at);
}

export function unflatten(blocks: readonly Block[], frames: ReadonlyMap<string, Frame>): Block[] {
  const cells = new Map(blocks.flatMap((block) => (tableOfCell(block.id) ? [[block.id, block]] : [])));
  return blocks.flatMap((block): Block[] => {
    if (tableOfCell(block.id) !== null) return [];
    const frame = frames.get(block.id);
    if (block.type !== 'table' || !frame) return [block];
    const children = block.children.map((row, r) => ({
      ...row,
      children: row.children.map((cell, c) => {
        const found = cells.get(placeIn(block.id, frame, r, c) ?? '');
        return found && found.type !== 'table' ? { ...cell, children: found.children } : cell;
      }),
    }));
    return [{ ...block, children } satisfies TableBlock];
  });
}

/** A table that is just as it was sent. */
export const ownFrame = ({ children }: Pick<TableBlock, 'children'>): Frame => ({
  rows: children.map((_, at) => at),
  columns: (children[0]?.children ?? []).map((_, at) => at),
});

/** Names of all the cells of a table in which words can stand. */
export const placesOf = (table: TableBlock): string[] =>
  table.children.flatMap((row, r) =>
    row.children.flatMap((_, c) => (isCovered(table, r, c) ? [] : [cellId(table.id, r, c)])),
  );
