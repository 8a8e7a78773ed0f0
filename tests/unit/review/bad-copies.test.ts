import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { AppError } from '../../../shared/errors/app-error.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { openOffice, READY, takeIn, type Office } from '../signoff/setup.ts';

const BY = 'w:author="张三" w:date="2026-11-20T09:30:00Z"';
const said = (words: string): string => `<w:ins w:id="900" ${BY}><w:r><w:t>${words}</w:t></w:r></w:ins>`;

let office: Office;
let id: string;
/** The copy as it was sent, and as 张三 gave it back. */
let sent: Buffer;
let good: Buffer;

beforeAll(async () => {
  office = await openOffice();
  id = await takeIn(office.backend);
  sent = await exported(id);
  good = editWord(sent, (xml) => behindRun(xml, '营商环境持续改善。', said('群众满意。')));
});
afterAll(() => office.close());

async function exported(report: string): Promise<Buffer> {
  const { bytes } = await office.backend.call('review.export', { id: report, author: 'writer' });
  return Buffer.from(bytes, 'base64');
}

type Files = Record<string, Uint8Array>;
const merge = (report: string, files: Files) =>
  office.backend.call('review.merge', {
    id: report,
    files: Object.entries(files).map(([name, bytes]) => ({
      name,
      bytes: Buffer.from(bytes).toString('base64'),
    })),
    author: 'writer',
    apply: true,
  });

/** Everything that is stored of a report. */
async function stored(report: string): Promise<unknown> {
  const { backend } = office;
  return {
    report: await backend.call('report.open', { id: report }),
    review: await backend.call('review.get', { id: report }),
    versions: await backend.call('version.list', { id: report }),
    people: await backend.call('people.list', {}),
  };
}

/** What is said of files that can't be taken in; nothing may have changed. */
async function refused(report: string, files: Files): Promise<{ code: string; message: string }> {
  const before = await stored(report);
  const error = await merge(report, files).then(
    () => null,
    (reason: unknown) => reason as AppError,
  );
  expect(await stored(report)).toEqual(before);
  return { code: error?.code ?? '', message: error?.message ?? '' };
}

async function text(report: string): Promise<string> {
  const { document, variables } = await office.backend.call('report.open', { id: report });
  return plainText(finalView(document.blocks), { variables });
}

const withPart = (name: string, part: Uint8Array): Buffer =>
  Buffer.from(zipSync({ ...unzipSync(sent), [name]: part }));

/** The same zip with another size in its tables: it says that hardly anything is in there. */
function lying(zip: Buffer, size: number): Buffer {
  const out = Buffer.from(zip);
  for (let at = out.indexOf('PK\u0001\u0002'); at >= 0; at = out.indexOf('PK\u0001\u0002', at + 4)) {
    if (out.readUInt32LE(at + 24) === size) out.writeUInt32LE(1000, at + 24);
  }
  return out;
}

const HUGE = 80 * 1024 * 1024;

