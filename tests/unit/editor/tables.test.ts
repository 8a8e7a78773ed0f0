import { Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { readDate } from '../../../shared/text/date-text.ts';
import type { TableBlock } from '../../../shared/document/types.ts';
import type { ReportEditor } from '../../../renderer/editor/create-report-editor.ts';
import { insertPart, insertSignature } from '../../../renderer/editor/official-parts.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { selectedCells } from '../../../renderer/editor/table-cells.ts';
import {
  addColumn,
  addRow,
  insertTable,
  moveCell,
  removeColumns,
  removeRows,
  removeTable,
  toggleHeader,
} from '../../../renderer/editor/table-commands.ts';
import { editorOf, select, shown } from './editor.ts';

const table = (): TableBlock => ({
  type: 'table',
  id: 't',
  children: [
    ['a', 'b'],
    ['c', 'd'],
  ].map((row) => ({
    type: 'table-row',
    children: row.map((text) => ({ type: 'table-cell', children: [{ text }] })),
  })),
});

const withTable = (): ReportEditor => editorOf([makeParagraph('前'), table(), makeParagraph('后')]);
const middle = (editor: Editor): string | undefined => shown(editor)[1];
const caret = (editor: Editor): unknown => editor.selection?.anchor.path;

describe('tables', () => {
  it('are put in behind the line, or in the place of an empty one, with the caret in the first cell', () => {
    const editor = editorOf([makeParagraph('前'), makeParagraph('')]);
    select(editor, [0, 0], 1);
    insertTable(editor, 2, 3);
    expect(shown(editor)).toEqual(['paragraph: 前', 'table: \t\t\n\t\t', 'paragraph: ']);
    expect((blocksOf(editor)[1] as TableBlock).children.map((row) => row.header)).toEqual([true, undefined]);
    expect(caret(editor)).toEqual([1, 0, 0, 0]);
    editor.undo();
    select(editor, [1, 0], 0);
    insertTable(editor, 1, 2);
    expect(shown(editor)).toEqual(['paragraph: 前', 'table: \t']);
  });

  it.each<[string, [number, number][], string[]]>([
    [
      'one row',
      [
        [0, 0],
        [0, 1],
      ],
      ['paragraph: 前', 'table: \t\nc\td', 'paragraph: ', 'paragraph: 后'],
    ],
    ['from an empty line', [[0, 1]], ['paragraph: 前', 'table: \t\n\t', 'paragraph: ', 'paragraph: 后']],
  ])('keep every cell when some that are emptied are empty: %s', (where, cells, left) => {
    const first = table();
    first.children[0]!.children[0]!.children = [{ text: '' }];
    const editor = editorOf([makeParagraph('前'), first, makeParagraph(''), makeParagraph('后')]);
    const [from = [0, 0], to] = cells;
    if (where === 'one row') select(editor, [1, ...from, 0], 0, { path: [1, ...to!, 0], offset: 1 });
    else select(editor, [1, 0, 0, 0], 0, { path: [2, 0], offset: 0 });
    editor.deleteFragment();
    expect(shown(editor)).toEqual(left);
  });

  it('grow and shrink by rows and columns, one step each', () => {
    const editor = withTable();
    select(editor, [1, 0, 1, 0], 0);
    addRow(editor, 'below');
    expect(middle(editor)).toBe('table: a\tb\n\t\nc\td');
    addColumn(editor, 'left');
    expect(middle(editor)).toBe('table: a\t\tb\n\t\t\nc\t\td');
    removeRows(editor);
    removeColumns(editor);
    expect(middle(editor)).toBe('table: a\tb\nc\td');
    for (const was of [
      'table: a\t\tb\nc\t\td',
      'table: a\t\tb\n\t\t\nc\t\td',
      'table: a\tb\n\t\nc\td',
      'table: a\tb\nc\td',
    ]) {
      editor.undo();
      expect(middle(editor)).toBe(was);
    }
    select(editor, [1, 0, 0, 0], 0, { path: [1, 1, 0, 0], offset: 0 });
    removeRows(editor);
    expect(shown(editor)).toEqual(['paragraph: 前', 'paragraph: 后']);
  });

  it('are selected as a rectangle, and row by row where the selection goes out of them', () => {
    const editor = withTable();
    select(editor, [1, 0, 1, 0], 1, { path: [1, 1, 0, 0], offset: 0 });
    expect(selectedCells(editor)).toEqual([{ index: 1, rows: [0, 1], columns: [0, 1] }]);
    select(editor, [1, 0, 0, 0], 0, { path: [1, 1, 0, 0], offset: 0 });
    expect(selectedCells(editor)).toEqual([{ index: 1, rows: [0, 1], columns: [0, 0] }]);
    select(editor, [0, 0], 0, { path: [1, 0, 0, 0], offset: 1 });
    expect(selectedCells(editor)).toEqual([{ index: 1, rows: [0, 0], columns: [0, 1] }]);
    select(editor, [1, 0, 0, 0], 0, { path: [1, 0, 0, 0], offset: 1 });
    expect(selectedCells(editor)).toEqual([]);
  });

  it('have a row of headings, or none, and go as a whole', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 0);
    toggleHeader(editor);
    expect((blocksOf(editor)[1] as TableBlock).children[0]?.header).toBe(true);
    // A head of two lines, and away with both.
    const headers = () => (blocksOf(editor)[1] as TableBlock).children.map((row) => row.header === true);
    addRow(editor, 'above');
    expect(headers()).toEqual([true, true, false]);
    toggleHeader(editor);
    expect(headers()).toEqual([false, false, false]);
    editor.undo();
    editor.undo();
    toggleHeader(editor);
    expect((blocksOf(editor)[1] as TableBlock).children[0]).not.toHaveProperty('header');
    removeTable(editor);
    expect(shown(editor)).toEqual(['paragraph: 前', 'paragraph: 后']);
    editor.undo();
    expect(middle(editor)).toBe('table: a\tb\nc\td');
  });

  it('Tab goes from cell to cell, selecting its words, and makes a row at the end', () => {
    const editor = withTable();
    select(editor, [1, 0, 1, 0], 1);
    moveCell(editor, 1);
    expect(caret(editor)).toEqual([1, 1, 0, 0]);
    editor.insertText('x');
    expect(middle(editor)).toBe('table: a\tb\nx\td');
    moveCell(editor, 1);
    moveCell(editor, 1);
    expect(middle(editor)).toBe('table: a\tb\nx\td\n\t');
    moveCell(editor, -1);
    expect(caret(editor)).toEqual([1, 1, 1, 0]);
  });

  it('Enter goes down, and out of the last row', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 0);
    editor.insertBreak();
    expect(caret(editor)).toEqual([1, 1, 0, 0]);
    editor.insertBreak();
    expect(caret(editor)).toEqual([2, 0]);
    const last = editorOf([makeTitle('题'), table()]);
    select(last, [1, 1, 1, 0], 0);
    last.insertBreak();
    expect(shown(last)).toEqual(['title: 题', 'table: a\tb\nc\td', 'paragraph: ']);
  });

  it('no key joins cells, or a cell with a paragraph', () => {
    const editor = withTable();
    const was = shown(editor);
    for (const [path, key] of [
      [[1, 0, 1, 0], 'deleteBackward'],
      [[1, 0, 0, 0], 'deleteBackward'],
      [[2, 0], 'deleteBackward'],
    ] as const) {
      select(editor, [...path], 0);
      editor[key]('character');
      expect(shown(editor)).toEqual(was);
    }
    for (const path of [
      [1, 0, 0, 0],
      [1, 1, 1, 0],
      [0, 0],
    ]) {
      select(editor, path, 1);
      editor.deleteForward('character');
      expect(shown(editor)).toEqual(was);
    }
    expect(caret(editor)).toEqual([1, 0, 0, 0]);
  });

  it('an empty paragraph beside one goes', () => {
    const editor = editorOf([table(), makeParagraph('')]);
    select(editor, [1, 0], 0);
    editor.deleteBackward('character');
    expect(shown(editor)).toEqual(['table: a\tb\nc\td']);
    expect(caret(editor)).toEqual([0, 1, 1, 0]);
  });

  it('a selection over cells empties them, and deletes what is outside', () => {
    const over = (from: [number[], number], to: [number[], number]): string[] => {
      const editor = withTable();
      select(editor, from[0], from[1], { path: to[0], offset: to[1] });
      editor.deleteFragment();
      const after = shown(editor);
      editor.undo();
      expect(shown(editor)).toEqual(shown(withTable()));
      return after;
    };
    expect(over([[1, 0, 1, 0], 0], [[1, 1, 1, 0], 1])).toEqual([
      'paragraph: 前',
      'table: a\t\nc\t',
      'paragraph: 后',
    ]);
    expect(over([[0, 0], 0], [[1, 0, 0, 0], 1])).toEqual(['paragraph: ', 'table: \t\nc\td', 'paragraph: 后']);
    expect(over([[1, 1, 0, 0], 0], [[2, 0], 1])).toEqual(['paragraph: 前', 'table: a\tb\n\t', 'paragraph: ']);
    const typed = withTable();
    select(typed, [1, 0, 0, 0], 0, { path: [1, 0, 1, 0], offset: 1 });
    typed.insertText('x');
    expect(middle(typed)).toBe('table: x\t\nc\td');
  });

  it('a whole table within a selection goes with it', () => {
    const editor = withTable();
    select(editor, [0, 0], 0, { path: [2, 0], offset: 1 });
    editor.deleteFragment();
    expect(shown(editor)).toEqual(['paragraph: ']);
  });

  it('cells hold fields', () => {
    const editor = withTable();
    select(editor, [1, 0, 0, 0], 1);
    Editor.insertNode(editor, makeField({ value: '12', unit: '次' }));
    expect(middle(editor)).toBe('table: a12次\tb\nc\td');
  });
});

