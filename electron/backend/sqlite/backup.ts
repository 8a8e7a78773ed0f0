import { setTimeout as pause } from 'node:timers/promises';

import type { BackupOptions, Db } from './port.ts';
import { SqliteError } from './sqlite-error.ts';

const LOCK_WAIT = 5000;
/** Milliseconds between two tries. */
const RETRY = 50;

/**
 * Copies a database page by page into a file, or over the database that is there, in one transaction of it.
 * @param wait milliseconds that a target which somebody else is writing to is waited for
 * Rejects with 'SQLITE_BUSY' where somebody else keeps the target locked; then nothing of it has changed.
 */
export async function backup(
  source: Db,
  file: string,
  { wait = LOCK_WAIT, ...options }: BackupOptions & { wait?: number } = {},
): Promise<void> {
  const until = performance.now() + wait;
  while (!(await tried(source, file, options))) {
    if (performance.now() > until) throw new SqliteError('database is locked', 'SQLITE_BUSY');
    await pause(RETRY);
  }
}

/** False where the target was locked from the start. */
async function tried(source: Db, file: string, options: BackupOptions): Promise<boolean> {
  try {
    // better-sqlite3 takes a locked target for a copy of no pages, and calls it done.
    return (await source.backup(file, options)).totalPages > 0;
  } catch (error) {
    // Each driver has a class of its own for it; the code is the same.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false;
    throw error;
  }
}
