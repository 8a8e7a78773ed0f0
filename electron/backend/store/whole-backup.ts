import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.ts';
import { isSound } from './backup.ts';
import { APPLICATION_ID } from './migrate.ts';
import { DATABASE } from './open-database.ts';
import { isDamage } from './sqlite-errors.ts';
import { copyThrough, moveThrough, syncFolder } from './write-through.ts';

/** What a backup holds, or what is in the data folder now. */
export type Holding = { reports: number; originals: number; lost: string[] };

const stampOf = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '');

/**
 * Copies all data into one file: the database as it is now, while others may be working with it, and into it the
 * large original files that lie beside it. The copy is checked before it has its name.
 * Throws AppError: 'not-found' (nothing to back up), 'bad-request' (the file is there), 'damaged-database'.
 */
export async function backUpTo(dataDir: string, file: string, replace: boolean): Promise<Holding> {
  const own = join(dataDir, DATABASE);
  if (!existsSync(own)) throw new AppError('not-found', `这个数据文件夹里还没有数据，没有备份：${dataDir}`);
  if (existsSync(file) && !replace)
    throw new AppError('bad-request', `已经有这个文件，没有覆盖：${file}。请换个名字，或加 --replace。`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  try {
    const db = new Database(own, { fileMustExist: true });
    try {
      await db.backup(partial);
    } finally {
      db.close();
    }
    const copy = new Database(partial);
    copy.pragma('journal_mode = DELETE');
    const lost = takeOriginalsIn(copy, dataDir);
    const holding = { ...holdingOf(copy), lost };
    copy.close();
    if (!isSound(partial))
      throw new AppError('damaged-database', `备份没有通过检查，没有写出：${file}。请用 doctor 检查数据。`);
    moveThrough(partial, file);
    return holding;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Names of original files that should lie beside the database and don't. */
function takeOriginalsIn(db: Database.Database, dataDir: string): string[] {
  const lost: string[] = [];
  const counts = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_state'").get() !== undefined;
  const changes = counts ? db.prepare<[], number>('SELECT changes FROM store_state').pluck().get() : 0;
  const keep = db.prepare('UPDATE originals SET bytes = ? WHERE hash = ? AND bytes IS NULL');
  const beside = db.prepare<[], { hash: string; name: string }>(
    'SELECT DISTINCT hash, name FROM originals WHERE bytes IS NULL',
  );
  for (const { hash, name } of beside.all()) {
    const place = join(dataDir, 'originals', hash);
    if (existsSync(place)) keep.run(readFileSync(place), hash);
    else lost.push(name);
  }
  // The copy is as late as what it is of, and no later.
  if (counts) db.prepare('UPDATE store_state SET changes = ?').run(changes);
  return lost;
}

function holdingOf(db: Database.Database): Omit<Holding, 'lost'> {
  const count = (sql: string): number => db.prepare<[], { n: number }>(sql).get()?.n ?? 0;
  return {
    reports: count('SELECT count(*) AS n FROM reports WHERE removed_at IS NULL'),
    originals: count('SELECT count(*) AS n FROM originals'),
  };
}

export type Restored = Holding & {
  /** Where what was there before lies now; null where nothing was. */
  before: string | null;
};

/**
 * Puts a backup in the place of the data folder's database. What is there is kept beside the other backups. Nothing
 * is touched where the file is no sound backup, where data is there and nobody said that it may be replaced, or while
 * the program is open.
 * Throws AppError: 'not-found', 'damaged-file', 'bad-request', 'unavailable'.
 */
export function restoreFrom(dataDir: string, file: string, replace: boolean, now: Date): Restored {
  const holding = holdingOfBackup(file);
  const own = join(dataDir, DATABASE);
  mkdirSync(dataDir, { recursive: true });
  const partial = `${own}.restoring`;
  let before: string | null = null;
  if (existsSync(own)) {
    const there = holdingHere(own, replace);
    if (!replace) {
      const what = there === null ? '有损坏的数据' : `已有 ${there.reports} 份报告`;
      throw new AppError(
        'bad-request',
        `数据文件夹里${what}，没有恢复，什么也没有改动：${dataDir}。要用备份替换，请加 --replace：现在的数据会另存在 backups 里。`,
      );
    }
    before = join(dataDir, 'backups', `nianshu-before-restore-${stampOf(now)}.db`);
  }
  copyThrough(file, partial);
  if (before !== null) {
    mkdirSync(dirname(before), { recursive: true });
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(own + suffix)) renameSync(own + suffix, before + suffix);
    syncFolder(dirname(before));
  }
  moveThrough(partial, own);
  return { ...holding, lost: [], before };
}

function holdingOfBackup(file: string): Omit<Holding, 'lost'> {
  if (!existsSync(file)) throw new AppError('not-found', `没有这个备份文件：${file}`);
  const none = new AppError('damaged-file', `这不是年述的备份，或已损坏，没有恢复：${file}。请换一份备份。`);
  if (!isSound(file)) throw none;
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw none;
    return holdingOf(db);
  } finally {
    db.close();
  }
}

/**
 * What is in the data folder; null where it can't be read.
 * @param alone it is to be moved: throws AppError('unavailable') while somebody else has it open
 */
function holdingHere(own: string, alone: boolean): Omit<Holding, 'lost'> | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(own, { timeout: 200, readonly: !alone });
    // Only whoever is alone with the database can change how its log is kept.
    if (alone) db.pragma('journal_mode = DELETE');
    return holdingOf(db);
  } catch (error) {
    if (isDamage(error)) return null;
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY'))
      throw new AppError('unavailable', '年述正开着，没有恢复，什么也没有改动。请先关闭年述，再恢复。', {
        cause: error,
      });
    throw error;
  } finally {
    db?.close();
  }
}
