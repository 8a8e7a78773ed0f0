import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import type { Db } from '../../electron/backend/sqlite/port.ts';
import { catalogueOf } from '../../electron/backend/store/backups/catalogue.ts';
import { migrate } from '../../electron/backend/store/base/migrate.ts';
import { openDatabase } from '../../electron/backend/store/open-database.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { tempFolder } from './folder.ts';
import { dump, restore, rowsOf, schemaOf, storedSql, storedVersions, tablesOf } from './stored-database.ts';
import { CHECKSUMS } from '../../electron/backend/store/base/checksum.ts';
import { SCHEMA_VERSION } from '../../shared/document/types.ts';
import { readSetting } from '../../shared/settings/settings.ts';
import { hiddenBlocks } from '../../shared/edition/secrecy.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';
import { hashOf } from '../../electron/backend/store/base/original-file.ts';

const now = (): Date => new Date('2026-02-01T02:03:04Z');
const FILE = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0xff, 0xe9, 0x9d, 0x92, 0x27]);
const VERSIONS = storedVersions();

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

function connect(file: string): Db {
  const db = openDb(file);
  opened.push(db);
  return db;
}

/** A data folder as the program of this version left it. */
function folderOf(version: number): { dataDir: string; file: string; ids: Ids } {
  const dataDir = tempFolder();
  const file = join(dataDir, DATABASE);
  restore(version, file);
  const db = openDb(file);
  const ids = idsOf(db);
  db.close();
  return { dataDir, file, ids };
}

async function open(dataDir: string): Promise<Store> {
  const store = await openStore(dataDir, now);
  opened.push(store);
  return store;
}

async function newDatabase(): Promise<Db> {
  const { db } = await openDatabase(tempFolder(), now());
  opened.push(db);
  return db;
}

type Ids = { settled: string; open: string; removed: string };

/** Ids of the stored reports: one of 2024 with every field filled in, last year's text; one of 2025; one removed. */
function idsOf(db: Db): Ids {
  const rows = new Map(rowsOf(db, 'reports').map(({ id, year }) => [year, id as string]));
  return { settled: rows.get(2024) ?? '', open: rows.get(2025) ?? '', removed: rows.get(2023) ?? '' };
}

/** By name: migrations need not make things in the order of a new database. */
const names = (rows: ReturnType<typeof schemaOf>): unknown =>
  Object.fromEntries(rows.map((row) => [row.name, row]));

const versionOf = (db: Db): unknown => db.pragma('user_version', { simple: true });

type Rows = Record<string, Record<string, unknown>[]>;

/** Rows of each table; `like` says which tables and columns to look at. */
function allRows(db: Db, like?: Rows): Rows {
  const tables = like ? Object.keys(like) : tablesOf(db);
  return Object.fromEntries(
    tables.map((table) => {
      const columns = like ? Object.keys(like[table]?.[0] ?? {}) : null;
      const rows = rowsOf(db, table).map((row) =>
        columns ? Object.fromEntries(columns.map((name) => [name, row[name]])) : row,
      );
      return [table, rows];
    }),
  );
}

it('every version has a stored database, so that no migration is without one', async () => {
  const latest = versionOf(await newDatabase()) as number;
  expect(VERSIONS).toEqual(Array.from({ length: latest }, (_, n) => n + 1));
});

