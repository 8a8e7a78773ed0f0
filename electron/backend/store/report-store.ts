import type { Db, Statement } from '../sqlite/port.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Known } from '../../../shared/contract/import-batch.ts';
import type { ReportDetail, ReportSummary } from '../../../shared/contract/methods.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Block, ReportDocument, Variables } from '../../../shared/document/types.ts';
import { SCHEMA_VERSION } from '../../../shared/document/types.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { operationsTo } from '../../../shared/review/operations-to.ts';
import { hidesItsUnit, withUnitFields } from '../../../shared/structure/unit-fields.ts';
import { cached } from './base/cached.ts';
import { CHECKSUMS } from './base/checksum.ts';
import type { SqliteDoubtStore } from './doubt-store.ts';
import { LiveDocument } from './base/live-document.ts';
import { readLog } from './base/report-log.ts';
import { insertSnapshot } from './base/snapshot-row.ts';
import type { SqliteOriginalStore } from './original-store.ts';
import type { SqliteReviewStore } from './review-store.ts';
import type { ReportState } from '../../../shared/document/report-state.ts';
import type { Batch, NewReport, ReportAbout, ReportStore } from './report-types.ts';

type Row = {
  id: string;
  template: string;
  year: number;
  unit: string;
  state: ReportState;
  demo: number;
  from_id: string | null;
  from_year: number | null;
  updated_at: string;
  removed_at: string | null;
  revision: number;
  title: string;
  length: number;
  empty_fields: number;
  imported?: number;
};
/** Batches after which the whole document is written again, so that opening a report stays quick. */
const SNAPSHOT_EVERY = 200;
/** Reports held in memory: those that windows are working on. */
const HELD = 8;

const notFound = (): AppError =>
  new AppError('not-found', '没有找到这份报告，可能已移入回收站。请返回列表查看。');

const summaryOf = (row: Row): ReportSummary => ({
  id: row.id,
  title: row.title,
  year: row.year,
  unit: row.unit,
  template: row.template,
  state: row.state,
  updatedAt: row.updated_at,
  length: row.length,
  emptyFields: row.empty_fields,
  demo: row.demo === 1,
  ...(row.imported ? { imported: true as const } : {}),
});

const fromOf = (row: Row): ReportDetail['from'] =>
  row.from_id === null ? null : { id: row.from_id, year: row.from_year ?? row.year - 1 };

const asDocument = (live: LiveDocument): ReportDocument => ({ schema: SCHEMA_VERSION, blocks: live.blocks });

/** Reports in SQLite: the operation log is the truth, memory only saves reading it again. */
export class SqliteReportStore implements ReportStore {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #review: SqliteReviewStore;
  readonly #originals: SqliteOriginalStore;
  readonly #doubts: SqliteDoubtStore;
  readonly #held = new Map<string, LiveDocument>();
  readonly #row: Statement<[string], Row>;
  readonly #known: Statement<[string, string], { revision: number }>;
  readonly #addBatch: Statement;
  readonly #advance: Statement;
  readonly #setUnit: Statement;

