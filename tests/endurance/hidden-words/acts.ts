import { Editor, Transforms } from 'slate';

import { addItem, changeField } from '../../../renderer/editor/commands.ts';
import { addField } from '../../../renderer/editor/field-commands.ts';
import { joinAtOrdinal, joinBlocks, setLayout, setScheme } from '../../../renderer/editor/items.ts';
import { setLevel, shiftLevel } from '../../../renderer/editor/levels.ts';
import { moveBy } from '../../../renderer/editor/move.ts';
import { blocksOf, fieldEntries } from '../../../renderer/editor/places.ts';
import { secrecyState, toggleSecretBlocks, toggleSecretSentences } from '../../../renderer/editor/secrecy.ts';
import {
  addColumn,
  addRow,
  insertTable,
  removeColumns,
  removeRows,
} from '../../../renderer/editor/table-commands.ts';
import { decideChanges, openChanges } from '../../../renderer/features/review/review-actions.ts';
import { isTable } from '../../../shared/document/guards.ts';
import type { Desk } from './desk.ts';
import { hasHidden } from './report.ts';

/** What a writer does to a report, and none of it a decision to publish: whatever the order, hidden words stay hidden. */
export const ACTS = {
  type: (desk) => {
    desk.put();
    for (const letter of '又写') desk.editor.insertText(letter);
  },
  'type over': (desk) => {
    desk.select();
    desk.editor.insertText('改');
  },
  backspace: (desk) => {
    desk.put();
    desk.editor.deleteBackward('character');
  },
  'backspace at the start': ({ editor, draw }) => {
    Transforms.select(editor, Editor.start(editor, [draw.below(editor.children.length)]));
    editor.deleteBackward('character');
  },
  delete: (desk) => {
    desk.put();
    desk.editor.deleteForward('character');
  },
  'delete at the end': ({ editor, draw }) => {
    Transforms.select(editor, Editor.end(editor, [draw.below(editor.children.length)]));
    editor.deleteForward('character');
  },
  'delete a stretch': (desk) => {
    desk.select();
    desk.editor.deleteFragment();
  },
  break: (desk) => {
    desk.put();
    desk.editor.insertBreak();
  },
  'break over': (desk) => {
    desk.select();
    desk.editor.insertBreak();
  },
  level: (desk) => {
    desk.put();
    setLevel(desk.editor, desk.draw.pick([0, 1, 2, 3, 4]));
  },
  'level of several': (desk) => {
    desk.select();
    setLevel(desk.editor, desk.draw.pick([0, 1, 2, 3, 4]));
  },
  deeper: (desk) => {
    desk.put();
    shiftLevel(desk.editor, desk.draw.pick([1, -1]));
  },
  move: (desk) => {
    desk.put();
    moveBy(desk.editor, desk.draw.pick([1, -1]));
  },
  item: (desk) => {
    desk.put();
    addItem(desk.editor);
  },
  scheme: (desk) => {
    desk.put();
    setScheme(desk.editor, desk.draw.pick(['shi', 'yao', 'di']));
  },
  layout: (desk) => {
    desk.put();
    setLayout(desk.editor, desk.draw.pick(['together', 'apart']));
  },
  field: (desk) => {
    desk.select();
    addField(desk.editor, () => undefined);
  },
  // A hidden value stays as it is: the new one would say nothing about where the old one went.
  'change a field': ({ editor, draw }) => {
    const open = fieldEntries(editor).filter(({ field }) => !field.secret && !hasHidden(field.value));
    if (open.length > 0) changeField(editor, draw.pick(open).field.id, { value: '9' });
  },
  table: (desk) => {
    desk.put();
    insertTable(desk.editor, 2, 2);
  },
  row: (desk) => {
    desk.put();
    addRow(desk.editor, 'below');
  },
  column: (desk) => {
    desk.put();
    addColumn(desk.editor, 'left');
  },
  'remove a row': (desk) => {
    desk.put();
    removeRows(desk.editor);
  },
  'remove a column': (desk) => {
    desk.put();
    removeColumns(desk.editor);
  },
  join: ({ editor, draw }) => {
    const at = 1 + draw.below(editor.children.length - 1);
    const [before, behind] = blocksOf(editor).slice(at - 1, at + 1);
    if (!before || !behind || isTable(before) || isTable(behind)) return;
    Editor.withoutNormalizing(editor, () => joinBlocks(editor, at));
  },
  'join an item': ({ editor, draw }) => {
    joinAtOrdinal(editor, 1 + draw.below(editor.children.length - 1));
  },
  copy: (desk) => desk.copy(),
  cut: (desk) => {
    desk.copy();
    desk.editor.deleteFragment();
  },
  'copy and paste': (desk) => {
    desk.copy();
    desk.put();
    desk.paste();
  },
  paste: (desk) => {
    desk.put();
    desk.paste();
  },
  'paste over': (desk) => {
    desk.select();
    desk.paste();
  },
  drag: (desk) => desk.drag(false),
  'drag a copy': (desk) => desk.drag(true),
  replace: (desk) => desk.replace(),
  undo: ({ editor }) => editor.undo(),
  'undo thrice': ({ editor }) => {
    for (let times = 0; times < 3; times += 1) editor.undo();
  },
  redo: ({ editor }) => editor.redo(),
  suggest: ({ session: { review } }) => review.setSuggesting(!review.isSuggesting()),
  accept: (desk) => decide(desk, true),
  reject: (desk) => decide(desk, false),
  // Twice as likely as the others: there is nothing to bring back in the first acts of a walk.
  'bring back': (desk) => bringBack(desk),
  'bring another back': (desk) => bringBack(desk),
  // These only hide: the same commands make hidden words public, which is a decision.
  hide: (desk) => {
    desk.put();
    const block = blocksOf(desk.editor)[desk.editor.selection?.anchor.path[0] ?? 0];
    if (block && !block.secret) toggleSecretBlocks(desk.editor);
  },
  'hide sentences': (desk) => {
    desk.select();
    if (secrecyState(desk.editor).sentence === false) toggleSecretSentences(desk.editor);
  },
} as const satisfies Record<string, (desk: Desk) => void>;

export type ActName = keyof typeof ACTS;

function decide({ session, draw }: Desk, accepted: boolean): void {
  const some = [...openChanges(session)].filter(() => draw.chance(0.5));
  if (some.length > 0) decideChanges(session, some, accepted);
}

function bringBack({ session, draw, versions }: Desk): void {
  if (versions.length > 0) session.restoreVersion(draw.pick(versions));
}
