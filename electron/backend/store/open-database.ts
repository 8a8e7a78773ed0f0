import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { needDriver, openDb } from '../sqlite/driver.ts';
import type { Db } from '../sqlite/port.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { backupFolder } from './backups/catalogue.ts';
import { makeCopy } from './backups/copy.ts';
import { freeFile, stampOf } from './backups/stamp.ts';
import { migrate, needsMigration, refuseNewer, STORE_VERSION } from './base/migrate.ts';
import { erasedAgain } from './erase/plan.ts';
import { eraseAgain } from './erase/erase-again.ts';
import { isOnNetworkDrive } from './base/network-drive.ts';
import { masksByWidth, tellOfMask } from './mask-notice.ts';
import { tellOfDriver } from './driver-notice.ts';
import { tellOfPlace } from './place-notices.ts';
import { readFacts } from './backups/facts.ts';
import { forgetNote, missingSince } from './base/progress-note.ts';
import { makeFolder, syncFolder } from './base/write-through.ts';
import { makePrivateFile, makePrivateFolder } from './base/private-folder.ts';
import { addNotice } from './base/notices.ts';
import { completeUntil, forgetTheDead, lacksLog } from './recovery/openings.ts';
import { localTime } from '../../../shared/text/local-time.ts';
import { wasInUse } from './recovery/traces.ts';
import { asAppError, isDamage } from './base/sqlite-errors.ts';
import { DATABASE, isEmptyFile } from './base/database-file.ts';
import { BEFORE_UPGRADE, noteProgram, type Opening } from './written-by.ts';

/** Milliseconds for opening and upgrading, when no window is being served yet. */
const OPENING_LOCK_WAIT = 5000;
/**
 * Milliseconds that a statement waits for another process: enough for its save, too short to be felt. The thread that
 * waits serves every window, so that whoever calls waits longer without it (`patiently`).
 */
const LOCK_WAIT = 200;

export type Opened = { db: Db };

/**
 * Opens the data folder's database, makes it if nothing was ever there, and brings it up to date.
 *
 * Nothing is put in the place of a database that is missing or damaged: which state is the right one somebody has to
 * say (see recovery/recover.ts), and an empty one would hide what is lost.
 * @param program version of the program, which is noted in the data; '' by whoever only looks after them
 * Throws AppError: 'no-driver', 'recovery-needed', 'read-only', 'disk-full', 'newer-database', 'damaged-database' for another
 * program's file.
 */
export async function openDatabase(dataDir: string, now: Date, program = ''): Promise<Opened> {
  // Before anything is made, and before what is there is taken for damaged.
  needDriver();
  try {
    const isPrivate = makePrivateFolder(dataDir);
    tellOfPlace(dataDir, now, { isPrivate, isOnNetwork: isOnNetworkDrive(dataDir) });
    tellOfDriver(dataDir, now);
    const file = join(dataDir, DATABASE);
    const isThere = existsSync(file) && !isEmptyFile(file);
    if (!isThere && wasInUse(dataDir, file)) throw missing(dataDir);
    const hadNone = isThere && lacksLog(file);
    const db = await connect(file, { dataDir, now, program }, isThere);
    try {
      lookForLog(db, dataDir, now, hadNone);
    } catch (error) {
      // Whoever brings the data back must be alone with it.
      db.close();
      throw error;
    }
    tellErased(dataDir, now, eraseAgain(db, dataDir));
    return { db };
  } catch (error) {
    if (isDamage(error)) throw broken(dataDir, error);
    throw asAppError(error, dataDir);
  }
}

/** An older database that was put in may have brought erased reports back. */
function tellErased(dataDir: string, now: Date, count: number): void {
  if (count === 0) return;
  addNotice(dataDir, {
    kind: 'erased',
    at: now.toISOString(),
    text: erasedAgain(count),
  });
}

const missing = (dataDir: string): AppError =>
  new AppError(
    'recovery-needed',
    `没有找到数据文件 ${DATABASE}，但这个文件夹里有以前的数据，没有新建空的，什么也没有改动：${dataDir}。请选择恢复到哪一份：在年述的窗口里选，或用 restore 查看。`,
  );

const broken = (dataDir: string, cause: unknown): AppError =>
  new AppError(
    'recovery-needed',
    `数据文件已损坏，打不开，什么也没有改动：${dataDir}。请选择恢复到哪一份：在年述的窗口里选，或用 restore 查看。`,
    { cause },
  );

