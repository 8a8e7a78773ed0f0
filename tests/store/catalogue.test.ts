import { copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import {
  bestFirst,
  catalogueOf,
  newestSound,
  type BackupFile,
} from '../../electron/backend/store/backups/catalogue.ts';
import { factsOf } from '../../electron/backend/store/backups/facts.ts';
import { choicesOf, recover } from '../../electron/backend/store/recovery/recover.ts';
import { examine } from '../../electron/backend/store/care/doctor.ts';
import { APPLICATION_ID, STORE_VERSION } from '../../electron/backend/store/base/migrate.ts';
import { reports } from '../../electron/backend/store/base/migrations/0001-reports.ts';
import { openDatabase } from '../../electron/backend/store/open-database.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { tempFolder } from './folder.ts';
import { keepCopy } from './keep-copy.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';

/** Stores one more report by a clock of its own; answers with how many there are. */
async function addReport(dataDir: string, clock: string): Promise<number> {
  const store = await openStore(dataDir, () => new Date(clock));
  store.reports.insert({
    template: 't',
    year: 2025,
    unit: '青禾镇',
    document: { schema: 1, blocks: [makeTitle('标题'), makeParagraph('正文')] },
    variables: {},
  });
  const { length } = store.reports.list();
  await store.close();
  return length;
}

describe('the catalogue of backups', () => {
  it('puts first what holds most, whatever names and clocks say', async () => {
    const dataDir = tempFolder();
    await addReport(dataDir, '2099-01-01T00:00:00Z');
    const wrongClock = await keepCopy(dataDir, 'nianshu-2099-01-01');
    await addReport(dataDir, '2025-03-01T00:00:00Z');
    await keepCopy(dataDir, 'nianshu-before-upgrade-2025-03-01T000000');
    await addReport(dataDir, '2025-03-02T00:00:00Z');
    await keepCopy(dataDir, 'nianshu-before-restore-2025-03-02T000000');
    await addReport(dataDir, '2025-03-03T00:00:00Z');
    const newest = await keepCopy(dataDir, 'nianshu-2025-03-03');
    utimesSync(newest, new Date('2001-01-01'), new Date('2001-01-01'));
    utimesSync(wrongClock, new Date('2099-01-01'), new Date('2099-01-01'));

    const files = catalogueOf(dataDir);
    expect(files.map(({ kind, facts }) => [kind, facts?.reports])).toEqual([
      ['daily', 4],
      ['before-restore', 3],
      ['before-upgrade', 2],
      ['daily', 1],
    ]);
    expect(newestSound(dataDir)?.file).toBe(newest);
    expect(files[3]?.facts?.newestChange).toBe('2099-01-01T00:00:00.000Z');
  });

  it('is what a damaged or missing database is brought back from', async () => {
    const dataDir = tempFolder();
    await addReport(dataDir, '2025-03-01T00:00:00Z');
    await keepCopy(dataDir, 'nianshu-before-upgrade-2025-03-01T000000');
    await addReport(dataDir, '2025-03-02T00:00:00Z');
    const newest = await keepCopy(dataDir, 'nianshu-2025-03-02');
    writeFileSync(join(dataDir, DATABASE), Buffer.alloc(50_000, 'not a database '));
    const { problems } = examine(dataDir, new Date());
    expect(problems[0]?.todo).toContain('restore');
    const [first, second] = choicesOf(dataDir).filter(({ kind }) => kind === 'backup');
    expect(first).toMatchObject({ name: basename(newest), reports: 2 });
    expect(second).toMatchObject({ reports: 1 });
    await recover(dataDir, { kind: 'backup', name: basename(newest) }, new Date());
    const store = await openStore(dataDir, () => new Date());
    expect(store.reports.list()).toHaveLength(2);
    await store.close();
  });

  it('counts every change in every table but the search index, and copies keep the count', async () => {
    const dataDir = tempFolder();
    const { db } = await openDatabase(dataDir, new Date());
    const changes = (): number =>
      db.prepare<[], { changes: number }>('SELECT changes FROM store_state').get()?.changes ?? -1;
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'store%'",
      )
      .all();
    const counted = db
      .prepare<[], { tbl_name: string }>("SELECT tbl_name FROM sqlite_schema WHERE name LIKE 'counted_%'")
      .all();
    expect(counted).toHaveLength(tables.length * 3);
    const before = changes();
    db.prepare("INSERT INTO settings VALUES ('a', '1')").run();
    db.prepare("UPDATE settings SET value = '2'").run();
    db.prepare('DELETE FROM settings').run();
    expect(changes()).toBe(before + 3);
    db.close();
    expect(factsOf(await keepCopy(dataDir, 'copy'))?.changes).toBe(before + 3);
  });

  it('compares copies of before changes were counted with later ones', async () => {
    const old = openDb(join(tempFolder(), 'old.db'));
    old.exec(reports);
    old.pragma(`application_id = ${APPLICATION_ID}`);
    old.pragma('user_version = 1');
    const at = '2025-01-01T00:00:00Z';
    old
      .prepare(
        `INSERT INTO reports (id, template, year, unit, state, created_at, updated_at, revision, title, length, empty_fields)
         VALUES ('r1', 't', 2020, '青禾镇', 'drafting', ?, ?, 41, '总结', 2, 0)`,
      )
      .run(at, at);
    old.close();
    const dataDir = tempFolder();
    mkdirSync(join(dataDir, 'backups'));
    copyFileSync(old.name, join(dataDir, 'backups', 'nianshu-2099-01-01.db'));
    copyFileSync(old.name, join(dataDir, DATABASE));
    expect(factsOf(old.name)).toMatchObject({ version: 1, changes: 42, generation: 0, newestChange: at });
    await addReport(dataDir, '2024-01-01T00:00:00Z');
    const newest = await keepCopy(dataDir, 'nianshu-2024-01-01');
    expect(factsOf(newest)).toMatchObject({ version: STORE_VERSION, generation: 0 });
    expect(factsOf(newest)?.changes).toBeGreaterThan(42);
    expect(newestSound(dataDir)?.file).toBe(newest);
  });

  it('passes over what is damaged, of a later program, or no database of ours, and names it all the same', async () => {
    const dataDir = tempFolder();
    await addReport(dataDir, '2025-03-01T00:00:00Z');
    const good = await keepCopy(dataDir, 'nianshu-2025-03-01');
    await addReport(dataDir, '2025-03-02T00:00:00Z');
    const newer = await keepCopy(dataDir, 'nianshu-2025-03-02');
    const later = openDb(newer);
    later.pragma('user_version = 99');
    later.exec('ALTER TABLE reports RENAME COLUMN removed_at TO gone_at');
    later.close();
    await addReport(dataDir, '2025-03-03T00:00:00Z');
    const damaged = await keepCopy(dataDir, 'nianshu-2025-03-03');
    const bytes = readFileSync(damaged);
    bytes.fill(0xa5, 4096 * 3, 4096 * 6);
    writeFileSync(damaged, bytes);
    writeFileSync(join(dataDir, 'backups', '空的.db'), '');
    writeFileSync(join(dataDir, 'backups', '说明.txt'), '不是备份');

    expect(newestSound(dataDir)?.file).toBe(good);
    const files = catalogueOf(dataDir);
    expect(files).toHaveLength(4);
    expect(files.find(({ file }) => file === newer)?.facts).toMatchObject({ newer: true, version: 99 });
    expect(files.at(-1)?.facts).toBeNull();
  });

  it('looks into further folders, where only backups of ours count', async () => {
    const dataDir = tempFolder();
    const stick = tempFolder();
    await addReport(dataDir, '2025-03-01T00:00:00Z');
    const copy = await keepCopy(dataDir, 'nianshu-2025-03-01');
    copyFileSync(copy, join(stick, '年述备份-2025-03-01.db'));
    writeFileSync(join(stick, '别的.db'), '别的程序');
    const found = catalogueOf(dataDir, [stick, join(stick, '没有')]).map(({ file }) => basename(file));
    // Both hold the same and were made at the same moment: either may come first.
    expect(new Set(found)).toEqual(new Set(['年述备份-2025-03-01.db', 'nianshu-2025-03-01.db']));
    expect(found).toHaveLength(2);
  });

  it('has one order, in which no clock comes before what is inside', () => {
    const time = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
    const facts = fc.record({
      version: fc.constant(12),
      newer: fc.boolean(),
      generation: fc.nat(2),
      changes: fc.nat(5),
      newestChange: fc.option(time),
      copiedAt: fc.constant(null),
      copiedAs: fc.constant(null),
      reports: fc.nat(3),
      inBin: fc.nat(3),
      originals: fc.nat(3),
      originalsBeside: fc.nat(3),
    });
    const file: fc.Arbitrary<BackupFile> = fc.record({
      file: fc.uuid(),
      size: fc.nat(),
      kind: fc.constantFrom('daily', 'before-upgrade', 'before-restore', 'by-hand'),
      madeAt: time,
      facts: fc.option(facts),
    });
    fc.assert(
      fc.property(file, file, file, (a, b, c) => {
        expect(Math.sign(bestFirst(a, b))).toBe(-Math.sign(bestFirst(b, a)) + 0);
        if (bestFirst(a, b) < 0 && bestFirst(b, c) < 0) expect(bestFirst(a, c)).toBeLessThan(0);
        if (
          a.facts &&
          b.facts &&
          !a.facts.newer &&
          !b.facts.newer &&
          a.facts.generation === b.facts.generation
        ) {
          if (a.facts.changes > b.facts.changes) expect(bestFirst(a, b)).toBeLessThan(0);
        }
      }),
    );
  });
});
