import { Editor, Transforms } from 'slate';
import { describe, expect, it } from 'vitest';

import { createReportEditor, type ReportEditor } from '../../../renderer/editor/create-report-editor.ts';
import { insertBlocks } from '../../../renderer/editor/paste.ts';
import { blocksOf, voidBefore } from '../../../renderer/editor/places.ts';
import { overFields, typeOver } from '../../../renderer/editor/with-typed-over.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Field, Inline } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';

const told: string[] = [];

/** An editor that edits directly, or suggests. */
function editorOf(blocks: readonly Block[], suggests = false): ReportEditor {
  told.length = 0;
  const newId = countingIds('r');
  const context = {
    author: '甲',
    authorOf: () => '甲',
    joinable: () => true,
    newId,
    at: '2026-01-02T03:04:05.000Z',
  };
  const editor = createReportEditor(
    structuredClone(blocks),
    { push: () => undefined, takeBack: () => undefined },
    { required: new Set(), refuse: (why) => told.push(why) },
    { context: () => (suggests ? context : null), addRevisions: () => undefined, unlogged: (work) => work() },
  );
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  return editor;
}

const count = (props: Partial<Field> = {}): Field =>
  makeField({ id: 'f1', value: '7391', unit: '宗', label: '合同', indicator: 'contracts', ...props });
const person = (props: Partial<Field> = {}): Field =>
  makeField({ id: 'p1', kind: 'person', value: '张三', label: '姓名', ...props });

const paragraph = (...nodes: (Inline | string)[]): Block =>
  makeParagraph(padInlines(nodes.map((node) => (typeof node === 'string' ? { text: node } : node))));

/** Selects the nth field, with what drawing it selects. */
function selectField(editor: Editor, n = 0): void {
  const paths = [...Editor.nodes(editor, { at: [], match: (node) => isField(node), voids: true })].map(
    ([, path]) => path,
  );
  const path = paths[n]!;
  const last = path.at(-1)!;
  const before = Editor.end(editor, [...path.slice(0, -1), last - 1]);
  Transforms.select(editor, { anchor: before, focus: { path: [...path.slice(0, -1), last + 1], offset: 0 } });
}

const type = (editor: Editor, words: string): void => {
  for (const letter of words) editor.insertText(letter);
};
function compose(editor: ReportEditor, words: string): void {
  editor.beginComposition();
  // As slate-react does.
  if (editor.selection && Editor.string(editor, editor.selection) !== undefined && !isCaret(editor))
    Editor.deleteFragment(editor);
  if (words) editor.insertText(words);
  editor.endComposition();
}
const isCaret = (editor: Editor): boolean => {
  const { anchor, focus } = editor.selection!;
  return JSON.stringify(anchor) === JSON.stringify(focus);
};

const finalBlocks = (editor: Editor): Block[] => finalView(blocksOf(editor));
const text = (editor: Editor): string => plainText(finalBlocks(editor));
const fields = (editor: Editor): Field[] =>
  finalBlocks(editor).flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
const kept = (field: Field | undefined): Partial<Field> => {
  const { kind, value, unit, label, indicator, sensitivity } = field!;
  return { kind, value, unit, label, indicator, sensitivity };
};
const CONTRACTS = {
  kind: 'count',
  unit: '宗',
  label: '合同',
  indicator: 'contracts',
  sensitivity: 'internal',
};

