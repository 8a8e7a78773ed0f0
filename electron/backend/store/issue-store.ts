import type { Db } from '../sqlite/port.ts';

/** A file that was exported of a signed version, as it is stored. */
export type IssuedFile = {
  report: string;
  /** Counts the files of a report from 1. */
  number: number;
  sha256: string;
  /** Canonical JSON of a FileStatement, and the issuing key's signature over it. */
  statement: string;
  signature: string;
  /** Newest entry of the record then, and the salt by which the file names it. */
  recordHead: string;
  salt: string;
  at: string;
};

/** Keys that sign the files of signed versions, and the files that they signed. */
export type IssueStore = {
  /** Private half, base64 of its PKCS #8 form; null where it is not here. */
  key(report: string, publicKey: string): string | null;
  addKey(report: string, publicKey: string, privateKey: string): void;
  addFile(file: Omit<IssuedFile, 'at' | 'number'>): void;
  /** Oldest first. */
  files(report: string): IssuedFile[];
  /** Files of these very bytes, of any report. */
  ofBytes(sha256: string): IssuedFile[];
};

const COLUMNS =
  'report_id AS report, number, sha256, statement, signature, record_head AS recordHead, salt, at';

export class SqliteIssueStore implements IssueStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  key(report: string, publicKey: string): string | null {
    const row = this.#db
      .prepare<[string, string], { private_key: string }>(
        'SELECT private_key FROM issuing_keys WHERE report_id = ? AND public_key = ?',
      )
      .get(report, publicKey);
    return row?.private_key ?? null;
  }

  addKey(report: string, publicKey: string, privateKey: string): void {
    this.#db
      .prepare('INSERT INTO issuing_keys (report_id, public_key, private_key) VALUES (?, ?, ?)')
      .run(report, publicKey, privateKey);
  }

  addFile({
    report,
    sha256,
    statement,
    signature,
    recordHead,
    salt,
  }: Omit<IssuedFile, 'at' | 'number'>): void {
    this.#db
      .prepare(
        `INSERT INTO exported_files (report_id, number, sha256, statement, signature, record_head, salt, at)
         VALUES (?, (SELECT coalesce(max(number), 0) + 1 FROM exported_files WHERE report_id = ?), ?, ?, ?, ?, ?, ?)`,
      )
      .run(report, report, sha256, statement, signature, recordHead, salt, this.#now().toISOString());
  }

  files(report: string): IssuedFile[] {
    return this.#db
      .prepare<[string], IssuedFile>(
        `SELECT ${COLUMNS} FROM exported_files WHERE report_id = ? ORDER BY number`,
      )
      .all(report);
  }

  ofBytes(sha256: string): IssuedFile[] {
    return this.#db
      .prepare<[string], IssuedFile>(`SELECT ${COLUMNS} FROM exported_files WHERE sha256 = ?`)
      .all(sha256);
  }
}
