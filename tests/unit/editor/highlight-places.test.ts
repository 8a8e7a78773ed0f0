import { describe, expect, it } from 'vitest';

import { makeField, makeOrdinal, makeParagraph } from '../../../shared/document/make.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import type { Block, TableBlock } from '../../../shared/document/types.ts';
import { readingsOf, type Reading } from '../../../shared/document/reading.ts';
import { followEdit, spansOf } from '../../../renderer/editor/highlight-places.ts';
import { fc } from '../../random.ts';

const read = (block: Block): Reading[] => readingsOf(block, 0, ordinalLabels([block]), {});

const table: TableBlock = {
  type: 'table',
  id: 't',
  children: [
    {
      type: 'table-row',
      children: ['项目', '数量'].map((text) => ({ type: 'table-cell', children: [{ text }] })),
    },
    {
      type: 'table-row',
      children: ['执法检查', '12'].map((text) => ({ type: 'table-cell', children: [{ text }] })),
    },
  ],
};

describe('spans of a range', () => {
  it('count ordinals and fields as the characters that they show', () => {
    const block = makeParagraph([makeOrdinal(), { text: '召开' }, makeField({ value: '12', unit: '次' })]);
    const readings = read(block);
    expect(readings[0]?.text).toBe('一是召开12次');
    expect(spansOf({ block: block.id, from: 2, to: 6 }, readings)).toEqual([
      { reading: 0, from: 2, to: 6, kind: '' },
    ]);
  });

  it('keep within the text', () => {
    const readings = read(makeParagraph('落实'));
    expect(spansOf({ block: 'x', from: 1, to: 9, kind: 'k' }, readings)).toEqual([
      { reading: 0, from: 1, to: 2, kind: 'k' },
    ]);
    expect(spansOf({ block: 'x', from: 2, to: 9 }, readings)).toEqual([]);
  });

  it('in a table count in a cell, or in all cells as its text has them', () => {
    const readings = read(table);
    expect(spansOf({ block: 't', cell: [1, 0], from: 2, to: 4 }, readings)).toEqual([
      { reading: 2, from: 2, to: 4, kind: '' },
    ]);
    // 项目⇥数量⏎执法检查⇥12
    expect(spansOf({ block: 't', from: 6, to: 8 }, readings)).toEqual([
      { reading: 2, from: 0, to: 2, kind: '' },
    ]);
    expect(spansOf({ block: 't', from: 4, to: 8 }, readings)).toEqual([
      { reading: 1, from: 1, to: 2, kind: '' },
      { reading: 2, from: 0, to: 2, kind: '' },
    ]);
  });
});

const span = (from: number, to: number) => ({ reading: 0, from, to, kind: '' });

describe('a span after an edit', () => {
  it('stays before it, moves along behind it, goes where it was touched', () => {
    expect(followEdit(span(0, 2), '开展检查', '开展执法检查')).toEqual(span(0, 2));
    expect(followEdit(span(2, 4), '开展检查', '开展执法检查')).toEqual(span(4, 6));
    expect(followEdit(span(1, 3), '开展检查', '开展执法检查')).toBeNull();
    expect(followEdit(span(2, 4), '开展检查', '开展')).toBeNull();
  });

  it('covers the same words as before, wherever it still is', () => {
    const text = fc.stringMatching(/^[甲乙丙]{0,8}$/);
    fc.assert(
      fc.property(text, text, text, text, fc.nat(20), fc.nat(20), (head, old, fresh, tail, a, b) => {
        const before = head + old + tail;
        const after = head + fresh + tail;
        const [from, to] = [Math.min(a, b, before.length), Math.min(Math.max(a, b), before.length)];
        const now = followEdit(span(from, to), before, after);
        if (now) expect(after.slice(now.from, now.to)).toBe(before.slice(from, to));
      }),
    );
  });
});
