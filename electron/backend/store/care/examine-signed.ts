import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { SqliteApprovalStore } from '../approval-store.ts';
import { SqliteDoubtStore } from '../doubt-store.ts';
import { SqliteIssueStore } from '../issue-store.ts';
import { SqliteKeyStore } from '../key-store.ts';
import { SqliteOriginalStore } from '../original-store.ts';
import { SqliteRecordStore } from '../record-store.ts';
import { SqliteReportStore } from '../report-store.ts';
import { SqliteReviewStore } from '../review-store.ts';
import { SqliteSignatureStore } from '../signature-store.ts';
import { keysTrouble } from '../trust/known-keys.ts';
import { unitRecord } from '../trust/record-state.ts';
import { storedTroubles, textTroubles } from '../trust/signed-report.ts';
import { isDamage } from '../base/sqlite-errors.ts';
import type { SignedStore } from '../trust/signed-store.ts';
import { SqliteVersionStore } from '../version-store.ts';

/** The parts of a store by which it is told whether reports are what was signed. Reads only. */
export function signedStoreOf(db: Db, dataDir: string, now: Date): SignedStore {
  const time = (): Date => now;
  const review = new SqliteReviewStore(db, time);
  const originals = new SqliteOriginalStore(db, time, dataDir);
  const reports = new SqliteReportStore(db, time, review, originals, new SqliteDoubtStore(db));
  return {
    reports,
    versions: new SqliteVersionStore(db, time, reports, review, originals),
    signatures: new SqliteSignatureStore(db),
    record: new SqliteRecordStore(db, time),
    keys: new SqliteKeyStore(db, time),
    approvals: new SqliteApprovalStore(db),
    issued: new SqliteIssueStore(db, time),
  };
}

/**
 * What speaks against a report's signatures, record and, where it is signed off, its text, in sentences. What can't be
 * read at all is told with the damage, and left out here.
 */
export function signedTroubles(store: SignedStore, id: string): string[] {
  try {
    const { state } = store.reports.get(id);
    // Who goes on after a signature opens a new version, which is never a first draft.
    const isSetBack = state === 'drafting' && store.signatures.list(id).length > 0;
    return [
      ...storedTroubles(store, id),
      ...textTroubles(store, id),
      ...(isSetBack ? ['有签发记录，却标为起草中。'] : []),
    ];
  } catch (error) {
    if (isToldElsewhere(error)) return [];
    throw error;
  }
}

/** The same of the unit's own record and of the keys; '' where nothing is wrong. */
export function unitTrouble(store: SignedStore): string {
  try {
    return unitRecord(store).trouble + keysTrouble(store);
  } catch (error) {
    if (isToldElsewhere(error)) return '';
    throw error;
  }
}

/** Rows that can't be read, and texts that are not as stored: the check of the whole database names them. */
const isToldElsewhere = (error: unknown): boolean =>
  isDamage(error) || (error instanceof AppError && error.code === 'damaged-database');
