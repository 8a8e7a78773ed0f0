import { describe, expect, it } from 'vitest';

import { moveBy, moveTo, movableAt } from '../../../renderer/editor/move.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { collect } from '../../../shared/review/collect.ts';
import { decide } from '../../../shared/review/decide.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { blocksOf, desk, type Desk } from '../../property/review-desk.ts';
import { caretAt } from '../editor/report-editor.ts';

// What is moved while suggesting is one change, however it is moved, and is decided as one.

const ids = countingIds('b');
const text = (nodes: Inline[]): Block => makeParagraph(padInlines(nodes), 'body', ids);

const report = (): Block[] => [
  makeTitle('青禾镇总结', ids),
  makeHeading(1, '工作情况', 'work', ids),
  text([
    { text: '主要做了三件事：' },
    makeOrdinal(),
    { text: '开展宣讲' },
    makeField({ value: '87', unit: '场', label: '宣讲' }, ids),
    { text: '；' },
    makeOrdinal(),
    { text: '调解纠纷上百宗；' },
    makeOrdinal(),
    { text: '培训执法人员。' },
  ]),
  text([{ text: '群众普遍满意。' }]),
  makeHeading(1, '下一步打算', 'next', ids),
  text([{ text: '继续抓好落实。' }]),
];

const changesOf = ({ editor, rows }: Desk) => collect(blocksOf(editor), {}, rows, []).changes;

const read = (blocks: readonly Block[]): string => plainText(blocks, {});

function suggesting(): Desk {
  const one = desk(report());
  one.sitDown('甲');
  return one;
}

const MOVES: Record<string, (one: Desk) => void> = {
  'an item up': ({ editor }) => {
    caretAt(editor, 2, '调解');
    expect(moveBy(editor, -1)).toBe(true);
  },
  'the last item up': ({ editor }) => {
    caretAt(editor, 2, '培训');
    expect(moveBy(editor, -1)).toBe(true);
  },
  'an item into a paragraph of its own': ({ editor }) => {
    caretAt(editor, 2, '调解');
    const movable = movableAt(editor);
    expect(movable && moveTo(editor, movable, { gap: 4 })).toBe(true);
  },
  'a paragraph down': ({ editor }) => {
    caretAt(editor, 3, '群众');
    expect(moveBy(editor, 1)).toBe(true);
  },
  'a paragraph twice': ({ editor }) => {
    caretAt(editor, 3, '群众');
    expect(moveBy(editor, 1)).toBe(true);
    expect(moveBy(editor, 1)).toBe(true);
  },
};

describe('a move while suggesting', () => {
  for (const [name, move] of Object.entries(MOVES))
    it(`is one change, and is accepted and rejected as one: ${name}`, () => {
      const one = suggesting();
      const before = blocksOf(one.editor);
      move(one);
      const after = blocksOf(one.editor);
      expect(read(originalView(after))).toBe(read(before));
      const moves = changesOf(one).filter(({ kind }) => kind === 'move');
      expect(moves).toHaveLength(1);
      expect(changesOf(one).filter(({ kind }) => kind === 'insert' || kind === 'delete')).toEqual(
        changesOf(one).filter(({ removed, added }) => /^[；。]?$/.test(removed) && /^[；。]?$/.test(added)),
      );
      // The other end is decided with the one that is shown.
      for (const accepted of [true, false]) {
        const other = suggesting();
        move(other);
        const change = changesOf(other).find(({ kind }) => kind === 'move');
        const last = change?.revisions.at(-1) ?? '';
        decide(other.editor, new Set([last]), accepted, other.rows);
        expect(changesOf(other).filter(({ kind }) => kind === 'move')).toEqual([]);
        const view = accepted ? finalView : originalView;
        expect(read(view(blocksOf(other.editor)))).toBe(read(view(after)));
      }
    });
});
