import { Node, type Editor } from 'slate';
import { NODE_TO_KEY } from 'slate-dom';

import { isText, isTextBlock } from '../../shared/document/guards.ts';
import { blocksOf } from './places.ts';

/**
 * What stands on the page stays there when a paragraph is split: to React, the first half is the paragraph of before
 * and the second a new one, so that it takes away all that stands behind the caret and draws it anew. Where more
 * stands behind the caret than before it, the second half is the one that goes on here, and the first is drawn.
 */
export function withKeptDrawing<T extends Editor>(editor: T): T {
  const { apply } = editor;
  /** The second half of the text that was split last, before its block is. */
  let rest: Node | null = null;
  editor.apply = (op) => {
    apply(op);
    if (op.type !== 'split_node') {
      rest = null;
      return;
    }
    const [index = 0, inline = 0] = op.path;
    if (op.path.length === 2) {
      rest = Node.getIf(editor, [index, inline + 1]) ?? null;
      return;
    }
    const [before, behind] = blocksOf(editor).slice(index, index + 2);
    if (op.path.length === 1 && before && behind && isTextBlock(before) && isTextBlock(behind)) {
      if (behind.children.length > before.children.length) {
        const half = before.children.at(-1);
        if (half && isText(half) && behind.children[0] === (rest as object))
          swapKeys(half, behind.children[0]);
        swapKeys(before, behind);
      }
    }
    rest = null;
  };
  return editor;
}

function swapKeys(a: object, b: object): void {
  const [first, second] = [NODE_TO_KEY.get(a as Node), NODE_TO_KEY.get(b as Node)];
  if (second) NODE_TO_KEY.set(a as Node, second);
  else NODE_TO_KEY.delete(a as Node);
  if (first) NODE_TO_KEY.set(b as Node, first);
  else NODE_TO_KEY.delete(b as Node);
}
