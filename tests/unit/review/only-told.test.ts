import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { commentKey } from '../../../shared/document/marks.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A report with a comment on its second paragraph. */
async function commented(): Promise<string> {
  const { backend } = office;
  const id = await takeIn(backend);
  const { revision } = await backend.call('report.open', { id });
  const at = '2023-12-20T00:00:00.000Z';
  await backend.call('report.apply', {
    id,
    session: 'window',
    batch: `comment-${id}`,
    base: revision,
    ops: [
      { type: 'set_node', path: [1, 0], properties: {}, newProperties: { [commentKey(`t${id}`)]: true } },
    ],
    author: 'writer',
    review: {
      threads: [
        {
          id: `t${id}`,
          author: 'writer',
          at,
          quote: '',
          section: '',
          state: 'open',
          comments: [{ id: `c${id}`, thread: `t${id}`, author: 'writer', at, body: '请核对。' }],
        },
      ],
    },
  });
  return id;
}

/** The copy as Word gives it back when all of its comments were deleted, and nothing else was done. */
function withoutComments(bytes: Uint8Array, level: 1 | 9): string {
  const parts = unzipSync(bytes);
  const edit = (name: string, from: RegExp): void => {
    const before = strFromU8(parts[name] ?? new Uint8Array());
    const after = before.replace(from, '');
    expect(after).not.toBe(before);
    parts[name] = strToU8(after);
  };
  edit('word/comments.xml', /<w:comment .*<\/w:comment>/s);
  edit('word/document.xml', /<w:comment(?:RangeStart|RangeEnd|Reference) [^>]*\/>/g);
  return Buffer.from(zipSync(parts, { level })).toString('base64');
}

describe('a copy in which comments were deleted and nothing else was done', () => {
  it('is kept as a version with what was told of it, once, and changes nothing', async () => {
    const { backend } = office;
    const id = await commented();
    const { bytes } = await backend.call('review.export', { id, author: 'writer' });
    const back = (name: string, level: 1 | 9) =>
      backend.call('review.merge', {
        id,
        files: [{ name, bytes: withoutComments(Buffer.from(bytes, 'base64'), level) }],
        author: 'writer',
        apply: true,
      });
    const before = await backend.call('report.open', { id });
    const review = await backend.call('review.get', { id });
    const told = { comments: 0, untracked: 0, missing: [{ id: `c${id}`, text: '请核对。' }] };
    expect(await back('甲.docx', 9)).toMatchObject({
      ...told,
      taken: { number: 2, name: '第1轮 收回：甲.docx' },
    });
    const [newest] = await backend.call('version.list', { id });
    const kept = await backend.call('version.open', { id, version: newest?.id ?? '' });
    expect(kept.merged).toMatchObject({ files: [{ name: '甲.docx' }], missing: told.missing });
    expect((await backend.call('report.open', { id })).document).toEqual(before.document);
    expect(await backend.call('review.get', { id })).toEqual(review);
    // Packed anew it tells nothing new.
    expect(await back('乙.docx', 1)).toMatchObject({ ...told, taken: null });
    expect(await backend.call('version.list', { id })).toHaveLength(2);
  });
});

describe('a comment in a review copy', () => {
  it('is as small as Word writes it, not as large as the report', async () => {
    const id = await commented();
    const { bytes } = await office.backend.call('review.export', { id, author: 'writer' });
    const comments = strFromU8(
      unzipSync(Buffer.from(bytes, 'base64'))['word/comments.xml'] ?? new Uint8Array(),
    );
    expect(comments).toMatch(/<w:sz w:val="20"\/>.*请核对。/);
    expect(comments).toContain('w:lineRule="auto"');
  });
});
