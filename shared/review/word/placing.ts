import { changeOf, withThreads, type Token } from '../tokens.ts';
import type { Revision } from '../types.ts';
import { isWordId, keyOf, type Insertion } from './groups.ts';
import { stretchFor, type Ground } from './ground.ts';
import { runIn, subsequence } from './rows-of-words.ts';

/** What goes in between the tokens of the report as it is now. */
export class Placing {
  readonly #ground: Ground;
  readonly #rows: ReadonlyMap<string, Revision>;
  /** Before which token of now. */
  readonly #put = new Map<number, { key: string; tokens: Token[] }[]>();

  /** @param rows changes that the report has, by id */
  constructor(ground: Ground, rows: ReadonlyMap<string, Revision>) {
    this.#ground = ground;
    this.#rows = rows;
  }

  /** @param key orders what goes in at one place */
  put(before: number, key: string, tokens: Token[]): void {
    this.#put.set(before, [...(this.#put.get(before) ?? []), { key, tokens }]);
  }

  /**
   * @param come threads on what comes in, by item
   * @param kept gets the threads on words that are there already, by their place
   */
  insert(
    insertion: Insertion,
    come: ReadonlyMap<unknown, readonly string[]>,
    kept: Map<number, string[]>,
  ): void {
    const { now } = this.#ground;
    const { from, to } = stretchFor(this.#ground, insertion.gap);
    const there = this.#alreadyThere(insertion, from, to);
    let at = from;
    for (; at < to; at += 1) {
      const { ins } = changeOf(now[at] as Token);
      if (ins !== undefined && isWordId(ins) && keyOf(ins) > insertion.key) break;
    }
    const first = [...there.values()][0];
    let place = first === undefined ? at : -1;
    let open: Token[] = [];
    const flush = (): void => {
      if (open.length > 0) this.put(place < 0 ? (first ?? at) : place, insertion.key, open);
      open = [];
    };
    insertion.tokens.forEach(({ token, item }, n) => {
      const old = there.get(n);
      const threads = come.get(item) ?? [];
      if (old === undefined) {
        open.push(threads.length > 0 ? withThreads(token, threads) : token);
        return;
      }
      flush();
      place = old + 1;
      if (threads.length > 0) kept.set(old, [...(kept.get(old) ?? []), ...threads]);
    });
    flush();
  }

  /** The report with all of it. @param tokenAt a token of the report as it is now, with what was done to it */
  row(tokenAt: (at: number) => Token): Token[] {
    const out: Token[] = [];
    const { length } = this.#ground.now;
    for (let at = 0; at <= length; at += 1) {
      const come = this.#put.get(at) ?? [];
      for (const { tokens } of come.sort((a, b) => (a.key < b.key ? -1 : 1))) out.push(...tokens);
      if (at < length) out.push(tokenAt(at));
    }
    return out;
  }

  /** Tokens of an insertion that are in the report already: from another copy, or accepted meanwhile. */
  #alreadyThere(insertion: Insertion, from: number, to: number): Map<number, number> {
    const { now, textOf } = this.#ground;
    const there = new Map<number, number>();
    for (const author of new Set(insertion.tokens.map((one) => one.author))) {
      const mine = insertion.tokens.flatMap((one, n) => (one.author === author ? [n] : []));
      const words = mine.map((n) => textOf((insertion.tokens[n] as Insertion['tokens'][number]).token));
      const of = (wanted: (ins: string | undefined) => boolean): number[] => {
        const found: number[] = [];
        for (let at = from; at < to; at += 1) {
          const { ins } = changeOf(now[at] as Token);
          if (wanted(ins)) found.push(at);
        }
        return found;
      };
      const own = of((ins) => ins !== undefined && this.#rows.get(ins)?.author === author);
      const ownWords = own.map((at) => textOf(now[at] as Token));
      const inOwn = subsequence(ownWords, words);
      if (own.length > 0 && inOwn) {
        inOwn.forEach((n, k) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      const within = subsequence(words, ownWords);
      if (within) {
        within.forEach((k, n) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      // Accepted here, or typed here too: only as a whole.
      const bare = of((ins) => ins === undefined);
      const at = runIn(
        bare.map((one) => textOf(now[one] as Token)),
        words,
      );
      if (at >= 0 && words.length > 1) mine.forEach((n, k) => there.set(n, bare[at + k] ?? 0));
    }
    return there;
  }
}
