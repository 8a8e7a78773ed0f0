import type { Editor } from 'slate';

import { inlinesOf, linesOf } from '../document/guards.ts';
import type { Block } from '../document/types.ts';
import { applyBlocks } from './apply-blocks.ts';
import { marksIn } from '../document/marks.ts';
import { resolve } from '../document/resolve.ts';
import { withThreadsBack } from './threads-back.ts';
import type { Revision } from './types.ts';
import { untracked } from './with-suggesting.ts';

/**
 * Accepts or rejects these changes in the editor; both halves of a move go together. Gives the ids that are decided:
 * those that were open and, for a move, their other half.
 */
export function decide(
  editor: Editor,
  wanted: ReadonlySet<string>,
  accepted: boolean,
  rows: ReadonlyMap<string, Revision>,
): string[] {
  const blocks = editor.children as unknown as readonly Block[];
  const open = new Set(marksIn(blocks).revisions.keys());
  const moves = new Set<string>();
  for (const id of wanted) {
    const move = rows.get(id)?.move;
    if (move) moves.add(move);
  }
  const ids = new Set<string>();
  for (const id of open) {
    const move = rows.get(id)?.move;
    if (wanted.has(id) || (move !== undefined && moves.has(move))) ids.add(id);
  }
  if (ids.size === 0) return [];
  const source = accepted ? blocks : withThreadsBack(blocks, ids, rows);
  untracked(editor, () =>
    applyBlocks(
      editor,
      resolve(source, (id) => (ids.has(id) ? accepted : undefined)),
    ),
  );
  return [...ids];
}

/** Changes that lie in a stretch of the report, from one point to another. */
export function revisionsBetween(
  blocks: readonly Block[],
  from: { path: readonly number[]; offset: number },
  to: { path: readonly number[]; offset: number },
): Set<string> {
  const ids = new Set<string>();
  const add = (...found: (string | undefined)[]): void => {
    for (const id of found) if (id !== undefined) ids.add(id);
  };
  for (let at = from.path[0] ?? 0; at <= (to.path[0] ?? 0); at += 1) {
    const block = blocks[at];
    if (!block) continue;
    const first = at === from.path[0];
    const last = at === to.path[0];
    // The break that begins the block lies before its words.
    if (!first) add(block.pIns, block.pDel);
    if (!first || !last) add(block.pFmt);
    if (block.type === 'table') {
      for (const { ins, del } of linesOf(block)) add(ins, del);
      for (const node of inlinesOf(block)) add(node.ins, node.del, node.fmt);
      continue;
    }
    block.children.forEach((node, child) => {
      if (first && child < (from.path[1] ?? 0)) return;
      if (last && child > (to.path[1] ?? 0)) return;
      const length = 'text' in node ? node.text.length : 1;
      if (first && child === from.path[1] && from.offset >= length && 'text' in node) return;
      if (last && child === to.path[1] && to.offset <= 0 && 'text' in node) return;
      add(node.ins, node.del, node.fmt);
    });
  }
  return ids;
}
