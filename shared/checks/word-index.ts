export type WordAt<T> = { at: number; word: string; of: T };

/**
 * Finds many words in a text in one pass: only where a character stands that one of them begins with is looked closer.
 * Hits come in the order of the text, at one place in the order of the words.
 */
export class WordIndex<T> {
  readonly #byFirst = new Map<number, { word: string; of: T }[]>();
  /** A bit for each first character: most characters of a text begin none of the words. */
  readonly #first = new Uint8Array(0x10000);

  constructor(words: Iterable<readonly [word: string, of: T]>) {
    for (const [word, of] of words) {
      if (word === '') continue;
      const code = word.charCodeAt(0);
      const list = this.#byFirst.get(code);
      if (list) list.push({ word, of });
      else this.#byFirst.set(code, [{ word, of }]);
      this.#first[code] = 1;
    }
  }

  find(text: string): WordAt<T>[] {
    const found: WordAt<T>[] = [];
    const first = this.#first;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (first[code] === 0) continue;
      for (const { word, of } of this.#byFirst.get(code) ?? []) {
        if (text.startsWith(word, at)) found.push({ at, word, of });
      }
    }
    return found;
  }
}

/** Makes something once of a list, which is the same object as long as nothing in it changes. */
export function perList<L extends object, T>(make: (list: L) => T): (list: L) => T {
  const known = new WeakMap<L, T>();
  return (list) => {
    let found = known.get(list);
    if (found === undefined) {
      found = make(list);
      known.set(list, found);
    }
    return found;
  };
}
