/** Draws out of a seed: the same seed draws the same, so that a round that failed can be made again. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, and without, 1 (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0 up to, and without, `count`. */
  below(count: number): number {
    return Math.floor(this.fraction() * count);
  }

  chance(of: number): boolean {
    return this.fraction() < of;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  /** Some Chinese characters. */
  words(most: number): string {
    const count = 1 + this.below(most);
    return Array.from({ length: count }, () => this.pick(CHARACTERS)).join('');
  }
}

const CHARACTERS = Array.from('青禾镇法治宣讲调解普查𠮷，。一二三四五六七八九十');
