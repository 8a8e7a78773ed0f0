import { Editor, Path, Range, Text, Transforms, type Point, type RangeRef } from 'slate';

import { isField, isInlineVoid } from '../../shared/document/guards.ts';
import { newId } from '../../shared/document/ids.ts';
import { makeField } from '../../shared/document/make.ts';
import type { Field } from '../../shared/document/types.ts';
import { fieldOfWords } from '../../shared/structure/field-of-words.ts';
import { takesMore, typedOver, type TypedOver } from '../../shared/structure/typed-over.ts';
import { fieldsUnder, fieldWith, isMasked, rewriteField, writtenOver, type FieldsUnder } from './fields-under.ts';
import { anotherOf, keepFields, putField } from './keep-fields.ts';
import { voidBefore } from './places.ts';
import { asOneStep, intoLastStep, type HistoryStepsEditor } from './with-history-steps.ts';

/** A field that goes on taking what is typed right behind it. */
type Taking = {
  at: 'field';
  id: string;
  /** As it stood before it was written over. */
  was: Field;
  /** All that was typed in its place. */
  typed: string;
  /** As far as it makes a value. */
  settled: { typed: string; over: TypedOver } | null;
};

/** Words typed over more than one field: the rest of the fields waits for its place. */
type Waiting = { at: 'words'; fields: readonly Field[]; typed: string };

type State = { tell: (what: string) => void; busy: boolean };

const STATES = new WeakMap<Editor, State>();

const MASKED = (words: string): string =>
  `“${words}”写在不公开的数据上，公开版里仍隐去。要公开，点它，把“公开范围”改为公开。`;
const OWN_NAME = '这里原是全文通用的名称，现在只改了这一处。要处处都改，请在“字段”面板里改。';

/**
 * What is written over a field is its new value: the field keeps what it counts as, how openly it may be printed and its
 * place in the yearly figures. The first letter is taken and so are the letters that follow at its edge; the unit that
 * is typed along is not doubled. Words over a masked field that can't be its value are a masked field of their own. Where
 * more than a field was selected, fields come back where their place can be recognised (`keepFields`).
 *
 * Put it outermost: while suggesting, the outcome becomes a tracked change.
 * @param tell says what became of the words where it isn't plain to see
 */
