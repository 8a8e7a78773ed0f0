import type { KeyboardEvent } from 'react';
import type { Editor } from 'slate';
import type { ReactEditor } from 'slate-react';

import { hasOwnId, isField } from '../../shared/document/guards.ts';
import type { Field, HeadingLevel, Image, Note } from '../../shared/document/types.ts';
import { isPressed } from '../commands/chord.ts';
import { addItem, nextEmptyField } from './commands.ts';
import { addField } from './field-commands.ts';
import { toggleFormat } from './formats.ts';
import { setLevel, shiftLevel } from './levels.ts';
import { movableAt, moveBy } from './move.ts';
import { selectionEdges } from './item-places.ts';
import { blockAt, blocksOf, voidAfter, voidBefore } from './places.ts';
import { toggleSecretBlocks, toggleSecretSentences } from './secrecy.ts';
import { moveAcrossRows } from './table-arrows.ts';
import { cellAt } from './table-cells.ts';
import { moveCell } from './table-commands.ts';

export const BOLD = 'Ctrl+B';
/** As in LibreOffice; what Word has for it is taken for the zoom. */
export const SUPERSCRIPT = 'Ctrl+Shift+P';

export type PageActions = {
  openCard: (id: string) => void;
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
    if (id) actions.openCard(id);
  };
  if (command && event.altKey) {
    if (event.code === 'KeyH')
      return event.shiftKey ? () => toggleSecretBlocks(editor) : () => toggleSecretSentences(editor);
    const digit = /^(?:Digit|Numpad)([0-4])$/.exec(event.code)?.[1];
    return digit === undefined ? null : () => setLevel(editor, Number(digit) as HeadingLevel | 0);
  }
  if (isPressed(event.nativeEvent, BOLD)) return () => toggleFormat(editor, 'bold');
  if (isPressed(event.nativeEvent, SUPERSCRIPT)) return () => toggleFormat(editor, 'sup');
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
    const found = cardAtCaret(editor);
    return found ? () => actions.openCard(found.id) : null;
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
    : '文件标题、主送机关、附件说明、落款和附件有固定的位置，不能移动。';
}

/** The field, note or image right before or right behind the caret: what has a card. */
export function cardAtCaret(editor: Editor): Field | Note | Image | null {
  const point = editor.selection?.anchor;
  if (!point) return null;
  for (const entry of [voidBefore(editor, point), voidAfter(editor, point)]) {
    const node: unknown = entry?.[0];
    if (hasOwnId(node)) return node;
  }
  return null;
}

/** The field right before or right behind the caret. */
export function fieldAtCaret(editor: Editor): Field | null {
  const found = cardAtCaret(editor);
  return isField(found) ? found : null;
}
