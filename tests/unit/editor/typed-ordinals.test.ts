import { Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { blocksOf } from '../../../renderer/editor/places.ts';
import { isOrdinal } from '../../../shared/document/guards.ts';
import type { Inline } from '../../../shared/document/types.ts';
import { caretAt, editorFrom, reads, tick, type TestEditor } from './report-editor.ts';

/** Commits words as an input method does, one after the other. */
async function type(editor: TestEditor, ...words: string[]): Promise<void> {
  for (const word of words) {
    editor.insertText(word);
    await tick();
  }
}

const end = (editor: TestEditor, block: number): void =>
  Transforms.select(editor, Editor.end(editor, [block]));
const ordinals = (editor: TestEditor): number =>
  blocksOf(editor).reduce(
    (sum, block) => sum + (block.children as Inline[]).filter((node) => isOrdinal(node)).length,
    0,
  );
const caret = (editor: TestEditor): string => {
  const at = editor.selection!.anchor;
  const block = blocksOf(editor)[at.path[0]!]!;
  const before = (block.children as Inline[])
    .slice(0, at.path[1])
    .map((node) => ('text' in node ? node.text : '◆'));
  return before.join('') + Editor.string(editor, at.path).slice(0, at.offset);
};

describe('typed ordinals', () => {
  it('at the start of a paragraph, behind a mark, letter by letter or in a phrase', async () => {
    for (const words of [['一是'], ['一', '是'], ['一是加强领导']]) {
      const editor = editorFrom('一、甲', '');
      end(editor, 1);
      await type(editor, ...words);
      expect(ordinals(editor)).toBe(1);
      expect(reads(editor)[1]).toBe(words.join(''));
      expect(caret(editor)).toBe(words.join('').replace('一是', '◆'));
    }
    const editor = editorFrom('一、甲', '有两个问题：');
    end(editor, 1);
    await type(editor, '一是', '人手不足。', '二是', '经费有限。');
    expect(ordinals(editor)).toBe(2);
    expect(reads(editor)[1]).toBe('有两个问题：一是人手不足。二是经费有限。');
  });

  it('several at once, as speech or a phrase book puts them in', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    await type(editor, '一是抓学习。二是抓落实。三是抓监督。');
    expect(ordinals(editor)).toBe(3);
    expect(caret(editor)).toBe('◆抓学习。◆抓落实。◆抓监督。');
    await type(editor, '首先，看方向。其次，看路子。再次，看成效。');
    expect(ordinals(editor)).toBe(6);
    expect(reads(editor)[1]).toBe(
      '一是抓学习。二是抓落实。三是抓监督。首先，看方向。其次，看路子。再次，看成效。',
    );
    editor.undo();
    expect(ordinals(editor)).toBe(3);
  });

  it('in the middle, and what stands behind counts on', async () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。');
    caretAt(editor, 1, '天。');
    await type(editor, '二是', '人。');
    expect(reads(editor)[1]).toBe('一是天。二是人。三是地。');
  });

  it('a wrong one is put right', async () => {
    const editor = editorFrom('一、甲', '<是>天。');
    end(editor, 1);
    await type(editor, '三是', '地。', '二是');
    expect(reads(editor)[1]).toBe('一是天。二是地。三是');
  });

  it('一是 again behind a colon or in another paragraph begins anew, elsewhere it counts on', async () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。', '');
    end(editor, 2);
    await type(editor, '一是', '人。');
    expect(reads(editor)[2]).toBe('一是人。');
    end(editor, 1);
    await type(editor, '一是', '和。', '另有：', '一是');
    expect(reads(editor)[1]).toBe('一是天。二是地。三是和。另有：一是');
  });

  it('one undo brings the words back, and then they stay', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    await type(editor, '一是');
    editor.undo();
    await tick();
    expect(ordinals(editor)).toBe(0);
    expect(reads(editor)[1]).toBe('一是');
    await type(editor, '一', '，二是二');
    expect(reads(editor)[1]).toBe('一是一，二是二');
    const another = editorFrom('一、甲', '');
    end(another, 1);
    await type(another, '一是');
    another.undo();
    another.undo();
    expect(reads(another)[1]).toBe('');
    another.redo();
    another.redo();
    expect(ordinals(another)).toBe(1);
  });

  it('not within a word, behind a field or an ordinal, in a heading, in a deletion', async () => {
    const editor = editorFrom('一、甲', '统', '<是>[3次]', '一、');
    end(editor, 1);
    await type(editor, '一是', '之一要');
    end(editor, 2);
    await type(editor, '一是');
    end(editor, 3);
    await type(editor, '一是');
    expect(ordinals(editor)).toBe(1);
    Transforms.setNodes(editor, { del: 'r' } as object, { at: [1, 0] });
    end(editor, 1);
    await type(editor, '。一是');
    expect(ordinals(editor)).toBe(1);
  });

  it('首先 is an adverb until 其次 follows', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    await type(editor, '首先，', '抓学习。');
    expect(ordinals(editor)).toBe(0);
    await type(editor, '其次，');
    expect(ordinals(editor)).toBe(2);
    expect(reads(editor)[1]).toBe('首先，抓学习。其次，');
    expect(caret(editor)).toBe('◆抓学习。◆');
    await type(editor, '抓落实。', '再次，');
    expect(ordinals(editor)).toBe(3);
    const alone = editorFrom('一、甲', '<是>天。');
    end(alone, 1);
    await type(alone, '首先，', '人。', '其次', '是');
    expect(ordinals(alone)).toBe(1);
  });

  it('一要, 第一，', async () => {
    const editor = editorFrom('一、甲', '', '');
    end(editor, 1);
    await type(editor, '一要', '天。', '二要', '地。');
    end(editor, 2);
    await type(editor, '第一，', '人。', '第二，', '和。');
    expect(ordinals(editor)).toBe(4);
    expect(reads(editor).slice(1)).toEqual(['一要天。二要地。', '第一，人。第二，和。']);
  });

  it('not while it is composed, but when that has ended', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    editor.beginComposition();
    editor.insertText('一是');
    expect(ordinals(editor)).toBe(0);
    editor.endComposition();
    expect(ordinals(editor)).toBe(1);
    editor.undo();
    expect(reads(editor)[1]).toBe('一是');
    expect(ordinals(editor)).toBe(0);
  });

  it('also where the next word is begun before the page is drawn', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    for (const words of ['有问题：', '一是', '人手不足。', '三是', '经费有限。']) {
      editor.beginComposition();
      editor.insertText(words);
      await tick();
    }
    editor.endComposition();
    expect(ordinals(editor)).toBe(2);
    expect(reads(editor)[1]).toBe('有问题：一是人手不足。二是经费有限。');
    expect(caret(editor)).toBe('有问题：◆人手不足。◆经费有限。');
  });

  it('a run that another one has interrupted is left as typed', async () => {
    const editor = editorFrom('一、甲', '<是>天。<要>地。');
    end(editor, 1);
    await type(editor, '二是', '人。');
    expect(reads(editor)[1]).toBe('一是天。一要地。二是人。');
    expect(ordinals(editor)).toBe(2);
  });

  it('keeps the marks of the text that it is typed into', async () => {
    const editor = editorFrom('一、甲', '新写。');
    Transforms.setNodes(editor, { ins: 'r1', c_t: true } as object, { at: [1, 0] });
    end(editor, 1);
    await type(editor, '一是');
    const ordinal = (blocksOf(editor)[1]!.children as Inline[]).find((node) => isOrdinal(node));
    expect(ordinal).toMatchObject({ ins: 'r1', c_t: true });
  });
});

