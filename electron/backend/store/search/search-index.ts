import type { Database, Statement } from 'better-sqlite3';

import { AppError } from '../../../../shared/contract/errors.ts';
import { indexTokens } from '../../../../shared/find/bigrams.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';
import { endOfReport, firstOfReport, MOST_PASSAGES } from './passage-id.ts';
import { passagesOf, type Passage } from './passages.ts';

type Stale = {
  id: string;
  year: number;
  unit: string;
  revision: number;
  no: number | null;
  indexed_year: number | null;
  indexed_unit: string | null;
};
type Row = {
  id: number;
  block: string;
  kind: string;
  position: number;
  section: string;
  slots: string;
  text: string;
};

/** Pages of the index that one step of merging writes. */
const MERGE_PAGES = 16;

/** Reads a report's document without keeping it in memory. */
export type ReadDocument = (id: string) => { blocks: readonly Block[]; variables: Variables };

/** A token of its own for a slot: no word of a text has an underscore. */
export const slotToken = (slot: string): string => `slot${slot.replace(/[^a-z0-9]/gi, '').toLowerCase()}`;

/** The same for a unit's name, by its code points: it is compared whole. */
export const unitToken = (unit: string): string =>
  `unit${Array.from(unit, (char) => char.codePointAt(0)?.toString(36) ?? '').join('z')}`;

const COLUMNS = { heading: 'heading', body: 'body', item: 'item', table: 'grid' } as const;
export const columnOf = (kind: keyof typeof COLUMNS): string => COLUMNS[kind];

/**
 * Keeps passages and index in step with the reports. A save costs nothing here: what is behind is seen by comparing
 * revisions, and taken in when the hands rest and before a search. Of a report that has changed only the passages
 * that differ are written.
 */
export class SearchIndex {
  readonly #db: Database;
  readonly #read: ReadDocument;
  readonly #version: Statement<[], { here: number; elsewhere: number }>;
  readonly #stale: Statement<[number], Stale>;
  readonly #countStale: Statement<[], { n: number }>;
  readonly #passages: Statement<[bigint, bigint], Row>;
  readonly #add: Statement;
  readonly #update: Statement;
  readonly #remove: Statement<[bigint]>;
  readonly #addTokens: Statement;
  readonly #removeTokens: Statement<[bigint]>;
  readonly #mark: Statement;
  #cleanAt = '';
  /** Reports taken in since the index was last merged into one piece. */
  #unmerged = 0;
  #merging = false;

