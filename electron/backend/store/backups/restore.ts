import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { DATABASE } from '../open-database.ts';
import { jumpName } from '../jumps.ts';
import { migrate } from '../migrate.ts';
import { makePrivateFile } from '../private-folder.ts';
import { SUFFIXES } from '../recovery/traces.ts';
import { codeOf, isDamage } from '../sqlite-errors.ts';
import { removeDatabase } from '../unfinished.ts';
import { moveThrough, syncFolder } from '../write-through.ts';
import { backupFolder } from './catalogue.ts';
import { lastBatch } from './compare.ts';
import { makeCopy } from './copy.ts';
import { factsOf, readFacts, type Facts } from './facts.ts';
import { originalsOutOf } from './originals-out.ts';
import { isSound } from './sound.ts';
import { freeFile, stampOf } from './stamp.ts';

export type RestoreWish = {
  dataDir: string;
  file: string;
  /** ISO time. */
  at: string;
};

export type Restored = {
  /** What is in the data folder now. */
  facts: Facts;
  /** Where what was there before lies now; null where nothing was. */
  before: string | null;
};

/**
 * Puts a backup in the place of the data folder's database while nobody has it open. What is there is copied beside
 * the other backups first; a damaged database is moved there as it is. Nothing is touched where the file is no sound
 * backup, is of a later program, or where data is there and nobody said that it may be replaced.
 * Throws AppError: 'not-found', 'damaged-file', 'newer-database', 'bad-request', 'unavailable', 'disk-full', 'read-only'.
 */
export async function restoreFrom(
  dataDir: string,
  file: string,
  replace: boolean,
  now: Date,
): Promise<Restored> {
  usableFacts(file);
  const own = join(dataDir, DATABASE);
  mkdirSync(dataDir, { recursive: true });
  const there = existsSync(own) ? factsAlone(own, replace) : undefined;
  if (there !== undefined && !replace) {
    const what = there === null ? '有损坏的数据' : `已有 ${there.reports} 份报告`;
    throw new AppError(
      'bad-request',
      `数据文件夹里${what}，没有恢复，什么也没有改动：${dataDir}。要用备份替换，请加 --replace：现在的数据会另存在 backups 里。`,
    );
  }
  const prepared = await prepare(dataDir, file, there === undefined || there === null ? null : own);
  let before: string | null = null;
  if (there !== undefined) {
    before = beforeRestore(dataDir, now);
    if (there === null) moveAway(own, before);
    else await copyBefore(own, before, now);
  } else if (SUFFIXES.some((suffix) => existsSync(own + suffix))) moveAway(own, beforeRestore(dataDir, now));
  moveThrough(prepared, own);
  return { facts: factsOf(own) ?? usableFacts(file), before };
}

/**
 * The same while the program is open: SQLite puts the whole backup into the open database in one transaction, so that
 * every window goes on with it or, where that fails, with what was there. Whoever calls lets go of what is in memory.
 */
export async function restoreWhileOpen({ dataDir, file, at }: RestoreWish): Promise<Restored> {
  const now = new Date(at);
  usableFacts(file);
  const own = join(dataDir, DATABASE);
  const prepared = await prepare(dataDir, file, own);
  const before = beforeRestore(dataDir, now);
  try {
    const kept = await copyBefore(own, before, now);
    await putIn(prepared, own, kept);
    return { facts: factsOf(own) ?? kept, before };
  } finally {
    rmSync(prepared, { force: true });
  }
}

const beforeRestore = (dataDir: string, now: Date): string =>
  freeFile(backupFolder(dataDir), `nianshu-before-restore-${stampOf(now)}`);

function copyBefore(own: string, before: string, now: Date): Promise<Facts> {
  mkdirSync(dirname(before), { recursive: true });
  return makeCopy({
    source: own,
    target: before,
    at: now.toISOString(),
    kind: 'before-restore',
    originals: null,
  });
}

/**
 * What a backup says of itself, if it can be put in.
 * Throws AppError: 'not-found', 'damaged-file', 'newer-database'.
 */
export function usableFacts(file: string): Facts {
  if (!existsSync(file)) throw new AppError('not-found', `没有这个备份文件：${file}`);
  const facts = factsOf(file);
  if (facts?.newer)
    throw new AppError(
      'newer-database',
      `这份备份由更新版本的年述保存，这个版本打不开，没有恢复：${file}。请先升级年述。`,
    );
  if (facts === null || !isSound(file))
    throw new AppError('damaged-file', `这不是年述的备份，或已损坏，没有恢复：${file}。请换一份备份。`);
  return facts;
}

