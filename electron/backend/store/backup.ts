import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { moveThrough } from './write-through.ts';

/** Days of which a backup is kept. */
const KEEP = 14;

const folderOf = (dataDir: string): string => join(dataDir, 'backups');

/**
 * True when SQLite finds nothing wrong with the file. What it finds in the search index does not count: that is made
 * again from the reports, and is no reason to be without a backup of them.
 */
export function isSound(file: string): boolean {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const found = db.pragma('integrity_check') as { integrity_check: string }[];
      return found.every(({ integrity_check: said }) => said === 'ok' || /fts5.*search_index/i.test(said));
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

/**
 * Copies the open database with SQLite's online backup, checks the copy, and gives it its name only then.
 * Answers with the file, or null when the copy turned out unsound.
 */
export async function backup(db: Database.Database, dataDir: string, name: string): Promise<string | null> {
  const folder = folderOf(dataDir);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.db`);
  const partial = `${file}.partial`;
  rmSync(partial, { force: true });
  await db.backup(partial);
  // A copy with its log in one file: a backup is one file to keep, and to look into without leaving traces.
  const copy = new Database(partial);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  if (!isSound(partial)) {
    rmSync(partial, { force: true });
    return null;
  }
  moveThrough(partial, file);
  return file;
}

const dayName = (now: Date): string => `nianshu-${now.toISOString().slice(0, 10)}`;

/** The day's backup, unless it is there; older ones than the last fourteen go. */
export async function dailyBackup(db: Database.Database, dataDir: string, now: Date): Promise<void> {
  const name = dayName(now);
  if (existsSync(join(folderOf(dataDir), `${name}.db`))) return;
  await backup(db, dataDir, name);
  const daily = readdirSync(folderOf(dataDir)).filter((file) => /^nianshu-\d{4}-\d\d-\d\d\.db$/.test(file));
  for (const old of daily.sort().slice(0, -KEEP)) rmSync(join(folderOf(dataDir), old), { force: true });
}
