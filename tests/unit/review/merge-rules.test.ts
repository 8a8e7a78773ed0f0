import { describe, expect, it } from 'vitest';

import { finalView, originalView, resolve } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import type { WordCopy, WordRun } from '../../../shared/merge/word-copy.ts';
import type { Decision } from '../../../shared/review/types.ts';
import { after, AT, at, cut, drop, paragraph, put, report, text } from './marked-copy.ts';
import { merged, untouched, type Sent } from './returned.ts';

const LAST = 5;

/** The report as it is now, with other words in its last paragraph. */
function withLast(sent: Sent, children: Extract<Block, { type: 'paragraph' }>['children']): Partial<Sent> {
  const blocks = structuredClone(sent.blocks);
  const last = blocks[LAST];
  if (last?.type === 'paragraph') last.children = children;
  return { blocks };
}

async function copyOf(sent: Sent, edit: (copy: WordCopy) => void): Promise<WordCopy> {
  const copy = await untouched(sent);
  edit(copy);
  return copy;
}

const replace =
  (by: string, words: string) =>
  (runs: WordRun[], from: number, to: number): void => {
    put(by, words)(runs, from, to);
    cut(by)(runs, from, to);
  };

/** A report that was sent with an insertion that nobody had decided. */
function withOpenChange(): Sent {
  const sent = report();
  const last = sent.blocks[LAST];
  if (last?.type === 'paragraph')
    last.children = [{ text: '人手不足，' }, { text: '经费有限，', ins: 'r1' }, { text: '办法不多。' }];
  sent.people = [{ id: 'li', name: '李明', unit: '青禾镇', role: 'writer' }];
  sent.review.revisions = [{ id: 'r1', author: 'li', at: AT, kind: 'insert' }];
  return sent;
}

const accept = (runs: WordRun[], from: number, to: number): void => {
  for (const run of runs.slice(from, to)) delete run.ins;
};
const decided = (accepted: boolean, author: string): Decision => ({
  revision: 'r1',
  accepted,
  author,
  at: AT,
});
const isOpen = ({ blocks }: Pick<Merged, 'blocks'>): boolean => JSON.stringify(blocks).includes('"ins":"r1"');

describe('what was decided in Word about a change that was sent open', () => {
  it('is so here, and is written down once however often the copy comes', async () => {
    const sent = withOpenChange();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', accept));
    const result = merged(sent, copy);
    expect(result.decisions).toMatchObject([{ revision: 'r1', accepted: true, author: 'unknown' }]);
    expect(isOpen(result)).toBe(false);
    const again = merged(sent, copy, after(sent, result));
    expect(again.decisions).toEqual([]);
    expect(again.blocks).toEqual(result.blocks);
  });

  it('is open again, and told, where it was decided otherwise here', async () => {
    const sent = withOpenChange();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', accept));
    const result = merged(sent, copy, {
      blocks: resolve(sent.blocks, () => false),
      review: { ...sent.review, decisions: [decided(false, 'li')] },
    });
    expect(result.conflicts).toMatchObject([{ base: '经费有限，', theirs: '接受', ours: '拒绝' }]);
    expect(isOpen(result)).toBe(true);
  });

  it('is no conflict where the same was decided here', async () => {
    const sent = withOpenChange();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', accept));
    const result = merged(sent, copy, {
      blocks: finalView(sent.blocks),
      review: { ...sent.review, decisions: [decided(true, 'li')] },
    });
    expect(result.conflicts).toEqual([]);
    expect(isOpen(result)).toBe(false);
  });

  it('stays open for somebody to decide where another copy has decided it and that was undone', async () => {
    const sent = withOpenChange();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', drop));
    const result = merged(sent, copy, { review: { ...sent.review, decisions: [decided(true, 'unknown')] } });
    expect(isOpen(result)).toBe(true);
    expect(text(result.blocks)).toContain('经费有限，');
  });

  it('decides nothing where it is about a part of the change only', async () => {
    const sent = withOpenChange();
    for (const edit of [accept, drop]) {
      const copy = await copyOf(sent, (one) => at(one, '经费', edit));
      const result = merged(sent, copy);
      expect(result.decisions).toEqual([]);
      expect(result.partly).toMatchObject([{ id: 'r1' }]);
      expect(isOpen(result)).toBe(true);
    }
  });
});

