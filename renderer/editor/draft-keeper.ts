import type { DraftReason } from '../../shared/contract/drafts.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Params } from '../../shared/contract/methods.ts';
import { newId } from '../../shared/document/ids.ts';
import type { Client } from '../client/client.ts';
import { pageDrafts, type PageDrafts } from '../client/page-drafts.ts';

/** Milliseconds of rest before a draft is kept anew, and the longest that it waits while somebody types on. */
const REST = 500;
const LONGEST = 3000;

export type Held = Pick<
  Params<'draft.keep'>,
  'report' | 'base' | 'document' | 'variables' | 'review' | 'about'
>;

/** Where a draft is: in the backend's store, in the page's own storage, or nowhere. */
export type KeptAt = 'store' | 'page' | null;

/**
 * Keeps what a window holds and could not store, so that it outlives the window: in the backend's store, or in the page's
 * own storage while the backend is gone or its disk is full. One draft a window, until it is let go.
 */
export class DraftKeeper {
  readonly #client: Client;
  readonly #held: () => Held;
  readonly #page: PageDrafts;
  #id = newId();
  #kept: KeptAt = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #since = 0;
  #ended = false;
  /** One at a time, in order: the newest state is the last one that is kept. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(client: Client, held: () => Held, page: PageDrafts = pageDrafts()) {
    this.#client = client;
    this.#held = held;
    this.#page = page;
  }

  get id(): string {
    return this.#id;
  }

  get keptAt(): KeptAt {
    return this.#kept;
  }

  /** Keeps it in a moment, when the hands rest. */
  keepSoon(reason: DraftReason): void {
    const now = Date.now();
    if (this.#timer === null) this.#since = now;
    else clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(REST, this.#since + LONGEST - now));
    this.#timer = setTimeout(() => void this.keep(reason), wait);
  }

  /** Keeps what the window holds now. Says where; null where nothing could be kept. */
  keep(reason: DraftReason): Promise<KeptAt> {
    this.#stopTimer();
    const draft = { ...this.#held(), draft: this.#id, reason };
    return this.#inTurn(async () => {
      const kept = (await this.#keepInStore(draft)) ? 'store' : this.#keepInPage(draft);
      // Let go meanwhile: it is no longer this window's.
      if (this.#id === draft.draft) this.#kept = kept;
      return kept;
    });
  }

  /** The same at once, in the page's own storage: there is no time to ask anybody. */
  keepAtOnce(reason: DraftReason): KeptAt {
    this.#stopTimer();
    if (this.#keepInPage({ ...this.#held(), draft: this.#id, reason })) this.#kept ??= 'page';
    return this.#kept;
  }

  /** What it holds is stored by now. */
  forget(): Promise<void> {
    this.#stopTimer();
    const id = this.#id;
    // Asked in turn: a draft may be on its way to the store just now, and nothing says yet that it is kept.
    return this.#inTurn(async () => {
      if (this.#id === id) {
        if (this.#kept === null) return;
        this.#kept = null;
      }
      this.#page.remove(id);
      // Offered once more where this fails: better than lost.
      await this.#client.call('draft.discard', { draft: id }).catch(() => undefined);
    });
  }

  /** Leaves the draft to whoever it is offered to; what is kept from now on is another one. */
  letGo(): void {
    this.#stopTimer();
    this.#kept = null;
    this.#id = newId();
  }

  close(): void {
    this.#stopTimer();
  }

  /** The report was erased for good: nothing of it is kept any more. */
  end(): void {
    this.#ended = true;
    this.#stopTimer();
    this.#page.remove(this.#id);
  }

  async #keepInStore(draft: Params<'draft.keep'>): Promise<boolean> {
    if (this.#ended || this.#client.connection() !== 'online') return false;
    try {
      await this.#client.call('draft.keep', draft);
      this.#page.remove(draft.draft);
      return true;
    } catch {
      return false;
    }
  }

  #keepInPage(draft: Params<'draft.keep'>): KeptAt {
    if (this.#ended) return null;
    return this.#page.put({ ...draft, at: new Date().toISOString() }) ? 'page' : null;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work);
    this.#work = next.catch(() => undefined);
    return next;
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Hands the drafts that the page kept by itself over to the backend's store. What can't be handed over stays. */
export async function handOverDrafts(client: Client, page: PageDrafts = pageDrafts()): Promise<void> {
  for (const draft of page.all()) {
    try {
      await client.call('draft.keep', draft);
      page.remove(draft.draft);
    } catch (error) {
      // Its report was erased for good.
      if (error instanceof AppError && error.code === 'not-found') page.remove(draft.draft);
      // The next window tries again.
    }
  }
}
