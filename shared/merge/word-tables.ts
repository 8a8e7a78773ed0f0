import type { Block, TableBlock } from '../document/types.ts';
import { anchorOf } from './anchors.ts';
import { shapeOf } from './flatten.ts';
import type { WordCopy, WordTable } from './word-copy.ts';

export type TablePlan = {
  /** Tables that are merged cell by cell: they have one shape in all three. */
  byCell: ReadonlySet<string>;
  /** Number of a block in the copy → the table whose cells are gone into. */
  numbers: ReadonlyMap<number, string>;
  /** Tables that came back in another shape, or have another one here now, or none. */
  whole: ReadonlyMap<string, WordTable>;
};

/** Which table of the copy is which, by bookmark, else by order. */
export function planTables(sent: readonly Block[], ours: readonly Block[], copy: WordCopy): TablePlan {
  const tables = sent.filter((block) => block.type === 'table');
  const here = new Map(ours.flatMap((block) => (block.type === 'table' ? [[block.id, block] as const] : [])));
  const back = copy.blocks.flatMap((block, number) => (block.is === 'table' ? [{ block, number }] : []));
  const byCell = new Set<string>();
  const numbers = new Map<number, string>();
  const whole = new Map<string, WordTable>();
  const anchored = new Set(back.flatMap(({ block }) => block.anchors));
  const free = back.filter(({ block }) => !tables.some(({ id }) => block.anchors.includes(anchorOf(id))));
  for (const table of tables) {
    const anchor = anchorOf(table.id);
    const found = anchored.has(anchor)
      ? back.find(({ block }) => block.anchors.includes(anchor))
      : free.shift();
    if (!found) continue;
    const shape = shapeOf(table.children.map((row) => row.children));
    const own = here.get(table.id);
    // Of a table that is gone here a changed one comes back as a whole: its words have no cells to go to.
    const inShape = own !== undefined && shapeOf(own.children.map((row) => row.children)) === shape;
    if (inShape && shapeOf(found.block.rows.map((row) => row.cells)) === shape) {
      byCell.add(table.id);
      numbers.set(found.number, table.id);
    } else whole.set(table.id, found.block);
  }
  return { byCell, numbers, whole };
}

/** A table as it reads once the changes in it are accepted. */
export function tableOf({ rows }: WordTable, id: string): TableBlock {
  const kept = rows.filter((row) => row.del === undefined);
  const width = Math.max(1, ...kept.map((row) => row.cells.length));
  return {
    type: 'table',
    id,
    children: kept.map((row) => ({
      type: 'table-row',
      children: Array.from({ length: width }, (_, at) => ({
        type: 'table-cell',
        children: [{ text: (row.cells[at] ?? []).map((run) => (run.del ? '' : run.text)).join('') }],
      })),
    })),
  };
}
