import { Editor, Node, Path, Point, Range, Text, Transforms } from 'slate';

import { fieldKind } from '../../shared/document/field-kinds.ts';
import { fieldText } from '../../shared/document/field-text.ts';
import { isField } from '../../shared/document/guards.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Field } from '../../shared/document/types.ts';
import { stricter } from '../../shared/document/with-computed.ts';
import { typedOver } from '../../shared/structure/typed-over.ts';
import { fieldWith, isMasked, writtenOver } from './fields-under.ts';
import { fieldEntries, pointAfter } from './places.ts';

/** A figure, with the word before it that says how exact it is. */
const FIGURE =
  '(?<![\\d.第０-９])(?:大约|将近|超过|不足|约|近|逾)?[\\d０-９][\\d０-９,，]*(?:[.．][\\d０-９]+)?(?:余|多)?(?:百万|千万|十万|万|亿|百|千)?(?:余|多)?\\s*';

type Span = { from: number; to: number; field: Field };

/**
 * Fields that were written over by more than their value come back where their place can be recognised in the new words:
 * a figure by its unit, in order; a name that stands there again. Where several figures bear the unit of one that was
 * masked, all are masked: nobody can say which of them it was.
 * @param over the fields, in the order in which they stood
 * @returns those whose place was not found
 */
export function keepFields(editor: Editor, over: readonly Field[], range: Range): Field[] {
  const left = [...over];
  const used = new Set(fieldEntries(editor).map(({ field }) => field.id));
  const [start, end] = Range.edges(range);
  const places = [
    ...Editor.nodes(editor, { at: range, match: (node) => Text.isText(node) || isField(node), voids: true }),
  ];
  const spansAt = new Map<Path, Span[]>();
  const take = (unit: string, isFigure: boolean): Field | null => {
    const at = left.findIndex((one) => one.unit === unit && fieldKind(one.kind).figure === isFigure);
    if (at >= 0) return left.splice(at, 1)[0] ?? null;
    const gone = over.find((one) => one.unit === unit && fieldKind(one.kind).figure && isMasked(one));
    return isFigure && gone ? anotherOf(gone) : null;
  };
  for (const [node, path] of places) {
    if (isField(node)) {
      if (node.del) continue;
      const was = take(node.unit, fieldKind(node.kind).figure);
      if (was) adopt(editor, path, node, was, used);
    } else if (Text.isText(node) && !Editor.void(editor, { at: path }) && !(node as { del?: string }).del) {
      const from = Path.equals(path, start.path) ? start.offset : 0;
      const to = Path.equals(path, end.path) ? end.offset : node.text.length;
      spansAt.set(path, spansIn(node.text, from, to, over, take));
    }
  }
  // From behind, so that the places before stay good.
  for (const [path, spans] of [...spansAt].toReversed())
    for (const { from, to, field } of spans.toReversed())
      putField(editor, path, from, to, unused(field, used));
  return left;
}

/** Figures with the unit of one of the fields, and names that are written as they were. */
function spansIn(
  text: string,
  from: number,
  to: number,
  over: readonly Field[],
  take: (unit: string, isFigure: boolean) => Field | null,
): Span[] {
  const words = text.slice(from, to);
  const spans: Span[] = [];
  const units = [
    ...new Set(over.flatMap(({ kind, unit }) => (fieldKind(kind).figure && unit ? [unit] : []))),
  ];
  const found = units
    .flatMap((unit) =>
      [...words.matchAll(new RegExp(FIGURE + escaped(unit), 'gu'))].map((match) => ({ unit, match })),
    )
    .sort((a, b) => a.match.index - b.match.index || b.match[0].length - a.match[0].length);
  for (const { unit, match } of found) {
    const [whole] = match;
    const at = match.index;
    if (spans.some((one) => at + from < one.to)) continue;
    const was = take(unit, true);
    const value = was && typedOver(was, whole);
    if (was && value) {
      const field = fieldWith(was, writtenOver(was, value));
      spans.push({ from: from + at, to: from + at + whole.length, field });
    }
  }
  for (const name of over) {
    if (fieldKind(name.kind).figure || name.variable !== undefined || name.value.length < 2) continue;
    const written = fieldText(name, {});
    for (let at = words.indexOf(written); at >= 0; at = words.indexOf(written, at + written.length)) {
      const span = { from: from + at, to: from + at + written.length };
      if (spans.some((one) => span.from < one.to && span.to > one.from)) continue;
      spans.push({ ...span, field: fieldWith(name, {}) });
    }
  }
  return spans.sort((a, b) => a.from - b.from);
}

const escaped = (unit: string): string =>
  unit === '%' ? '[%％]' : unit.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A field that is masked like this one, and is about something else. */
export function anotherOf(field: Field): Field {
  const { indicator: _i, last: _l, variable: _v, cutoff: _c, ...rest } = field;
  return { ...rest, id: newId() };
}

/** A field that came in with the new words is the one that stood there: its place in the figures, its openness. */
function adopt(editor: Editor, path: Path, node: Field, was: Field, used: Set<string>): void {
  const { id } = unused(was, used);
  used.delete(node.id);
  const { label, indicator, last } = was;
  const props = { id, label: label || node.label, indicator, last };
  const sensitivity = stricter(
    node.sensitivity,
    isMasked(was) ? stricter(was.sensitivity, 'internal') : 'public',
  );
  Transforms.setNodes(editor, { ...props, sensitivity } as object, { at: path, voids: true });
}

/** The field with its own id, or a new one where another field has it now. */
function unused(field: Field, used: Set<string>): Field {
  const id = used.has(field.id) ? newId() : field.id;
  used.add(id);
  return { ...field, id };
}

/**
 * A field in the place of words within one text, with the secrecy and the comments of the words. A caret at the end of the
 * words stands behind it.
 */
export function putField(editor: Editor, path: Path, from: number, to: number, field: Field): void {
  const { text: _text, ...marks } = Node.get(editor, path) as Text & Record<string, unknown>;
  const kept = Object.entries(marks).filter(([key]) => key === 'secret' || key.startsWith('c_'));
  const anchor: Point = { path, offset: from };
  const stop: Point = { path, offset: to };
  const { selection } = editor;
  const isBehind = selection !== null && Range.isCollapsed(selection) && Point.equals(selection.anchor, stop);
  Editor.withoutNormalizing(editor, () => {
    Transforms.delete(editor, { at: { anchor, focus: stop } });
    const node = { ...field, ...Object.fromEntries(kept) };
    Transforms.insertNodes(editor, node, { at: anchor, select: isBehind });
    const inside = editor.selection?.anchor.path;
    if (isBehind && inside) selectBehindVoid(editor, inside.slice(0, -1));
  });
}

/** Behind a void a text is made where there is none yet. */
function selectBehindVoid(editor: Editor, path: Path): void {
  const next = Path.next(path);
  const behind = Node.getIf(editor, next);
  if (!behind || !Text.isText(behind)) Transforms.insertNodes(editor, { text: '' }, { at: next });
  Transforms.select(editor, pointAfter(path));
}
