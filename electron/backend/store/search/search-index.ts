import type { Db, Statement } from '../../sqlite/port.ts';
import { IndexWriter, type ReadDocument, type Stale } from './index-writer.ts';

/** Changes of the index between two looks at the clock. */
const AT_ONCE = 2;
/** Pages of the index that one step of merging writes. */
const MERGE_PAGES = 8;
/** The part of a turn for taking in; the rest is for merging what that makes. */
const TAKING_IN = 0.6;
/** New pieces before merging all into one is worth it. */
const MANY = 50;

type Job = { report: Stale; changes: (() => void)[]; elsewhere: number };

/**
 * Keeps passages and index in step with the reports. A save costs nothing here: what is behind is seen by comparing
 * revisions, and taken in when the hands rest and before a search. Of a report that has changed only the passages
 * that differ are written.
 */
export class SearchIndex {
  readonly #db: Db;
  readonly #writer: IndexWriter;
  readonly #version: Statement<[], { here: number; elsewhere: number }>;
  readonly #stale: Statement<[], Stale>;
  readonly #countStale: Statement<[], { n: number }>;
  readonly #current: Statement<[string], { revision: number; year: number; unit: string }>;
  readonly #changes: Statement<[], { n: number }>;
  readonly #merge: Statement<[bigint]>;
  #job: Job | null = null;
  /** Milliseconds that a few changes, writing a turn to the disk, and a step of merging have taken of late. */
  #pace = { changes: 0, commit: 0, merge: 0 };
  #cleanAt = '';
  /** Turns since the index was last merged into one piece. */
  #unmerged = 0;
  #merging = false;
  #isSetUp = false;

