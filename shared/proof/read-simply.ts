import type { Block, Inline, TextBlock } from '../document/types.ts';
import type { WordBlock, WordChange, WordMark, WordRun } from '../merge/word-copy.ts';

/**
 * A plain reading of marked text, for the proof of what the program is about to hand over. It shares no code with what
 * makes that: it goes over the marks, and leaves out what goes. Every paragraph and every cell is a line.
 */

/** Whether a change is accepted. */
export type Accepts = (revision: string) => boolean;

/** What the words of an inline node are, without its marks. */
export type WordsOf = (node: Inline) => string;

/** An image is one character; what it shows is compared by nobody here. */
export const IMAGE = '\uFFFC';
/** The words of a note stand at its place. */
export const noteWords = (text: string): string => `〔${text.replaceAll('\n', '')}〕`;

const goes = (
  { ins, del }: { ins?: string | undefined; del?: string | undefined },
  accepts: Accepts,
): boolean => (ins !== undefined && !accepts(ins)) || (del !== undefined && accepts(del));

/**
 * The lines of a report, its changes accepted or rejected. Words whose break goes join the line before; behind a table,
 * where there is none, the line behind.
 */
export function readReport(blocks: readonly Block[], accepts: Accepts, wordsOf: WordsOf): string {
  let text = '';
  const words = (nodes: readonly Inline[]): void => {
    for (const node of nodes) if (!goes(node, accepts)) text += wordsOf(node);
  };
  const breaks = ({ pIns, pDel }: TextBlock): boolean => !goes({ ins: pIns, del: pDel }, accepts);
  let isLine = false;
  let joinsNext = false;
  for (const block of blocks) {
    if (block.type !== 'table') {
      const isBroken = breaks(block);
      if (isBroken && !joinsNext) text += '\n';
      words(block.children);
      joinsNext = !isBroken && (joinsNext || !isLine);
      isLine = !joinsNext;
      continue;
    }
    isLine = false;
    joinsNext = false;
    if (goes({ ins: block.pIns, del: block.pDel }, accepts)) continue;
    for (const row of block.children) {
      if (goes(row, accepts)) continue;
      row.children.forEach((cell, at) => {
        if (goes(block.columns?.[at] ?? {}, accepts)) return;
        text += '\n';
        words(cell.children);
      });
    }
    text += '\n';
  }
  return text;
}

/** The lines of a copy that came back, its changes accepted, or rejected where `accepts` says so. */
export function readCopy(
  blocks: readonly WordBlock[],
  accepts: (change: WordChange) => boolean = () => true,
): string {
  let text = '';
  const isGone = ({ ins, del }: WordMark): boolean =>
    (ins !== undefined && !accepts(ins)) || (del !== undefined && accepts(del));
  const words = (runs: readonly WordRun[]): void => {
    for (const run of runs) {
      if (isGone(run)) continue;
      if (run.note) text += noteWords(run.note.body.map((leaf) => leaf.text).join(''));
      // What is no image that can be shown is named as not taken in.
      else if (run.image) text += run.image.asset === null && run.image.sent === null ? '' : IMAGE;
      else text += run.text;
    }
  };
  for (const block of blocks) {
    if (block.is === 'paragraph') {
      words(block.runs);
      if (!isGone(block.mark)) text += '\n';
      continue;
    }
    text += '\n';
    for (const row of block.rows) {
      if (isGone(row)) continue;
      for (const cell of row.cells) {
        if (isGone(cell)) continue;
        words(cell.runs);
        text += '\n';
      }
    }
  }
  return text;
}