describe('words that were changed here and in the copy', () => {
  it('that were deleted here stay our own deletion', async () => {
    const sent = report();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', cut('张三')));
    const ours = withLast(sent, [
      { text: '人手不足，' },
      { text: '经费有限，', del: 'r9' },
      { text: '办法不多。' },
    ]);
    const result = merged(sent, copy, ours);
    expect(result.blocks).toEqual(ours.blocks);
    expect(result.conflicts).toEqual([]);
  });

  it.each([
    [
      'put in here amid what went there',
      '人手不足，经费确实有限，办法不多。',
      (one: WordCopy) => at(one, '经费有限，', cut('张三')),
    ],
    ['partly gone here', '人手不足，有限，办法不多。', (one: WordCopy) => at(one, '经费有限，', cut('张三'))],
    [
      'gone here and others there',
      '人手不足，办法不多。',
      (one: WordCopy) => at(one, '经费有限，', replace('张三', '经费紧张，')),
    ],
  ])('are told of: %s', async (_name, words, edit) => {
    const sent = report();
    const result = merged(sent, await copyOf(sent, edit), withLast(sent, [{ text: words }]));
    expect(result.conflicts).toMatchObject([{ author: 'w-张三', base: expect.stringContaining('经费有限') }]);
  });

  it('are told of: a figure that was filled in anew here and goes there', async () => {
    const sent = report();
    const copy = await copyOf(sent, (one) => at(one, '12次', cut('张三')));
    const blocks = structuredClone(sent.blocks);
    for (const node of blocks[2]?.children ?? [])
      if ('type' in node && node.type === 'field') node.value = '13';
    expect(merged(sent, copy, { blocks }).conflicts).toMatchObject([{ author: 'w-张三' }]);
  });

  it('are nobody’s business where both did the same', async () => {
    const sent = report();
    const copy = await copyOf(sent, (one) => at(one, '经费有限，', replace('张三', '经费紧张，')));
    const result = merged(sent, copy, withLast(sent, [{ text: '人手不足，经费紧张，办法不多。' }]));
    expect(result.conflicts).toEqual([]);
  });
});

describe('a copy that comes once more', () => {
  const EDITS: [string, (copy: WordCopy) => void][] = [
    ['words', (copy) => at(copy, '经费有限，', put('张三', '时间不够，'))],
    ['a deletion', (copy) => at(copy, '经费有限，', cut('张三'))],
    [
      'a level',
      (copy) => {
        const block = paragraph(copy, '人手不足');
        block.form = 2;
        block.format = { author: '张三', at: AT };
      },
    ],
  ];

  it.each(EDITS)('does not bring back %s that was rejected here, and nothing twice', async (_name, edit) => {
    const sent = report();
    const copy = await copyOf(sent, edit);
    const first = merged(sent, copy);
    expect(first.revisions).toHaveLength(1);
    const twice = merged(sent, copy, after(sent, first));
    expect(twice.revisions).toEqual([]);
    expect(twice.blocks).toEqual(first.blocks);
    const rejected = { ...after(sent, first), blocks: originalView(first.blocks) };
    const again = merged(sent, copy, rejected);
    expect(again.revisions).toEqual([]);
    expect(again.blocks).toEqual(rejected.blocks);
  });
});

/** Makes the last paragraph a heading. */
const asHeading = (by: string, level: 1 | 2 | 3) => (copy: WordCopy) => {
  const block = paragraph(copy, '人手不足');
  block.form = level;
  block.format = { author: by, at: AT };
};

