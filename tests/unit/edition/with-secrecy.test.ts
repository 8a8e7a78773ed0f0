import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { describe, expect, it } from 'vitest';

import { cutOut } from '../../../shared/document/cut.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { withSecrecy } from '../../../shared/document/with-secrecy.ts';
import { isDecidingSecrecy } from '../../../renderer/editor/publishing.ts';
import {
  secrecyState,
  stretchAround,
  toggleSecretBlocks,
  toggleSecretSentences,
} from '../../../renderer/editor/secrecy.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('w');
const p = (content: string | Inline[], secret = false): Block => ({
  ...makeParagraph(content, 'body', ids),
  ...(secret ? { secret: true as const } : {}),
});

function start(...blocks: Block[]): ReturnType<typeof withHistory<Editor>> {
  const bare = withDocument(withHistory(createEditor()), countingIds('e'));
  const editor = withSecrecy(bare, () => isDecidingSecrecy(bare));
  editor.children = blocks;
  Editor.normalize(editor, { force: true });
  return editor;
}

function open(editor: Editor): string {
  const blocks = editor.children as unknown as Block[];
  return writeText(
    toEdition(
      { document: { schema: 1, blocks }, variables: {}, year: 2025, unit: '', state: 'drafting' },
      sampleTemplate,
      'public',
      samplePolicy,
    ),
  );
}

const put = (editor: Editor, path: number[], offset: number): void =>
  Transforms.select(editor, { path, offset });

const items = (): Block =>
  p(
    padInlines([
      { text: '全年推进。' },
      makeOrdinal(),
      { text: '甲一。甲二，共' },
      makeField({ value: '3', unit: '次', sensitivity: 'public' }, ids),
      { text: '。' },
      makeOrdinal(),
      { text: '乙。' },
    ]),
  );

const at = (offset: number): [number, number] | null => {
  const nodes: Inline[] = [{ text: '甲一。“乙二。”丙' }];
  const found = stretchAround(nodes, { node: 0, offset }, { node: 0, offset });
  return found && [found.from.offset, found.to.offset];
};

describe('secret text', () => {
  it('stays secret when its paragraph is joined to a public one, and comes apart again', () => {
    const editor = start(p('甲。'), p('乙。', true));
    const before = structuredClone(editor.children);
    put(editor, [1, 0], 0);
    editor.deleteBackward('character');
    expect(editor.children).toHaveLength(1);
    expect(open(editor)).toBe('甲。');
    editor.undo();
    expect(editor.children).toEqual(before);
    editor.redo();
    expect(open(editor)).toBe('甲。');
  });

  it('stays secret, and the rest public, when a public paragraph is joined to it, and comes apart again', () => {
    const editor = start(p('甲。', true), p('乙。'));
    const before = structuredClone(editor.children);
    put(editor, [1, 0], 0);
    editor.deleteBackward('character');
    expect(editor.children).toMatchObject([{ children: [{ text: '甲。', secret: true }, { text: '乙。' }] }]);
    expect(open(editor)).toBe('乙。');
    editor.undo();
    expect(editor.children).toEqual(before);
  });

  it('stays secret when its section comes in and loses its heading in one change that began with nothing hidden', () => {
    const editor = start(p('甲。'), p('乙。'));
    const heading = { ...makeHeading(1, '内部情况', undefined, ids), secret: true as const };
    Editor.withoutNormalizing(editor, () => {
      Transforms.insertNodes(editor, p('丙。'), { at: [2] });
      Transforms.insertNodes(editor, heading, { at: [1] });
      Transforms.removeNodes(editor, { at: [1] });
    });
    expect(open(editor)).toBe('甲。');
  });

  it('keeps a hidden heading’s mark when a paragraph is joined to it', () => {
    const heading = { ...makeHeading(1, '内部情况', undefined, ids), secret: true as const };
    const editor = start(heading, p('甲。'), p('乙。'));
    put(editor, [1, 0], 0);
    editor.deleteBackward('character');
    expect(open(editor)).toBe('');
  });

  it('stays secret when a selection over both is deleted', () => {
    const editor = start(p('甲乙。'), p('丙。'), p('丁戊。', true));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 1 }, focus: { path: [2, 0], offset: 1 } });
    editor.deleteFragment();
    expect(open(editor)).toBe('甲');
  });

  it.each([
    ['before it', 0, 2],
    ['behind it, where the caret is in it', 1, 2],
    ['behind it, where the caret is in what follows', 2, 0],
  ])('takes in what is typed right %s, letter by letter, as one step', (_, leaf, offset) => {
    const editor = start(p([{ text: '甲。' }, { text: '乙。', secret: true }, { text: '丙。' }]));
    const before = structuredClone(editor.children);
    put(editor, [0, leaf], offset);
    for (const letter of '拟立案') Editor.insertText(editor, letter);
    expect(open(editor)).toBe('甲。丙。');
    expect(Node.string(editor)).toBe(leaf === 0 ? '甲。拟立案乙。丙。' : '甲。乙。拟立案丙。');
    expect((editor.children[0] as { children: unknown[] }).children).toHaveLength(3);
    while (editor.history.undos.length > 0) editor.undo();
    expect(editor.children).toEqual(before);
  });

  it('takes in what is typed before it at the front of a paragraph, and leaves what is typed farther off', () => {
    const editor = start(p([{ text: '乙。', secret: true }, { text: '丙丁。' }]));
    put(editor, [0, 0], 0);
    Editor.insertText(editor, '拟');
    put(editor, [0, 1], 1);
    Editor.insertText(editor, '又');
    expect(open(editor)).toBe('丙又丁。');
  });

  it('stays secret when it is split', () => {
    const editor = start(p('甲乙。', true));
    put(editor, [0, 0], 1);
    Transforms.splitNodes(editor, { always: true });
    expect(editor.children).toHaveLength(2);
    expect(open(editor)).toBe('');
  });

  it('stays secret when it is pasted into a public paragraph', () => {
    const editor = start(p('甲。'), p('乙。', true));
    const fragment = Editor.fragment(editor, [1]);
    put(editor, [0, 0], 1);
    editor.insertFragment(fragment);
    expect(editor.children).toHaveLength(2);
    expect(open(editor)).toBe('甲。');
  });

  it('makes a field in its middle secret', () => {
    const editor = start(p([{ text: '甲。' }, { text: '处理件。', secret: true }]));
    put(editor, [0, 1], 2);
    Transforms.insertNodes(editor, makeField({ value: '12', unit: '次', sensitivity: 'public' }, ids));
    expect(open(editor)).toBe('甲。');
  });
});

