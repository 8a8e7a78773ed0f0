import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { plainText } from '../../../shared/document/plain-text.ts';
import { editWord } from '../../office/edit-word.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A report that was sent, and its copy with another text behind it. */
async function returned(more: string): Promise<{ id: string; file: { name: string; bytes: string } }> {
  const { backend } = office;
  const id = await takeIn(backend);
  const { bytes } = await backend.call('review.export', { id, author: 'writer' });
  const copy = editWord(Buffer.from(bytes, 'base64'), (xml) => xml.replace(/(?=<w:sectPr)/, more));
  return { id, file: { name: '改.docx', bytes: copy.toString('base64') } };
}

/** Types a letter at the front of the report's third block, as another window does. */
async function save(id: string): Promise<void> {
  const { revision } = await office.backend.call('report.open', { id });
  await office.backend.call('report.apply', {
    id,
    session: 'other window',
    batch: `typed-${revision}`,
    base: revision,
    ops: [{ type: 'insert_text', path: [2, 0], offset: 0, text: '囍' }],
    author: 'writer',
  });
}

const text = async (id: string): Promise<string> =>
  plainText((await office.backend.call('report.open', { id })).document.blocks);

describe('merging a returned copy', () => {
  it('holds up no save of another window, and takes in what that wrote', async () => {
    // Short paragraphs that are all alike are what takes longest to match.
    const letters = Array.from({ length: 1500 }, (_, n) => '依法行政'[n % 4] ?? '');
    const { id, file } = await returned(
      letters.map((one) => `<w:p><w:r><w:t>${one}</w:t></w:r></w:p>`).join(''),
    );
    const done: string[] = [];
    const told: string[] = [];
    let saving: Promise<unknown> = Promise.resolve();
    const merging = office.backend
      .call(
        'review.merge',
        { id, files: [file], author: 'writer', apply: true },
        {
          progress: (_done, _total, what) => {
            if (what === '正在合并…') saving = save(id).then(() => done.push('saved'));
            told.push(what);
          },
        },
      )
      .then(() => done.push('merged'));
    await merging;
    await saving;
    expect(done).toEqual(['saved', 'merged']);
    expect(told.at(-1)).toBe('报告又有改动，正在重新合并…');
    const now = await text(id);
    expect(now).toContain('囍');
    expect(now).toContain('依\n法\n行\n政\n依');
  });

  it('is given up, and changes nothing, where the report never rests', async () => {
    const { id, file } = await returned('<w:p><w:r><w:t>另起一段。</w:t></w:r></w:p>');
    let saving: Promise<unknown> = Promise.resolve();
    const merging = office.backend.call(
      'review.merge',
      { id, files: [file], author: 'writer', apply: true },
      {
        progress: (_done, _total, what) => {
          if (what.includes('合并')) saving = saving.then(() => save(id));
        },
      },
    );
    await expect(merging).rejects.toMatchObject({
      code: 'unavailable',
      message: '报告正在别的窗口里修改，没有收回，送审稿和报告都没有改动。请停止输入后再收回。',
    });
    await saving;
    expect(await text(id)).not.toContain('另起一段');
    const versions = await office.backend.call('version.list', { id });
    expect(versions.map(({ kind }) => kind)).toEqual(['sent']);
  });
});
