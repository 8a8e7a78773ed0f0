import { Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { continueRun, itemState, restartRun, setLayout, setScheme } from '../../../renderer/editor/items.ts';
import { moveBy, moveTo, movableAt, movableOfOrdinal } from '../../../renderer/editor/move.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { caretAt, caretBehindVoid, editorFrom, pointAt, reads, reportEditor, tick } from './report-editor.ts';

const RUN_IN = ['#标题', '一、工作', '坚持，<是>甲事[3次]；<是>乙事；<是>丙事。', '尾段。', '@青禾镇'];

describe('moving an item', () => {
  it('up and down in running text, the mark of the end staying at the end', () => {
    const editor = editorFrom(...RUN_IN);
    caretAt(editor, 2, '乙');
    expect(moveBy(editor, 1)).toBe(true);
    expect(reads(editor)[2]).toBe('坚持，一是甲事3次；二是丙事；三是乙事。');
    expect(
      Editor.string(editor, editor.selection!.anchor.path).slice(0, editor.selection!.anchor.offset),
    ).toBe('乙');
    moveBy(editor, -1);
    expect(reads(editor)[2]).toBe('坚持，一是甲事3次；二是乙事；三是丙事。');
    moveBy(editor, -1);
    expect(reads(editor)[2]).toBe('坚持，一是乙事；二是甲事3次；三是丙事。');
    expect(moveBy(editor, -1)).toBe(false);
  });

  it('takes its field along, the very same', () => {
    const editor = editorFrom(...RUN_IN);
    const id = () => JSON.stringify(blocksOf(editor)).match(/"id":"(b\d+)","kind"/)?.[1];
    const before = id();
    caretAt(editor, 2, '甲');
    moveBy(editor, 1);
    moveBy(editor, 1);
    expect(reads(editor)[2]).toBe('坚持，一是乙事；二是丙事；三是甲事3次。');
    expect(id()).toBe(before);
  });

  it('each move is one step', async () => {
    const editor = editorFrom(...RUN_IN);
    caretAt(editor, 2, '丙');
    moveBy(editor, -1);
    await tick();
    moveBy(editor, -1);
    editor.undo();
    expect(reads(editor)[2]).toBe('坚持，一是甲事3次；二是丙事；三是乙事。');
    editor.undo();
    expect(reads(editor)[2]).toBe('坚持，一是甲事3次；二是乙事；三是丙事。');
    editor.redo();
    editor.redo();
    expect(reads(editor)[2]).toBe('坚持，一是丙事；二是甲事3次；三是乙事。');
  });

  it('that has its paragraph moves the paragraph, also into another section', () => {
    const editor = editorFrom('#标题', '一、甲', '<是>天。', '<是>地。', '一、乙', '<是>人。', '@落款');
    caretAt(editor, 3, '地');
    moveBy(editor, -1);
    expect(reads(editor).slice(2, 4)).toEqual(['一是地。', '二是天。']);
    moveBy(editor, 1);
    moveBy(editor, 1);
    expect(reads(editor).slice(2)).toEqual(['一是天。', '二、乙', '一是地。', '二是人。', '落款']);
    moveBy(editor, 1);
    expect(moveBy(editor, 1)).toBe(false);
  });

  it('across paragraphs of running text', () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。', '<是>人。<是>和。');
    caretAt(editor, 1, '地');
    moveBy(editor, 1);
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地。三是人。四是和。']);
    moveBy(editor, -1);
    expect(reads(editor).slice(1)).toEqual(['一是天。二是地。', '三是人。四是和。']);
  });

  it('out of running text into a list of paragraphs, as a paragraph, and back', async () => {
    const lines = ['一、甲', '坚持，<是>天；<是>地。', '<是>人。', '<是>和。'];
    const editor = editorFrom(...lines);
    caretAt(editor, 1, '地');
    moveBy(editor, 1);
    expect(reads(editor).slice(1)).toEqual(['坚持，一是天；', '二是地。', '三是人。', '四是和。']);
    await tick();
    moveBy(editor, 1);
    expect(reads(editor).slice(1)).toEqual(['坚持，一是天；', '二是人。', '三是地。', '四是和。']);
    moveBy(editor, -1);
    moveBy(editor, -1);
    expect(reads(editor).slice(1)).toEqual(['坚持，一是天；二是地。', '三是人。', '四是和。']);
    moveBy(editor, -1);
    // Not above the words that lead in to the run.
    expect(reads(editor)[1]).toBe('坚持，一是地；二是天。');
  });

  it('a selection over several moves all of them', () => {
    const editor = editorFrom('一、甲', '<是>天；<是>地；<是>人；<是>和。');
    Transforms.select(editor, { anchor: pointAt(editor, 1, '天'), focus: pointAt(editor, 1, '地') });
    moveBy(editor, 1);
    expect(reads(editor)[1]).toBe('一是人；二是天；三是地；四是和。');
    moveBy(editor, 1);
    expect(reads(editor)[1]).toBe('一是人；二是和；三是天；四是地。');
  });

  it('title, headings and signature stay', () => {
    const editor = editorFrom(...RUN_IN);
    for (const at of [0, 1, 4]) {
      Transforms.select(editor, Editor.start(editor, [at]));
      expect(movableAt(editor)).toBeNull();
    }
    caretAt(editor, 3, '尾');
    expect(moveBy(editor, 1)).toBe(false);
  });

  it('by dragging: out into a paragraph of its own, and in again', () => {
    const editor = editorFrom(...RUN_IN);
    caretAt(editor, 2, '乙');
    const item = movableAt(editor);
    expect(moveTo(editor, item!, { gap: 4 })).toBe(true);
    expect(reads(editor).slice(2)).toEqual([
      '坚持，一是甲事3次；二是丙事。',
      '尾段。',
      '三是乙事；',
      '青禾镇',
    ]);
    const back = movableOfOrdinal(editor, [4, 1]);
    expect(moveTo(editor, back!, { before: [2, 1] })).toBe(true);
    expect(reads(editor).slice(2)).toEqual(['坚持，一是乙事；二是甲事3次；三是丙事。', '尾段。', '青禾镇']);
    // Where it is already, and where nothing may go.
    const here = movableOfOrdinal(editor, [2, 1]);
    for (const place of [{ before: [2, 1] }, { gap: 0 }, { gap: 5 }, { endOf: 3 }]) {
      expect(moveTo(editor, here!, place)).toBe(false);
    }
  });

  it('last year’s sentences stay known as such', () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。', '<是>人。');
    Transforms.setNodes(editor, { carried: { year: 2025, keys: ['a', 'b'] } } as object, { at: [1] });
    caretAt(editor, 1, '地');
    moveBy(editor, 1);
    expect(blocksOf(editor)[2]).toMatchObject({ carried: { year: 2025, keys: ['a', 'b'] } });
  });
});

