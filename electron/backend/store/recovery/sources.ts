import { copyFileSync, existsSync, openSync, closeSync, readSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { APPLICATION_ID, migrate } from '../base/migrate.ts';

/** A database file that something is to be saved out of. */
export type Source = {
  file: string;
  db: Db;
  /** How often an older copy had been put in on purpose. */
  generation: number;
  /** How much had been stored; Infinity where that can't be read. */
  changes: number;
};

/**
 * Opens a database file for reading out of it, whatever state it is in; null where nothing can be made of it. Works on
 * a copy: the file itself is not written to, and gets no log.
 * @param folder for the copy
 * @param donors sound copies of the same database: where the first pages make no sense, theirs say where the rest lies
 * @param log where its log lies, if it has one
 */
export function openSource(
  file: string,
  folder: string,
  name: string,
  donors: readonly string[] = [],
  log = `${file}-wal`,
): Source | null {
  const copy = join(folder, `${name}.db`);
  copyFileSync(file, copy);
  if (existsSync(log)) copyFileSync(log, `${copy}-wal`);
  const opened = tryOpen(copy, file);
  if (opened) return opened;
  for (const donor of donors) {
    const patched = join(folder, `${name}-patched.db`);
    try {
      copyFileSync(file, patched);
      if (existsSync(log)) copyFileSync(log, `${patched}-wal`);
      takeSchemaFrom(donor, patched);
    } catch {
      continue;
    }
    const found = tryOpen(patched, file);
    if (found) return found;
  }
  return null;
}

function tryOpen(copy: string, file: string): Source | null {
  let db: Db | null = null;
  try {
    db = openDb(copy, { fileMustExist: true });
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new Error('not ours');
    db.prepare('SELECT name FROM sqlite_schema').all();
  } catch {
    db?.close();
    return null;
  }
  try {
    // What an earlier program stored is read as this one stores it, where that can still be done.
    migrate(db, copy);
  } catch {
    // As it is, then: what both have in common is read.
  }
  return { file, db, ...ageOf(db) };
}

function ageOf(db: Db): { generation: number; changes: number } {
  try {
    const age = db
      .prepare<[], { generation: number; changes: number }>('SELECT generation, changes FROM store_state')
      .get();
    return age ?? { generation: 0, changes: Infinity };
  } catch {
    return { generation: 0, changes: Infinity };
  }
}

/**
 * Puts the pages that hold the schema in the place of a damaged file's. SQLite's backup copies page by page, so the
 * tables of a database begin where those of its backup do.
 */
function takeSchemaFrom(donor: string, file: string): void {
  const db = openDb(donor, { readonly: true, fileMustExist: true });
  let pages: number[];
  let pageSize: number;
  try {
    pageSize = db.pragma('page_size', { simple: true }) as number;
    pages = db.prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").pluck().all();
  } finally {
    db.close();
  }
  const from = openSync(donor, 'r');
  const to = openSync(file, 'r+');
  try {
    const page = Buffer.alloc(pageSize);
    for (const number of pages) {
      readSync(from, page, 0, pageSize, (number - 1) * pageSize);
      if (number === 1) {
        // As many pages as this file has, no list of free ones, and the kind of log that it had.
        page.writeUInt32BE(Math.floor(statSync(file).size / pageSize), 28);
        page.writeUInt32BE(0, 32);
        page.writeUInt32BE(0, 36);
        page.writeUInt32BE(page.readUInt32BE(24), 92);
        if (existsSync(`${file}-wal`)) page.fill(2, 18, 20);
      }
      writeSync(to, page, 0, pageSize, (number - 1) * pageSize);
    }
  } finally {
    closeSync(from);
    closeSync(to);
  }
}
