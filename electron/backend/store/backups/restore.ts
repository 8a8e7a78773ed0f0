import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { backup } from '../../sqlite/backup.ts';
import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { refuseNewer } from '../base/migrate.ts';
import { codeOf, isDamage } from '../base/sqlite-errors.ts';
import { forgetNote } from '../base/progress-note.ts';
import { removeDatabase } from '../base/unfinished.ts';
import { makeFolder, moveThrough, syncFile } from '../base/write-through.ts';
import { backupFolder } from './catalogue.ts';
import { makeCopy } from './copy.ts';
import { factsOf, readFacts, type Facts } from './facts.ts';
import { readyCopy, usableFacts, type Replaced } from './ready-copy.ts';
import { setAside } from './set-aside.ts';
import { freeFile, stampOf } from './stamp.ts';
import { DATABASE } from '../base/database-file.ts';

export type RestoreWish = {
  dataDir: string;
  file: string;
  /** ISO time. */
  at: string;
};

export type Restored = {
  /** What is in the data folder now. */
  facts: Facts;
  /** Where what was there before lies now: a backup, or the folder of a damaged database; null where nothing was. */
  before: string | null;
  /** What was there before could not be read, and can't be put in again. */
  wasDamaged: boolean;
};

/**
 * Puts a backup in the place of the data folder's database while nobody has it open. What is there is copied beside
 * the other backups first; a damaged database is set aside as it is. Nothing is touched where the file is no sound
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
  makeFolder(dataDir);
  const there = existsSync(own) ? factsAlone(own, replace) : undefined;
  if (there !== undefined && !replace) {
    const what = there === null ? '有损坏的数据' : `已有 ${there.reports} 份报告`;
    throw new AppError(
      'bad-request',
      `数据文件夹里${what}，没有恢复，什么也没有改动：${dataDir}。要用备份替换，请加 --replace：现在的数据会另存在 backups 里。`,
    );
  }
  const ready = await readyCopy(dataDir, file, replacedBy(own, there));
  // A log that has lost its database goes, too: it would be taken for that of the one that is put in.
  const aside = there ? null : setAside(dataDir, now);
  let before: string | null = there === null ? aside : null;
  if (there) {
    before = beforeRestore(dataDir, now);
    await copyBefore(own, before, now);
  }
  forgetNote(dataDir);
  moveThrough(ready, own);
  return { facts: factsOf(own) ?? usableFacts(file), before, wasDamaged: there === null };
}

/**
 * The same while the program is open (and 'newer-database' where a later one has brought the data up to date meanwhile): SQLite puts the whole backup into the open database in one transaction, so that
 * every window goes on with it or, where that fails, with what was there. Whoever calls lets go of what is in memory.
 */
export async function restoreWhileOpen({ dataDir, file, at }: RestoreWish): Promise<Restored> {
  const now = new Date(at);
  usableFacts(file);
  const own = join(dataDir, DATABASE);
  const ready = await readyCopy(dataDir, file, { how: 'readable', file: own });
  const before = beforeRestore(dataDir, now);
  try {
    const kept = await copyBefore(own, before, now);
    await putIn(ready, own, kept);
    return { facts: factsOf(own) ?? kept, before, wasDamaged: false };
  } finally {
    removeDatabase(ready);
  }
}

const replacedBy = (own: string, there: Facts | null | undefined): Replaced =>
  there === undefined
    ? { how: 'nothing' }
    : there === null
      ? { how: 'unreadable' }
      : { how: 'readable', file: own };

const beforeRestore = (dataDir: string, now: Date): string =>
  freeFile(backupFolder(dataDir), `nianshu-before-restore-${stampOf(now)}`);

function copyBefore(own: string, before: string, now: Date): Promise<Facts> {
  makeFolder(dirname(before));
  return makeCopy({
    source: own,
    target: before,
    at: now.toISOString(),
    kind: 'before-restore',
    originals: null,
  });
}

/** Throws AppError('unavailable') where somebody saved since the copy of what is there was made, or is saving. */
async function putIn(ready: string, own: string, kept: Facts): Promise<void> {
  const source = openDb(ready, { readonly: true, fileMustExist: true });
  const present = openDb(own, { readonly: true, fileMustExist: true });
  let locked = false;
  try {
    await backup(source, own, {
      progress: () => {
        // The first, empty step has locked the database for others: what is there now is all there will be.
        if (!locked) refuseNewer(present, dirname(own));
        if (!locked && readFacts(present).changes !== kept.changes)
          throw new AppError('unavailable', '恢复时又有新的改动存入，没有恢复，什么也没有改动。请再试一次。');
        locked = true;
        return 0x7f_ff_ff_ff;
      },
    });
    // SQLite's backup leaves it to the next save to wait for the disk: a power cut before it would take back what
    // somebody has been told.
    if (existsSync(`${own}-wal`)) syncFile(`${own}-wal`);
  } finally {
    present.close();
    source.close();
  }
}

/**
 * What is in the data folder; null where it can't be read.
 * @param alone it is to be replaced: throws AppError('unavailable') while somebody else has it open
 */
function factsAlone(own: string, alone: boolean): Facts | null {
  let db: Db | null = null;
  try {
    db = openDb(own, { timeout: 200, readonly: !alone });
    // What a later program has stored this one could not put back.
    if (alone) refuseNewer(db, dirname(own));
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
