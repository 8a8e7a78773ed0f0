import { pairUp } from '../text/align.ts';
import { bigramsOf, similarity } from '../text/similarity.ts';
import type { Returned, Sent } from './cells.ts';
import { tableOfCell } from './flatten.ts';
import { leftOf } from './joined-blocks.ts';

/** A paragraph under its bookmark is the same one unless hardly a word of it is left. */
const ANCHORED = 0.3;
const ALIKE = 0.5;
/** A paragraph is parted into so many at most. */
const PARTS = 8;
/** So much of its beginning shows that it is the first part of one. */
const BEGINNING = 2;

/** Which paragraph, cell or table of the copy is which of those that were sent: number of the one → number of the other. */
export function partnersOf(sent: Sent, back: Returned): Map<number, number> {
  return new Partners(sent, back).find();
}

class Partners {
  readonly #sent: Sent;
  readonly #back: Returned;
  readonly #partner = new Map<number, number>();
  readonly #taken = new Set<number>();
  /** Where each bookmark is now. */
  readonly #byAnchor = new Map<string, number>();
  /** Bookmarks of what was sent, and those of cells: which cell is which has been found out with its table. */
  readonly #anchors: ReadonlySet<string>;
  readonly #isCell: ReadonlySet<string>;

  constructor(sent: Sent, back: Returned) {
    this.#sent = sent;
    this.#back = back;
    back.blocks.forEach((block, at) => {
      for (const anchor of block.anchors) if (!this.#byAnchor.has(anchor)) this.#byAnchor.set(anchor, at);
    });
    this.#anchors = new Set(sent.blocks.map(({ anchor }) => anchor));
    this.#isCell = new Set(
      sent.blocks.flatMap(({ id, anchor }) => (tableOfCell(id) === null ? [] : [anchor])),
    );
  }

  find(): Map<number, number> {
    this.#joined();
    this.#anchored();
    this.#between();
    this.#sameWords();
    this.#alike();
    this.#left();
    return this.#partner;
  }

  #take(mine: number, other: number): void {
    this.#partner.set(mine, other);
    this.#taken.add(other);
  }

  /** The paragraph, cell or table that has its bookmark. */
  #bookmarked(mine: number): number | null {
    const block = this.#sent.blocks[mine];
    const other = block && this.#byAnchor.get(block.anchor);
    if (other === undefined || this.#taken.has(other) || this.#partner.has(mine)) return null;
    return this.#back.blocks[other]?.table === block?.table ? other : null;
  }

  /** Paragraphs that were joined leave all of their bookmarks on one. */
  #joined(): void {
    const joined = new Map<number, number[]>();
    this.#sent.blocks.forEach(({ table, anchor }, mine) => {
      const other = table || this.#isCell.has(anchor) ? null : this.#bookmarked(mine);
      if (other !== null) joined.set(other, [...(joined.get(other) ?? []), mine]);
    });
    for (const [other, blocks] of joined) {
      if (blocks.length < 2) continue;
      const left = leftOf(this.#sent, { text: this.#back.blocks[other]?.text ?? '', blocks });
      if (left.alike >= ANCHORED) this.#take(left.block, other);
    }
  }

  #anchored(): void {
    this.#sent.blocks.forEach((block, mine) => {
      const other = this.#bookmarked(mine);
      const found = other === null ? undefined : this.#back.blocks[other];
      if (other === null || !found) return;
      const isKnown = block.table || this.#isCell.has(block.anchor);
      if (isKnown || alike(block.text, found.text) >= ANCHORED || this.#isParted(block.text, other))
        this.#take(mine, other);
    });
  }

  /** It is the beginning of this text, and the rest of it stands in the paragraphs behind, that are new. */
  #isParted(text: string, other: number): boolean {
    const found = this.#back.blocks[other]?.text ?? '';
    const wanted = Math.min(BEGINNING, found.length);
    if (wanted === 0 || found.slice(0, wanted) !== text.slice(0, wanted)) return false;
    let whole = found;
    for (let next = other + 1; next < other + PARTS; next += 1) {
      const block = this.#back.blocks[next];
      if (!block || block.table || block.anchors.some((anchor) => this.#anchors.has(anchor))) return false;
      whole += block.text;
      if (alike(text, whole) >= ANCHORED) return true;
    }
    return false;
  }

  /** Where both neighbours are what they were, so is what stands between them under its bookmark, whatever it says. */
  #between(): void {
    this.#sent.blocks.forEach((_, mine) => {
      const other = this.#bookmarked(mine);
      if (other === null) return;
      const isFirst = mine === 0 ? other === 0 : this.#partner.get(mine - 1) === other - 1;
      const isLast = mine === this.#sent.blocks.length - 1 && other === this.#back.blocks.length - 1;
      const next = this.#partner.get(mine + 1) ?? this.#bookmarked(mine + 1);
      if (isFirst && (isLast || next === other + 1)) this.#take(mine, other);
    });
  }

  #isFreeSent(mine: number): boolean {
    const block = this.#sent.blocks[mine];
    if (!block || block.table || block.text === '') return false;
    return !this.#partner.has(mine) && !this.#isCell.has(block.anchor);
  }

  #isFreeBack(other: number): boolean {
    const block = this.#back.blocks[other];
    if (!block || block.table || block.text === '') return false;
    return !this.#taken.has(other) && !block.anchors.some((anchor) => this.#isCell.has(anchor));
  }

  /** The same words, and nowhere else. */
  #sameWords(): void {
    const places = new Map<string, number[]>();
    this.#back.blocks.forEach(({ text }, other) => {
      if (this.#isFreeBack(other)) places.set(text, [...(places.get(text) ?? []), other]);
    });
    this.#sent.blocks.forEach(({ text }, mine) => {
      if (!this.#isFreeSent(mine)) return;
      const [only, ...more] = places.get(text) ?? [];
      if (only !== undefined && more.length === 0 && !this.#taken.has(only)) this.#take(mine, only);
    });
  }

  /** What has other words by now, and whose words are nowhere else, is still the paragraph under its bookmark. */
  #left(): void {
    this.#sent.blocks.forEach((_, mine) => {
      const other = this.#bookmarked(mine);
      if (other !== null) this.#take(mine, other);
    });
  }

  #alike(): void {
    const mine = this.#sent.blocks.flatMap((_, at) => (this.#isFreeSent(at) ? [at] : []));
    const other = this.#back.blocks.flatMap((_, at) => (this.#isFreeBack(at) ? [at] : []));
    const found = pairUp(
      mine.map((at) => this.#sent.blocks[at]?.text ?? ''),
      other.map((at) => this.#back.blocks[at]?.text ?? ''),
      ALIKE,
    );
    found.forEach((match, at) => {
      if (match) this.#take(mine[match.a] ?? 0, other[at] ?? 0);
    });
  }
}

function alike(a: string, b: string): number {
  if (a === b || Math.min(a.length, b.length) < 4) return 1;
  return similarity(bigramsOf(a), bigramsOf(b));
}
