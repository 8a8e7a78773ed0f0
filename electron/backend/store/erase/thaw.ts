import type { Db } from '../../sqlite/port.ts';

/** The tables that a database has: a backup may be of an earlier version. */
export const tablesOf = (db: Db): Set<string> =>
  new Set(db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all());

/**
 * Does something to rows that are frozen: signatures, versions and the record can't be changed or removed in any other
 * way. Call inside a transaction: the triggers are back when it ends, or never were away.
 */
export function thawed(db: Db, work: () => void): void {
  const triggers = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'
         AND (name GLOB '*_frozen' OR name GLOB '*_kept')`,
    )
    .all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER "${name}"`);
  work();
  for (const { sql } of triggers) db.exec(sql);
}

/**
 * Overwrites what was deleted: in the index, in free pages, in the log. Throws SQLite's errors; answers whether the log
 * could be emptied, which it can't while another process reads.
 */
export function scrub(db: Db): boolean {
  db.pragma('secure_delete = ON');
  // What VACUUM lays aside meanwhile goes to no file.
  db.pragma('temp_store = MEMORY');
  db.exec('VACUUM');
  const [state] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return (state?.busy ?? 0) === 0;
}