describe('a level that the copy gives a paragraph', () => {
  it('is a change that can be rejected', async () => {
    const sent = report();
    const { blocks, conflicts } = merged(sent, await copyOf(sent, asHeading('张三', 2)));
    expect(blocks[LAST]).toMatchObject({ type: 'heading', level: 2, pWas: { type: 'paragraph' } });
    expect(originalView(blocks)).toEqual(sent.blocks);
    expect(conflicts).toEqual([]);
  });

  it('leaves the one that was given here, and is told', async () => {
    const sent = report();
    const blocks = structuredClone(sent.blocks);
    blocks[LAST] = { ...(blocks[LAST] as Block), type: 'heading', level: 1 } as Block;
    const result = merged(sent, await copyOf(sent, asHeading('张三', 2)), { blocks });
    expect(result.blocks).toEqual(blocks);
    expect(result.conflicts).toMatchObject([{ author: 'w-张三' }]);
  });

  it('of two copies is the same in whichever order they come', async () => {
    const sent = report();
    const a = await copyOf(sent, asHeading('张三', 2));
    const b = await copyOf(sent, asHeading('李四', 3));
    const ab = merged(sent, b, after(sent, merged(sent, a)));
    const ba = merged(sent, a, after(sent, merged(sent, b)));
    expect(ab.blocks).toEqual(ba.blocks);
    expect([...ab.conflicts, ...ba.conflicts]).not.toEqual([]);
  });
});

it('whose deletion it is does not depend on which copy came first', async () => {
  const sent = report();
  const a = await copyOf(sent, (one) => at(one, '经费有限，', cut('张三')));
  const b = await copyOf(sent, (one) => at(one, '经费有限，', cut('李四')));
  const ab = merged(sent, b, after(sent, merged(sent, a)));
  const ba = merged(sent, a, after(sent, merged(sent, b)));
  expect(ab.blocks).toEqual(ba.blocks);
});

it('a paragraph that was moved here takes what the copy did to it along', async () => {
  const sent = report();
  const copy = await copyOf(sent, (one) => at(one, '经费有限，', cut('张三')));
  const blocks = structuredClone(sent.blocks);
  blocks.splice(2, 0, ...blocks.splice(LAST, 1));
  const result = merged(sent, copy, { blocks });
  expect(text(result.blocks)).toContain('人手不足，办法不多。');
  expect(originalView(result.blocks)).toEqual(blocks);
});

/** Puts a paragraph in before the last one. */
const more = (by: string) => (copy: WordCopy) => {
  const place = copy.blocks.indexOf(paragraph(copy, '人手不足'));
  const ins = { author: by, at: AT };
  const own = structuredClone(paragraph(copy, '人手不足'));
  copy.blocks.splice(place, 0, {
    ...own,
    anchors: [],
    mark: { ...own.mark, ins },
    runs: [{ text: `${by}写的。`, ins, comments: [] }],
  });
};

it('paragraphs that two copies bring have ids of their own', async () => {
  const sent = report();
  const first = merged(sent, await copyOf(sent, more('张三')));
  const both = merged(sent, await copyOf(sent, more('李四')), after(sent, first));
  expect(documentProblems(both.blocks)).toEqual([]);
  expect(text(both.blocks)).toContain('张三写的。');
  expect(text(both.blocks)).toContain('李四写的。');
});

/** The report with both copies of one person in it, in the one order and in the other. */
const both = async (first: string, second: string): Promise<string[]> => {
  const sent = report();
  const [one, other] = await Promise.all(
    [first, second].map((words) => copyOf(sent, (copy) => at(copy, '经费有限，', put('张三', words)))),
  );
  if (!one || !other) throw new Error('no copies');
  return [
    [one, other],
    [other, one],
  ].map(([a, b]) => {
    const before = merged(sent, a as WordCopy);
    return text(merged(sent, b as WordCopy, after(sent, before)).blocks);
  });
};

describe('words of one person in two copies, at the same place', () => {
  it.each([
    ['补写12号。补写5号。补写10号。', '补写21号。'],
    ['加强普法宣传，组织宣讲活动。', '加强宣讲。'],
    ['一二三四五六七八九十', '二四六八'],
  ])('are both kept where the one only has the letters of the other: %s, %s', async (first, second) => {
    for (const found of await both(first, second)) {
      expect(found).toContain(first);
      expect(found).toContain(second);
    }
  });

  it('are kept once where the one has grown out of the other', async () => {
    for (const found of await both('群众满意。', '群众很满意。')) {
      expect(found).toContain('群众很满意。');
      expect(found).not.toContain('群众满意。');
    }
  });
});
