import { Editor, Range, Transforms, type Path, type RangeRef } from 'slate';

import type { Field } from '../../shared/document/types.ts';
import { takesMore, typedOver, type TypedOver } from '../../shared/structure/typed-over.ts';
import {
  deleteBeside,
  fieldBehind,
  fieldPath,
  fieldsUnder,
  isMasked,
  lastTyped,
  rewriteField,
  writtenOver,
  type FieldsUnder,
} from './fields-under.ts';
import { keepFields } from './keep-fields.ts';
import { asOneStep, intoLastStep, type HistoryStepsEditor } from './with-history-steps.ts';
import {
  isComplete,
  MASKED,
  otherFigure,
  ownField,
  OWN_NAME,
  settleComposed,
  stillOpen,
  writeOver,
} from './write-over.ts';

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
    // 80% over 宗: another kind of figure, masked as this one was.
    const other = otherFigure(one.was, next);
    if (other) {
      intoLastStep(editor, () => rewriteField(editor, path, other));
      const made = fieldBehind(editor)?.field;
      if (made) goOn(made, next, asIs(made), null);
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
      rewriteField(editor, path, {
        ...writtenOver(one.was, back.over),
        unit: back.over.props.unit || one.was.unit,
      });
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
        waitFor(
          writeOver(editor, found, () => insertText(text, options), state.tell),
          text,
        );
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
    if (one && takeBack(one)) return;
    if (!state.busy) end();
    deleteBackward(unit);
  };

  /** Takes the last letter away that is to be seen in the field; false where it was the first. */
  const takeBack = (one: Taking): boolean => {
    for (let shorter = one.typed.slice(0, -1); shorter !== ''; shorter = shorter.slice(0, -1)) {
      const over = typedOver(one.was, shorter);
      const path = fieldBehind(editor)?.path;
      const field = fieldBehind(editor)?.field;
      const props = over && writtenOver(one.was, over);
      const isSeen =
        props && field && (props.value !== field.value || (props.unit ?? field.unit) !== field.unit);
      if (over && path && isSeen) {
        quietly(() => intoLastStep(editor, () => rewriteField(editor, path, props)));
        goOn(one.was, shorter, over, null);
        return true;
      }
    }
    return false;
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

const asIs = ({ value, unit, approx }: Field): TypedOver => ({ is: 'value', props: { value, unit, approx } });
