import { describe, expect, it } from 'vitest';

import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { lostText, lostWords } from '../../../shared/merge/lost-text.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { cell, paragraph, row } from '../../rich-report.ts';
import { merged, untouched, type Sent } from './returned.ts';

const WORDS = '全面推进依法行政，扎实开展法治宣传教育，各项工作取得新的成效，群众满意度进一步提高。';
const sent: Sent = {
  blocks: [
    { type: 'title', id: 'title', children: [{ text: '青禾镇2025年法治政府建设年度报告' }] },
    ...Array.from({ length: 12 }, (_, at) => paragraph(`p${at}`, `${at + 1}月：${WORDS}`)),
    {
      type: 'table',
      id: 't',
      children: [row([cell('项目'), cell('数量')]), row([cell('执法'), cell('三次')])],
    },
  ],
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
};

async function lostIn(edit: (copy: WordCopy) => void) {
  const copy = structuredClone(await untouched(sent));
  edit(copy);
  const spell = spellerOf(sent.blocks, sent.variables, editionPolicy(undefined));
  return lostText({ blocks: sent.blocks, spell }, merged(sent, copy), 'unknown');
}

describe('a copy that lacks much of what was sent', () => {
  it('is told by numbers', async () => {
    const half = await lostIn((copy) => void copy.blocks.splice(6));
    expect(half).toMatchObject({ paragraphs: { gone: 7, of: 13 }, tables: { gone: 1, of: 1 } });
    expect(half && lostWords(half)).toMatch(/^13 段里少了 7 段，\d+ 字里少了 \d+ 字，1 张表里少了 1 张$/);
  });

  it('is told where each paragraph lost its second half', async () => {
    const lost = await lostIn((copy) => {
      for (const block of copy.blocks)
        if (block.is === 'paragraph')
          block.runs = block.runs.map((run) => ({ ...run, text: run.text.slice(0, 15) }));
    });
    expect(lost).toMatchObject({ paragraphs: { gone: 0 }, characters: { of: expect.any(Number) } });
  });

  it('is told where a third of the paragraphs, or every table, is gone', async () => {
    expect(await lostIn((copy) => void copy.blocks.splice(1, 5))).toMatchObject({ paragraphs: { gone: 5 } });
    expect(await lostIn((copy) => void copy.blocks.pop())).toMatchObject({ tables: { gone: 1, of: 1 } });
  });

  it('is none with a few paragraphs less, or where all is tracked', async () => {
    expect(await lostIn(() => undefined)).toBeNull();
    expect(await lostIn((copy) => void copy.blocks.splice(2, 3))).toBeNull();
    const tracked = await lostIn((copy) => {
      const del = { author: '张三', at: '2025-12-03T02:03:00.000Z' };
      for (const block of copy.blocks)
        if (block.is === 'paragraph') block.runs = block.runs.map((run) => ({ ...run, del }));
    });
    expect(tracked).toBeNull();
  });
});