describe('joining and splitting', () => {
  it('Backspace at an item’s start joins it to the one before, in running text', () => {
    const editor = editorFrom(...RUN_IN);
    caretBehindVoid(editor, 2, 2);
    editor.deleteBackward('character');
    expect(reads(editor)[2]).toBe('坚持，一是甲事3次；乙事；二是丙事。');
  });

  it('and across paragraphs, as Enter split them', async () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地人。');
    caretAt(editor, 2, '地');
    editor.insertBreak();
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地', '三是人。']);
    await tick();
    editor.deleteBackward('character');
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地人。']);
    await tick();
    editor.undo();
    expect(reads(editor).slice(1)).toEqual(['一是天。', '二是地', '三是人。']);
  });

  it('Delete at an item’s end joins the next', () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。');
    Transforms.select(editor, Editor.end(editor, [1]));
    editor.deleteForward('character');
    expect(reads(editor).slice(1)).toEqual(['一是天。地。']);
  });

  it('Backspace behind the only ordinal leaves the text', () => {
    const editor = editorFrom('一、甲', '<是>天。');
    caretBehindVoid(editor, 1, 0);
    editor.deleteBackward('character');
    expect(reads(editor)).toEqual(['一、甲', '天。']);
  });

  it('Enter in an item begins the next, in an empty one it ends the list', async () => {
    const editor = editorFrom('一、甲', '<是>天地。');
    caretAt(editor, 1, '天');
    editor.insertBreak();
    expect(reads(editor)[1]).toBe('一是天二是地。');
    Transforms.select(editor, Editor.end(editor, [1]));
    editor.insertBreak();
    expect(reads(editor)[1]).toBe('一是天二是地。三是');
    editor.insertBreak();
    expect(reads(editor).slice(1)).toEqual(['一是天二是地。', '']);
  });
});