const report = (): ReportEditor => editorOf([makeTitle('总结'), makeHeading(1, '情况'), makeParagraph('文')]);

describe('parts of an official document', () => {
  it('go where the layout has them, once each', () => {
    const editor = report();
    insertSignature(editor, '青禾镇', '2025年12月6日');
    insertPart(editor, 'addressee');
    editor.insertText('云川市委：');
    insertPart(editor, 'docnumber');
    editor.insertText('青府〔2025〕1号');
    insertPart(editor, 'attachment');
    editor.insertText('1.名单');
    const lines = [
      'paragraph: 青府〔2025〕1号',
      'title: 总结',
      'paragraph: 云川市委：',
      'h1: 情况',
      'paragraph: 文',
      'paragraph: 附件：1.名单',
      'signature: 镇',
      'signature: 2025年12月6日',
    ];
    expect(shown(editor)).toEqual(lines);
    insertPart(editor, 'addressee');
    expect(caret(editor)).toEqual([2, 0]);
    expect(shown(editor)).toEqual(lines);
  });

  it('a signature gets the half that it lacks, and another date', () => {
    const editor = report();
    insertSignature(editor, '青禾镇', '');
    insertSignature(editor, '青禾镇', '2025年1月2日');
    expect(shown(editor).slice(3)).toEqual(['signature: 镇', 'signature: 2025年1月2日']);
    editor.undo();
    expect(shown(editor).slice(3)).toEqual(['signature: 镇', 'signature: ']);
  });
});

describe('a typed date', () => {
  it('is put into the official form', () => {
    for (const typed of [
      '2025年12月6日',
      '2025-12-06',
      '2025.12.6',
      '2025/12/6',
      '20251206',
      '２０２５年１２月６日',
      '二〇二五年十二月六日',
      '2025 年 12 月 6 日',
    ])
      expect(readDate(typed), typed).toEqual({ ok: true, text: '2025年12月6日' });
  });

  it('that can’t be is refused in words', () => {
    expect(readDate('2025年2月30日')).toEqual({ ok: false, why: '2025年2月没有30日。' });
    expect(readDate('2024-2-29').ok).toBe(true);
    expect(readDate('2025-13-1')).toEqual({ ok: false, why: '没有13月。' });
    expect(readDate('明天').ok).toBe(false);
  });
});
