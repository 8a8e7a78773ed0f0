import { createEditor, Editor, Transforms, type Point } from 'slate';
import { HistoryEditor } from 'slate-history';
import { describe, expect, it } from 'vitest';

import { asOneStep, splitHere, withHistorySteps } from '../../../renderer/editor/with-history-steps.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import { withDocument } from '../../../shared/document/with-document.ts';

let time = 0;
const pause = (ms: number): void => void (time += ms);

function start(words = '甲乙丙') {
  const editor = withDocument(
    withHistorySteps(createEditor(), () => time),
    countingIds('x'),
  );
  editor.children = [makeParagraph(words, 'body', countingIds('b'))] as never;
  Transforms.select(editor, { path: [0, 0], offset: words.length });
  editor.operations = [];
  return editor;
}

type Made = ReturnType<typeof start>;

/** One key: a task of its own, as in the page. */
async function key(work: () => void): Promise<void> {
  work();
  await Promise.resolve();
  pause(50);
}
const type = async (editor: Made, words: string): Promise<void> => {
  for (const char of words) await key(() => editor.insertText(char));
};
const reads = (editor: Made): string => editor.children.map((_, at) => Editor.string(editor, [at])).join('¶');
const caret = (editor: Made): Point | undefined => editor.selection?.anchor;

describe('steps of undo', () => {
  it('a stretch of typing is one', async () => {
    const editor = start();
    await type(editor, 'abc');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙');
    editor.redo();
    expect(reads(editor)).toBe('甲乙丙abc');
    expect(caret(editor)).toEqual({ path: [0, 0], offset: 6 });
  });

  it('a pause begins one', async () => {
    const editor = start();
    await type(editor, 'ab');
    pause(3000);
    await type(editor, 'cd');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙ab');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙');
  });

  it('a change of place begins one, also where the caret comes back', async () => {
    const editor = start();
    await type(editor, 'ab');
    await key(() => Transforms.select(editor, { path: [0, 0], offset: 1 }));
    await key(() => Transforms.select(editor, { path: [0, 0], offset: 5 }));
    await type(editor, 'cd');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙ab');
  });

  it('a composition is one, with the words that it replaces', async () => {
    const editor = start();
    await type(editor, 'ab');
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 2 } });
    await Promise.resolve();
    await key(() => {
      editor.beginComposition();
      editor.deleteFragment();
    });
    pause(5000);
    await key(() => editor.insertText('你好'));
    editor.endComposition();
    await type(editor, 'c');
    expect(reads(editor)).toBe('你好c丙ab');
    editor.undo();
    expect(reads(editor)).toBe('你好丙ab');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙ab');
    expect(editor.selection).toEqual({
      anchor: { path: [0, 0], offset: 0 },
      focus: { path: [0, 0], offset: 2 },
    });
    editor.redo();
    expect(reads(editor)).toBe('你好丙ab');
    expect(caret(editor)).toEqual({ path: [0, 0], offset: 2 });
  });

  it('nothing is taken back while somebody composes', () => {
    const editor = start();
    editor.insertText('a');
    editor.beginComposition();
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙a');
    editor.endComposition();
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙');
  });

  it('a stretch of deleting is one, backwards and forwards', async () => {
    for (const [at, way] of [
      [3, 'deleteBackward'],
      [0, 'deleteForward'],
    ] as const) {
      const editor = start();
      Transforms.select(editor, { path: [0, 0], offset: at });
      await Promise.resolve();
      for (let n = 0; n < 3; n += 1) await key(() => editor[way]('character'));
      expect(reads(editor)).toBe('');
      editor.undo();
      expect(reads(editor)).toBe('甲乙丙');
    }
  });

  it('a structural command begins one, and typing behind it too', async () => {
    const editor = start();
    await type(editor, 'ab');
    await key(() => editor.insertBreak());
    await type(editor, 'cd');
    expect(reads(editor)).toBe('甲乙丙ab¶cd');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙ab¶');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙ab');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙');
  });

  it('a command is one, whatever it consists of, also within another', async () => {
    const editor = start();
    await key(() =>
      asOneStep(editor, () => {
        editor.insertText('x');
        asOneStep(editor, () => editor.insertBreak());
        editor.insertText('y');
      }),
    );
    await type(editor, 'z');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙x¶y');
    editor.undo();
    expect(reads(editor)).toBe('甲乙丙');
    editor.redo();
    editor.redo();
    expect(reads(editor)).toBe('甲乙丙x¶yz');
  });

  it('splits where it is told to, and keeps out what is not to be saved', async () => {
    const editor = start();
    await type(editor, 'a');
    splitHere(editor);
    await type(editor, 'b');
    HistoryEditor.withoutSaving(editor, () => editor.insertText('!'));
    editor.undo();
    expect(reads(editor)).toContain('甲乙丙a');
    expect(editor.history.undos).toHaveLength(1);
  });

  it('keeps thousands of steps', async () => {
    const editor = start('');
    for (let n = 0; n < 500; n += 1) {
      await key(() => editor.insertText('字'));
      pause(1000);
    }
    for (let n = 0; n < 500; n += 1) editor.undo();
    expect(reads(editor)).toBe('');
  });

  it('a change that could not be made leaves no step', () => {
    const editor = start();
    expect(() => editor.apply({ type: 'insert_text', path: [7], offset: 0, text: 'x' })).toThrow();
    expect(editor.history.undos).toHaveLength(0);
  });
});
