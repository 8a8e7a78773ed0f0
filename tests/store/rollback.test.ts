import { renameSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import type { Db } from '../../electron/backend/sqlite/port.ts';
import { SqliteDoubtStore } from '../../electron/backend/store/doubt-store.ts';
import { migrate } from '../../electron/backend/store/base/migrate.ts';
import { SqliteOriginalStore } from '../../electron/backend/store/original-store.ts';
import { SqliteReportStore } from '../../electron/backend/store/report-store.ts';
import { SqliteReviewStore } from '../../electron/backend/store/review-store.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import type { ReportStore } from '../../electron/backend/store/report-types.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { tempFolder } from './folder.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';

const now = (): Date => new Date('2025-12-01T02:03:04Z');
const REPORT = {
  template: 'work-summary',
  year: 2025,
  unit: '青禾镇',
  document: { schema: 1, blocks: [makeTitle('青禾镇总结'), makeParagraph('正文')] },
  variables: { unit: '青禾镇' },
};

function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

function type(reports: ReportStore, id: string, base: number, text: string, path = [1, 0]): number {
  const ops = [{ type: 'insert_text' as const, path, offset: 0, text }];
  return reports.apply({ id, base, batch: `${text}${base}`, ops }).revision;
}

const wordsOf = (reports: ReportStore, id: string): unknown =>
  reports.get(id).document.blocks[1]?.children[0];

describe('what could not be stored', () => {
  let dataDir: string;
  let store: Store;
  let id: string;
  beforeEach(async () => {
    dataDir = tempFolder();
    store = await openStore(dataDir, now);
    id = store.reports.insert(REPORT);
  });
  afterEach(() => store.close());

  it('is not in memory either when a transaction around it is taken back', async () => {
    store.reports.get(id);
    const stop = new Error('stop');
    expect(() =>
      store.atomically(() => {
        type(store.reports, id, 0, '作废');
        expect(wordsOf(store.reports, id)).toEqual({ text: '作废正文' });
        throw stop;
      }),
    ).toThrow();
    expect(wordsOf(store.reports, id)).toEqual({ text: '正文' });
    // Another program saves: now the revision is the one that was taken back, and the text must be the other's.
    const other = await openStore(dataDir, now);
    type(other.reports, id, 0, '别处');
    await other.close();
    expect(wordsOf(store.reports, id)).toEqual({ text: '别处正文' });
    expect(type(store.reports, id, 1, '再写')).toBe(2);
    expect(wordsOf(store.reports, id)).toEqual({ text: '再写别处正文' });
  });

  it('leaves the operations before a bad one in the same batch undone', () => {
    const ops = [
      { type: 'insert_text' as const, path: [1, 0], offset: 0, text: '半' },
      { type: 'insert_text' as const, path: [9, 0], offset: 0, text: '截' },
    ];
    expect(codeOf(() => store.reports.apply({ id, base: 0, batch: 'bad', ops }))).toBe('invalid-document');
    expect(wordsOf(store.reports, id)).toEqual({ text: '正文' });
    expect(store.reports.has(id, 'bad')).toBe(false);
    expect(type(store.reports, id, 0, '好')).toBe(1);
    expect(wordsOf(store.reports, id)).toEqual({ text: '好正文' });
  });

  it('is refused where it was made on a revision that is not there, older or newer', () => {
    type(store.reports, id, 0, '一');
    expect(codeOf(() => type(store.reports, id, 0, '旧'))).toBe('stale-revision');
    expect(codeOf(() => type(store.reports, id, 2, '新'))).toBe('stale-revision');
    expect(wordsOf(store.reports, id)).toEqual({ text: '一正文' });
  });

  it('is refused once the report is signed, also where it was on its way', () => {
    store.reports.setState(id, 'signed-off');
    expect(codeOf(() => type(store.reports, id, 0, '晚'))).toBe('signed-off');
    expect(codeOf(() => store.reports.setMeta(id, { year: 2024 }))).toBe('signed-off');
    expect(store.reports.get(id)).toMatchObject({ revision: 0, year: 2025, state: 'signed-off' });
  });

  it('is not said to be stored when the database file is no longer in its folder', () => {
    const file = join(dataDir, DATABASE);
    renameSync(file, `${file}.away`);
    expect(codeOf(() => store.atomically(() => type(store.reports, id, 0, '空')))).not.toBe('');
    renameSync(`${file}.away`, file);
    expect(wordsOf(store.reports, id)).toEqual({ text: '正文' });
    expect(store.atomically(() => type(store.reports, id, 0, '实'))).toBe(1);
  });
});

describe('a COMMIT that fails', () => {
  it('leaves memory as the disk is', () => {
    const file = join(tempFolder(), DATABASE);
    const connect = (): Db => {
      const db = openDb(file, { timeout: 0 });
      // Without a write-ahead log a reader keeps COMMIT from writing, and nothing before it.
      db.pragma('journal_mode = DELETE');
      db.pragma('foreign_keys = ON');
      migrate(db, file);
      return db;
    };
    const storeOn = (db: Db): SqliteReportStore =>
      new SqliteReportStore(
        db,
        now,
        new SqliteReviewStore(db, now),
        new SqliteOriginalStore(db, now, file),
        new SqliteDoubtStore(db),
      );
    const db = connect();
    const reports = storeOn(db);
    const id = reports.insert(REPORT);
    reports.get(id);

    const reader = openDb(file, { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM reports').get();
    expect(() => type(reports, id, 0, '没写上')).toThrow('locked');
    reader.exec('COMMIT');
    reader.close();

    expect(db.inTransaction).toBe(false);
    expect(wordsOf(reports, id)).toEqual({ text: '正文' });
    const other = connect();
    type(storeOn(other), id, 0, '别处');
    other.close();
    expect(wordsOf(reports, id)).toEqual({ text: '别处正文' });
    db.close();
  });
});

/** Whether the record of a report is said to be whole after it was changed behind the program's back. */
async function intactAfter(sql: string): Promise<boolean> {
  const dataDir = tempFolder();
  const first = await openStore(dataDir, now);
  const id = first.reports.insert(REPORT);
  for (const action of ['signed', 'exported', 'report-reopened'])
    first.record.add(id, { person: 'li', name: '李明', action, details: '第1版' });
  await first.close();
  const db = openDb(join(dataDir, DATABASE));
  for (const trigger of ['record_frozen', 'record_kept']) db.exec(`DROP TRIGGER ${trigger}`);
  db.exec(sql);
  db.close();
  const store = await openStore(dataDir, now);
  const { intact } = store.record.list(id);
  await store.close();
  return intact;
}

describe('the record of what was done', () => {
  it('tells whether a line was changed, taken out or put in', async () => {
    expect(await intactAfter('')).toBe(true);
    expect(await intactAfter("UPDATE record SET details = '第2版' WHERE id = 2")).toBe(false);
    expect(await intactAfter('DELETE FROM record WHERE id = 2')).toBe(false);
    expect(await intactAfter('DELETE FROM record WHERE id = 1')).toBe(false);
    expect(
      await intactAfter(
        `INSERT INTO record (report_id, at, person, name, action, details, previous, sha256)
         SELECT report_id, at, person, name, action, details, sha256, sha256 FROM record WHERE id = 3`,
      ),
    ).toBe(false);
  });
});
