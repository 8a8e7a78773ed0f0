import type { Change, Collected, PlacedThread } from '../../../shared/review/collect.ts';

/** A list that keeps the objects of the time before, and itself, wherever they say the same. */
export class SharedList<T> {
  #last: T[] = [];
  readonly #idOf: (one: T) => string;
  readonly #same: (a: T, b: T) => boolean;

  constructor(idOf: (one: T) => string, same: (a: T, b: T) => boolean) {
    this.#idOf = idOf;
    this.#same = same;
  }

  with(next: readonly T[]): T[] {
    const old = this.#last;
    const known = new Map(old.map((one) => [this.#idOf(one), one]));
    const list = next.map((one) => {
      const before = known.get(this.#idOf(one));
      return before !== undefined && this.#same(before, one) ? before : one;
    });
    const isSame = list.length === old.length && list.every((one, at) => one === old[at]);
    if (!isSame) this.#last = list;
    return this.#last;
  }
}

/**
 * What was collected, as it was where it says the same: the card of a change that nobody touched is not drawn again
 * because something was typed elsewhere.
 */
export class Shared {
  readonly #changes = new SharedList<Change>(({ id }) => id, sameChange);
  readonly #threads = new SharedList<PlacedThread>(({ thread }) => thread.id, sameThread);
  #last: Collected = { changes: [], threads: [] };

  with(next: Collected): Collected {
    const changes = this.#changes.with(next.changes);
    const threads = this.#threads.with(next.threads);
    const isSame = changes === this.#last.changes && threads === this.#last.threads;
    if (!isSame) this.#last = { changes, threads };
    return this.#last;
  }
}

const sameThread = (a: PlacedThread, b: PlacedThread): boolean =>
  a.thread === b.thread && a.block === b.block && a.section === b.section && a.order === b.order;

function sameChange(a: Change, b: Change): boolean {
  const { revisions: ofA, ...restA } = a;
  const { revisions: ofB, ...restB } = b;
  const keys = Object.keys({ ...restA, ...restB }) as (keyof typeof restA)[];
  return (
    ofA.length === ofB.length &&
    ofA.every((id, at) => id === ofB[at]) &&
    keys.every((key) => a[key] === b[key])
  );
}
