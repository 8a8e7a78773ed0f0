import { Editor, Node, Text, type Descendant, type Operation } from 'slate';

import { isInlineVoid } from './guards.ts';

type Marked = { secret?: true; type?: string; children?: Descendant[] };

const markOf = (node: unknown): boolean => (node as Marked | undefined)?.secret === true;

/**
 * Keeps secret what is secret (本段不公开, 本句不公开) when the text moves: a paragraph that is joined to a public one,
 * or pasted into it, keeps its sentences marked; what is put in between two secret words is secret too.
 */
export function withSecrecy<T extends Editor>(editor: T): T {
  const { apply, insertFragment } = editor;

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

/** Before a secret block is joined to one that is not: its words take the mark over. */
function markMerged(editor: Editor, index: number): void {
  const block = editor.children[index];
  const before = editor.children[index - 1];
  if (!markOf(block) || markOf(before) || !block || Text.isText(block)) return;
  block.children.forEach((child, at) => {
    const plain = Text.isText(child) || isInlineVoid(child);
    if (!plain || markOf(child)) return;
    const newProperties = { secret: true } as Partial<Node>;
    editor.apply({ type: 'set_node', path: [index, at], properties: {}, newProperties });
  });
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
