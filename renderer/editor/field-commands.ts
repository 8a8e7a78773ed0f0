import { Editor, Path, Range, Transforms } from 'slate';

import { newId } from '../../shared/document/ids.ts';
import { makeField } from '../../shared/document/make.ts';
import type { Inline } from '../../shared/document/types.ts';
import { maskSpans } from '../../shared/structure/masks.ts';
import { labelFor } from '../../shared/structure/label.ts';
import type { Indicator } from '../../shared/template/schema.ts';
import { blockAt, blocksOf, pointAfter } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** Puts one of the template's usual figures at the caret, empty; gives its id, to be filled in. */
export function insertIndicator(editor: Editor, indicator: Indicator): string | null {
  const { selection } = editor;
  const found = selection && blockAt(editor, selection.anchor);
  if (!selection || !found || found.block.type === 'title') return null;
  const { key, label, kind, unit, sensitivity } = indicator;
  const field = makeField({ id: newId(), kind, unit, label, sensitivity, indicator: key });
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (Range.isExpanded(selection)) Transforms.collapse(editor, { edge: 'end' });
      Transforms.insertNodes(editor, field, { select: true });
    });
    const inside = editor.selection?.anchor.path;
    if (inside) Transforms.select(editor, pointAfter(inside.slice(0, -1)));
  });
  return field.id;
}

/**
 * Turns the masks of a redacted text (`**次`, `xx宗`, `某镇`) into fields: in the selection, or in the caret's block.
 * One step. Answers with how many there were.
 */
export function fieldsFromMasks(editor: Editor): number {
  const { selection } = editor;
  if (!selection) return 0;
  const [start, end] = Range.edges(selection);
  const all = Range.isCollapsed(selection);
  let made = 0;
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let at = end.path[0] ?? 0; at >= (start.path[0] ?? 0); at -= 1) {
        const block = blocksOf(editor)[at];
        if (!block || block.type === 'table') continue;
        for (let n = block.children.length - 1; n >= 0; n -= 1) {
          const node = block.children[n] as Inline;
          if (!('text' in node) || node.del) continue;
          const path: Path = [at, n];
          const from = !all && Path.equals(path, start.path) ? start.offset : 0;
          const to = !all && Path.equals(path, end.path) ? end.offset : node.text.length;
          const outside = !all && (Path.isBefore(path, start.path) || Path.isAfter(path, end.path));
          if (outside) continue;
          // From behind, so that the places before stay good.
          for (const span of maskSpans(node.text).reverse()) {
            if (span.from < from || span.to > to) continue;
            const label = span.field.label ?? labelFor(node.text.slice(0, span.from));
            const range = { anchor: { path, offset: span.from }, focus: { path, offset: span.to } };
            Transforms.delete(editor, { at: range });
            Transforms.insertNodes(editor, makeField({ ...span.field, id: newId(), label }), {
              at: { path, offset: span.from },
            });
            made += 1;
          }
        }
      }
    });
  });
  return made;
}
