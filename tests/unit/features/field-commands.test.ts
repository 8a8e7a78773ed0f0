import { createEditor, Editor, Text, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { isField } from '../../../shared/document/guards.ts';
import { makeField, makeOrdinal, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { withReport } from '../../../renderer/editor/create-report-editor.ts';
import { addField, fieldsFromMasks, insertIndicator } from '../../../renderer/editor/field-commands.ts';

function open(...blocks: Block[]) {
  const editor = withReport(createEditor());
  editor.children = blocks;
  Editor.normalize(editor, { force: true });
  return editor;
}

const blocksOf = (editor: Editor) => editor.children as unknown as Block[];
const fieldsOf = (editor: Editor): Field[] =>
  blocksOf(editor).flatMap((block) => (block.type === 'table' ? [] : block.children.filter(isField)));

const cell = (text: string) => ({ type: 'table-cell' as const, children: [{ text }] });

const none = (why: string) => {
  throw new Error(why);
};

/** Selects these words. */
const part = (editor: Editor, words: string): void => {
  for (const [node, path] of Editor.nodes(editor, { at: [], match: (one) => Text.isText(one) })) {
    const offset = Text.isText(node) ? node.text.indexOf(words) : -1;
    if (offset < 0) continue;
    Transforms.select(editor, { anchor: { path, offset }, focus: { path, offset: offset + words.length } });
    return;
  }
  throw new Error(`no ${words}`);
};

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

describe('fieldsFromMasks in a table', () => {
  it('takes the cell of the caret', () => {
    const editor = open({
      type: 'table',
      id: 't',
      children: [{ type: 'table-row', children: [cell('**次'), cell('**宗')] }],
    });
    Transforms.select(editor, { path: [0, 0, 1, 0], offset: 1 });
    expect(fieldsFromMasks(editor)).toBe(1);
    expect(documentProblems(blocksOf(editor))).toEqual([]);
    expect(Editor.string(editor, [0, 0, 0])).toBe('**次');
    expect(Editor.string(editor, [0, 0, 1])).toBe('');
  });
});

describe('addField', () => {
  it('makes a mask a field that waits for its value, and takes no space along', () => {
    const editor = open(makeParagraph('办理案件**宗，表彰 12名 先进。'));
    part(editor, '**宗');
    expect(addField(editor, none)).not.toBeNull();
    expect(fieldsOf(editor)[0]).toMatchObject({
      kind: 'count',
      value: '',
      unit: '宗',
      mask: '**',
      label: '案件',
    });
    part(editor, ' 12名 ');
    expect(addField(editor, none)).not.toBeNull();
    expect(plainText(blocksOf(editor))).toBe('办理案件**宗，表彰 12名 先进。');
  });

  it('keeps the comment and the secrecy of the words', () => {
    const marked = { text: '办理案件12宗', secret: true, c_t1: true } as { text: string };
    const editor = open(makeParagraph([marked, { text: '。' }]));
    part(editor, '12宗');
    addField(editor, none);
    expect(fieldsOf(editor)[0]).toMatchObject({ value: '12', secret: true, c_t1: true });
  });

  it('makes fields of each figure and mask where a clause is selected', () => {
    const editor = open(makeParagraph('召开会议12次，办理案件**宗。'));
    part(editor, '召开会议12次，办理案件**宗。');
    const id = addField(editor, none);
    expect(fieldsOf(editor).map(({ value, unit }) => value + unit)).toEqual(['12次', '宗']);
    expect(fieldsOf(editor)[0]?.id).toBe(id);
    editor.undo();
    expect(fieldsOf(editor)).toEqual([]);
  });

  it('gives the field that is selected, and never deletes one', () => {
    const field = makeField({ value: '12', unit: '次' });
    const editor = open(makeParagraph([{ text: '召开会议' }, field, { text: '学习法律' }]));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 4 }, focus: { path: [0, 2], offset: 0 } });
    expect(addField(editor, none)).toBe(field.id);
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 2], offset: 4 } });
    const said: string[] = [];
    expect(addField(editor, (why) => said.push(why))).toBeNull();
    expect(said).toHaveLength(1);
    expect(plainText(blocksOf(editor))).toBe('召开会议12次学习法律');
  });

  it('takes the place of a name, also over the end of a comment', () => {
    const editor = open(
      makeParagraph([{ text: '由云', c_t1: true } as { text: string }, { text: '川市组织。' }]),
    );
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [0, 1], offset: 2 } });
    addField(editor, none);
    expect(fieldsOf(editor)[0]).toMatchObject({ kind: 'place', value: '云川', unit: '市', c_t1: true });
    expect(plainText(blocksOf(editor))).toBe('由云川市组织。');
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
