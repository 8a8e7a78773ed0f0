import { join } from 'node:path';

import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { sha256 } from '../../../electron/backend/signing/hash.ts';
import { parseSealedKey, signWith } from '../../../electron/backend/signing/keys.ts';
import { appendEntry } from '../../../electron/backend/store/base/record-chain.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { canonicalForm, canonicalJson } from '../../../shared/signoff/canonical.ts';
import { attack } from '../../attack/attack.ts';
import { openOffice, PASSPHRASE, READY, sign, takeIn, type Office } from './setup.ts';

const OPINION = '同意，补助款另行研究。';

const encoded = (value: unknown): string => Buffer.from(canonicalJson(value)).toString('base64url');

/** What was signed, and files that were exported, before stamps said less. */
describe('a signature of format 1', () => {
  let office: Office;
  let id: string;
  /** The stamps that the program of before put into the two files. */
  let stamps: Record<'internal' | 'public', string>;

  beforeAll(async () => {
    office = await openOffice();
    const { backend, dataDir } = office;
    // The key, and the hashes of the editions, which a report with the same words has.
    const other = await takeIn(backend);
    await sign(backend, other);
    const [made] = await backend.call('signoff.list', { id: other });
    if (!made) throw new Error('not signed');
    id = await takeIn(backend, READY);
    const version = await backend.call('version.create', { id, kind: 'saved', name: '', author: 'signer' });
    const db = openDb(join(dataDir, DATABASE));
    const { private_key: sealed } = db.prepare('SELECT private_key FROM signer_keys').get() as {
      private_key: string;
    };
    const { document, variables, template, year, unit, title } = await backend.call('report.open', { id });
    const { editions, signer, date, at, key } = made;
    const record = {
      format: 1,
      report: id,
      version: version.number,
      versionId: version.id,
      title,
      year,
      unit,
      content: sha256(canonicalForm({ document, variables, template, year, unit })),
      editions,
      signer,
      opinion: OPINION,
      date,
      at,
      key,
      previous: '',
    };
    const statement = { format: 1, edition: 'public', text: editions.public, date, key };
    const texts = [canonicalJson(record), canonicalJson(statement)];
    const [signature = '', publicSignature = ''] = await signWith(parseSealedKey(sealed), PASSPHRASE, texts);
    db.prepare(
      `INSERT INTO signatures (report_id, number, version_id, person, record, sha256, signature, public_statement,
         public_signature) VALUES (?, 1, ?, 'signer', ?, ?, ?, ?, ?)`,
    ).run(id, version.id, texts[0], sha256(texts[0] ?? ''), signature, texts[1], publicSignature);
    appendEntry(db, id, { at, person: 'signer', name: signer.name, action: 'signed', details: '第 1 版' });
    db.prepare("UPDATE reports SET state = 'signed-off' WHERE id = ?").run(id);
    db.close();
    stamps = {
      internal: encoded({ kind: 'internal', record, signature }),
      public: encoded({ kind: 'public', statement, signature: publicSignature }),
    };
  }, 60_000);
  afterAll(() => office.close());

  const exported = async (edition: 'internal' | 'public'): Promise<Uint8Array> => {
    const { bytes, unstamped } = await office.backend.call('export.make', {
      id,
      format: 'docx',
      edition,
      allowLeftovers: true,
    });
    expect(unstamped).toBeUndefined();
    return new Uint8Array(Buffer.from(bytes, 'base64'));
  };
  const verify = (bytes: Uint8Array) =>
    office.backend.call('signoff.verifyFile', {
      name: 'a.docx',
      bytes: Buffer.from(bytes).toString('base64'),
    });
  /** The file as the program of before wrote it. */
  const asBefore = async (edition: 'internal' | 'public'): Promise<Uint8Array> => {
    const files = unzipSync(await exported(edition));
    const part = 'docProps/custom.xml';
    const xml = strFromU8(files[part] ?? new Uint8Array());
    const now = />([\w-]+)(?:\.[\w-]+)?<\/vt:lpwstr>/.exec(xml)?.[1] ?? '?';
    return zipSync({ ...files, [part]: strToU8(xml.replace(now, stamps[edition])) });
  };

  it('still holds', async () => {
    expect(await office.backend.call('signoff.verify', { id })).toMatchObject({ ok: true, version: 1 });
  });

  it.each(['internal', 'public'] as const)(
    'is read in %s files of before, and in new ones',
    async (edition) => {
      const old = await asBefore(edition);
      for (const bytes of [old, await exported(edition)])
        expect(await verify(bytes)).toMatchObject({ ok: true, version: 1, differences: [] });
      const parts = unzipSync(old);
      const changed = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace('宣讲', '宣传');
      const found = await verify(zipSync({ ...parts, 'word/document.xml': strToU8(changed) }));
      expect(found.ok).toBe(false);
      expect(found.differences).toHaveLength(1);
    },
  );

  it('is told from one that was altered in the store', async () => {
    const bytes = await exported('public');
    const db = openDb(join(office.dataDir, DATABASE));
    const trigger = db
      .prepare("SELECT sql FROM sqlite_schema WHERE name = 'signatures_frozen'")
      .pluck()
      .get();
    db.exec('DROP TRIGGER signatures_frozen');
    db.prepare(
      "UPDATE signatures SET public_statement = replace(public_statement, '2023-12-20', '2023-12-21')",
    ).run();
    expect((await verify(bytes)).findings.join('')).toContain('签发记录被改过');
    expect((await office.backend.call('signoff.verify', { id })).ok).toBe(false);
    db.prepare(
      "UPDATE signatures SET public_statement = replace(public_statement, '2023-12-21', '2023-12-20')",
    ).run();
    db.exec(trigger as string);
    db.close();
    expect(await verify(bytes)).toMatchObject({ ok: true });
  });

  it('no longer goes out with what only its record says', async () => {
    expect(attack(await asBefore('internal'), [OPINION]).length).toBeGreaterThan(0);
    expect(attack(await exported('internal'), [OPINION])).toEqual([]);
  });

  it('leaves the plain hash of its record out of files', async () => {
    const hash = 'c0ffee'.padEnd(16, '0');
    const db = openDb(join(office.dataDir, DATABASE));
    db.prepare(
      `INSERT INTO record (report_id, at, person, name, action, details, previous, sha256)
       VALUES (?, '2023-12-20T01:02:03Z', 'signer', '林春生', 'signed', ?, '', '')`,
    ).run(id, `第 1 版，指纹 ${hash}，意见：同意。`);
    db.close();
    const { entries } = await office.backend.call('record.list', { id, forFile: true });
    expect(entries.some(({ details }) => details === '第 1 版，意见：同意。')).toBe(true);
    expect(JSON.stringify(entries)).not.toContain(hash);
  });
});
