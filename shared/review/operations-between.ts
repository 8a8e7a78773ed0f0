import { createEditor, type Operation } from 'slate';

import type { Block } from '../document/types.ts';
import { withDocument } from '../document/with-document.ts';
import { applyBlocks } from './apply-blocks.ts';

/**
 * Operations that lead from one state of a report to another, and the blocks that they lead to: those that were wanted,
 * as the normaliser leaves them.
 */
export function operationsBetween(
  before: readonly Block[],
  wanted: readonly Block[],
): { ops: Operation[]; blocks: Block[] } {
  const bare = createEditor();
  const { apply } = bare;
  const ops: Operation[] = [];
  bare.apply = (op) => {
    if (op.type !== 'set_selection') ops.push(op);
    apply(op);
  };
  const editor = withDocument(bare);
  editor.children = [...before];
  applyBlocks(editor, wanted);
  return { ops, blocks: editor.children as unknown as Block[] };
}