  constructor(
    db: Db,
    now: () => Date,
    review: SqliteReviewStore,
    originals: SqliteOriginalStore,
    doubts: SqliteDoubtStore,
  ) {
    this.#db = db;
    this.#now = now;
    this.#review = review;
    this.#originals = originals;
    this.#doubts = doubts;
    this.#row = db.prepare('SELECT * FROM reports WHERE id = ? AND removed_at IS NULL');
    this.#known = db.prepare('SELECT revision FROM batches WHERE report_id = ? AND batch = ?');
    this.#addBatch = db.prepare(
      `INSERT INTO batches (report_id, revision, batch, ops, variables, at, author, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#advance = db.prepare(
      'UPDATE reports SET revision = ?, title = ?, length = ?, empty_fields = ?, updated_at = ? WHERE id = ?',
    );
    this.#setUnit = db.prepare('UPDATE reports SET unit = ? WHERE id = ?');
  }

  list(): ReportSummary[] {
    return this.#db
      .prepare<[], Row>(
        `SELECT r.*, EXISTS (SELECT 1 FROM originals o WHERE o.report_id = r.id) AS imported
         FROM reports r WHERE removed_at IS NULL ORDER BY updated_at DESC, year DESC, id`,
      )
      .all()
      .map((row) => summaryOf(row));
  }

  twins(year: number, unit: string): Known[] {
    return cached<[number, string], Known>(
      this.#db,
      `SELECT id, title, year, unit FROM reports
         WHERE year = ? AND unit = ? AND removed_at IS NULL ORDER BY updated_at DESC, id`,
    ).all(year, unit);
  }

  get(id: string): ReportDetail {
    // One transaction, so that row, snapshot and log are of one moment even when another process writes.
    return this.#db.transaction((): ReportDetail => {
      const row = this.#find(id);
      const live = this.#live(row);
      return {
        ...summaryOf(row),
        document: asDocument(live),
        variables: live.variables,
        revision: row.revision,
        from: fromOf(row),
      };
    })();
  }

  about(id: string): ReportAbout | null {
    const row = cached<[string], Row>(this.#db, 'SELECT * FROM reports WHERE id = ?').get(id);
    if (!row) return null;
    const { title, template, year, unit } = row;
    return { title, template, year, unit, from: fromOf(row) };
  }

  peek(id: string): { blocks: readonly Block[]; variables: Variables } {
    return this.#db.transaction(() => {
      const row = this.#find(id);
      const held = this.#held.get(id);
      const { blocks, variables } = held?.revision === row.revision ? held : this.#read(row);
      return { blocks, variables };
    })();
  }

  insert(report: NewReport): string {
    const problems = documentProblems(report.document.blocks);
    if (problems.length > 0) {
      throw new AppError('invalid-document', '文稿结构不完整，没有存入。请核对来源后重试。', {
        cause: new Error(problems.slice(0, 5).join('; ')),
      });
    }
    const id = newId();
    const at = this.#now().toISOString();
    const live = new LiveDocument(report.document.blocks, report.variables, 0);
    const { title, length, emptyFields } = live.stats();
    this.#db
      .transaction(() => {
        cached(
          this.#db,
          `INSERT INTO reports (id, template, year, unit, state, demo, from_id, from_year, created_at, updated_at,
               revision, title, length, empty_fields) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)`,
        ).run(
          id,
          report.template,
          report.year,
          report.variables['unit'] || report.unit,
          report.state ?? 'drafting',
          report.demo ? 1 : 0,
          report.from?.id ?? null,
          report.from?.year ?? null,
          at,
          at,
          title,
          length,
          emptyFields,
        );
        insertSnapshot(this.#db, id, live, at);
        if (report.review) this.#review.add(id, report.review);
        this.#review.check(id, report.document.blocks);
        if (report.source) {
          this.#originals.add(id, report.source);
        }
        if (report.doubts) this.#doubts.add(id, report.document.blocks, report.doubts);
      })
      .immediate();
    return id;
  }

  /** Lets go of what is in memory: a transaction around what was done was taken back. */
  forget(): void {
    this.#held.clear();
  }

  has(id: string, batch: string): boolean {
    return this.#known.get(id, batch) !== undefined;
  }

  apply(batch: Batch): { revision: number } {
    const { id, base, ops } = batch;
    let after: (() => void) | null = null;
    const revision = this.#db
      .transaction((): number => {
        const row = this.#find(id);
        const known = this.#known.get(id, batch.batch);
        if (known) return known.revision;
        if (row.revision !== base) throw stale(row.revision);
        if (row.state === 'signed-off') throw frozen();
        const live = this.#live(row);
        const change = live.prepare(ops, batch.variables, batch.publish);
        const next = base + 1;
        const at = this.#now().toISOString();
        const variables = batch.variables ? JSON.stringify(batch.variables) : null;
        if (batch.review) this.#review.add(id, batch.review);
        this.#review.check(id, change.changed);
        if (batch.author !== undefined) this.#review.checkPerson(batch.author);
        const text = JSON.stringify(ops);
        const checksum = CHECKSUMS.batches({
          report_id: id,
          revision: next,
          batch: batch.batch,
          ops: text,
          variables,
        });
        this.#addBatch.run(id, next, batch.batch, text, variables, at, batch.author ?? null, checksum);
        const { title, length, emptyFields } = change.stats;
        this.#advance.run(next, title, length, emptyFields, at, id);
        if (batch.variables?.['unit']) this.#setUnit.run(batch.variables['unit'], id);
        if (next % SNAPSHOT_EVERY === 0)
          insertSnapshot(this.#db, id, new LiveDocument(change.blocks, change.variables, next), at);
        after = () => {
          change.commit();
          live.revision = next;
        };
        return next;
      })
      .immediate();
    // Memory follows only when the transaction is on disk.
    (after as (() => void) | null)?.();
    return { revision };
  }

  setMeta(id: string, meta: { year?: number; unit?: string; state?: ReportState }): ReportSummary {
    let after: (() => void) | null = null;
    const summary = this.#db
      .transaction(() => {
        const row = this.#find(id);
        if (row.state === 'signed-off') throw frozen();
        const at = this.#now().toISOString();
        this.#db
          .prepare('UPDATE reports SET year = ?, unit = ?, state = ?, updated_at = ? WHERE id = ?')
          .run(meta.year ?? row.year, meta.unit ?? row.unit, meta.state ?? row.state, at, id);
        if (meta.unit !== undefined) after = this.#renameUnit(row, meta.unit, at);
        return summaryOf(this.#find(id));
      })
      .immediate();
    (after as (() => void) | null)?.();
    return summary;
  }

  /**
   * A text says the same as the list, the file name and the head: the name is its variable, and where the text has it in
   * words it is a field from now on. One that came in redacted (**镇) stays as it is.
   */
  #renameUnit(row: Row, unit: string, at: string): (() => void) | null {
    const live = this.#live(row);
    const said = live.variables['unit'] ?? '';
    if (said === unit || unit === UNKNOWN_UNIT || (said === '' && hidesItsUnit(live.blocks))) return null;
    const ops = operationsTo(live.blocks, withUnitFields(live.blocks, unit));
    const change = live.prepare(ops, { unit });
    const next = row.revision + 1;
    const batch = {
      report_id: row.id,
      revision: next,
      batch: newId(),
      ops: JSON.stringify(ops),
      variables: JSON.stringify({ unit }),
    };
    this.#addBatch.run(
      row.id,
      next,
      batch.batch,
      batch.ops,
      batch.variables,
      at,
      null,
      CHECKSUMS.batches(batch),
    );
    const { title, length, emptyFields } = change.stats;
    this.#advance.run(next, title, length, emptyFields, at, row.id);
    return () => {
      change.commit();
      live.revision = next;
    };
  }

  setState(id: string, state: ReportState): void {
    this.#find(id);
    this.#db
      .prepare('UPDATE reports SET state = ?, updated_at = ? WHERE id = ?')
      .run(state, this.#now().toISOString(), id);
  }

  remove(id: string): void {
    this.#find(id);
    this.#db.prepare('UPDATE reports SET removed_at = ? WHERE id = ?').run(this.#now().toISOString(), id);
    this.#held.delete(id);
  }

  restore(id: string): void {
    const { changes } = this.#db.prepare('UPDATE reports SET removed_at = NULL WHERE id = ?').run(id);
    if (changes === 0) throw notFound();
  }

  #find(id: string): Row {
    const row = this.#row.get(id);
    if (!row) throw notFound();
    return row;
  }

  /** The document at the row's revision: from memory, or from the newest snapshot and the log after it. */
  #live(row: Row): LiveDocument {
    let live = this.#held.get(row.id);
    // Another process may have saved in between: then memory is behind.
    if (live?.revision !== row.revision) live = this.#read(row);
    this.#held.delete(row.id);
    this.#held.set(row.id, live);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD && oldest !== undefined) this.#held.delete(oldest);
    return live;
  }

  #read(row: Row): LiveDocument {
    const live = readLog(this.#db, row);
    if (live === null) throw unreadable();
    return live;
  }
}

const unreadable = (): AppError =>
  new AppError(
    'damaged-database',
    '这份报告有一处已损坏，正文读不出来，没有打开，也没有改动；其他报告不受影响。请在首页查看并修复。',
  );

const frozen = (): AppError =>
  new AppError('signed-off', '这份报告已经签发，不能再改，刚才的改动没有保存。要修改，请先开新一版。');

function stale(revision: number): AppError {
  return new AppError(
    'stale-revision',
    '这份报告在别的窗口改过了，这里的新内容没有保存。可以另存为副本，或重新载入。',
    { details: { revision } },
  );
}
