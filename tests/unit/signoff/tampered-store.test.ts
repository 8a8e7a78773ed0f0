import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import type { Db } from '../../../electron/backend/sqlite/port.ts';
import { examine } from '../../../electron/backend/store/care/doctor.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { CHECKSUMS } from '../../../electron/backend/store/base/checksum.ts';
import { commitmentOf } from '../../../electron/backend/signing/hash.ts';
import { hashOfEntry, type ChainedEntry } from '../../../electron/backend/store/base/record-chain.ts';
import { openOffice, READY, sign, takeIn, type Office } from './setup.ts';

let office: Office;
let id: string;

beforeEach(async () => {
  office = await openOffice();
  id = await takeIn(office.backend, READY);
  await sign(office.backend, id);
  await exported();
}, 60_000);
afterEach(() => office.close());

const exported = (edition: 'internal' | 'public' = 'internal') =>
  office.backend.call('export.make', { id, format: 'docx', edition, allowLeftovers: true });

/** What somebody does with another program: triggers are no hindrance to him. */
function tamper(work: (db: Db) => void): void {
  const db = openDb(join(office.dataDir, DATABASE));
  const triggers = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND (name GLOB '*_frozen' OR name GLOB '*_kept')",
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  db.pragma('foreign_keys = OFF');
  work(db);
  db.close();
}

type Version = { report_id: string; id: string; content: string };

/** Changes what a frozen version says, with the checksum that the program would have stored beside it. */
function changeVersions(db: Db, from: string, to: string): void {
  for (const row of db.prepare<[], Version>('SELECT report_id, id, content FROM versions').all()) {
    const content = row.content.replaceAll(from, to);
    db.prepare('UPDATE versions SET content = ?, checksum = ? WHERE id = ?').run(
      content,
      CHECKSUMS.versions({ ...row, content }),
      row.id,
    );
  }
}

const TAMPERED: [what: string, work: (db: Db) => void, words: string][] = [
  ['a figure of the signed version', (db) => changeVersions(db, '612', '912'), '存着的签发稿被改过'],
  ['the signed version, taken out', (db) => db.exec('DELETE FROM versions'), '签发稿不见了'],
  [
    'the signer’s name in what was signed',
    (db) => db.exec("UPDATE signatures SET record = replace(record, '林春生', '王镇长')"),
    '签名对不上',
  ],
  ['all signatures, taken out', (db) => db.exec('DELETE FROM signatures'), '却没有签发记录'],
  [
    'the statement of the public edition',
    (db) => db.exec(`UPDATE signatures SET public_statement = replace(public_statement, '"own"', '"paper"')`),
    '签名对不上',
  ],
  [
    'the statement of the record',
    (db) => db.exec('UPDATE signatures SET record_statement = NULL, record_signature = NULL'),
    '签名对不上',
  ],
  ['the middle of the record', (db) => db.exec("DELETE FROM record WHERE action = 'signed'"), '办理记录'],
  [
    'the end of the record, up to before the signature',
    (db) => db.exec("DELETE FROM record WHERE action IN ('signed', 'exported')"),
    '办理记录',
  ],
  [
    'the beginning of the record',
    (db) => db.exec("DELETE FROM record WHERE action = 'imported'"),
    '办理记录',
  ],
  ['the whole record', (db) => db.exec('DELETE FROM record'), '办理记录'],
  [
    'a name in the record',
    (db) => db.exec("UPDATE record SET name = '王镇长' WHERE action = 'signed'"),
    '办理记录被改动过',
  ],
  [
    'the words of an entry, its salt thrown away',
    (db) => db.exec("UPDATE record SET details = '第 1 版', salt = NULL WHERE action = 'signed'"),
    '办理记录被改动过',
  ],
  ['the year of the report', (db) => db.exec('UPDATE reports SET year = 2022'), '现在的正文与签发稿不一致'],
  [
    'a version more that is said to be signed',
    (db) =>
      db.exec(
        `INSERT INTO versions SELECT report_id, 'more', number + 1, round, kind, name, author, at, revision, content,
           checksum FROM versions WHERE kind = 'signed'`,
      ),
    '却没有签发记录',
  ],
  ['the template of the report', (db) => db.exec("UPDATE reports SET template = template || 'x'"), ''],
];

