import type { Db } from '../sqlite/port.ts';
import type { StoredDoubt } from '../../../shared/contract/import-batch.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';
import { cached } from './base/cached.ts';

export type DoubtStore = {
  list(report: string): StoredDoubt[];
  /** Somebody has said yes or no. */
  settle(report: string, block: string, kind: string): void;
};

/** Places where recognition was not certain, until somebody has looked. */
export class SqliteDoubtStore implements DoubtStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Call inside the transaction that stores the report. Doubts about the whole file are none about a place. */
  add(report: string, blocks: readonly Block[], doubts: readonly Doubt[]): void {
    const insert = cached(
      this.#db,
      'INSERT OR IGNORE INTO doubts (report_id, block_id, kind, why, sure) VALUES (?, ?, ?, ?, ?)',
    );
    for (const { block, kind, why, sure } of doubts) {
      const id = blocks[block]?.id;
      if (id !== undefined && kind !== undefined) insert.run(report, id, kind, why, sure ?? 0.5);
    }
  }

  list(report: string): StoredDoubt[] {
    return this.#db
      .prepare<[string], StoredDoubt>(
        'SELECT block_id AS block, kind, why, sure FROM doubts WHERE report_id = ? ORDER BY rowid',
      )
      .all(report);
  }

  settle(report: string, block: string, kind: string): void {
    this.#db
      .prepare('DELETE FROM doubts WHERE report_id = ? AND block_id = ? AND kind = ?')
      .run(report, block, kind);
  }
}
