import type { Block, Inline, TableBlock } from '../document/types.ts';
import { isCovered } from '../document/table-grid.ts';
import type { BlockOf, EditionCell, EditionTable, ItemStart } from './types.ts';

type TextBlock = Exclude<Block, { type: 'table' }>;

/** How one maker of editions writes what stands in a block. */
export type BlockRuns<Run> = {
  /** The words of a cell, at its place in the grid. */
  cell: (nodes: readonly Inline[], block: TableBlock, row: number, column: number) => Run[];
  /** The words of a block, its items and the number of a heading; null where there is nothing to print. */
  text: (block: TextBlock) => { runs: Run[]; items?: ItemStart[]; number: string } | null;
};

/** Blocks as a writer prints them, without those in which there is nothing; a body may run on in its heading's line. */
export function assembleBlocks<Run>(
  blocks: readonly Block[],
  { cell, text }: BlockRuns<Run>,
): BlockOf<Run>[] {
  const out: BlockOf<Run>[] = [];
  /** A heading whose body runs on in its own line. */
  let runIn: Extract<BlockOf<Run>, { type: 'heading' }> | null = null;
  for (const block of blocks) {
    const host = runIn;
    runIn = null;
    const { id } = block;
    const place = placeOf(block);
    if (block.type === 'table') {
      out.push({ ...place, ...tableWith(block, (nodes, row, column) => cell(nodes, block, row, column)) });
      continue;
    }
    const written = text(block);
    if (!written) continue;
    const { runs, items = [], number } = written;
    const base = { ...place, id };
    const withItems = items.length > 0 ? { items } : {};
    if (block.type === 'heading') {
      const made = { type: 'heading' as const, ...base, level: block.level, number, runs };
      out.push(made);
      if (block.runIn) runIn = made;
    } else if (block.type === 'paragraph') {
      const role = block.role ?? 'body';
      if (host && role === 'body') Object.assign(host, { runIn: runs, ...withItems });
      else out.push({ type: 'paragraph', ...base, role, runs, ...withItems });
    } else if (block.type === 'title') {
      out.push({ type: 'title', ...base, runs });
    } else if (block.type === 'annex') {
      out.push({ type: 'annex', ...base, number, runs });
    } else {
      out.push({ type: 'signature', ...base, role: block.role, runs });
    }
  }
  return out;
}

/** Where a block stands in the pages, as the writers take it. */
export const placeOf = ({ pageBreak, landscape }: Block): Pick<Block, 'pageBreak' | 'landscape'> => ({
  ...(pageBreak ? { pageBreak } : {}),
  ...(landscape ? { landscape } : {}),
});

/** A table as the writers take it, with what `runsOf` makes of its cells. */
export function tableWith<Run>(
  table: TableBlock,
  runsOf: (nodes: readonly Inline[], row: number, column: number) => Run[],
): EditionTable<Run> {
  const rows = table.children.map((row, r) => ({
    header: row.header === true,
    cells: row.children.map((cell, c): EditionCell<Run> => {
      const { colSpan, rowSpan, align } = cell;
      if (isCovered(table, r, c)) return { runs: [], covered: true };
      return {
        runs: runsOf(cell.children, r, c),
        ...(colSpan ? { colSpan } : {}),
        ...(rowSpan ? { rowSpan } : {}),
        ...(align ? { align } : {}),
      };
    }),
  }));
  const widths = table.columns?.map(({ width }) => width ?? null);
  return {
    type: 'table',
    id: table.id,
    ...(widths?.some((width) => width !== null) ? { widths } : {}),
    rows,
  };
}