export function withTypedOver<T extends HistoryStepsEditor>(editor: T, tell: (what: string) => void): T {
  const state: State = { tell, busy: false };
  STATES.set(editor, state);
  const { apply, insertText, deleteFragment, deleteBackward, beginComposition, endComposition } = editor;
  let now: Taking | Waiting | null = null;
  /** Children of the editor when the field had taken its last letter: whatever else is done ends it. */
  let seen: unknown = null;
  /** What a composition has deleted, and what it has written. */
  let under: FieldsUnder | null = null;
  let composed: RangeRef | null = null;

  const end = (): void => {
    now = null;
  };
  const quietly = (work: () => void): void => {
    const was = state.busy;
    state.busy = true;
    try {
      work();
    } finally {
      state.busy = was;
    }
  };
  const taking = (): Taking | null => {
    if (now?.at !== 'field' || editor.children !== seen) return null;
    return fieldBehind(editor)?.field.id === now.id ? now : null;
  };

  /** The field behind which the caret stands now is the one that takes what follows. */
  const goOn = (was: Field, typed: string, over: TypedOver, before: Taking['settled']): void => {
    const found = fieldBehind(editor);
    seen = editor.children;
    now = found && {
      at: 'field',
      id: found.field.id,
      was,
      typed,
      settled: over.is === 'begun' ? before : { typed, over },
    };
  };

  const startOver = (text: string, found: FieldsUnder, path: Path): boolean => {
    const [was] = found.fields;
    if (!was) return false;
    const over = typedOver(was, text);
    const own = over ? writtenOver(was, over) : isMasked(was) ? ownField(was, text) : null;
    if (!own) return false;
    asOneStep(editor, () => {
      Editor.withoutNormalizing(editor, () => {
        deleteBeside(editor, path);
        const at = fieldPath(editor, was.id);
        if (at) rewriteField(editor, at, own);
      });
    });
    if (over) goOn(was, text, over, null);
    else {
      const made = fieldBehind(editor)?.field;
      if (made) goOn({ ...made, unit: made.unit }, text, asIs(made), null);
      state.tell(MASKED(text.trim()));
    }
    if (over && was.variable !== undefined) state.tell(OWN_NAME);
    return true;
  };

  /** Takes the next letters; false where they are for the text. */
  const takeOn = (one: Taking, text: string): boolean => {
    const path = fieldBehind(editor)?.path;
    if (!path) return false;
    const next = one.typed + text;
    const over = takesMore(one.was, one.typed, next);
    if (over) {
      intoLastStep(editor, () => rewriteField(editor, path, writtenOver(one.was, over)));
      goOn(one.was, next, over, one.settled);
      return true;
    }
    const { settled } = one;
    end();
    if (!settled) return false;
    // 人 of 人次, and then 民: what was held back, or taken for another unit, is text.
    const back = settled.over.is === 'unit' && /^\p{Script=Han}/u.test(text) ? withoutUnit(settled) : settled;
    const rest = next.slice(back.typed.length);
    if (rest === text && back === settled) return false;
    intoLastStep(editor, () => {
      rewriteField(editor, path, { ...writtenOver(one.was, back.over), unit: back.over.props.unit || one.was.unit });
      insertText(rest);
    });
    return true;
  };
  const withoutUnit = ({ typed, over }: NonNullable<Taking['settled']>): NonNullable<Taking['settled']> => {
    const shorter = typed.slice(0, typed.length - over.props.unit.length);
    return { typed: shorter, over: { is: 'value', props: { ...over.props, unit: '' } } };
  };

  editor.insertText = (text, options) => {
    const { selection } = editor;
    if (state.busy || text === '' || !selection) {
      insertText(text, options);
      return;
    }
    if (editor.isComposing()) {
      insertText(text, options);
      const typed = lastTyped(editor, text.length);
      composed?.unref();
      composed = typed && Editor.rangeRef(editor, typed);
      return;
    }
    quietly(() => {
      if (Range.isCollapsed(selection)) {
        const one = taking();
        if (one && takeOn(one, text)) return;
        const waits = now?.at === 'words' && editor.children === seen ? now : null;
        end();
        insertText(text, options);
        if (waits) waitOn(waits, text);
        return;
      }
      end();
      const found = fieldsUnder(editor);
      if (!found) insertText(text, options);
      else if (!found.exact || !startOver(text, found, found.exact))
        waitFor(writeOver(editor, found, () => insertText(text, options), state.tell), text);
    });
  };

  /** The fields whose place was not found yet may find it in what is typed on. */
  const waitFor = (fields: readonly Field[], typed: string): void => {
    seen = editor.children;
    now = fields.length > 0 ? { at: 'words', fields, typed } : null;
  };
  const waitOn = (one: Waiting, text: string): void => {
    const { fields } = one;
    const typed = one.typed + text;
    const range = lastTyped(editor, typed.length);
    if (!range || !isComplete(editor, range, fields)) {
      waitFor(range ? fields : [], typed);
      return;
    }
    let left = fields;
    intoLastStep(editor, () => (left = keepFields(editor, fields, range)));
    waitFor(stillOpen(left, fields), '');
  };

  editor.deleteBackward = (unit) => {
    const one = state.busy || unit !== 'character' ? null : taking();
    let shorter = one ? one.typed.slice(0, -1) : '';
    while (one && shorter !== '') {
      const over = typedOver(one.was, shorter);
      const path = fieldBehind(editor)?.path;
      const field = fieldBehind(editor)?.field;
      const props = over && writtenOver(one.was, over);
      const isSeen = props && field && (props.value !== field.value || (props.unit ?? field.unit) !== field.unit);
      if (over && path && isSeen) {
        quietly(() => intoLastStep(editor, () => rewriteField(editor, path, props)));
        goOn(one.was, shorter, over, null);
        return;
      }
      shorter = shorter.slice(0, -1);
    }
    if (!state.busy) end();
    deleteBackward(unit);
  };

  editor.deleteFragment = (direction) => {
    if (!state.busy && editor.isComposing()) {
      under = fieldsUnder(editor);
      quietly(() => deleteFragment(direction));
      return;
    }
    deleteFragment(direction);
  };

  editor.beginComposition = () => {
    under = null;
    composed?.unref();
    composed = null;
    // A field goes on taking what is composed right behind it.
    if (now?.at === 'field' ? !taking() : editor.children !== seen) end();
    beginComposition();
  };

  editor.endComposition = () => {
    endComposition();
    const range = composed?.unref();
    const found = under;
    const one = now;
    composed = null;
    under = null;
    if (!range || Range.isCollapsed(range)) return;
    const text = Editor.string(editor, range);
    quietly(() => {
      if (found) {
        end();
        settleComposed(editor, found, range, state.tell, goOn, waitFor);
      } else if (one?.at === 'field' && fieldBehind(editor, Range.start(range))?.field.id === one.id) {
        const next = one.typed + text;
        const over = takesMore(one.was, one.typed, next);
        const path = fieldBehind(editor, Range.start(range))?.path;
        if (!over || !path) {
          end();
          return;
        }
        intoLastStep(editor, () => {
          Transforms.delete(editor, { at: range });
          rewriteField(editor, path, writtenOver(one.was, over));
        });
        goOn(one.was, next, over, one.settled);
      } else if (one?.at === 'words') waitOn(one, text);
      else end();
    });
  };

  editor.apply = (op) => {
    apply(op);
    if (op.type !== 'set_selection' || state.busy || !now || editor.isComposing()) return;
    if (now.at === 'field') {
      if (fieldBehind(editor)?.field.id !== now.id) end();
    } else if (editor.operations.every(({ type }) => type === 'set_selection')) end();
  };

  return editor;
}

/**
 * Puts something in the place of what is selected, as one step, and keeps the fields that were there where their place
 * can be told (`withTypedOver`). For what is pasted, and for words out of a panel.
 */
