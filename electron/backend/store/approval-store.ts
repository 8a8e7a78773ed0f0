import type { Db } from '../sqlite/port.ts';
import type { StepStatement } from '../../../shared/signoff/approval.ts';

/** A step as it is stored: canonical JSON of its statement, its hash, and the signature over it (base64). */
export type StoredStep = {
  number: number;
  versionId: string;
  statement: string;
  sha256: string;
  signature: string;
};
export type NewStep = Omit<StoredStep, 'number'>;

export type StoredScan = { sha256: string; name: string; mime: string; bytes: Uint8Array };

/** Steps of approvals, and the scans of the sheets that they were recorded from. Added and read, never changed. */
export type ApprovalStore = {
  /** Oldest first. */
  steps(report: string): StoredStep[];
  addStep(report: string, step: NewStep): void;
  /** Twice the same bytes are one scan. */
  addScan(report: string, scan: StoredScan): void;
  scan(report: string, sha256: string): StoredScan | null;
};

export const readStep = (step: Pick<StoredStep, 'statement'>): StepStatement =>
  JSON.parse(step.statement) as StepStatement;

export class SqliteApprovalStore implements ApprovalStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  steps(report: string): StoredStep[] {
    return this.#db
      .prepare<[string], StoredStep>(
        `SELECT number, version_id AS versionId, statement, sha256, signature FROM approval_steps
         WHERE report_id = ? ORDER BY number`,
      )
      .all(report);
  }

  addStep(report: string, { versionId, statement, sha256, signature }: NewStep): void {
    const number = (this.steps(report).at(-1)?.number ?? 0) + 1;
    this.#db
      .prepare(
        `INSERT INTO approval_steps (report_id, number, version_id, statement, sha256, signature)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(report, number, versionId, statement, sha256, signature);
  }

  addScan(report: string, { sha256, name, mime, bytes }: StoredScan): void {
    this.#db
      .prepare(
        `INSERT INTO approval_scans (report_id, sha256, name, mime, bytes) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(report, sha256, name, mime, bytes);
  }

  scan(report: string, sha256: string): StoredScan | null {
    return (
      this.#db
        .prepare<[string, string], StoredScan>(
          'SELECT sha256, name, mime, bytes FROM approval_scans WHERE report_id = ? AND sha256 = ?',
        )
        .get(report, sha256) ?? null
    );
  }
}
