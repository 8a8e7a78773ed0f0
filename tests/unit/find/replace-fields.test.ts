import { createEditor, Editor } from 'slate';
import { expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { makeField, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { withDocument } from '../../../shared/document/with-document.ts';
import { findAll } from '../../../shared/find/find.ts';
import { refusal, replaceOps } from '../../../shared/find/replace.ts';

const report = (): Block[] => [
  makeParagraph(
    padInlines([
      { text: '审查合同共' },
      makeField({ id: 'f', value: '7391', unit: '宗', approx: '近', indicator: 'contracts', label: '合同' }),
      { text: '，保留3件。' },
    ]),
  ),
];

function replaced(words: string, by: string): { text: string; field: object | undefined; refused: number } {
  const blocks = report();
  const { ops, refused } = replaceOps(findAll(blocks, words), by, { fields: true });
  const editor = withDocument(createEditor());
  editor.children = blocks;
  Editor.withoutNormalizing(editor, () => {
    for (const op of ops) editor.apply(op);
  });
  const after = editor.children as unknown as Block[];
  return {
    text: plainText(after),
    field: inlinesOf(after[0]!).find((node) => isField(node)),
    refused: refused.length,
  };
}

it.each([
  ['7391宗', '7452宗', '审查合同共近7452宗，保留3件。'],
  ['近7391宗', '7452宗', '审查合同共7452宗，保留3件。'],
  ['共近7391宗，保留', '共近7452宗，保留', '审查合同共近7452宗，保留3件。'],
  ['391宗', '452宗', '审查合同共近7452宗，保留3件。'],
  ['7391宗', '7452件', '审查合同共近7452件，保留3件。'],
])('%s becomes %s, and the field stays', (words, by, text) => {
  const done = replaced(words, by);
  expect(done.text).toBe(text);
  expect(done.field).toMatchObject({
    id: 'f',
    value: '7452',
    indicator: 'contracts',
    sensitivity: 'internal',
  });
});

it.each([
  ['7391宗', '许多案子'],
  ['共近7391宗', '7452宗'],
  ['宗，保留', '件，保留'],
])('%s to %s would lose the figure or leave its place', (words, by) => {
  const blocks = report();
  const [match] = findAll(blocks, words);
  const isLeft = refusal(match!, { fields: true, words: by }) !== null;
  const done = replaced(words, by);
  expect(done.refused).toBe(isLeft ? 1 : 0);
  expect(done.field).toMatchObject({ value: '7391', indicator: 'contracts' });
});