describe.each(VERSIONS)('a data folder of version %i', (version) => {
  it('gets the very tables, indexes and triggers that a new one has', async () => {
    const { dataDir } = folderOf(version);
    const { db } = await openDatabase(dataDir, now());
    opened.push(db);
    const fresh = await newDatabase();
    expect(versionOf(db)).toBe(versionOf(fresh));
    expect(names(schemaOf(db))).toEqual(names(schemaOf(fresh)));
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  });

  it('keeps every row as it was', async () => {
    const { dataDir, file } = folderOf(version);
    const before = allRows(connect(file));
    // These two are what migrations 7 and 11 are about, and have tests of their own.
    delete before['sources'];
    delete before['search_reports'];
    // Hashes of the record are about their commitments from 19 on; what it says stays.
    if (version < 19)
      before['record'] = before['record']?.map(({ previous: _previous, sha256: _hash, ...row }) => row) ?? [];
    if (before['record']?.length === 0) delete before['record'];
    const { db } = await openDatabase(dataDir, now());
    opened.push(db);
    // Giving entries their commitments, and keys their names, counts as a change of the data.
    if (version < 19) delete before['store_state'];
    expect(allRows(db, before)).toEqual(before);
  });

  it('is laid aside as it was before anything is changed', async () => {
    const { dataDir } = folderOf(version);
    await open(dataDir);
    const backups = catalogueOf(dataDir);
    const latest = VERSIONS.at(-1);
    expect(backups).toHaveLength(version === latest ? 0 : 1);
    for (const { file } of backups) {
      const copy = connect(file);
      // A copy says of itself when and why it was made, since there is a place for it.
      if (tablesOf(copy).includes('store_state'))
        copy.exec('UPDATE store_state SET copied_at = NULL, copied_as = NULL');
      expect(dump(copy)).toBe(storedSql(version));
    }
  });

  it('is read by this program: text, log, file, comments, versions, signatures', async () => {
    const { dataDir, ids } = folderOf(version);
    const store = await open(dataDir);
    expect(store.reports.list().map(({ id, emptyFields }) => [id, emptyFields])).toEqual([
      [ids.open, 1],
      [ids.settled, 0],
    ]);
    const report = store.reports.get(ids.open);
    expect(report).toMatchObject({
      year: 2025,
      revision: version < 3 ? 2 : 3,
      from: { id: ids.settled, year: 2024 },
    });
    expect(report.document.blocks[3]?.children[0]).toEqual({ text: '上半年至今全年工作有序，群众满意。' });
    expect(report.variables).toEqual({ unit: '青禾镇', leader: '周立' });
    const [original] = store.originals.list(ids.settled);
    expect(Buffer.from(store.originals.read(original?.id ?? 0, 0, 100).bytes).equals(FILE)).toBe(true);
    while (!store.search.catchUp(1000));
    expect(store.search.find({ query: '工作有序' }).groups).toHaveLength(2);
    store.reports.restore(ids.removed);
    expect(store.reports.get(ids.removed).unit).toBe('石桥村');
    if (version >= 2) expect(store.settings.get('maskStyle')).toBe('stars');
    if (version >= 3) {
      const { threads, revisions, decisions } = store.review.get(ids.open);
      expect(threads).toMatchObject([
        { id: 't1', state: version < 9 ? 'resolved' : 'open', comments: [{}, {}] },
      ]);
      expect(threads[0]?.reopenedBy).toBe(version < 9 ? undefined : 'li');
      expect([revisions.length, decisions.length]).toEqual([1, 1]);
      const [sent] = store.versions.list(ids.open);
      // A version stays in the form in which it was stored: it may be signed.
      expect(store.versions.open(ids.open, sent?.id ?? '').document).toEqual({
        schema: 1,
        blocks: report.document.blocks,
      });
    }
    if (version >= 4) expect(store.ignored.list(ids.open)).toHaveLength(2);
    if (version >= 6) {
      expect(store.signatures.list(ids.settled)).toMatchObject([{ version: 1, opinion: '同意' }]);
      expect(store.record.list(ids.settled)).toMatchObject({ intact: true });
    }
    if (version >= 19) {
      expect(store.keys.list().map(({ name, person }) => [name, person])).toContainEqual(['王镇长', null]);
      const [step] = store.approvals.steps(ids.open);
      expect(step).toMatchObject({ number: 1, versionId: 'v1', signature: 'x' });
      expect(store.approvals.scan(ids.open, 'a'.repeat(64))).toMatchObject({ name: '签批单.pdf' });
      expect(store.issued.key(ids.open, 'MCowBQYDK2VwAyEAissuing')).toBe('private');
      expect(store.issued.files(ids.open)).toMatchObject([{ sha256: 'c'.repeat(64) }]);
      expect(store.record.list(ids.open)).toMatchObject({ intact: true });
    }
    if (version >= 7) expect(store.doubts.list(ids.settled)).toHaveLength(1);
    if (version >= 8) {
      expect(store.exports.head(ids.settled)).toMatchObject({ issuer: '青禾镇人民政府' });
      expect(store.exports.allowed(ids.settled)).toEqual([{ kind: 'person', text: '周立' }]);
    }
    if (version >= 17) {
      const { threads, revisions, decisions } = store.review.get(ids.open);
      expect([threads[0], revisions[0], decisions[0]]).toMatchObject([
        { assignee: 'li', due: '2026-02-10' },
        { reason: '与统计口径一致' },
        { reason: '已核对，采纳' },
      ]);
    }
    if (version >= 18)
      expect(store.review.get(ids.open).threads[0]).toMatchObject({
        outcome: 'partly',
        outcomeReason: '年份已改，写法不变',
      });
    // Whoever worked with an earlier version has seen what was there then.
    expect(store.looks.unseen(ids.open, version < 3 ? 'chen' : 'li')).toMatchObject({
      since: version < 17 ? null : '2026-01-20T02:03:04.000Z',
      revisions: [],
      threads: [],
      blocks: [],
    });
    if (version >= 10) expect(store.versions.copyOf(ids.open, 'v1', 'f'.repeat(64))?.mask).toBe('stars');
  });

  it('is gone on with: what is written now is there at the next start', async () => {
    const { dataDir, ids } = folderOf(version);
    const store = await openStore(dataDir, now);
    const person = store.review.savePerson({
      id: 'chen',
      name: '陈静',
      unit: '青禾镇司法所',
      role: 'writer',
    });
    const { revision } = store.reports.get(ids.open);
    store.reports.apply({
      id: ids.open,
      batch: 'new-1',
      base: revision,
      ops: [{ type: 'insert_text', path: [4, 0], offset: 0, text: '中共' }],
      author: person.id,
    });
    // A batch of the old log is known still, and is not applied twice.
    expect(store.reports.apply({ id: ids.open, batch: 'batch-1', base: 0, ops: [] })).toEqual({
      revision: 1,
    });
    const version2 = store.versions.create(ids.open, { kind: 'sent', name: '再送', author: person.id });
    const source = { name: '2025.docx', bytes: FILE, size: FILE.length, hash: hashOf(FILE), textHash: 'x' };
    const { document, template, unit, variables } = store.reports.get(ids.settled);
    const copy = store.reports.insert({ template, year: 2022, unit, document, variables, source });
    await store.close();
    const again = await open(dataDir);
    expect(again.originals.list(copy)).toHaveLength(1);
    expect(again.reports.get(ids.open).document.blocks[4]?.children[0]).toEqual({
      text: '中共青禾镇人民政府',
    });
    expect(again.versions.list(ids.open)[0]).toEqual(version2);
  });
});

