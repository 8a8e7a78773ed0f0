import { Editor, Node, Text, type Descendant, type Path } from 'slate';

import { commonEnds } from '../text/common-ends.ts';
import type { Block } from '../document/types.ts';
import { longestIncreasing } from '../text/longest-increasing.ts';

type Props = Record<string, unknown>;
type Parent = { children: readonly Descendant[] };

/**
 * Turns the editor's report into these blocks with operations that undo can take back: blocks keep their place where
 * their id does, words and leaves that are the same stay.
 */
export function applyBlocks(editor: Editor, next: readonly Block[]): void {
  const before = editor.children as unknown as readonly Block[];
  if (before === next) return;
  Editor.withoutNormalizing(editor, () => {
    const kept = keptBlocks(before, next);
    for (let at = before.length - 1; at >= 0; at -= 1) {
      const block = before[at];
      if (block && !kept.has(block.id)) remove(editor, [at]);
    }
    // First all that goes, then all that comes: an id that moves is free by then.
    const inPlace = next.filter((block) => kept.has(block.id));
    const plans = inPlace.map((block, at) => planNode(editor, [at], block as unknown as Descendant));
    for (const plan of plans) plan?.();
    next.forEach((block, at) => {
      if (!kept.has(block.id)) insert(editor, [at], block);
    });
  });
}

/** Ids of the blocks that stay where they are: the longest run that comes in the same order in both. */
function keptBlocks(before: readonly Block[], next: readonly Block[]): Set<string> {
  const places = new Map(before.map((block, at) => [block.id, at]));
  const types = new Map(before.map((block) => [block.id, block.type === 'table']));
  const common = next.filter(
    (block) => places.has(block.id) && types.get(block.id) === (block.type === 'table'),
  );
  return new Set(
    longestIncreasing(common.map((block) => places.get(block.id) ?? 0)).map((at) => common[at]?.id ?? ''),
  );
}

/** Removes at once what goes; gives back what puts the rest in. Null where nothing differs. */
function planNode(editor: Editor, path: Path, next: Descendant): (() => void) | null {
  const node = Node.get(editor, path);
  if (node === next) return null;
  setProps(editor, path, node, next);
  if (Text.isText(node) || Text.isText(next)) return null;
  const was = (node as Parent).children;
  const will = (next as Parent).children;
  if (was === will) return null;
  // Rows and cells of a table that keeps its shape are gone into one by one.
  if (was.length === will.length && was.every((child, at) => isInner(child) && isInner(will[at]))) {
    const plans = was.map((_, at) => planNode(editor, [...path, at], will[at] as Descendant));
    return () => {
      for (const plan of plans) plan?.();
    };
  }
  const { head, tail } = commonEnds(was, will, sameNode);
  for (let at = was.length - tail - 1; at >= head; at -= 1) remove(editor, [...path, at]);
  const coming = will.slice(head, will.length - tail);
  return () => coming.forEach((child, at) => insert(editor, [...path, head + at], child));
}

function isInner(node: Descendant | undefined): boolean {
  const { type } = (node ?? {}) as { type?: string };
  return type === 'table-row' || type === 'table-cell';
}

function propsOf(node: Descendant): Props {
  const { children: _children, text: _text, ...props } = node as unknown as Props;
  return props;
}

function setProps(editor: Editor, path: Path, node: Descendant, next: Descendant): void {
  const was = propsOf(node);
  const will = propsOf(next);
  const properties: Props = {};
  const newProperties: Props = {};
  for (const key of new Set([...Object.keys(was), ...Object.keys(will)])) {
    if (sameValue(was[key], will[key])) continue;
    if (key in was) properties[key] = was[key];
    if (key in will) newProperties[key] = will[key];
  }
  if (Object.keys(properties).length === 0 && Object.keys(newProperties).length === 0) return;
  editor.apply({ type: 'set_node', path, properties, newProperties });
}

function remove(editor: Editor, path: Path): void {
  editor.apply({ type: 'remove_node', path, node: Node.get(editor, path) });
}

function insert(editor: Editor, path: Path, node: Descendant): void {
  editor.apply({ type: 'insert_node', path, node });
}

export function sameNode(a: unknown, b: unknown): boolean {
  return a === b || sameValue(a, b);
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, at) => sameValue(value, b[at]))
    );
  }
  const [left, right] = [a as Props, b as Props];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && sameValue(left[key], right[key]))
  );
}
