import type { Block, Inline } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { runsOf, type WordChange, type WordCopy } from './word-copy.ts';

/** Words that somebody put in or took out in one go, as they stand in a file. */
export type CopyChange = { kind: 'insert' | 'delete'; author: string; text: string };

/** The tracked changes of words in a file, stretch by stretch. */
export function changesOfCopy({ blocks }: Pick<WordCopy, 'blocks'>): CopyChange[] {
  const out: CopyChange[] = [];
  for (const runs of blocks.flatMap((block) => runsOf(block))) {
    for (const kind of ['insert', 'delete'] as const) {
      let open: CopyChange | null = null;
      for (const run of runs) {
        const by: WordChange | undefined = kind === 'insert' ? run.ins : run.del;
        // What somebody put in and somebody took out again is a change of neither text.
        const isBoth = run.ins !== undefined && run.del !== undefined;
        if (!by || isBoth || run.text === '') {
          if (run.text !== '') open = null;
          continue;
        }
        if (open && open.author === by.author) open.text += run.text;
        else out.push((open = { kind, author: by.author, text: run.text }));
      }
    }
  }
  return out;
}

/**
 * Those of a file's changes whose words a report has no tracked change for: what was put in, or what was taken out.
 * @param spell how the report's fields read in the file
 */
export function lostChanges(
  changes: readonly CopyChange[],
  blocks: readonly Block[],
  spell: Spell,
): CopyChange[] {
  const left = { insert: wordsWith(blocks, 'ins', spell), delete: wordsWith(blocks, 'del', spell) };
  return changes.filter(({ kind, text }) => !left[kind].includes(bare(text)));
}

/** The words that carry a tracked change of this kind, by themselves or with their row or column. */
function wordsWith(blocks: readonly Block[], slot: 'ins' | 'del', spell: Spell): string {
  let words = '';
  const add = (nodes: readonly Inline[], all: boolean): void => {
    for (const node of nodes)
      if (all || node[slot] !== undefined) for (const { text } of spell(node)) words += text;
  };
  for (const block of blocks) {
    if (block.type !== 'table') {
      add(block.children, false);
      continue;
    }
    const isWhole = block[slot === 'ins' ? 'pIns' : 'pDel'] !== undefined;
    for (const row of block.children)
      row.children.forEach((cell, c) =>
        add(cell.children, isWhole || row[slot] !== undefined || block.columns?.[c]?.[slot] !== undefined),
      );
  }
  return bare(words);
}

/** White space is none of the words: a report has none at the ends of its paragraphs. */
const bare = (text: string): string => text.replaceAll(/\s/g, '');
