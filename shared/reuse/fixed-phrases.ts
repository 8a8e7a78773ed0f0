/**
 * Fixed political phrases (固定表述): everybody writes them, word for word, every year. They don't count as copied.
 * The list is the unit's own; this module only takes it out of a text.
 */
export class FixedPhrases {
  readonly #pattern: RegExp | null;

  constructor(phrases: readonly string[]) {
    const words = [...new Set(phrases.map((phrase) => strip(phrase)))]
      .filter((phrase) => phrase.length > 1)
      .sort((a, b) => b.length - a.length)
      .map((phrase) => phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    this.#pattern = words.length > 0 ? new RegExp(words.join('|'), 'g') : null;
  }

  /** What is left of a sentence's key without the phrases. */
  leftOf(key: string): string {
    return this.#pattern ? key.replace(this.#pattern, '') : key;
  }
}

/** Phrases are compared as sentences are: without white space and marks. */
function strip(phrase: string): string {
  return phrase.replace(/[\s\p{P}]/gu, '');
}
