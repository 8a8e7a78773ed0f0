import { statSync } from 'node:fs';

import type { Database } from 'better-sqlite3';

import { dailyBackup } from './backup.ts';
import { SqliteDraftStore } from './draft-store.ts';
import { SqliteExportStore } from './export-store.ts';
import { SqliteIgnoredStore } from './ignored-store.ts';
import { SqliteDoubtStore } from './doubt-store.ts';
import { openDatabase } from './open-database.ts';
import { SqliteOriginalStore } from './original-store.ts';
import { SqliteRecordStore } from './record-store.ts';
import { SqliteReportStore } from './report-store.ts';
import { SqliteReviewStore } from './review-store.ts';
import { SearchStore } from './search/search-store.ts';
import { SqliteSettingStore } from './setting-store.ts';
import { SqliteSignatureStore } from './signature-store.ts';
import { asAppError } from './sqlite-errors.ts';
import type { Store } from './types.ts';
import { SqliteVersionStore } from './version-store.ts';

/**
 * Opens the store in `dataDir`, which is made if it is not there. Throws AppError when the folder can't be written,
 * the disk is full, or the database is another program's or of a newer version.
 */
export async function openStore(dataDir: string, now: () => Date): Promise<Store> {
  const { db, notice } = await openDatabase(dataDir, now());
  let running: Promise<void> | null = null;
  const review = new SqliteReviewStore(db, now);
  const originals = new SqliteOriginalStore(db, now, dataDir);
  const doubts = new SqliteDoubtStore(db);
  const reports = new SqliteReportStore(db, now, review, originals, doubts);
  return {
    reports: translated(reports, dataDir),
    exports: translated(new SqliteExportStore(db, now), dataDir),
    ignored: translated(new SqliteIgnoredStore(db, now), dataDir),
    search: translated(new SearchStore(db, (id) => reports.peek(id)), dataDir),
    settings: translated(new SqliteSettingStore(db), dataDir),
    review: translated(review, dataDir),
    versions: translated(new SqliteVersionStore(db, now, reports, review, originals), dataDir),
    signatures: translated(new SqliteSignatureStore(db, now), dataDir),
    record: translated(new SqliteRecordStore(db, now), dataDir),
    atomically: (work) => {
      try {
        // A file that was removed can still be written to while it is open, and is gone with the program.
        statSync(db.name);
        return db.transaction(work).immediate();
      } catch (error) {
        reports.forget();
        throw asAppError(error, dataDir);
      }
    },
    originals: translated(originals, dataDir),
    doubts: translated(doubts, dataDir),
    drafts: translated(new SqliteDraftStore(db), dataDir),
    notice,
    backupDaily: () => (running ??= dailyBackup(db, dataDir, now()).finally(() => (running = null))),
    close: async () => {
      // A backup that is under way reads from the connection.
      await running?.catch(() => {});
      closeDatabase(db);
    },
  };
}

function closeDatabase(db: Database): void {
  if (!db.open) return;
  try {
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Only tidying: what is in the log is safe, and read on the next start.
  }
  db.close();
}

/** A store with SQLite's errors in the words of the program. */
function translated<S extends object>(store: S, place: string): S {
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        try {
          return value.apply(target, args) as unknown;
        } catch (error) {
          throw asAppError(error, place);
        }
      };
    },
  });
}
