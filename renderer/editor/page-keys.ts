import type { KeyboardEvent } from 'react';
import type { Editor } from 'slate';

import { isField } from '../../shared/document/guards.ts';
import type { Field, HeadingLevel } from '../../shared/document/types.ts';
import { addItem, nextEmptyField, setLevel, shiftLevel } from './commands.ts';
import { addField } from './field-commands.ts';
import { moveBy } from './move.ts';
import { blockAt, voidAfter, voidBefore } from './places.ts';
import { toggleSecretBlocks, toggleSecretSentences } from './secrecy.ts';
import { cellAt } from './table-cells.ts';
import { moveCell } from './table-commands.ts';
import { goBefore, goBehind } from './with-tables.ts';

export type PageActions = {
  editField: (id: string) => void;
  isEmpty: (field: Field) => boolean;
  /** Tells why something can't be done. */
  refuse: (why: string) => void;
};

/** Keys of the page. True when the key was one of them. The input method's own keys never come here. */
export function handlePageKey(event: KeyboardEvent, editor: Editor, actions: PageActions): boolean {
  const action = actionOf(event, editor, actions);
  if (!action) return false;
  event.preventDefault();
  action();
  return true;
}

function actionOf(event: KeyboardEvent, editor: Editor, actions: PageActions): (() => void) | null {
  const inTable = tableAction(event, editor);
  if (inTable) return inTable;
  const command = event.ctrlKey || event.metaKey;
  const edit = (id: string | null) => {
    if (id) actions.editField(id);
  };
  if (command && event.altKey) {
    if (event.code === 'KeyH')
      return event.shiftKey ? () => toggleSecretBlocks(editor) : () => toggleSecretSentences(editor);
    const digit = /^(?:Digit|Numpad)([0-4])$/.exec(event.code)?.[1];
    return digit === undefined ? null : () => setLevel(editor, Number(digit) as HeadingLevel | 0);
  }
  if (command && event.shiftKey) {
    if (event.code === 'KeyL') return () => addItem(editor);
    if (event.code === 'KeyD') return () => edit(addField(editor, actions.refuse));
    return null;
  }
  if (command) return null;
  if (event.altKey && !event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    return () => void moveBy(editor, step);
  }
  if (event.key === 'Tab' && !event.altKey) {
    const by = event.shiftKey ? -1 : 1;
    const type = blockType(editor);
    if (type === 'heading') return () => void shiftLevel(editor, by);
    // Only where it means something: elsewhere Tab leaves the page, as it must.
    const next = type === 'table' ? null : nextEmptyField(editor, by, actions.isEmpty);
    return next === null ? null : () => edit(next);
  }
  if (event.key === 'F2') {
    const field = fieldAtCaret(editor);
    return field ? () => actions.editField(field.id) : null;
  }
  return null;
}

/** Tab from cell to cell, and the arrows out of a table where nothing that can be written in is beside it. */
function tableAction(event: KeyboardEvent, editor: Editor): (() => void) | null {
  const place = cellAt(editor, editor.selection?.anchor);
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return null;
  const { table, index, row } = place;
  if (event.key === 'Tab') return () => moveCell(editor, event.shiftKey ? -1 : 1);
  if (event.shiftKey) return null;
  if (event.key === 'ArrowDown' && row === table.children.length - 1 && !editor.children[index + 1])
    return () => goBehind(editor, index);
  if (event.key === 'ArrowUp' && row === 0 && index === 0) return () => goBefore(editor, index);
  return null;
}

function blockType(editor: Editor): string | undefined {
  return blockAt(editor, editor.selection?.anchor ?? null)?.block.type;
}

/** The field right before or right behind the caret. */
export function fieldAtCaret(editor: Editor): Field | null {
  const point = editor.selection?.anchor;
  if (!point) return null;
  for (const entry of [voidBefore(editor, point), voidAfter(editor, point)]) {
    if (entry && isField(entry[0])) return entry[0];
  }
  return null;
}
