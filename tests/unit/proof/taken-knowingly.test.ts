import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { ReaderProcess } from '../../../electron/backend/reading/reader-process.ts';
import { forkReader } from '../../../electron/shells/fork-reader.ts';
import { mergeText } from '../../../electron/shells/cli/merge-text.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { NO_PRINTER, openOffice, takeIn, type Office } from '../signoff/setup.ts';

const BY = 'w:author="王芳" w:date="2023-12-19T09:30:00Z"';
const WHERE = { side: 'target', before: '做好以下工作。', expected: '层层压实责任。', found: '' } as const;

/** A process whose merges don't prove, as if there were a fault in them. */
function doubtful(): ReaderProcess {
  const process = forkReader();
  return {
    ...process,
    onMessage: (listener) =>
      process.onMessage((message) => {
        if (message.type === 'done' && 'merged' in message.result)
          listener({ ...message, result: { ...message.result, unproven: WHERE } });
        else listener(message);
      }),
  };
}

let office: Office;
beforeAll(async () => {
  office = await openOffice(NO_PRINTER, 'cli', doubtful);
});
afterAll(() => office.close());

describe('a merge that is not proven', () => {
  it('is not stored unless somebody knows, and then the record says so', async () => {
    const { backend } = office;
    const id = await takeIn(backend);
    const sent = await backend.call('review.export', { id, author: 'writer' });
    const bytes = editWord(Buffer.from(sent.bytes, 'base64'), (xml) =>
      behindRun(
        xml,
        '将做好以下工作。',
        `<w:ins w:id="900" ${BY}><w:r><w:t>层层压实责任。</w:t></w:r></w:ins>`,
      ),
    ).toString('base64');
    const files = [{ name: '王芳改.docx', bytes }];
    const before = await backend.call('report.open', { id });

    const stopped = await backend.call('review.merge', { id, files, author: 'writer', apply: true });
    expect(stopped).toMatchObject({
      insertions: 1,
      taken: null,
      unproven: [{ name: '王芳改.docx', ...WHERE }],
    });
    expect(await backend.call('report.open', { id })).toEqual(before);
    expect(mergeText(stopped)).toContain(
      '自检未通过：\n  “王芳改.docx”：把修订全部接受，得不到送审稿的文字。“做好以下工作。”之后，送审稿是“层层压实责任。”，收入后是没有文字。\n没有收回，报告和送审稿都没有改动。',
    );

    const taken = await backend.call('review.merge', {
      id,
      files,
      author: 'writer',
      apply: true,
      knowingly: true,
    });
    expect(taken.taken).not.toBeNull();
    const { entries } = await backend.call('record.list', { id });
    expect(entries[0]).toMatchObject({ action: 'merged' });
    expect(entries[0]?.details).toContain('自检未通过，仍收入');
  });
});