describe('a file that is no good copy', () => {
  it('is refused by name, says what to do, and changes nothing', async () => {
    const bomb = withPart('word/document.xml', new Uint8Array(HUGE).fill(0x20));
    expect(bomb.length).toBeLessThan(1_000_000);
    const half = sent.subarray(0, Math.floor(sent.length / 2));
    const entities = strToU8(
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>',
    );
    const cases: [string, Uint8Array, string, RegExp][] = [
      ['炸.docx', bomb, 'too-large', /“炸\.docx”解压后过大，没有收回，报告没有改动。.*再收回/],
      ['谎.docx', lying(bomb, HUGE), 'damaged-file', /“谎\.docx”已损坏或不完整，没有收回，报告没有改动。请/],
      ['半.docx', half, 'damaged-file', /“半\.docx”已损坏或不完整，没有收回，报告没有改动。请重新复制/],
      ['剪尾.docx', sent.subarray(0, -30), 'damaged-file', /没有收回，报告没有改动/],
      [
        '坏.docx',
        withPart('word/document.xml', strToU8('<w:document><w:body>')),
        'damaged-file',
        /内容格式有误/,
      ],
      ['实体.docx', withPart('word/document.xml', entities), 'damaged-file', /没有收回，报告没有改动/],
      [
        '批注坏.docx',
        withPart('word/comments.xml', strToU8('<w:comments><w:comment')),
        'damaged-file',
        /没有收回/,
      ],
      ['空.docx', new Uint8Array(0), 'empty-file', /空文件，没有收回，报告没有改动/],
      ['旧.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupported-format', /旧版 Word.*没有收回.*再收回/],
      ['稿.pdf', Buffer.from('%PDF-1.7'), 'unsupported-format', /PDF 文件，没有收回/],
      ['表.docx', zipSync({ 'xl/workbook.xml': strToU8('<x/>') }), 'not-word', /不是 Word 文件，没有收回/],
      ['假.docx', strToU8('不是文件'), 'not-word', /内容与扩展名不符.*没有收回，报告没有改动/],
      ['字.txt', strToU8('这是文字。'), 'not-word', /不是 Word 文件，没有收回/],
      ['别的.docx', withPart('docProps/custom.xml', strToU8('<x/>')), '', /^$/],
    ];
    for (const [name, bytes, code, words] of cases) {
      // Without its property a copy is known by its bookmark still.
      if (code === '') {
        expect(await merge(id, { [name]: bytes })).toMatchObject({ taken: null, insertions: 0 });
        continue;
      }
      const error = await refused(id, { [name]: bytes });
      expect({ name, code: error.code }).toEqual({ name, code });
      expect(error.message).toMatch(words);
      expect(error.message).not.toContain('导入');
    }
  });

  it('keeps the good ones that were chosen with it out, and says so', async () => {
    const error = await refused(id, { '张三.docx': good, '半.docx': sent.subarray(0, 2000) });
    expect(error.message).toMatch(/“半\.docx”.*没有收回，报告没有改动。.*其他文件也没有收/);
  });

  it('is named when it is a copy of another report, of this machine or not', async () => {
    const other = await takeIn(office.backend, READY.replaceAll('青禾镇', '柳溪镇'));
    expect(await refused(other, { '来稿.docx': good })).toMatchObject({
      code: 'not-review-copy',
      message: expect.stringMatching(
        /“来稿\.docx”是《青禾镇2023年.*（2023年）的送审稿，不是这份报告的，没有收回，报告没有改动。请打开/,
      ),
    });
    const away = await openOffice();
    try {
      const stranger = await takeIn(away.backend);
      const made = await away.backend.call('review.export', { id: stranger, author: 'writer' });
      expect(await refused(id, { '外来.docx': Buffer.from(made.bytes, 'base64') })).toMatchObject({
        code: 'not-review-copy',
        message: expect.stringContaining('不是这份报告的，没有收回，报告没有改动'),
      });
    } finally {
      await away.close();
    }
  });
});

describe('a copy that comes late, or again', () => {
  it('lands where it belongs when it is of an older version, beside what came since', async () => {
    const report = await takeIn(office.backend);
    const first = await exported(report);
    const late = editWord(first, (xml) => behindRun(xml, '营商环境持续改善。', said('群众满意。')));
    const { document, revision } = await office.backend.call('report.open', { id: report });
    await office.backend.call('report.apply', {
      id: report,
      session: 'window',
      batch: 'since',
      base: revision,
      ops: [
        { type: 'insert_text', path: [document.blocks.length - 3, 0], offset: 0, text: '新的一年，' },
        { type: 'remove_node', path: [1], node: document.blocks[1] },
      ],
      author: 'writer',
    });
    const second = editWord(await exported(report), (xml) =>
      behindRun(xml, '营商环境持续改善。', said('企业也满意。')),
    );
    expect(await merge(report, { '二稿.docx': second })).toMatchObject({ insertions: 1, conflicts: [] });
    const taken = await merge(report, { '一稿.docx': late });
    expect(taken).toMatchObject({ insertions: 1, files: [{ number: 1, version: '第1轮送审稿' }] });
    const now = await text(report);
    expect(now).toContain('群众满意。');
    expect(now).toContain('企业也满意。');
    expect(now).toContain('新的一年，');
    expect(now).not.toContain('现将有关情况报告如下');
  });

  it('adds nothing the second time: the same file, packed anew, or twice at once', async () => {
    const report = await takeIn(office.backend);
    const back = editWord(await exported(report), (xml) =>
      behindRun(xml, '营商环境持续改善。', said('群众满意。')),
    );
    expect(await merge(report, { '甲.docx': back, '甲（1）.docx': back })).toMatchObject({
      insertions: 1,
      files: [{ again: false }, { again: true }],
    });
    const before = await stored(report);
    expect(await merge(report, { '甲.docx': back })).toMatchObject({ taken: null, files: [{ again: true }] });
    const packed = Buffer.from(zipSync(unzipSync(back), { level: 1 }));
    expect(packed.equals(back)).toBe(false);
    expect(await merge(report, { '甲.docx': packed })).toMatchObject({ taken: null, insertions: 0 });
    expect(await stored(report)).toEqual(before);
  });
});
