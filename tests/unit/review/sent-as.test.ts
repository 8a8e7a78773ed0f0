import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;

beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A report with a field that no edition prints. */
async function withSecret(): Promise<string> {
  const { backend } = office;
  const id = await takeIn(backend);
  const { document, revision } = await backend.call('report.open', { id });
  const block = document.blocks.findIndex((one) => inlinesOf(one).some((node) => secretIn(node)));
  const at = inlinesOf(document.blocks[block] as (typeof document.blocks)[number]).findIndex(secretIn);
  await backend.call('report.apply', {
    id,
    session: 'window',
    batch: `secret-${id}`,
    base: revision,
    ops: [
      {
        type: 'set_node',
        path: [block, at],
        properties: { sensitivity: 'public' },
        newProperties: { sensitivity: 'secret' },
      },
    ],
    author: 'writer',
  });
  return id;
}

function secretIn(node: Parameters<typeof isField>[0]): boolean {
  return isField(node) && node.value === '612';
}

const masks = (maskLength: number) =>
  office.backend.call('settings.set', { key: 'editions', value: { mask: 'fixed', maskLength } });

async function sent(id: string): Promise<Buffer> {
  const { bytes } = await office.backend.call('review.export', { id, author: 'writer' });
  return Buffer.from(bytes, 'base64');
}

const edited = (copy: Buffer, who: string, words: string): Buffer =>
  editWord(copy, (xml) =>
    behindRun(
      xml,
      '营商环境持续改善。',
      `<w:ins w:id="900" w:author="${who}" w:date="2026-11-20T09:30:00Z"><w:r><w:t>${words}</w:t></w:r></w:ins>`,
    ),
  );

const back = (id: string, name: string, bytes: Buffer, apply = true) =>
  office.backend.call('review.merge', {
    id,
    files: [{ name, bytes: bytes.toString('base64') }],
    author: 'writer',
    apply,
  });

describe('a copy that comes back after the masks were changed', () => {
  it('is compared with what was sent', async () => {
    const id = await withSecret();
    await masks(2);
    const copy = edited(await sent(id), '张三', '群众满意。');
    await masks(5);
    expect(await back(id, '张三.docx', copy)).toMatchObject({
      insertions: 1,
      deletions: 0,
      untracked: 0,
      conflicts: [],
    });
  });

  it('is told from another copy of the same version that was sent with other masks', async () => {
    const id = await withSecret();
    await masks(2);
    const first = await sent(id);
    await masks(5);
    const second = await sent(id);
    await masks(7);
    const clean = { insertions: 1, deletions: 0, untracked: 0, conflicts: [] };
    expect(await back(id, '甲.docx', edited(first, '张三', '群众满意。'), false)).toMatchObject(clean);
    expect(await back(id, '乙.docx', edited(second, '李四', '企业也满意。'), false)).toMatchObject(clean);
    // Without its property it is taken for the one that was sent last.
    const bare = {
      ...unzipSync(edited(second, '李四', '企业也满意。')),
      'docProps/custom.xml': strToU8('<x/>'),
    };
    expect(await back(id, '丙.docx', Buffer.from(zipSync(bare)), false)).toMatchObject(clean);
  });
});
