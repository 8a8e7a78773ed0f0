import type { Db } from '../sqlite/port.ts';

export type IgnoredKind = 'finding' | 'rule';
export type Ignored = { kind: IgnoredKind; key: string };

/** What of a report's findings is ignored. */
export type IgnoredStore = {
  list(reportId: string): Ignored[];
  set(reportId: string, entries: readonly Ignored[], ignored: boolean): void;
};

export class SqliteIgnoredStore implements IgnoredStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  list(reportId: string): Ignored[] {
    return this.#db
      .prepare<[string], Ignored>(
        'SELECT kind, key FROM ignored_findings WHERE report_id = ? ORDER BY at, key',
      )
      .all(reportId);
  }

  set(reportId: string, entries: readonly Ignored[], ignored: boolean): void {
    const put = this.#db.prepare(
      'INSERT INTO ignored_findings (report_id, kind, key, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    const drop = this.#db.prepare(
      'DELETE FROM ignored_findings WHERE report_id = ? AND kind = ? AND key = ?',
    );
    const at = this.#now().toISOString();
    this.#db.transaction(() => {
      for (const { kind, key } of entries) {
        if (ignored) put.run(reportId, kind, key, at);
        else drop.run(reportId, kind, key);
      }
    })();
  }
}
