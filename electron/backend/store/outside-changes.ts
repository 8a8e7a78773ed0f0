import type { Database, Statement } from 'better-sqlite3';

/** What another process has changed: reports whose text moved on, and that anything at all did. */
export type OutsideChanges = { reports: { id: string; revision: number }[] };

type Row = { id: string; revision: number };

/**
 * Notices what other processes write into the same database: a second shell, the command line, a colleague's program
 * on a shared folder. SQLite counts commits of other connections (`PRAGMA data_version`), so that looking costs next
 * to nothing while nobody writes.
 */
export class OutsideChangeDetector {
  readonly #version: Statement<[], { data_version: number }>;
  readonly #rows: Statement<[], Row>;
  readonly #known = new Map<string, number>();
  #seen: number;

  constructor(db: Database) {
    this.#version = db.prepare<[], { data_version: number }>('PRAGMA data_version');
    this.#rows = db.prepare<[], Row>('SELECT id, revision FROM reports');
    this.#seen = this.#current();
    for (const { id, revision } of this.#rows.all()) this.#known.set(id, revision);
  }

  /** Tells of a revision that this process has stored itself: it is nobody else's. */
  stored(id: string, revision: number): void {
    this.#known.set(id, revision);
  }

  /** What changed since the last look; null when no other process has written. */
  look(): OutsideChanges | null {
    const version = this.#current();
    if (version === this.#seen) return null;
    this.#seen = version;
    const reports = this.#rows.all().filter(({ id, revision }) => this.#known.get(id) !== revision);
    for (const { id, revision } of reports) this.#known.set(id, revision);
    return { reports };
  }

  #current(): number {
    return this.#version.get()?.data_version ?? 0;
  }
}
