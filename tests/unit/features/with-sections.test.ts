import { createEditor, Editor, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { describe, expect, it } from 'vitest';

import { makeHeading, makeParagraph, makeSignature, makeTitle } from '../../../shared/document/make.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { setLevel } from '../../../renderer/editor/levels.ts';
import { withTables } from '../../../renderer/editor/with-tables.ts';
import { withSections } from '../../../renderer/editor/with-sections.ts';

const makeTable = (): never => {
  const cells = ['甲', '乙'].map((text) => ({ type: 'table-cell', children: [{ text }] }));
  return { type: 'table', id: 't1', children: [{ type: 'table-row', children: cells }] } as never;
};

function open(required = ['work', 'plan']) {
  const said: string[] = [];
  const editor = withSections(withDocument(withHistory(createEditor())), {
    required: new Set(required),
    refuse: (why) => said.push(why),
  });
  editor.children = [
    makeTitle('题'),
    makeParagraph('引言。'),
    makeHeading(1, '工作情况', 'work'),
    makeParagraph('做了一件事。'),
    makeHeading(1, '其他', 'other'),
    makeParagraph('还有一件。'),
    makeHeading(1, '计划', 'plan'),
    makeParagraph('明年再做。'),
  ];
  Editor.normalize(editor, { force: true });
  const blocks = () => editor.children as unknown as Block[];
  const lines = () => blocks().map((block) => textOfBlock(block, new Map()));
  return { editor, said, blocks, lines };
}

describe('required headings', () => {
  it('stay when a selection over all of it is deleted', () => {
    const { editor, said, lines, blocks } = open();
    const before = lines();
    Transforms.select(editor, Editor.range(editor, []));
    editor.deleteFragment();
    expect(lines().filter(Boolean)).toEqual(['工作情况', '计划']);
    expect(blocks().filter((block) => block.type === 'heading')).toHaveLength(2);
    expect(said.join('')).toContain('“工作情况”、“计划”是必写的标题，留下了');
    expect(documentProblems(blocks())).toEqual([]);
    editor.undo();
    expect(lines()).toEqual(before);
  });

  it('alone selected stay, and nothing is said to be gone', () => {
    const { editor, said, lines } = open();
    const before = lines();
    // As a triple click selects it.
    Transforms.select(editor, {
      anchor: { path: [2, 0], offset: 0 },
      focus: { path: [3, 0], offset: 0 },
    });
    editor.deleteFragment();
    expect(lines()).toEqual(before);
    expect(said).toEqual(['“工作情况”是必写的标题，不能删除。']);
  });

  it('stay when words are typed over a selection', () => {
    const { editor, said, lines } = open();
    Transforms.select(editor, {
      anchor: { path: [3, 0], offset: 2 },
      focus: { path: [7, 0], offset: 2 },
    });
    editor.insertText('新');
    expect(lines()).toEqual(['题', '引言。', '工作情况', '做了新', '计划', '再做。']);
    expect(said).toHaveLength(1);
  });

  it('leave nothing else of what was selected: no empty table, and the title is the title', () => {
    const { editor, blocks } = open();
    Transforms.insertNodes(editor, makeTable(), { at: [4] });
    Transforms.insertNodes(editor, makeSignature('unit', '青禾镇'), { at: [9] });
    Transforms.select(editor, Editor.range(editor, []));
    editor.deleteFragment();
    expect(blocks().map(({ type }) => type)).toEqual([
      'title',
      'heading',
      'paragraph',
      'heading',
      'paragraph',
    ]);
    expect(documentProblems(blocks())).toEqual([]);
  });

  it('leave a selection that begins inside one heading to the usual rules', () => {
    const { editor, said, lines } = open();
    Transforms.select(editor, { anchor: { path: [2, 0], offset: 2 }, focus: { path: [3, 0], offset: 2 } });
    editor.deleteFragment();
    expect(lines().slice(2, 4)).toEqual(['工作一件事。', '其他']);
    expect(said).toEqual([]);
  });

  it('are not joined to the paragraph before, by Backspace or Delete', () => {
    const { editor, said, lines } = open();
    const before = lines();
    Transforms.select(editor, { path: [6, 0], offset: 0 });
    editor.deleteBackward('character');
    Transforms.select(editor, Editor.end(editor, [5]));
    editor.deleteForward('character');
    expect(lines()).toEqual(before);
    expect(said).toHaveLength(2);
    // Others are.
    Transforms.select(editor, { path: [4, 0], offset: 0 });
    editor.deleteBackward('character');
    expect(lines()[3]).toBe('做了一件事。其他');
  });

  it('let an empty paragraph before them go', () => {
    const { editor, lines, said, blocks } = open();
    Transforms.insertNodes(editor, makeParagraph(''), { at: [6] });
    Transforms.select(editor, { path: [7, 0], offset: 0 });
    editor.deleteBackward('character');
    expect(lines()[6]).toBe('计划');
    expect(blocks()[6]?.type).toBe('heading');
    expect(said).toEqual([]);
  });

  it('keep their level and type; their words may change', () => {
    const { editor, said, blocks } = open();
    Transforms.select(editor, { path: [2, 0], offset: 0 });
    setLevel(editor, 2);
    setLevel(editor, 0);
    expect(blocks()[2]).toMatchObject({ type: 'heading', level: 1 });
    expect(said).toHaveLength(2);
    Transforms.select(editor, { path: [4, 0], offset: 0 });
    setLevel(editor, 0);
    expect(blocks()[4]?.type).toBe('paragraph');
    editor.undo();
    expect(blocks()[4]?.type).toBe('heading');
  });

  it('may be deleted while another heading fills the slot', () => {
    const { editor, said, lines } = open();
    Transforms.insertNodes(editor, makeHeading(1, '计划二', 'plan'), { at: [8] });
    Transforms.select(editor, {
      anchor: { path: [5, 0], offset: 0 },
      focus: Editor.end(editor, [7]),
    });
    editor.deleteFragment();
    expect(lines().slice(-2)).toEqual(['', '计划二']);
    expect(said).toEqual([]);
  });
});

describe('a selection over whole blocks', () => {
  it.each(['', '新'])(
    'leaves a title where it began with the title, text elsewhere (“%s” in its place)',
    (words) => {
      const over = (from: number, to: number): string => {
        const { editor, blocks } = open([]);
        Transforms.insertNodes(editor, makeSignature('unit', '青禾镇'), { at: [8] });
        Transforms.select(editor, {
          anchor: Editor.start(editor, [from]),
          focus: Editor.end(editor, [to]),
        });
        if (words) editor.insertText(words);
        else editor.deleteFragment();
        const left = blocks()[from]!;
        return `${left.type} ${textOfBlock(left, new Map())}`;
      };
      expect(over(0, 8)).toBe(`title ${words}`);
      expect(over(1, 8)).toBe(`paragraph ${words}`);
      expect(over(2, 4)).toBe(`paragraph ${words}`);
      expect(over(2, 5)).toBe(`paragraph ${words}`);
    },
  );
});

const selected = (at: number) => {
  const made = open();
  Transforms.insertNodes(made.editor, makeTable(), { at: [6] });
  const { editor } = made;
  Transforms.select(editor, { anchor: Editor.start(editor, [at]), focus: Editor.start(editor, [at + 1]) });
  return made;
};

describe('a whole block, as a triple click selects it: up to the first word of the next', () => {
  it.each([0, 1, 2, 4, 5])('block %i: what is typed takes the place of its words only', (at) => {
    const { editor, lines, blocks, said } = selected(at);
    const before = lines();
    const types = blocks().map(({ type }) => type);
    withTables(editor).insertText('新');
    expect(lines()).toEqual(before.map((line, index) => (index === at ? '新' : line)));
    expect(blocks().map(({ type }) => type)).toEqual(types);
    expect(said).toEqual([]);
  });

  it('Delete leaves the title and a table that follow alone', () => {
    for (const at of [0, 5]) {
      const { editor, lines } = selected(at);
      const before = lines();
      withTables(editor).deleteFragment();
      expect(lines()).toEqual(before.map((line, index) => (index === at ? '' : line)));
    }
  });
});
