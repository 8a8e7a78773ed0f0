import { createEditor, Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { isField } from '../../../shared/document/guards.ts';
import { makeOrdinal, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { withReport } from '../../../renderer/editor/create-report-editor.ts';
import { fieldsFromMasks, insertIndicator } from '../../../renderer/editor/field-commands.ts';

function open(...blocks: Block[]) {
  const editor = withReport(createEditor());
  editor.children = blocks;
  Editor.normalize(editor, { force: true });
  return editor;
}

const blocksOf = (editor: Editor) => editor.children as unknown as Block[];
const fieldsOf = (editor: Editor): Field[] =>
  blocksOf(editor).flatMap((block) => (block.type === 'table' ? [] : block.children.filter(isField)));

describe('fieldsFromMasks', () => {
  it('makes fields that read the same, in one step', () => {
    const editor = open(
      makeTitle('题'),
      makeParagraph([makeOrdinal(), { text: '召开会议**次，办理案件***宗，走访xx户。' }]),
    );
    const before = plainText(blocksOf(editor));
    Transforms.select(editor, Editor.end(editor, [1]));
    expect(fieldsFromMasks(editor)).toBe(3);
    expect(plainText(blocksOf(editor))).toBe(before);
    expect(fieldsOf(editor).map(({ mask, unit, label }) => [mask, unit, label])).toEqual([
      ['**', '次', '会议'],
      ['***', '宗', '案件'],
      ['xx', '户', '走访'],
    ]);
    expect(documentProblems(blocksOf(editor))).toEqual([]);
    editor.undo();
    expect(fieldsOf(editor)).toEqual([]);
    expect(plainText(blocksOf(editor))).toBe(before);
  });

  it('takes only what is selected', () => {
    const editor = open(makeParagraph('甲**次，乙**件，丙**宗。'));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 5 }, focus: { path: [0, 0], offset: 9 } });
    expect(fieldsFromMasks(editor)).toBe(1);
    expect(fieldsOf(editor)[0]).toMatchObject({ mask: '**', unit: '件' });
  });
});

describe('insertIndicator', () => {
  it('puts an empty field of the figure at the caret', () => {
    const editor = open(makeTitle('题'), makeParagraph('开展普法。'));
    const indicator = {
      key: 'publicity',
      label: '普法活动',
      kind: 'count',
      unit: '场次',
      sensitivity: 'public',
    } as const;
    Transforms.select(editor, { path: [0, 0], offset: 0 });
    expect(insertIndicator(editor, indicator)).toBeNull();
    Transforms.select(editor, { path: [1, 0], offset: 4 });
    const id = insertIndicator(editor, indicator);
    expect(fieldsOf(editor)).toMatchObject([
      { id, indicator: 'publicity', unit: '场次', sensitivity: 'public', value: '' },
    ]);
    editor.insertText('。');
    expect(plainText(blocksOf(editor))).toBe('题\n开展普法场次。。');
  });
});
