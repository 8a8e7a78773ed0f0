import { createEditor, type Descendant, type Operation } from 'slate';

import type { Block } from '../document/types.ts';
import { withDocument } from '../document/with-document.ts';
import { applyBlocks } from './apply-blocks.ts';

/** Operations that lead from one text to the other, with everything that the normaliser adds. */
export function operationsTo(from: readonly Block[], to: readonly Block[]): Operation[] {
  return wayTo(from, to).ops;
}

/** The same, with the blocks that they lead to: those that were wanted, as the normaliser leaves them. */
export function wayTo(from: readonly Block[], to: readonly Block[]): { ops: Operation[]; blocks: Block[] } {
  const ops: Operation[] = [];
  const bare = createEditor();
  const { apply } = bare;
  bare.apply = (op) => {
    ops.push(op);
    apply(op);
  };
  const editor = withDocument(bare);
  editor.children = from as unknown as Descendant[];
  applyBlocks(editor, to);
  return { ops, blocks: editor.children as unknown as Block[] };
}
