import { createEditor, Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { selectedPhrase } from '../../../renderer/editor/selected-phrase.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';

const policy = editionPolicy(undefined);
const variables = { unit: '青禾镇' };

function phraseOf(...blocks: Block[]) {
  const editor = createEditor();
  editor.isInline = (node) => 'type' in node && node.type === 'field';
  editor.isVoid = editor.isInline;
  editor.children = blocks;
  return selectedPhrase(editor, Editor.range(editor, []), variables, policy);
}
const line = (...nodes: Inline[]): Block => makeParagraph(nodes);

describe('a phrase that is kept to be used again', () => {
  it('has gaps where the public edition hides something', () => {
    const { text, hidden } = phraseOf(
      line(
        makeField({ kind: 'place', variable: 'unit', unit: '镇', label: '单位' }),
        { text: '由' },
        makeField({ kind: 'person', value: '林春生', unit: '书记', unitPlace: 'before' }),
        { text: '带队，调解' },
        makeField({ kind: 'count', value: '7391', unit: '宗' }),
        { text: '，宣讲' },
        makeField({ kind: 'count', value: '36', unit: '场', sensitivity: 'public' }),
        { text: '。' },
      ),
    );
    expect(text).toBe('…镇由书记…带队，调解…宗，宣讲36场。');
    expect(hidden).toBe(3);
  });

  it('leaves behind what is not public', () => {
    expect(phraseOf(line({ text: '甲。' }, { text: '乙。', secret: true }, { text: '丙。' }))).toEqual({
      text: '甲。丙。',
      hidden: 1,
    });
    expect(phraseOf({ ...line({ text: '全段' }), secret: true })).toEqual({ text: '', hidden: 1 });
  });
});
