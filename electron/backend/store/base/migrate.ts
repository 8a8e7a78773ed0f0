import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { commitEntries } from './record-chain.ts';
import { writtenBy } from './program-note.ts';
import { countChanges } from './change-counter.ts';
import { reports } from './migrations/0001-reports.ts';
import { settings } from './migrations/0002-settings.ts';
import { review } from './migrations/0003-review.ts';
import { ignoredFindings } from './migrations/0004-ignored-findings.ts';
import { search } from './migrations/0005-search.ts';
import { signoff } from './migrations/0006-signoff.ts';
import { originals } from './migrations/0007-originals.ts';
import { reportExport } from './migrations/0008-report-export.ts';
import { reopenedThreads } from './migrations/0009-reopened-threads.ts';
import { sentCopies } from './migrations/0010-sent-copies.ts';
import { searchGaps } from './migrations/0011-search-gaps.ts';
import { storeState } from './migrations/0012-store-state.ts';
import { checksums } from './migrations/0013-checksums.ts';
import { drafts } from './migrations/0014-drafts.ts';
import { assets } from './migrations/0015-assets.ts';
import { neverPrinted } from './migrations/0016-never-printed.ts';
import { reasonsAndLooks } from './migrations/0017-reasons-and-looks.ts';
import { opinions } from './migrations/0018-opinions.ts';
import { approval } from './migrations/0019-approval.ts';
import { upgradeReports } from './upgrade-reports.ts';

/** SQL, and what has to be done to the rows where SQL alone can't. */
type Migration = string | { sql: string; after: (db: Db) => void };

/** What makes each version of the database, from the first. `user_version` counts how many of them it has. */
const MIGRATIONS: readonly Migration[] = [
  reports,
  settings,
  review,
  ignoredFindings,
  search,
  signoff,
  originals,
  reportExport,
  reopenedThreads,
  sentCopies,
  searchGaps,
  storeState,
  checksums,
  drafts,
  { sql: assets, after: upgradeReports },
  neverPrinted,
  reasonsAndLooks,
  opinions,
  { sql: approval, after: commitRecord },
];

/** Entries of the record are frozen but for this. */
function commitRecord(db: Db): void {
  const frozen = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'record_frozen'")
    .pluck()
    .get();
  db.exec('DROP TRIGGER IF EXISTS record_frozen');
  commitEntries(db);
  if (frozen !== undefined) db.exec(frozen);
}

/** The version from which on changes are counted. */
const COUNTED = MIGRATIONS.indexOf(storeState) + 1;

/** "NSDB": tells our file from another program's. */
export const APPLICATION_ID = 0x4e534442;

/** The version that this program makes and reads. */
export const STORE_VERSION = MIGRATIONS.length;

/** True when the database is there but of an older version. */
export function needsMigration(db: Db): boolean {
  const version = versionOf(db);
  return version > 0 && version < MIGRATIONS.length;
}

function versionOf(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number;
}

const applicationOf = (db: Db): number => db.pragma('application_id', { simple: true }) as number;

/**
 * Throws AppError('newer-database') for one of a later program, which says which one that was. What it has added this one
 * does not know, and would write past.
 */
export function refuseNewer(db: Db, place: string): void {
  if (versionOf(db) <= MIGRATIONS.length || applicationOf(db) !== APPLICATION_ID) return;
  const by = writtenBy(db);
  const newer = by === null ? '更新版本的年述' : `年述 ${by.version} `;
  const wanted = by === null ? '升级年述' : `升级年述到 ${by.version} 或更新的版本`;
  throw new AppError(
    'newer-database',
    `数据由${newer}保存，比本机的这一版新，打不开，没有改动：${place}。请${wanted}后再打开；一定要用这一版的，可以把 backups 里升级前的备份（文件名带 before-upgrade）恢复到另一个数据文件夹。`,
  );
}

/**
 * Brings the database to this program's version, all steps in one transaction: a state in between would be neither what
 * the backup of before holds nor what any program has written.
 * Throws AppError('newer-database') for one of a later program, 'damaged-database' for another program's file.
 */
export function migrate(db: Db, place: string): void {
  const application = applicationOf(db);
  const tables = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0;
  if (tables > 0 && application !== APPLICATION_ID) {
    throw new AppError('damaged-database', `这不是年述的数据文件，没有改动：${place}。请换一个数据文件夹。`);
  }
  refuseNewer(db, place);
  if (versionOf(db) === MIGRATIONS.length) return;
  db.transaction(() => {
    // Another process may have come first while this one waited for the lock.
    refuseNewer(db, place);
    for (let next = versionOf(db); next < MIGRATIONS.length; next += 1) {
      const migration = MIGRATIONS[next] ?? '';
      db.exec(typeof migration === 'string' ? migration : migration.sql);
      if (typeof migration !== 'string') migration.after(db);
      if (next + 1 >= COUNTED) countChanges(db);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${next + 1}`);
    }
  }).immediate();
}