  constructor(db: Db, read: ReadDocument) {
    this.#db = db;
    this.#writer = new IndexWriter(db, read);
    const behind = `FROM reports r LEFT JOIN search_reports s ON s.report_id = r.id
      WHERE r.removed_at IS NULL AND (s.no IS NULL OR s.revision <> r.revision OR s.year <> r.year OR s.unit <> r.unit)`;
    this.#version = db.prepare(
      'SELECT total_changes() AS here, data_version AS elsewhere FROM pragma_data_version',
    );
    this.#stale = db.prepare(
      `SELECT r.id, r.year, r.unit, r.revision, s.no, s.year AS indexed_year, s.unit AS indexed_unit ${behind} ORDER BY r.year DESC LIMIT 1`,
    );
    this.#countStale = db.prepare(`SELECT count(*) AS n ${behind}`);
    this.#current = db.prepare(
      'SELECT revision, year, unit FROM reports WHERE id = ? AND removed_at IS NULL',
    );
    this.#changes = db.prepare('SELECT total_changes() AS n');
    this.#merge = db.prepare("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)");
  }

  /** Reports that the index does not show as they are now. */
  pending(): number {
    return this.#isClean() ? 0 : (this.#countStale.get()?.n ?? 0);
  }

  /**
   * Takes reports in for about `budget` milliseconds, a few changes at least; true when nothing is left. More is begun
   * only where there is time for it and for writing it to the disk.
   * @param asked somebody waits for what is found: all of the time is for taking in, and merging comes later
   */
  catchUp(budget: number, asked = false): boolean {
    if (this.#isClean()) return true;
    const start = performance.now();
    if (asked) {
      while (performance.now() - start < budget) if (!this.#takeIn(performance.now(), budget)) return true;
      return this.#stale.get() === undefined;
    }
    if (this.#takeIn(start, budget * TAKING_IN)) {
      this.#unmerged += 1;
      this.#mergeUntil(start + budget, MERGE_PAGES);
      return false;
    }
    // After a great many reports the index lies in pieces; one piece is read faster.
    if (this.#unmerged > MANY && !this.#mergeAll(start + budget)) return false;
    this.#unmerged = 0;
    this.#cleanAt = this.#moment();
    return true;
  }

  /** Throws all of it away, also where it can't be read any more: it is made again from the reports. */
  forget(): void {
    this.#job = null;
    this.#cleanAt = '';
    this.#db
      .transaction(() => {
        this.#db.exec(`
          DELETE FROM search_reports;
          DELETE FROM search_passages;
          INSERT INTO search_index (search_index) VALUES ('delete-all');
        `);
      })
      .immediate();
  }

  /** False when there was nothing to take in. */
  #takeIn(start: number, budget: number): boolean {
    // A disk that was slow a moment ago must not keep a turn from doing anything at all.
    const until = start + budget - Math.min(this.#pace.commit, budget / 2);
    let done = performance.now();
    const isAny = this.#atomically(() => {
      this.#job = this.#stillRight(this.#job) ?? this.#next();
      if (!this.#job) return false;
      do {
        const before = performance.now();
        this.#step();
        done = performance.now();
        this.#pace.changes = recent(this.#pace.changes, done - before);
      } while (this.#job && done + this.#pace.changes < until);
      return true;
    });
    if (isAny) this.#pace.commit = recent(this.#pace.commit, performance.now() - done);
    return isAny;
  }

  #atomically(work: () => boolean): boolean {
    try {
      this.#setUp();
      return this.#db.transaction(work).immediate();
    } catch (error) {
      // What was worked out is not what is there.
      this.#job = null;
      throw error;
    }
  }

  /** Merging is ours to do, in parts: by itself it would happen while somebody waits, as long as it takes. */
  #setUp(): void {
    if (this.#isSetUp) return;
    // Whole numbers: SQLite takes a JavaScript number for a fraction here.
    const set = this.#db.prepare('INSERT INTO search_index (search_index, rank) VALUES (?, ?)');
    const is = this.#db.prepare<[string], { v: number }>('SELECT v FROM search_index_config WHERE k = ?');
    for (const [key, value] of [
      ['automerge', 0],
      ['crisismerge', 1000],
    ] as const)
      if (is.get(key)?.v !== value) set.run(key, BigInt(value));
    this.#isSetUp = true;
  }

  #next(): Job | null {
    const report = this.#stale.get();
    return report ? { report, changes: this.#writer.changesFor(report), elsewhere: this.#elsewhere() } : null;
  }

  /** The job at hand, unless its report is another by now, or another process has been at the index. */
  #stillRight(job: Job | null): Job | null {
    if (!job || job.elsewhere !== this.#elsewhere()) return null;
    const { id, revision, year, unit } = job.report;
    const now = this.#current.get(id);
    return now?.revision === revision && now.year === year && now.unit === unit ? job : null;
  }

  /** Some changes of the report at hand, or the look at the next one. */
  #step(): void {
    const { changes } = this.#job ?? { changes: [] };
    if (changes.length === 0) this.#job = this.#next();
    else for (const change of changes.splice(0, AT_ONCE)) change();
  }

  /** Merges a little at a time, at least once; true when there is nothing more to merge for now. */
  #mergeUntil(end: number, first: number): boolean {
    for (let pages = first; ; pages = MERGE_PAGES) {
      const before = performance.now();
      const changed = this.#changes.get()?.n ?? 0;
      this.#merge.run(BigInt(pages));
      const now = performance.now();
      this.#pace.merge = recent(this.#pace.merge, now - before);
      if ((this.#changes.get()?.n ?? 0) - changed < 2) return true;
      if (now + this.#pace.merge > end) return false;
    }
  }

  #mergeAll(end: number): boolean {
    // A negative number begins to merge all pieces into one; positive ones go on with it (SQLite's FTS5, 6.7).
    const isDone = this.#mergeUntil(end, this.#merging ? MERGE_PAGES : -MERGE_PAGES);
    this.#merging = !isDone;
    return isDone;
  }

  /** Nothing was written since the index was in step, neither here nor by another process. */
  #isClean(): boolean {
    return this.#cleanAt === this.#moment();
  }

  #moment(): string {
    const { here, elsewhere } = this.#version.get() ?? { here: 0, elsewhere: 0 };
    return `${here} ${elsewhere}`;
  }

  #elsewhere(): number {
    return this.#version.get()?.elsewhere ?? 0;
  }
}

/** How long it may take the next time: as long as just now, or nearly as long as before. */
const recent = (before: number, now: number): number => Math.max(now, before * 0.7);
