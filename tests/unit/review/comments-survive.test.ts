import { Editor, Transforms, type Descendant, type Point } from 'slate';
import { describe, expect, it } from 'vitest';

import { inlinesOf, isText } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeOrdinal, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { threadsOn } from '../../../shared/document/marks.ts';
import type { Block } from '../../../shared/document/types.ts';
import { blocksOf, desk, type Desk } from '../../property/review-desk.ts';

/** Two comments that overlap, over an item, a figure and the end of a paragraph. */
function commented(): Desk {
  const ids = countingIds('b');
  return desk([
    makeTitle('总结', ids),
    makeParagraph(
      [
        { text: '前言。' },
        { ...makeOrdinal(), c_t1: true },
        { text: '完善', c_t1: true },
        { text: '制度', c_t1: true, c_t2: true },
        { ...makeField({ value: '3', unit: '项' }, ids), c_t2: true },
        { text: '落实', c_t2: true },
      ],
      'body',
      ids,
    ),
    makeParagraph([{ text: '责任', c_t2: true }, { text: '到人。' }], 'body', ids),
    makeParagraph('末段。', 'body', ids),
  ]);
}

/** The words that each thread lies on; a break in an item may begin another one. */
function lying(blocks: readonly Block[]): Record<string, string> {
  const words: Record<string, string> = {};
  for (const block of blocks)
    for (const node of inlinesOf(block))
      for (const thread of threadsOn(node))
        words[thread] =
          (words[thread] ?? '') + (isText(node) ? node.text : node.type === 'field' ? node.value : '');
  return words;
}

const WHOLE = { t1: '完善制度', t2: '制度3落实责任' };

/** The place before these words. */
function before(editor: Editor, words: string): Point {
  for (const [node, path] of Editor.nodes(editor, { at: [], mode: 'lowest' })) {
    const offset = 'text' in node ? node.text.indexOf(words) : -1;
    if (offset >= 0) return { path, offset };
  }
  throw new Error(`no “${words}”`);
}

const undoAll = ({ editor }: Desk): void => {
  while (editor.history.undos.length > 0) editor.undo();
};

describe.each([
  ['edited directly', null],
  ['suggested', '乙'],
])('comments in a report that is %s', (_name, author) => {
  const start = (): Desk => {
    const one = commented();
    one.sitDown(author);
    return one;
  };

  it('survive a split, a join and taking it back', () => {
    const one = start();
    const { editor } = one;
    const first = structuredClone(blocksOf(editor));
    Transforms.select(editor, before(editor, '度'));
    editor.insertBreak();
    expect(lying(blocksOf(editor))).toEqual(WHOLE);
    editor.operations = [];
    Transforms.select(editor, before(editor, '度'));
    editor.deleteBackward('character');
    expect(lying(blocksOf(editor))).toEqual(WHOLE);
    editor.operations = [];
    Transforms.select(editor, before(editor, '责任'));
    editor.deleteBackward('character');
    expect(lying(blocksOf(editor))).toEqual(WHOLE);
    undoAll(one);
    expect(blocksOf(editor)).toEqual(first);
  });

  it('go along when a paragraph is moved', () => {
    const { editor } = start();
    Transforms.moveNodes(editor, { at: [2], to: [3] });
    const { t1, t2 } = lying(blocksOf(editor));
    expect(t1).toBe(WHOLE.t1);
    expect(t2).toContain('制度3落实');
  });

  it('go along with what is cut and pasted elsewhere, and are not doubled by what is copied', () => {
    const { editor } = start();
    const range = { anchor: before(editor, '完善'), focus: before(editor, '度') };
    const copied = structuredClone<Descendant[]>(Editor.fragment(editor, range));
    Transforms.select(editor, before(editor, '末段'));
    editor.insertFragment(structuredClone(copied));
    expect(lying(blocksOf(editor))).toEqual(WHOLE);

    const { editor: other } = start();
    const all = { anchor: before(other, '前言'), focus: Editor.end(other, [1]) };
    const cut = structuredClone<Descendant[]>(Editor.fragment(other, all));
    Transforms.select(other, all);
    other.deleteFragment();
    Transforms.select(other, before(other, '末段'));
    other.insertFragment(cut);
    // Suggested, the words that were cut are there still, struck out, and so is what was said of them.
    expect(lying(blocksOf(other))['t1']).toBe(WHOLE.t1);
    expect(lying(blocksOf(other))['t2']).toContain('责任');
  });

  it('are orphaned by deleting their words, and come back with undo', () => {
    const one = start();
    const { editor } = one;
    Transforms.select(editor, { anchor: before(editor, '前言'), focus: before(editor, '落实') });
    editor.deleteFragment();
    expect('t1' in lying(blocksOf(editor))).toBe(author !== null);
    undoAll(one);
    expect(lying(blocksOf(editor))).toEqual(WHOLE);
  });
});
