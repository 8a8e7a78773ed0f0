import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeHeading, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { knownRows } from '../../../shared/review/known-rows.ts';
import { marksIn } from '../../../shared/document/marks.ts';

const at = '2023-12-01T02:03:04.000Z';
const marked = (): Block[] => [
  { ...makeHeading(2, '普法工作'), pFmt: 'f1', pWas: { type: 'paragraph' } },
  makeParagraph([{ text: '开展' }, { text: '宣讲', ins: 'i1', c_t1: true }, { text: '旧文', del: 'd1' }]),
];

describe('blocks that come from elsewhere', () => {
  it('arrive as they read when every change is accepted, without a mark', () => {
    const { blocks } = adoptBlocks(marked(), {});
    expect(JSON.stringify(blocks)).not.toMatch(/"(?:ins|del|pFmt|pWas|pIns|pDel|c_t1)"/);
    expect(blocks[1]?.children).toEqual([{ text: '开展宣讲' }]);
  });

  it('keep the marks whose rows come along, and the words of those that nobody knows', () => {
    const rows = knownRows({
      revisions: [
        { id: 'i1', author: 'p', at, kind: 'insert' },
        // Of another kind than the mark: no row of it.
        { id: 'd1', author: 'p', at, kind: 'insert' },
      ],
    });
    const { blocks, takenOff } = adoptBlocks(marked(), { rows });
    expect(takenOff).toEqual({ changes: 2, comments: 1 });
    expect([...marksIn(blocks).revisions.keys()]).toEqual(['i1']);
    expect(blocks[1]?.children).toEqual([{ text: '开展' }, { text: '宣讲', ins: 'i1' }, { text: '旧文' }]);
    expect(blocks[0]).not.toHaveProperty('pWas');
  });

  it('are the same objects where there is nothing to change', () => {
    const blocks = [makeHeading(1, '甲'), makeParagraph('乙')];
    const adopted = adoptBlocks(blocks, { rows: knownRows({}) }).blocks;
    expect(adopted.every((block, n) => block === blocks[n])).toBe(true);
  });

  it('get new ids, and what follows a figure follows the copy of it', () => {
    const source = makeField({ value: '12', unit: '次' });
    const base = { value: '10', unit: '次', year: 2022, sensitivity: 'internal' as const };
    const change = makeField({ computed: { kind: 'change', source: source.id, base } });
    const blocks = [makeParagraph(padInlines([source, { text: '，' }, change]))];
    const [first] = adoptBlocks(blocks, { ids: countingIds('n') }).blocks;
    const [own, follower] = (first?.children ?? []).filter((node) => 'type' in node);
    expect(first?.id).toMatch(/^n/);
    expect(own).toMatchObject({ id: 'n1' });
    expect(follower).toMatchObject({ id: 'n2', computed: { source: 'n1' } });
  });
});