describe.each([
  ['directly', false],
  ['suggesting', true],
])('%s', (_name, suggests) => {
  const open = (...nodes: (Inline | string)[]): ReportEditor => editorOf([paragraph(...nodes)], suggests);

  it.each(['7452宗', '7452', '７４５２宗'])('%s typed letter by letter over a figure', (words) => {
    const editor = open('审查', count(), '。');
    selectField(editor);
    type(editor, words);
    expect(text(editor)).toBe('审查7452宗。');
    expect(kept(fields(editor)[0])).toEqual({ ...CONTRACTS, value: '7452' });
    if (!suggests) expect(fields(editor)[0]?.id).toBe('f1');
    else expect(plainText(originalView(blocksOf(editor)))).toBe('审查7391宗。');
    expect(voidBefore(editor, editor.selection!.anchor)?.[0]).toMatchObject({ value: '7452' });
    type(editor, '案件');
    expect(text(editor)).toBe('审查7452宗案件。');
    expect(documentProblems(blocksOf(editor))).toEqual([]);
    expect(told).toEqual([]);
  });

  it('undo is one step, redo too', () => {
    const editor = open('审查', count(), '。');
    const before = structuredClone(blocksOf(editor));
    selectField(editor);
    type(editor, '7452宗');
    const after = structuredClone(blocksOf(editor));
    editor.undo();
    expect(blocksOf(editor)).toEqual(before);
    editor.redo();
    expect(blocksOf(editor)).toEqual(after);
  });

  it('all at once, composed, put over it out of a panel, pasted', () => {
    for (const way of [
      (editor: ReportEditor) => editor.insertText('7452宗'),
      (editor: ReportEditor) => compose(editor, '7452宗'),
      (editor: ReportEditor) => void typeOver(editor, '7452宗'),
      (editor: ReportEditor) => overFields(editor, () => insertBlocks(editor, [makeParagraph('7452宗')])),
      (editor: ReportEditor) =>
        overFields(editor, () =>
          insertBlocks(editor, [paragraph(makeField({ id: 'new', value: '7452', unit: '宗' }))]),
        ),
    ]) {
      const editor = open('审查', count(), '。');
      const before = structuredClone(blocksOf(editor));
      selectField(editor);
      way(editor);
      expect(text(editor)).toBe('审查7452宗。');
      expect(kept(fields(editor)[0])).toEqual({ ...CONTRACTS, value: '7452' });
      expect(documentProblems(blocksOf(editor))).toEqual([]);
      editor.undo();
      expect(blocksOf(editor)).toEqual(before);
    }
  });

  it('a name, composed in two goes', () => {
    const editor = open('由', person(), '牵头。');
    selectField(editor);
    compose(editor, '王');
    compose(editor, '小明');
    expect(text(editor)).toBe('由王小明牵头。');
    expect(fields(editor)).toMatchObject([{ kind: 'person', value: '王小明', label: '姓名' }]);
    compose(editor, '同志');
    expect(text(editor)).toBe('由王小明同志牵头。');
    expect(fields(editor)[0]?.value).toBe('王小明');
    expect(documentProblems(blocksOf(editor))).toEqual([]);
  });

  it('a composition that is given up, and digits then', () => {
    const editor = open('审查', count(), '。');
    selectField(editor);
    compose(editor, '');
    expect(text(editor)).toBe('审查。');
  });

  it('another unit, and what only began like one', () => {
    const other = open('审查', count(), '。');
    selectField(other);
    type(other, '7452件，');
    expect(text(other)).toBe('审查7452件，。');
    expect(fields(other)[0]?.value).toBe('7452');
    const word = open('参加', count({ unit: '人次' }), '。');
    selectField(word);
    type(word, '12人民');
    expect(text(word)).toBe('参加12人次人民。');
    const taken = open('参加', count({ unit: '次' }), '。');
    selectField(taken);
    type(taken, '12人民');
    expect(text(taken)).toBe('参加12次人民。');
  });

  it('Backspace takes the last letter back, and then the field', () => {
    const editor = open('审查', count(), '。');
    selectField(editor);
    type(editor, '7453');
    editor.deleteBackward('character');
    type(editor, '2宗');
    expect(text(editor)).toBe('审查7452宗。');
    for (let n = 0; n < 4; n += 1) editor.deleteBackward('character');
    expect(text(editor)).toBe('审查。');
  });

  it('words that are no figure stay masked, and that is told', () => {
    const editor = open('审查', count(), '。');
    selectField(editor);
    type(editor, '若干宗，其余');
    expect(text(editor)).toBe('审查若干宗，其余。');
    expect(fields(editor)).toMatchObject([{ value: '若干宗', sensitivity: 'internal' }]);
    expect(fields(editor)[0]).not.toHaveProperty('indicator');
    expect(told).toHaveLength(1);
    const always = open('审查', count({ sensitivity: 'secret' }), '。');
    selectField(always);
    compose(always, '好几百');
    expect(fields(always)).toMatchObject([{ value: '好几百', sensitivity: 'secret' }]);
    expect(documentProblems(blocksOf(always))).toEqual([]);
  });

  it('over what is public anyway they are words', () => {
    const editor = open('审查', count({ sensitivity: 'public' }), '。');
    selectField(editor);
    type(editor, '若干');
    expect(text(editor)).toBe('审查若干。');
    expect(fields(editor)).toEqual([]);
  });

  it('over a variable: a name of its own, masked, and told', () => {
    const editor = open(
      '在',
      makeField({ kind: 'place', unit: '镇', variable: 'unit', sensitivity: 'public' }),
      '召开。',
    );
    selectField(editor);
    type(editor, '松原镇');
    expect(text(editor)).toBe('在松原镇召开。');
    expect(fields(editor)).toMatchObject([{ value: '松原', unit: '镇', sensitivity: 'internal' }]);
    expect(fields(editor)[0]).not.toHaveProperty('variable');
    expect(told).toHaveLength(1);
  });

  it('a sentence over several fields: those whose place is recognised', () => {
    for (const way of [
      (editor: ReportEditor) => type(editor, '办理合同7452宗，保留8件，另3宗'),
      (editor: ReportEditor) => editor.insertText('办理合同7452宗，保留8件，另3宗'),
      (editor: ReportEditor) => compose(editor, '办理合同7452宗，保留8件，另3宗'),
    ]) {
      const editor = open(
        '全年审查合同',
        count(),
        '，保留',
        count({ id: 'f2', value: '6', unit: '件', indicator: 'kept' }),
        '。',
      );
      Transforms.select(editor, { anchor: { path: [0, 0], offset: 2 }, focus: { path: [0, 4], offset: 0 } });
      way(editor);
      expect(text(editor)).toBe('全年办理合同7452宗，保留8件，另3宗。');
      expect(
        fields(editor).map(({ value, indicator, sensitivity }) => [value, indicator, sensitivity]),
      ).toEqual([
        ['7452', 'contracts', 'internal'],
        ['8', 'kept', 'internal'],
        ['3', undefined, 'internal'],
      ]);
      expect(documentProblems(blocksOf(editor))).toEqual([]);
    }
  });

  it('a selection that begins within a field, and one with words around', () => {
    const inside = open('审查', count(), '案件。');
    Transforms.select(inside, { anchor: { path: [0, 1, 0], offset: 0 }, focus: { path: [0, 2], offset: 2 } });
    type(inside, '7452宗卷');
    expect(text(inside)).toBe('审查7452宗卷。');
    expect(kept(fields(inside)[0])).toEqual({ ...CONTRACTS, value: '7452' });
  });

  it('in a cell, and over a field in hidden words', () => {
    const table: Block = {
      type: 'table',
      id: 't',
      children: [
        {
          type: 'table-row',
          children: [{ type: 'table-cell', children: padInlines([count({ unit: '' })]) }],
        },
      ],
    };
    const editor = editorOf([table], suggests);
    selectField(editor);
    type(editor, '7452');
    expect(kept(fields(editor)[0])).toEqual({ ...CONTRACTS, unit: '', value: '7452' });
    const hidden = editorOf(
      [paragraph({ text: '审查', secret: true }, { ...count(), secret: true }, { text: '。', secret: true })],
      suggests,
    );
    selectField(hidden);
    type(hidden, '7452宗案');
    expect(
      inlinesOf(blocksOf(hidden)[0]!).every((node) => node.secret || ('text' in node && !node.text)),
    ).toBe(true);
  });
});

it('where the caret went elsewhere, what is typed is text', () => {
  const editor = editorOf([paragraph('审查', count(), '。')]);
  selectField(editor);
  type(editor, '74');
  Transforms.select(editor, { path: [0, 0], offset: 0 });
  Transforms.select(editor, { path: [0, 2], offset: 0 });
  type(editor, '52');
  expect(text(editor)).toBe('审查74宗52。');
});

it('deleting a field is deleting it', () => {
  const editor = editorOf([paragraph('审查', count(), '。')]);
  selectField(editor);
  editor.deleteFragment();
  expect(text(editor)).toBe('审查。');
});

it('words typed over struck out ones stand, and nothing of them is lost', () => {
  const editor = editorOf([paragraph('全年审查合同。')], true);
  Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 2 } });
  editor.deleteFragment();
  Transforms.select(editor, { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 1 } });
  type(editor, '今年');
  expect(text(editor)).toBe('今年审查合同。');
  expect(plainText(originalView(blocksOf(editor)))).toBe('全年审查合同。');
});
