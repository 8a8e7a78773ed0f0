import { Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, TableBlock } from '../../../shared/document/types.ts';
import { insertBlocks } from '../../../renderer/editor/paste.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { editorOf, select, shown } from './editor.ts';
import { fc } from '../../random.ts';

const table = (...rows: string[][]): TableBlock => ({
  type: 'table',
  id: `t${rows.length}${rows[0]?.[0] ?? ''}`,
  children: rows.map((row) => ({
    type: 'table-row',
    children: row.map((text) => ({ type: 'table-cell', children: [{ text }] })),
  })),
});

const typed = (editor: Editor, text: string): string[] => {
  editor.insertText(text);
  return shown(editor);
};

/** The letters of blocks, without what is counted, in the order of the alphabet. */
const letters = (all: readonly Block[]): string =>
  Array.from(plainText(all).replace(/[\s一二三四五六七八九十是、（）]/g, ''))
    .sort()
    .join('');

describe('putting blocks in', () => {
  it('a single paragraph goes on in the line, and the caret behind it', () => {
    const editor = editorOf([makeParagraph('开展检查')]);
    select(editor, [0, 0], 2);
    insertBlocks(editor, [makeParagraph('执法')]);
    expect(typed(editor, '大')).toEqual(['paragraph: 开展执法大检查']);
  });

  it('with a figure and an ordinal too', () => {
    const editor = editorOf([makeParagraph('开展。')]);
    select(editor, [0, 0], 2);
    insertBlocks(editor, [
      makeParagraph([makeOrdinal(), { text: '检查' }, makeField({ value: '12', unit: '次' })]),
    ]);
    expect(typed(editor, '，')).toEqual(['paragraph: 开展一是检查12次，。']);
  });

  it('several: the first joins what is before, the last what is behind', () => {
    const editor = editorOf([makeParagraph('前后')]);
    select(editor, [0, 0], 1);
    insertBlocks(editor, [makeParagraph('甲'), makeHeading(2, '乙'), makeParagraph('丙')]);
    expect(typed(editor, '|')).toEqual(['paragraph: 前甲', 'h2: 乙', 'paragraph: 丙|后']);
  });

  it('headings and tables stay what they are; what stood behind goes on behind them', () => {
    const editor = editorOf([makeParagraph('前后')]);
    select(editor, [0, 0], 1);
    insertBlocks(editor, [makeHeading(1, '甲'), table(['1', '2'])]);
    expect(shown(editor)).toEqual(['paragraph: 前', 'h1: 甲', 'table: 1\t2', 'paragraph: 后']);
    const start = editorOf([makeParagraph('后')]);
    select(start, [0, 0], 0);
    insertBlocks(start, [makeHeading(1, '甲'), makeParagraph('乙')]);
    expect(shown(start)).toEqual(['h1: 甲', 'paragraph: 乙后']);
  });

  it('into an empty paragraph everything comes as it is', () => {
    const editor = editorOf([makeTitle('总结'), makeParagraph('')]);
    select(editor, [1, 0], 0);
    insertBlocks(editor, [makeHeading(1, '甲'), makeParagraph('乙')]);
    expect(typed(editor, '|')).toEqual(['title: 总结', 'h1: 甲', 'paragraph: 乙|']);
  });

  it('fills an empty heading, and cuts a full one in two', () => {
    const editor = editorOf([makeHeading(1, ''), makeParagraph('文')]);
    select(editor, [0, 0], 0);
    insertBlocks(editor, [makeHeading(2, '甲'), makeParagraph('乙')]);
    expect(shown(editor)).toEqual(['h1: 甲', 'paragraph: 乙', 'paragraph: 文']);
    const full = editorOf([makeHeading(1, '前后')]);
    select(full, [0, 0], 1);
    insertBlocks(full, [makeHeading(2, '甲'), makeParagraph('乙')]);
    expect(shown(full)).toEqual(['h1: 前', 'h2: 甲', 'paragraph: 乙', 'paragraph: 后']);
  });

  it('takes the place of what is selected, over several blocks', () => {
    const editor = editorOf([makeParagraph('一二'), makeParagraph('三四')]);
    select(editor, [0, 0], 1, { path: [1, 0], offset: 1 });
    insertBlocks(editor, [makeParagraph('甲'), makeParagraph('乙')]);
    expect(shown(editor)).toEqual(['paragraph: 一甲', 'paragraph: 乙四']);
    editor.undo();
    expect(shown(editor)).toEqual(['paragraph: 一二', 'paragraph: 三四']);
  });

  it('in a cell: words in one line; a table fills the cells from there, adding what is missing', () => {
    const editor = editorOf([table(['1', '2'], ['3', '4']), makeParagraph('文')]);
    select(editor, [0, 0, 0, 0], 1);
    insertBlocks(editor, [makeParagraph('甲'), makeHeading(1, '乙')]);
    expect(shown(editor)[0]).toBe('table: 1甲 乙\t2\n3\t4');
    select(editor, [0, 1, 1, 0], 0);
    insertBlocks(editor, [table(['a', 'b'], ['c', 'd'])]);
    expect(shown(editor)[0]).toBe('table: 1甲 乙\t2\t\n3\ta\tb\n\tc\td');
    editor.undo();
    expect(shown(editor)[0]).toBe('table: 1甲 乙\t2\n3\t4');
  });

  it('loses no word of either, wherever it goes, and one undo takes it back', () => {
    const text = fc.stringMatching(/^[甲乙丙]{0,3}$/);
    const block = fc.oneof(
      text.map((words) => makeParagraph(words)),
      text.map((words) =>
        makeParagraph([makeOrdinal(), { text: words }, makeField({ value: '7', unit: '次' })]),
      ),
      text.map((words) => makeHeading(2, words)),
      fc.tuple(text, text).map((row) => table(row)),
    );
    const blocks = fc.array(block, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(blocks, blocks, fc.nat(), (into, pasted, at) => {
        const editor = editorOf(into.map((one, n) => ({ ...one, id: `i${n}` })));
        const before = blocksOf(editor);
        const points = [...Editor.positions(editor, { at: [] })];
        const point = points[at % points.length];
        // A table takes the place of the cells that it is put over.
        if (!point || (point.path.length > 3 && pasted.length === 1 && pasted[0]?.type === 'table')) return;
        select(editor, point.path, point.offset);
        insertBlocks(editor, pasted);
        shown(editor);
        expect(letters(blocksOf(editor))).toBe(letters([...before, ...pasted]));
        editor.undo();
        expect(blocksOf(editor)).toEqual(before);
      }),
    );
  });
});
