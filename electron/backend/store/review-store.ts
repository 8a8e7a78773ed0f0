import type { Db } from '../sqlite/port.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Block } from '../../../shared/document/types.ts';
import { marksIn } from '../../../shared/document/marks.ts';
import type {
  Comment,
  Decision,
  Outcome,
  Person,
  PersonRole,
  Review,
  ReviewRows,
  Revision,
  RevisionKind,
  Thread,
  ThreadScope,
  ThreadState,
} from '../../../shared/review/types.ts';
import { CHECKSUMS } from './base/checksum.ts';

/** People, threads and changes. Every call that says something names its author; one that is unknown is refused. */
export type ReviewStore = {
  people(): Person[];
  person(id: string): Person | null;
  savePerson(person: Person): Person;
  /** Throws AppError('not-found') for a report that is not there. */
  get(report: string): Review;
  thread(report: string, id: string): Thread;
  /** Adds rows outside of a batch: a merged copy's. All or nothing. */
  add(report: string, rows: ReviewRows): void;
  reply(report: string, comment: { id: string; thread: string; author: string; body: string }): Thread;
  editComment(report: string, comment: { id: string; author: string; body: string }): Thread;
  removeComment(report: string, comment: { id: string; author: string }): Thread;
  setThreadState(report: string, thread: { id: string; author: string; state: ThreadState }): Thread;
  /** Gives a thread to a person, until a day or without one; `assignee: null` takes that back, and the day with it. */
  assign(report: string, change: Assignment): Thread;
  /** Says why of one's own change; '' takes it back. */
  setReason(report: string, change: { revision: string; author: string; reason: string }): Revision;
  /** Says why of the latest decision about each of these changes; '' takes it back. */
  explain(report: string, change: { revisions: readonly string[]; author: string; reason: string }): void;
  /** Says what became of a comment. */
  setOutcome(report: string, given: GivenOutcome): Thread;
};

export type Assignment = { id: string; author: string; assignee: string | null; due: string | null };

/** What became of a comment, and why; null: nobody says. */
export type GivenOutcome = { id: string; author: string; outcome: Outcome | null; reason: string };

type PersonRow = { id: string; name: string; unit: string; role: PersonRole; origin: 'word' | null };
type RevisionRow = {
  id: string;
  author: string;
  at: string;
  kind: RevisionKind;
  move: string | null;
  reason: string | null;
};
type ThreadRow = {
  id: string;
  author: string;
  at: string;
  quote: string;
  section: string;
  state: ThreadState;
  scope: ThreadScope | null;
  assignee: string | null;
  due: string | null;
  resolved_by: string | null;
  resolved_at: string | null;
  reopened_by: string | null;
  reopened_at: string | null;
  outcome: Outcome | null;
  outcome_reason: string | null;
};
type CommentRow = {
  id: string;
  thread_id: string;
  author: string;
  at: string;
  body: string;
  edited_at: string | null;
  removed: number;
};
type DecisionRow = {
  revision_id: string;
  accepted: number;
  author: string;
  at: string;
  reason: string | null;
};

/** Number of the change that is being stored, see migration 17. */
const NOW = '(SELECT changes FROM store_state)';

/** The comment itself, then the answers by time: those from Word may come in any order. */
const IN_ORDER = 'place > 0, at, place';

const notThere = (): AppError =>
  new AppError('not-found', '没有找到这条批注，可能在别处已经改过。请重新打开报告再看。');

const noChange = (): AppError =>
  new AppError('not-found', '没有找到这处修订，可能在别处已经改过。请重新打开报告再看。');

const noPerson = (): AppError =>
  new AppError('no-person', '不知道是谁在修改，没有保存。请先选定自己的姓名，再试一次。');

/** An id in the document that no row stands behind: who changed it is not known. */
const noRow = (id: string): AppError =>
  new AppError('invalid-document', '这次改动没有写明是谁改的，没有保存。窗口里的文字还在，请另存为副本。', {
    cause: new Error(`no row for ${id}`),
  });

const personOf = ({ origin, ...row }: PersonRow): Person => ({ ...row, ...(origin ? { origin } : {}) });

const revisionOf = ({ move, reason, ...row }: RevisionRow): Revision => ({
  ...row,
  ...(move ? { move } : {}),
  ...(reason ? { reason } : {}),
});

const decisionOf = ({ revision_id, accepted, author, at, reason }: DecisionRow): Decision => ({
  revision: revision_id,
  accepted: accepted === 1,
  author,
  at,
  ...(reason ? { reason } : {}),
});

