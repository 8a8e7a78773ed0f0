import { textOfRuns } from './gate.ts';
import type { EditionBlock, EditionDocument } from './types.ts';

/**
 * The plain text of an edition, a line a block, with heading numbers; table cells are separated by tabs. For
 * pasting and comparing, so there is nothing in it but the report's own words.
 */
export function writeText(doc: EditionDocument): string {
  return writeTextOf(doc.blocks);
}

/** The same for some blocks of an edition. */
export function writeTextOf(blocks: readonly EditionBlock[]): string {
  return blocks
    .map((block) => {
      if (block.type === 'table')
        return block.rows.map((row) => row.cells.map(textOfRuns).join('\t')).join('\n');
      if (block.type === 'heading')
        return block.number + textOfRuns(block.runs) + textOfRuns(block.runIn ?? []);
      return textOfRuns(block.runs);
    })
    .join('\n');
}
