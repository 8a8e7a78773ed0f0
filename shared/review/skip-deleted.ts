import { Editor, Node, Path, Range, Transforms, type Point } from 'slate';

import { isInlineVoid, isText } from '../document/guards.ts';
import type { Block, TextLeaf } from '../document/types.ts';
import type { Bias } from './track-places.ts';

/** Past words that are deleted already: deleting goes on with what can still be read. */
export function skipDeleted(editor: Editor, to: Bias): void {
  const { selection } = editor;
  if (!selection || Range.isExpanded(selection)) return;
  const point =
    to === 'back' ? beforeDeleted(editor, selection.anchor) : behindDeleted(editor, selection.anchor);
  Transforms.select(editor, point);
}

function beforeDeleted(editor: Editor, from: Point): Point {
  let { path, offset } = from;
  for (;;) {
    const node = Node.get(editor, path) as TextLeaf;
    if (offset > 0 && node.del === undefined) return { path, offset };
    const at = path.at(-1) ?? 0;
    if (at > 0) {
      const previous = Path.previous(path);
      const before = Node.get(editor, previous);
      if (isText(before)) {
        path = previous;
        offset = before.text.length;
        continue;
      }
      // A void that is still there: it is what goes next.
      if (!isInlineVoid(before) || before.del === undefined) return { path, offset: node.del ? 0 : offset };
      path = Path.previous(previous);
      offset = (Node.get(editor, path) as TextLeaf).text.length;
      continue;
    }
    const block = path.length === 2 ? (editor.children[path[0] ?? 0] as unknown as Block) : undefined;
    const above = editor.children[(path[0] ?? 0) - 1] as unknown as Block | undefined;
    if (!block?.pDel || !above || above.type === 'table') return { path, offset: 0 };
    ({ path, offset } = Editor.end(editor, [(path[0] ?? 0) - 1]));
  }
}

function behindDeleted(editor: Editor, from: Point): Point {
  let { path, offset } = from;
  for (;;) {
    const node = Node.get(editor, path) as TextLeaf;
    if (offset < node.text.length && node.del === undefined) return { path, offset };
    const next = Path.next(path);
    const behind = Node.getIf(editor, next);
    if (behind && isText(behind)) {
      path = next;
      offset = 0;
      continue;
    }
    if (behind && isInlineVoid(behind)) {
      if (behind.del === undefined) return { path, offset: node.text.length };
      path = Path.next(next);
      offset = 0;
      continue;
    }
    const below =
      path.length === 2 ? (editor.children[(path[0] ?? 0) + 1] as unknown as Block | undefined) : undefined;
    if (!below?.pDel || below.type === 'table') return { path, offset: node.text.length };
    path = [(path[0] ?? 0) + 1, 0];
    offset = 0;
  }
}
