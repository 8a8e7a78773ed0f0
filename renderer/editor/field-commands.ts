import { Editor, Node, Path, Range, Text, Transforms } from 'slate';

import { isField, isInlineVoid } from '../../shared/document/guards.ts';
import { newId } from '../../shared/document/ids.ts';
import { makeField } from '../../shared/document/make.ts';
import type { Field } from '../../shared/document/types.ts';
import { fieldOfWords } from '../../shared/structure/field-of-words.ts';
import { figureSpans } from '../../shared/structure/figures.ts';
import { maskSpans, type FieldSpan } from '../../shared/structure/masks.ts';
import { labelFor } from '../../shared/structure/label.ts';
import type { Indicator } from '../../shared/template/schema.ts';
import { blockAt, blocksOf, fieldEntries, pointAfter } from './places.ts';
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
 * Puts a field at the caret, or makes one of the selected words; gives its id, to be filled in. Where more is selected
 * than one figure or name, the figures and masks in it become fields, each by itself, and the first is given. Where a
 * field is selected, it is that one. Null where there is nothing to make one of; then `refuse` has heard why.
 */
export function addField(editor: Editor, refuse: (why: string) => void): string | null {
  const { selection } = editor;
  const found = selection && blockAt(editor, selection.anchor);
  if (!selection || !found) return null;
  const [start, end] = Range.edges(selection);
  if (blocksOf(editor)[start.path[0] ?? 0]?.type === 'title') {
    refuse('标题里的单位和年份是自动的，这里不放别的数据。');
    return null;
  }
  if (Range.isCollapsed(selection)) return putField(editor, selection, {});
  const words = Editor.string(editor, selection);
  const voids = [...Editor.nodes(editor, { at: selection, match: isInlineVoid, voids: true })]
    .map(([node]) => node)
    .filter((node) => isInlineVoid(node));
  const isOne = Path.equals(start.path.slice(0, -1), end.path.slice(0, -1));
  if (voids.length === 0 && isOne && !isMany(words)) {
    // A space at an end was selected along with the word; it is no part of it.
    const range = words.trim() ? withoutEnds(editor, selection, words) : selection;
    return putField(editor, range, words.trim() ? fieldOfWords(words) : {});
  }
  const [only] = voids;
  if (voids.length === 1 && isField(only) && words.trim() === '') return only.id;
  const made = fieldsOfSpans(editor, (text) => spansOf(text));
  if (made[0] === undefined)
    refuse('选中的文字里没有可以变成数据的数字或遮盖。要变成一个数据，只选这个数字或名称。');
  return made[0] ?? null;
}

/** More than a figure or a name: a clause, or several of them. */
const isMany = (words: string): boolean =>
  /[，。；：！？]/.test(words) || (spansOf(words).length > 0 && fieldOfWords(words).kind === 'organisation');

/** Masks first: what they hold is no figure. */
function spansOf(text: string): FieldSpan[] {
  const masks = maskSpans(text);
  const figures = figureSpans(text).filter((one) =>
    masks.every((mask) => one.to <= mask.from || one.from >= mask.to),
  );
  return [...masks, ...figures].sort((a, b) => a.from - b.from);
}

function withoutEnds(editor: Editor, selection: Range, words: string): Range {
  const [start, end] = Range.edges(selection);
  const before = words.length - words.trimStart().length;
  const behind = words.length - words.trimEnd().length;
  const anchor = before ? Editor.after(editor, start, { distance: before }) : start;
  const focus = behind ? Editor.before(editor, end, { distance: behind }) : end;
  return { anchor: anchor ?? start, focus: focus ?? end };
}

/** A field in the place of a range within one block or cell, with the marks that its words bore. */
function putField(editor: Editor, at: Range, props: Partial<Field>): string | null {
  const [start] = Range.edges(at);
  const node = Node.getIf(editor, start.path) as { text?: string } | undefined;
  const label = props.label ?? labelFor((node?.text ?? '').slice(0, start.offset));
  const field = makeField({ ...props, ...marksAt(editor, at), label });
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (Range.isExpanded(at)) Transforms.delete(editor, { at });
      Transforms.select(editor, start);
      Transforms.insertNodes(editor, field, { select: true });
    });
    const inside = editor.selection?.anchor.path;
    if (inside) Transforms.select(editor, pointAfter(inside.slice(0, -1)));
  });
  return fieldEntries(editor).some((entry) => entry.field.id === field.id) ? field.id : null;
}

/** What holds of the words holds of the field that takes their place: a comment, and that they are kept secret. */
function marksAt(editor: Editor, at: Range): Partial<Field> {
  if (Range.isCollapsed(at)) return {};
  const [entry] = Editor.nodes(editor, {
    at,
    match: (node, path) =>
      Text.isText(node) && Range.isExpanded(Range.intersection(at, Editor.range(editor, path)) ?? at),
  });
  const marks = Object.entries((entry?.[0] ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    marks.filter(([key]) => key === 'secret' || key.startsWith('c_')),
  ) as Partial<Field>;
}

/**
 * Turns the masks of a redacted text (`**次`, `xx宗`, `某镇`) into fields: in the selection, or in the caret's block
 * or cell. One step. Answers with how many there were.
 */
export function fieldsFromMasks(editor: Editor): number {
  return fieldsOfSpans(editor, maskSpans).length;
}

/** Makes fields of the spans that lie in the selection, or in the caret's block or cell; their ids, in order. */
function fieldsOfSpans(editor: Editor, spansIn: (text: string) => FieldSpan[]): string[] {
  const { selection } = editor;
  if (!selection) return [];
  const range = Range.isCollapsed(selection)
    ? Editor.range(editor, selection.anchor.path.slice(0, -1))
    : selection;
  const [start, end] = Range.edges(range);
  const made: string[] = [];
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      const texts = [...Editor.nodes(editor, { at: range, match: (node) => Text.isText(node) })];
      // From behind, so that the places before stay good.
      for (const [node, path] of texts.reverse()) {
        if (!Text.isText(node) || Editor.void(editor, { at: path }) || (node as { del?: string }).del)
          continue;
        const from = Path.equals(path, start.path) ? start.offset : 0;
        const to = Path.equals(path, end.path) ? end.offset : node.text.length;
        for (const span of spansIn(node.text).reverse()) {
          if (span.from < from || span.to > to) continue;
          const at = { anchor: { path, offset: span.from }, focus: { path, offset: span.to } };
          const label = span.field.label ?? labelFor(node.text.slice(0, span.from));
          const field = makeField({ ...span.field, ...marksAt(editor, at), id: newId(), label });
          Transforms.delete(editor, { at });
          Transforms.insertNodes(editor, field, { at: at.anchor });
          made.unshift(field.id);
        }
      }
    });
  });
  return made;
}