export function overFields(editor: Editor, work: () => void): void {
  const state = STATES.get(editor);
  const found = state && !state.busy ? fieldsUnder(editor) : null;
  if (!state || !found) {
    work();
    return;
  }
  state.busy = true;
  try {
    writeOver(editor, found, work, state.tell);
  } finally {
    state.busy = false;
  }
}

/** Words that can be its value put over a field, as if they were typed; false where that isn't what is selected. */
export function typeOver(editor: Editor, words: string): boolean {
  const found = fieldsUnder(editor);
  const [was] = found?.fields ?? [];
  const over = found?.exact && was && !/[\n\r\t]/.test(words) ? typedOver(was, words) : null;
  if (!over || over.is === 'begun') return false;
  editor.insertText(words);
  return true;
}

/** @returns the fields that wait for their place */
function writeOver(
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
    if (found.exact && was && left.length > 0 && isMasked(was)) masked = maskWords(editor, was, from.current ?? start);
  });
  from.unref();
  if (masked) tell(MASKED(masked));
  return masked ? [] : stillOpen(left, found.fields);
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
const stillOpen = (left: readonly Field[], all: readonly Field[]): readonly Field[] => [
  ...left,
  ...all.filter((one) => isMasked(one) && !left.includes(one)).map((one) => anotherOf(one)),
];

/** Where the words will stand that are put in at this place: a place within a field goes before it. */
function placeBefore(editor: Editor, point: { path: Path; offset: number }): { path: Path; offset: number } {
  const inside = Editor.void(editor, { at: point });
  return inside ? (Editor.before(editor, inside[1]) ?? point) : point;
}

/** What a composition has written over fields, which were gone when it began. Part of its step. */
function settleComposed(
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
  const own = over && was ? writtenOver(was, over) : was && found.exact && isMasked(was) ? ownField(was, text) : null;
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

/** More than this is no value but a text. */
const MOST_OF_VALUE = 60;

/**
 * Words over a masked field that can't be its value: a masked field of their own. Null where they are a text in which
 * the figure itself may be looked for.
 */
function ownField(was: Field, words: string): Partial<Field> | null {
  if (words.length > MOST_OF_VALUE || /[\n\r]/.test(words)) return null;
  if (was.unit !== '' && new RegExp(`[\\d０-９]\\s*${was.unit.replaceAll(/[%％]/g, '[%％]')}`).test(words)) return null;
  const { kind = 'organisation', value = words, unit = '', unitPlace, approx } = fieldOfWords(words);
  const made = makeField({ kind, value, unit, ...(unitPlace ? { unitPlace } : {}), ...(approx ? { approx } : {}) });
  const sensitivity = was.sensitivity === 'public' ? 'internal' : was.sensitivity;
  const none = { indicator: undefined, variable: undefined, computed: undefined, source: undefined, last: undefined };
  const rest = { mask: undefined, cutoff: undefined, unitPlace: made.unitPlace, approx: made.approx };
  const { kind: k, value: v, unit: u } = made;
  return { ...none, ...rest, id: newId(), kind: k, value: v, unit: u, sensitivity } as Partial<Field>;
}

const asIs = ({ value, unit, approx }: Field): TypedOver => ({ is: 'value', props: { value, unit, approx } });

/** The field right behind which the point stands. */
function fieldBehind(editor: Editor, point = editor.selection?.anchor): { field: Field; path: Path } | null {
  const { selection } = editor;
  if (!point || (selection && Range.isExpanded(selection))) return null;
  const found = voidBefore(editor, point);
  return found && isField(found[0]) ? { field: found[0], path: found[1] } : null;
}

function fieldPath(editor: Editor, id: string): Path | null {
  for (const [node, path] of Editor.nodes(editor, { at: [], match: (one) => isField(one), voids: true }))
    if ((node as unknown as Field).id === id) return path;
  return null;
}

/** White space that was selected along with a field goes; the field stays. */
function deleteBeside(editor: Editor, path: Path): void {
  const { selection } = editor;
  if (!selection) return;
  for (const [node, at] of [...Editor.nodes(editor, { at: selection, match: Text.isText })].toReversed()) {
    if (Path.isAncestor(path, at) || !Text.isText(node)) continue;
    const part = Range.intersection(selection, Editor.range(editor, at));
    if (part && Range.isExpanded(part)) Transforms.delete(editor, { at: part });
  }
}

/** The `length` characters before the caret, where they stand in one text. */
function lastTyped(editor: Editor, length: number): Range | null {
  const { selection } = editor;
  if (!selection || !Range.isCollapsed(selection)) return null;
  const { path, offset } = selection.anchor;
  return { anchor: { path, offset: Math.max(0, offset - length) }, focus: { path, offset } };
}

/** The words end with the unit of a figure, or with a name that was there: what is before them can be told now. */
function isComplete(editor: Editor, range: Range, fields: readonly Field[]): boolean {
  const words = Editor.string(editor, range);
  return fields.some(({ unit, value }) => (unit !== '' && words.endsWith(unit)) || (value.length > 1 && words.endsWith(value)));
}
