import { textOfRuns } from './gate.ts';
import type { EditionBlock, EditionDocument, EditionHead } from './types.ts';

/**
 * The plain text of an edition, a line a block, with heading numbers; table cells are separated by tabs. For
 * pasting and comparing, so there is nothing in it but the report's own words.
 */
export function writeText({ blocks, head }: EditionDocument): string {
  // The head prints the number that the report gives; its words are the report's all the same.
  if (!head?.typed) return writeTextOf(blocks);
  const { text, at } = head.typed;
  return [writeTextOf(blocks.slice(0, at)), text, writeTextOf(blocks.slice(at))]
    .filter((part, index) => index === 1 || part !== '')
    .join('\n');
}

/** What the head (版头) says, piece by piece, in the order in which every writer prints it. */
export function headTexts(head: EditionHead): string[] {
  const { copy, secrecy, urgency, mark, number, signer } = head;
  return [copy, secrecy, urgency, mark, number, signer && `签发人：${signer}`].filter((text) => text !== '');
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
