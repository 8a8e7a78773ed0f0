import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Operation } from 'slate';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { OpenedFile } from '../../../electron/backend/files/source-file.ts';
import { readSignedFile } from '../../../electron/backend/signing/read-signed.ts';
import type { Block } from '../../../shared/document/types.ts';
import { reportHead } from '../../../shared/edition/head.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { cell, image, paragraph, photo, richBlocks, richHead, row } from '../../rich-report.ts';
import { openOffice, sign, takeIn, type Office } from './setup.ts';

/** What of the invented report goes into one that is ready to be signed: all but its title, number and signature. */
const more = richBlocks().filter(({ type, id }) => type !== 'title' && type !== 'signature' && id !== 'h1');
const isAnnexed = (at: number): boolean => at >= more.findIndex(({ type }) => type === 'annex');

describe('a signed report with notes, images, spans, annexes and imprint', () => {
  let office: Office;
  let id: string;
  const printer = new BrowserPrinter();

  beforeAll(async () => {
    office = await openOffice(printer);
    const { backend } = office;
    id = await takeIn(backend);
    await backend.call('asset.add', { bytes: Buffer.from(photo).toString('base64') });
    const { document, revision } = await backend.call('report.open', { id });
    const signature = document.blocks.findIndex(({ type }) => type === 'signature');
    const ops = more.map((node: Block, at): Operation => {
      const place = isAnnexed(at) ? document.blocks.length + at : signature + at;
      return { type: 'insert_node', path: [place], node } as unknown as Operation;
    });
    await backend.call('report.apply', { id, session: 's', batch: 'b', base: revision, ops });
    await backend.call('report.setHead', { id, head: reportHead.parse(richHead) });
    await sign(backend, id);
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await printer.close();
  });

  const exported = async (format: 'docx' | 'pdf', edition: 'internal' | 'public'): Promise<Uint8Array> => {
    const made = await office.backend.call('export.make', { id, format, edition, allowLeftovers: true });
    expect(made.unstamped).toBeUndefined();
    return new Uint8Array(Buffer.from(made.bytes, 'base64'));
  };
  const verify = (name: string, bytes: Uint8Array) =>
    office.backend.call('signoff.verifyFile', { name, bytes: Buffer.from(bytes).toString('base64') });

  it.each([
    ['docx', 'internal'],
    ['docx', 'public'],
    ['pdf', 'internal'],
    ['pdf', 'public'],
  ] as const)(
    'verifies as %s, %s edition',
    async (format, edition) => {
      const found = await verify(`报告.${format}`, await exported(format, edition));
      expect(found).toMatchObject({ ok: true, differences: [] });
      expect(found.findings.join('')).toContain('一个字节不差');
      expect(found.scope).toBe('file');
      expect(found.findings.join('').includes('云川市司法局')).toBe(edition === 'internal');
    },
    120_000,
  );

  it.each(['docx', 'pdf'] as const)(
    'verifies as %s under a head, too',
    async (format) => {
      const value = layout.parse({ head: true, mark: '青禾镇人民政府文件' });
      await office.backend.call('settings.set', { key: 'layout', value });
      try {
        const found = await verify(`报告.${format}`, await exported(format, 'internal'));
        expect(found).toMatchObject({ ok: true, differences: [] });
        expect(found.findings.join('')).toContain('青禾镇人民政府文件');
      } finally {
        await office.backend.call('settings.set', { key: 'layout', value: layout.parse({}) });
      }
    },
    120_000,
  );

  it('verifies after LibreOffice has saved it', async () => {
    const file = join(office.dataDir, 'a.docx');
    writeFileSync(file, await exported('docx', 'internal'));
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${office.dataDir}/profile`,
        '--headless',
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        join(office.dataDir, 'out'),
        file,
      ],
      { stdio: 'ignore' },
    );
    const found = await verify('a.docx', new Uint8Array(readFileSync(join(office.dataDir, 'out', 'a.docx'))));
    expect(found).toMatchObject({ ok: true, scope: 'words', differences: [] });
    // LibreOffice keeps the bytes of an image: it is the one that was exported.
    expect(found.findings.join('')).not.toContain('张图片没有核对');
  }, 120_000);

  it.each([
    ['word/footnotes.xml', '据镇司法所台账。', '据上级通报。'],
    ['word/document.xml', '共三人。', '共四人。'],
    // What is not signed may not be made a part of the text either.
    ['word/document.xml', '云川市司法局', '云川市司法局（已修订）'],
    ['word/document.xml', '2026年1月16日印发', '2026年1月16日印发。共印50份'],
  ])('notices what was changed in %s: %s', async (part, from, to) => {
    const files = unzipSync(await exported('docx', 'internal'));
    const text = strFromU8(files[part] ?? new Uint8Array());
    expect(text).toContain(from);
    const edited = zipSync({ ...files, [part]: strToU8(text.replace(from, to)) });
    expect((await verify('a.docx', edited)).ok).toBe(false);
  });
});

it('a signed table that goes on over several pages verifies as PDF', async () => {
  const printer = new BrowserPrinter();
  const office = await openOffice(printer);
  try {
    const { backend } = office;
    const id = await takeIn(backend);
    const { document, revision } = await backend.call('report.open', { id });
    const lines = Array.from({ length: 70 }, (_, at) =>
      row([cell(`行政检查第${at + 1}项`), cell(`${at + 3}次`)]),
    );
    const table: Block = {
      type: 'table',
      id: 'long',
      children: [row([cell('项目'), cell('次数')], { header: true }), ...lines],
    };
    const place = document.blocks.findIndex(({ type }) => type === 'signature');
    const ops = [{ type: 'insert_node', path: [place], node: table } as unknown as Operation];
    await backend.call('report.apply', { id, session: 's', batch: 'b', base: revision, ops });
    await sign(backend, id);
    const { bytes, unstamped } = await backend.call('export.make', {
      id,
      format: 'pdf',
      edition: 'internal',
    });
    expect(unstamped).toBeUndefined();
    const file = new OpenedFile({ name: 'a.pdf', bytes: new Uint8Array(Buffer.from(bytes, 'base64')) });
    const pages = (await readSignedFile(file)).lines.filter((page) => page.startsWith('项目次数'));
    expect(pages.length).toBeGreaterThan(1);
    expect(await backend.call('signoff.verifyFile', { name: 'a.pdf', bytes })).toMatchObject({
      ok: true,
      differences: [],
    });
  } finally {
    await office.close();
    await printer.close();
  }
}, 120_000);

it('a signed report whose image is gone goes out without a stamp, and says why', async () => {
  const office = await openOffice();
  try {
    const { backend } = office;
    const id = await takeIn(backend);
    const { document, revision } = await backend.call('report.open', { id });
    const place = document.blocks.findIndex(({ type }) => type === 'signature');
    const node = paragraph('gone', [image('i9', '不在了', 'f'.repeat(64))]);
    const ops = [{ type: 'insert_node', path: [place], node } as unknown as Operation];
    await backend.call('report.apply', { id, session: 's', batch: 'b', base: revision, ops });
    await sign(backend, id);
    const made = await backend.call('export.make', { id, format: 'docx', edition: 'internal' });
    expect(made.unstamped).toContain('1 张图片');
    const found = await backend.call('signoff.verifyFile', { name: 'a.docx', bytes: made.bytes });
    expect(found.findings.join('')).toContain('没有签发标记');
  } finally {
    await office.close();
  }
});
