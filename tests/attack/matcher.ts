/** Units of a pattern that are looked up first. */
const HEAD = 4;
const TABLE = 1 << 16;

/** Place of four units in the table of those that some pattern begins with. */
const slot = (a: number, b: number, c: number, d: number): number =>
  (a + Math.imul(b, 40_503) + Math.imul(c, 2_654_435) + Math.imul(d, 97_571)) & (TABLE - 1);

/**
 * Finds thousands of patterns in one pass over a text: each place is asked once whether any pattern may begin there,
 * instead of the whole text once for each pattern.
 */
export class Matcher<T> {
  readonly #begins = new Uint8Array(TABLE);
  readonly #byHead = new Map<string, { pattern: string; tag: T }[]>();
  /** Too short to be looked up by their beginning. */
  readonly #short: { pattern: string; tag: T }[] = [];

  constructor(patterns: readonly { pattern: string; tag: T }[]) {
    for (const one of patterns) {
      if (one.pattern.length < HEAD) {
        if (one.pattern !== '') this.#short.push(one);
        continue;
      }
      const head = one.pattern.slice(0, HEAD);
      this.#begins[slotOf(head, 0)] = 1;
      const known = this.#byHead.get(head);
      if (known) known.push(one);
      else this.#byHead.set(head, [one]);
    }
  }

  /** Tags of the patterns that stand in the text, each once. */
  find(text: string): Set<T> {
    const found = new Set<T>();
    for (const { pattern, tag } of this.#short) if (text.includes(pattern)) found.add(tag);
    if (this.#byHead.size === 0) return found;
    for (let at = 0; at + HEAD <= text.length; at += 1) {
      if (this.#begins[slotOf(text, at)] === 0) continue;
      for (const { pattern, tag } of this.#byHead.get(text.slice(at, at + HEAD)) ?? [])
        if (text.startsWith(pattern, at)) found.add(tag);
    }
    return found;
  }
}

function slotOf(text: string, at: number): number {
  return slot(text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2), text.charCodeAt(at + 3));
}
