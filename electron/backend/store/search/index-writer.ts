import type { Db, Statement } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';
import { indexTokens } from '../../../../shared/text/bigrams.ts';
import { endOfReport, firstOfReport, MOST_PASSAGES } from './passage-id.ts';
import { passagesOf, type Passage } from './passages.ts';
import { slotToken, unitToken } from './tokens.ts';

/** A report that the index does not show as it is now, and what the index was told of it last. */
export type Stale = {
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

/** Reads a report's document without keeping it in memory. */
export type ReadDocument = (id: string) => { blocks: readonly Block[]; variables: Variables };

/** A report whose passages are not all written yet. */
const UNDER_WAY = -1;

/**
 * Writes a report's passages and their tokens. What differs from what is there is worked out at once and written a
 * change at a time, so that a long report can be written in several transactions: until the last one is done the
 * report counts as not taken in, and beginning anew passes over what was written.
 */
export class IndexWriter {
  readonly #read: ReadDocument;
  readonly #passages: Statement<[bigint, bigint], Row>;
  readonly #add: Statement;
  readonly #update: Statement;
  readonly #remove: Statement<[bigint]>;
  readonly #addTokens: Statement;
  readonly #removeTokens: Statement<[bigint]>;
  readonly #mark: Statement;
  readonly #number: Statement<[string], { no: number }>;

  constructor(db: Db, read: ReadDocument) {
    this.#read = read;
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
    this.#number = db.prepare('SELECT no FROM search_reports WHERE report_id = ?');
  }

  /** What is to be done to show the report as it is now, in order; the last change says that it is shown. */
  changesFor({ id, year, unit, revision, no, ...indexed }: Stale): (() => void)[] {
    if (no === null) this.#mark.run(id, year, unit, UNDER_WAY);
    const number = no ?? this.#number.get(id)?.no ?? 0;
    const changes: (() => void)[] = [];
    // Year and unit are part of what is in the index.
    const { indexed_year: oldYear, indexed_unit: oldUnit } = indexed;
    if (oldYear !== null && (oldYear !== year || oldUnit !== unit)) {
      for (const row of this.#rows(firstOfReport(oldYear, number))) changes.push(() => this.#drop(row.id));
      changes.push(() => this.#mark.run(id, year, unit, UNDER_WAY));
    }
    const isCleared = oldYear === year && oldUnit !== unit;
    const first = firstOfReport(year, number);
    this.#write(changes, first, isCleared ? [] : this.#rows(first), this.#passagesOf(id), unit);
    changes.push(() => this.#mark.run(id, year, unit, revision));
    return changes;
  }

  #rows(first: number): Row[] {
    return this.#passages.all(BigInt(first), BigInt(endOfReport(first)));
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

  #drop(id: number): void {
    this.#removeTokens.run(BigInt(id));
    this.#remove.run(BigInt(id));
  }

  /** Only the passages that differ from the rows that are there. */
  #write(
    changes: (() => void)[],
    first: number,
    rows: readonly Row[],
    passages: readonly Passage[],
    unit: string,
  ): void {
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
        changes.push(() => this.#update.run(position, passage.section, BigInt(row.id)));
    });
    for (const row of rows) if (!used.has(row.id)) changes.push(() => this.#drop(row.id));
    let next = first;
    for (const { passage, position } of fresh) {
      while (used.has(next)) next += 1;
      const id = BigInt(next);
      changes.push(() => this.#insert(id, passage, position, unit));
      next += 1;
    }
  }

  #insert(id: bigint, { block, kind, section, slots, text }: Passage, position: number, unit: string): void {
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
  }
}
