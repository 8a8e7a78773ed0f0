import type { Operation } from 'slate';

import { AppError } from '../../shared/errors/app-error.ts';
import type { Params } from '../../shared/contract/methods.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Variables } from '../../shared/document/types.ts';
import type { ReviewRows } from '../../shared/review/types.ts';
import type { Client } from '../client/client.ts';
import { outcomeOf, type ConflictReason, type SaveStatus } from './save-state.ts';

/** Milliseconds of quiet before a batch goes out, and the longest that it waits while somebody types on. */
const QUIET = 200;
const LONGEST = 400;

/** Milliseconds until what could not be stored is tried again by itself. */
const AGAIN = 5000;

/** What a batch holds. */
export type Unsaved = { ops: Operation[]; variables: Variables | null; review: ReviewRows | null };

/** An operation that waits. `publish`: of a command by which somebody decides what is public. */
type Waiting = { op: Operation; publish: boolean };

type Batch = Unsaved & {
  id: string;
  base: number;
  attempts: number;
  /** Made in place of a batch that was refused. */
  again: boolean;
  publish: boolean;
};

/** A batch that the backend refused for what is in it. `again`: also what was made in its place. */
export type Refusal = { error: unknown; again: boolean };

/** What is sent in place of everything that waits: it leads from the stored document to the window's. */
export type Replacement = Unsaved & { revision: number };

/**
 * Sends what is typed in batches, one at a time, each on the revision that the last answer gave. A batch whose answer
 * got lost is sent again under the same name; the backend applies it once. One that is refused for what is in it is
 * never sent again: `recover` brings the window and the store together by another way, so that it holds up nothing.
 */
export class SaveQueue {
  readonly #client: Client;
  readonly #report: string;
  readonly #session: string;
  readonly #recover: (refusal: Refusal) => Promise<void>;
  readonly #listeners = new Set<() => void>();
  #revision: number;
  #ops: Waiting[] = [];
  #variables: Variables | null = null;
  #review: ReviewRows | null = null;
  /** Person at work, named with each batch. */
  #author: string | undefined;
  #sending: Batch | null = null;
  #busy = false;
  #status: SaveStatus = { state: 'saved' };
  #timer: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #closed = false;
  readonly #stopListening: () => void;
  /** Takes nothing in: the report is signed. */
  locked = false;

