import { Editor, Path, Range, Text, Transforms } from 'slate';

import { isField, isInlineVoid } from '../../shared/document/guards.ts';
import type { Field } from '../../shared/document/types.ts';
import type { TypedOver } from '../../shared/structure/typed-over.ts';
import { pointAfter, voidBefore } from './places.ts';

/** The fields in whose place something is to be written, in reading order. */
export type FieldsUnder = {
  fields: readonly Field[];
  /** Where the only one stands, when nothing else is selected with it but white space. */
  exact: Path | null;
};

/**
 * The fields that the selection touches, also where it begins or ends within one; null where there is none. One that a
 * tracked change has taken out is no longer there.
 */
export function fieldsUnder(editor: Editor, selection: Range | null = editor.selection): FieldsUnder | null {
  if (!selection || Range.isCollapsed(selection)) return null;
  const voids = [...Editor.nodes(editor, { at: selection, match: isInlineVoid, voids: true })];
  const found = voids.flatMap(([node, path]) => (isField(node) && !node.del ? [{ field: node, path }] : []));
  const [first] = found;
  if (!first) return null;
  const holder = Path.parent(first.path);
  const isOne =
    voids.length === 1 &&
    Range.edges(selection).every(({ path }) => Path.isAncestor(holder, path)) &&
    Editor.string(editor, selection).trim() === '';
  return { fields: found.map(({ field }) => field), exact: isOne ? first.path : null };
}

/**
 * True of a field whose value the public edition may have to mask: what is written in its place must be no more open.
 * A variable is public only where the template or the unit's settings say so, which are not asked here.
 */
export const isMasked = (field: Field): boolean =>
  field.sensitivity !== 'public' || field.variable !== undefined;

/** What a field becomes with the value that was written in its place. It shows its own value from then on. */
export function writtenOver(field: Field, { props }: TypedOver): Partial<Field> {
  const own: Partial<Field> = {
    ...props,
    variable: undefined,
    computed: undefined,
    source: undefined,
  };
  // A variable's own openness goes with the variable.
  return field.variable !== undefined && field.sensitivity === 'public'
    ? { ...own, sensitivity: 'internal' }
    : own;
}

/** Gives the field another value, and puts the caret behind it. Undefined takes a property away. */
export function rewriteField(editor: Editor, path: Path, props: Partial<Field>): void {
  Transforms.setNodes(editor, props, { at: path, voids: true });
  Transforms.select(editor, pointAfter(path));
}

/** The field as a new node of its own with these properties, without tracked changes. */
export function fieldWith(field: Field, props: Partial<Field>): Field {
  const { ins: _ins, del: _del, fmt: _fmt, was: _was, ...rest } = field;
  const all = Object.entries({ ...rest, ...props }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as unknown as Field;
}

/** The field right behind which the point stands. */
export function fieldBehind(
  editor: Editor,
  point = editor.selection?.anchor,
): { field: Field; path: Path } | null {
  const { selection } = editor;
  if (!point || (selection && Range.isExpanded(selection))) return null;
  const found = voidBefore(editor, point);
  return found && isField(found[0]) ? { field: found[0], path: found[1] } : null;
}

export function fieldPath(editor: Editor, id: string): Path | null {
  for (const [node, path] of Editor.nodes(editor, { at: [], match: (one) => isField(one), voids: true }))
    if (isField(node) && node.id === id) return path;
  return null;
}

/** White space that was selected along with a field goes; the field stays. */
export function deleteBeside(editor: Editor, path: Path): void {
  const { selection } = editor;
  if (!selection) return;
  for (const [node, at] of [...Editor.nodes(editor, { at: selection, match: Text.isText })].toReversed()) {
    if (Path.isAncestor(path, at) || !Text.isText(node)) continue;
    const part = Range.intersection(selection, Editor.range(editor, at));
    if (part && Range.isExpanded(part)) Transforms.delete(editor, { at: part });
  }
}

/** The `length` characters before the caret, where they stand in one text. */
export function lastTyped(editor: Editor, length: number): Range | null {
  const { selection } = editor;
  if (!selection || !Range.isCollapsed(selection)) return null;
  const { path, offset } = selection.anchor;
  return { anchor: { path, offset: Math.max(0, offset - length) }, focus: { path, offset } };
}
