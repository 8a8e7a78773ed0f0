import { Editor, Node, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import { isField } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { editorOf } from '../editor/editor.ts';

const paragraph = (id: string, field: string): Block => ({
  ...makeParagraph([{ text: '共' }, { ...makeField({ value: '3', unit: '次' }), id: field }, { text: '。' }]),
  id,
});

describe('ids of what comes in', () => {
  it('are its own, also of many in one change and of what was taken out in between', () => {
    const editor = editorOf([paragraph('a', 'f')]);
    Editor.withoutNormalizing(editor, () => {
      Transforms.insertNodes(
        editor,
        [paragraph('b', 'g'), paragraph('b', 'f'), paragraph('a', 'g')] as never,
        {
          at: [1],
        },
      );
      Transforms.removeNodes(editor, { at: [1] });
      Transforms.insertNodes(editor, [paragraph('b', 'g'), paragraph('b', 'g')] as never, { at: [1] });
    });
    const ids = blocksOf(editor).map(({ id }) => id);
    const fields = [...Node.elements(editor)].flatMap(([node]) => (isField(node) ? [node.id] : []));
    expect([ids.length, new Set(ids).size, fields.length, new Set(fields).size]).toEqual([5, 5, 5, 5]);
    expect([ids[1], fields[1]]).toEqual(['b', 'g']);
  });
});
