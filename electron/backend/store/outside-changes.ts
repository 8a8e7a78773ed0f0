import type { Db, Statement } from '../sqlite/port.ts';

export type ReportRevision = { id: string; revision: number };

/**
 * Notices what other processes write into the same database: a second shell, the command line, a colleague's program
 * on a shared folder. SQLite counts commits of other connections (`PRAGMA data_version`), so that looking costs next
 * to nothing while nobody writes.
 */
export class OutsideChangeDetector {
  readonly #version: Statement<[], { data_version: number }>;
  readonly #rows: Statement<[], ReportRevision>;
  #seen: number;

  constructor(db: Db) {
    this.#version = db.prepare<[], { data_version: number }>('PRAGMA data_version');
    this.#rows = db.prepare<[], ReportRevision>('SELECT id, revision FROM reports');
    this.#seen = this.#current();
  }

  /** Where each report stands. */
  revisions(): ReportRevision[] {
    return this.#rows.all();
  }

  /** Where each report stands now, if another process has written since the last look; null otherwise. */
  look(): ReportRevision[] | null {
    const version = this.#current();
    if (version === this.#seen) return null;
    this.#seen = version;
    return this.revisions();
  }

  #current(): number {
    return this.#version.get()?.data_version ?? 0;
  }
}
