import type { Database } from 'better-sqlite3';

export type Allowed = { kind: string; text: string };

/** What has been decided about a report's export. */
export type ExportStore = {
  /** The head as stored; undefined where nobody has filled it in. */
  head(reportId: string): unknown;
  setHead(reportId: string, head: unknown): void;
  /** Text that may go out in the public edition although it looks like a secret. */
  allowed(reportId: string): Allowed[];
  allow(reportId: string, entries: readonly (Allowed & { allowed: boolean })[]): void;
};

export class SqliteExportStore implements ExportStore {
  readonly #db: Database;
  readonly #now: () => Date;

  constructor(db: Database, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  head(reportId: string): unknown {
    const row = this.#db
      .prepare<[string], { head: string }>('SELECT head FROM report_heads WHERE report_id = ?')
      .get(reportId);
    return row && (JSON.parse(row.head) as unknown);
  }

  setHead(reportId: string, head: unknown): void {
    this.#db
      .prepare(
        'INSERT INTO report_heads (report_id, head) VALUES (?, ?) ON CONFLICT (report_id) DO UPDATE SET head = excluded.head',
      )
      .run(reportId, JSON.stringify(head));
  }

  allowed(reportId: string): Allowed[] {
    return this.#db
      .prepare<[string], Allowed>('SELECT kind, text FROM allowed_leftovers WHERE report_id = ?')
      .all(reportId);
  }

  allow(reportId: string, entries: readonly (Allowed & { allowed: boolean })[]): void {
    const put = this.#db.prepare(
      'INSERT INTO allowed_leftovers (report_id, kind, text, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    const drop = this.#db.prepare(
      'DELETE FROM allowed_leftovers WHERE report_id = ? AND kind = ? AND text = ?',
    );
    const at = this.#now().toISOString();
    this.#db.transaction(() => {
      for (const { kind, text, allowed } of entries) {
        if (allowed) put.run(reportId, kind, text, at);
        else drop.run(reportId, kind, text);
      }
    })();
  }
}
