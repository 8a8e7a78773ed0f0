import type { Operation } from 'slate';

import type { Db } from '../sqlite/port.ts';
import { readDocument } from '../../../shared/document/upgrade.ts';
import type { Variables } from '../../../shared/document/types.ts';
import { changedBlocks } from '../../../shared/review/changed-blocks.ts';
import type { ChangedBlock, Decision, Unseen } from '../../../shared/review/types.ts';
import { LiveDocument } from './base/live-document.ts';

/** How far each person has looked at each report. */
export type LookStore = {
  /** Throws AppError('not-found') for a report that is not there. */
  unseen(report: string, person: string): Unseen;
  /** Everything up to there was seen; a look that reaches less far than an earlier one changes nothing. */
  look(report: string, person: string, upTo: Unseen['upTo']): void;
};

type Reports = { get(id: string): { revision: number } };
type People = { checkPerson(id: string): void };

type Look = { revision: number; seen: number; at: string };
type Batch = { revision: number; ops: string; variables: string | null; author: string | null };
type Snapshot = { revision: number; document: string; variables: string };
type DecisionRow = {
  revision: string;
  accepted: number;
  author: string;
  at: string;
  reason: string | null;
};

export class SqliteLookStore implements LookStore {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #reports: Reports;
  readonly #people: People;

  constructor(db: Db, now: () => Date, reports: Reports, people: People) {
    this.#db = db;
    this.#now = now;
    this.#reports = reports;
    this.#people = people;
  }

  unseen(report: string, person: string): Unseen {
    return this.#db.transaction((): Unseen => {
      const { revision } = this.#reports.get(report);
      const seen = this.#db.prepare<[], number>('SELECT changes FROM store_state').pluck().get() ?? 0;
      const last = this.#lookOf(report, person);
      const upTo = { revision, seen };
      if (!last) return { since: null, upTo, revisions: [], threads: [], decisions: [], blocks: [] };
      const since = { report, person, seen: last.seen };
      return {
        since: last.at,
        upTo,
        revisions: this.#db
          .prepare<[typeof since], string>(
            `SELECT id FROM revisions
             WHERE report_id = @report AND came >= @seen AND author <> @person ORDER BY at, id`,
          )
          .pluck()
          .all(since),
        threads: this.#db
          .prepare<[typeof since], string>(
            `SELECT thread_id FROM comments WHERE report_id = @report AND came >= @seen AND author <> @person
             UNION SELECT id FROM threads WHERE report_id = @report AND came >= @seen AND came_by <> @person`,
          )
          .pluck()
          .all(since),
        decisions: this.#db
          .prepare<[typeof since], DecisionRow>(
            `SELECT revision_id AS revision, accepted, author, at, reason FROM decisions
             WHERE report_id = @report AND came >= @seen AND author <> @person ORDER BY at, rowid`,
          )
          .all(since)
          .map(({ accepted, reason, ...row }): Decision => ({
            ...row,
            accepted: accepted === 1,
            ...(reason ? { reason } : {}),
          })),
        blocks: revision > last.revision ? this.#blocks(report, person, last.revision) : [],
      };
    })();
  }

  look(report: string, person: string, { revision, seen }: Unseen['upTo']): void {
    this.#db
      .transaction(() => {
        this.#people.checkPerson(person);
        const there = this.#reports.get(report).revision;
        const all = this.#db.prepare<[], number>('SELECT changes FROM store_state').pluck().get() ?? 0;
        this.#db
          .prepare(
            `INSERT INTO looks (report_id, person, revision, seen, at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (report_id, person) DO UPDATE
               SET revision = excluded.revision, seen = excluded.seen, at = excluded.at
               WHERE excluded.seen >= looks.seen`,
          )
          // Nobody has seen what is not there yet.
          .run(report, person, Math.min(revision, there), Math.min(seen, all), this.#now().toISOString());
      })
      .immediate();
  }

  #lookOf(report: string, person: string): Look | undefined {
    return this.#db
      .prepare<[string, string], Look>(
        'SELECT revision, seen, at FROM looks WHERE report_id = ? AND person = ?',
      )
      .get(report, person);
  }

  /**
   * What others changed in the text itself after this revision. Nothing where the log no longer tells: a passage was
   * erased from it, or an older state was put back.
   */
  #blocks(report: string, person: string, after: number): ChangedBlock[] {
    // Mostly it was this person alone who wrote on: then nothing is gone through again.
    const isOthers = this.#db
      .prepare<[string, number, string], number>(
        'SELECT EXISTS (SELECT 1 FROM batches WHERE report_id = ? AND revision > ? AND author IS NOT ?)',
      )
      .pluck()
      .get(report, after, person);
    if (isOthers !== 1) return [];
    const snapshot = this.#db
      .prepare<[string, number], Snapshot>(
        `SELECT revision, document, variables FROM snapshots
         WHERE report_id = ? AND revision <= ? ORDER BY revision DESC LIMIT 1`,
      )
      .get(report, after);
    if (!snapshot) return [];
    const { blocks } = readDocument(JSON.parse(snapshot.document));
    const live = new LiveDocument(blocks, JSON.parse(snapshot.variables) as Variables, snapshot.revision);
    const batches = this.#db
      .prepare<[string, number], Batch>(
        `SELECT revision, ops, variables, author FROM batches
         WHERE report_id = ? AND revision > ? ORDER BY revision`,
      )
      .iterate(report, snapshot.revision);
    let before = { blocks: live.blocks, variables: live.variables };
    const touched = new Map<string, Set<string>>();
    for (const { revision, ops, variables, author } of batches) {
      const old = live.blocks;
      live.replay(
        JSON.parse(ops) as Operation[],
        variables === null ? null : (JSON.parse(variables) as Variables),
      );
      if (revision <= after) before = { blocks: live.blocks, variables: live.variables };
      else if (author !== person) noteTouched(touched, old, live.blocks, author ?? '');
    }
    return changedBlocks(before, live.blocks, touched);
  }
}

/** Blocks that a batch left as they were are the same objects. */
function noteTouched(
  touched: Map<string, Set<string>>,
  old: readonly { id: string }[],
  blocks: readonly { id: string }[],
  author: string,
): void {
  const [were, are] = [new Set(old), new Set(blocks)];
  for (const block of [...blocks.filter((one) => !were.has(one)), ...old.filter((one) => !are.has(one))]) {
    const authors = touched.get(block.id);
    if (authors) authors.add(author);
    else touched.set(block.id, new Set([author]));
  }
}
