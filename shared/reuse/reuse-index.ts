import { bigramsOf, similarity } from '../text/similarity.ts';
import { FixedPhrases } from './fixed-phrases.ts';
import { sentenceKey, sentencesOfText, SHORTEST } from './sentences.ts';

/** Where a sentence comes from. */
export type Source = { text: string; section: string };

/**
 * How a sentence stands to the older text: word for word (figures apart), with a few words changed, new, or made of
 * fixed phrases and too short to say anything.
 */
export type Use = 'same' | 'near' | 'new' | 'fixed';

export type SentenceUse = { text: string; from: number; to: number; use: Use; source: Source | null };

/** Likeness from which a sentence counts as an old one with a few words changed. */
const NEAR = 0.82;

/** The sentences of an older report, ready to be asked whether a sentence stands in it. */
export class ReuseIndex {
  readonly #same = new Map<string, Source>();
  readonly #long: { source: Source; bigrams: Map<string, number>; size: number }[] = [];
  readonly #holders = new Map<string, number[]>();
  readonly #fixed: FixedPhrases;
  readonly #known = new Map<string, { use: Use; source: Source | null }>();

  /** @param texts `shown` is how a text reads, where `text` has placeholders for its figures */
  constructor(
    texts: Iterable<{ text: string; section: string; shown?: string }>,
    phrases: readonly string[],
  ) {
    this.#fixed = new FixedPhrases(phrases);
    for (const { text, section, shown } of texts) {
      const read = shown === undefined ? [] : sentencesOfText(shown);
      for (const [at, sentence] of sentencesOfText(text).entries()) {
        const key = sentenceKey(sentence.text);
        if (this.#fixed.leftOf(key).length < SHORTEST || this.#same.has(key)) continue;
        const source = { text: read[at]?.text ?? sentence.text, section };
        this.#same.set(key, source);
        const bigrams = bigramsOf(key);
        const place = this.#long.push({ source, bigrams, size: key.length }) - 1;
        for (const pair of bigrams.keys()) {
          const list = this.#holders.get(pair);
          if (list) list.push(place);
          else this.#holders.set(pair, [place]);
        }
      }
    }
  }

  /** Each sentence of a text, with where it stands in the older one. Remembers what it was asked. */
  usesOf(text: string): SentenceUse[] {
    return sentencesOfText(text).map((sentence) => ({ ...sentence, ...this.#use(sentence.text) }));
  }

  #use(text: string): { use: Use; source: Source | null } {
    const key = sentenceKey(text);
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#find(key);
    this.#known.set(key, found);
    return found;
  }

  #find(key: string): { use: Use; source: Source | null } {
    if (this.#fixed.leftOf(key).length < SHORTEST) return { use: 'fixed', source: null };
    const same = this.#same.get(key);
    if (same) return { use: 'same', source: same };
    const near = this.#nearest(key);
    return near ? { use: 'near', source: near } : { use: 'new', source: null };
  }

  #nearest(key: string): Source | null {
    const bigrams = bigramsOf(key);
    const shared = new Map<number, number>();
    for (const pair of bigrams.keys()) {
      const list = this.#holders.get(pair) ?? [];
      // What stands everywhere tells nothing.
      if (list.length > 40) continue;
      for (const at of list) shared.set(at, (shared.get(at) ?? 0) + 1);
    }
    let best: Source | null = null;
    let bestAlike = NEAR;
    for (const [at, count] of shared) {
      if (count < bigrams.size / 3) continue;
      const other = this.#long[at];
      if (!other || Math.abs(other.size - key.length) > key.length / 2) continue;
      const alike = similarity(other.bigrams, bigrams);
      if (alike < bestAlike) continue;
      bestAlike = alike;
      best = other.source;
    }
    return best;
  }
}

/** Characters that were counted, and those of them that stand word for word in the older text. */
export function countUses(uses: readonly SentenceUse[]): { same: number; near: number; counted: number } {
  let same = 0;
  let near = 0;
  let counted = 0;
  for (const { text, use } of uses) {
    if (use === 'fixed') continue;
    const length = sentenceKey(text).length;
    counted += length;
    if (use === 'same') same += length;
    if (use === 'near') near += length;
  }
  return { same, near, counted };
}
