/* Several people at one report, who edit it at random; for the properties of suggesting. */
import { createEditor, Editor, Node, Transforms, type Point, type Range } from 'slate';
import { withHistory, type HistoryEditor } from 'slate-history';

import { withBreaks } from '../../renderer/editor/with-breaks.ts';
import { withVoids } from '../../renderer/editor/with-voids.ts';
import { countingIds } from '../../shared/document/ids.ts';
import { makeField, makeHeading, makeOrdinal, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { inlinesOf, isText } from '../../shared/document/guards.ts';
import type { Block } from '../../shared/document/types.ts';
import { withDocument } from '../../shared/document/with-document.ts';
import { changeOf, tokensOf, type Token } from '../../shared/review/tokens.ts';
import type { Revision } from '../../shared/review/types.ts';
import { withSuggesting } from '../../shared/review/with-suggesting.ts';
import { fc } from '../random.ts';

export const AUTHORS = ['甲', '乙', '丙'];

export type Desk = {
  editor: Editor & HistoryEditor;
  rows: Map<string, Revision>;
  sitDown: (author: string | null) => void;
};

export const blocksOf = (editor: Editor): Block[] => editor.children as unknown as Block[];

/** Where nothing is tracked, as in the program. */
export function plainEditor(blocks: Block[], prefix = 'p'): Editor & HistoryEditor {
  return withSuggesting(bareEditor(blocks, prefix), {
    context: () => null,
    addRevisions: () => {},
    unlogged: (work) => work(),
  });
}

function bareEditor(blocks: Block[], prefix = 'p'): Editor & HistoryEditor {
  const ids = countingIds(prefix);
  const editor = withVoids(withBreaks(withDocument(withHistory(createEditor()), ids)));
  editor.children = structuredClone(blocks);
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  return editor;
}

export function desk(blocks: Block[] = sample()): Desk {
  const rows = new Map<string, Revision>();
  let author: string | null = null;
  let sitting = new Set<string>();
  const newId = countingIds('r');
  const editor = withSuggesting(bareEditor(blocks, 'e'), {
    context: () =>
      author === null
        ? null
        : {
            author,
            authorOf: (id) => rows.get(id)?.author,
            joinable: (id) => sitting.has(id),
            moveOf: (id) => rows.get(id)?.move,
            newId,
            at: '2024-01-02T03:04:05.000Z',
          },
    addRevisions: (revisions) => {
      for (const row of revisions) {
        rows.set(row.id, row);
        if (!row.move) sitting.add(row.id);
      }
    },
    unlogged: (work) => work(),
  });
  return {
    editor,
    rows,
    sitDown: (next) => {
      if (next !== author) sitting = new Set();
      author = next;
    },
  };
}

export function sample(): Block[] {
  const ids = countingIds('s');
  return [
    makeTitle('青禾镇总结', ids),
    makeParagraph('汇报如下：', 'body', ids),
    makeHeading(1, '工作情况', 'work', ids),
    makeParagraph(
      [
        makeOrdinal(),
        { text: '完善𠮷制度' },
        makeField({ unit: '次', value: '3', approx: '约', cutoff: '截至11月底' }, ids),
        { text: '，' },
        { text: '批注过的话', c_t1: true },
        { ...makeOrdinal(), c_t1: true as const },
        { text: '加强', c_t1: true, c_t2: true },
        { text: '宣传。', c_t2: true },
      ],
      'body',
      ids,
    ),
    makeHeading(2, [{ text: '问题', c_t3: true }], 'problems', ids),
    makeParagraph([{ text: '人手', c_t3: true }, { text: '不足。' }], 'body', ids),
    makeParagraph('末段。', 'body', ids),
  ];
}

/** As it comes from the clipboard: with marks of wherever it was copied. */
const PASTED: Block[] = [
  makeParagraph(
    [
      { text: '贴', ins: 'x1' },
      { text: '删', del: 'x2' },
      { text: '入', c_t1: true },
    ],
    'body',
    countingIds('c'),
  ),
  { ...makeHeading(2, '小标题', undefined, countingIds('d')), pIns: 'x3' },
  makeParagraph([makeOrdinal(), { text: '新事项。' }], 'body', countingIds('g')),
];

const KINDS = [
  'type',
  'type',
  'type',
  'backspace',
  'backspace',
  'delete',
  'range',
  'range',
  'replace',
  'enter',
  'soft',
  'ordinal',
  'field',
  'value',
  'level',
  'remove',
  'move',
  'paste',
] as const;

export const step = fc.record({
  author: fc.nat(2),
  kind: fc.constantFrom(...KINDS),
  a: fc.nat(10_000),
  b: fc.nat(10_000),
  text: fc.string({ unit: fc.constantFrom('法', '治', '。', '𠮷', 'x', '人'), minLength: 1, maxLength: 3 }),
});
export type Step = (typeof step extends fc.Arbitrary<infer S> ? S : never) & { kind: (typeof KINDS)[number] };

/** Places where a caret can be. */
export function places(editor: Editor): Point[] {
  const points: Point[] = [];
  for (const [node, path] of Node.texts(editor)) {
    if (path.length > 2) continue;
    let offset = 0;
    points.push({ path, offset });
    for (const char of node.text) points.push({ path, offset: (offset += char.length) });
  }
  return points;
}

export const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

const isTitle = (editor: Editor, index: number): boolean => blocksOf(editor)[index]?.type === 'title';

/** Does a step at these places. The same code runs with and without suggesting. */
export function act(editor: Editor, { kind, a, b, text }: Step, range: Range): void {
  const index = range.anchor.path[0] ?? 0;
  switch (kind) {
    case 'type':
      Transforms.select(editor, range.anchor);
      return editor.insertText(text);
    case 'backspace':
      Transforms.select(editor, range.anchor);
      return editor.deleteBackward('character');
    case 'delete':
      Transforms.select(editor, range.anchor);
      return editor.deleteForward('character');
    case 'range':
      Transforms.select(editor, range);
      return editor.deleteFragment();
    case 'replace':
      Transforms.select(editor, range);
      return editor.insertText(text);
    case 'enter':
      Transforms.select(editor, range.anchor);
      return editor.insertBreak();
    case 'soft':
      Transforms.select(editor, range.anchor);
      return editor.insertSoftBreak();
    case 'ordinal':
      return Transforms.insertNodes(editor, makeOrdinal(), { at: range.anchor });
    case 'field':
      return Transforms.insertNodes(
        editor,
        makeField({ value: text, unit: '件' }, () => `f${a}-${b}`),
        {
          at: range.anchor,
        },
      );
    case 'value': {
      const fields = [...Node.elements(editor)].filter(
        ([node]) => (node as { type?: string; del?: string }).type === 'field' && !('del' in node),
      );
      if (fields.length > 0)
        Transforms.setNodes(editor, { value: text } as object, { at: pick(fields, b)[1], voids: true });
      return;
    }
    case 'level': {
      const block = blocksOf(editor)[index];
      if (block?.type !== 'heading' && block?.type !== 'paragraph') return;
      if (block.children.some((node) => !isText(node))) return;
      const props = b % 3 === 0 ? { type: 'paragraph' } : { type: 'heading', level: (b % 4) + 1 };
      return Transforms.setNodes(editor, props as object, { at: [index] });
    }
    case 'remove':
      return isTitle(editor, index) ? undefined : Transforms.removeNodes(editor, { at: [index] });
    case 'move':
      if (isTitle(editor, index)) return;
      return Transforms.moveNodes(editor, { at: [index], to: [range.focus.path[0] ?? 0] });
    case 'paste': {
      const fragment = structuredClone(PASTED.slice(0, 1 + (b % 3)));
      Transforms.select(editor, range.focus);
      return editor.insertFragment(fragment);
    }
  }
}

export function rangeOf(editor: Editor, { a, b }: Step, points = places(editor)): Range {
  return { anchor: pick(points, a), focus: pick(points, b) };
}

export function run(desk_: Desk, steps: readonly Step[]): void {
  for (const one of steps) {
    desk_.sitDown(pick(AUTHORS, one.author));
    act(desk_.editor, one, rangeOf(desk_.editor, one));
    desk_.editor.operations = [];
  }
  desk_.sitDown(null);
}

/** What a report says and is, without ids: form and words of each block. */
export function reading(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    const head = block.type === 'heading' ? `#${block.level}` : block.type;
    const words = inlinesOf(block).map((node) =>
      isText(node) ? node.text : node.type === 'field' ? `[${node.value}${node.unit}]` : '※',
    );
    return `${head} ${words.join('')}`;
  });
}

const say = (token: Token): string => {
  if (token.is === 'char') return token.text;
  if (token.is === 'void') return token.node.type === 'field' ? `[${token.node.value}]` : '※';
  return '¶';
};

/** Words that carry each id, by slot. */
export function slots(blocks: readonly Block[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const token of tokensOf(blocks)) {
    const { ins, del } = changeOf(token);
    if (ins !== undefined) found.set(ins, (found.get(ins) ?? '') + say(token));
    if (del !== undefined) found.set(del, (found.get(del) ?? '') + say(token));
  }
  return found;
}