/** @param isThere the file has something in it, or its log has */
async function connect(file: string, opening: Opening, isThere: boolean): Promise<Db> {
  const { dataDir, now, program } = opening;
  if (!existsSync(file)) {
    makePrivateFile(file);
    syncFolder(dataDir);
  }
  const db = openDb(file, { timeout: OPENING_LOCK_WAIT });
  try {
    const isNew = !isThere || !(await hasTables(db));
    // Of a file that lost its log before anything was ever brought over from it, nothing is left. A first start that
    // a power cut has ended leaves less: SQLite has just taken back what it had begun, and there is not one page.
    if (isNew && isThere && (hasPages(db) || wasInUse(dataDir, file))) throw missing(dataDir);
    if (!isNew) refuseNewer(db, dataDir);
    // All tables come at once, and into the file itself: nothing in between can be found there by the next start.
    if (isNew) db.transaction(() => migrate(db, dataDir)).exclusive();
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    const isOlder = needsMigration(db);
    const copy = isOlder ? await copyBefore(file, dataDir, now) : null;
    // Another process was quicker, and has told of it: this copy may be one of after.
    const isLate = copy !== null && !needsMigration(db);
    if (isLate && copy.version === STORE_VERSION) rmSync(copy.target);
    const hadWideMasks = isOlder && masksByWidth(db);
    migrate(db, dataDir);
    if (hadWideMasks) tellOfMask(dataDir, now);
    if (program !== '') noteProgram(db, opening, isLate ? null : (copy?.target ?? null));
    // The tables are in the file itself from the first moment on.
    if (isOlder) db.pragma('wal_checkpoint(PASSIVE)');
    // Reads the schema and the first pages: a broken file shows now and not in the middle of work.
    db.prepare('SELECT count(*) FROM reports').get();
    db.prepare('SELECT 1 FROM search_index LIMIT 1');
    db.pragma(`busy_timeout = ${LOCK_WAIT}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Nothing is brought up to date that can't be had back: without this copy the data stay as they are. */
async function copyBefore(
  file: string,
  dataDir: string,
  now: Date,
): Promise<{ target: string; version: number }> {
  try {
    const folder = backupFolder(dataDir);
    makeFolder(folder, 0o700);
    const target = freeFile(folder, `${BEFORE_UPGRADE}-${stampOf(now)}`);
    const wish = {
      source: file,
      target,
      at: now.toISOString(),
      kind: 'before-upgrade',
      originals: null,
    } as const;
    const { version } = await makeCopy(wish);
    return { target, version };
  } catch (error) {
    const told = asAppError(error, dataDir);
    if (!(told instanceof AppError)) throw error;
    throw new AppError(
      told.code,
      `升级数据之前要先备份，没有做成，所以没有升级，数据没有改动。${told.message}`,
      {
        cause: error,
      },
    );
  }
}

const hasPages = (db: Db): boolean => db.pragma('page_count', { simple: true }) !== 0;

/** Another process may be making them at this moment: it is waited for a little. */
async function hasTables(db: Db): Promise<boolean> {
  const table = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1');
  for (let wait = 0; wait < 10; wait += 1) {
    if (table.get() !== undefined) return true;
    await pause(wait * 10);
  }
  return false;
}

/** A database that came without its log, or whose log is gone, lacks the last minutes: that is told. */
function lookForLog(db: Db, dataDir: string, now: Date, hadNone: boolean): void {
  const until = hadNone ? completeUntil(db) : null;
  if (until !== null)
    addNotice(dataDir, {
      kind: 'without-log',
      at: now.toISOString(),
      text: `数据文件旁边少了 ${DATABASE}-wal：${localTime(until)} 以后写的内容可能不在里面。这个文件多半是在年述开着的时候复制来的：请回到原来的电脑或文件夹，关闭年述后再复制一次；或用“备份”。现在的内容完好，可以照常写。`,
    });
  else lookForLoss(db, dataDir, now);
  // It is told once.
  if (missingSince(db, dataDir) !== null) forgetNote(dataDir);
  forgetTheDead(db, until !== null);
}

/** A database that has not come as far as it had is an older copy, or its log has lost its end: that is told. */
function lookForLoss(db: Db, dataDir: string, now: Date): void {
  const noted = missingSince(db, dataDir);
  if (noted === null) return;
  const { newestChange } = readFacts(db);
  const until = newestChange === null ? '' : `，现在里面最近的改动是 ${localTime(newestChange)}`;
  addNotice(dataDir, {
    kind: 'behind',
    at: now.toISOString(),
    text: `数据文件里少了最后一段：${localTime(noted.at)} 存过的内容不全在里面${until}。数据文件可能被换成了旧的，或磁盘丢了 ${DATABASE}-wal 的末尾。被换过的，请关闭年述，把原来的文件放回去；也可以点“查看并修复”，看备份里有什么。现在的内容完好，可以照常写。`,
  });
}