describe('what single migrations do', () => {
  it('19 gives what was recorded a commitment, keys their names, and leaves a record that does not fit', async () => {
    const { dataDir, ids } = folderOf(18);
    const store = await open(dataDir);
    const { entries, intact } = store.record.list(ids.settled);
    expect(intact).toBe(true);
    for (const { salt, commitment } of entries) {
      expect(salt).toMatch(/^[0-9a-f]{32}$/);
      expect(commitment).toMatch(/^[0-9a-f]{64}$/);
    }
    expect(store.keys.list()).toMatchObject([{ name: '李明', person: 'li', ended: null, card: '' }]);

    const broken = folderOf(18);
    const db = connect(broken.file);
    db.exec("DROP TRIGGER record_frozen; UPDATE record SET details = '第9版' WHERE action = 'signed';");
    db.exec(
      "CREATE TRIGGER record_frozen BEFORE UPDATE ON record BEGIN SELECT RAISE(ABORT, 'the record is frozen'); END;",
    );
    db.close();
    expect((await open(broken.dataDir)).record.list(broken.ids.settled).intact).toBe(false);
  });

  it('7 takes the imported file over byte for byte, with its report’s date, and the old table goes', async () => {
    const { dataDir, ids } = folderOf(6);
    const { db } = await openDatabase(dataDir, now());
    opened.push(db);
    const { created_at: at } = rowsOf(db, 'reports').find(({ id }) => id === ids.settled) ?? {};
    expect(rowsOf(db, 'originals')).toEqual([
      {
        id: 1,
        report_id: ids.settled,
        name: "青禾镇'2024'总结.docx",
        size: FILE.length,
        hash: '',
        text_hash: '',
        at,
        bytes: FILE,
      },
    ]);
    expect(tablesOf(db)).not.toContain('sources');
  });

  it('6 freezes what is signed and recorded, also when it was there before', async () => {
    const { db } = await openDatabase(folderOf(5).dataDir, now());
    opened.push(db);
    expect(() => db.exec("UPDATE versions SET name = 'x'")).toThrow('versions are frozen');
    const { db: signed } = await openDatabase(folderOf(6).dataDir, now());
    opened.push(signed);
    for (const [table, column] of [
      ['signatures', 'signature'],
      ['record', 'details'],
    ] as const) {
      expect(() => signed.exec(`UPDATE ${table} SET ${column} = 'x'`)).toThrow('frozen');
      expect(() => signed.exec(`DELETE FROM ${table}`)).toThrow('kept');
    }
  });

  it('11 has reports with an empty field taken in anew, and leaves the others', async () => {
    const { dataDir, ids } = folderOf(10);
    const { db } = await openDatabase(dataDir, now());
    opened.push(db);
    const revisions = Object.fromEntries(
      rowsOf(db, 'search_reports').map((row) => [row['report_id'], row['revision']]),
    );
    expect(revisions).toEqual({ [ids.open]: -1, [ids.settled]: 0 });
  });

  it('12 begins to count changes where what is stored stands', async () => {
    const { db } = await openDatabase(folderOf(11).dataDir, now());
    opened.push(db);
    // 3 reports, 3 batches, a thread, 2 comments, a decision, 2 versions, 2 entries of the record; and, in 19, these entries
    // once more, and the key twice.
    expect(rowsOf(db, 'store_state')).toEqual([
      { one: 1, generation: 0, changes: 18, copied_at: null, copied_as: null },
    ]);
  });
});

