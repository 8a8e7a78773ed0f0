import { Node } from 'slate';
import { ReactEditor } from 'slate-react';
import { describe, expect, it } from 'vitest';

import type { ReportEditor } from '../../../renderer/editor/create-report-editor.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import { editorOf, select, shown } from './editor.ts';

/** What React knows the nodes by: what keeps its key stays on the page. */
const key = (editor: ReportEditor, path: number[]): string =>
  ReactEditor.findKey(editor, Node.get(editor, path)).id;

const keys = (editor: ReportEditor): string[] =>
  [...Node.nodes(editor)].map(([node]) => ReactEditor.findKey(editor, node).id);

const report = (): ReportEditor => {
  const field = makeField({ value: '3', unit: '次' });
  const editor = editorOf([makeParagraph([{ text: '全年学法' }, field, { text: '，成效明显。' }])]);
  keys(editor);
  return editor;
};

describe('what a split paragraph leaves on the page', () => {
  it('is the second half where that is the larger one', () => {
    const editor = report();
    const [block, text, field] = [key(editor, [0]), key(editor, [0, 0]), key(editor, [0, 1])];
    select(editor, [0, 0], 2);
    editor.insertBreak();
    expect(shown(editor)).toEqual(['paragraph: 全年', 'paragraph: 学法3次，成效明显。']);
    expect([key(editor, [1]), key(editor, [1, 0]), key(editor, [1, 1])]).toEqual([block, text, field]);
    expect(new Set(keys(editor)).size).toBe(keys(editor).length);
  });

  it('is the first half where that is, and at the end of a paragraph', () => {
    for (const offset of [2, '，成效明显。'.length]) {
      const editor = report();
      const [block, text] = [key(editor, [0]), key(editor, [0, 2])];
      select(editor, [0, 2], offset);
      editor.insertBreak();
      expect([key(editor, [0]), key(editor, [0, 2])]).toEqual([block, text]);
      expect(new Set(keys(editor)).size).toBe(keys(editor).length);
    }
  });

  it('comes together again with undo, each node known by itself', async () => {
    const editor = report();
    select(editor, [0, 0], 2);
    await Promise.resolve();
    editor.insertBreak();
    editor.undo();
    expect(shown(editor)).toEqual(['paragraph: 全年学法3次，成效明显。']);
    expect(new Set(keys(editor)).size).toBe(keys(editor).length);
  });
});
