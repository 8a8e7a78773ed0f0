import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { decodeStamp, encodeStamp } from '../../../electron/backend/signing/stamp.ts';
import { OpenedFile } from '../../../electron/backend/files/source-file.ts';
import { readSignedFile } from '../../../electron/backend/signing/read-signed.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { openOffice, READY, sign, takeIn, type Office } from './setup.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

/** A Word file with other text in a part. */
const edited = (docx: Uint8Array, part: string, from: string, to: string): Uint8Array => {
  const files = unzipSync(docx);
  const text = strFromU8(files[part] ?? new Uint8Array());
  expect(text).toContain(from);
  return zipSync({ ...files, [part]: strToU8(text.replace(from, to)) });
};

/** Signs once; every file below is of that signature. */
describe('an exported file that carries the stamp', () => {
  let office: Office;
  let id: string;
  const printer = new BrowserPrinter();

  beforeAll(async () => {
    office = await openOffice(printer);
    id = await takeIn(office.backend);
    await sign(office.backend, id);
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await printer.close();
  });

  const exported = async (format: 'docx' | 'pdf', edition: Edition): Promise<Uint8Array> => {
    const { bytes } = await office.backend.call('export.make', { id, format, edition });
    return new Uint8Array(Buffer.from(bytes, 'base64'));
  };
  const verify = (name: string, bytes: Uint8Array) =>
    office.backend.call('signoff.verifyFile', { name, bytes: Buffer.from(bytes).toString('base64') });

  it.each([
    ['docx', 'internal'],
    ['docx', 'public'],
    ['pdf', 'internal'],
    ['pdf', 'public'],
  ] as const)(
    '%s, %s edition, is the very file that was exported',
    async (format, edition) => {
      const found = await verify(`总结.${format}`, await exported(format, edition));
      expect(found).toMatchObject({
        answer: 'known',
        scope: 'file',
        ok: true,
        // The public edition says neither version nor who approved.
        version: 1,
        approvals:
          edition === 'public'
            ? []
            : [{ person: { name: '林春生' }, how: 'own', fingerprint: found.fingerprint }],
        differences: [],
        oddities: [],
      });
      expect(found.fingerprint).toMatch(/^(?:\d{5} ){5}\d{5}$/);
    },
    120_000,
  );

  it('names what was changed in Word', async () => {
    const word = edited(await exported('docx', 'internal'), 'word/document.xml', '宣讲', '宣传');
    const found = await verify('总结.docx', word);
    expect(found.ok).toBe(false);
    expect(found.differences).toHaveLength(1);
    expect(found.differences[0]?.signed).toContain('宣讲');
    expect(found.differences[0]?.found).toContain('宣传');
  });

  it('is still the signed text after LibreOffice has saved it', async () => {
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
    expect(found).toMatchObject({ answer: 'known', scope: 'words', ok: true, differences: [] });
  }, 120_000);

  it('does not pass with a stamp that was made up, taken away, or belongs to another text', async () => {
    const word = await exported('docx', 'internal');
    const { stamp } = await readSignedFile(new OpenedFile({ name: 'a.docx', bytes: word }));
    const made = decodeStamp(stamp?.split('.')[0] ?? '');
    if (made?.kind !== 'statement') throw new Error('no stamp');
    const forged = { ...made, statement: { ...made.statement, date: '2023-12-21' } };
    const encoded = Buffer.from(JSON.stringify(forged)).toString('base64url');
    const cases: [string, string][] = [
      [encoded, '签名对不上'],
      ['bm9uc2Vuc2U', '已损坏'],
    ];
    for (const [other, words] of cases) {
      const found = await verify('a.docx', edited(word, 'docProps/custom.xml', stamp ?? '', other));
      expect(found.ok).toBe(false);
      expect(found.findings.join('')).toContain(words);
    }
    const without = edited(word, 'docProps/custom.xml', 'NianshuStamp', 'Other');
    expect((await verify('a.docx', without)).findings.join('')).toContain('没有签发标记');
  });

  it('names neither key nor person in the public edition, and is told all the same by who knows the key', async () => {
    const bytes = await exported('docx', 'public');
    const { stamp } = await readSignedFile(new OpenedFile({ name: 'a.docx', bytes }));
    const made = decodeStamp(stamp?.split('.')[0] ?? '');
    expect(made).toMatchObject({ kind: 'statement', statement: { format: 3, edition: 'public' } });
    const [signed] = await office.backend.call('signoff.list', { id });
    const said = Buffer.from(stamp?.split('.')[0] ?? '', 'base64url').toString();
    for (const hidden of [signed?.key ?? '?', '林春生', '2023-12-20']) expect(said).not.toContain(hidden);
    // Changed, it is still found out; and so is a number of nothing that was signed.
    const word = edited(bytes, 'word/document.xml', '宣讲', '宣传');
    expect(await verify('a.docx', word)).toMatchObject({ ok: false, answer: 'invalid' });
    const other = encodeStamp({ kind: 'reference', edition: 'public', id: '0'.repeat(32) });
    const found = await verify('a.docx', edited(bytes, 'docProps/custom.xml', stamp ?? '', other));
    expect(found.ok).toBe(false);
    expect(found.findings.join('')).toContain('没有对应的签发记录');
  });

  it('is proved in another office by its card, and not known there before', async () => {
    const other = await openOffice();
    const ask = (name: string, bytes: Uint8Array, proof?: string) =>
      other.backend.call('signoff.verifyFile', {
        name,
        bytes: Buffer.from(bytes).toString('base64'),
        ...(proof === undefined ? {} : { proof }),
      });
    try {
      const files = await Promise.all(
        (['internal', 'public'] as const).map(async (edition) => {
          const made = await office.backend.call('export.make', { id, format: 'docx', edition });
          return { edition, bytes: Buffer.from(made.bytes, 'base64'), proof: made.proof?.text ?? '' };
        }),
      );
      for (const { edition, bytes, proof } of files) {
        const found = await ask('a.docx', bytes, proof);
        // The public edition names no key: nothing can be proved before it is known.
        const scope = edition === 'internal' ? 'file' : null;
        expect(found).toMatchObject({ answer: 'unknown', ok: false, scope });
      }
      const { card } = await office.backend.call('keys.card', { person: 'signer' });
      await other.backend.call('keys.addCard', { card, compared: true });
      for (const { bytes, proof } of files) {
        expect(await ask('a.docx', bytes)).toMatchObject({ answer: 'known', scope: 'words', ok: true });
        expect(await ask('a.docx', bytes, proof)).toMatchObject({ answer: 'known', scope: 'file' });
        // A side file is of one file only, and no side file at all is told from one.
        const again = zipSync(unzipSync(bytes), { level: 1 });
        expect(await ask('a.docx', again, proof)).toMatchObject({ answer: 'known', scope: 'words' });
        expect(await ask('a.docx', bytes, '{}')).toMatchObject({ answer: 'invalid' });
        const word = edited(bytes, 'word/document.xml', '宣讲', '宣传');
        expect(await ask('a.docx', word, proof)).toMatchObject({ answer: 'invalid', scope: null });
      }
    } finally {
      await other.close();
    }
  }, 60_000);

  it('is the signed text under a head and whatever page number, which are not signed', async () => {
    const { backend } = office;
    const numbered = await takeIn(backend, `青府〔2023〕15号\n${READY}`);
    await sign(backend, numbered);
    const head = { copy: '000012', secrecy: '内部★1年', urgency: '', number: '', signer: '林春生' };
    await backend.call('report.setHead', { id: numbered, head });
    const value = layout.parse({ head: true, mark: '青禾镇人民政府文件', pageNumber: 'plain', seal: true });
    await backend.call('settings.set', { key: 'layout', value });
    try {
      const make = (format: 'docx' | 'pdf', edition: Edition) =>
        backend.call('export.make', { id: numbered, format, edition });
      for (const [format, edition] of [
        ['docx', 'internal'],
        ['docx', 'public'],
        ['pdf', 'internal'],
      ] as const) {
        const { name, bytes, unstamped } = await make(format, edition);
        expect(unstamped).toBeUndefined();
        const found = await backend.call('signoff.verifyFile', { name, bytes });
        expect(found).toMatchObject({ ok: true, version: 1, differences: [] });
        expect(found.findings.join('')).toContain('不在签名之内');
      }
      // What stands between the head and the report is part of neither.
      const { bytes } = await make('docx', 'internal');
      const word = new Uint8Array(Buffer.from(bytes, 'base64'));
      for (const [from, to] of [
        ['青禾镇人民政府文件', '青禾镇人民政府文件（修订）'],
        ['15号', '16号'],
      ] as const)
        expect(await verify('a.docx', edited(word, 'word/document.xml', from, to))).toMatchObject({
          ok: false,
        });

      // The text says which number it has: the head takes no other.
      const second = backend.call('report.setHead', {
        id: numbered,
        head: { ...head, number: '青府〔2023〕99号' },
      });
      await expect(second).rejects.toThrow('青府〔2023〕15号');
      expect((await backend.call('report.head', { id: numbered })).number).toBe('');
    } finally {
      await backend.call('settings.set', { key: 'layout', value: layout.parse({}) });
    }
  }, 120_000);

  it('leaves the pages of a PDF as they were', async () => {
    const file = join(office.dataDir, 'a.pdf');
    writeFileSync(file, await exported('pdf', 'internal'));
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+青禾镇2023年/);
    const problems = execFileSync('pdftotext', [file, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(problems.replace(/\s/g, '')).toContain('完成行政检查612宗');
  }, 120_000);
});
