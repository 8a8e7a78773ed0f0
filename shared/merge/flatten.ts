import type { Block, TableBlock, TextBlock } from '../document/types.ts';

/**
 * Tables are merged cell by cell: each cell counts as a paragraph behind its table, named by the table's id and the
 * cell's place. `unflatten` puts the cells back.
 * @param tables whose cells can be told apart by their place
 */
export function flatten(blocks: readonly Block[], tables: ReadonlySet<string>): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type !== 'table' || !tables.has(block.id)) return [block];
    const cells = block.children.flatMap((row, r) =>
      row.children.map((cell, c): TextBlock => ({
        type: 'paragraph',
        id: cellId(block.id, r, c),
        children: cell.children,
      })),
    );
    return [block, ...cells];
  });
}

export const cellId = (table: string, row: number, column: number): string => `${table}/${row}/${column}`;

/** The table that a cell of `flatten` belongs to; null for a block of the report. */
export function tableOfCell(id: string): string | null {
  const at = id.indexOf('/');
  return at < 0 ? null : id.slice(0, at);
}

export function unflatten(blocks: readonly Block[]): Block[] {
  const cells = new Map(blocks.flatMap((block) => (tableOfCell(block.id) ? [[block.id, block]] : [])));
  return blocks.flatMap((block): Block[] => {
    if (tableOfCell(block.id) !== null) return [];
    if (block.type !== 'table') return [block];
    const children = block.children.map((row, r) => ({
      ...row,
      children: row.children.map((cell, c) => {
        const found = cells.get(cellId(block.id, r, c));
        return found && found.type !== 'table' ? { ...cell, children: found.children } : cell;
      }),
    }));
    return [{ ...block, children } satisfies TableBlock];
  });
}

/** Rows and columns of a table, to tell whether cells can be matched by their place. */
export const shapeOf = (rows: readonly { length: number }[]): string =>
  rows.map(({ length }) => length).join();
