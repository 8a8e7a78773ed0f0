import type { Db } from '../sqlite/port.ts';
import { SqliteAssetStore } from './asset-store.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { SqliteDraftStore } from './draft-store.ts';
import { SqliteExportStore } from './export-store.ts';
import { FileGuard } from './base/file-guard.ts';
import { SqliteIgnoredStore } from './ignored-store.ts';
import { SqliteDoubtStore } from './doubt-store.ts';
import { openDatabase } from './open-database.ts';
import { OutsideChangeDetector } from './outside-changes.ts';
import { SqliteOriginalStore } from './original-store.ts';
import { SqliteRecordStore } from './record-store.ts';
import { SqliteReportStore } from './report-store.ts';
import { SqliteReviewStore } from './review-store.ts';
import { SearchStore } from './search/search-store.ts';
import { SqliteSettingStore } from './setting-store.ts';
import { SqliteApprovalStore } from './approval-store.ts';
import { SqliteIssueStore } from './issue-store.ts';
import { SqliteKeyStore } from './key-store.ts';
import { SqliteSignatureStore } from './signature-store.ts';
import { Opening } from './recovery/openings.ts';
import { SqliteLookStore } from './look-store.ts';
import { noticeStore } from './base/notices.ts';
import { tellDamage } from './recovery/tell-damage.ts';
import { asAppError } from './base/sqlite-errors.ts';
import type { Store } from './types.ts';
import { SqliteVersionStore } from './version-store.ts';
import { type Progress } from './base/progress.ts';
import { ProgressNote } from './base/progress-note.ts';

/**
 * Opens the store in `dataDir`, which is made if it is not there. Throws AppError when the folder can't be written,
 * the disk is full, or the database is another program's or of a newer version.
 * @param program version of the program, which is noted in the data; '' by whoever only looks after them
 */
export async function openStore(dataDir: string, now: () => Date, program = ''): Promise<Store> {
  const { db } = await openDatabase(dataDir, now(), program);
  const notices = noticeStore(dataDir, now);
  const opening = new Opening(db, now);
  const guard = new FileGuard(db);
  const note = new ProgressNote(db, dataDir, now);
  const check = (): void => {
    if (guard.check()) note.soon();
  };
  const before = (): void => guard.onlyReadNewer();
  const failed = (error: unknown): unknown => {
    const told = asAppError(guard.reasonOf(error), dataDir);
    if (told instanceof AppError && told.code === 'damaged-database') tellDamage(notices);
    return told;
  };
  const guarded = <S extends object>(one: S): S => translated(one, { before, check, failed });
  const review = new SqliteReviewStore(db, now);
  const originals = new SqliteOriginalStore(db, now, dataDir);
  const doubts = new SqliteDoubtStore(db);
  const reports = new SqliteReportStore(db, now, review, originals, doubts);
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    reports: guarded(reports),
    exports: guarded(new SqliteExportStore(db, now)),
    ignored: guarded(new SqliteIgnoredStore(db, now)),
    search: guarded(new SearchStore(db, (id) => reports.peek(id))),
    settings: guarded(new SqliteSettingStore(db)),
    review: guarded(review),
    looks: guarded(new SqliteLookStore(db, now, reports, review)),
    versions: guarded(new SqliteVersionStore(db, now, reports, review, originals)),
    keys: guarded(new SqliteKeyStore(db, now)),
    signatures: guarded(new SqliteSignatureStore(db)),
    approvals: guarded(new SqliteApprovalStore(db)),
    issued: guarded(new SqliteIssueStore(db, now)),
    record: guarded(new SqliteRecordStore(db, now)),
    atomically: (work) => {
      try {
        // What can't be found afterwards is better not stored at all: it is sent again then, and taken.
        guard.checkNow();
        const result = db.transaction(work).immediate();
        check();
        return result;
      } catch (error) {
        reports.forget();
        throw failed(error);
      }
    },
    originals: guarded(originals),
    assets: guarded(new SqliteAssetStore(db, now)),
    doubts: guarded(doubts),
    drafts: guarded(new SqliteDraftStore(db)),
    notices,
    settle: () => {
      opening.settle();
      note.write();
    },
    changes: () => changes.get() ?? 0,
    outside: guarded(new OutsideChangeDetector(db)),
    progress: () =>
      db.prepare<[], Progress>('SELECT generation, changes FROM store_state').get() ?? {
        generation: 0,
        changes: 0,
      },
    forget: () => reports.forget(),
    close: () => {
      closeDatabase(db, opening, note);
      return Promise.resolve();
    },
  };
}

function closeDatabase(db: Db, opening: Opening, note: ProgressNote): void {
  if (!db.open) return;
  note.write();
  try {
    opening.end();
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // Only tidying: what is in the log is safe, and read on the next start.
  }
  db.close();
}

/** A store with SQLite's errors in the words of the program, and whose answers mean that what was stored is there. */
function translated<S extends object>(
  store: S,
  { before, check, failed }: { before: () => void; check: () => void; failed: (error: unknown) => unknown },
): S {
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        try {
          before();
          const answer = value.apply(target, args) as unknown;
          check();
          return answer;
        } catch (error) {
          throw failed(error);
        }
      };
    },
  });
}
