import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { openDb } from '../../electron/backend/sqlite/driver.ts';
import { isSound } from '../../electron/backend/store/backups/sound.ts';
import { openDatabase } from '../../electron/backend/store/open-database.ts';
import { asAppError } from '../../electron/backend/store/base/sqlite-errors.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { tempFolder } from './folder.ts';
import { DATABASE } from '../../electron/backend/store/base/database-file.ts';

const now = (): Date => new Date('2023-12-01T02:03:04Z');
const REPORT = {
  template: 't',
  year: 2023,
  unit: '青禾镇',
  document: { schema: 1, blocks: [makeTitle('标题'), makeParagraph('正文')] },
  variables: {},
};

async function problem(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing went wrong');
}

describe('the database file', () => {
  it('is made in a folder that is not there yet', async () => {
    const dataDir = join(tempFolder(), '深', '处');
    const store = await openStore(dataDir, now);
    store.reports.insert(REPORT);
    await store.close();
    // And how far it has come, which is not waited for.
    expect(readdirSync(dataDir)).toEqual([DATABASE, 'nianshu.progress']);
  });

  it('writes through to the disk before it answers', async () => {
    const { db } = await openDatabase(tempFolder(), now());
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  });

  it('is refused by name when a later program made it', async () => {
    const dataDir = tempFolder();
    const { db } = await openDatabase(dataDir, now());
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(join(dataDir, DATABASE));
    const error = await problem(openStore(dataDir, now));
    expect(error.code).toBe('newer-database');
    expect(error.message).toContain('升级年述');
    expect(readFileSync(join(dataDir, DATABASE)).equals(before)).toBe(true);
  });

  it('is refused when another program made it', async () => {
    const dataDir = tempFolder();
    const other = openDb(join(dataDir, DATABASE));
    other.exec('CREATE TABLE t (x)');
    other.close();
    expect((await problem(openStore(dataDir, now))).code).toBe('damaged-database');
  });

  it('says what to do when the folder is a file or can not be made', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'file'), '');
    expect((await problem(openStore(join(folder, 'file'), now))).code).toBe('read-only');
    expect((await problem(openStore(join(folder, 'file', 'below'), now))).code).toBe('read-only');
    mkdirSync(join(folder, 'data', DATABASE), { recursive: true });
    expect((await problem(openStore(join(folder, 'data'), now))).code).toBe('read-only');
  });

  it('says that the disk is full, and keeps what was saved', async () => {
    const dataDir = tempFolder();
    const { db } = await openDatabase(dataDir, now());
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    let error: unknown;
    try {
      db.exec('CREATE TABLE big (x)');
      db.prepare('INSERT INTO big VALUES (zeroblob(1000000))').run();
    } catch (thrown) {
      error = asAppError(thrown, dataDir);
    }
    db.close();
    expect(error).toMatchObject({ code: 'disk-full' });
    expect(isSound(join(dataDir, DATABASE))).toBe(true);
  });

  it('says that it can not be written', async () => {
    const dataDir = tempFolder();
    const { db } = await openDatabase(dataDir, now());
    db.close();
    const readOnly = openDb(join(dataDir, DATABASE), { readonly: true });
    let error: unknown;
    try {
      readOnly.exec('DELETE FROM reports');
    } catch (thrown) {
      error = asAppError(thrown, dataDir);
    }
    readOnly.close();
    expect(error).toMatchObject({ code: 'read-only' });
  });
});
