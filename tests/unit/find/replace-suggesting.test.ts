import { Editor } from 'slate';
import { expect, it } from 'vitest';

import { inlinesOf, isNote } from '../../../shared/document/guards.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { findAll } from '../../../shared/find/find.ts';
import { replaceOps } from '../../../shared/find/replace.ts';
import { blocksOf, desk } from '../../property/review-desk.ts';
import { note, paragraph } from '../../rich-report.ts';

const notes = (all: readonly Block[]): string[] =>
  all.flatMap((block) => inlinesOf(block).flatMap((node) => (isNote(node) ? [textOfNote(node.body)] : [])));

it('words that are replaced in a note while suggesting put a note in the place of the other', () => {
  const { editor, sitDown } = desk([
    paragraph('p', [{ text: '全年检查' }, note('n1', '据台账。'), { text: '612次。' }]),
  ]);
  sitDown('甲');
  const { ops, replaced } = replaceOps(findAll(blocksOf(editor), '台账'), '年报');
  expect(replaced).toBe(1);
  Editor.withoutNormalizing(editor, () => {
    for (const op of ops) editor.apply(op);
  });
  const blocks = blocksOf(editor);
  expect(documentProblems(blocks)).toEqual([]);
  expect(notes(blocks).toSorted()).toEqual(['据台账。', '据年报。'].toSorted());
  expect(notes(finalView(blocks))).toEqual(['据年报。']);
  expect(notes(originalView(blocks))).toEqual(['据台账。']);
  // Each is its own: a comment or an undo finds the one that it is about.
  expect(new Set(blocks.flatMap((block) => inlinesOf(block).filter(isNote)).map(({ id }) => id)).size).toBe(
    2,
  );
});
