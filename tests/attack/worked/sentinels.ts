/** Rare characters, each used once: wherever one is seen, it is known which words are, whatever was done to them. */
const FIRST_HIDDEN = 0x3400;
const FIRST_PUBLIC = 0x3c00;
const END = 0x4dc0;

/** Characters and values that a report under attack is made of. */
export class Sentinels {
  #hidden = FIRST_HIDDEN;
  #public = FIRST_PUBLIC;
  #values = 0;
  /** Stretches that were hidden from the beginning, as they stood. */
  readonly runs: string[] = [];
  /** Values of fields that the public edition masks, and those that no edition prints. */
  readonly masked: string[] = [];
  readonly never: string[] = [];

  hidden(count: number): string {
    const run = Array.from({ length: count }, () => String.fromCodePoint(this.#hidden++)).join('');
    if (this.#hidden > FIRST_PUBLIC) throw new Error('too many hidden words');
    this.runs.push(run);
    return run;
  }

  public(count: number): string {
    if (this.#public + count > END) this.#public = END - count;
    return Array.from({ length: count }, () => String.fromCodePoint(this.#public++)).join('');
  }

  /** A figure that nothing else can spell. */
  value(kind: 'open' | 'masked' | 'never'): string {
    this.#values += 1;
    const value = `7${String(this.#values).padStart(3, '0')}${String((this.#values * 7_919) % 100_000).padStart(5, '0')}`;
    if (kind === 'masked') this.masked.push(value);
    if (kind === 'never') this.never.push(value);
    return value;
  }
}

const SENTINEL = /[\u{3400}-\u{4dbf}]/gu;

/** How often each of these characters is in a text. */
export function sentinelsIn(text: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const [char] of text.matchAll(SENTINEL)) found.set(char, (found.get(char) ?? 0) + 1);
  return found;
}

export const isHiddenFirst = (char: string): boolean => (char.codePointAt(0) ?? 0) < FIRST_PUBLIC;
