import type { Operation } from 'slate';

import { isField, isNote, isText } from '../document/guards.ts';
import { textOfParts } from '../document/field-text.ts';
import { typedOver } from '../structure/typed-over.ts';
import { textOfNote, withNoteWords } from '../document/notes.ts';
import { pathOf, pieceForWords, valueSpan } from '../document/reading.ts';
import type { Field, Image, Note, NoteLeaf } from '../document/types.ts';
import type { Match } from './find.ts';

export type ReplaceAll = {
  /** To be applied in order, as one step, without normalising in between. */
  ops: Operation[];
  replaced: number;
  /** Left alone, and why: words that reach into an ordinal, a unit, a variable. */
  refused: { match: Match; why: string }[];
};

export type ReplaceOptions = {
  /** What stands inside a field's value is replaced there. Left out: figures and names in fields are left alone. */
  fields?: boolean;
  /** What is put in, for `refusal`: over a field it must be able to be its value. */
  words?: string;
};

/**
 * The operations that put `words` in the place of the matches. Text keeps the marks of a match's first piece; where a
 * piece of it is hidden (本句不公开) it is hidden with that, as what is typed at the edge of hidden words is. Inside
 * a field, where fields are to be replaced at all, the value changes and the field stays; what reaches over the border
 * of a field or an ordinal is refused, because a figure or a number would be lost. In a note its words change, and of an
 * image what is said of it; both stay where they are.
 * @param matches as `findAll` gives them: in reading order, without overlap
 */
export function replaceOps(
  matches: readonly Match[],
  words: string,
  options: ReplaceOptions = {},
): ReplaceAll {
  const all: ReplaceAll = { ops: [], replaced: 0, refused: [] };
  const values = new Map<Field, string>();
  const fields: { field: Field; path: number[] }[] = [];
  const asides = new Map<Note | Image, { path: number[]; body: readonly NoteLeaf[] }>();
  // From the end of the report: what is done does not move what is still to do.
  for (const match of [...matches].reverse()) {
    const why = refusal(match, { ...options, words });
    if (why !== null) {
      all.refused.unshift({ match, why });
      continue;
    }
    all.replaced += 1;
    const [piece] = match.pieces;
    if (match.aside && piece) {
      const { node, from, to } = match.aside;
      const body = asides.get(node)?.body ?? bodyOf(node);
      asides.set(node, { path: pathOf(match, piece), body: withNoteWords(body, from, to, words) });
      continue;
    }
    const inside = insideValue(match);
    const whole = inside ? null : overWhole(match, words);
    if (whole) all.ops.push(valueOp(whole.path, whole.before, whole.after));
    else if (inside) {
      const { field, path, from, to } = inside;
      if (!values.has(field)) fields.push({ field, path });
      const value = values.get(field) ?? field.value;
      values.set(field, value.slice(0, from) + words + value.slice(to));
    } else {
      all.ops.push(...textOps(match, words));
    }
  }
  for (const { field, path } of fields)
    all.ops.push(valueOp(path, { value: field.value }, { value: values.get(field) ?? field.value }));
  for (const [node, { path, body }] of asides)
    all.ops.push(
      isNote(node)
        ? valueOp(path, { body: node.body }, { body })
        : valueOp(path, { alt: node.alt }, { alt: textOfNote(body) }),
    );
  return all;
}

/** Why the match can't be replaced; null where it can. */
export function refusal(match: Match, { fields = false, words }: ReplaceOptions = {}): string | null {
  if (match.aside) return null;
  const [only] = match.pieces;
  if (fields && words !== undefined && overWhole(match, words)) return null;
  if (match.pieces.length === 1 && only && isField(only.node)) {
    if (only.node.variable) return '这是全文通用的名称，在“字段”面板里改一处，处处都改。';
    if (!insideValue(match)) return '这里是字段的单位，请编辑字段。';
    return fields ? null : '这里是字段里的值，不随文字替换。';
  }
  if (match.pieces.every((piece) => isText(piece.node))) return null;
  return match.pieces.some((piece) => isField(piece.node))
    ? '这里一部分是字段，请编辑字段或手工改。'
    : '这里连着自动编的序号，请手工改。';
}

/** The field that the match touches first. */
export function fieldOf(match: Match): Field | null {
  for (const { node } of match.pieces) if (isField(node)) return node;
  return null;
}

/** The field whose value the match lies in, and where in the value; null where it is not within one. */
function insideValue(match: Match): { field: Field; path: number[]; from: number; to: number } | null {
  const [piece] = match.pieces;
  const span = piece && valueSpan(piece);
  if (!span || !isField(piece.node) || match.from < span.from || match.to > span.to) return null;
  const path = pathOf(match, piece);
  return { field: piece.node, path, from: match.from - span.from, to: match.to - span.from };
}

type Whole = { path: number[]; before: object; after: object };

/**
 * The words as a value of the one field that they change: they reach over its border, but what they change is the field,
 * with its unit perhaps (7391宗 → 7452宗, 共7391宗 → 共7452宗). Null where that is not so, or the words can't be its value.
 */
function overWhole({ text, pieces, path, from, to }: Match, words: string): Whole | null {
  const voids = pieces.filter(({ node }) => !isText(node));
  const [piece] = voids;
  if (voids.length !== 1 || !piece || !isField(piece.node) || piece.node.variable || piece.node.computed)
    return null;
  const field = piece.node;
  if (!valueSpan(piece)) return null;
  const lead = Math.max(0, piece.from - from);
  const tail = Math.max(0, to - piece.to);
  if (lead + tail > words.length || !words.startsWith(text.slice(0, lead))) return null;
  if (!words.endsWith(text.slice(text.length - tail))) return null;
  const own = textOfParts(piece.parts ?? []);
  // What of the field the match leaves out stands as it is.
  const before = own.slice(0, Math.max(0, from - piece.from));
  const behind = own.slice(own.length - Math.max(0, piece.to - to));
  const over = typedOver(field, before + words.slice(lead, words.length - tail) + behind);
  if (!over || over.is === 'begun') return null;
  const { value, unit, approx } = field;
  const changed = { value: over.props.value, unit: over.props.unit };
  return {
    path: pathOf({ path }, piece),
    before: { value, unit, ...(approx === undefined ? {} : { approx }) },
    after: { ...changed, ...(over.props.approx === undefined ? {} : { approx: over.props.approx }) },
  };
}

function textOps(match: Match, words: string): Operation[] {
  const ops: Operation[] = [];
  const takes = pieceForWords(match.pieces);
  for (const piece of match.pieces.toReversed()) {
    const from = Math.max(match.from, piece.from) - piece.from;
    const to = Math.min(match.to, piece.to) - piece.from;
    const text = (piece.node as { text: string }).text.slice(from, to);
    const path = pathOf(match, piece);
    ops.push({ type: 'remove_text', path, offset: from, text });
    if (piece === takes && words) ops.push({ type: 'insert_text', path, offset: from, text: words });
  }
  return ops;
}

function valueOp(path: number[], properties: object, newProperties: object): Operation {
  const op = { type: 'set_node', path, properties, newProperties };
  // Slate's own node types know nothing of ours.
  return op as unknown as Operation;
}

const bodyOf = (node: Note | Image): readonly NoteLeaf[] => (isNote(node) ? node.body : [{ text: node.alt }]);