const commentOf = (row: CommentRow): Comment => ({
  id: row.id,
  thread: row.thread_id,
  author: row.author,
  at: row.at,
  body: row.body,
  ...(row.edited_at ? { editedAt: row.edited_at } : {}),
  ...(row.removed ? { removed: true as const } : {}),
});

const threadOf = (row: ThreadRow, comments: Comment[]): Thread => ({
  id: row.id,
  author: row.author,
  at: row.at,
  quote: row.quote,
  section: row.section,
  state: row.state,
  ...(row.scope ? { scope: row.scope } : {}),
  ...(row.assignee ? { assignee: row.assignee } : {}),
  ...(row.due ? { due: row.due } : {}),
  ...(row.resolved_by ? { resolvedBy: row.resolved_by } : {}),
  ...(row.resolved_at ? { resolvedAt: row.resolved_at } : {}),
  ...(row.reopened_by ? { reopenedBy: row.reopened_by } : {}),
  ...(row.reopened_at ? { reopenedAt: row.reopened_at } : {}),
  ...(row.outcome ? { outcome: row.outcome } : {}),
  ...(row.outcome_reason ? { outcomeReason: row.outcome_reason } : {}),
  comments,
});

export class SqliteReviewStore implements ReviewStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  people(): Person[] {
    return this.#db
      .prepare<[], PersonRow>('SELECT id, name, unit, role, origin FROM people ORDER BY at, id')
      .all()
      .map((row) => personOf(row));
  }

  person(id: string): Person | null {
    const row = this.#db
      .prepare<[string], PersonRow>('SELECT id, name, unit, role, origin FROM people WHERE id = ?')
      .get(id);
    return row ? personOf(row) : null;
  }

  savePerson({ id, name, unit, role, origin }: Person): Person {
    this.#db
      .prepare(
        `INSERT INTO people (id, name, unit, role, origin, at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, unit = excluded.unit, role = excluded.role`,
      )
      .run(id, name, unit, role, origin ?? null, this.#time());
    return this.person(id) as Person;
  }

  /** Throws AppError('no-person') unless this person is known. */
  checkPerson(id: string): void {
    if (!this.person(id)) throw noPerson();
  }

  get(report: string): Review {
    return this.#db.transaction((): Review => {
      this.#checkReport(report);
      const comments = new Map<string, Comment[]>();
      const rows = this.#db
        .prepare<[string], CommentRow>(
          `SELECT * FROM comments WHERE report_id = ? ORDER BY thread_id, ${IN_ORDER}`,
        )
        .all(report);
      for (const row of rows) {
        const list = comments.get(row.thread_id);
        if (list) list.push(commentOf(row));
        else comments.set(row.thread_id, [commentOf(row)]);
      }
      return {
        revisions: this.#db
          .prepare<[string], RevisionRow>(
            'SELECT id, author, at, kind, move, reason FROM revisions WHERE report_id = ? ORDER BY at, id',
          )
          .all(report)
          .map((row) => revisionOf(row)),
        threads: this.#db
          .prepare<[string], ThreadRow>('SELECT * FROM threads WHERE report_id = ? ORDER BY at, id')
          .all(report)
          .map((row) => threadOf(row, comments.get(row.id) ?? [])),
        decisions: this.#db
          .prepare<[string], DecisionRow>(
            'SELECT revision_id, accepted, author, at, reason FROM decisions WHERE report_id = ? ORDER BY at',
          )
          .all(report)
          .map((row) => decisionOf(row)),
      };
    })();
  }

  thread(report: string, id: string): Thread {
    const row = this.#db
      .prepare<[string, string], ThreadRow>('SELECT * FROM threads WHERE report_id = ? AND id = ?')
      .get(report, id);
    if (!row) throw notThere();
    const comments = this.#db
      .prepare<[string, string], CommentRow>(
        `SELECT * FROM comments WHERE report_id = ? AND thread_id = ? ORDER BY ${IN_ORDER}`,
      )
      .all(report, id);
    return threadOf(
      row,
      comments.map((comment) => commentOf(comment)),
    );
  }

  add(report: string, rows: ReviewRows): void {
    this.#db.transaction(() => {
      this.#checkReport(report);
      this.#addRevisions(report, rows.revisions ?? []);
      this.#addThreads(report, rows.threads ?? []);
      this.#addDecisions(report, rows.decisions ?? []);
      for (const reply of rows.replies ?? []) {
        const { comments } = this.thread(report, reply.thread);
        this.#addComment(report, reply, comments.length);
      }
      for (const { revision, move } of rows.moves ?? [])
        this.#db
          .prepare('UPDATE revisions SET move = ? WHERE report_id = ? AND id = ? AND move IS NULL')
          .run(move, report, revision);
      for (const { thread, state, author, at } of rows.states ?? []) {
        this.checkPerson(author);
        this.#setState(report, thread, state, author, at);
      }
    })();
  }

  #addRevisions(report: string, revisions: readonly Revision[]): void {
    const add = this.#db.prepare(
      `INSERT INTO revisions (report_id, id, author, at, kind, move, reason, came)
       VALUES (?, ?, ?, ?, ?, ?, ?, ${NOW})`,
    );
    for (const { id, author, at, kind, move, reason } of revisions) {
      this.checkPerson(author);
      add.run(report, id, author, at, kind, move ?? null, reason ?? null);
    }
  }

  #addThreads(report: string, threads: readonly Thread[]): void {
    const add = this.#db.prepare(
      `INSERT INTO threads
         (report_id, id, author, at, quote, section, state, scope, assignee, due,
          resolved_by, resolved_at, reopened_by, reopened_at, outcome, outcome_reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    for (const thread of threads) {
      this.checkPerson(thread.author);
      if (thread.assignee !== undefined) this.checkPerson(thread.assignee);
      add.run(
        report,
        thread.id,
        thread.author,
        thread.at,
        thread.quote,
        thread.section,
        thread.state,
        thread.scope ?? null,
        thread.assignee ?? null,
        thread.due ?? null,
        thread.resolvedBy ?? null,
        thread.resolvedAt ?? null,
        thread.reopenedBy ?? null,
        thread.reopenedAt ?? null,
        thread.outcome ?? null,
        thread.outcomeReason ?? null,
      );
      thread.comments.forEach((comment, place) =>
        this.#addComment(report, { ...comment, thread: thread.id }, place),
      );
    }
  }

  #addComment(report: string, comment: Comment, place: number): void {
    this.checkPerson(comment.author);
    this.#db
      .prepare(
        `INSERT INTO comments
           (report_id, id, thread_id, place, author, at, body, edited_at, removed, checksum, came)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${NOW})`,
      )
      .run(
        report,
        comment.id,
        comment.thread,
        place,
        comment.author,
        comment.at,
        comment.body,
        comment.editedAt ?? null,
        comment.removed ? 1 : 0,
        CHECKSUMS.comments({ report_id: report, id: comment.id, body: comment.body }),
      );
  }

  #addDecisions(report: string, decisions: readonly Decision[]): void {
    const add = this.#db.prepare(
      `INSERT INTO decisions (report_id, revision_id, accepted, author, at, reason, came)
       VALUES (?, ?, ?, ?, ?, ?, ${NOW})`,
    );
    for (const { revision, accepted, author, at, reason } of decisions) {
      this.checkPerson(author);
      add.run(report, revision, accepted ? 1 : 0, author, at, reason ?? null);
    }
  }

  /** Throws AppError('invalid-document') when a mark of these blocks has no row, or one of another kind. */
  check(report: string, blocks: readonly Block[]): void {
    const { revisions, threads } = marksIn(blocks);
    const kindOf = this.#db.prepare<[string, string], { kind: RevisionKind }>(
      'SELECT kind FROM revisions WHERE report_id = ? AND id = ?',
    );
    for (const [id, kinds] of revisions) {
      const row = kindOf.get(report, id);
      if (!row || kinds.size > 1 || !kinds.has(row.kind)) throw noRow(id);
    }
    const known = this.#db.prepare('SELECT 1 FROM threads WHERE report_id = ? AND id = ?');
    for (const id of threads) if (!known.get(report, id)) throw noRow(id);
  }

  reply(report: string, comment: { id: string; thread: string; author: string; body: string }): Thread {
    return this.#db
      .transaction(() => {
        const { comments } = this.thread(report, comment.thread);
        this.#addComment(report, { ...comment, at: this.#time() }, comments.length);
        return this.thread(report, comment.thread);
      })
      .immediate();
  }

  editComment(report: string, { id, author, body }: { id: string; author: string; body: string }): Thread {
    return this.#db
      .transaction(() => {
        const thread = this.#own(report, id, author);
        this.#db
          .prepare(
            `UPDATE comments SET body = ?, checksum = ?, edited_at = ?, came = ${NOW} WHERE report_id = ? AND id = ?`,
          )
          .run(body, CHECKSUMS.comments({ report_id: report, id, body }), this.#time(), report, id);
        return this.thread(report, thread);
      })
      .immediate();
  }

  removeComment(report: string, { id, author }: { id: string; author: string }): Thread {
    return this.#db
      .transaction(() => {
        const thread = this.#own(report, id, author);
        this.#db
          .prepare(
            `UPDATE comments SET removed = 1, edited_at = ?, came = ${NOW} WHERE report_id = ? AND id = ?`,
          )
          .run(this.#time(), report, id);
        return this.thread(report, thread);
      })
      .immediate();
  }

  /** The thread of one's own comment. */
  #own(report: string, id: string, author: string): string {
    const row = this.#db
      .prepare<[string, string], { thread_id: string; author: string; removed: number }>(
        'SELECT thread_id, author, removed FROM comments WHERE report_id = ? AND id = ?',
      )
      .get(report, id);
    if (!row || row.removed) throw notThere();
    if (row.author !== author) {
      throw new AppError('bad-request', '只能修改或删除自己的批注，没有改动。可以在下面回复。');
    }
    return row.thread_id;
  }

  setThreadState(report: string, change: { id: string; author: string; state: ThreadState }): Thread {
    return this.#db
      .transaction(() => {
        this.checkPerson(change.author);
        this.thread(report, change.id);
        this.#setState(report, change.id, change.state, change.author, this.#time());
        return this.thread(report, change.id);
      })
      .immediate();
  }

  #setState(report: string, thread: string, state: ThreadState, author: string, at: string): void {
    const [by, when] = state === 'resolved' ? ['resolved_by', 'resolved_at'] : ['reopened_by', 'reopened_at'];
    const [noBy, no] = state === 'resolved' ? ['reopened_by', 'reopened_at'] : ['resolved_by', 'resolved_at'];
    this.#db
      .prepare(
        `UPDATE threads SET state = ?, ${by} = ?, ${when} = ?, ${noBy} = NULL, ${no} = NULL,
           came = ${NOW}, came_by = ?
         WHERE report_id = ? AND id = ?`,
      )
      .run(state, author, at, author, report, thread);
  }

  assign(report: string, { id, author, assignee, due }: Assignment): Thread {
    return this.#db
      .transaction(() => {
        this.checkPerson(author);
        if (assignee !== null) this.checkPerson(assignee);
        this.thread(report, id);
        this.#db
          .prepare(
            `UPDATE threads SET assignee = ?, due = ?, came = ${NOW}, came_by = ? WHERE report_id = ? AND id = ?`,
          )
          .run(assignee, assignee === null ? null : due, author, report, id);
        return this.thread(report, id);
      })
      .immediate();
  }

  setReason(report: string, change: { revision: string; author: string; reason: string }): Revision {
    const { revision, author, reason } = change;
    return this.#db
      .transaction(() => {
        const row = this.#revision(report, revision);
        if (row.author !== author)
          throw new AppError('bad-request', '只能给自己的修订写理由，没有改动。可以写批注。');
        this.#db
          .prepare(`UPDATE revisions SET reason = ?, came = ${NOW} WHERE report_id = ? AND id = ?`)
          .run(reason === '' ? null : reason, report, revision);
        return revisionOf(this.#revision(report, revision));
      })
      .immediate();
  }

  #revision(report: string, id: string): RevisionRow {
    const row = this.#db
      .prepare<[string, string], RevisionRow>(
        'SELECT id, author, at, kind, move, reason FROM revisions WHERE report_id = ? AND id = ?',
      )
      .get(report, id);
    if (!row) throw noChange();
    return row;
  }

  explain(report: string, change: { revisions: readonly string[]; author: string; reason: string }): void {
    const { revisions, author, reason } = change;
    this.#db
      .transaction(() => {
        this.checkPerson(author);
        // A change that was decided twice has two rows: the later one holds.
        const update = this.#db.prepare(
          `UPDATE decisions SET reason = @reason, came = ${NOW} WHERE rowid =
             (SELECT rowid FROM decisions WHERE report_id = @report AND revision_id = @revision
              ORDER BY at DESC, rowid DESC LIMIT 1)`,
        );
        for (const revision of revisions) {
          const { changes } = update.run({ report, revision, reason: reason === '' ? null : reason });
          if (changes === 0) throw noChange();
        }
      })
      .immediate();
  }

  setOutcome(report: string, given: GivenOutcome): Thread {
    const { id, author, outcome, reason } = given;
    return this.#db
      .transaction(() => {
        this.checkPerson(author);
        this.thread(report, id);
        this.#db
          .prepare(
            `UPDATE threads SET outcome = ?, outcome_reason = ?, came = ${NOW}, came_by = ? WHERE report_id = ? AND id = ?`,
          )
          .run(outcome, reason === '' ? null : reason, author, report, id);
        return this.thread(report, id);
      })
      .immediate();
  }

  #checkReport(report: string): void {
    if (!this.#db.prepare('SELECT 1 FROM reports WHERE id = ?').get(report)) {
      throw new AppError('not-found', '没有找到这份报告，可能已移入回收站。请返回列表查看。');
    }
  }

  #time(): string {
    return this.#now().toISOString();
  }
}
