import type { Block, Inline } from '../document/types.ts';
import type { BlockOf, ItemStart } from './types.ts';

type TextBlock = Exclude<Block, { type: 'table' }>;

/** How one maker of editions writes what stands in a block. */
export type BlockRuns<Run> = {
  /** The words of a cell. */
  cell: (nodes: readonly Inline[], block: Block) => Run[];
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
    if (block.type === 'table') {
      const rows = block.children.map((row) => ({
        header: row.header === true,
        cells: row.children.map((one) => cell(one.children, block)),
      }));
      out.push({ type: 'table', id, rows });
      continue;
    }
    const written = text(block);
    if (!written) continue;
    const { runs, items = [], number } = written;
    const withItems = items.length > 0 ? { items } : {};
    if (block.type === 'heading') {
      const made = { type: 'heading' as const, id, level: block.level, number, runs };
      out.push(made);
      if (block.runIn) runIn = made;
    } else if (block.type === 'paragraph') {
      const role = block.role ?? 'body';
      if (host && role === 'body') Object.assign(host, { runIn: runs, ...withItems });
      else out.push({ type: 'paragraph', id, role, runs, ...withItems });
    } else if (block.type === 'title') {
      out.push({ type: 'title', id, runs });
    } else {
      out.push({ type: 'signature', id, role: block.role, runs });
    }
  }
  return out;
}