describe('a signed report that was changed behind the program', () => {
  it.each(TAMPERED)('goes out no more, and the doctor says where: %s', async (_what, work, words) => {
    expect(examine(office.dataDir, new Date('2023-12-20T02:00:00Z')).problems.filter(isOfReport)).toEqual([]);
    tamper(work);
    for (const edition of ['internal', 'public'] as const)
      await expect(exported(edition)).rejects.toThrow(words);
    expect(await office.backend.call('signoff.verify', { id }).catch(() => ({ ok: false }))).toMatchObject({
      ok: false,
    });
    const { problems } = examine(office.dataDir, new Date('2023-12-20T02:00:00Z'));
    expect(
      problems
        .filter(isOfReport)
        .map(({ what }) => what)
        .join(''),
    ).toContain(words);
    expect(problems.filter(isOfReport).length).toBeGreaterThan(0);
  });

  it('is found out where only the state says that it is signed', async () => {
    const draft = await takeIn(office.backend, READY.replace('612', '613'));
    tamper((db) => db.prepare("UPDATE reports SET state = 'signed-off' WHERE id = ?").run(draft));
    await expect(
      office.backend.call('export.make', { id: draft, format: 'docx', edition: 'internal' }),
    ).rejects.toThrow('却没有签发记录');
  });
});

/** The record once more from its beginning, with other words in its first entry and every hash as it should be. */
function writeRecordAnew(db: Db): void {
  type Row = ChainedEntry & { id: number; sha256: string };
  let previous = '';
  for (const row of db
    .prepare<[string], Row>('SELECT * FROM record WHERE report_id = ? ORDER BY id')
    .all(id)) {
    const details = row.action === 'imported' ? '另一份.txt' : row.details;
    const entry = { ...row, details, previous, commitment: commitmentOf(row.salt ?? '', details) };
    db.prepare('UPDATE record SET details = ?, commitment = ?, previous = ?, sha256 = ? WHERE id = ?').run(
      details,
      entry.commitment,
      previous,
      hashOfEntry(id, entry),
      row.id,
    );
    previous = hashOfEntry(id, entry);
  }
}

describe('the record', () => {
  it('can’t be written anew with all hashes right: the signature names what it was', async () => {
    tamper((db) => {
      db.exec("DELETE FROM record WHERE action = 'exported'");
      db.exec('DELETE FROM exported_files');
      writeRecordAnew(db);
    });
    const page = await office.backend.call('record.list', { id });
    expect(page).toMatchObject({ intact: false, trouble: '办理记录缺了第 1 版签发以前的一段。' });
    await expect(exported()).rejects.toThrow('办理记录缺了');
  });

  it('tells that two exported files have been exchanged', async () => {
    await exported('public');
    tamper((db) => {
      const hashes = db.prepare<[], { sha256: string }>('SELECT sha256 FROM exported_files').all();
      const [one, other] = hashes.map(({ sha256 }) => sha256);
      const change = db.prepare('UPDATE exported_files SET sha256 = ? WHERE sha256 = ?');
      change.run('between', one);
      change.run(one, other);
      change.run(other, 'between');
    });
    await expect(exported()).rejects.toThrow('办理记录与存着的导出对不上');
  });

  it('is protected up to the newest export, and says what is younger', async () => {
    const page = await office.backend.call('record.list', { id });
    expect(page).toMatchObject({ intact: true, trouble: '', protected: { by: 'export' } });
    const young = page.entries.filter((entry) => entry.id > (page.protected?.entry ?? 0));
    expect(young.map(({ action }) => action)).toEqual(['exported']);
  });

  it('loses what its end says and the files that name it, and a file that left says so', async () => {
    const { bytes } = await exported();
    tamper((db) => {
      db.exec("DELETE FROM record WHERE action = 'exported'");
      db.exec('DELETE FROM exported_files');
    });
    const found = await office.backend.call('signoff.verifyFile', { name: 'a.docx', bytes });
    expect(found).toMatchObject({ answer: 'known', scope: 'words' });
    expect(found.findings.join('')).toContain('记录的末尾可能被删过');
  });

  it('does not call a file the very one because a row says so', async () => {
    const { bytes } = await exported();
    const other = Buffer.concat([Buffer.from(bytes, 'base64'), Buffer.alloc(0)]);
    other[other.length - 1] = 0x01;
    const { sha256 } = await import('../../../electron/backend/signing/hash.ts');
    tamper((db) => db.prepare('UPDATE exported_files SET sha256 = ?').run(sha256(other)));
    const found = await office.backend
      .call('signoff.verifyFile', { name: 'a.docx', bytes: other.toString('base64') })
      .catch(() => ({ scope: null }));
    expect(found.scope).not.toBe('file');
  });
});

const isOfReport = ({ what }: { what: string }): boolean =>
  what.startsWith('报告“') || what.startsWith('本单位');
