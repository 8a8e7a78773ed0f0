import type { Db } from '../sqlite/port.ts';
import type { Answer } from '../../../shared/signoff/review-sheet.ts';

export type Allowed = { kind: string; text: string };

/** What became of a question before a public export; null takes an answer back. */
export type NewAnswer = Allowed & { answer: Answer | null };
export type StoredAnswer = Allowed & { answer: Answer; person: string; name: string; at: string };

/** What has been decided about a report's export. */
export type ExportStore = {
  /** The head as stored; undefined where nobody has filled it in. */
  head(reportId: string): unknown;
  setHead(reportId: string, head: unknown): void;
  /** Text that may go out in the public edition although it looks like a secret. */
  allowed(reportId: string): Allowed[];
  /** All answers, in the order in which they were first given. */
  answers(reportId: string): StoredAnswer[];
  answer(reportId: string, entries: readonly NewAnswer[], by: { person: string; name: string }): void;
  /** The newest sheet of a review (公开审查单) as stored; undefined before the first. */
  sheet(reportId: string): unknown;
  addSheet(reportId: string, revision: number, sheet: unknown): void;
};

export class SqliteExportStore implements ExportStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
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
      .prepare<[string], Allowed>(
        "SELECT kind, text FROM allowed_leftovers WHERE report_id = ? AND answer = 'publish'",
      )
      .all(reportId);
  }

  answers(reportId: string): StoredAnswer[] {
    return this.#db
      .prepare<[string], StoredAnswer>(
        'SELECT kind, text, answer, person, name, at FROM allowed_leftovers WHERE report_id = ? ORDER BY at, rowid',
      )
      .all(reportId);
  }

  answer(
    reportId: string,
    entries: readonly NewAnswer[],
    { person, name }: { person: string; name: string },
  ): void {
    // Who has said the same before has said it first.
    const put = this.#db.prepare(
      `INSERT INTO allowed_leftovers (report_id, kind, text, at, answer, person, name) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, answer = excluded.answer, person = excluded.person,
         name = excluded.name WHERE answer <> excluded.answer`,
    );
    const drop = this.#db.prepare(
      'DELETE FROM allowed_leftovers WHERE report_id = ? AND kind = ? AND text = ?',
    );
    const at = this.#now().toISOString();
    this.#db.transaction(() => {
      for (const { kind, text, answer } of entries) {
        if (answer === null) drop.run(reportId, kind, text);
        else put.run(reportId, kind, text, at, answer, person, name);
      }
    })();
  }

  sheet(reportId: string): unknown {
    const row = this.#db
      .prepare<[string], { sheet: string }>(
        'SELECT sheet FROM review_sheets WHERE report_id = ? ORDER BY id DESC LIMIT 1',
      )
      .get(reportId);
    return row && (JSON.parse(row.sheet) as unknown);
  }

  addSheet(reportId: string, revision: number, sheet: unknown): void {
    this.#db
      .prepare('INSERT INTO review_sheets (report_id, revision, at, sheet) VALUES (?, ?, ?, ?)')
      .run(reportId, revision, this.#now().toISOString(), JSON.stringify(sheet));
  }
}
