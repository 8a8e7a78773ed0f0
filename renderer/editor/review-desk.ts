import type { RangeRef } from 'slate';

import { newId } from '../../shared/document/ids.ts';
import type { KnownRows } from '../../shared/document/known-marks.ts';
import { knownRows } from '../../shared/review/known-rows.ts';
import type { TrackContext } from '../../shared/review/track.ts';
import type { SuggestingHost } from '../../shared/review/with-suggesting.ts';
import type {
  Decision,
  Person,
  Review,
  ReviewRows,
  Revision,
  Thread,
  ThreadScope,
} from '../../shared/review/types.ts';

type Listeners = Set<() => void>;

export type Draft = { range: RangeRef; quote: string; section: string; scope?: ThreadScope };

/** A form in a card that somebody asked for by key, before the card is drawn. */
export type AskedForm = { form: 'reason' | 'reply'; id: string };

/** Ids of what came since this person last looked. */
export type NewIds = { has: (id: string) => boolean };
const NOTHING_NEW: NewIds = new Set();

/**
 * Who works at a report in this window, whether they suggest, and the rows behind the marks of the document. Rows that
 * are made here go to `save` before the operations that carry their ids.
 */
export class ReviewDesk implements SuggestingHost {
  readonly #save: (rows: ReviewRows) => void;
  readonly #listeners: Listeners = new Set();
  readonly #revisions = new Map<string, Revision>();
  readonly #threads = new Map<string, Thread>();
  /** Changes that were made since this person sat down; what is typed next to one joins it. */
  #sitting = new Set<string>();
  #person: Person | null = null;
  #suggesting = false;
  #trial = false;
  #people: readonly Person[] = [];
  /** The thread or change that the page and the panel both point at. */
  #active: string | null = null;
  #draft: Draft | null = null;
  #asked: AskedForm | null = null;
  #new: NewIds = NOTHING_NEW;
  #rows: { threads: readonly Thread[]; revisions: ReadonlyMap<string, Revision> };

  constructor(review: Review, save: (rows: ReviewRows) => void) {
    this.#save = save;
    this.#rows = { threads: [], revisions: this.#revisions };
    this.load(review);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** A new object whenever a row was added or changed. */
  readonly rows = (): { threads: readonly Thread[]; revisions: ReadonlyMap<string, Revision> } => this.#rows;

  readonly isSuggesting = (): boolean => this.#suggesting;

  get person(): Person | null {
    return this.#person;
  }

  /** True while a command is only tried out: nothing of it may be saved. */
  get trying(): boolean {
    return this.#trial;
  }

  readonly active = (): string | null => this.#active;

  readonly setActive = (id: string | null): void => {
    if (id === this.#active) return;
    this.#active = id;
    this.#tell();
  };

  /** The comment that is being written, on words that are not marked yet. */
  readonly draft = (): Draft | null => this.#draft;

  setDraft(draft: Draft | null): void {
    this.#draft?.range.unref();
    this.#draft = draft;
    this.#tell();
  }

  readonly asked = (): AskedForm | null => this.#asked;

  /** Opens a form in the card of a change or a thread, where that is drawn or as soon as it is. */
  ask(asked: AskedForm | null): void {
    this.#asked = asked;
    this.#tell();
  }

  /** Changes and threads that came since this person last looked. */
  setNew(ids: NewIds | null): void {
    this.#new = ids ?? NOTHING_NEW;
    this.#tell();
  }

  isNew(id: string): boolean {
    return this.#new.has(id);
  }

  setPeople(people: readonly Person[]): void {
    this.#people = people;
    this.#tell();
  }

  /** 1 to 6: the colour of a change's author. */
  hue(revision: string): number {
    const author = this.#revisions.get(revision)?.author;
    const at = this.#people.findIndex((person) => person.id === author);
    return (Math.max(0, at) % 6) + 1;
  }

  author(revision: string): Person | undefined {
    const author = this.#revisions.get(revision)?.author;
    return this.#people.find((person) => person.id === author);
  }

  isOpen(thread: string): boolean {
    const found = this.#threads.get(thread);
    return found?.state === 'open' && found.comments.some(({ removed }) => !removed);
  }

  setPerson(person: Person | null): void {
    if (person?.id !== this.#person?.id) this.#sitting = new Set();
    this.#person = person;
    this.#tell();
  }

  readonly setSuggesting = (suggesting: boolean): void => {
    if (suggesting === this.#suggesting) return;
    this.#suggesting = suggesting;
    this.#sitting = new Set();
    this.#tell();
  };

  /** What was changed until now is a round of its own: nothing that follows joins it. */
  endRound(): void {
    this.#sitting = new Set();
  }

  /** Takes over what is stored. */
  load(review: Review): void {
    for (const row of review.revisions) this.#revisions.set(row.id, row);
    for (const thread of review.threads) this.#threads.set(thread.id, thread);
    this.#tellRows();
  }

  /** Holds what is stored and nothing else: rows that were not saved are given up. */
  restart(review: Review): void {
    this.#revisions.clear();
    this.#threads.clear();
    this.#sitting = new Set();
    this.load(review);
  }

  /** Takes rows over that came with a draft, and saves those that are not stored. Gives what marks may point at. */
  adopt(rows: Review): KnownRows {
    const revisions = rows.revisions.filter(({ id }) => !this.#revisions.has(id));
    const threads = rows.threads.filter(({ id }) => !this.#threads.has(id));
    this.load({ revisions, threads, decisions: [] });
    if (revisions.length + threads.length > 0) this.#save({ revisions, threads });
    return this.known();
  }

  /** What marks of the document may point at. */
  known(): KnownRows {
    return knownRows({ revisions: [...this.#revisions.values()], threads: [...this.#threads.values()] });
  }

  put(thread: Thread): void {
    this.#threads.set(thread.id, thread);
    this.#tellRows();
  }

  context(): TrackContext | null {
    const person = this.#person;
    if (!this.#suggesting || !person) return null;
    return {
      author: person.id,
      authorOf: (revision) => this.#revisions.get(revision)?.author,
      joinable: (revision) => this.#sitting.has(revision),
      moveOf: (revision) => this.#revisions.get(revision)?.move,
      newId,
      at: new Date().toISOString(),
    };
  }

  addRevisions(revisions: readonly Revision[]): void {
    if (revisions.length === 0) return;
    for (const row of revisions) {
      this.#revisions.set(row.id, row);
      // The two halves of a move stay what they are.
      if (row.move === undefined) this.#sitting.add(row.id);
    }
    this.#save({ revisions });
    this.#tellRows();
  }

  addThread(thread: Thread): void {
    this.#threads.set(thread.id, thread);
    this.#save({ threads: [thread] });
    this.#tellRows();
  }

  /** @param reason why they were taken or not; '' where nobody said */
  addDecisions(revisions: readonly string[], accepted: boolean, reason = ''): void {
    const person = this.#person;
    if (!person || revisions.length === 0) return;
    const at = new Date().toISOString();
    const decisions = revisions.map((revision): Decision => ({
      revision,
      accepted,
      author: person.id,
      at,
      ...(reason === '' ? {} : { reason }),
    }));
    this.#save({ decisions });
  }

  unlogged(work: () => void): void {
    this.#trial = true;
    try {
      work();
    } finally {
      this.#trial = false;
    }
  }

  /** Rows were added or changed: whatever is made of them is made anew. */
  #tellRows(): void {
    this.#rows = { threads: [...this.#threads.values()], revisions: this.#revisions };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
