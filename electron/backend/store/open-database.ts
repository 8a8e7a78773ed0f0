import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import { AppError } from '../../../shared/errors/app-error.ts';
import { backup } from './backup.ts';
import { newestSound } from './backups/catalogue.ts';
import { migrate, needsMigration } from './migrate.ts';
import { makePrivateFile, makePrivateFolder } from './private-folder.ts';
import { asAppError, isDamage } from './sqlite-errors.ts';

export const DATABASE = 'nianshu.db';

export type Opened = {
  db: Database.Database;
  /** What the user must be told: a database that was damaged and what was done. Null as a rule. */
  notice: string | null;
};

/**
 * Opens the data folder's database, makes it if it is not there, and brings it up to date. A damaged one is set
 * aside, never deleted, and the newest sound backup takes its place.
 * Throws AppError: 'read-only', 'disk-full', 'newer-database', 'damaged-database'.
 */
export async function openDatabase(dataDir: string, now: Date): Promise<Opened> {
  try {
    makePrivateFolder(dataDir, DATABASE);
    const file = join(dataDir, DATABASE);
    try {
      return { db: await connect(file, dataDir, now), notice: null };
    } catch (error) {
      if (!isDamage(error)) throw error;
      const notice = setAside(file, dataDir, now);
      return { db: await connect(file, dataDir, now), notice };
    }
  } catch (error) {
    throw asAppError(error, dataDir);
  }
}

async function connect(file: string, dataDir: string, now: Date): Promise<Database.Database> {
  makePrivateFile(file);
  const db = new Database(file, { timeout: 5000 });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    if (needsMigration(db)) {
      const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
      if (!(await backup(db, dataDir, `nianshu-before-upgrade-${stamp}`))) {
        throw new AppError('damaged-database', `升级前的备份没有通过检查，数据没有改动：${dataDir}。`);
      }
    }
    migrate(db, dataDir);
    // Reads the schema and the first pages: a broken file shows now and not in the middle of work.
    db.prepare('SELECT count(*) FROM reports').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Puts the damaged file and its log into a folder of their own, and a backup in its place. */
function setAside(file: string, dataDir: string, now: Date): string {
  const folder = join(dataDir, 'damaged', now.toISOString().replaceAll(':', ''));
  mkdirSync(folder, { recursive: true });
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, join(folder, DATABASE + suffix));
  }
  const sound = newestSound(dataDir)?.file;
  if (sound === undefined) return `数据文件已损坏，已移到 ${folder} 保留；没有可用的备份，现在从空白开始。`;
  copyFileSync(sound, file);
  return `数据文件已损坏，已移到 ${folder} 保留，并用备份 ${sound} 恢复。请核对最近的内容。`;
}