  /** @param recover ends with `replace`, `restart` or `block`; rejects where it could do neither */
  constructor(
    client: Client,
    report: string,
    session: string,
    revision: number,
    recover: (refusal: Refusal) => Promise<void>,
  ) {
    this.#client = client;
    this.#report = report;
    this.#session = session;
    this.#revision = revision;
    this.#recover = recover;
    this.#stopListening = client.onConnection((connection) => {
      if (connection === 'online' && this.#status.state === 'offline') void this.#send();
    });
  }

  get revision(): number {
    return this.#revision;
  }

  get status(): SaveStatus {
    return this.#status;
  }

  /** Nothing is waiting and nothing is under way. */
  get idle(): boolean {
    return !this.#sending && this.#ops.length === 0 && !this.#variables && !this.#review;
  }

  /** Rows of changes and comments that are not stored yet. */
  unsavedRows(): ReviewRows {
    return joined(this.#sending?.review ?? null, this.#review ?? {});
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** @param publish it is of a command by which somebody decides what is public: such ones go in batches of their own */
  push(op: Operation, publish = false): void {
    this.#ops.push({ op, publish });
    this.#schedule();
  }

  /** Takes the last operation back: it could not be applied. */
  takeBack(op: Operation): void {
    const at = this.#ops.findLastIndex((waiting) => waiting.op === op);
    if (at >= 0) this.#ops.splice(at, 1);
  }

  setAuthor(author: string | undefined): void {
    this.#author = author;
  }

  /** Rows that go into the store together with the operations that wait, or are about to come. */
  addRows(rows: ReviewRows): void {
    this.#review = joined(this.#review, rows);
    this.#schedule();
  }

  setVariable(key: string, value: string): void {
    this.#variables = { ...this.#variables, [key]: value };
    this.#schedule();
  }

  /** Sends at once. Resolves when everything is on disk; rejects with why it is not. */
  flush(): Promise<void> {
    if (this.idle && this.#status.state === 'saved') return Promise.resolve();
    return new Promise((resolve, reject) => {
      if (this.#status.state === 'conflict') {
        reject(this.#error());
        return;
      }
      this.#waiting.push({ resolve, reject });
      void this.#send();
    });
  }

  /** What is here can't be stored in this report any more. */
  block(reason: ConflictReason, message: string): void {
    this.#stopTimer();
    this.#set({ state: 'conflict', reason, message });
    this.#settle(this.#error());
  }

  /** The document was read anew. */
  restart(revision: number): void {
    this.#stopTimer();
    this.#revision = revision;
    this.#ops = [];
    this.#variables = null;
    this.#review = null;
    this.#sending = null;
    this.#set({ state: 'saved' });
    this.#settle(null);
  }

  /** What stood between the report and this window is gone: the report was brought back. */
  unblock(): void {
    if (this.#status.state !== 'conflict') return;
    this.#set({ state: this.idle ? 'saved' : 'dirty' });
    if (!this.idle) this.#schedule();
  }

  /** Sends this in place of all that waits, the refused batch included. */
  replace({ revision, ops, variables, review }: Replacement): void {
    this.#revision = revision;
    this.#ops = [];
    this.#variables = null;
    this.#review = null;
    const isEmpty = ops.length === 0 && !variables && !review;
    this.#sending = isEmpty ? null : this.#batch({ ops, variables, review }, { again: true, publish: false });
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#stopListening();
  }

  #schedule(): void {
    if (this.#status.state === 'conflict') return;
    if (this.#status.state === 'saved') this.#set({ state: 'dirty' });
    const now = Date.now();
    if (this.#timer === null) this.#since = now;
    this.#sendIn(Math.max(0, Math.min(QUIET, this.#since + LONGEST - now)));
  }

  #sendIn(wait: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#send();
    }, wait);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #send(): Promise<void> {
    if (this.#busy || this.#status.state === 'conflict') return;
    this.#stopTimer();
    this.#busy = true;
    try {
      while (this.#next()) {
        this.#set({ state: 'saving' });
        const batch = this.#sending;
        if (!batch || !(await this.#store(batch))) return;
      }
      this.#set({ state: 'saved' });
      this.#settle(null);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
      // Written while the last answer came in, or while somebody reloaded.
      if (!this.idle && this.#status.state === 'dirty' && this.#timer === null) this.#schedule();
    }
  }

  /** Sends a batch, and brings about another way where it is refused. False when nothing more is to be sent now. */
  async #store(batch: Batch): Promise<boolean> {
    batch.attempts += 1;
    try {
      const { revision } = await this.#client.call('report.apply', this.#paramsOf(batch));
      // Reloaded in the meantime: the answer is about a document that is gone.
      if (this.#sending !== batch) return false;
      this.#revision = revision;
      this.#sending = null;
      return !this.#isBlocked();
    } catch (error) {
      if (this.#sending !== batch) return false;
      if (outcomeOf(error, batch.attempts).at !== 'refused') throw error;
      await this.#recover({ error, again: batch.again });
      return !this.#isBlocked();
    }
  }

  #paramsOf({ id, base, ops, variables, review, publish }: Batch): Params<'report.apply'> {
    return {
      id: this.#report,
      session: this.#session,
      batch: id,
      base,
      ops,
      ...(variables ? { variables } : {}),
      ...(review ? { review: asParams(review) } : {}),
      ...(this.#author === undefined ? {} : { author: this.#author }),
      ...(publish ? { publish } : {}),
    };
  }

  /** The batch to send: the one that is unanswered, or a new one of what has gathered. */
  #next(): boolean {
    if (this.#sending) return true;
    if (this.#ops.length === 0 && !this.#variables && !this.#review) return false;
    const publish = this.#ops[0]?.publish ?? false;
    const end = this.#ops.findIndex((waiting) => waiting.publish !== publish);
    const ops = this.#ops.splice(0, end < 0 ? this.#ops.length : end).map(({ op }) => op);
    this.#sending = this.#batch(
      { ops, variables: this.#variables, review: this.#review },
      { again: false, publish },
    );
    this.#variables = null;
    this.#review = null;
    return true;
  }

  #batch(unsaved: Unsaved, how: Pick<Batch, 'again' | 'publish'>): Batch {
    return { ...unsaved, ...how, id: newId(), base: this.#revision, attempts: 0 };
  }

  /** A method, so that it is asked anew after each wait. */
  #isBlocked(): boolean {
    return this.#status.state === 'conflict';
  }

  #fail(error: unknown): void {
    // Blocked while the call was under way: that it failed as well changes nothing.
    if (this.#isBlocked()) {
      this.#settle(error);
      return;
    }
    const outcome = outcomeOf(error, this.#sending?.attempts ?? 0);
    const message = error instanceof AppError ? error.message : undefined;
    // What was refused and could not be put right is tried again: the way around it may be free by then.
    const state = outcome.at === 'refused' ? 'failed' : outcome.at;
    this.#set({
      state,
      ...(message === undefined ? {} : { message }),
      ...(outcome.at === 'conflict' ? { reason: outcome.reason } : {}),
    });
    this.#settle(error);
    if (this.#closed) return;
    // Came back before the failed call was answered: nobody will say so again.
    if (state === 'offline' && this.#client.connection() === 'online' && this.#timer === null)
      this.#sendIn(LONGEST);
    if (state === 'failed' && this.#timer === null) this.#sendIn(AGAIN);
  }

  #error(): AppError {
    return new AppError(
      'stale-revision',
      this.#status.message ?? '这份报告在别的窗口改过了，这里的新内容没有保存。',
    );
  }

  #settle(error: unknown): void {
    for (const { resolve, reject } of this.#waiting.splice(0)) {
      if (error === null) resolve();
      else reject(error);
    }
  }

  #set(status: SaveStatus): void {
    const { state, message, reason } = this.#status;
    if (state === status.state && message === status.message && reason === status.reason) return;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
}

function joined(before: ReviewRows | null, more: ReviewRows): ReviewRows {
  return {
    revisions: [...(before?.revisions ?? []), ...(more.revisions ?? [])],
    threads: [...(before?.threads ?? []), ...(more.threads ?? [])],
    decisions: [...(before?.decisions ?? []), ...(more.decisions ?? [])],
  };
}

/** The rows as the contract spells them. */
function asParams({
  revisions,
  threads,
  decisions,
}: ReviewRows): NonNullable<Params<'report.apply'>['review']> {
  return {
    ...(revisions ? { revisions: [...revisions] } : {}),
    ...(decisions ? { decisions: [...decisions] } : {}),
    ...(threads
      ? {
          threads: threads.map(
            ({
              resolvedBy: _by,
              resolvedAt: _at,
              reopenedBy: _againBy,
              reopenedAt: _againAt,
              comments,
              ...thread
            }) => ({
              ...thread,
              comments: comments.map((comment) => ({
                id: comment.id,
                thread: thread.id,
                author: comment.author,
                at: comment.at,
                body: comment.body,
              })),
            }),
          ),
        }
      : {}),
  };
}