describe('another style', () => {
  it('for one run, its neighbours staying as they are', () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。', '<要>人。<要>和。', '一、乙', '<是>日。');
    caretAt(editor, 2, '人');
    setScheme(editor, 'shi');
    expect(reads(editor)).toEqual(['一、甲', '一是天。二是地。', '一是人。二是和。', '二、乙', '一是日。']);
    setScheme(editor, 'shouxian');
    expect(reads(editor)[2]).toBe('首先，人。其次，和。');
    setScheme(editor, 'di');
    expect(reads(editor)[2]).toBe('第一，人。第二，和。');
    caretAt(editor, 1, '天');
    setScheme(editor, 'di');
    expect(reads(editor).slice(1, 3)).toEqual(['第一，天。第二，地。', '第一，人。第二，和。']);
  });

  it('restart, and on from the run before', () => {
    const editor = editorFrom('一、甲', '<是>天。<是>地。<是>人。');
    caretAt(editor, 1, '地');
    expect(itemState(editor)).toEqual({
      scheme: 'shi',
      layout: 'together',
      first: false,
      restarted: false,
      canContinue: false,
    });
    expect(restartRun(editor)).toBe(true);
    expect(reads(editor)[1]).toBe('一是天。一是地。二是人。');
    expect(itemState(editor)).toMatchObject({ first: true, restarted: true, canContinue: true });
    expect(restartRun(editor)).toBe(false);
    setScheme(editor, 'yao');
    expect(reads(editor)[1]).toBe('一是天。一要地。二要人。');
    expect(continueRun(editor)).toBe(true);
    expect(reads(editor)[1]).toBe('一是天。二是地。三是人。');
    expect(continueRun(editor)).toBe(false);
  });

  it('one a paragraph and running text, and back', () => {
    const lines = ['一、甲', '坚持依法，<是>天[3次]。<是>地。<是>人。', '一、乙', '<是>日。<是>月。'];
    const editor = editorFrom(...lines);
    const before = structuredClone(editor.children);
    caretAt(editor, 1, '地');
    setLayout(editor, 'apart');
    expect(reads(editor)).toEqual([
      '一、甲',
      '坚持依法，',
      '一是天3次。',
      '二是地。',
      '三是人。',
      '二、乙',
      '一是日。二是月。',
    ]);
    expect(itemState(editor)?.layout).toBe('apart');
    editor.undo();
    expect(editor.children).toEqual(before);
    editor.redo();
    setLayout(editor, 'together');
    expect(reads(editor)).toEqual(reads(editorFrom(...lines)));
  });

  it('joins no paragraph that is not an item', () => {
    const editor = editorFrom('一、甲', '前文。', '<是>天。', '说明。', '<是>地。');
    caretAt(editor, 2, '天');
    setLayout(editor, 'together');
    expect(reads(editor)).toEqual(['一、甲', '前文。', '一是天。', '说明。', '二是地。']);
  });
});

describe('a selection over several items', () => {
  it('is deleted, cut and pasted, and everything counts anew', () => {
    const editor = editorFrom(...RUN_IN);
    const selection = { anchor: pointAt(editor, 2, '坚持，'), focus: pointAt(editor, 2, '乙事；') };
    Transforms.select(editor, selection);
    const fragment = Editor.fragment(editor, selection);
    editor.deleteFragment();
    expect(reads(editor)[2]).toBe('坚持，一是丙事。');
    Transforms.select(editor, Editor.end(editor, [2]));
    editor.insertFragment(structuredClone(fragment));
    expect(reads(editor)[2]).toBe('坚持，一是丙事。二是甲事3次；三是乙事；');
  });

  it('pasted twice, the fields are others', () => {
    const editor = editorFrom(...RUN_IN);
    const fragment = Editor.fragment(editor, Editor.range(editor, [2]));
    caretAt(editor, 3, '尾段。');
    editor.insertFragment(structuredClone(fragment));
    const ids = JSON.stringify(editor.children).match(/"id":"[^"]+"/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
    expect(reads(editor)[3]).toBe('尾段。坚持，四是甲事3次；五是乙事；六是丙事。');
  });

  it('over paragraphs', () => {
    const editor = editorFrom('一、甲', '<是>天。', '<是>地。', '<是>人。');
    Transforms.select(editor, { anchor: pointAt(editor, 1, '天'), focus: pointAt(editor, 2, '地') });
    editor.deleteFragment();
    expect(reads(editor)).toEqual(['一、甲', '一是天。', '二是人。']);
  });
});

describe('a caret inside a void', () => {
  it('goes behind it before something is typed', () => {
    const editor = editorFrom('<是>天[3次]。');
    Transforms.select(editor, { path: [0, 1, 0], offset: 0 });
    editor.insertText('好');
    expect(reads(editor)).toEqual(['一是好天3次。']);
    Transforms.select(editor, { path: [0, 3, 0], offset: 0 });
    editor.insertText('左右');
    expect(reads(editor)).toEqual(['一是好天3次左右。']);
    expect(reportEditor(blocksOf(editor)).children).toEqual(editor.children);
  });
});
