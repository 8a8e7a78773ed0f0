import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { backup } from '../../sqlite/backup.ts';
import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { makePrivateFile } from '../base/private-folder.ts';
import { moveThrough } from '../base/write-through.ts';
import type { BackupKind } from './catalogue.ts';
import { asCopyError } from './copy-errors.ts';
import { readFacts, type Facts } from './facts.ts';
import { isSound } from './sound.ts';

/** Pages copied in one go; between two of them others get their turn. */
const STEP = 256;

export type CopyWish = {
  /** The database, which others may be working with. */
  source: string;
  /** The file to be made; one that is there is replaced once the copy is whole. */
  target: string;
  /** Written into the copy: ISO time, and the occasion. */
  at: string;
  kind: BackupKind;
  /** The folder of original files that lie beside the database, to be taken into the copy; null: they stay outside. */
  originals: string | null;
};

export type Copied = Facts & {
  /** Names of original files that should lie beside the database and don't. */
  lost: string[];
};

/**
 * Copies a database as it is at one instant with SQLite's online backup, from a connection of its own: nobody who
 * saves waits for it, and it never begins anew because somebody saved. The copy is checked and on the disk before it
 * has its name.
 * Throws AppError: 'not-found', 'disk-full', 'read-only', 'damaged-database'.
 */
export async function makeCopy({ source, target, at, kind, originals }: CopyWish): Promise<Copied> {
  // Two programs on one folder may be at it at the same time.
  const partial = `${target}.${process.pid}.partial`;
  try {
    rmSync(partial, { force: true });
    // Others on the machine may look into the folder that somebody chose.
    makePrivateFile(partial);
    await copyPages(source, partial);
    const copy = openDb(partial, { fileMustExist: true });
    let copied: Copied;
    try {
      // With its log in one file: a backup is one file to keep, and to look into without leaving traces.
      copy.pragma('journal_mode = DELETE');
      const lost = originals === null ? [] : takeIn(copy, originals);
      label(copy, at, kind);
      copied = { ...readFacts(copy), lost };
    } finally {
      copy.close();
    }
    if (!isSound(partial)) throw unsound();
    moveThrough(partial, target);
    return copied;
  } catch (error) {
    rmSync(partial, { force: true });
    throw asCopyError(error, target);
  }
}

const unsound = (): AppError =>
  new AppError(
    'damaged-database',
    '备份没有通过检查，没有留下：数据文件可能有损坏。以前的备份都在，请体检。',
  );

/** Copies all pages of one instant, the log's too. */
async function copyPages(source: string, target: string): Promise<void> {
  // Not read-only: whoever is the last to close it takes its log in, and leaves one file.
  const db = openDb(source, { fileMustExist: true, timeout: 5000 });
  try {
    // A reading that stays open holds the instant: otherwise each save by others would begin the copy anew.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    await backup(db, target, { progress: () => STEP });
  } finally {
    db.close();
  }
}

/** Puts the original files that lie in a folder into the copy. Answers with the names of those that don't. */
function takeIn(copy: Db, folder: string): string[] {
  const tables = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'originals'").get();
  if (tables === undefined) return [];
  const lost: string[] = [];
  const keep = copy.prepare('UPDATE originals SET bytes = ? WHERE hash = ? AND bytes IS NULL');
  const beside = copy.prepare<[], { hash: string; name: string }>(
    'SELECT DISTINCT hash, name FROM originals WHERE bytes IS NULL',
  );
  for (const { hash, name } of beside.all()) {
    const place = join(folder, hash);
    if (existsSync(place)) uncounted(copy, () => keep.run(readFileSync(place), hash));
    else lost.push(name);
  }
  return lost;
}

/** Does what is no change of anybody's: the count of changes stays, so that the copy is as late as what it is of. */
export function uncounted(db: Db, work: () => void): void {
  db.transaction(() => {
    const counts = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_state'").get() !== undefined;
    const changes = counts ? db.prepare('SELECT changes FROM store_state').pluck().get() : null;
    work();
    if (counts) db.prepare('UPDATE store_state SET changes = ?').run(changes);
  })();
}

/** Says in the copy when and why it was made, where it is of a version that can say so. */
function label(copy: Db, at: string, kind: BackupKind): void {
  if (copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_state'").get() === undefined) return;
  copy.prepare('UPDATE store_state SET copied_at = ?, copied_as = ?').run(at, kind);
}
