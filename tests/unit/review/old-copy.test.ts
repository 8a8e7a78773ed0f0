import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { at, cut, put, text } from './marked-copy.ts';
import { brought, merged, type Sent } from './returned.ts';

const FILES = new URL('../../fixtures/review-copies/', import.meta.url);

/** A copy that went out when documents had no notes, images and rows of their own, with what it was made of. */
async function oldCopy(): Promise<{ sent: Sent; copy: WordCopy }> {
  const sent = JSON.parse(readFileSync(new URL('schema-1.json', FILES), 'utf8')) as Sent;
  const bytes = readFileSync(new URL('schema-1.docx', FILES));
  return { sent, copy: await readReviewCopy('schema-1.docx', bytes) };
}

describe('a copy that was sent before the report had notes, images and rows of their own', () => {
  it('brings nothing where nobody has touched it', async () => {
    const { sent, copy } = await oldCopy();
    const result = merged(sent, copy);
    expect(result.blocks).toEqual(sent.blocks);
    expect(Object.values(brought(result)).every((count) => count === 0)).toBe(true);
  });

  it('brings what was changed in it, words and rows', async () => {
    const { sent, copy } = await oldCopy();
    at(copy, '经费有限', cut('张三'));
    at(copy, '加强宣传教育', put('张三', '深入'));
    const table = copy.blocks.find((block) => block.is === 'table');
    table?.rows.push({
      cells: ['矛盾化解', '七起'].map((words) => ({ runs: [{ text: words, comments: [] }] })),
    });
    const result = merged(sent, copy);
    expect(documentProblems(result.blocks)).toEqual([]);
    const words = text(result.blocks);
    expect(words).toContain('人手不足，。');
    expect(words).toContain('加强宣传教育深入');
    expect(words).toContain('矛盾化解\t七起');
    expect(result.conflicts).toEqual([]);
  });
});
