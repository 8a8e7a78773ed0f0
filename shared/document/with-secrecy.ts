import { Editor, Node, Range, Text, Transforms, type Descendant, type Operation, type Point } from 'slate';

import { isInlineVoid } from './guards.ts';

type Marked = { secret?: true; type?: string; children?: Descendant[] };

const markOf = (node: unknown): boolean => (node as Marked | undefined)?.secret === true;

/**
 * Keeps secret what is secret (本段不公开, 本句不公开) when the text moves: a paragraph that is joined to a public one,
 * or pasted into it, keeps its sentences marked; what is put in between two secret words is secret too, and so is what
 * is typed at the edge of them: nobody can see on which side of it the caret stands.
 */
export function withSecrecy<T extends Editor>(editor: T): T {
  const { apply, insertFragment, insertText } = editor;

  editor.insertText = (text, options) => {
    const { selection } = editor;
    const isAtEdge =
      selection !== null && Range.isCollapsed(selection) && touchesSecret(editor, selection.anchor);
    if (text === '' || !isAtEdge) {
      insertText(text, options);
      return;
    }
    Editor.withoutNormalizing(editor, () => {
      insertText(text, options);
      hideBefore(editor, text.length);
    });
  };

  editor.apply = (op: Operation) => {
    if (op.type === 'merge_node' && op.path.length === 1) markMerged(editor, op.path[0] ?? 0);
    if (op.type === 'insert_node' && op.path.length > 1 && isBetweenSecrets(editor, op.path)) {
      if ((Text.isText(op.node) || isInlineVoid(op.node)) && !markOf(op.node)) {
        apply({ ...op, node: { ...op.node, secret: true } as unknown as Descendant });
        return;
      }
    }
    apply(op);
  };

  editor.insertFragment = (fragment, options) => insertFragment(fragment.map(spreadMark), options);

  return editor;
}

/**
 * Before two blocks are joined of which one is secret: its words take the mark over, so that each character stays what
 * it was. A secret heading keeps its mark, which its section may depend on.
 */
function markMerged(editor: Editor, index: number): void {
  const [before, block] = [editor.children[index - 1], editor.children[index]];
  if (!before || !block || markOf(before) === markOf(block)) return;
  if (markOf(block)) {
    markWords(editor, index);
    return;
  }
  const { type } = before as Marked;
  if (type === 'heading' || type === 'table') return;
  markWords(editor, index - 1);
  const properties = { secret: true } as Partial<Node>;
  editor.apply({ type: 'set_node', path: [index - 1], properties, newProperties: {} });
}

function markWords(editor: Editor, index: number): void {
  const block = editor.children[index];
  if (!block || Text.isText(block)) return;
  block.children.forEach((child, at) => {
    const plain = Text.isText(child) || isInlineVoid(child);
    if (!plain || markOf(child)) return;
    const newProperties = { secret: true } as Partial<Node>;
    editor.apply({ type: 'set_node', path: [index, at], properties: {}, newProperties });
  });
}

/** Whether a place in public text is right beside something secret, empty texts aside. */
export function touchesSecret(editor: Editor, { path, offset }: Point): boolean {
  const parent = Node.getIf(editor, path.slice(0, -1));
  const own = Node.getIf(editor, path);
  if (!parent || Text.isText(parent) || !own || !Text.isText(own) || markOf(own)) return false;
  const isSecret = (step: -1 | 1): boolean => {
    let at = (path.at(-1) ?? 0) + step;
    for (
      let node = parent.children[at];
      node && Text.isText(node) && node.text === '';
      node = parent.children[at]
    )
      at += step;
    return markOf(parent.children[at]);
  };
  return (offset === 0 && isSecret(-1)) || (offset === own.text.length && isSecret(1));
}

/** Marks the characters before the caret, which stays behind them. */
function hideBefore(editor: Editor, length: number): void {
  const { selection } = editor;
  if (!selection) return;
  const { path, offset } = selection.anchor;
  const leaf = Node.getIf(editor, path);
  if (!leaf || !Text.isText(leaf) || markOf(leaf) || offset < length) return;
  const typed = { anchor: { path, offset: offset - length }, focus: { path, offset } };
  const end = Editor.pointRef(editor, typed.focus, { affinity: 'backward' });
  Transforms.setNodes(editor, { secret: true } as object, {
    at: typed,
    match: Text.isText,
    split: true,
  });
  const caret = end.unref();
  if (caret) Transforms.select(editor, caret);
}

function isBetweenSecrets(editor: Editor, path: readonly number[]): boolean {
  const parent = Node.getIf(editor, path.slice(0, -1));
  if (!parent || Text.isText(parent)) return false;
  const at = path.at(-1) ?? 0;
  return markOf(parent.children[at - 1]) && markOf(parent.children[at]);
}

/** A secret block's words bear the mark themselves: pasting may take them out of their block. */
export function spreadMark<N extends Node>(node: N): N {
  if (!markOf(node) || Text.isText(node)) return node;
  const mark = (child: Descendant): Descendant => {
    if (Text.isText(child) || isInlineVoid(child)) return { ...child, secret: true } as unknown as Descendant;
    return { ...child, children: child.children.map(mark) };
  };
  return { ...node, children: node.children.map(mark) };
}
