import type { KeyboardEvent } from 'react';
import type { Editor } from 'slate';
import type { ReactEditor } from 'slate-react';

import { isField } from '../../shared/document/guards.ts';
import type { Field, HeadingLevel } from '../../shared/document/types.ts';
import { addItem, nextEmptyField } from './commands.ts';
import { addField } from './field-commands.ts';
import { setLevel, shiftLevel } from './levels.ts';
import { movableAt, moveBy } from './move.ts';
import { selectionEdges } from './item-places.ts';
import { blockAt, blocksOf, voidAfter, voidBefore } from './places.ts';
import { toggleSecretBlocks, toggleSecretSentences } from './secrecy.ts';
import { moveAcrossRows } from './table-arrows.ts';
import { cellAt } from './table-cells.ts';
import { moveCell } from './table-commands.ts';

export type PageActions = {
  editField: (id: string) => void;
  isEmpty: (field: Field) => boolean;
  /** Tells why something can't be done. */
  refuse: (why: string) => void;
};

/** Keys of the page. True when the key was one of them. The input method's own keys never come here. */
export function handlePageKey(event: KeyboardEvent, editor: ReactEditor, actions: PageActions): boolean {
  const action = actionOf(event, editor, actions);
  if (!action) return false;
  event.preventDefault();
  action();
  return true;
}

function actionOf(event: KeyboardEvent, editor: ReactEditor, actions: PageActions): (() => void) | null {
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
    return () => {
      if (!moveBy(editor, step) && !movableAt(editor)) actions.refuse(whyFixed(editor));
    };
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

/** Tab from cell to cell, up and down from row to row and out of the table. */
function tableAction(event: KeyboardEvent, editor: ReactEditor): (() => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Tab' && cellAt(editor, editor.selection?.focus))
    return () => moveCell(editor, event.shiftKey ? -1 : 1);
  if (event.key === 'ArrowDown') return moveAcrossRows(editor, 1, event.shiftKey);
  if (event.key === 'ArrowUp') return moveAcrossRows(editor, -1, event.shiftKey);
  return null;
}

function blockType(editor: Editor): string | undefined {
  return blockAt(editor, editor.selection?.anchor ?? null)?.block.type;
}

/** Why what the caret stands in can't be moved by itself. */
function whyFixed(editor: Editor): string {
  const [start, end] = selectionEdges(editor) ?? [];
  const blocks = blocksOf(editor).slice(start?.path[0], (end?.path[0] ?? 0) + 1);
  return blocks.some(({ type }) => type === 'heading')
    ? '标题要连同整节一起移：按 Alt+Shift+↑、Alt+Shift+↓，或在提纲里拖。'
    : '文件标题、主送机关、附件说明和落款有固定的位置，不能移动。';
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
