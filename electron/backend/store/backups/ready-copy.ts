import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { backup as copyPages } from '../../sqlite/backup.ts';
import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { jumpName } from '../base/jumps.ts';
import { migrate } from '../base/migrate.ts';
import { notedGeneration } from '../base/progress-note.ts';
import { makePrivateFile } from '../base/private-folder.ts';
import { removeDatabase } from '../base/unfinished.ts';
import { catalogueOf } from './catalogue.ts';
import { lastBatch } from './compare.ts';
import { factsOf, type Facts } from './facts.ts';
import { originalsOutOf } from './originals-out.ts';
import { isSound } from './sound.ts';
import { DATABASE } from '../base/database-file.ts';

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
 * What a backup is to replace: a database that can be read, one that can't (or that is missing while windows may still
 * hold what was in it), or nothing at all.
 */
export type Replaced = { how: 'readable'; file: string } | { how: 'unreadable' } | { how: 'nothing' };

/** More saves than a report has between two backups. */
const FAR = 100_000;

/**
 * Makes the database that is to be put in out of a backup, as a file in the data folder: of this program's version, of
 * a generation later than what is or was there and than every backup beside it, and with original files in their folder.
 * Every way of putting a backup in goes through here. The backup must be sound (`usableFacts`).
 */
export async function readyCopy(dataDir: string, backup: string, replaced: Replaced): Promise<string> {
  const ready = join(dataDir, `${DATABASE}.restoring`);
  removeDatabase(ready);
  try {
    makePrivateFile(ready);
    const source = openDb(backup, { readonly: true, fileMustExist: true });
    try {
      await copyPages(source, ready);
    } finally {
      source.close();
    }
    const db = openDb(ready, { fileMustExist: true });
    try {
      db.pragma('journal_mode = DELETE');
      db.pragma('foreign_keys = ON');
      migrate(db, dataDir);
      if (replaced.how === 'readable') db.prepare('ATTACH ? AS present').run(replaced.file);
      db.transaction(() => goOnFrom(db, replaced, highestGeneration(dataDir)))();
      if (replaced.how === 'readable') db.exec('DETACH present');
      originalsOutOf(db, join(dataDir, 'originals'));
    } finally {
      db.close();
    }
    return ready;
  } catch (error) {
    removeDatabase(ready);
    throw error;
  }
}

/** Of every backup that is here, and of what was here last, of which there may be no backup but on a disk that is away. */
const highestGeneration = (dataDir: string): number =>
  Math.max(notedGeneration(dataDir), ...catalogueOf(dataDir).map(({ facts }) => facts?.generation ?? 0));

/**
 * What was put in is later than what it replaces. Numbers of revisions are never used again: a report that had gone
 * on differently gets a number that no window has seen, so that nothing typed there is taken for the next batch. Where
 * nobody can read how far the reports had gone, each of them goes on from far beyond.
 */
function goOnFrom(db: Db, replaced: Replaced, highest: number): void {
  const generation = (schema: string): number =>
    db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'store_state'`).get() === undefined
      ? 0
      : (db.prepare<[], number>(`SELECT generation FROM ${schema}.store_state`).pluck().get() ?? 0);
  const present = replaced.how === 'readable' ? generation('present') : 0;
  const next = Math.max(generation('main'), present, highest) + 1;
  if (replaced.how !== 'nothing') {
    const gone = db
      .prepare<[], { id: string; revision: number }>(
        replaced.how === 'unreadable'
          ? `SELECT id, revision + ${FAR} AS revision FROM main.reports`
          : `SELECT r.id, p.revision + 1 AS revision FROM main.reports r JOIN present.reports p ON p.id = r.id
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
  // Whoever puts an older copy in is not told that the program was upgraded.
  db.prepare("DELETE FROM settings WHERE key = 'program'").run();
  db.prepare('UPDATE store_state SET generation = ?, copied_at = NULL, copied_as = NULL').run(next);
}