/**
 * Makes the database that is to be put in out of a backup, as a file in the data folder: of this program's version, of
 * a generation later than what is there, and with original files in their folder.
 * @param own the database that it will replace; null where that is missing or can't be read
 */
async function prepare(dataDir: string, file: string, own: string | null): Promise<string> {
  const prepared = join(dataDir, `${DATABASE}.restoring`);
  removeDatabase(prepared);
  try {
    makePrivateFile(prepared);
    const source = new Database(file, { readonly: true, fileMustExist: true });
    try {
      await source.backup(prepared);
    } finally {
      source.close();
    }
    const db = new Database(prepared, { fileMustExist: true });
    try {
      db.pragma('journal_mode = DELETE');
      db.pragma('foreign_keys = ON');
      migrate(db, dataDir);
      if (own !== null) db.prepare('ATTACH ? AS present').run(own);
      db.transaction(() => goOnFrom(db, own !== null))();
      if (own !== null) db.exec('DETACH present');
      originalsOutOf(db, join(dataDir, 'originals'));
    } finally {
      db.close();
    }
    return prepared;
  } catch (error) {
    rmSync(prepared, { force: true });
    throw error;
  }
}

/**
 * What was put in is later than what it replaces. Numbers of revisions are never used again: a report that had gone
 * on differently gets a number that no window has seen, so that nothing typed there is taken for the next batch.
 */
function goOnFrom(db: Database.Database, present: boolean): void {
  const generation = (schema: string): number =>
    db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'store_state'`).get() === undefined
      ? 0
      : (db.prepare<[], number>(`SELECT generation FROM ${schema}.store_state`).pluck().get() ?? 0);
  const next = Math.max(generation('main'), present ? generation('present') : 0) + 1;
  if (present) {
    const gone = db
      .prepare<[], { id: string; revision: number }>(
        `SELECT r.id, p.revision + 1 AS revision FROM main.reports r JOIN present.reports p ON p.id = r.id
         WHERE p.revision > r.revision
            OR (p.revision = r.revision AND ${lastBatch('main', 'r')} IS NOT ${lastBatch('present', 'p')})`,
      )
      .all();
    const add = db.prepare(
      `INSERT INTO batches (report_id, revision, batch, ops, variables, at, author)
       SELECT id, ?, ?, '[]', NULL, updated_at, NULL FROM reports WHERE id = ?`,
    );
    const advance = db.prepare('UPDATE reports SET revision = ? WHERE id = ?');
    for (const { id, revision } of gone) {
      add.run(revision, jumpName(next, revision), id);
      advance.run(revision, id);
    }
  }
  // Whoever had the backup's database open is not at work here.
  db.exec('DELETE FROM store_openings');
  db.prepare('UPDATE store_state SET generation = ?, copied_at = NULL, copied_as = NULL').run(next);
}

/** Throws AppError('unavailable') where somebody saved since the copy of what is there was made, or is saving. */
async function putIn(prepared: string, own: string, kept: Facts): Promise<void> {
  const source = new Database(prepared, { readonly: true, fileMustExist: true });
  const present = new Database(own, { readonly: true, fileMustExist: true });
  let locked = false;
  try {
    await source.backup(own, {
      progress: () => {
        // The first, empty step has locked the database for others: what is there now is all there will be.
        if (!locked && readFacts(present).changes !== kept.changes)
          throw new AppError('unavailable', '恢复时又有新的改动存入，没有恢复，什么也没有改动。请再试一次。');
        locked = true;
        return 0x7f_ff_ff_ff;
      },
    });
  } finally {
    present.close();
    source.close();
  }
}

/**
 * Moves a damaged database away, its log first, or a log that has lost its database: without its database it would be
 * taken for the next one's.
 */
function moveAway(own: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  for (const suffix of SUFFIXES.toReversed())
    if (existsSync(own + suffix)) renameSync(own + suffix, to + suffix);
  syncFolder(dirname(to));
  syncFolder(dirname(own));
}

/**
 * What is in the data folder; null where it can't be read.
 * @param alone it is to be replaced: throws AppError('unavailable') while somebody else has it open
 */
function factsAlone(own: string, alone: boolean): Facts | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(own, { timeout: 200, readonly: !alone });
    // Only whoever is alone with the database can change how its log is kept. Its log is then gone, too.
    if (alone) db.pragma('journal_mode = DELETE');
    return readFacts(db);
  } catch (error) {
    if (isDamage(error)) return null;
    if (codeOf(error).startsWith('SQLITE_BUSY'))
      throw new AppError('unavailable', '年述正开着，没有恢复，什么也没有改动。请先关闭年述，再恢复。', {
        cause: error,
      });
    throw error;
  } finally {
    db?.close();
  }
}
