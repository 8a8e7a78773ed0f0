import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

import type { Db } from '../../sqlite/port.ts';

/**
 * Marks a database as being in use, in the database file itself. Whoever closes it properly takes the mark away, and
 * whoever is killed leaves the log behind: a marked file without its log is a copy that was made without it, or lost
 * it, and the last minutes are missing.
 */
export class Opening {
  readonly #db: Db;
  readonly #id = randomUUID();
  readonly #now: () => Date;
  #marked = false;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Brings what is in the log into the database file, so that the file alone is never far behind. Only what the log
   * holds by now is copied, and nobody is waited for: call it when the hands rest.
   */
  settle(): void {
    const [state] = this.#db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    const waiting = state ? state.log - state.checkpointed : 0;
    if (this.#marked && waiting === 0) return;
    this.#db
      .prepare(
        `INSERT INTO store_openings (id, pid, at) VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
      )
      .run(this.#id, process.pid, this.#now().toISOString());
    this.#marked = true;
    this.#db.pragma('wal_checkpoint(PASSIVE)');
  }

  /** Takes the mark away. */
  end(): void {
    if (this.#marked) this.#db.prepare('DELETE FROM store_openings WHERE id = ?').run(this.#id);
  }
}

/**
 * Whether a database should have a log beside it and has none; look before opening it, which makes one. Backups keep
 * none, and say so in their first bytes.
 */
export function lacksLog(file: string): boolean {
  if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return false;
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(20);
    readSync(handle, head, 0, head.length, 0);
    // The version that is needed to write to the file: 2 with a log.
    return head[18] === 2;
  } finally {
    closeSync(handle);
  }
}

/**
 * Up to when everything is in a database that came without its log; null where nothing is missing.
 * @param db open, of a file that had no log before
 */
export function completeUntil(db: Db): string | null {
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'store_openings'").get();
  return has ? (db.prepare<[], string>('SELECT max(at) FROM store_openings').pluck().get() ?? null) : null;
}

/** Takes away the marks of those who are no more: who was killed can't. */
export function forgetTheDead(db: Db, all = false): void {
  const remove = db.prepare('DELETE FROM store_openings WHERE id = ?');
  for (const { id, pid } of db
    .prepare<[], { id: string; pid: number }>('SELECT id, pid FROM store_openings')
    .all())
    if (all || !isAlive(pid)) remove.run(id);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
