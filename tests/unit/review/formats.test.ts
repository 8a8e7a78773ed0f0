import { Editor, Text, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { blocksOf, desk } from '../../property/review-desk.ts';

const bold = (editor: Editor): void =>
  Transforms.setNodes(editor, { bold: true } as object, {
    at: Editor.range(editor, [1]),
    match: Text.isText,
  });
const wordsOf = (blocks: readonly Block[]): unknown => blocks[1]?.children;

describe('formats under suggestion', () => {
  it('are a change that can be rejected, and one again after it was taken back', () => {
    const one = desk([makeTitle('总结'), makeParagraph('依法行政')]);
    one.sitDown('甲');
    bold(one.editor);
    const [change] = one.rows.values();
    expect(change).toMatchObject({ kind: 'format', author: '甲' });
    expect(wordsOf(blocksOf(one.editor))).toEqual([
      { text: '依法行政', bold: true, fmt: change?.id, was: '' },
    ]);
    expect(wordsOf(originalView(blocksOf(one.editor)))).toEqual([{ text: '依法行政' }]);
    Transforms.unsetNodes(one.editor, 'bold', { at: [1], match: Text.isText, mode: 'all' });
    expect(wordsOf(blocksOf(one.editor))).toEqual([{ text: '依法行政' }]);
  });

  it('of words typed behind a changed format are theirs from the start', () => {
    for (const author of ['乙', null]) {
      const one = desk([makeTitle('总结'), makeParagraph('依法行政')]);
      one.sitDown('甲');
      bold(one.editor);
      one.sitDown(author);
      Transforms.select(one.editor, Editor.end(one.editor, [1]));
      one.editor.insertText('好');
      const blocks = blocksOf(one.editor);
      expect(wordsOf(finalView(blocks))).toEqual([{ text: '依法行政好', bold: true }]);
      const typed = blocks[1]?.children.find((node) => 'text' in node && node.text.includes('好'));
      expect(typed).not.toHaveProperty('fmt');
      // Rejecting the change of the others leaves the new words as they were typed.
      if (author === null)
        expect(wordsOf(originalView(blocks))).toEqual([{ text: '依法行政' }, { text: '好', bold: true }]);
    }
  });
});
