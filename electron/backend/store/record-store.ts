import type { Db } from '../sqlite/port.ts';
import type { RecordEntry } from '../../../shared/signoff/record.ts';
import { appendEntry, isEntryIntact } from './base/record-chain.ts';

/** What was done to reports, in order. Entries are added and read; there is no call that changes one. */
export type RecordStore = {
  add(report: string, entry: { person: string; name: string; action: string; details: string }): void;
  /** Newest first. `intact` is false where an entry was changed, added or taken out in the middle. */
  list(report: string): RecordChain;
  /** Hash of the newest entry; '' where there is none. */
  head(report: string): string;
  /** The newest entry with one of these actions; null where there is none. */
  last(report: string, actions: readonly string[]): RecordEntry | null;
};

export type RecordChain = { entries: RecordEntry[]; intact: boolean };

const COLUMNS = 'id, at, person, name, action, details, salt, commitment, previous, sha256';

export class SqliteRecordStore implements RecordStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  add(report: string, entry: { person: string; name: string; action: string; details: string }): void {
    this.#db
      .transaction(() => appendEntry(this.#db, report, { ...entry, at: this.#now().toISOString() }))
      .immediate();
  }

  list(report: string): RecordChain {
    const rows = this.#db
      .prepare<[string], RecordEntry>(`SELECT ${COLUMNS} FROM record WHERE report_id = ? ORDER BY id`)
      .all(report);
    let previous = '';
    let intact = true;
    for (const entry of rows) {
      if (entry.previous !== previous || !isEntryIntact(report, entry)) intact = false;
      previous = entry.sha256;
    }
    return { entries: rows.toReversed(), intact };
  }

  head(report: string): string {
    const row = this.#db
      .prepare<[string], { sha256: string }>(
        'SELECT sha256 FROM record WHERE report_id = ? ORDER BY id DESC LIMIT 1',
      )
      .get(report);
    return row?.sha256 ?? '';
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
