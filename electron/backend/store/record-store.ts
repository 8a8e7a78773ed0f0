import type { Database } from 'better-sqlite3';

import type { RecordEntry, RecordPage } from '../../../shared/signoff/record.ts';
import { appendEntry, hashOfEntry } from './base/record-chain.ts';

/** What was done to reports, in order. Entries are added and read; there is no call that changes one. */
export type RecordStore = {
  add(report: string, entry: { person: string; name: string; action: string; details: string }): void;
  /** Newest first. `intact` is false where an entry was changed, added or taken out behind the program's back. */
  list(report: string): RecordPage;
  /** The newest entry with one of these actions; null where there is none. */
  last(report: string, actions: readonly string[]): RecordEntry | null;
};

const COLUMNS = 'id, at, person, name, action, details, previous, sha256';

export class SqliteRecordStore implements RecordStore {
  readonly #db: Database;
  readonly #now: () => Date;

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  add(report: string, entry: { person: string; name: string; action: string; details: string }): void {
    this.#db
      .transaction(() => appendEntry(this.#db, report, { ...entry, at: this.#now().toISOString() }))
      .immediate();
  }

  list(report: string): RecordPage {
    const rows = this.#db
      .prepare<[string], RecordEntry>(`SELECT ${COLUMNS} FROM record WHERE report_id = ? ORDER BY id`)
      .all(report);
    let previous = '';
    let intact = true;
    for (const entry of rows) {
      if (entry.previous !== previous || entry.sha256 !== hashOfEntry(report, entry)) intact = false;
      previous = entry.sha256;
    }
    return { entries: rows.toReversed(), intact };
  }

  last(report: string, actions: readonly string[]): RecordEntry | null {
    const row = this.#db
      .prepare<[string, string], RecordEntry>(
        `SELECT ${COLUMNS} FROM record
         WHERE report_id = ? AND action IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1`,
      )
      .get(report, JSON.stringify(actions));
    return row ?? null;
  }
}
