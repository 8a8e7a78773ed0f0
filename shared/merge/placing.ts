import { changeOf, withChange, type Token } from '../review/tokens.ts';
import type { Revision } from '../review/types.ts';
import { tableOfCell } from './flatten.ts';
import { isWordId, keyOf, keyOfPlace, type Insertion } from './groups.ts';
import { stretchFor, type Ground } from './ground.ts';
import { withMoreThreads } from './threads-on.ts';
import { grownOutOf, runIn } from './rows-of-words.ts';

type Piece = {
  /** Orders what goes in at one place. */
  key: string;
  tokens: Token[];
  /** Number of the sent token before which it came in, the same in every copy. */
  number: number;
  /** Id of the block that it was in when the copy was sent. */
  home: string;
  /** Words that were in the report before. */
  again: boolean;
};

/** What goes in between the tokens of the report as it is now. */
export class Placing {
  readonly #ground: Ground;
  readonly #rows: ReadonlyMap<string, Revision>;
  /** Before which token of now. */
  readonly #pieces = new Map<number, Piece[]>();

  /** @param rows changes that the report has, by id */
  constructor(ground: Ground, rows: ReadonlyMap<string, Revision>) {
    this.#ground = ground;
    this.#rows = rows;
  }

  #put(before: number, gap: number, key: string, tokens: Token[], again = false): void {
    const home = homeOf(this.#ground.tokens, gap);
    const piece = { key, tokens, number: this.#ground.numberOfGap(gap), home, again };
    this.#pieces.set(before, [...(this.#pieces.get(before) ?? []), piece]);
  }

  /** Puts words that were sent, and are gone, back where they stood. @param gap number of the first one */
  again(gap: number, tokens: Token[]): void {
    const { from, to } = stretchFor(this.#ground, gap);
    // What came in before a later token stands behind them.
    const key = keyOfPlace(this.#ground.numberOf(gap)) + LAST;
    this.#put(this.#placeIn(from, to, key), gap, key, tokens, true);
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
    const first = [...there.values()][0];
    // Words that go on with the block come before all that begins a block, whoever put in what.
    let end = from;
    while (end < to && !begins(now[end] as Token)) end += 1;
    const lead = this.#placeIn(from, end, insertion.key);
    const rest = this.#placeIn(end, to, insertion.key);
    let begun = false;
    let place = -1;
    let open: Token[] = [];
    const flush = (): void => {
      const before = place >= 0 ? place : (first ?? (begun ? rest : lead));
      if (open.length > 0) this.#put(before, insertion.gap, `${begun ? 1 : 0}${insertion.key}`, open);
      open = [];
    };
    insertion.tokens.forEach(({ token, item }, n) => {
      const old = there.get(n);
      const threads = come.get(item) ?? [];
      if (old === undefined) {
        if (!begun && begins(token)) {
          flush();
          begun = true;
        }
        open.push(withMoreThreads(token, threads));
        return;
      }
      flush();
      place = old + 1;
      if (threads.length > 0) kept.set(old, [...(kept.get(old) ?? []), ...threads]);
    });
    flush();
  }

  /** Before the first that has a later key: what several copies put in keeps one order. */
  #placeIn(from: number, to: number, key: string): number {
    for (let at = from; at < to; at += 1) {
      const { ins } = changeOf(this.#ground.now[at] as Token);
      if (ins !== undefined && isWordId(ins) && keyOf(ins) > key) return at;
    }
    return to;
  }

  /** Lays threads on words of an insertion that came with another copy. */
  comment(
    insertion: Insertion,
    come: ReadonlyMap<unknown, readonly string[]>,
    kept: Map<number, string[]>,
  ): void {
    if (!insertion.tokens.some(({ item }) => come.has(item))) return;
    const { from, to } = stretchFor(this.#ground, insertion.gap);
    for (const [n, old] of this.#alreadyThere(insertion, from, to)) {
      const threads = come.get(insertion.tokens[n]?.item) ?? [];
      if (threads.length > 0) kept.set(old, [...(kept.get(old) ?? []), ...threads]);
    }
  }

  /** The report with all of it. @param tokenAt a token of the report as it is now, with what was done to it */
  row(tokenAt: (at: number) => Token): Token[] {
    const out: Token[] = [];
    /** The table or the cell that the row is in; null in a block of text. */
    let inTable: string | null = null;
    const add = (token: Token): void => {
      // Words can't go on behind a table that came in among them.
      const last = out.at(-1);
      if (last?.is === 'table' && !begins(token))
        out.push(
          withChange({ is: 'start', block: { type: 'paragraph', id: '', children: [] } }, changeOf(last)),
        );
      if (token.is === 'table' || (token.is === 'start' && tableOfCell(token.block.id) !== null))
        inTable = token.block.id;
      else if (token.is === 'start') inTable = null;
      out.push(token);
    };
    const { length } = this.#ground.now;
    for (let at = 0; at <= length; at += 1) {
      for (const { tokens, home } of inOrder(this.#pieces.get(at) ?? [])) {
        const [first] = tokens;
        // Words of a paragraph that is gone, behind a table: they don't belong into its last cell.
        if (first && !begins(first) && inTable !== null && inTable !== home)
          add(
            withChange({ is: 'start', block: { type: 'paragraph', id: '', children: [] } }, changeOf(first)),
          );
        for (const token of tokens) add(token);
      }
      if (at < length) add(tokenAt(at));
    }
    return out;
  }

  /** Tokens of an insertion that are in the report already: from another copy, or accepted meanwhile. */
  #alreadyThere(insertion: Insertion, from: number, to: number): Map<number, number> {
    const { now, keyOf: wordOf } = this.#ground;
    const there = new Map<number, number>();
    for (const author of new Set(insertion.tokens.map((one) => one.author))) {
      const mine = insertion.tokens.flatMap((one, n) => (one.author === author ? [n] : []));
      const words = mine.map((n) => wordOf((insertion.tokens[n] as Insertion['tokens'][number]).token));
      const of = (wanted: (ins: string | undefined) => boolean): number[] => {
        const found: number[] = [];
        for (let at = from; at < to; at += 1) {
          const { ins } = changeOf(now[at] as Token);
          if (wanted(ins)) found.push(at);
        }
        return found;
      };
      const own = of((ins) => ins !== undefined && this.#rows.get(ins)?.author === author);
      const ownWords = own.map((at) => wordOf(now[at] as Token));
      const inOwn = grownOutOf(ownWords, words);
      if (own.length > 0 && inOwn) {
        inOwn.forEach((n, k) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      const within = grownOutOf(words, ownWords);
      if (within) {
        within.forEach((k, n) => there.set(mine[n] ?? 0, own[k] ?? 0));
        continue;
      }
      // Accepted here, or typed here too: only as a whole.
      const bare = of((ins) => ins === undefined);
      const at = runIn(
        bare.map((one) => wordOf(now[one] as Token)),
        words,
      );
      if (at >= 0 && words.length > 1) mine.forEach((n, k) => there.set(n, bare[at + k] ?? 0));
    }
    return there;
  }
}

/** Behind the kinds of change in a key. */
const LAST = '~';

/** By key; what was there before goes before what came in behind it. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  const byKey = (a: Piece, b: Piece): number => (a.key < b.key ? -1 : 1);
  const out = pieces.filter(({ again }) => !again).toSorted(byKey);
  for (const piece of pieces.filter(({ again }) => again).toSorted(byKey)) {
    const at = out.findIndex(({ number, again }) => !again && number > piece.number);
    out.splice(at < 0 ? out.length : at, 0, piece);
  }
  return out;
}

const begins = (token: Token): boolean => token.is === 'start' || token.is === 'table';

/** Id of the block, or the cell, that the place before a sent token is in. */
export function homeOf(sent: readonly Token[], gap: number): string {
  for (let at = Math.min(gap, sent.length) - 1; at >= 0; at -= 1) {
    const token = sent[at];
    if (token?.is === 'start' || token?.is === 'table') return token.block.id;
  }
  return '';
}
