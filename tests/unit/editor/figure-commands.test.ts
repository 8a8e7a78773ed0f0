import type { Editor } from 'slate';
import { expect, it } from 'vitest';

import { figuresToFields, hideFigures } from '../../../renderer/editor/figure-commands.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { findLeftovers, type Leftover } from '../../../shared/edition/leftovers.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy, sampleTemplate } from '../export/sample.ts';
import { editorOf } from './editor.ts';

const nodes = (...words: (string | Inline)[]): Inline[] =>
  padInlines(words.map((one) => (typeof one === 'string' ? { text: one } : one)));
const cell = (...words: (string | Inline)[]) => ({ type: 'table-cell' as const, children: nodes(...words) });

const report = (): Block[] => [
  makeParagraph(nodes('审查', makeField({ value: '7391', unit: '宗' }), '。另有7452宗，12宗在办。共112宗。')),
  {
    type: 'table',
    id: 't',
    children: [
      { type: 'table-row', header: true, children: [cell('事项'), cell('金额（万元）')] },
      {
        type: 'table-row',
        children: [cell('培训'), cell(makeField({ kind: 'money', value: '3', unit: '' }))],
      },
      { type: 'table-row', children: [cell('宣传'), cell('12.5')] },
    ],
  },
];

function asked(editor: Editor): Leftover[] {
  const document = { schema: 2, blocks: blocksOf(editor) };
  return findLeftovers(document, {}, sampleTemplate, samplePolicy).filter(({ kind }) => kind === 'figure');
}
const printed = (editor: Editor): string =>
  writeText(
    toEdition(
      {
        document: { schema: 2, blocks: blocksOf(editor) },
        variables: {},
        year: 2026,
        unit: '',
        state: 'drafting',
      },
      sampleTemplate,
      'public',
      samplePolicy,
    ),
  );

it('figures typed by hand become fields with their unit and kind, in a cell too; one step', () => {
  const editor = editorOf(report());
  const before = structuredClone(blocksOf(editor));
  expect(asked(editor).map(({ text }) => text)).toEqual(['7452宗', '12宗', '112宗', '12.5']);
  expect(figuresToFields(editor, asked(editor))).toBe(4);
  expect(asked(editor)).toEqual([]);
  const fields = blocksOf(editor).flatMap((block) => inlinesOf(block).filter((node) => isField(node)));
  expect(fields.map(({ kind, value, unit }) => `${kind} ${value}${unit}`)).toEqual([
    'count 7391宗',
    'count 7452宗',
    'count 12宗',
    'count 112宗',
    'money 3',
    'money 12.5',
  ]);
  expect(printed(editor)).not.toMatch(/7452|112|12\.5/);
  editor.undo();
  expect(blocksOf(editor)).toEqual(before);
});

it('one is made a field where it stands by itself, and no other', () => {
  const editor = editorOf(report());
  const [, twelve] = asked(editor);
  expect(figuresToFields(editor, [twelve!])).toBe(1);
  expect(asked(editor).map(({ text }) => text)).toEqual(['7452宗', '112宗', '12.5']);
});

it('left out: the sentence, or the cell', () => {
  const editor = editorOf(report());
  const before = structuredClone(blocksOf(editor));
  const [first, , , money] = asked(editor);
  expect(hideFigures(editor, [first!, money!])).toBe(2);
  expect(asked(editor).map(({ text }) => text)).toEqual(['112宗']);
  expect(printed(editor)).toContain('审查****宗。共112宗。');
  expect(printed(editor)).not.toMatch(/7452|12宗在办|12\.5/);
  editor.undo();
  expect(blocksOf(editor)).toEqual(before);
});
