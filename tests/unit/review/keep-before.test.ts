import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

const BY = 'w:author="张三" w:date="2026-11-20T09:30:00Z"';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('the way back from taking a review copy in', () => {
  it('is a version of the report as it was, words included that were written since it was sent', async () => {
    const { backend } = office;
    const id = await takeIn(backend);
    const { bytes } = await backend.call('review.export', { id, author: 'writer' });
    const copy = editWord(Buffer.from(bytes, 'base64'), (xml) =>
      behindRun(
        xml,
        '营商环境持续改善。',
        `<w:ins w:id="900" ${BY}><w:r><w:t>群众满意。</w:t></w:r></w:ins>`,
      ),
    );

    const { document, revision } = await backend.call('report.open', { id });
    const block = document.blocks.findIndex(
      (one) => one.type === 'paragraph' && textOfBlock(one, new Map()).startsWith('全镇开展企业走访'),
    );
    await backend.call('report.apply', {
      id,
      session: 'window',
      batch: 'since',
      base: revision,
      ops: [{ type: 'insert_text', path: [block, 0], offset: 0, text: '一年来，' }],
      author: 'writer',
    });
    const written = await backend.call('report.open', { id });

    const merged = await backend.call('review.merge', {
      id,
      files: [{ name: '张三改.docx', bytes: copy.toString('base64') }],
      author: 'writer',
      apply: true,
    });
    expect(merged).toMatchObject({ insertions: 1, conflicts: [] });
    const versions = await backend.call('version.list', { id });
    expect(versions.map(({ kind, name }) => [kind, name])).toEqual([
      ['returned', '第1轮 收回：张三'],
      ['saved', '收回之前'],
      ['sent', '第1轮送审稿'],
    ]);
    // Dated when it was written, in Word, and yet what the copy brought.
    const rounds = await backend.call('version.rounds', { id });
    expect(versions.map((version) => rounds.versions[version.id])).toMatchObject([
      [{ insertions: 1 }],
      [],
      [],
    ]);
    expect(rounds.since).toEqual([]);
    const before = await backend.call('version.open', { id, version: versions[1]?.id ?? '' });
    expect(before.document).toEqual(written.document);
  });
});