  constructor(db: Database, read: ReadDocument) {
    this.#db = db;
    this.#read = read;
    const behind = `FROM reports r LEFT JOIN search_reports s ON s.report_id = r.id
      WHERE r.removed_at IS NULL AND (s.no IS NULL OR s.revision <> r.revision OR s.year <> r.year OR s.unit <> r.unit)`;
    this.#version = db.prepare(
      'SELECT total_changes() AS here, data_version AS elsewhere FROM pragma_data_version',
    );
    this.#stale = db.prepare(
      `SELECT r.id, r.year, r.unit, r.revision, s.no, s.year AS indexed_year, s.unit AS indexed_unit ${behind} ORDER BY r.year DESC LIMIT ?`,
    );
    this.#countStale = db.prepare(`SELECT count(*) AS n ${behind}`);
    this.#passages = db.prepare('SELECT * FROM search_passages WHERE id >= ? AND id < ?');
    this.#add = db.prepare('INSERT INTO search_passages VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.#update = db.prepare('UPDATE search_passages SET position = ?, section = ? WHERE id = ?');
    this.#remove = db.prepare('DELETE FROM search_passages WHERE id = ?');
    this.#addTokens = db.prepare(
      'INSERT INTO search_index (rowid, heading, body, item, grid, facets) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#removeTokens = db.prepare('DELETE FROM search_index WHERE rowid = ?');
    this.#mark = db.prepare(
      `INSERT INTO search_reports (report_id, year, unit, revision) VALUES (?, ?, ?, ?)
       ON CONFLICT (report_id) DO UPDATE
       SET year = excluded.year, unit = excluded.unit, revision = excluded.revision`,
    );
  }

  /** Reports that the index does not show as they are now. */
  pending(): number {
    return this.#isClean() ? 0 : (this.#countStale.get()?.n ?? 0);
  }

  /** Takes reports in until `budget` milliseconds are over; at least one. True when nothing is left. */
  catchUp(budget: number): boolean {
    if (this.#isClean()) return true;
    const end = performance.now() + budget;
    for (;;) {
      const some = this.#stale.all(16);
      if (some.length === 0) {
        // After a great many reports the index lies in pieces; one piece is read faster.
        if (this.#unmerged > 50 && !this.#merge(end)) return false;
        this.#unmerged = 0;
        this.#cleanAt = this.#moment();
        return true;
      }
      this.#unmerged += some.length;
      let left = some.length;
      // One transaction for a few reports: the disk is waited for once.
      this.#db
        .transaction(() => {
          for (const report of some) {
            this.#take(report);
            left -= 1;
            if (performance.now() > end) break;
          }
        })
        .immediate();
      if (left > 0 || performance.now() > end) return false;
    }
  }

  /** Merges a little at a time until `end`; true when there is nothing more to merge. */
  #merge(end: number): boolean {
    const step = this.#db.prepare("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)");
    const changes = this.#db.prepare<[], { n: number }>('SELECT total_changes() AS n');
    // A negative number begins to merge all pieces into one; positive ones go on with it (SQLite's FTS5, 6.7).
    let pages = this.#merging ? MERGE_PAGES : -MERGE_PAGES;
    this.#merging = true;
    for (;;) {
      const before = changes.get()?.n ?? 0;
      step.run(pages);
      pages = MERGE_PAGES;
      if ((changes.get()?.n ?? 0) - before < 2) {
        this.#merging = false;
        return true;
      }
      if (performance.now() > end) return false;
    }
  }

  /** Nothing was written since the index was in step, neither here nor by another process. */
  #isClean(): boolean {
    return this.#cleanAt === this.#moment();
  }

  #moment(): string {
    const { here, elsewhere } = this.#version.get() ?? { here: 0, elsewhere: 0 };
    return `${here} ${elsewhere}`;
  }

  #take({ id, year, unit, revision, no, ...indexed }: Stale): void {
    this.#mark.run(id, year, unit, revision);
    const number =
      no ??
      this.#db.prepare<[string], { no: number }>('SELECT no FROM search_reports WHERE report_id = ?').get(id)
        ?.no ??
      0;
    const passages = this.#passagesOf(id);
    const first = firstOfReport(year, number);
    // Year and unit are part of what is in the index.
    const { indexed_year: oldYear, indexed_unit: oldUnit } = indexed;
    if (oldYear !== null && (oldYear !== year || oldUnit !== unit))
      this.#clear(firstOfReport(oldYear, number));
    this.#write(first, passages, unit);
  }

  /** A report that can't be read is found nowhere; it must not keep the others out. */
  #passagesOf(id: string): Passage[] {
    try {
      const { blocks, variables } = this.#read(id);
      return passagesOf(blocks, variables).slice(0, MOST_PASSAGES);
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  }

  #clear(first: number): void {
    for (const row of this.#passages.all(BigInt(first), BigInt(endOfReport(first)))) this.#drop(row.id);
  }

  #drop(id: number): void {
    this.#removeTokens.run(BigInt(id));
    this.#remove.run(BigInt(id));
  }

  #write(first: number, passages: readonly Passage[], unit: string): void {
    const rows = this.#passages.all(BigInt(first), BigInt(endOfReport(first)));
    const byBlock = new Map(rows.map((row) => [row.block, row]));
    const used = new Set<number>();
    const fresh: { passage: Passage; position: number }[] = [];
    passages.forEach((passage, position) => {
      const row = byBlock.get(passage.block);
      if (
        !row ||
        used.has(row.id) ||
        row.text !== passage.text ||
        row.kind !== passage.kind ||
        row.slots !== passage.slots
      ) {
        fresh.push({ passage, position });
        return;
      }
      used.add(row.id);
      if (row.position !== position || row.section !== passage.section)
        this.#update.run(position, passage.section, BigInt(row.id));
    });
    for (const row of rows) if (!used.has(row.id)) this.#drop(row.id);
    let next = first;
    for (const { passage, position } of fresh) {
      while (used.has(next)) next += 1;
      const { block, kind, section, slots, text } = passage;
      const id = BigInt(next);
      const tokens = indexTokens(text).join(' ');
      this.#add.run(id, block, kind, position, section, slots, text);
      this.#addTokens.run(
        id,
        kind === 'heading' ? tokens : '',
        kind === 'body' ? tokens : '',
        kind === 'item' ? tokens : '',
        kind === 'table' ? tokens : '',
        [unitToken(unit), ...slots.split(' ').map(slotToken)].join(' '),
      );
      next += 1;
    }
  }
}
