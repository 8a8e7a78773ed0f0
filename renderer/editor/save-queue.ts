import type { Operation } from 'slate';

import { AppError } from '../../shared/errors/app-error.ts';
import type { Params } from '../../shared/contract/methods.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Variables } from '../../shared/document/types.ts';
import type { ReviewRows } from '../../shared/review/types.ts';
import type { Client } from '../client/client.ts';

/**
 * saved: everything is on disk, by the backend's own word · dirty: waits a moment for more · saving · offline: will be
 * sent when the backend is back · conflict: somebody else saved in between · failed: the backend refused.
 */
export type SaveState = 'saved' | 'dirty' | 'saving' | 'offline' | 'conflict' | 'failed';
export type SaveStatus = { state: SaveState; message?: string };

/** Milliseconds of quiet before a batch goes out, and the longest that it waits while somebody types on. */
const QUIET = 200;
const LONGEST = 400;

type Batch = {
  id: string;
  base: number;
  ops: Operation[];
  variables: Variables | null;
  review: ReviewRows | null;
};

/**
 * Sends what is typed in batches, one at a time, each on the revision that the last answer gave. A batch whose answer
 * got lost is sent again under the same name; the backend applies it once.
 */
export class SaveQueue {
  readonly #client: Client;
  readonly #report: string;
  readonly #session: string;
  readonly #listeners = new Set<() => void>();
  #revision: number;
  #ops: Operation[] = [];
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

  constructor(client: Client, report: string, session: string, revision: number) {
    this.#client = client;
    this.#report = report;
    this.#session = session;
    this.#revision = revision;
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

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  push(op: Operation): void {
    this.#ops.push(op);
    this.#schedule();
  }

  /** Takes the last operation back: it could not be applied. */
  takeBack(op: Operation): void {
    const at = this.#ops.lastIndexOf(op);
    if (at >= 0) this.#ops.splice(at, 1);
  }

  setAuthor(author: string | undefined): void {
    this.#author = author;
  }

  /** Rows that go into the store together with the operations that wait, or are about to come. */
  addRows(rows: ReviewRows): void {
    const { revisions = [], threads = [], decisions = [] } = this.#review ?? {};
    this.#review = {
      revisions: [...revisions, ...(rows.revisions ?? [])],
      threads: [...threads, ...(rows.threads ?? [])],
      decisions: [...decisions, ...(rows.decisions ?? [])],
    };
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

  /** Another window saved a later revision: what is here can't be saved any more. */
  markConflict(message: string): void {
    this.#set({ state: 'conflict', message });
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
    else clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#since + LONGEST - now));
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
        if (!batch) break;
        const { revision } = await this.#client.call('report.apply', {
          id: this.#report,
          session: this.#session,
          batch: batch.id,
          base: batch.base,
          ops: batch.ops,
          ...(batch.variables ? { variables: batch.variables } : {}),
          ...(batch.review ? { review: asParams(batch.review) } : {}),
          ...(this.#author === undefined ? {} : { author: this.#author }),
        });
        // Reloaded in the meantime: the answer is about a document that is gone.
        if (this.#sending !== batch) return;
        this.#revision = revision;
        this.#sending = null;
      }
      this.#set({ state: 'saved' });
      this.#settle(null);
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
    }
  }

  /** The batch to send: the one that is unanswered, or a new one of what has gathered. */
  #next(): boolean {
    if (this.#sending) return true;
    if (this.#ops.length === 0 && !this.#variables && !this.#review) return false;
    this.#sending = {
      id: newId(),
      base: this.#revision,
      ops: this.#ops,
      variables: this.#variables,
      review: this.#review,
    };
    this.#ops = [];
    this.#variables = null;
    this.#review = null;
    return true;
  }

  #fail(error: unknown): void {
    const code = error instanceof AppError ? error.code : 'internal';
    const message = error instanceof AppError ? error.message : undefined;
    const state = code === 'unavailable' ? 'offline' : code === 'stale-revision' ? 'conflict' : 'failed';
    this.#set(message === undefined ? { state } : { state, message });
    this.#settle(error);
    // Came back before the failed call was answered: nobody will say so again.
    if (state === 'offline' && !this.#closed && this.#client.connection() === 'online') {
      this.#timer ??= setTimeout(() => {
        this.#timer = null;
        void this.#send();
      }, LONGEST);
    }
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
    if (this.#status.state === status.state && this.#status.message === status.message) return;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }
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
          threads: threads.map(({ id, author, at, quote, section, state, comments }) => ({
            id,
            author,
            at,
            quote,
            section,
            state,
            comments: comments.map((comment) => ({
              id: comment.id,
              thread: id,
              author: comment.author,
              at: comment.at,
              body: comment.body,
            })),
          })),
        }
      : {}),
  };
}
