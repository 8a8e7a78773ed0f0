import { Editor, Node, Range, Text, Transforms, type Descendant, type Operation, type Point } from 'slate';

import { isInlineVoid } from './guards.ts';
import { hasHidden, markedBlocks } from './marked-blocks.ts';
import type { Block } from './types.ts';

type Marked = { id?: string; secret?: true; type?: string; children?: Descendant[] };

const markOf = (node: unknown): boolean => (node as Marked | undefined)?.secret === true;

/**
 * Keeps secret what is secret (本段不公开, 本句不公开) when the text moves: a paragraph that is joined to a public one,
 * or pasted into it, keeps its sentences marked; what is put in between two secret words is secret too, and so is what
 * is typed at the edge of them: nobody can see on which side of it the caret stands. Blocks that were in a hidden
 * section take the mark themselves when a change takes them out of it: another level, a heading that is gone or comes
 * in between, a move.
 * @param decides whether what is going on says itself what may be public
 */
export function withSecrecy<T extends Editor>(editor: T, decides: () => boolean = () => false): T {
  const { apply, insertFragment, insertText, normalizeNode } = editor;
  /** Ids of the blocks that were hidden before the change that is under way; null between changes. */
  let before: Set<string> | null = null;
  /** Nothing was hidden when the change that is under way was looked at, and nothing hidden has come in since. */
  let isOpen = false;
  /** What is marked on the way is no change of its own. */
  let isMarking = false;
  const isHidden = (block: Descendant | undefined): boolean =>
    markOf(block) || (before?.has((block as Marked | undefined)?.id ?? '') ?? false);

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
    // A command about it, and undo, say of each node what it is to be.
    if (decides()) {
      apply(op);
      isOpen = false;
      return;
    }
    // What can take a block out of a hidden section, or words out of a hidden block. A change may be thousands of these.
    if (before === null && !isOpen && 'path' in op && (op.path.length === 1 || op.type === 'move_node')) {
      const blocks = editor.children as unknown as readonly Block[];
      if (hasHidden(blocks)) before = markedBlocks(blocks);
      else isOpen = true;
    }
    isMarking = true;
    try {
      if (op.type === 'merge_node' && op.path.length === 1) {
        const opened = markMerged(editor, op.path[0] ?? 0, isHidden);
        if (opened !== null) before?.delete(opened);
      } else if (op.type === 'move_node' && op.path.length > 1) {
        markMoved(editor, op.path, op.newPath, isHidden);
      }
    } finally {
      isMarking = false;
    }
    if (op.type === 'insert_node' && op.path.length > 1 && isBetweenSecrets(editor, op.path)) {
      if ((Text.isText(op.node) || isInlineVoid(op.node)) && !markOf(op.node)) {
        apply({ ...op, node: { ...op.node, secret: true } as unknown as Descendant });
        isOpen = false;
        return;
      }
    }
    apply(op);
    if (bringsSecret(op)) isOpen = false;
    if (op.type === 'split_node' && op.path.length === 1 && before !== null) {
      const [half, rest] = [editor.children[op.path[0] ?? 0], editor.children[(op.path[0] ?? 0) + 1]];
      const { id } = (rest ?? {}) as Marked;
      if (id !== undefined && isHidden(half)) before.add(id);
    }
  };

  editor.normalizeNode = (entry, options) => {
    // The root is looked at last, when the change is done: on the way blocks may stand anywhere.
    if (entry[1].length === 0) isOpen = false;
    if (before !== null && !isMarking && entry[1].length === 0) {
      const was = before;
      before = null;
      if (!decides() && markLost(editor, was)) return;
    }
    normalizeNode(entry, options);
  };

  editor.insertFragment = (fragment, options) => insertFragment(fragment.map(spreadMark), options);

  return editor;
}

function bringsSecret(op: Operation): boolean {
  if (op.type === 'set_node') return markOf(op.newProperties);
  return op.type === 'insert_node' && holdsSecret(op.node);
}

const holdsSecret = (node: Node): boolean =>
  markOf(node) || (!Text.isText(node) && node.children.some((child) => holdsSecret(child)));

/** Marks the blocks that were hidden and are not any more; true where there are any. */
function markLost(editor: Editor, was: ReadonlySet<string>): boolean {
  const now = markedBlocks(editor.children as unknown as readonly Block[]);
  let any = false;
  editor.children.forEach((block, at) => {
    const { id } = block as Marked;
    if (id === undefined || !was.has(id) || now.has(id)) return;
    any = true;
    Transforms.setNodes(editor, { secret: true } as object, { at: [at] });
  });
  return any;
}

/** Before words go from a hidden block into one that is not. */
function markMoved(
  editor: Editor,
  path: readonly number[],
  newPath: readonly number[],
  isHidden: (block: Descendant | undefined) => boolean,
): void {
  const node = Node.getIf(editor, [...path]);
  const [from, to] = [editor.children[path[0] ?? 0], editor.children[newPath[0] ?? 0]];
  if (!node || markOf(node) || !isHidden(from) || isHidden(to)) return;
  if (!Text.isText(node) && !isInlineVoid(node)) return;
  const newProperties = { secret: true } as Partial<Node>;
  editor.apply({ type: 'set_node', path: [...path], properties: {}, newProperties });
}

/**
 * Before two blocks are joined of which one is secret: its words take the mark over, so that each character stays what
 * it was. A secret heading keeps its mark, which its section may depend on.
 * @returns the id of the block that gave its mark to its words
 */
function markMerged(
  editor: Editor,
  index: number,
  isHidden: (block: Descendant | undefined) => boolean,
): string | null {
  const [before, block] = [editor.children[index - 1], editor.children[index]];
  if (!before || !block || isHidden(before) === isHidden(block)) return null;
  if (isHidden(block)) {
    markWords(editor, index);
    return null;
  }
  const { id, type } = before as Marked;
  if (type === 'heading' || type === 'table') return null;
  // Hidden by its section, which it is still in.
  if (!markOf(before)) return null;
  markWords(editor, index - 1);
  const properties = { secret: true } as Partial<Node>;
  editor.apply({ type: 'set_node', path: [index - 1], properties, newProperties: {} });
  return id ?? null;
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

/** The block with the mark on its words as well, where it is secret: for words that leave it. */
export const withWordsMarked = <B extends Block>(block: B): B =>
  spreadMark(block as unknown as Node) as unknown as B;

/** A secret block's words bear the mark themselves: pasting may take them out of their block. */
export function spreadMark<N extends Node>(node: N): N {
  if (!markOf(node) || Text.isText(node)) return node;
  const mark = (child: Descendant): Descendant => {
    if (Text.isText(child) || isInlineVoid(child)) return { ...child, secret: true } as unknown as Descendant;
    return { ...child, children: child.children.map(mark) };
  };
  return { ...node, children: node.children.map(mark) };
}
