import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { strToU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { p, wordFile } from '../import/word-parts.ts';
import { testPorts } from './deps.ts';

const TITLE = '青禾镇2025年法治政府建设年度报告';
const WORDS = '本镇对瓦窑坪一带开展了摸底';
const text = (...head: string[]): Uint8Array =>
  Buffer.from([...head, TITLE, '现报告如下：', '一、主要举措和成效', `${WORDS}12次。`].join('\n'));

describe('files with the grade of a state secret', () => {
  let ports: ReturnType<typeof testPorts>;
  let backend: Backend;
  let logged: string[];
  beforeEach(async () => {
    logged = [];
    const log = (...parts: unknown[]): void => void logged.push(JSON.stringify(parts));
    ports = testPorts({ logger: { info: log, warn: log, error: log } });
    backend = await createBackend(ports);
  });
  afterEach(async () => {
    await backend.close();
    ports.remove();
  });

  async function read(bytes: Uint8Array, name = '报告.txt', file = 'a') {
    const sent = { name, size: bytes.length, offset: 0, bytes: Buffer.from(bytes).toString('base64') };
    await backend.call('import.stage', { batch: 'b', file, ...sent });
    return backend.call('import.recognise', { batch: 'b', file });
  }
  const take = async (file = 'a'): Promise<string> => {
    const asked = { file, year: 2025, unit: '青禾镇', template: 'law-government-report' };
    const [first] = await backend.call('import.take', { batch: 'b', files: [asked] });
    if (!first || 'refused' in first) throw new Error(first?.refused.message);
    return first.id;
  };
  const declare = async (fit = true) => {
    const person = { id: 'p1', name: '周琳', unit: '青禾镇', role: 'writer' as const };
    await backend.call('people.save', { person });
    return backend.call('secrecy.declare', { fit, person: person.id, ground: fit ? '涉密计算机 A-03' : '' });
  };
  /** Files of the data folder in which the words stand. */
  const filesWith = (words: string): string[] =>
    readdirSync(ports.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const bytes = readFileSync(file);
        return bytes.includes(Buffer.from(words)) || bytes.includes(Buffer.from(words, 'utf16le'));
      });

  it('are refused in a sentence, and nothing of them stays', async () => {
    const large = Buffer.concat([text('机密★10年'), Buffer.from('\n'.repeat(1.5 * 1024 * 1024))]);
    for (const bytes of [text('机密★10年'), large]) {
      const { refused } = await read(bytes);
      expect(refused?.code).toBe('classified');
      expect(refused?.message).toBe(
        '“报告.txt”标有国家秘密的密级（机密），这台计算机没有登记为可以处理涉密文件，没有导入。请在符合保密要求的计算机上处理；这里没有留下文件的任何内容。',
      );
      // Not even until the batch is thrown away.
      expect(filesWith(WORDS)).toEqual([]);
      await expect(take()).rejects.toThrow('没有传完');
    }
    expect(await backend.call('report.list', {})).toEqual([]);
    expect(logged.join('')).not.toContain(WORDS);
  });

  it.each([
    [
      'page header',
      wordFile({ body: p(TITLE) + p('正文。'), more: { 'word/header1.xml': headerOf('机密★10年') } }),
    ],
    ['first line', wordFile({ body: p('机 密') + p(TITLE) + p('正文。') })],
  ])('are recognised in Word by their %s', async (_where, bytes) => {
    expect((await read(bytes, '报告.docx')).refused?.code).toBe('classified');
  });

  it('are neither proofread nor outlined', async () => {
    const bytes = Buffer.from(text('秘密')).toString('base64');
    await expect(backend.call('checks.file', { name: 'a.txt', bytes })).rejects.toMatchObject({
      code: 'classified',
    });
    await expect(backend.call('import.outline', { name: 'a.txt', bytes })).rejects.toMatchObject({
      code: 'classified',
    });
  });

  it('come in where a person has declared the computer fit, which is recorded; their public edition does not go out', async () => {
    await declare();
    const candidate = await read(text('000012', '机密★10年', '特急'));
    expect(candidate.refused).toBeUndefined();
    expect(candidate.title).toBe(TITLE);
    expect(candidate.doubtful[0]?.why).toBe('密级标志“机密★10年”收入了版头，不在正文里');
    const id = await take();
    expect(await backend.call('report.head', { id })).toMatchObject({
      secrecy: '机密★10年',
      urgency: '特急',
      copy: '000012',
    });
    const { entries } = await backend.call('unit.record', {});
    expect(entries.map(({ action, name, details }) => [action, name, details])).toEqual([
      ['declared-fit', '周琳', '涉密计算机 A-03'],
    ]);

    const make = () =>
      backend.call('export.make', { id, format: 'txt', edition: 'public', allowLeftovers: true });
    await expect(make()).rejects.toThrow('没有公开版：版头写着密级“机密★10年”');
    await expect(backend.call('edition.leftovers', { id })).rejects.toMatchObject({ code: 'classified' });
    await expect(backend.call('export.preview', { id, edition: 'public' })).rejects.toMatchObject({
      code: 'classified',
    });
    const sides = {
      a: { report: id },
      b: { report: id },
      edition: 'public' as const,
      format: 'docx' as const,
      allowLeftovers: true,
    };
    await expect(backend.call('compare.export', sides)).rejects.toMatchObject({ code: 'classified' });
    await expect(backend.call('figures.export', { unit: '青禾镇', edition: 'public' })).rejects.toMatchObject(
      { code: 'classified' },
    );
    // What is written from it, and what is copied from it, has its grade.
    const next = await backend.call('report.create', {
      template: 'law-government-report',
      year: 2026,
      unit: '青禾镇',
      from: id,
    });
    expect((await backend.call('report.head', { id: next.id })).secrecy).toBe('机密★10年');
    const about = { template: 'law-government-report', year: 2026, unit: '青禾镇' };
    const other = await backend.call('report.create', about);
    const [past] = await backend.call('past.sections', { id: other.id, heading: '主要举措和成效' });
    expect(past?.text).toContain(WORDS);
    expect(past?.blocks.map(({ secret }) => secret)).toEqual(past?.blocks.map(() => true));
    expect(await backend.call('export.make', { id, format: 'txt', edition: 'internal' })).toHaveProperty(
      'name',
    );

    // Declassified: who took the grade away is in the record.
    const head = await backend.call('report.head', { id });
    await backend.call('report.setHead', { id, head: { ...head, secrecy: '' } });
    const record = await backend.call('record.list', { id });
    expect(
      record.entries.some(
        ({ action, details }) => action === 'graded' && details === '“机密★10年”改为无密级',
      ),
    ).toBe(true);
    await make();
  });

  it('are refused again once that is withdrawn; the setting can’t be changed without the record', async () => {
    await declare();
    await declare(false);
    expect((await read(text('机密★10年'))).refused?.code).toBe('classified');
    await expect(
      backend.call('settings.set', { key: 'classified', value: { fit: true } }),
    ).rejects.toMatchObject({ code: 'bad-request' });
    const { entries } = await backend.call('unit.record', {});
    expect(entries.map(({ action }) => action)).toEqual(['declared-unfit', 'declared-fit']);
  });

  it('a grade can’t be typed into the head either', async () => {
    await read(text());
    const id = await take();
    const head = await backend.call('report.head', { id });
    await expect(
      backend.call('report.setHead', { id, head: { ...head, secrecy: '秘密★1年' } }),
    ).rejects.toThrow('没有保存');
    expect(
      (await backend.call('report.setHead', { id, head: { ...head, secrecy: '内部★1年' } })).secrecy,
    ).toBe('内部★1年');
  });

  it('a grade in the text keeps the public edition in, and the check says so', async () => {
    await read(text());
    const id = await take();
    const { document, variables } = await backend.call('report.open', { id });
    const blocks = structuredClone(document.blocks);
    blocks.push({ type: 'paragraph', id: 'x1', role: 'body', children: [{ text: '秘密★5年' }] });
    const copy = await backend.call('report.saveCopy', { id, document: { schema: 2, blocks }, variables });
    await expect(
      backend.call('export.make', { id: copy.id, format: 'txt', edition: 'public', allowLeftovers: true }),
    ).rejects.toThrow('正文里有密级标志“秘密★5年”');
    const { findings } = await backend.call('checks.run', { id: copy.id });
    expect(findings.some(({ rule }) => rule === 'secrecy-mark')).toBe(true);
  });

  it('words that say that a text is internal are asked about before it is public', async () => {
    const lines = [
      TITLE,
      '2025年，扎实推进。内部资料，不得外传。现报告如下：',
      '按照绝密级文件要求，开展工作。',
    ];
    await read(Buffer.from(lines.join('\n')));
    const id = await take();
    const { leftovers } = await backend.call('edition.leftovers', { id });
    expect(leftovers.filter(({ kind }) => kind === 'mark').map((one) => one.text)).toEqual([
      '内部资料，不得外传。',
      '绝密级文件',
    ]);
    await expect(backend.call('export.make', { id, format: 'txt', edition: 'public' })).rejects.toMatchObject(
      { code: 'leftovers' },
    );
  });
});

function headerOf(words: string): Uint8Array {
  return strToU8(
    `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:hdr>`,
  );
}
