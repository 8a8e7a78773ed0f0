import { createEditor, Node, Transforms, type Editor } from 'slate';
import { describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Field, Sensitivity } from '../../../shared/document/types.ts';
import { computedProps, withComputed } from '../../../shared/document/with-computed.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { rollBlocks } from '../../../shared/template/roll-over.ts';

function report(now: string, before: string, sensitivity: Sensitivity = 'public'): Block[] {
  const source = { ...makeField({ value: now, unit: '宗', label: '行政检查', sensitivity }), id: 'source' };
  const base = { value: before, unit: '宗', year: 2024, sensitivity: 'public' as const };
  const change = {
    ...makeField({ kind: 'percentage', computed: { kind: 'change', source: 'source', base } }),
    id: 'change',
  };
  const computed = { ...change, ...computedProps(change, source) };
  return [makeParagraph(padInlines([{ text: '检查' }, source, { text: '，' }, computed, { text: '。' }]))];
}

const fieldsOf = (blocks: readonly Block[]): Field[] =>
  blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));

function open(blocks: Block[]): Editor {
  const editor = withComputed(withDocument(createEditor()));
  editor.children = blocks;
  return editor;
}

const change = (editor: Editor, props: Partial<Field>): void => {
  for (const [node, path] of Node.elements(editor)) {
    const found: unknown = node;
    if (isField(found) && found.id === 'source')
      Transforms.setNodes(editor, props, { at: path, voids: true });
  }
};
const text = (blocks: readonly Block[], edition: 'internal' | 'public'): string =>
  writeText(
    toEdition(
      {
        document: { schema: 1, blocks: [...blocks] },
        variables: {},
        year: 2025,
        unit: '青禾镇',
        state: 'signed-off',
      },
      undefined,
      edition,
      editionPolicy(undefined),
    ),
  );

describe('a change against last year', () => {
  it('follows the figure', () => {
    const editor = open(report('655', '610'));
    const blocks = (): Block[] => editor.children as unknown as Block[];
    expect(text(blocks(), 'internal')).toBe('检查655宗，比上年增长7.4%。');
    change(editor, { value: '549' });
    expect(text(blocks(), 'internal')).toBe('检查549宗，比上年下降10%。');
    change(editor, { value: '610' });
    expect(text(blocks(), 'internal')).toBe('检查610宗，与上年持平。');
    change(editor, { value: '' });
    expect(fieldsOf(blocks())[1]?.value).toBe('');
  });

  it('says nothing where nothing sensible can be said', () => {
    expect(fieldsOf(report('3', '0'))[1]?.value).toBe('');
  });

  it('is masked where either figure is', () => {
    expect(text(report('655', '610'), 'public')).toBe('检查655宗，比上年增长7.4%。');
    expect(text(report('655', '610', 'internal'), 'public')).toBe('检查***宗，比上年**。');
    const editor = open(report('655', '610'));
    change(editor, { sensitivity: 'internal' });
    expect(text(editor.children as unknown as Block[], 'public')).toBe('检查***宗，比上年**。');
    // Also where the field itself says otherwise: a document from elsewhere.
    const lying = report('655', '610', 'internal');
    for (const field of fieldsOf(lying)) if (field.computed) field.sensitivity = 'public';
    expect(text(lying, 'public')).toBe('检查***宗，比上年**。');
  });

  it('is reckoned from this year’s figure in the next year’s report', () => {
    const rolled = rollBlocks(report('655', '610'), { from: 2025, to: 2026, variables: {} });
    const [source, computed] = fieldsOf(rolled);
    expect(source).toMatchObject({ value: '', last: { value: '655' } });
    expect(computed).toMatchObject({
      value: '',
      computed: { base: { value: '655', unit: '宗', year: 2025 } },
    });
  });
});