describe('a number typed again', () => {
  it('behind the ordinal that Enter has put there is no second one', async () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。');
    end(editor, 2);
    editor.insertBreak();
    await tick();
    await type(editor, '三是', '人。');
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地。', '三是人。']);
    await tick();
    editor.undo();
    editor.undo();
    // The words, which nobody would have wanted: but they were typed.
    expect(reads(editor)[3]).toBe('三是三是');
  });

  it('begins anew where it is 一是', async () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。');
    end(editor, 2);
    editor.insertBreak();
    await tick();
    await type(editor, '一是人。');
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地。', '一是人。']);
  });

  it('of another kind is text', async () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。');
    end(editor, 2);
    editor.insertBreak();
    await tick();
    await type(editor, '第三，');
    expect(reads(editor)[3]).toBe('三是第三，');
  });
});

describe('第一、', () => {
  it('is an ordinal with its comma', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    await type(editor, '第一、', '抓学习。', '第二、', '抓落实。');
    expect(reads(editor)[1]).toBe('第一，抓学习。第二，抓落实。');
  });
});

/** What the report reads like when these words were typed at the end of the block. */
const typed = async (lines: string[], block: number, ...words: string[]): Promise<string[]> => {
  const editor = editorFrom(...lines);
  end(editor, block);
  await type(editor, ...words);
  return reads(editor);
};

describe('the number of a heading', () => {
  it('that is due makes the paragraph that heading', async () => {
    expect(await typed(['一、甲', '', '一、丙'], 1, '二、', '乙')).toEqual(['一、甲', '二、乙', '三、丙']);
    const editor = editorFrom('一、甲', '', '');
    end(editor, 1);
    await type(editor, '（一）');
    expect(blocksOf(editor)[1]).toMatchObject({ type: 'heading', level: 2, children: [{ text: '' }] });
    end(editor, 2);
    await type(editor, '1', '.', '抓学习');
    expect(blocksOf(editor)[2]).toMatchObject({ type: 'heading', level: 3, children: [{ text: '抓学习' }] });
  });

  it('one undo brings it back, and then it stays', async () => {
    const editor = editorFrom('一、甲', '');
    end(editor, 1);
    await type(editor, '二、');
    editor.undo();
    expect(blocksOf(editor)[1]).toMatchObject({ type: 'paragraph', children: [{ text: '二、' }] });
    await tick();
    await type(editor, '三季度');
    expect(reads(editor)[1]).toBe('二、三季度');
    expect(blocksOf(editor)[1]!.type).toBe('paragraph');
  });

  it('that is not due, or has words around it, is text', async () => {
    expect(await typed(['一、甲', ''], 1, '三、', '四季度')).toEqual(['一、甲', '三、四季度']);
    expect(await typed(['一、甲', '共'], 1, '二、')).toEqual(['一、甲', '共二、']);
    expect(await typed(['一、甲', ''], 1, '1', '.', '2', '万人')).toEqual(['一、甲', '1.2万人']);
    const editor = editorFrom('一、甲', '季度');
    Transforms.select(editor, Editor.start(editor, [1]));
    await type(editor, '二、');
    expect(blocksOf(editor)[1]!.type).toBe('paragraph');
  });
});
