import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { mergeText } from '../../../electron/shells/cli/merge-text.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView } from '../../../shared/document/resolve.ts';
import { editWord } from '../../office/edit-word.ts';
import { editInOffice } from '../../office/libre-office.ts';
import { openOffice, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let id: string;
const at = (name: string): string => join(office.dataDir, name);

beforeAll(async () => {
  office = await openOffice();
  id = await takeIn(office.backend);
  const copy = await office.backend.call('review.export', { id, author: 'writer' });
  writeFileSync(at('稿.docx'), Buffer.from(copy.bytes, 'base64'));
  const by = '王芳';
  await editInOffice([
    { file: at('稿.docx'), out: at('无.docx'), steps: [] },
    {
      file: at('稿.docx'),
      out: at('改.docx'),
      steps: [
        { by, do: 'dress', untracked: true, on: '落实合法性审查程序', look: { CharStrikeout: 1 } },
        { by, do: 'dress', untracked: true, on: '严格办案程序', look: { CharColor: 0xff0000 } },
        { by, do: 'dress', on: '编制偏紧', look: { CharBackColor: 0xffff00 } },
        { by, do: 'text-box', untracked: true, after: '营商环境持续改善。', text: '请补充两个案例' },
        { by, do: 'page', untracked: true, left: 2000, header: '青禾镇党政综合办公室' },
      ],
    },
  ]);
}, 240_000);
afterAll(() => office.close());

const merge = (file: string, bytes: Uint8Array, more: Record<string, unknown> = {}) =>
  office.backend.call('review.merge', {
    id,
    files: [{ name: file, bytes: Buffer.from(bytes).toString('base64') }],
    author: 'writer',
    apply: false,
    ...more,
  });

const textNow = async (): Promise<string> => {
  const { document, variables } = await office.backend.call('report.open', { id });
  return plainText(finalView(document.blocks), { variables });
};

describe('a copy that LibreOffice saved', () => {
  it('names nothing where nobody changed it', async () => {
    const told = await merge('无.docx', readFileSync(at('无.docx')));
    expect([told.leftOut, told.looks, told.lost, told.people, told.untracked]).toEqual([[], [], [], [], 0]);
  });

  it('is asked about its struck and coloured words, and all else is named', async () => {
    const bytes = readFileSync(at('改.docx'));
    const told = await merge('改.docx', bytes);
    expect(told.looks.map(({ kind, words, section }) => [kind, words, section])).toEqual([
      ['strike', '落实合法性审查程序', '（三）法治政府建设'],
      ['red', '严格办案程序', '（四）公正执法司法'],
      ['highlight', '编制偏紧', '（二）存在问题'],
    ]);
    const named = told.leftOut.map(({ section, place, text }) => `${place ?? section}：${text}`);
    expect(named).toEqual(
      expect.arrayContaining([
        '（五）法治社会建设：文本框，写的是“请补充两个案例”',
        expect.stringMatching(/^整份文件：页眉的改动，改成了“青禾镇党政综合办公室”$/),
        expect.stringMatching(/^整份文件：页边距（.*左 20，.*毫米）的改动，这里仍按版式设置$/),
      ]),
    );
    expect(told.deletions + told.untracked).toBe(1);
    expect(told.comments).toBe(2);

    const ignored = await merge('改.docx', bytes, { looks: { strike: 'ignore', mark: 'ignore' } });
    expect([ignored.deletions + ignored.untracked, ignored.comments]).toEqual([0, 0]);
    expect(ignored.leftOut).toHaveLength(told.leftOut.length + 3);
    expect(mergeText(ignored, { strike: 'ignore', mark: 'ignore' })).toContain(
      '格式标记，不算：（三）法治政府建设，删除线“落实合法性审查程序”',
    );
  });

  it('is taken in with them, and what was left out is kept with the version', async () => {
    const told = await merge('改.docx', readFileSync(at('改.docx')), { apply: true });
    expect(told.taken).not.toBeNull();
    expect(mergeText(told)).toContain('格式标记，作为批注收入：（四）公正执法司法，标红“严格办案程序”');
    expect(await textNow()).not.toContain('落实合法性审查程序');
    const [version] = await office.backend.call('version.list', { id });
    const kept = await office.backend.call('version.open', { id, version: version?.id ?? '' });
    expect(kept.merged?.leftOut?.map(({ text }) => text)).toEqual(told.leftOut.map(({ text }) => text));
  });
});

describe('a copy that lost half of its text', () => {
  it('says so, and is taken in only by somebody who knows', async () => {
    const half = editWord(readFileSync(at('稿.docx')), (xml) => {
      const from = xml.indexOf('<w:p>', xml.length / 2.6);
      return xml.slice(0, from) + xml.slice(xml.lastIndexOf('<w:sectPr'));
    });
    const before = await textNow();
    const stopped = await merge('半.docx', half, { apply: true });
    expect(stopped.taken).toBeNull();
    expect(stopped.lost).toMatchObject([{ name: '半.docx' }]);
    const text = mergeText(stopped);
    expect(text).toMatch(
      /送回的文件不全：“半\.docx”，\d+ 段里少了 \d+ 段，\d+ 字里少了 \d+ 字，都没有修订痕迹。/,
    );
    expect(text).toContain('加 --knowingly');
    expect(await textNow()).toBe(before);

    const taken = await merge('半.docx', half, { apply: true, knowingly: true });
    expect(taken.taken).not.toBeNull();
    const { entries } = await office.backend.call('record.list', { id });
    expect(entries[0]?.details).toMatch(/少了 \d+ 段.*仍收入/);
  });
});