describe('本句不公开', () => {
  it('marks the sentence at the caret, whole, and unmarks it', () => {
    const editor = start(items());
    put(editor, [0, 2], 5);
    expect(secrecyState(editor)).toEqual({ sentence: false, block: false });
    toggleSecretSentences(editor);
    expect(open(editor)).toBe('全年推进。一是甲一。二是乙。');
    expect(secrecyState(editor).sentence).toBe(true);
    toggleSecretSentences(editor);
    expect(open(editor)).toBe('全年推进。一是甲一。甲二，共3次。二是乙。');
    expect(editor.children).toEqual(
      start(items()).children.map((block) => ({
        ...block,
        id: (editor.children[0] as unknown as Block).id,
        children: (editor.children[0] as unknown as Block).children,
      })),
    );
  });

  it('takes the ordinal along with the first sentence of an item that is one sentence', () => {
    const editor = start(items());
    put(editor, [0, 6], 1);
    toggleSecretSentences(editor);
    expect(open(editor)).toBe('全年推进。一是甲一。甲二，共3次。');
  });

  it('works over a selection of several paragraphs', () => {
    const editor = start(p('甲。乙。'), p('丙。丁。'));
    Transforms.select(editor, { anchor: { path: [0, 0], offset: 3 }, focus: { path: [1, 0], offset: 1 } });
    toggleSecretSentences(editor);
    expect(open(editor)).toBe('甲。\n丁。');
    editor.undo();
    expect(open(editor)).toBe('甲。乙。\n丙。丁。');
  });

  it('finds the sentence around a place', () => {
    expect(at(0)).toEqual([0, 3]);
    expect(at(2)).toEqual([0, 3]);
    expect(at(4)).toEqual([3, 8]);
    expect(at(9)).toEqual([8, 9]);
    expect(stretchAround([{ text: '' }], { node: 0, offset: 0 }, { node: 0, offset: 0 })).toBe(null);
  });
});

describe('本段不公开', () => {
  it('marks paragraphs, and a heading with its section', () => {
    const heading: Block = { type: 'heading', id: 'h', level: 1, children: [{ text: '甲' }] };
    const next: Block = { ...heading, id: 'h2', children: [{ text: '丙' }] };
    const editor = start(heading, p('乙。'), next, p('丁。'));
    put(editor, [0, 0], 0);
    toggleSecretBlocks(editor);
    expect(open(editor)).toBe('一、丙\n丁。');
    expect(secrecyState(editor).block).toBe(true);
    toggleSecretBlocks(editor);
    expect(open(editor)).toBe('一、甲\n乙。\n二、丙\n丁。');
  });
});

it('hides with a table its caption and unit line, with an annex its line in the note, and shows them with it', () => {
  const editor = start(
    makeParagraph('附件：1.名单', 'attachment', ids),
    makeParagraph('表1　情况', 'caption', ids),
    makeParagraph('单位：件', 'measure', ids),
    {
      type: 'table',
      id: 't',
      children: [{ type: 'table-row', children: [{ type: 'table-cell', children: [{ text: '12' }] }] }],
    },
    p('公开。'),
    { type: 'annex', id: 'a', children: [{ text: '名单' }] },
    p('张三。'),
  );
  const marks = (): boolean[] => (editor.children as unknown as Block[]).map(({ secret }) => secret === true);
  Transforms.select(editor, [3, 0, 0, 0]);
  toggleSecretBlocks(editor);
  expect(marks()).toEqual([false, true, true, true, false, false, false]);
  Transforms.select(editor, [5, 0]);
  toggleSecretBlocks(editor);
  expect(marks()).toEqual([true, true, true, true, false, true, true]);
  Transforms.select(editor, [3, 0, 0, 0]);
  toggleSecretBlocks(editor);
  expect(marks()).toEqual([true, false, false, false, false, true, true]);
});

it('words that are cut out of a cell of a hidden table are hidden', () => {
  const table: Block = {
    type: 'table',
    id: 't',
    secret: true,
    children: [
      {
        type: 'table-row',
        children: [
          { type: 'table-cell', children: [{ text: '立案三家' }] },
          { type: 'table-cell', children: [{ text: '12' }] },
        ],
      },
    ],
  };
  const path = [0, 0, 0, 0];
  const range = { anchor: { path, offset: 0 }, focus: { path, offset: 2 } };
  const { blocks, ids: own } = cutOut([table, p('公开。')], range);
  expect(blocks.filter(({ id }) => own.includes(id))).toMatchObject([
    { type: 'paragraph', secret: true, children: [{ text: '立案' }] },
  ]);
});
