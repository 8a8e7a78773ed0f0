import { openDb } from '../../sqlite/driver.ts';
import type { Db } from '../../sqlite/port.ts';
import { APPLICATION_ID, STORE_VERSION } from '../base/migrate.ts';
import { EARLIER_CHANGES } from '../base/migrations/0012-store-state.ts';

/** What a database file says of itself. Nothing here depends on its name or on the file system's clock. */
export type Facts = {
  /** Version of its tables. */
  version: number;
  /** A later program made it: this one can't use it. */
  newer: boolean;
  /** How often an older copy had been put in on purpose: a later one replaced the earlier ones. */
  generation: number;
  /** How much had been stored: of two copies of one generation, the one with more is the later one. */
  changes: number;
  /** ISO time of the newest change that it holds; null where there is none. */
  newestChange: string | null;
  /** ISO time at which the copy was made, and on which occasion, where it says so (from version 12 on). */
  copiedAt: string | null;
  copiedAs: string | null;
  /** Reports, those in the bin apart. */
  reports: number;
  inBin: number;
  /** Files that reports were imported from, and how many of them are not inside but in a folder beside it. */
  originals: number;
  originalsBeside: number;
};

const NOTHING = {
  generation: 0,
  changes: 0,
  newestChange: null,
  copiedAt: null,
  copiedAs: null,
  reports: 0,
  inBin: 0,
  originals: 0,
  originalsBeside: 0,
} satisfies Partial<Facts>;

/**
 * Reads what a database file says of itself: quick, whatever its size. Null where it is none of ours, or can't be
 * read. That it can be read does not make it sound.
 */
export function factsOf(file: string): Facts | null {
  let db: Db | null = null;
  try {
    db = openDb(file, { readonly: true, fileMustExist: true, timeout: 200 });
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) return null;
    const version = db.pragma('user_version', { simple: true }) as number;
    try {
      return readFacts(db);
    } catch (error) {
      // A later program may keep all of it in other tables.
      if (version <= STORE_VERSION) throw error;
      return { ...NOTHING, version, newer: true };
    }
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** The same of a database that is open. Throws SQLite's errors. */
export function readFacts(db: Db): Facts {
  const tables = new Set(
    db
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  const number = (table: string, value: string): number =>
    tables.has(table) ? (db.prepare<[], { n: number | null }>(`SELECT ${value} AS n`).get()?.n ?? 0) : 0;
  const latest = (table: string, column: string): string | null =>
    tables.has(table)
      ? (db.prepare<[], { at: string | null }>(`SELECT max(${column}) AS at FROM ${table}`).get()?.at ?? null)
      : null;
  const times = [latest('reports', 'updated_at'), latest('comments', 'at'), latest('record', 'at')];
  const state = tables.has('store_state')
    ? db
        .prepare<[], Pick<Facts, 'generation' | 'changes' | 'copiedAt' | 'copiedAs'>>(
          'SELECT generation, changes, copied_at AS copiedAt, copied_as AS copiedAs FROM store_state',
        )
        .get()
    : undefined;
  const earlier = (): number =>
    Object.entries(EARLIER_CHANGES).reduce((sum, [table, value]) => sum + number(table, value), 0);
  const version = db.pragma('user_version', { simple: true }) as number;
  return {
    version,
    newer: version > STORE_VERSION,
    ...(state ?? { generation: 0, changes: earlier(), copiedAt: null, copiedAs: null }),
    newestChange:
      times
        .filter((time) => time !== null)
        .sort()
        .at(-1) ?? null,
    reports: number('reports', '(SELECT count(*) FROM reports WHERE removed_at IS NULL)'),
    inBin: number('reports', '(SELECT count(*) FROM reports WHERE removed_at IS NOT NULL)'),
    originals:
      number('originals', '(SELECT count(*) FROM originals)') +
      number('sources', '(SELECT count(*) FROM sources)'),
    originalsBeside: number('originals', '(SELECT count(*) FROM originals WHERE bytes IS NULL)'),
  };
}
