import { createEditor, Editor, Node, Text, Transforms, type Descendant, type Operation } from 'slate';
import { describe, expect, it } from 'vitest';

import { makeField, makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { inlinesOf, isInlineVoid } from '../../../shared/document/guards.ts';
import type { Block, Image, Note } from '../../../shared/document/types.ts';
import { hasHidden, markedBlocks } from '../../../shared/document/marked-blocks.ts';
import { HiddenTrace } from '../../../shared/edition/hidden-trace.ts';
import { draws, fc, patience } from '../../random.ts';

const SECRET = '拟对三家企业立案，暂不公布名单';

/** What is published by an edit of these blocks; null for nothing. */
function published(blocks: readonly Block[], edit: (editor: Editor) => void): string | null {
  const editor = createEditor();
  editor.isInline = isInlineVoid;
  editor.isVoid = isInlineVoid;
  editor.children = blocks as unknown as Descendant[];
  const trace = new HiddenTrace(blocks);
  const { apply } = editor;
  editor.apply = (op) => {
    trace.step(op, editor);
    apply(op);
  };
  Editor.withoutNormalizing(editor, () => edit(editor));
  return trace.published(editor.children as unknown as Block[]);
}

const hidden = (text: string): Block => ({ ...makeParagraph(text), secret: true });
const sentence = (before: string, secret: string, after: string): Block => ({
  ...makeParagraph(''),
  children: [{ text: before }, { text: secret, secret: true }, { text: after }],
});

const DOC = [
  makeTitle('青禾镇总结'),
  makeHeading(1, '执法情况'),
  hidden(SECRET),
  sentence('全年检查12次，', SECRET, '群众满意。'),
  makeParagraph('组织培训。'),
];

const ASSET = 'ab'.repeat(32);
const SHOWN = '拟立案企业门牌照片';
const EMPTY: { children: [{ text: string }] } = { children: [{ text: '' }] };
const noteOf = (id: string, body: string): Note => ({
  type: 'note',
  id,
  kind: 'foot',
  body: [{ text: body }],
  ...EMPTY,
});
const imageOf = (id: string, asset: string, alt: string): Image => ({
  type: 'image',
  id,
  asset,
  width: 9,
  height: 9,
  alt,
  ...EMPTY,
});
const noted = (said = SECRET): Block[] => [
  {
    ...makeParagraph([
      { text: '甲' },
      noteOf('n1', said),
      { text: '乙' },
      imageOf('i1', ASSET, SHOWN),
      { text: '' },
    ]),
    secret: true,
  },
  makeParagraph([
    { text: '丙' },
    noteOf('n2', '公开'),
    { text: '丁' },
    imageOf('i2', 'cd'.repeat(32), '会场'),
    { text: '' },
  ]),
];
const set = (e: Editor, at: number[], props: object): void =>
  Transforms.setNodes(e, props, { at, voids: true });
/** The words of the hidden note are written into the open one. */
const carryWords = (e: Editor): void => {
  Transforms.removeNodes(e, { at: [0, 1], voids: true });
  set(e, [1, 1], { body: [{ text: '张三' }] });
};

describe('hidden words become public', () => {
  it.each<[string, (editor: Editor) => void]>([
    ['a block loses its mark', (e) => Transforms.unsetNodes(e, 'secret', { at: [2] })],
    ['a sentence loses its mark', (e) => Transforms.unsetNodes(e, 'secret', { at: [3, 1] })],
    ['it is joined to a public paragraph', (e) => Transforms.mergeNodes(e, { at: [2] })],
    ['a part is split off without the mark', (e) => split(e)],
    ['a leaf is moved into another paragraph', (e) => Transforms.moveNodes(e, { at: [2, 0], to: [4, 0] })],
    [
      'it is taken out and put in elsewhere',
      (e) => {
        Transforms.removeNodes(e, { at: [2] });
        Transforms.insertNodes(e, makeParagraph(`据悉，${SECRET}。`), { at: [2] });
      },
    ],
    [
      'a part of it is cut and typed elsewhere',
      (e) => {
        e.apply({ type: 'remove_text', path: [3, 1], offset: 1, text: SECRET.slice(1, 11) });
        e.apply({ type: 'insert_text', path: [4, 0], offset: 0, text: SECRET.slice(1, 11) });
      },
    ],
  ])('when %s', (_, edit) => {
    expect(published(DOC, edit)).not.toBeNull();
  });

  it('when the heading whose section is hidden goes, or another one is put into the section', () => {
    const section = [
      makeTitle('青禾镇总结'),
      { ...makeHeading(1, '内部情况'), secret: true as const },
      makeParagraph('第一段内部情况。'),
      makeParagraph('第二段内部情况。'),
    ];
    expect(published(section, (e) => Transforms.removeNodes(e, { at: [1] }))).toContain('第一段');
    const heading = makeHeading(1, '公开情况');
    expect(published(section, (e) => Transforms.insertNodes(e, heading, { at: [3] }))).toContain('第二段');
  });

  it.each<[string, Note | Image]>([
    ['note', { type: 'note', id: 'n1', kind: 'foot', body: [{ text: SECRET }], children: [{ text: '' }] }],
    [
      'image',
      {
        type: 'image',
        id: 'i1',
        asset: 'ab'.repeat(32),
        width: 100,
        height: 60,
        alt: '',
        children: [{ text: '' }],
      },
    ],
  ])('when a hidden %s is put in elsewhere, as it was or as a new one', (_, node) => {
    const doc = (): Block[] => [
      makeTitle('青禾镇总结'),
      makeParagraph([{ text: '有一处' }, { ...node, secret: true }, { text: '。' }]),
      makeParagraph('组织培训。'),
    ];
    expect(
      published(doc(), (e) => Transforms.unsetNodes(e, 'secret', { at: [1, 1], voids: true })),
    ).not.toBeNull();
    for (const id of [node.id, 'other']) {
      const moved = published(doc(), (e) => {
        Transforms.removeNodes(e, { at: [1, 1], voids: true });
        Transforms.insertNodes(e, { ...node, id } as never, { at: { path: [2, 0], offset: 2 } });
      });
      expect(moved).not.toBeNull();
    }
    expect(published(doc(), (e) => Transforms.removeNodes(e, { at: [1, 1], voids: true }))).toBeNull();
  });

  describe('when a hidden note or image is carried over', () => {
    it.each<[string, (editor: Editor) => void]>([
      [
        'the words of one note into another',
        (e) => {
          set(e, [0, 1], { body: [] });
          set(e, [1, 1], { body: [{ text: SECRET }] });
        },
      ],
      [
        'the bytes of one image into another',
        (e) => {
          set(e, [0, 3], { asset: 'ef'.repeat(32) });
          set(e, [1, 3], { asset: ASSET });
        },
      ],
      [
        'an image whose id was changed first',
        (e) => {
          set(e, [0, 3], { id: 'other' });
          Transforms.insertNodes(e, imageOf('i1', 'ef'.repeat(32), ''), { at: [1, 0] });
        },
      ],
      [
        'what is said of an image',
        (e) => {
          Transforms.removeNodes(e, { at: [0, 3], voids: true });
          set(e, [1, 3], { alt: SHOWN });
        },
      ],
      [
        'the words of a note into a field',
        (e) => {
          Transforms.removeNodes(e, { at: [0, 1], voids: true });
          Transforms.insertNodes(e, makeField({ value: SECRET, unit: '', label: '' }), { at: [1, 0] });
        },
      ],
      [
        'the half that a void is split into',
        (e) => {
          const { children: _, ...properties } = imageOf('i3', ASSET, '');
          e.apply({ type: 'split_node', path: [0, 3], position: 1, properties: properties as Partial<Node> });
          e.apply({ type: 'insert_node', path: [0, 4, 0], node: { text: '' } });
          e.apply({ type: 'move_node', path: [0, 4], newPath: [1, 1] });
        },
      ],
    ])('%s', (_, edit) => {
      expect(published(noted(), edit)).not.toBeNull();
    });

    it('a note of few words as a new one, but not its own note edited', () => {
      expect(published(noted('张三'), carryWords)).toBe('张三');
      expect(published(noted(), (e) => set(e, [0, 1], { body: [{ text: `${SECRET}。` }] }))).toBeNull();
    });
  });

  it('when hidden words are cut and put into a note', () => {
    const note: Note = { type: 'note', id: 'n1', kind: 'end', body: [], children: [{ text: '' }] };
    const doc = [...DOC, makeParagraph([{ text: '见附注' }, note, { text: '。' }])];
    const into = (secret: boolean): string | null =>
      published(doc, (e) => {
        e.apply({ type: 'remove_text', path: [3, 1], offset: 0, text: SECRET });
        const body = [{ text: `据悉${SECRET}` }];
        Transforms.setNodes(e, { body, ...(secret ? { secret } : {}) } as object, {
          at: [5, 1],
          voids: true,
        });
      });
    expect(into(false)).toContain(SECRET);
    expect(into(true)).toBeNull();
  });

  it('when a hidden figure is put in elsewhere', () => {
    const field = makeField({ value: '37', unit: '件', label: '立案' });
    const doc = [
      makeTitle('总结'),
      { ...hidden(''), children: [{ text: '' }, field, { text: '' }] } as Block,
    ];
    const carry = (e: Editor): void => {
      e.apply({ type: 'remove_node', path: [1, 1], node: field as unknown as Node });
      e.apply({ type: 'insert_node', path: [0, 1], node: field as unknown as Node });
    };
    expect(published(doc, carry)).toBe('37');
  });

  it.each<[string, (editor: Editor) => void]>([
    ['it is deleted', (e) => Transforms.removeNodes(e, { at: [2] })],
    [
      'something is typed into it, and beside it',
      (e) => {
        Transforms.insertText(e, '已', { at: { path: [2, 0], offset: 3 } });
        Transforms.insertText(e, '好', { at: { path: [3, 2], offset: 0 } });
      },
    ],
    ['it is moved as a whole', (e) => Transforms.moveNodes(e, { at: [2], to: [4] })],
    ['it is split and stays marked', (e) => Transforms.splitNodes(e, { at: { path: [2, 0], offset: 4 } })],
    ['more is hidden', (e) => Transforms.setNodes(e, { secret: true } as object, { at: [4] })],
    [
      'a few of its letters stand in what is typed',
      (e) => {
        Transforms.removeNodes(e, { at: [2] });
        Transforms.insertText(e, '三家企业', { at: { path: [3, 0], offset: 0 } });
      },
    ],
  ])('not when %s', (_, edit) => {
    expect(published(DOC, edit)).toBeNull();
  });
});

function split(editor: Editor): void {
  const op: Operation = {
    type: 'split_node',
    path: [2],
    position: 1,
    properties: { type: 'paragraph', id: 'other' } as Partial<Node>,
  };
  editor.apply({ type: 'split_node', path: [2, 0], position: 5, properties: {} });
  editor.apply(op);
}

/** Each hidden character another one, so that anybody can see where it has gone. */
const LETTERS = Array.from({ length: 60 }, (_, n) => String.fromCodePoint(0x4e00 + n * 37));

it(
  'says so exactly when a hidden character stands in the open, whatever was done',
  () => {
    const step = fc.record({
      what: fc.constantFrom('split', 'merge', 'move', 'mark', 'unmark', 'type', 'cut', 'lift', 'splitOpen'),
      at: fc.nat(),
      to: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const blocks: Block[] = [
          makeTitle('t'),
          hidden(LETTERS.slice(0, 12).join('')),
          sentence('ab', LETTERS.slice(12, 24).join(''), 'cd'),
          makeHeading(1, 'h'),
          { ...makeHeading(2, LETTERS.slice(24, 30).join('')), secret: true },
          makeParagraph(LETTERS.slice(30, 40).join('')),
          makeHeading(2, 'k'),
          makeParagraph('efgh'),
        ];
        const before = openText(blocks);
        let after: readonly Block[] = blocks;
        const words = published(blocks, (editor) => {
          for (const one of steps) take(editor, one);
          after = editor.children as unknown as Block[];
        });
        expect(hasHidden(blocks)).toBe(true);
        const now = openText(after);
        const open = LETTERS.some((letter) => now.includes(letter) && !before.includes(letter));
        expect(words !== null).toBe(open);
      }),
      { numRuns: draws(300) },
    );
  },
  patience(60_000),
);