/** Puts a heading in at this place; the first of the two is hidden. */
const heading = (path: number): unknown => ({
  type: 'insert_node',
  path: [path],
  node: {
    type: 'heading',
    id: `h${path}`,
    level: 1,
    children: [{ text: '内部情况' }],
    ...(path === 3 ? { secret: true } : {}),
  },
});

/** A folder of version 14 in which the open report has a section that only its heading hides. */
function hiddenByHeading(state = 'drafting'): { dataDir: string; file: string; ids: Ids } {
  const made = folderOf(14);
  const db = connect(made.file);
  const row = rowsOf(db, 'reports').find(({ id }) => id === made.ids.open);
  const revision = Number(row?.['revision']);
  const batch = { report_id: made.ids.open, revision: revision + 1, batch: 'hide', variables: null };
  const ops = JSON.stringify([heading(3), heading(5)]);
  const checksum = CHECKSUMS.batches({ ...batch, ops });
  db.prepare(
    `INSERT INTO batches (report_id, revision, batch, ops, variables, at, author, checksum)
     VALUES (?, ?, ?, ?, NULL, '2026-01-01T00:00:00.000Z', NULL, ?)`,
  ).run(made.ids.open, revision + 1, 'hide', ops, checksum);
  db.prepare(`UPDATE reports SET revision = ?, unit = '青禾', state = ? WHERE id = ?`).run(
    revision + 1,
    state,
    made.ids.open,
  );
  db.close();
  return made;
}

describe('migration 15', () => {
  it('writes the hiding of a section on each of its blocks, as a step that the log tells', async () => {
    const { dataDir, ids } = hiddenByHeading();
    const store = await open(dataDir);
    const { document, revision, unit } = store.reports.get(ids.open);
    const hidden = document.blocks.flatMap(({ secret }, at) => (secret ? [at] : []));
    expect(hidden).toEqual([3, 4]);
    expect(document.schema).toBe(SCHEMA_VERSION);
    expect(revision).toBe(5);
    // The text says whose report it is.
    expect(unit).toBe('青禾镇');
    // Whoever reads the log again comes to the same text, and goes on from it.
    await store.close();
    const again = await open(dataDir);
    again.reports.apply({
      id: ids.open,
      batch: 'go-on',
      base: 5,
      ops: [{ type: 'insert_text', path: [4, 0], offset: 0, text: '又' }],
    });
    expect(again.reports.get(ids.open).document.blocks[4]).toMatchObject({ secret: true });
  });

  it('leaves a signed report as it is', async () => {
    const { dataDir, ids } = hiddenByHeading('signed-off');
    const store = await open(dataDir);
    const { document, revision, unit } = store.reports.get(ids.open);
    expect([revision, unit]).toEqual([4, '青禾']);
    expect(document.blocks[4]).not.toHaveProperty('secret');
    expect(hiddenBlocks(document.blocks).has(document.blocks[4]?.id ?? '')).toBe(true);
  });

  it.each([
    ['an altered', `UPDATE batches SET ops = replace(ops, '内部', '外部') WHERE batch = 'hide'`],
    ['a missing', `DELETE FROM batches WHERE batch = 'hide'`],
  ])('leaves a report with %s step to the recovery', async (_, harm) => {
    const { dataDir, file, ids } = hiddenByHeading();
    const db = connect(file);
    db.prepare(harm).run();
    db.close();
    const store = await open(dataDir);
    expect(store.reports.list().find(({ id }) => id === ids.open)?.unit).toBe('青禾');
    expect(() => store.reports.get(ids.open)).toThrow('已损坏');
    expect(store.reports.get(ids.settled).document.schema).toBe(SCHEMA_VERSION);
  });
});

