import { Editor, Path, Range, Transforms, type Point } from 'slate';

import { isInlineVoid } from '../../shared/document/guards.ts';
import { newId } from '../../shared/document/ids.ts';
import { makeField } from '../../shared/document/make.ts';
import type { Field } from '../../shared/document/types.ts';
import { fieldKind } from '../../shared/document/field-kinds.ts';
import { unitAt } from '../../shared/structure/units.ts';
import { fieldOfWords } from '../../shared/structure/field-of-words.ts';
import { typedOver, type TypedOver } from '../../shared/structure/typed-over.ts';
import { fieldWith, isMasked, writtenOver, type FieldsUnder } from './fields-under.ts';
import { anotherOf, keepFields, putField } from './keep-fields.ts';
import { asOneStep, intoLastStep } from './with-history-steps.ts';

export const MASKED = (words: string): string =>
  `“${words}”写在不公开的数据上，公开版里仍隐去。要公开，点它，改成“公开”。`;
export const OWN_NAME = '这里原是全文通用的名称，现在只改了这一处。要处处都改，请在“字段”面板里改。';

/** @returns the fields that wait for their place */
export function writeOver(
  editor: Editor,
  found: FieldsUnder,
  work: () => void,
  tell: (what: string) => void,
): readonly Field[] {
  const { selection } = editor;
  if (!selection) return [];
  const from = Editor.pointRef(editor, placeBefore(editor, Range.start(selection)), { affinity: 'backward' });
  let left: Field[] = [];
  let masked = '';
  asOneStep(editor, () => {
    work();
    const start = from.current;
    const at = editor.selection?.anchor;
    if (!start || !at) return;
    left = keepFields(editor, found.fields, { anchor: start, focus: at });
    const [was] = found.fields;
    // Nothing of it is the figure: the words themselves are what is masked.
    if (found.exact && was && left.length > 0 && isMasked(was))
      masked = maskWords(editor, was, from.current ?? start);
  });
  from.unref();
  if (masked) tell(MASKED(masked));
  return masked ? [] : stillOpen(left, found.fields);
}

/** Where the words will stand that are put in at this place: a place within a field goes before it. */
function placeBefore(editor: Editor, point: { path: Path; offset: number }): { path: Path; offset: number } {
  const inside = Editor.void(editor, { at: point });
  return inside ? (Editor.before(editor, inside[1]) ?? point) : point;
}

/** Makes a masked field of the words up to the caret, where they are plain words of one line; '' where they are not. */
function maskWords(editor: Editor, was: Field, start: Point): string {
  const stop = editor.selection?.anchor;
  if (!stop || !Path.equals(Path.parent(start.path), Path.parent(stop.path))) return '';
  const range = { anchor: start, focus: stop };
  const words = Editor.string(editor, range);
  const voids = [...Editor.nodes(editor, { at: range, match: isInlineVoid, voids: true })];
  const own = voids.length === 0 && words.trim() !== '' ? ownField(was, words) : null;
  const from = Path.equals(start.path, stop.path) ? start.offset : 0;
  if (!own || stop.offset - from !== words.length) return '';
  putField(editor, stop.path, from, stop.offset, fieldWith(was, own));
  return words.trim();
}

/** Those that have no place yet, and those whose unit says of any further figure that it is masked. */
export const stillOpen = (left: readonly Field[], all: readonly Field[]): readonly Field[] => [
  ...left,
  ...all.filter((one) => isMasked(one) && !left.includes(one)).map((one) => anotherOf(one)),
];

/** What a composition has written over fields, which were gone when it began. Part of its step. */
export function settleComposed(
  editor: Editor,
  found: FieldsUnder,
  range: Range,
  tell: (what: string) => void,
  goOn: (was: Field, typed: string, over: TypedOver, before: null) => void,
  waitFor: (fields: readonly Field[], typed: string) => void,
): void {
  const [start, stop] = Range.edges(range);
  const [was] = found.fields;
  const text = Editor.string(editor, range);
  const over = found.exact && was ? typedOver(was, text) : null;
  const own =
    over && was ? writtenOver(was, over) : was && found.exact && isMasked(was) ? ownField(was, text) : null;
  if (was && own && Path.equals(start.path, stop.path)) {
    intoLastStep(editor, () => {
      Transforms.select(editor, stop);
      putField(editor, start.path, start.offset, stop.offset, fieldWith(was, own));
    });
    if (over) goOn(was, text, over, null);
    else tell(MASKED(text.trim()));
    if (over && was.variable !== undefined) tell(OWN_NAME);
    return;
  }
  let left: Field[] = [];
  intoLastStep(editor, () => (left = keepFields(editor, found.fields, range)));
  waitFor(stillOpen(left, found.fields), text);
}

/** What was said of a field stays with it, where another takes its place. */
const OF_ANOTHER = {
  indicator: undefined,
  variable: undefined,
  computed: undefined,
  source: undefined,
  last: undefined,
};

/** More than this is no value but a text. */
const MOST_OF_VALUE = 60;

/**
 * Words over a masked field that can't be its value: a masked field of their own. Null where they are a text in which
 * the figure itself may be looked for.
 */
export function ownField(was: Field, words: string): Partial<Field> | null {
  if (words.length > MOST_OF_VALUE || /[\n\r]/.test(words)) return null;
  if (was.unit !== '' && new RegExp(`[\\d０-９]\\s*${was.unit.replaceAll(/[%％]/g, '[%％]')}`).test(words))
    return null;
  const { kind = 'organisation', value = words, unit = '', unitPlace, approx } = fieldOfWords(words);
  const made = makeField({
    kind,
    value,
    unit,
    ...(unitPlace ? { unitPlace } : {}),
    ...(approx ? { approx } : {}),
  });
  const sensitivity = was.sensitivity === 'public' ? 'internal' : was.sensitivity;
  const rest = { mask: undefined, cutoff: undefined, unitPlace: made.unitPlace, approx: made.approx };
  const { kind: k, value: v, unit: u } = made;
  return { ...OF_ANOTHER, ...rest, id: newId(), kind: k, value: v, unit: u, sensitivity };
}

/** Words that are a figure of another kind than the field: one of its own, as open as the field was. Null for any other. */
export function otherFigure(was: Field, words: string): Partial<Field> | null {
  const { kind, value = '', unit = '', approx } = fieldOfWords(words.replaceAll('％', '%'));
  const isOther =
    kind !== undefined && kind !== was.kind && fieldKind(kind).figure && fieldKind(was.kind).figure;
  if (!isOther || unitAt(unit)?.unit !== unit) return null;
  return {
    ...OF_ANOTHER,
    mask: undefined,
    cutoff: undefined,
    id: newId(),
    kind,
    value,
    unit,
    approx,
  };
}

/** The words end with the unit of a figure, or with a name that was there: what is before them can be told now. */
export function isComplete(editor: Editor, range: Range, fields: readonly Field[]): boolean {
  const words = Editor.string(editor, range);
  return fields.some(
    ({ unit, value }) => (unit !== '' && words.endsWith(unit)) || (value.length > 1 && words.endsWith(value)),
  );
}