function openText(blocks: readonly Block[]): string {
  const marked = markedBlocks(blocks);
  return blocks
    .filter(({ id }) => !marked.has(id))
    .flatMap((block) => inlinesOf(block).map((node) => ('text' in node && !node.secret ? node.text : '')))
    .join('');
}

function take(editor: Editor, { what, at, to }: { what: string; at: number; to: number }): void {
  const index = at % editor.children.length;
  const block = editor.children[index] as { children: Descendant[] };
  if (block.children.length === 0) return;
  const leaf = to % block.children.length;
  const text = block.children[leaf];
  const length = Text.isText(text) ? text.text.length : 0;
  const offset = length === 0 ? 0 : (at + to) % length;
  switch (what) {
    case 'split':
      Transforms.splitNodes(editor, { at: { path: [index, leaf], offset } });
      return;
    case 'splitOpen':
      editor.apply({
        type: 'split_node',
        path: [index],
        position: leaf,
        properties: { type: 'paragraph', id: `n${at}-${to}-${editor.children.length}` } as Partial<Node>,
      });
      return;
    case 'merge':
      if (index > 0) Transforms.mergeNodes(editor, { at: [index] });
      return;
    case 'move':
      editor.apply({ type: 'move_node', path: [index], newPath: [to % editor.children.length] });
      return;
    case 'lift':
      // A leaf into another block.
      editor.apply({ type: 'move_node', path: [index, leaf], newPath: [to % editor.children.length, 0] });
      if ((editor.children[index] as { children: Descendant[] }).children.length === 0)
        editor.apply({ type: 'insert_node', path: [index, 0], node: { text: '' } });
      return;
    case 'mark':
      Transforms.setNodes(editor, { secret: true } as object, { at: to % 2 ? [index] : [index, leaf] });
      return;
    case 'unmark':
      Transforms.unsetNodes(editor, 'secret', { at: to % 2 ? [index] : [index, leaf] });
      return;
    case 'type':
      editor.apply({ type: 'insert_text', path: [index, leaf], offset, text: 'x' });
      return;
    default:
      if (Text.isText(text) && length > 1)
        editor.apply({ type: 'remove_text', path: [index, leaf], offset, text: text.text.slice(offset) });
  }
}