describe('a migration that fails', () => {
  it('leaves the data as they were, as the backup of before has them', () => {
    const { file } = folderOf(5);
    const db = connect(file);
    // Migration 7 reads this table when it has already made others.
    db.exec('DROP TABLE sources');
    const before = allRows(db);
    expect(() => migrate(db, 'place')).toThrow('no such table: sources');
    expect(db.inTransaction).toBe(false);
    expect(versionOf(db)).toBe(5);
    expect(tablesOf(db)).not.toContain('signatures');
    expect(tablesOf(db)).not.toContain('originals');
    expect(allRows(db, before)).toEqual(before);
  });

  it('is tried again at the next start', () => {
    const { file } = folderOf(6);
    const db = connect(file);
    db.exec('ALTER TABLE sources RENAME TO away');
    expect(() => migrate(db, 'place')).toThrow();
    db.exec('ALTER TABLE away RENAME TO sources');
    migrate(db, 'place');
    expect(versionOf(db)).toBe(VERSIONS.at(-1));
    expect(rowsOf(db, 'originals')).toHaveLength(1);
  });
});

/**
 * A connection on which the other program does `meanwhile` between the first look at the version and the lock: the
 * point at which a process that has to wait stands.
 */
function interrupted(db: Db, meanwhile: () => void): Db {
  let waiting = true;
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'transaction' && waiting) {
        waiting = false;
        meanwhile();
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('two programs that open the same old data folder', () => {
  it('the second finds the work done when it gets the lock, and does not do it again', () => {
    const { file } = folderOf(6);
    const second = connect(file);
    migrate(
      interrupted(second, () => migrate(connect(file), 'place')),
      'place',
    );
    expect(versionOf(second)).toBe(VERSIONS.at(-1));
    expect(rowsOf(second, 'originals')).toHaveLength(1);
  });

  it('the second waits while the first holds the lock, and changes nothing if it does not get it', () => {
    const { file } = folderOf(6);
    const first = connect(file);
    first.exec('BEGIN IMMEDIATE');
    const second = openDb(file, { timeout: 0 });
    opened.push(second);
    expect(() => migrate(second, 'place')).toThrow('locked');
    expect(versionOf(second)).toBe(6);
    first.exec('ROLLBACK');
    migrate(second, 'place');
    expect(versionOf(second)).toBe(VERSIONS.at(-1));
  });
});

/** Has chosen how wide masks are, as the program of before kept it. */
function chooseMask(file: string, mask: string | null): void {
  const db = connect(file);
  if (mask !== null)
    db.prepare("INSERT INTO settings (key, value) VALUES ('editions', ?)").run(
      JSON.stringify({ mask, maskLength: 3, variables: {} }),
    );
  db.close();
}

describe('migration 16', () => {
  it.each(['width', null])('makes masks as long for every value, and says so once (%s)', async (mask) => {
    const { dataDir, file } = folderOf(15);
    chooseMask(file, mask);
    const store = await open(dataDir);
    expect(readSetting('editions', store.settings.get('editions'))).toMatchObject({ mask: 'fixed' });
    const told = store.notices.list().filter(({ kind }) => kind === 'mask');
    expect(told).toHaveLength(1);
    store.notices.read(told[0]?.id ?? '');
    // Chosen again, it stays.
    store.settings.set('editions', { mask: 'width' });
    await store.close();
    const again = await open(dataDir);
    expect(readSetting('editions', again.settings.get('editions')).mask).toBe('width');
    expect(again.notices.list().filter(({ kind }) => kind === 'mask')).toEqual([]);
  });

  it('says nothing where masks were as long already', async () => {
    const { dataDir, file } = folderOf(15);
    chooseMask(file, 'fixed');
    const store = await open(dataDir);
    expect(readSetting('editions', store.settings.get('editions')).maskLength).toBe(3);
    expect(store.notices.list().filter(({ kind }) => kind === 'mask')).toEqual([]);
  });

  it('keeps what was decided as what may be public, by nobody who is known', async () => {
    const { dataDir, ids } = folderOf(15);
    const store = await open(dataDir);
    expect(store.exports.answers(ids.settled)).toMatchObject([
      { kind: 'person', text: '周立', answer: 'publish', person: '', name: '' },
    ]);
    store.exports.addSheet(ids.settled, 0, { format: 1 });
    expect(store.exports.sheet(ids.settled)).toEqual({ format: 1 });
  });
});
